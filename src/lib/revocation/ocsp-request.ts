import {createHash} from 'node:crypto'
import type {Certificate} from '../pki/certificate.ts'
import type {Issuer} from '../pki/chain.ts'
import {readDer, universal} from '../pki/der.ts'
import {bitStringBytes, child} from '../pki/der-values.ts'
import {derTags, element, oidElement} from './der-writer.ts'
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

const sha1 = element(derTags.sequence, oidElement('2b0e03021a'), element(derTags.null))
const nonceOid = oidElement('2b0601050507300102')

/**
 * An unsigned OCSP request for one certificate (RFC 6960 §4.1). The certificate is named with SHA-1, the only form
 * that every responder takes (RFC 5019 §2.1.1); it identifies and protects nothing.
 * @param nonce 16 to 32 bytes that the answer may repeat (RFC 8954)
 */
export function buildOcspRequest(certificate: Certificate, issuer: Issuer, nonce?: Uint8Array): Uint8Array {
  const {issuerName, issuerKey, serial} = ocspName(certificate, issuer, 'sha1')
  const {sequence, octetString, integer} = derTags
  const id = element(
    sequence,
    sha1,
    element(octetString, issuerName),
    element(octetString, issuerKey),
    element(integer, serial),
  )
  const list = element(sequence, element(sequence, id))
  const extensions = nonce
    ? [
        element(
          0xa2,
          element(sequence, element(sequence, nonceOid, element(octetString, element(octetString, nonce)))),
        ),
      ]
    : []
  return element(sequence, element(sequence, list, ...extensions))
}
