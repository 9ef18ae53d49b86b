/** Cases of a comparison, one trap each. */
import {describe, expect, it} from 'vitest'
import {Comparison} from '../../../src/lib/stats/compare.ts'
import type {CompareInput} from '../../../src/lib/stats/compare-plan.ts'
import {Directory, type DirectoryEntry} from '../../../src/lib/stats/directory.ts'
import type {DocumentFact} from '../../../src/lib/stats/document-fact.ts'
import type {Gap} from '../../../src/lib/stats/gap.ts'
import type {Indicator, IndicatorCatalogue} from '../../../src/lib/stats/indicator.ts'
import type {IncompleteSign} from '../../../src/lib/stats/reading/figures.ts'
import {factOf, figuresOf, type Told} from './figures-of.ts'

const EJ = '010000024'
const EG = '010000032'
const EG2 = '010000040'

const indicator = (id: string, typeCodes: readonly string[], more: Partial<Indicator> = {}): Indicator => ({
  ...{id, label: `Label ${id}`, programme: 'P', typeCodes, alsoAccept: [], source: 'test'},
  ...{counts: 'produced', dateBasis: 'creation'},
  ...more,
})

const catalogue = (more: Partial<IndicatorCatalogue> = {}): IndicatorCatalogue => ({
  dated: '2026-01-01',
  source: 'test',
  measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
  windows: [],
  indicators: [indicator('LDL', ['11490-0']), indicator('ORD', ['57833-6'])],
  ...more,
})

interface Case extends Partial<Omit<CompareInput, 'elastic' | 'declared' | 'directory' | 'stays'>> {
  readonly sites?: readonly DirectoryEntry[]
  readonly facts?: readonly DocumentFact[]
  readonly signs?: readonly IncompleteSign[]
  readonly stays?: readonly Told[]
}

function compared(elastic: readonly Told[], declared: readonly Told[], given: Case = {}) {
  const {sites = [{eg: EG, ej: EJ}], facts, signs, stays, ...more} = given
  const comparison = new Comparison({
    elastic: figuresOf('elastic', elastic, signs),
    declared: figuresOf('declared', declared),
    directory: new Directory(sites),
    catalogue: catalogue(),
    own: {finessEj: EJ, finessEg: EG},
    environment: 'production',
    software: ['dmp'],
    base: 'elastic',
    threshold: 500,
    minDiff: 0,
    stays: stays && figuresOf('declared', stays),
    ...more,
  })
  if (facts) {
    comparison.explained()
    for (const fact of facts) comparison.add(fact)
  }
  return {...comparison.result(), plan: comparison.plan}
}

const e = (value: Told['value'], more: Partial<Told> = {}): Told => ({
  ...{finess: EG, level: 'EG', month: '2026-01', typeCode: '11490-0', value},
  ...more,
})
const d = (value: Told['value'], more: Partial<Told> = {}): Told => ({
  ...{finess: EG, level: 'EG', month: '2026-01', indicator: 'LDL', value},
  ...more,
})
const many = (count: number, more: Partial<DocumentFact> = {}) =>
  Array.from({length: count}, () => factOf(more))
const amountsOf = (gap: Gap | undefined) =>
  Object.fromEntries((gap?.causes ?? []).map(({code, amount}) => [code, amount]))

