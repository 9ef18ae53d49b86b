import {rm} from 'node:fs/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {readFigures} from '../../../src/lib/usecases/stats/read-figures.ts'
import {
  benchOf,
  csv,
  encoded,
  fileOf,
  linesOf,
  longRows,
  madeFolder,
  read,
  truth,
  truthLines,
} from './ground-truth.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const HEADER = 'N° FINESS;Mois;Type de document;Nombre de documents'
const declared = (text: string, wish = {}) => read(text, wish, {side: 'declared'})
const skipsOf = (figures: Awaited<ReturnType<typeof read>>) =>
  figures.skipped.map(({reason, line, lastLine}) => `${reason} ${line}-${lastLine}`)
const codes = (list: readonly {readonly code: string}[]) => list.map(({code}) => code)

describe('rows that are no figures', () => {
  it('leaves totals out, each with its reason, and finds the one that is wrong', async () => {
    const text = [
      'Déclaration du 1er semestre',
      '',
      HEADER,
      '750000001;2024-01;11490-0;10',
      ';2024-02;11490-0;20',
      'Sous-total;;;30',
      '990000002;2024-01;11490-0;5',
      'Total général;;;34',
      'Source : saisie locale;;;',
    ].join('\n')
    const figures = await declared(text)
    expect(linesOf(figures)).toEqual([
      '750000001 2024-01 11490-0 10',
      '750000001 2024-02 11490-0 20',
      '990000002 2024-01 11490-0 5',
    ])
    expect(skipsOf(figures)).toEqual(['preamble 1-1', 'header 3-3', 'total 6-6', 'total 8-8', 'note 9-9'])
    expect(figures.balance).toMatchObject({read: 8, used: 3, skipped: 5})
    expect(figures.notices.filter(({code}) => code === 'total-differs')).toMatchObject([
      {line: 8, column: 4, params: {stated: 34, computed: 35}},
    ])
    expect(figures.files[0]?.preamble).toEqual(['Déclaration du 1er semestre'])
  })

  it('fills merged cells down to the next empty line, and no further', async () => {
    const figures = await declared(
      `${HEADER}\n750000001;2024-01;11490-0;1\n;2024-02;11490-0;2\n\n;2024-03;11490-0;3\n`,
    )
    expect(linesOf(figures)).toEqual(['750000001 2024-01 11490-0 1', '750000001 2024-02 11490-0 2'])
    expect(skipsOf(figures)).toEqual(['header 1-1', 'finess 5-5'])
  })

  it('adds rows of one key where they complete each other, and says so', async () => {
    const rows = `${HEADER}\n750000001;2024-01;11490-0;1\n750000001;01/2024;11490-0;2\n`
    const figures = await declared(rows, {addFiles: true})
    expect(linesOf(figures)).toEqual(['750000001 2024-01 11490-0 3'])
    expect(figures.notices).toContainEqual(
      expect.objectContaining({code: 'duplicate-key', line: 3, params: {key: '750000001 2024-01 11490-0'}}),
    )
  })

  it('lists what it cannot read, with line and column, and takes no figure from it', async () => {
    const text = [
      HEADER,
      '7,5E+08;2024-01;11490-0;1',
      '750000001;13/2024;11490-0;2',
      '750000001;2024-01;11490-0;1?204',
      '750000001;2024-02;11490-0;NC',
      '750000001;2024-03;11490-0;12;5',
      '750000001;2024-04',
    ].join('\n')
    const figures = await declared(text)
    expect(linesOf(figures)).toEqual([
      '750000001 2024-01 11490-0 unreadable',
      '750000001 2024-02 11490-0 not-filled',
    ])
    expect(figures.skipped).toMatchObject([
      {reason: 'header'},
      {reason: 'finess', line: 2, column: 1, text: '7,5E+08'},
      {reason: 'month', line: 3, column: 2},
      {reason: 'columns', line: 6},
    ])
    expect(figures.balance.reasons).toMatchObject({columns: 2})
    expect(codes(figures.signs)).toEqual(['cut-line'])
    expect([...figures.table.values()][0]).toMatchObject({
      value: {state: 'unreadable', reason: 'question-mark', text: '1?204'},
      place: {line: 4, column: 4},
    })
  })

  it('keeps the sum of a key unreadable as soon as one of its cells is', async () => {
    const figures = await declared(`${HEADER}\n750000001;2024-01;11490-0;5\n750000001;2024-01;11490-0;12,5\n`)
    expect(linesOf(figures)).toEqual(['750000001 2024-01 11490-0 unreadable'])
  })

  it('tells a sum of which a part was not given', async () => {
    const rows = `${HEADER}\n750000001;2024-01;11490-0;5\n750000001;2024-01;11490-0;NC\n`
    const figures = await declared(rows, {addFiles: true})
    expect(figures.notices).toContainEqual(
      expect.objectContaining({code: 'partly-filled', times: 1, params: {key: '750000001 2024-01 11490-0'}}),
    )
  })

  it('tells a FINESS with and without its zeros as one, aloud', async () => {
    const figures = await declared(`${HEADER}\n10000024;2024-01;11490-0;5\n010000024;2024-02;11490-0;6\n`)
    expect(linesOf(figures)).toEqual(['010000024 2024-01 11490-0 5', '010000024 2024-02 11490-0 6'])
    expect(codes(figures.notices)).toEqual(expect.arrayContaining(['finess-padded', 'finess-merged']))
  })

  it('leaves out rows that a filter of the mapping does not want', async () => {
    const mapping = await fileOf(
      JSON.stringify({
        version: 1,
        elastic: {
          columns: {
            finess: {header: ['etab'], as: 'finess', level: 'EG'},
            period: {header: '/^quand$/i', as: 'month'},
            count: {header: ['a', 'b'], as: 'count', sum: true},
          },
          wide: null,
          filters: [{column: 'environnement', equals: 'production'}],
        },
      }),
      'mapping.json',
    )
    const text =
      'etab,Quand,a,b,environnement\n750000001,2024-01,1,2,Production\n750000001,2024-01,100,200,test\n'
    const figures = await read(text, {mapping})
    const [first] = [...figures.table.values()]
    expect(first).toMatchObject({finess: '750000001', level: 'EG', month: '2024-01'})
    expect(figures.skipped).toMatchObject([{reason: 'header'}, {reason: 'filter', line: 3, column: 5}])
    // Two columns of one figure are added, and that is no repeated row of the file.
    expect(first?.value).toEqual({state: 'count', count: 3})
    expect(codes(figures.notices)).not.toContain('duplicate-key')
  })
})

