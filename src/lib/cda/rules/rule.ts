import type {ValueSets} from '../../valuesets/value-sets.ts'
import {textOf, type XmlNode} from '../../xmltree/xml-node.ts'
import type {CdaCode, CdaHeader} from '../model.ts'
import {readTs} from '../times.ts'

export type Severity = 'error' | 'warning'

/** What the rules need to know besides the header. */
export interface CdaFacts {
  readonly valueSets: ValueSets
  /** Milliseconds UTC, to find dates that lie in the future. */
  readonly now: number
  /** OIDs of the INS that the environment takes; every known one when absent. */
  readonly allowedInsOids?: readonly string[]
  /** formatCode stated for a structured document whose content model the tables do not know. */
  readonly formatCode?: string
  /** True when the base64 content was checked as a stream and is not in the header. */
  readonly bodyChecked?: boolean
}

/** One remark about a document; its sentence is the message `rule.<rule>` filled with `params`. */
export interface Finding {
  readonly rule: string
  readonly source: string
  readonly severity: Severity
  readonly line?: number
  readonly params: Readonly<Record<string, string | number>>
}

/** A finding before its rule signs it; `severity` only where it depends on the case. */
export interface Fault {
  readonly line?: number
  readonly params?: Readonly<Record<string, string | number>>
  readonly severity?: Severity
}

/** One requirement, from one source. `check` yields nothing when it holds, or when it does not apply. */
export interface Rule {
  readonly id: string
  readonly source: string
  readonly severity: Severity
  check(header: CdaHeader, facts: CdaFacts): Iterable<Fault>
}

/** Where the requirements come from, as findings cite them. */
export const sources = {
  structurationMinimale: 'CI-SIS structuration minimale 1.16',
  datatypes: 'CI-SIS structuration minimale 1.16, HL7 datatypes R1',
  dmpTables: 'ANS J57–J62, J66, ASS_X16',
  ins: 'CI-SIS structuration minimale 1.16, RNIV',
  uniqueId: 'EX_2.1-1130',
  selfPresenting: 'EX_2.1-1115',
  dates: 'EX_2.1-1110',
  xdsSd: 'IHE XDS-SD',
} as const

type Source = (typeof sources)[keyof typeof sources]

/** A rule of the structuration minimale unless said otherwise; an error unless said otherwise. */
export function rule(
  id: string,
  check: Rule['check'],
  source: Source = sources.structurationMinimale,
  severity: Severity = 'error',
): Rule {
  return {id, source, severity, check}
}

/** A fault at a node, with the element named. */
export function at(node: XmlNode | undefined, params: Readonly<Record<string, string | number>> = {}): Fault {
  return node ? {line: node.line, params} : {params}
}

export const attribute = (node: XmlNode | undefined, name: string) => node?.attributes.get(name)

export const isNull = (node: XmlNode | undefined) => attribute(node, 'nullFlavor') !== undefined

/** First of code, codeSystem, displayName that is missing. */
export function lacking(code: CdaCode | undefined, wanted: readonly (keyof CdaCode)[]): string | undefined {
  return wanted.find((key) => !code?.[key])
}

/** Presence of code and codeSystem in a table. */
export function inTable(facts: CdaFacts, table: string, code: CdaCode): boolean {
  return facts.valueSets.has(table, code.code ?? '', code.codeSystem)
}

export const isTs = (value: string | undefined) => value !== undefined && readTs(value) !== undefined

export const blank = (node: XmlNode | undefined) => textOf(node) === ''
