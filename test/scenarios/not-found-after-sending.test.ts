import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {checkHistory} from '../../src/lib/batch/history-check.ts'
import {expectValid} from '../support/schemas.ts'
import {backlogRows, openFastDesk, plannedRows, standing, undo} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

const CODE = 'DMP_NOT_FOUND_AFTER_SENDING'
type Rows = ReturnType<typeof backlogRows>

/** A run whose documents the DMP kept and does not show, whose end nobody knows, and which was undone all the same. */
async function undoneUnseen(folder: string, rows: Rows, ...more: string[]): Promise<string> {
  const run = await plannedRows(desk, folder, rows)
  const hidden = ['delayed-visibility=held', 'cut-after-commit'].map((knob) => `${knob},service=repository`)
  await desk.sandbox.control(...hidden)
  const env = {DMP_UNKNOWN_RECHECK_AFTER: '5m'}
  const sent = await desk.json(['batch', 'submit', run, '--wait', '1ms'], {env})
  expect(sent.answer.data.account).toMatchObject({unknown: rows.length})
  await desk.sandbox.control()
  const {answer, code} = await undo(desk, run, rows.length, ...more)
  expectValid(answer)
  expect(code).toBe(10)
  expect(answer.data).toMatchObject({notFound: rows.length, neverArrived: 0})
  return run
}

const ofRun = async (run: string) => (await desk.items()).filter(({batchId}) => batchId === run)
const replan = (folder: string, rows: Rows, ...more: string[]) =>
  desk.json(['batch', 'plan', desk.manifest(folder, rows), '--visible', '--settle', '0', ...more])

describe('a document of unknown outcome that an undo did not find', () => {
  it('is kept apart, verified when it appears, and deleted by a later undo', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, 'late', 2)
    const run = await undoneUnseen('late', rows)
    for (const item of await ofRun(run))
      expect(item).toMatchObject({state: 'held', heldFrom: 'unknown', cause: CODE})
    const status = await desk.json(['batch', 'status', run])
    expect(status.answer.data.run.causes).toEqual([{state: 'held', code: CODE, count: 2}])
    const [{documentUniqueId: lost = ''} = {}] = await ofRun(run)
    expect((await desk.text(['document', 'history', lost])).stdout).toMatch(/parti, non retrouvé/)
    const unseen = await desk.json(['batch', 'verify', run])
    expect(unseen.answer).toMatchObject({exitCode: 0, data: {asked: 2, appeared: 0, marks: {'-': 2}}})

    for (const more of [[], ['--again']]) {
      const {answer} = await replan('late', rows, ...more)
      expect(answer.data).toMatchObject({
        account: {ready: 0, held: 2},
        reasons: [{class: 'held', reason: CODE, count: 2}],
      })
    }
    await desk.sandbox.release()
    expect(await standing(desk)).toBe(before + 2)
    const seen = await desk.json(['batch', 'verify', run])
    expectValid(seen.answer)
    expect(seen.answer).toMatchObject({exitCode: 10, data: {asked: 2, appeared: 2, marks: {'+': 2}}})
    const late = await undo(desk, run, 2)
    expect(late.code).toBe(0)
    expect(late.answer.data).toMatchObject({account: {accepted: 2}, notFound: 0})
    expect(await standing(desk)).toBe(before)
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })

  it('is deleted by document delete and by batch delete, once it appears', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, 'either', 2)
    const run = await undoneUnseen('either', rows, '--reason', 'wrong-patient')
    const [one, other] = (await ofRun(run)).map(({documentUniqueId}) => documentUniqueId)
    const remove = (id = '') =>
      desk.json(['document', 'delete', id, '--yes', '--confirm', id, '--reason', 'wrong-patient'])
    const early = await remove(one)
    expectValid(early.answer)
    expect(early.answer).toMatchObject({exitCode: 10, data: {pending: [{uniqueId: one, why: 'not-found'}]}})
    await desk.sandbox.release()
    expect((await remove(one)).answer).toMatchObject({exitCode: 0, data: {deleted: [{uniqueId: one}]}})
    const list = desk.write('either.txt', `${other}\n`)
    const listed = await desk.json([
      ...['batch', 'delete', list, '--reason', 'wrong-patient', '--yes', '--confirm', '1'],
    ])
    expect(listed.answer).toMatchObject({exitCode: 0, data: {account: {accepted: 1}}})
    expect(await standing(desk)).toBe(before)
  })

  it('goes again on the operator’s word only, and then as the same lot', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, 'same', 1)
    const run = await undoneUnseen('same', rows)
    const [item] = await ofRun(run)
    const file = `${desk.folder('same')}/doc-0.txt`
    const submit = (...more: string[]) => desk.submit(file, {more})
    const refused = await submit()
    expect(refused.answer.error).toMatchObject({code: CODE, details: {uniqueId: item?.documentUniqueId}})
    const first = await submit('--again')
    await desk.sandbox.release()
    const end = first.code === 0 ? first : await submit()
    expect(end.answer.data?.documents?.[0]).toMatchObject({
      state: 'accepted',
      uniqueId: item?.documentUniqueId,
    })
    expect(await standing(desk)).toBe(before + 1)
  })
})

it('leaves a history in which nothing was dropped or sent beside what may still appear', async () => {
  const items = await desk.items({actions: ['submit', 'replace', 'delete']})
  expect(items.length).toBeGreaterThan(0)
  expect(await checkHistory(await desk.events(), items)).toEqual([])
})