describe('numbers that read in two ways', () => {
  it('stop the file until a person has said which', async () => {
    const text = `${HEADER}\n750000001;2024-01;11490-0;1,204\n750000001;2024-02;11490-0;999\n`
    await expect(declared(text)).rejects.toMatchObject({
      code: 'DMP_STATS_NUMBERS',
      params: {text: '1,204', line: 2, column: 4},
    })
    expect(linesOf(await declared(text, {numberLocale: 'en'}))[0]).toBe('750000001 2024-01 11490-0 1204')
    expect(linesOf(await declared(text, {numberLocale: 'fr'}))[0]).toBe(
      '750000001 2024-01 11490-0 unreadable',
    )
  })
  it('are decided by a value that only one locale writes', async () => {
    const text = `${HEADER}\n750000001;2024-01;11490-0;1.204\n750000001;2024-02;11490-0;1.204.567\n`
    const figures = await declared(text)
    expect(linesOf(figures)[0]).toBe('750000001 2024-01 11490-0 1204')
    expect(figures.files[0]?.decoding).toMatchObject({numberLocale: 'fr', numberLocaleBy: 'values'})
  })
  it('are English where a comma delimits and the number is quoted', async () => {
    const figures = await read('FINESS,Mois,Nombre\n750000001,2024-01,"1,204"\n')
    expect(linesOf(figures)).toEqual(['750000001 2024-01 - 1204'])
    expect(figures.files[0]?.decoding).toMatchObject({numberLocaleBy: 'delimiter', delimiter: ','})
  })
  it('lets the semicolon win over commas inside numbers', async () => {
    const figures = await declared(
      `${HEADER}\n750000001;2024-01;11490-0;1204,0\n750000001;2024-02;11490-0;7,0\n`,
    )
    expect(figures.files[0]?.decoding.delimiter).toBe(';')
    expect(linesOf(figures)[0]).toBe('750000001 2024-01 11490-0 1204')
  })
})

