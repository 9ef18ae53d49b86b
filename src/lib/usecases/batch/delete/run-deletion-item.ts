/**
 * One deletion of a bulk run: a document that a run deposited, a list names, or an HL7 message withdraws.
 * TD0.2 (active DMP, once per patient) → TD3.1b (where it is) → TD3.3c → TD3.1b (gone). Accepted means deleted, and the
 * sending it takes back is marked so in the same record. A document that the registry does not show is looked for
 * twice, `unknown.recheckAfter` apart, because a lot may be shown late: what had an unknown outcome is then kept as not
 * found, which nothing sends again and the next deletion looks for once more. Repeats go under the same submission set.
 * Sources: PDSM4DMP page TD3.3c, IHE ITI-57; README "unknown outcome". Deletions take no part in the pace of feeding.
 */
import {isInDoubt, isTaken, neverLeft} from '../../../batch/at-the-dmp.ts'
import {keptNotFound, NOT_FOUND_AFTER_SENDING} from '../../../batch/not-found.ts'
import {usualRetry} from '../../../batch/retry-policy.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../../errors/exit-codes.ts'
import type {EntryUuid} from '../../../ids/identifiers.ts'
import type {ItemChange, JournalItem} from '../../../ports/journal.ts'
import {deleteEntry} from '../../documents/delete-entry.ts'
import {deletedEarlier} from '../../documents/delete-version.ts'
import {type Ending, neverSent} from '../../exchange/call-dmp.ts'
import {locateEntry} from '../../exchange/locate-entry.ts'
import type {Workbench} from '../../ports.ts'
import type {ItemEnding} from '../run/item-ending.ts'
import {requireActiveOnce} from './active-once.ts'
import type {FrozenDeletion} from './deletion-item.ts'
import {newerWaits, targetOf} from './deletion-target.ts'
import {
  lookAgainAt,
  mine,
  note,
  settleDeletion,
  settleGone,
  settleLater,
  settleNever,
  settleTargetFound,
  type Unproven,
  withdrawn,
} from './settle-deletion.ts'

const STOPPING: readonly ExitCode[] = [exitCodes.localMeans, exitCodes.configuration, exitCodes.interrupted]
const NOT_FOUND = 'DMP_DOCUMENT_NOT_FOUND'

const notFound = ({documentUniqueId}: JournalItem, cause?: DmpError) =>
  new DmpError(NOT_FOUND, {params: {uniqueId: documentUniqueId}, cause})

/** Keys, disk, journal, settings, interruption: whatever stops every item alike. A failed TLS handshake is the line's. */
const concernsTheRun = ({code, exitCode}: DmpError) =>
  code === 'DMP_ITEM_STATE' ||
  code.startsWith('DMP_JOURNAL_') ||
  (code !== 'DMP_TLS_REFUSED' && STOPPING.includes(exitCode))

/** What a look-up or TD0.2 that failed means for the deletion: refused for good, or later. */
async function askedInVain(bench: Workbench, item: JournalItem, error: unknown): Promise<ItemEnding> {
  if (!(error instanceof DmpError) || concernsTheRun(error)) throw error
  switch (error.code) {
    case 'DMP_REFUSED':
    case 'DMP_PATIENT_CLOSED':
    case 'DMP_PATIENT_NONE':
      return settleNever(bench, item, error)
    default:
      return settleLater(bench, item, {error, retryAt: lookAgainAt(bench, error)})
  }
}

/** The registry does not show it. */
async function unseen(
  bench: Workbench,
  item: JournalItem,
  target: JournalItem | undefined,
): Promise<ItemEnding> {
  const gone = item.state === 'unknown' || target?.registryStatus === 'deleted'
  if (gone || (target && (await deletedEarlier(bench, target, false)))) return settleGone(bench, item, target)
  const now = bench.clock.now()
  const lookedBefore = item.cause === NOT_FOUND && item.retryAt !== undefined && item.retryAt <= now
  if (!lookedBefore) {
    const {unknown} = await bench.profile()
    return settleLater(bench, item, {cause: NOT_FOUND, retryAt: now + unknown.recheckAfterMs})
  }
  // A number that somebody else's document has stays told of as that.
  if (target && isInDoubt(target))
    return settleNever(bench, item, notFound(item), {
      cause: NOT_FOUND_AFTER_SENDING,
      changes: isTaken(target) ? [] : keptNotFound(target),
    })
  return settleNever(bench, item, notFound(item))
}

type Seen = 'gone' | 'there' | 'not-asked'

async function look(bench: Workbench, {documentUniqueId: uniqueId, ins, id}: JournalItem): Promise<Seen> {
  try {
    const found = await locateEntry(bench, {uniqueId, ins, itemId: id})
    return found.length === 0 ? 'gone' : 'there'
  } catch (error) {
    if (error instanceof DmpError && error.code.startsWith('DMP_JOURNAL_')) throw error
    return 'not-asked'
  }
}

