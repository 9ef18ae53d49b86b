import {createHash, createPrivateKey, type KeyObject, type PrivateKeyInput} from 'node:crypto'
import type {Container} from '../containers/container.ts'
import {isJavaStorePassword} from '../containers/java-store.ts'
import {Parts} from '../containers/parts.ts'
import {scanPem} from '../containers/pem-scan.ts'
import {addPkcs12, type OpenedBags} from '../containers/pkcs12-container.ts'
import {type Bag, readBags, readPkcs12Structure} from '../containers/pkcs12-structure.ts'
import {unreadableSource} from '../containers/read-container.ts'
import {schemeName} from '../containers/schemes.ts'
import {textOf} from '../containers/text-of.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {publicKeyOf} from '../keys/pkcs12.ts'
import {
  decrypt,
  isLegacyScheme,
  UnsupportedAlgorithm,
  verifyMac,
  WrongPassphrase,
} from '../keys/pkcs12-crypto.ts'
import {DerError} from '../pki/der.ts'

/**
 * The same source once its password is known: hidden certificates, and the public part of each key, so that a check
 * can tell whether key and certificate belong together. No private key is kept.
 * @throws DmpError DMP_KEY_PASSPHRASE_WRONG, DMP_CERT_SOURCE_UNREADABLE (an algorithm that this program does not know)
 */
export async function openClosed(seen: Container, bytes: Uint8Array, password: string): Promise<Container> {
  try {
    switch (seen.format) {
      case 'pkcs12':
        return await openPkcs12(seen.name, bytes, password)
      case 'jks':
      case 'jceks':
        if (!isJavaStorePassword(bytes, password)) throw new WrongPassphrase()
        return {...seen, passwordNeeded: false}
      default:
        return openKeys(seen, bytes, password)
    }
  } catch (error) {
    throw translated(error, seen.name)
  }
}

/** The MAC tells a wrong password before any cipher is asked: legacy encryption is another matter, told apart here. */
async function openPkcs12(name: string, bytes: Uint8Array, password: string): Promise<Container> {
  const structure = readPkcs12Structure(bytes)
  if (structure.mac) await verifyMac(structure.mac, structure.authSafe, password)
  const bags: Bag[] = []
  for (const safe of structure.encryptedSafes) {
    const plain = await decrypt(safe, password)
    bags.push(...bagsOf(plain, structure.mac !== undefined))
  }
  const parts = new Parts(name)
  addPkcs12(parts, structure, {bags, publicParts: await publicParts([...structure.bags, ...bags], password)})
  if (password === '') parts.find('P12-04', 'warning', 'empty-password')
  return parts.finish('pkcs12')
}

/** Without a MAC a wrong password shows only by decrypted bytes that make no sense. */
function bagsOf(plain: Uint8Array, proven: boolean): Bag[] {
  try {
    return readBags(plain)
  } catch (error) {
    throw !proven && error instanceof DerError ? new WrongPassphrase() : error
  }
}

async function publicParts(bags: readonly Bag[], password: string): Promise<OpenedBags['publicParts']> {
  const found = new Map<Bag, string>()
  for (const bag of bags) {
    if (bag.kind === 'certificate') continue
    const key = await keyOf(bag, password)
    if (key) found.set(bag, fingerprint(key))
  }
  return found
}

async function keyOf(
  bag: Exclude<Bag, {kind: 'certificate'}>,
  password: string,
): Promise<KeyObject | undefined> {
  const whole = {key: Buffer.from(bag.pkcs8), format: 'der', type: 'pkcs8'} as const
  if (bag.kind === 'key') return privateKey(whole)
  const opened = isLegacyScheme(bag.encrypted.scheme)
    ? undefined
    : privateKey({...whole, passphrase: password})
  if (opened) return opened
  const clear = Buffer.from(await decrypt(bag.encrypted, password))
  try {
    return privateKey({...whole, key: clear})
  } finally {
    clear.fill(0)
  }
}

function privateKey(input: PrivateKeyInput): KeyObject | undefined {
  try {
    return createPrivateKey(input)
  } catch {
    return undefined
  }
}

function fingerprint(key: KeyObject): string {
  return createHash('sha256').update(publicKeyOf(key)).digest('hex')
}

/** Keys of a PEM or DER file, in the order in which the first reading met them. */
function openKeys(seen: Container, bytes: Uint8Array, password: string): Container {
  const closed = closedKeys(bytes)
  const keys = seen.keys.map((key) => {
    if (!key.encrypted || key.spkiSha256 !== undefined) return key
    const input = closed.shift()
    const opened = input && privateKey({...input, passphrase: password})
    if (!opened) throw new WrongPassphrase()
    const spkiSha256 = fingerprint(opened)
    const at = seen.certificates.findIndex(({publicKey}) => publicKey.spkiSha256 === spkiSha256)
    return {...key, spkiSha256, ...(at < 0 ? {} : {certificate: at})}
  })
  const bound = keys.find(({certificate}) => certificate !== undefined)?.certificate
  const leaf = bound === undefined ? seen.leaf : seen.certificates[bound]
  return {...seen, keys, passwordNeeded: false, ...(leaf ? {leaf} : {})}
}

function closedKeys(bytes: Uint8Array): PrivateKeyInput[] {
  const {text} = textOf(bytes)
  const blocks = [...scanPem(text)].filter(({label}) => label.endsWith('PRIVATE KEY'))
  if (blocks.length === 0) return [{key: Buffer.from(bytes), format: 'der', type: 'pkcs8'}]
  return blocks
    .filter(({label, encryption}) => encryption !== undefined || label === 'ENCRYPTED PRIVATE KEY')
    .map(({text: pem}) => ({key: pem}))
}

function translated(error: unknown, name: string): unknown {
  if (error instanceof WrongPassphrase)
    return new DmpError('DMP_KEY_PASSPHRASE_WRONG', {params: {path: name}, cause: error})
  if (error instanceof UnsupportedAlgorithm) {
    const algorithm = schemeName({oid: error.message, parameters: undefined})
    return new DmpError('DMP_CERT_SOURCE_UNREADABLE', {
      params: {source: name, case: 'algorithm', problem: 'algorithm', algorithm},
      cause: error,
    })
  }
  if (error instanceof DerError) return unreadableSource(name, `asn1:${error.problem}@${error.offset}`, error)
  return error
}
