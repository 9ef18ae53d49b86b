/**
 * Counts traces by one of their dimensions. An action counts once: by its result, or as `open` where its intent never
 * got one (a crash, a call under way); single acts (`event`) count as `acts`. A lot of several documents counts once for
 * each type, unit or day that it has.
 */
import {parisDate} from '../civil-time/paris.ts'
import type {EventOutcome} from '../ports/journal.ts'
import type {TraceRecord} from './trace-record.ts'

export const tallyKeys = ['day', 'type', 'outcome', 'operation', 'user', 'unit'] as const
export type TallyKey = (typeof tallyKeys)[number]

export type TallyColumn = EventOutcome | 'open' | 'acts'

export interface TallyRow {
  /** Day in Paris, typeCode, outcome, operation, number or account of a person, unit; `-` where a trace has none. */
  readonly key: string
  readonly total: number
  readonly counts: Readonly<Record<TallyColumn, number>>
}

type Counts = Record<TallyColumn, number>

const none = (): Counts => ({success: 0, warning: 0, refused: 0, failure: 0, unknown: 0, open: 0, acts: 0})

export class TraceTally {
  readonly #by: TallyKey
  readonly #rows = new Map<string, Counts>()
  readonly #all = none()
  /** Intents that no result followed yet, with the keys they counted under. */
  readonly #open = new Map<string, readonly string[]>()
  #records = 0
  #first: string | undefined
  #last: string | undefined

  constructor(by: TallyKey) {
    this.#by = by
  }

  /** @param units of the items the trace is about, wanted only when counting by unit */
  take(record: TraceRecord, units: readonly string[] = []): void {
    const {phase, outcome, intentId, occurredAt} = record
    this.#records++
    if (this.#first === undefined || occurredAt < this.#first) this.#first = occurredAt
    if (this.#last === undefined || occurredAt > this.#last) this.#last = occurredAt
    if (phase === 'intent') this.#begun(record, units)
    else {
      if (intentId !== undefined) this.#ended(record.journal, intentId)
      this.#add(this.#keysOf(record, outcome ?? 'acts', units), outcome ?? 'acts', 1)
    }
  }

  get records(): number {
    return this.#records
  }

  /** `occurredAt` of the first and the last trace. */
  get span(): {readonly first: string; readonly last: string} | undefined {
    return this.#first === undefined || this.#last === undefined
      ? undefined
      : {first: this.#first, last: this.#last}
  }

  get totals(): Readonly<Record<TallyColumn, number>> {
    return this.#all
  }

  /** By day in order; else the most frequent first, then by key. */
  rows(): readonly TallyRow[] {
    const rows = [...this.#rows].map(([key, counts]) => ({key, total: sum(counts), counts}))
    const used = rows.filter(({total}) => total > 0)
    const byKey = (a: TallyRow, b: TallyRow) => (a.key < b.key ? -1 : 1)
    return this.#by === 'day' ? used.sort(byKey) : used.sort((a, b) => b.total - a.total || byKey(a, b))
  }

  #begun(record: TraceRecord, units: readonly string[]): void {
    const keys = this.#keysOf(record, 'open', units)
    this.#open.set(`${record.journal} ${record.id}`, keys)
    this.#add(keys, 'open', 1)
  }

  #ended(journal: string, intentId: string): void {
    const name = `${journal} ${intentId}`
    const keys = this.#open.get(name)
    if (keys === undefined) return
    this.#open.delete(name)
    this.#add(keys, 'open', -1)
  }

  #add(keys: readonly string[], column: TallyColumn, by: 1 | -1): void {
    this.#all[column] += by
    for (const key of keys) {
      const counts = this.#rows.get(key) ?? none()
      counts[column] += by
      this.#rows.set(key, counts)
    }
  }

  #keysOf(record: TraceRecord, column: TallyColumn, units: readonly string[]): readonly string[] {
    const found = new Set(this.#valuesOf(record, column, units))
    return found.size === 0 ? ['-'] : [...found]
  }

  #valuesOf(record: TraceRecord, column: TallyColumn, units: readonly string[]): readonly string[] {
    switch (this.#by) {
      case 'day':
        return [parisDate(Date.parse(record.occurredAt))]
      case 'operation':
        return [record.operation]
      case 'outcome':
        return [column]
      case 'type':
        return (record.documents ?? []).flatMap(({typeCode}) => (typeCode ? [typeCode] : []))
      case 'user': {
        const {user, os} = record.actor ?? {}
        const name = user?.id ?? os?.account
        return name === undefined ? [] : [name]
      }
      case 'unit':
        return units
    }
  }
}

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