/** TD3.3c on the entry found, then a look: the DMP's word is enough, the look only adds to it or settles a lost answer. */
async function deleteFound(
  bench: Workbench,
  item: JournalItem,
  target: JournalItem | undefined,
  entryUuid: EntryUuid,
): Promise<ItemEnding> {
  const {reason, originalStatus} = item.frozen as unknown as FrozenDeletion
  const known = target?.registryStatus === 'deprecated' ? 'deprecated' : 'approved'
  const startedAt = bench.clock.now()
  let change: ItemChange | undefined
  const ending = await deleteEntry(bench, {
    uniqueId: item.documentUniqueId,
    entryUuid,
    ins: item.ins,
    itemId: item.id,
    reason,
    originalStatus: originalStatus ?? known,
    planned: {
      submissionSetUniqueId: item.submissionSetUniqueId,
      batchId: item.batchId,
      attempt: item.attempts + 1,
      repeat: item.state === 'unknown',
      onIntent: [{...mine(item), to: 'sending', countAttempt: true, ifAttempts: item.attempts}],
      settle: (end) => {
        const changes = settleDeletion(bench, end, item, target)
        ;[change] = changes
        return changes
      },
    },
  })
  const tookMs = bench.clock.now() - startedAt
  const {error, answer} = ending
  if (!error) {
    const warnings = answer?.outcome === 'accepted-with-warnings'
    return {...(await proven(bench, item)), sent: true, tookMs, warnings}
  }
  const sent = answer !== undefined || !neverSent(error)
  const state = change?.to as Exclude<ItemEnding['state'], 'lost'>
  const ended =
    state === 'unknown' && sent ? await doubtful(bench, item, target, ending) : {state, error, sent}
  const retryAt = ended.state === state ? change?.retryAt : undefined
  return {...ended, sent, tookMs, ...(typeof retryAt === 'number' ? {retryAt} : {})}
}

/** Looks that the document is gone, and keeps a word where that is not proven. */
async function proven(bench: Workbench, item: JournalItem): Promise<ItemEnding> {
  const seen = await look(bench, item)
  const word: Unproven | undefined =
    seen === 'there' ? 'still-shown' : seen === 'not-asked' ? 'not-checked' : undefined
  if (word) await note(bench, item, [{...mine(item), cause: word}])
  return {state: 'accepted', sent: true}
}

/** Nobody knows how it ended: gone is done; still there, a refusal of a repeat is a refusal, else it is tried again. */
async function doubtful(
  bench: Workbench,
  item: JournalItem,
  target: JournalItem | undefined,
  {answer, error}: Ending,
): Promise<ItemEnding> {
  const now: JournalItem = {...item, state: 'unknown'}
  const seen = await look(bench, item)
  if (seen === 'gone') return settleGone(bench, now, target)
  if (seen === 'there' && answer?.outcome === 'refused' && error) {
    await note(bench, item, [{...mine(item), to: 'refused', cause: error.code, retryAt: null}])
    return {state: 'refused', error, sent: true}
  }
  if (seen === 'there' && error && (item.attempts + 1) % usualRetry.attempts === 0)
    return settleNever(bench, now, error)
  return {state: 'unknown', sent: true, ...(error ? {error} : {})}
}

async function proceed(bench: Workbench, item: JournalItem): Promise<ItemEnding> {
  const target = await targetOf(bench, item)
  if (target && neverLeft(target))
    return settleNever(bench, item, notFound(item), {cause: 'DMP_WITHDRAWN', changes: withdrawn(target)})
  const {unknown} = await bench.profile()
  if (target?.state === 'sending' || (target && (await newerWaits(bench, item, target))))
    return settleLater(bench, item, {retryAt: bench.clock.now() + unknown.recheckAfterMs})
  let entryUuid: EntryUuid | undefined
  try {
    await requireActiveOnce(bench, item.ins)
    ;[entryUuid] = await locateEntry(bench, {
      uniqueId: item.documentUniqueId,
      ins: item.ins,
      itemId: item.id,
    })
  } catch (error) {
    return askedInVain(bench, item, error)
  }
  if (!entryUuid) return unseen(bench, item, target)
  if (target && isInDoubt(target)) await settleTargetFound(bench, item, target, entryUuid)
  return deleteFound(bench, item, target, entryUuid)
}

/**
 * Deals with a claimed item of action `delete`; holds do not keep a document from being deleted.
 * @throws DmpError of the journal, of the keys, or DMP_INTERRUPTED: what concerns the whole run
 */
export async function runDeletionItem(bench: Workbench, item: JournalItem): Promise<ItemEnding> {
  try {
    return await proceed(bench, item)
  } catch (error) {
    if (error instanceof DmpError && error.code === 'DMP_ITEM_STATE') return {state: 'lost', sent: false}
    throw error
  }
}
