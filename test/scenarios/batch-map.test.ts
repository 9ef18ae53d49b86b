import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {samplePatients} from '../support/sample-patients.ts'
import {expectValid} from '../support/schemas.ts'
import {workbook} from '../unit/tabular/sample-workbook.ts'
import {csvOf} from '../unit/tabular/tabular-desk.ts'

const home = makeHome()
afterAll(() => home.remove())
const {ins} = samplePatients.woman
const write = (name: string, content: string | Uint8Array) => {
  const path = join(home.path, name)
  writeFileSync(path, content)
  return path
}
const json = async (...args: string[]) => {
  const run = await runJson(['batch', 'map', ...args], {env: home.env})
  expectValid(run.answer)
  return run.answer
}

const row = {
  'N° IPP': '0000101',
  'Matricule INS': ins.matricule,
  'Nom de naissance': 'ESSAI-ALPHA',
  Prénom: 'LAURENCE',
  DDN: '12/05/1965',
  Sexe: 'F',
  'Type document': 'CR Hospit',
  'Date création': '13/03/2026 10:15',
  Fichier: '\\\\srv\\ged\\2026\\ESSAI_17.pdf',
  Statut: 'V',
  Divers: 'x',
}
const EXPORT = csvOf([row, {...row, Sexe: 'H', 'Type document': 'Ordonnance', 'N° IPP': '0000102'}])
const latin = new Uint8Array(Buffer.from(EXPORT.replace('°', '\u00b0'), 'latin1'))

describe('batch map', () => {
  it('finds how an export is written and what its columns mean', async () => {
    const {data} = await json(write('export.csv', latin))
    expect(data).toMatchObject({
      kind: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      headerLine: 1,
      looked: 2,
      drafted: true,
      output: null,
      types: [
        {label: 'CR Hospit', count: 1},
        {label: 'Ordonnance', count: 1},
      ],
    })
    const taken = Object.fromEntries(
      data.columns.map(({name, canonical}: {name: string; canonical: string | null}) => [name, canonical]),
    )
    expect(taken).toMatchObject({
      'N° IPP': 'ipp',
      'Matricule INS': 'ins',
      DDN: 'birth_date',
      'Type document': 'type_label',
      'Date création': 'document_date',
      Fichier: 'file',
      Divers: null,
    })
    expect(data.doubts.map(({code}: {code: string}) => code)).toEqual(
      expect.arrayContaining(['types', 'status', 'ins-oid', 'visibility', 'paths', 'identity-status']),
    )
    expect(data.rows[0]).toMatchObject({
      line: 2,
      values: {ipp: '0000101', document_date: '2026-03-13T10:15:00+01:00', type_label: 'CR Hospit'},
      waits: {reason: 'status-held'},
    })
  })

  it('shows neither INS nor trait, in a path neither, in any form', async () => {
    const file = write('masked.csv', EXPORT)
    const text = await runDmp(['batch', 'map', file], {env: home.env})
    const answer = JSON.stringify(await json(file))
    for (const secret of [ins.matricule, 'ESSAI', 'LAURENCE', '1965', '12/05']) {
      expect(text.stdout).not.toContain(secret)
      expect(answer).not.toContain(secret)
    }
  })

  it('prints the mapping file itself, which reads the export back', async () => {
    const file = write('again.csv', EXPORT)
    const {stdout, code, stderr} = await runDmp(['batch', 'map', file], {env: home.env})
    expect([code, stderr]).toEqual([0, ''])
    const mapping = write('again.yaml', stdout.replace('"CR Hospit": ""', ''))
    const {data} = await json(file, '--mapping', mapping, '--column', 'title={Type document}', '--rows', '1')
    expect(data).toMatchObject({
      drafted: false,
      doubts: [],
      rows: [{values: {title: 'CR Hospit', ipp: '0000101'}}],
    })
    expect(data.rows[0].problems).toEqual([{field: 'ins_oid', reason: 'missing'}])
  })

  it('writes the mapping for its owner alone, and overwrites nothing unasked', async () => {
    const file = write('written.csv', EXPORT)
    const output = join(home.path, 'mapping.yaml')
    const {data} = await json(file, '--output', output)
    expect(readFileSync(output, 'utf8')).toBe(data.yaml)
    expect(statSync(output).mode & 0o777).toBe(0o600)
    expect((await json(file, '--output', output)).error?.code).toBe('DMP_FILE_EXISTS')
    expect((await json(file, '--output', output, '--force')).data.output).toBe(output)
  })

  it('reads a sheet, and tells counts of days and numbers from texts', async () => {
    const head = ['IPP', 'INS', 'DATE_DOC', 'TYPE', 'FICHIER']
    const file = write(
      'book.xlsx',
      await workbook([['Export'], head, [42, Number(ins.matricule), 46093, '11488-4', 'a.pdf']]),
    )
    const {data} = await json(file)
    expect(data).toMatchObject({kind: 'xlsx', sheet: 'Feuil1', headerLine: 2, encoding: null})
    expect(data.rows[0].values).toMatchObject({document_date: '2026-03-12', type_code: '11488-4'})
    // A number cell cannot tell whether the IPP began with zeros.
    expect(data.rows[0].problems).toContainEqual({field: 'ipp', reason: 'number-cell'})
    expect(data.rows[0].repairs).toContainEqual({code: 'number-cell', field: 'ins'})
    expect(data.doubts.map(({code}: {code: string}) => code)).toContain('dates-excel')
    expect((await json(file, '--sheet', 'Autre')).error?.code).toBe('DMP_MANIFEST_UNREADABLE')
  })

  it('warns of numbers that a spreadsheet destroyed and of dates that could be turned', async () => {
    const rows = Array.from({length: 6}, (_, at) => ({
      IPP: String(10 ** at),
      NIR: at === 0 ? '2,65E+14' : ins.matricule,
      DATE_DOC: `0${at + 1}/03/2026`,
    }))
    const {data} = await json(write('lost.csv', csvOf(rows)))
    expect(data.doubts).toEqual(
      expect.arrayContaining([
        {code: 'numbers-lost', params: {name: 'NIR', count: 1}},
        {code: 'zeros-lost', params: {name: 'IPP', shortest: 1, longest: 6}},
        {code: 'dates-order', params: {name: 'DATE_DOC'}},
      ]),
    )
  })

  it('drafts the reading of an identities file', async () => {
    const {data} = await json(
      write(
        'ids.csv',
        csvOf([{NIP: '1', NIR: ins.matricule, STATUT_INS: 'QUALIFIEE', DATE_QUALIFICATION: '2026-01-02'}]),
      ),
      '--identities',
    )
    expect(data.columns.map(({canonical}: {canonical: string}) => canonical)).toEqual([
      'ipp',
      'ins',
      'identity_status',
      'as_of',
    ])
  })

  it('reads NDJSON too', async () => {
    const {data} = await json(write('m.ndjson', `${JSON.stringify({NUM_PATIENT: '1', FICHIER: 'a.pdf'})}\n`))
    expect(data).toMatchObject({kind: 'ndjson', rows: [{line: 1, values: {ipp: '1', file: 'a.pdf'}}]})
  })

  it('speaks in both languages without a raw key', async () => {
    const file = write('spoken.csv', latin)
    for (const lang of ['fr', 'en']) {
      const {stdout} = await runDmp(['batch', 'map', file, '--lang', lang], {env: home.env})
      expect(stdout).not.toMatch(/(?:map|batch|error)\.[a-zA-Z-]+\.|\{\w+\}/)
    }
  })
})
