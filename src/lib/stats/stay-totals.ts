/**
 * Stays (the denominator of a rate in points), gathered like the figures of a side: per FINESS, by month and by indicator
 * where the file tells them, else for all documents.
 */
import type {CompareInput} from './compare-plan.ts'
import {type Row, wholeFigure} from './gap-rows.ts'
import {allDocuments} from './indicator-match.ts'
import {cellKey, type GatherRules, SideTotals} from './side-totals.ts'

/** The totals of the file of stays, if one was given. */
export function gatherStays({stays}: CompareInput, rules: GatherRules): SideTotals | undefined {
  if (!stays) return undefined
  const values = [...stays.table.values()]
  const byType = values.some(({typeCode, indicator}) => typeCode !== undefined || indicator !== undefined)
  const hasMonths = values.some(({month}) => month !== undefined)
  const totals = new SideTotals({
    ...rules,
    byType,
    byMonth: rules.byMonth && hasMonths,
    isInPeriod: () => true,
  })
  totals.gather(stays.table, {
    hasFiness: values.some(({finess}) => finess !== undefined),
    hasMonths,
    hasTypes: byType,
    hasSoftware: false,
    months: new Set(),
    finess: new Set(),
    software: new Set(),
    level: undefined,
    isMixed: false,
  })
  return totals
}

/**
 * Stays of the months of a row that are compared; none where those of one of them are missing.
 * @param of `whole`: how many months the whole row has; stays of a file without months are those of the whole period
 */
export function comparedStays(
  {cells, byMonth}: SideTotals,
  {finess, indicator, months, present}: Row,
  of: {readonly byMonth: boolean; readonly whole: number},
): number | undefined {
  if (of.byMonth && !byMonth && months.length !== of.whole) return undefined
  const needed = byMonth ? present : ['']
  const found = needed.map(
    (month) =>
      cells.get(cellKey(finess, month, indicator)) ?? cells.get(cellKey(finess, month, allDocuments)),
  )
  const sum = wholeFigure(found)
  return sum.state === 'count' && !found.includes(undefined) ? sum.count : undefined
}
