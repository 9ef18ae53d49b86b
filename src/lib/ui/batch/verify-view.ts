import type {VerifyReport} from '../../usecases/batch/show/batch-verify.ts'
import {errorSentences} from '../error-text.ts'
import {count} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

const MARKS = ['=', '+', '-', '*', '!'] as const

/** `batch verify`: a mark for each document, then what the marks mean, with their counts. */
export function verifyLines(report: VerifyReport, screen: Screen): string[] {
  const {t, color} = screen
  const {batch, documents, unlisted, marks, asked, candidates, missing, appeared, stoppedBy, file, chosen} =
    report
  const number = (value: number) => count(value, t.language)
  const head = ['mark', 'state', 'ipp', 'venue', 'source', 'unique-id', 'code'].map((name) =>
    t(`verify.head.${name}`),
  )
  const rows = documents.map(({mark, state, ipp, venue, sourceId, uniqueId, code}) => [
    mark === '=' ? mark : color.yellow(mark),
    t(`state.${state}`),
    ipp ?? '',
    venue ?? '',
    sourceId ?? '',
    uniqueId,
    code ?? '',
  ])
  const seen = MARKS.filter((mark) => marks[mark] > 0)
  const lines = [color.bold(t('verify.title', {run: batch.id}))]
  if (rows.length > 0) lines.push(...tableLines(head, rows, screen))
  if (unlisted > 0) lines.push(t('verify.unlisted', {count: number(unlisted)}))
  lines.push(
    '',
    t(`verify.asked.${chosen}`, {asked: number(asked), candidates: number(candidates)}),
    ...seen.map((mark) => `  ${mark} ${number(marks[mark])} ${t(`verify.mark.${mark}`)}`),
  )
  if (appeared > 0) lines.push(color.red(t('verify.appeared', {count: number(appeared), run: batch.id})))
  if (missing > 0) lines.push(color.red(t('verify.missing', {count: number(missing)})))
  else if (asked > 0 && appeared === 0 && marks['!'] === 0)
    lines.push(color.green(t('verify.nothing-missing')))
  if (stoppedBy) {
    const {message, suggestions} = errorSentences(stoppedBy, t)
    lines.push(`${stoppedBy.code} ${message}`, ...suggestions)
  }
  if (file) lines.push(t('verify.file', {file}))
  return [...lines, t('verify.presence-only')]
}
