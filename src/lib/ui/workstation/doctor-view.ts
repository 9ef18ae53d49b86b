import type {Diagnosis} from '../../usecases/workstation/doctor.ts'
import type {Comparison} from '../../workstation/compare.ts'
import type {ReportedCheck} from '../../workstation/report.ts'
import type {Screen} from '../screen.ts'
import {comparedParts, comparedText} from './compared-parts.ts'
import {coded, countsText, grouped, lineText, titleOf} from './finding-words.ts'
import {consoleText} from './plain-signs.ts'
import {summaryLines} from './summary-lines.ts'

const paint = {
  ok: 'green',
  info: 'cyan',
  warn: 'yellow',
  error: 'red',
  skipped: 'dim',
  unknown: 'magenta',
} as const
const marks = {ok: 'ok', info: 'i', warn: '!', error: 'X', skipped: '-', unknown: '?'} as const
const signs = {ok: '✓', info: 'i', warn: '!', error: '✗', skipped: '-', unknown: '?'} as const

/** `dmp doctor`: what it means first, then one line a check under its group; `-v` shows evidence and time. */
export function doctorLines(diagnosis: Diagnosis, verbose: boolean, screen: Screen): string[] {
  const {t, color} = screen
  const {checks, comparison, written} = diagnosis
  const width = Math.max(0, ...checks.map(({id}) => titleOf(id, t).length))
  const lines = [
    ...summaryLines(diagnosis, screen),
    ...grouped(checks).flatMap(({group, checks: of}) => [
      '',
      color.bold(t(`workstation.group.${group}`)),
      ...of.flatMap((check) => checkLines(check, width, verbose, screen)),
    ]),
    ...(comparison ? comparisonLines(comparison, screen) : []),
    '',
    countsText(checks, t),
    ...(written ? [t('workstation.written', {file: written})] : []),
  ]
  return lines.map((line) => consoleText(line, screen))
}

function checkLines(check: ReportedCheck, width: number, verbose: boolean, screen: Screen): string[] {
  const {t, color, signs: kind} = screen
  const {status, id, remedy, evidence, durationMs} = check
  const mark =
    kind === 'unicode'
      ? color[paint[status]](signs[status])
      : color[paint[status]](`[${marks[status]}]`.padEnd(4))
  const head = `  ${mark} ${titleOf(id, t).padEnd(width)}  ${lineText(check, t)}`
  const indent = ' '.repeat(kind === 'unicode' ? 4 : 7)
  const fault = status === 'error' || status === 'warn' || status === 'unknown'
  const label = (name: string) => t(`workstation.label.${name}`)
  return [
    verbose ? `${head}  ${color.dim(id)}` : head,
    ...(fault && remedy ? [`${indent}${color.bold(label('remedy'))} ${coded('remedy', remedy, t)}`] : []),
    ...(verbose
      ? evidence.map((one) => `${indent}${color.dim(`${label('evidence')} ${coded('evidence', one, t)}`)}`)
      : []),
    ...(verbose && durationMs !== null
      ? [`${indent}${color.dim(`${label('duration')} ${t('workstation.took', {ms: durationMs})}`)}`]
      : []),
  ]
}

function comparisonLines(comparison: Comparison, {t, color}: Screen): string[] {
  const [head, ...remarks] = comparedText(comparison, t)
  const none = t('workstation.compare.none')
  return [
    '',
    color.bold(head),
    ...remarks.map((remark) => `  ${remark}`),
    ...comparedParts(comparison, t).flatMap(({title, causes}) =>
      causes.length === 0
        ? [`  ${title} : ${none}`]
        : [`  ${color.bold(title)}`, ...causes.map((cause) => `    ${cause}`)],
    ),
  ]
}
