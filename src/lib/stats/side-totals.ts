/**
 * The figures of one side brought to the keys of the comparison: FINESS at the level compared, month, indicator. What
 * takes no part is listed with its reason; nothing is dropped in silence.
 */
import type {CellPlace, FinessLevel, Month} from './count-line.ts'
import type {Directory} from './directory.ts'
import {type EntityRow, entityRows} from './entity-rows.ts'
import type {SideFigure} from './gap-arithmetic.ts'
import type {LeftFigures, LeftReason} from './gap-report.ts'
import {allDocuments, folded, type IndicatorMatch} from './indicator-match.ts'
import type {Figure, FigureTable, Side} from './reading/figures.ts'

/** What a side has, looked at before its figures are brought together. */
export interface SideShape {
  readonly hasFiness: boolean
  readonly hasMonths: boolean
  /** Types or indicators. */
  readonly hasTypes: boolean
  readonly hasSoftware: boolean
  readonly months: ReadonlySet<Month>
  readonly finess: ReadonlySet<string>
  /** The level at which it gives its figures: `EJ` as soon as one is of a legal entity and none of a site. */
  readonly level: FinessLevel | undefined
  /** Rows of legal entities stand beside rows of sites. */
  readonly isMixed: boolean
  readonly software: ReadonlySet<string>
}

export interface GatherRules {
  readonly side: Side
  readonly directory: Directory
  readonly match: IndicatorMatch
  readonly level: FinessLevel
  /** False when one of the sides has none: everything is compared together. */
  readonly byType: boolean
  readonly byMonth: boolean
  isInPeriod(month: Month, indicator: string): boolean
  /** The establishment of a side that names none. */
  readonly ownFiness: string
  readonly environment: string
  readonly ours: ReadonlySet<string>
}

/** One key of one side. */
export interface SideCell {
  readonly finess: string
  /** `''` where the comparison has no months. */
  readonly month: Month | ''
  readonly indicator: string
  figure: SideFigure
  /** Of software that is not ours; part of the figure. */
  others: number
  place: CellPlace
}

export function shapeOf(table: FigureTable, directory: Directory): SideShape {
  const months = new Set<Month>()
  const finess = new Set<string>()
  const software = new Set<string>()
  const levels = new Set<FinessLevel>()
  let hasTypes = false
  for (const figure of table.values()) {
    if (figure.month !== undefined) months.add(figure.month)
    if (figure.software !== undefined) software.add(figure.software)
    hasTypes ||= figure.typeCode !== undefined || figure.indicator !== undefined
    if (figure.finess === undefined || finess.has(figure.finess)) continue
    finess.add(figure.finess)
    const level = levelOf(figure, directory)
    if (level && !directory.isBoth(figure.finess)) levels.add(level)
  }
  return {
    hasFiness: finess.size > 0,
    hasMonths: months.size > 0,
    hasTypes,
    hasSoftware: software.size > 0,
    months,
    finess,
    software,
    isMixed: levels.size > 1,
    level: levels.has('EG') ? 'EG' : levels.has('EJ') ? 'EJ' : undefined,
  }
}

/** What the directory knows wins over what a column is called. */
export function levelOf({finess, level}: Figure, directory: Directory): FinessLevel | undefined {
  return (finess === undefined ? undefined : directory.levelOf(finess)) ?? level
}

export const environmentWord = (word: string) => {
  const text = folded(word)
  return text === 'prod' || text === 'p' ? 'production' : text
}

export const cellKey = (finess: string, month: string, indicator: string) => `${finess}|${month}|${indicator}`

/** Keeps the sums of one side. */
export class SideTotals {
  readonly cells = new Map<string, SideCell>()
  /** Figures of laboratories, under the site they work for. */
  readonly laboratories = new Map<string, number>()
  readonly #rules: GatherRules
  readonly #left = new Map<string, LeftFigures>()

  constructor(rules: GatherRules) {
    this.#rules = rules
  }

  get byMonth(): boolean {
    return this.#rules.byMonth
  }

  get left(): readonly LeftFigures[] {
    return [...this.#left.values()]
  }

  gather(table: FigureTable, shape: SideShape): void {
    const {directory} = this.#rules
    const isEntity = (finess: string) => directory.entityOf(finess) === finess && !directory.isBoth(finess)
    const mayHave = shape.finess.size === 0 || [...shape.finess].some(isEntity)
    const kindOf = mayHave ? entityRows(table, this.#rules) : () => 'own' as const
    for (const figure of table.values()) this.#place(figure, shape, kindOf)
  }

  leave(figure: Figure, reason: LeftReason, value: string): void {
    const {side} = this.#rules
    const key = `${reason}|${value}`
    const known = this.#left.get(key)
    const documents = figure.value.state === 'count' ? figure.value.count : 0
    this.#left.set(key, {
      side,
      reason,
      value,
      figures: (known?.figures ?? 0) + 1,
      documents: (known?.documents ?? 0) + documents,
      place: known?.place ?? figure.place,
    })
  }

