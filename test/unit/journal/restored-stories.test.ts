/**
 * Whatever happened before and after a copy, and whatever befell the journal: put back, nothing is doubled, nothing deleted
 * is published, no hold is weaker, every account adds up. The line alone is a model; journal, restoration and rules are real.
 */
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import fc from 'fast-check'
import {expect, it, vi} from 'vitest'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {restoreJournal} from '../../../src/lib/journal/restore.ts'
import type {Hold, JournalItem} from '../../../src/lib/ports/journal.ts'
import {standingOfRun} from '../../../src/lib/usecases/batch/run/standing-of-run.ts'
import type {Workbench as Bench} from '../../../src/lib/usecases/ports.ts'
import type {Earlier, LotItem, SendTerms} from '../../../src/lib/usecases/submission/send-lot.ts'
import {entry} from '../../support/journal-samples.ts'
import {virtualClock} from '../../support/virtual-clock.ts'
import {entryOf, Hospital, type Way} from './restored-model.ts'
import {type Workbench, workbench} from './workbench.ts'

const line = vi.hoisted(() => ({hospital: undefined as Hospital | undefined}))

vi.mock('../../../src/lib/usecases/exchange/locate-entry.ts', async (original) => ({
  ...(await original<object>()),
  locateEntry: async (_bench: unknown, {uniqueId}: {uniqueId: string}) =>
    line.hospital?.registry.locate(uniqueId) ? [entryOf(uniqueId)] : [],
}))
vi.mock('../../../src/lib/usecases/submission/rebuild-item.ts', () => ({rebuildItem: async () => ({})}))
vi.mock('../../../src/lib/usecases/submission/send-lot.ts', async (original) => {
  const real = await original<typeof import('../../../src/lib/usecases/submission/send-lot.ts')>()
  const sendLot = async (bench: Bench, lot: readonly LotItem[], earlier: Earlier, terms: SendTerms) => {
    const [{item} = {item: undefined}] = lot
    if (!item || !line.hospital) throw new RangeError('nothing to send')
    const journal = await bench.journal()
    const intent = entry({phase: 'intent', operation: 'submit', itemId: item.id}, [
      {id: item.id, to: 'sending', countAttempt: true},
    ])
    await journal.record([intent])
    const ending = line.hospital.registry.submit(item)
    const changes = real.settledChanges(ending, item, earlier, terms)
    await journal.record([entry({phase: 'result', operation: 'submit', itemId: item.id}, changes)])
    return ending
  }
  return {...real, sendLot}
})

type Act = (hospital: Hospital) => Promise<void>

const run = fc.nat(3)
const onRun =
  (act: (hospital: Hospital, id: string) => Promise<void>, at: number): Act =>
  async (hospital) => {
    const ids = await hospital.runs()
    const id = ids[at % Math.max(1, ids.length)]
    if (id !== undefined) await act(hospital, id)
  }
const way = fc.constantFrom<Way>('kept', 'kept', 'refused', 'cut-before', 'cut-after', 'busy')
const code = fc.constantFrom(
  'DMP_NOT_FOUND_AFTER_SENDING',
  'DMP_WITHDRAWN',
  'refused',
  'held',
  'unknown',
  'deferred',
)
const named = <T>(text: string, act: T): T => Object.assign(act as object, {toString: () => text}) as T

const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(fc.uniqueArray(fc.nat(3), {minLength: 1}), fc.boolean())
    .map(([contents, killed]) =>
      named(`plan ${contents} ${killed}`, (hospital: Hospital) => hospital.plan(contents, killed)),
    ),
  fc.tuple(run, way, fc.integer({min: 1, max: 4})).map(([at, how, most]) =>
    named(
      `work ${at} ${how} ${most}`,
      onRun((hospital, id) => hospital.work(id, how, {most, word: true}), at),
    ),
  ),
  fc.tuple(run, code).map(([at, only]) =>
    named(
      `retry ${at} ${only}`,
      onRun((hospital, id) => hospital.retry(id, only), at),
    ),
  ),
  fc.tuple(run, fc.integer({min: 1, max: 4}), fc.boolean()).map(([at, most, close]) =>
    named(
      `take back ${at} ${most} ${close}`,
      onRun((hospital, id) => hospital.takeBack(id, most, close), at),
    ),
  ),
  fc
    .tuple(fc.nat(3), fc.option(fc.constantFrom(5, 50, 100_000), {nil: undefined}))
    .map(([n, until]) => named(`hold ${n} ${until}`, (hospital: Hospital) => hospital.hold(n, until))),
  fc
    .nat(3)
    .map((n) =>
      named(
        `lift ${n}`,
        async (hospital: Hospital) => void (await hospital.store.liftHold('ipp', `IPP-${n}`)),
      ),
    ),
)

