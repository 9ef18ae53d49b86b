/** What a journal that was put aside tells stands where it is further than the copy: no document is dropped, none doubled. */
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, beforeEach, expect, it} from 'vitest'
import type {SandboxSetup} from '../support/running-sandbox.ts'
import {backlogRows, openFastDesk, plannedRows, standing, undo} from './batch-desk.ts'
import {damageJournal, journalFile, loseJournal} from './batch-desk-journal.ts'
import type {Desk} from './desk.ts'

const NOT_FOUND = 'DMP_NOT_FOUND_AFTER_SENDING'

let desk: Desk
const desks: Desk[] = []
async function open(setup: SandboxSetup = {}): Promise<void> {
  desk = await openFastDesk({...setup, env: {DMP_UNKNOWN_RECHECK_AFTER: '1ms'}})
  desks.push(desk)
}
beforeEach(() => open())
afterAll(() => Promise.all(desks.map(({sandbox}) => sandbox.remove())))

let copies = 0
async function backUp(): Promise<string> {
  copies += 1
  const copy = join(desk.sandbox.home, `copy-${copies}.db`)
  expect((await desk.json(['journal', 'backup', copy])).code).toBe(0)
  return copy
}

async function restore(copy: string) {
  const {code, answer} = await desk.json(['journal', 'restore', copy, '--yes', '--confirm', 'sandbox'])
  expect([code, answer.error]).toEqual([0, null])
  return answer.data
}

const replan = (folder: string, rows: readonly unknown[], ...more: string[]) =>
  desk.json(['batch', 'plan', desk.manifest(folder, rows), '--visible', '--settle', '0', ...more])
const batch = async (...words: string[]) => (await desk.json(['batch', ...words])).answer
const ofRun = async (run: string) => (await desk.items()).filter(({batchId}) => batchId === run)
const told = async (run: string) =>
  (await ofRun(run)).map(
    ({state, cause = '-', registryStatus = '-'}) => `${state} ${cause} ${registryStatus}`,
  )

/** Every run looked at until nothing is looked for any more, on the word that they go on. */
async function letAllGoOn(...runs: string[]): Promise<void> {
  for (const run of runs) await desk.json(['batch', 'submit', run, '--after-restore'])
  for (const run of runs) await desk.json(['batch', 'resume', run])
}

async function expectSound(...runs: string[]): Promise<void> {
  expect((await desk.json(['journal', 'check'])).code).toBe(0)
  for (const id of runs)
    expect((await batch('report', id, '--out', join(desk.sandbox.home, `report-${id}`))).error).toBeNull()
}

it('keeps a document that was accepted under another number since, and holds the first as its twin', async () => {
  await open({insChange: 'pending'})
  const rows = backlogRows(desk, 'twin', 2).map((row) => ({
    ...row,
    ...desk.row(row.file ?? '', 'changed-ins'),
  }))
  const first = await plannedRows(desk, 'twin', rows)
  expect((await batch('submit', first)).data.account).toMatchObject({refused: 2})
  const copy = await backUp()
  await desk.sandbox.restart({insChange: 'done'})
  const second = await submittedRows('twin', rows)
  const there = await standing(desk)
  damageJournal(desk)
  expect((await restore(copy)).brought).toMatchObject({planned: 2})
  await letAllGoOn(first, second)
  expect(await told(second)).toEqual(['accepted - approved', 'accepted - approved'])
  for (let turn = 0; turn < 2; turn++) await batch('retry', first, '--only', NOT_FOUND, '--after-restore')
  await batch('retry', first, '--only', 'held')
  expect(await told(first)).toEqual(['held DMP_ALREADY_SENT -', 'held DMP_ALREADY_SENT -'])
  expect((await replan('twin', rows)).answer.data.account).toMatchObject({ready: 0})
  expect(await standing(desk)).toBe(there)
  await expectSound(first, second)
  expect((await undo(desk, second, 2)).code).toBe(0)
  expect(await standing(desk)).toBe(there - 2)
})

async function submittedRows(folder: string, rows: readonly Record<string, string>[]): Promise<string> {
  const run = await plannedRows(desk, folder, rows)
  expect((await batch('submit', run)).data.account).toMatchObject({accepted: rows.length})
  return run
}

it('keeps what a journal made in its place sent, beside the same content that the copy still had to send', async () => {
  const rows = backlogRows(desk, 'other', 2)
  const first = await plannedRows(desk, 'other', rows)
  const copy = await backUp()
  loseJournal(desk)
  const second = await submittedRows('other', rows)
  expect((await restore(copy)).brought).toMatchObject({planned: 2})
  await letAllGoOn(first, second)
  const again = await batch('retry', first, '--only', NOT_FOUND)
  expect(again.data.rearmed).toMatchObject({leftAlone: 2})
  expect(again.data.account).toMatchObject({accepted: 0, held: 2})
  expect(await told(second)).toEqual(['accepted - approved', 'accepted - approved'])
  expect(await standing(desk)).toBe(2)
  await expectSound(first, second)
})

