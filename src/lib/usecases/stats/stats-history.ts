import type {Gap, GapBase, GapStatus} from '../../stats/gap.ts'
import {type HistoryBench, keptComparisons} from './kept-comparisons.ts'

export interface HistoryWish {
  readonly finess?: string | undefined
  readonly indicator?: string | undefined
}

/** One result for one key. */
export interface HistoryPoint {
  readonly at: string
  readonly elastic: number | null
  readonly declared: number | null
  readonly difference: number | null
  readonly ofElastic: number | null
  readonly ofDeclared: number | null
  readonly over: boolean
  readonly status: GapStatus
  readonly unexplained: number | null
  readonly base: GapBase
  readonly threshold: number
}

export interface HistoryLine {
  readonly finess: string
  readonly indicator: string
  readonly period: string
  /** The earliest first. */
  readonly points: readonly HistoryPoint[]
  /** The gap, taken absolutely, of the last result beside the one before it. */
  readonly trend: 'first' | 'wider' | 'narrower' | 'same' | 'unknown'
}

export interface StatsHistory {
  readonly kept: number
  readonly lines: readonly HistoryLine[]
  readonly unreadable: readonly string[]
}

const sizeOf = (point: HistoryPoint | undefined) =>
  point?.difference === null || point === undefined ? undefined : Math.abs(point.difference)

function trendOf(points: readonly HistoryPoint[]): HistoryLine['trend'] {
  if (points.length < 2) return 'first'
  const [last, before] = [sizeOf(points.at(-1)), sizeOf(points.at(-2))]
  if (last === undefined || before === undefined) return 'unknown'
  if (last === before) return 'same'
  return last > before ? 'wider' : 'narrower'
}

/** `stats history`: earlier results by key, as `stats compare --keep` left them. */
export async function statsHistory(bench: HistoryBench, wish: HistoryWish): Promise<StatsHistory> {
  const {kept, unreadable} = await keptComparisons(bench)
  const lines = new Map<string, {key: Gap['key']; points: HistoryPoint[]}>()
  for (const {at, gaps, settings} of kept)
    for (const gap of gaps) {
      const {finess, indicator, period} = gap.key
      if (wish.finess !== undefined && wish.finess !== finess) continue
      if (wish.indicator !== undefined && wish.indicator.toLowerCase() !== indicator.toLowerCase()) continue
      const name = `${finess}|${indicator}|${period}`
      const line = lines.get(name) ?? {key: gap.key, points: []}
      line.points.push(pointOf(at, gap, settings))
      lines.set(name, line)
    }
  const sorted = [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
  return {
    kept: kept.length,
    lines: sorted.map(({key: {finess, indicator, period}, points}) => ({
      finess,
      indicator,
      period,
      points,
      trend: trendOf(points),
    })),
    unreadable,
  }
}

function pointOf(
  at: string,
  gap: Gap,
  {base, threshold}: {readonly base: GapBase; readonly threshold: number},
): HistoryPoint {
  const {elastic, declared, difference, ofElastic, ofDeclared, over, status, unexplained = null} = gap
  return {
    at,
    elastic,
    declared,
    difference,
    ofElastic,
    ofDeclared,
    over,
    status,
    unexplained,
    base,
    threshold,
  }
}
