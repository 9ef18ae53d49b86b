import type {XmlNode} from '../../xmltree/xml-node.ts'
import {textOf} from '../../xmltree/xml-node.ts'
import type {CdaCode, CdaParticipant} from '../model.ts'
import {cdaOids} from '../model.ts'
import {readCode} from '../read-parts.ts'
import {allParts, deepPart, part, parts} from '../walk.ts'
import {
  at,
  attribute,
  blank,
  type CdaFacts,
  type Fault,
  inTable,
  isNull,
  isTs,
  lacking,
  type Rule,
  rule,
} from './rule.ts'

/** Roles that carry an assignedPerson and a representedOrganization, from ClinicalDocument down. */
const ROLES: readonly (readonly string[])[] = [
  ['author', 'assignedAuthor'],
  ['dataEnterer', 'assignedEntity'],
  ['legalAuthenticator', 'assignedEntity'],
  ['authenticator', 'assignedEntity'],
  ['documentationOf', 'serviceEvent', 'performer', 'assignedEntity'],
  ['componentOf', 'encompassingEncounter', 'responsibleParty', 'assignedEntity'],
  ['componentOf', 'encompassingEncounter', 'encounterParticipant', 'assignedEntity'],
]

const rolesOf = (root: XmlNode) => ROLES.flatMap((path) => allParts(root, ...path))

function* checkCode(code: CdaCode | undefined, table: string, facts: CdaFacts): Generator<Fault> {
  if (!code || code.nullFlavor) return
  const missing = lacking(code, ['code', 'codeSystem', 'displayName'])
  if (missing) yield {line: code.line, params: {code: code.code ?? '-', system: code.codeSystem ?? '-'}}
  else if (!inTable(facts, table, code))
    yield {line: code.line, params: {code: code.code ?? '-', system: code.codeSystem ?? '-'}}
}

function* checkTime(given: CdaParticipant | undefined): Generator<Fault> {
  if (given?.time && !isTs(given.time.value))
    yield {line: given.time.line, params: {found: given.time.value ?? '-'}}
}

function* checkPersonNames(role: XmlNode): Generator<Fault> {
  for (const person of parts(role, 'assignedPerson')) {
    const names = parts(person, 'name')
    const [name] = names
    const families = parts(name, 'family')
    const wrong =
      names.length !== 1 ||
      families.length !== 1 ||
      blank(families[0]) ||
      ['given', 'prefix', 'suffix'].some((one) => parts(name, one).length > 1)
    if (wrong) yield at(name ?? person)
  }
}

function* checkAffix(root: XmlNode, affix: string, table: string, facts: CdaFacts): Generator<Fault> {
  const ofOthers = rolesOf(root).flatMap((role) => allParts(role, 'assignedPerson', 'name', affix))
  const ofPatient = allParts(root, 'recordTarget', 'patientRole', 'patient', 'name', affix)
  for (const node of [...ofOthers, ...ofPatient])
    if (!isNull(node) && !facts.valueSets.has(table, textOf(node)))
      yield at(node, {found: ofPatient.includes(node) ? '…' : textOf(node)})
}

/** Rules about those who wrote, signed, keep and carried out. */
export const participantRules: readonly Rule[] = [
  rule('SM-AUTHOR-TIME', function* ({authors}) {
    for (const author of authors) yield* checkTime(author)
  }),
  rule('SM-AUTHOR-ID', function* ({authors}) {
    for (const id of authors.flatMap((author) => author.ids))
      if (!id.root || !id.extension) yield {line: id.line, params: {missing: id.root ? 'extension' : 'root'}}
  }),
  rule('SM-AUTHOR-WHO', function* ({root}) {
    for (const role of allParts(root, 'author', 'assignedAuthor')) {
      const found = parts(role, 'assignedPerson').length + parts(role, 'assignedAuthoringDevice').length
      if (found !== 1) yield at(role, {found})
    }
  }),
  rule('SM-AUTHOR-DEVICE', function* ({root}) {
    for (const device of allParts(root, 'author', 'assignedAuthor', 'assignedAuthoringDevice'))
      for (const element of ['softwareName', 'manufacturerModelName'])
        if (parts(device, element).length !== 1 || blank(part(device, element))) yield at(device, {element})
  }),
  rule('SM-AUTHOR-ROLE', function* ({authors}, facts) {
    for (const {role} of authors)
      if (role && !role.nullFlavor && !inTable(facts, 'J47', role))
        yield {line: role.line, params: {code: role.code ?? '-', system: role.codeSystem ?? '-'}}
  }),
  rule('SM-SPECIALTY', function* ({root}, facts) {
    for (const role of rolesOf(root)) yield* checkCode(readCode(part(role, 'code')), 'J01', facts)
  }),
  rule('SM-PERSON-NAME', function* ({root}) {
    for (const role of rolesOf(root)) yield* checkPersonNames(role)
  }),
  rule('SM-PREFIX', ({root}, facts) => checkAffix(root, 'prefix', 'J245', facts)),
  rule('SM-SUFFIX', ({root}, facts) => checkAffix(root, 'suffix', 'J246', facts)),
  rule('SM-ORGANIZATION-ID', function* ({root}) {
    for (const id of rolesOf(root).flatMap((role) => allParts(role, 'representedOrganization', 'id')))
      if (!isNull(id) && attribute(id, 'root') === cdaOids.structures && !attribute(id, 'extension'))
        yield at(id)
  }),
  rule('SM-CUSTODIAN-ID', function* ({custodian}) {
    const [id] = custodian?.ids ?? []
    const wanted: readonly (string | undefined)[] = [cdaOids.structures, '1.2.250.1.213.4.1']
    if (id && !id.nullFlavor && !wanted.includes(id.root))
      yield {line: id.line, params: {found: id.root ?? '-'}}
  }),
  rule('SM-LEGAL-TIME', ({legalAuthenticator}) => checkTime(legalAuthenticator)),
  rule('SM-LEGAL-SIGNATURE', function* ({root}) {
    for (const node of parts(root, 'legalAuthenticator'))
      if (parts(node, 'signatureCode').length !== 1 || attribute(part(node, 'signatureCode'), 'code') !== 'S')
        yield at(node)
  }),
  rule('SM-LEGAL-ID', function* ({legalAuthenticator}) {
    for (const id of legalAuthenticator?.ids ?? [])
      if (!id.nullFlavor && (!id.root || !id.extension))
        yield {line: id.line, params: {missing: id.root ? 'extension' : 'root'}}
  }),
  rule('SM-AUTHORIZATION', function* ({root}) {
    for (const node of parts(root, 'authorization')) {
      const consent = part(node, 'consent')
      const status = attribute(deepPart(consent, 'statusCode'), 'code')
      if (parts(consent, 'code').length !== 1 || status !== 'completed') yield at(node)
    }
  }),
]
