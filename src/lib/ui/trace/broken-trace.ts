import type {JournalFault} from '../../ports/journal.ts'
import type {BrokenTrace} from '../../usecases/trace/verified-traces.ts'
import type {Screen} from '../screen.ts'

/** The first broken event, by everything that helps to find it. */
export function brokenLine({writerId, seq, eventId, ts, note}: BrokenTrace, {t, color}: Screen): string {
  const words = t(`trace.event.${note}`)
  return color.red(`✘ ${t('trace.verify.event', {writer: writerId, seq, id: eventId, time: ts, words})}`)
}

export function findingLines(findings: readonly JournalFault[], {t, color}: Screen): string[] {
  return findings.map(({kind, writerId, seq, itemId}) => {
    const place = [writerId, seq, itemId].filter((part) => part !== undefined).join(' ')
    return color.red(`✘ ${t(`journal.fault.${kind}`)} ${place}`.trimEnd())
  })
}
