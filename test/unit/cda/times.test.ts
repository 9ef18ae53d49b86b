import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cdaTime, parisOffset, readTs, toUtcDigits, utcDigits} from '../../../src/lib/cda/times.ts'

describe('dates of a document', () => {
  it.each([
    ['2026-03-02', '20260302'],
    ['2026-01-15T10:15', '202601151015+0100'],
    ['2026-07-15T10:15:30', '20260715101530+0200'],
    ['2026-07-15T10:15:30.250', '20260715101530+0200'],
    ['2026-07-15 10:15:30', '20260715101530+0200'],
    ['2026-07-15T10:15:30Z', '20260715101530+0000'],
    ['2026-07-15T10:15:30-04:00', '20260715101530-0400'],
    // Change to summer time on 29 March 2026 at 02:00: the skipped hour still counts as winter.
    ['2026-03-29T01:59', '202603290159+0100'],
    ['2026-03-29T02:30', '202603290230+0100'],
    ['2026-03-29T03:00', '202603290300+0200'],
    // Back on 25 October 2026 at 03:00: the hour that comes twice is taken as the first one.
    ['2026-10-25T01:59', '202610250159+0200'],
    ['2026-10-25T02:30', '202610250230+0200'],
    ['2026-10-25T03:00', '202610250300+0100'],
  ])('writes %s as %s', (given, expected) => {
    expect(cdaTime(given, 'x')).toBe(expected)
  })

  it.each([
    '',
    '2026',
    '2026-02-30',
    '2026-13-01',
    '2026-01-01T24:00',
    '2026-01-01T10:60',
    '01/02/2026',
    '2026-01-01T10:00+25:00',
  ])('refuses %j, which is no date', (given) => {
    expect(() => cdaTime(given, 'service.start')).toThrow(
      expect.objectContaining({
        code: 'DMP_CDA_INPUT_INVALID',
        params: {field: 'service.start', reason: 'date'},
      }),
    )
  })

  it.each([
    ['20260115101500+0100', '20260115091500'],
    ['20260715101500+0200', '20260715081500'],
    ['202607151015+0200', '202607150815'],
    ['2026071510+0200', '2026071508'],
    ['20260715', '20260715'],
    ['202607', '202607'],
    ['2026', '2026'],
    ['20260101003000+0100', '20251231233000'],
    ['20260329023000+0100', '20260329013000'],
    ['20260329030000+0200', '20260329010000'],
    ['20261025023000+0200', '20261025003000'],
    ['20261025023000+0100', '20261025013000'],
    ['20260715101500', '20260715081500'],
    ['20260715101500.1234+0200', '20260715081500'],
  ])('converts %s to UTC as %s, with the precision given', (given, expected) => {
    expect(toUtcDigits(given)).toBe(expected)
  })

  it.each([
    '',
    'hier',
    '20261301',
    '20260230',
    '2026071525',
    '20260715+0200',
    '20260715101500+9900',
    '2026071',
  ])('takes %j for no date', (given) => {
    expect(toUtcDigits(given)).toBeUndefined()
  })

  it('gives back the instant that was written, whatever the hour and the season', () => {
    const instants = fc.integer({min: Date.UTC(1980, 0), max: Date.UTC(2080, 0)})
    fc.assert(
      fc.property(instants, (instant) => {
        const seconds = Math.floor(instant / 1000) * 1000
        const wall = new Date(seconds).toISOString().slice(0, 19)
        const offset = parisOffset(seconds)
        expect(readTs(cdaTime(wall, 'x'))?.at).toBe(seconds - offset * 60_000)
        expect(toUtcDigits(cdaTime(`${wall}Z`, 'x'))).toBe(utcDigits(seconds))
      }),
    )
  })
})
