/** Figures of a file brought to the keys of a preparation: FINESS at its level, indicator, month. */
import type {FinessLevel, Month} from '../count-line.ts'
import type {SideFigure} from '../gap-arithmetic.ts'
import type {LeftFigures} from '../gap-report.ts'
import type {Indicator} from '../indicator.ts'
import {allDocuments, folded, IndicatorMatch} from '../indicator-match.ts'
import {isIn, monthsOf} from '../months.ts'
import type {Figures, Side} from '../reading/figures.ts'
import {added, cellKey, type SideShape, SideTotals, shapeOf} from '../side-totals.ts'
import type {PreparationInput} from './preparation-input.ts'

/** What a file that names no indicator is taken for. */
const STAYS = ['sejours', 'sejour', 'stays']

export class Gathered {
  readonly level: FinessLevel | undefined
  readonly #totals: SideTotals
  readonly #shape: SideShape
  readonly #months: readonly Month[]
  /** Names under which the figure of an indicator may stand, the most special first. */
  readonly #namesOf: (indicator: string) => readonly string[]

  constructor(figures: Figures, side: Side, input: PreparationInput, {level, match, namesOf}: GatherWish) {
    const {directory, environment, own, period} = input
    this.#shape = shapeOf(figures.table, directory)
    this.level = this.#shape.level
    this.#months = monthsOf(period)
    this.#namesOf = namesOf
    this.#totals = new SideTotals({
      ...{side, directory, match, environment},
      level: level ?? this.level ?? 'EJ',
      byType: this.#shape.hasTypes,
      byMonth: this.#shape.hasMonths,
      isInPeriod: (month) => isIn(month, period),
      ownFiness: (level ?? this.level) === 'EG' ? own.finessEg : own.finessEj,
      ours: new Set(),
    })
    this.#totals.gather(figures.table, this.#shape)
  }

  get hasTypes(): boolean {
    return this.#shape.hasTypes
  }

  get left(): readonly LeftFigures[] {
    return this.#totals.left
  }

  *keys(): Generator<{readonly finess: string; readonly indicator: string}> {
    for (const {finess, indicator} of this.#totals.cells.values()) yield {finess, indicator}
  }

  /** Of a month, or summed over the period; a file without months has figures of the period alone. */
  figure(finess: string, indicator: string, month?: Month): SideFigure {
    const {hasMonths} = this.#shape
    if (!hasMonths) return month === undefined ? this.#cell(finess, indicator, '') : {state: 'absent'}
    if (month !== undefined) return this.#cell(finess, indicator, month)
    return this.#months
      .map((one) => this.#cell(finess, indicator, one))
      .reduce<SideFigure>(added, {state: 'absent'})
  }

  /** Whether every month of the period has a count, where the file has months. */
  isComplete(finess: string, indicator: string): boolean {
    if (!this.#shape.hasMonths) return true
    return this.#months.every((month) => this.#cell(finess, indicator, month).state === 'count')
  }

  #cell(finess: string, indicator: string, month: string): SideFigure {
    for (const name of this.#namesOf(indicator)) {
      const cell = this.#totals.cells.get(cellKey(finess, month, name))
      if (cell) return cell.figure
    }
    return {state: 'absent'}
  }
}

interface GatherWish {
  readonly level?: FinessLevel | undefined
  readonly match: IndicatorMatch
  readonly namesOf: (indicator: string) => readonly string[]
}

export function gatherElastic(input: PreparationInput, level = input.level): Gathered | undefined {
  const {elastic, indicators} = input
  if (!elastic) return undefined
  const match = new IndicatorMatch(indicators)
  return new Gathered(elastic, 'elastic', input, {level, match, namesOf: (id) => [id]})
}

/**
 * A denominator stands under the indicator, or under what the catalogue calls its denominator (séjours, examens…), which
 * several indicators may have. A file that names neither is one of stays, and of no use to an indicator that is counted
 * against something else.
 */
export function gatherDenominators(input: PreparationInput, level: FinessLevel): Gathered | undefined {
  const {denominators, indicators} = input
  if (!denominators) return undefined
  const names = new Map(
    indicators.flatMap(({denominator}) =>
      denominator === undefined ? [] : [[folded(denominator), denominator] as const],
    ),
  )
  const named = [...names].map(
    ([id, label]): Indicator => ({
      ...{id: `/${id}`, label, programme: '', typeCodes: [], alsoAccept: [], source: ''},
      ...{counts: 'produced', dateBasis: 'creation'},
    }),
  )
  const byId = new Map(indicators.map((one) => [one.id, one]))
  return new Gathered(denominators, 'declared', input, {
    level,
    match: new IndicatorMatch([...indicators, ...named]),
    namesOf(id) {
      const denominator = folded(byId.get(id)?.denominator ?? '')
      return [
        id,
        ...(denominator ? [`/${denominator}`] : []),
        ...(STAYS.includes(denominator) ? [allDocuments] : []),
      ]
    },
  })
}
