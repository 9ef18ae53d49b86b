const MINUTE = 60_000
const DAY_MINUTES = 1440

export interface DelayFigures {
  readonly counted: number
  /** Whole minutes, by the nearest rank; null where none was counted. */
  readonly median: number | null
  readonly ninetieth: number | null
  /** Documents accepted at most 24 hours, at most 7 days after the discharge; those before it count. */
  readonly withinDay: number
  readonly withinWeek: number
}

/** Delays kept as counts by the minute, so that a year of documents takes little room and ranks are exact to it. */
export class Delays {
  readonly #byMinute = new Map<number, number>()
  #counted = 0
  #withinDay = 0
  #withinWeek = 0

  /** @param ms begun minutes count whole; negative when accepted before the end of the stay */
  add(ms: number): void {
    const minutes = Math.ceil(ms / MINUTE)
    this.#byMinute.set(minutes, (this.#byMinute.get(minutes) ?? 0) + 1)
    this.#counted += 1
    if (ms <= DAY_MINUTES * MINUTE) this.#withinDay += 1
    if (ms <= 7 * DAY_MINUTES * MINUTE) this.#withinWeek += 1
  }

  figures(): DelayFigures {
    const sorted = [...this.#byMinute].sort(([a], [b]) => a - b)
    const ranked = (percent: number): number | null => {
      const rank = Math.ceil((percent * this.#counted) / 100)
      let passed = 0
      for (const [minutes, times] of sorted) {
        passed += times
        if (passed >= rank) return minutes
      }
      return null
    }
    return {
      counted: this.#counted,
      median: ranked(50),
      ninetieth: ranked(90),
      withinDay: this.#withinDay,
      withinWeek: this.#withinWeek,
    }
  }
}
