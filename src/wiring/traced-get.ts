import {DmpError} from '../lib/errors/dmp-error.ts'
import type {Clock} from '../lib/ports/clock.ts'
import type {DmpLink} from '../lib/ports/dmp-link.ts'
import type {Journal} from '../lib/ports/journal.ts'
import type {InboundMessage, Transport} from '../lib/ports/transport.ts'
import {type TraceInput, traceEvent} from '../lib/traces/trace-event.ts'
import {placeOf, securityAlerts} from '../lib/usecases/exchange/call-place.ts'

export interface TracedGetMeans {
  readonly link: () => Promise<DmpLink>
  readonly journal: () => Promise<Journal>
  readonly clock: Pick<Clock, 'now'>
}

/** Fetching param-lps is a call like any other: intent on disk, then the request, then its result. */
export async function tracedGet({link, journal, clock}: TracedGetMeans): Promise<Pick<Transport, 'get'>> {
  const {transport, actor, auth} = await link()
  const store = await journal()
  const get = async (url: string, signal?: AbortSignal): Promise<InboundMessage> => {
    const occurredAt = clock.now()
    const common = {operation: 'param-lps', occurredAt, repository: placeOf(url)} as const
    const [intentId = ''] = await store.record([
      {event: traceEvent({...common, phase: 'intent', actor, auth})},
    ])
    const ended = async (more: Partial<TraceInput>, error?: DmpError) => {
      const endedAt = clock.now()
      const durationMs = endedAt - occurredAt
      const result = traceEvent({...common, phase: 'result', intentId, endedAt, durationMs, ...more})
      const alerts = securityAlerts({error, at: endedAt, address: url, actor, auth})
      await store.record([result, ...alerts].map((event) => ({event})))
    }
    let answer: InboundMessage
    try {
      answer = await transport.get(url, signal)
    } catch (error) {
      const known = error instanceof DmpError ? error : undefined
      await ended({outcome: 'failure', cause: known?.code ?? 'DMP_INTERNAL'}, known)
      throw error
    }
    const {httpStatus: http, body} = answer
    const outcome = http === 200 ? 'success' : http >= 400 && http < 500 ? 'refused' : 'failure'
    await ended({outcome, status: {http}, bytesReceived: body.length})
    return answer
  }
  return {get}
}