  #place(figure: Figure, shape: SideShape, kindOf: (figure: Figure) => EntityRow): void {
    const {environment, byMonth} = this.#rules
    if (figure.environment !== undefined && environmentWord(figure.environment) !== environment) {
      this.leave(figure, 'environment', figure.environment)
      return
    }
    if (byMonth && figure.month === undefined) {
      this.leave(figure, 'no-month', figure.place.file)
      return
    }
    const kind = kindOf(figure)
    const finess = this.#finessOf(figure, shape, kind)
    if (finess === undefined) return
    const indicators = this.#indicatorsOf(figure)
    if (indicators.length === 0) {
      const {indicator, typeCode} = figure
      this.leave(figure, indicator === undefined ? 'type' : 'indicator', indicator ?? typeCode ?? '')
      return
    }
    this.#share(kind === 'doubtful' ? spoilt(figure) : figure, finess, indicators)
  }

  /** Adds a figure to each of its indicators. */
  #share(figure: Figure, finess: string, indicators: readonly string[]): void {
    const {side, byMonth, directory} = this.#rules
    const month = byMonth ? (figure.month ?? '') : ''
    const client = side === 'elastic' ? directory.clientOf(figure.finess ?? '') : undefined
    for (const indicator of indicators)
      if (figure.month !== undefined && !this.#rules.isInPeriod(figure.month, indicator))
        this.leave(figure, 'period', figure.month)
      else if (client === undefined) this.#add(figure, finess, month, indicator)
      else this.#addLaboratory(figure, client, month, indicator)
  }

  #finessOf(figure: Figure, {hasFiness}: SideShape, kind: EntityRow): string | undefined {
    const {directory, level, ownFiness} = this.#rules
    const {finess} = figure
    if (!hasFiness) return ownFiness
    if (finess === undefined) {
      this.leave(figure, 'finess', figure.place.file)
      return undefined
    }
    const isEntity = levelOf(figure, directory) === 'EJ' && !directory.isBoth(finess)
    if (kind === 'subtotal') {
      this.leave(figure, 'subtotal', finess)
      return undefined
    }
    if (level === 'EJ' && kind === 'doubtful') this.leave(figure, 'entity-doubtful', finess)
    if (level === 'EJ') return directory.entityOf(finess) ?? finess
    if (!isEntity) return this.#rules.side === 'declared' ? directory.declaredAs(finess) : finess
    this.leave(figure, 'level', finess)
    return undefined
  }

  #indicatorsOf(figure: Figure): readonly string[] {
    const {byType, match, side} = this.#rules
    return byType ? match.of(side, figure) : [allDocuments]
  }

  #addLaboratory({value}: Figure, client: string, month: string, indicator: string): void {
    const {directory, level} = this.#rules
    const finess = level === 'EJ' ? (directory.entityOf(client) ?? client) : client
    const key = cellKey(finess, month, indicator)
    const count = value.state === 'count' ? value.count : 0
    this.laboratories.set(key, (this.laboratories.get(key) ?? 0) + count)
  }

  #add(figure: Figure, finess: string, month: Month | '', indicator: string): void {
    const key = cellKey(finess, month, indicator)
    const {ours} = this.#rules
    const isOther = figure.software !== undefined && ours.size > 0 && !ours.has(folded(figure.software))
    const others = isOther && figure.value.state === 'count' ? figure.value.count : 0
    const known = this.cells.get(key)
    const own = figureOf(figure)
    if (!known) {
      this.cells.set(key, {finess, month, indicator, figure: own, others, place: figure.place})
      return
    }
    const sum = added(known.figure, own)
    if (sum.state !== known.figure.state) known.place = figure.place
    known.figure = sum
    known.others += others
  }
}

/** The same row without a count that may be taken. */
function spoilt(figure: Figure): Figure {
  const text = figure.value.state === 'count' ? String(figure.value.count) : figure.value.text
  return {...figure, value: {state: 'unreadable', text, reason: 'entity'}}
}

function figureOf({value}: Figure): SideFigure {
  return value.state === 'count' ? {state: 'count', count: value.count} : {state: value.state}
}

/** Unreadable as soon as one part is; not filled when no part gives a count; absent parts add nothing. */
export function added(one: SideFigure, other: SideFigure): SideFigure {
  if (one.state === 'unreadable' || other.state === 'unreadable') return {state: 'unreadable'}
  if (one.state !== 'count') return other.state === 'absent' ? one : other
  if (other.state !== 'count') return one
  const count = one.count + other.count
  return Number.isSafeInteger(count) ? {state: 'count', count} : {state: 'unreadable'}
}
