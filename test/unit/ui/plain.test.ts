import fc from 'fast-check'
import {expect, it} from 'vitest'
import {plainLine, plainParams, plainValue} from '../../../src/lib/ui/plain.ts'

const ESC = String.fromCharCode(27)

it('lets colours pass and makes every other control character visible', () => {
  expect(plainLine(`${ESC}[32m✔${ESC}[39m ok`)).toBe(`${ESC}[32m✔${ESC}[39m ok`)
  expect(plainLine(`a${ESC}[2Jb${ESC}]0;title\u0007c\u009b31m`)).toBe('a\\x1b[2Jb\\x1b]0;title\\x07c\\x9b31m')
})

it('never lets a sequence through that does more than colour', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(ESC, '[', '2J', '31m', ';', '\r', '\b', '\u009b'))
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const bare = plainLine(pieces.join('')).replaceAll(new RegExp(`${ESC}\\[[0-9;]*m`, 'g'), '')
      expect(bare).not.toMatch(/[^\P{Cc}\n\t]/u)
    }),
  )
})

it('lets no colour of an outside value through, nor a second line', () => {
  expect(plainValue(`a${ESC}[31mb\nc\td`)).toBe('a\\x1b[31mb\\x0ac\\x09d')
  expect(plainParams({path: `${ESC}[31m`, count: 2})).toEqual({path: '\\x1b[31m', count: 2})
})
