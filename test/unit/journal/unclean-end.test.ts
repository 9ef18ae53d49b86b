import {cpSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {checkJournal} from '../../../src/lib/journal/check.ts'
import {type JournalOptions, openJournal} from '../../../src/lib/journal/journal.ts'
import {walState} from '../../../src/lib/journal/wal-state.ts'
import {entry, plannedItem, planning, sending} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

let bench: Workbench
beforeEach(() => {
  bench = workbench()
})
afterEach(() => bench.clear())

/** The journal as a command leaves it that is killed after it sent something; with the numbers that it gave. */
async function killed(mode: NonNullable<JournalOptions['mode']>): Promise<readonly string[]> {
  const {path, keyDir, registryDir = ''} = bench.options
  await (await openJournal(bench.options)).close()
  const journal = await openJournal({...bench.options, mode})
  const given = await journal.allot(3)
  await journal.record([planning(plannedItem(1))])
  await journal.record([entry({operation: 'param-lps'})])
  await journal.record([sending('item-1')])
  const kept = join(bench.folder, 'kept')
  for (const [name, folder] of [
    ['state', dirname(path)],
    ['machine', registryDir],
    ['keys', keyDir],
  ] as const)
    cpSync(folder, join(kept, name), {recursive: true})
  await journal.close()
  for (const [name, folder] of [
    ['state', dirname(path)],
    ['machine', registryDir],
    ['keys', keyDir],
  ] as const) {
    rmSync(folder, {recursive: true})
    cpSync(join(kept, name), folder, {recursive: true})
  }
  return given
}

const wal = () => `${bench.options.path}-wal`

function flipByte(at: number): void {
  const bytes = readFileSync(wal())
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(wal(), bytes)
}

const older = {code: 'DMP_JOURNAL_DAMAGED', params: {reason: 'older-than-known'}}

async function numbers(): Promise<readonly string[]> {
  const journal = await openJournal(bench.options)
  const fresh = await journal.allot(3)
  await journal.close()
  return fresh
}

describe('a journal whose command was killed', () => {
  it('loses nothing with its write-ahead file, and gives other numbers', async () => {
    const given = await killed('single')
    expect(walState(bench.options.path)).toBe('whole')
    const health = await checkJournal(bench.options)
    expect([health.faults, health.mayMiss]).toEqual([[], undefined])
    const fresh = await numbers()
    expect(fresh.filter((oid) => given.includes(oid))).toEqual([])
    expect((await checkJournal(bench.options)).mayMiss).toBeUndefined()
  })

  it.each([
    ['is gone', () => rmSync(wal())],
    ['was emptied', () => truncateSync(wal(), 0)],
    ['is altered', () => flipByte(5000)],
    ['lost its end', () => truncateSync(wal(), readFileSync(wal()).length - 4120)],
  ])('is not opened when what it was about to send is lost: the file %s', async (_what, harm) => {
    await killed('single')
    harm()
    expect((await checkJournal(bench.options)).findings).toContainEqual(
      expect.objectContaining({kind: 'tail'}),
    )
    await expect(openJournal(bench.options)).rejects.toMatchObject(older)
  })

  it.each([
    ['gone', () => rmSync(wal())],
    ['cut', () => flipByte(5000)],
  ] as const)('says what may be missing where this machine knows of no event: %s', async (state, harm) => {
    const before = await openJournal(bench.options)
    await before.record([entry({operation: 'param-lps'})])
    await before.close()
    const {registryDir = '', path} = bench.options
    const kept = join(bench.folder, 'known')
    cpSync(registryDir, kept, {recursive: true})
    const given = await killed('runner')
    // As if the register had been told of nothing but that a command began.
    rmSync(registryDir, {recursive: true})
    cpSync(kept, registryDir, {recursive: true})
    const {RootRegister} = await import('../../../src/lib/journal/root-register.ts')
    const register = new RootRegister(registryDir)
    const {journalId = ''} = await checkJournal(bench.options)
    register.sessions.begin(journalId, 1, 1000)
    register.close()
    harm()
    expect(walState(path)).toBe(state)
    // Who looks at a journal makes the file anew where it is gone.
    if (state === 'cut')
      expect(await checkJournal(bench.options)).toMatchObject({
        faults: [],
        mayMiss: {since: 1000, wal: state},
      })
    const fresh = await numbers()
    expect(fresh.filter((oid) => given.includes(oid))).toEqual([])
    // It stays known after the next command.
    expect((await checkJournal(bench.options)).mayMiss).toEqual({since: 1000, wal: state})
  })

  it('is told apart from one that is at work', async () => {
    const runner = await openJournal({...bench.options, mode: 'runner'})
    await numbers()
    expect((await checkJournal(bench.options)).mayMiss).toBeUndefined()
    await runner.close()
    await numbers()
    expect((await checkJournal(bench.options)).mayMiss).toBeUndefined()
  })
})
