import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {columnAt} from '../../../src/lib/spreadsheet/sheet-rows.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {XmlStream} from '../../../src/lib/xml/stream-xml.ts'
import {samplePatients} from '../../support/sample-patients.ts'
import {letters, type SampleCell, workbook, workbookParts, zipOf} from './sample-workbook.ts'
import {identityCells, TabularDesk, verdicts} from './tabular-desk.ts'

const desk = new TabularDesk()
afterAll(() => desk.remove())
desk.write('a.pdf')

const {ins} = samplePatients.woman
const MAPPING =
  'columns: {file: F, ipp: I, ins: N, ins_oid: {value: 1.2.250.1.213.1.4.10}, document_date: D, type_code: T}\n'
const HEAD = ['F', 'I', 'N', 'D', 'T']
const body = (changes: Readonly<Record<number, SampleCell>> = {}): SampleCell[] =>
  ['a.pdf', '0042', ins.matricule as SampleCell, '2026-03-01', '11488-4'].map((cell, at) =>
    at in changes ? changes[at] : cell,
  )

let written = 0
async function read(bytes: Uint8Array, mapping = MAPPING, sheet?: string) {
  const path = desk.write(`book-${written++}.xlsx`, bytes)
  return desk.read(path, {mapping: desk.mapping(mapping), ...(sheet ? {sheet} : {})})
}
const readRows = async (rows: SampleCell[][], mapping = MAPPING) =>
  read(await workbook([HEAD, ...rows]), mapping)

describe('a workbook', () => {
  it('is read as a manifest under canonical names', async () => {
    const cells = {file: 'a.pdf', type_code: '11488-4', document_date: '2026-03-01', ...identityCells()}
    const path = desk.write('canonical.xlsx', await workbook([Object.keys(cells), Object.values(cells)]))
    const [one] = await desk.read(path)
    expect(one).toMatchObject({origin: {line: 2}, request: {patient: {ins: samplePatients.woman.ins}}})
    expect(one?.repairs).toBeUndefined()
  })

  it('keeps the fifteen digits of an INS in a number cell, and says where it found them', async () => {
    const found = await readRows([
      body({2: Number(ins.matricule)}),
      body({2: {xml: `><v>${Number(ins.matricule).toExponential()}</v>`}}),
    ])
    for (const one of found) {
      expect(one.request?.statedIns?.matricule).toBe(ins.matricule)
      expect(one.repairs).toContainEqual({code: 'number-cell', field: 'ins'})
    }
  })

  it('refuses a number of more digits than a cell keeps', async () => {
    expect(verdicts(await readRows([body({1: {xml: '><v>1.2345678901234568E+19</v>'}})]))).toEqual([
      '2 rejected DMP_MANIFEST_LINE ipp spreadsheet-number',
    ])
  })

  it('refuses a number cell as an IPP: its zeros are lost, unless the mapping fixes its length', async () => {
    expect(verdicts(await readRows([body({1: 42})]))).toEqual([
      '2 rejected DMP_MANIFEST_LINE ipp number-cell',
    ])
  })

  it('refuses a count of days unless the mapping calls it a date', async () => {
    expect(verdicts(await readRows([body({3: 46093})]))).toEqual([
      '2 rejected DMP_MANIFEST_LINE document_date date-serial',
    ])
    const declared = `${MAPPING}dates: {columns: {document_date: excel}}\n`
    const [one] = await readRows([body({3: 46093.5})], declared)
    expect(one?.request?.date).toBe('2026-03-12T12:00:00+01:00')
    const old = await workbook([HEAD, body({3: 44631})], {date1904: true})
    expect((await read(old, declared))[0]?.request?.date).toBe('2026-03-12')
  })

  it('reads inline texts, runs, escapes and formulas, and leaves phonetic readings out', async () => {
    const [one] = await readRows([
      body({
        0: {xml: 't="inlineStr"><is><r><t>a</t></r><r><t>.pdf</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>'},
        1: {xml: 't="str"><f>A1</f><v>00_x0034_2</v>'},
      }),
    ])
    expect(one?.request).toMatchObject({file: expect.stringMatching(/a\.pdf$/), ipp: '0042'})
  })

  it.each<[string, SampleCell]>([
    ['an error of a formula', {xml: 't="e"><v>#REF!</v>'}],
    ['a text that is not shared', {xml: 't="s"><v>9999</v>'}],
  ])('refuses %s', async (_name, cell) => {
    expect(verdicts(await readRows([body({1: cell})]))).toEqual([
      '2 rejected DMP_MANIFEST_LINE ipp cell-error',
    ])
  })

  it('may leave out the last cells of a row, and whole rows', async () => {
    const found = await readRows([[], body({4: undefined}), body()])
    expect(verdicts(found)).toEqual(['3 rejected DMP_MANIFEST_LINE type_code missing', '4 ready'])
  })

  it('holds rows that are hidden in the sheet', async () => {
    const parts = workbookParts([{name: 'A', rows: [HEAD, body(), body()], hidden: [3]}])
    expect(verdicts(await read(await zipOf(parts)))).toEqual(['2 ready', '3 held hidden-row'])
    expect(en).toHaveProperty(['batch.reason.hidden-row'])
  })

  it('gives its only visible sheet with rows, or the one named', async () => {
    const parts = workbookParts([
      {name: 'Cachée', rows: [HEAD, body({1: 'hidden'})], state: 'hidden'},
      {name: 'Un', rows: [HEAD, body({1: 'one'})]},
      {name: 'Deux & trois', rows: [['Export du 12/03/2026'], HEAD, body({1: 'two'})], state: 'hidden'},
      {name: 'Feuil3', rows: []},
      {name: 'Feuil4', rows: [['  ']]},
    ])
    const bytes = await zipOf(parts)
    const ippOf = async (sheet?: string) => (await read(bytes, MAPPING, sheet))[0]?.request?.ipp
    expect([await ippOf(), await ippOf('Cachée'), await ippOf('Deux & trois')]).toEqual([
      'one',
      'hidden',
      'two',
    ])
    await expect(read(bytes, MAPPING, 'Quatre')).rejects.toMatchObject({
      code: 'DMP_MANIFEST_UNREADABLE',
      params: {reason: 'sheet-absent', columns: 'Cachée, Un, Deux & trois, Feuil3, Feuil4'},
    })
  })

  it('is not read where several sheets have rows and none is named', async () => {
    const parts = workbookParts([
      {name: '2025', rows: [HEAD, body()]},
      {name: '2026', rows: [HEAD, body({1: 'new'})]},
      {name: 'Cachée', rows: [HEAD, body()], state: 'hidden'},
    ])
    const bytes = await zipOf(parts)
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'DMP_MANIFEST_UNREADABLE',
      params: {reason: 'sheet-unnamed', columns: '2025, 2026'},
    })
    expect((await read(bytes, MAPPING, '2026'))[0]?.request?.ipp).toBe('new')
    expect((await read(bytes, `source: {sheet: "2026"}\n${MAPPING}`))[0]?.request?.ipp).toBe('new')
  })

  it('may write its elements with a prefix', async () => {
    const bytes = await workbook([HEAD, body()], {prefix: 'x'})
    // The texts are written without: both forms are met in one file.
    expect(verdicts(await read(bytes))).toEqual(['2 ready'])
  })
})

