import {parse} from 'csv-parse/sync'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {openCsv} from '../../../src/lib/tabular/open-csv.ts'
import type {Table, TableRecord, TableWish} from '../../../src/lib/tabular/tabular.ts'
import {sourceOf} from '../../support/sample-bodies.ts'

const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

async function open(content: string | Uint8Array, wish?: TableWish, chunk = 64 * 1024): Promise<Table> {
  const table = await openCsv(sourceOf(typeof content === 'string' ? utf8(content) : content, chunk), wish)
  if (!table) throw new Error('no table')
  return table
}

async function recordsOf(table: Table): Promise<TableRecord[]> {
  const records: TableRecord[] = []
  for await (const block of table.records()) records.push(...block)
  return records
}

async function read(content: string | Uint8Array, wish?: TableWish, chunk?: number) {
  return recordsOf(await open(content, wish, chunk))
}

const cells = (records: readonly TableRecord[]) => records.map((record) => record.cells)

describe('the delimiter', () => {
  it.each([
    [';', 'a;b;c\n1,5;2;3\n1,6;4;5\n'],
    [',', 'a,b,c\n1;5,2,3\n'],
    ['\t', 'a\tb\tc\n1,5\t2\t3\n'],
    ['|', 'a|b|c\n1|2|3\n'],
    [';', 'sep=;\na;b\n1,2;3\n'],
    ['^', 'a^b^c\n1,5^2^3\n'],
    ['~', 'a~b~c\n1~2~3\n'],
    [';', 'a;b;c\n1^2^3^4;5;6\n'],
  ])('is found: %j', async (delimiter, content) => {
    expect((await open(content)).facts).toMatchObject({delimiter})
  })

  it('cuts no list of numbers with an extension', async () => {
    expect((await open('unique_id\n2.25.1^A\n2.25.2^B\n')).header).toEqual(['unique_id'])
  })

  it('is the one stated, whatever the rows look like', async () => {
    expect((await open('a,b;c,d\n1,2;3,4\n', {delimiter: ';'})).header).toEqual(['a,b', 'c,d'])
  })
})

describe('the header', () => {
  it('is found below a title, whose lines are counted', async () => {
    const table = await open('Export du 12/03/2026\n\nIPP;NOM;FICHIER\n1;2;3\n4;5;6\n')
    expect(table.header).toEqual(['IPP', 'NOM', 'FICHIER'])
    expect(table.facts).toMatchObject({headerLine: 3, skippedLines: 2})
    expect(cells(await recordsOf(table))).toEqual([
      ['1', '2', '3'],
      ['4', '5', '6'],
    ])
  })

  it('is the line stated', async () => {
    expect((await open('a;b\nc;d\n1;2\n', {headerLine: 2})).header).toEqual(['c', 'd'])
  })

  it('is absent from an empty file', async () => {
    expect(await openCsv(sourceOf(utf8('\n \n')))).toBeUndefined()
  })
})

