import fc from 'fast-check'
import {expect, it} from 'vitest'
import {isXdsTime, sameTime, utcOfCdaTime} from '../../../src/lib/sandbox/registry/cda-times.ts'

it('turns CDA times into UTC digits and keeps their precision', () => {
  expect(utcOfCdaTime('20260302101500+0100')).toBe('20260302091500')
  expect(utcOfCdaTime('202607010030+0200')).toBe('202606302230')
  expect(utcOfCdaTime('20260302101500.123+0100')).toBe('20260302091500')
  expect(utcOfCdaTime('20260302')).toBe('20260302')
  expect(utcOfCdaTime('2026-03-02')).toBeUndefined()
})

it('knows days that exist', () => {
  expect(isXdsTime('20240229')).toBe(true)
  expect(isXdsTime('20250229')).toBe(false)
  expect(isXdsTime('20250230120000')).toBe(false)
  expect(isXdsTime('20250101120000+0100')).toBe(false)
})

it('agrees for every instant and offset, and for no other instant', () => {
  const minutes = fc.integer({min: -720, max: 840})
  fc.assert(
    fc.property(
      fc.date({min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true}),
      minutes,
      (date, offset) => {
        const digits = (time: number) => new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, 14)
        const sign = offset < 0 ? '-' : '+'
        const zone = `${sign}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}${String(Math.abs(offset) % 60).padStart(2, '0')}`
        const cda = `${digits(date.getTime() + offset * 60_000)}${zone}`
        expect(sameTime(digits(date.getTime()), cda)).toBe(true)
        expect(sameTime(digits(date.getTime() + 60_000), cda)).toBe(false)
      },
    ),
  )
})
