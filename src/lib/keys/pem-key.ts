import {createPrivateKey, type KeyObject} from 'node:crypto'
import {DmpError} from '../errors/dmp-error.ts'
import type {Certificate} from '../pki/certificate.ts'
import {type PemBlock, pemBlocks, readCertificates} from '../pki/pem.ts'
import type {Files} from '../ports/files.ts'
import {keyMismatch, publicKeyOf} from './pkcs12.ts'
import {readPrivateFile, unreadable} from './private-file.ts'

const maxCertificateBytes = 1 << 20

export interface PemContent {
  readonly leaf: Certificate
  readonly others: readonly Certificate[]
  readonly key: KeyObject
}

/** Opens a PEM pair; `ask` is called for the passphrase only when the key is encrypted. */
export async function openPem(
  certificatePath: string,
  keyPath: string,
  files: Pick<Files, 'read'>,
  ask: () => Promise<string>,
): Promise<PemContent> {
  const certificates = readCertificates(
    await files.read(certificatePath, {maxBytes: maxCertificateBytes}),
    certificatePath,
  )
  const text = Buffer.from(await readPrivateFile(keyPath)).toString('latin1')
  const block = pemBlocks(text).find(({label}) => label.endsWith('PRIVATE KEY'))
  if (!block) throw unreadable(keyPath, 'no-private-key')
  const key = await openKey(block, keyPath, ask)
  const spki = publicKeyOf(key)
  const leaf = certificates.find((certificate) => spki.equals(certificate.publicKey.spki))
  if (!leaf) throw keyMismatch(certificates[0], keyPath)
  return {leaf, others: certificates.filter((certificate) => certificate !== leaf), key}
}

async function openKey(block: PemBlock, path: string, ask: () => Promise<string>): Promise<KeyObject> {
  if (!block.encrypted) {
    try {
      return createPrivateKey(block.text)
    } catch (cause) {
      throw unreadable(path, 'private-key', cause)
    }
  }
  const passphrase = await ask()
  try {
    return createPrivateKey({key: block.text, passphrase})
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_OSSL_UNSUPPORTED')
      throw unreadable(path, 'algorithm:pem', cause)
    throw new DmpError('DMP_KEY_PASSPHRASE_WRONG', {params: {path}, cause})
  }
}
