import {cpSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {checkServerJournal} from '../../../src/lib/journal-postgres/check-server.ts'
import {Database} from '../../../src/lib/journal-postgres/database.ts'
import type {PostgresJournalOptions} from '../../../src/lib/journal-postgres/postgres-journal.ts'
import {restoreServerJournal} from '../../../src/lib/journal-postgres/restore-server.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {
  batchPlanning,
  plannedItem,
  planning,
  sampleBatch,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {type ServerBench, serverBench} from './workbench.ts'

type Machine = Pick<PostgresJournalOptions, 'keyDir' | 'registryDir'>

const RUN = '20260302-aaaa'
const older = {code: 'DMP_JOURNAL_DAMAGED', params: {reason: 'older-than-known', case: 'older-server'}}
const unfinished = {code: 'DMP_JOURNAL_DAMAGED', params: {reason: 'restore-unfinished'}}

describeWith(postgresNeeds, 'a journal whose database was put back from an older dump', () => {
  let cluster: PostgresCluster
  let bench: ServerBench
  let dump: string
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())
  afterEach(() => bench.clear())

  /** Four documents: accepted, being sent, withdrawn, planned; then two more left. */
  beforeEach(async () => {
    bench = serverBench(cluster)
    await using(bench.options, async (journal) => {
      const items = [1, 2, 3, 4].map((n) => plannedItem(n, {batchId: RUN}))
      await journal.record([batchPlanning(sampleBatch(RUN), ...items)])
      await journal.record([sending('item-1'), settling('item-1', {to: 'accepted'}), sending('item-2')])
      await journal.record([settling('item-3', {to: 'refused', cause: 'DMP_WITHDRAWN'})])
      dump = cluster.dump(bench.url)
      await journal.record([settling('item-2', {to: 'accepted'})])
      await journal.record([sending('item-4'), settling('item-4', {to: 'accepted'})])
    })
  })

  async function using(
    machine: Partial<PostgresJournalOptions>,
    work: (journal: Journal) => Promise<unknown>,
  ) {
    const journal = await bench.open(machine)
    try {
      await work(journal)
    } finally {
      await journal.close()
    }
  }

  /** With the key file, and a memory of its own: what `knowing` has, or nothing. */
  function machine(name: string, knowing = false): Machine {
    const folder = join(bench.options.keyDir, '..', name)
    const [keyDir, registryDir] = [join(folder, 'keys'), join(folder, 'machine')]
    cpSync(bench.options.keyDir, keyDir, {recursive: true})
    if (knowing) cpSync(bench.options.registryDir, registryDir, {recursive: true})
    return {keyDir, registryDir}
  }

  const restore = (more: Partial<PostgresJournalOptions> = {}) =>
    restoreServerJournal({...bench.options, ...more})

  const states = async (journal: Journal) => (await journal.items({})).map(({state}) => state)

  async function faults(): Promise<readonly string[]> {
    const database = new Database(bench.options)
    try {
      return (await checkServerJournal(database, bench.options)).faults
    } finally {
      await database.close()
    }
  }

  async function expectDoubted(more: Partial<PostgresJournalOptions> = {}): Promise<void> {
    await using(more, async (journal) => {
      expect(await states(journal)).toEqual(['accepted', 'unknown', 'unknown', 'unknown'])
      const [run] = await journal.batches([RUN])
      expect(run?.facts['restoredAt']).toBeTypeOf('number')
      const told: unknown[] = []
      for await (const {data} of journal.events({batchId: 'restorations'})) told.push(data['isComplete'])
      expect(told).toEqual([false])
      let was: unknown
      for await (const {data} of journal.events({itemId: 'item-3', operation: 'journal-restored'}))
        was = data['was']
      expect(was).toBe('DMP_WITHDRAWN')
    })
  }

  it('opens once a person says so, with everything in doubt, on every machine', async () => {
    const knowing = machine('knowing', true)
    const ignorant = machine('ignorant')
    cluster.putBack(bench.url, dump)
    await expect(bench.open()).rejects.toMatchObject(older)
    await expect(bench.open(knowing)).rejects.toMatchObject(older)
    expect(await restore()).toMatchObject({
      missing: 3,
      lookedFor: 3,
      read: 'nothing',
      accounted: false,
      waiting: [RUN],
    })
    for (const one of [{}, knowing, ignorant]) await expectDoubted(one)
    expect(await faults()).toEqual([])
  })

  it('is doubted on the word of a machine that saw nothing since', async () => {
    const ignorant = machine('ignorant')
    cluster.putBack(bench.url, dump)
    expect(await restore(ignorant)).toMatchObject({missing: 0, lookedFor: 3, waiting: [RUN]})
    await expectDoubted(ignorant)
    // What this one saw was before the restoration: a person answered for it.
    await expectDoubted()
  })

  it('is refused again when the same dump, or one of before the restoration, is put back', async () => {
    const knowing = machine('knowing', true)
    cluster.putBack(bench.url, dump)
    await restore()
    await using(knowing, async () => undefined)
    cluster.putBack(bench.url, dump)
    for (const one of [{}, knowing]) await expect(bench.open(one)).rejects.toMatchObject(older)
    await restore()
    for (const one of [{}, knowing]) await expectDoubted(one)
  })

  it('is not restored beside anybody who writes', async () => {
    cluster.putBack(bench.url, dump)
    const other = machine('other')
    const journal = await bench.open(other)
    await expect(restore()).rejects.toMatchObject({code: 'DMP_JOURNAL_LOCKED'})
    await journal.record([planning(plannedItem(9))])
    await journal.close()
    expect((await restore()).lookedFor).toBe(4)
  })

  it('opens for nobody when its restoration is cut short, until the same command ends it', async () => {
    let cut = 0
    for (let step = 1; ; step++) {
      cluster.putBack(bench.url, dump)
      let left = step
      const clock = {
        ...bench.options.clock,
        now: () => {
          if (left-- === 0) throw new Error('cut short')
          return bench.options.clock.now()
        },
      }
      const end = await restore({clock}).then(
        () => 'done',
        (error: Error) => error.message,
      )
      if (end === 'done') break
      expect(end).toBe('cut short')
      const other = machine(`other-${step}`)
      const opened = await bench.open(other).then(
        (journal) => journal.close(),
        (error) => error,
      )
      const [begun, ended] = ['restoring', 'restorations'].map((key) =>
        bench.sql(`SELECT 1 FROM meta WHERE key = '${key}' AND value <> ''`).trim(),
      )
      if (begun === '1') cut += 1
      if (begun === '1') expect(opened).toMatchObject(unfinished)
      else expect(opened).toBeUndefined()
      if (ended !== '1') expect((await restore()).waiting).toEqual([RUN])
      await expectDoubted(other)
    }
    expect(cut).toBeGreaterThan(5)
  })

  it('stops a process that was at work meanwhile, which then knows', async () => {
    const journal = await bench.open()
    await journal.record([planning(plannedItem(5)), sending('item-5')])
    cluster.putBack(bench.url, dump)
    await expect(journal.record([settling('item-5', {to: 'accepted'})])).rejects.toMatchObject(older)
    await journal.close()
    await expect(bench.open()).rejects.toMatchObject(older)
  })

  it('stops a process that was at work and whose own events are there, once it was restored', async () => {
    const journal = await bench.open(machine('idle'))
    expect(await states(journal)).toHaveLength(4)
    cluster.putBack(bench.url, dump)
    await restore()
    await expect(journal.record([planning(plannedItem(5))])).rejects.toMatchObject({
      code: 'DMP_JOURNAL_LOCKED',
      params: {case: 'restoring'},
    })
  })
})
