import {type ChildProcess, spawn} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import type {ItemChange, Journal, JournalItem, PlannedItem} from '../../../src/lib/ports/journal.ts'
import {collect} from '../../support/journal-contract.ts'
import {batchPlanning, entry, patient, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {type PostgresCluster, postgresNeeds, startPostgres} from '../../support/postgres.ts'
import {describeWith} from '../../support/requires.ts'
import {type ServerBench, serverBench} from './workbench.ts'

const RUN = '20260302-aaaa'
const query = (limit: number, leaseMs = 60_000) => ({batchIds: [RUN], limit, now: Date.now(), leaseMs})
const item = (n: number, patientNumber = n, more: Partial<PlannedItem> = {}) =>
  plannedItem(n, {ins: patient(patientNumber), ...more})
const note = (change: ItemChange) => entry({operation: 'submit', itemId: change.id}, [change])
const states = (items: readonly JournalItem[]) => Object.fromEntries(items.map(({id, state}) => [id, state]))

describeWith(postgresNeeds, 'workers on one server', () => {
  let cluster: PostgresCluster
  let bench: ServerBench
  const children: ChildProcess[] = []
  beforeAll(async () => {
    cluster = await startPostgres()
  })
  afterAll(() => cluster?.remove())
  beforeEach(() => {
    bench = serverBench(cluster)
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await bench.clear()
  })

  /** A process that works on the run; ended or stalled when this answers. */
  function worker(more: object = {}): Promise<{child: ChildProcess; lines: string[]}> {
    const {clock: _clock, random: _random, ...options} = bench.options
    const settings = JSON.stringify({...options, batchIds: [RUN], leaseMs: 60_000, ...more})
    const script = join(import.meta.dirname, 'worker.ts')
    const child = spawn(process.execPath, [script, settings], {stdio: ['ignore', 'pipe', 'inherit']})
    children.push(child)
    let text = ''
    return new Promise((resolve, reject) => {
      const answer = () => resolve({child, lines: text.split('\n').filter(Boolean)})
      child.stdout?.on('data', (chunk) => {
        text += String(chunk)
        if (text.includes('stalled\n')) answer()
      })
      child.on('error', reject)
      child.on('close', answer)
    })
  }

  it('share a run: each item once, a patient with one of them at a time, in the order of planning', async () => {
    const journal = await bench.open()
    const items = Array.from({length: 120}, (_, n) => item(n, n % 15))
    await journal.record([batchPlanning(sampleBatch(RUN), ...items)])
    const runs = await Promise.all([worker(), worker(), worker()])
    expect(runs.flatMap(({lines}) => lines).filter((line) => line.startsWith('accepted'))).toHaveLength(120)
    const underWay = new Map<string, string>()
    const order = new Map<string, number[]>()
    for (const event of await collect(journal, {operation: 'submit'})) {
      const id = event.itemId ?? ''
      const own = items.find((one) => one.id === id)?.ins.matricule ?? ''
      if (event.phase === 'intent') {
        expect([id, underWay.get(own)]).toEqual([id, undefined])
        underWay.set(own, id)
        order.set(own, [...(order.get(own) ?? []), Number(id.replace('item-', ''))])
      } else underWay.delete(own)
    }
    for (const numbers of order.values()) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    const health = await journal.health()
    expect([health.faults, health.items.accepted]).toEqual([[], 120])
  })

  it('take over from one that was killed: what left is unknown, what never left is taken at once', async () => {
    const journal = await bench.open()
    await journal.record([batchPlanning(sampleBatch(RUN), item(1), item(2))])
    const {child} = await worker({stall: true})
    expect(await journal.claim(query(9))).toEqual([])
    const died = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await died
    const taken = await untilTaken(journal, 2)
    expect(taken.map(({id, state, cause}) => [id, state, cause])).toEqual([
      ['item-1', 'unknown', 'DMP_INTERRUPTED'],
      ['item-2', 'planned', undefined],
    ])
    const results = await collect(journal, {itemId: 'item-1', phase: 'result'})
    expect(results).toMatchObject([{outcome: 'unknown', data: {cause: 'DMP_INTERRUPTED'}}])
    expect((await journal.health()).faults).toEqual([])
  })

  /** Connections of a killed process end when the server notices; workers look again every second. */
  async function untilTaken(journal: Journal, count: number): Promise<readonly JournalItem[]> {
    const taken: JournalItem[] = []
    while (taken.length < count) {
      taken.push(...(await journal.claim(query(9))))
      if (taken.length < count) await systemPause(200)
    }
    return taken.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  it('leave nothing to one that wakes after its lease: neither an intent nor a result of its own', async () => {
    const asleep = await bench.open()
    const awake = await bench.open()
    await asleep.record([batchPlanning(sampleBatch(RUN), item(1), item(2))])
    const [sent, held] = await asleep.claim(query(2))
    const claim = sent?.claim ?? ''
    await asleep.record([note({id: 'item-1', to: 'sending', countAttempt: true, claim})])
    bench.sql("UPDATE claims SET until = until - interval '1 hour'")
    const taken = await untilTaken(awake, 2)
    expect(states(taken)).toEqual({'item-1': 'unknown', 'item-2': 'planned'})
    await expect(asleep.record([note({id: 'item-1', to: 'accepted', claim})])).rejects.toMatchObject({
      code: 'DMP_ITEM_STATE',
    })
    await expect(
      asleep.record([note({id: 'item-2', to: 'sending', claim: held?.claim ?? ''})]),
    ).rejects.toMatchObject({code: 'DMP_ITEM_STATE'})
    expect(await asleep.renew(['item-1', 'item-2'], 60_000)).toEqual([])
    await asleep.release(['item-1', 'item-2'])
    await awake.record([note({id: 'item-1', to: 'sending', claim: taken[0]?.claim ?? ''})])
    expect((await awake.health()).faults).toEqual([])
  })

  it('lets one that wakes end what it sent while nobody took it over', async () => {
    const journal = await bench.open()
    await journal.record([batchPlanning(sampleBatch(RUN), item(1))])
    const [one] = await journal.claim(query(1))
    const claim = one?.claim ?? ''
    await journal.record([note({id: 'item-1', to: 'sending', claim})])
    bench.sql("UPDATE claims SET until = until - interval '1 hour'")
    await journal.record([note({id: 'item-1', to: 'accepted', claim})])
    expect(states(await journal.items({}))).toEqual({'item-1': 'accepted'})
  })

  it('plan the same bytes once, however many try at the same time', async () => {
    const journals = await Promise.all([1, 2, 3, 4].map(() => bench.open()))
    const {sourceSha256} = item(1)
    const tries = await Promise.allSettled(
      journals.map((journal, n) =>
        journal.record([entry({operation: 'plan'}, [], [item(n, 1, {id: `try-${n}`, sourceSha256})])]),
      ),
    )
    const refused = tries.filter(({status}) => status === 'rejected') as PromiseRejectedResult[]
    expect(refused.map(({reason}) => reason.code)).toEqual(Array(3).fill('DMP_ALREADY_SENT'))
    expect(await journals[0]?.items({sourceSha256})).toHaveLength(1)
  })

  it('never give an identifier twice', async () => {
    const journals = await Promise.all([1, 2, 3].map(() => bench.open()))
    const given = await Promise.all(
      journals.flatMap((journal) => [journal.allot(150), journal.allot(3), journal.allot(700)]),
    )
    expect(new Set(given.flat()).size).toBe(3 * 853)
  })

  it('write a chain each, and continue that of one that ended', async () => {
    const first = await bench.open()
    const second = await bench.open()
    await first.record([entry({reason: 'a'})])
    await second.record([entry({reason: 'b'})])
    await second.close()
    const third = await bench.open()
    await third.record([entry({reason: 'c'})])
    const events = await collect(third)
    expect(new Set(events.map(({writerId}) => writerId)).size).toBe(2)
    expect(events.map(({seq}) => seq)).toEqual([1, 1, 2])
    expect((await third.health()).faults).toEqual([])
  })
})

function systemPause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
