import type {Container} from '../containers/container.ts'
import {isJavaStorePassword} from '../containers/java-store.ts'
import {Parts} from '../containers/parts.ts'
import {addPkcs12, type OpenedBags} from '../containers/pkcs12-container.ts'
import {type Bag, readBags, readPkcs12Structure} from '../containers/pkcs12-structure.ts'
import {unreadableSource} from '../containers/read-container.ts'
import {roundsOf, schemeName} from '../containers/schemes.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {decrypt, UnsupportedAlgorithm, verifyMac, WrongPassphrase} from '../keys/pkcs12-crypto.ts'
import {DerError} from '../pki/der.ts'
import {Effort} from './effort.ts'
import {fingerprintOf, openKeys, openPkcs8, privateKey} from './open-keys.ts'

/** Ten times what the most careful tools ask for: a hostile file must not keep the program busy without end. */
const maxRounds = 10_000_000

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
        if (!isJavaStorePassword(bytes, password)) throw new WrongPassphrase()
        return {...seen, passwordNeeded: false}
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
  if (mac) effort.spend(Math.max(mac.iterations, roundsOf({oid: mac.hashOid, parameters: mac.parameters})))
  if (mac) await verifyMac(mac, structure.authSafe, password)
  const bags: Bag[] = []
  for (const safe of structure.encryptedSafes) {
    effort.spend(roundsOf(safe.scheme))
    const plain = await decrypt(safe, password)
    bags.push(...bagsOf(plain, mac !== undefined))
  }
  const parts = new Parts(name)
  const all = [...structure.bags, ...bags]
  addPkcs12(parts, structure, {bags, publicParts: await publicParts(all, password, effort)})
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
