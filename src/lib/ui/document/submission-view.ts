import type {DocumentOutcome, Finding, SubmissionReport} from '../../usecases/submission/submission-report.ts'
import {errorSentences, spokenParams} from '../error-text.ts'
import {futureReadersLines} from '../habilitation/readers-line.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {gridLines} from './structure-grid-view.ts'

const MARK: Readonly<Record<DocumentOutcome['state'], string>> = {
  accepted: '✔',
  ready: '✔',
  refused: '✘',
  invalid: '✘',
  duplicate: '=',
  unknown: '?',
  deferred: '…',
  held: '‖',
  remaining: '·',
}

const PAINT = {error: 'red', warning: 'yellow', info: 'dim'} as const

export function findingLine({rule, severity, line, params}: Finding, {t, color}: Screen): string {
  const place = line ? t('finding.line', {line}) : ''
  const word = t(`finding.${severity}`)
  return `    ${color[PAINT[severity]](word)} ${rule}${place} ${t(`rule.${rule}`, spokenParams(`rule.${rule}`, params, t))}`
}

/** Lines of one document: what became of it, its ids, remarks, and what to do when it did not go well. */
export function outcomeLines(outcome: DocumentOutcome, screen: Screen): string[] {
  const {t, color} = screen
  const {state, failure} = outcome
  const paint =
    state === 'accepted' || state === 'ready'
      ? color.green
      : state === 'unknown' || state === 'deferred'
        ? color.yellow
        : color.red
  const file = plain(outcome.file)
  const name = outcome.line ? `${outcome.line}: ${file}` : file
  const local = [
    outcome.sourceId,
    outcome.ipp === undefined ? undefined : `IPP ${outcome.ipp}`,
    outcome.venue === undefined ? undefined : t('outcome.venue', {venue: outcome.venue}),
  ]
    .filter((one) => one !== undefined)
    .map(plain)
  const lines = [
    `${paint(MARK[state])} ${name}  ${paint(t(`state.${state}`))}${local.length > 0 ? `  (${local.join(', ')})` : ''}`,
  ]
  if (outcome.uniqueId) lines.push(`    uniqueId ${outcome.uniqueId}`)
  if (failure) {
    const {message, why, suggestions, answer} = errorSentences(failure, t)
    lines.push(`    ${failure.code} ${message}`)
    if (answer) lines.push(`    ${t('error.why')} ${why}`)
    const [todo, ...others] = suggestions
    if (todo) lines.push(`    ${t('error.todo')} ${todo}`)
    if (answer) lines.push(...others.map((other) => `    ${' '.repeat(t('error.todo').length)} ${other}`))
  }
  if (outcome.lot)
    lines.push(
      ...Object.entries(outcome.lot).map(
        ([name, value]) => `    ${name} ${plain(typeof value === 'string' ? value : value.join(' | '))}`,
      ),
    )
  lines.push(...outcome.findings.map((finding) => findingLine(finding, screen)))
  lines.push(...futureReadersLines(outcome.readers, screen))
  return outcome.structure
    ? [...lines, ...gridLines(outcome.structure, outcome.firstMismatch ?? null, screen)]
    : lines
}

/** `document submit` and `replace`: every document, then the account. */
export function submissionLines(report: SubmissionReport, screen: Screen): string[] {
  const {t} = screen
  const lines = report.documents.flatMap((outcome) => outcomeLines(outcome, screen))
  const counts = Object.entries(report.counts).map(([state, count]) => `${count} ${t(`state.${state}`)}`)
  lines.push('', t('submission.account', {read: report.read, counts: counts.join(', ')}))
  const {stoppedBy} = report
  if (stoppedBy) {
    const {message, why, suggestions, answer} = errorSentences(stoppedBy, t)
    lines.push(`${stoppedBy.code} ${message}`, ...(answer ? [why] : []), ...suggestions)
  }
  if (report.documents.some(({expected}) => expected !== undefined))
    lines.push(t('submission.expected', {unexpected: report.unexpected}))
  return lines
}