describe('an archive that is no workbook', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'OpenDocument',
      {mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>'},
      'ods',
    ],
    ['binary', {'xl/workbook.bin': 'x'}, 'xlsb'],
    ['a letter', {'word/document.xml': '<a/>'}, 'no-workbook'],
    ['another root', {'xl/workbook.xml': '<workbook/>'}, 'no-workbook'],
    ['without sheets', {...workbookParts([])}, 'no-sheet'],
    ['with an empty sheet', {...workbookParts([{name: 'A', rows: []}])}, 'empty'],
  ])('is refused: %s', async (_name, parts, reason) => {
    await expect(read(await zipOf(parts))).rejects.toMatchObject({
      code: 'DMP_MANIFEST_UNREADABLE',
      params: {reason},
    })
    expect(en).toHaveProperty([`error.DMP_MANIFEST_UNREADABLE.reason.${reason}`])
  })

  const doctype = '<!DOCTYPE x [<!ENTITY a "b">]>'
  it.each([
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/sharedStrings.xml',
    'xl/worksheets/sheet1.xml',
  ])('is refused with a DOCTYPE in %s', async (part) => {
    const parts = workbookParts([{name: 'A', rows: [HEAD, body()]}])
    parts[part] = doctype + (parts[part] ?? '').replace(/^<\?xml[^>]*>/, '')
    await expect(read(await zipOf(parts))).rejects.toMatchObject({
      code: 'DMP_XML_REFUSED',
      params: {case: 'workbook', file: expect.stringContaining('.xlsx'), reason: 'doctype'},
    })
  })

  it('is refused when it unpacks to hundreds of times its size', async () => {
    const parts = workbookParts([{name: 'A', rows: [HEAD, body()]}])
    parts['xl/worksheets/sheet1.xml'] += ' '.repeat(30 * 1024 * 1024)
    await expect(read(await zipOf(parts))).rejects.toMatchObject({params: {reason: 'EZIPRATIO'}})
  })

  it('is refused when its XML is too deep or wide', async () => {
    const parts = workbookParts([{name: 'A', rows: [HEAD, body()]}])
    const deep = parts['xl/worksheets/sheet1.xml']?.replace('<sheetData>', `<sheetData>${'<a>'.repeat(60)}`)
    await expect(read(await zipOf({...parts, 'xl/worksheets/sheet1.xml': deep ?? ''}))).rejects.toMatchObject(
      {
        code: 'DMP_XML_REFUSED',
      },
    )
  })
})

