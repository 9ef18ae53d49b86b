/**
 * What two sides can be compared by: the level of FINESS, types, months, period and software that both have. Where a side
 * lacks one, everything is compared together and that is said.
 */
import type {FinessLevel, Month} from './count-line.ts'
import type {Directory} from './directory.ts'
import type {GapBase} from './gap.ts'
import type {GapRemark} from './gap-report.ts'
import type {Indicator, IndicatorCatalogue} from './indicator.ts'
import {allDocuments, everyType, folded, IndicatorMatch} from './indicator-match.ts'
import {isIn, type MonthRange, monthsOf, rangeOf} from './months.ts'
import type {Figures} from './reading/figures.ts'
import {type SideShape, shapeOf} from './side-totals.ts'

export interface CompareInput {
  readonly elastic: Figures
  readonly declared: Figures
  /** Stays, read like a declaration. */
  readonly stays?: Figures | undefined
  readonly directory: Directory
  readonly catalogue: IndicatorCatalogue
  readonly own: {readonly finessEj: string; readonly finessEg: string}
  readonly environment: string
  /** Our software, as the measured side writes it. */
  readonly software: readonly string[]
  readonly base: GapBase
  /** Hundredths of a percent. */
  readonly threshold: number
  readonly minDiff: number
  readonly period?: MonthRange | undefined
  readonly level?: FinessLevel | undefined
  readonly elasticAsOf?: string | undefined
  readonly declaredAsOf?: string | undefined
}

export interface ComparePlan {
  readonly shapes: {readonly elastic: SideShape; readonly declared: SideShape}
  readonly level: FinessLevel
  readonly native: {readonly elastic: FinessLevel; readonly declared: FinessLevel}
  readonly byType: boolean
  readonly byMonth: boolean
  readonly ownFiness: string
  /** The catalogue's, or all documents together. */
  readonly indicators: readonly Indicator[]
  readonly ours: ReadonlySet<string>
  readonly remarks: readonly GapRemark[]
  /** Of the comparison as a whole; undefined when no side names a month. */
  readonly period: MonthRange | undefined
  /** Of one indicator; undefined: everything. */
  periodOf(indicator: string): MonthRange | undefined
  isInPeriod(month: Month, indicator: string): boolean
}

function levelsOf({level: wanted}: CompareInput, elastic: SideShape, declared: SideShape) {
  const stated = [elastic.level, declared.level].filter((one) => one !== undefined)
  const nameless = !(elastic.hasFiness && declared.hasFiness)
  const differ = new Set(stated).size > 1
  const [first] = stated
  const level: FinessLevel = wanted ?? (nameless || differ ? 'EJ' : (first ?? 'EG'))
  return {level, native: {elastic: elastic.level ?? level, declared: declared.level ?? level}}
}

/** All documents, whatever their type; counted as the indicators of the catalogue are when these agree. */
function everything({indicators}: IndicatorCatalogue): Indicator {
  const [first] = indicators
  const agrees = indicators.every(
    ({counts, dateBasis}) => counts === first?.counts && dateBasis === first.dateBasis,
  )
  const {counts, dateBasis} = agrees && first ? first : ({counts: 'produced', dateBasis: 'creation'} as const)
  return {
    id: allDocuments,
    label: allDocuments,
    programme: '',
    typeCodes: [everyType],
    alsoAccept: [],
    counts,
    dateBasis,
    source: '',
  }
}

/** Indicators that are declared, and those of their programmes: what another programme counts is not missing here. */
function takingPart({catalogue: {indicators}, declared}: CompareInput): readonly Indicator[] {
  const match = new IndicatorMatch(indicators)
  const named = new Set<string>()
  for (const figure of declared.table.values()) for (const id of match.of('declared', figure)) named.add(id)
  const programmes = new Set(indicators.filter(({id}) => named.has(id)).map(({programme}) => programme))
  return programmes.size === 0 ? indicators : indicators.filter(({programme}) => programmes.has(programme))
}

function oursOf({software}: CompareInput, {software: seen}: SideShape, remarks: GapRemark[]) {
  const ours = new Set(software.map(folded))
  if (seen.size === 0 || [...seen].some((name) => ours.has(folded(name)))) return ours
  remarks.push({
    code: 'software-unmatched',
    params: {ours: software.join(', '), seen: [...seen].sort().join(', ')},
  })
  return new Set<string>()
}

const windowOf = ({window}: Indicator): MonthRange | undefined =>
  window && {from: window.from.slice(0, 7), to: window.to.slice(0, 7)}

/** Months of which neither side has a figure: a sum over the period is one over fewer months. */
function uncoveredMonths(
  period: MonthRange | undefined,
  elastic: SideShape,
  declared: SideShape,
): readonly Month[] {
  return (period ? monthsOf(period) : []).filter(
    (month) => !elastic.months.has(month) && !declared.months.has(month),
  )
}

export function comparePlan(input: CompareInput): ComparePlan {
  const {directory, catalogue, own} = input
  const remarks: GapRemark[] = []
  const elastic = shapeOf(input.elastic.table, directory)
  const declared = shapeOf(input.declared.table, directory)
  const {level, native} = levelsOf(input, elastic, declared)
  const byType = elastic.hasTypes && declared.hasTypes
  const byMonth = elastic.hasMonths && declared.hasMonths
  const say = (code: string, params: GapRemark['params'] = {}) => remarks.push({code, params})
  const ownFiness = level === 'EJ' ? own.finessEj : own.finessEg
  for (const [side, shape] of [
    ['elastic', elastic],
    ['declared', declared],
  ] as const) {
    if (!shape.hasFiness) say('no-finess', {side, finess: ownFiness})
    if (!shape.hasTypes) say('no-types', {side})
    if (!shape.hasMonths) say('no-months', {side})
    if (shape.isMixed) say('levels-mixed', {side, level})
  }
  if (native.elastic !== native.declared) say('levels-differ', {level})
  const indicators = byType ? takingPart(input) : [everything(catalogue)]
  const seen = rangeOf([...elastic.months, ...declared.months])
  const windows = new Map(indicators.map((one) => [one.id, input.period ?? windowOf(one) ?? seen] as const))
  const unnamed = !elastic.hasMonths || !declared.hasMonths
  const assumed = input.period === undefined && indicators.some((one) => windowOf(one) === undefined)
  if (unnamed && assumed && seen) say('period-assumed', {from: seen.from, to: seen.to})
  const periodOf = (indicator: string) => windows.get(indicator)
  const period = rangeOf([...windows.values()].flatMap((one) => (one ? [one.from, one.to] : [])))
  const uncovered = byMonth ? uncoveredMonths(period, elastic, declared) : []
  if (uncovered.length > 0) say('period-uncovered', {months: uncovered.join(', ')})
  return {
    shapes: {elastic, declared},
    level,
    native,
    byType,
    byMonth,
    ownFiness,
    indicators,
    ours: oursOf(input, elastic, remarks),
    remarks,
    period,
    periodOf,
    isInPeriod(month, indicator) {
      const period = periodOf(indicator)
      return period === undefined || isIn(month, period)
    },
  }
}
