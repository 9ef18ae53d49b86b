/**
 * Truth is generated first: documents, each with what became of it. Both exports are written from it, then documents are
 * planted on one side alone. What the comparison must answer is counted here from the truth again, by brute force.
 */
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {DocumentUniqueId} from '../../../src/lib/ids/identifiers.ts'
import {Comparison} from '../../../src/lib/stats/compare.ts'
import {Directory} from '../../../src/lib/stats/directory.ts'
import type {DocumentFact} from '../../../src/lib/stats/document-fact.ts'
import type {Gap, GapCauseCode} from '../../../src/lib/stats/gap.ts'
import type {Indicator, IndicatorCatalogue} from '../../../src/lib/stats/indicator.ts'
import {factOf, figuresOf, type Told} from './figures-of.ts'

const EJ = '010000024'
const SITES = ['010000032', '010000040'] as const
const TYPES = ['11490-0', '57833-6', '34112-3'] as const
const MONTHS = ['2026-01', '2026-02', '2026-03'] as const

const base = {programme: 'SUN-ES', counts: 'produced', dateBasis: 'creation', source: 'test'} as const
const LDL: Indicator = {...base, id: 'LDL', label: 'Lettre', typeCodes: ['11490-0'], alsoAccept: ['34112-3']}
const ORD: Indicator = {...base, id: 'ORD', label: 'Ordonnance', typeCodes: ['57833-6'], alsoAccept: []}
const catalogue: IndicatorCatalogue = {
  dated: '2026-01-01',
  source: 'test',
  measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
  windows: [],
  indicators: [LDL, ORD],
}

/** What became of a document, and the cause that a person would name. Empty: both sides count it. */
const FATES = {
  accepted: '',
  'test-traffic': 'environment',
  'ins-refused': 'ins-not-qualified',
  planned: 'not-sent',
  access: 'refused-access',
  blocked: 'patient-blocked',
  dead: 'deceased',
  closed: 'dmp-closed',
  refused: 'refused',
  repeated: 'duplicate',
  unknown: 'ambiguous',
  revealed: 'visibility-change',
  replaced: 'replacement',
  deleted: 'deleted',
} as const satisfies Record<string, GapCauseCode | ''>
type Fate = keyof typeof FATES

interface Truth {
  readonly fate: Fate
  readonly site: (typeof SITES)[number]
  readonly type: (typeof TYPES)[number]
  /** Month of creation; it leaves `late` months later. */
  readonly month: number
  readonly late: number
}

const truth: fc.Arbitrary<Truth> = fc.record({
  fate: fc.constantFrom(...(Object.keys(FATES) as Fate[])),
  site: fc.constantFrom(...SITES),
  type: fc.constantFrom(...TYPES),
  month: fc.integer({min: 0, max: 2}),
  late: fc.constantFrom(0, 0, 0, 1, 2),
})

/** Documents on one side alone, unknown to our traces. */
const planted = fc.record({
  side: fc.constantFrom('elastic', 'declared', 'other-lps'),
  site: fc.constantFrom(...SITES),
  type: fc.constantFrom('11490-0', '57833-6'),
  month: fc.integer({min: 0, max: 2}),
})
type Planted = typeof planted extends fc.Arbitrary<infer T> ? T : never

const monthAt = (at: number) => ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'][at] ?? ''

const sample: Readonly<Record<Fate, Partial<DocumentFact>>> = {
  accepted: {},
  'test-traffic': {environment: 'test'},
  'ins-refused': {state: 'held', attempts: 0, cause: 'DMP_IDENTITY_NOT_QUALIFIED'},
  planned: {state: 'planned', attempts: 0},
  access: {state: 'refused', cause: 'DMP_REFUSED', refusals: ['DMPAccessDeniedByRightsService']},
  blocked: {state: 'held', attempts: 0, cause: 'DMP_HELD', causeReason: 'opposition'},
  dead: {state: 'held', attempts: 0, cause: 'DMP_HELD', causeReason: 'patient décédé'},
  closed: {state: 'refused', cause: 'DMP_REFUSED', refusals: ['DMPClosed']},
  refused: {state: 'refused', cause: 'DMP_REFUSED', refusals: ['InvalidDocumentContent']},
  repeated: {repeats: true},
  unknown: {state: 'unknown', wasUnknown: true, cause: 'DMP_NO_ANSWER'},
  revealed: {action: 'replace', changesVisibilityOnly: true, replaces: '1.2.3' as DocumentUniqueId},
  replaced: {action: 'replace', replaces: '1.2.3' as DocumentUniqueId},
  deleted: {registryStatus: 'deleted', deletedAt: Date.UTC(2026, 6, 1)},
}

