/**
 * How the feeding of the DMP goes, week by week or month by month: documents, patients, shares by type, unit and
 * software, the delay from discharge to acceptance, refusals by cause.
 *
 * A document belongs to the span in which the DMP accepted it; one that was not accepted, to that in which it was
 * submitted, or planned where it never left. Patients are told apart by their INS while the journals are read, by their
 * pseudonyms where an item has none. Only documents of the profile's environment count.
 */
import {parisDate} from '../../civil-time/paris.ts'
import {isGone} from '../counting-rules.ts'
import type {DocumentFact} from '../document-fact.ts'
import {type DelayFigures, Delays} from './delays.ts'
import {type BoardStep, spanOf} from './spans.ts'

export const boardShares = ['type', 'unit', 'software'] as const
export type BoardShare = (typeof boardShares)[number]

export interface BoardCount {
  readonly key: string
  readonly count: number
}

export interface BoardSpan {
  readonly span: string
  /** Known here, whatever became of them. */
  readonly documents: number
  readonly accepted: number
  readonly refused: number
  /** Neither: planned, held, given up, of unknown outcome. */
  readonly pending: number
  readonly deleted: number
  readonly replacements: number
  /** Distinct pseudonyms of accepted documents; documents without one are not of a patient. */
  readonly patients: number
  readonly unnamed: number
  /** Of the accepted documents, the most first. */
  readonly shares: Readonly<Record<BoardShare, readonly BoardCount[]>>
  /** From the end of the stay; accepted documents that tell it alone. */
  readonly delay: DelayFigures
  readonly refusals: readonly BoardCount[]
}

export interface BoardRules {
  readonly step: BoardStep
  readonly environment: string
  /** Civil dates, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

interface Tally {
  documents: number
  accepted: number
  refused: number
  deleted: number
  replacements: number
  unnamed: number
  readonly patients: Set<string>
  readonly shares: Record<BoardShare, Map<string, number>>
  readonly delays: Delays
  readonly refusals: Map<string, number>
}

const tally = (): Tally => ({
  ...{documents: 0, accepted: 0, refused: 0, deleted: 0, replacements: 0, unnamed: 0},
  patients: new Set(),
  shares: {type: new Map(), unit: new Map(), software: new Map()},
  delays: new Delays(),
  refusals: new Map(),
})

/** Adds up documents one at a time; keeps one pseudonym for each patient and span. */
export class Board {
  readonly #rules: BoardRules
  readonly #spans = new Map<string, Tally>()
  readonly #total = tally()

  constructor(rules: BoardRules) {
    this.#rules = rules
  }

  add(fact: DocumentFact): void {
    const {environment, from, to, step} = this.#rules
    if (fact.environment !== environment) return
    const at = (fact.state === 'accepted' ? fact.acceptedAt : undefined) ?? fact.submittedAt ?? fact.plannedAt
    const date = parisDate(at)
    if ((from !== undefined && date < from) || (to !== undefined && date > to)) return
    const span = spanOf(at, step)
    const known = this.#spans.get(span) ?? tally()
    this.#spans.set(span, known)
    count(known, fact)
    count(this.#total, fact)
  }

  /** In the order of time; a span without documents has no line. */
  spans(): readonly BoardSpan[] {
    return [...this.#spans].sort(([a], [b]) => (a < b ? -1 : 1)).map(([span, one]) => told(span, one))
  }

  /** Of all spans: a patient of two of them is one. */
  total(): BoardSpan {
    return told('', this.#total)
  }
}

function count(into: Tally, fact: DocumentFact): void {
  into.documents += 1
  if (fact.state === 'refused') {
    into.refused += 1
    const causes = fact.refusals.length > 0 ? fact.refusals : [fact.causeReason ?? fact.cause ?? '-']
    for (const cause of new Set(causes)) more(into.refusals, cause)
  }
  if (fact.state !== 'accepted') return
  into.accepted += 1
  if (isGone(fact)) into.deleted += 1
  if (fact.action === 'replace') into.replacements += 1
  if (fact.patientRef === '') into.unnamed += 1
  else into.patients.add(fact.patientRef)
  more(into.shares.type, fact.typeCode)
  more(into.shares.unit, fact.unit ?? '-')
  more(into.shares.software, fact.software ?? '-')
  if (fact.dischargedAt !== undefined && fact.acceptedAt !== undefined)
    into.delays.add(fact.acceptedAt - fact.dischargedAt)
}

const more = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

const sorted = (counts: ReadonlyMap<string, number>): readonly BoardCount[] =>
  [...counts]
    .map(([key, amount]) => ({key, count: amount}))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))

function told(span: string, {patients, shares, delays, refusals, ...counts}: Tally): BoardSpan {
  return {
    span,
    ...counts,
    pending: counts.documents - counts.accepted - counts.refused,
    patients: patients.size,
    shares: {
      type: sorted(shares.type),
      unit: sorted(shares.unit),
      software: sorted(shares.software),
    },
    delay: delays.figures(),
    refusals: sorted(refusals),
  }
}
