import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parisDate} from '../../../src/lib/civil-time/paris.ts'
import {daysUntil, forecast, nextMidnight} from '../../../src/lib/pace/forecast.ts'
import {isOpen, nextClosing, nextOpening, parseWindows, WINDOWS_FORM} from '../../../src/lib/pace/windows.ts'

const HOUR = 3_600_000
/** An instant of that civil time in winter (UTC+1). */
const winter = (day: number, hour: number, minute = 0) => Date.UTC(2026, 0, day, hour - 1, minute)

describe('the hours in which a run may send', () => {
  const off = parseWindows('20:00-07:00, 12:00-13:30')

  it('are open at their first minute and closed at their last, over midnight too', () => {
    const states = [
      [winter(5, 19, 59), false],
      [winter(5, 20), true],
      [winter(6, 0), true],
      [winter(6, 6, 59), true],
      [winter(6, 7), false],
      [winter(6, 12), true],
      [winter(6, 13, 29), true],
      [winter(6, 13, 30), false],
    ] as const
    for (const [instant, open] of states) expect([instant, isOpen(off, instant)]).toEqual([instant, open])
  })

  it('tell the next opening and the next closing', () => {
    expect(nextOpening(off, winter(6, 8))).toBe(winter(6, 12))
    expect(nextOpening(off, winter(6, 13, 30))).toBe(winter(6, 20))
    expect(nextOpening(off, winter(6, 21) + 17)).toBe(winter(6, 21) + 17)
    expect(nextClosing(off, winter(6, 21))).toBe(winter(7, 7))
    expect(nextClosing(off, winter(6, 8))).toBe(winter(6, 13, 30))
  })

  it('are always open when none is set, or when one is the whole day', () => {
    expect(nextOpening([], 5)).toBe(5)
    expect(nextClosing([], 5)).toBeUndefined()
    for (const text of ['00:00-24:00', '08:00-08:00'])
      expect(nextClosing(parseWindows(text), winter(6, 3))).toBeUndefined()
    expect(parseWindows(undefined)).toEqual([])
    expect(parseWindows(' ')).toEqual([])
  })

  it('follow the change of the hour in March and October', () => {
    const night = parseWindows('02:15-02:45')
    // 2026-03-29: 02:00 becomes 03:00, so that this window does not exist that night.
    const march = nextOpening(night, Date.UTC(2026, 2, 28, 12))
    expect(new Date(march).toISOString()).toBe('2026-03-30T00:15:00.000Z')
    // 2026-10-25: 03:00 becomes 02:00, so that it comes twice.
    const once = nextOpening(night, Date.UTC(2026, 9, 24, 12))
    expect(new Date(once).toISOString()).toBe('2026-10-25T00:15:00.000Z')
    const again = nextOpening(night, once + HOUR / 2)
    expect(new Date(again).toISOString()).toBe('2026-10-25T01:15:00.000Z')
  })

  it('refuse what is not written so', () => {
    for (const text of [
      '20-07',
      '20:00',
      '24:00-07:00',
      '20:60-07:00',
      '20:00-07:00;12:00-13:00',
      '20:00-07:00,',
    ])
      expect([text, WINDOWS_FORM.test(text)]).toEqual([text, false])
    for (const text of ['20:00-07:00', '20:00-24:00', '20:00-07:00,12:00-13:30', '20:00-07:00 , 12:00-13:30'])
      expect([text, WINDOWS_FORM.test(text)]).toEqual([text, true])
    expect(() => parseWindows('20:00')).toThrow(RangeError)
  })

  it('open at an instant that is open, never before now, and nothing between is', () => {
    const minute = fc.integer({min: 0, max: 1439})
    const windows = fc.array(fc.record({from: minute, to: minute}), {maxLength: 3})
    const instants = fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1)})
    fc.assert(
      fc.property(windows, instants, (some, now) => {
        const opening = nextOpening(some, now)
        expect(opening).toBeGreaterThanOrEqual(now)
        expect(isOpen(some, opening)).toBe(true)
        if (opening > now) expect(isOpen(some, opening - 1)).toBe(false)
      }),
    )
  })
})

describe('the forecast', () => {
  const noon = winter(5, 12)

  it('takes fourteen days for 400 000 documents at 30 000 a day', () => {
    const end = forecast({
      remaining: 400_000,
      perSecond: 4,
      perDay: 30_000,
      doneToday: 0,
      windows: [],
      now: noon,
    })
    expect(daysUntil(end ?? 0, noon)).toBe(14)
  })

  it('takes 28 hours once notice was given', () => {
    const end = forecast({remaining: 400_000, perSecond: 4, doneToday: 0, windows: [], now: noon})
    expect(((end ?? 0) - noon) / HOUR).toBeCloseTo(27.8, 1)
  })

  it('counts what left today already, and starts again on the next civil day', () => {
    const outlook = {remaining: 10, perSecond: 4, perDay: 30_000, windows: [], now: noon}
    expect(forecast({...outlook, doneToday: 29_990})).toBe(noon + 2500)
    expect(forecast({...outlook, doneToday: 29_995})).toBe(winter(6, 0) + 1250)
    expect(forecast({...outlook, doneToday: 40_000})).toBe(winter(6, 0) + 2500)
  })

  it('waits for the windows', () => {
    const windows = parseWindows('20:00-21:00')
    const outlook = {perSecond: 4, perDay: 30_000, doneToday: 0, windows, now: noon}
    expect(forecast({...outlook, remaining: 4})).toBe(winter(5, 20) + 1000)
    expect(forecast({...outlook, remaining: 14_404})).toBe(winter(6, 20) + 1000)
  })

  it('ends now when nothing remains, and never when nothing may ever leave', () => {
    const outlook = {perSecond: 4, perDay: 30_000, doneToday: 0, windows: [], now: noon}
    expect(forecast({...outlook, remaining: 0})).toBe(noon)
    expect(forecast({...outlook, remaining: 1, perDay: 0})).toBeUndefined()
  })

  it('finds the next midnight of Paris on every day of a year', () => {
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const now = Date.UTC(2026, 0, 1) + hour * HOUR
      const midnight = nextMidnight(now)
      expect(parisDate(midnight)).not.toBe(parisDate(now))
      expect(parisDate(midnight - 1)).toBe(parisDate(now))
    }
  })
})
