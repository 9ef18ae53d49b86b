import type {CsvCell} from '../../csv/csv-line.ts'
import {type Gap, gapCauses} from '../../stats/gap.ts'
import {percentText} from '../../stats/gap-arithmetic.ts'
import type {CausedDocument, GapReport, SideReading} from '../../stats/gap-report.ts'
import type {ReportTable} from '../../stats/report-table.ts'
import type {ComparisonTexts} from '../../usecases/stats/write-comparison.ts'
import type {Translator} from '../translate.ts'
import {comparePage} from './compare-page.ts'
import {noteWords, percentOf, remarkWords, statusWords} from './gap-words.ts'
import {noticeText, signText} from './reading-words.ts'

type Columns = ReportTable['columns']

const number = new Set([
  'elastic',
  'declared',
  'difference',
  'of-elastic',
  'of-declared',
  'unexplained',
  'traced-declared',
  'traced-elastic',
  'stays',
  'points',
  'plus',
  'minus',
  'amount',
  'sign',
  'line',
  'last-line',
  'column',
])

function columnsOf(names: readonly string[], t: Translator): Columns {
  return names.map((name) => ({
    header: t(`stats.column.${name}`),
    kind: number.has(name) ? 'number' : 'text',
  }))
}

const KEY = ['finess', 'level', 'period', 'indicator'] as const
const GAP = [
  ...KEY,
  'elastic',
  'declared',
  'difference',
  'of-elastic',
  'of-declared',
  'over',
  'status',
  'small',
  'depends-on-base',
  'unexplained',
  'traced-declared',
  'traced-elastic',
  'notes',
] as const

const keyCells = ({key: {finess, level, period, indicator}}: Pick<Gap, 'key'>) => [
  finess,
  level,
  period,
  indicator,
]

/** One line for each gap: the period first, then its months; one column for each cause. */
export function gapTable(report: GapReport, t: Translator): ReportTable {
  const {settings, gaps, monthly} = report
  const yes = (value: boolean) => t(value ? 'stats.yes' : 'stats.no')
  const percent = (gap: Gap, side: 'elastic' | 'declared') => {
    const text = percentOf(gap, side, settings)
    return text === null ? null : Number(text)
  }
  const isInPoints = settings.base === 'points'
  const pointsOf = ({difference, stays}: Gap) => {
    const text =
      difference === null || stays === undefined ? null : percentText(difference, stays, settings.threshold)
    return text === null ? null : Number(text)
  }
  const row = (gap: Gap): CsvCell[] => [
    ...keyCells(gap),
    gap.elastic,
    gap.declared,
    gap.difference,
    percent(gap, 'elastic'),
    percent(gap, 'declared'),
    yes(gap.over),
    statusWords(gap, t),
    yes(gap.small),
    yes(gap.dependsOnBase),
    gap.unexplained,
    gap.traced?.declared,
    gap.traced?.elastic,
    noteWords(gap, t),
    ...(isInPoints ? [gap.stays, pointsOf(gap)] : []),
    ...gapCauses.map((code) => gap.causes.find((cause) => cause.code === code)?.amount),
  ]
  const causes: Columns = gapCauses.map((code) => ({header: t(`stats.cause.${code}`), kind: 'number'}))
  return {
    name: t('stats.sheet.gaps'),
    columns: [
      ...columnsOf(isInPoints ? [...GAP, 'stays', 'points'] : GAP, t),
      ...causes,
      ...columnsOf(['span'], t),
    ],
    *rows() {
      // Adding up all rows would count each document twice.
      for (const gap of gaps) yield [...row(gap), t('stats.span.period')]
      for (const gap of monthly) yield [...row(gap), t('stats.span.month')]
    },
  }
}

/** One line for each cause of each gap, both amounts shown even where they cancel. */
export function causeTable({gaps, monthly}: GapReport, t: Translator): ReportTable {
  return {
    name: t('stats.sheet.causes'),
    columns: columnsOf([...KEY, 'cause', 'plus', 'minus', 'amount'], t),
    *rows() {
      for (const gap of [...gaps, ...monthly]) {
        for (const {code, plus, minus, amount} of gap.causes)
          yield [...keyCells(gap), t(`stats.cause.${code}`), plus, minus, amount]
        if (gap.unexplained !== undefined)
          yield [...keyCells(gap), t('stats.compare.unexplained'), null, null, gap.unexplained]
      }
    },
  }
}

