import {createHash, timingSafeEqual} from 'node:crypto'
import {DerError, readDer, universal} from '../pki/der.ts'
import {child, oidValue} from '../pki/der-values.ts'
import type {Parts} from './parts.ts'
import {schemeName} from './schemes.ts'

/** Magic numbers of the two stores that Java wrote before PKCS#12. */
const magic = {feedfeed: 'jks', cececece: 'jceks'} as const
export type JavaStore = (typeof magic)[keyof typeof magic]

const entry = {key: 1, trusted: 2, secret: 3} as const
const digestBytes = 20
const maxEntries = 20_000

/** `jks` or `jceks` by the first four bytes. */
export function javaStoreOf(bytes: Uint8Array): JavaStore | undefined {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  return head in magic ? magic[head as keyof typeof magic] : undefined
}

/** From a closed key to the SHA-256 of its public part; undefined when it stays closed. */
type OpenKey = (closed: Uint8Array) => string | undefined

interface StoreForm {
  readonly version: number
  readonly open: OpenKey
}

/**
 * Certificates and key entries of a JKS or JCEKS store, in clear without its password; a key is bound to the first
 * certificate of its own chain. A store that ends too early keeps what came before, with a problem.
 */
export function addJavaStore(parts: Parts, bytes: Uint8Array, open: OpenKey = () => undefined): void {
  const store = new Cursor(bytes.subarray(0, Math.max(0, bytes.length - digestBytes)))
  parts.protection = {certificates: 'clear', mac: {hash: 'SHA-1', iterations: 1}}
  parts.passwordNeeded = false
  try {
    store.skip(4)
    const version = store.number()
    if (version !== 1 && version !== 2) {
      parts.problem('store', `java:version-${version}`)
      return
    }
    const count = store.number()
    for (let index = 1; index <= Math.min(count, maxEntries); index++)
      if (!addEntry(parts, store, {version, open}, index)) return
    if (count > maxEntries) parts.problem('store', 'too-many-parts')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    parts.problem('store', `java:truncated@${store.at}`)
  }
}

/** False when what follows cannot be reached. */
function addEntry(parts: Parts, store: Cursor, form: StoreForm, index: number): boolean {
  const kind = store.number()
  const alias = store.text()
  const part = `entry ${index}`
  store.skip(8)
  if (kind === entry.trusted) {
    parts.certificate(readOne(store, form.version), part, alias)
    return true
  }
  if (kind === entry.key) {
    addKey(parts, store, form, alias, part)
    return true
  }
  // a secret key is a serialised Java object without a length: nothing behind it can be found
  parts.problem(`${part} (${alias})`, kind === entry.secret ? 'java:secret-key' : `java:entry-${kind}`)
  return false
}

function addKey(parts: Parts, store: Cursor, {version, open}: StoreForm, alias: string, part: string): void {
  const closed = store.bytes(store.number())
  const chain = store.number()
  let first: number | undefined
  for (let link = 1; link <= Math.min(chain, maxEntries); link++) {
    const at = parts.certificate(readOne(store, version), `${part}, certificate ${link}`, alias)
    if (link === 1) first = at
  }
  const encryption = parts.reading(part, () => {
    const algorithm = child(readDer(closed), 0, universal.sequence)
    return schemeName({oid: oidValue(child(algorithm, 0, universal.oid)), parameters: undefined})
  })
  const spkiSha256 = open(closed)
  parts.keys.push({
    form: 'jks',
    encrypted: true,
    ...(encryption ? {encryption} : {}),
    alias,
    ...(spkiSha256 === undefined ? {} : {spkiSha256}),
    ...(first === undefined ? {} : {certificate: first}),
  })
  parts.passwordNeeded = true
}

function readOne(store: Cursor, version: number): Uint8Array {
  if (version === 2) store.text()
  return store.bytes(store.number())
}

/** Whether the password is the store's: its last 20 bytes are a hash over password and content. */
export function isJavaStorePassword(bytes: Uint8Array, password: string): boolean {
  if (bytes.length <= digestBytes) return false
  const content = bytes.subarray(0, bytes.length - digestBytes)
  const made = createHash('sha1')
    .update(Buffer.from(password, 'utf16le').swap16())
    .update('Mighty Aphrodite', 'latin1')
    .update(content)
    .digest()
  return timingSafeEqual(made, bytes.subarray(bytes.length - digestBytes))
}

const jksProtector = '1.3.6.1.4.1.42.2.17.1.1'

/**
 * PKCS#8 of a key closed by the protector of JKS: a stream of SHA-1 over password and the block before, from a salt,
 * and a SHA-1 over password and key at the end. Undefined for another protector or password.
 */
export function openJavaKey(closed: Uint8Array, password: string): Buffer | undefined {
  try {
    const root = readDer(closed)
    if (oidValue(child(child(root, 0, universal.sequence), 0, universal.oid)) !== jksProtector)
      return undefined
    const data = child(root, 1, universal.octetString).content
    if (data.length < 2 * digestBytes) return undefined
    const secret = Buffer.from(password, 'utf16le').swap16()
    const key = Buffer.from(data.subarray(digestBytes, -digestBytes))
    let block: Uint8Array = data.subarray(0, digestBytes)
    for (let at = 0; at < key.length; at++) {
      const place = at % digestBytes
      if (place === 0) block = createHash('sha1').update(secret).update(block).digest()
      key[at] = (key[at] ?? 0) ^ (block[place] ?? 0)
    }
    const proof = createHash('sha1').update(secret).update(key).digest()
    return timingSafeEqual(proof, data.subarray(-digestBytes)) ? key : undefined
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

/** Big-endian numbers and strings, as Java's DataOutput writes them. Past the end: RangeError. */
class Cursor {
  at = 0
  private readonly view: Buffer
  constructor(bytes: Uint8Array) {
    this.view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  skip(size: number): void {
    this.bytes(size)
  }
  number(): number {
    return this.bytes(4).readUInt32BE()
  }
  text(): string {
    return this.bytes(this.bytes(2).readUInt16BE()).toString('utf8')
  }
  bytes(size: number): Buffer {
    if (size > this.view.length - this.at) throw new RangeError('past the end')
    this.at += size
    return this.view.subarray(this.at - size, this.at)
  }
}
