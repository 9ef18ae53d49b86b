/**
 * Validation of a document before it is sent: every rule on one header (EX_2.1-1071, EX_2.1-1090, EX_2.1-1115,
 * EX_2.1-1130; CI-SIS structuration minimale; tables of the DMP).
 *
 * The rules are small and data-driven, one requirement each, with the source they come from. They cover the header
 * and what can make a body unfit; the schema (XSD) and the official Schematron of a content model are applied by
 * src/lib/schemapack when a pack is configured. They do not judge the wrapped file (its bytes are another
 * module's) nor who may send (structure grid).
 */
import type {CdaHeader} from './model.ts'
import {contactRules} from './rules/contacts.ts'
import {contentRules} from './rules/content.ts'
import {countRules} from './rules/counts.ts'
import {dateRules} from './rules/dates.ts'
import {dmpTableRules} from './rules/dmp-tables.ts'
import {documentRules} from './rules/document.ts'
import {encounterRules} from './rules/encounter.ts'
import {participantRules} from './rules/participants.ts'
import {patientRules} from './rules/patient.ts'
import type {CdaFacts, Finding, Rule} from './rules/rule.ts'

export type {CdaFacts, Finding, Rule, Severity} from './rules/rule.ts'

/** Every rule, in the order of the header. */
export const cdaRules: readonly Rule[] = [
  ...documentRules,
  ...countRules,
  ...patientRules,
  ...participantRules,
  ...encounterRules,
  ...contactRules,
  ...dateRules,
  ...dmpTableRules,
  ...contentRules,
]

/** All findings, by line of the document, errors and warnings together. */
export function validateCda(header: CdaHeader, facts: CdaFacts): readonly Finding[] {
  const findings = cdaRules.flatMap(({id, source, severity, check}) =>
    [...check(header, facts)].map(
      (fault): Finding => ({
        ...{rule: id, source, severity: fault.severity ?? severity, params: fault.params ?? {}},
        ...(fault.line === undefined ? {} : {line: fault.line}),
      }),
    ),
  )
  return findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
}
