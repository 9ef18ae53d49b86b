import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {sampleText} from '../support/sample-bodies.ts'
import {workbook} from '../unit/tabular/sample-workbook.ts'
import {csvOf} from '../unit/tabular/tabular-desk.ts'
import {type Desk, openDesk} from './desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.sandbox.remove())

const MAPPING = `
columns: {file: CHEMIN, ipp: NIP, source_id: ID, document_date: DATE_DOC, type_label: TYPE, status: ETAT, unit: UF}
dates: {form: "dd/MM/yyyy[ HH:mm]"}
types: {CR hospitalisation: {type_code: 11488-4, title: Compte rendu}}
status: {accept: [Validé], hold: [Brouillon], refuse: [Annulé]}
paths: {strip: ['\\\\\\\\srv\\\\ged\\\\']}
identities:
  columns: {ipp: NIP, ins: NIR, oid: OID, status: {value: QUALIFIEE}, birth_name: NOM, first_given: PRENOM, given_names: PRENOMS, birth_date: DDN, sex: SEXE, birth_place: COG}
  dates: {columns: {birth_date: dd/MM/yyyy}}
  words: {sex: {H: M}}
`.replaceAll('\\\\', '\\')

const local = (key: string) => {
  const {
    ipp,
    matricule,
    oid,
    birthName,
    firstGiven,
    givenNames,
    birthDate: day,
    sex,
    birthPlace,
  } = desk.patient(key)
  return {
    NIP: ipp,
    NIR: matricule,
    OID: oid,
    NOM: birthName,
    PRENOM: firstGiven,
    PRENOMS: givenNames,
    DDN: `${day.slice(6)}/${day.slice(4, 6)}/${day.slice(0, 4)}`,
    SEXE: sex === 'M' ? 'H' : sex,
    COG: birthPlace,
  }
}
const row = (changes: Readonly<Record<string, string>> = {}) => ({
  CHEMIN: '\\\\srv\\ged\\été.txt',
  NIP: desk.patient('active-linked').ipp,
  ID: 'GED-1',
  DATE_DOC: '12/03/2026 10:15',
  TYPE: 'CR hospitalisation',
  ETAT: 'Validé',
  UF: '0042',
  ...changes,
})

function written(folder: string, table: string | Uint8Array, name: string) {
  const at = join(desk.sandbox.home, 'exports', folder)
  mkdirSync(at, {recursive: true})
  const write = (file: string, content: string | Uint8Array) => writeFileSync(join(at, file), content)
  for (const file of ['e\u0301te\u0301.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'])
    write(file, sampleText(`${folder} ${file}`))
  write('mapping.yaml', MAPPING)
  write('identities.csv', csvOf([local('active-linked'), local('active-linked-2')]))
  write(name, table)
  return (file: string) => join(at, file)
}

const plan = (path: (file: string) => string, table: string) => [
  'batch',
  'plan',
  path(table),
  '--mapping',
  path('mapping.yaml'),
  '--identities',
  path('identities.csv'),
  '--visible',
  '--settle',
  '0',
]

describe('an export in the words of its software', () => {
  it('is planned through its mapping and its identities, each row in one class', async () => {
    const rows = [
      row(),
      row({ID: 'GED-2', CHEMIN: 'b.txt', TYPE: 'Inconnu'}),
      row({ID: 'GED-3', CHEMIN: 'c.txt', ETAT: 'Annulé'}),
      row({ID: 'GED-4', CHEMIN: 'd.txt', DATE_DOC: '31/02/2026'}),
      row({ID: 'GED-5', CHEMIN: 'e.txt', NIP: 'NOBODY'}),
    ]
    const latin = new Uint8Array(Buffer.from(csvOf(rows), 'latin1'))
    const path = written('csv', latin, 'export.csv')
    const {answer} = await desk.json(plan(path, 'export.csv'))
    expect(answer.data.account).toEqual({read: 5, ready: 1, held: 2, rejected: 1, excluded: 1})
    const reasons = answer.data.reasons.map(({reason}: {reason: string}) => reason)
    expect(reasons.join(' ')).toMatch(/type-unmapped/)
    expect(reasons.join(' ')).toMatch(/identity-absent/)
    expect(reasons.join(' ')).toMatch(/status-refused/)
    const [item] = await desk.items()
    expect(item).toMatchObject({
      sourceId: 'GED-1',
      ins: {matricule: desk.patient('active-linked').matricule},
      typeCode: '11488-4',
      unit: '0042',
      sourcePath: path('e\u0301te\u0301.txt'),
    })
  })

  it('is the same as a workbook', async () => {
    const cells = [row({ID: 'X-1', CHEMIN: 'b.txt'}), row({ID: 'X-2', CHEMIN: 'c.txt', ETAT: 'Brouillon'})]
    const [first = {}] = cells
    const path = written(
      'xlsx',
      await workbook([Object.keys(first), ...cells.map((one) => Object.values(one))]),
      'export.xlsx',
    )
    const {answer} = await desk.json(plan(path, 'export.xlsx'))
    expect(answer.data.account).toEqual({read: 2, ready: 1, held: 1, rejected: 0, excluded: 0})
  })

  it('is refused with advice when it is an old workbook', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    const {answer} = await desk.json(plan(written('old', old, 'export.xls'), 'export.xls'))
    expect(answer.error).toMatchObject({code: 'DMP_MANIFEST_UNREADABLE', details: {reason: 'xls'}})
  })

  it('names no patient in what the plan prints', async () => {
    const path = written(
      'masked',
      csvOf([row({ID: 'M-1', CHEMIN: 'b.txt', ETAT: 'Brouillon'})]),
      'export.csv',
    )
    const {stdout, stderr} = await desk.text(plan(path, 'export.csv'))
    const {matricule, birthName} = desk.patient('active-linked')
    expect(stdout + stderr).not.toMatch(new RegExp(`${matricule}|${birthName}`))
  })
})
