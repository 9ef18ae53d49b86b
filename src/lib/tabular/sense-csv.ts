import {CsvAssembler, type CsvForm} from './csv-records.ts'
import type {TableRecord, TextLine} from './tabular.ts'
import {headerAmong, usualWidth} from './usual-width.ts'

const DELIMITERS = [';', '\t', ',', '|'] as const
/** `sep=;` on the first line tells a spreadsheet the delimiter. */
const DIRECTIVE = /^sep=(.)$/i

export interface CsvSense extends CsvForm {
  readonly headerLine: number
}

/**
 * Finds out the delimiter and the header from the first lines: the delimiter that cuts the most records into the
 * most cells of one number; a title above the header is passed over.
 */
export function senseCsv(
  lines: readonly TextLine[],
  wish: {readonly delimiter?: string; readonly quote?: string; readonly headerLine?: number} = {},
): CsvSense {
  const directive = DIRECTIVE.exec(lines[0]?.text ?? '')?.[1]
  const body = directive === undefined ? lines : lines.slice(1)
  const stated = wish.delimiter ?? directive
  const quote = wish.quote ?? '"'
  const looks = (stated === undefined ? DELIMITERS : [stated]).map((delimiter) =>
    lookWith(body, {delimiter, quote}),
  )
  const best = looks.reduce((one, other) => (other.score > one.score ? other : one))
  return {...best.form, headerLine: wish.headerLine ?? best.headerLine}
}

interface Look {
  readonly form: CsvForm
  readonly score: number
  readonly headerLine: number
}

function lookWith(lines: readonly TextLine[], form: CsvForm): Look {
  const records = recordsOf(lines, form).filter(({fault}) => fault !== 'quote' && fault !== 'quote-open')
  const {width, times} = usualWidth(records)
  const header = headerAmong(records)
  return {form, score: times * (width - 1), headerLine: header?.line ?? 1}
}

function recordsOf(lines: readonly TextLine[], form: CsvForm): TableRecord[] {
  const assembler = new CsvAssembler(form)
  return [...lines.flatMap((line) => assembler.push(line)), ...assembler.end()]
}