describe('signs of an incomplete export', () => {
  const lens = 'Top 5 values of finess_eg,submission_time per month,Count of records\n'
  it('tells the rest of a top N with its amount, and takes no figure from it', async () => {
    const rows = ['750000001', '990000002', 'Other', '(missing value)', '-'].map(
      (name, at) => `${name},2024-01-01,${at + 1}`,
    )
    const figures = await read(`${lens}${rows.join('\r\n')}`)
    expect(figures.signs).toMatchObject([
      {code: 'other-bucket', amount: 3, line: 4},
      {code: 'missing-value', amount: 9, line: 5},
    ])
    expect(linesOf(figures)).toEqual(['- 2024-01 - 9', '750000001 2024-01 - 1', '990000002 2024-01 - 2'])
  })
  it('suspects exactly five establishments', async () => {
    const rows = [1, 2, 3, 4, 5].map((at) => `75000000${at},2024-01-01,1`)
    expect(codes((await read(`${lens}${rows.join('\r\n')}`)).signs)).toContain('top-n')
  })
  it('suspects a file that ends at the size where Kibana cuts, and one of 10 000 rows', async () => {
    const row = '750000001,2024-01-01,1'
    const figures = await read(`${lens}${`${row}\n`.repeat(10_000)}`)
    expect(codes(figures.signs)).toContain('row-cap')
    const padding = ' '.repeat(10 * 1024 * 1024 - 40_000)
    const large = `${lens}${row}\n${[...padding.matchAll(/.{1,9000}/g)].map(() => `${row}${' '.repeat(8970)}`).join('\n')}`
    expect(codes((await read(large)).signs)).toContain('size-cap')
  })
  it('calls unique counts above 3000 an estimate', async () => {
    const text =
      'finess,submission_time per month,Unique count of document_unique_id\n750000001,2024-01-01,3001\n'
    expect(codes((await read(text)).signs)).toContain('approximate')
  })
  it('warns when months were cut at midnight UTC', async () => {
    const rows = [Date.UTC(2024, 0, 1), Date.UTC(2024, 6, 1)].map((instant) => `750000001,${instant},1`)
    const figures = await read(`${lens}${rows.join('\n')}`)
    expect(codes(figures.notices)).toContain('utc-months')
    expect(linesOf(figures)).toEqual(['750000001 2024-01 - 1', '750000001 2024-07 - 1'])
  })
})

describe('files beside one another', () => {
  it('stop when two give one figure, unless they complete each other', async () => {
    const [one, other] = [
      await fileOf(`${HEADER}\n750000001;2024-01;11490-0;5\n`),
      await fileOf(`${HEADER}\n750000001;2024-01;11490-0;7\n`),
    ]
    await expect(readFigures(benchOf(), 'declared', [one, other])).rejects.toMatchObject({
      code: 'DMP_STATS_TWICE',
      params: {file: other, other: one, line: 2, column: 4},
    })
    const added = await readFigures(benchOf(), 'declared', [one, other], {addFiles: true})
    expect(linesOf(added)).toEqual(['750000001 2024-01 11490-0 12'])
    await expect(readFigures(benchOf(), 'declared', [one, one], {addFiles: true})).rejects.toMatchObject({
      code: 'DMP_STATS_TWICE',
    })
  })
  it('tells levels that differ', async () => {
    const [ej, eg] = [
      await fileOf('FINESS juridique;Mois;Nombre\n750000001;2024-01;5\n'),
      await fileOf('FINESS géographique;Mois;Nombre\n990000002;2024-01;7\n'),
    ]
    const figures = await readFigures(benchOf(), 'declared', [ej, eg])
    expect([...figures.table.values()].map(({level}) => level)).toEqual(['EJ', 'EG'])
    expect(codes(figures.notices)).toContain('mixed-levels')
  })
})

