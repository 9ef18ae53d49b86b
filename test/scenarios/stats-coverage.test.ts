/** The legal list beside a real journal, through the built program. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await desk.accepted(desk.newText())
})
afterAll(() => desk?.sandbox.remove())

describe('stats coverage', () => {
  it('says what of the legal list was sent and what never was', async () => {
    const file = join(desk.sandbox.home, 'coverage.csv')
    const {answer} = await desk.json(['stats', 'coverage', '--output', file])
    expect(answer).toMatchObject({exitCode: 0, error: null})
    expectValid(answer)
    const rows: {document: string; accepted: number; state: string}[] = answer.data.rows
    expect(rows.filter(({state}) => state === 'sent')).toMatchObject([{document: 'courriers', accepted: 1}])
    expect(rows).toHaveLength(answer.data.list.documents.length)
    expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(rows.length + 1)
    for (const days of [['2026-13-01'], ['2026-02-30'], ['2026-03-02', '--to', '2026-03-01']]) {
      const wrong = await desk.json(['stats', 'coverage', '--from', ...days])
      expect(wrong.answer).toMatchObject({exitCode: 2, error: {code: 'DMP_USAGE'}})
    }
  })
})
