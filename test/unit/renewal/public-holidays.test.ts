import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  addDays,
  easterSunday,
  isWorkingDay,
  lastWorkingDayUpTo,
  publicHolidays,
  workingDaysBetween,
} from '../../../src/lib/renewal/public-holidays.ts'

it.each([
  [1961, '1961-04-02'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2029, '2029-04-01'],
  [2038, '2038-04-25'],
])('knows Easter of %i', (year, sunday) => {
  expect(easterSunday(year)).toBe(sunday)
})

it('puts Easter on a Sunday between 22 March and 25 April, whatever the year', () => {
  fc.assert(
    fc.property(fc.integer({min: 1583, max: 4099}), (year) => {
      const easter = easterSunday(year)
      expect(new Date(easter).getUTCDay()).toBe(0)
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
    }),
  )
})

it('lists the eleven public holidays of 2026, and two more in Alsace-Moselle', () => {
  const days = [
    ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
    ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
  ]
  expect(publicHolidays(2026)).toEqual(days)
  expect(publicHolidays(2026, {alsaceMoselle: true})).toEqual([...days, '2026-04-03', '2026-12-26'].sort())
})

describe('the last working day', () => {
  it.each([
    // a plain Wednesday
    ['2026-09-16', '2026-09-16'],
    // Sunday, then Saturday, then Friday
    ['2026-09-20', '2026-09-18'],
    // Easter Monday 2026, the weekend before it, Good Friday worked
    ['2026-04-06', '2026-04-03'],
    // Ascension is a Thursday: the Friday after it is a day of work
    ['2026-05-15', '2026-05-15'],
    ['2026-05-14', '2026-05-13'],
    // New Year on a Friday
    ['2027-01-01', '2026-12-31'],
    // 1 and 8 May 2027 are Saturdays
    ['2027-05-02', '2027-04-30'],
  ])('up to %s is %s', (day, expected) => {
    expect(lastWorkingDayUpTo(day)).toBe(expected)
  })

  it('skips Good Friday and 26 December in Alsace-Moselle', () => {
    expect(lastWorkingDayUpTo('2026-04-06', {alsaceMoselle: true})).toBe('2026-04-02')
    expect(lastWorkingDayUpTo('2028-12-26', {alsaceMoselle: true})).toBe('2028-12-22')
    expect(lastWorkingDayUpTo('2028-12-26')).toBe('2028-12-26')
  })

  it('is a day of work, not after the day asked for, with none in between', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 40_000}), (count) => {
        const day = addDays('1990-01-01', count)
        const found = lastWorkingDayUpTo(day)
        expect(isWorkingDay(found) && found <= day).toBe(true)
        for (let next = addDays(found, 1); next <= day; next = addDays(next, 1))
          expect(isWorkingDay(next)).toBe(false)
      }),
    )
  })
})

describe('the days of work between two days', () => {
  it('are those that one counts day by day', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 40_000}),
        fc.integer({min: -10, max: 1_500}),
        fc.boolean(),
        (start, length, alsaceMoselle) => {
          const [from, to] = [addDays('1990-01-01', start), addDays('1990-01-01', start + length)]
          let count = 0
          for (let at = 0; at <= length; at++) if (isWorkingDay(addDays(from, at), {alsaceMoselle})) count++
          expect(workingDaysBetween(from, to, {alsaceMoselle})).toBe(count)
        },
      ),
    )
  })

  it('come at once for a certificate without end (RFC 5280 §4.1.2.5), to the last instant there is', () => {
    const began = performance.now()
    expect(workingDaysBetween('2026-11-22', '9999-12-31')).toBeGreaterThan(2_000_000)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
