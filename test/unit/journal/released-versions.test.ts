import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {createKeys, keyFileOf} from '../../../src/lib/journal/key-file.ts'
import {SCHEMA_VERSION} from '../../../src/lib/journal/schema.ts'
import {collect} from '../../support/journal-contract.ts'
import {
  bruno,
  plannedItem,
  planning,
  sampleBatch,
  seededRandom,
  sending,
} from '../../support/journal-samples.ts'
import {SAMPLE_ROOT, seedOfSample} from './samples/make-sample.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench
beforeEach(() => {
  bench = workbench({oidRoot: SAMPLE_ROOT})
})
afterEach(() => bench.clear())

/** Puts the sample of a version where the journal is expected, with its keys, drawn again in the order of their making. */
function putSample(version: number): void {
  const {path, keyDir} = bench.options
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, '', {mode: 0o600})
  const database = new DatabaseSync(path)
  database.exec(readFileSync(join(import.meta.dirname, 'samples', `v${version}.sql`), 'utf8'))
  database.close()
  const random = seededRandom(seedOfSample(version))
  createKeys(keyFileOf(keyDir, random.uuid()), random)
}

function versionNow(): number {
  const database = new DatabaseSync(bench.options.path, {readOnly: true})
  const found = database.prepare('PRAGMA user_version').get()
  database.close()
  return Number(found?.['user_version'])
}

const sampled = Array.from({length: SCHEMA_VERSION}, (_, index) => index + 1)

describe('a journal of a released version', () => {
  it.each(sampled)('version %i opens with everything it held, and goes on', async (version) => {
    putSample(version)
    const journal = await openJournal(bench.options)
    expect(await journal.items({limit: 3})).toMatchObject([
      {
        ...plannedItem(1),
        state: 'accepted',
        registryStatus: 'approved',
        entryUuid: 'urn:uuid:11111111-2222-4333-8444-555555555555',
      },
      {...plannedItem(2), ins: bruno, state: 'unknown', cause: 'DMP_NO_ANSWER', retryAt: 99_000, attempts: 1},
      {...plannedItem(3), state: 'held', heldFrom: 'planned'},
    ])
    expect((await journal.items({ins: bruno})).map((item) => item.id)).toEqual(['item-2'])
    expect(await journal.holds()).toMatchObject([
      {kind: 'ipp', value: 'IPP-SECRET-3', reason: 'wrong-patient'},
    ])
    expect(
      (await collect(journal, {itemId: 'item-1'})).map(({operation, phase}) => `${operation} ${phase}`),
    ).toEqual(['submit intent', 'submit result', 'delete event'])
    const {counts} = await journal.overview({now: 0, since: 0})
    expect(counts).toContainEqual({action: 'submit', state: 'accepted', registryStatus: 'approved', count: 1})
    await journal.record([sending('item-2')])
    expect(await journal.health()).toMatchObject({faults: [], signaturesChecked: true})
    await journal.rotateKeys()
    expect((await journal.health()).faults).toEqual([])
    expect((await journal.items({ipp: 'IPP-SECRET-2'})).map((item) => item.id)).toEqual(['item-2'])
    await journal.close()
    expect(versionNow()).toBe(SCHEMA_VERSION)
  })

  it.each(sampled)('version %i is checked as it is, and left so', async (version) => {
    putSample(version)
    expect(await checkJournal(bench.options)).toMatchObject({faults: [], signaturesChecked: true})
    const database = new DatabaseSync(bench.options.path)
    database.exec("UPDATE items SET state = 'accepted' WHERE id = 'item-3'")
    database.close()
    expect((await checkJournal(bench.options)).findings).toContainEqual({
      kind: 'item',
      itemId: 'item-3',
      note: 'state',
    })
    expect(versionNow()).toBe(version)
  })

  it('version 1 had no arc: the numbers go on under one', async () => {
    putSample(1)
    const journal = await openJournal(bench.options)
    const [given = ''] = await journal.allot(1)
    expect(given.replace(SAMPLE_ROOT, '')).toMatch(/^\.\d+\.6$/)
    await journal.record([planning(plannedItem(4))])
    await journal.close()
    const again = await openJournal(bench.options)
    expect((await again.allot(1))[0]).toMatch(/\.7$/)
    expect(await again.health()).toMatchObject({faults: [], events: 9})
    await again.close()
  })

  it('version 2 has runs, and deletions among its items', async () => {
    putSample(2)
    const journal = await openJournal(bench.options)
    expect(await journal.batches()).toEqual([sampleBatch('20260302-aaaa', {facts: {rules: 'sha'}})])
    expect(await journal.items({batchId: '20260302-aaaa', actions: ['delete', 'submit']})).toMatchObject([
      {id: 'item-4', sendAfter: 70_000},
      {id: 'item-5', action: 'delete'},
    ])
    await journal.close()
  })
})
