/**
 * What a deletion acts on: the versions that may stand in the DMP, and what the registry answers of each (TD3.1b).
 * The journal proposes, the registry decides: a version whose sending or whose deletion nobody knows the end of is
 * looked for like the others.
 */
import {mayBeAtDmp} from '../../batch/at-the-dmp.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId, EntryUuid} from '../../ids/identifiers.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import {locateEntry, requireEntry} from '../exchange/locate-entry.ts'
import type {Workbench} from '../ports.ts'
import {versionsOf} from './document-history.ts'

export type ImpossibleReason = 'already-deleted' | 'closed' | 'none' | 'never-sent' | 'not-current'

/** A deletion that cannot be, with the reason that a person can act on. */
export function impossible(
  uniqueId: DocumentUniqueId,
  reason: ImpossibleReason,
  current: DocumentUniqueId = uniqueId,
): DmpError {
  return new DmpError('DMP_DELETION_IMPOSSIBLE', {
    params: {uniqueId, reason, current, next: reason},
    details: {uniqueId, reason, ...(reason === 'not-current' ? {current} : {})},
  })
}

export interface Target {
  readonly uniqueId: DocumentUniqueId
  readonly entryUuid: EntryUuid
  readonly ins: Ins
  readonly item?: JournalItem
}

export interface Looked {
  readonly targets: readonly Target[]
  /** Versions that the registry does not show. */
  readonly absent: readonly JournalItem[]
}

const wasDeleted = ({registryStatus}: JournalItem) => registryStatus === 'deleted'

/** Deleted for us, but perhaps not for the registry; when it cannot be asked, our journal is believed. */
async function stillShown(bench: Workbench, items: readonly JournalItem[]): Promise<JournalItem[]> {
  const shown: JournalItem[] = []
  for (const item of items) {
    const {documentUniqueId: uniqueId, ins, id: itemId} = item
    const found = await locateEntry(bench, {uniqueId, ins, itemId}).catch((error: unknown) => {
      if (error instanceof DmpError) return []
      throw error
    })
    if (found.length > 0) shown.push(item)
  }
  return shown
}

/**
 * Versions to look for, newest first: all that may stand for a wrong patient, else the one named, which must be the
 * current one. Empty when nothing of a wrongly sent document ever left.
 * @throws DmpError DMP_DELETION_IMPOSSIBLE
 */
export async function versionsToDelete(
  bench: Workbench,
  item: JournalItem,
  wrongPatient: boolean,
): Promise<readonly JournalItem[]> {
  const uniqueId = item.documentUniqueId
  const versions = (await versionsOf(bench, item)).toReversed()
  const standing = versions.filter(mayBeAtDmp)
  const deleted = wrongPatient ? versions.filter(wasDeleted) : [item].filter(wasDeleted)
  if (deleted.length > 0 && (standing.length === 0 || !wrongPatient)) {
    const shown = await stillShown(bench, deleted)
    if (shown.length === 0) throw impossible(uniqueId, 'already-deleted')
    return shown
  }
  if (wrongPatient) return standing
  if (!mayBeAtDmp(item)) throw impossible(uniqueId, 'never-sent')
  const [current] = standing
  if (current && current.id !== item.id) throw impossible(uniqueId, 'not-current', current.documentUniqueId)
  return [item]
}

/** @throws DmpError DMP_DOCUMENT_NOT_FOUND, DMP_REFERENCE_UNCLEAR for what is not in our journal; those of the calls */
export async function lookFor(
  bench: Workbench,
  named: {readonly uniqueId: DocumentUniqueId; readonly ins: Ins},
  items: readonly JournalItem[],
): Promise<Looked> {
  if (items.length === 0)
    return {targets: [{...named, entryUuid: await requireEntry(bench, named)}], absent: []}
  const targets: Target[] = []
  const absent: JournalItem[] = []
  for (const item of items) {
    const {documentUniqueId: uniqueId, ins, id: itemId, state} = item
    // While a process is sending it, only that can settle it.
    const [entryUuid] = state === 'sending' ? [] : await locateEntry(bench, {uniqueId, ins, itemId})
    if (entryUuid) targets.push({uniqueId, entryUuid, ins, item})
    else absent.push(item)
  }
  return {targets, absent}
}
