import {createHash, createPrivateKey, type KeyObject, type PrivateKeyInput} from 'node:crypto'
import type {Container, KeyEntry} from '../containers/container.ts'
import {scanPem} from '../containers/pem-scan.ts'
import {isRefusedScheme, schemeOfKey} from '../containers/schemes.ts'
import {textOf} from '../containers/text-of.ts'
import {publicKeyOf} from '../keys/pkcs12.ts'
import {decrypt, isLegacyScheme, UnsupportedAlgorithm, WrongPassphrase} from '../keys/pkcs12-crypto.ts'
import {readDer, universal} from '../pki/der.ts'
import {child, octets} from '../pki/der-values.ts'
import type {Effort} from './effort.ts'

/** A closed key: PKCS#8 in DER, or a PEM block whose headers say how it is closed. */
type ClosedKey = {readonly pkcs8: Uint8Array} | {readonly pem: string}

/**
 * Keys of a PEM or DER file, in the order in which the first reading met them. A key of OpenSSH stays closed: nothing
 * here knows its cipher. @throws WrongPassphrase, UnsupportedAlgorithm
 */
export async function openKeys(
  seen: Container,
  bytes: Uint8Array,
  password: string,
  effort: Effort,
): Promise<Container> {
  const closed = closedKeys(bytes)
  const keys: KeyEntry[] = []
  for (const key of seen.keys) {
    const known = !key.encrypted || key.form === 'openssh'
    keys.push(known ? key : await opened(key, closed.shift(), {seen, password, effort}))
  }
  const bound = keys.find(({certificate}) => certificate !== undefined)?.certificate
  const leaf = bound === undefined ? seen.leaf : seen.certificates[bound]
  const passwordNeeded = keys.some(({encrypted, spkiSha256}) => encrypted && spkiSha256 === undefined)
  return {...seen, keys, passwordNeeded, ...(leaf ? {leaf} : {})}
}

interface Means {
  readonly seen: Container
  readonly password: string
  readonly effort: Effort
}

async function opened(key: KeyEntry, closed: ClosedKey | undefined, means: Means): Promise<KeyEntry> {
  const {seen, password, effort} = means
  const object =
    closed && 'pkcs8' in closed
      ? await openPkcs8(closed.pkcs8, password, effort)
      : closed && privateKey({key: closed.pem, passphrase: password})
  if (!object) throw new WrongPassphrase()
  const spkiSha256 = fingerprintOf(object)
  const at = seen.certificates.findIndex(({publicKey}) => publicKey.spkiSha256 === spkiSha256)
  return {...key, spkiSha256, ...(at < 0 ? {} : {certificate: at})}
}

/** OpenSSL opens what it knows, at any number of rounds: they are counted first. RC2 is opened by our own means. */
export async function openPkcs8(
  pkcs8: Uint8Array,
  password: string,
  effort: Effort,
): Promise<KeyObject | undefined> {
  const scheme = schemeOfKey(pkcs8)
  effort.spendOn(scheme)
  const whole = {key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8'} as const
  if (!isRefusedScheme(scheme)) {
    const object = privateKey({...whole, passphrase: password})
    if (object) return object
  } else if (!isLegacyScheme(scheme)) throw new UnsupportedAlgorithm(scheme.oid)
  const data = octets(child(readDer(pkcs8, {ber: true}), 1, universal.octetString))
  const clear = Buffer.from(await decrypt({scheme, data}, password))
  try {
    return privateKey({...whole, key: clear})
  } finally {
    clear.fill(0)
  }
}

export function privateKey(input: PrivateKeyInput): KeyObject | undefined {
  try {
    return createPrivateKey(input)
  } catch {
    return undefined
  }
}

/** SHA-256 of the public part of a key. */
export function fingerprintOf(key: KeyObject): string {
  return createHash('sha256').update(publicKeyOf(key)).digest('hex')
}

function closedKeys(bytes: Uint8Array): ClosedKey[] {
  const blocks = [...scanPem(textOf(bytes).text)].filter(({problem}) => problem === undefined)
  if (blocks.length === 0) return [{pkcs8: bytes}]
  return blocks.flatMap(({label, encryption, der, text}): ClosedKey[] => {
    if (label === 'ENCRYPTED PRIVATE KEY') return [{pkcs8: der}]
    return label.endsWith('PRIVATE KEY') && encryption !== undefined ? [{pem: text}] : []
  })
}