export function skippedTable({sides}: GapReport, t: Translator): ReportTable {
  return {
    name: t('stats.sheet.skipped'),
    columns: columnsOf(['side', 'file', 'sheet', 'line', 'last-line', 'column', 'reason', 'text'], t),
    *rows() {
      for (const [side, {skipped}] of readings(sides))
        for (const {file, sheet, line, lastLine, column, reason, text} of skipped)
          yield [
            t(`stats.side.${side}`),
            file,
            sheet,
            line,
            lastLine,
            column,
            t(`stats.skip.${reason}`),
            text,
          ]
    },
  }
}

/** How the files were read: decisions, balances, signs, notices, figures of no use, and what to know before. */
export function readingTable({sides, remarks}: GapReport, t: Translator): ReportTable {
  return {
    name: t('stats.sheet.reading'),
    columns: columnsOf(['side', 'file', 'line', 'what', 'value'], t),
    *rows() {
      for (const [side, reading] of readings(sides)) yield* readingRows(t(`stats.side.${side}`), reading, t)
      for (const remark of remarks) yield [null, null, null, remark.code, remarkWords(remark, t)]
    },
  }
}

/** Each side under its name; stays are read like a declaration. */
function readings({elastic, declared, stays}: GapReport['sides']): (readonly [string, SideReading])[] {
  const sides = [['elastic', elastic] as const, ['declared', declared] as const]
  return stays ? [...sides, ['stays', stays]] : sides
}

function* readingRows(side: string, reading: SideReading, t: Translator): Generator<CsvCell[]> {
  for (const {file, decoding, balance, preamble} of reading.files) {
    for (const [name, value] of Object.entries(decoding))
      if (typeof value !== 'object') yield [side, file, null, name, String(value)]
    for (const name of ['read', 'used', 'skipped'] as const)
      yield [side, file, null, name, String(balance[name])]
    for (const text of preamble) yield [side, file, null, 'preamble', text]
  }
  for (const sign of reading.signs) yield [side, sign.file, sign.line, sign.code, signText(sign, t)]
  for (const notice of reading.notices)
    yield [side, notice.file, notice.line, notice.code, noticeText(notice, t)]
  for (const {reason, value, documents, place} of reading.left)
    yield [side, place.file, place.line, `${t(`stats.left.${reason}`)} : ${value}`, String(documents)]
}

export function documentTable({documents}: GapReport, t: Translator): ReportTable {
  const names = [
    ...KEY,
    'cause',
    'sign',
    'uniqueId',
    'typeCode',
    'ipp',
    'venue',
    'sourceId',
    'unit',
    'state',
    'reason',
    'refusals',
    'declaredOn',
    'submittedOn',
  ]
  return {
    name: t('stats.sheet.documents'),
    columns: columnsOf(names, t),
    *rows() {
      for (const document of documents) yield documentRow(document, t)
    },
  }
}

function documentRow(document: CausedDocument, t: Translator): CsvCell[] {
  const {cause, sign, uniqueId, typeCode, ipp, venue, sourceId, unit, state, reason, refusals} = document
  return [
    ...keyCells(document),
    t(`stats.cause.${cause}`),
    sign,
    uniqueId,
    typeCode,
    ipp,
    venue,
    sourceId,
    unit,
    state,
    reason,
    refusals.join(' '),
    document.declaredOn,
    document.submittedOn,
  ]
}

/** What the interface adds to a comparison that is written. */
export const comparisonTexts = (t: Translator): ComparisonTexts => ({
  tables: (report) => [
    gapTable(report, t),
    causeTable(report, t),
    skippedTable(report, t),
    readingTable(report, t),
    documentTable(report, t),
  ],
  documents: (report) => documentTable(report, t),
  page: (report) => comparePage(report, t),
})