function factFor({fate, site, type, month, late}: Truth): DocumentFact {
  const createdAt = Date.UTC(2026, month, 31 - 5, 12)
  const submittedAt = Date.UTC(2026, month + late, 27, 12)
  return factOf({createdAt, submittedAt, finessEg: site, typeCode: type, ...sample[fate]})
}

const indicatorOf = (type: string, side: 'elastic' | 'declared') =>
  type === '57833-6' ? 'ORD' : type === '11490-0' || side === 'declared' ? 'LDL' : undefined

const isMeasured = ({fate, type}: Truth) => FATES[fate] === '' && type !== '34112-3'

/** The export of SI Pilotage: by site, month, type and software. */
function elasticOf(truths: readonly Truth[], extra: readonly Planted[]): Told[] {
  const lines: Told[] = SITES.flatMap((finess) =>
    MONTHS.flatMap((month) =>
      ['11490-0', '57833-6'].map((typeCode) => ({
        finess,
        level: 'EG' as const,
        month,
        typeCode,
        software: 'dmp',
        value: 0,
      })),
    ),
  )
  for (const one of truths)
    if (isMeasured(one))
      lines.push({
        finess: one.site,
        level: 'EG',
        month: monthAt(one.month + one.late),
        typeCode: one.type,
        software: 'dmp',
        value: 1,
      })
  for (const {side, site, type, month} of extra)
    if (side !== 'declared')
      lines.push({
        finess: site,
        level: 'EG',
        month: monthAt(month),
        typeCode: type,
        software: side === 'other-lps' ? 'EAI-X' : 'dmp',
        value: 1,
      })
  return lines
}

function declaredOf(truths: readonly Truth[], extra: readonly Planted[]): Told[] {
  const lines: Told[] = SITES.flatMap((finess) =>
    MONTHS.flatMap((month) =>
      ['LDL', 'ORD'].map((indicator) => ({finess, level: 'EG' as const, month, indicator, value: 0})),
    ),
  )
  const all = [
    ...truths.map(({site, type, month}) => ({site, type, month})),
    ...extra.filter(({side}) => side === 'declared'),
  ]
  for (const {site, type, month} of all) {
    const indicator = indicatorOf(type, 'declared')
    if (indicator) lines.push({finess: site, level: 'EG', month: monthAt(month), indicator, value: 1})
  }
  return lines
}

function compareAll(
  elastic: Told[],
  declared: Told[],
  facts: readonly DocumentFact[],
  directory: Directory,
  level?: 'EJ',
) {
  const comparison = new Comparison({
    elastic: figuresOf('elastic', elastic),
    declared: figuresOf('declared', declared),
    directory,
    catalogue,
    own: {finessEj: EJ, finessEg: SITES[0]},
    environment: 'production',
    software: ['dmp'],
    base: 'elastic',
    threshold: 500,
    minDiff: 0,
    period: {from: '2026-01', to: '2026-03'},
    level,
  })
  comparison.explained()
  for (const fact of facts) comparison.add(fact)
  return comparison.result()
}

const isOf = (gap: Gap, site: string, month: string, indicator: string | undefined) =>
  indicator === gap.key.indicator &&
  (gap.key.level === 'EJ' || site === gap.key.finess) &&
  (gap.key.period.includes('/') ? MONTHS.includes(month as never) : month === gap.key.period)

/** What must come out for one key, counted from the truth. */
function expectedOf(gap: Gap, truths: readonly Truth[], extra: readonly Planted[]) {
  const causes = new Map<string, {plus: number; minus: number}>()
  const note = (code: string, sign: 1 | -1) => {
    const known = causes.get(code) ?? {plus: 0, minus: 0}
    if (sign === 1) known.plus += 1
    else known.minus += 1
    causes.set(code, known)
  }
  let [elastic, declared, unexplained] = [0, 0, 0]
  for (const one of truths) {
    const inD = isOf(gap, one.site, monthAt(one.month), indicatorOf(one.type, 'declared'))
    const inE =
      isMeasured(one) && isOf(gap, one.site, monthAt(one.month + one.late), indicatorOf(one.type, 'elastic'))
    if (inD) declared += 1
    if (inE) elastic += 1
    if (isMeasured(one)) {
      if (one.late === 0) continue
      // 26th to 27th: one month later is 32 days at most with 31 days of March, two are more
      const days = (Date.UTC(2026, one.month + one.late, 27) - Date.UTC(2026, one.month, 26)) / 86_400_000
      const code = days > 31 ? 'backlog' : 'month-boundary'
      if (inD) note(code, 1)
      if (inE) note(code, -1)
    } else if (inD) {
      const told = FATES[one.fate]
      note(told === 'environment' ? told : one.type === '34112-3' ? 'type-mapping' : told, 1)
    }
  }
  for (const {side, site, type, month} of extra) {
    if (!isOf(gap, site, monthAt(month), indicatorOf(type, 'elastic'))) continue
    if (side === 'declared') {
      declared += 1
      unexplained += 1
    } else {
      elastic += 1
      if (side === 'elastic') unexplained -= 1
      else note('other-lps', -1)
    }
  }
  return {elastic, declared, unexplained, causes: Object.fromEntries(causes)}
}

