import type {DocumentHistory} from '../../usecases/documents/document-history.ts'
import type {LocatedDocument} from '../../usecases/documents/document-locate.ts'
import type {PendingReveal} from '../../usecases/documents/pending-reveal.ts'
import {reasonText} from '../batch/plan-reason.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'

const MASKS = ['hiddenFromPatient', 'hiddenFromProfessionals', 'hiddenFromLegalRepresentatives'] as const

function masks(visibility: Readonly<Record<(typeof MASKS)[number], boolean>>, {t}: Screen): string {
  const hidden = MASKS.filter((mask) => visibility[mask])
  return hidden.map((mask) => t(`mask.${mask}`)).join(', ') || t('mask.none')
}

/** States that say nothing without their cause. */
const TOLD: ReadonlySet<string> = new Set(['held', 'refused', 'deferred', 'unknown'])

/** `document history`: a line a version, oldest first. */
export function historyLines({setId, versions}: DocumentHistory, screen: Screen): string[] {
  const {t} = screen
  const rows = versions.map((version) => [
    `v${version.versionNumber}`,
    version.uniqueId,
    t(`state.${version.state}`),
    version.registryStatus ? t(`registry.${version.registryStatus}`) : '',
    masks(version.visibility, screen),
    (version.sentAt ?? version.plannedAt).slice(0, 19),
  ])
  const causes = versions.flatMap(({versionNumber, uniqueId, state, cause}) =>
    cause !== null && TOLD.has(state)
      ? [t('history.cause', {version: versionNumber, uniqueId, why: reasonText(cause, t)})]
      : [],
  )
  return [
    t('history.title', {setId}),
    ...tableLines(['', 'uniqueId', '', '', '', ''], rows, screen),
    ...causes,
  ]
}

export function locateLines({uniqueId, entryUuids, found}: LocatedDocument, {t}: Screen): string[] {
  return [
    found ? t('locate.found', {uniqueId, entryUuid: entryUuids.join(' ')}) : t('locate.absent', {uniqueId}),
  ]
}

export function pendingLines({documents, olderThanDays}: PendingReveal, {t}: Screen): string[] {
  if (documents.length === 0) return [t('pending.none', {days: olderThanDays})]
  return documents.map(({days, uniqueId, typeCode, ipp, venue}) =>
    t('pending.line', {days, uniqueId, typeCode, ipp: ipp ?? '—', venue: venue ?? '—'}),
  )
}