describe('keys of a comparison', () => {
  it('tells an absent row from zero, on either side', () => {
    const {gaps} = compared(
      [e(5), e(0, {finess: EG2})],
      [d(0), d(4, {finess: EG2}), d(7, {indicator: 'ORD'})],
    )
    const told = gaps.map(({key, status}) => [key.finess, key.indicator, status])
    expect(told).toEqual([
      [EG, 'ORD', 'elastic-absent'],
      [EG, 'LDL', 'declared-zero'],
      [EG2, 'LDL', 'elastic-zero'],
    ])
  })

  it('never takes what is not filled for zero, nor sums a period with such a month', () => {
    const notFilled = {state: 'not-filled', text: '-'} as const
    const {gaps, monthly} = compared(
      [e(5), e(6, {month: '2026-02'})],
      [d(5), d(notFilled, {month: '2026-02'})],
    )
    expect(monthly.map(({status}) => status)).toEqual(['compared', 'not-filled'])
    expect(gaps).toMatchObject([{status: 'not-filled', difference: null, place: {line: 3}}])
  })

  it('names the place of a figure that cannot be read', () => {
    const unreadable = {state: 'unreadable', text: '1?204', reason: 'digit'} as const
    expect(compared([e(5)], [d(unreadable)]).gaps).toMatchObject([
      {status: 'unreadable', place: {file: 'declared.csv', line: 2, column: 4}},
    ])
  })

  it('sums what is there of a period, and says that a month is missing on one side', () => {
    const {gaps} = compared([e(5)], [d(5), d(2, {month: '2026-02'})])
    expect(gaps).toMatchObject([{elastic: 5, declared: 7, notes: ['month-absent']}])
    expect(compared([e(5)], [d(5)]).gaps[0]).not.toHaveProperty('notes')
  })

  it('sorts by the size of the gap, the widest first', () => {
    const {gaps} = compared([e(10), e(10, {finess: EG2})], [d(11), d(30, {finess: EG2})])
    expect(gaps.map(({difference}) => difference)).toEqual([20, 1])
  })

  it('lists figures of no use with their reason, and drops none', () => {
    const {left} = compared(
      [
        e(1),
        e(2, {typeCode: '34112-3'}),
        e(3, {month: '2025-12'}),
        e(4, {environment: 'TEST'}),
        e(5, {environment: 'PROD', typeCode: '15507-7'}),
      ],
      [d(1), d(6, {indicator: 'Autre chose'})],
      {period: {from: '2026-01', to: '2026-01'}},
    )
    expect(left.elastic.map(({reason, value, documents}) => [reason, value, documents])).toEqual([
      ['type', '34112-3', 2],
      ['period', '2025-12', 3],
      ['environment', 'TEST', 4],
      ['type', '15507-7', 5],
    ])
    expect(left.declared.map(({reason, value}) => [reason, value])).toEqual([['indicator', 'Autre chose']])
  })

  it('knows indicators by id or label, whatever the case and accents', () => {
    const {gaps} = compared([e(5)], [d(2, {indicator: 'ldl'}), d(3, {indicator: ' LABEL  LDL'})])
    expect(gaps).toMatchObject([{declared: 5}])
  })

  it('does not miss what another programme counts', () => {
    const other = indicator('ESMS', ['*'], {programme: 'other'})
    const with3 = catalogue({indicators: [...catalogue().indicators, other]})
    const {gaps} = compared([e(5), e(2, {typeCode: '57833-6'})], [d(5)], {catalogue: with3})
    expect(gaps.map(({key, status}) => [key.indicator, status])).toEqual([
      ['ORD', 'declared-absent'],
      ['LDL', 'compared'],
    ])
    const declared = compared([e(5), e(2, {typeCode: 'X-1'})], [d(7, {indicator: 'ESMS'})], {
      catalogue: with3,
    })
    expect(declared.gaps).toMatchObject([{elastic: 7, declared: 7}])
  })

  it('compares everything together where a side tells no types', () => {
    const all = compared([{finess: EG, month: '2026-01', value: 12}], [d(5), d(6, {indicator: 'ORD'})])
    expect(all.gaps).toMatchObject([{key: {indicator: '*'}, elastic: 12, declared: 11}])
    expect(all.remarks).toContainEqual({code: 'no-types', params: {side: 'elastic'}})
  })

  it('compares a period as one where a side has no months', () => {
    const {gaps, monthly, remarks} = compared(
      [e(5), e(6, {month: '2026-03'})],
      [{finess: EG, indicator: 'LDL', value: 11}],
      {facts: [factOf(), factOf({createdAt: Date.UTC(2026, 4, 5)})]},
    )
    expect(monthly).toEqual([])
    expect(gaps).toMatchObject([
      {key: {period: '2026-01/2026-03'}, elastic: 11, declared: 11, traced: {declared: 1, elastic: 1}},
    ])
    expect(remarks.map(({code}) => code)).toEqual(['no-months', 'period-assumed'])
  })
})

