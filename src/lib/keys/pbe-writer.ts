import {createCipheriv, pbkdf2, randomBytes} from 'node:crypto'
import {promisify} from 'node:util'
import {derInteger, derNull, derOctets, derOid, derSequence} from '../pki/der-writer.ts'
import {bmpString, pkcs12Key} from './pkcs12-crypto.ts'

const derive = promisify(pbkdf2)

/** Something encrypted under a password, with the AlgorithmIdentifier that says how. */
export interface Sealed {
  /** DER. */
  readonly algorithm: Uint8Array
  readonly data: Uint8Array
}

/** `aes`: PBES2, AES-256 and PBKDF2 with SHA-256. The other two are what consumers of before 2020 understand. */
export type SealForm = 'aes' | '3des' | 'rc2-40'

/** What Java writes too; a file is opened by each command, so that more would be felt. */
export const ITERATIONS = 10_000
/** What OpenSSL up to 1.1.1 and the platform of the ANS write. */
export const LEGACY_ITERATIONS = 2048

const SALT_BYTES = 16
const pbes2 = '1.2.840.113549.1.5.13'
const pbkdf2Oid = '1.2.840.113549.1.5.12'
const hmacSha256 = '1.2.840.113549.2.9'
const aes256 = '2.16.840.1.101.3.4.1.42'
const legacy = {
  '3des': {oid: '1.2.840.113549.1.12.1.3', keyBytes: 24},
  'rc2-40': {oid: '1.2.840.113549.1.12.1.6', keyBytes: 5},
} as const
const BLOCK_BYTES = 8

/** Encrypts under a password (RFC 8018 PBES2, or RFC 7292 appendix C). */
export async function seal(
  plain: Uint8Array,
  passphrase: string,
  form: SealForm,
  iterations = form === 'aes' ? ITERATIONS : LEGACY_ITERATIONS,
): Promise<Sealed> {
  return form === 'aes'
    ? sealAes(plain, passphrase, iterations)
    : sealLegacy(plain, passphrase, form, iterations)
}

async function sealAes(plain: Uint8Array, passphrase: string, iterations: number): Promise<Sealed> {
  const salt = randomBytes(SALT_BYTES)
  const iv = randomBytes(16)
  const key = await derive(passphrase, salt, iterations, 32, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const prf = derSequence(derOid(hmacSha256), derNull)
  const kdf = derSequence(derOid(pbkdf2Oid), derSequence(derOctets(salt), derInteger(iterations), prf))
  const encryption = derSequence(derOid(aes256), derOctets(iv))
  return {
    algorithm: derSequence(derOid(pbes2), derSequence(kdf, encryption)),
    data: Buffer.concat([cipher.update(plain), cipher.final()]),
  }
}

async function sealLegacy(
  plain: Uint8Array,
  passphrase: string,
  form: keyof typeof legacy,
  iterations: number,
): Promise<Sealed> {
  const {oid, keyBytes} = legacy[form]
  const salt = randomBytes(BLOCK_BYTES)
  const password = bmpString(passphrase)
  const key = pkcs12Key('sha1', password, salt, iterations, 1, keyBytes)
  const iv = pkcs12Key('sha1', password, salt, iterations, 2, BLOCK_BYTES)
  return {
    algorithm: derSequence(derOid(oid), derSequence(derOctets(salt), derInteger(iterations))),
    data: form === 'rc2-40' ? await encipherRc2(key, iv, plain) : encipher3des(key, iv, plain),
  }
}

function encipher3des(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('des-ede3-cbc', key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}

/** OpenSSL 3 as Node builds it has no RC2; node-forge has. */
async function encipherRc2(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  const {default: forge} = await import('node-forge')
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
  const work = forge.rc2.createEncryptionCipher(binary(key), key.length * 8)
  work.start(binary(iv))
  work.update(forge.util.createBuffer(binary(plain)))
  if (!work.finish()) throw new Error('RC2')
  return Buffer.from(work.output.getBytes(), 'latin1')
}
