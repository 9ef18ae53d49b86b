/** What a restoration refuses, and what it keeps others from meanwhile. */
import {copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {type JournalOptions, openJournal} from '../../../src/lib/journal/journal.ts'
import {restoreJournal} from '../../../src/lib/journal/restore.ts'
import {RootRegister} from '../../../src/lib/journal/root-register.ts'
import {batchPlanning, entry, plannedItem, planning, sampleBatch} from '../../support/journal-samples.ts'
import {virtualClock} from '../../support/virtual-clock.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench
let copy: string
beforeEach(() => {
  bench = workbench({oidRoot: '2.25', establishment: 'hospa 990000001 990000002'})
  copy = join(bench.folder, 'copy.db')
})
afterEach(() => bench.clear())

const of = (name: string, establishment = `${name} 990000009 990000009`): JournalOptions => ({
  ...bench.options,
  path: join(bench.folder, name, 'journal.db'),
  establishment,
})

async function written(options: JournalOptions, ...numbers: number[]): Promise<void> {
  const journal = await openJournal(options)
  for (const n of numbers) await journal.record([planning(plannedItem(n))])
  await journal.close()
}

async function backUp(options = bench.options, file = copy): Promise<void> {
  const journal = await openJournal(options)
  await journal.backup(file)
  await journal.close()
}

function lose({path}: JournalOptions): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, {force: true})
}

function damage({path}: JournalOptions): void {
  const database = new DatabaseSync(path)
  database.exec('DELETE FROM events WHERE n = 1')
  database.close()
}

async function idsOf(options: JournalOptions): Promise<readonly string[]> {
  const journal = await openJournal(options)
  const items = await journal.items({})
  await journal.close()
  return items.map(({id}) => id).toSorted()
}

describe('the copy of another establishment', () => {
  const refused = {code: 'DMP_JOURNAL_OID_ROOT', params: {case: 'establishment'}}

  it('is refused, be the journal in place sound, damaged or lost', async () => {
    const other = of('hospb')
    await written(bench.options, 1)
    await backUp()
    await written(other, 2)
    lose(bench.options)
    const restoring = () => restoreJournal({...other, copy})
    await expect(restoring()).rejects.toMatchObject(refused)
    expect(await idsOf(other)).toEqual(['item-2'])
    damage(other)
    await expect(restoring()).rejects.toMatchObject(refused)
    lose(other)
    await expect(restoring()).rejects.toMatchObject(refused)
    expect(existsSync(other.path)).toBe(false)
    // Its own profile still can.
    await restoreJournal({...bench.options, copy})
    expect(await idsOf(bench.options)).toEqual(['item-1'])
  })

  it('is refused by its structure alone, and by its runs where it says nothing else', async () => {
    await written(bench.options, 1)
    await backUp()
    lose(bench.options)
    const renumbered = {...bench.options, establishment: 'hospa 990000001 990000777'}
    await expect(restoreJournal({...renumbered, copy})).rejects.toMatchObject(refused)
    const {establishment: _none, ...silent} = of('silent')
    const journal = await openJournal(silent)
    await journal.record([
      batchPlanning(sampleBatch('20260302-aaaa', {establishment: 'hospb'}), plannedItem(7)),
    ])
    await journal.backup(join(bench.folder, 'silent.db'))
    await journal.close()
    lose(silent)
    const silentCopy = {...bench.options, copy: join(bench.folder, 'silent.db')}
    await expect(restoreJournal(silentCopy)).rejects.toMatchObject(refused)
  })

  it('that does not say whose it is displaces no sound journal', async () => {
    const {establishment: _none, ...silent} = of('silent')
    await written(silent, 3)
    await backUp(silent)
    lose(silent)
    await written(bench.options, 1)
    await expect(restoreJournal({...bench.options, copy})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_SOUND',
      params: {case: 'other'},
    })
    expect(await idsOf(bench.options)).toEqual(['item-1'])
  })

  it('or of another root or environment is refused before anything moves', async () => {
    await written(bench.options, 1)
    await backUp()
    damage(bench.options)
    const names = () => readdirSync(dirname(bench.options.path)).filter((name) => !/-(?:wal|shm)$/.test(name))
    const before = names()
    for (const wrong of [{oidRoot: '1.2.250.1.999.1.7'}, {environment: 'test'}] as const)
      await expect(restoreJournal({...bench.options, ...wrong, copy})).rejects.toMatchObject({
        code: 'DMP_JOURNAL_OID_ROOT',
      })
    expect(names()).toEqual(before)
  })
})

