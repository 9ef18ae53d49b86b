/**
 * What our documents say of the keys of a comparison, counted twice by two independent accounts: `PlainTotals` only
 * counts how many each side should have; `CauseTally` takes each document that they do not count alike, with its cause.
 * The two must agree for every key; `compare` asserts it.
 */
import {parisDate} from '../civil-time/paris.ts'
import {causeOf} from './causes.ts'
import type {FinessLevel, Month} from './count-line.ts'
import {
  type CountedPlace,
  type CountingRules,
  declaredAt,
  declaredPlace,
  isDeclaredType,
  measuredPlace,
} from './counting-rules.ts'
import type {DocumentFact} from './document-fact.ts'
import type {GapCauseCode} from './gap.ts'
import type {CausedDocument} from './gap-report.ts'
import type {Indicator} from './indicator.ts'
import {cellKey} from './side-totals.ts'

export interface PlainCount {
  readonly finess: string
  readonly month: Month
  readonly indicator: string
  declared: number
  elastic: number
  /** What the declaration would count by each of the rules, in the same place: which one it followed may show. */
  produced: number
  sent: number
  accepted: number
}

const others = ['produced', 'sent', 'accepted'] as const

/** How many documents each side should count, by FINESS, month and indicator. */
export class PlainTotals {
  readonly counts = new Map<string, PlainCount>()
  readonly #indicators: readonly Indicator[]
  readonly #rules: CountingRules

  constructor(indicators: readonly Indicator[], rules: CountingRules) {
    this.#indicators = indicators
    this.#rules = rules
  }

  add(fact: DocumentFact): void {
    for (const indicator of this.#indicators) {
      if (!isDeclaredType(indicator, fact)) continue
      const declared = declaredPlace(fact, indicator, this.#rules)
      if (declared) this.#at(declared, indicator).declared += 1
      const measured = measuredPlace(fact, indicator, this.#rules)
      if (measured) this.#at(measured, indicator).elastic += 1
      for (const counts of others) {
        const place = declaredPlace(fact, {...indicator, counts}, this.#rules)
        if (place) this.#at(place, indicator)[counts] += 1
      }
    }
  }

  #at({finess, month}: CountedPlace, {id}: Indicator): PlainCount {
    const key = cellKey(finess, month, id)
    const known = this.counts.get(key)
    if (known) return known
    const made = {finess, month, indicator: id, declared: 0, elastic: 0, produced: 0, sent: 0, accepted: 0}
    this.counts.set(key, made)
    return made
  }
}

export interface PlusMinus {
  plus: number
  minus: number
}

export interface TallyRules {
  readonly indicators: readonly Indicator[]
  readonly counting: CountingRules
  readonly level: FinessLevel
  /** Whether the comparison has this key. */
  isCompared(finess: string, month: Month, indicator: string): boolean
  /** Told of each document behind a cause. */
  listed(document: CausedDocument): void
}

/** Each document that the sides do not count alike, under its cause. */
export class CauseTally {
  /** By FINESS, month and indicator, then by cause. */
  readonly causes = new Map<string, Map<GapCauseCode, PlusMinus>>()
  readonly #rules: TallyRules

  constructor(rules: TallyRules) {
    this.#rules = rules
  }

  add(fact: DocumentFact): void {
    const {counting} = this.#rules
    for (const indicator of this.#rules.indicators) {
      if (!isDeclaredType(indicator, fact)) continue
      const declared = declaredPlace(fact, indicator, counting)
      const measured = measuredPlace(fact, indicator, counting)
      if (!declared && !measured) continue
      if (declared?.finess === measured?.finess && declared?.month === measured?.month) continue
      const cause = causeOf({fact, indicator, rules: counting, declared, measured})
      if (declared) this.#note(fact, indicator, declared, cause, 1)
      if (measured) this.#note(fact, indicator, measured, cause, -1)
    }
  }

  #note(
    fact: DocumentFact,
    indicator: Indicator,
    {finess, month}: CountedPlace,
    cause: GapCauseCode,
    sign: 1 | -1,
  ): void {
    const {id} = indicator
    if (!this.#rules.isCompared(finess, month, id)) return
    const key = cellKey(finess, month, id)
    const causes = this.causes.get(key) ?? new Map<GapCauseCode, PlusMinus>()
    const both = causes.get(cause) ?? {plus: 0, minus: 0}
    if (sign === 1) both.plus += 1
    else both.minus += 1
    causes.set(cause, both)
    this.causes.set(key, causes)
    const at = {finess, level: this.#rules.level, period: month, indicator: id}
    this.#rules.listed(listedDocument(fact, indicator, {cause, sign, key: at}))
  }
}

function listedDocument(
  fact: DocumentFact,
  indicator: Indicator,
  about: Pick<CausedDocument, 'cause' | 'sign' | 'key'>,
): CausedDocument {
  const {ipp, venue, sourceId, unit, cause: reason, submittedAt} = fact
  return {
    ...about,
    uniqueId: fact.documentUniqueId,
    typeCode: fact.typeCode,
    ...(ipp === undefined ? {} : {ipp}),
    ...(venue === undefined ? {} : {venue}),
    ...(sourceId === undefined ? {} : {sourceId}),
    ...(unit === undefined ? {} : {unit}),
    state: fact.state,
    ...(reason === undefined ? {} : {reason}),
    refusals: fact.refusals,
    declaredOn: parisDate(declaredAt(fact, indicator)),
    ...(submittedAt === undefined ? {} : {submittedOn: parisDate(submittedAt)}),
  }
}
