import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {en} from '../../../src/lib/ui/messages/en.ts'
import type {Candidate} from '../../../src/lib/usecases/batch/candidate.ts'
import {samplePatients} from '../../support/sample-patients.ts'
import {csvOf, identityCells, TabularDesk, verdicts, visible} from './tabular-desk.ts'

const desk = new TabularDesk()
afterAll(() => desk.remove())
desk.write('a.pdf')
desk.write('docs/b.pdf')

const {ins, traits} = samplePatients.woman
const document = {file: 'a.pdf', source_id: 'D1', type_code: '11488-4', document_date: '2026-03-01'}
const row = (changes: Readonly<Record<string, string>> = {}) => ({
  ...document,
  ...identityCells(),
  ...changes,
})

/** The mapped source of most tests: local names, French dates. */
const MAPPING = `
columns:
  file: FICHIER
  ipp: NUM
  ins: NIR
  ins_oid: {value: 1.2.250.1.213.1.4.10}
  document_date: DATE
  type_label: TYPE
  unit: UF
  status: ETAT
dates: {form: "dd/MM/yyyy[ HH:mm]"}
pad: {ipp: 7}
types: {CR Consult: {type_code: 11488-4, title: Compte rendu}}
units: {"0042": {practice_code: AMB, author_family: SERVICE, author_id: "42"}}
status: {accept: [Validé], hold: [Brouillon], refuse: [Annulé]}
paths: {strip: ['\\\\srv\\ged\\', 'D:/GED/']}
`
const local = {
  FICHIER: '\\\\SRV\\ged\\docs\\b.pdf',
  NUM: '123',
  NIR: `${ins.matricule.slice(0, 1)} ${ins.matricule.slice(1, 13)} ${ins.matricule.slice(13)}`,
  DATE: '12/03/2026 09:15',
  TYPE: 'cr  consult',
  UF: '0042',
  ETAT: 'VALIDÉ',
}
const mapped = (changes: Readonly<Record<string, string>> = {}) =>
  desk.of(csvOf([{...local, ...changes}]), {mapping: desk.mapping(MAPPING)})

describe('a manifest under canonical names', () => {
  it.each(['csv', 'ndjson'])('gives the same candidate as %s', async (form) => {
    const content = form === 'csv' ? csvOf([row()]) : `${JSON.stringify(row())}\n`
    const [one] = await desk.of(content)
    expect(one).toMatchObject({
      action: 'submit',
      origin: {file: join(desk.folder, 'manifest.csv')},
      local: {ipp: '0000000101', sourceId: 'D1', typeCode: '11488-4', documentDate: '2026-03-01'},
      request: {
        file: join(desk.folder, 'a.pdf'),
        patient: {ins, traits},
        identityStatus: 'QUAL',
        visibility: visible,
      },
    })
    expect(one?.verdict).toBeUndefined()
  })

  it('may be read twice', async () => {
    const path = desk.write('twice.csv', csvOf([row(), row({source_id: 'D2'})]))
    expect(await desk.read(path)).toEqual(await desk.read(path))
  })

  it('is refused with columns that nobody knows', async () => {
    await expect(desk.of(csvOf([row({couleur: 'bleu'})]))).rejects.toMatchObject({
      code: 'DMP_MANIFEST_UNREADABLE',
      params: {reason: 'unknown-columns', columns: 'couleur'},
    })
    expect(verdicts(await desk.of(csvOf([row({x_couleur: 'bleu'})])))).toEqual(['2 ready'])
  })

  it('is refused with a column twice', async () => {
    await expect(desk.of('file;file\na;b\n')).rejects.toMatchObject({params: {reason: 'header-twice'}})
  })

  it('states visibility for each row or as a whole, never by silence', async () => {
    const path = desk.write('silent.csv', csvOf([row()]))
    expect(verdicts(await desk.read(path, {visibility: undefined}))).toEqual([
      '2 rejected DMP_MANIFEST_LINE masque_ps visibility',
    ])
    const [own] = await desk.of(
      csvOf([row({masque_ps: 'Y', invisible_patient: 'N', invisible_rep_legaux: 'N'})]),
    )
    expect(own?.request?.visibility?.hiddenFromProfessionals).toBe(true)
  })

  it('may send later, and say when a hidden document is due to be shown', async () => {
    const hidden = {masque_ps: 'N', invisible_patient: 'Y', invisible_rep_legaux: 'N'}
    const found = await desk.of(
      csvOf(
        [
          row({...hidden, send_after: '2026-07-01', reveal_due: '2026-08-01'}),
          row({...hidden, send_after: '2026-07-01T08:00:00+02:00', reveal_due: ''}),
          row({masque_ps: 'N', invisible_patient: 'N', invisible_rep_legaux: 'N', reveal_due: '2026-08-01'}),
          row({...hidden, reveal_due: '2026-08-01T00:00:00Z'}),
        ].map((one) => ({send_after: '', ...one})),
      ),
    )
    expect(found[0]?.request).toMatchObject({
      sendAfter: Date.parse('2026-06-30T22:00:00Z'),
      revealDue: '2026-08-01',
    })
    expect(found[1]?.request?.sendAfter).toBe(Date.parse('2026-07-01T06:00:00Z'))
    expect(verdicts(found).slice(2)).toEqual([
      '4 rejected DMP_MANIFEST_LINE reveal_due reveal-not-hidden',
      '5 rejected DMP_MANIFEST_LINE reveal_due day',
    ])
  })

  it('asks for deletions by name', async () => {
    const [one] = await desk.of(csvOf([{action: 'delete', source_id: 'D9', document_id: '1.2.3', ipp: '7'}]))
    expect(one).toMatchObject({
      action: 'delete',
      local: {ipp: '7'},
      deletion: {uniqueId: '1.2.3', sourceId: 'D9'},
    })
    expect(one?.request).toBeUndefined()
  })

  it('holds a restricted document for a person', async () => {
    expect(verdicts(await desk.of(csvOf([row({confidentiality: 'R'})])))).toEqual(['2 held restricted'])
  })
})

