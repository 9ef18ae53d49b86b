import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readAtr, spacedHex} from '../../../src/lib/cards/atr.ts'

const cps3 = '3BAC00402A001225006480000310009000'
const cps4 = '3B9B188001001225006480040100009044'
const fault = (text: string) => {
  const reading = readAtr(text)
  return reading.kind === 'refused' ? reading.fault : reading.atr.hex
}

describe('an ATR', () => {
  it.each([
    ['blanks', '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00'],
    ['dashes', '3B-AC-00-40-2A-00-12-25-00-64-80-00-03-10-00-90-00'],
    ['long dashes', '3B–AC–00–40–2A–00–12–25–00–64–80–00–03–10–00–90–00'],
    ['colons', '3b:ac:00:40:2a:00:12:25:00:64:80:00:03:10:00:90:00'],
    ['lower case', cps3.toLowerCase()],
    ['a heading', `ATR: ${cps3}`],
    ['a heading without blank', `atr:${cps3}`],
    ['a heading with an equals sign', `ATR = ${cps3}`],
    ['0x before each byte', (cps3.match(/../g) ?? []).map((one) => `0x${one}`).join(', ')],
    ['0x before all', `0x${cps3}`],
    ['the form of macOS', `{length = 17, bytes = 0x${cps3.toLowerCase()}}`],
    ['the line of macOS', `ATR:{length = 17, bytes = 0x${cps3.toLowerCase()}}`],
    ['angle brackets', `<3bac0040 2a001225 00648000 03100090 00>`],
    ['no-break spaces and line ends', spacedHex(cps3).replaceAll(' ', '\u00a0\r\n')],
    ['a byte order mark', `\ufeff${cps3}`],
  ])('is read with %s', (_, text) => {
    expect(fault(text)).toBe(cps3)
  })

  it.each([
    ['nothing', '', 'empty'],
    ['blanks alone', '  \t ', 'empty'],
    ['a heading alone', 'ATR:', 'empty'],
    ['an odd number of digits', cps3.slice(0, -1), 'odd-digits'],
    ['a letter that is no digit', `${cps3.slice(0, -1)}G`, 'not-hex'],
    ['words', 'no card', 'not-hex'],
    ['a TS of 00', `00${cps3.slice(2)}`, 'bad-TS'],
    ['a TS of 03, the inverse of 3F as some bindings give it', '0365250022096990', 'bad-TS'],
    ['wrong bytes of the right length', '250064800003100090003BAC00402A0012', 'bad-TS'],
    ['TS alone', '3B', 'truncated'],
    ['historical bytes missing', cps3.slice(0, -2), 'truncated'],
    ['interface bytes missing', '3B9B', 'truncated'],
    ['a missing TCK', cps4.slice(0, -2), 'truncated'],
    ['a byte too many', `${cps3}00`, 'surplus'],
    ['more than 33 bytes', '3B'.repeat(34), 'too-long'],
    ['a novel', 'A'.repeat(1_000_000), 'too-long'],
  ])('is refused for %s', (_, text, expected) => {
    expect(fault(text)).toBe(expected)
  })

  it('is opened into its parts', () => {
    expect(readAtr(cps4)).toMatchObject({
      atr: {
        convention: 'direct',
        head: '3B9B188001',
        historical: '0012250064800401000090',
        protocols: [0, 1],
        check: 'right',
      },
    })
    expect(readAtr(cps3)).toMatchObject({atr: {protocols: [0], check: 'none', head: '3BAC00402A'}})
    expect(readAtr('3F 65 25 00 2C 09 69 90 00')).toMatchObject({atr: {convention: 'inverse'}})
  })

  it('keeps a card whose TCK is wrong, and says so', () => {
    expect(readAtr(`${cps4.slice(0, -2)}45`)).toMatchObject({kind: 'read', atr: {check: 'wrong'}})
  })

  it('gives its own bytes back, whatever they are, or a reason', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 40}), (bytes) => {
        const hex = Buffer.from(bytes).toString('hex').toUpperCase()
        const reading = readAtr(hex)
        if (reading.kind === 'refused') expect(reading.fault).toMatch(/^[a-zT-]+S?$/)
        else {
          expect(reading.atr.hex).toBe(hex)
          const tck = reading.atr.check === 'none' ? 0 : 2
          expect(reading.atr.head.length + reading.atr.historical.length + tck).toBe(hex.length)
        }
      }),
      {numRuns: 3000},
    )
  })

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 80}), (text) => void readAtr(text)),
      {numRuns: 500},
    )
  })
})
