import {DmpError} from '../../errors/dmp-error.ts'
import type {EntryUuid} from '../../ids/identifiers.ts'
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
  | 'refused'

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
  // A refused version never was in the DMP: it is no target, and takes no place in the chain.
  if (item.state === 'refused') throw replacementRefused('refused', item.documentUniqueId, [item])
  const chain = (await versionsOf(bench, item)).filter(({state}) => state !== 'refused')
  const refuse = (reason: Reason) => replacementRefused(reason, item.documentUniqueId, chain)
  if (item.registryStatus === 'deleted') throw refuse('deleted')
  if (item.state !== 'accepted') throw refuse('unsettled')
  const kept = chain.filter(({state, registryStatus}) => state === 'accepted' && registryStatus !== 'deleted')
  if (kept.at(-1)?.id !== item.id || item.registryStatus === 'deprecated') throw refuse('not-current')
  return item
}

const OPEN: readonly JournalItem['state'][] = ['unknown', 'planned', 'sending', 'deferred', 'held']

/**
 * Of the replacements of `uniqueId` one may be on its way: the same bytes go on with it, others wait for its outcome,
 * or two versions would claim the same place.
 */
async function refuseRival(
  bench: Pick<Workbench, 'journal'>,
  {item, uniqueId}: NamedDocument,
  {patient, sourceSha256}: Replacing,
): Promise<void> {
  const journal = await bench.journal()
  const owners = [item?.ins, patient].filter((ins) => ins !== undefined)
  const items = (await Promise.all(owners.map((ins) => journal.items({ins, states: OPEN})))).flat()
  const rivals = items.filter(({replaces}) => replaces?.uniqueId === uniqueId)
  const rival = rivals.find((one) => one.sourceSha256 !== sourceSha256)
  if (!rival) return
  const chain = item ? await versionsOf(bench, item) : []
  const known = [...chain, ...rivals.filter(({id}) => !chain.some((one) => one.id === id))]
  throw replacementRefused('unsettled', uniqueId, [...new Map(known.map((one) => [one.id, one])).values()])
}

/** The new document, as far as the choice of the version it replaces depends on it. */
export interface Replacing {
  readonly patient: Ins | undefined
  readonly sourceSha256: string
  /** Whether a former INS and the current one are one patient. */
  readonly ties?: ((former: Ins, current: Ins) => boolean) | undefined
  /** Nothing is asked of the registry: the entryUUID, when the journal does not know it, is a placeholder. */
  readonly dryRun?: boolean | undefined
}

const TRIAL_ENTRY = 'urn:uuid:00000000-0000-0000-0000-000000000000' as EntryUuid

/**
 * What a replacement needs to know of the version it replaces, found in our journal, its entryUUID asked of the registry
 * (TD3.1b in view of a replacement). A document we did not send can be replaced too, its patient
 * being given.
 */
export async function replacedVersion(
  bench: Workbench,
  named: NamedDocument,
  replacing: Replacing,
): Promise<ReplacedVersion> {
  const {patient, ties = () => false, dryRun} = replacing
  const item = named.item && (await currentVersion(bench, named.item))
  // Asked under the current INS: the registry no longer knows the former one.
  const ins = patient ?? item?.ins
  if (!ins)
    throw new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  const sentTo = item?.ins ?? ins
  const requirePatient = (current: Ins): void => {
    if (current.matricule === sentTo.matricule && current.oid === sentTo.oid) return
    if (!ties(sentTo, current)) throw replacementRefused('other-patient', named.uniqueId, item ? [item] : [])
  }
  requirePatient(ins)
  await refuseRival(bench, named, replacing)
  const locate = () =>
    requireEntry(bench, {uniqueId: named.uniqueId, ins, ...(item ? {itemId: item.id} : {})})
  const entryUuid = item?.entryUuid ?? (dryRun ? TRIAL_ENTRY : await locate())
  return {
    uniqueId: named.uniqueId,
    entryUuid,
    setId: item?.setId ?? named.uniqueId,
    versionNumber: item?.versionNumber ?? 1,
    ...(item ? {visibility: item.visibility} : {}),
    requirePatient,
  }
}
