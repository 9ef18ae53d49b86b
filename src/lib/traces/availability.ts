/**
 * Outages of the DMP as traces show them: calls that failed or stayed unknown between calls that were answered. An answer
 * that refuses is an answer. Probes and diagnoses are no calls: what a probe found says on whose side an outage lay. Read
 * in the order of a journal; several journals are looked at one after the other. It asks nothing and keeps no patient.
 */
import type {TraceRecord} from './trace-record.ts'

export const outageSides = ['us', 'dmp', 'unclear'] as const
export type OutageSide = (typeof outageSides)[number]

export interface Outage {
  readonly journal: string
  /** First call that failed. */
  readonly from: string
  /** First call that was answered again; null while none was. */
  readonly to: string | null
  /** Last call answered before; null where the traces begin with the outage. */
  readonly answeredBefore: string | null
  readonly calls: number
  /** Those of them whose outcome is not known. */
  readonly unknown: number
  /** Error codes of the calls, the most frequent first. */
  readonly causes: readonly string[]
  /** Probable: by what a probe found in between, else by what the calls met. */
  readonly side: OutageSide
  readonly by: 'probe' | 'calls'
}

export interface AvailabilityTold {
  readonly calls: number
  readonly answered: number
  readonly outages: readonly Outage[]
  /** Shorter ones that are not listed. */
  readonly notListed: number
}

/** Calls of the DMP; those of INSi go elsewhere. */
const calls: ReadonlySet<string> = new Set([
  'submit',
  'replace',
  'delete',
  'search',
  'dmp-exists',
  'param-lps',
])
const MOST_OUTAGES = 500

interface Open {
  journal: string
  from: string
  answeredBefore: string | null
  calls: number
  unknown: number
  causes: Map<string, number>
  sides: Record<OutageSide, number>
  probed: Record<OutageSide, number>
}

export class Availability {
  #journal: string | undefined
  #lastAnswer: string | null = null
  #open: Open | undefined
  #outages: Outage[] = []
  #notListed = 0
  #calls = 0
  #answered = 0

  take(record: TraceRecord): void {
    if (record.journal !== this.#journal) this.#nextJournal(record.journal)
    const side = probedSide(record)
    if (side && this.#open) this.#open.probed[side]++
    if (record.phase !== 'result' || !calls.has(record.operation) || record.outcome === undefined) return
    this.#calls++
    if (record.outcome === 'failure' || record.outcome === 'unknown') this.#failed(record)
    else {
      this.#answered++
      this.#close(record.occurredAt)
      this.#lastAnswer = record.occurredAt
    }
  }

  told(): AvailabilityTold {
    this.#close(null)
    const inOrder = this.#outages.toSorted((a, b) => compare(a.from, b.from) || compare(a.journal, b.journal))
    return {calls: this.#calls, answered: this.#answered, outages: inOrder, notListed: this.#notListed}
  }

  #nextJournal(journal: string): void {
    this.#close(null)
    this.#journal = journal
    this.#lastAnswer = null
  }

  #failed(record: TraceRecord): void {
    this.#open ??= {
      journal: record.journal,
      from: record.occurredAt,
      answeredBefore: this.#lastAnswer,
      calls: 0,
      unknown: 0,
      causes: new Map(),
      sides: {us: 0, dmp: 0, unclear: 0},
      probed: {us: 0, dmp: 0, unclear: 0},
    }
    const open = this.#open
    open.calls++
    if (record.outcome === 'unknown') open.unknown++
    if (record.cause !== undefined) open.causes.set(record.cause, (open.causes.get(record.cause) ?? 0) + 1)
    open.sides[callSide(record)]++
  }

  #close(to: string | null): void {
    const open = this.#open
    if (!open) return
    this.#open = undefined
    const {journal, from, answeredBefore, calls: count, unknown, causes, sides, probed} = open
    const named = probed.us + probed.dmp > 0
    const byCount = [...causes].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))
    this.#outages.push({
      journal,
      from,
      to,
      answeredBefore,
      calls: count,
      unknown,
      causes: byCount.slice(0, 5).map(([cause]) => cause),
      side: most(named ? probed : sides),
      by: named ? 'probe' : 'calls',
    })
    if (this.#outages.length < 2 * MOST_OUTAGES) return
    const longest = this.#outages.toSorted((a, b) => lengthOf(b) - lengthOf(a) || b.calls - a.calls)
    this.#notListed += longest.length - MOST_OUTAGES
    this.#outages = longest.slice(0, MOST_OUTAGES)
  }
}

function probedSide({operation, more}: TraceRecord): OutageSide | undefined {
  const probe = operation === 'workstation-check' ? more?.['probe'] : undefined
  const side = typeof probe === 'object' && probe !== null && 'side' in probe ? probe.side : undefined
  return outageSides.find((one) => one === side)
}

/**
 * What one call met. Only what the DMP itself answered tells of the DMP: a connection that fails may have ended anywhere.
 */
function callSide({cause, status}: TraceRecord): OutageSide {
  if (cause === 'DMP_BUSY' || (status?.http !== undefined && status.http >= 500)) return 'dmp'
  const wire = ['DMP_CONNECTION_FAILED', 'DMP_NO_ANSWER', 'DMP_UNKNOWN_OUTCOME', 'DMP_ANSWER_UNREADABLE']
  return cause === undefined || wire.includes(cause) ? 'unclear' : 'us'
}

/** The side with more to say for it; as many for both is unclear. */
function most({us, dmp, unclear}: Readonly<Record<OutageSide, number>>): OutageSide {
  if (us === dmp || unclear > Math.max(us, dmp)) return 'unclear'
  return us > dmp ? 'us' : 'dmp'
}

/** An outage that has not ended is the longest. */
function lengthOf({from, to}: Outage): number {
  return to === null ? Number.POSITIVE_INFINITY : Date.parse(to) - Date.parse(from)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
