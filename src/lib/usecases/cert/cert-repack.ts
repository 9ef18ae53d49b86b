import {DmpError} from '../../errors/dmp-error.ts'
import {holderName} from '../../pki/holder.ts'
import type {LifecycleBench} from './ports.ts'
import {newSecret, secretOfFlag} from './secret-wish.ts'
import {targetFile} from './target-file.ts'

export interface RepackRequest {
  readonly source: string
  readonly target: string
  readonly passphraseFrom?: string | undefined
  /** Absent: the new file keeps the password of the old one. */
  readonly newPassphraseFrom?: string | undefined
  readonly legacy: boolean
  readonly clearCertificates: boolean
  readonly force: boolean
  /** Show the names of persons. */
  readonly unmask?: boolean | undefined
}

export interface RepackReport {
  readonly source: string
  readonly file: string
  readonly form: 'aes' | 'legacy'
  readonly certificates: number
  readonly leaf: {readonly subject: string; readonly sha256: string}
  /** The password of the new file is another one. */
  readonly passphraseChanged: boolean
}

/**
 * A PKCS#12 file under another protection: AES-256 for programs of today, RC2-40 and 3DES on request for those of before
 * 2020. The source is left as it is.
 * @throws DmpError DMP_CERT_SOURCE_UNREADABLE, DMP_KEY_PASSPHRASE_WRONG, DMP_KEY_FILE_UNREADABLE, DMP_KEY_FILE_EXPOSED, DMP_FILE_EXISTS
 */
export async function repackFile(
  bench: Pick<LifecycleBench, 'certificateSources' | 'files' | 'keyWorkshop' | 'secrets'>,
  wish: RepackRequest,
): Promise<RepackReport> {
  const {files} = bench
  const old = secretOfFlag(bench, '--passphrase-from', wish.passphraseFrom) ?? {from: 'prompt'}
  const next = secretOfFlag(bench, '--new-passphrase-from', wish.newPassphraseFrom)
  const source = files.resolve(wish.source)
  const file = await targetFile(files, {name: wish.target, sources: [source], force: wish.force})
  const {format} = await bench.certificateSources.open(source)
  if (format !== 'pkcs12')
    throw new DmpError('DMP_CERT_SOURCE_UNREADABLE', {
      params: {source, problem: 'not-pkcs12', case: 'format'},
    })
  const workshop = await bench.keyWorkshop()
  const bytes = await workshop.readPrivate(source)
  const passphrase = await (await bench.secrets()).get(old, '--passphrase-from')
  const newPassphrase = next ? await newSecret(bench, next, '--new-passphrase-from') : passphrase
  const form = wish.legacy ? 'legacy' : 'aes'
  const made = await workshop
    .repack(
      {bytes, name: source},
      {passphrase, newPassphrase, form, ...(wish.clearCertificates ? {clearCertificates: true} : {})},
    )
    .catch((error: unknown) => {
      throw inOwnWords(error)
    })
  await files.write(file, made.bytes, {force: wish.force})
  const {leaf, certificates} = made
  return {
    source,
    file,
    form,
    certificates,
    leaf: {subject: holderName(leaf, wish.unmask), sha256: leaf.sha256.hex},
    passphraseChanged: passphrase !== newPassphrase,
  }
}

/** There is no profile here that the certificate could suit or not. */
function inOwnWords(error: unknown): unknown {
  if (!(error instanceof DmpError) || error.code !== 'DMP_CERTIFICATE_UNFIT') return error
  const {code, params, details} = error
  return new DmpError(code, {params: {...params, case: 'repack'}, details, cause: error})
}
