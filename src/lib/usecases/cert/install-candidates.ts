import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {buildChain} from '../../pki/chain.ts'
import type {CertificateFinding} from '../../pki/finding.ts'
import {productOf} from '../../pki/product.ts'
import type {SecretSource} from '../../ports/secrets.ts'
import type {KeySource, Profile} from '../../profile/profile.ts'
import {halfOf} from '../../renewal/installation.ts'
import type {CertificateUse} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'

/** A file to install, opened with its password, its key proven. */
export interface Candidate {
  readonly use: CertificateUse
  readonly path: string
  readonly source: Exclude<KeySource, {readonly kind: 'pkcs11'}>
  readonly certificate: Certificate
  readonly companions: readonly Certificate[]
  /** Issuers that the new file lacks and the present one has: a platform hands out a certificate alone for a request. */
  readonly issuers: readonly Certificate[]
  readonly findings: readonly CertificateFinding[]
  /** What the profile uses so far. */
  readonly present?: Certificate
}

export interface CandidateWish {
  readonly sources: readonly string[]
  readonly key?: string | undefined
  readonly passphrase: SecretSource | undefined
}

/** @throws DmpError DMP_CERT_WRONG_PRODUCT, DMP_CERT_INSTALL_REFUSED {mixed}, DMP_KEY_*, DMP_SECRET_UNAVAILABLE */
export async function openCandidates(
  bench: Pick<LifecycleBench, 'files' | 'keyFiles' | 'keyWorkshop'>,
  profile: Profile,
  {sources, key, passphrase}: CandidateWish,
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  const paths = sources.map((source) => bench.files.resolve(source))
  if (key !== undefined && paths.length > 1) throw refused('mixed', profile.name, key)
  for (const path of paths) {
    const source = await sourceOf(bench, profile, {path, key, passphrase})
    const {certificate, companions, findings} = await (await bench.keyWorkshop()).prove(source, 'auth')
    const use = halfOf(certificate)
    if (!use) {
      const product = productOf(certificate)
      throw new DmpError('DMP_CERT_WRONG_PRODUCT', {params: {case: 'install', source: path, product}})
    }
    if (candidates.some((other) => other.use === use)) throw refused('mixed', profile.name, path)
    const present = await bench.keyFiles.preview(profile.certificates[use]).catch(() => undefined)
    const chain = buildChain(certificate, companions)
    const whole = buildChain(certificate, [...companions, ...(present?.certificates ?? [])])
    candidates.push({
      use,
      path,
      source,
      certificate,
      companions,
      issuers: chain.length > 0 ? [] : whole,
      findings,
      ...(present?.leaf ? {present: present.leaf} : {}),
    })
  }
  return candidates
}

/** A PKCS#12 file alone, or a certificate with `--key`. The password is the one named, else the profile's own. */
async function sourceOf(
  {keyFiles, files}: Pick<LifecycleBench, 'files' | 'keyFiles'>,
  {certificates}: Profile,
  {path, key, passphrase}: {path: string; key: string | undefined; passphrase: SecretSource | undefined},
): Promise<Candidate['source']> {
  const pem =
    key === undefined
      ? undefined
      : ({kind: 'pem', certificatePath: path, keyPath: files.resolve(key)} as const)
  const look = pem ?? ({kind: 'pkcs12', path} as const)
  const {leaf} = await keyFiles.preview({...look, passphrase: {from: 'none'}})
  const own = certificates[(leaf && halfOf(leaf)) ?? 'auth']
  const known = own.kind === 'pkcs11' ? ({from: 'prompt'} as const) : own.passphrase
  return {...look, passphrase: passphrase ?? known}
}

export function refused(reason: string, profile: string, where: string): DmpError {
  return new DmpError('DMP_CERT_INSTALL_REFUSED', {params: {case: reason, profile, where}})
}
