import {describe, expect, it} from 'vitest'
import type {Journal, JournalEntry} from '../../src/lib/ports/journal.ts'
import {collect} from './journal-contract.ts'
import {
  batchPlanning,
  entry,
  patient,
  plannedItem,
  planning,
  sampleBatch,
  sending,
  settling,
} from './journal-samples.ts'

export interface FaultyJournal {
  readonly journal: Journal
  /** The n-th write from now on fails, once, as a disk or a server does. */
  arm(n: number): void
  disarm(): void
  dispose(): Promise<void>
}

const RUN = '20260302-aaaa'
const MOST_WRITES = 30

const ownItem = (n: number) => plannedItem(n, {ins: patient(n)})
const plan = (n: number): JournalEntry => {
  const {planned = [], event} = batchPlanning(sampleBatch(RUN), ownItem(n))
  return {event, planned}
}
const hold = {kind: 'ipp', value: 'IPP-SECRET-1', reason: 'r', by: 'op', createdAt: 1} as const

/** Everything that a journal is asked to write, in an order in which each step is allowed. */
const STEPS: readonly (readonly [name: string, (journal: Journal) => Promise<unknown>])[] = [
  ['begin a run', (journal) => journal.record([batchPlanning(sampleBatch(RUN), ownItem(1), ownItem(2))])],
  ['plan another item', (journal) => journal.record([plan(3)])],
  [
    'change the run',
    (journal) =>
      journal.record([{...entry({operation: 'plan'}), batch: {id: RUN, state: 'submitted', facts: {a: 1}}}]),
  ],
  ['send', (journal) => journal.record([sending('item-1'), sending('item-2')])],
  ['accept', (journal) => journal.record([settling('item-1', {to: 'accepted'})])],
  ['lose the answer', (journal) => journal.record([settling('item-2', {to: 'unknown', retryAt: 5})])],
  ['put off', (journal) => journal.record([settling('item-3', {retryAt: 99})])],
  ['hold', (journal) => journal.hold([hold, {...hold, value: 'IPP-SECRET-2'}])],
  ['lift a hold', (journal) => journal.liftHold('ipp', 'IPP-SECRET-1')],
  ['allot', (journal) => journal.allot(3)],
  ['send alone', (journal) => journal.record([planning(ownItem(4)), sending('item-4')])],
  ['settle alone', (journal) => journal.record([settling('item-4', {to: 'refused', cause: 'DMP_X'})])],
]

async function everything(journal: Journal): Promise<string> {
  const overview = await journal.overview({batchId: RUN, now: 10_000, since: 0})
  return JSON.stringify([
    await journal.items({actions: ['submit', 'replace', 'delete']}),
    await journal.batches(),
    await journal.holds(),
    await collect(journal),
    overview,
  ])
}

/** A store whose n-th write fails, for n from 1 to 30: said, nothing half written, and a later try works. */
export function faultContract(name: string, make: () => Promise<FaultyJournal>): void {
  describe(`${name} with a failing write`, () => {
    it.each(Array.from({length: MOST_WRITES}, (_, index) => index + 1))(
      'says so, writes nothing by halves and works when tried again (write %i)',
      async (n) => {
        const {journal, arm, disarm, dispose} = await make()
        const given = new Set<string>()
        let failed = 0
        arm(n)
        for (const [step, act] of STEPS) {
          const before = await everything(journal)
          try {
            await act(journal)
          } catch (error) {
            failed++
            expect([step, error]).toMatchObject([step, {code: expect.stringMatching(/^DMP_JOURNAL_/)}])
            disarm()
            expect([step, await everything(journal)]).toEqual([step, before])
            await act(journal)
          }
        }
        disarm()
        for (const oid of await journal.allot(2)) given.add(oid)
        expect([failed, given.size]).toEqual([1, 2])
        expect((await journal.items({})).map(({state}) => state)).toEqual([
          'accepted',
          'unknown',
          'planned',
          'refused',
        ])
        expect((await journal.health()).faults).toEqual([])
        await dispose()
      },
    )

    it('puts nobody else in doubt when several write together', async () => {
      const {journal, arm, disarm, dispose} = await make()
      await journal.record([batchPlanning(sampleBatch(RUN))])
      arm(3)
      const ends = await Promise.allSettled([1, 2, 3].map((n) => journal.record([plan(n)])))
      disarm()
      const kept = await journal.items({batchId: RUN})
      const told = ends.flatMap(({status}, index) => (status === 'fulfilled' ? [`item-${index + 1}`] : []))
      expect(kept.map(({id}) => id)).toEqual(told)
      expect(told.length).toBeLessThan(3)
      expect((await journal.health()).faults).toEqual([])
      await dispose()
    })

    it('gives an item again whose claim could not be written down', async () => {
      const {journal, arm, disarm, dispose} = await make()
      await journal.record([batchPlanning(sampleBatch(RUN), ownItem(1))])
      const query = {batchIds: [RUN], limit: 1, now: 10_000, leaseMs: 60_000}
      const [item] = await journal.claim(query)
      arm(1)
      const intent = entry({phase: 'intent', operation: 'submit', itemId: 'item-1'}, [
        {id: 'item-1', to: 'sending', claim: item?.claim ?? ''},
      ])
      await expect(journal.record([intent])).rejects.toMatchObject({
        code: expect.stringMatching(/^DMP_JOURNAL_/),
      })
      disarm()
      await journal.release(['item-1'])
      expect(await journal.claim(query)).toMatchObject([{id: 'item-1', state: 'planned', attempts: 0}])
      await dispose()
    })
  })
}
