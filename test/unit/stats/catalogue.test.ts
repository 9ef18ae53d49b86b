import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {CatalogueFault, readCatalogue} from '../../../src/lib/stats/catalogue.ts'
import type {Gap} from '../../../src/lib/stats/gap.ts'
import {sentenceOf} from '../../../src/lib/ui/stats/gap-words.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {projectRoot} from '../../support/program.ts'

const shipped = () => JSON.parse(readFileSync(join(projectRoot, 'data/indicators.json'), 'utf8'))

describe('the catalogue that comes with the program', () => {
  it('is one, names its sources, and promises no target', () => {
    const {indicators, windows, dated} = readCatalogue(shipped())
    expect(dated).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(new Set(indicators.map(({programme}) => programme))).toEqual(new Set(['SUN-ES', 'ESMS numérique']))
    for (const {target, source} of indicators) {
      expect(target).toBeUndefined()
      expect(source).toContain('À vérifier')
    }
    expect(windows.map(({id}) => id)).toEqual(['SUN-ES-F1', 'SUN-ES-F2', 'SUN-ES-F3', 'SUN-ES-F4'])
  })

  it('counts only types of the value set of the CI-SIS, and no reference of imaging objects', () => {
    const codes = new Set<string>()
    const text = readFileSync(join(projectRoot, 'data/valuesets/J07.json'), 'utf8')
    for (const [, code = ''] of text.matchAll(/"([A-Z0-9_-]{3,})"/g)) codes.add(code)
    const types = readCatalogue(shipped()).indicators.flatMap(({typeCodes}) => typeCodes)
    expect(types.filter((type) => type !== '*' && !codes.has(type))).toEqual([])
    expect(types).not.toContain('IMG-KOS')
  })
})

describe('a catalogue with a fault', () => {
  const one = shipped().indicators[0]
  it.each([
    ['version', {version: 2}, '1'],
    ['indicator', {indicator: []}, 'known'],
    ['indicators', {indicators: []}, 'some'],
    ['indicators[0].counts', {indicators: [{...one, counts: 'all'}]}, 'produced, sent, accepted'],
    ['indicators[0].typeCodes', {indicators: [{...one, typeCodes: []}]}, 'some'],
    ['indicators[0].target', {indicators: [{...one, target: 80.125}]}, 'percent'],
    ['indicators[0].window', {indicators: [{...one, window: 'F9'}]}, 'window'],
    [
      'indicators[0].window.to',
      {indicators: [{...one, window: {id: 'x', from: '2026-02-01', to: '2026-01-31'}}]},
      'after',
    ],
    ['indicators[1].id', {indicators: [one, one]}, 'distinct'],
    ['dated', {dated: '2026-02-30'}, 'day'],
    ['measured.countsDeleted', {measured: {dateBasis: 'submission', countsReplacements: true}}, 'flag'],
  ])('is told at %s', (at, change, expected) => {
    let fault: unknown
    try {
      readCatalogue({...shipped(), ...change})
    } catch (error) {
      fault = error
    }
    expect(fault).toBeInstanceOf(CatalogueFault)
    expect(fault).toMatchObject({at, expected})
  })

  it('takes a window of the file by its name, and a target in percent', () => {
    const {indicators} = readCatalogue({
      ...shipped(),
      indicators: [{...one, window: 'SUN-ES-F2', target: 62.5}],
    })
    expect(indicators[0]).toMatchObject({
      window: {id: 'SUN-ES-F2', from: '2022-07-01', to: '2022-12-31'},
      target: 6250,
    })
  })
})

describe('the sentence to paste', () => {
  const gap: Gap = {
    key: {finess: '010000032', level: 'EG', period: '2026-01/2026-06', indicator: 'LDL'},
    ...{elastic: 1200, declared: 1238, difference: 38, ofElastic: 317, ofDeclared: 307},
    ...{over: false, dependsOnBase: false, small: false, status: 'compared'},
    causes: [
      {code: 'refused-access', amount: 31, plus: 31, minus: 0},
      {code: 'duplicate', amount: 7, plus: 7, minus: 0},
      {code: 'month-boundary', amount: 0, plus: 3, minus: 3},
      {code: 'other-lps', amount: -2, plus: 0, minus: 2},
    ],
    unexplained: 2,
  }
  const settings = {base: 'elastic', threshold: 500} as const

  it('says the gap and what it is made of', () => {
    expect(sentenceOf(gap, settings, translator('fr'))).toBe(
      'FINESS 010000032, LDL, 2026-01 – 2026-06 : écart de +3,17\u202f% (D = 1\u00a0238, E = 1\u00a0200), 31 refus d’accès, 7 doublons, -2 envoyés par un autre logiciel, +2 inexpliqués.',
    )
    expect(sentenceOf(gap, {...settings, base: 'declared'}, translator('en'))).toBe(
      'FINESS 010000032, LDL, 2026-01 – 2026-06: gap of +3.07% (D = 1,238, E = 1,200), 31 refusals of access, 7 duplicates, -2 sent by other software, +2 unexplained.',
    )
  })

  it('says why there is no percentage', () => {
    const absent: Gap = {...gap, elastic: null, difference: null, status: 'elastic-absent', causes: []}
    expect(sentenceOf(absent, settings, translator('fr'))).toContain(
      'absent du mesuré (D = 1\u00a0238, E = –)',
    )
  })
})
