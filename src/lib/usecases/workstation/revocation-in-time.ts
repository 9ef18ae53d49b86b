import {DmpError} from '../../errors/dmp-error.ts'
import type {Certificate} from '../../pki/certificate.ts'
import type {Clock} from '../../ports/clock.ts'
import type {Revocation} from '../../ports/revocation.ts'
import type {RevocationStatus} from '../../revocation/status.ts'

/**
 * Asks for revocation until a moment of the monotonic clock, and no longer: what is not heard by then is unknown, as where
 * nobody answers, and all else that is known of a certificate stays.
 */
export function revocationUntil(revocation: Revocation, endMs: number, clock: Clock): Revocation {
  return {
    async statusOf(certificate, issuer, wish) {
      const leftMs = Math.floor(endMs - clock.monotonic())
      // What is remembered costs nothing.
      if (leftMs <= 0)
        return lateUnlessKnown(
          await revocation.statusOf(certificate, issuer, {...wish, offline: true}),
          certificate,
        )
      const stop = AbortSignal.timeout(leftMs)
      const signal = wish.signal ? AbortSignal.any([wish.signal, stop]) : stop
      try {
        return await Promise.race([revocation.statusOf(certificate, issuer, {...wish, signal}), ended(stop)])
      } catch (error) {
        wish.signal?.throwIfAborted()
        if (!stop.aborted || error instanceof DmpError) throw error
        return late(certificate)
      }
    },
  }
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {once: true})
  })
}

function lateUnlessKnown(status: RevocationStatus, certificate: Certificate): RevocationStatus {
  return status.status === 'unknown' && status.doubt === 'offline' ? late(certificate) : status
}

function late({crlUrls, ocspUrls}: Certificate): RevocationStatus {
  const tries = [...crlUrls, ...ocspUrls].map(
    (from) => ({from, doubt: 'unreachable', detail: 'timeout'}) as const,
  )
  return {status: 'unknown', doubt: 'unreachable', tries}
}