describe('records', () => {
  it('tell their physical lines, over quoted line ends and blank lines', async () => {
    const records = await read('a;b\r\n"x\r\ny";1\r\n\r\nz;2\r\n')
    expect(records.map(({line, lastLine, cells: [first]}) => [line, lastLine, first])).toEqual([
      [2, 3, 'x\ny'],
      [5, 5, 'z'],
    ])
  })

  it('lose the wrapper of a spreadsheet, and say so', async () => {
    const [record] = await read('a;b;c\n="007";"=""008""";x\n')
    expect(record?.cells).toEqual(['007', '="008"', 'x'])
    expect(record?.marks).toEqual(new Map([[0, 'excel-text']]))
  })

  it('keep quotes inside a plain cell', async () => {
    expect(cells(await read('a;b\nlit 12" x;2\n'))).toEqual([['lit 12" x', '2']])
  })

  it('keep their cells when there are too many or too few', async () => {
    expect(cells(await read('a;b\n1\n1;2;3\n'))).toEqual([['1'], ['1', '2', '3']])
  })

  it('after a quote that never closes are read all the same', async () => {
    const records = await read('a;b\n1;"open\n2;x\n3;y\n')
    expect(records.map(({line, fault, cells: [first]}) => [line, fault, first])).toEqual([
      [2, 'quote-open', undefined],
      [3, undefined, '2'],
      [4, undefined, '3'],
    ])
  })

  it('after a quote that closes amid a text are read all the same', async () => {
    const records = await read('a;b\n1;"x\n2;"y"\n3;z\n')
    expect(records.map(({line, fault}) => [line, fault])).toEqual([
      [2, 'quote'],
      [3, undefined],
      [4, undefined],
    ])
  })

  it('are never made of the beginning of one row and the end of another', async () => {
    const records = await read(
      'ipp;note;file\n1;"stray;a.pdf\n2;good;b.pdf\n3;also stray";c.pdf\n4;"two\nlines";d.pdf\n',
    )
    expect(records.map(({line, fault, cells}) => [line, fault, cells[0], cells[2]])).toEqual([
      [2, 'quote', undefined, undefined],
      [3, undefined, '2', 'b.pdf'],
      [4, undefined, '3', 'c.pdf'],
      [5, undefined, '4', 'd.pdf'],
    ])
  })

  it('that go over several lines and have not the cells of a row are told line by line', async () => {
    const records = await read('a;b;c\n1;"x\n2;y";z;t\n3;u;v\n')
    expect(records.map(({line, fault}) => [line, fault])).toEqual([
      [2, 'columns'],
      [3, undefined],
      [4, undefined],
    ])
  })

  it('of a file whose quotes are letters are cut at each delimiter', async () => {
    expect(cells(await read('a;b\n"1;2"\n', {quote: ''}))).toEqual([['"1', '2"']])
  })

  it('end with CR alone on an old export', async () => {
    expect(cells(await read('a;b\r1;2\r3;4\r'))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('beyond a megabyte are a fault of their line alone', async () => {
    const records = await read(`a;b\n1;${'x'.repeat(1_100_000)}\n2;y\n`)
    expect(records.map(({line, fault}) => [line, fault])).toEqual([
      [2, 'line-too-long'],
      [3, undefined],
    ])
  })

  it('are those that csv-parse reads, for any cells', async () => {
    const cell = fc.oneof(
      fc.string({maxLength: 8}).map((text) => text.replaceAll('\u0000', '')),
      fc.constantFrom('é', 'a;b', 'x"y', '', 'a\nb', '""', ' ', '=1', 'Œ'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, {minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 12}),
        fc.integer({min: 1, max: 40}),
        async (rows, chunk) => {
          const text = [
            'h1;h2;h3',
            ...rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';')),
          ]
          const content = `${text.join('\n')}\n`
          const theirs: string[][] = parse(content, {delimiter: ';', record_delimiter: '\n'})
          // A line feed after a return inside a cell is one line end for us.
          const plain = (table: readonly (readonly string[])[]) =>
            table.map((row) => row.map((one) => one.replaceAll('\r\n', '\n')))
          expect(plain(cells(await read(content, {delimiter: ';', headerLine: 1}, chunk)))).toEqual(
            plain(theirs.slice(1)),
          )
        },
      ),
    )
  })
})

