import {describe, expect, it} from 'vitest'
import {from, upTo} from '../../../src/command-flags/moment.ts'

interface DayFlag {
  parse(text: string, context: never, options: never): Promise<unknown>
}

const parse = (flag: unknown, text: string) =>
  (flag as DayFlag).parse(text, {} as never, {} as never).then((ms) => new Date(ms as number).toISOString())

describe('a day of the period of an undo', () => {
  it.each([
    ['2026-03-02', '2026-03-01T23:00:00.000Z', '2026-03-02T23:00:00.000Z'],
    ['2026-07-14', '2026-07-13T22:00:00.000Z', '2026-07-14T22:00:00.000Z'],
    // The hour changes in that night, in either direction.
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-12-31', '2026-12-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('%s begins and ends at midnight in France', async (day, begin, end) => {
    expect(await parse(from(), day)).toBe(begin)
    expect(await parse(upTo(), day)).toBe(end)
  })

  it('may be an instant with its offset', async () => {
    expect(await parse(from(), '2026-03-02T10:15:00+01:00')).toBe('2026-03-02T09:15:00.000Z')
    expect(await parse(upTo(), '2026-03-02T10:15Z')).toBe('2026-03-02T10:15:00.000Z')
  })

  it.each(['2026-02-30', '02/03/2026', '2026-3-2', 'hier', '2026-03-02T10:15', ''])(
    'is refused: %j',
    async (text) => {
      await expect(from().parse(text, {} as never, {} as never)).rejects.toMatchObject({oclif: {exit: 2}})
    },
  )
})