describe('EJ and EG', () => {
  const sites = [
    {eg: EG, ej: EJ},
    {eg: EG2, ej: EJ},
  ]
  const toEntity = (told: Told): Told => ({...told, finess: EJ, level: 'EJ'})

  it('sums sites where the other side counts by legal entity', () => {
    const {gaps, remarks} = compared([e(5), e(6, {finess: EG2})], [toEntity(d(11))], {sites})
    expect(gaps).toMatchObject([
      {key: {finess: EJ, level: 'EJ'}, elastic: 11, declared: 11, notes: ['level-sum']},
    ])
    expect(remarks).toContainEqual({code: 'levels-differ', params: {level: 'EJ'}})
  })

  it('adds a row of the entity that is no sum of its sites', () => {
    const {gaps, left} = compared([e(5), toEntity(e(2))], [toEntity(d(7))], {sites, level: 'EJ'})
    expect(gaps).toMatchObject([{elastic: 7, declared: 7}])
    expect(left.elastic).toEqual([])
  })

  it('finds a document whose site is declared under another one', () => {
    const closed = [
      {eg: EG, ej: EJ, declaredUnder: EG2},
      {eg: EG2, ej: EJ},
    ]
    const {gaps} = compared([e(1), e(0, {finess: EG2})], [d(0, {finess: EG}), d(1, {finess: EG2})], {
      sites: closed,
      facts: [factOf()],
    })
    // the declaration of the closed site goes with the one that stands for it
    const [of2, of1] = [gaps.find(({key}) => key.finess === EG2), gaps.find(({key}) => key.finess === EG)]
    expect(of2).toMatchObject({difference: 1, unexplained: 0, causes: [{code: 'finess', amount: 1}]})
    expect(of1).toMatchObject({status: 'declared-absent', causes: [{code: 'finess', amount: -1}]})
  })

  it('takes figures without FINESS for those of the establishment, and says so', () => {
    const {gaps, remarks} = compared([{month: '2026-01', typeCode: '11490-0', value: 3}], [toEntity(d(3))], {
      sites,
    })
    expect(gaps).toMatchObject([{key: {finess: EJ}, elastic: 3, declared: 3}])
    expect(remarks).toContainEqual({code: 'no-finess', params: {side: 'elastic', finess: EJ}})
  })
})

