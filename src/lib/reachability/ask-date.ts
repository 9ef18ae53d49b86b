import {request} from 'node:http'
import type {TLSSocket} from 'node:tls'
import type {Dated} from '../workstation/reach.ts'
import {codeOf, StageFailure, type StageLimit} from './stage.ts'

export type HeadReason = 'timeout' | 'closed' | 'not-http' | 'other'
export type DateReason = HeadReason | 'absent' | 'unreadable'

/** The head that was answered; `dated` is the reason where its date says nothing. */
export interface Head {
  readonly status: number
  readonly location?: string
  readonly dated: Dated | 'absent' | 'unreadable'
}

/** IMF-fixdate (RFC 9110 §5.6.7), the only form that a server of today may write. */
const FIXED = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Asks for the head of `/`. The date counts whole seconds: its middle is taken, and the middle of the round trip for the
 * moment at which it was written.
 * @throws StageFailure
 */
export function askHead(
  socket: TLSSocket,
  host: string,
  now: () => number,
  limit: StageLimit,
): Promise<Head> {
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
    asked.once('response', (response) => {
      response.on('error', () => undefined)
      const roundTripMs = Math.round(performance.now() - started)
      const {statusCode: status = 0, headers} = response
      const {date, location} = headers
      const at = date !== undefined && FIXED.test(date) ? Date.parse(date) : Number.NaN
      const dated = Number.isNaN(at)
        ? date === undefined
          ? ('absent' as const)
          : ('unreadable' as const)
        : {skewMs: Math.round(at + 500 - (sent + roundTripMs / 2)), roundTripMs}
      end(() => resolve({status, dated, ...(location === undefined ? {} : {location})}))
    })
    asked.once('error', (error) => {
      const code = codeOf(error)
      const reason: HeadReason = limit.signal.aborted
        ? 'timeout'
        : code.startsWith('HPE_')
          ? 'not-http'
          : 'closed'
      const detail = reason === 'timeout' ? undefined : code
      end(() => reject(new StageFailure<HeadReason>(reason, detail)))
    })
    asked.end()
  })
}

/** The `Date` of whatever is answered. @throws StageFailure */
export async function askDate(
  socket: TLSSocket,
  host: string,
  now: () => number,
  limit: StageLimit,
): Promise<Dated> {
  const {dated} = await askHead(socket, host, now, limit)
  if (typeof dated === 'string') throw new StageFailure<DateReason>(dated)
  return dated
}
