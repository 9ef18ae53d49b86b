/** What happened between a copy of the journal and its return: nothing of it is sent again, nor called what it is not. */
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {checkHistory} from '../../src/lib/batch/history-check.ts'
import {expectValid} from '../support/schemas.ts'
import {backlogRows, openFastDesk, standing, submitted, undo} from './batch-desk.ts'
import {damageJournal, loseJournal} from './batch-desk-journal.ts'
import type {Desk} from './desk.ts'

const NOT_FOUND = 'DMP_NOT_FOUND_AFTER_SENDING'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk({env: {DMP_UNKNOWN_RECHECK_AFTER: '1ms'}})
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

let copies = 0
async function backUp(): Promise<string> {
  copies += 1
  const copy = `${desk.sandbox.home}/copy-${copies}.db`
  expect((await desk.json(['journal', 'backup', copy])).code).toBe(0)
  return copy
}

async function restore(copy: string) {
  const done = await desk.json(['journal', 'restore', copy, '--yes', '--confirm', 'sandbox'])
  expectValid(done.answer)
  expect([done.code, done.answer.error]).toEqual([0, null])
  return done.answer.data
}

const accounted = ['--after-restore']
const replan = (folder: string, rows: readonly unknown[], ...more: string[]) =>
  desk.json(['batch', 'plan', desk.manifest(folder, rows), '--visible', '--settle', '0', ...more])
/** Once what an earlier restoration left open is accounted for. */
async function planRows(folder: string, rows: readonly unknown[]): Promise<string> {
  const {answer, stdout} = await replan(folder, rows, ...accounted)
  if (answer.data?.account?.ready !== rows.length) throw new Error(stdout)
  return answer.data.batchId
}
const ofRun = async (run: string) => (await desk.items()).filter(({batchId}) => batchId === run)
/** Until nothing is looked for any more. */
async function settled(run: string) {
  await desk.json(['batch', 'resume', run, '--after-restore'])
  return desk.json(['batch', 'resume', run])
}

it('leaves a sound journal in its place', async () => {
  await submitted(desk, 'sound', 1)
  const copy = await backUp()
  const {answer} = await desk.json(['journal', 'restore', copy, '--yes', '--confirm', 'sandbox'])
  expect(answer.error).toMatchObject({code: 'DMP_JOURNAL_SOUND'})
  expect((await desk.json(['journal', 'check'])).code).toBe(0)
})

