import {parisDate} from '../../civil-time/paris.ts'
import type {FinessLevel, Month} from '../count-line.ts'
import {
  type CountedPlace,
  type CountingRules,
  declaredPlace,
  isGone,
  measuredPlace,
} from '../counting-rules.ts'
import type {DocumentFact} from '../document-fact.ts'
import type {SideFigure} from '../gap-arithmetic.ts'
import type {Indicator} from '../indicator.ts'
import {isIn, monthsOf} from '../months.ts'
import {type Gathered, gatherDenominators, gatherElastic} from './gathered.ts'
import type {PreparationInput} from './preparation-input.ts'
import {
  type PreparedCount,
  type PreparedDocument,
  type PreparedNote,
  type PreparedRow,
  rateOf,
  reaches,
} from './prepared.ts'
import {endOf, stateAt} from './state-at.ts'

interface Tally {
  supported: number
  measurable: number
}

interface Key {
  readonly finess: string
  readonly indicator: Indicator
  readonly months: Map<Month, Tally>
  readonly parts: {
    notAccepted: number
    replacements: number
    repeated: number
    deleted: number
    undated: number
  }
}

/** Fewer documents than this are more than 5 % of their figure each (as in a comparison). */
const SMALL = 20
/** The gap that is looked into: 5 %. */
const THRESHOLD = 5

/** Counts documents one at a time; keeps sums by key alone. */
export class Preparation {
  readonly level: FinessLevel
  readonly #input: PreparationInput
  readonly #rules: CountingRules
  readonly #elastic: Gathered | undefined
  readonly #denominators: Gathered | undefined
  readonly #keys = new Map<string, Key>()
  readonly #months: readonly Month[]
  /** Of the day of the state: documents are brought back to it before any rule looks at them. */
  readonly #end: number
  #traced = false

