import {formatCodeOf} from '../format-code.ts'
import type {CdaCode} from '../model.ts'
import {type CdaFacts, type Fault, inTable, type Rule, rule, sources} from './rule.ts'

function* accepted(facts: CdaFacts, table: string, code: CdaCode | undefined): Generator<Fault> {
  if (code?.code && !inTable(facts, table, code))
    yield {line: code.line, params: {code: code.code, system: code.codeSystem ?? '-'}}
}

/** Tables of the DMP: a conformant CDA may still hold a code that the DMP does not take. */
export const dmpTableRules: readonly Rule[] = [
  rule('DMP-TYPE-J66', ({code}, facts) => accepted(facts, 'J66', code), sources.dmpTables),
  rule(
    'DMP-CLASS-J57',
    function* ({code}, {valueSets}) {
      if (!code?.code || !valueSets.has('J66', code.code, code.codeSystem)) return
      const found = valueSets.classOfType(code.code)
      if (!found || !valueSets.has('J57', found.code, found.codeSystem))
        yield {line: code.line, params: {code: code.code}}
    },
    sources.dmpTables,
  ),
  rule(
    'DMP-CONFIDENTIALITY-J58',
    function* ({confidentiality}, facts) {
      if (facts.valueSets.has('HL7_confidentiality', confidentiality?.code ?? ''))
        yield* accepted(facts, 'J58', confidentiality)
    },
    sources.dmpTables,
  ),
  rule(
    'DMP-FORMAT-J60',
    function* (header, {valueSets, formatCode}) {
      const {body} = header
      if (!body) return
      const found = formatCodeOf(header, valueSets, formatCode)
      if (!found || !valueSets.has('J60', found.code, found.codeSystem))
        yield {
          line: body.line,
          params: {found: body.kind === 'non-xml' ? (body.mediaType ?? '-') : (formatCode ?? '-')},
        }
    },
    sources.dmpTables,
  ),
  rule(
    'DMP-FACILITY-J61',
    ({encounter}, facts) => accepted(facts, 'J61', encounter?.facility),
    sources.dmpTables,
  ),
  rule(
    'DMP-SETTING-J62',
    ({services}, facts) => accepted(facts, 'J62', services[0]?.performers[0]?.organization?.industryClass),
    sources.dmpTables,
  ),
]
