import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {ClaimQuery, ItemChange, Journal, JournalItem, PlannedItem} from '../../src/lib/ports/journal.ts'
import type {JournalUnderTest} from './journal-contract.ts'
import {
  batchPlanning,
  entry,
  patient,
  plannedItem,
  sampleBatch,
  sending,
  settling,
} from './journal-samples.ts'

const RUN = '20260302-aaaa'

const query = (limit: number, more: Partial<ClaimQuery> = {}): ClaimQuery => ({
  batchIds: [RUN],
  limit,
  now: 10_000,
  leaseMs: 60_000,
  ...more,
})
const ids = (items: readonly JournalItem[]) => items.map(({id}) => id)
/** The n-th item, of the n-th patient. */
const ownItem = (n: number, more: Partial<PlannedItem> = {}) => plannedItem(n, {ins: patient(n), ...more})
const note = (change: ItemChange) => entry({phase: 'event', operation: 'submit', itemId: change.id}, [change])

/** Who may take what: workers of one journal, in one process or in many. */
export function claimContract(name: string, make: () => Promise<JournalUnderTest>): void {
  describe(`${name}: claims`, () => {
    let under: JournalUnderTest
    let journal: Journal
    beforeEach(async () => {
      under = await make()
      journal = under.journal
    })
    afterEach(() => under.dispose())

    const plan = (...items: readonly PlannedItem[]) =>
      journal.record([batchPlanning(sampleBatch(RUN), ...items)])
    const claimOne = async (more: Partial<ClaimQuery> = {}) => {
      const [item] = await journal.claim(query(1, more))
      if (item?.claim === undefined) throw new Error('nothing was claimed')
      return {...item, claim: item.claim}
    }

    it('gives each item once, the first planned first, with a token of its own', async () => {
      await plan(...[1, 2, 3, 4, 5].map((n) => ownItem(n)))
      const first = await journal.claim(query(2))
      const rest = await journal.claim(query(9))
      expect(ids(first)).toEqual(['item-1', 'item-2'])
      expect(ids(rest)).toEqual(['item-3', 'item-4', 'item-5'])
      expect(first[0]).toMatchObject({...ownItem(1), batchId: RUN, state: 'planned', attempts: 0})
      expect(new Set([...first, ...rest].map(({claim}) => claim)).size).toBe(5)
      expect(await journal.claim(query(9))).toEqual([])
      expect(await journal.claim(query(0))).toEqual([])
    })

    it('gives no two items of a patient together, and the next one once the first is settled', async () => {
      const one = patient(1)
      await plan(ownItem(1), ownItem(2, {ins: one}), ownItem(3), ownItem(4, {ins: one}))
      const [first, other] = await journal.claim(query(9))
      expect([first?.id, other?.id]).toEqual(['item-1', 'item-3'])
      expect(await journal.claim(query(9))).toEqual([])
      const claim = first?.claim ?? ''
      await journal.record([note({id: 'item-1', to: 'sending', claim})])
      expect(await journal.claim(query(9))).toEqual([])
      await journal.record([note({id: 'item-1', to: 'accepted', claim})])
      expect(ids(await journal.claim(query(9)))).toEqual(['item-2'])
      await journal.release(['item-2'])
      expect(ids(await journal.claim(query(9)))).toEqual(['item-2'])
    })

    it('waits while another command has an item of that patient under way', async () => {
      await plan(ownItem(1))
      await journal.record([
        entry({operation: 'plan'}, [], [ownItem(2, {ins: patient(1)})]),
        sending('item-2'),
      ])
      expect(await journal.claim(query(9))).toEqual([])
      await journal.record([settling('item-2', {to: 'accepted'})])
      expect(ids(await journal.claim(query(9)))).toEqual(['item-1'])
    })

    it('takes from submitted batches that are asked for, and for establishments that are served', async () => {
      const other = '20260302-bbbb'
      await plan(ownItem(1))
      await journal.record([
        batchPlanning(sampleBatch(other, {state: 'planned'}), ownItem(2)),
        batchPlanning(sampleBatch('20260302-cccc'), ownItem(3)),
        entry({operation: 'plan'}, [], [ownItem(4, {ins: patient(4)})]),
      ])
      const both = {batchIds: [RUN, other]}
      expect(await journal.claim(query(9, {...both, establishments: ['elsewhere']}))).toEqual([])
      expect(ids(await journal.claim(query(9, {...both, establishments: ['elsewhere', 'chu']})))).toEqual([
        'item-1',
      ])
      await journal.record([{...note({id: 'item-4'}), batch: {id: other, state: 'submitted'}}])
      expect(ids(await journal.claim(query(9, both)))).toEqual(['item-2'])
      await journal.release(['item-2'])
      await journal.record([{...note({id: 'item-4'}), batch: {id: other, state: 'closed'}}])
      expect(await journal.claim(query(9, both))).toEqual([])
    })

    it('gives what is due: not before its time, nor what was worn out, nor what is settled or held', async () => {
      await plan(...[1, 2, 3, 4, 5, 6].map((n) => ownItem(n, n === 2 ? {sendAfter: 50_000} : {})))
      for (const n of [3, 4, 5, 6]) await journal.record([sending(`item-${n}`)])
      await journal.record([
        settling('item-3', {to: 'unknown', retryAt: 20_000}),
        settling('item-4', {to: 'deferred', retryAt: 30_000}),
        settling('item-5', {to: 'deferred'}),
        settling('item-6', {to: 'refused'}),
        note({id: 'item-1', to: 'held'}),
      ])
      const due = async (now: number) => {
        const items = await journal.claim(query(9, {now}))
        await journal.release(ids(items))
        return ids(items).sort()
      }
      expect(await due(19_999)).toEqual([])
      expect(await due(20_000)).toEqual(['item-3'])
      expect(await due(30_000)).toEqual(['item-3', 'item-4'])
      expect(await due(50_000)).toEqual(['item-2', 'item-3', 'item-4'])
      await journal.record([note({id: 'item-5', retryAt: 1}), note({id: 'item-1', to: 'planned'})])
      expect(await due(10_000)).toEqual(['item-1', 'item-5'])
    })

    it('looks for what has an unknown outcome before it sends anything new', async () => {
      await plan(...[1, 2, 3].map((n) => ownItem(n)))
      await journal.record([sending('item-3'), settling('item-3', {to: 'unknown'})])
      expect(ids(await journal.claim(query(1)))).toEqual(['item-3'])
    })

    it('puts a planned item off by a change of its time alone', async () => {
      await plan(ownItem(1))
      const {id, claim} = await claimOne()
      await journal.record([note({id, retryAt: 99_000, claim})])
      await journal.release([id])
      expect(await journal.claim(query(1))).toEqual([])
      expect(await claimOne({now: 99_000})).toMatchObject({
        id,
        state: 'planned',
        retryAt: 99_000,
        attempts: 0,
      })
      expect((await journal.health()).faults).toEqual([])
    })

    it('refuses, whole, what comes with a token that is no longer current', async () => {
      await plan(ownItem(1), ownItem(2))
      const before = await claimOne()
      await journal.release([before.id])
      const after = await claimOne()
      expect([after.id, after.claim === before.claim]).toEqual([before.id, false])
      const stale = note({id: before.id, to: 'sending', countAttempt: true, claim: before.claim})
      await expect(journal.record([stale])).rejects.toMatchObject({
        code: 'DMP_ITEM_STATE',
        params: {item: 'item-1', from: 'planned', to: 'sending'},
      })
      await expect(journal.record([sending('item-2'), stale])).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
      expect((await journal.items({})).map(({state}) => state)).toEqual(['planned', 'planned'])
      await journal.record([note({id: after.id, to: 'sending', claim: after.claim})])
      expect((await journal.health()).faults).toEqual([])
    })

    it('gives to another what a worker did not renew, and the worker can write nothing more of it', async () => {
      await plan(ownItem(1), ownItem(2))
      const [slept, renewed] = await journal.claim(query(2))
      expect(await journal.renew(['item-2', 'item-1', 'item-9'], 60_000)).toEqual(['item-2', 'item-1'])
      await under.endLeases()
      expect(await journal.renew(['item-1'], 60_000)).toEqual([])
      const again = await claimOne()
      expect(again.id).toBe('item-1')
      await expect(
        journal.record([note({id: 'item-1', to: 'sending', claim: slept?.claim ?? ''})]),
      ).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
      await expect(
        journal.record([note({id: 'item-2', to: 'sending', claim: renewed?.claim ?? ''})]),
      ).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
      await journal.record([note({id: 'item-1', to: 'sending', claim: again.claim})])
    })

    it('keeps the claim of an item deferred or unknown until it is given back', async () => {
      await plan(ownItem(1))
      const {id, claim} = await claimOne()
      await journal.record([note({id, to: 'sending', claim}), note({id, to: 'unknown', claim})])
      expect(await journal.claim(query(1))).toEqual([])
      await journal.record([note({id, to: 'sending', claim}), note({id, to: 'deferred', retryAt: 1, claim})])
      expect(await journal.claim(query(1))).toEqual([])
      await journal.release([id])
      expect((await claimOne()).id).toBe(id)
    })

    it('forgets every claim of a process that ended', async () => {
      await plan(ownItem(1))
      const {id, claim} = await claimOne()
      await journal.close()
      journal = await under.reopen()
      await under.endLeases()
      expect((await claimOne()).id).toBe(id)
      await expect(journal.record([note({id, to: 'sending', claim})])).rejects.toMatchObject({
        code: 'DMP_ITEM_STATE',
      })
    })
  })
}
