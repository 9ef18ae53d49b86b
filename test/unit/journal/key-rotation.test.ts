import {copyFileSync, cpSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Hold, Journal} from '../../../src/lib/ports/journal.ts'
import {collect} from '../../support/journal-contract.ts'
import {
  batchPlanning,
  entry,
  patient,
  plannedItem,
  sampleBatch,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {type FailingDisk, failingDisk} from './failing-disk.ts'
import {type Workbench, workbench} from './workbench.ts'

const RUN = '20260302-aaaa'
const ITEMS = 450
const item = (n: number) => plannedItem(n, {ins: patient(n % 90)})
const hold = (value: string): Hold => ({kind: 'ipp', value, reason: 'opposition', by: 'op', createdAt: 1})

let bench: Workbench
let disk: FailingDisk
beforeEach(() => {
  bench = workbench()
  disk = failingDisk(10)
})
afterEach(() => bench.clear())

const open = (more = {}) => openJournal({...bench.options, connect: disk.connect, ...more})

/** A run of 450 items of 90 patients, some settled; holds; events about a patient. */
async function filled(): Promise<Journal> {
  const journal = await open()
  const items = Array.from({length: ITEMS}, (_, n) => item(n))
  await journal.record([
    batchPlanning(sampleBatch(RUN), ...items),
    entry({operation: 'search', patient: patient(5), reason: 'first'}),
  ])
  await journal.record([sending('item-1'), settling('item-1', {to: 'accepted'})])
  await journal.hold(['IPP-SECRET-7', 'IPP-SECRET-8'].map(hold))
  return journal
}

/** Everything that must not depend on which key a row is under. */
async function expectWhole(journal: Journal): Promise<void> {
  expect(await journal.items({limit: 500})).toHaveLength(ITEMS)
  for (const n of [1, 200, 449])
    for (const query of [
      {ipp: `IPP-SECRET-${n}`},
      {sourceId: `SOURCE-SECRET-${n}`},
      {documentUniqueId: item(n).documentUniqueId},
      {sourceSha256: item(n).sourceSha256},
    ])
      expect(await journal.items(query)).toMatchObject([item(n)])
  expect((await journal.items({ins: patient(5)})).map(({id}) => id)).toEqual(
    [5, 95, 185, 275, 365].map((n) => `item-${n}`),
  )
  expect((await journal.holds()).map(({value}) => value)).toEqual(['IPP-SECRET-7', 'IPP-SECRET-8'])
  expect(await journal.holdsOn([{kind: 'ipp', value: 'IPP-SECRET-8'}])).toEqual([hold('IPP-SECRET-8')])
  expect(await journal.batches()).toEqual([sampleBatch(RUN)])
  const events = await collect(journal, {ins: patient(5)})
  expect(events.filter(({operation}) => operation === 'search').map(({data}) => data['reason'])[0]).toBe(
    'first',
  )
  const twin = {...item(300), id: 'item-twin'}
  await expect(journal.record([entry({operation: 'plan'}, [], [twin])])).rejects.toMatchObject({
    code: 'DMP_ALREADY_SENT',
  })
  const claimed = await journal.claim({batchIds: [RUN], limit: 500, now: 10_000, leaseMs: 1000})
  expect(new Set(claimed.map(({ins}) => ins.matricule)).size).toBe(90)
  expect(claimed).toHaveLength(90)
  await journal.release(claimed.map(({id}) => id))
  expect((await journal.health()).faults).toEqual([])
}

/** Ids of the keys that rows are under. */
function keysInUse(): string[] {
  const database = new DatabaseSync(bench.options.path, {readOnly: true})
  try {
    const rows = database
      .prepare(
        'SELECT sealed FROM item_bodies UNION ALL SELECT sealed FROM holds UNION ALL SELECT sealed FROM batches',
      )
      .all()
    return [...new Set(rows.map(({sealed}) => String(sealed).split('.')[0] ?? ''))]
  } finally {
    database.close()
  }
}

function keyFile(): string {
  const database = new DatabaseSync(bench.options.path, {readOnly: true})
  const id = database.prepare("SELECT value FROM meta WHERE key = 'journal'").get()?.['value']
  database.close()
  return join(bench.options.keyDir, `journal-${id}.key.json`)
}

describe('new keys for a journal', () => {
  it('seal everything again but the events, and look-ups find what they found', async () => {
    const journal = await filled()
    const [before] = keysInUse()
    const {keyId, resealed} = await journal.rotateKeys()
    expect(keyId).not.toBe(before)
    expect(resealed).toBe(ITEMS + 2 + 1)
    expect(keysInUse()).toEqual([keyId])
    await expectWhole(journal)
    await journal.record([entry({operation: 'search', patient: patient(5), reason: 'second'})])
    const reasons = (await collect(journal, {ins: patient(5), operation: 'search'})).map(
      ({data}) => data['reason'],
    )
    expect(reasons).toEqual(['first', 'second'])
    await journal.close()
    const again = await open()
    await expectWhole(again)
    await again.rotateKeys()
    await expectWhole(again)
    expect((await again.allot(1))[0]).toMatch(/^1\.2\.250\.1\.999\.1\.1\./)
    await again.close()
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600)
  }, 20_000)

  it('are refused beside another command, and nothing changes', async () => {
    const journal = await filled()
    const other = await open()
    await expect(journal.rotateKeys()).rejects.toMatchObject({code: 'DMP_JOURNAL_LOCKED'})
    await other.record([entry({operation: 'search', patient: patient(5)})])
    await other.close()
    expect(keysInUse()).toHaveLength(1)
    await expectWhole(journal)
    expect((await journal.rotateKeys()).resealed).toBe(ITEMS + 3)
    await journal.close()
  })

  it('are refused while a bulk run works', async () => {
    const journal = await filled()
    const runner = await open({mode: 'runner'})
    await expect(journal.rotateKeys()).rejects.toMatchObject({code: 'DMP_JOURNAL_LOCKED'})
    await journal.close()
    expect((await runner.rotateKeys()).resealed).toBe(ITEMS + 3)
    await expectWhole(runner)
    await runner.close()
  })

  it.each([1, 2, 3, 5, 8, 11, 13, 100, 215, 400, 470])(
    'interrupted at one write of many, leave a whole journal that the next rotation finishes (write %i)',
    async (n) => {
      const journal = await filled()
      disk.arm(n, true)
      const cut = await journal.rotateKeys().then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(cut).toMatchObject({code: 'DMP_JOURNAL_UNWRITABLE'})
      await journal.close()
      disk.disarm()
      const again = await open()
      await expectWhole(again)
      await again.hold([hold('IPP-SECRET-8')])
      expect(await again.liftHold('ipp', 'IPP-SECRET-7')).toBe(true)
      await again.hold([hold('IPP-SECRET-7')])
      expect((await again.holds()).map(({value}) => value).sort()).toEqual(['IPP-SECRET-7', 'IPP-SECRET-8'])
      const {keyId} = await again.rotateKeys()
      expect(keysInUse()).toEqual([keyId])
      expect((await again.health()).faults).toEqual([])
      await again.close()
      // An unused key is not left behind at each try.
      expect(JSON.parse(readFileSync(keyFile(), 'utf8')).keys).toHaveLength(2)
    },
    20_000,
  )

  it('keep copies made before readable, and a key that is gone is told', async () => {
    await (await filled()).close()
    const journal = await open()
    const copy = join(bench.folder, 'copy.db')
    await journal.backup(copy)
    await journal.rotateKeys()
    await journal.close()
    const elsewhere = {
      path: join(bench.folder, 'elsewhere', 'journal.db'),
      registryDir: join(bench.folder, 'other'),
    }
    const moved = await openJournal({...bench.options, ...elsewhere}).then((made) => made.close())
    expect(moved).toBeUndefined()
    copyFileSync(copy, elsewhere.path)
    const third = {...bench.options, ...elsewhere, registryDir: join(bench.folder, 'third')}
    // The checkpoint kept beside the key knows more than the copy.
    expect((await checkJournal(third)).findings).toMatchObject([{kind: 'checkpoint', note: 'kept'}])
    const keyDir = join(bench.folder, 'third-keys')
    cpSync(bench.options.keyDir, keyDir, {recursive: true, filter: (name) => !name.includes('.checkpoint.')})
    const restored = await openJournal({...third, keyDir})
    await expectWhole(restored)
    await restored.close()
    const file = keyFile()
    const keys = JSON.parse(readFileSync(file, 'utf8'))
    const kept = JSON.stringify(keys)
    writeFileSync(file, JSON.stringify({...keys, keys: keys.keys.slice(0, 1)}))
    await expect(open()).rejects.toMatchObject({code: 'DMP_JOURNAL_KEY_LOST'})
    writeFileSync(file, JSON.stringify({...keys, keys: keys.keys.slice(1)}))
    const half = await open()
    expect(await half.items({ipp: 'IPP-SECRET-1'})).toHaveLength(1)
    await expect(collect(half)).rejects.toMatchObject({
      code: 'DMP_JOURNAL_DAMAGED',
      params: {reason: 'sealed'},
    })
    await half.close()
    expect((await checkJournal(bench.options)).faults).not.toEqual([])
    writeFileSync(file, kept)
    expect((await checkJournal(bench.options)).faults).toEqual([])
  })
})
