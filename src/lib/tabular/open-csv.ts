import type {ByteSource} from '../ports/byte-source.ts'
import {CsvAssembler} from './csv-records.ts'
import {lineCutter} from './cut-lines.ts'
import {headerName} from './header-name.ts'
import {type CsvSense, senseCsv} from './sense-csv.ts'
import {senseText, type TextForm} from './sense-text.ts'
import type {Table, TableRecord, TableWish, TextLine} from './tabular.ts'

/** Lines looked at to find delimiter and header. */
const SAMPLE_LINES = 60

/**
 * Opens a CSV file: encoding, delimiter and header are found out unless stated, then its records are read once.
 * Answers undefined when the file holds no record.
 */
export async function openCsv(
  source: ByteSource,
  wish: TableWish = {},
  signal?: AbortSignal,
): Promise<Table | undefined> {
  const sensed = await senseText(source, signal)
  const form: TextForm = wish.encoding ? {...sensed, encoding: wish.encoding} : sensed
  const sense = senseCsv(await firstLines(source, form, signal), wish)
  const {headerLine, delimiter} = sense
  const header = await headerOf(source, form, sense, signal)
  if (!header) return undefined
  return {
    facts: {
      kind: 'csv',
      encoding: form.encoding,
      bom: form.bom,
      delimiter,
      headerLine,
      skippedLines: headerLine - 1,
      ...(wish.encoding ? {} : {foreignLines: form.foreignLines}),
    },
    header: header.cells.map(headerName),
    records: () => below(source, form, sense, signal),
  }
}

async function firstLines(source: ByteSource, form: TextForm, signal?: AbortSignal): Promise<TextLine[]> {
  const cutter = lineCutter(form.encoding, form.newline)
  const lines: TextLine[] = []
  for await (const chunk of source.open(signal)) {
    lines.push(...cutter.push(chunk))
    if (lines.length >= SAMPLE_LINES) return lines.slice(0, SAMPLE_LINES)
  }
  return [...lines, ...cutter.end()]
}

async function headerOf(
  source: ByteSource,
  form: TextForm,
  sense: CsvSense,
  signal?: AbortSignal,
): Promise<TableRecord | undefined> {
  for await (const block of blocks(source, form, sense, signal)) {
    const [first] = block
    if (first) return first
  }
  return undefined
}

async function* below(source: ByteSource, form: TextForm, sense: CsvSense, signal?: AbortSignal) {
  let isHeader = true
  for await (const block of blocks(source, form, sense, signal)) {
    yield isHeader ? block.slice(1) : block
    if (block.length > 0) isHeader = false
  }
}

/** Records from the header on. */
async function* blocks(
  source: ByteSource,
  form: TextForm,
  sense: CsvSense,
  signal?: AbortSignal,
): AsyncGenerator<TableRecord[]> {
  const cutter = lineCutter(form.encoding, form.newline)
  const assembler = new CsvAssembler(sense)
  let header = true
  const read = (lines: readonly TextLine[]) => {
    const records: TableRecord[] = []
    for (const line of lines) {
      if (line.line < sense.headerLine) continue
      for (const record of assembler.push(line)) {
        if (header) assembler.expect(record.cells.length)
        header = false
        records.push(record)
      }
    }
    return records
  }
  for await (const chunk of source.open(signal)) yield read(cutter.push(chunk))
  yield [...read(cutter.end()), ...assembler.end()]
}
