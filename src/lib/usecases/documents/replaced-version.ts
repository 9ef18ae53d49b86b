import {DmpError} from '../../errors/dmp-error.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {requireEntry} from '../exchange/locate-entry.ts'
import type {Workbench} from '../ports.ts'
import type {ReplacedVersion} from '../submission/submit-one.ts'
import {versionsOf} from './document-history.ts'
import type {NamedDocument} from './name-document.ts'

type Reason =
  | 'not-current'
  | 'other-patient'
  | 'deleted'
  | 'unsettled'
  | 'unchanged'
  | 'not-announced'
  | 'already-visible'

/** The chain as text: `v1 2.25.1 (deprecated) → v2 2.25.2 (approved)`. */
export function chainText(items: readonly JournalItem[]): string {
  return (
    items
      .map((item) => `v${item.versionNumber} ${item.documentUniqueId} (${item.registryStatus ?? item.state})`)
      .join(' → ') || '-'
  )
}

export function replacementRefused(
  reason: Reason,
  uniqueId: string,
  chain: readonly JournalItem[],
): DmpError {
  return new DmpError('DMP_REPLACEMENT_REFUSED', {
    params: {reason, uniqueId, chain: chainText(chain)},
    details: {
      reason,
      chain: chain.map(({documentUniqueId, versionNumber, state, registryStatus}) => ({
        uniqueId: documentUniqueId,
        versionNumber,
        state,
        registryStatus: registryStatus ?? null,
      })),
    },
  })
}

/** The version that must be replaced when `item` is named: it must be the last one kept. @throws DmpError DMP_REPLACEMENT_REFUSED */
export async function currentVersion(
  bench: Pick<Workbench, 'journal'>,
  item: JournalItem,
): Promise<JournalItem> {
  const chain = (await versionsOf(bench, item)).filter(({state}) => state !== 'refused')
  const refuse = (reason: Reason) => replacementRefused(reason, item.documentUniqueId, chain)
  if (item.registryStatus === 'deleted') throw refuse('deleted')
  if (item.state !== 'accepted') throw refuse('unsettled')
  const kept = chain.filter(({state, registryStatus}) => state === 'accepted' && registryStatus !== 'deleted')
  if (kept.at(-1)?.id !== item.id || item.registryStatus === 'deprecated') throw refuse('not-current')
  return item
}

/**
 * What a replacement needs to know of the version it replaces, found in our journal, its entryUUID asked of the registry
 * (TD3.1b in view of a replacement). A document we did not send can be replaced too, its patient
 * being given. `ties` says whether a former INS and the current one are one patient.
 */
export async function replacedVersion(
  bench: Workbench,
  named: NamedDocument,
  patient: Ins | undefined,
  ties: (former: Ins, current: Ins) => boolean = () => false,
): Promise<ReplacedVersion> {
  const item = named.item && (await currentVersion(bench, named.item))
  const ins = item?.ins ?? patient
  if (!ins)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  const entryUuid =
    item?.entryUuid ??
    (await requireEntry(bench, {uniqueId: named.uniqueId, ins, ...(item ? {itemId: item.id} : {})}))
  return {
    uniqueId: named.uniqueId,
    entryUuid,
    setId: item?.setId ?? named.uniqueId,
    versionNumber: item?.versionNumber ?? 1,
    ...(item ? {visibility: item.visibility} : {}),
    requirePatient(current) {
      if (current.matricule === ins.matricule && current.oid === ins.oid) return
      if (!ties(ins, current)) throw replacementRefused('other-patient', named.uniqueId, item ? [item] : [])
    },
  }
}
