import type {TableRecord} from './tabular.ts'

/** The number of cells that most records have; of equals, the greatest. One-celled records are titles. */
export function usualWidth(records: readonly Pick<TableRecord, 'cells'>[]): number {
  return widthOf(records).width
}

export function widthOf(records: readonly Pick<TableRecord, 'cells'>[]): {width: number; times: number} {
  const counts = new Map<number, number>()
  for (const {cells} of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let [width, times] = [1, 0]
  for (const [cells, count] of counts) {
    const weight = cells > 1 ? count : 0
    if (weight > times || (weight === times && cells > width)) [width, times] = [cells, weight]
  }
  return {width, times}
}
