import type {Account} from '../../../batch/account.ts'
import type {ItemAction, PlanAccount} from '../../../ports/journal.ts'
import {counted, noRecords} from '../plan/plan-row.ts'
import type {ReportAnswer, ReportLine} from './report-line.ts'
import {type Durations, DurationTally, type Timeline, TimelineTally} from './report-time.ts'
import type {InDmp} from './standing.ts'

/** Groups of lines that somebody must look at. `plan-…`: records that never became something to send. */
export type ListName =
  | 'refused'
  | 'unknown'
  | 'deferred'
  | 'held'
  | 'remaining'
  | 'plan-held'
  | 'plan-rejected'
  | 'plan-excluded'

/** Why lines of a list are in it: a code, and what the DMP answered when it did; how many share it. */
export interface Reason {
  readonly list: ListName
  readonly code: string
  readonly answer: Pick<ReportAnswer, 'code' | 'known'> | null
  readonly count: number
}

export interface ReportTotals {
  readonly plan: PlanAccount
  /** `planned = accepted + refused + unknown + deferred + held + remaining` */
  readonly run: Account
  readonly actions: Readonly<Record<ItemAction, number>>
  readonly inDmp: InDmp
  /** Held documents that may be there all the same. */
  readonly heldInDoubt: number
  readonly reasons: readonly Reason[]
  readonly timeline: Timeline
  readonly durations: Durations
  readonly slowest: readonly ReportLine[]
  /** The first lines of each list, and how many there are. */
  readonly lists: readonly {
    readonly name: ListName
    readonly total: number
    readonly lines: readonly ReportLine[]
  }[]
  /** Requests that left for the documents of the run, repeats included. */
  readonly attempts: number
  readonly firstSentAt: string | null
  readonly lastSettledAt: string | null
}

const ORDER: readonly ListName[] = [
  'refused',
  'unknown',
  'deferred',
  'held',
  'remaining',
  'plan-rejected',
  'plan-held',
  'plan-excluded',
]
const MOST_LINES = 500
const MOST_SLOWEST = 20

function listOf({state, class: verdict}: ReportLine): ListName | undefined {
  if (state === 'accepted') return undefined
  if (state !== null) return state === 'planned' || state === 'sending' ? 'remaining' : state
  return verdict === null || verdict === 'ready' ? undefined : `plan-${verdict}`
}

const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b)
const later = (a: string | null, b: string | null) => (a === null ? b : b === null || a > b ? a : b)

/** Sums up lines one by one; what it keeps does not grow with their number. */
export class ReportTally {
  #plan: PlanAccount = noRecords
  readonly #run = {planned: 0, accepted: 0, refused: 0, unknown: 0, deferred: 0, held: 0, remaining: 0}
  readonly #actions = {submit: 0, replace: 0, delete: 0}
  readonly #inDmp = {approved: 0, deprecated: 0, deleted: 0}
  readonly #reasons = new Map<string, Reason>()
  readonly #timeline = new TimelineTally()
  readonly #durations = new DurationTally()
  #slowest: ReportLine[] = []
  readonly #lists = new Map<ListName, {total: number; lines: ReportLine[]}>()
  #attempts = 0
  #heldInDoubt = 0
  #firstSentAt: string | null = null
  #lastSettledAt: string | null = null

  add(line: ReportLine): void {
    if (line.class !== null) this.#plan = counted(this.#plan, line.class)
    if (line.state !== null) this.#addItem(line, line.state)
    const list = listOf(line)
    if (list) this.#addToList(list, line)
  }

  totals(): ReportTotals {
    return {
      plan: this.#plan,
      run: {...this.#run},
      actions: {...this.#actions},
      inDmp: {...this.#inDmp},
      heldInDoubt: this.#heldInDoubt,
      reasons: this.#sortedReasons(),
      timeline: this.#timeline.timeline(),
      durations: this.#durations.durations(),
      slowest: this.#slowest,
      lists: ORDER.flatMap((name) => {
        const found = this.#lists.get(name)
        return found ? [{name, ...found}] : []
      }),
      attempts: this.#attempts,
      firstSentAt: this.#firstSentAt,
      lastSettledAt: this.#lastSettledAt,
    }
  }

  #addItem(line: ReportLine, state: NonNullable<ReportLine['state']>): void {
    const {sentAt, settledAt, tookMs} = line
    this.#run.planned += 1
    this.#run[state === 'planned' || state === 'sending' ? 'remaining' : state] += 1
    this.#actions[line.action] += 1
    if (line.registryStatus !== null && line.action !== 'delete') this.#inDmp[line.registryStatus] += 1
    this.#attempts += line.attempts
    if (state === 'held' && line.mayBeInDmp === 'yes') this.#heldInDoubt += 1
    this.#firstSentAt = earlier(this.#firstSentAt, sentAt)
    this.#lastSettledAt = later(this.#lastSettledAt, settledAt)
    const at = settledAt ?? sentAt
    if (at !== null) this.#timeline.add(at, state === 'accepted' || state === 'refused' ? state : 'other')
    if (tookMs === null || sentAt === null) return
    this.#durations.add(tookMs)
    this.#addToSlowest(line, tookMs)
  }

  #addToSlowest(line: ReportLine, tookMs: number): void {
    const last = this.#slowest.at(-1)?.tookMs ?? -1
    if (this.#slowest.length >= MOST_SLOWEST && tookMs <= last) return
    this.#slowest = [...this.#slowest, line]
      .toSorted((a, b) => (b.tookMs ?? 0) - (a.tookMs ?? 0))
      .slice(0, MOST_SLOWEST)
  }

  #addToList(name: ListName, line: ReportLine): void {
    const list = this.#lists.get(name) ?? {total: 0, lines: []}
    list.total += 1
    if (list.lines.length < MOST_LINES) list.lines.push(line)
    this.#lists.set(name, list)
    if (name === 'remaining') return
    const code = line.code ?? '-'
    const answer = line.answer && {code: line.answer.code, known: line.answer.known}
    const key = `${name} ${code} ${answer?.code ?? ''} ${answer?.known ?? ''}`
    const count = (this.#reasons.get(key)?.count ?? 0) + 1
    this.#reasons.set(key, {list: name, code, answer, count})
  }

  #sortedReasons(): readonly Reason[] {
    return [...this.#reasons.values()].toSorted(
      (a, b) =>
        ORDER.indexOf(a.list) - ORDER.indexOf(b.list) || b.count - a.count || a.code.localeCompare(b.code),
    )
  }
}