describe('a mapped manifest', () => {
  it('reads local names, words and forms, and tells each repair', async () => {
    const [one] = await mapped()
    expect(one).toMatchObject({
      local: {ipp: '0000123', unit: '0042', typeCode: '11488-4', title: 'Compte rendu', status: 'VALIDÉ'},
      request: {
        file: join(desk.folder, 'docs/b.pdf'),
        ipp: '0000123',
        statedIns: ins,
        date: '2026-03-12T09:15:00+01:00',
        practiceCode: 'AMB',
        author: {id: '42', family: 'SERVICE'},
        unit: '0042',
      },
    })
    expect(one?.repairs).toEqual([
      {code: 'padded', field: 'ipp'},
      {code: 'blanks', field: 'ins'},
      {code: 'date-form', field: 'document_date'},
    ])
  })

  it.each<[Record<string, string>, string]>([
    [{TYPE: 'Autre'}, '2 held type-unmapped'],
    [{UF: '0043'}, '2 held unit-unmapped'],
    [{UF: '42'}, '2 held unit-near'],
    [{ETAT: 'Brouillon'}, '2 held status-held'],
    [{ETAT: 'Bizarre'}, '2 held status-unknown'],
    [{ETAT: ''}, '2 held status-absent'],
    [{ETAT: 'annulé', DATE: 'n’importe'}, '2 excluded status-refused'],
    [{DATE: '31/02/2026'}, '2 rejected DMP_MANIFEST_LINE document_date date-impossible'],
    [{DATE: '12/03/26'}, '2 rejected DMP_MANIFEST_LINE document_date date-two-digits'],
    [{DATE: '46093'}, '2 rejected DMP_MANIFEST_LINE document_date date-serial'],
    [{NIR: '2,65E+14'}, '2 rejected DMP_MANIFEST_LINE ins ins-spreadsheet'],
    [{NUM: '1,2E+09'}, '2 rejected DMP_MANIFEST_LINE ipp spreadsheet-number'],
    [{TYPE: 'CR r‚sum‚e'}, '2 rejected DMP_MANIFEST_LINE type_label foreign-encoding'],
    [{TYPE: 'CR ConsultÃ©'}, '2 rejected DMP_MANIFEST_LINE type_label double-encoding'],
    [{FICHIER: 'r\ufffdsum\ufffd.pdf'}, '2 rejected DMP_MANIFEST_LINE file encoding'],
    [{FICHIER: 'docs/B.PDF'}, '2 rejected DMP_MANIFEST_LINE file file-near'],
    [{FICHIER: 'docs/none.pdf'}, '2 rejected DMP_MANIFEST_LINE file file-absent'],
    [{FICHIER: 'docs/nul.pdf'}, '2 rejected DMP_MANIFEST_LINE file path-reserved'],
    [{FICHIER: '..\\b.pdf'}, '2 rejected DMP_MANIFEST_LINE file path-outside'],
    [{FICHIER: '\\\\other\\b.pdf'}, '2 rejected DMP_MANIFEST_LINE file path-absolute'],
  ])('judges %j: %s', async (changes, expected) => {
    const [one] = await mapped(changes)
    expect(verdicts(one ? [one] : [])).toEqual([expected])
    const {reason, params} = one?.verdict ?? {}
    const key = params?.['reason']
      ? `error.DMP_MANIFEST_LINE.reason.${params['reason']}`
      : `batch.reason.${reason}`
    expect(en).toHaveProperty([key])
  })

  it('never lets a unit or a type speak for a ready-made CDA', async () => {
    desk.write('c.xml', '<x/>')
    const [one] = await mapped({FICHIER: 'c.xml', UF: '0043', TYPE: 'Autre'})
    expect(one?.verdict?.reason).toBe('unit-unmapped')
    const [known] = await mapped({FICHIER: 'c.xml', TYPE: 'Autre'})
    expect(known?.verdict).toBeUndefined()
    expect(known?.request).not.toHaveProperty('author')
  })

  it('takes the INS in two columns, its key with the zero that was eaten', async () => {
    const body = '2650599999001'
    const key = String(Number(ins.matricule.slice(13)))
    const options = {mapping: desk.mapping(MAPPING.replace('ins: NIR', 'ins: {column: NIR, key: CLE}'))}
    const found = await desk.of(
      csvOf([
        {...local, NIR: body, CLE: key},
        {...local, NIR: body, CLE: ''},
        {...local, NIR: ins.matricule, CLE: ''},
      ]),
      options,
    )
    expect(found[0]?.request?.statedIns).toEqual(ins)
    expect(verdicts(found)).toEqual(['2 ready', '3 rejected DMP_MANIFEST_LINE ins ins-no-key', '4 ready'])
  })

  it('knows its columns whatever the line ends and blanks in the header', async () => {
    const mapping = desk.mapping('columns: {file: Nom du fichier, ipp: I, type_code: T, document_date: D}')
    const [one] = await desk.of('"Nom  du\nfichier";I;T;D\na.pdf;1;11488-4;2026-03-01\n', {mapping})
    expect(one?.request?.ipp).toBe('1')
  })

  it('names a column that the file does not have', async () => {
    await expect(desk.of('A;B\n1;2\n', {mapping: desk.mapping(MAPPING)})).rejects.toMatchObject({
      code: 'DMP_MAPPING_INVALID',
      params: {field: 'FICHIER', reason: 'column-absent'},
    })
  })

  it('may be mapped by flags alone, canonical names keeping theirs', async () => {
    const [one] = await desk.of(csvOf([{...row(), NUM: '77', AUTRE: ''}].map(({ipp: _, ...rest}) => rest)), {
      columns: ['ipp=NUM'],
    })
    expect(one?.request).toMatchObject({ipp: '77', sourceId: 'D1'})
  })

  it('may be NDJSON', async () => {
    const [one] = await desk.of(`${JSON.stringify(local)}\n`, {mapping: desk.mapping(MAPPING)}, 'm.ndjson')
    expect(one?.request).toMatchObject({ipp: '0000123', statedIns: ins, date: '2026-03-12T09:15:00+01:00'})
  })

  it('reads texts of several columns, constants and words', async () => {
    const mapping = desk.mapping(`
columns: {file: F, source_id: "{A}-{B}", title: {value: Titre}, type_code: T, document_date: D, unit: S, ipp: A}
words: {unit: {H: M}}
defaults: {type_code: 11488-4}
`)
    const found = await desk.of('F;A;B;T;D;S\na.pdf;1;2;;2026-03-01;h\na.pdf;;;57833-6;2026-03-01;H\n', {
      mapping,
    })
    expect(found[0]?.request).toMatchObject({
      sourceId: '1-2',
      title: 'Titre',
      typeCode: '11488-4',
      unit: 'M',
    })
    expect(found[1]?.local).not.toHaveProperty('sourceId')
  })
})

