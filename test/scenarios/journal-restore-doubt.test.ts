/** Restorations that cannot know what left since the copy: they say so, and nothing is planned before a person does. */
import {spawnSync} from 'node:child_process'
import {copyFileSync, globSync, mkdirSync, rmSync, statfsSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {afterAll, afterEach, beforeEach, describe, expect, it} from 'vitest'
import {backlogRows, openFastDesk, plannedRows, submitted} from './batch-desk.ts'
import {journalFile, loseJournal} from './batch-desk-journal.ts'
import type {Desk} from './desk.ts'

let desk: Desk
const desks: Desk[] = []
async function openDesk(env: Readonly<Record<string, string>> = {}): Promise<void> {
  desk = await openFastDesk({env: {DMP_UNKNOWN_RECHECK_AFTER: '1ms', ...env}})
  desks.push(desk)
}
beforeEach(() => openDesk())
afterEach(() => desk.sandbox.control())
afterAll(() => Promise.all(desks.map(({sandbox}) => sandbox.remove())))

async function backUp(name: string): Promise<string> {
  const copy = join(desk.sandbox.home, `${name}.db`)
  expect((await desk.json(['journal', 'backup', copy])).code).toBe(0)
  return copy
}

const restoring = (copy: string) => desk.json(['journal', 'restore', copy, '--yes', '--confirm', 'sandbox'])

async function restore(copy: string) {
  const {code, answer} = await restoring(copy)
  expect([code, answer.error]).toEqual([0, null])
  return answer.data
}

const planOf = (folder: string, rows: readonly unknown[], ...more: string[]) =>
  desk.json(['batch', 'plan', desk.manifest(folder, rows), '--visible', '--settle', '0', ...more])

/** Refused until the operator's word, which counts once for all. */
async function expectAsked(folder: string, rows: readonly unknown[]): Promise<void> {
  const {answer} = await planOf(folder, rows)
  expect(answer.error).toMatchObject({code: 'DMP_BATCH_STATE', details: {case: 'restored-plan'}})
}

async function submittedRows(folder: string): Promise<Record<string, string>[]> {
  const rows = backlogRows(desk, folder, 1)
  const run = await plannedRows(desk, folder, rows)
  const {answer} = await desk.json(['batch', 'submit', run])
  expect(answer.data.account.accepted).toBe(1)
  return rows
}

const hold = (ipp: string) => desk.json(['batch', 'hold', 'add', 'ipp', ipp, '--reason', 'doubt'])

function inJournal(sql: string): void {
  const database = new DatabaseSync(journalFile(desk))
  database.exec(sql)
  database.close()
}

const LOSE_EVENT = 'DELETE FROM events WHERE n = 3'

describe('a second restoration', () => {
  it('by a later copy still asks for what the first could not read', async () => {
    await submitted(desk, 'g', 1)
    const first = await backUp('c1')
    await submitted(desk, 'h', 1)
    const second = await backUp('c2')
    const rows = await submittedRows('i')
    loseJournal(desk)
    const {missing} = await restore(first)
    expect(missing).toBeGreaterThan(0)
    await expectAsked('i', rows)
    expect((await restore(second)).missing).toBeGreaterThan(0)
    await expectAsked('i', rows)
    const word = await planOf('i', rows, '--after-restore')
    expect(word.answer.error).toBeNull()
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })

  it.each([
    ['an event', LOSE_EVENT],
    ['the very event that tells of the first', "DELETE FROM events WHERE batch_id = 'restorations'"],
  ])('by the same copy, of a journal that lost %s, still asks', async (_what, sql) => {
    await submitted(desk, 'g', 1)
    const copy = await backUp('c')
    const rows = await submittedRows('h')
    loseJournal(desk)
    await restore(copy)
    await hold('IPP-1')
    inJournal(sql)
    await restore(copy)
    await expectAsked('h', rows)
  })

  it('asks no more once the word was given, where nothing else is missing', async () => {
    await submitted(desk, 'g', 1)
    const copy = await backUp('c')
    loseJournal(desk)
    await restore(copy)
    await planOf('w', backlogRows(desk, 'w', 1), '--after-restore')
    await hold('IPP-1')
    inJournal(LOSE_EVENT)
    await restore(copy)
    expect((await planOf('x', backlogRows(desk, 'x', 1))).answer.data.account).toMatchObject({ready: 1})
  })
})

describe('another journal in the place of the lost one', () => {
  it('proves nothing of what left; its holds are kept and it gives way', async () => {
    await submitted(desk, 'g', 1)
    const copy = await backUp('c')
    const rows = await submittedRows('h')
    loseJournal(desk)
    await desk.json(['batch', 'hold', 'list'])
    await hold('IPP-1')
    expect((await restore(copy)).brought).toMatchObject({holds: 1})
    await expectAsked('h', rows)
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
    expect((await planOf('h', rows, '--after-restore')).answer.error).toBeNull()
  })

  it.each([
    ['an own root', false],
    ['identifiers made of UUIDs', true],
  ])('on another machine with %s is no proof either', async (_what, isUuid) => {
    if (isUuid) await openDesk({DMP_IDS_FORM: '2.25'})
    await submitted(desk, 'g', 1)
    const copy = await backUp('c')
    const rows = await submittedRows('h')
    newMachine()
    await desk.json(['batch', 'hold', 'list'])
    await restore(copy)
    await expectAsked('h', rows)
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })

  it('leaves a copy placed by hand to the restoration', async () => {
    await submitted(desk, 'g', 1)
    const copy = await backUp('c')
    const path = journalFile(desk)
    loseJournal(desk)
    await desk.json(['batch', 'hold', 'list'])
    loseJournal(desk)
    copyFileSync(copy, path)
    const {answer} = await desk.json(['batch', 'hold', 'list'])
    expect(answer.error).toMatchObject({code: 'DMP_JOURNAL_DAMAGED'})
    await restore(path)
    expect((await desk.json(['batch', 'hold', 'list'])).code).toBe(0)
  })
})

it('takes no journal for complete that lost the row of a document', async () => {
  const copy = await backUp('c')
  const rows = await submittedRows('c')
  inJournal(`DELETE FROM item_bodies WHERE n = (SELECT max(n) FROM items);
    DELETE FROM items WHERE n = (SELECT max(n) FROM items)`)
  await restore(copy)
  await expectAsked('c', rows)
})

it('moves nothing when the journal in place cannot be read for another reason than damage', async () => {
  const copy = await backUp('c')
  await hold('IPP-1')
  inJournal(`${LOSE_EVENT}; PRAGMA user_version = 999`)
  expect((await restoring(copy)).answer.error).toMatchObject({code: 'DMP_JOURNAL_NEWER'})
  const {length} = globSync('*', {cwd: dirname(journalFile(desk))})
  expect((await restoring(copy)).answer.error).toMatchObject({code: 'DMP_JOURNAL_NEWER'})
  expect(globSync('*', {cwd: dirname(journalFile(desk))})).toHaveLength(length)
})

it('waits for room before anything moves, and then reads what was laid since the copy', async ({skip}) => {
  const path = join(desk.sandbox.home, 'small')
  mkdirSync(path, {mode: 0o700})
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m,mode=0700', 'tmpfs', path]).status !== 0)
    skip('needs the right to mount a small disk (tmpfs)')
  const journal = join(path, 'journal.sqlite')
  const state = join(desk.sandbox.home, 'state-small')
  const env = {DMP_JOURNAL_PATH: journal, DMP_STATE_DIR: state}
  const run = (...args: string[]) => desk.json(args, {env})
  const filler = join(path, 'filler')
  try {
    const copy = join(desk.sandbox.home, 'small.db')
    await run('journal', 'backup', copy)
    await run('batch', 'hold', 'add', 'ipp', 'IPP-1', '--reason', 'opposition')
    const damaged = new DatabaseSync(journal)
    damaged.exec('PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM events WHERE n = 1')
    damaged.close()
    const {size} = statSync(journal)
    // No room at all, for one copy, for one and a half.
    for (const room of [0.4, 1.2, 1.6]) {
      const {bavail, bsize} = statfsSync(path)
      writeFileSync(
        filler,
        Buffer.alloc(Math.max(0, Number(bavail) * Number(bsize) - Math.ceil(size * room))),
      )
      const {answer, stdout} = await run('journal', 'restore', copy, '--yes', '--confirm', 'sandbox')
      expect([room, answer.error?.code, stdout]).toMatchObject([room, 'DMP_JOURNAL_UNWRITABLE', stdout])
      rmSync(filler)
      const left = globSync('*', {cwd: path}).filter((name) => !/-(?:wal|shm)$|writers|locks/.test(name))
      expect(left).toEqual(['journal.sqlite'])
    }
    const done = await run('journal', 'restore', copy, '--yes', '--confirm', 'sandbox')
    expect(done.answer.data).toMatchObject({brought: {holds: 1}})
    expect((await run('batch', 'hold', 'list')).stdout).toContain('opposition')
  } finally {
    spawnSync('umount', ['-l', path])
  }
})

/** All that a machine remembers is gone; the keys were copied to the new one. */
function newMachine(): void {
  const path = journalFile(desk)
  loseJournal(desk)
  for (const file of globSync(`${path}*`)) rmSync(file, {recursive: true})
  for (const file of globSync('oid-roots.db*', {cwd: join(desk.sandbox.home, 'state')}))
    rmSync(join(desk.sandbox.home, 'state', file))
  mkdirSync(dirname(path), {recursive: true})
}
