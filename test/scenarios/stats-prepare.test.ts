/** Figures to declare from a real journal, through the built program. */
import {readFileSync, statSync} from 'node:fs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {parisDate} from '../../src/lib/civil-time/paris.ts'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
let month: string
let taken: string
let args: readonly string[]

beforeAll(async () => {
  desk = await openDesk()
  const {answer} = await desk.json(['config', 'show'])
  expect(answer.error).toBeNull()
  taken = await desk.accepted(desk.newText(), {more: ['--ipp', 'IPP-1', '--venue', 'V-1']})
  const [item] = await desk.items({ipp: 'IPP-1'})
  month = parisDate(item?.plannedAt ?? 0).slice(0, 7)
  const indicators = desk.write(
    'indicators.json',
    JSON.stringify({
      ...{version: 1, dated: '2026-03-01', source: 'test'},
      measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
      windows: [{id: 'F9', programme: 'essai', from: '2020-01-01', to: '2020-06-30', source: 'test'}],
      indicators: [
        {
          ...{id: 'CONS', label: 'Consultation', programme: 'essai', typeCodes: ['11488-4']},
          ...{
            counts: 'accepted',
            dateBasis: 'submission',
            denominator: 'séjours',
            target: 50,
            source: 'test',
          },
        },
      ],
    }),
  )
  args = ['stats', 'prepare', '--period', month, '--indicators', indicators]
})
afterAll(() => desk?.sandbox.remove())

describe('stats prepare', () => {
  it('says what to declare, against stays and target, and lists the documents behind it', async () => {
    const [list, table] = [desk.write('list.csv', 'old'), desk.write('declare.csv', 'old')]
    const first = await desk.json([...args])
    expect(first.answer).toMatchObject({exitCode: 0, error: null})
    const [{finess}] = first.answer.data.rows
    const stays = desk.write('stays.csv', `FINESS;Mois;Nombre\r\n${finess};${month};4\r\n`)
    const more = ['--denominators', stays, '--denominator-column', 'count=Nombre']
    const refused = await desk.json([...args, ...more, '--details', list])
    expect(refused.answer.error?.code).toBe('DMP_FILE_EXISTS')
    const {answer, stdout} = await desk.json([
      ...[...args, ...more, '--details', list, '--output', table, '--force'],
    ])
    expect(answer).toMatchObject({exitCode: 0, error: null})
    expectValid(answer)
    expect(answer.data.rows).toMatchObject([
      {indicator: 'CONS', declare: 1, measurable: 1, elastic: null, denominator: 4, rate: 2500},
    ])
    expect(answer.data.rows[0]).toMatchObject({target: 5000, reached: false})
    const lines = readFileSync(list, 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(2)
    for (const word of [taken, 'IPP-1', 'V-1']) expect(lines[1]).toContain(word)
    expect(statSync(list).mode & 0o777).toBe(0o600)
    expect(readFileSync(table, 'utf8').trim().split('\r\n')).toHaveLength(3)
    const {matricule, birthName} = desk.patient('active-linked')
    for (const secret of [matricule, matricule.slice(0, 13), birthName])
      expect(stdout + lines.join('\n')).not.toContain(secret)
  })

  it('reads stays under their own name, and says in words whether the target is reached', async () => {
    const first = await desk.json([...args])
    const [{finess}] = first.answer.data.rows
    const stays = desk.write('own-name.csv', `FINESS;Mois;Séjours\r\n${finess};${month};4\r\n`)
    const {stdout} = await desk.text([...args, '--denominators', stays, '--lang', 'en'])
    expect(stdout).toContain('target not reached')
    expect(stdout).not.toMatch(/ [;:] /)
    const {answer} = await desk.json([...args, '--denominators', stays, '--denominator-column', 'cout=x'])
    expect(answer.error).toMatchObject({code: 'DMP_MAPPING_INVALID'})
    expect(JSON.stringify(answer.error)).toContain('--denominator-column')
  })

  it('knows nothing on a day before, whatever the time zone of the process', async () => {
    for (const TZ of ['UTC', 'America/Cayenne', 'Pacific/Auckland']) {
      const before = await desk.json([...args, '--as-of', '2026-01-01'], {env: {TZ}})
      expect(before.answer.data.rows).toEqual([])
      const now = await desk.json([...args], {env: {TZ}})
      expect(now.answer.data.rows).toMatchObject([{declare: 1}])
    }
  })

  it('refuses a period and a window together, none, and names it does not know', async () => {
    const [, , , , ...rest] = args
    for (const wrong of [
      [...args, '--window', 'F9'],
      ['stats', 'prepare', ...rest],
      ['stats', 'prepare', '--window', 'F8', ...rest],
      ['stats', 'prepare', '--period', '2026-13', ...rest],
      [...args, '--as-of', '2026-02-30'],
    ])
      expect((await desk.json(wrong)).answer).toMatchObject({exitCode: 2, error: {code: 'DMP_USAGE'}})
    const window = await desk.json(['stats', 'prepare', '--window', 'f9', ...rest])
    expect(window.answer.data).toMatchObject({
      window: 'F9',
      period: {from: '2020-01', to: '2020-06'},
      rows: [],
    })
  })
})
