/**
 * Which documents of our traces each side should count, and where: the declaration by the rule of its indicator, the
 * measure by the rule that the catalogue takes it to follow (neither is published). One document may be counted by one
 * side alone, or by both in another month or under another FINESS; why is said by `causes`.
 */
import {parisDate} from '../civil-time/paris.ts'
import type {FinessLevel, Month} from './count-line.ts'
import type {Directory} from './directory.ts'
import type {DocumentFact} from './document-fact.ts'
import type {Indicator, MeasuredRule} from './indicator.ts'
import {everyType} from './indicator-match.ts'

export interface CountingRules {
  readonly measured: MeasuredRule
  /** Environment whose documents count. */
  readonly environment: string
  readonly directory: Directory
  /** Level of the comparison, and the one at which each side gives its figures. */
  readonly level: FinessLevel
  readonly native: {readonly elastic: FinessLevel; readonly declared: FinessLevel}
  /** Civil dates at which the sides were drawn. */
  readonly elasticAsOf?: string | undefined
  readonly declaredAsOf?: string | undefined
}

/** Under which FINESS and in which month a document is counted. */
export interface CountedPlace {
  readonly finess: string
  readonly month: Month
}

export function hasType({typeCodes}: Indicator, {typeCode}: DocumentFact): boolean {
  return typeCodes.includes(typeCode) || typeCodes.includes(everyType)
}

/** Whether the declaration counts documents of this type under the indicator; an indicator of no type takes them all. */
export function isDeclaredType(indicator: Indicator, fact: DocumentFact): boolean {
  return hasType(indicator, fact) || indicator.alsoAccept.includes(fact.typeCode)
}

/** It left this machine at least once. */
export const hasLeft = ({attempts, state}: DocumentFact) => attempts > 0 || state === 'accepted'

/** The instant by which the declaration puts a document into a month; the next best where it is not known. */
export function declaredAt(fact: DocumentFact, {dateBasis}: Pick<Indicator, 'dateBasis'>): number {
  const {createdAt, dischargedAt, submittedAt, acceptedAt, plannedAt} = fact
  switch (dateBasis) {
    case 'creation':
      return createdAt ?? plannedAt
    case 'discharge':
      return dischargedAt ?? createdAt ?? plannedAt
    case 'submission':
      return submittedAt ?? plannedAt
    case 'acceptance':
      return acceptedAt ?? submittedAt ?? plannedAt
  }
}

/** The instant by which the measure puts it into a month. */
export function measuredAt(fact: DocumentFact, {measured}: Pick<CountingRules, 'measured'>): number {
  const {submittedAt, acceptedAt, plannedAt} = fact
  return measured.dateBasis === 'submission'
    ? (submittedAt ?? acceptedAt ?? plannedAt)
    : (acceptedAt ?? submittedAt ?? plannedAt)
}

/** A day of Paris that is not after a civil date. */
export function isBy(instant: number | undefined, asOf: string | undefined): boolean {
  return asOf === undefined || instant === undefined || parisDate(instant) <= asOf
}

const HOUR = 3_600_000
/** By hour since 1970: a month of Paris begins at a full hour of UTC. As many as there are hours in the dates met. */
const months = new Map<number, Month>()

function monthOf(instant: number): Month {
  const hour = Math.floor(instant / HOUR)
  const known = months.get(hour)
  if (known !== undefined) return known
  const month = parisDate(instant).slice(0, 7)
  months.set(hour, month)
  return month
}

function declaredFiness(fact: DocumentFact, {directory, level}: CountingRules): string {
  const site = fact.finessEg ?? fact.finessEj ?? ''
  const declared = directory.declaredAs(site)
  return level === 'EG' ? declared : (directory.entityOf(declared) ?? fact.finessEj ?? declared)
}

function measuredFiness(fact: DocumentFact, {directory, level, native}: CountingRules): string {
  const site = fact.finessEg ?? fact.finessEj ?? ''
  if (level === 'EG') return site
  const held = fact.finessEj
  return native.elastic === 'EJ' && held !== undefined ? held : (directory.entityOf(site) ?? held ?? site)
}

/** The instant from which the declaration could count it. */
function countableAt({counts}: Indicator, fact: DocumentFact): number | undefined {
  if (counts === 'produced') return fact.createdAt ?? fact.plannedAt
  return counts === 'sent' ? (fact.submittedAt ?? fact.plannedAt) : fact.acceptedAt
}

/** Whether the declaration counts it, had it been drawn today. */
export function isDeclared(fact: DocumentFact, indicator: Indicator): boolean {
  if (!isDeclaredType(indicator, fact)) return false
  if (indicator.counts === 'produced') return true
  return indicator.counts === 'sent' ? hasLeft(fact) : fact.state === 'accepted'
}

/** Where the declaration counts a document; undefined when it does not. */
export function declaredPlace(
  fact: DocumentFact,
  indicator: Indicator,
  rules: CountingRules,
): CountedPlace | undefined {
  if (!isDeclared(fact, indicator)) return undefined
  if (!isBy(countableAt(indicator, fact), rules.declaredAsOf)) return undefined
  return {finess: declaredFiness(fact, rules), month: monthOf(declaredAt(fact, indicator))}
}

/** A document that the measure leaves out although the DMP took it. */
export function isSetAside(fact: DocumentFact, {measured, elasticAsOf}: CountingRules): boolean {
  if (fact.repeats === true) return true
  if (fact.action === 'replace' && !measured.countsReplacements) return true
  return isGone(fact, elasticAsOf) && !measured.countsDeleted
}

/** Deleted before the measure was drawn. */
export function isGone(
  {registryStatus, deletedAt}: Pick<DocumentFact, 'registryStatus' | 'deletedAt'>,
  elasticAsOf?: string,
): boolean {
  if (registryStatus !== 'deleted' && deletedAt === undefined) return false
  return deletedAt === undefined || isBy(deletedAt, elasticAsOf)
}

/** Where the measure counts a document; undefined when it does not. */
export function measuredPlace(
  fact: DocumentFact,
  indicator: Indicator,
  rules: CountingRules,
): CountedPlace | undefined {
  if (fact.environment !== rules.environment || fact.state !== 'accepted') return undefined
  if (!hasType(indicator, fact) || isSetAside(fact, rules)) return undefined
  if (!isBy(fact.acceptedAt ?? fact.submittedAt, rules.elasticAsOf)) return undefined
  return {finess: measuredFiness(fact, rules), month: monthOf(measuredAt(fact, rules))}
}
