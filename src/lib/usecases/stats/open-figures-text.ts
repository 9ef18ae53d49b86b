import type {ByteSource} from '../../ports/byte-source.ts'
import {csvRows, delimiterTold, firstLines, recordsAmong, usualDelimiters} from '../../tabular/csv-rows.ts'
import {senseText, type TextForm} from '../../tabular/sense-text.ts'
import type {FiguresSource} from './figures-source.ts'

const SAMPLE_LINES = 120
const QUOTE = '"'

/** Opens a text: each usual delimiter is a way to see it, unless the text itself tells one. */
export async function openFiguresText(
  source: ByteSource,
  signal: AbortSignal,
): Promise<FiguresSource<string>> {
  const form = await senseText(source, signal)
  const lines = await firstLines(source, form, SAMPLE_LINES, signal)
  const told = delimiterTold(lines)
  const eol = await lineEnd(source, form, signal)
  return {
    kind: 'csv',
    candidates: (told === undefined ? usualDelimiters : [told]).map((delimiter) => ({
      way: delimiter,
      sample: recordsAmong(lines, {delimiter, quote: QUOTE}),
      date1904: false,
    })),
    ragged: true,
    size: source.size,
    macros: false,
    facts: (delimiter) => ({encoding: form.encoding, bom: form.bom, delimiter, eol}),
    merges: async () => [],
    rows: (delimiter, header) =>
      csvRows(
        source,
        form,
        {delimiter, quote: QUOTE},
        {line: header.line, width: header.cells.length},
        signal,
      ),
  }
}

const LOOKED = 64 * 1024

async function lineEnd(
  source: ByteSource,
  {newline, encoding}: TextForm,
  signal: AbortSignal,
): Promise<'lf' | 'crlf' | 'cr'> {
  if (newline === 'cr') return 'cr'
  for await (const chunk of source.open(signal)) {
    const name = encoding === 'windows-1252' ? 'latin1' : encoding
    const text = new TextDecoder(name).decode(chunk.subarray(0, LOOKED))
    return text.includes('\r\n') ? 'crlf' : 'lf'
  }
  return 'lf'
}