const shown = ({causes, elastic, declared, unexplained}: Gap) => ({
  elastic,
  declared,
  unexplained,
  causes: Object.fromEntries(causes.map(({code, plus, minus}) => [code, {plus, minus}])),
})

// fewer than 20 of a key: no figure is equal to another measure by chance
const truths = fc.array(truth, {maxLength: 18})
const extras = fc.array(planted, {maxLength: 8})

describe('a comparison of generated truth', () => {
  it('explains every gap to the document: causes and unexplained are the gap', () => {
    fc.assert(
      fc.property(truths, extras, (all, extra) => {
        const {gaps, monthly, documents} = compareAll(
          elasticOf(all, extra),
          declaredOf(all, extra),
          all.map(factFor),
          new Directory(SITES.map((eg) => ({eg, ej: EJ}))),
        )
        expect(gaps).toHaveLength(4)
        expect(monthly).toHaveLength(12)
        for (const gap of [...gaps, ...monthly]) {
          expect(shown(gap)).toEqual(expectedOf(gap, all, extra))
          const sum = gap.causes.reduce((total, {amount}) => total + amount, gap.unexplained ?? Number.NaN)
          expect(sum).toBe(gap.difference)
        }
        // every amount of a document has that document behind it
        for (const gap of monthly)
          for (const {code, plus, minus} of gap.causes) {
            if (code === 'other-lps') continue
            const listed = documents.filter(
              ({cause, key}) =>
                cause === code &&
                key.finess === gap.key.finess &&
                key.indicator === gap.key.indicator &&
                key.period === gap.key.period,
            )
            expect(listed.filter(({sign}) => sign === 1)).toHaveLength(plus)
            expect(listed.filter(({sign}) => sign === -1)).toHaveLength(minus)
          }
      }),
      {numRuns: 150},
    )
  })

  it('does not depend on the order of lines or documents', () => {
    const seeded = fc.array(fc.nat(), {minLength: 40, maxLength: 40})
    const shuffled = <T>(values: readonly T[], seeds: readonly number[]) =>
      values
        .map((value, at) => [seeds[at % seeds.length] ?? 0, at, value] as const)
        .toSorted((a, b) => a[0] - b[0] || b[1] - a[1])
        .map(([, , value]) => value)
    fc.assert(
      fc.property(truths, extras, seeded, (all, extra, seeds) => {
        const directory = () => new Directory(SITES.map((eg) => ({eg, ej: EJ})))
        const [elastic, declared, facts] = [elasticOf(all, extra), declaredOf(all, extra), all.map(factFor)]
        const one = compareAll(elastic, declared, facts, directory())
        const other = compareAll(
          shuffled(elastic, seeds),
          shuffled(declared, seeds),
          shuffled(facts, seeds),
          directory(),
        )
        expect(other.gaps.map(shown)).toEqual(one.gaps.map(shown))
        expect(other.monthly).toEqual(one.monthly)
        expect(other.documents).toEqual(one.documents)
      }),
      {numRuns: 40},
    )
  })

  it('gives the same at the level of the legal entity, rows that sum up its sites being left out', () => {
    fc.assert(
      fc.property(truths, extras, (all, extra) => {
        const declared = declaredOf(all, extra)
        const totals = new Map<string, number>()
        for (const {month, indicator, value} of declared) {
          const key = `${month}|${indicator}`
          totals.set(key, (totals.get(key) ?? 0) + (value as number))
        }
        const sums = [...totals].map(([key, value]): Told => {
          const [month = '', indicator = ''] = key.split('|')
          return {finess: EJ, level: 'EJ', month, indicator, value}
        })
        const {gaps, left} = compareAll(
          elasticOf(all, extra),
          [...sums, ...declared],
          all.map(factFor),
          new Directory(SITES.map((eg) => ({eg, ej: EJ}))),
          'EJ',
        )
        for (const gap of gaps) expect(shown(gap)).toEqual(expectedOf(gap, all, extra))
        expect(left.declared).toEqual([expect.objectContaining({reason: 'subtotal', value: EJ, figures: 6})])
      }),
      {numRuns: 40},
    )
  })
})
