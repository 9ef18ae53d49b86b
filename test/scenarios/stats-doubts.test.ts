/** What the built program says, and with which code it ends, where a comparison lacks something. */
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {expectValid} from '../support/schemas.ts'
import {type Desk, openDesk} from './desk.ts'

const [EJ, NORTH, SOUTH] = ['010000123', '010000024', '010000032']
const E = 'FINESS;Type de document;Mois;Documents uniques'
const D = 'N° FINESS;Indicateur;Mois;Nombre'
const measured = [E, `${NORTH};11490-0;01/2026;1000`, `${NORTH};34874-8;01/2026;200`]
const declared = [D, `${NORTH};LDL;01/2026;1000`, `${NORTH};CRO;01/2026;200`]

let desk: Desk
let number = 0
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.sandbox.remove())

const file = (lines: readonly string[]) => desk.write(`figures-${++number}.csv`, `${lines.join('\r\n')}\r\n`)
const args = (elastic: readonly string[], oSIS: readonly string[], ...more: readonly string[]) => [
  ...['stats', 'compare', '--elastic', file(elastic), '--declared', file(oSIS), '--no-explain', ...more],
]

async function compared(...given: Parameters<typeof args>) {
  const {answer} = await desk.json(args(...given))
  expectValid(answer)
  return answer
}

describe('stats compare', () => {
  it('ends with 0 where nothing is missing and nothing over', async () => {
    expect(await compared(measured, declared)).toMatchObject({exitCode: 0, data: {verdict: {unread: 0}}})
  })

  it.each(['fr', 'en'])(
    'names rows it could not read, with file, line, column and reason (%s)',
    async (language) => {
      const rows = [...declared, '7,5E+08;LDL;01/2026;500', `${NORTH};BIO;13/2026;500`, `${NORTH};BIO;;500`]
      const answer = await compared(measured, rows)
      expect(answer).toMatchObject({exitCode: 5, data: {verdict: {unread: 3, over: 0}}})
      const {stdout, code} = await desk.text(args(measured, rows, '--lang', language))
      expect(code).toBe(5)
      const said = {
        fr: ['FINESS illisible', 'mois illisible', /1 × FINESS illisible, 2 × mois illisible/],
        en: ['FINESS not readable', 'month not readable', /1 × FINESS not readable, 2 × month not readable/],
      }[language as 'fr' | 'en']
      const [finess = '', month = '', reasons = ''] = said
      expect(stdout).toMatch(new RegExp(`figures-\\d+\\.csv:4:1 ${String(finess)} : 7,5E\\+08`))
      expect(stdout).toMatch(new RegExp(`figures-\\d+\\.csv:5-6:3 ${String(month)} : 13/2026`))
      expect(stdout).toMatch(reasons)
      expect(stdout).not.toMatch(/\bstats\.[a-z]|\{\w+\}/)
    },
  )

  it('adds no total that bears no word for it', async () => {
    const answer = await compared(measured, [...declared, ';;;1200'])
    expect(answer).toMatchObject({exitCode: 0, data: {sides: {declared: {balance: {reasons: {total: 1}}}}}})
    expect(await compared(measured, [...declared, ';;;1300'])).toMatchObject({exitCode: 5})
  })

  it('counts sub-totals of a legal entity once', async () => {
    const directory = desk.write('sites.csv', `EG;EJ\r\n${NORTH};${EJ}\r\n${SOUTH};${EJ}\r\n`)
    const both = [...measured, `${SOUTH};11490-0;01/2026;500`]
    const rows = [D, `${EJ};LDL;01/2026;1500`, `${NORTH};LDL;01/2026;1000`, `${SOUTH};LDL;01/2026;500`]
    const wish = ['--directory', directory, '--level', 'EJ']
    const answer = await compared(both, [...rows, `${EJ};CRO;01/2026;200`], ...wish)
    expect(answer.exitCode).toBe(0)
    const gaps = answer.data.gaps as {key: {indicator: string}; declared: number}[]
    expect(gaps.map(({key, declared: count}) => [key.indicator, count])).toEqual([
      ['CRO', 200],
      ['LDL', 1500],
    ])
    const wrong = rows.map((row) => row.replace('1500', '1501'))
    expect(await compared(both, wrong, ...wish)).toMatchObject({exitCode: 5})
  })

  it('says that nothing was compared, or that a month is missing', async () => {
    const none = await desk.text(args(measured, declared, '--period', '2025-01..2025-12', '--lang', 'en'))
    expect(none.code).toBe(10)
    expect(none.stdout).toContain('No figure to compare.')
    const rows = [...declared, `${NORTH};LDL;02/2026;20`]
    const missing = await desk.text(args(measured, rows, '--lang', 'en'))
    expect(missing.code).toBe(10)
    expect(missing.stdout).toContain('Single months: 0 over the threshold, 1 without a figure on one side')
  })

  it('gives no verdict in points without stays, and shows points where there are some', async () => {
    const rows = declared.map((row) => row.replace(/1000$/, '1260'))
    expect(await compared(measured, rows, '--base', 'points')).toMatchObject({exitCode: 10})
    const stays = file([D, `${NORTH};LDL;01/2026;2000`, `${NORTH};CRO;01/2026;2000`])
    const points = ['--base', 'points', '--stays', stays]
    const answer = await compared(measured, rows, ...points)
    expect(answer).toMatchObject({exitCode: 10, data: {verdict: {over: 1, reported: 0}}})
    expect(answer.data.gaps[0]).toMatchObject({difference: 260, stays: 2000, points: 1300})
    const {stdout} = await desk.text(args(measured, rows, ...points, '--lang', 'fr'))
    expect(stdout).toMatch(/Séjours\s+Points/)
    expect(stdout).toMatch(/écart de \+13,00 points de 2.000 séjours/)
    const {stdout: csv} = await desk.text(args(measured, rows, ...points, '--lang', 'en', '-o', '-'))
    expect(csv).toMatch(/;Notes;Stays;Points;/)
  })

  it('takes no answer that is still running for a whole one', async () => {
    const buckets = ['11490-0', '34874-8'].map((type, at) => ({
      key: {finess: NORTH, month: Date.parse('2026-01-01T00:00:00+01:00'), type},
      doc_count: [1000, 200][at],
    }))
    const of = (more: object) =>
      desk.write(
        `answer-${++number}.json`,
        JSON.stringify({...more, response: {aggregations: {k: {buckets}}}}),
      )
    const run = async (answer: string) =>
      desk.text(['stats', 'compare', '--elastic', answer, '--declared', file(declared), '--no-explain'])
    expect((await run(of({is_running: false, is_partial: false}))).code).toBe(0)
    expect((await run(of({is_running: true, is_partial: true}))).code).toBe(10)
  })

  it('writes what it left out and the tiles of a page that says so', async () => {
    const rows = [...declared, `${NORTH};BIO;13/2026;500`]
    const {stdout, code} = await desk.text(
      args(measured, rows, '-o', '-', '--format', 'html', '--lang', 'en'),
    )
    expect(code).toBe(5)
    expect(stdout).toMatch(/class="refused"><strong data-figure="unread" data-value="1">/)
    expect(stdout).toContain('13/2026')
  })
})
