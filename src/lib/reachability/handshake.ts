import {createHash} from 'node:crypto'
import type {Socket} from 'node:net'
import {connect as connectTls, createSecureContext, type PeerCertificate, type TLSSocket} from 'node:tls'
import type {Handshaken, TlsReason} from '../workstation/reach.ts'
import {codeOf, StageFailure, type StageLimit} from './stage.ts'

export interface Shaken extends Handshaken {
  /** Open, unless the server broke off. */
  readonly socket: TLSSocket
}

/** Versions that are offered: what this program speaks, or those that it refuses, to know which the server has. */
export type Versions = 'spoken' | 'refused'

const MOST_CERTIFICATES = 20

/** By which a server ends a handshake for want of a certificate of ours, or of one that it takes. */
const WANTING =
  /^(?:HANDSHAKE_FAILURE|CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|NO_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)$/

/**
 * A TLS handshake without a certificate of ours, whatever the server's is worth: it is looked at, not believed. A server
 * that breaks off after its certificate has shown it all the same.
 * @throws StageFailure when no certificate was shown
 */
export function handshake(
  socket: Socket,
  serverName: string | undefined,
  versions: Versions,
  {signal}: StageLimit,
): Promise<Shaken> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({
      socket,
      ...(serverName === undefined ? {} : {servername: serverName}),
      rejectUnauthorized: false,
      // no authority at all, so that the chain is the one shown, completed by nobody
      secureContext: createSecureContext(
        versions === 'spoken'
          ? {ca: [], minVersion: 'TLSv1.2'}
          : {ca: [], minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0'},
      ),
    })
    const settle = (answer: () => void) => {
      signal.removeEventListener('abort', onAbort)
      tls.removeAllListeners('error').on('error', () => undefined)
      tls.removeAllListeners('close')
      answer()
    }
    const fail = (reason: TlsReason, detail?: string) =>
      settle(() => {
        tls.destroy()
        reject(new StageFailure<TlsReason>(reason, detail))
      })
    const broken = (error: Error | undefined) => {
      const seen = shown(tls)
      if (seen && seen.chain.length > 0) {
        const alert = error ? alertOf(codeOf(error)) : undefined
        const ended = {...seen, clientCertificate: WANTING.test(alert ?? '') ? 'wanted' : 'cut'} as const
        return settle(() => {
          tls.destroy()
          resolve(alert ? {...ended, alert} : ended)
        })
      }
      if (!error) return fail('closed')
      fail(...whyBroken(error))
    }
    const onAbort = () => fail('timeout')
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, {once: true})
    tls.once('error', broken)
    tls.once('close', () => broken(undefined))
    tls.once('secureConnect', () => {
      const seen = shown(tls)
      if (!seen || seen.chain.length === 0) return fail('other', 'NO_CERTIFICATE')
      settle(() => resolve(seen))
    })
  })
}

function shown(tls: TLSSocket): Shaken | undefined {
  const chain: Uint8Array[] = []
  const seen = new Set<string>()
  let link: PeerCertificate | undefined = tls.getPeerCertificate(true)
  while (link?.raw && !seen.has(link.fingerprint256) && chain.length < MOST_CERTIFICATES) {
    seen.add(link.fingerprint256)
    chain.push(new Uint8Array(link.raw))
    link = 'issuerCertificate' in link ? (link.issuerCertificate as PeerCertificate) : undefined
  }
  const [leaf] = chain
  if (!leaf) return undefined
  return {
    socket: tls,
    protocol: tls.getProtocol() ?? '',
    cipher: tls.getCipher()?.standardName ?? '',
    chain,
    sha256: createHash('sha256').update(leaf).digest('hex'),
  }
}

/** `HANDSHAKE_FAILURE` out of OpenSSL's code; undefined when the other side sent no alert. */
export function alertOf(code: string): string | undefined {
  return /^ERR_SSL_.*ALERT_(\w+)$/.exec(code)?.[1] ?? (/UNRECOGNIZED_NAME$/.test(code) ? code : undefined)
}

function whyBroken(error: Error): [reason: TlsReason, detail: string] {
  const code = codeOf(error)
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    // Node tells an end without a word by the same code, without the system call that failed.
    return ['syscall' in error ? 'reset' : 'closed', code]
  }
  if (/UNRECOGNIZED_NAME$/.test(code)) return ['name-refused', 'UNRECOGNIZED_NAME']
  if (/PROTOCOL_VERSION$|UNSUPPORTED_PROTOCOL$/.test(code)) return ['no-common', code]
  if (/WRONG_VERSION_NUMBER$|PACKET_LENGTH_TOO_LONG$|HTTP_REQUEST$|RECORD_LAYER_FAILURE$/.test(code))
    return ['not-tls', code]
  const alert = alertOf(code)
  if (alert !== undefined) return [alert === 'INSUFFICIENT_SECURITY' ? 'no-common' : 'alert', alert]
  return ['other', code]
}
