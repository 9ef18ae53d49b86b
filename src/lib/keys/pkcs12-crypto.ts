import {createDecipheriv, createHash, createHmac, hash as oneShot, pbkdf2, timingSafeEqual} from 'node:crypto'
import {promisify} from 'node:util'
import {type Encrypted, type Pkcs12Mac, readScheme, type Scheme} from '../containers/pkcs12-structure.ts'
import {DerError, type DerNode, universal} from '../pki/der.ts'
import {child, octets, smallInteger} from '../pki/der-values.ts'

const derive = promisify(pbkdf2)

/** The password does not open the data. */
export class WrongPassphrase extends Error {}
/** An algorithm that this program does not know, by its OID. */
export class UnsupportedAlgorithm extends Error {}

/** Bounds the work that a hostile file may ask for; PBKDF2 is OpenSSL's and much faster. */
const maxIterations = 1_000_000
const maxPbkdf2Iterations = 10_000_000

const pbe: Readonly<Record<string, {cipher: string; keyBytes: number; ivBytes: number}>> = {
  '1.2.840.113549.1.12.1.3': {cipher: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8},
  '1.2.840.113549.1.12.1.4': {cipher: 'des-ede-cbc', keyBytes: 16, ivBytes: 8},
  '1.2.840.113549.1.12.1.5': {cipher: 'rc2', keyBytes: 16, ivBytes: 8},
  '1.2.840.113549.1.12.1.6': {cipher: 'rc2', keyBytes: 5, ivBytes: 8},
}
const pbes2 = '1.2.840.113549.1.5.13'
const pbmac1 = '1.2.840.113549.1.5.14'
const ciphers: Readonly<Record<string, {cipher: string; keyBytes: number}>> = {
  '2.16.840.1.101.3.4.1.2': {cipher: 'aes-128-cbc', keyBytes: 16},
  '2.16.840.1.101.3.4.1.22': {cipher: 'aes-192-cbc', keyBytes: 24},
  '2.16.840.1.101.3.4.1.42': {cipher: 'aes-256-cbc', keyBytes: 32},
  '1.2.840.113549.3.7': {cipher: 'des-ede3-cbc', keyBytes: 24},
}
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}

/** RC2 of 40 or 128 bits, as OpenSSL up to 1.1.1 and old Windows wrote it: readable, but no protection. */
export function isLegacyScheme({oid}: Scheme): boolean {
  return pbe[oid]?.cipher === 'rc2'
}

/** @throws WrongPassphrase, UnsupportedAlgorithm, DerError */
export async function verifyMac(mac: Pkcs12Mac, authSafe: Uint8Array, passphrase: string): Promise<void> {
  if (mac.hashOid === pbmac1) return verifyPbmac1(mac, authSafe, passphrase)
  const hash = hashName(mac.hashOid)
  // OpenSSL and Windows encode "no password" in two ways: as two zero bytes, and as nothing at all
  const encodings = passphrase === '' ? [bmpString(''), Buffer.alloc(0)] : [bmpString(passphrase)]
  const right = encodings.some((password) => {
    const size = createHash(hash).digest().length
    const key = pkcs12Key(hash, password, mac.salt, mac.iterations, 3, size)
    return sameBytes(createHmac(hash, key).update(authSafe).digest(), mac.digest)
  })
  if (!right) throw new WrongPassphrase()
}

async function verifyPbmac1(mac: Pkcs12Mac, authSafe: Uint8Array, passphrase: string): Promise<void> {
  const parameters = required(mac.parameters)
  const hash = hashName(readScheme(child(parameters, 1, universal.sequence)).oid)
  const key = await pbkdf2Key(
    child(parameters, 0, universal.sequence),
    passphrase,
    createHash(hash).digest().length,
  )
  if (!sameBytes(createHmac(hash, key).update(authSafe).digest(), mac.digest)) throw new WrongPassphrase()
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** @throws WrongPassphrase, UnsupportedAlgorithm, DerError */
export async function decrypt({scheme, data}: Encrypted, passphrase: string): Promise<Uint8Array> {
  const parameters = required(scheme.parameters)
  if (scheme.oid === pbes2) {
    const encryption = readScheme(child(parameters, 1, universal.sequence))
    const known = ciphers[encryption.oid]
    if (!known) throw new UnsupportedAlgorithm(encryption.oid)
    const key = await pbkdf2Key(child(parameters, 0, universal.sequence), passphrase, known.keyBytes)
    return decipher(known.cipher, key, octets(required(encryption.parameters)), data)
  }
  const known = pbe[scheme.oid]
  if (!known) throw new UnsupportedAlgorithm(scheme.oid)
  const salt = octets(child(parameters, 0, universal.octetString))
  const iterations = smallInteger(child(parameters, 1, universal.integer))
  const password = bmpString(passphrase)
  const key = pkcs12Key('sha1', password, salt, iterations, 1, known.keyBytes)
  const iv = pkcs12Key('sha1', password, salt, iterations, 2, known.ivBytes)
  return known.cipher === 'rc2' ? decipherRc2(key, iv, data) : decipher(known.cipher, key, iv, data)
}

function decipher(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const work = createDecipheriv(cipher, key, iv)
    return Buffer.concat([work.update(data), work.final()])
  } catch {
    throw new WrongPassphrase()
  }
}