describe('a manifest beside an identities file', async () => {
  const identities = await desk.identities(csvOf([identityCells()]))
  const head = {file: 'a.pdf', type_code: '11488-4', document_date: '2026-03-01', ipp: '0000000101'}
  const of = (changes: Readonly<Record<string, string>>) =>
    desk.of(csvOf([{...head, ...changes}]), {identities})

  it('takes the identity of each row from there', async () => {
    const [one] = await of({})
    expect(one?.request).toMatchObject({patient: {ins, traits}, identityStatus: 'QUAL'})
  })

  it('may give some traits, which must agree', async () => {
    const stated = {birth_name: 'Essai Alpha', birth_date: '1965-05-12'}
    expect(verdicts(await of(stated))).toEqual(['2 ready'])
    expect(verdicts(await of({...stated, ins: ins.matricule, ins_oid: ins.oid}))).toEqual(['2 ready'])
    expect((await of({...stated, birth_date: '1965-05-13'}))[0]?.verdict).toMatchObject({
      class: 'held',
      reason: 'identity-disagrees',
      params: {field: 'birth_date'},
    })
  })

  it('is held where it knows no such IPP, or one but for zeros', async () => {
    expect(verdicts(await of({ipp: '9'}))).toEqual(['2 held identity-absent'])
    expect(verdicts(await of({ipp: '101'}))).toEqual(['2 held identity-near'])
  })

  it('cannot leave traits out without one', async () => {
    const [one] = await desk.of(csvOf([{...head, ins: ins.matricule, ins_oid: ins.oid, birth_name: 'X'}]))
    expect(one?.verdict?.params?.['reason']).toBe('traits-incomplete')
  })

  it('may be read as the section of the mapping says', async () => {
    const inMapping = desk.mapping(
      `${MAPPING}identities:\n  columns: {ipp: NUM, ins: NIR, oid: {value: 1.2.250.1.213.1.4.10}, status: {value: QUAL}}\n`,
    )
    const read = await desk.identities(`NUM;NIR\n7;${ins.matricule}\n`, {inMapping})
    expect(read.find('7')).toEqual({ins})
    expect(verdicts(await desk.of(csvOf([local]), {mapping: inMapping}))).toEqual(['2 ready'])
    const without = await desk.identities(csvOf([identityCells()]), {inMapping: desk.mapping(MAPPING)})
    expect(without.report.usable).toBe(1)
  })
})

