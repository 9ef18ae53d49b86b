import {request} from 'node:http'
import type {TLSSocket} from 'node:tls'
import type {Dated} from '../workstation/reach.ts'
import {codeOf, StageFailure, type StageLimit} from './stage.ts'

export type DateReason = 'absent' | 'unreadable' | 'timeout' | 'closed' | 'not-http' | 'other'

/** IMF-fixdate (RFC 9110 §5.6.7), the only form that a server of today may write. */
const FIXED = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Asks for the head of `/` and reads the `Date` of whatever is answered. The date counts whole seconds: its middle is
 * taken, and the middle of the round trip for the moment at which it was written.
 * @throws StageFailure
 */
export function askDate(
  socket: TLSSocket,
  host: string,
  now: () => number,
  limit: StageLimit,
): Promise<Dated> {
  return new Promise((resolve, reject) => {
    const sent = now()
    const started = performance.now()
    const asked = request({
      createConnection: () => socket,
      method: 'HEAD',
      path: '/',
      headers: {host, connection: 'close', 'user-agent': 'dmp'},
      signal: limit.signal,
    })
    const end = (answer: () => void) => {
      asked.removeAllListeners('error').on('error', () => undefined)
      asked.destroy()
      socket.destroy()
      answer()
    }
    const fail = (reason: DateReason, detail?: string) =>
      end(() => reject(new StageFailure<DateReason>(reason, detail)))
    asked.once('response', (response) => {
      response.on('error', () => undefined)
      const roundTripMs = Math.round(performance.now() - started)
      const {date} = response.headers
      if (date === undefined) return fail('absent')
      const at = FIXED.test(date) ? Date.parse(date) : Number.NaN
      if (Number.isNaN(at)) return fail('unreadable')
      end(() => resolve({skewMs: Math.round(at + 500 - (sent + roundTripMs / 2)), roundTripMs}))
    })
    asked.once('error', (error) => {
      if (limit.signal.aborted) return fail('timeout')
      const code = codeOf(error)
      fail(code.startsWith('HPE_') ? 'not-http' : 'closed', code)
    })
    asked.end()
  })
}
