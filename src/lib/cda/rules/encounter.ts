import {cdaOids} from '../model.ts'
import {allParts, part, parts} from '../walk.ts'
import {at, attribute, inTable, isNull, isTs, lacking, type Rule, rule} from './rule.ts'

const ENCOUNTER = ['componentOf', 'encompassingEncounter'] as const

/** Rules about the acts (documentationOf) and the stay (componentOf). */
export const encounterRules: readonly Rule[] = [
  rule('SM-SERVICE-MAIN', function* ({root}) {
    const [main] = parts(root, 'documentationOf')
    const event = part(main, 'serviceEvent')
    for (const element of ['performer', 'effectiveTime'])
      if (event && parts(event, element).length !== 1)
        yield at(event, {element, found: parts(event, element).length})
  }),
  rule('SM-SERVICE-TIME', function* ({root}) {
    for (const time of allParts(root, 'documentationOf', 'serviceEvent', 'effectiveTime')) {
      const low = part(time, 'low')
      if (!isTs(attribute(low, 'value'))) yield at(low ?? time, {found: attribute(low, 'value') ?? '-'})
    }
  }),
  rule('SM-SERVICE-CODE', function* ({services}) {
    for (const {code} of services) {
      const missing = code && !code.nullFlavor ? lacking(code, ['code', 'codeSystem']) : undefined
      if (code && missing) yield {line: code.line, params: {missing}}
    }
  }),
  rule('SM-PERFORMER', function* ({root}) {
    for (const node of allParts(root, 'documentationOf', 'serviceEvent', 'performer'))
      if (attribute(node, 'typeCode') !== 'PRF' || !part(node, 'assignedEntity'))
        yield at(node, {found: attribute(node, 'typeCode') ?? '-'})
  }),
  rule('SM-PRACTICE-SETTING', function* ({services}, facts) {
    for (const performer of services.flatMap((one) => one.performers)) {
      const code = performer.organization?.industryClass
      if (!code || code.nullFlavor) continue
      if (lacking(code, ['code', 'codeSystem', 'displayName']) || !inTable(facts, 'J04', code))
        yield {line: code.line, params: {code: code.code ?? '-', system: code.codeSystem ?? '-'}}
    }
  }),
  rule('SM-ENCOUNTER-CODE', function* ({encounter}, facts) {
    const code = encounter?.code
    if (!code || code.nullFlavor) return
    if (lacking(code, ['code', 'codeSystem', 'displayName']) || !inTable(facts, 'J142', code))
      yield {line: code.line, params: {code: code.code ?? '-', system: code.codeSystem ?? '-'}}
  }),
  rule('SM-ENCOUNTER-ID', function* ({encounter}) {
    for (const id of encounter?.ids ?? []) if (!id.nullFlavor && !id.root) yield {line: id.line}
  }),
  rule('SM-ENCOUNTER-LEAVING', function* ({root}) {
    for (const node of allParts(root, ...ENCOUNTER, 'dischargeDispositionCode')) {
      const right = attribute(node, 'codeSystem') === '1.2.250.1.213.2.14'
      if (!isNull(node) && (!right || !attribute(node, 'code') || !attribute(node, 'displayName')))
        yield at(node)
    }
  }),
  rule('SM-ENCOUNTER-PEOPLE', function* ({root}, facts) {
    for (const name of ['responsibleParty', 'encounterParticipant'])
      for (const node of allParts(root, ...ENCOUNTER, name)) {
        const ids = parts(part(node, 'assignedEntity'), 'id')
        const known = ids.filter(
          (id) => attribute(id, 'root') === cdaOids.professionals && attribute(id, 'extension'),
        )
        const typed =
          name === 'responsibleParty' || facts.valueSets.has('J140', attribute(node, 'typeCode') ?? '')
        if (known.length !== 1 || !typed) yield at(node, {element: name})
      }
  }),
  rule('SM-FACILITY', function* ({encounter}, facts) {
    const code = encounter?.facility
    if (!code || code.nullFlavor) return
    if (lacking(code, ['code', 'codeSystem', 'displayName']) || !inTable(facts, 'J02', code))
      yield {line: code.line, params: {code: code.code ?? '-', system: code.codeSystem ?? '-'}}
  }),
]
