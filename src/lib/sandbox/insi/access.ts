import {type Certificate, peerOf} from '../certificate/certificate.ts'
import type {InsiService} from './insi.ts'
import {admittedNames} from './names.ts'
import {refuse} from './refusal.ts'

/**
 * Only INSI-AUTO and INSI-MANU, of the authority that issues them, have the level of access; answers the structure (OU)
 * of the caller. @throws InsiRefusal desir_560
 */
export function checkAccess(certificate: Certificate, {issuers}: InsiService): string {
  const {CN, OU} = peerOf(certificate).subject
  const ofIssuer = issuers.some(
    ({x509}) => certificate.x509.checkIssued(x509) && certificate.x509.verify(x509.publicKey),
  )
  if (!admittedNames.has(CN) || !ofIssuer)
    refuse('desir_560', 'Niveau d’accès insuffisant : le CN du certificat doit être INSI-AUTO ou INSI-MANU')
  return OU
}