it.each([
  ['damaged', damageJournal],
  ['lost', loseJournal],
] as const)(
  'looks for what was withdrawn in the copy and sent since, of a journal that is %s',
  async (_how, harm) => {
    const rows = backlogRows(desk, 'back', 3)
    const run = await plannedRows(desk, 'back', rows)
    const ids = (await ofRun(run)).map(({documentUniqueId}) => documentUniqueId)
    await remove(ids.slice(0, 2), 0)
    expect((await batch('submit', run)).data.account).toMatchObject({accepted: 1, refused: 2})
    const copy = await backUp()
    await batch('retry', run, '--only', 'DMP_WITHDRAWN', '--yes', '--confirm', '2', '--max-items', '1')
    expect(await standing(desk)).toBe(2)
    harm(desk)
    expect((await restore(copy)).waiting).toContain(run)
    expect((await replan('back', rows, '--after-restore')).answer.data.account).toMatchObject({ready: 0})
    await letAllGoOn(run)
    const end = await told(run)
    expect(end.filter((one) => one === 'accepted - approved')).toHaveLength(2)
    // Taken back in the copy, and not sent since: it stays so until a person wants it.
    expect(end).toContain('refused DMP_WITHDRAWN -')
    await batch('retry', run, '--only', NOT_FOUND)
    expect(await standing(desk)).toBe(2)
    await expectSound(run)
  },
)

/** Deletes what a list names; what is not found is looked for twice. */
function remove(ids: readonly string[], count: number) {
  copies += 1
  const list = desk.write(`list-${copies}.txt`, `${ids.join('\n')}\n`)
  const words = ['--reason', 'patient-request', '--wait', '10s']
  return desk.json(['batch', 'delete', list, ...words, '--yes', '--confirm', String(count)])
}

/** Sends documents of which nothing arrives, and nobody knows. */
async function loseAnswers(run: string): Promise<void> {
  await desk.sandbox.control('cut-before-commit,service=repository')
  const env = {DMP_UNKNOWN_RECHECK_AFTER: '5m'}
  const {answer} = await desk.json(['batch', 'submit', run, '--wait', '1ms'], {env})
  expect(answer.data?.account ?? answer.error?.details['account']).toMatchObject({unknown: 2})
  await desk.sandbox.control()
}

/** The journal has events before anything else, one of which is lost later. */
async function layHolds(): Promise<void> {
  for (const ipp of ['IPP-2', 'IPP-3', 'IPP-4']) await batch('hold', 'add', 'ipp', ipp, '--reason', 'doubt')
}

it('lets the stricter of two oppositions stand', async () => {
  const hold = ['hold', 'add', 'ipp', 'IPP-1', '--reason', 'opposition']
  for (const ipp of ['IPP-2', 'IPP-3', 'IPP-4']) await batch('hold', 'add', 'ipp', ipp, '--reason', 'doubt')
  expect((await batch(...hold, '--until', '2030-01-01')).error).toBeNull()
  const copy = await backUp()
  await batch(...hold)
  damageJournal(desk)
  expect((await restore(copy)).brought).toMatchObject({holds: 1})
  const {data} = await batch('hold', 'list')
  expect(data.holds).toContainEqual(expect.objectContaining({value: 'IPP-1', until: null}))
})

it('does not call accepted what was found, sent and deleted since a copy that kept it as not found', async () => {
  const rows = backlogRows(desk, 'gone', 2)
  const run = await plannedRows(desk, 'gone', rows)
  await loseAnswers(run)
  const ids = (await ofRun(run)).map(({documentUniqueId}) => documentUniqueId)
  await remove(ids, 2)
  expect(await told(run)).toEqual([`held ${NOT_FOUND} -`, `held ${NOT_FOUND} -`])
  const copy = await backUp()
  await batch('retry', run, '--only', NOT_FOUND)
  expect(await standing(desk)).toBe(2)
  await remove(ids, 2)
  expect(await standing(desk)).toBe(0)
  loseJournal(desk)
  await restore(copy)
  const again = await batch('retry', run, '--only', NOT_FOUND, '--after-restore')
  expect(again.data?.account ?? again.error?.details.account).toMatchObject({accepted: 0, held: 2})
})

