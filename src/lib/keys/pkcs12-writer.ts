/**
 * Writes a PKCS#12 file (RFC 7292) anew under another protection, bag by bag: certificates, keys and whatever else there
 * is keep their attributes (localKeyId, friendlyName, the name of the Windows provider), since importers rely on them.
 * A key is in clear in memory only, between the two.
 */
import {createHmac, randomBytes} from 'node:crypto'
import {
  derImplicit,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derTagged,
} from '../pki/der-writer.ts'
import {ITERATIONS, LEGACY_ITERATIONS, type SealForm, seal} from './pbe-writer.ts'
import {type OpenBag, openBags} from './pkcs12-bags.ts'
import {bmpString, pkcs12Key} from './pkcs12-crypto.ts'

/** `aes`: PBES2 AES-256, MAC with SHA-256. `legacy`: RC2-40 and 3DES, MAC with SHA-1, for consumers of before 2020. */
export type Pkcs12Form = 'aes' | 'legacy'

export interface RepackWish {
  readonly passphrase: string
  readonly newPassphrase: string
  readonly form: Pkcs12Form
  /** Certificates in clear, as the ANS delivers them; by default as they were. */
  readonly clearCertificates?: boolean
}

const data = '1.2.840.113549.1.7.1'
const encryptedData = '1.2.840.113549.1.7.6'
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2'
const hashes = {aes: ['sha256', '2.16.840.1.101.3.4.2.1', 32], legacy: ['sha1', '1.3.14.3.2.26', 20]} as const

/** @throws WrongPassphrase, UnsupportedAlgorithm, DerError */
export async function repackPkcs12(bytes: Uint8Array, wish: RepackWish): Promise<Uint8Array> {
  const {newPassphrase, form} = wish
  const opened = await openBags(bytes, wish.passphrase)
  try {
    const bags = {certificates: [] as Uint8Array[], keys: [] as Uint8Array[], others: [] as Uint8Array[]}
    for (const bag of opened) {
      if (bag.kind === 'key') bags.keys.push(await keyBag(bag, newPassphrase, form))
      else bags[bag.kind === 'certificate' ? 'certificates' : 'others'].push(plainBag(bag))
    }
    const clear = wish.clearCertificates ?? opened.some((bag) => bag.kind === 'certificate' && bag.clear)
    const hidden: SealForm = form === 'aes' ? 'aes' : 'rc2-40'
    const safes = [
      ...(clear ? [clearSafe(bags.certificates)] : []),
      ...(await sealedSafe([...(clear ? [] : bags.certificates), ...bags.others], newPassphrase, hidden)),
      clearSafe(bags.keys),
    ]
    const authSafe = derSequence(...safes)
    return derSequence(
      derInteger(3),
      derSequence(derOid(data), derTagged(0, derOctets(authSafe))),
      mac(authSafe, newPassphrase, form),
    )
  } finally {
    for (const bag of opened) if (bag.kind === 'key') bag.value.fill(0)
  }
}

function bagOf(type: string, value: Uint8Array, attributes: Uint8Array | undefined): Uint8Array {
  return derSequence(derOid(type), derTagged(0, value), ...(attributes ? [attributes] : []))
}

function plainBag({type, value, attributes}: OpenBag): Uint8Array {
  return bagOf(type, value, attributes)
}

async function keyBag(
  {value, attributes}: OpenBag,
  passphrase: string,
  form: Pkcs12Form,
): Promise<Uint8Array> {
  const sealed = await seal(value, passphrase, form === 'aes' ? 'aes' : '3des')
  return bagOf(shroudedKeyBag, derSequence(sealed.algorithm, derOctets(sealed.data)), attributes)
}

function clearSafe(bags: readonly Uint8Array[]): Uint8Array {
  return derSequence(derOid(data), derTagged(0, derOctets(derSequence(...bags))))
}

async function sealedSafe(
  bags: readonly Uint8Array[],
  passphrase: string,
  form: SealForm,
): Promise<Uint8Array[]> {
  if (bags.length === 0) return []
  const sealed = await seal(derSequence(...bags), passphrase, form)
  const info = derSequence(derOid(data), sealed.algorithm, derImplicit(0, sealed.data))
  return [derSequence(derOid(encryptedData), derTagged(0, derSequence(derInteger(0), info)))]
}

function mac(authSafe: Uint8Array, passphrase: string, form: Pkcs12Form): Uint8Array {
  const [hash, oid, size] = hashes[form]
  const salt = randomBytes(form === 'aes' ? 16 : 8)
  const iterations = form === 'aes' ? ITERATIONS : LEGACY_ITERATIONS
  const key = pkcs12Key(hash, bmpString(passphrase), salt, iterations, 3, size)
  const digest = createHmac(hash, key).update(authSafe).digest()
  const info = derSequence(derSequence(derOid(oid), derNull), derOctets(digest))
  return derSequence(info, derOctets(salt), derInteger(iterations))
}
