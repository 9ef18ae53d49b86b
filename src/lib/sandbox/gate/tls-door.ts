import {constants} from 'node:crypto'
import {createServer, type Server} from 'node:https'
import {createSecureContext, type TLSSocket} from 'node:tls'
import {type Certificate, peerOf, readCertificate} from '../certificate/certificate.ts'
import {type TrustAnchors, verifyChain} from '../certificate/chain.ts'
import {objectToAuthCli} from '../certificate/organisation-use.ts'
import type {FaultKnobs} from '../faults/fault-knobs.ts'
import type {SandboxOptions} from './options.ts'

/** Suites of the GIE's information sheet for LPS in TLS 1.2, then those of TLS 1.3. */
const suites = [
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES256-SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
].join(':')

/**
 * The TLS server: at least 1.2, no resumption, a client certificate asked for. It has a certificate only for a hello
 * that names a server: one without SNI ends in a handshake alert (EX_0.X-1031). The client certificate itself is
 * judged per request, by {@link admitPeer}, so that the answer can say what is wrong.
 */
export function createTlsServer(options: SandboxOptions, knobs: FaultKnobs): Server {
  const shared = {
    ca: options.insi ? [options.tls.ca, options.insi.ca] : options.tls.ca,
    minVersion: 'TLSv1.2',
    ciphers: suites,
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  } as const
  const identity = createSecureContext({...shared, key: options.tls.key, cert: options.tls.cert})
  const expired =
    options.expiredTls &&
    createSecureContext({...shared, key: options.expiredTls.key, cert: options.expiredTls.cert})
  const server = createServer({
    ...shared,
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (_name, done) => done(null, expired && knobs.strikeHandshake() ? expired : identity),
    keepAliveTimeout: 30_000,
    requestTimeout: 600_000,
    maxHeaderSize: 16_384,
  })
  server.on('secureConnection', (socket: TLSSocket & {servername?: string | false}) => {
    if (!socket.servername) socket.destroy()
  })
  return server
}

export type PeerVerdict =
  | {readonly admitted: true; readonly certificate: Certificate}
  | {readonly admitted: false; readonly cause: string; readonly text: string}

function turnedAway(cause: string, text: string): PeerVerdict {
  return {admitted: false, cause: `tls/${cause}`, text}
}

/**
 * Judges the client certificate of a connection: present, trusted, in its dates, an ORG AUTH_CLI. `others` are the
 * common names of certificates made for another service.
 */
export function admitPeer(
  socket: TLSSocket,
  trust: TrustAnchors,
  at: number,
  others: ReadonlySet<string> = new Set(),
): PeerVerdict {
  const raw = socket.getPeerX509Certificate()?.raw
  if (raw === undefined) return turnedAway('no-certificate', 'Aucun certificat client présenté')
  let certificate: Certificate
  try {
    certificate = readCertificate(raw)
  } catch {
    return turnedAway('unreadable', 'Certificat client illisible')
  }
  const {CN} = peerOf(certificate).subject
  if (others.has(CN)) return turnedAway('other-service', `Certificat d’un autre service : ${CN}`)
  const verdict = verifyChain(certificate, trust, at)
  if (!verdict.trusted)
    return turnedAway(verdict.cause, 'Certificat client non reconnu ou hors de sa période de validité')
  const objection = objectToAuthCli(certificate)
  if (objection !== undefined) return turnedAway(objection.cause, objection.text)
  // OpenSSL's own opinion, so that a mistake of the chain check above cannot let anybody in.
  if (!socket.authorized)
    return turnedAway('untrusted', `Certificat client refusé : ${socket.authorizationError}`)
  return {admitted: true, certificate}
}