describe('lines that are no records of a document', () => {
  it('are told apart and counted', async () => {
    const again = csvOf([row()]).split('\r\n')
    const content = [...again.slice(0, 2), again[0], `Total${';'.repeat(13)}`, '3 lignes', ''].join('\r\n')
    expect(verdicts(await desk.of(content))).toEqual([
      '2 ready',
      '3 excluded repeated-header',
      '4 excluded total-line',
      '5 excluded total-line',
    ])
  })

  it('are not rows that name a file', async () => {
    desk.write('fin de vie.pdf')
    const head = 'file;ipp;type_code;document_date;venue;unit'
    const found = await desk.of(`${head}\nfin de vie.pdf;1;;;;\nfin;;;;;\n`)
    expect(verdicts(found)).toEqual([
      '2 rejected DMP_MANIFEST_LINE document_date missing',
      '3 excluded total-line',
    ])
  })

  it('with too few or too many cells are faults', async () => {
    const content = `${csvOf([row(), row()])}a.pdf;D3\r\n`
    expect(verdicts(await desk.of(content)).at(-1)).toBe('4 rejected DMP_MANIFEST_LINE - columns')
  })

  it('in another encoding are named with their column', async () => {
    const {title: _, ...first} = {...row(), title: ''}
    const head = csvOf([{...first, used_name: 'Noël'}])
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from(csvOf([{...first, used_name: 'L\u00e9a'}]).split('\r\n')[1] ?? '', 'latin1'),
    ])
    expect(verdicts(await desk.of(bytes))).toEqual([
      '2 ready',
      '3 rejected DMP_MANIFEST_LINE used_name encoding',
    ])
  })
})

describe('file names', () => {
  it('are found in either form of their accents, and that is told', async () => {
    desk.write('forms/re\u0301sume\u0301.pdf')
    desk.write('forms/\u00e9t\u00e9.pdf')
    const found = await desk.of(
      csvOf([row({file: 'forms/r\u00e9sum\u00e9.pdf'}), row({file: 'forms/e\u0301te\u0301.pdf'})]),
    )
    expect(found[0]?.request?.file).toBe(join(desk.folder, 'forms/re\u0301sume\u0301.pdf'))
    expect(found[0]?.repairs).toEqual([{code: 'nfc', field: 'file'}])
    expect(found[1]?.request?.file).toBe(join(desk.folder, 'forms/\u00e9t\u00e9.pdf'))
    expect(found[1]?.repairs).toEqual([{code: 'nfc', field: 'file'}])
  })

  it('that two files share but for the form of accents are held', async () => {
    desk.write('both/\u00e9.pdf')
    desk.write('both/e\u0301.pdf')
    expect(verdicts(await desk.of(csvOf([row({file: 'both/\u00e9.pdf'})])))).toEqual(['2 held file-twice'])
  })

  it('do not lead out of the folder by a link', async () => {
    const elsewhere = desk.write('elsewhere/secret.pdf')
    desk.write('inner/x.pdf')
    symlinkSync(elsewhere, join(desk.folder, 'inner/out.pdf'))
    const path = desk.write('inner/m.csv', csvOf([row({file: 'out.pdf'}), row({file: 'x.pdf'})]))
    expect(verdicts(await desk.read(path))).toEqual([
      '2 rejected DMP_MANIFEST_LINE file path-outside',
      '3 ready',
    ])
  })

  it('may be absolute only where that was allowed', async () => {
    const absolute = join(desk.folder, 'a.pdf')
    const path = desk.write('deep/m.csv', csvOf([row({file: absolute})]))
    expect(verdicts(await desk.read(path))).toEqual(['2 rejected DMP_MANIFEST_LINE file path-absolute'])
    const [one] = await desk.read(path, {allowAbsolute: true})
    expect(one?.request?.file).toBe(absolute)
  })

  it('are looked for below the root that the mapping names', async () => {
    const mapping = desk.mapping(
      'columns: {file: F, ipp: I, type_code: T, document_date: D}\npaths: {root: docs}',
    )
    const [one] = await desk.of('F;I;T;D\nb.pdf;1;11488-4;2026-03-01\n', {mapping})
    expect(one?.request?.file).toBe(join(desk.folder, 'docs/b.pdf'))
  })
})

