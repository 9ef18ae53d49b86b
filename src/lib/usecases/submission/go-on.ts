import {DmpError} from '../../errors/dmp-error.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Ending} from '../exchange/call-dmp.ts'
import type {Workbench} from '../ports.ts'
import {rebuildItem} from './rebuild-item.ts'
import {resolveUnknown} from './resolve-unknown.ts'
import {type LotItem, sendLot} from './send-lot.ts'
import {unlessSentElsewhere} from './sent-elsewhere.ts'

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
  const items = await (await bench.journal()).items({submissionSetUniqueId})
  const now = items.find(({id}) => id === item.id) ?? item
  if (now.state !== item.state || now.attempts !== item.attempts) throw itemBusy(now)
  const lot: LotItem[] = []
  for (const one of items) lot.push({item: one, rendering: await rebuildItem(bench, one)})
  return lot
}

/**
 * Goes on with an item of an earlier run, under the identifiers it was given then.
 * @throws DmpError DMP_SOURCE_CHANGED, those of the line when the registry must be asked first, and those of
 * `unlessSentElsewhere` when another process goes on with it too
 */
export function goOn(bench: Workbench, item: JournalItem): Promise<Ending> {
  return unlessSentElsewhere(bench, item, () => proceed(bench, item))
}

async function proceed(bench: Workbench, item: JournalItem): Promise<Ending> {
  if (item.state === 'sending') throw itemBusy(item)
  if (item.state !== 'unknown') return sendLot(bench, await rebuildLot(bench, item), 'nothing')
  const resolution = await resolveUnknown(bench, item)
  switch (resolution.state) {
    case 'accepted':
      return KEPT
    case 'unknown':
      return {error: resolution.error}
    case 'absent':
    case 'refused':
      return sendLot(
        bench,
        await rebuildLot(bench, item),
        resolution.state === 'absent' ? 'seen-absent' : 'maybe',
      )
  }
}