it('takes a word that was given before the copy for none', async () => {
  const rows = backlogRows(desk, 'word', 2)
  const run = await plannedRows(desk, 'word', rows)
  await loseAnswers(run)
  const ids = (await ofRun(run)).map(({documentUniqueId}) => documentUniqueId)
  await remove(ids, 2)
  await batch('retry', run, '--only', NOT_FOUND, '--max-items', '1')
  expect((await told(run)).toSorted()).toEqual(['accepted - approved', `unknown ${NOT_FOUND} -`])
  const copy = await backUp()
  await remove(ids, 2)
  expect(await standing(desk)).toBe(0)
  loseJournal(desk)
  await restore(copy)
  await letAllGoOn(run)
  await batch('resume', run)
  expect((await told(run)).toSorted()).toEqual(['accepted - approved', `held ${NOT_FOUND} -`])
  expect(await standing(desk)).toBe(0)
})

/** Documents in the journal, as far as another process has them on disk. */
function documents(): number {
  const database = new DatabaseSync(journalFile(desk), {readOnly: true})
  try {
    return Number(database.prepare('SELECT count(*) AS count FROM items').get()?.['count'])
  } finally {
    database.close()
  }
}

/** A plan of so many killed once a part of it was written; answers how many. */
async function killedPlan(folder: string, rows: readonly unknown[]): Promise<number> {
  const manifest = desk.manifest(folder, rows)
  await desk.text(['batch', 'plan', manifest, '--visible', '--settle', '0', '--quiet'], {
    during: (child) =>
      void (async () => {
        for (let round = 0; round < 4000 && documents() === 0; round++) await pause(5)
        child.kill('SIGKILL')
      })(),
  })
  return (await desk.items()).filter(({sourceId = ''}) => sourceId.startsWith(`${folder}-`)).length
}

const MANY = 620
const manyRows = (folder: string) => [
  ...backlogRows(desk, folder, MANY),
  {...desk.row('none.txt'), source_id: `${folder}-none`, venue: 'V-none', ipp: 'IPP-none'},
]

it('leaves a plan unfinished that nobody finished, and finishes it with every document and record', async () => {
  await layHolds()
  const copy = await backUp()
  const rows = manyRows('half')
  const half = await killedPlan('half', rows)
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(MANY)
  damageJournal(desk)
  expect((await restore(copy)).brought).toMatchObject({planned: half})
  const [run] = (await desk.items()).map(({batchId}) => batchId ?? '')
  expect((await batch('submit', run ?? '', '--after-restore')).error?.details).toMatchObject({
    case: 'planning',
  })
  const other = await replan('half', rows, '--again', '--after-restore')
  expect(other.answer.error).toMatchObject({code: 'DMP_BATCH_STATE', details: {case: 'planning'}})
  const {answer} = await replan('half', rows)
  expect(answer.data).toMatchObject({
    batchId: run,
    continued: true,
    account: {read: MANY + 1, ready: MANY, rejected: 1, excluded: 0},
  })
  await expectSound(run ?? '')
}, 180_000)

it('finishes a plan that was finished since, with its account and what was sent of it', async () => {
  await layHolds()
  const rows = manyRows('whole')
  const half = await killedPlan('whole', rows)
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(MANY)
  const copy = await backUp()
  const {answer} = await replan('whole', rows)
  const run = answer.data.batchId
  await batch('submit', run, '--max-items', '3')
  damageJournal(desk)
  expect((await restore(copy)).brought).toMatchObject({planned: MANY - half})
  const account = {read: MANY + 1, ready: MANY, rejected: 1, excluded: 0}
  expect((await batch('status', run)).data.run).toMatchObject({batch: {state: 'submitted'}, plan: account})
  expect((await replan('whole', rows, '--after-restore')).answer.data.account).toMatchObject({ready: 0})
  const gone = await batch('resume', run, '--after-restore', '--max-items', '5')
  expect(gone.error).toBeNull()
  await expectSound(run)
}, 180_000)

it('tells of a plan made since with every record that was not ready', async () => {
  await layHolds()
  const copy = await backUp()
  const rows = [...backlogRows(desk, 'some', 1), {...desk.row('none.txt'), source_id: 'some-x'}]
  const {answer} = await replan('some', rows)
  expect(answer.data.account).toMatchObject({read: 2, ready: 1, rejected: 1})
  const run = answer.data.batchId
  damageJournal(desk)
  await restore(copy)
  expect((await batch('status', run)).data.run).toMatchObject({
    batch: {state: 'planned'},
    plan: {read: 2, ready: 1, rejected: 1},
  })
  const report = await batch('report', run, '--out', join(desk.sandbox.home, 'some'))
  expect(report.data).toMatchObject({plan: {read: 2, ready: 1, rejected: 1}, run: {planned: 1}})
})
