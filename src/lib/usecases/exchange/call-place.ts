import type {DmpError} from '../../errors/dmp-error.ts'
import type {JournalEvent} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import type {ActorTrace, AuthTrace, RepositoryTrace} from '../../traces/trace-fields.ts'

/** Where a call goes, as traces tell it. */
export function placeOf(address: string): RepositoryTrace {
  return {url: address, host: URL.canParse(address) ? new URL(address).hostname : '-'}
}

interface Line {
  readonly error: DmpError | undefined
  readonly at: number
  readonly address: string
  readonly actor: ActorTrace
  readonly auth: AuthTrace
}

/** A partner that did not prove who it is, or did not take our certificate, is a security alert (DCM 110113) beside the result. */
export function securityAlerts({error, at, address, actor, auth}: Line): readonly JournalEvent[] {
  if (error?.code !== 'DMP_TLS_REFUSED') return []
  const reason = String(error.params['reason'] ?? error.params['alert'] ?? '-')
  const event = traceEvent({
    phase: 'event',
    operation: 'tls-failure',
    outcome: 'failure',
    occurredAt: at,
    actor,
    auth,
    repository: placeOf(address),
    status: {errors: [{code: reason}]},
    cause: error.code,
  })
  return [event]
}
