import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {civilDay, nextInstant, windowLength} from '../../../src/lib/quota/pace.ts'

/** Claims in the order asked; each leaves at its instant plus a stall that the log learns of. */
function simulate(
  perSecond: number,
  claims: readonly {readonly gap: number; readonly stall: number}[],
): number[] {
  const left: number[] = []
  let now = 0
  for (const {gap, stall} of claims) {
    now += gap
    const granted = nextInstant(perSecond, now, left.at(-1), left.at(-windowLength(perSecond)))
    now = granted + stall
    left.push(now)
  }
  return left
}

describe('the pace', () => {
  it('never lets one call too many into 1.03 s, however calls come and stall', () => {
    const claims = fc.array(
      fc.record({gap: fc.oneof(fc.constant(0), fc.nat(900)), stall: fc.oneof(fc.constant(0), fc.nat(700))}),
      {
        minLength: 10,
        maxLength: 120,
      },
    )
    fc.assert(
      fc.property(fc.integer({min: 1, max: 4}), claims, (perSecond, asked) => {
        const left = simulate(perSecond, asked)
        for (let place = perSecond; place < left.length; place++)
          expect((left[place] ?? 0) - (left[place - perSecond] ?? 0)).toBeGreaterThan(1030)
      }),
    )
  })

  it('uses at least 95 % of the rate when calls keep coming', () => {
    for (const perSecond of [1, 2, 3, 4]) {
      const left = simulate(
        perSecond,
        Array.from({length: 400}, () => ({gap: 0, stall: 0})),
      )
      const rate = (left.length - 1) / ((left.at(-1) ?? 0) / 1000)
      expect(rate).toBeGreaterThanOrEqual(0.95 * perSecond)
    }
  })

  it('spaces calls evenly', () => {
    const left = simulate(
      4,
      Array.from({length: 9}, () => ({gap: 0, stall: 0})),
    )
    const gaps = left.slice(1).map((at, place) => at - (left[place] ?? 0))
    for (const gap of gaps) expect(gap).toBeCloseTo(257.75, 6)
  })

  it('counts days by the civil day in France', () => {
    expect(civilDay(Date.UTC(2026, 0, 1, 22, 59))).toBe('2026-01-01')
    expect(civilDay(Date.UTC(2026, 0, 1, 23, 0))).toBe('2026-01-02')
    expect(civilDay(Date.UTC(2026, 6, 1, 22, 0))).toBe('2026-07-02')
  })
})
