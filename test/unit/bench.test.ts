import {describe, expect, it} from 'vitest'
import {median, ratioOf, summarize, verdictOf} from '../../scripts/bench/arithmetic.ts'
import {heapGrowth} from '../../scripts/bench/plan.ts'
import {type Measured, rowOf} from '../../scripts/bench/row.ts'
import {cells, tableLines, updatedPage} from '../../scripts/bench/table.ts'

describe('the arithmetic of the measurements', () => {
  it('takes the middle of samples, of two middles when they are even, and leaves the samples as they were', () => {
    const samples = [9, 1, 5]
    expect(median(samples)).toBe(5)
    expect(samples).toEqual([9, 1, 5])
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow(RangeError)
  })

  it('knows that the best time is the shortest and the best pace the highest', () => {
    expect(summarize([30, 20, 40], 'lower')).toEqual({best: 20, median: 30, count: 3})
    expect(summarize([30, 20, 40], 'higher').best).toBe(40)
  })

  it.each([[[]], [[0]], [[Number.NaN]], [[10, -1]], [[Number.POSITIVE_INFINITY]]])(
    'refuses %j as measures',
    (samples) => {
      expect(() => summarize(samples, 'lower')).toThrow(RangeError)
    },
  )

  it('divides best by best and takes the median of neighbours, so that one disturbed round changes neither', () => {
    const calm = ratioOf([15, 15, 15], [10, 10, 10], 'lower')
    const disturbed = ratioOf([15, 90, 15], [10, 10, 10], 'lower')
    expect(calm).toEqual({best: 1.5, median: 1.5})
    expect(disturbed).toEqual(calm)
    expect(ratioOf([50, 5], [100, 100], 'higher')).toEqual({best: 0.5, median: 0.275})
  })

  it('refuses to compare what was not measured turn by turn', () => {
    expect(() => ratioOf([1, 2], [1], 'lower')).toThrow(RangeError)
    expect(() => ratioOf([], [], 'lower')).toThrow(RangeError)
  })

  it('judges a ratio as the table prints it', () => {
    expect(verdictOf(1.5, {atMost: 1.5})).toBe('met')
    expect(verdictOf(1.504, {atMost: 1.5})).toBe('met')
    expect(verdictOf(1.506, {atMost: 1.5})).toBe('missed')
    expect(verdictOf(0.746, {atLeast: 0.75})).toBe('met')
    expect(verdictOf(0.744, {atLeast: 0.75})).toBe('missed')
    expect(verdictOf(99, {})).toBe('reported')
  })
})

const measured: Measured = {
  group: 'lot',
  name: 'a lot',
  reference: 'two signatures',
  unit: 'ms CPU',
  ours: [3.2, 4],
  theirs: [2, 2],
  atMost: 1.5,
}

describe('the table', () => {
  it('marks a ratio over its aim and gives none to a measure without one', () => {
    expect(cells(rowOf(measured))).toEqual([
      'a lot',
      'two signatures',
      '3.20 ms CPU',
      '2.00 ms CPU',
      '1.60',
      '1.80',
      '≤ 1.5',
      '**missed**',
    ])
    const {atMost: _, ...reported} = measured
    expect(cells(rowOf(reported)).slice(-2)).toEqual(['–', ''])
  })

  it('tells in brackets what is wanted of this machine, the best of ours or what it takes beyond the reference', () => {
    const status: Measured = {...measured, unit: 'ms', ours: [310, 260], theirs: [200, 210]}
    const {atMost: _, ...plain} = status
    const last = (goal: NonNullable<Measured['goal']>) => cells(rowOf({...plain, goal})).slice(-2)
    expect(last({of: 'difference', atMost: 60})).toEqual(['(+60 ms)', '(+60.0 ms, met)'])
    expect(last({of: 'difference', atMost: 59})).toEqual(['(+59 ms)', '(+60.0 ms, missed)'])
    expect(last({of: 'ours', atMost: 300})).toEqual(['(≤ 300 ms)', '(met)'])
    expect(rowOf({...plain, goal: {of: 'ours', atMost: 1}}).verdict).toBe('reported')
  })

  it('has lines of one width', () => {
    const widths = tableLines([rowOf(measured), rowOf({...measured, name: 'a much longer name'})]).map(
      (line) => line.length,
    )
    expect(new Set(widths).size).toBe(1)
  })

  it('goes between its marks and leaves the rest of the page alone', () => {
    const marks = [
      '<!-- bench:begin (written by `npm run bench -- --update`) -->',
      '<!-- bench:end -->',
    ] as const
    const page = `before\n${marks[0]}\nold\n${marks[1]}\nafter\n`
    const once = updatedPage(page, ['new'])
    expect(once).toBe(`before\n${marks[0]}\n\nnew\n\n${marks[1]}\nafter\n`)
    expect(updatedPage(once, ['new'])).toBe(once)
    expect(() => updatedPage('no marks', [])).toThrow(RangeError)
  })
})

describe('the heap of a plan', () => {
  const at = (...samples: [number, number][]) => ({ms: 1000, peak: 1, samples})

  it('is told from 10 % of the time on, between 10 % and 20 %, and in the second half', () => {
    const story = at([50, 900e6], [110, 40e6], [190, 50e6], [300, 800e6], [500, 45e6], [999, 60e6])
    expect(heapGrowth(story)).toEqual({whole: 800, early: 50, late: 60})
  })

  it('refuses a time that was not sampled', () => {
    expect(() => heapGrowth(at([150, 1]))).toThrow(RangeError)
    expect(() => heapGrowth(at([600, 1]))).toThrow(RangeError)
  })
})