/** OpenSSL 3 as Node builds it has no RC2; node-forge has. */
async function decipherRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const {default: forge} = await import('node-forge')
  const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
  const work = forge.rc2.createDecryptionCipher(binary(key), key.length * 8)
  work.start(binary(iv))
  work.update(forge.util.createBuffer(binary(data)))
  if (!work.finish()) throw new WrongPassphrase()
  return Buffer.from(work.output.getBytes(), 'latin1')
}

async function pbkdf2Key(node: DerNode, passphrase: string, keyBytes: number): Promise<Uint8Array> {
  const kdf = readScheme(node)
  if (kdf.oid !== '1.2.840.113549.1.5.12') throw new UnsupportedAlgorithm(kdf.oid)
  const parameters = required(kdf.parameters)
  const prf = parameters.children.find((part) => part.tag === universal.sequence)
  const hash = prf ? hashName(readScheme(prf).oid) : 'sha1'
  const iterations = bounded(smallInteger(child(parameters, 1, universal.integer)), maxPbkdf2Iterations)
  return derive(passphrase, octets(child(parameters, 0, universal.octetString)), iterations, keyBytes, hash)
}

/** Key derivation of PKCS#12 (RFC 7292 appendix B.2). `purpose` 1: key, 2: IV, 3: MAC key. */
export function pkcs12Key(
  hash: string,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  purpose: 1 | 2 | 3,
  size: number,
): Uint8Array {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64
  const input = Buffer.concat([filled(salt, block), filled(password, block)])
  const diversifier = Buffer.alloc(block, purpose)
  const rounds = bounded(iterations)
  const output: Uint8Array[] = []
  for (let made = 0; made < size; ) {
    // one-shot hashing costs half of createHash, and there are thousands of rounds
    let digest = oneShot(hash, Buffer.concat([diversifier, input]), 'buffer')
    for (let round = 1; round < rounds; round++) digest = oneShot(hash, digest, 'buffer')
    output.push(digest)
    made += digest.length
    addToBlocks(input, filled(digest, block, block), block)
  }
  return Buffer.concat(output).subarray(0, size)
}

/** `bytes` repeated to a multiple of `block`, or to `exactly` bytes. */
function filled(bytes: Uint8Array, block: number, exactly?: number): Buffer {
  const size = exactly ?? Math.ceil(bytes.length / block) * block
  return size === 0 ? Buffer.alloc(0) : Buffer.alloc(size, bytes)
}

/** Each block of `input` becomes itself + `added` + 1, as a big-endian number modulo its size. */
function addToBlocks(input: Buffer, added: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1
    for (let i = block - 1; i >= 0; i--) {
      carry += (input[start + i] ?? 0) + (added[i] ?? 0)
      input[start + i] = carry & 0xff
      carry >>= 8
    }
  }
}

function bounded(iterations: number, most = maxIterations): number {
  if (iterations < 1 || iterations > most) throw new UnsupportedAlgorithm(`iterations:${iterations}`)
  return iterations
}

function hashName(oid: string): string {
  const name = hashes[oid]
  if (name === undefined) throw new UnsupportedAlgorithm(oid)
  return name
}

function required(node: DerNode | undefined): DerNode {
  if (!node) throw new DerError('unexpected-element', 0)
  return node
}

/** RFC 7292 B.1: UTF-16 big-endian with a final zero character. */
export function bmpString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le').swap16()
}
