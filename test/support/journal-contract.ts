import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {EntryUuid} from '../../src/lib/ids/identifiers.ts'
import type {EventQuery, Hold, ItemQuery, Journal, RecordedEvent} from '../../src/lib/ports/journal.ts'
import {batchContract} from './journal-contract-batches.ts'
import {claimContract} from './journal-contract-claims.ts'
import {alice, bruno, entry, plannedItem, planning, sending, settling} from './journal-samples.ts'

export interface JournalUnderTest {
  readonly journal: Journal
  /** The same journal opened again, after a close. */
  reopen(): Promise<Journal>
  /** As if every lease had ended: time passes in the store, and nowhere else. */
  endLeases(): Promise<void>
  dispose(): Promise<void>
}

export async function collect(journal: Journal, query: EventQuery = {}): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const event of journal.events(query)) events.push(event)
  return events
}

/** What every implementation of the Journal port promises. */
export function journalContract(name: string, make: () => Promise<JournalUnderTest>): void {
  claimContract(name, make)
  batchContract(name, make)
  describe(`${name} as a journal`, () => {
    let under: JournalUnderTest
    let journal: Journal
    beforeEach(async () => {
      under = await make()
      journal = under.journal
    })
    afterEach(() => under.dispose())

    it('never gives an identifier twice, also after it was opened again', async () => {
      const several = await Promise.all([journal.allot(3), journal.allot(1), journal.allot(2500)])
      await journal.close()
      journal = await under.reopen()
      const all = [...several.flat(), ...(await journal.allot(2))]
      expect(new Set(all).size).toBe(2506)
    })

    it('carries an item from plan to deletion and dates it', async () => {
      const entryUuid: EntryUuid = 'urn:uuid:11111111-2222-4333-8444-555555555555'
      await journal.record([planning(plannedItem(1))])
      const [intentId] = await journal.record([sending('item-1')])
      await journal.record([
        settling(
          'item-1',
          {to: 'accepted', entryUuid},
          {outcome: 'success', ...(intentId ? {intentId} : {})},
        ),
      ])
      await journal.record([
        settling('item-1', {registryStatus: 'deleted'}, {operation: 'delete', endedAt: 9000}),
      ])
      expect(await journal.items({})).toEqual([
        {
          ...plannedItem(1),
          state: 'accepted',
          attempts: 1,
          registryStatus: 'deleted',
          entryUuid,
          plannedAt: 1000,
          sentAt: 2000,
          settledAt: 3000,
          deletedAt: 9000,
          n: 1,
        },
      ])
    })

    it('finds items by everything a hospital knows of them', async () => {
      await journal.record([
        planning(plannedItem(1), plannedItem(2, {ins: bruno}), plannedItem(3)),
        sending('item-3'),
      ])
      const second = plannedItem(2)
      const queries: readonly ItemQuery[] = [
        {ids: ['item-2']},
        {documentUniqueId: second.documentUniqueId},
        {submissionSetUniqueId: second.submissionSetUniqueId},
        {sourceSha256: second.sourceSha256},
        {ins: bruno},
        {ipp: 'IPP-SECRET-2'},
        {venue: 'VENUE-SECRET-2'},
        {sourceId: 'SOURCE-SECRET-2'},
        {setId: second.setId},
        {states: ['planned'], ins: bruno},
      ]
      for (const query of queries)
        expect((await journal.items(query)).map((item) => item.id)).toEqual(['item-2'])
      expect((await journal.items({states: ['planned', 'sending']})).map((item) => item.id)).toEqual([
        'item-1',
        'item-2',
        'item-3',
      ])
      expect(await journal.items({limit: 2})).toHaveLength(2)
      expect(await journal.items({ins: bruno, ipp: 'IPP-SECRET-1'})).toEqual([])
    })

    it('refuses an illegal step, writes nothing of it, and keeps what others asked at the same time', async () => {
      await journal.record([planning(plannedItem(1), plannedItem(2))])
      const bad = journal.record([
        entry({operation: 'submit', itemId: 'item-2'}),
        settling('item-1', {to: 'accepted'}),
      ])
      const good = journal.record([sending('item-2')])
      await expect(bad).rejects.toMatchObject({
        code: 'DMP_ITEM_STATE',
        params: {item: 'item-1', from: 'planned', to: 'accepted'},
      })
      await good
      expect((await collect(journal)).map((event) => event.phase)).toEqual(['event', 'intent'])
      await expect(journal.record([sending('nobody')])).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
      await expect(journal.record([planning(plannedItem(1))])).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
    })

    it('plans the same bytes for the same patient once, whatever is asked', async () => {
      const {sourceSha256} = plannedItem(1)
      const twin = plannedItem(2, {sourceSha256})
      const refused = {
        code: 'DMP_ALREADY_SENT',
        params: {uniqueId: plannedItem(1).documentUniqueId, date: '1970-01-01'},
        details: {refused: 'item-2'},
      }
      await journal.record([planning(plannedItem(1))])
      for (const step of [
        sending('item-1'),
        settling('item-1', {to: 'deferred'}),
        sending('item-1'),
        settling('item-1', {to: 'unknown'}),
      ]) {
        await expect(journal.record([planning(twin)])).rejects.toMatchObject(refused)
        await expect(journal.record([{...planning(twin), again: true}])).rejects.toMatchObject(refused)
        await journal.record([step])
      }
      await expect(journal.record([{...planning(twin), again: true}])).rejects.toMatchObject(refused)
      await journal.record([settling('item-1', {to: 'accepted'})])
      await expect(journal.record([planning(twin)])).rejects.toMatchObject(refused)
      await journal.record([{...planning(twin), again: true}])
      await expect(
        journal.record([{...planning(plannedItem(3, {sourceSha256})), again: true}]),
      ).rejects.toMatchObject({
        code: 'DMP_ALREADY_SENT',
        params: {uniqueId: twin.documentUniqueId},
      })
      expect(await journal.items({sourceSha256})).toHaveLength(2)
    })

    it('refuses two alike in one call, and keeps nothing of that call', async () => {
      const {sourceSha256} = plannedItem(1)
      const both = [plannedItem(1), plannedItem(2, {sourceSha256})]
      await expect(journal.record([planning(...both)])).rejects.toMatchObject({code: 'DMP_ALREADY_SENT'})
      await expect(journal.record(both.map((item) => planning(item)))).rejects.toMatchObject({
        code: 'DMP_ALREADY_SENT',
      })
      expect(await journal.items({})).toEqual([])
      expect(await collect(journal)).toEqual([])
    })

    it('plans the same bytes again once refused or deleted, or in place of another version', async () => {
      const {sourceSha256, documentUniqueId: uniqueId} = plannedItem(1)
      const entryUuid: EntryUuid = 'urn:uuid:11111111-2222-4333-8444-555555555555'
      const like = (n: number, more = {}) => planning(plannedItem(n, {sourceSha256, ...more}))
      await journal.record([like(1), sending('item-1'), settling('item-1', {to: 'refused'})])
      await journal.record([like(2), sending('item-2'), settling('item-2', {to: 'accepted'})])
      await journal.record([like(3, {replaces: {uniqueId, entryUuid}})])
      await expect(journal.record([like(4, {replaces: {uniqueId, entryUuid}})])).rejects.toMatchObject({
        code: 'DMP_ALREADY_SENT',
      })
      await journal.record([settling('item-2', {registryStatus: 'deleted'}, {operation: 'delete'})])
      await journal.record([like(5)])
    })

    it('raises the alarm when the same bytes are planned for another patient, even again', async () => {
      const {sourceSha256} = plannedItem(1)
      await journal.record([planning(plannedItem(1))])
      const stranger = planning(plannedItem(2, {sourceSha256, ins: bruno}))
      for (const again of [false, true])
        await expect(journal.record([{...stranger, again}])).rejects.toMatchObject({
          code: 'DMP_SAME_BYTES_OTHER_PATIENT',
          details: {refused: 'item-2'},
        })
    })

    it('plans them for the right patient once the other one is held as a mistake', async () => {
      const {sourceSha256, documentUniqueId} = plannedItem(1)
      await journal.record([planning(plannedItem(1)), sending('item-1'), settling('item-1', {to: 'unknown'})])
      const right = planning(plannedItem(2, {sourceSha256, ins: bruno}))
      const mistake: Hold = {
        kind: 'wrong_patient',
        value: documentUniqueId,
        reason: 'wrong-patient',
        by: 'op',
        createdAt: 5,
      }
      await journal.hold([{...mistake, value: plannedItem(3).documentUniqueId}])
      await expect(journal.record([right])).rejects.toMatchObject({code: 'DMP_SAME_BYTES_OTHER_PATIENT'})
      await journal.hold([mistake])
      await journal.record([right])
      await expect(
        journal.record([planning(plannedItem(4, {sourceSha256, ins: bruno}))]),
      ).rejects.toMatchObject({code: 'DMP_ALREADY_SENT'})
    })

    it('refuses to send an item that somebody else tried since it was read', async () => {
      await journal.record([planning(plannedItem(1)), sending('item-1')])
      await journal.record([settling('item-1', {to: 'unknown'})])
      const change = {id: 'item-1', to: 'sending' as const, countAttempt: true}
      const intent = (ifAttempts: number) =>
        entry({phase: 'intent', operation: 'submit', itemId: 'item-1'}, [{...change, ifAttempts}])
      await expect(journal.record([intent(0)])).rejects.toMatchObject({
        code: 'DMP_ITEM_STATE',
        params: {item: 'item-1', from: 'unknown', to: 'sending'},
      })
      await journal.record([intent(1)])
      expect((await journal.health()).faults).toEqual([])
    })

    it('makes an item left in sending unknown when it is opened again, and closes its intent', async () => {
      await journal.record([planning(plannedItem(1), plannedItem(2))])
      const [intentId] = await journal.record([sending('item-1')])
      await journal.close()
      journal = await under.reopen()
      expect((await journal.items({})).map(({state, cause}) => [state, cause])).toEqual([
        ['unknown', 'DMP_INTERRUPTED'],
        ['planned', undefined],
      ])
      expect(await collect(journal, {phase: 'result'})).toMatchObject([
        {intentId, outcome: 'unknown', operation: 'submit', itemId: 'item-1'},
      ])
      await journal.record([sending('item-1'), settling('item-1', {to: 'accepted'})])
    })

    it('streams events in order, by any filter, with what was recorded', async () => {
      await journal.record([planning(plannedItem(1), plannedItem(2))])
      const times = Array.from({length: 1100}, (_, n) =>
        entry({operation: 'search', occurredAt: 5000 + n, patient: bruno, reason: `r${n}`}),
      )
      const ids = await journal.record(times)
      expect(new Set(ids).size).toBe(1100)
      const found = await collect(journal, {operation: 'search'})
      expect(found.map((event) => event.id)).toEqual(ids)
      expect(found[7]).toMatchObject({
        occurredAt: 5007,
        patient: bruno,
        data: {reason: 'r7'},
        environment: 'sandbox',
        v: 1,
      })
      expect(await collect(journal, {since: 5010, until: 5020})).toHaveLength(10)
      expect(await collect(journal, {ins: alice})).toHaveLength(1)
      const refs = new Set(found.map((event) => event.patientRef))
      expect([...refs].join()).toMatch(/^hmac-sha256:[0-9a-f]{64}$/)
    })

    it('keeps holds until they are lifted', async () => {
      const hold: Hold = {kind: 'ipp', value: 'IPP-SECRET-1', reason: 'wrong-patient', by: 'op', createdAt: 5}
      await journal.hold([hold, {...hold, kind: 'source_id'}])
      await journal.hold([{...hold, reason: 'again'}])
      await journal.close()
      journal = await under.reopen()
      expect((await journal.holds()).map(({kind, reason}) => `${kind} ${reason}`).sort()).toEqual([
        'ipp again',
        'source_id wrong-patient',
      ])
      expect(await journal.liftHold('ipp', 'IPP-SECRET-1')).toBe(true)
      expect(await journal.liftHold('ipp', 'IPP-SECRET-1')).toBe(false)
      expect(await journal.holds()).toHaveLength(1)
      expect((await journal.health()).faults).toEqual([])
    })

    it('is in good health after all kinds of steps', async () => {
      await journal.record([planning(...[1, 2, 3, 4, 5].map((n) => plannedItem(n)))])
      for (const n of [1, 2, 3, 4]) await journal.record([sending(`item-${n}`)])
      await journal.record([
        settling('item-1', {to: 'accepted'}),
        settling('item-2', {to: 'refused', cause: 'DMP_X'}),
        settling('item-3', {to: 'unknown', retryAt: 99}),
        settling('item-4', {to: 'deferred'}),
        settling('item-5', {to: 'held'}),
      ])
      await journal.record([settling('item-2', {to: 'planned'}), settling('item-3', {to: 'held'})])
      const health = await journal.health()
      expect(health.faults).toEqual([])
      expect(health.events).toBe(12)
      expect(health.items).toMatchObject({
        accepted: 1,
        planned: 1,
        deferred: 1,
        held: 2,
        unknown: 0,
        sending: 0,
        refused: 0,
      })
    })
  })
}
