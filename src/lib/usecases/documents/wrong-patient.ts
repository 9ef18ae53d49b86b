import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {HoldKind, JournalItem} from '../../ports/journal.ts'
import {traceEvent} from '../../traces/trace-event.ts'
import type {Workbench} from '../ports.ts'
import {versionsOf} from './document-history.ts'

/** Something else that went out for the same IPP or visit, to be looked at: one mistake seldom comes alone. */
export interface OtherDocument {
  readonly uniqueId: string
  readonly ins: string
  readonly typeCode: string
  readonly state: string
  readonly sentAt: string | null
  readonly sharedBy: 'ipp' | 'venue'
}

const WRONG_PATIENT = 'wrong-patient'

/**
 * Holds that keep a document from going to this INS again: every version, by its bytes and by the hospital's own
 * number; the right patient may be fed with the same file at once. What has not left yet never will. A document that
 * is not in our journal is held by its uniqueId. Answers how many holds stand.
 */
export async function holdAgainstResending(
  bench: Pick<Workbench, 'journal' | 'clock'>,
  uniqueId: DocumentUniqueId,
  item: JournalItem | undefined,
): Promise<number> {
  const journal = await bench.journal()
  const versions = item ? await versionsOf(bench, item) : []
  const kind: HoldKind = item ? 'wrong_patient' : 'document_id'
  const values = item ? versions.map(({documentUniqueId}) => documentUniqueId) : [uniqueId]
  const standing = await journal.holds()
  const now = bench.clock.now()
  await journal.hold(
    values
      .filter((value) => !standing.some((one) => one.kind === kind && one.value === value))
      .map((value) => ({kind, value, reason: WRONG_PATIENT, by: 'document delete', createdAt: now})),
  )
  for (const {id, ins, state} of versions) {
    if (state === 'planned' || state === 'deferred') await giveUp(bench, {id, ins})
  }
  return values.length
}

/** Nothing of it is in the DMP and nothing will be: it no longer stands in the way of the right patient. */
export async function giveUp(
  {journal, clock}: Pick<Workbench, 'journal' | 'clock'>,
  {id, ins}: Pick<JournalItem, 'id' | 'ins'>,
): Promise<void> {
  const event = traceEvent({
    phase: 'event',
    operation: 'recover',
    itemId: id,
    occurredAt: clock.now(),
    patient: ins,
    reason: WRONG_PATIENT,
  })
  await (await journal()).record([{event, changes: [{id, to: 'refused', cause: 'DMP_HELD'}]}])
}

/** Everything else sent for the same local patient number or visit, under whatever INS. */
export async function othersOf(
  {journal}: Pick<Workbench, 'journal'>,
  item: JournalItem,
): Promise<OtherDocument[]> {
  const found = new Map<string, OtherDocument>()
  const look = async (sharedBy: 'ipp' | 'venue', value: string | undefined) => {
    if (!value) return
    for (const other of await (await journal()).items({[sharedBy]: value})) {
      if (other.setId === item.setId || found.has(other.documentUniqueId)) continue
      found.set(other.documentUniqueId, {
        uniqueId: other.documentUniqueId,
        ins: maskIns(other.ins.matricule),
        typeCode: other.typeCode,
        state: other.registryStatus ?? other.state,
        sentAt: other.sentAt === undefined ? null : new Date(other.sentAt).toISOString(),
        sharedBy,
      })
    }
  }
  await look('ipp', item.ipp)
  await look('venue', item.venue)
  return [...found.values()]
}
