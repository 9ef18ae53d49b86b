/** What a set of samples says: `best` is the least disturbed one, `median` what is usual. */
export interface Summary {
  readonly best: number
  readonly median: number
  readonly count: number
}

/** Whether a small sample (time, memory) or a large one (documents per second) is the good one. */
export type Better = 'lower' | 'higher'

export interface Ratio {
  /** Best of ours against the best of the reference: other work on the machine can only hide it, not improve it. */
  readonly best: number
  /** Median of the ratios of neighbours in time. */
  readonly median: number
}

/** `reported`: without an aim. */
export type Verdict = 'met' | 'missed' | 'reported'

/** @throws RangeError when there is nothing to take the middle of */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) throw new RangeError('no samples')
  const lower = sorted[middle - 1]
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2
}

/** @throws RangeError without samples, or with one that is not a positive number: it was not measured */
export function summarize(samples: readonly number[], better: Better): Summary {
  for (const sample of samples)
    if (!(Number.isFinite(sample) && sample > 0)) throw new RangeError(`not a measure: ${sample}`)
  const best = better === 'lower' ? Math.min(...samples) : Math.max(...samples)
  return {best, median: median(samples), count: samples.length}
}

/**
 * Ours over the reference, which was measured turn by turn with it.
 * @throws RangeError when the two were not measured as often, or not at all
 */
export function ratioOf(ours: readonly number[], reference: readonly number[], better: Better): Ratio {
  if (ours.length !== reference.length) throw new RangeError('samples do not pair')
  const pairs = ours.map((sample, index) => sample / (reference[index] ?? Number.NaN))
  return {
    best: summarize(ours, better).best / summarize(reference, better).best,
    median: median(pairs),
  }
}

/** Judged as printed, with two decimals: a table never shows 1.50 as missing 1.5. */
export function verdictOf(
  ratio: number,
  {atMost, atLeast}: {readonly atMost?: number | undefined; readonly atLeast?: number | undefined},
): Verdict {
  const shown = (value: number) => Math.round(value * 100)
  if (atMost === undefined && atLeast === undefined) return 'reported'
  const missed =
    (atMost !== undefined && shown(ratio) > shown(atMost)) ||
    (atLeast !== undefined && shown(ratio) < shown(atLeast))
  return missed ? 'missed' : 'met'
}
