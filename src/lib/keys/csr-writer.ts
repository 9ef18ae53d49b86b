import {createHash, generateKeyPair, sign} from 'node:crypto'
import {promisify} from 'node:util'
import {derBits, derInteger, derNull, derOctets, derOid, derSequence, derTagged} from '../pki/der-writer.ts'
import {toPem} from '../pki/pem.ts'
import {seal} from './pbe-writer.ts'

const generate = promisify(generateKeyPair)
const signLater = promisify(sign)

/** Every IGC-Santé leaf seen since 2016 has it. */
export const KEY_BITS = 2048
const sha256WithRsa = '1.2.840.113549.1.1.11'
/** A key that waits for its certificate on a disk is worth more work than one that is opened all day. */
const KEY_ITERATIONS = 100_000

export interface NewRequest {
  /** PKCS#8, encrypted (PBES2, AES-256). */
  readonly keyPem: string
  /** PKCS#10. */
  readonly requestPem: string
  /** Hexadecimal, as `Certificate.publicKey.spkiSha256`. */
  readonly spkiSha256: string
}

/**
 * A new RSA key and a request for it (PKCS#10, RFC 2986) that bears the given name, byte for byte: types of strings
 * and order of attributes stay those of the present certificate. The key never leaves memory in clear.
 * @param subject DER of the name
 */
export async function newRequest(subject: Uint8Array, passphrase: string): Promise<NewRequest> {
  const {privateKey, publicKey} = await generate('rsa', {modulusLength: KEY_BITS, publicExponent: 65537})
  const spki = publicKey.export({format: 'der', type: 'spki'})
  const info = derSequence(derInteger(0), subject, spki, derTagged(0))
  const signature = await signLater('sha256', info, privateKey)
  const request = derSequence(info, derSequence(derOid(sha256WithRsa), derNull), derBits(signature))
  const plain = privateKey.export({format: 'der', type: 'pkcs8'})
  try {
    const {algorithm, data} = await seal(plain, passphrase, 'aes', KEY_ITERATIONS)
    return {
      keyPem: toPem('ENCRYPTED PRIVATE KEY', derSequence(algorithm, derOctets(data))),
      requestPem: toPem('CERTIFICATE REQUEST', request),
      spkiSha256: createHash('sha256').update(spki).digest('hex'),
    }
  } finally {
    plain.fill(0)
  }
}