  constructor(input: PreparationInput) {
    this.#input = input
    this.#months = monthsOf(input.period)
    this.#elastic = gatherElastic(input)
    const native = this.#elastic?.level
    this.level = input.level ?? native ?? 'EJ'
    const {measured, environment, directory, asOf} = input
    this.#end = endOf(asOf)
    this.#rules = {
      measured,
      environment,
      directory,
      level: this.level,
      native: {elastic: native ?? this.level, declared: this.level},
    }
    this.#elastic = gatherElastic(input, this.level)
    this.#denominators = gatherDenominators(input, this.level)
  }

  get left() {
    return {elastic: this.#elastic?.left ?? [], denominators: this.#denominators?.left ?? []}
  }

  /** A measured side without types says nothing of an indicator. */
  get elasticHasTypes(): boolean {
    return this.#elastic?.hasTypes === true
  }

  /** Our traces are read, though they may hold nothing. */
  traced(): void {
    this.#traced = true
  }

  /** Counts a document, and tells where: once for each indicator and place. */
  *add(now: DocumentFact): Generator<PreparedDocument> {
    const {environment, indicators} = this.#input
    if (now.environment !== environment) return
    const fact = stateAt(now, this.#end)
    if (!fact) return
    for (const indicator of indicators) {
      const declared = this.#inPeriod(declaredPlace(fact, indicator, this.#rules))
      const measured = this.#inPeriod(measuredPlace(fact, indicator, this.#rules))
      if (declared) this.#count(declared, indicator, fact, 'supported')
      if (measured) this.#count(measured, indicator, fact, 'measurable')
      const same = declared?.finess === measured?.finess && declared?.month === measured?.month
      if (declared && same) yield documentOf(fact, declared, indicator, 'both')
      else {
        if (declared) yield documentOf(fact, declared, indicator, 'declaration')
        if (measured) yield documentOf(fact, measured, indicator, 'measure')
      }
    }
  }

  #inPeriod(place: CountedPlace | undefined): CountedPlace | undefined {
    return place && isIn(place.month, this.#input.period) ? place : undefined
  }

  #count({finess, month}: CountedPlace, indicator: Indicator, fact: DocumentFact, side: keyof Tally): void {
    const {months, parts} = this.#key(finess, indicator)
    const tally = months.get(month) ?? {supported: 0, measurable: 0}
    tally[side] += 1
    months.set(month, tally)
    if (side !== 'supported') return
    if (fact.state !== 'accepted') parts.notAccepted += 1
    if (fact.action === 'replace') parts.replacements += 1
    if (fact.repeats) parts.repeated += 1
    if (isGone(fact)) parts.deleted += 1
    if (indicator.dateBasis === 'discharge' && fact.dischargedAt === undefined) parts.undated += 1
  }

  #key(finess: string, indicator: Indicator): Key {
    const name = `${finess}|${indicator.id}`
    const known = this.#keys.get(name)
    if (known) return known
    const parts = {notAccepted: 0, replacements: 0, repeated: 0, deleted: 0, undated: 0}
    const key = {finess, indicator, months: new Map<Month, Tally>(), parts}
    this.#keys.set(name, key)
    return key
  }

  /** One row for each FINESS and indicator that our traces or the measured side know. */
  rows(): readonly PreparedRow[] {
    for (const {finess, indicator: id} of this.#elastic?.keys() ?? []) {
      const indicator = this.#input.indicators.find((one) => one.id === id)
      if (indicator) this.#key(finess, indicator)
    }
    const order = this.#input.indicators.map(({id}) => id)
    return [...this.#keys.values()]
      .toSorted(
        (a, b) =>
          compared(a.finess, b.finess) || order.indexOf(a.indicator.id) - order.indexOf(b.indicator.id),
      )
      .map((key) => this.#row(key))
  }

  #row({finess, indicator, months, parts}: Key): PreparedRow {
    const {directory} = this.#input
    const all = [...months.values()]
    const sum = (side: keyof Tally) => all.reduce((total, one) => total + one[side], 0)
    const whole = this.#figures(
      {supported: sum('supported'), measurable: sum('measurable')},
      finess,
      indicator,
    )
    const name = directory.nameOf(finess)
    const {target} = indicator
    return {
      finess,
      level: this.level,
      ...(name === undefined ? {} : {name}),
      indicator: indicator.id,
      ...whole,
      declare: whole.supported,
      parts,
      target: target ?? null,
      reached: reaches(whole.supported, whole.denominator, target),
      months: this.#months.map((month) => ({
        month,
        ...this.#figures(months.get(month) ?? {supported: 0, measurable: 0}, finess, indicator, month),
      })),
      notes: this.#notes(whole, parts, indicator),
    }
  }

  #figures({supported, measurable}: Tally, finess: string, {id}: Indicator, month?: Month): PreparedCount {
    const elastic = this.#elastic?.figure(finess, id, month) ?? {state: 'absent'}
    const denominator = this.#denominators?.figure(finess, id, month) ?? {state: 'absent'}
    const complete = month !== undefined || this.#denominators?.isComplete(finess, id) !== false
    const stays = complete ? countOf(denominator) : null
    const count = this.#traced ? supported : null
    return {
      supported: count,
      measurable: this.#traced ? measurable : null,
      elastic: countOf(elastic),
      elasticState: elastic.state,
      denominator: stays,
      denominatorState: complete || denominator.state !== 'count' ? denominator.state : 'partial',
      rate: rateOf(count, stays),
    }
  }

  #notes(whole: PreparedCount, parts: Key['parts'], indicator: Indicator): readonly PreparedNote[] {
    const {supported, elastic, denominatorState} = whole
    const notes: PreparedNote[] = []
    if (supported === null) notes.push('no-traces')
    if (supported !== null && elastic !== null && Math.abs(supported - elastic) * 100 > THRESHOLD * elastic)
      notes.push('elastic-over')
    if (this.#input.elastic && this.#input.elastic.signs.length > 0) notes.push('elastic-partial')
    if (supported !== null && supported < SMALL) notes.push('small')
    if (Object.values(parts).some((part) => part > 0)) notes.push('parts')
    if (this.#denominators && indicator.target === undefined) notes.push('target-empty')
    if (this.#denominators && denominatorState !== 'count') notes.push('denominator-lacks')
    return notes
  }
}

const countOf = (figure: SideFigure) => (figure.state === 'count' ? figure.count : null)

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const day = (instant: number | undefined) => (instant === undefined ? undefined : parisDate(instant))

function documentOf(
  fact: DocumentFact,
  {finess, month}: CountedPlace,
  {id}: Indicator,
  countedBy: PreparedDocument['countedBy'],
): PreparedDocument {
  const {ipp, venue, sourceId, documentUniqueId: uniqueId, typeCode, unit} = fact
  return {
    ...{finess, indicator: id, month, countedBy, ipp, venue, sourceId, uniqueId, typeCode, unit},
    createdOn: day(fact.createdAt),
    dischargedOn: day(fact.dischargedAt),
    submittedOn: day(fact.submittedAt),
    acceptedOn: day(fact.acceptedAt),
    deletedOn: day(fact.deletedAt),
  }
}
