import {Comparison} from '../../../src/lib/stats/compare.ts'
import {Directory} from '../../../src/lib/stats/directory.ts'
import type {DocumentFact} from '../../../src/lib/stats/document-fact.ts'
import {type Gap, gapCauses} from '../../../src/lib/stats/gap.ts'
import type {GapReport} from '../../../src/lib/stats/gap-report.ts'
import type {Indicator} from '../../../src/lib/stats/indicator.ts'
import type {Figures, FileReading, IncompleteSign} from '../../../src/lib/stats/reading/figures.ts'
import {factOf, figuresOf, type Told} from '../stats/figures-of.ts'

const EJ = '010000024'
const SITES = ['010000032', '010000040'] as const
export const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as const

const LDL: Indicator = {
  ...{id: 'LDL', label: 'Lettre de liaison à la sortie', programme: 'P', typeCodes: ['11490-0']},
  ...{alsoAccept: ['34112-3'], counts: 'produced', dateBasis: 'creation', source: 'test'},
}
const ORD: Indicator = {...LDL, id: 'ORD', label: 'Ordonnance', typeCodes: ['57833-6'], alsoAccept: []}

const at = (month: number, day = 12) => Date.UTC(2026, month, day, 9)
const numbered = (facts: readonly DocumentFact[]) =>
  facts.map((fact, n) => ({...fact, ipp: `IPP-${n}`, venue: `V-${n}`, sourceId: `DOC-${n}`}))

const many = (count: number, month: number, more: Partial<DocumentFact> = {}) =>
  Array.from({length: count}, () => factOf({createdAt: at(month), submittedAt: at(month), ...more}))

/** A year's half of two sites and two indicators: accepted, refused, late, deleted, not ours, planted, absent. */
function facts(): readonly DocumentFact[] {
  const closed = {state: 'refused', cause: 'DMP_REFUSED', refusals: ['DMPClosed']} as const
  return numbered([
    ...MONTHS.flatMap((_, month) => many(120 + month, month)),
    ...many(9, 0, closed),
    ...many(4, 1, {...closed, cause: '<script>alert(1)</script>'}),
    ...many(6, 2, {registryStatus: 'deleted', deletedAt: at(6)}),
    ...many(3, 3, {action: 'replace', replaces: '1.2.3' as never}),
    ...many(7, 4, {typeCode: '34112-3'}),
    ...many(5, 0, {submittedAt: at(1, 2)}),
    ...many(40, 2, {typeCode: '57833-6'}),
    ...many(2, 2, {typeCode: '57833-6', state: 'held', attempts: 0, cause: 'DMP_IDENTITY_NOT_QUALIFIED'}),
  ])
}

function told(): {elastic: Told[]; declared: Told[]} {
  const [site, other] = SITES
  const e = (month: string, value: Told['value'], more: Partial<Told> = {}): Told => ({
    ...{finess: site, level: 'EG', month, typeCode: '11490-0', software: 'dmp', value},
    ...more,
  })
  const d = (month: string, value: Told['value'], more: Partial<Told> = {}): Told => ({
    ...{finess: site, level: 'EG', month, indicator: 'LDL', value},
    ...more,
  })
  const declared = [134, 126, 128, 126, 131, 125]
  return {
    elastic: [
      ...MONTHS.map((month, n) => e(month, 120 + n + (n === 1 ? 5 : 0))),
      e('2026-06', 4, {software: 'EAI'}),
      e('2026-03', 40, {typeCode: '57833-6'}),
      e('2026-01', 0, {finess: other}),
      e('2026-02', 12, {finess: other}),
      e('2026-01', 30, {finess: other, typeCode: '57833-6'}),
    ],
    declared: [
      ...MONTHS.map((month, n) => d(month, declared[n] ?? 0)),
      d('2026-03', 42, {indicator: 'ORD'}),
      d('2026-01', 3, {finess: other}),
      d('2026-02', 90, {finess: other}),
      d('2026-01', {state: 'not-filled', text: 'NC'}, {finess: other, indicator: 'ORD'}),
    ],
  }
}