type Harm = 'event' | 'event and row' | 'lost' | 'another'

async function harm(folder: Workbench, how: Harm, hospital: Hospital, since: readonly Act[]): Promise<void> {
  const {path} = folder.options
  if (how === 'event' || how === 'event and row') {
    const database = new DatabaseSync(path)
    database.exec('DELETE FROM events WHERE n = 2')
    if (how === 'event and row')
      database.exec(`DELETE FROM item_bodies WHERE n = (SELECT max(n) FROM items);
        DELETE FROM items WHERE n = (SELECT max(n) FROM items)`)
    database.close()
    return
  }
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
  if (how === 'lost') return
  await inJournal(folder, hospital, async () => {
    for (const one of since) await one(hospital)
  })
}

async function inJournal<T>(folder: Workbench, hospital: Hospital, work: () => Promise<T>): Promise<T> {
  const journal = await openJournal({...folder.options, mode: 'runner'})
  hospital.journal = journal
  try {
    return await work()
  } finally {
    await journal.close()
    hospital.journal = undefined
  }
}

const ALL = ['submit', 'replace', 'delete'] as const

interface Known {
  readonly items: readonly JournalItem[]
  readonly holds: readonly Hold[]
}

const known = async ({store}: Hospital): Promise<Known> => ({
  items: await store.items({actions: ALL}),
  holds: await store.holds(),
})

async function documented(hospital: Hospital): Promise<void> {
  const ids = await hospital.runs()
  for (let turn = 0; turn < 2; turn++) {
    for (const id of ids) await hospital.work(id, 'kept')
    await hospital.plan([0, 1, 2, 3])
    for (const id of ids) await hospital.work(id, 'kept', {word: true})
    for (const id of ids) {
      await hospital.retry(id, 'DMP_NOT_FOUND_AFTER_SENDING')
      await hospital.retry(id, 'held')
      await hospital.work(id, 'kept', {word: true})
    }
    await hospital.plan([3, 2, 1, 0])
  }
  for (const id of await hospital.runs()) await hospital.work(id, 'kept', {word: true})
}

const isWeaker = (now: Hold | undefined, before: Hold) =>
  now === undefined || (now.until !== undefined && (before.until === undefined || now.until < before.until))

it('holds for every story', async () => {
  const story = fc.array(act, {minLength: 2, maxLength: 7})
  const harms = fc.constantFrom<Harm>('event', 'event', 'event and row', 'lost', 'another')
  const tell = async (first: readonly Act[], since: readonly Act[], how: Harm) => {
    const clock = virtualClock(Date.UTC(2026, 2, 2))
    const folder = workbench({clock})
    const hospital = new Hospital(clock)
    const {registry} = hospital
    line.hospital = hospital
    const copy = join(folder.folder, 'copy.db')
    try {
      const before = await inJournal(folder, hospital, async () => {
        await hospital.plan([0, 1])
        for (const one of first) await one(hospital)
        await hospital.store.backup(copy)
        return known(hospital)
      })
      const after = await inJournal(folder, hospital, async () => {
        await hospital.hold(9, undefined)
        for (const one of since) await one(hospital)
        return known(hospital)
      })
      await harm(folder, how, hospital, since)
      const isTold = how === 'event'
      const withdrawn = after.items.filter(({cause}) => isTold && cause === 'DMP_WITHDRAWN')
      const sent = new Set(registry.held.keys())
      await restoreJournal({...folder.options, copy})
      registry.watched = true
      await inJournal(folder, hospital, async () => {
        const restored = await known(hospital)
        const there = new Map(restored.items.map((item) => [item.id, item]))
        for (const {id} of isTold ? after.items : before.items) expect(there.has(id), id).toBe(true)
        for (const hold of [...before.holds, ...(isTold ? after.holds : [])])
          expect(
            isWeaker(
              restored.holds.find(({value}) => value === hold.value),
              hold,
            ),
            hold.value,
          ).toBe(false)
        await documented(hospital)
        await standingOfRun(hospital.bench, await hospital.runs())
        const end = await known(hospital)
        expect(registry.faults).toEqual([])
        for (const {documentUniqueId: id} of withdrawn)
          if (!sent.has(id)) expect(registry.held.has(id), `withdrawn ${id}`).toBe(false)
        for (const {documentUniqueId: id, registryStatus} of end.items)
          if (isTold && registryStatus === 'approved')
            expect(registry.locate(id), `called there ${id}`).toBe(true)
      })
      expect((await checkJournal(folder.options)).faults).toEqual([])
    } finally {
      folder.clear()
    }
  }
  await fc.assert(fc.asyncProperty(story, story, harms, tell), {numRuns: 40, endOnFailure: false})
}, 300_000)
