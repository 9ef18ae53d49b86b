import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {gapOf, percentText, type SideFigure} from '../../../src/lib/stats/gap-arithmetic.ts'

const rule = {base: 'elastic', threshold: 500, minDiff: 0} as const
const of = (count: number): SideFigure => ({state: 'count', count})

describe('the gap of one key', () => {
  it.each([
    [100, 105, 500, false],
    [100, 106, 600, true],
    [1_000_000, 1_050_001, 500, true],
    [1_000_000, 1_050_000, 500, false],
    [100, 95, -500, false],
    [100, 94, -600, true],
    [0, 0, 0, false],
    [8, 0, -10_000, true],
  ])('measured %d, declared %d: %d hundredths of a percent, over: %s', (elastic, declared, share, over) => {
    expect(gapOf(of(elastic), of(declared), rule)).toMatchObject({
      ofElastic: share,
      over,
      difference: declared - elastic,
    })
  })

  it('never gives a percentage of nothing measured, and always tells of it', () => {
    expect(gapOf(of(0), of(3), rule)).toMatchObject({
      status: 'elastic-zero',
      ofElastic: null,
      ofDeclared: 10_000,
      over: true,
    })
    expect(gapOf(of(3), of(0), rule)).toMatchObject({
      status: 'declared-zero',
      ofElastic: -10_000,
      ofDeclared: null,
    })
  })

  it.each([
    ['absent', 'count', 'elastic-absent'],
    ['count', 'absent', 'declared-absent'],
    ['count', 'not-filled', 'not-filled'],
    ['unreadable', 'not-filled', 'unreadable'],
  ] as const)('a side that is %s beside one that is %s is %s, never zero', (elastic, declared, status) => {
    const side = (state: 'absent' | 'count' | 'not-filled' | 'unreadable'): SideFigure =>
      state === 'count' ? of(12) : {state}
    expect(gapOf(side(elastic), side(declared), rule)).toMatchObject({
      status,
      difference: null,
      ofElastic: null,
      over: false,
    })
  })

  it('says when the verdict hangs on the base', () => {
    expect(gapOf(of(100), of(95), rule)).toMatchObject({over: false, dependsOnBase: true, ofDeclared: -526})
    expect(gapOf(of(100), of(95), {...rule, base: 'declared'}).over).toBe(true)
    expect(gapOf(of(100), of(95), {...rule, base: 'max'}).over).toBe(false)
    // 5 / 97.5 = 5.128 %
    expect(gapOf(of(100), of(95), {...rule, base: 'mean'}).over).toBe(true)
    expect(gapOf(of(100), of(95), {...rule, base: 'points', stays: 100}).over).toBe(false)
    expect(gapOf(of(100), of(95), {...rule, base: 'points', stays: 99}).over).toBe(true)
    expect(gapOf(of(100), of(50), {...rule, base: 'points'}).over).toBe(false)
  })

  it('marks small counts without hiding them, and leaves out differences below --min-diff', () => {
    expect(gapOf(of(19), of(21), rule)).toMatchObject({small: true, over: true})
    expect(gapOf(of(20), of(22), rule)).toMatchObject({small: false, over: true})
    expect(gapOf(of(19), of(21), {...rule, minDiff: 3})).toMatchObject({small: true, over: false})
  })

  it('is exact where floating point is not', () => {
    const top = Number.MAX_SAFE_INTEGER
    expect(gapOf(of(top - 1), of(top), {...rule, threshold: 0})).toMatchObject({over: true, ofElastic: 0})
    expect(() => gapOf(of(top + 1), of(1), rule)).toThrow(RangeError)
    expect(() => gapOf(of(1.5), of(1), rule)).toThrow(RangeError)
  })

  it('agrees with long division for any counts, thresholds and bases', () => {
    const count = fc.integer({min: 0, max: 3_000_000})
    fc.assert(
      fc.property(count, count, fc.integer({min: 0, max: 3000}), (elastic, declared, threshold) => {
        const gap = gapOf(of(elastic), of(declared), {...rule, threshold})
        const distance = Math.abs(declared - elastic)
        // all of these products stay below 2^53
        expect(gap.over).toBe(distance * 10_000 > threshold * elastic)
        if (elastic === 0) return
        const cents = Math.floor((distance * 20_000 + elastic) / (2 * elastic))
        expect(gap.ofElastic).toBe(declared < elastic ? -cents || 0 : cents)
      }),
    )
  })
})

describe('the percentage shown', () => {
  it.each([
    [38, 1200, '+3.17'],
    [-5, 100, '-5.00'],
    [5, 100, '+5.00'],
    [50_001, 1_000_000, '+5.0001'],
    [49_999, 1_000_000, '+4.9999'],
    [50_000_000_001, 1_000_000_000_000, '+5.00000000010'],
    [0, 12, '0.00'],
    [0, 0, '0.00'],
    [1, 8, '+12.50'],
    [1, 3, '+33.33'],
    [-2, 3, '-66.67'],
    [1, 20_000, '+0.01'],
  ])('%d of %d is %s', (difference, base, text) => {
    const shown = percentText(difference, base, 500)
    expect(shown?.startsWith(text.slice(0, -1))).toBe(true)
    if (text.length < 9) expect(shown).toBe(text)
    expect(shown).not.toBe(Math.abs(difference * 20) === base ? '' : '+5.00')
  })

  it('is none of nothing', () => {
    expect(percentText(3, 0, 500)).toBeNull()
  })
})
