import {IDENTIFIER_TAKEN} from '../../batch/at-the-dmp.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Ending} from '../exchange/call-dmp.ts'
import type {Workbench} from '../ports.ts'
import {keepTaken} from './keep-taken.ts'
import {
  hasWord,
  keepUnseen,
  mayHaveEndedUnseen,
  type UnseenEnd,
  withdrawAgain,
} from './left-before-restore.ts'
import {rebuildItem} from './rebuild-item.ts'
import {resolveUnknown} from './resolve-unknown.ts'
import {type Earlier, type LotItem, type SendTerms, sendLot} from './send-lot.ts'
import {unlessSentElsewhere} from './sent-elsewhere.ts'
import {standingTwin} from './standing-twin.ts'

const itemBusy = ({id, state}: JournalItem) =>
  new DmpError('DMP_ITEM_STATE', {params: {item: id, from: state, to: 'sending'}})

/** What was found kept without sending again. */
const KEPT: Ending = {answer: {call: 'submit', outcome: 'accepted', issues: [], httpStatus: 200}}

/**
 * The items of one lot, rebuilt: a lot goes again whole or not at all.
 * @throws DmpError DMP_SOURCE_CHANGED; DMP_ITEM_STATE when `item` changed since it was read
 */
export async function rebuildLot(bench: Workbench, item: JournalItem): Promise<LotItem[]> {
  const {submissionSetUniqueId} = item
  // A bulk plan gives each document a lot of its own, and a claimed item is as it was claimed.
  const alone = item.batchId !== undefined && item.claim !== undefined
  const items = alone ? [item] : await (await bench.journal()).items({submissionSetUniqueId})
  const now = items.find(({id}) => id === item.id) ?? item
  if (now.state !== item.state || now.attempts !== item.attempts) throw itemBusy(now)
  const lot: LotItem[] = []
  const {claim} = item
  for (const one of items) {
    const own = one.id === item.id && claim ? {...one, claim} : one
    lot.push({item: own, rendering: await rebuildItem(bench, one)})
  }
  return lot
}

/**
 * Goes on with an item of an earlier run, under the identifiers it was given then.
 * @throws DmpError DMP_SOURCE_CHANGED, those of the line when the registry must be asked first, and those of
 * `unlessSentElsewhere` when another process goes on with it too
 */
export function goOn(bench: Workbench, item: JournalItem): Promise<Ending> {
  return unlessSentElsewhere(bench, item, async () => (await carryOn(bench, item)).ending)
}

/** How an item ended, and what became of its lot. */
export interface CarriedOn {
  readonly ending: Ending
  /**
   * `looked`: the registry alone was asked; `kept`: it was, and the item is kept back as not found, or taken back again; `sent`: the lot left, or
   * was to leave.
   */
  readonly way: 'looked' | 'kept' | 'sent'
  /** The registry would not say whether an earlier try was kept, so a refusal of the repeat proves nothing. */
  readonly blind: boolean
}

/**
 * The same for whoever deals with many items; `terms` say when what was not kept is due again.
 * @throws DmpError DMP_SOURCE_CHANGED, DMP_HELD, DMP_ITEM_STATE, those of the line, the keys and the journal
 */
export async function carryOn(
  bench: Workbench,
  item: JournalItem,
  terms?: SendTerms,
  resend: (blocked: DmpError) => boolean = () => true,
): Promise<CarriedOn> {
  if (item.state === 'sending') throw itemBusy(item)
  const send = async (earlier: Earlier): Promise<CarriedOn> => ({
    ending: await rebuildLot(bench, item).then((lot) => sendLot(bench, lot, earlier, terms)),
    way: 'sent',
    blind: earlier === 'maybe',
  })
  if (item.state !== 'unknown') return send('nothing')
  const resolution = await resolveUnknown(bench, item)
  if (resolution.state === 'accepted') return {ending: KEPT, way: 'looked', blind: false}
  if (resolution.state === 'unknown') return {ending: {error: resolution.error}, way: 'looked', blind: false}
  // Sent again, the answer would be the same, and would then pass for a proof that it is this document.
  if (item.cause === IDENTIFIER_TAKEN) return kept(await keepTaken(bench, item))
  const unseen = await mayHaveEndedUnseen(bench, item)
  if (!('error' in resolution)) return unseen ? afterAbsence(bench, item, unseen, send) : send('seen-absent')
  if (resend(resolution.error)) return unseen ? kept(await keepUnseen(bench, item)) : send('maybe')
  return {ending: {error: resolution.error}, way: 'looked', blind: true}
}

const kept = (error: DmpError): CarriedOn => ({ending: {error}, way: 'kept', blind: false})

/** Not at the DMP, and a copy of the journal may be older than its end: it goes on a person's word alone. */
async function afterAbsence(
  bench: Workbench,
  item: JournalItem,
  {wasWithdrawn}: UnseenEnd,
  send: (earlier: Earlier) => Promise<CarriedOn>,
): Promise<CarriedOn> {
  if (wasWithdrawn && !hasWord(item)) return kept(await withdrawAgain(bench, item))
  const twin = await standingTwin(bench, item)
  if (hasWord(item) && !twin) return send('before-restore')
  return kept(await keepUnseen(bench, item, twin?.settled ? twin.error : undefined))
}
