import {CsvAssembler, type CsvForm} from './csv-records.ts'
import type {TableRecord, TextLine} from './tabular.ts'
import {headerAmong, usualWidth} from './usual-width.ts'

const DELIMITERS = [';', '\t', ',', '|'] as const
/** Taken only where they make three cells at least: a list of numbers may hold one of them. */
const RARE = ['^', '~', '\u001f', '¤', '§', '¬', '¦'] as const
const FEWEST = 3
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
  const looks =
    stated === undefined
      ? [
          ...DELIMITERS.map((delimiter) => lookWith(body, {delimiter, quote})),
          ...RARE.map((delimiter) => lookWith(body, {delimiter, quote}, FEWEST)),
        ]
      : [lookWith(body, {delimiter: stated, quote})]
  const best = looks.reduce((one, other) => (other.score > one.score ? other : one))
  return {...best.form, headerLine: wish.headerLine ?? best.headerLine}
}

interface Look {
  readonly form: CsvForm
  readonly score: number
  readonly headerLine: number
}

function lookWith(lines: readonly TextLine[], form: CsvForm, fewest = 1): Look {
  const records = recordsOf(lines, form).filter(({fault}) => fault !== 'quote' && fault !== 'quote-open')
  const {width, times} = usualWidth(records)
  const header = headerAmong(records)
  return {form, score: width < fewest ? 0 : times * (width - 1), headerLine: header?.line ?? 1}
}

function recordsOf(lines: readonly TextLine[], form: CsvForm): TableRecord[] {
  const assembler = new CsvAssembler(form)
  return [...lines.flatMap((line) => assembler.push(line)), ...assembler.end()]
}
