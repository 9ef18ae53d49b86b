/** The keys of a comparison, and what one side says of each of them. */
import type {ComparePlan} from './compare-plan.ts'
import type {Month} from './count-line.ts'
import type {SideFigure} from './gap-arithmetic.ts'
import {monthsOf} from './months.ts'
import type {Side} from './reading/figures.ts'
import {added, type SideCell, type SideTotals} from './side-totals.ts'

/** One FINESS and one indicator; months are `''` where the comparison has none. */
export interface Row {
  readonly finess: string
  readonly indicator: string
  /** All months of its period. */
  readonly months: readonly (Month | '')[]
  /** Those of which a side has a figure. */
  readonly present: readonly (Month | '')[]
}

export const rowKey = (finess: string, indicator: string) => `${finess}|${indicator}`

/** Every FINESS and indicator that a side has; each with all months of its period, or with none. */
export function rowsOf(
  sides: Readonly<Record<Side, SideTotals>>,
  plan: ComparePlan,
): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>()
  const seen = new Map<string, Set<Month | ''>>()
  for (const side of [sides.elastic, sides.declared])
    for (const {finess, indicator, month} of side.cells.values()) {
      const key = rowKey(finess, indicator)
      const months = seen.get(key) ?? new Set()
      seen.set(key, months.add(month))
      rows.set(key, {finess, indicator, present: [], months: []})
    }
  for (const [key, row] of rows) {
    const period = plan.byMonth ? plan.periodOf(row.indicator) : undefined
    const present = [...(seen.get(key) ?? [])].sort()
    rows.set(key, {...row, present, months: period ? monthsOf(period) : present})
  }
  return rows
}

/** The sum of a period: absent months add nothing and are told; a month that is not filled leaves no sum. */
export function wholeFigure(cells: readonly (SideCell | undefined)[]): SideFigure {
  let sum: SideFigure = {state: 'absent'}
  let filled = true
  for (const cell of cells) {
    if (!cell) continue
    filled &&= cell.figure.state !== 'not-filled'
    sum = added(sum, cell.figure)
  }
  return filled || sum.state === 'unreadable' ? sum : {state: 'not-filled'}
}

export function placeOfTrouble({state}: SideFigure, cells: readonly (SideCell | undefined)[]) {
  if (state !== 'unreadable' && state !== 'not-filled') return undefined
  return cells.find((cell) => cell?.figure.state === state)?.place
}

export function periodText({months, indicator}: Row, plan: ComparePlan): string {
  const period = plan.periodOf(indicator)
  if (!period) return months.filter(Boolean).join('/')
  return period.from === period.to ? period.from : `${period.from}/${period.to}`
}
