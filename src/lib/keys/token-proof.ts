import {createHash, createPublicKey, verify} from 'node:crypto'
import type {Certificate} from '../pki/certificate.ts'
import type {KeySource} from '../profile/profile.ts'
import {keyMismatch} from './pkcs12.ts'

type TokenSource = Extract<KeySource, {kind: 'pkcs11'}>

/** Where a key lies, as a `pkcs11:` URI would name it. */
export function placeOnToken({tokenLabel, keyLabel}: TokenSource): string {
  return `pkcs11:token=${encodeURIComponent(tokenLabel)};object=${encodeURIComponent(keyLabel)}`
}

/**
 * A certificate and a key that share a mark (CKA_ID) may still be strangers: the public part that the token tells of its
 * private key decides, else one signature.
 * @param spki SubjectPublicKeyInfo (DER) of the private key, where the token tells it
 * @throws DmpError DMP_CERTIFICATE_UNFIT (KEY-01), and those of the signature
 */
export async function requireOwnKey(
  leaf: Certificate,
  spki: Uint8Array | undefined,
  source: TokenSource,
  sign: (digestInfo: Uint8Array) => Promise<Uint8Array>,
): Promise<void> {
  const told = spki && isSameKey(leaf.publicKey.spki, spki)
  if (!(told ?? (await signsFor(leaf, sign)))) throw keyMismatch(leaf, placeOnToken(source))
}

/**
 * Two SubjectPublicKeyInfo (DER). Undefined where they cannot be compared: an RSASSA-PSS key is an RSA key under another
 * name.
 */
export function isSameKey(a: Uint8Array, b: Uint8Array): boolean | undefined {
  if (Buffer.compare(a, b) === 0) return true
  const [one, other] = [a, b].map((der) => {
    try {
      return createPublicKey({key: Buffer.from(der), format: 'der', type: 'spki'})
    } catch {
      return undefined
    }
  })
  if (!one || !other || one.asymmetricKeyType !== other.asymmetricKeyType) return undefined
  return one.equals(other)
}

async function signsFor(
  {publicKey}: Certificate,
  sign: (digestInfo: Uint8Array) => Promise<Uint8Array>,
): Promise<boolean> {
  const proof = Buffer.from('does this key belong to this certificate?')
  const digest = createHash('sha256').update(proof).digest()
  const signature = await sign(Buffer.concat([sha256Prefix, digest]))
  try {
    const key = createPublicKey({key: Buffer.from(publicKey.spki), format: 'der', type: 'spki'})
    return verify('sha256', proof, key, signature)
  } catch {
    // not a key that could have made it
    return false
  }
}

/** DER of the DigestInfo of SHA-256 up to the digest itself (RFC 8017 §9.2, note 1). */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')
