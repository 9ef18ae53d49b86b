import {createHash} from 'node:crypto'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openWorkbook} from '../../../src/lib/spreadsheet/open-workbook.ts'
import {sheetOutput} from '../../../src/lib/spreadsheet-out/workbook-output.ts'
import {csvFormat, machineCsvFormat} from '../../../src/lib/traces/export/csv-format.ts'
import {ExportTally} from '../../../src/lib/traces/export/export-tally.ts'
import {filterFacts} from '../../../src/lib/traces/export/filter-facts.ts'
import {HashedSink} from '../../../src/lib/traces/export/hashed-sink.ts'
import {ndjsonFormat} from '../../../src/lib/traces/export/ndjson-format.ts'
import {sheetWriter} from '../../../src/lib/traces/export/sheet-format.ts'
import {civilOf, civilText, traceColumns} from '../../../src/lib/traces/export/trace-columns.ts'
import type {TraceWriter} from '../../../src/lib/traces/export/trace-format.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {sampleRecord, samples} from './sample-records.ts'

const t = translator('fr')

async function written(
  write: TraceWriter,
  records: AsyncIterable<TraceRecord>,
  raw = false,
): Promise<{readonly bytes: Buffer; readonly chained: boolean}> {
  const parts: Buffer[] = []
  const tally = new ExportTally([
    {journalId: sampleRecord(1).journal, file: '/journal.db', environment: 'sandbox'},
  ])
  const sink = {
    write: async (content: string | Uint8Array) => {
      parts.push(Buffer.from(content))
    },
  }
  const done = await write(tally.count(records), sink, {
    t,
    raw,
    sheets: sheetOutput,
    facts: [{name: 'software', value: 'dmp 0.1.0'}],
    ending: () => tally.facts(),
    choices: {},
  })
  return {bytes: Buffer.concat(parts), chained: done?.chain !== undefined}
}

async function* only(record: TraceRecord): AsyncGenerator<TraceRecord> {
  yield record
}

const column = (name: string, columns = traceColumns) => columns.findIndex((one) => one.name === name)

describe('CSV for a French spreadsheet', () => {
  const read = async (raw = false) => {
    const {bytes} = await written(csvFormat.write, samples(2), raw)
    return bytes.toString('utf8')
  }

  it('begins with a byte-order mark and columns in French, and ends its lines with CRLF', async () => {
    const text = await read()
    expect(text.startsWith('\uFEFFJournal;N°;')).toBe(true)
    // The header, two records with a line end inside a cell each, and what follows the last one.
    expect(text.split('\r\n')).toHaveLength(6)
    expect(text.endsWith('\r\n')).toBe(true)
  })

  it('is read by another reader: times of France, UTC beside them, identifiers with their zeros', async () => {
    const [header = [], first = []]: string[][] = parse(await read(), {delimiter: ';', bom: true})
    expect(header).toHaveLength(traceColumns.length)
    expect(first[column('occurred_at_local')]).toBe('2026-03-29 01:59:59')
    expect(first[column('occurred_at')]).toBe('2026-03-29T00:59:59.900Z')
    expect(first[column('finess_ej')]).toBe('010000024')
    expect(first[column('finess_eg')]).toBe('010000032')
    expect(first[column('host')]).toBe('poste;1')
  })

  it('neutralises what a spreadsheet would run, unless it is asked for raw', async () => {
    const cells = (text: string): readonly string[] =>
      (parse(text, {delimiter: ';', bom: true}) as string[][])[1] ?? []
    const safe = cells(await read())
    expect(safe[column('user_name')]).toBe('\'=HYPERLINK("x")')
    expect(safe[column('answer_detail')]).toBe('\'@SUM(1)\r\n"quoted"')
    expect(safe[column('reason')]).toBe("'-2+3")
    const raw = cells(await read(true))
    expect(raw[column('user_name')]).toBe('=HYPERLINK("x")')
    expect(raw[column('reason')]).toBe('-2+3')
  })
})

it('writes CSV for programs with technical names, commas, line feeds and UTC alone', async () => {
  const text = (await written(machineCsvFormat.write, samples(1))).bytes.toString('utf8')
  expect(text.startsWith('journal,n,id,phase,intent_id,occurred_at,recorded_at,')).toBe(true)
  const [row]: Record<string, string>[] = parse(text, {columns: true})
  expect(row).toMatchObject({finess_ej: '010000024', occurred_at: '2026-03-29T00:59:59.900Z', size: '1000'})
  expect(Object.keys(row ?? {}).some((name) => name.endsWith('_local'))).toBe(false)
})

it('puts values of several documents side by side, and adds up their sizes', () => {
  const record = sampleRecord(1, {
    documents: [
      {uniqueId: '1.2.3', typeCode: '11488-4', size: 10},
      {uniqueId: '1.2.4', size: 5},
    ],
  })
  const value = (name: string) => traceColumns[column(name)]?.value(record)
  expect(value('unique_id')).toBe('1.2.3 | 1.2.4')
  expect(value('type_code')).toBe('11488-4 | ')
  expect(value('sha1')).toBeUndefined()
  expect(value('size')).toBe(15)
})

