/** Figures to declare, against a brute recount of the same documents. */
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {Directory} from '../../../src/lib/stats/directory.ts'
import type {DocumentFact} from '../../../src/lib/stats/document-fact.ts'
import type {Indicator} from '../../../src/lib/stats/indicator.ts'
import {Preparation} from '../../../src/lib/stats/prepare/preparation.ts'
import type {PreparationInput} from '../../../src/lib/stats/prepare/preparation-input.ts'
import {rateOf, reaches} from '../../../src/lib/stats/prepare/prepared.ts'
import {factOf, figuresOf} from '../stats/figures-of.ts'

const [EJ, SITE, OTHER] = ['010000024', '010000032', '010000040']

const indicator = (given: Partial<Indicator> = {}): Indicator => ({
  ...{id: 'LDL', label: 'Lettre de liaison', programme: 'SUN-ES', typeCodes: ['11490-0'], alsoAccept: []},
  ...{counts: 'accepted', dateBasis: 'submission', denominator: 'séjours', source: 'test'},
  ...given,
})

const input = (given: Partial<PreparationInput> = {}): PreparationInput => ({
  indicators: [indicator()],
  measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
  period: {from: '2026-01', to: '2026-03'},
  asOf: '2026-04-10',
  environment: 'production',
  directory: new Directory([SITE, OTHER].map((eg) => ({eg, ej: EJ}))),
  own: {finessEj: EJ, finessEg: SITE},
  level: 'EG',
  ...given,
})

function prepared(given: Partial<PreparationInput>, facts: readonly DocumentFact[]) {
  const preparation = new Preparation(input(given))
  preparation.traced()
  const documents = facts.flatMap((fact) => [...preparation.add(fact)])
  return {rows: preparation.rows(), documents, left: preparation.left}
}

const at = (text: string) => Date.parse(text)

describe('the state on a day', () => {
  const late = factOf({
    submittedAt: at('2026-03-30T08:00Z'),
    acceptedAt: at('2026-04-10T22:00Z'), // 11 April in Paris
    plannedAt: at('2026-03-30T08:00Z'),
  })

  it('does not count an acceptance of the day after, by the clock of Paris', () => {
    expect(prepared({}, [late]).rows).toEqual([])
    expect(prepared({asOf: '2026-04-11'}, [late]).rows).toMatchObject([{supported: 1, measurable: 1}])
  })

  it('counts what was deleted later, and not what was deleted before', () => {
    const deleted = factOf({registryStatus: 'deleted', deletedAt: at('2026-04-12T08:00Z')})
    expect(prepared({}, [deleted]).rows).toMatchObject([{measurable: 1, parts: {deleted: 0}}])
    expect(prepared({}, [deleted]).documents[0]).not.toHaveProperty('deletedOn', '2026-04-12')
    const after = prepared({asOf: '2026-04-12'}, [deleted])
    expect(after.rows).toMatchObject([{supported: 1, measurable: 0, parts: {deleted: 1}}])
    expect(after.documents).toMatchObject([{countedBy: 'declaration', deletedOn: '2026-04-12'}])
  })

  it('does not know documents that were planned later, even older ones', () => {
    const produced = {indicators: [indicator({counts: 'produced', dateBasis: 'creation'})]}
    const backlog = factOf({plannedAt: at('2026-05-02T08:00Z'), submittedAt: at('2026-05-02T09:00Z')})
    expect(prepared(produced, [backlog]).rows).toEqual([])
    expect(prepared({...produced, asOf: '2026-05-02'}, [backlog]).rows).toMatchObject([{supported: 1}])
  })

  it('says how many documents have no date of discharge, where the declaration goes by it', () => {
    const facts = [factOf(), factOf({dischargedAt: at('2026-02-03T11:00Z')})]
    const by = (dateBasis: Indicator['dateBasis']) =>
      prepared({indicators: [indicator({dateBasis})]}, facts).rows
    expect(by('discharge')).toMatchObject([{supported: 2, parts: {undated: 1}, notes: ['small', 'parts']}])
    expect(by('submission')).toMatchObject([{parts: {undated: 0}}])
  })

  it('leaves out another environment than the profile’s', () => {
    expect(prepared({}, [factOf({environment: 'test'})]).rows).toEqual([])
  })
})