describe('any table', () => {
  const told = (candidates: readonly Candidate[]) => candidates.map(({origin}) => origin.line)

  it('gives one candidate for each record, with a verdict or a request, and no value of a patient in a verdict', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        'a.pdf',
        ins.matricule,
        '2,65E+14',
        '12/03/2026',
        'QUAL',
        'é',
        'N',
        'M',
        '="1"',
        '0',
      ),
      fc.string({maxLength: 5}).map((text) => text.replace(/["\r\n;]/g, '')),
    )
    const names = Object.keys(row())
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, {minLength: 14, maxLength: 15}), {maxLength: 6}),
        async (rows) => {
          const lines = rows.map((cells) => cells.slice(0, 15).join(';')).filter((line) => line.trim() !== '')
          const content = [names.join(';'), csvOf([row()]).split('\r\n')[1], ...lines].join('\n')
          const found = await desk.of(content)
          expect(told(found)).toEqual([2, ...lines.map((_, index) => index + 3)])
          for (const {verdict, request, deletion} of found)
            expect(verdict ?? request ?? deletion).toBeDefined()
          expect(JSON.stringify(found.map(({verdict}) => verdict ?? null))).not.toContain(ins.matricule)
        },
      ),
      {numRuns: 60},
    )
  })

  it('of NDJSON too, whatever the bytes', async () => {
    const piece = fc.oneof(
      fc.constantFrom(JSON.stringify(row()), '{', '{}', 'null', '[1]', '{"file":1}', '', '{"file":"a.pdf"}'),
      fc.string({maxLength: 10}).map((text) => `{${text.replaceAll('\n', '')}`),
    )
    const until = performance.now() + 2000
    const seed = Math.floor(Math.random() * 2 ** 31)
    for (let runs = 0; performance.now() < until; runs++) {
      const [lines = []] = fc.sample(fc.array(piece, {maxLength: 8}), {numRuns: 1, seed: seed + runs})
      const content = ['{"file":"a.pdf"}', ...lines].join('\n')
      const expected = content.split('\n').flatMap((text, index) => (text.trim() === '' ? [] : [index + 1]))
      expect([seed + runs, told(await desk.of(content, {}, 'fuzz.ndjson'))]).toEqual([seed + runs, expected])
    }
  })
})

describe('files that are no manifest', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'xls'],
    ['a PDF', '%PDF-1.4', 'pdf'],
    ['a JSON array', '[{"file":"a"}]', 'array'],
    ['an empty file', ' \n', 'empty'],
    ['NDJSON in UTF-16', new Uint8Array(Buffer.from('\ufeff{"file":"a"}', 'utf16le')), 'utf-16'],
    ['a table without header', `${ins.matricule};ESSAI;a.pdf\n${ins.matricule};ESSAI;b.pdf\n`, 'no-header'],
    ['a table that begins with a date', 'ESSAI;12/03/2026\nESSAI;13/03/2026\n', 'no-header'],
    ['a text', 'Bonjour\nmadame\n', 'no-columns'],
  ])('are refused: %s', async (_name, content, reason) => {
    const error = await desk.of(content).catch((cause: unknown) => cause)
    expect(error).toMatchObject({code: 'DMP_MANIFEST_UNREADABLE', params: {reason}})
    expect(JSON.stringify(error)).not.toMatch(/ESSAI|2650599/)
    expect(en).toHaveProperty([`error.DMP_MANIFEST_UNREADABLE.reason.${reason}`])
  })
})
