import {afterAll, beforeAll, expect, it} from 'vitest'
import {checkHistory} from '../../src/lib/batch/history-check.ts'
import {expectValid} from '../support/schemas.ts'
import {openFastDesk, planned, standing} from './batch-desk.ts'
import {loseJournal} from './batch-desk-journal.ts'
import type {Desk} from './desk.ts'

const NOT_FOUND = 'DMP_NOT_FOUND_AFTER_SENDING'
let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk({env: {DMP_UNKNOWN_RECHECK_AFTER: '1ms'}})
})
afterAll(() => desk.sandbox.remove())

it('goes on from a copy made in mid-run: what left since is found, never sent twice', async () => {
  const run = await planned(desk, 'restored', 8)
  await desk.json(['batch', 'submit', run, '--max-items', '2'])
  const copy = `${desk.sandbox.home}/copy.db`
  await desk.json(['journal', 'backup', copy])
  await desk.json(['batch', 'resume', run, '--max-items', '4'])
  loseJournal(desk)
  const call = ['journal', 'restore', copy]
  expect((await desk.json(call)).answer.error?.code).toBe('DMP_CONFIRMATION_NEEDED')
  const {answer, code} = await desk.json([...call, '--yes', '--confirm', 'sandbox'])
  expectValid(answer)
  expect([code, answer.data]).toMatchObject([0, {copy, lookedFor: 6}])
  expect(answer.data).toMatchObject({aside: null, read: 'nothing', waiting: [run]})
  const stopped = await desk.json(['batch', 'resume', run])
  expect(stopped.answer.error).toMatchObject({code: 'DMP_BATCH_STATE', details: {case: 'restored'}})
  for (const args of [
    ['status', run],
    ['worker', '--until-empty'],
  ]) {
    const {answer: told} = await desk.json(['batch', ...args])
    expect(told.warnings).toContainEqual(expect.objectContaining({code: 'run-after-restore'}))
  }
  await desk.json(['batch', 'resume', run, '--after-restore'])
  const rest = await desk.json(['batch', 'resume', run])
  expect([rest.answer.data.account.accepted, await standing(desk)]).toEqual([6, 6])
  const done = await desk.json(['batch', 'retry', run, '--only', NOT_FOUND])
  expect([done.code, done.answer.data.account.accepted, await standing(desk)]).toEqual([0, 8, 8])
  expect((await desk.json(['journal', 'check'])).code).toBe(0)
  expect(await checkHistory(await desk.events(), await desk.items())).toEqual([])
})

it('names the file that a copy cannot be written to', async () => {
  const {answer} = await desk.json(['journal', 'backup', '/nowhere/copy.db'])
  expect(answer.error?.code).toBe('DMP_FILE_UNWRITABLE')
  expect(answer.error?.message).toContain('/nowhere/copy.db')
})
