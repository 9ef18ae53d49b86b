import type {BatchReport} from '../../usecases/batch/show/batch-report.ts'
import type {ReportLine} from '../../usecases/batch/show/report-line.ts'
import type {NextStep} from '../../usecases/batch/show/report-steps.ts'
import {count} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {inDmpLines, planBalance, runBalance} from './balance-lines.ts'
import {reasonWords} from './reason-words.ts'

const MOST_REASONS = 15

export function stepWords({code, count: number}: NextStep, t: Translator): string {
  return t(`batch-report.next.${code}`, {count: count(number, t.language)})
}

/** The reason of one line of the report in words; nothing for an accepted document. */
export function whyOf({code, params, answer, state, file, line}: ReportLine, t: Translator): string {
  if (code === null) return ''
  const cause = answer?.known ? ` ${t(`answer.${answer.known}.cause`)}` : ''
  // A record that became nothing to send is told by its place in the list.
  const place = {...(file === null ? {} : {file}), ...(line === null ? {} : {line})}
  return `${reasonWords(code, state === null ? {...place, ...params} : params, t)}${cause}`
}

/** `batch report` on the terminal: both balances, reasons, what to do next, and where the files are. */
export function reportLines(report: BatchReport, screen: Screen): string[] {
  const {t, color} = screen
  const {batch, plan, run, reasons, next, files} = report
  const rows = reasons
    .slice(0, MOST_REASONS)
    .map(({list, code, answer, count: number}) => [
      t(`batch-report.list.${list}`),
      answer ? `${code} · ${answer.code}` : code,
      count(number, t.language),
      answer?.known ? t(`answer.${answer.known}.cause`) : reasonWords(code, {}, t),
    ])
  const head = ['list', 'code', 'count', 'why'].map((name) => t(`batch-report.head.${name}`))
  return [
    color.bold(t('batch-report.title', {run: batch.id})),
    ...(plan.read > 0 ? [planBalance(plan, t)] : []),
    runBalance(run, t, batch.kind),
    ...inDmpLines(report.inDmp, t),
    ...(rows.length > 0 ? ['', ...tableLines(head, rows, screen)] : []),
    '',
    color.bold(t('batch-report.next')),
    ...next.map((step) => `  ${stepWords(step, t)}${step.command ? `  ${step.command}` : ''}`),
    ...(files.length > 0 ? ['', t('batch-report.files'), ...files.map((file) => `  ${file}`)] : []),
  ]
}
