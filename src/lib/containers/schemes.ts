import {DerError, type DerNode, readDer, universal} from '../pki/der.ts'
import {child, oidValue, smallInteger} from '../pki/der-values.ts'
import type {Scheme} from './pkcs12-structure.ts'

/** The protector of keys of JCEKS, Sun's own. */
export const jceksProtector = '1.3.6.1.4.1.42.2.19.1'

const names: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.12.1.1': 'pbeWithSHAAnd128BitRC4',
  '1.2.840.113549.1.12.1.2': 'pbeWithSHAAnd40BitRC4',
  '1.2.840.113549.1.12.1.3': 'pbeWithSHAAnd3-KeyTripleDES-CBC',
  '1.2.840.113549.1.12.1.4': 'pbeWithSHAAnd2-KeyTripleDES-CBC',
  '1.2.840.113549.1.12.1.5': 'pbeWithSHAAnd128BitRC2-CBC',
  '1.2.840.113549.1.12.1.6': 'pbeWithSHAAnd40BitRC2-CBC',
  '1.2.840.113549.1.5.3': 'pbeWithMD5AndDES-CBC',
  '1.2.840.113549.1.5.10': 'pbeWithSHA1AndDES-CBC',
  '1.2.840.113549.1.5.13': 'PBES2',
  '1.2.840.113549.1.5.14': 'PBMAC1',
  '1.3.6.1.4.1.42.2.17.1.1': 'JKS',
  [jceksProtector]: 'pbeWithMD5AndTripleDES',
  '2.16.840.1.101.3.4.1.2': 'AES-128-CBC',
  '2.16.840.1.101.3.4.1.22': 'AES-192-CBC',
  '2.16.840.1.101.3.4.1.42': 'AES-256-CBC',
  '1.2.840.113549.3.7': 'DES-EDE3-CBC',
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

/** Schemes that OpenSSL 3, hence Node since 17, refuses by default. */
const refused = [
  '1.2.840.113549.1.12.1.1',
  '1.2.840.113549.1.12.1.2',
  '1.2.840.113549.1.12.1.5',
  '1.2.840.113549.1.12.1.6',
  '1.2.840.113549.1.5.3',
  '1.2.840.113549.1.5.10',
]

/** Name of an encryption or hash scheme (RFC 7292 appendix C, RFC 8018), `PBES2 AES-256-CBC`; the OID when unknown. */
export function schemeName({oid, parameters}: Scheme): string {
  const name = names[oid] ?? oid
  if (name !== 'PBES2' || !parameters) return name
  const cipher = cipherOf(parameters)
  return cipher === undefined ? name : `${name} ${names[cipher] ?? cipher}`
}

/** RC2, RC4 or single DES: readable by us or not, OpenSSL 3 refuses it. */
export function isRefusedScheme({oid}: Scheme): boolean {
  return refused.includes(oid)
}

/** Triple DES, as the ANS platform writes its keys: old, and accepted everywhere. */
export function isTripleDes({oid}: Scheme): boolean {
  return oid === '1.2.840.113549.1.12.1.3'
}

/** Password-based schemes of PKCS#5, PKCS#12 and JCEKS. */
const derives = /^(?:1\.2\.840\.113549\.1\.(?:5|12\.1)\.\d+|1\.3\.6\.1\.4\.1\.42\.2\.19\.1)$/

/** Rounds of key derivation that a scheme asks for (RFC 7292 appendix B, RFC 8018 appendix A.2); 1 when it tells none. */
export function roundsOf({oid, parameters}: Scheme): number {
  if (!parameters || !derives.test(oid)) return 1
  try {
    const inner = names[oid] === 'PBES2' || names[oid] === 'PBMAC1'
    const derivation = inner ? parameters.children[0]?.children[1] : parameters
    return derivation ? smallInteger(child(derivation, 1, universal.integer)) : 1
  } catch (error) {
    if (error instanceof DerError) return Number.POSITIVE_INFINITY
    throw error
  }
}

/**
 * What the rounds of a scheme cost, counted in hashes of our own: PBKDF2 is OpenSSL's, eight times as fast, and a scheme
 * of PKCS#12 makes its key and its initial value of several runs.
 */
export function costOf(scheme: Scheme): number {
  const rounds = roundsOf(scheme)
  if (names[scheme.oid] === 'PBES2' || names[scheme.oid] === 'PBMAC1') return Math.ceil(rounds / 8)
  if (scheme.oid === jceksProtector) return rounds * 2
  return scheme.oid.startsWith('1.2.840.113549.1.12.1.') ? rounds * 3 : rounds
}

/** AlgorithmIdentifier of an EncryptedPrivateKeyInfo (RFC 5958 §3). @throws DerError */
export function schemeOfKey(encryptedPkcs8: Uint8Array): Scheme {
  const algorithm = child(readDer(encryptedPkcs8, {ber: true}), 0, universal.sequence)
  return {oid: oidValue(child(algorithm, 0, universal.oid)), parameters: algorithm.children[1]}
}

function cipherOf(parameters: DerNode): string | undefined {
  try {
    return oidValue(child(child(parameters, 1, universal.sequence), 0, universal.oid))
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}
