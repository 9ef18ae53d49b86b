import {parisDate, parisOffsetMinutes} from '../../../civil-time/paris.ts'
import {isoOf} from './standing.ts'

/** Outcomes of one stretch of time. */
export interface TimeBucket {
  readonly from: string
  readonly accepted: number
  readonly refused: number
  /** Unknown, deferred, held: sent then and not settled. */
  readonly other: number
}

export interface Timeline {
  readonly unit: 'hour' | 'day'
  readonly buckets: readonly TimeBucket[]
}

type Kind = 'accepted' | 'refused' | 'other'
type Counts = Record<Kind, number>

const HOUR = 3_600_000
/** Longer than this, bars are civil days. */
const MOST_HOURS = 72

/** Outcomes over time, kept by the hour: two weeks are a few hundred numbers however many documents. */
export class TimelineTally {
  readonly #hours = new Map<number, Counts>()

  add(instant: string, kind: Kind): void {
    const hour = Math.floor(Date.parse(instant) / HOUR)
    const counts = this.#hours.get(hour) ?? {accepted: 0, refused: 0, other: 0}
    counts[kind] += 1
    this.#hours.set(hour, counts)
  }

  timeline(): Timeline {
    const hours = [...this.#hours].toSorted(([a], [b]) => a - b)
    const [first] = hours
    const last = hours.at(-1)
    if (!first || !last) return {unit: 'hour', buckets: []}
    if (last[0] - first[0] < MOST_HOURS)
      return {
        unit: 'hour',
        buckets: hours.map(([hour, counts]) => ({from: isoOf(hour * HOUR), ...counts})),
      }
    return {unit: 'day', buckets: byDay(hours)}
  }
}

function byDay(hours: readonly (readonly [number, Counts])[]): TimeBucket[] {
  const days = new Map<string, Counts>()
  for (const [hour, counts] of hours) {
    const day = parisDate(hour * HOUR)
    const sum = days.get(day) ?? {accepted: 0, refused: 0, other: 0}
    for (const kind of ['accepted', 'refused', 'other'] as const) sum[kind] += counts[kind]
    days.set(day, sum)
  }
  return [...days].map(([day, counts]) => ({from: midnightOf(day), ...counts}))
}

/** The instant at which a civil day of Paris begins. */
function midnightOf(day: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`)
  return isoOf(utc - parisOffsetMinutes(utc) * 60_000)
}

/** How long documents took, from sending to outcome, in milliseconds. Percentiles are right within a tenth. */
export interface Durations {
  readonly count: number
  readonly medianMs: number | null
  readonly p90Ms: number | null
  readonly p99Ms: number | null
  readonly longestMs: number | null
  /** How many took at most so long, and longer than the one before; the last one has no end. */
  readonly histogram: readonly {readonly upToMs: number | null; readonly count: number}[]
}

const RATIO = 1.1
const ENDS = [100, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const

/** Lengths of time, kept by size and not one by one. */
export class DurationTally {
  readonly #sizes = new Map<number, number>()
  readonly #histogram = Array.from({length: ENDS.length + 1}, () => 0)
  #count = 0
  #longest = 0

  add(ms: number): void {
    const size = Math.ceil(Math.log(Math.max(1, ms)) / Math.log(RATIO))
    this.#sizes.set(size, (this.#sizes.get(size) ?? 0) + 1)
    const found = ENDS.findIndex((end) => ms <= end)
    const place = found === -1 ? ENDS.length : found
    this.#histogram[place] = (this.#histogram[place] ?? 0) + 1
    this.#count += 1
    this.#longest = Math.max(this.#longest, ms)
  }

  durations(): Durations {
    const none = this.#count === 0
    return {
      count: this.#count,
      medianMs: this.#percentile(0.5),
      p90Ms: this.#percentile(0.9),
      p99Ms: this.#percentile(0.99),
      longestMs: none ? null : this.#longest,
      histogram: this.#histogram.map((count, place) => ({upToMs: ENDS[place] ?? null, count})),
    }
  }

  #percentile(share: number): number | null {
    let seen = 0
    for (const [size, count] of [...this.#sizes].toSorted(([a], [b]) => a - b)) {
      seen += count
      if (seen >= share * this.#count) return Math.min(this.#longest, Math.round(RATIO ** size))
    }
    return null
  }
}
