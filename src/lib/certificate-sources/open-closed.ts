import type {Container} from '../containers/container.ts'
import {addJavaStore, isJavaStorePassword, openJavaKey} from '../containers/java-store.ts'
import {openJceksKey} from '../containers/jceks-key.ts'
import {Parts} from '../containers/parts.ts'
import {addPkcs12, type OpenedBags} from '../containers/pkcs12-container.ts'
import {
  type Bag,
  type Pkcs12Mac,
  type Pkcs12Structure,
  readBags,
  readPkcs12Structure,
} from '../containers/pkcs12-structure.ts'
import {unreadableSource} from '../containers/read-container.ts'
import {schemeName, schemeOfKey} from '../containers/schemes.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {decrypt, UnsupportedAlgorithm, verifyMac, WrongPassphrase} from '../keys/pkcs12-crypto.ts'
import {DerError} from '../pki/der.ts'
import {Effort} from './effort.ts'
import {fingerprintOf, openKeys, openPkcs8, privateKey} from './open-keys.ts'

/** More than the most careful tools ask for, and a few seconds at most: a hostile file must not keep the program busy. */
const maxRounds = 1_000_000

/**
 * The same source once its password is known: hidden certificates, and the public part of each key, so that a check
 * can tell whether key and certificate belong together. No private key is kept.
 * @param rounds how many rounds of key derivation the file may ask for in all
 * @throws DmpError DMP_KEY_PASSPHRASE_WRONG, DMP_CERT_SOURCE_UNREADABLE (an algorithm that this program does not know)
 */
export async function openClosed(
  seen: Container,
  bytes: Uint8Array,
  password: string,
  rounds = maxRounds,
): Promise<Container> {
  const effort = new Effort(rounds)
  try {
    switch (seen.format) {
      case 'pkcs12':
        return await openPkcs12(seen.name, bytes, password, effort)
      case 'jks':
      case 'jceks':
        return openJavaStore(seen, bytes, password, effort)
      default:
        return await openKeys(seen, bytes, password, effort)
    }
  } catch (error) {
    throw translated(error, seen.name)
  }
}

/** The MAC tells a wrong password before any cipher is asked: legacy encryption is another matter, told apart here. */
async function openPkcs12(
  name: string,
  bytes: Uint8Array,
  password: string,
  effort: Effort,
): Promise<Container> {
  const structure = readPkcs12Structure(bytes)
  const {mac} = structure
  if (mac) effort.spendOn({oid: mac.hashOid, parameters: mac.parameters}, mac.iterations)
  if (mac) await provePassword(structure, mac, password, effort)
  const bags: Bag[] = []
  for (const safe of structure.encryptedSafes) {
    effort.spendOn(safe.scheme)
    const plain = await decrypt(safe, password)
    bags.push(...bagsOf(plain, mac !== undefined))
  }
  const parts = new Parts(name)
  const all = [...structure.bags, ...bags]
  addPkcs12(parts, structure, {bags, publicParts: await publicParts(all, password, effort)})
  if (password === '') parts.find('P12-04', 'warning', 'empty-password')
  return parts.finish('pkcs12')
}

/** A password that opens what the MAC says it does not: the file was changed after it was written. */
async function provePassword(
  structure: Pkcs12Structure,
  mac: Pkcs12Mac,
  password: string,
  effort: Effort,
): Promise<void> {
  try {
    await verifyMac(mac, structure.authSafe, password)
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm && !error.message.startsWith('iterations:'))
      throw new UnknownIntegrity(error.message)
    if (!(error instanceof WrongPassphrase)) throw error
    if (await opensAnything(structure, password, effort)) throw new DamagedStore()
    throw error
  }
}

async function opensAnything(
  {bags, encryptedSafes}: Pkcs12Structure,
  password: string,
  effort: Effort,
): Promise<boolean> {
  const attempts = [
    ...bags.flatMap((bag) =>
      bag.kind === 'encrypted-key'
        ? [async () => (await openPkcs8(bag.pkcs8, password, effort)) !== undefined]
        : [],
    ),
    ...encryptedSafes.map((safe) => async () => {
      effort.spendOn(safe.scheme)
      return readBags(await decrypt(safe, password)).length > 0
    }),
  ]
  for (const attempt of attempts) if (await attempt().catch(() => false)) return true
  return false
}

/** Keys closed with the store's own password are opened; those with another stay closed. */
function openJavaStore(seen: Container, bytes: Uint8Array, password: string, effort: Effort): Container {
  if (!isJavaStorePassword(bytes, password)) throw new WrongPassphrase()
  const parts = new Parts(seen.name)
  addJavaStore(parts, bytes, (closed) => {
    const pkcs8 = openJavaKey(closed, password) ?? openedJceks(closed, password, effort)
    const key = pkcs8 && privateKey({key: pkcs8, format: 'der', type: 'pkcs8'})
    pkcs8?.fill(0)
    return key && fingerprintOf(key)
  })
  parts.passwordNeeded = parts.keys.some(({spkiSha256}) => spkiSha256 === undefined)
  return parts.finish(seen.format)
}

function openedJceks(closed: Uint8Array, password: string, effort: Effort): Buffer | undefined {
  try {
    effort.spendOn(schemeOfKey(closed))
  } catch (error) {
    // bytes that are no closed key are told by the reader of the store
    if (error instanceof DerError) return undefined
    throw error
  }
  return openJceksKey(closed, password)
}

class DamagedStore extends Error {}
class UnknownIntegrity extends UnsupportedAlgorithm {}

/** Without a MAC a wrong password shows only by decrypted bytes that make no sense. */
function bagsOf(plain: Uint8Array, proven: boolean): Bag[] {
  try {
    return readBags(plain)
  } catch (error) {
    throw !proven && error instanceof DerError ? new WrongPassphrase() : error
  }
}

async function publicParts(
  bags: readonly Bag[],
  password: string,
  effort: Effort,
): Promise<OpenedBags['publicParts']> {
  const found = new Map<Bag, string>()
  for (const bag of bags) {
    if (bag.kind === 'certificate') continue
    const key =
      bag.kind === 'key'
        ? privateKey({key: Buffer.from(bag.pkcs8), format: 'der', type: 'pkcs8'})
        : await openPkcs8(bag.pkcs8, password, effort)
    if (key) found.set(bag, fingerprintOf(key))
  }
  return found
}

function translated(error: unknown, name: string): unknown {
  if (error instanceof WrongPassphrase)
    return new DmpError('DMP_KEY_PASSPHRASE_WRONG', {params: {path: name, case: 'source'}, cause: error})
  if (error instanceof DamagedStore) return unreadableSource(name, 'pkcs12:damaged', error)
  if (error instanceof UnsupportedAlgorithm && error.message.startsWith('iterations:'))
    return unreadableSource(name, 'iterations', error)
  if (error instanceof UnsupportedAlgorithm) {
    const algorithm = schemeName({oid: error.message, parameters: undefined})
    return new DmpError('DMP_CERT_SOURCE_UNREADABLE', {
      params: {
        source: name,
        case: error instanceof UnknownIntegrity ? 'integrity' : 'algorithm',
        problem: 'algorithm',
        algorithm,
      },
      cause: error,
    })
  }
  if (error instanceof DerError) return unreadableSource(name, `asn1:${error.problem}@${error.offset}`, error)
  return error
}
