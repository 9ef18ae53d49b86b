import {copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import fc from 'fast-check'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {collect} from '../../support/journal-contract.ts'
import {
  alice,
  batchPlanning,
  entry,
  plannedItem,
  planning,
  sampleBatch,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {workbench} from './workbench.ts'

const bench = workbench()
const {path} = bench.options
const good = join(bench.folder, 'good.db')

/** Two writers, 130 events (so a checkpoint within), items in several states, a hold. */
async function fill(): Promise<void> {
  const first = await openJournal(bench.options)
  const second = await openJournal(bench.options)
  await first.allot(10)
  await first.record([planning(plannedItem(1), plannedItem(2), plannedItem(3))])
  await second.record([sending('item-1')])
  await second.record([
    settling('item-1', {to: 'accepted', entryUuid: 'urn:uuid:11111111-2222-4333-8444-555555555555'}),
  ])
  await first.record([sending('item-2'), settling('item-2', {to: 'unknown'})])
  await first.record([batchPlanning(sampleBatch('20260302-aaaa', {state: 'closed'}), plannedItem(4))])
  await first.hold([{kind: 'ins', value: `${alice.matricule}`, reason: 'r', by: 'op', createdAt: 1}])
  const search = entry({operation: 'search', patient: alice, reason: 'x'})
  for (const journal of [first, second]) await journal.record(Array.from({length: 60}, () => search))
  await first.close()
  await second.close()
}

beforeAll(async () => {
  await fill()
  copyFileSync(path, good)
})
afterAll(() => bench.clear())
beforeEach(() => {
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
  copyFileSync(good, path)
})

function alter(sql: string): void {
  const database = new DatabaseSync(path)
  try {
    database.exec(sql)
  } finally {
    database.close()
  }
}

async function kinds(): Promise<string[]> {
  const {findings} = await checkJournal(bench.options)
  return findings.map((fault) => fault.kind)
}

describe('the check of a journal', () => {
  it('finds nothing in a sound one, with or without its key', async () => {
    expect((await checkJournal(bench.options)).faults).toEqual([])
    expect(await checkJournal({...bench.options, keyDir: '/nonexistent'})).toMatchObject({
      faults: [],
      events: 127,
      signaturesChecked: false,
    })
  })

  const cases: readonly (readonly [what: string, sql: string, ...expected: string[]])[] = [
    ['an edited event', "UPDATE events SET outcome = 'success' WHERE n = 3", 'chain'],
    [
      'an event whose sealed part was changed',
      "UPDATE events SET sealed = sealed || 'A' WHERE n = 50",
      'chain',
    ],
    ['an event removed in the middle', 'DELETE FROM events WHERE n = 40', 'chain'],
    ['an event removed at the end', 'DELETE FROM events WHERE n = 127', 'head', 'checkpoint', 'tail'],
    [
      'an event removed at the end with its head set back',
      'DELETE FROM events WHERE n = 127; UPDATE writers SET seq = (SELECT max(seq) FROM events e WHERE e.writer = writers.id), hash = (SELECT hash FROM events e WHERE e.writer = writers.id ORDER BY seq DESC LIMIT 1)',
      'checkpoint',
      'tail',
    ],
    [
      'two events swapped',
      'UPDATE events SET n = 999 WHERE n = 10; UPDATE events SET n = 10 WHERE n = 11; UPDATE events SET n = 11 WHERE n = 999',
      'chain',
    ],
    [
      'a whole chain dropped',
      'DELETE FROM events WHERE writer = (SELECT id FROM writers WHERE slot = 2); DELETE FROM writers WHERE slot = 2',
      'chain',
      'item',
      'checkpoint',
      'tail',
    ],
    [
      'an item set to accepted by hand',
      "UPDATE items SET state = 'accepted' WHERE id = 'item-2'",
      'item',
      'batch',
    ],
    ['an item given to another patient', "UPDATE item_bodies SET ins = 'f00' WHERE n = 1", 'item'],
    ['an item removed', "DELETE FROM items WHERE id = 'item-3'", 'item', 'batch'],
    ['half an item removed', 'DELETE FROM item_bodies WHERE n = 3', 'item'],
    [
      'an item moved to another run',
      "UPDATE items SET batch = '20260302-zzzz' WHERE id = 'item-4'",
      'item',
      'batch',
    ],
    ['an item sent earlier than planned', "UPDATE items SET send_after = 1 WHERE id = 'item-4'", 'item'],
    [
      'a submission made a deletion',
      "UPDATE items SET action = 'delete' WHERE id = 'item-4'",
      'item',
      'batch',
    ],
    ['an item moved to another profile', "UPDATE items SET establishment = 'x' WHERE id = 'item-4'", 'item'],
    ['a run removed', 'DELETE FROM batches', 'batch'],
    ['a run opened again by hand', "UPDATE batches SET state = 'submitted'", 'batch'],
    ['altered totals', "UPDATE item_counts SET count = count + 1 WHERE state = 'accepted'", 'batch'],
    [
      'an item added',
      "INSERT INTO items (n, id, state, attempts, planned_at, moved_by) SELECT 99, 'item-9', state, attempts, planned_at, moved_by FROM items WHERE n = 3; INSERT INTO item_bodies SELECT 99, document_uid, set_uid, source_sha256, ins, ipp, venue, source_id, set_id, sealed FROM item_bodies WHERE n = 3",
      'item',
      'batch',
    ],
    ['a hold removed', 'DELETE FROM holds', 'hold'],
    ['a hold changed', "UPDATE holds SET sealed = sealed || 'A'", 'hold'],
    ['a checkpoint edited', 'UPDATE checkpoints SET ts = ts + 1 WHERE n = 1', 'checkpoint'],
    ['a checkpoint removed', 'DELETE FROM checkpoints WHERE n = 1', 'checkpoint'],
    ['a table changed', 'ALTER TABLE items ADD COLUMN more TEXT', 'file'],
    [
      'a trigger added',
      "CREATE TRIGGER extra AFTER UPDATE ON items BEGIN UPDATE items SET state = 'accepted'; END",
      'file',
    ],
    ['the counter set back', "UPDATE meta SET value = '1' WHERE key = 'next'", 'counter'],
  ]
  it.each(cases)('finds %s', async (_what, sql, ...expected) => {
    alter(sql)
    const found = await kinds()
    for (const kind of expected) expect(found).toContain(kind)
    expect(new Set(found)).toEqual(
      new Set([...expected, ...found.filter((kind) => kind === 'chain' || kind === 'checkpoint')]),
    )
  })

  it('names the event and the item that are wrong', async () => {
    alter(
      "UPDATE events SET outcome = 'success' WHERE n = 3; UPDATE items SET state = 'accepted' WHERE id = 'item-2'",
    )
    const {faults} = await checkJournal(bench.options)
    expect(faults.join('\n')).toMatch(
      /^item itemId=item-2 note=state\nbatch note=totals\nchain writerId=[0-9a-f-]{36} seq=2 note=hash$/m,
    )
  })

  it('never takes a counter that was set back', async () => {
    alter("UPDATE meta SET value = '1' WHERE key = 'next'")
    const journal = await openJournal(bench.options)
    await expect(journal.allot(1)).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'setting-next'},
    })
    await journal.close()
  })

  it('finds a truncated file, and opening refuses it', async () => {
    const {size} = statSync(path)
    for (const kept of [size - 4096, Math.floor(size / 2), 5000, 4096, 100]) {
      copyFileSync(good, path)
      truncateSync(path, kept)
      expect(await kinds()).toContain('file')
      await expect(openJournal(bench.options)).rejects.toMatchObject({code: 'DMP_JOURNAL_DAMAGED'})
    }
    truncateSync(path, 0)
    await expect(openJournal({...bench.options, environment: 'test'})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
    })
    rmSync(path)
    expect(existsSync(path)).toBe(false)
  })

  it('finds any flipped byte that changes what the journal says', async () => {
    const sound = readFileSync(good)
    const reading = await everything()
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({min: 1, max: 255}), async (at, flip) => {
        const bytes = Buffer.from(sound)
        bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at)
        for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
        writeFileSync(path, bytes)
        const said = await everything()
        const found = await checkJournal(bench.options).catch((error: unknown) => {
          if (error instanceof DmpError) return undefined
          throw error
        })
        if (said !== reading) expect(found).not.toMatchObject({faults: [], signaturesChecked: true})
      }),
      {numRuns: 60},
    )
  }, 60_000)
})

/** All that a reader sees, or the code of the refusal. */
async function everything(): Promise<string> {
  let journal: Journal | undefined
  try {
    journal = await openJournal(bench.options)
    return JSON.stringify([await journal.items({}), await journal.holds(), await collect(journal)])
  } catch (error) {
    if (error instanceof DmpError) return error.code
    throw error
  } finally {
    await journal?.close()
  }
}
