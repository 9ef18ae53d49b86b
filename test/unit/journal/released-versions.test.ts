import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {createKeys, keyFileOf} from '../../../src/lib/journal/key-file.ts'
import {SCHEMA_VERSION} from '../../../src/lib/journal/schema.ts'
import {collect} from '../../support/journal-contract.ts'
import {bruno, plannedItem, planning, seededRandom, sending} from '../../support/journal-samples.ts'
import {SAMPLE_ROOT, SAMPLE_SEED} from './samples/make-sample.ts'
import {workbench} from './workbench.ts'

const bench = workbench({oidRoot: SAMPLE_ROOT})
afterEach(() => bench.clear())

describe('a journal of a released version', () => {
  it('version 1 opens with everything it held, and goes on', async () => {
    const {path, keyDir} = bench.options
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, '', {mode: 0o600})
    const database = new DatabaseSync(path)
    database.exec(readFileSync(join(import.meta.dirname, 'samples', 'v1.sql'), 'utf8'))
    database.close()
    // The sample's keys, drawn again from its seed in the order in which they were made.
    const random = seededRandom(SAMPLE_SEED)
    createKeys(keyFileOf(keyDir, random.uuid()), random)

    const journal = await openJournal(bench.options)
    expect(await journal.items({})).toMatchObject([
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
    // Version 1 had no arc: one is drawn, and the numbers go on.
    const [given = ''] = await journal.allot(1)
    expect(given.replace(SAMPLE_ROOT, '')).toMatch(/^\.\d+\.6$/)
    await journal.record([planning(plannedItem(4)), sending('item-2')])
    expect(await journal.health()).toMatchObject({faults: [], events: 10, signaturesChecked: true})
    await journal.close()
    const again = await openJournal(bench.options)
    expect(await again.allot(1)).toEqual([given.replace(/6$/, '7')])
    await again.close()
    const now = new DatabaseSync(path, {readOnly: true})
    expect(now.prepare('PRAGMA user_version').get()).toEqual({user_version: SCHEMA_VERSION})
    now.close()
  })
})
