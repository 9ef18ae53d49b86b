import {rm} from 'node:fs/promises'
import {afterAll, describe, expect, it} from 'vitest'
import type {ReadingWish} from '../../../src/lib/usecases/stats/reading-bench.ts'
import {type SampleCell, workbookParts, zipOf} from '../tabular/sample-workbook.ts'
import {linesOf, longRows, madeFolder, read, truth, truthLines, wideRows} from './ground-truth.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const STYLES = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="mmm\\-yy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>`
type Options = {
  date1904?: boolean
  merges?: readonly string[]
  more?: Record<string, string>
  hidden?: number[]
}
async function book(
  rows: readonly (readonly SampleCell[])[],
  {date1904 = false, merges = [], more = {}, hidden = []}: Options = {},
) {
  const sheets = [
    {
      name: 'Lisez-moi',
      rows: [
        ['Bonjour', 'ceci est'],
        ['un', 'mode d’emploi'],
      ],
    },
    {name: 'Données', rows, hidden},
  ]
  const parts = workbookParts(sheets, {date1904})
  const part = 'xl/worksheets/sheet2.xml'
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  parts[part] = (parts[part] ?? '').replace('</sheetData>', `</sheetData>${merged}`)
  return zipOf({...parts, 'xl/styles.xml': STYLES, ...more})
}
const declared = async (content: Uint8Array, wish: ReadingWish = {}) =>
  read(content, wish, {side: 'declared', name: 'osis.xlsx'})
const serial = (month: string, since1904 = false) =>
  Date.parse(`${month}-01T00:00:00Z`) / 86_400_000 + 25_569 - (since1904 ? 1462 : 0)
const date = (value: number, style = 1): SampleCell => ({xml: `s="${style}"><v>${value}</v>`})
const codes = (list: readonly {readonly code: string}[]) => list.map(({code}) => code)
const HEADER = ['N° FINESS', 'Mois', 'Type de document', 'Nombre']

describe('workbooks', () => {
  it('gives the truth from the sheet whose headers are recognised, long and wide', async () => {
    const long = await declared(await book(longRows('fr-narrow', HEADER)))
    expect(linesOf(long)).toEqual(truthLines())
    expect(long.files[0]?.decoding).toMatchObject({kind: 'xlsx', sheet: 'Données', headerRow: 1})
    expect(linesOf(await declared(await book(wideRows('plain', ['N° FINESS', 'Type de document']))))).toEqual(
      truthLines(),
    )
  })

  for (const since1904 of [false, true])
    it(`reads months as days of a spreadsheet since ${since1904 ? 1904 : 1900}, as cells and as headers`, async () => {
      const rows = truth.map(({finess, month, type, count}) => [
        finess,
        date(serial(month, since1904)),
        type,
        count,
      ])
      expect(linesOf(await declared(await book([HEADER, ...rows], {date1904: since1904})))).toEqual(
        truthLines(),
      )
      const [head = [], ...body] = wideRows('plain', ['N° FINESS', 'Type de document'])
      const wide = [
        [...head.slice(0, 2), ...head.slice(2).map((month) => date(serial(month, since1904), 2))],
        ...body,
      ]
      expect(linesOf(await declared(await book(wide, {date1904: since1904})))).toEqual(truthLines())
    })

  it('takes numbers exactly, and a FINESS that became one with its zeros', async () => {
    const rows = [
      [10000024, '2024-01', '11490-0', 1204],
      [750000001, '2024-01', '11490-0', {xml: '><v>1.204E3</v>'}],
      [750000001, '2024-02', '11490-0', 1.204],
    ]
    const figures = await declared(await book([HEADER, ...rows]))
    expect(linesOf(figures)).toEqual([
      '010000024 2024-01 11490-0 1204',
      '750000001 2024-01 11490-0 1204',
      '750000001 2024-02 11490-0 unreadable',
    ])
    expect(codes(figures.notices)).toContain('finess-padded')
  })

  it('fills within merged cells alone where a column has some', async () => {
    const rows: SampleCell[][] = [
      ['750000001', '2024-01', '11490-0', 1],
      [undefined, '2024-02', '11490-0', 2],
      [undefined, '2024-03', '11490-0', 3],
    ]
    const figures = await declared(await book([HEADER, ...rows], {merges: ['A2:A3']}))
    expect(linesOf(figures)).toEqual(['750000001 2024-01 11490-0 1', '750000001 2024-02 11490-0 2'])
    expect(figures.skipped).toMatchObject([{reason: 'header'}, {reason: 'finess', line: 4, sheet: 'Données'}])
  })

  it('reads hidden rows, inline and rich texts; errors and formulas without a result give no figure', async () => {
    const rows: SampleCell[][] = [
      [{xml: 't="inlineStr"><is><r><t>7500</t></r><r><t>00001</t></r></is>'}, '2024-01', '11490-0', 7],
      ['750000001', '2024-02', '11490-0', {xml: 't="e"><v>#N/A</v>'}],
      ['750000001', '2024-03', '11490-0', {xml: '><f>SUM(D2:D3)</f>'}],
      ['750000001', '2024-04', '11490-0', {xml: '><f>1+1</f><v>2</v>'}],
    ]
    const figures = await declared(await book([HEADER, ...rows], {hidden: [2]}))
    expect(linesOf(figures)).toEqual([
      '750000001 2024-01 11490-0 7',
      '750000001 2024-02 11490-0 unreadable',
      '750000001 2024-03 11490-0 not-filled',
      '750000001 2024-04 11490-0 2',
    ])
    expect(codes(figures.notices)).toEqual(
      expect.arrayContaining(['hidden-rows', 'cell-error', 'formula-empty']),
    )
  })

  it('reads the cells of a workbook with macros, and runs nothing', async () => {
    const figures = await declared(await book(longRows('plain', HEADER), {more: {'xl/vbaProject.bin': 'x'}}))
    expect(linesOf(figures)).toEqual(truthLines())
    expect(codes(figures.notices)).toContain('macros')
  })

  it('names the other sheets that hold figures too, for they were not read', async () => {
    const rows = [HEADER, ['750000001', '2024-01', '11490-0', 1]]
    const sheets = ['2023', '2024'].map((name) => ({name, rows}))
    const figures = await declared(await zipOf(workbookParts(sheets)))
    expect(figures.notices).toContainEqual(
      expect.objectContaining({code: 'sheets', params: {sheets: '2024'}}),
    )
    const other = await declared(await zipOf(workbookParts(sheets)), {sheet: '2024'})
    expect(codes(other.notices)).not.toContain('sheets')
  })

  it('refuses an archive that unpacks without end, one that is no workbook, and a sheet that is not in it', async () => {
    const bomb = await zipOf({
      ...workbookParts([{name: 'a', rows: [HEADER]}]),
      'xl/sharedStrings.xml': `<sst>${' '.repeat(30_000_000)}</sst>`,
    })
    await expect(declared(bomb)).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
      params: {reason: 'EZIPRATIO'},
    })
    await expect(declared(await zipOf({'a.txt': 'x'}))).rejects.toMatchObject({
      code: 'DMP_STATS_UNREADABLE',
      params: {reason: 'no-workbook'},
    })
    await expect(declared(await book([HEADER]), {sheet: 'Absente'})).rejects.toMatchObject({
      params: {reason: 'sheet-absent'},
    })
    await expect(declared(Buffer.from('PK\u0003\u0004rest'))).rejects.toMatchObject({
      code: 'DMP_FILE_UNREADABLE',
    })
  })
})
