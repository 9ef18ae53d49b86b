import type {TLSSocket} from 'node:tls'
import {type Certificate, peerOf, readCertificate} from '../certificate/certificate.ts'
import {verifyChain} from '../certificate/chain.ts'
import {objectToAuthCli} from '../certificate/organisation-use.ts'
import type {PeerVerdict} from '../gate/tls-door.ts'
import type {InsiService} from './insi.ts'
import {admittedNames} from './names.ts'
import {refuse} from './refusal.ts'

function turnedAway(cause: string, text: string): PeerVerdict {
  return {admitted: false, cause: `tls/${cause}`, text}
}

/** Judges the client certificate before anything is read: present, of a known authority, in its dates, for clients. */
export function admitInsiPeer(socket: TLSSocket, {trust}: InsiService, at: number): PeerVerdict {
  const raw = socket.getPeerX509Certificate()?.raw
  if (raw === undefined) return turnedAway('no-certificate', 'Aucun certificat client présenté')
  let certificate: Certificate
  try {
    certificate = readCertificate(raw)
  } catch {
    return turnedAway('unreadable', 'Certificat client illisible')
  }
  const verdict = verifyChain(certificate, trust, at)
  if (!verdict.trusted)
    return turnedAway(verdict.cause, 'Certificat client non reconnu ou hors de sa période de validité')
  const objection = objectToAuthCli(certificate)
  if (objection !== undefined) return turnedAway(objection.cause, objection.text)
  if (!socket.authorized)
    return turnedAway('untrusted', `Certificat client refusé : ${socket.authorizationError}`)
  return {admitted: true, certificate}
}

/** Only INSI-AUTO and INSI-MANU, of the authority that issues them, have the level of access. @throws InsiRefusal */
export function checkAccess(certificate: Certificate, {issuers}: InsiService): string {
  const {CN, OU} = peerOf(certificate).subject
  const ofIssuer = issuers.some(
    ({x509}) => certificate.x509.checkIssued(x509) && certificate.x509.verify(x509.publicKey),
  )
  if (!admittedNames.has(CN) || !ofIssuer)
    refuse('desir_560', 'Niveau d’accès insuffisant : le CN du certificat doit être INSI-AUTO ou INSI-MANU')
  return OU
}