describe('the encoding', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8('nom;b\nÉté;1\n'), 'utf-8'],
    ['UTF-8 with a mark', utf8('\ufeffnom;b\nÉté;1\n'), 'utf-8'],
    ['windows-1252', latin('nom;b\nÉté;1\n'), 'windows-1252'],
    ['UTF-16 LE with a mark', new Uint8Array(Buffer.from('\ufeffnom;b\nÉté;1\n', 'utf16le')), 'utf-16le'],
    ['UTF-16 LE without', new Uint8Array(Buffer.from('nom;b\nÉté;1\n', 'utf16le')), 'utf-16le'],
    ['UTF-16 BE', new Uint8Array(Buffer.from('\ufeffnom;b\nÉté;1\n', 'utf16le').swap16()), 'utf-16be'],
  ])('is found: %s', async (_name, content, encoding) => {
    for (const chunk of [1, 3, 4096]) {
      const table = await open(content, {}, Math.max(chunk, 64))
      expect(table.facts.encoding).toBe(encoding)
      expect(table.header[0]).toBe('nom')
      expect(cells(await recordsOf(table))).toEqual([['Été', '1']])
    }
  })

  it('of windows-1252 has its own letters between 0x80 and 0x9f', async () => {
    const content = new Uint8Array([...utf8('a;b\n'), 0x9c, 0x75, 0x66, 0x92, 0x80, 0x3b, 0x31])
    expect(cells(await read(content))).toEqual([['œuf’€', '1']])
  })

  it('is that of most lines, and the lines in another one are named', async () => {
    const good = latin('\u00e9t\u00e9;1\nno\u00ebl;2\n')
    const mixed = new Uint8Array([...utf8('a;b\n'), ...good, ...utf8('été;3\n'), ...good])
    expect((await open(mixed)).facts).toMatchObject({encoding: 'windows-1252', foreignLines: 1})
    expect((await read(mixed)).map(({line, fault}) => [line, fault])).toEqual([
      [2, undefined],
      [3, undefined],
      [4, 'encoding-mixed'],
      [5, undefined],
      [6, undefined],
    ])
    const other = new Uint8Array([...utf8('a;b\nété;1\nnoël;2\n'), ...latin('\u00e9t\u00e9;3\n')])
    expect((await read(other)).map(({fault}) => fault)).toEqual([undefined, undefined, 'encoding'])
  })

  it('has no letter in five places, and the line is named', async () => {
    const content = new Uint8Array([...latin('a;b\n\u00e9;1\n'), 0x81, 0x3b, 0x32])
    expect((await read(content)).map(({fault}) => fault)).toEqual([undefined, 'encoding'])
  })
})

describe('any bytes', () => {
  it('give records or faults, each line in one of them, and never an exception', async () => {
    const until = performance.now() + 2000
    const seed = Math.floor(Math.random() * 2 ** 31)
    let runs = 0
    while (performance.now() < until) {
      runs += 1
      const pieces = fc.sample(
        fc.array(
          fc.oneof(
            fc.constantFrom('"', ';', '\n', '\r\n', 'a', '="', '""', ',', '\t', 'é', '\ufeff', '\u0000'),
            fc.uint8Array({maxLength: 6}),
          ),
          {maxLength: 60},
        ),
        {numRuns: 5, seed: seed + runs},
      )
      for (const piece of pieces) {
        const bytes = new Uint8Array(
          Buffer.concat(piece.map((one) => Buffer.from(typeof one === 'string' ? utf8(one) : one))),
        )
        const table = await openCsv(sourceOf(bytes, 7))
        const records = table ? await recordsOf(table) : []
        let last = 0
        for (const {line, lastLine} of records) {
          if (line <= last || lastLine < line) throw new Error(`seed ${seed + runs}: ${[...bytes]}`)
          last = lastLine
        }
      }
    }
    expect(runs).toBeGreaterThan(10)
  })
})

describe('a long file', () => {
  it('costs no memory that grows with it', async () => {
    const row = utf8(`0000123;${'x'.repeat(80)};12/03/2026;docs\\file.pdf;Compte rendu\n`)
    const rows = 300_000
    const source = {
      size: row.length * rows,
      async *open() {
        const block = Buffer.concat(Array.from({length: 1000}, () => row))
        yield utf8('ipp;nom;date;file;type\n')
        for (let sent = 0; sent < rows; sent += 1000) yield block
      },
    }
    const table = await openCsv(source)
    if (!table) throw new Error('no table')
    let count = 0
    let early = 0
    let most = 0
    for await (const block of table.records()) {
      count += block.length
      const {heapUsed} = process.memoryUsage()
      if (count < rows / 10) early = Math.max(early, heapUsed)
      else most = Math.max(most, heapUsed)
    }
    expect(count).toBe(rows)
    expect(most - early).toBeLessThan(64 * 1024 * 1024)
  })
})
