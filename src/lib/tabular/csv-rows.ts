import type {ByteSource} from '../ports/byte-source.ts'
import {CsvAssembler, type CsvForm} from './csv-records.ts'
import {lineCutter} from './cut-lines.ts'
import type {TextForm} from './sense-text.ts'
import type {TableRecord, TextLine} from './tabular.ts'

/** Delimiters that exports are cut by. */
export const usualDelimiters = [';', ',', '\t', '|'] as const

/** `sep=;` on the first line tells a spreadsheet the delimiter. */
export function delimiterTold(lines: readonly TextLine[]): string | undefined {
  return /^sep=(.)$/i.exec(lines[0]?.text ?? '')?.[1]
}

/** The first lines of a text. */
export async function firstLines(
  source: ByteSource,
  form: TextForm,
  count: number,
  signal?: AbortSignal,
): Promise<TextLine[]> {
  const cutter = lineCutter(form.encoding, form.newline)
  const lines: TextLine[] = []
  for await (const chunk of source.open(signal)) {
    lines.push(...cutter.push(chunk))
    if (lines.length >= count) return lines.slice(0, count)
  }
  return [...lines, ...cutter.end()].slice(0, count)
}

/** Records of lines that are at hand, as a delimiter cuts them. */
export function recordsAmong(lines: readonly TextLine[], csv: CsvForm): TableRecord[] {
  const assembler = new CsvAssembler(csv)
  return [...lines.flatMap((line) => assembler.push(line)), ...assembler.end()]
}

/** All records of a text, those above its header too. */
export async function* csvRows(
  source: ByteSource,
  form: TextForm,
  csv: CsvForm,
  header: {readonly line: number; readonly width: number},
  signal?: AbortSignal,
): AsyncGenerator<TableRecord[]> {
  const cutter = lineCutter(form.encoding, form.newline)
  const assembler = new CsvAssembler(csv)
  let above = true
  const read = (lines: readonly TextLine[]) => {
    const records: TableRecord[] = []
    for (const line of lines) {
      records.push(...assembler.push(line))
      if (!above || line.line < header.line) continue
      assembler.expect(header.width)
      above = false
    }
    return records
  }
  for await (const chunk of source.open(signal)) yield read(cutter.push(chunk))
  yield [...read(cutter.end()), ...assembler.end()]
}
