/**
 * Which documents that must go to the DMP (arrêté du 26 avril 2022) each site produces and sends. The texts name documents
 * and no codes: the types of the list are inferred and marked so. It knows what came through this program alone.
 */
import {parisDate} from '../../civil-time/paris.ts'
import {declaredAt, hasLeft} from '../counting-rules.ts'
import type {DocumentFact} from '../document-fact.ts'

export type Confidence = 'verified' | 'to-check'

export interface LegalDocument {
  readonly id: string
  readonly document: string
  /** Civil date, or words. */
  readonly due: string
  readonly dueConfidence: Confidence
  readonly typeCodes: readonly string[]
  readonly typesConfidence: Confidence
}

export interface LegalList {
  readonly version: 1
  readonly dated: string
  readonly source: string
  readonly documents: readonly LegalDocument[]
}

export interface CoverageRow {
  readonly finess: string
  readonly document: string
  readonly typeCodes: readonly string[]
  /** Known here, whatever became of them. */
  readonly produced: number
  /** Left this machine at least once. */
  readonly sent: number
  readonly accepted: number
  /** `never-sent`: produced, and none left. `never`: not one was produced. */
  readonly state: 'sent' | 'never-sent' | 'never'
}

export interface CoverageRules {
  readonly environment: string
  /** Civil dates of the creation (else of the planning), both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Sites that have a line though nothing of theirs was seen. */
  readonly sites: readonly string[]
}

interface Tally {
  produced: number
  sent: number
  accepted: number
}

export class Coverage {
  readonly #rules: CoverageRules
  readonly #list: LegalList
  readonly #counts = new Map<string, Tally>()
  readonly #sites: Set<string>

  constructor(list: LegalList, rules: CoverageRules) {
    this.#list = list
    this.#rules = rules
    this.#sites = new Set(rules.sites)
  }

  add(fact: DocumentFact): void {
    const {environment, from, to} = this.#rules
    if (fact.environment !== environment) return
    const date = parisDate(declaredAt(fact, {dateBasis: 'creation'}))
    if ((from !== undefined && date < from) || (to !== undefined && date > to)) return
    const site = fact.finessEg ?? fact.finessEj ?? ''
    this.#sites.add(site)
    const key = `${site}|${fact.typeCode}`
    const tally = this.#counts.get(key) ?? {produced: 0, sent: 0, accepted: 0}
    this.#counts.set(key, tally)
    tally.produced += 1
    if (hasLeft(fact)) tally.sent += 1
    if (fact.state === 'accepted') tally.accepted += 1
  }

  /** Every site with every document of the list, in its order. */
  rows(): readonly CoverageRow[] {
    return [...this.#sites]
      .sort()
      .flatMap((finess) => this.#list.documents.map((document) => this.#row(finess, document)))
  }

  #row(finess: string, {id, typeCodes}: LegalDocument): CoverageRow {
    const tallies = typeCodes.flatMap((typeCode) => this.#counts.get(`${finess}|${typeCode}`) ?? [])
    const sum = (name: keyof Tally) => tallies.reduce((total, tally) => total + tally[name], 0)
    const [produced, sent, accepted] = [sum('produced'), sum('sent'), sum('accepted')]
    const state = sent > 0 ? 'sent' : produced > 0 ? 'never-sent' : 'never'
    return {finess, document: id, typeCodes, produced, sent, accepted, state}
  }
}