function withFile(figures: Figures, name: string): Figures {
  const decoding: FileReading['decoding'] = {
    ...{kind: 'csv', encoding: 'utf-8', bom: true, delimiter: ';', eol: 'crlf', headerRow: 1, layout: 'long'},
    ...{numberLocale: 'fr', numberLocaleBy: 'values', preset: 'osis-long', timeZone: 'Europe/Paris'},
  }
  const balance = {
    ...figures.balance,
    read: figures.balance.read + 2,
    skipped: 2,
    reasons: {header: 1, total: 1},
  }
  const file = `/home/dim/exports/${name}`
  const lines = [
    {file, line: 1, lastLine: 1, reason: 'header', text: 'N° FINESS;Mois;Indicateur'},
    {file, line: 9, lastLine: 9, reason: 'total', text: 'Total général;;;<b>1 204</b>'},
  ] as const
  return {
    ...figures,
    balance,
    skipped: lines,
    files: [{file, decoding, balance, preamble: ['Observatoire'], columns: []}],
    notices: [{code: 'finess-padded', file, line: 4, times: 2, params: {text: '10000032', finess: SITES[0]}}],
  }
}

interface Wish {
  readonly settings?: Partial<GapReport['settings']>
  readonly explained?: boolean
}

/** A report as `stats compare` makes it, of figures and documents that were never in a file. */
export function sampleReport({settings = {}, explained = true}: Wish = {}): GapReport {
  const {elastic, declared} = told()
  const sign: IncompleteSign = {code: 'top-n', file: 'elastic.csv', params: {count: 5}}
  const sides = {
    elastic: withFile(figuresOf('elastic', elastic, [sign]), 'elastic.csv'),
    declared: withFile(figuresOf('declared', declared), 'osis.csv'),
  }
  const rule = {base: 'elastic', threshold: 500, minDiff: 0, environment: 'production', ...settings} as const
  const catalogue = {
    ...{dated: '2026-01-01', source: 'test', windows: [], indicators: [LDL, ORD]},
    measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
  } as const
  const comparison = new Comparison({
    ...sides,
    ...rule,
    directory: new Directory(SITES.map((eg) => ({eg, ej: EJ}))),
    catalogue,
    own: {finessEj: EJ, finessEg: SITES[0]},
    software: ['dmp'],
  })
  const documents = explained ? facts() : []
  if (explained) comparison.explained()
  for (const fact of documents) comparison.add(fact)
  const {left, outside, ...result} = comparison.result()
  const {measured, dated, source, indicators} = catalogue
  return {
    at: '2026-07-02T08:00:00.000Z',
    profile: 'chu',
    settings: {
      ...rule,
      measured,
      level: 'EG',
      period: {from: '2026-01', to: '2026-06'},
      elasticAsOf: '2026-07-01',
      software: ['dmp'],
    },
    catalogue: {dated, source, from: 'shipped', indicators},
    sides: {
      elastic: {...sides.elastic, left: left.elastic},
      declared: {...sides.declared, left: left.declared},
    },
    ...(explained
      ? {
          traces: {
            journals: [{id: 'j', documents: documents.length}],
            documents: documents.length,
            keptBack: 0,
            outside,
          },
        }
      : {}),
    ...result,
  }
}

/** The same with 30 months, 40 keys, names as long as a catalogue may have them, and millions of documents. */
export function crowdedReport(): GapReport {
  const report = sampleReport()
  const [gap] = report.gaps
  if (!gap) throw new Error('an empty sample')
  const indicator = 'INDICATEUR-D-UN-PROGRAMME-REGIONAL-AU-NOM-BIEN-TROP-LONG-POUR-UN-GRAPHIQUE'
  const large = gapCauses.map((code, at) => {
    const [plus, minus] = at % 3 === 0 ? [1_234_567, 0] : at % 3 === 1 ? [0, 2_345_678] : [400_000, 399_999]
    return {code, plus, minus, amount: plus - minus}
  })
  const sum = large.reduce((total, {amount}) => total + amount, 0)
  const elastic = 123_456_789
  const of = (period: string, difference: number): Gap => ({
    ...gap,
    key: {...gap.key, period, indicator},
    ...{elastic, declared: elastic + difference, difference, causes: large, unexplained: difference - sum},
    over: Math.abs(difference) * 20 > elastic,
  })
  const months = Array.from({length: 30}, (_, at) => {
    const period = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
    return of(period, (at - 15) * 2_000_000)
  })
  const gaps = Array.from({length: 40}, (_, at) => {
    const one = of('2024-01/2026-06', (20 - at) * 900_000)
    return {...one, key: {...one.key, finess: `01${String(at).padStart(7, '0')}`}}
  })
  const monthly = gaps
    .slice(0, 3)
    .flatMap(({key: {finess}}) => months.map((one) => ({...one, key: {...one.key, finess}})))
  return {...report, gaps, monthly}
}
