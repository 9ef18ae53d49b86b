import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parisDate, parisOffsetMinutes} from '../../../src/lib/civil-time/paris.ts'

const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const zone = new Intl.DateTimeFormat('en-US', {timeZone: 'Europe/Paris', timeZoneName: 'longOffset'})

/** `GMT+01:00` in minutes. */
function runtimeOffset(instant: number): number {
  const name = zone.formatToParts(instant).find(({type}) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? ['', '+', '0', '0']
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function expectAsRuntime(instant: number): void {
  expect(parisOffsetMinutes(instant)).toBe(runtimeOffset(instant))
  expect(parisDate(instant)).toBe(day.format(instant))
}

describe('civil time in Paris', () => {
  it('is that of the time zone data at any instant from 1912 to 2037', () => {
    const instants = fc.integer({min: Date.UTC(1912, 0, 1), max: Date.UTC(2038, 0, 1) - 1})
    fc.assert(fc.property(instants, expectAsRuntime), {numRuns: 2000})
  })

  it('changes at the very millisecond of the time zone data, each year from 1997 to 2037', () => {
    for (let year = 1997; year <= 2037; year++)
      for (const month of [2, 9])
        for (let date = 25; date <= 31; date++) {
          const at = Date.UTC(year, month, date, 1)
          expectAsRuntime(at - 1)
          expectAsRuntime(at)
        }
  })

  it('meets the time zone data where the rule begins', () => {
    for (const at of [
      Date.UTC(1996, 11, 31, 22, 59, 59, 999),
      Date.UTC(1996, 11, 31, 23),
      Date.UTC(1997, 0, 1),
    ]) {
      expectAsRuntime(at)
      expectAsRuntime(at - 1)
    }
  })

  it('gives the day of a birth before the time of meridians', () => {
    expect(parisDate(Date.UTC(1905, 5, 30, 23, 49))).toBe('1905-06-30')
    expect(parisDate(Date.UTC(1905, 5, 30, 23, 51))).toBe('1905-07-01')
  })

  it('gives no day for what is no instant', () => {
    expect(() => parisDate(Number.NaN)).toThrow(RangeError)
  })
})
