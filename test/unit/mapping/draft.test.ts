import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {identityColumns} from '../../../src/lib/identities/identity-columns.ts'
import {columns} from '../../../src/lib/manifest/columns.ts'
import {columnNamed} from '../../../src/lib/mapping/column-names.ts'
import {draftMapping} from '../../../src/lib/mapping/draft.ts'
import {guessDates} from '../../../src/lib/mapping/guess-dates.ts'
import {readIdentitiesSection, readMapping} from '../../../src/lib/mapping/read-mapping.ts'
import {draftYaml} from '../../../src/lib/mapping/write-draft.ts'
import {headerName} from '../../../src/lib/tabular/header-name.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'

const facts = {kind: 'csv', encoding: 'utf-8', delimiter: ';', headerLine: 1, skippedLines: 0} as const
const record = (cells: readonly string[], at: number) => ({line: at + 2, lastLine: at + 2, cells})

describe('a draft', () => {
  it('is read back as it was meant, whatever the names and the cells', () => {
    const word = fc.oneof(
      fc.string({maxLength: 12}),
      fc.constantFrom(
        'TYPE',
        'STATUT',
        'SEXE',
        'INS',
        'CLE',
        'DATE',
        'FICHIER',
        'IPP',
        '{a}',
        'null',
        '0042',
        ': #',
        '- x',
        '"',
        "'",
        '~',
        'y',
        '*a',
        '&b',
        '2,65E+14',
        '12/03/2026',
        '//srv/a/b.pdf',
        '//srv/a/c.pdf',
      ),
    )
    fc.assert(
      fc.property(
        fc.array(word, {minLength: 1, maxLength: 8}),
        fc.array(fc.array(word, {minLength: 8, maxLength: 8}), {maxLength: 6}),
        (names, rows) => {
          const header = names.map(headerName)
          for (const canonical of [columns, identityColumns]) {
            const draft = draftMapping(header, rows.map(record), canonical)
            const mapping = readMapping(Buffer.from(draftYaml(draft, facts)), '-', canonical)
            const read = [...mapping.columns].map(([column, source]) => [
              column,
              source.kind === 'column' && source.name,
            ])
            expect(read).toEqual([...draft.columns])
            for (const {code} of draft.doubts) expect(en).toHaveProperty([`map.doubt.${code}`])
          }
        },
      ),
      {numRuns: 300},
    )
  })

  it('decides nothing: no type has a code and no status lets a document go', () => {
    const draft = draftMapping(['TYPE', 'STATUT'], [record(['CR', 'Validé'], 0)], columns)
    const mapping = readMapping(Buffer.from(draftYaml(draft, facts)), '-', columns)
    expect(mapping.types?.size).toBe(0)
    expect([...(mapping.status ?? [])]).toEqual([['validé', 'hold']])
  })
})

describe('a draft for an identities file', () => {
  const header = ['NIP', 'NIR', 'NOM', 'STATUT']
  const rows = [['1', '', 'DUPONT', 'VALI'], header].map(record)
  const draft = draftMapping(header, rows, identityColumns)

  it('is the section that a plan reads', () => {
    const bytes = Buffer.from(draftYaml(draft, facts, true))
    const mapping = readIdentitiesSection(bytes, '-', identityColumns)
    expect([...(mapping?.columns.keys() ?? [])].sort()).toEqual([...draft.columns.keys()].sort())
  })

  it('tells that traits are missing, and that a name was taken for the used one', () => {
    expect(draft.columns.get('used_name')).toBe('NOM')
    const codes = draft.doubts.map(({code}) => code)
    expect(codes).toEqual(expect.arrayContaining(['traits-missing', 'name-as-used']))
    for (const code of codes) expect(en).toHaveProperty([`map.doubt.${code}`])
  })

  it('does not take a header that comes again for values', () => {
    const glued = draftMapping(
      ['TYPE', 'STATUT'],
      [
        ['TYPE', 'STATUT'],
        ['CR', 'Validé'],
      ].map(record),
      columns,
    )
    expect(glued.statuses).toEqual([['Validé', 1]])
  })
})

describe('a name of a header', () => {
  it.each([
    ['N° IPP', 'ipp'],
    ['num_patient', 'ipp'],
    ['Date de naissance', 'birth_date'],
    ['Libellé', 'title'],
    ['CODE UF', 'unit'],
    ['type_code', 'type_code'],
    ['Couleur', undefined],
  ])('%s means %s', (name, column) => expect(columnNamed(name)).toBe(column))
})

describe('dates', () => {
  it.each<[string[], ReturnType<typeof guessDates>]>([
    [['2026-03-01', '2026-03-01T10:00:00Z'], {ambiguous: false, others: 0}],
    [['13/03/2026', '01/04/2026'], {form: 'dd/MM/yyyy', ambiguous: false, others: 0}],
    [['03/04/2026'], {form: 'dd/MM/yyyy', ambiguous: true, others: 0}],
    [['03/13/2026', '04/01/2026'], {form: 'MM/dd/yyyy[ HH:mm[:ss]]', ambiguous: false, others: 0}],
    [
      ['13/03/2026 10:15', '13/03/2026', '13/03/26'],
      {form: 'dd/MM/yyyy[ HH:mm[:ss]]', ambiguous: false, others: 1},
    ],
    [['20260313'], {form: 'yyyyMMdd', ambiguous: false, others: 0}],
    [['hier', 'demain'], undefined],
  ])('%j are read so', (texts, expected) => expect(guessDates(texts, false)).toEqual(expected))
})
