export interface QuotaLimits {
  /** Submissions (TD2.1) in any sliding second, refused ones included. */
  readonly perSecond: number
  /** Submissions in any sliding 24 hours. */
  readonly perDay: number
}

export type QuotaVerdict =
  | {readonly allowed: true}
  | {readonly allowed: false; readonly retryAfterSeconds: number; readonly limit: 'second' | 'day'}

const second = 1000
const day = 86_400_000

/**
 * Sliding log of the submissions of each establishment. Every submission that arrives counts, refused ones too
 * (guide for historical documents: less than 5 a second; a retry counts).
 */
export class SubmissionQuota {
  readonly #limits: QuotaLimits
  readonly #arrivals = new Map<string, number[]>()
  #refused = 0

  constructor(limits: QuotaLimits) {
    this.#limits = limits
  }

  get refused(): number {
    return this.#refused
  }

  take(establishment: string, at: number): QuotaVerdict {
    const known = this.#arrivals.get(establishment) ?? []
    const first = known.findIndex((each) => at - each < day)
    const recent = first < 0 ? [] : known.slice(first)
    const lastSecond = recent.filter((each) => at - each < second).length
    const limit =
      lastSecond >= this.#limits.perSecond
        ? 'second'
        : recent.length >= this.#limits.perDay
          ? 'day'
          : undefined
    recent.push(at)
    this.#arrivals.set(establishment, recent)
    if (limit === undefined) return {allowed: true}
    this.#refused += 1
    return {allowed: false, limit, retryAfterSeconds: limit === 'second' ? 1 : 3600}
  }
}
