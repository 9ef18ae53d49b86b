import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {SheetCell, SheetColumn, SheetWish} from '../../../src/lib/ports/sheet-output.ts'
import {openWorkbook} from '../../../src/lib/spreadsheet/open-workbook.ts'
import {columnLetters, sheetRow} from '../../../src/lib/spreadsheet-out/sheet-xml.ts'
import {sheetOutput} from '../../../src/lib/spreadsheet-out/workbook-output.ts'
import {describeWith} from '../../support/requires.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dmp-sheet-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const columns: readonly SheetColumn[] = [
  {header: 'FINESS', kind: 'text'},
  {header: 'Action', kind: 'datetime'},
  {header: 'Jour', kind: 'date'},
  {header: 'Taille', kind: 'number'},
  {header: 'Motif', kind: 'text'},
]
const rows: readonly (readonly SheetCell[])[] = [
  ['010000024', {civil: Date.UTC(2026, 2, 2, 10, 14, 6)}, {civil: Date.UTC(2026, 2, 2)}, 1024, '=1+1'],
  ['1.2.250.1.999.1.1.77', null, undefined, 2.5, 'a & <b> "c" é 🙂\nsecond _x0041_ line'],
  ['265059999900141', null, null, null, 'nul\u0000 lone \ud83d end'],
  ['', null, null, null, ''],
]

type Content = {readonly wish: SheetWish; readonly rows: readonly (readonly SheetCell[])[]}

async function bookOf(sheets: readonly Content[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const book = await sheetOutput.open({write: async (bytes) => void chunks.push(bytes)})
  for (const sheet of sheets) {
    const writer = await book.sheet(sheet.wish)
    for (const row of sheet.rows) await writer.row(row)
  }
  await book.finish()
  return Buffer.concat(chunks)
}

const parameters: Content = {
  wish: {
    name: 'Paramètres',
    columns: [
      {header: 'Réglage', kind: 'text'},
      {header: 'Valeur', kind: 'text'},
    ],
    filter: false,
  },
  rows: [['Du', '2026-03-01']],
}
const traces: Content = {wish: {name: 'Traces', columns}, rows}

async function readBack(path: string, sheet: string): Promise<readonly (readonly string[])[]> {
  const table = await openWorkbook(path, {sheet, headerLine: 1}, new AbortController().signal)
  const read: (readonly string[])[] = [table.header]
  for await (const block of table.records()) read.push(...block.map(({cells}) => cells))
  return read
}

it('gives the same bytes for the same rows', async () => {
  expect((await bookOf([traces, parameters])).equals(await bookOf([traces, parameters]))).toBe(true)
})

it('is read by the reader of workbooks: texts as they are, dates as days since 1900', async () => {
  const path = join(folder, 'own.xlsx')
  writeFileSync(path, await bookOf([traces, parameters]))
  const [header, first, second] = await readBack(path, 'Traces')
  expect(header).toEqual(['FINESS', 'Action', 'Jour', 'Taille', 'Motif'])
  expect(first).toEqual(['010000024', '46083.42645833333', '46083', '1024', '=1+1'])
  expect(second?.[0]).toBe('1.2.250.1.999.1.1.77')
  expect(await readBack(path, 'Paramètres')).toEqual([
    ['Réglage', 'Valeur'],
    ['Du', '2026-03-01'],
  ])
})

it('holds a frozen header and a filter over all rows', () => {
  const path = join(folder, 'own.xlsx')
  const {stdout} = spawnSync('unzip', ['-p', path, 'xl/worksheets/sheet1.xml'], {encoding: 'utf8'})
  if (stdout === '') return expect(readFileSync(path).length).toBeGreaterThan(0)
  expect(stdout).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
  expect(stdout).toContain('<autoFilter ref="A1:E5"/>')
})

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

it('cuts a text that no cell can hold, and writes dates before March 1900 as text', () => {
  const row = sheetRow([{header: 'x', kind: 'text'}], ['a'.repeat(40_000)])
  expect(row.length).toBeLessThan(33_000)
  expect(row).toContain('a…<')
  const old = sheetRow([{header: 'x', kind: 'date'}], [{civil: Date.UTC(1899, 11, 31)}])
  expect(old).toContain('1899-12-31T00:00:00')
})

it.each(['', 'a/b', "'quoted'", 'x'.repeat(32), 'TRACES'])('refuses a sheet called «%s»', async (name) => {
  const book = await sheetOutput.open({write: async () => undefined})
  await book.sheet(traces.wish)
  await expect(book.sheet({...traces.wish, name})).rejects.toThrow(RangeError)
  await book.discard()
})

it('tells what its sink says instead of waiting for ever', async () => {
  const book = await sheetOutput.open({
    write: async () => {
      throw new Error('disk full')
    },
  })
  const sheet = await book.sheet({name: 'many', columns: [{header: 'x', kind: 'text'}]})
  const fill = async () => {
    for (let n = 0; n < 100_000; n++) await sheet.row([`row ${Math.sin(n)} ${Math.cos(n)}`])
    await book.finish()
  }
  await expect(fill()).rejects.toThrow('disk full')
  await book.discard()
})

it('writes 60 000 rows with a heap that stays small', async () => {
  let bytes = 0
  const book = await sheetOutput.open({
    write: async (chunk) => {
      bytes += chunk.length
    },
  })
  const sheet = await book.sheet({name: 'many', columns})
  const before = process.memoryUsage().heapUsed
  let most = 0
  for (let n = 0; n < 60_000; n++) {
    await sheet.row([`0100${n}`, {civil: n * 1000 + Date.UTC(2026, 0, 1)}, null, n, `motif ${n}`])
    if (n % 5000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  await book.finish()
  expect(bytes).toBeGreaterThan(300_000)
  expect(most).toBeLessThan(120e6)
})

describeWith([{program: 'soffice', package: 'libreoffice-calc-nogui'}], 'opened by LibreOffice', () => {
  const converted = (name: string, sheet: number) => {
    const {status, stderr} = spawnSync(
      'soffice',
      [
        `-env:UserInstallation=file://${join(folder, 'office')}`,
        '--headless',
        '--convert-to',
        `csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,${sheet}`,
        '--outdir',
        folder,
        join(folder, `${name}.xlsx`),
      ],
      {encoding: 'utf8', timeout: 120_000},
    )
    if (status !== 0) throw new Error(stderr)
  }

  it('keeps zeros, long numbers and formulas as texts, and shows dates', async () => {
    writeFileSync(join(folder, 'office.xlsx'), await bookOf([traces, parameters]))
    converted('office', 1)
    const text = readFileSync(join(folder, 'office-Traces.csv'), 'utf8')
    const read: string[][] = parse(text, {delimiter: ';', bom: true})
    expect(read[0]).toEqual(['FINESS', 'Action', 'Jour', 'Taille', 'Motif'])
    expect(read[1]).toEqual(['010000024', '2026-03-02 10:14:06', '2026-03-02', '1024', '=1+1'])
    expect(read[2]).toEqual(['1.2.250.1.999.1.1.77', '', '', '2.5', 'a & <b> "c" é 🙂\nsecond _x0041_ line'])
    expect(read[3]?.[0]).toBe('265059999900141')
  }, 120_000)
})
