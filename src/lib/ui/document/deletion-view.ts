import type {DeletionReport} from '../../usecases/documents/deletion-report.ts'
import type {Screen} from '../screen.ts'

/** `2 h 05`: how long a document could be read. */
function duration(seconds: number | null): string {
  if (seconds === null) return '?'
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0
    ? `${hours} h ${String(minutes).padStart(2, '0')}`
    : minutes > 0
      ? `${minutes} min`
      : `${seconds} s`
}

function deletedLines({deleted}: DeletionReport, {t, color}: Screen): string[] {
  return deleted.map(({uniqueId, deletedAt, exposureSeconds, checked}) => {
    const line = t('delete.done', {uniqueId, deletedAt, exposure: duration(exposureSeconds)})
    return checked ? color.green(line) : color.yellow(`${line} – ${t('delete.unchecked')}`)
  })
}

/** What the DMP does not show: looked at again later, or settled. */
function missingLines({absent, pending}: DeletionReport, {t, color}: Screen): string[] {
  return [
    ...absent.map((uniqueId) => t('delete.absent', {uniqueId})),
    ...pending.map(({uniqueId, why}) => color.yellow(t(`delete.pending.${why}`, {uniqueId}))),
  ]
}

/** `document delete`: checklist, what was deleted, what must be looked at again, what else to look at, the receipt. */
export function deletionLines(report: DeletionReport, screen: Screen): string[] {
  const {t, color} = screen
  const {checklist, dryRun, others, receipt} = report
  const lines = checklist.map(
    ({id, state, value}) => `${state === 'ok' ? color.green('✔') : '·'} ${t(`delete.${id}`)}  ${value}`,
  )
  if (checklist.length === 0) lines.push(t('delete.never-left', {uniqueId: report.uniqueId}))
  if (dryRun) lines.push(t('delete.dry'))
  lines.push(...deletedLines(report, screen), ...missingLines(report, screen))
  if (report.holds > 0) lines.push(t('delete.holds', {count: report.holds}))
  if (others.length > 0) {
    lines.push(t('delete.others'))
    for (const {uniqueId, typeCode, ins, state, sharedBy} of others)
      lines.push(`  ${uniqueId}  ${typeCode}  ${ins}  ${state}  (${sharedBy})`)
  }
  if (receipt) lines.push(t('delete.receipt', {path: receipt}))
  return lines
}
