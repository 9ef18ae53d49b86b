/** What a comparison must not pass over: sub-totals, months and stays that are missing, rows that were not read. */
import {describe, expect, it} from 'vitest'
import {Comparison} from '../../../src/lib/stats/compare.ts'
import type {CompareInput} from '../../../src/lib/stats/compare-plan.ts'
import {Directory} from '../../../src/lib/stats/directory.ts'
import type {Indicator} from '../../../src/lib/stats/indicator.ts'
import type {Figures, IncompleteSign, SignCode, SkipReason} from '../../../src/lib/stats/reading/figures.ts'
import {comparisonExit} from '../../../src/lib/usecases/stats/write-comparison.ts'
import {figuresOf, type Told} from './figures-of.ts'

const EJ = '010000123'
const [NORTH, SOUTH] = ['010000024', '010000032']

const indicator = (id: string, type: string): Indicator => ({
  ...{id, label: id, programme: 'P', typeCodes: [type], alsoAccept: [], source: 'test'},
  ...{counts: 'produced', dateBasis: 'creation'},
})

interface Case extends Partial<Omit<CompareInput, 'elastic' | 'declared' | 'stays'>> {
  readonly stays?: readonly Told[]
  readonly signs?: readonly SignCode[]
  readonly unread?: Partial<Record<'elastic' | 'declared', SkipReason>>
}

function compared(elastic: readonly Told[], declared: readonly Told[], given: Case = {}) {
  const {stays, signs = [], unread = {}, ...more} = given
  const told = signs.map((code): IncompleteSign => ({code, file: 'e.csv', params: {}}))
  const withRow = (figures: Figures, reason: SkipReason | undefined): Figures =>
    reason === undefined ? figures : {...figures, balance: {...figures.balance, reasons: {[reason]: 1}}}
  const input: CompareInput = {
    elastic: withRow(figuresOf('elastic', elastic, told), unread.elastic),
    declared: withRow(figuresOf('declared', declared), unread.declared),
    stays: stays && figuresOf('declared', stays),
    directory: new Directory([
      {eg: NORTH, ej: EJ},
      {eg: SOUTH, ej: EJ},
    ]),
    catalogue: {
      dated: '2026-01-01',
      source: 'test',
      measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
      windows: [],
      indicators: [indicator('LDL', '11490-0'), indicator('CRO', '34874-8')],
    },
    own: {finessEj: EJ, finessEg: NORTH},
    environment: 'production',
    software: [],
    base: 'elastic',
    threshold: 500,
    minDiff: 0,
    ...more,
  }
  const result = new Comparison(input).result()
  const side = (figures: Figures, left: typeof result.left.elastic) => ({...figures, left})
  const sides = {
    elastic: side(input.elastic, result.left.elastic),
    declared: side(input.declared, result.left.declared),
  }
  return {...result, exit: comparisonExit({verdict: result.verdict, sides})}
}

const e = (finess: string, value: number, more: Partial<Told> = {}): Told => ({
  ...{finess, month: '2026-01', typeCode: '11490-0', value},
  ...more,
})
const d = (finess: string, value: number, more: Partial<Told> = {}): Told => ({
  ...{finess, month: '2026-01', indicator: 'LDL', value},
  ...more,
})
const CRO = {typeCode: '34874-8'}
const cro = {indicator: 'CRO'}

describe('rows of a legal entity beside those of its sites', () => {
  const measured = [e(NORTH, 1000), e(SOUTH, 500), e(NORTH, 200, CRO)]
  const sites = [d(NORTH, 1000), d(SOUTH, 500)]
  const figure = (result: ReturnType<typeof compared>, id: string) =>
    result.gaps.find(({key}) => key.indicator === id)

  it('are sub-totals even where another row of the entity has no sites', () => {
    const result = compared(measured, [d(EJ, 1500), ...sites, d(EJ, 200, cro)], {level: 'EJ'})
    expect(figure(result, 'LDL')).toMatchObject({declared: 1500, elastic: 1500, difference: 0})
    expect(figure(result, 'CRO')).toMatchObject({declared: 200, elastic: 200})
    expect(result.left.declared).toMatchObject([{reason: 'subtotal', value: EJ, documents: 1500}])
    expect(result.remarks).toContainEqual({code: 'levels-mixed', params: {side: 'declared', level: 'EJ'}})
    expect(result.exit).toBe(0)
  })

  it.each([1499, 1501])('are no figure where they are nearly the sum: %i', (sum) => {
    const result = compared(measured, [d(EJ, sum), ...sites], {level: 'EJ'})
    expect(figure(result, 'LDL')).toMatchObject({status: 'unreadable', declared: null, place: {line: 2}})
    expect(result.left.declared).toMatchObject([{reason: 'entity-doubtful', value: EJ, documents: sum}])
    expect(result.exit).toBe(5)
  })

  it('are no figure where others are sub-totals and this one differs', () => {
    const rows = [d(EJ, 1500), ...sites, d(EJ, 30, cro), d(NORTH, 200, cro)]
    const result = compared(measured, rows, {level: 'EJ'})
    expect(figure(result, 'LDL')).toMatchObject({declared: 1500})
    expect(figure(result, 'CRO')).toMatchObject({status: 'unreadable'})
  })

  it('are documents of their own where they are few, and on the measured side, which counts each once', () => {
    const few = compared(measured, [d(EJ, 20), ...sites], {level: 'EJ'})
    expect(figure(few, 'LDL')).toMatchObject({declared: 1520})
    const own = compared([e(EJ, 900), e(NORTH, 500)], [d(EJ, 1400)], {level: 'EJ'})
    expect(figure(own, 'LDL')).toMatchObject({elastic: 1400, declared: 1400})
  })

  it('are told apart where sites are compared: those that sum up, and those that nobody compares', () => {
    const result = compared(measured, [d(EJ, 1500), ...sites, d(EJ, 200, cro), d(NORTH, 200, cro)], {
      level: 'EG',
    })
    expect(result.left.declared.map(({reason, documents}) => [reason, documents])).toEqual([
      ['subtotal', 1700],
    ])
    expect(result.exit).toBe(0)
    const alone = compared(measured, [...sites, d(NORTH, 200, cro), d(EJ, 7, cro)], {level: 'EG'})
    expect(alone.left.declared).toMatchObject([{reason: 'level', documents: 7}])
    expect(alone.exit).toBe(10)
  })
})