describe('columns', () => {
  it('names both when two fit one field', async () => {
    await expect(
      read('finess_ej,finess_eg,month,Count\n750000001,990000002,2024-01,1\n'),
    ).rejects.toMatchObject({
      code: 'DMP_STATS_COLUMNS',
      params: {reason: 'two', field: 'finess', columns: 'finess_ej | finess_eg'},
    })
    const figures = await read('finess_ej,finess_eg,month,Count\n750000001,990000002,2024-01,1\n', {
      columns: ['finess="finess_eg"'],
    })
    expect([...figures.table.values()]).toMatchObject([{finess: '990000002', level: 'EG'}])
  })
  it('takes the column that a flag names', async () => {
    const figures = await read('finess;month;Count;Autre compte\n750000001;2024-01;1;2\n', {
      columns: ['count=Autre compte'],
    })
    expect(linesOf(figures)).toEqual(['750000001 2024-01 - 2'])
  })
  it('reads split columns of Kibana, by type and by measure', async () => {
    const text =
      'Top values of finess_eg,submission_time per month,11490-0 › Count of records,34112-3 › Count of records\n750000001,2024-01-01,3,4\n'
    expect(linesOf(await read(text))).toEqual(['750000001 2024-01 11490-0 3', '750000001 2024-01 34112-3 4'])
  })
  it('says which layout it chose and how others scored', async () => {
    const figures = await read(
      csv(longRows('plain', ['N° FINESS', 'Mois', 'Type', 'Numérateur']), ';'),
      {},
      {side: 'declared'},
    )
    expect(figures.files[0]?.decoding).toMatchObject({preset: 'osis-long', headerRow: 1, layout: 'long'})
    expect(figures.files[0]?.decoding.scores?.length).toBeGreaterThan(0)
  })
  it('compares a wide total with its row', async () => {
    const figures = await declared(
      'N° FINESS;Indicateur;janv. 2024;févr. 2024;Total\n750000001;LDL;1;2;3\n;ORD;4;5;10\n',
    )
    expect(figures.notices.filter(({code}) => code === 'total-differs')).toMatchObject([
      {line: 3, column: 5, params: {stated: 10, computed: 9}},
    ])
    expect([...figures.table.values()].map(({indicator}) => indicator)).toEqual(['LDL', 'LDL', 'ORD', 'ORD'])
  })
})

describe('what is no table of figures', () => {
  const refused: readonly (readonly [string, Uint8Array | string, string])[] = [
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'xls'],
    [
      'a workbook with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    ],
    ['a page named .xls', '<html><table><tr><td>FINESS</td></tr></table></html>', 'html'],
    ['an XML spreadsheet', '\ufeff<?xml version="1.0"?><Workbook/>', 'html'],
    ['nothing', '', 'empty'],
    ['blank lines', '\n\n  \n', 'empty'],
    ['a PDF', '%PDF-1.7 ...', 'pdf'],
    ['JSON that ends early', '{"took": 1,\n"aggregations": {', 'json'],
  ]
  for (const [name, content, reason] of refused)
    it(`refuses ${name}`, async () => {
      await expect(read(content)).rejects.toMatchObject({code: 'DMP_STATS_UNREADABLE', params: {reason}})
    })
  it('refuses a text without known headers and shows what it saw', async () => {
    await expect(read('a;b;c\n1;2;3\n')).rejects.toMatchObject({
      code: 'DMP_STATS_COLUMNS',
      params: {reason: 'none', columns: 'a | b | c'},
    })
  })
})

describe('line ends and quotes', () => {
  for (const [name, eol] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ] as const)
    it(`reads ${name}, with and without an end of the last line`, async () => {
      const text = csv(longRows('plain', ['N° FINESS', 'Mois', 'Type', 'Nombre']), ';', eol)
      expect(linesOf(await declared(text))).toEqual(truthLines())
      expect(linesOf(await declared(text.slice(0, -eol.length)))).toEqual(truthLines())
    })
  it('obeys sep=, drops that line and counts it', async () => {
    const figures = await read(`sep=|\n${csv(longRows('plain', ['FINESS', 'Mois', 'Type', 'Nombre']), '|')}`)
    expect(linesOf(figures)).toEqual(truthLines())
    expect(figures.balance.read).toBe(truth.length + 2)
  })
  it('reads quoted cells over several lines, and guards against the quote that never closes', async () => {
    const figures = await declared(
      'N° FINESS;Mois;Libellé;Nombre\n750000001;2024-01;"a ""b""\nc; d";5\n750000001;2024-02;"open;6\n750000001;2024-03;x;7\n',
    )
    expect(linesOf(figures)).toEqual(['750000001 2024-01 - 5', '750000001 2024-03 - 7'])
    expect(figures.skipped).toMatchObject([{reason: 'header'}, {reason: 'quote-open', line: 4}])
  })
  it('uses a line in another encoding and says so', async () => {
    const text = encoded(`${HEADER}\n750000001;2024-01;11490-0;5\n`, 'utf-8')
    const odd = encoded('750000001;2024-02;Opératoire;6\n', 'windows-1252')
    const figures = await declared('x').catch(() => undefined)
    expect(figures).toBeUndefined()
    const mixed = await read(Buffer.concat([text, odd]), {}, {side: 'declared'})
    expect(codes(mixed.notices)).toContain('encoding-line')
    expect(linesOf(mixed)).toContain('750000001 2024-02 Opératoire 6')
  })
})
