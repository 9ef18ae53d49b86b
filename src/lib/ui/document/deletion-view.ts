import type {DeletionReport} from '../../usecases/documents/document-delete.ts'
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

/** `document delete`: checklist, what was deleted, what else to look at, the receipt. */
export function deletionLines(report: DeletionReport, {t, color}: Screen): string[] {
  const lines = report.checklist.map(
    ({id, state, value}) => `${state === 'ok' ? color.green('✔') : '·'} ${t(`delete.${id}`)}  ${value}`,
  )
  if (report.dryRun) lines.push(t('delete.dry'))
  for (const {uniqueId, deletedAt, exposureSeconds} of report.deleted) {
    lines.push(color.green(t('delete.done', {uniqueId, deletedAt, exposure: duration(exposureSeconds)})))
  }
  if (report.holds > 0) lines.push(t('delete.holds', {count: report.holds}))
  if (report.others.length > 0) {
    lines.push(t('delete.others'))
    lines.push(
      ...report.others.map(
        (other) =>
          `  ${other.uniqueId}  ${other.typeCode}  ${other.ins}  ${other.state}  (${other.sharedBy})`,
      ),
    )
  }
  if (report.receipt) lines.push(t('delete.receipt', {path: report.receipt}))
  return lines
}
