import type {ByteSource} from '../ports/byte-source.ts'
import type {MergedCells} from '../ports/workbooks.ts'
import {XmlStream} from '../xml/stream-xml.ts'
import {columnAt} from './sheet-rows.ts'
import {SHEET_NAMESPACES} from './workbook-parts.ts'

/** More are decoration. */
const MOST = 100_000

function place(reference: string): {line: number; column: number} | undefined {
  const column = columnAt(reference)
  const line = Number(/\d+$/.exec(reference)?.[0])
  return column === undefined || !Number.isInteger(line) ? undefined : {line, column}
}

/** Ranges of merged cells, which a sheet tells after its rows. */
export async function readMergedCells(source: ByteSource, signal: AbortSignal): Promise<MergedCells[]> {
  const ranges: MergedCells[] = []
  const stream = new XmlStream(
    {
      open(name, attribute) {
        if (name !== 'mergeCell' || ranges.length >= MOST) return
        const [from = '', to = from] = (attribute('ref') ?? '').split(':')
        const [first, last] = [place(from), place(to)]
        if (first && last)
          ranges.push({top: first.line, bottom: last.line, left: first.column, right: last.column})
      },
      text() {},
      close() {},
    },
    SHEET_NAMESPACES,
  )
  for await (const chunk of source.open(signal)) stream.write(chunk)
  stream.end()
  return ranges
}