describe('a verdict in points', () => {
  const months = ['2026-01', '2026-02']
  const [elastic, declared] = [
    months.map((month) => e(NORTH, 30, {month})),
    months.map((month) => d(NORTH, 32, {month})),
  ]
  const stays = (of: readonly string[]) => of.map((month): Told => ({finess: NORTH, month, value: 100}))

  it('takes the stays of the months compared, and tells the gap in points', () => {
    const {gaps, monthly, exit} = compared(elastic, declared, {
      base: 'points',
      stays: stays([...months, '2026-03']),
    })
    expect(gaps).toMatchObject([{difference: 4, stays: 200, points: 200, over: false}])
    expect(monthly).toMatchObject([
      {stays: 100, points: 200},
      {stays: 100, points: 200},
    ])
    expect(exit).toBe(0)
  })

  it('is none where a month has no stays', () => {
    const {gaps, monthly, verdict, exit} = compared(elastic, declared, {
      base: 'points',
      stays: stays(['2026-01']),
    })
    expect(gaps[0]).toMatchObject({over: false, notes: ['no-denominator']})
    expect(gaps[0]).not.toHaveProperty('points')
    expect(monthly.map(({notes}) => notes)).toEqual([undefined, ['no-denominator']])
    expect(verdict).toMatchObject({over: 0, reported: 1})
    expect(exit).toBe(10)
  })

  it('is none without any stays, and that is reported', () => {
    const {verdict, exit} = compared([e(NORTH, 22)], [d(NORTH, 260)], {base: 'points'})
    expect(verdict).toMatchObject({over: 0, reported: 1})
    expect(exit).toBe(10)
  })

  it('takes stays of the whole file for the whole period alone', () => {
    const {gaps, monthly} = compared(elastic, declared, {
      base: 'points',
      stays: [{finess: NORTH, value: 400}],
    })
    expect(gaps).toMatchObject([{stays: 400, points: 100, over: false}])
    expect(monthly.map(({notes}) => notes)).toEqual([['no-denominator'], ['no-denominator']])
  })
})

describe('the exit code of a comparison', () => {
  const [one, same] = [[e(NORTH, 100)], [d(NORTH, 100)]]
  it('is 0 where all was read and nothing is over', () => {
    expect(compared(one, same).exit).toBe(0)
  })
  it.each(['finess', 'month', 'columns', 'json', 'unlabelled', 'indicator', 'quote-open'] as const)(
    'is 5 where a row could not be read: %s',
    (reason) => {
      const {exit, verdict} = compared(one, same, {unread: {declared: reason}})
      expect(exit).toBe(5)
      expect(verdict.unread).toBe(1)
      expect(compared(one, same, {unread: {elastic: reason}}).exit).toBe(5)
    },
  )
  it.each(['total', 'note', 'empty', 'preamble', 'repeated-header', 'filter'] as const)(
    'is not changed by a row that is no figure: %s',
    (reason) => {
      expect(compared(one, same, {unread: {declared: reason}}).exit).toBe(0)
    },
  )
  it('is 10 where nothing was compared', () => {
    const {gaps, exit, remarks} = compared(one, same, {period: {from: '2025-01', to: '2025-12'}})
    expect(gaps).toEqual([])
    expect(exit).toBe(10)
    expect(remarks.map(({code}) => code)).toContain('period-uncovered')
  })
  it('is 10 where a month is missing on one side, or is over although the period is not', () => {
    const missing = compared(one, [...same, d(NORTH, 2, {month: '2026-02'})])
    expect(missing.verdict).toMatchObject({over: 0, reported: 0, monthsReported: 1})
    expect(missing.exit).toBe(10)
    const over = compared(
      [e(NORTH, 1000), e(NORTH, 1000, {month: '2026-02'})],
      [d(NORTH, 1100), d(NORTH, 900, {month: '2026-02'})],
    )
    expect(over.verdict).toMatchObject({over: 0, monthsOver: 2})
    expect(over.exit).toBe(10)
  })
  it('is 10 where the export is cut for certain, and not for a suspicion', () => {
    for (const code of ['shards-failed', 'partial', 'cut-line', 'buckets-short', 'other-bucket'] as const)
      expect(compared(one, same, {signs: [code]}).exit).toBe(10)
    for (const code of ['approximate', 'top-n', 'row-cap'] as const)
      expect(compared(one, same, {signs: [code]}).exit).toBe(0)
  })
  it('calls a figure a lower bound for a sign that says so alone', () => {
    expect(compared(one, same, {signs: ['sum-other']}).gaps[0]?.notes).toEqual(['lower-bound'])
    expect(compared(one, same, {signs: ['approximate', 'top-n']}).gaps[0]).not.toHaveProperty('notes')
  })
  it('comes with a word on months that no file has', () => {
    const {remarks, exit} = compared(one, same, {period: {from: '2026-01', to: '2026-03'}})
    expect(remarks).toContainEqual({code: 'period-uncovered', params: {months: '2026-02, 2026-03'}})
    expect(exit).toBe(0)
  })
})