describe('the stream of XML', () => {
  const text = '<a xmlns="u"><b k="1">é&amp;<![CDATA[<x>]]></b><c xmlns="other"><b/></c></a>'
  const events = (bytes: Uint8Array, chunk: number) => {
    const seen: string[] = []
    const stream = new XmlStream(
      {
        open: (name, attribute) => seen.push(`<${name} ${attribute('k') ?? ''}`),
        text: (piece) => seen.push(piece),
        close: (name) => seen.push(`/${name}`),
      },
      new Set(['u']),
    )
    for (let at = 0; at < bytes.length; at += chunk) stream.write(bytes.subarray(at, at + chunk))
    stream.end()
    return seen.join(' ')
  }

  it('is the same whatever the chunks, in UTF-8 and UTF-16', () => {
    const wide = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    const bytes = new Uint8Array(Buffer.from(text))
    for (const chunk of [1, 2, 5, 1000]) {
      expect(events(bytes, chunk).replaceAll(/\s+/g, '')).toBe('<a<b1é&<x>/b/a')
      expect(events(wide, chunk).replaceAll(/\s+/g, '')).toBe('<a<b1é&<x>/b/a')
    }
  })

  it('refuses a DOCTYPE cut in two, and what is not closed', () => {
    for (const chunk of [1, 3, 50])
      expect(() => events(Buffer.from(`<!doctype a>${text}`), chunk)).toThrow(
        expect.objectContaining({params: expect.objectContaining({reason: 'doctype'})}),
      )
    expect(() => events(Buffer.from('<a>'), 10)).toThrow(expect.objectContaining({code: 'DMP_XML_REFUSED'}))
    expect(() => events(new Uint8Array(), 10)).toThrow(expect.objectContaining({code: 'DMP_XML_REFUSED'}))
    expect(() => events(Buffer.from('<a>\xff</a>', 'latin1'), 10)).toThrow(
      expect.objectContaining({params: expect.objectContaining({reason: 'encoding'})}),
    )
  })
})

it('knows columns by their letters', () => {
  for (const place of [0, 25, 26, 701, 702, 16_383]) expect(columnAt(`${letters(place)}12`)).toBe(place)
  expect(columnAt('ZZZ1')).toBeUndefined()
  expect(columnAt('12')).toBeUndefined()
})

describe('any workbook', () => {
  it('is read or refused with an error of ours, never anything else', async () => {
    const parts = workbookParts([{name: 'A', rows: [HEAD, body(), body({2: 5})]}])
    const whole = await zipOf(parts)
    const names = Object.keys(parts)
    const until = performance.now() + 2000
    const seed = Math.floor(Math.random() * 2 ** 31)
    let refused = 0
    for (let run = seed; performance.now() < until; run++) {
      const [[at, piece, name] = [0, '', ''] as const] = fc.sample(
        fc.tuple(
          fc.nat(),
          fc.oneof(
            fc.string({maxLength: 4}),
            fc.constantFrom('<', '>', '&', '</row>', '<c>', '"', 't="s"', ''),
          ),
          fc.constantFrom('', ...names),
        ),
        {numRuns: 1, seed: run},
      )
      let bytes: Uint8Array
      if (name === '') {
        bytes = Uint8Array.from(whole)
        bytes[at % bytes.length] = piece.charCodeAt(0) || 0
      } else {
        const text = parts[name] ?? ''
        const cut = at % text.length
        bytes = await zipOf({...parts, [name]: text.slice(0, cut) + piece + text.slice(cut + (at % 3))})
      }
      try {
        for (const {verdict, request} of await read(bytes)) expect(verdict ?? request).toBeDefined()
      } catch (error) {
        if (!(error instanceof DmpError)) throw new Error(`seed ${run}`, {cause: error})
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(0)
  })
})
