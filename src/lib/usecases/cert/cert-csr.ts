import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import {holderName} from '../../pki/holder.ts'
import {productOf} from '../../pki/product.ts'
import type {TextOutput} from '../../ports/outputs.ts'
import {leafOfSource} from './leaf-of-source.ts'
import {ownCertificate} from './own-certificates.ts'
import type {LifecycleBench} from './ports.ts'
import {newSecret, secretOfFlag} from './secret-wish.ts'
import {targetFile} from './target-file.ts'

export interface CsrWish {
  /** The certificate whose name is asked for again; absent: that of the profile. */
  readonly source?: string | undefined
  readonly use: 'auth' | 'sign'
  /** Files to write. */
  readonly key: string
  readonly request: string
  /** Password of the new key. */
  readonly passphraseFrom?: string | undefined
  /** Password of the source, where it hides its certificate. */
  readonly sourcePassphraseFrom?: string | undefined
  readonly force: boolean
  /** Show the names of persons. */
  readonly unmask?: boolean | undefined
}

export interface CsrReport {
  /** Where the name comes from. */
  readonly from: string
  /** In certificate order. */
  readonly subject: string
  readonly product: string
  readonly key: {readonly file: string; readonly algorithm: string; readonly spkiSha256: string}
  readonly request: {readonly file: string}
}

type Ports = Pick<
  LifecycleBench,
  'certificateSources' | 'files' | 'keyFiles' | 'keyWorkshop' | 'outputs' | 'profile' | 'secrets'
>

const ordered = ['ORG_AUTH_CLI', 'SIGN', 'SSL_SERV']

/**
 * A new key and a request that bears the name of the present certificate. RSA 2048 and SHA-256, as on every IGC-Santé
 * certificate published; whether the platform reads the name of a request is not documented, and is said.
 * @throws DmpError DMP_CERT_WRONG_PRODUCT, DMP_USAGE, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE, DMP_SECRET_UNAVAILABLE, and those of the source
 */
export async function requestCertificate(bench: Ports, wish: CsrWish): Promise<CsrReport> {
  const passphrase = secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom) ?? {from: 'prompt'}
  const {from, leaf} = await present(bench, wish)
  const product = productOf(leaf)
  if (!ordered.includes(product))
    throw new DmpError('DMP_CERT_WRONG_PRODUCT', {params: {case: 'order', source: from, product}})
  const {force} = wish
  const key = await targetFile(bench.files, {name: wish.key, sources: [from], force})
  const request = await targetFile(bench.files, {name: wish.request, sources: [from, key], force})
  if (key === request) throw new DmpError('DMP_USAGE', {params: {problem: '--key = --request'}})
  const secret = await newSecret(bench, passphrase, '--passphrase-from')
  const workshop = await bench.keyWorkshop()
  const made = await workshop.newRequest(Buffer.from(leaf.subject.derHex, 'hex'), secret)
  await writeBoth(
    bench,
    [
      {file: key, text: made.keyPem},
      {file: request, text: made.requestPem},
    ],
    force,
  )
  return {
    from,
    subject: holderName(leaf, wish.unmask),
    product,
    key: {file: key, algorithm: 'RSA 2048', spkiSha256: made.spkiSha256},
    request: {file: request},
  }
}

async function present(
  bench: Ports,
  {source, use, sourcePassphraseFrom}: CsrWish,
): Promise<{from: string; leaf: Certificate}> {
  const passphrase = secretOfFlag(bench, '--source-passphrase-from', sourcePassphraseFrom)
  if (source !== undefined) return {from: source, leaf: (await leafOfSource(bench, source, passphrase)).leaf}
  const own = (await bench.profile()).certificates[use]
  if (own.kind === 'pkcs11') {
    const {source: from, certificate: leaf} = await ownCertificate(bench, own, use)
    return {from, leaf}
  }
  const path = own.kind === 'pkcs12' ? own.path : own.certificatePath
  return {from: path, leaf: (await leafOfSource(bench, path, passphrase ?? own.passphrase)).leaf}
}

/** Both are whole on disk before either bears its name: half of it would be of no use. */
async function writeBoth(
  {outputs}: Ports,
  wanted: readonly {readonly file: string; readonly text: string}[],
  force: boolean,
): Promise<void> {
  const open: TextOutput[] = []
  try {
    for (const {file, text} of wanted) {
      const output = await outputs.stream(file, {force})
      open.push(output)
      await output.write(text)
    }
    for (const output of open) await output.finish()
  } catch (error) {
    for (const output of open) await output.discard()
    throw error
  }
}
