import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {DerError} from '../pki/der.ts'
import type {KeyFilePreview} from '../ports/key-files.ts'
import type {KeySource} from '../profile/profile.ts'
import {isListReply} from './pkcs11-client.ts'
import type {ListedCertificate, ListedKey} from './pkcs11-messages.ts'
import {isSameKey} from './token-proof.ts'
import {startKeyChild} from './without-vitale.ts'

/**
 * The certificate that goes with a key on a token, as it shows without the PIN: by the id of a public key that bears the
 * label of the key, else by that label itself. Without a leaf where a token shows neither.
 * @throws DmpError DMP_KEY_TOKEN_UNAVAILABLE
 */
export async function previewToken({
  modulePath,
  tokenLabel,
  keyLabel,
}: Extract<KeySource, {kind: 'pkcs11'}>): Promise<KeyFilePreview> {
  const child = await startKeyChild(tokenLabel, {})
  try {
    const reply = await child.ask({op: 'list', modulePath, token: {label: tokenLabel}})
    if (!isListReply(reply)) return {certificates: []}
    const named = reply.publicKeys.filter(({label}) => label === keyLabel)
    const own =
      reply.certificates.find((one) => named.some((key) => isSame(key.id, one.id))) ??
      reply.certificates.find(({label}) => label === keyLabel)
    const others = reply.certificates.filter((one) => one !== own).flatMap(({der}) => readOrNone(der))
    const [leaf] = own ? readOrNone(own.der) : []
    if (!own || !leaf) return {certificates: others}
    const strange = showsOtherKey(own, reply.publicKeys)
    return {leaf, certificates: [leaf, ...others], ...(strange ? {strangeKey: true} : {})}
  } finally {
    await child.close()
  }
}

/** Whether a token has public keys with the id of a certificate, and none of them is the certificate's own. */
export function showsOtherKey({der, id}: ListedCertificate, publicKeys: readonly ListedKey[]): boolean {
  const told = publicKeys.flatMap((key) => (key.spki && isSame(key.id, id) ? [key.spki] : []))
  if (told.length === 0) return false
  const [certificate] = readOrNone(der)
  return (
    certificate !== undefined && told.every((key) => isSameKey(certificate.publicKey.spki, key) === false)
  )
}

/** What lies on a token beside the certificate that is meant may be anything. */
function readOrNone(der: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(der, '')]
  } catch (error) {
    if (error instanceof DerError || error instanceof DmpError) return []
    throw error
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length > 0 && Buffer.compare(a, b) === 0
}