describe('rates', () => {
  const stays = (value: number, month: string, more = {}) => ({finess: SITE, month, value, ...more})

  it('sums before it divides, and reaches a target in whole numbers', () => {
    const all = [1, 2, 3].map((n) => stays(n, `2026-0${n}`))
    const goal = [indicator({target: 5000})]
    const [row] = prepared({denominators: figuresOf('declared', all), indicators: goal}, [
      factOf(),
      factOf(),
      factOf({submittedAt: at('2026-02-02T08:00Z')}),
    ]).rows
    expect(row).toMatchObject({supported: 3, denominator: 6, rate: 5000, target: 5000, reached: true})
    expect(row?.months.map(({rate}) => rate)).toEqual([20_000, 5000, 0])
    expect([rateOf(79_999_9, 1_000_000), reaches(79_999_9, 1_000_000, 8000)]).toEqual([8000, false])
    expect([rateOf(5, 0), rateOf(null, 5), reaches(5, 0, 8000)]).toEqual([null, null, null])
  })

  it('gives no rate over a period of which a month lacks', () => {
    const [row] = prepared({denominators: figuresOf('declared', [stays(10, '2026-01')])}, [factOf()]).rows
    expect(row).toMatchObject({denominator: null, denominatorState: 'partial', rate: null})
    expect(row?.notes).toContain('denominator-lacks')
    expect(row?.months[0]).toMatchObject({denominator: 10, rate: 1000})
  })

  it('takes stays for no other denominator than stays', () => {
    const indicators = [indicator(), indicator({id: 'BIO', typeCodes: ['11502-2'], denominator: 'examens'})]
    const facts = [factOf(), factOf({typeCode: '11502-2'})]
    const months = ['2026-01', '2026-02', '2026-03']
    const plain = months.map((month) => stays(10, month))
    const of = (lines: Parameters<typeof figuresOf>[1]) =>
      prepared({indicators, denominators: figuresOf('declared', lines)}, facts).rows.map(
        ({denominator}) => denominator,
      )
    expect(of(plain)).toEqual([30, null])
    const named = months.flatMap((month) => [
      stays(10, month, {indicator: 'Séjours'}),
      stays(4, month, {indicator: 'examens'}),
    ])
    expect(of(named)).toEqual([30, 12])
  })
})

describe('the measured side', () => {
  it('stands beside the figure, absent is not zero, and over 5 % is told', () => {
    const line = {finess: SITE, month: '2026-01', typeCode: '11490-0'}
    const alone = {finess: OTHER, month: '2026-01', typeCode: '11490-0', value: 4}
    const elastic = figuresOf('elastic', [{...line, value: 2}, alone])
    const {rows} = prepared({elastic}, [factOf()])
    expect(rows).toMatchObject([
      {finess: SITE, declare: 1, elastic: 2, elasticState: 'count'},
      {finess: OTHER, declare: 0, elastic: 4},
    ])
    expect(rows[0]?.notes).toContain('elastic-over')
    expect(rows[0]?.months[1]).toMatchObject({elastic: null, elasticState: 'absent'})
  })

  it('proposes nothing where no traces were read', () => {
    const elastic = figuresOf('elastic', [{finess: SITE, month: '2026-01', typeCode: '11490-0', value: 2}])
    const [row] = new Preparation(input({elastic})).rows()
    expect(row).toMatchObject({declare: null, supported: null, elastic: 2, rate: null})
    expect(row?.notes).toContain('no-traces')
  })
})

describe('any documents', () => {
  const instant = fc.integer({min: at('2025-12-20T00:00Z'), max: at('2026-05-01T00:00Z')})
  const truth = fc.record({
    site: fc.constantFrom(SITE, OTHER),
    typeCode: fc.constantFrom('11490-0', '34112-3'),
    made: instant,
    wait: fc.integer({min: 0, max: 20 * 86_400_000}),
    kind: fc.constantFrom('accepted', 'refused', 'deleted', 'replace'),
  })
  const paris = new Intl.DateTimeFormat('sv-SE', {timeZone: 'Europe/Paris', dateStyle: 'short'})

  it('are counted as a recount with the calendar of the runtime does, and the list holds each of them', () => {
    fc.assert(
      fc.property(fc.array(truth, {maxLength: 40}), fc.constantFrom('EJ', 'EG'), (all, level) => {
        const facts = all.map(({site, typeCode, made, wait, kind}) => {
          const gone = kind === 'deleted' ? {registryStatus: 'deleted', deletedAt: made + 2 * wait} : {}
          return factOf({
            ...{finessEg: site, typeCode, createdAt: made, plannedAt: made, submittedAt: made + wait},
            ...(kind === 'refused' ? {state: 'refused'} : {acceptedAt: made + wait}),
            ...(kind === 'replace' ? {action: 'replace'} : {}),
            ...(gone as Partial<DocumentFact>),
          })
        })
        const {rows, documents} = prepared({level}, facts)
        const day = (ms: number) => paris.format(ms)
        for (const site of level === 'EG' ? [SITE, OTHER] : [EJ]) {
          const mine = all.filter(
            ({site: own, typeCode, kind, made, wait}) =>
              (level === 'EJ' || own === site) &&
              typeCode === '11490-0' &&
              kind !== 'refused' &&
              day(made + wait) >= '2026-01-01' &&
              day(made + wait) <= '2026-03-31',
          )
          const gone = mine.filter(
            ({kind, made, wait}) => kind === 'deleted' && day(made + 2 * wait) <= '2026-04-10',
          )
          const versions = mine.filter(({kind}) => kind === 'replace')
          const row = rows.find(({finess}) => finess === site)
          expect(row?.supported ?? 0).toBe(mine.length)
          expect(row?.measurable ?? 0).toBe(mine.length - gone.length - versions.length)
          expect(documents.filter(({finess}) => finess === site)).toHaveLength(mine.length)
          for (const {month, supported} of row?.months ?? [])
            expect(supported).toBe(mine.filter(({made, wait}) => day(made + wait).startsWith(month)).length)
        }
      }),
      {numRuns: 200},
    )
  })
})
