import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {openAtr, readAtr} from '../../../src/lib/cards/atr.ts'
import {type CardKind, identifyCard, identifyText} from '../../../src/lib/cards/identify.ts'
import {describeWith} from '../../support/requires.ts'

const LIST = '/usr/share/pcsc/smartcard_list.txt'
const kind = (text: string) => identifyText(text).kind

describe('a card', () => {
  it.each<[string, CardKind, string]>([
    ['3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00', 'cps3', 'published'],
    ['3B AC 00 40 2A 00 12 25 00 64 80 00 03 11 00 90 00', 'cps3', 'rule'],
    ['3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44', 'cps4', 'published'],
    ['3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00', 'cps4', 'published'],
    ['3B DC 18 FF 00 00 12 25 00 64 80 00 04 02 00 90 00', 'cps4', 'rule'],
    ['3B AC 00 40 2A 00 12 25 00 64 80 82 02 12 00 90 00', 'cps-other', 'rule'],
    ['3B AC 00 40 2A 00 12 25 00 64 80 00 05 01 00 90 00', 'cps-other', 'rule'],
    ['3B AC 00 40 2A 00 12 25 00 64 80 00 03 20 00 90 00', 'cps-other', 'rule'],
    ['3B AC 00 40 2A 00 12 25 00 64 80 00 00 04 00 90 00', 'cps-other', 'rule'],
    ['3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 63 00', 'cps-other', 'doubtful'],
    ['3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E', 'cps3-contactless', 'published'],
    ['3B 75 13 00 00 43 09 EA 90 00', 'vitale2', 'published'],
    ['3B 75 13 00 00 4F 09 EA 90 00', 'vitale2', 'rule'],
    ['3B 75 13 00 00 45 09 FA 90 00', 'vitale2', 'doubtful'],
    ['3F 65 25 00 22 09 69 90 00', 'vitale1', 'published'],
    ['3F 65 25 00 2C 09 F9 90 00', 'vitale1', 'published'],
    ['3F 65 25 00 52 09 6A 90 00', 'vitale1', 'published'],
    ['3F 65 25 00 AB 09 6A 90 00', 'vitale1', 'rule'],
  ])('%s is %s, %s', (atr, expected, confidence) => {
    expect(identifyText(atr)).toMatchObject({kind: expected, confidence})
  })

  it.each([
    ['a parking meter card', '3F 65 25 00 2B 09 69 90 00'],
    ['a bank card of Sweden', '3F 65 25 00 24 09 6B 90 00'],
    ['a phone card', '3F 65 25 08 22 04 68 90 00'],
    ['a Vitale 1 of another pair', '3F 65 25 00 22 09 6A 90 00'],
    ['a Cyberflex with the head of a Vitale 2', '3B 75 13 00 00 9C 02 02 01 02'],
    ['the head of a Vitale 2 with another status', '3B 75 13 00 00 45 09 EA 69 00'],
    [
      'a contactless card of a hospital, other status bytes',
      '3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 FF FF FF E3',
    ],
    ['a card of another country', '3B AC 00 40 2A 00 12 27 60 64 80 00 03 10 00 90 00'],
    ['a card with no country', '3B A8 00 40 2A 64 80 00 03 10 00 90 00'],
    ['the bytes of a CPS with a digit lost', '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90'],
    [
      'the historical bytes of a CPS at another place',
      '3B AD 00 40 2A 80 00 12 25 00 64 80 00 03 10 00 90 00',
    ],
  ])('%s is neither a CPS nor a Vitale', (_, atr) => {
    expect(kind(atr)).toBe('unknown')
  })

  it('warns of a CPS whose exact ATR the module may not know', () => {
    expect(identifyText('3B AC 00 40 2A 00 12 25 00 64 80 00 03 11 00 90 00').warnings).toEqual([
      'atr-not-published',
    ])
  })

  it('is named with a warning where its TCK is wrong', () => {
    expect(identifyText('3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 45')).toMatchObject({
      kind: 'cps4',
      confidence: 'doubtful',
      warnings: ['tck-mismatch', 'atr-not-published'],
    })
  })

  it('is unknown with the reason where its ATR is none', () => {
    expect(identifyText('250064800003')).toEqual({
      kind: 'unknown',
      confidence: 'doubtful',
      warnings: ['bad-TS'],
      generation: null,
    })
  })

  it('is never a CPS or a Vitale by chance', () => {
    // The rule said another way: a known head of bytes must be there, whatever surrounds it.
    const proof: Readonly<Record<string, RegExp>> = {
      cps3: /^3B.*00122500648000?031.*0090(00|..)$/,
      cps4: /^3B.*00122500648000?04.*0090(00|..)$/,
      'cps-other': /001225006480/,
      'cps3-contactless': /^3B8F80010031B864....EC..7394018082/,
      vitale1: /^3F652500..09(69|F9|6A)9000$/,
      vitale2: /^3B751300004.09..9000$/,
    }
    const pieces = [
      '3B',
      '3F',
      'AC00402A',
      '9B188001',
      '7513000045',
      '65250022',
      '0012250064',
      '8000',
      '0310',
      '0401',
      '09EA',
      '9000',
      '44',
      '0969',
    ]
    const near = fc
      .array(
        fc.oneof(
          fc.constantFrom(...pieces),
          fc.uint8Array({maxLength: 2}).map((one) => Buffer.from(one).toString('hex').toUpperCase()),
        ),
        {maxLength: 9},
      )
      .map((parts) => parts.join(''))
    const random = fc
      .uint8Array({maxLength: 33})
      .map((one) => `3B${Buffer.from(one).toString('hex').toUpperCase()}`)
    fc.assert(
      fc.property(fc.oneof(near, random), (hex) => {
        const {kind: found} = identifyText(hex)
        if (found !== 'unknown') expect(hex).toMatch(proof[found] ?? /^$/)
      }),
      {numRuns: 5000},
    )
  })

  it('is told of each kind with one byte changed only where the rule leaves that byte free', () => {
    const free: Readonly<Record<string, readonly number[]>> = {
      // Interface bytes of a CPx are no part of the rule; those of the generation only change the kind.
      '3BAC00402A001225006480000310009000': [1, 2, 3, 4, 11, 12, 13],
      '3B751300004509EA9000': [5, 7],
      '3F652500A4096A9000': [4],
    }
    const sameAs = (hex: string, bytes: number[]) => {
      const opened = openAtr(bytes)
      const card = opened.kind === 'read' ? identifyCard(opened.atr) : undefined
      return card?.kind === kind(hex) && card.confidence !== 'doubtful'
    }
    for (const [hex, places] of Object.entries(free)) {
      const bytes = [...Buffer.from(hex, 'hex')]
      const fixed = [...bytes.keys()].filter((at) => !places.includes(at))
      for (const at of fixed)
        for (let value = 0; value < 256; value += 1)
          expect(sameAs(hex, bytes.with(at, value)), `${hex} byte ${at} = ${value}`).toBe(value === bytes[at])
    }
  })
})

describeWith([{file: LIST, package: 'pcsc-tools'}], 'the public list of cards', () => {
  const entries = readFileSync(LIST, 'utf8')
    .split(/\n(?=3[BF] )/)
    .flatMap((entry) => {
      const [atr = '', ...words] = entry.split('\n')
      return readAtr(atr).kind === 'read' ? [{atr, words: words.join(' ')}] : []
    })

  it('agrees on every card that is called a Vitale or a CPS', () => {
    expect(entries.length).toBeGreaterThan(3000)
    const found = entries.filter(({atr}) => kind(atr) !== 'unknown')
    expect(found.length).toBeGreaterThan(11)
    for (const {atr, words} of found)
      expect(words, atr).toMatch(/vita(?:le|te)|health ?care|CPS|health card/i)
  })

  it('knows no French health card that is not recognised', () => {
    const missed = entries.filter(
      ({atr, words}) =>
        /carte vitale|sesam vitale|professionnel de sant/i.test(words) && kind(atr) === 'unknown',
    )
    expect(missed).toEqual([])
  })
})