describe.each([
  ['lost', loseJournal],
  ['damaged', damageJournal],
] as const)('a journal %s and put back from a copy', (how, harm) => {
  const name = (word: string) => `${how}-${word}`

  it('never gives an identifier again that was given since, nor calls its document accepted', async () => {
    const copy = await backUp()
    const before = await standing(desk)
    const rows = backlogRows(desk, name('g'), 2)
    const given = await planRows(name('g'), rows)
    await desk.json(['batch', 'submit', given])
    const taken = (await ofRun(given)).map(({documentUniqueId}) => documentUniqueId)
    harm(desk)
    await restore(copy)
    const fresh = backlogRows(desk, name('h'), 2)
    if (how === 'lost') {
      const asked = await replan(name('h'), fresh)
      expect(asked.answer.error).toMatchObject({code: 'DMP_BATCH_STATE', details: {case: 'restored-plan'}})
      const file = `${desk.folder(name('h'))}/doc-0.txt`
      expect((await desk.submit(file)).answer.error?.details).toMatchObject({case: 'restored-submit'})
    }
    const {answer} = await replan(name('h'), fresh, ...accounted)
    const run = answer.data.batchId
    const own = (await ofRun(run)).map(({documentUniqueId}) => documentUniqueId)
    expect(own.filter((id) => taken.includes(id))).toEqual([])
    await desk.sandbox.control('cut-before-commit,times=1,service=repository')
    await desk.json(['batch', 'submit', run, '--max-items', '1'])
    await desk.sandbox.control()
    await desk.json(['batch', 'resume', run])
    const done = await desk.json(['batch', 'resume', run])
    expect([done.answer.data.account.accepted, await standing(desk)]).toEqual([2, before + 4])
    expect((await undo(desk, run, 2)).code).toBe(0)
    for (const id of taken) expect(await desk.held(id)).toMatch(/Approved/)
  })

  it('never sends again what was held in the copy and left since', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, name('v'), 2)
    const run = await planRows(name('v'), rows)
    const ipps = [...new Set(rows.map(({ipp}) => ipp ?? ''))]
    for (const ipp of ipps) await desk.json(['batch', 'hold', 'add', 'ipp', ipp, '--reason', 'doubt'])
    const held = await desk.json(['batch', 'submit', run])
    expect(held.answer.data.account.held).toBe(2)
    const copy = await backUp()
    for (const ipp of ipps) await desk.json(['batch', 'hold', 'lift', 'ipp', ipp])
    await desk.json(['batch', 'retry', run, '--only', 'held'])
    expect(await standing(desk)).toBe(before + 2)
    harm(desk)
    await restore(copy)
    for (const ipp of ipps) await desk.json(['batch', 'hold', 'lift', 'ipp', ipp])
    await desk.json(['batch', 'retry', run, '--only', 'held', '--after-restore'])
    await desk.json(['batch', 'resume', run])
    expect((await ofRun(run)).map(({state}) => state)).toEqual(['accepted', 'accepted'])
    const again = await replan(name('v'), rows, ...accounted)
    expect(again.answer.data.account).toMatchObject({ready: 0, excluded: 2})
    expect(await standing(desk)).toBe(before + 2)
  })

  it('publishes nothing that was withdrawn or deleted since, whatever resumes or works', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, name('l'), 3)
    const run = await planRows(name('l'), rows)
    await desk.json(['batch', 'submit', run, '--max-items', '1'])
    const copy = await backUp()
    const undone = await undo(desk, run, 1, '--reason', 'wrong-patient')
    expect(await standing(desk)).toBe(before)
    harm(desk)
    const restored = await restore(copy)
    if (how === 'lost') expect(restored.waiting).toContain(run)
    await desk.json(['batch', 'worker', '--until-empty'])
    expect(await standing(desk)).toBe(before)
    if (how === 'damaged') {
      expect(restored.brought).toMatchObject({planned: 0, withdrawn: 2, deleted: 1})
      for (const id of [run, ...undone.answer.data.batches]) expect(restored.waiting).not.toContain(id)
      const {answer} = await desk.json(['batch', 'resume', run, '--after-restore'])
      expect(answer.error?.code).toBe('DMP_WITHDRAWN')
      expect(
        (await ofRun(run)).map(({registryStatus = '-', cause = '-'}) => [registryStatus, cause]),
      ).toEqual([
        ['deleted', '-'],
        ['-', 'DMP_WITHDRAWN'],
        ['-', 'DMP_WITHDRAWN'],
      ])
      expect(restored.brought.holds).toBeGreaterThan(0)
      return
    }
    const end = await settled(run)
    expect(end.answer.data.account).toMatchObject({accepted: 1, held: 2})
    const unsent = (await ofRun(run)).slice(1)
    for (const item of unsent)
      expect(item).toMatchObject({state: 'held', heldFrom: 'unknown', cause: NOT_FOUND})
    expect(await standing(desk)).toBe(before)
  })

  it('does not call accepted what was sent and deleted since, even when a person sends it again', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, name('d'), 2)
    const run = await planRows(name('d'), rows)
    const copy = await backUp()
    await desk.json(['batch', 'submit', run])
    await undo(desk, run, 2)
    harm(desk)
    await restore(copy)
    if (how === 'lost') {
      await desk.json(['batch', 'submit', run, '--after-restore'])
      await desk.json(['batch', 'resume', run])
      const sent = await desk.json(['batch', 'retry', run, '--only', NOT_FOUND])
      expect(sent.answer.data.account).toMatchObject({accepted: 0, held: 2})
    }
    expect(
      (await ofRun(run)).filter(
        ({state, registryStatus}) => state === 'accepted' && registryStatus !== 'deleted',
      ),
    ).toEqual([])
    expect(await standing(desk)).toBe(before)
  })

  it('keeps a sound journal and a story in which nothing was doubled', async () => {
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
    const faults = await checkHistory(
      await desk.events(),
      await desk.items({actions: ['submit', 'replace', 'delete']}),
    )
    expect(faults.filter(({kind}) => kind !== 'counted-unproven')).toEqual([])
  })
})

it('knows the documents planned since the copy that a damaged journal still names', async () => {
  const before = await standing(desk)
  const copy = await backUp()
  const rows = backlogRows(desk, 'since', 3)
  const run = await planRows('since', rows)
  await desk.json(['batch', 'submit', run, '--max-items', '2'])
  damageJournal(desk)
  const restored = await restore(copy)
  expect(restored).toMatchObject({read: 'whole', brought: {planned: 3}})
  expect(restored.waiting).toContain(run)
  const again = await replan('since', rows)
  expect(again.answer.data.account).toMatchObject({ready: 0})
  const end = await settled(run)
  expect(end.answer.data.account).toMatchObject({accepted: 2, held: 1})
  const sent = await desk.json(['batch', 'retry', run, '--only', NOT_FOUND])
  expect([sent.answer.data.account.accepted, await standing(desk)]).toEqual([3, before + 3])
})
