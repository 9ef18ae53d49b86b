/** What may be at the DMP is told, looked for, and never withdrawn, planned anew or counted as absent without a person's word. */
import {cpSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest'
import {identityColumns} from '../../scripts/demo/patients.ts'
import {backlogRows, openFastDesk, plannedRows, standing, undo} from './batch-desk.ts'
import type {Desk} from './desk.ts'

const TAKEN = 'DMP_IDENTIFIER_TAKEN'
const CLOSED = 'DMP_CLOSED_MEANWHILE'
type Rows = ReturnType<typeof backlogRows>

let desk: Desk
beforeAll(async () => {
  desk = await openFastDesk()
})
afterEach(() => desk.sandbox.control())
afterAll(() => desk.sandbox.remove())

const batch = async (...words: string[]) => (await desk.json(['batch', ...words])).answer
const ofRun = async (run: string) => (await desk.items()).filter(({batchId}) => batchId === run)
const plan = (folder: string, rows: Rows, more: readonly string[] = [], env: Record<string, string> = {}) =>
  desk.json(['batch', 'plan', desk.manifest(folder, rows), '--visible', '--settle', '0', ...more], {env})

async function reported(run: string): Promise<string> {
  const out = join(desk.sandbox.home, `report-${run}`)
  expect((await batch('report', run, '--out', out, '--force')).error).toBeNull()
  return out
}

/** What a plan of the same rows says in a state of its own, told of `sent` alone. */
async function plannedElsewhere(folder: string, rows: Rows, sent: string) {
  const env = {DMP_STATE_DIR: join(desk.sandbox.home, `elsewhere-${folder}`)}
  const {answer, stdout} = await plan(folder, rows, ['--known-sent', sent], env)
  expect(answer.error, stdout).toBeNull()
  return answer.data
}

/** The state folder of a run of three was put back from a copy: the DMP has two that the journal has still to send. */
async function putBack(folder: string): Promise<{run: string; rows: Rows}> {
  const rows = backlogRows(desk, folder, 3)
  const run = await plannedRows(desk, folder, rows)
  const [state, copy] = ['state', `copy-${folder}`].map((name) => join(desk.sandbox.home, name)) as [
    string,
    string,
  ]
  expect((await batch('submit', run, '--max-items', '1')).data.account).toMatchObject({accepted: 1})
  cpSync(state, copy, {recursive: true})
  expect((await batch('resume', run)).data.account).toMatchObject({accepted: 3})
  rmSync(state, {recursive: true})
  cpSync(copy, state, {recursive: true})
  const back = await batch('resume', run)
  expect(back.data.account).toMatchObject({accepted: 1, held: 2})
  expect(back.data.causes).toEqual([{state: 'held', code: TAKEN, count: 2}])
  return {run, rows}
}

describe('a number that is taken at the DMP', () => {
  it('is held by every plan, seen by a verification, and found on a person’s word', async () => {
    const {run, rows} = await putBack('taken')
    const there = await standing(desk)
    const again = await plan('taken', rows)
    expect(again.answer.data.account).toMatchObject({ready: 0, held: 2, excluded: 1})
    expect(again.answer.data.reasons).toContainEqual(
      expect.objectContaining({reason: 'number-taken', count: 2}),
    )
    const verified = await batch('verify', run)
    expect(verified).toMatchObject({exitCode: 10, data: {asked: 2, appeared: 2, marks: {'+': 2}}})
    const out = await reported(run)
    expect(readFileSync(`${out}/report.csv`, 'utf8').match(/;yes;/g)).toHaveLength(2)
    for (const sent of ['report.csv', 'report.json']) {
      const told = await plannedElsewhere('taken', rows, join(out, sent))
      expect(told.account).toMatchObject({ready: 0, held: 2, excluded: 1})
    }
    const file = join(desk.folder('taken'), 'doc-1.txt')
    const alone = await desk.submit(file, {patient: 'active-linked-2'})
    expect(alone.answer.error?.code).toBe(TAKEN)
    const one = await desk.submit(file, {patient: 'active-linked-2', more: ['--again']})
    expect(one.answer.data?.documents?.[0]?.state).toBe('accepted')
    const retried = await batch('retry', run, '--only', TAKEN)
    expect(retried.data.account).toMatchObject({accepted: 3})
    expect(await standing(desk)).toBe(there)
    expect((await desk.json(['journal', 'check'])).code).toBe(0)
  })

  it('is told by an undo and not withdrawn, so that nothing is doubled, and deleted by its number', async () => {
    const before = await standing(desk)
    const {run, rows} = await putBack('undone')
    const taken = (await ofRun(run)).filter(({state}) => state === 'held')
    const {answer} = await undo(desk, run, 1)
    expect(answer.data).toMatchObject({account: {accepted: 1}, plan: {held: 2}})
    expect(answer.data.reasons).toContainEqual(expect.objectContaining({reason: 'undo-taken', count: 2}))
    expect(await standing(desk)).toBe(before + 2)
    expect((await plan('undone', rows)).answer.data.account).toMatchObject({ready: 0})
    for (const {documentUniqueId: id} of taken) {
      const gone = await desk.json([
        'document',
        'delete',
        id,
        '--yes',
        '--confirm',
        id,
        '--reason',
        'mistake',
      ])
      expect(gone.answer, gone.stdout).toMatchObject({exitCode: 0, data: {deleted: [{uniqueId: id}]}})
    }
    expect(await standing(desk)).toBe(before)
  })

  it('is given up on the word that another document has it, after which a plan gives a new one', async () => {
    const {run, rows} = await putBack('another')
    const words = ['retry', run, '--only', TAKEN, '--taken-by-another'] as const
    expect((await batch(...words)).error?.code).toBe('DMP_CONFIRMATION_NEEDED')
    expect((await batch('retry', run, '--only', 'held', '--taken-by-another')).error?.code).toBe('DMP_USAGE')
    const given = await batch(...words, '--yes', '--confirm', '2')
    expect(given.data).toMatchObject({rearmed: {numberLost: 2, held: 0}, account: {accepted: 1, refused: 2}})
    expect((await plan('another', rows)).answer.data.account).toMatchObject({ready: 2, excluded: 1})
  })
})

describe('an unknown outcome whose DMP was closed meanwhile', () => {
  it('is told as perhaps there, by every list and command', async () => {
    const rows = backlogRows(desk, 'closed', 1).map((row) => ({
      ...row,
      ...identityColumns(desk.patient('closed-by-patient')),
    }))
    const run = await plannedRows(desk, 'closed', rows)
    await desk.sandbox.control('cut-before-commit,times=1,service=repository')
    const sent = await batch('submit', run)
    expect(sent.data.causes).toEqual([{state: 'held', code: CLOSED, count: 1}])
    expect((await desk.text(['batch', 'status', run])).stdout).toContain(CLOSED)
    expect((await batch('verify', run)).data).toMatchObject({asked: 1, marks: {'!': 1}})
    const out = await reported(run)
    const report = JSON.parse(readFileSync(`${out}/report.json`, 'utf8'))
    expect(report.documents?.[0] ?? report.lines?.[0] ?? report.records?.[0]).toMatchObject({
      mayBeInDmp: 'yes',
    })
    expect(report.summary.next).toContainEqual({
      code: 'in-doubt',
      count: 1,
      command: `dmp batch verify ${run}`,
    })
    expect((await plan('closed', rows)).answer.data.reasons).toMatchObject([
      {class: 'held', reason: CLOSED, count: 1},
    ])
    expect((await plannedElsewhere('closed', rows, `${out}/report.csv`)).reasons).toMatchObject([
      {class: 'held', reason: 'known-unknown', count: 1},
    ])
    const file = join(desk.folder('closed'), 'doc-0.txt')
    const alone = await desk.submit(file, {patient: 'closed-by-patient'})
    expect(alone.answer.error).toMatchObject({code: CLOSED, details: {batch: run}})
  })
})
