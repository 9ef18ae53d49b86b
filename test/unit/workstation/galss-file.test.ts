import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {isSameReader, readGalssFile} from '../../../src/lib/workstation/galss-file.ts'

const lines = [
  '; written by a tool',
  '[PROTOCOLES]',
  'NbCanaux=2',
  'ListeCanaux=1,2',
  '[CANAL1]',
  'Caracteristiques=SCM Microsystems Inc. SCR 355 0',
  '[canal 2]',
  'CARACTERISTIQUES = "Gemalto PC Twin Reader 0"',
]
const wanted = {
  announced: 2,
  listed: [1, 2],
  channels: [
    {number: 1, reader: 'SCM Microsystems Inc. SCR 355 0', serial: false},
    {number: 2, reader: 'Gemalto PC Twin Reader 0', serial: false},
  ],
}

describe('galss.ini', () => {
  it.each([
    ['CR alone', '\r'],
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('is read with lines that end in %s', (_name, end) => {
    expect(readGalssFile(lines.join(end))).toEqual(wanted)
    expect(readGalssFile(`\ufeff${lines.join(end)}${end}`)).toEqual(wanted)
  })

  it('knows a serial line from a reader', () => {
    const file = readGalssFile('[CANAL1]\rCaracteristiques=9600,1,8,0,0\r')
    expect(file?.channels).toEqual([{number: 1, reader: '9600,1,8,0,0', serial: true}])
  })

  it.each([
    ['blanks around', '   SCR 355 0   '],
    ['double quotes', '"SCR 355 0"'],
    ['single quotes', "'SCR 355 0'"],
    ['blanks in quotes', '" SCR 355 0 "'],
    ['a comment behind', 'SCR 355 0 ; reader of the CPS'],
    ['a comment behind quotes', '"SCR 355 0" ; reader of the CPS'],
    ['a comment close to quotes', "'SCR 355 0';CPS"],
  ])('reads the name of a reader with %s', (_name, value) => {
    const file = readGalssFile(`[CANAL1]\nCaracteristiques=${value}\n`)
    expect(file?.channels).toEqual([{number: 1, reader: 'SCR 355 0', serial: false}])
  })

  it('is no such file when it names no channel', () => {
    for (const text of ['', '\u0000\u0001', '[GENERAL]\nx=1', 'hello', '\n'.repeat(9)])
      expect(readGalssFile(text)).toBeUndefined()
  })

  it('never fails, and reads no channel out of noise', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 150}), (text) => {
        const file = readGalssFile(text)
        if (!/canal/i.test(text)) expect(file).toBeUndefined()
      }),
    )
    const pieces = fc.constantFrom(
      '[CANAL1]',
      '[CANAL99999]',
      '\r',
      '\n',
      '=',
      'Caracteristiques',
      'NbCanaux=',
      '9',
      ',',
      ' ',
      '[',
      ']',
    )
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 60}), (parts) => {
        const file = readGalssFile(parts.join(''))
        expect((file?.channels ?? []).every(({number}) => number < 1000)).toBe(true)
      }),
    )
  })

  it('takes time in proportion to a huge file of one line', () => {
    const started = performance.now()
    readGalssFile(`[CANAL1]\n${'=a'.repeat(120_000)}`)
    readGalssFile(' '.repeat(250_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('compares readers whatever the case, the blanks and the numbers that PC/SC adds', () => {
    expect(isSameReader('gemalto  pc twin reader', 'Gemalto PC Twin Reader 00 00')).toBe(true)
    expect(isSameReader('Gemalto PC Twin Reader 0', 'Gemalto PC Twin Reader 1')).toBe(false)
    expect(isSameReader('', 'Gemalto')).toBe(false)
  })
})
