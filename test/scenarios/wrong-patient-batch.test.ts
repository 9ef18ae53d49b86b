/** What a mistaken patient was to get and did not: nothing takes it there later. */
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {backlogRows, openFastDesk, plannedRows, standing, undo} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

const WRONG = ['--reason', 'wrong-patient', '--yes', '--confirm']
const REASON = {class: 'held', reason: 'DMP_HELD'}

async function plan(...args: string[]) {
  const {answer, stdout} = await desk.json(['batch', 'plan', ...args, '--visible', '--settle', '0'])
  if (answer.data === null) throw new Error(stdout)
  return answer.data
}

const holds = async () => (await desk.json(['batch', 'hold', 'list'])).answer.data.holds.length

describe('documents withdrawn because the patient was wrong', () => {
  it('are held after batch delete, whatever its bounds say, and the next plan of the folder sends none', async () => {
    const before = await standing(desk)
    const rows = backlogRows(desk, 'waiting', 2)
    const manifest = desk.manifest('waiting', rows)
    expect((await plan(manifest, '--since-last')).account.ready).toBe(2)
    const held = await holds()
    for (const [n, {ipp = ''}] of rows.entries()) {
      const late = n === 0 ? [] : ['--since', '2030-01-01']
      const {answer} = await desk.json(['batch', 'delete', '--patient', ipp, ...late, ...WRONG, '0'])
      expect(answer.data).toMatchObject({reasons: [{reason: 'undo-withdraw', count: 1}], holds: 1})
    }
    expect(await holds()).toBe(held + 2)
    for (const more of [['--since-last'], ['--again'], ['--deleted-too']]) {
      const again = await plan(manifest, ...more)
      expect(again).toMatchObject({account: {ready: 0, held: 2}, reasons: [{...REASON, count: 2}]})
    }
    // The right patient gets the same file under the same number at once.
    const [row] = rows
    const right = {...desk.row('doc-0.txt', 'active-linked-3'), source_id: row?.['source_id'] ?? ''}
    const run = await plannedRows(desk, 'waiting', [{...right, ipp: 'IPP-active-linked-3'}])
    expect((await desk.json(['batch', 'submit', run])).answer.data.account).toMatchObject({accepted: 1})
    expect(await standing(desk)).toBe(before + 1)
  })

  it('are held after the undo of a run that had sent some', async () => {
    const rows = backlogRows(desk, 'partly', 3)
    const run = await plannedRows(desk, 'partly', rows)
    const sent = await desk.json(['batch', 'submit', run, '--max-items', '1'])
    expect(sent.answer.data.account).toMatchObject({accepted: 1, remaining: 2})
    const before = await standing(desk)
    const {answer} = await undo(desk, run, 1, '--reason', 'wrong-patient')
    expect(answer.data).toMatchObject({account: {accepted: 1}, holds: 3})
    expect(await standing(desk)).toBe(before - 1)
    const again = await plan(desk.manifest('partly', rows), '--deleted-too')
    expect(again).toMatchObject({account: {ready: 0, held: 3}, reasons: [{...REASON, count: 3}]})
  })

  it('are held with what the DMP refused and what an earlier undo had withdrawn', async () => {
    const [first = {}, other = {}] = backlogRows(desk, 'refused', 2)
    const closed = {...first, ...desk.row('doc-0.txt', 'closed-by-patient'), ipp: 'IPP-closed'}
    const rows = [closed, other]
    const run = await plannedRows(desk, 'refused', rows)
    const sent = await desk.json(['batch', 'submit', run, '--max-items', '1'])
    expect(sent.answer.data.account).toMatchObject({refused: 1, remaining: 1})
    expect((await undo(desk, run, 0)).answer.data).toMatchObject({holds: 0})
    expect((await undo(desk, run, 0, '--reason', 'wrong-patient')).answer.data).toMatchObject({holds: 2})
    const again = await plan(desk.manifest('refused', rows))
    expect(again).toMatchObject({account: {ready: 0, held: 2}, reasons: [{...REASON, count: 2}]})
  })
})
