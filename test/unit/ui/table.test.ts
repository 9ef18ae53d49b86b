import {Chalk} from 'chalk'
import {describe, expect, it} from 'vitest'
import {tableLines} from '../../../src/lib/ui/table.ts'
import {translator} from '../../../src/lib/ui/translate.ts'

const screen = (level: 0 | 1) => ({t: translator('fr'), color: new Chalk({level}), width: 80})

describe('a table', () => {
  it('aligns columns by blanks and leaves none at the end of a line', () => {
    expect(
      tableLines(
        ['', 'Établissement', ''],
        [
          ['✔', 'A', 'fin'],
          ['✘', 'Hôpital fictif', ''],
        ],
        screen(0),
      ),
    ).toEqual(['     Établissement', '  ✔  A               fin', '  ✘  Hôpital fictif'])
  })

  it.each(['病院', '한국', '😀!', 'e\u0301te\u0301', '\u001b[31mrouge\u001b[39m', 'a\tb', 'a\r\nb'])(
    'keeps the next column in place after %j',
    (cell) => {
      const columns = {病院: 4, 한국: 4, '😀!': 3, 'e\u0301te\u0301': 3, '\u001b[31mrouge\u001b[39m': 5}
      const taken = columns[cell as keyof typeof columns] ?? 3
      const [first = '', second] = tableLines(
        [],
        [
          [cell, 'x'],
          ['', 'x'],
        ],
        screen(0),
      ).slice(1)
      expect(first.endsWith('  x')).toBe(true)
      expect(second).toBe(`  ${' '.repeat(taken)}  x`)
    },
  )

  it('does not count the bold of its head', () => {
    const [head, row] = tableLines(['A', 'B'], [['1', '2']], screen(1))
    expect(head).toBe('  \u001b[1mA\u001b[22m  \u001b[1mB\u001b[22m')
    expect(row).toBe('  1  2')
  })
})