describe('causes of a gap', () => {
  it('shows both amounts of documents that cross a month, which cancel in the period', () => {
    const night = {createdAt: Date.UTC(2026, 0, 31, 22, 30), submittedAt: Date.UTC(2026, 0, 31, 23, 30)}
    const {gaps, monthly} = compared([e(0), e(1, {month: '2026-02'})], [d(1), d(0, {month: '2026-02'})], {
      facts: [factOf(night)],
    })
    expect(monthly.map((gap) => [gap.difference, amountsOf(gap), gap.unexplained])).toEqual([
      [1, {'month-boundary': 1}, 0],
      [-1, {'month-boundary': -1}, 0],
    ])
    expect(gaps[0]?.causes).toEqual([{code: 'month-boundary', plus: 1, minus: 1, amount: 0}])
  })

  it('tells what arrived between the days on which the sides were drawn', () => {
    const late = {createdAt: Date.UTC(2026, 0, 30, 9), submittedAt: Date.UTC(2026, 0, 31, 9)}
    const facts = [factOf(), factOf(late)]
    const elastic = compared([e(1)], [d(2)], {facts, elasticAsOf: '2026-01-30'})
    expect(elastic.gaps[0]).toMatchObject({unexplained: 0, causes: [{code: 'between-dates', amount: 1}]})
    const declared = compared([e(2)], [d(1)], {facts, declaredAsOf: '2026-01-29'})
    expect(declared.gaps[0]).toMatchObject({unexplained: 0, causes: [{code: 'between-dates', amount: -1}]})
  })

  it('does not count a document deleted after the measure was drawn as deleted', () => {
    const facts = [factOf({registryStatus: 'deleted', deletedAt: Date.UTC(2026, 1, 2)})]
    expect(amountsOf(compared([e(1)], [d(1)], {facts, elasticAsOf: '2026-02-01'}).gaps[0])).toEqual({})
    expect(amountsOf(compared([e(0)], [d(1)], {facts}).gaps[0])).toEqual({deleted: 1})
  })

  it('takes the measured rule from the catalogue', () => {
    const facts = [factOf({action: 'replace'}), factOf({registryStatus: 'deleted'})]
    const measured = {dateBasis: 'submission', countsReplacements: true, countsDeleted: true} as const
    const {gaps} = compared([e(2)], [d(2)], {facts, catalogue: catalogue({measured})})
    expect(gaps[0]).toMatchObject({causes: [], unexplained: 0})
  })

  it('takes out software of others, unless none of the names is ours', () => {
    const rows = [e(5, {software: 'DMP'}), e(3, {software: 'EAI'})]
    const facts = many(5)
    expect(compared(rows, [d(5)], {facts}).gaps[0]).toMatchObject({
      difference: -3,
      unexplained: 0,
      causes: [{code: 'other-lps', amount: -3}],
    })
    const unmatched = compared(rows, [d(5)], {facts, software: ['Nom inconnu']})
    expect(unmatched.gaps[0]).toMatchObject({causes: [], unexplained: -3})
    expect(unmatched.remarks[0]).toMatchObject({code: 'software-unmatched', params: {seen: 'DMP, EAI'}})
  })

  it('sees that stays, or another of our own counts, were declared', () => {
    const facts = [...many(20), ...many(5, {state: 'refused', cause: 'DMP_REFUSED'})]
    const stays = compared([e(20)], [d(31)], {facts, stays: [{finess: EG, month: '2026-01', value: 31}]})
    expect(amountsOf(stays.gaps[0])).toEqual({refused: 5, 'wrong-measure': 6})
    const accepted = compared([e(20)], [d(20)], {facts})
    expect(amountsOf(accepted.gaps[0])).toEqual({refused: 5, 'wrong-measure': -5})
    const neither = compared([e(20)], [d(30)], {facts})
    expect(neither.gaps[0]).toMatchObject({unexplained: 5})
  })

  it('takes a laboratory’s figures for those of the site it works for, up to what is declared beyond', () => {
    const sites = [
      {eg: EG, ej: EJ},
      {eg: EG2, ej: '690000001', worksFor: EG},
    ]
    const rows = [e(2), e(9, {finess: EG2})]
    const {gaps} = compared(rows, [d(5)], {sites, facts: many(2)})
    expect(gaps).toHaveLength(1)
    expect(gaps[0]).toMatchObject({
      difference: 3,
      unexplained: 0,
      causes: [{code: 'subcontracted-laboratory', amount: 3}],
    })
  })

  it('takes an export without some documents’ FINESS for the cause only where that is enough for all', () => {
    const sign = (amount: number): IncompleteSign => ({
      code: 'missing-value',
      file: 'e.csv',
      amount,
      params: {},
    })
    const of = (amount: number) => compared([e(1)], [d(4)], {facts: many(4), signs: [sign(amount)]}).gaps[0]
    expect(of(3)).toMatchObject({unexplained: 0, causes: [{code: 'export-incomplete', amount: 3}]})
    expect(of(2)).toMatchObject({unexplained: 3, causes: [], notes: ['lower-bound']})
  })

  it('counts documents of keys that no file has', () => {
    const {outside} = compared([e(1)], [d(1)], {facts: [factOf(), factOf({finessEg: EG2})]})
    expect(outside).toBe(1)
  })

  it('judges in points of the stays where they are given', () => {
    const stays = [{finess: EG, month: '2026-01', value: 100}]
    const points = {base: 'points', stays} as const
    expect(compared([e(60)], [d(66)], points).gaps[0]?.over).toBe(true)
    expect(compared([e(60)], [d(65)], points).gaps[0]?.over).toBe(false)
    const none = compared([e(60)], [d(99)], {base: 'points'}).gaps[0]
    expect(none).toMatchObject({over: false, notes: ['no-denominator']})
  })
})
