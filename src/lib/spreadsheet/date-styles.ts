import type {ByteSource} from '../ports/byte-source.ts'
import {XmlStream} from '../xml/stream-xml.ts'
import {SHEET_NAMESPACES} from './workbook-parts.ts'

/** Number formats that every spreadsheet knows by number and that show a date (ECMA-376 part 1, 18.8.30). */
const BUILT_IN = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Literals, colours and conditions of a format code are no letters of a date. */
const ASIDE = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi

const showsDate = (code: string): boolean => /[ymd]/i.test(code.replaceAll(ASIDE, '').replace(/general/i, ''))

/** Numbers of the cell styles that show a number as a date. */
export async function readDateStyles(source: ByteSource, signal: AbortSignal): Promise<ReadonlySet<number>> {
  const custom = new Map<number, boolean>()
  const dates = new Set<number>()
  let inside = false
  let style = 0
  const stream = new XmlStream(
    {
      open(name, attribute) {
        if (name === 'cellXfs') inside = true
        if (name === 'numFmt')
          custom.set(Number(attribute('numFmtId')), showsDate(attribute('formatCode') ?? ''))
        if (name !== 'xf' || !inside) return
        const id = Number(attribute('numFmtId') ?? 0)
        if (custom.get(id) ?? BUILT_IN(id)) dates.add(style)
        style += 1
      },
      text() {},
      close(name) {
        if (name === 'cellXfs') inside = false
      },
    },
    SHEET_NAMESPACES,
  )
  for await (const chunk of source.open(signal)) stream.write(chunk)
  stream.end()
  return dates
}
