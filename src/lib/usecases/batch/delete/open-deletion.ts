import {neverLeft} from '../../../batch/at-the-dmp.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {ItemChange, Journal, JournalItem} from '../../../ports/journal.ts'
import {withdrawn} from './settle-deletion.ts'

/**
 * A deletion of the same document that is not settled. `begun`: in a batch of deletions, which goes on; `free`: planned
 * with a backlog and never left, so that whoever asks now takes it over by `changes`; `busy`: it left, or is leaving,
 * and only its own run can tell how it ended.
 */
export type OpenDeletion =
  | {readonly kind: 'begun'; readonly batchId: string}
  | {readonly kind: 'free'; readonly changes: readonly ItemChange[]; readonly batchId: string | undefined}
  | {readonly kind: 'busy'; readonly fate: 'sending' | 'elsewhere'}

const OPEN: readonly JournalItem['state'][] = ['planned', 'deferred', 'unknown', 'sending', 'held']

type Reader = Pick<Journal, 'items' | 'batches'>

/** The deletion of a document that somebody planned and that is not settled. */
export async function openDeletion(
  journal: Reader,
  {documentUniqueId, ins}: {readonly documentUniqueId: JournalItem['documentUniqueId']; readonly ins: Ins},
): Promise<OpenDeletion | undefined> {
  const found = await journal.items({documentUniqueId, actions: ['delete'], states: OPEN})
  const open = found.find((one) => one.ins.matricule === ins.matricule && one.ins.oid === ins.oid)
  if (!open) return undefined
  const {batchId, state} = open
  const [batch] = batchId === undefined ? [] : await journal.batches([batchId])
  const closed = batch === undefined || batch.state === 'closed'
  if (batch && !closed && batch.kind !== 'feed') return {kind: 'begun', batchId: batch.id}
  if (state === 'sending') return {kind: 'busy', fate: 'sending'}
  if (closed || neverLeft(open)) return {kind: 'free', changes: withdrawn(open), batchId}
  return {kind: 'busy', fate: 'elsewhere'}
}
