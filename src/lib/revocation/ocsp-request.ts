import {createHash} from 'node:crypto'
import type {Certificate} from '../pki/certificate.ts'
import type {Issuer} from '../pki/chain.ts'
import {readDer, universal} from '../pki/der.ts'
import {bitStringBytes, child} from '../pki/der-values.ts'
import {derElement, derNull, derOctets, derOid, derSequence, derTagged} from '../pki/der-writer.ts'
import {serialOf} from './serial.ts'

/** How OCSP names a certificate: hashes of its issuer's name and key, and its serial number (RFC 6960 §4.1.1). */
export interface OcspName {
  readonly issuerName: Uint8Array
  readonly issuerKey: Uint8Array
  readonly serial: Uint8Array
}

export type OcspHash = 'sha1' | 'sha256'

export function ocspName(certificate: Certificate, issuer: Issuer, hash: OcspHash): OcspName {
  const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest()
  const key = bitStringBytes(child(readDer(issuer.publicKey.spki), 1, universal.bitString))
  return {
    issuerName: digest(Buffer.from(issuer.subject.derHex, 'hex')),
    issuerKey: digest(key),
    serial: serialOf(certificate),
  }
}

const sha1 = derSequence(derOid('1.3.14.3.2.26'), derNull)
const nonceOid = derOid('1.3.6.1.5.5.7.48.1.2')

/**
 * An unsigned OCSP request for one certificate (RFC 6960 §4.1). The certificate is named with SHA-1, the only form
 * that every responder takes (RFC 5019 §2.1.1); it identifies and protects nothing.
 * @param nonce 16 to 32 bytes that the answer may repeat (RFC 8954)
 */
export function buildOcspRequest(certificate: Certificate, issuer: Issuer, nonce?: Uint8Array): Uint8Array {
  const {issuerName, issuerKey, serial} = ocspName(certificate, issuer, 'sha1')
  const id = derSequence(
    sha1,
    derOctets(issuerName),
    derOctets(issuerKey),
    derElement(universal.integer, serial),
  )
  const extensions = nonce
    ? [derTagged(2, derSequence(derSequence(nonceOid, derOctets(derOctets(nonce)))))]
    : []
  return derSequence(derSequence(derSequence(derSequence(id)), ...extensions))
}
