import type {TallyColumn} from '../../traces/trace-tally.ts'
import type {TraceSummary} from '../../usecases/trace/summarize-traces.ts'
import {civilTime, count} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {availabilityLines} from './availability-lines.ts'
import {operationWord, outcomeWord} from './trace-words.ts'

const COLUMNS: readonly TallyColumn[] = [
  'success',
  'warning',
  'refused',
  'failure',
  'unknown',
  'open',
  'acts',
]

/** `trace summary`: a line for each value of the dimension, a column for each outcome that occurs. */
export function summaryLines(summary: TraceSummary, screen: Screen): string[] {
  const {by, rows, totals, records, span, journals} = summary
  const {t, color} = screen
  const {language} = t
  if (journals.length === 0) return [t('trace.summary.no-journal')]
  const used = COLUMNS.filter((column) => rows.some(({counts}) => counts[column] > 0))
  const number = (value: number) => (value === 0 ? '' : count(value, language))
  const word = (key: string) =>
    by === 'operation'
      ? operationWord(key, t)
      : by === 'outcome' && key !== '-'
        ? outcomeWord(key as TallyColumn, t)
        : key
  const head = [
    t(`trace.by.${by}`),
    t('trace.summary.total'),
    ...used.map((column) => columnWord(column, screen)),
  ]
  const lines = rows.map(({key, total, counts}) => [
    word(key),
    count(total, language),
    ...used.map((column) => number(counts[column])),
  ])
  return [
    span
      ? t('trace.summary.title', {
          records: count(records, language),
          first: civilTime(span.first, language),
          last: civilTime(span.last, language),
        })
      : t('trace.summary.none'),
    ...(rows.length > 0 ? tableLines(head, lines, screen) : []),
    ...(totals.open > 0
      ? [color.yellow(t('trace.summary.open', {count: count(totals.open, language)}))]
      : []),
    ...(summary.availability ? availabilityLines(summary.availability, screen) : []),
    ...retentionLines(summary, screen),
    ...journals.map(({file, id}) => t('trace.journal', {file, id})),
  ]
}

function columnWord(column: TallyColumn, {t}: Screen): string {
  return outcomeWord(column, t)
}

function retentionLines({retention}: TraceSummary, {t, color}: Screen): string[] {
  const {oldest, ageMonths, noticeMonths, due} = retention
  if (oldest === null) return []
  const facts = {date: civilTime(oldest, t.language).slice(0, 10), age: ageMonths ?? 0, months: noticeMonths}
  return [t('trace.summary.oldest', facts), ...(due ? [color.yellow(t('trace.summary.due', facts))] : [])]
}
