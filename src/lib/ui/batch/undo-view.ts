import type {NamedDeletion, TakeBackReport} from '../../usecases/batch/delete/take-back-report.ts'
import {civilTime} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {planBalance, runBalance} from './balance-lines.ts'
import {reasonText} from './plan-reason.ts'

/** Rows of a list on a screen; all of them are in the receipt, the first two hundred under --json. */
const SHOWN = 20

function documentLines(documents: readonly NamedDeletion[], screen: Screen): string[] {
  const {t} = screen
  const head = ['ipp', 'venue', 'source-id', 'type', 'sent', 'unique-id', 'why'].map((name) =>
    t(`undo.head.${name}`),
  )
  const rows = documents.slice(0, SHOWN).map((one) => {
    const sent = one.sentAt === null ? '' : civilTime(one.sentAt, t.language)
    const by = one.replacedBy
    const why = one.reason ? reasonText(one.reason, t) : ''
    return [
      ...[one.ipp, one.venue, one.sourceId, one.typeCode, sent, one.uniqueId].map((cell) => cell ?? ''),
      by ? `${why} (${by.uniqueId}${by.batchId ? `, ${by.batchId}` : ''})` : why,
    ]
  })
  const more = documents.length - SHOWN
  return [...tableLines(head, rows, screen), ...(more > 0 ? [t('undo.more', {count: more})] : [])]
}

function reasonLines({reasons}: TakeBackReport, {t}: Screen): string[] {
  return reasons.map(({count, reason}) => `  ${String(count).padStart(7)}  ${reasonText(reason, t)}`)
}

function outcomeLines(report: TakeBackReport, screen: Screen): string[] {
  const {t, color} = screen
  const {account, causes, unproven, neverArrived, notFound, batches, run} = report
  if (batches.length === 0) return [t('undo.nothing')]
  const lines = [
    color.bold(t('undo.outcome', {batches: batches.join(', ')})),
    runBalance(account, t, report.kind),
    color.green(t('undo.deleted', {count: account.accepted})),
  ]
  if (neverArrived > 0) lines.push(t('undo.never-arrived', {count: neverArrived}))
  if (notFound > 0)
    lines.push(color.yellow(t(`undo.not-found.${report.kind}`, {count: notFound, run: run ?? '-'})))
  if (unproven > 0) lines.push(color.yellow(t('undo.unproven', {count: unproven})))
  for (const {state, code, count} of causes)
    if (code !== 'DMP_WITHDRAWN' && code !== 'DMP_NOT_FOUND_AFTER_SENDING')
      lines.push(
        color.yellow(`  ${String(count).padStart(7)}  ${t(`run.column.${state}`)} – ${reasonText(code, t)}`),
      )
  const command = report.kind === 'undo' ? `dmp batch undo ${run ?? '-'}` : t('undo.next.same-command')
  for (const {state, code} of causes)
    if (state === 'refused' && t.has(`undo.next.${code}`))
      lines.push(t(`undo.next.${code}`, {command, batch: batches.at(-1) ?? '-'}))
  const {stopped} = report
  if (stopped && stopped.reason !== 'done') lines.push(color.yellow(t(`run.stop.${stopped.reason}`)))
  if (stopped?.code) lines.push(`  ${stopped.code} ${t(`error.${stopped.code}.what`, stopped.params)}`)
  return lines
}

/** `batch undo` and `batch delete`: what was read, what is kept and why, what became of the deletions, the receipt. */
export function takeBackLines(report: TakeBackReport, screen: Screen): string[] {
  const {t, color} = screen
  const {plan, run, kind, dryRun, documents, kept, receipt, holds, leavesObsolete, underway} = report
  const lines = [
    color.bold(t(`undo.title.${kind}`, {run: run ?? '-'})),
    planBalance(plan, t),
    ...reasonLines(report, screen),
  ]
  if (underway > 0) lines.push(t('undo.underway', {count: underway}))
  if (leavesObsolete > 0) lines.push(color.yellow(t('undo.leaves-obsolete', {count: leavesObsolete})))
  if (holds > 0) lines.push(t('undo.holds', {count: holds}))
  if (kept.length > 0) lines.push('', color.yellow(t('undo.kept')), ...documentLines(kept, screen))
  if (dryRun) {
    lines.push('', t('undo.dry', {count: plan.ready + underway}))
    if (documents.length > 0) lines.push(...documentLines(documents, screen))
    return lines
  }
  lines.push('', ...outcomeLines(report, screen))
  if (receipt) lines.push(t('undo.receipt', {csv: receipt.csv, json: receipt.json}))
  if (report.resume) lines.push(t('undo.resume', {command: report.resume}))
  return lines
}
