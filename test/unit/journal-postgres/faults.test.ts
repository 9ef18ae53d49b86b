import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import type {ServerAddress} from '../../../src/lib/profile/journal-address.ts'
import {collect} from '../../support/journal-contract.ts'
import {entry, patient, plannedItem, planning, sending, settling} from '../../support/journal-samples.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {type CuttingLine, cuttingLine} from './cutting-line.ts'
import {type ServerBench, serverBench} from './workbench.ts'

describeWith(postgresNeeds, 'a server or a line that fails', () => {
  let cluster: PostgresCluster
  let bench: ServerBench
  let line: CuttingLine
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())
  beforeEach(async () => {
    line = await cuttingLine(cluster)
    bench = serverBench(cluster)
  })
  afterEach(async () => {
    line.cutEvery(undefined)
    await bench.clear()
    await line.close()
  })

  const overLine = (): ServerAddress => ({...bench.options.address, host: '127.0.0.1', port: line.port})

  /** Records one event after another until told to stop; what became of each. */
  function recorder(journal: Journal, name: string) {
    const kept: string[] = []
    const refused: string[] = []
    let going = true
    const work = (async () => {
      for (let n = 0; going; n++) {
        const reason = `${name}-${n}`
        await journal.record([entry({reason})]).then(
          () => kept.push(reason),
          (error: unknown) => {
            expect(error).toBeInstanceOf(DmpError)
            expect((error as DmpError).code).toBe('DMP_JOURNAL_UNAVAILABLE')
            refused.push(reason)
          },
        )
      }
    })()
    return {
      kept,
      refused,
      stop: async () => {
        going = false
        await work
      },
    }
  }

  const reasons = async (journal: Journal) =>
    (await collect(journal)).flatMap(({data}) => (data['reason'] ? [String(data['reason'])] : []))

  it('loses and doubles nothing when the server starts again, whichever way it stopped', async () => {
    const journal = await bench.open()
    const writers = ['a', 'b', 'c'].map((name) => recorder(journal, name))
    const count = () => writers.reduce((sum, {kept}) => sum + kept.length, 0)
    const fiveMore = async () => {
      const before = count()
      while (count() < before + 5) await pause(20)
    }
    for (const mode of ['fast', 'immediate'] as const) {
      await fiveMore()
      cluster.restart(mode)
    }
    await fiveMore()
    for (const writer of writers) await writer.stop()
    const written = await reasons(journal)
    expect(written.toSorted()).toEqual(writers.flatMap(({kept}) => kept).toSorted())
    expect(writers.flatMap(({refused}) => refused)).toEqual([])
    expect((await journal.health()).faults).toEqual([])
  })

  it('finds what the server committed when the answer was lost, and writes it once', async () => {
    const journal = await bench.open({address: overLine()})
    await journal.record([planning(plannedItem(1), plannedItem(2))])
    line.loseNextCommit()
    const [id] = await journal.record([sending('item-1')])
    expect((await collect(journal, {phase: 'intent'})).map((event) => event.id)).toEqual([id])
    line.loseNextCommit()
    await journal.record([settling('item-1', {to: 'accepted'})])
    expect((await journal.items({ids: ['item-1']}))[0]).toMatchObject({state: 'accepted', attempts: 1})
    expect((await journal.health()).faults).toEqual([])
  })

  it('writes each event once over a line that is cut at any byte', async () => {
    const journal = await bench.open({address: overLine()})
    for (const bytes of [3001, 5003, 7919, 12_007, 20_011]) {
      line.cutEvery(bytes)
      for (let n = 0; n < 6; n++) await journal.record([entry({reason: `${bytes}-${n}`})])
    }
    line.cutEvery(undefined)
    const expected = [3001, 5003, 7919, 12_007, 20_011].flatMap((bytes) =>
      [0, 1, 2, 3, 4, 5].map((n) => `${bytes}-${n}`),
    )
    expect(await reasons(journal)).toEqual(expected)
    expect((await journal.health()).faults).toEqual([])
  })

  it('refuses before anything leaves when the server stays away, and goes on when it is back', async () => {
    const journal = await bench.open({patienceMs: 300})
    await journal.record([planning(plannedItem(1))])
    cluster.stop()
    try {
      for (const call of [
        () => journal.record([sending('item-1')]),
        () => journal.items({}),
        () => journal.claim({batchIds: ['x'], limit: 1, now: 1, leaseMs: 1000}),
        () => bench.open(),
      ])
        await expect(call()).rejects.toMatchObject({
          code: 'DMP_JOURNAL_UNAVAILABLE',
          exitCode: 7,
          params: {path: bench.url},
        })
    } finally {
      cluster.start()
    }
    await journal.record([sending('item-1')])
    expect((await journal.items({}))[0]).toMatchObject({state: 'sending', attempts: 1})
  })

  it('makes unknown what was under way on a lost connection, and still takes the answer that came late', async () => {
    const lost = await bench.open({address: overLine(), patienceMs: 5000})
    await lost.record([planning(plannedItem(1), plannedItem(2))])
    await lost.record([sending('item-1'), sending('item-2')])
    line.cut()
    const other = await bench.open()
    expect((await other.items({})).map(({state, cause}) => [state, cause])).toEqual([
      ['unknown', 'DMP_INTERRUPTED'],
      ['unknown', 'DMP_INTERRUPTED'],
    ])
    await other.record([settling('item-2', {to: 'held'})])
    await lost.record([settling('item-1', {to: 'accepted'})])
    await expect(lost.record([settling('item-2', {to: 'accepted'})])).rejects.toMatchObject({
      code: 'DMP_ITEM_STATE',
    })
    expect(new Set((await collect(other)).map(({writerId}) => writerId)).size).toBe(2)
    expect((await other.health()).faults).toEqual([])
  })

  it('says what is wrong with a database that cannot be written', async () => {
    const journal = await bench.open()
    await journal.record([planning(plannedItem(1, {ins: patient(1)}))])
    await journal.close()
    const name = new URL(bench.url).pathname.slice(1)
    cluster.psql(bench.url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    await expect(bench.open()).rejects.toMatchObject({
      code: 'DMP_JOURNAL_UNWRITABLE',
      params: {reason: 'read-only'},
    })
    cluster.psql(
      bench.url.replace(name, 'postgres'),
      `ALTER DATABASE ${name} RESET default_transaction_read_only`,
    )
    expect(await (await bench.open()).items({})).toHaveLength(1)
  })
})
