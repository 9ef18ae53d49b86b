/** The dashboard of a real journal, through the built program. */
import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  for (const n of [1, 2]) await desk.accepted(desk.newText(), {more: ['--ipp', `IPP-${n}`]})
  await desk.submit(desk.newText(), {patient: 'closed-by-patient', more: ['--check-status', 'never']})
})
afterAll(() => desk?.sandbox.remove())

describe('stats board', () => {
  it('counts documents, patients, refusals, and writes a row per measure that another reader reads', async () => {
    const file = join(desk.sandbox.home, 'board.csv')
    const {answer, stdout} = await desk.json(['stats', 'board', '--by', 'week', '--output', file])
    expect(answer).toMatchObject({exitCode: 0, error: null})
    expectValid(answer)
    expect(answer.data.total).toMatchObject({documents: 3, accepted: 2, refused: 1, pending: 0, patients: 1})
    expect(answer.data.total.refusals).toHaveLength(1)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const rows = parse(readFileSync(file, 'utf8'), {bom: true, columns: true, delimiter: ';'}) as {
      [name in 'span' | 'measure' | 'key' | 'value']: string
    }[]
    const value = (measure: string, key = '') =>
      rows.find((row) => row.span === 'total' && row.measure === measure && row.key === key)?.value
    expect([value('documents'), value('patients'), value('accepted-by-type', '11488-4')]).toEqual([
      '3',
      '1',
      '2',
    ])
    for (const key of ['active-linked', 'closed-by-patient']) {
      const {matricule, birthName} = desk.patient(key)
      for (const secret of [matricule, matricule.slice(0, 13), birthName])
        expect(stdout + readFileSync(file, 'utf8')).not.toContain(secret)
    }
    const again = await desk.json(['stats', 'board', '--output', file])
    expect(again.answer.error?.code).toBe('DMP_FILE_EXISTS')
  })

  it('gives the same in every time zone of the process, and refuses days that are none', async () => {
    const boards = []
    for (const TZ of ['UTC', 'America/Cayenne', 'Pacific/Auckland'])
      boards.push((await desk.json(['stats', 'board', '--by', 'week'], {env: {TZ}})).answer.data)
    expect(boards[1]).toEqual(boards[0])
    expect(boards[2]).toEqual(boards[0])
    for (const wrong of [
      ['--from', '2026-02-30'],
      ['--from', '2026-03-02', '--to', '2026-03-01'],
    ]) {
      const {answer} = await desk.json(['stats', 'board', ...wrong])
      expect(answer).toMatchObject({exitCode: 2, error: {code: 'DMP_USAGE'}})
    }
  })
})
