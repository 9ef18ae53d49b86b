import {createHash} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {columns} from '../../../src/lib/manifest/columns.ts'
import {withColumns} from '../../../src/lib/mapping/column-source.ts'
import {readMapping} from '../../../src/lib/mapping/read-mapping.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'

const read = (text: string) => readMapping(Buffer.from(text), 'gap.yaml', columns)

describe('a mapping file', () => {
  it('is read whole, and known by its hash', () => {
    const text = `version: 1
source: {encoding: Windows-1252, delimiter: tab, quote: none, header: 3, sheet: Feuil1}
columns:
  ipp: NUM_PATIENT
  ins: {column: NIR, key: CLE}
  identity_status: {value: QUALIFIEE}
  title: "CR {TYPE} du {DATE}"
dates: {zone: Indian/Reunion, form: "dd/MM/yyyy[ HH:mm]", columns: {birth_date: yyyyMMdd}}
pad: {ipp: 10}
words: {sex: {H: M}, masque_ps: {O: Y}}
types: {"CR  Hospit": {type_code: 34112-3, title: Compte rendu}, ORDO: 57833-6}
units: {"0042": {practice_code: AMBULATORY, author_family: SERVICE}}
status: {accept: [Validé], hold: [Brouillon], refuse: [Annulé]}
identity: [Validée INSi]
paths: {strip: ['\\\\srv\\ged\\'], root: docs}
defaults: {ins_oid: 1.2.250.1.213.1.4.10}
`
    const mapping = read(text)
    expect(mapping).toMatchObject({
      name: 'gap.yaml',
      hash: createHash('sha256').update(text).digest('hex'),
      source: {encoding: 'windows-1252', delimiter: '\t', quote: '', headerLine: 3, sheet: 'Feuil1'},
      dates: {
        zone: 'Indian/Reunion',
        form: 'dd/MM/yyyy[ HH:mm]',
        columns: new Map([['birth_date', 'yyyyMMdd']]),
      },
      paths: {strip: ['//srv/ged/'], root: 'docs'},
    })
    expect(mapping.columns.get('ins')).toEqual({kind: 'column', name: 'NIR', key: 'CLE'})
    expect(mapping.columns.get('title')).toEqual({
      kind: 'template',
      parts: ['CR ', 'TYPE', ' du ', 'DATE', ''],
    })
    expect(mapping.types?.get('cr hospit')).toEqual({typeCode: '34112-3', title: 'Compte rendu'})
    expect(mapping.units?.has('0042')).toBe(true)
    expect(mapping.status?.get('brouillon')).toBe('hold')
    expect(mapping.identity).toEqual(new Set(['validée insi']))
    expect(mapping.pad.get('ipp')).toBe(10)
  })

  it('keeps zeros: nothing in it is a number', () => {
    expect(read('units: {0042: {practice_code: 0011}}').units?.get('0042')).toEqual({practice_code: '0011'})
  })

  it.each<[string, string, string, number]>([
    ['columns: [a', '-', 'yaml', 1],
    ['a: 1\na: 2', '-', 'yaml', 2],
    ['- a', '-', 'map', 1],
    ['colums: {}', 'colums', 'unknown-key', 1],
    ['columns:\n  nom: A', 'columns.nom', 'column', 2],
    ['columns:\n  ipp: [A]', 'columns.ipp', 'map', 2],
    ['columns:\n  ipp: "{A"', 'columns.ipp', 'template', 2],
    ['columns: {ipp: &a A, venue: *a}', 'columns.venue', 'map', 1],
    ['columns: {ipp: {column: A, key: B}}', 'columns.ipp', 'value', 1],
    ['columns: {ipp: {column: A, value: B}}', 'columns.ipp', 'value', 1],
    ['dates: {form: jj/mm/aaaa}', 'dates.form', 'date-form', 1],
    ['dates: {zone: Europe/Pari}', 'dates.zone', 'zone', 1],
    ['dates: {columns: {naissance: yyyyMMdd}}', 'dates.columns.naissance', 'column', 1],
    ['pad: {ipp: dix}', 'pad.ipp', 'length', 1],
    ['version: 2', 'version', 'version', 1],
    ['source: {encoding: ebcdic}', 'source.encoding', 'value', 1],
    ['source: {delimiter: ";;"}', 'source.delimiter', 'value', 1],
    ['types: {A: {title: B}}', 'types.A', 'value', 1],
    ['types: {A: "1", a: "2"}', 'types.a', 'twice', 1],
    ['units: {U: {type_code: X}}', 'units.U.type_code', 'unknown-key', 1],
    ['status: {accept: V}', 'status.accept', 'list', 1],
    ['status: {accept: [V], refuse: [v]}', 'status.refuse', 'twice', 1],
  ])('%j is refused at %s: %s', (text, field, reason, line) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'DMP_MAPPING_INVALID',
        params: {file: 'gap.yaml', field, reason, line},
      }),
    )
    expect(en).toHaveProperty([`error.DMP_MAPPING_INVALID.reason.${reason}`])
  })
})

describe('columns on the command line', () => {
  it('win over those of the file', () => {
    const mapping = withColumns(read('columns: {ipp: A, venue: V}'), ['ipp=B', 'title=CR {T}'], columns)
    expect(mapping.columns.get('ipp')).toEqual({kind: 'column', name: 'B'})
    expect(mapping.columns.get('venue')).toEqual({kind: 'column', name: 'V'})
    expect(mapping.columns.get('title')?.kind).toBe('template')
  })

  it.each([
    ['ipp', 'flag'],
    ['ipp=', 'flag'],
    ['=A', 'flag'],
    ['nom=A', 'column'],
  ])('%j is refused: %s', (flag, reason) => {
    expect(() => withColumns(undefined, [flag], columns)).toThrow(
      expect.objectContaining({code: 'DMP_MAPPING_INVALID', params: expect.objectContaining({reason})}),
    )
  })

  it('name each column once', () => {
    expect(() => withColumns(undefined, ['ipp=A', 'ipp=B'], columns)).toThrow(
      expect.objectContaining({params: expect.objectContaining({reason: 'twice'})}),
    )
  })
})
