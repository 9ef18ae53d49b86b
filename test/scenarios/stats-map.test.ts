import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'

const home = makeHome()
afterAll(() => home.remove())
const write = (name: string, content: string) => {
  const path = join(home.path, name)
  writeFileSync(path, content)
  return path
}
const json = async (...args: string[]) => {
  const run = await runJson(['stats', 'map', ...args], {env: home.env})
  expectValid(run.answer)
  return run.answer
}

const EXPORT = [
  'Hôpital fictif',
  'N° FINESS;Mois;Type de document;Documents uniques;Divers',
  '990000002;janv. 2024;11490-0 (Lettre de liaison);1 204;x',
  '990000002;févr. 2024;11490-0 (Lettre de liaison);987;y',
  'Total;;;2 191;',
].join('\r\n')

describe('stats map', () => {
  it('shows how a file is read, and drafts a mapping that reads it the same', async () => {
    const file = write('sipil.csv', EXPORT)
    const output = join(home.path, 'map.json')
    const {data} = await json(file, '--side', 'elastic', '--output', output)
    expect(data).toMatchObject({
      side: 'elastic',
      decoding: {delimiter: ';', headerRow: 2, eol: 'crlf', layout: 'long'},
      balance: {read: 5, used: 2, skipped: 3, reasons: {preamble: 1, header: 1, total: 1}},
      preamble: ['Hôpital fictif'],
      problem: null,
    })
    expect(statSync(output).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({
      version: 1,
      elastic: {columns: {count: {header: ['Documents uniques'], as: 'count'}}},
    })
    const {data: again} = await json(file, '--side', 'elastic', '--mapping', output)
    expect(again).toMatchObject({balance: {read: 5, used: 2}, decoding: {preset: 'mapping'}, problem: null})
  })

  it('passes on headers and forms, and no figure', async () => {
    const file = write('shared.csv', EXPORT)
    const {stdout} = await runDmp(['stats', 'map', file, '--share', '--json'], {env: home.env})
    expect(stdout).not.toMatch(/990000002|1 204|987|fictif|shared\.csv/)
    expect(stdout).toContain('Documents uniques')
  })

  it('takes a table of indicators for what is declared, and drafts its cells as filled down', async () => {
    const file = write('osis.csv', 'N° FINESS;Indicateur;Mois;Nombre\n990000002;LDL;01/2026;500\n')
    const {data} = await json(file)
    expect(data).toMatchObject({side: 'declared', decoding: {preset: 'osis-long'}})
    expect(data.mapping).toMatchObject({osis: {columns: {finess: {fill: true}, indicator: {fill: true}}}})
  })

  it('passes on no FINESS of a header, and no sentence with a hole in it', async () => {
    const header = 'Mois;FINESS;Documents uniques;CH 990000002'
    const file = write('named.csv', `${header}\n2024-01;990000002;12;7\n`)
    for (const how of [['--json'], []]) {
      const {stdout} = await runDmp(['stats', 'map', file, '--share', ...how], {env: home.env})
      expect(stdout).toContain('Documents uniques')
      expect(stdout).not.toMatch(/990000002|\{\w+\}/)
    }
  })

  it('drafts by what stands in the columns where their names say nothing', async () => {
    const file = write('unknown.csv', 'etab,quand,quoi,combien\n990000002,2024-01,11490-0,5\n')
    const answer = await json(file)
    expect(answer).toMatchObject({ok: false, exitCode: 10, data: {problem: {code: 'DMP_STATS_COLUMNS'}}})
    const output = join(home.path, 'unknown.json')
    await json(file, '--output', output)
    const {data: read} = await json(file, '--mapping', output)
    expect(read).toMatchObject({balance: {used: 1}, problem: null})
  })

  it('speaks both languages', async () => {
    const file = write('spoken.csv', EXPORT)
    for (const lang of ['fr', 'en']) {
      const run = await runDmp(['stats', 'map', file, '--lang', lang], {env: home.env})
      expect(run.code).toBe(0)
      expect(run.stdout).toMatch(lang === 'fr' ? /Lignes : 5 lues/ : /Rows: 5 read/)
    }
  })
})
