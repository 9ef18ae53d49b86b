import type {Gap} from '../../stats/gap.ts'
import {percentText} from '../../stats/gap-arithmetic.ts'
import type {GapReport} from '../../stats/gap-report.ts'

type Settings = GapReport['settings']

/** The base of the verdict as a fraction; undefined where it is none of the two figures (stays). */
function baseOf({elastic, declared}: Gap, base: Settings['base']): readonly [number, number] | undefined {
  if (elastic === null || declared === null) return undefined
  switch (base) {
    case 'elastic':
      return [elastic, 1]
    case 'declared':
      return [declared, 1]
    case 'max':
      return [Math.max(elastic, declared), 1]
    case 'mean':
      return [elastic + declared, 2]
    case 'points':
      return undefined
  }
}

/**
 * The gap in percent of what the verdict takes as its base, `+3.17`; null without one. In points, of the measured side:
 * a gap does not hold the stays.
 */
export function percentOfBase(gap: Gap, {base, threshold}: Settings): string | null {
  const [over, under] = baseOf(gap, base === 'points' ? 'elastic' : base) ?? []
  if (gap.difference === null || over === undefined || under === undefined) return null
  return percentText(gap.difference * under, over, threshold)
}

/** The widest gap, in documents, that is not over; undefined where the verdict is in points or there is no base. */
export function toleranceOf(gap: Gap, {base, threshold, minDiff}: Settings): number | undefined {
  const [over, under] = baseOf(gap, base) ?? []
  if (over === undefined || under === undefined) return undefined
  const allowed = (BigInt(threshold) * BigInt(over)) / (10_000n * BigInt(under))
  return Math.max(Number(allowed), minDiff - 1)
}
