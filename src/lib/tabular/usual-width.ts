import type {TableRecord} from './tabular.ts'

type Cells = Pick<TableRecord, 'cells'>

/** The number of cells that most records have, and how many do; of equals, the greatest. One cell is a title. */
export function usualWidth(records: readonly Cells[]): {width: number; times: number} {
  const counts = new Map<number, number>()
  for (const {cells} of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let [width, times] = [1, 0]
  for (const [cells, count] of counts) {
    const weight = cells > 1 ? count : 0
    if (weight > times || (weight === times && cells > width)) [width, times] = [cells, weight]
  }
  return {width, times}
}

/** The first record that more than half fills the usual width: what stands above is a title and not a row. */
export function headerAmong<R extends Cells>(records: readonly R[]): R | undefined {
  const {width} = usualWidth(records)
  const filled = ({cells}: R) => cells.filter((cell) => cell.trim() !== '').length
  return records.find((record) => filled(record) * 2 > width) ?? records[0]
}
