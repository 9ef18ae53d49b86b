import {describe, expect, it} from 'vitest'
import {monthOfXdsTime, monthStart, parisMonth} from '../../../src/lib/sandbox/figures/paris-month.ts'

describe('months of the sandbox', () => {
  it('begin at midnight in Paris, in winter and in summer', () => {
    expect(monthStart('2024-01')).toBe(1_704_063_600_000)
    expect(monthStart('2024-04')).toBe(1_711_922_400_000)
    for (let month = 0; month < 240; month++) {
      const name = new Date(Date.UTC(2015, month, 1)).toISOString().slice(0, 7)
      const start = monthStart(name)
      expect(parisMonth(start), name).toBe(name)
      expect(parisMonth(start - 1), name).not.toBe(name)
    }
  })

  it.each([
    ['20231231225959', '2023-12'],
    ['20231231230000', '2024-01'],
    ['20240331215959', '2024-03'],
    ['202403312200', '2024-04'],
    ['2024033122', '2024-04'],
    // a day or a month is civil: it has no zone
    ['20240331', '2024-03'],
    ['202403', '2024-03'],
    ['2024', undefined],
    ['', undefined],
  ])('%s falls into %s', (time, month) => {
    expect(monthOfXdsTime(time)).toBe(month)
  })
})
