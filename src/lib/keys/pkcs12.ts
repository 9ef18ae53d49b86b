import {createPrivateKey, createPublicKey, type KeyObject, type PrivateKeyInput} from 'node:crypto'
import {
  type Bag,
  type Pkcs12Structure,
  readBags,
  readPkcs12Structure,
} from '../containers/pkcs12-structure.ts'
import {DmpError} from '../errors/dmp-error.ts'
import {type Certificate, readCertificate} from '../pki/certificate.ts'
import {DerError} from '../pki/der.ts'
import type {CertificateFinding} from '../pki/finding.ts'
import {holderName} from '../pki/holder.ts'
import {decrypt, isLegacyScheme, UnsupportedAlgorithm, verifyMac, WrongPassphrase} from './pkcs12-crypto.ts'
import {unreadable} from './private-file.ts'

/** What a PKCS#12 file shows without its password. */
export interface Pkcs12Preview {
  /** The certificate that goes with the key; undefined when the bags are encrypted. */
  readonly leaf?: Certificate
  /** Every certificate in clear, in file order, the leaf included. */
  readonly certificates: readonly Certificate[]
  /** True when the certificates cannot be seen without the password. */
  readonly passphraseNeeded: boolean
  readonly findings: readonly CertificateFinding[]
}

export interface Pkcs12Content {
  readonly leaf: Certificate
  readonly others: readonly Certificate[]
  readonly key: KeyObject
  readonly findings: readonly CertificateFinding[]
}

type CertificateBag = Extract<Bag, {kind: 'certificate'}>
type KeyBag = Exclude<Bag, {kind: 'certificate'}>

/**
 * The certificates of a PKCS#12 file, without asking for the password: files of the ANS platform keep them in clear.
 * @throws DmpError DMP_KEY_FILE_UNREADABLE
 */
export function readPkcs12Certificates(bytes: Uint8Array, name = 'PKCS#12'): Pkcs12Preview {
  const structure = structureOf(bytes, name)
  const {certificateBags, keyBags} = sorted(structure.bags)
  const read = certificateBags.map((bag) => ({bag, certificate: readCertificate(bag.der, name)}))
  const ids = keyBags.map(({localKeyId}) => localKeyId)
  const leaf =
    read.find(({bag}) => bag.localKeyId !== undefined && ids.includes(bag.localKeyId)) ??
    read.find(({certificate}) => !certificate.isCa)
  return {
    ...(leaf ? {leaf: leaf.certificate} : {}),
    certificates: read.map(({certificate}) => certificate),
    passphraseNeeded: read.length === 0 && structure.encryptedSafes.length > 0,
    findings: findingsOf(structure, keyBags.length),
  }
}

/**
 * Opens a PKCS#12 file: ANS layout (clear certificates, 3DES key, SHA-1 MAC), RC2 (with a warning), PBES2 AES.
 * Without a MAC it is opened with a warning. `name` (the path) goes into errors.
 * @throws DmpError DMP_KEY_PASSPHRASE_WRONG, DMP_KEY_FILE_UNREADABLE, DMP_CERTIFICATE_UNFIT (KEY-01)
 */
export async function openPkcs12(
  bytes: Uint8Array,
  passphrase: string,
  name: string,
): Promise<Pkcs12Content> {
  const structure = structureOf(bytes, name)
  try {
    if (structure.mac) await verifyMac(structure.mac, structure.authSafe, passphrase)
    const bags = [...structure.bags]
    for (const safe of structure.encryptedSafes)
      bags.push(...decryptedBags(await decrypt(safe, passphrase), structure))
    const {certificateBags, keyBags} = sorted(bags)
    const certificates = certificateBags.map((bag) => readCertificate(bag.der, name))
    for (const bag of keyBags) {
      const key = await openKey(bag, passphrase)
      const spki = publicKeyOf(key)
      const leaf = certificates.find((certificate) => spki.equals(certificate.publicKey.spki))
      if (!leaf) continue
      return {
        leaf,
        others: certificates.filter((certificate) => certificate !== leaf),
        key,
        findings: findingsOf(structure, keyBags.length),
      }
    }
    if (keyBags.length === 0) throw unreadable(name, 'no-private-key')
    if (certificates.length === 0) throw unreadable(name, 'no-certificate')
    throw keyMismatch(certificates[0], name)
  } catch (error) {
    throw translated(error, name)
  }
}

