/** The dashboard, against a brute recount. */
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {Board} from '../../../src/lib/stats/board/board.ts'
import {spanOf, weekOf} from '../../../src/lib/stats/board/spans.ts'
import {factOf} from '../stats/figures-of.ts'

const at = (text: string) => Date.parse(text)
const rules = {step: 'month', environment: 'production'} as const

describe('weeks', () => {
  it.each([
    ['2020-12-31', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2027-01-01', '2026-W53'],
    ['2026-01-01', '2026-W01'],
  ])('of %s is %s', (date, week) => expect(weekOf(date)).toBe(week))

  it('begin at midnight in Paris, in summer as in winter', () => {
    expect(spanOf(at('2026-01-04T22:59:59Z'), 'week')).toBe('2026-W01')
    expect(spanOf(at('2026-01-04T23:00:00Z'), 'week')).toBe('2026-W02')
    expect(spanOf(at('2026-07-05T21:59:59Z'), 'week')).toBe('2026-W27')
    expect(spanOf(at('2026-07-05T22:00:00Z'), 'week')).toBe('2026-W28')
    expect(spanOf(at('2026-06-30T22:00:00Z'), 'month')).toBe('2026-07')
  })

  it('follow each other, seven days each, the one with the 4th of January being the first', () => {
    for (let day = Date.UTC(2015, 0, 5); day < Date.UTC(2040, 0, 1); day += 7 * 86_400_000) {
      const of = (n: number) => weekOf(new Date(day + n * 86_400_000).toISOString().slice(0, 10))
      expect(new Set([0, 1, 2, 3, 4, 5, 6].map(of)).size).toBe(1)
      expect(of(7)).not.toBe(of(0))
    }
    for (let year = 2015; year < 2040; year += 1) expect(weekOf(`${year}-01-04`)).toBe(`${year}-W01`)
  })
})

describe('the board', () => {
  it('counts a document in the span of its acceptance, refused ones in that of their submission', () => {
    const board = new Board(rules)
    board.add(factOf({submittedAt: at('2026-01-31T10:00Z'), acceptedAt: at('2026-01-31T23:00Z')}))
    board.add(factOf({state: 'refused', submittedAt: at('2026-01-31T10:00Z'), refusals: ['DMPClosed']}))
    board.add(factOf({state: 'held', submittedAt: at('2026-01-02T10:00Z')}))
    board.add(factOf({environment: 'test'}))
    expect(board.spans()).toMatchObject([
      {
        ...{span: '2026-01', documents: 2, accepted: 0, refused: 1, pending: 1},
        refusals: [{key: 'DMPClosed', count: 1}],
        delay: {counted: 0, median: null, ninetieth: null},
      },
      {span: '2026-02', documents: 1, accepted: 1, shares: {unit: [{key: '-', count: 1}]}},
    ])
  })

  it('counts a patient of two months once in the total, and documents without a pseudonym apart', () => {
    const board = new Board(rules)
    for (const acceptedAt of [at('2026-01-10T10:00Z'), at('2026-01-11T10:00Z'), at('2026-02-10T10:00Z')])
      board.add(factOf({acceptedAt, patientRef: 'hmac-sha256:aa'}))
    board.add(factOf({patientRef: ''}))
    expect(board.spans().map(({patients}) => patients)).toEqual([1, 1])
    expect(board.total()).toMatchObject({patients: 1, unnamed: 1, accepted: 4})
  })

  it('takes the days it is asked for, both included, by the clock of Paris', () => {
    const board = new Board({...rules, from: '2026-01-02', to: '2026-01-02'})
    for (const hour of [
      '2026-01-01T22:59:59Z',
      '2026-01-01T23:00Z',
      '2026-01-02T22:59:59Z',
      '2026-01-02T23:00Z',
    ])
      board.add(factOf({acceptedAt: at(hour)}))
    expect(board.total().accepted).toBe(2)
  })

  const waits = fc.array(fc.integer({min: -3 * 1440, max: 20 * 1440}), {minLength: 1, maxLength: 60})

  it('ranks delays as a sorted list does', () => {
    fc.assert(
      fc.property(waits, (all) => {
        const board = new Board(rules)
        const end = at('2026-01-15T10:00Z')
        for (const minutes of all) board.add(factOf({dischargedAt: end - minutes * 60_000, acceptedAt: end}))
        const sorted = all.toSorted((a, b) => a - b)
        const ranked = (share: number) => sorted[Math.ceil((share * all.length) / 100) - 1]
        expect(board.total().delay).toEqual({
          counted: all.length,
          median: ranked(50),
          ninetieth: ranked(90),
          withinDay: all.filter((minutes) => minutes <= 1440).length,
          withinWeek: all.filter((minutes) => minutes <= 7 * 1440).length,
        })
      }),
    )
  })

  const document = fc.record({
    state: fc.constantFrom('accepted', 'refused', 'held'),
    typeCode: fc.constantFrom('11490-0', '34112-3', '11502-2'),
    patient: fc.constantFrom('a', 'b', 'c', 'd'),
    unit: fc.constantFrom('UF-1', 'UF-2'),
    at: fc.integer({min: at('2025-12-01T00:00Z'), max: at('2027-02-01T00:00Z')}),
  } as const)

  it('is, in any order, what a recount by the calendar of the runtime gives', () => {
    const paris = new Intl.DateTimeFormat('sv-SE', {timeZone: 'Europe/Paris', dateStyle: 'short'})
    fc.assert(
      fc.property(fc.array(document, {maxLength: 60}), (all) => {
        const facts = all.map(({state, typeCode, patient, unit, at: instant}) =>
          factOf({
            ...{state, typeCode, unit, patientRef: patient, submittedAt: instant},
            ...(state === 'accepted' ? {acceptedAt: instant} : {}),
          }),
        )
        const [board, backwards] = [new Board(rules), new Board(rules)]
        for (const fact of facts) board.add(fact)
        for (const fact of facts.toReversed()) backwards.add(fact)
        expect(backwards.spans()).toEqual(board.spans())
        const months = new Set(all.map((one) => paris.format(one.at).slice(0, 7)))
        expect(board.spans().map(({span}) => span)).toEqual([...months].sort())
        for (const {span, ...told} of board.spans()) {
          const mine = all.filter((one) => paris.format(one.at).startsWith(span))
          const taken = mine.filter(({state}) => state === 'accepted')
          expect(told.documents).toBe(mine.length)
          expect(told.accepted + told.refused + told.pending).toBe(mine.length)
          expect(told.accepted).toBe(taken.length)
          expect(told.patients).toBe(new Set(taken.map(({patient}) => patient)).size)
          for (const {key, count} of told.shares.type)
            expect(count).toBe(taken.filter(({typeCode}) => typeCode === key).length)
          for (const list of [told.shares.type, told.shares.unit])
            expect(list.reduce((sum, {count}) => sum + count, 0)).toBe(taken.length)
        }
      }),
    )
  })
})