it('shows the wall clock of France on both sides of a change of time', () => {
  const shown = (iso: string) => civilText(civilOf(iso) ?? {civil: 0})
  expect(shown('2026-03-29T00:59:59.900Z')).toBe('2026-03-29 01:59:59')
  expect(shown('2026-03-29T01:00:00.100Z')).toBe('2026-03-29 03:00:00')
  expect(shown('2026-10-25T00:30:00Z')).toBe('2026-10-25 02:30:00')
  expect(shown('2026-10-25T01:30:00Z')).toBe('2026-10-25 02:30:00')
})

it('names every column in both languages', () => {
  for (const language of ['fr', 'en'] as const) {
    const texts = translator(language)
    expect(traceColumns.filter(({name}) => !texts.has(`trace.column.${name}`))).toEqual([])
    const names = traceColumns.map(({name}) => texts(`trace.column.${name}`))
    expect(new Set(names).size).toBe(names.length)
  }
})

describe('XLSX', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dmp-trace-sheet-'))
  })
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  const rowsOf = async (path: string, sheet: string) => {
    const table = await openWorkbook(path, {sheet, headerLine: 1}, new AbortController().signal)
    const rows: (readonly string[])[] = []
    for await (const block of table.records()) rows.push(...block.map(({cells}) => cells))
    return {rows, sheets: table.facts.sheets}
  }

  it('goes on in further sheets when one is full, and says on its own sheet what was asked for', async () => {
    const path = join(folder, 'many.xlsx')
    writeFileSync(path, (await written(sheetWriter(2), samples(5))).bytes)
    const {rows, sheets} = await rowsOf(path, 'Traces 3')
    expect(sheets).toEqual(['Traces', 'Traces 2', 'Traces 3', 'Paramètres'])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.[column('n')]).toBe('5')
    expect(rows[0]?.[column('finess_ej')]).toBe('010000024')
    expect(rows[0]?.[column('user_name')]).toBe('=HYPERLINK("x")')
    expect(Number(rows[0]?.[column('occurred_at_local')])).toBeCloseTo(46110 + 7199 / 86400, 8)
    const settings = new Map((await rowsOf(path, 'Paramètres')).rows.map(([name, value]) => [name, value]))
    expect(settings.get('Logiciel')).toBe('dmp 0.1.0')
    expect(settings.get('Nombre de traces')).toBe('5')
    expect(settings.get('Empreinte de sa dernière trace')).toBe('a'.repeat(64))
    expect(settings.get('Dernière trace écrite le (UTC)')).toBe('2026-03-29T00:59:59.950Z')
  })

  it('has its header even without any trace', async () => {
    const path = join(folder, 'none.xlsx')
    writeFileSync(path, (await written(sheetWriter(), samples(0))).bytes)
    const {sheets} = await rowsOf(path, 'Paramètres')
    expect(sheets).toEqual(['Traces', 'Paramètres'])
  })
})

it.each([
  ['csv', csvFormat.write],
  ['csv-machine', machineCsvFormat.write],
  ['ndjson', ndjsonFormat.write],
  ['xlsx', sheetWriter()],
] as const)('%s: the same records give the same bytes', async (name, write) => {
  const [one, other] = [await written(write, samples(50)), await written(write, samples(50))]
  expect(one.bytes.equals(other.bytes)).toBe(true)
  expect(one.chained).toBe(name === 'ndjson')
})

it('knows size and SHA-256 of what went through, text and bytes', async () => {
  const sink = new HashedSink({write: async () => undefined})
  await sink.write('é')
  await sink.write(Buffer.from('é'))
  await sink.write('é')
  expect(await sink.finish()).toEqual({
    bytes: 6,
    sha256: createHash('sha256').update('ééé').digest('hex'),
  })
})

it('says of a patient only that one was named', () => {
  const facts = filterFacts({
    since: Date.UTC(2026, 1, 28, 23),
    until: Date.UTC(2026, 2, 31, 22),
    ins: {matricule: '265059999900141', oid: '1.2.250.1.213.1.4.10'} as never,
    ipp: 'IPP-42',
    users: ['899700000005', 'martin'],
  })
  expect(JSON.stringify(facts)).not.toMatch(/2650599|IPP-42/)
  expect(facts).toEqual([
    {name: 'since', value: '2026-03-01 00:00:00 (Europe/Paris)'},
    {name: 'until', value: '2026-03-31 23:59:59 (Europe/Paris)'},
    {name: 'patient', value: '***'},
    {name: 'ipp', value: '***'},
    {name: 'user', value: '899700000005, martin'},
  ])
})

it('counts by journal, with the last hash of each', async () => {
  const tally = new ExportTally([
    {journalId: 'b', file: '/b', environment: 'sandbox'},
    {journalId: 'a', file: '/a', environment: 'sandbox'},
  ])
  for await (const _ of tally.count(only(sampleRecord(1, {journal: 'a', hash: 'f'.repeat(64)}))));
  expect(tally.journals.map(({id, records, lastHash}) => [id, records, lastHash])).toEqual([
    ['a', 1, 'f'.repeat(64)],
    ['b', 0, null],
  ])
})
