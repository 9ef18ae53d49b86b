import type {TableRecord} from '../../tabular/tabular.ts'
import {type BoundColumns, bindColumns} from './columns.ts'
import type {ReadingMap} from './reading-map.ts'

/** One way to see a file: cut by a delimiter, or one of its sheets. `sample` are its first rows. */
export interface Candidate<Way> {
  readonly way: Way
  readonly sample: readonly TableRecord[]
  readonly date1904: boolean
}

export interface Layout<Way> {
  readonly candidate: Candidate<Way>
  readonly map: ReadingMap
  readonly bound: BoundColumns
  readonly header: TableRecord
  /** Of each map on the chosen way, the best first. */
  readonly scores: readonly {readonly preset: string; readonly score: number}[]
  /** Other ways in which a header is recognised too: other sheets of the book. */
  readonly others: readonly Way[]
}

interface Fit {
  readonly map: ReadingMap
  readonly bound: BoundColumns
  readonly header: TableRecord
  readonly score: number
}

/** Rows within which the header is looked for. */
export const HEADER_WITHIN = 30
const MOST_COLUMNS = 2000
const WEIGHTS: Readonly<Record<string, number>> = {finess: 3, period: 3, type: 2, indicator: 2}

/**
 * Finds the way to see a file, its header and the map that recognises the most of it. A header names a column of counts
 * (or columns that are months or types) and one column more. Undefined when no row of any way is one.
 */
export function chooseLayout<Way>(
  candidates: readonly Candidate<Way>[],
  maps: readonly ReadingMap[],
): Layout<Way> | undefined {
  const fitting: Way[] = []
  let best: {candidate: Candidate<Way>; fits: readonly Fit[]; weight: readonly number[]} | undefined
  for (const candidate of candidates) {
    const fits = maps
      .flatMap((map) => bestHeader(candidate, map) ?? [])
      .toSorted((one, other) => other.score - one.score)
    const [first] = fits
    if (!first) continue
    fitting.push(candidate.way)
    const same = candidate.sample.filter(({cells}) => cells.length === first.header.cells.length).length
    const weight = [first.score, same, first.header.cells.length]
    if (!best || isGreater(weight, best.weight)) best = {candidate, fits, weight}
  }
  const fit = best?.fits[0]
  if (!best || !fit) return undefined
  const scores = best.fits.map(({map, score}) => ({preset: map.name, score}))
  const {candidate} = best
  const others = fitting.filter((way) => way !== candidate.way)
  return {candidate, map: fit.map, bound: fit.bound, header: fit.header, scores, others}
}

function isGreater(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, place) => value !== other[place])
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0)
}

function bestHeader({sample, date1904}: Candidate<unknown>, map: ReadingMap): Fit | undefined {
  let best: Fit | undefined
  for (const record of sample.slice(0, HEADER_WITHIN)) {
    const {cells} = record
    if (cells.length > MOST_COLUMNS || cells.filter((cell) => cell.trim() !== '').length < 2) continue
    const bound = bindColumns(trimmed(cells), map, date1904)
    const score = scoreOf(bound)
    if (score > (best?.score ?? 0)) best = {map, bound, header: record, score}
  }
  return best
}

/** Cells of a header, without the empty ones that a spreadsheet leaves behind. */
function trimmed(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '')
  return cells.slice(0, last + 1).map((cell) => cell.replaceAll(/\s+/g, ' ').trim())
}

function scoreOf({fields, counts, layout, clash}: BoundColumns): number {
  if (counts.length === 0 || fields.size === 0) return 0
  const known = [...fields.keys()].reduce((sum, name) => sum + (WEIGHTS[name] ?? 1), 0)
  const wide = layout === 'wide-months' ? 3 : layout === 'wide-types' ? 2 : 0
  return known + wide + 3 - (clash ? 1 : 0)
}
