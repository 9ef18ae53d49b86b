import {readFileSync} from 'node:fs'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {csvOf} from '../unit/tabular/tabular-desk.ts'
import {backlogRows, openFastDesk, planned, plannedRows} from './batch-desk.ts'
import type {Desk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterAll(() => desk.sandbox.remove())

const line = (key: string, changes: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const {file: _file, type_code: _type, document_date: _date, ...identity} = desk.row('-', key)
  return {...identity, ipp: `IPP-${key}`, identity_status: 'QUAL', ...changes}
}
const check = async (rows: readonly Record<string, string>[], ...more: string[]) => {
  const file = desk.write('identities.csv', csvOf(rows))
  const result = await desk.json(['ins', 'identities', file, ...more])
  expectValid(result.answer)
  return {...result, file}
}

it('keeps back what would still leave under the former INS, and takes it back with what perhaps left', async () => {
  const lost = await plannedRows(desk, 'lost', backlogRows(desk, 'lost', 2))
  const hidden = ['delayed-visibility=held', 'cut-after-commit'].map((knob) => `${knob},service=repository`)
  await desk.sandbox.control(...hidden)
  const env = {DMP_UNKNOWN_RECHECK_AFTER: '3s'}
  const cut = await desk.json(['batch', 'submit', lost, '--wait', '1ms'], {env})
  expect(cut.answer.data.account).toMatchObject({unknown: 2})
  await desk.sandbox.control()
  await desk.sandbox.release()
  const waiting = await planned(desk, 'waiting', 4)
  const rows = [
    line('active-linked'),
    {...line('closed-by-patient'), ipp: 'IPP-active-linked-2'},
    line('active-linked-3', {identity_status: 'PROV'}),
    line('active-linked-4'),
  ]
  const lists = desk.folder('underway')
  const {code, answer, file} = await check(rows, '--against-journal', lists, '--force')
  expect(code).toBe(10)
  const {sent, written} = answer.data
  expect(sent).toMatchObject({unsettled: 1, waiting: 2})
  expect(sent.runs).toEqual([
    {run: waiting, count: 2},
    {run: lost, count: 1},
  ])
  const items = await desk.items()
  const idOf = (run: string, ipp: string) =>
    items.find((item) => item.batchId === run && item.ipp === ipp)?.documentUniqueId ?? 'none'
  const former = [idOf(waiting, 'IPP-active-linked-2'), idOf(waiting, 'IPP-active-linked-3')]
  const perhaps = idOf(lost, 'IPP-active-linked-2')
  const byHand = readFileSync(written.byHand, 'utf8')
  expect(byHand).toContain(`${perhaps};IPP-active-linked-2;lost-1;outcome-unknown;unknown;${lost}`)
  const told = await desk.text(['ins', 'identities', file, '--against-journal', lists, '--force'])
  expect(told.stdout).toContain(`${waiting} (2), ${lost} (1)`)
  expect(told.stdout).toContain(`dmp batch hold add --from ${written.hold}`)

  const hold = await desk.json(['batch', 'hold', 'add', '--from', written.hold])
  expect(hold.answer.data).toMatchObject({added: 3, keepsBack: 3})
  for (const [verb, run] of [
    ['submit', waiting],
    ['resume', lost],
  ] as const)
    await desk.json(['batch', verb, run])
  for (const id of former) expect(await desk.held(id)).toBe('absent')
  const states = async (ids: readonly string[]) =>
    (await desk.items()).filter((item) => ids.includes(item.documentUniqueId)).map(({state}) => state)
  expect(await states(former)).toEqual(['held', 'held'])

  const {delete: deletion} = written
  const much = ['--reason', 'wrong-patient', '--yes', '--confirm', String(sent.toDelete - 2)]
  const taken = await desk.json(['batch', 'delete', deletion, ...much])
  expect(taken.answer.data.account, taken.stdout).toMatchObject({planned: sent.toDelete - 2, accepted: 1})
  expect(await states(former)).toEqual(['refused', 'refused'])
  expect(await desk.held(perhaps)).toBe('Deleted')
  const {answer: after} = await check(rows, '--against-journal', lists, '--force')
  expect(after.data.sent).toMatchObject({toDelete: 0, unsettled: 0, waiting: 0, runs: []})
})
