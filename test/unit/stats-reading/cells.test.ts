import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readCount} from '../../../src/lib/stats/reading/count-text.ts'
import {readFiness} from '../../../src/lib/stats/reading/finess.ts'
import {labelKey, totalKind} from '../../../src/lib/stats/reading/label-key.ts'
import {labelPattern} from '../../../src/lib/stats/reading/label-pattern.ts'
import {readMonth} from '../../../src/lib/stats/reading/month.ts'

const form = {zone: 'Europe/Paris', date1904: false}
const monthOf = (text: string, date1904 = false) => {
  const read = readMonth(text, {...form, date1904})
  return read.state === 'month' ? read.month : read.reason
}

describe('months', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2024-01', '2024-01'],
    ['2024-01-01', '2024-01'],
    ['2024-01-01T00:00:00.000+01:00', '2024-01'],
    ['2023-12-31T23:00:00.000Z', '2024-01'],
    ['2024-03-31T22:00:00Z', '2024-04'],
    ['2024-03-31 22:00:00.000Z', '2024-04'],
    ['01/2024', '2024-01'],
    ['1/2024', '2024-01'],
    ['01-2024', '2024-01'],
    ['01/12/2024', '2024-12'],
    ['31/01/2024', '2024-01'],
    ['01.02.2024', '2024-02'],
    ['01/02/24', '2024-02'],
    ['janv. 2024', '2024-01'],
    ['janvier 2024', '2024-01'],
    ['JANVIER 2024', '2024-01'],
    ['fe\u0301vr. 2024', '2024-02'],
    ['février 2024', '2024-02'],
    ['janv.-24', '2024-01'],
    ['déc-23', '2023-12'],
    ['août 2024', '2024-08'],
    ['juil. 2024', '2024-07'],
    ['juin 2024', '2024-06'],
    ['sept. 2024', '2024-09'],
    ['Mar 2024', '2024-03'],
    ['mars 2024', '2024-03'],
    ['mai 2024', '2024-05'],
    ['May 2024', '2024-05'],
    ['September 2024', '2024-09'],
    ['Jan 1, 2024 @ 00:00:00.000', '2024-01'],
    ['1 janv. 2024 @ 00:00:00.000', '2024-01'],
    ['1er janvier 2024', '2024-01'],
    ['1704063600000', '2024-01'],
    ['1711922400000', '2024-04'],
    ['45292', '2024-01'],
    ['45292.5', '2024-01'],
    ['202401', '2024-01'],
    ['20240131', '2024-01'],
    ['="2024-01"', '2024-01'],
    ['2024', 'year-only'],
    ['10:30', 'time-only'],
    ['12/31/2024', 'month-first'],
    ['2024-13', 'form'],
    ['31/02/2024', 'form'],
    ['1999-01', 'range'],
    ['T1 2024', 'form'],
    ['', 'form'],
  ]
  for (const [text, month] of cases) it(`${text} is ${month}`, () => expect(monthOf(text)).toBe(month))

  it('counts the days of a workbook from 1904 where it says so', () => {
    expect(monthOf('43830', true)).toBe('2024-01')
    expect(monthOf('45292', false)).toBe('2024-01')
  })

  it('takes months of instants in the zone that is asked for', () => {
    const read = readMonth('2024-01-31T20:00:00Z', {...form, zone: 'Indian/Reunion'})
    expect(read).toMatchObject({month: '2024-02'})
  })

  it('reads each civil day of two decades as its month, however Paris counts hours', () => {
    fc.assert(
      fc.property(
        fc.date({min: new Date('2005-01-02'), max: new Date('2030-01-01'), noInvalidDate: true}),
        (date) => {
          const civil = new Intl.DateTimeFormat('en-CA', {
            timeZone: 'Europe/Paris',
            year: 'numeric',
            month: '2-digit',
          })
          expect(monthOf(String(date.getTime()))).toBe(civil.format(date).slice(0, 7))
          expect(monthOf(date.toISOString())).toBe(civil.format(date).slice(0, 7))
        },
      ),
    )
  })
})

describe('counts', () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ['1204', 1204, 1204],
    ['1 204', 1204, 1204],
    ['1\u00a0204', 1204, 1204],
    ['1\u202f204', 1204, 1204],
    ['1\u2009204', 1204, 1204],
    ["1'204", 1204, 1204],
    ['1\u2019204\u2019567', 1204567, 1204567],
    ['1204,0', 1204, 1204],
    ['1204.0', 1204, 1204],
    ['1.204E3', 1204, 1204],
    ['1,204', Number.NaN, 1204],
    ['12,000', 12, 12000],
    ['1.204', 1204, Number.NaN],
    ['1,204,567', 1204567, 1204567],
    ['1.204.567', 1204567, 1204567],
    ['1.204,00', 1204, 1204],
    ['1 204,00', 1204, 1204],
    ["'1204", 1204, 1204],
    ['="1204"', 1204, 1204],
    ['0', 0, 0],
    ['007', 7, 7],
    ['12,5', Number.NaN, Number.NaN],
  ]
  for (const [text, fr, en] of cases)
    it(`${JSON.stringify(text)} is ${fr} in French and ${en} in English`, () => {
      expect(readCount(text)).toMatchObject({state: 'count', fr, en})
    })

  for (const text of ['', ' ', '-', '—', 'NC', 'n.d.', 'N/A', '(vide)'])
    it(`${JSON.stringify(text)} was not filled`, () => expect(readCount(text).state).toBe('not-filled'))

  const refused: readonly (readonly [string, string])[] = [
    ['12,5 %', 'percent'],
    ['1?204', 'question-mark'],
    ['1 204?567', 'question-mark'],
    ['-12', 'negative'],
    ['12 34', 'grouping'],
    ['1,2,3', 'grouping'],
    ['1,20E+06', 'rounded'],
    ['environ 1200', 'text'],
    ['99999999999999999999', 'too-large'],
    ['9 999 999 999 999 999 999', 'too-large'],
    ['#N/A', 'text'],
  ]
  for (const [text, reason] of refused)
    it(`${text} is no count: ${reason}`, () => expect(readCount(text)).toEqual({state: 'unreadable', reason}))

  it('never makes a whole number of any text that holds none', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 30, unit: 'binary'}), (text) => {
        const read = readCount(text)
        if (read.state !== 'count') return
        expect(text).toMatch(/\d/)
        for (const value of [read.fr, read.en])
          if (!Number.isNaN(value)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      }),
    )
  })

  it('reads back what any locale of the runtime writes', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000_000),
        fc.constantFrom('fr-FR', 'en-US', 'de-CH', 'de-DE'),
        (count, locale) => {
          const read = readCount(new Intl.NumberFormat(locale).format(count))
          const value = locale === 'en-US' ? 'en' : 'fr'
          expect(read).toMatchObject({[value]: count})
        },
      ),
    )
  })
})

