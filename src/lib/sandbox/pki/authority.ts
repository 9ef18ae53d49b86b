import {createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign} from 'node:crypto'
import {promisify} from 'node:util'
import type forge from 'node-forge'
import type {CertificateUse} from './certificate-use.ts'
import {type DistinguishedName, subjectAttributes} from './distinguished-name.ts'
import {authorityExtensions, leafExtensions} from './extensions.ts'

const newPair = promisify(generateKeyPair)
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11'

/** A certificate and its key, both PEM (PKCS#8, not encrypted). */
export interface Credential {
  readonly certificatePem: string
  readonly keyPem: string
}

export interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

/** Left out of the library's type definitions. */
type WithTbs = typeof forge.pki & {getTBSCertificate(certificate: forge.pki.Certificate): forge.asn1.Asn1}

/** A fresh RSA key, made in libuv's pool so that several are made at once. */
export async function newKey(bits: number): Promise<KeyObject> {
  const {privateKey} = await newPair('rsa', {modulusLength: bits})
  return privateKey
}

/** A root (no issuer) or intermediate CA. */
export async function makeAuthority(
  name: DistinguishedName,
  key: KeyObject,
  validity: Validity,
  issuer?: Credential,
): Promise<Credential> {
  const library = await loadForge()
  const issuerKeyId = issuer ? keyIdOf(issuer, library) : undefined
  const extensions = authorityExtensions(issuerKeyId, issuer ? 0 : undefined, library)
  return assemble(name, key, validity, extensions, issuer, library)
}

/** An end-entity certificate issued by `issuer`. */
export async function issueLeaf(
  issuer: Credential,
  name: DistinguishedName,
  use: CertificateUse,
  validity: Validity,
  key: KeyObject,
): Promise<Credential> {
  const library = await loadForge()
  const extensions = leafExtensions(use, {...validity, issuerKeyId: keyIdOf(issuer, library)}, library)
  return assemble(name, key, validity, extensions, issuer, library)
}

export async function loadForge(): Promise<typeof forge> {
  return (await import('node-forge')).default
}

function keyIdOf(credential: Credential, library: typeof forge): string {
  return library.pki.certificateFromPem(credential.certificatePem).generateSubjectKeyIdentifier().getBytes()
}

/** Signs with node:crypto: the library's own RSA is some hundred times slower. */
function assemble(
  name: DistinguishedName,
  key: KeyObject,
  validity: Validity,
  extensions: object[],
  issuer: Credential | undefined,
  library: typeof forge,
): Credential {
  const {pki, asn1} = library
  const keyPem = key.export({type: 'pkcs8', format: 'pem'}).toString()
  const certificate = pki.createCertificate()
  certificate.publicKey = pki.publicKeyFromPem(
    createPublicKey(key).export({type: 'spki', format: 'pem'}).toString(),
  )
  certificate.serialNumber = serialNumber()
  certificate.validity.notBefore = validity.notBefore
  certificate.validity.notAfter = validity.notAfter
  const subject = subjectAttributes(name, library)
  certificate.setSubject(subject)
  certificate.setIssuer(issuer ? pki.certificateFromPem(issuer.certificatePem).subject.attributes : subject)
  certificate.setExtensions(extensions)
  certificate.signatureOid = SHA256_WITH_RSA
  certificate.siginfo.algorithmOid = SHA256_WITH_RSA
  certificate.tbsCertificate = (pki as WithTbs).getTBSCertificate(certificate)
  const toBeSigned = Buffer.from(asn1.toDer(certificate.tbsCertificate).getBytes(), 'binary')
  certificate.signature = sign('sha256', toBeSigned, issuer ? issuer.keyPem : key).toString('binary')
  return {certificatePem: pki.certificateToPem(certificate).replaceAll('\r\n', '\n'), keyPem}
}

/** Sixteen bytes, positive, hexadecimal. */
function serialNumber(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}
