import {type Gauge, gaugesText, type Sample} from '../../gauges.ts'
import type {RunStatus} from './run-status.ts'

const secondsOf = (iso: string | null) => (iso === null ? undefined : Date.parse(iso) / 1000)

/** One sample, or none where there is nothing to say: an absent series is not a zero. */
function single(batch: string, value: number | undefined): readonly Sample[] {
  return value === undefined ? [] : [{labels: {batch}, value}]
}

const STATES = ['accepted', 'refused', 'unknown', 'deferred', 'held', 'remaining'] as const

const METRICS: readonly Gauge<RunStatus>[] = [
  {
    name: 'dmp_batch_items',
    help: 'Documents of the run by state.',
    samples: ({batch, account}) =>
      STATES.map((state) => ({labels: {batch: batch.id, state}, value: account[state]})),
  },
  {
    name: 'dmp_batch_not_accepted',
    help: 'Documents of the run that are not accepted, by state and error code.',
    samples: ({batch, causes}) =>
      causes.map(({state, code, count}) => ({labels: {batch: batch.id, state, code}, value: count})),
  },
  {
    name: 'dmp_batch_accepted_per_second',
    help: 'Documents accepted per second over the last minutes.',
    samples: ({batch, rate}) => single(batch.id, rate.perSecond),
  },
  {
    name: 'dmp_batch_rate_limit_per_second',
    help: 'Feeding calls per second that are allowed.',
    samples: ({batch, rate}) => single(batch.id, rate.setPerSecond),
  },
  {
    name: 'dmp_batch_day_limit',
    help: 'Feeding calls of a civil day before notice must be given.',
    samples: ({batch, limits}) => single(batch.id, limits.perDay),
  },
  {
    name: 'dmp_batch_day_calls',
    help: 'Feeding calls of this civil day.',
    samples: ({batch, limits}) => (limits.doneToday === null ? [] : single(batch.id, limits.doneToday)),
  },
  {
    name: 'dmp_batch_last_accepted_timestamp_seconds',
    help: 'When the latest document was accepted.',
    samples: ({batch, lastAcceptedAt}) => single(batch.id, secondsOf(lastAcceptedAt)),
  },
  {
    name: 'dmp_batch_oldest_waiting_timestamp_seconds',
    help: 'When the oldest document still to send was planned.',
    samples: ({batch, oldestWaitingAt}) => single(batch.id, secondsOf(oldestWaitingAt)),
  },
  {
    name: 'dmp_batch_forecast_end_timestamp_seconds',
    help: 'When what remains will have left, by rate, daily limit and hours of sending.',
    samples: ({batch, forecast}) => single(batch.id, secondsOf(forecast?.endsAt ?? null)),
  },
  {
    name: 'dmp_batch_seen_timestamp_seconds',
    help: 'When these figures were taken from the journal.',
    samples: ({batch, at}) => single(batch.id, secondsOf(at)),
  },
]

/** Figures for a Prometheus textfile, all gauges; nothing in it names a patient or a document. */
export function metricsText(statuses: readonly RunStatus[]): string {
  return gaugesText(METRICS, statuses)
}
