import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {DocumentUniqueId} from '../../src/lib/ids/identifiers.ts'
import type {Hold, ItemQuery, Journal, JournalItem, PlannedItem} from '../../src/lib/ports/journal.ts'
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
const UNDO = '20260303-bbbb'

const ownItem = (n: number, more: Partial<PlannedItem> = {}) => plannedItem(n, {ins: patient(n), ...more})

/** The item that deletes what the n-th one deposited. */
function deletion(n: number): PlannedItem {
  const {documentUniqueId, ins} = ownItem(n)
  return ownItem(n + 1000, {action: 'delete', documentUniqueId, ins, sha1: '', size: 0, setId: ''})
}

/** Bulk runs: their rows, their items among others, and where they stand. */
export function batchContract(name: string, make: () => Promise<JournalUnderTest>): void {
  describe(`${name}: batches`, () => {
    let under: JournalUnderTest
    let journal: Journal
    beforeEach(async () => {
      under = await make()
      journal = under.journal
    })
    afterEach(() => under.dispose())

    const change = (batch: Parameters<Journal['record']>[0][number]['batch']) =>
      journal.record([{...entry({operation: 'plan'}), ...(batch ? {batch} : {})}])
    const list = async (query: ItemQuery, order?: 'planned' | 'newest') => {
      const items: JournalItem[] = []
      for await (const item of journal.eachItem(query, order)) items.push(item)
      return items.map(({id}) => id)
    }

    it('keeps what a batch is, merges what becomes of it, and never lets it go back', async () => {
      const batch = sampleBatch(RUN, {state: 'planning', facts: {inputs: ['a.csv'], rules: 'sha'}})
      const account = {read: 3, ready: 2, held: 1, rejected: 0, excluded: 0}
      await change(batch)
      await change(sampleBatch(UNDO, {kind: 'undo', undoes: RUN, state: 'planned', facts: {}}))
      await change({id: RUN, state: 'planned', account})
      await change({id: RUN, facts: {rules: 'other', by: 'op'}})
      await journal.close()
      journal = await under.reopen()
      const now = {...batch, state: 'planned', account, facts: {inputs: ['a.csv'], rules: 'other', by: 'op'}}
      expect(await journal.batches()).toEqual([
        now,
        sampleBatch(UNDO, {kind: 'undo', undoes: RUN, state: 'planned', facts: {}}),
      ])
      expect(await journal.batches([RUN, 'nobody'])).toEqual([now])
      for (const wrong of [batch, {id: RUN, state: 'planning' as const}, {id: '20260302-zzzz', facts: {}}])
        await expect(change(wrong)).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
      expect((await journal.health()).faults).toEqual([])
    })

    it('writes a batch, its rows and many items in one record, or nothing of them', async () => {
      const items = Array.from({length: 200}, (_, n) => ownItem(n))
      const rows = items.map(({id}, n) => ({n, class: 'ready', itemId: id, local: {ipp: 'IPP-SECRET-1'}}))
      const {event, ...rest} = batchPlanning(sampleBatch(RUN), ...items)
      const whole = {event: {...event, operation: 'batch-rows', data: {rows}}, ...rest}
      const twin = ownItem(7, {id: 'item-twin', batchId: RUN})
      await expect(
        journal.record([{...whole, planned: [...(rest.planned ?? []), twin]}]),
      ).rejects.toMatchObject({
        code: 'DMP_ALREADY_SENT',
      })
      expect([await journal.batches(), await list({batchId: RUN})]).toEqual([[], []])
      await journal.record([whole])
      expect(await list({batchId: RUN})).toHaveLength(200)
      const events = []
      for await (const one of journal.events({batchId: RUN, operation: 'batch-rows'})) events.push(one)
      expect(events).toMatchObject([{batchId: RUN, data: {rows}}])
    })

    it('hides deletions from who does not ask for them', async () => {
      const {documentUniqueId} = ownItem(1)
      await journal.record([
        batchPlanning(sampleBatch(RUN), ownItem(1), ownItem(2, {action: 'replace'})),
        batchPlanning(sampleBatch(UNDO, {kind: 'undo'}), deletion(1)),
      ])
      const found = async (query: ItemQuery) => (await journal.items(query)).map(({id}) => id)
      expect(await found({documentUniqueId})).toEqual(['item-1'])
      expect(await found({documentUniqueId, actions: ['delete']})).toEqual(['item-1001'])
      expect(await found({ins: patient(1), actions: ['submit', 'replace', 'delete']})).toEqual([
        'item-1',
        'item-1001',
      ])
      expect(await found({actions: ['replace']})).toEqual(['item-2'])
      expect(await found({batchId: UNDO})).toEqual([])
      expect(await list({actions: ['delete']})).toEqual(['item-1001'])
    })

    it('walks many items in the order of planning or newest first, by any filter', async () => {
      const many = Array.from({length: 450}, (_, n) => ownItem(n))
      await journal.record([
        batchPlanning(sampleBatch(RUN), ...many),
        entry({operation: 'plan'}, [], [ownItem(900)]),
      ])
      const all = many.map(({id}) => id)
      expect(await list({batchId: RUN})).toEqual(all)
      expect(await list({batchId: RUN}, 'newest')).toEqual(all.toReversed())
      expect(await list({batchId: RUN, limit: 201}, 'newest')).toEqual(all.toReversed().slice(0, 201))
      expect(await list({})).toEqual([...all, 'item-900'])
      for (const n of [5, 300]) await journal.record([sending(`item-${n}`)])
      await journal.record([
        settling('item-5', {to: 'refused', cause: 'DMP_A'}),
        settling('item-300', {to: 'refused', cause: 'DMP_B'}),
      ])
      expect(await list({batchId: RUN, states: ['refused']}, 'newest')).toEqual(['item-300', 'item-5'])
      expect(await list({states: ['refused', 'unknown'], causes: ['DMP_B']})).toEqual(['item-300'])
      expect(await list({registryStatus: ['approved']})).toEqual([])
      expect(await list({states: ['planned']})).toHaveLength(449)
      expect(await list({states: []})).toEqual([])
    })

    it('goes on with a walk while the items it meets change', async () => {
      await journal.record([
        batchPlanning(sampleBatch(RUN), ...Array.from({length: 250}, (_, n) => ownItem(n))),
      ])
      let met = 0
      for await (const {id} of journal.eachItem({states: ['planned']})) {
        met++
        await journal.record([settling(id, {to: 'refused', cause: 'DMP_WITHDRAWN'})])
      }
      expect(met).toBe(250)
    })

    it('tells where a run stands', async () => {
      const run = [1, 2, 3, 4, 5, 6].map((n) => ownItem(n, n === 6 ? {sendAfter: 70_000} : {}))
      await journal.record([
        batchPlanning(sampleBatch(RUN), ...run),
        batchPlanning(sampleBatch(UNDO, {kind: 'undo'}), deletion(1)),
      ])
      for (const n of [1, 2, 3, 4]) await journal.record([sending(`item-${n}`)])
      await journal.record([
        settling('item-1', {to: 'accepted'}, {endedAt: 5000}),
        settling('item-2', {to: 'accepted'}, {endedAt: 8000}),
        settling('item-3', {to: 'refused', cause: 'DMP_A'}),
        settling('item-4', {to: 'unknown', cause: 'DMP_NO_ANSWER', retryAt: 60_000}),
        settling('item-2', {registryStatus: 'deprecated'}),
      ])
      const {counts, ...instants} = await journal.overview({batchId: RUN, now: 10_000, since: 6000})
      const key = (count: object) => JSON.stringify(count)
      expect([...counts].sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
        [
          {action: 'submit', state: 'accepted', registryStatus: 'approved', count: 1},
          {action: 'submit', state: 'accepted', registryStatus: 'deprecated', count: 1},
          {action: 'submit', state: 'refused', cause: 'DMP_A', count: 1},
          {action: 'submit', state: 'unknown', cause: 'DMP_NO_ANSWER', count: 1},
          {action: 'submit', state: 'planned', count: 2},
        ].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
      )
      expect(instants).toEqual({
        oldestWaitingAt: 1000,
        lastAcceptedAt: 8000,
        nextDueAt: 60_000,
        lastDueAt: 70_000,
        dueNow: true,
        acceptedSince: 1,
      })
      const all = await journal.overview({now: 65_000, since: 0})
      expect(all).toMatchObject({nextDueAt: 70_000, acceptedSince: 2})
      expect(all.counts.reduce((sum, {count}) => sum + count, 0)).toBe(7)
      expect(all.counts).toContainEqual({action: 'delete', state: 'planned', count: 1})
      expect(await journal.overview({batchId: 'nobody', now: 1, since: 0})).toEqual({
        counts: [],
        acceptedSince: 0,
      })
    })

    it('finds the holds that name a document, in force or not', async () => {
      const hold = (kind: Hold['kind'], value: string): Hold => ({
        kind,
        value,
        reason: 'opposition',
        by: 'op',
        until: 5,
        createdAt: 1,
      })
      await journal.hold([hold('ipp', 'IPP-SECRET-1'), hold('unit', 'UF-1'), hold('ipp', 'UF-1')])
      const names = [
        {kind: 'ipp', value: 'IPP-SECRET-1'},
        {kind: 'unit', value: 'UF-1'},
        {kind: 'author', value: 'UF-1'},
      ] as const
      expect(await journal.holdsOn(names)).toEqual([hold('ipp', 'IPP-SECRET-1'), hold('unit', 'UF-1')])
      expect(await journal.holdsOn([])).toEqual([])
    })

    it('plans a deletion beside the live item it deletes, and none twice at once', async () => {
      await journal.record([batchPlanning(sampleBatch(RUN), ownItem(1))])
      await journal.record([batchPlanning(sampleBatch(UNDO, {kind: 'undo'}), deletion(1))])
      const again = {...deletion(1), id: 'item-again', batchId: UNDO}
      await expect(journal.record([entry({operation: 'plan'}, [], [again])])).rejects.toMatchObject({
        code: 'DMP_ALREADY_SENT',
      })
      const [target] = await journal.items({documentUniqueId: '1.2.250.1.999.7.1' as DocumentUniqueId})
      expect(target?.action).toBe('submit')
    })
  })
}