describe('FINESS', () => {
  it('puts back the zeros that a spreadsheet took, and says so', () => {
    expect(readFiness('10000024')).toMatchObject({finess: '010000024', repair: 'padded'})
  })
  for (const text of ['="010000024"', "'010000024", '010 000 024', '01 0000024'])
    it(`cleans ${text}`, () =>
      expect(readFiness(text)).toMatchObject({finess: '010000024', repair: 'cleaned'}))
  it('reads one that was shown as a number', () => {
    expect(readFiness('750,000,001')).toMatchObject({finess: '750000001', repair: 'cleaned'})
    expect(readFiness('10.000.024')).toMatchObject({finess: '010000024', repair: 'padded'})
  })
  it('reads Corsica', () => expect(readFiness('2a0000154')).toMatchObject({finess: '2A0000154'}))
  it('does not invent digits of a number that was rounded', () => {
    expect(readFiness('7,5E+08')).toEqual({state: 'unreadable', reason: 'scientific'})
    expect(readFiness('7.5E8')).toEqual({state: 'unreadable', reason: 'scientific'})
  })
  it('takes the exact number of a workbook', () => {
    expect(readFiness('7.50000001E8', true)).toMatchObject({finess: '750000001'})
    expect(readFiness('10000024', true)).toMatchObject({finess: '010000024', repair: 'padded'})
  })
  it('doubts a wrong key and refuses nothing for it', () => {
    expect(readFiness('990000002')).toMatchObject({keyRight: true})
    expect(readFiness('990000003')).toMatchObject({state: 'finess', keyRight: false})
  })
  for (const text of ['12345', '1234567890', 'ABC', '20A000154', ''])
    it(`refuses ${JSON.stringify(text)}`, () => expect(readFiness(text).state).toBe('unreadable'))
})

describe('labels', () => {
  it('are compared without case, accents, kinds of apostrophes and of blanks', () => {
    expect(labelKey('N°\u00a0FINESS')).toBe(labelKey('no finess'))
    expect(labelKey('Nº FINESS')).toBe(labelKey('N° FINESS'))
    expect(labelKey('Nombre d\u2019enregistrements')).toBe(labelKey("nombre  D'ENREGISTREMENTS"))
    expect(labelKey('Période')).toBe(labelKey('Pe\u0301riode'))
  })
  for (const text of [
    'Total',
    'TOTAL GÉNÉRAL',
    'Sous-total',
    'sous total LDL',
    'Grand Total',
    'Ensemble',
    'Cumul',
    'Somme',
    'Totaux',
  ])
    it(`${text} is a total`, () => expect(totalKind(text)).toBe('sum'))
  it('a mean is no sum', () => expect(totalKind('Moyenne')).toBe('mean'))
  for (const text of ['Totalement', 'Hôpital Total', 'Sommeil', '750000001'])
    it(`${text} is none`, () => expect(totalKind(text)).toBeUndefined())
})

describe('expressions of a mapping', () => {
  for (const source of [
    '/(a+)+b/',
    '/(a|aa)+$/',
    '/(?:x*)*y/',
    '/(.*)\\1/',
    '/(?=a)b/',
    '/.*.*.*.*.*x/',
    '/(a{2,}){3,}/',
  ])
    it(`refuses ${source}, which may never end`, () =>
      expect(labelPattern(source)).toEqual({fault: 'pattern-heavy'}))
  it('refuses what is no expression, and what is too long', () => {
    expect(labelPattern('/[/')).toEqual({fault: 'pattern'})
    expect(labelPattern(`/${'a'.repeat(300)}/`)).toEqual({fault: 'pattern-long'})
  })
  it('ends soon on any label, whatever expression it lets through', () => {
    const piece = fc.constantFrom(
      'a',
      'a*',
      '.*',
      '(?:ab)',
      '(a|b)',
      '[ab]+',
      'a{2,9}',
      '\\d+',
      '$',
      'b?',
      '(a+)+',
      '(?:a|a)*',
    )
    fc.assert(
      fc.property(fc.array(piece, {minLength: 1, maxLength: 8}), (pieces) => {
        const made = labelPattern(`/${pieces.join('')}x/`)
        if ('fault' in made) return
        const begun = performance.now()
        made.matches('ab'.repeat(5000))
        made.matches('a'.repeat(5000))
        expect(performance.now() - begun).toBeLessThan(2000)
      }),
    )
  })
})
