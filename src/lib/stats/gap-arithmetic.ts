/**
 * The gap (écart) between a declared and a measured count, in exact integers.
 *
 * Over the threshold when `|D − E| × 100 > threshold × base`, strictly: 105 against 100 is 5 % and not over, 1 050 001
 * against 1 000 000 is over although it rounds to 5,00 %. Which base the official rule takes is not public: the percentage
 * of both is always given, and where the verdict hangs on the base that is said. Nothing is averaged: counts are summed,
 * then divided. "No row" is never zero.
 *
 * It reads no file, knows no FINESS, and rounds for display alone.
 */
import type {Gap, GapBase, GapStatus} from './gap.ts'

/** Fewer measured than this: one document is more than 5 %. */
const SMALL = 20
/** A whole, in hundredths of a percent. */
const WHOLE = 10_000n

/** A figure of one side: a sum, or why there is none. */
export type SideFigure =
  | {readonly state: 'count'; readonly count: number}
  | {readonly state: 'absent' | 'not-filled' | 'unreadable'}

export interface GapRule {
  readonly base: GapBase
  /** Hundredths of a percent: 500 = 5 %. */
  readonly threshold: number
  readonly minDiff: number
  /** Stays of the key, for a verdict in points. */
  readonly stays?: number | undefined
}

export type GapFigures = Pick<
  Gap,
  | 'elastic'
  | 'declared'
  | 'difference'
  | 'ofElastic'
  | 'ofDeclared'
  | 'over'
  | 'dependsOnBase'
  | 'small'
  | 'status'
>

/** A base as a fraction, so that the mean stays exact. */
interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** @throws RangeError when a count is no whole number that stays exact */
function exact(count: number): bigint {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count: ${count}`)
  return BigInt(count)
}

const magnitude = (value: bigint) => (value < 0n ? -value : value)

function baseOf(base: GapBase, elastic: bigint, declared: bigint, stays: number | undefined): Fraction {
  switch (base) {
    case 'elastic':
      return {over: elastic, under: 1n}
    case 'declared':
      return {over: declared, under: 1n}
    case 'max':
      return {over: elastic > declared ? elastic : declared, under: 1n}
    case 'mean':
      return {over: elastic + declared, under: 2n}
    case 'points':
      return {over: exact(stays ?? 0), under: 1n}
  }
}

/** Strictly: `|g| × 10 000 > threshold × base`. */
function exceeds(difference: bigint, {over, under}: Fraction, threshold: number): boolean {
  return magnitude(difference) * WHOLE * under > BigInt(threshold) * over
}

/** `numerator / denominator` in units of 10^-digits of a percent, rounded half away from zero. */
function percentUnits(numerator: bigint, denominator: bigint, digits: number): bigint {
  const scaled = magnitude(numerator) * 100n * 10n ** BigInt(digits)
  const rounded = (2n * scaled + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** Hundredths of a percent; null when the base is zero and the difference is not. */
function share(difference: bigint, base: bigint): number | null {
  if (base === 0n) return difference === 0n ? 0 : null
  return Number(percentUnits(difference, base, 2))
}

function statusOf(elastic: SideFigure, declared: SideFigure): GapStatus {
  const states = [elastic.state, declared.state]
  if (states.includes('unreadable')) return 'unreadable'
  if (states.includes('not-filled')) return 'not-filled'
  if (elastic.state !== 'count') return 'elastic-absent'
  if (declared.state !== 'count') return 'declared-absent'
  if (elastic.count === 0 && declared.count > 0) return 'elastic-zero'
  return declared.count === 0 && elastic.count > 0 ? 'declared-zero' : 'compared'
}

const countOf = (figure: SideFigure) => (figure.state === 'count' ? figure.count : null)

/** The gap of one key. @throws RangeError when a count is no whole number that stays exact */
export function gapOf(elastic: SideFigure, declared: SideFigure, rule: GapRule): GapFigures {
  const status = statusOf(elastic, declared)
  const [e, d] = [countOf(elastic), countOf(declared)]
  const small = e !== null && e < SMALL
  if (e === null || d === null)
    return {
      elastic: e,
      declared: d,
      difference: null,
      ofElastic: null,
      ofDeclared: null,
      over: false,
      dependsOnBase: false,
      small,
      status,
    }
  const [measured, stated] = [exact(e), exact(d)]
  const difference = stated - measured
  const far = magnitude(difference) >= BigInt(rule.minDiff)
  const verdict = (base: GapBase) =>
    far && exceeds(difference, baseOf(base, measured, stated, rule.stays), rule.threshold)
  const judged = rule.base !== 'points' || rule.stays !== undefined
  return {
    elastic: e,
    declared: d,
    difference: Number(difference),
    ofElastic: share(difference, measured),
    ofDeclared: share(difference, stated),
    over: judged && verdict(rule.base),
    dependsOnBase: verdict('elastic') !== verdict('declared'),
    small,
    status,
  }
}

/** A gap in hundredths of a point of the stays of its key; null without a gap, or for no stay at all. */
export function pointsOf(difference: number | null, stays: number): number | null {
  return difference === null ? null : share(BigInt(difference), exact(stays))
}

/**
 * `difference` in percent of `base`, with a sign and a point, `+3.17`: two decimals, and as many more as it takes when
 * they would show the threshold itself and it is not. Null when the base is zero and the difference is not.
 * @param threshold hundredths of a percent
 */
export function percentText(difference: number, base: number, threshold: number): string | null {
  const [numerator, denominator] = [BigInt(difference), exact(base)]
  if (denominator === 0n) return difference === 0 ? '0.00' : null
  const at = BigInt(threshold) * denominator
  let digits = 2
  let units = percentUnits(numerator, denominator, digits)
  const isThreshold = magnitude(numerator) * WHOLE === at
  while (!isThreshold && magnitude(units) === BigInt(threshold) * 10n ** BigInt(digits - 2)) {
    digits += 1
    units = percentUnits(numerator, denominator, digits)
  }
  const sign = numerator > 0n ? '+' : numerator < 0n ? '-' : ''
  const text = magnitude(units)
    .toString()
    .padStart(digits + 1, '0')
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