it('keeps everybody out from its first look to its end', async () => {
  await written(bench.options, 1)
  await backUp()
  damage(bench.options)
  const restoring = restoreJournal({...bench.options, copy})
  for (const mode of ['single', 'runner'] as const)
    await expect(openJournal({...bench.options, mode})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_LOCKED',
      params: {case: 'restoring'},
    })
  await expect(restoreJournal({...bench.options, copy})).rejects.toMatchObject({code: 'DMP_JOURNAL_LOCKED'})
  await restoring
  expect(await idsOf(bench.options)).toEqual(['item-1'])
})

it('never puts one journal aside over another, even within a second', async () => {
  const clock = virtualClock()
  const options = {...bench.options, clock}
  await written(bench.options, 1)
  await backUp()
  for (const text of ['first', 'second', 'third']) {
    lose(bench.options)
    writeFileSync(bench.options.path, text)
    const {aside = ''} = await restoreJournal({...options, copy})
    expect(readFileSync(aside, 'utf8')).toBe(text)
  }
  const start = `${basename(bench.options.path)}.2`
  const kept = readdirSync(dirname(bench.options.path)).filter((name) => name.startsWith(start))
  expect(kept).toHaveLength(3)
})

it('takes a copy with its write-ahead file, and none whose file is altered', async () => {
  const {path} = bench.options
  await written(bench.options, 1)
  const journal = await openJournal(bench.options)
  await journal.record([planning(plannedItem(2))])
  await journal.record([planning(plannedItem(3))])
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${copy}${end}`)
  await journal.close()
  lose(bench.options)
  const bytes = readFileSync(`${copy}-wal`)
  const altered = Buffer.from(bytes)
  altered[3000] = (altered[3000] ?? 0) ^ 0xff
  writeFileSync(`${copy}-wal`, altered)
  await expect(restoreJournal({...bench.options, copy})).rejects.toMatchObject({
    code: 'DMP_JOURNAL_DAMAGED',
    params: {case: 'copy', path: copy},
  })
  writeFileSync(`${copy}-wal`, bytes)
  const restored = await restoreJournal({...bench.options, copy})
  expect(restored.missing).toBe(0)
  expect(await idsOf(bench.options)).toEqual(['item-1', 'item-2', 'item-3'])
})

describe('a newer copy, after an older one was put back', () => {
  it('is taken, for the chains went different ways: what both know is brought together', async () => {
    await written(bench.options, 1)
    await backUp()
    await written(bench.options, 2, 3)
    const newer = join(bench.folder, 'newer.db')
    await backUp(bench.options, newer)
    lose(bench.options)
    await restoreJournal({...bench.options, copy})
    // The numbers of the fork pass those of the newer copy.
    await written(bench.options, 4)
    const after = await openJournal(bench.options)
    await after.record(Array.from({length: 120}, () => entry({operation: 'param-lps'})))
    await after.close()
    const restored = await restoreJournal({...bench.options, copy: newer})
    expect(restored).toMatchObject({forked: true, brought: {planned: 1}})
    expect(restored.missing).toBeGreaterThan(0)
    expect(await idsOf(bench.options)).toEqual(['item-1', 'item-2', 'item-3', 'item-4'])
    // Each of the two copies is known to it now, or to the machine.
    await expect(restoreJournal({...bench.options, copy: newer})).rejects.toMatchObject({
      code: 'DMP_JOURNAL_SOUND',
    })
  })

  it('never makes the machine forget an end that no copy has', async () => {
    await written(bench.options, 1)
    await backUp()
    await written(bench.options, 2)
    const {registryDir = ''} = bench.options
    const look = () => {
      const register = new RootRegister(registryDir)
      const {id} = register.find(known) ?? {id: ''}
      const {forgotten} = register.losses(id)
      register.close()
      return forgotten
    }
    const known = await journalId()
    lose(bench.options)
    await restoreJournal({...bench.options, copy})
    const [lost] = look()
    expect(Object.keys(lost ?? {})).toHaveLength(1)
    lose(bench.options)
    const {missing} = await restoreJournal({...bench.options, copy})
    expect(missing).toBeGreaterThan(0)
    expect(look()).toContainEqual(lost)
    expect(look()).toHaveLength(2)
  })
})

async function journalId(): Promise<string> {
  const {checkJournal} = await import('../../../src/lib/journal/check.ts')
  return (await checkJournal(bench.options)).journalId ?? ''
}