/** Without a MAC a wrong password shows only by decrypted bytes that make no sense. */
function decryptedBags(plain: Uint8Array, {mac}: Pkcs12Structure): Bag[] {
  try {
    return readBags(plain)
  } catch (error) {
    throw mac === undefined && error instanceof DerError ? new WrongPassphrase() : error
  }
}

/** OpenSSL first, for its derivation is much faster than ours; what it does not read (RC2), we decrypt. */
async function openKey(bag: KeyBag, passphrase: string): Promise<KeyObject> {
  const whole = {key: Buffer.from(bag.pkcs8), format: 'der', type: 'pkcs8'} as const
  if (bag.kind === 'key') return privateKey(whole, () => new UnsupportedAlgorithm('private-key'))
  if (!isLegacyScheme(bag.encrypted.scheme)) {
    try {
      return createPrivateKey({...whole, passphrase})
    } catch {
      // an odd scheme or encoding: our own reading either opens it or names what is wrong
    }
  }
  const pkcs8 = Buffer.from(await decrypt(bag.encrypted, passphrase))
  try {
    return privateKey({...whole, key: pkcs8}, () => new WrongPassphrase())
  } finally {
    pkcs8.fill(0)
  }
}

function privateKey(input: PrivateKeyInput, failure: () => Error): KeyObject {
  try {
    return createPrivateKey(input)
  } catch {
    throw failure()
  }
}

/** SubjectPublicKeyInfo (DER) that goes with a private key. */
export function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({format: 'der', type: 'spki'})
}

export function keyMismatch(certificate: Certificate | undefined, path: string): DmpError {
  const finding: CertificateFinding = {
    check: 'KEY-01',
    severity: 'error',
    certificate: 'pair',
    params: {subject: certificate ? holderName(certificate) : '', path},
  }
  return new DmpError('DMP_CERTIFICATE_UNFIT', {
    params: {check: 'KEY-01', certificate: 'pair', variant: '', ...finding.params},
    details: {findings: [finding]},
  })
}

function sorted(bags: readonly Bag[]): {certificateBags: CertificateBag[]; keyBags: KeyBag[]} {
  return {
    certificateBags: bags.filter((bag) => bag.kind === 'certificate'),
    keyBags: bags.filter((bag) => bag.kind !== 'certificate'),
  }
}

function findingsOf(structure: Pkcs12Structure, keys: number): CertificateFinding[] {
  const keySchemes = structure.bags.flatMap((bag) =>
    bag.kind === 'encrypted-key' ? [bag.encrypted.scheme] : [],
  )
  const schemes = [...structure.encryptedSafes.map(({scheme}) => scheme), ...keySchemes]
  const warn = (check: 'P12-02' | 'P12-04', variant?: string): CertificateFinding[] => [
    {check, severity: 'warning', certificate: 'pair', ...(variant ? {variant} : {}), params: {}},
  ]
  return [
    ...(schemes.some(isLegacyScheme) ? warn('P12-02') : []),
    ...(structure.mac ? [] : warn('P12-04', 'no-mac')),
    ...(keys > 1 ? warn('P12-04', 'several-keys') : []),
  ]
}

function structureOf(bytes: Uint8Array, name: string): Pkcs12Structure {
  try {
    return readPkcs12Structure(bytes)
  } catch (error) {
    throw translated(error, name)
  }
}

/** What reading a PKCS#12 file may throw, in the terms of the user. */
export function translated(error: unknown, path: string): unknown {
  if (error instanceof WrongPassphrase)
    return new DmpError('DMP_KEY_PASSPHRASE_WRONG', {params: {path}, cause: error})
  if (error instanceof UnsupportedAlgorithm) return unreadable(path, `algorithm:${error.message}`, error)
  if (error instanceof DerError) return unreadable(path, `pkcs12:${error.problem}@${error.offset}`, error)
  return error
}
