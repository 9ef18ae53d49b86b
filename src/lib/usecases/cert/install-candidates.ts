import {isPkcs11Uri} from '../../containers/pkcs11-uri.ts'
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
import {shownWithoutPin} from './quiet-preview.ts'
import {tokenToInstall} from './token-to-install.ts'

/** A file, or a key on a token, to install: opened with its password or PIN, its key proven. */
export interface Candidate {
  readonly use: CertificateUse
  readonly path: string
  readonly source: KeySource
  readonly certificate: Certificate
  readonly companions: readonly Certificate[]
  /** Issuers that the new file lacks and the present one has: a platform hands out a certificate alone for a request. */
  readonly issuers: readonly Certificate[]
  readonly findings: readonly CertificateFinding[]
  /** The key lies in its file without encryption. */
  readonly clearKey: boolean
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
  bench: Pick<LifecycleBench, 'files' | 'keyFiles' | 'keyWorkshop' | 'certificateSources'>,
  profile: Profile,
  {sources, key, passphrase}: CandidateWish,
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  const paths = sources.map((source) => (isPkcs11Uri(source) ? source : bench.files.resolve(source)))
  if (key !== undefined && paths.length > 1) throw refused('mixed', profile.name, key)
  for (const path of paths) {
    const {source, purpose} = isPkcs11Uri(path)
      ? await tokenToInstall(bench, profile, {uri: path, key, pin: passphrase})
      : {source: await sourceOf(bench, profile, {path, key, passphrase}), purpose: 'auth' as const}
    const {certificate, companions, findings} = await (await bench.keyWorkshop()).prove(source, purpose)
    const use = halfOf(certificate)
    if (!use) {
      const product = productOf(certificate)
      throw new DmpError('DMP_CERT_WRONG_PRODUCT', {params: {case: 'install', source: path, product}})
    }
    if (candidates.some((other) => other.use === use)) throw refused('mixed', profile.name, path)
    const present = await shownWithoutPin(bench, profile.certificates[use]).catch(() => undefined)
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
      clearKey: await isClear(bench, source),
      ...(present?.leaf ? {present: present.leaf} : {}),
    })
  }
  return candidates
}

async function isClear(
  {certificateSources}: Pick<LifecycleBench, 'certificateSources'>,
  source: KeySource,
): Promise<boolean> {
  if (source.kind === 'pkcs11') return false
  const {keys} = await certificateSources.open(source.kind === 'pkcs12' ? source.path : source.keyPath)
  return keys.some(({encrypted}) => !encrypted)
}

/**
 * A PKCS#12 file alone, a PEM file with its key in it, or a certificate with `--key`, told by content. The password is the
 * one named, else the profile's own. @throws DmpError DMP_CERT_SOURCE_UNREADABLE, DMP_MISSING_VALUE {--key}
 */
async function sourceOf(
  {certificateSources, files}: Pick<LifecycleBench, 'files' | 'certificateSources'>,
  {certificates}: Profile,
  {path, key, passphrase}: {path: string; key: string | undefined; passphrase: SecretSource | undefined},
): Promise<KeySource> {
  const {format, leaf, keys} = await certificateSources.open(path)
  const own = certificates[(leaf && halfOf(leaf)) ?? 'auth']
  const known = own.kind === 'pkcs11' ? ({from: 'prompt'} as const) : own.passphrase
  const secret = passphrase ?? known
  if (format === 'pkcs12' && key === undefined) return {kind: 'pkcs12', path, passphrase: secret}
  if (format !== 'pem' && format !== 'der')
    throw new DmpError('DMP_CERT_SOURCE_UNREADABLE', {
      params: {source: path, problem: 'not-installable', case: 'format'},
    })
  const keyPath = key === undefined ? (keys.length > 0 ? path : undefined) : files.resolve(key)
  if (keyPath === undefined) throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--key'}})
  await files.facts(keyPath)
  return {kind: 'pem', certificatePath: path, keyPath, passphrase: secret}
}

export function refused(reason: string, profile: string, where: string): DmpError {
  return new DmpError('DMP_CERT_INSTALL_REFUSED', {params: {case: reason, profile, where}})
}
