import fc from 'fast-check'
import {expect, it} from 'vitest'
import {csvLine} from '../../../src/lib/csv/csv-line.ts'

it.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"\r\n`],
  ['+33 1', "'+33 1\r\n"],
  ['-cmd', "'-cmd\r\n"],
  ['＝1+1', "'＝1+1\r\n"],
  ['＠SUM(1)', "'＠SUM(1)\r\n"],
  ['@SUM(1)', "'@SUM(1)\r\n"],
  ['\t=1', "'\t=1\r\n"],
  ['-12,5', '-12,5\r\n'],
  ['a;b', '"a;b"\r\n'],
  ['two\nlines', '"two\nlines"\r\n'],
  ['', '\r\n'],
])('writes %j so that no spreadsheet runs it', (cell, line) => {
  expect(csvLine([cell])).toBe(line)
})

it('leaves absent values empty and numbers as they are', () => {
  expect(csvLine([1, undefined, null, 'x', -3])).toBe('1;;;x;-3\r\n')
})

/** A reader of RFC 4180 with semicolons, written apart from the writer. */
function read(line: string): string[] {
  const cells: string[] = []
  let rest = line.slice(0, -2)
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest)
    const cell = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (/^[^;]*/.exec(rest)?.[0] ?? '')
    cells.push(cell)
    rest = rest.slice(quoted ? quoted[0].length : cell.length)
    if (rest === '') return cells
    rest = rest.slice(1)
  }
}

it('keeps the number of cells and their text, save a guarding apostrophe, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({unit: 'binary'}), {minLength: 1, maxLength: 6}), (cells) => {
      const back = read(csvLine(cells)).map((cell, at) =>
        cells[at] === cell ? cell : cell.replace(/^'/, ''),
      )
      expect(back).toEqual(cells)
    }),
  )
})

it('never starts a cell with a sign that runs', () => {
  fc.assert(
    fc.property(fc.string(), (cell) => {
      const [first = ''] = read(csvLine([cell]))
      expect(/^[=+\-@\t\r]/.test(first) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(first)).toBe(false)
    }),
  )
})
