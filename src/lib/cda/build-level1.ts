import {DmpError} from '../errors/dmp-error.ts'
import {isOid} from '../ids/oid.ts'
import type {PatientIdentity} from '../ins/patient-identity.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'
import {CanonicalWriter} from './canonical-writer.ts'
import type {
  InputAuthor,
  InputId,
  InputLegalAuthenticator,
  InputOrganization,
  InputPerson,
  Level1Input,
} from './level1-input.ts'
import {cdaOids, templateRoots} from './model.ts'
import {cdaTime} from './times.ts'

/** Changes whenever the same input would give other bytes; frozen in the journal beside the input. */
export const builderVersion = '1'

/** The document is `head`, the body in base64 without line ends, `tail`. Already canonical (see CanonicalWriter). */
export interface Level1Template {
  readonly head: Uint8Array
  readonly tail: Uint8Array
  /** The tree of `head` and `tail`, made by the calls that wrote them; without the body. */
  readonly root: XmlNode
}

type Writer = CanonicalWriter

function writeCode(xml: Writer, name: string, value: CodedValue): void {
  xml.empty(name, {code: value.code, codeSystem: value.codeSystem, displayName: value.displayName})
}

function writeId(xml: Writer, name: string, id: InputId): void {
  xml.empty(name, {extension: id.extension, root: id.root})
}

function writePerson(xml: Writer, person: InputPerson): void {
  xml.open('assignedPerson').open('name')
  if (person.prefix !== undefined) xml.text('prefix', person.prefix)
  xml.text('family', person.family)
  if (person.given !== undefined) xml.text('given', person.given)
  if (person.suffix !== undefined) xml.text('suffix', person.suffix)
  xml.close('name', 'assignedPerson')
}

function writeOrganization(xml: Writer, name: string, given: InputOrganization, setting?: CodedValue): void {
  xml.open(name).empty('id', {extension: given.id, root: cdaOids.structures}).text('name', given.name)
  if (setting) writeCode(xml, 'standardIndustryClassCode', setting)
  xml.close(name)
}

/**
 * A period that ends where it begins (a stay of one day given as a day) has no `high`: the datatype rules of the
 * structuration minimale refuse two equal bounds.
 */
function writePeriod(xml: Writer, field: string, start: string, stop: string | undefined): void {
  const low = cdaTime(start, `${field}.start`)
  const high = stop === undefined ? undefined : cdaTime(stop, `${field}.stop`)
  xml.open('effectiveTime').empty('low', {value: low})
  if (high !== undefined && high !== low) xml.empty('high', {value: high})
  xml.close('effectiveTime')
}

function writePatient(xml: Writer, {ins, ipp, traits, usedName, usedGiven}: PatientIdentity): void {
  xml.open('recordTarget').open('patientRole').empty('id', {extension: ins.matricule, root: ins.oid})
  if (ipp) xml.empty('id', {extension: ipp.value, root: ipp.oid})
  xml.open('patient').open('name').text('family', traits.birthName, {qualifier: 'BR'})
  if (usedName !== undefined) xml.text('family', usedName, {qualifier: 'CL'})
  xml.text('given', traits.givenNames).text('given', traits.firstGiven, {qualifier: 'BR'})
  if (usedGiven !== undefined) xml.text('given', usedGiven, {qualifier: 'CL'})
  xml.close('name')
  const displayName = traits.sex === 'M' ? 'Masculin' : 'Féminin'
  writeCode(xml, 'administrativeGenderCode', {code: traits.sex, codeSystem: cdaOids.gender, displayName})
  xml.empty('birthTime', {value: traits.birthDate})
  xml.open('birthplace').open('place').open('addr').text('county', traits.birthPlace)
  xml.close('addr', 'place', 'birthplace', 'patient', 'patientRole', 'recordTarget').newline()
}

function writeAuthor(xml: Writer, author: InputAuthor): void {
  if ((author.person === undefined) === (author.device === undefined))
    throw new DmpError('DMP_CDA_INPUT_INVALID', {params: {field: 'author', reason: 'person-or-device'}})
  xml.open('author')
  if (author.role) writeCode(xml, 'functionCode', author.role)
  xml.empty('time', {value: cdaTime(author.time, 'author.time')})
  xml.open('assignedAuthor').empty('id', {extension: author.id, root: cdaOids.professionals})
  if (author.specialty) writeCode(xml, 'code', author.specialty)
  if (author.person) writePerson(xml, author.person)
  if (author.device) {
    xml.open('assignedAuthoringDevice').text('manufacturerModelName', author.device.modelName)
    xml.text('softwareName', author.device.softwareName).close('assignedAuthoringDevice')
  }
  if (author.organization) writeOrganization(xml, 'representedOrganization', author.organization)
  xml.close('assignedAuthor', 'author').newline()
}

function writeLegalAuthenticator(xml: Writer, given: InputLegalAuthenticator): void {
  xml.open('legalAuthenticator').empty('time', {value: cdaTime(given.time, 'legalAuthenticator.time')})
  xml.empty('signatureCode', {code: 'S'})
  xml.open('assignedEntity').empty('id', {extension: given.id, root: cdaOids.professionals})
  if (given.specialty) writeCode(xml, 'code', given.specialty)
  writePerson(xml, given.person)
  if (given.organization) writeOrganization(xml, 'representedOrganization', given.organization)
  xml.close('assignedEntity', 'legalAuthenticator').newline()
}

function writeService(xml: Writer, {start, stop, code, performer}: Level1Input['service']): void {
  xml.open('documentationOf').open('serviceEvent')
  if (code) writeCode(xml, 'code', code)
  writePeriod(xml, 'service', start, stop)
  xml.open('performer', {typeCode: 'PRF'}).open('assignedEntity')
  xml.empty('id', {extension: performer.id, root: cdaOids.professionals})
  if (performer.person) writePerson(xml, performer.person)
  writeOrganization(xml, 'representedOrganization', performer.organization, performer.practiceSetting)
  xml.close('assignedEntity', 'performer', 'serviceEvent', 'documentationOf').newline()
}

function writeEncounter(xml: Writer, {id, start, stop, code, facility}: Level1Input['encounter']): void {
  xml.open('componentOf').open('encompassingEncounter')
  if (id) writeId(xml, 'id', id)
  if (code) writeCode(xml, 'code', code)
  writePeriod(xml, 'encounter', start, stop)
  xml.open('location').open('healthCareFacility')
  writeCode(xml, 'code', facility)
  xml.close('healthCareFacility', 'location', 'encompassingEncounter', 'componentOf').newline()
}

function writeIdentification(xml: Writer, input: Level1Input): void {
  xml
    .empty('realmCode', {code: 'FR'})
    .empty('typeId', {root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040'})
  for (const root of Object.values(templateRoots)) xml.empty('templateId', {root})
  xml.newline().empty('id', {root: input.id})
  writeCode(xml, 'code', input.code)
  xml
    .text('title', input.title)
    .empty('effectiveTime', {value: cdaTime(input.effectiveTime, 'effectiveTime')})
  const level = input.confidentiality ?? 'N'
  writeCode(xml, 'confidentialityCode', {
    code: level,
    codeSystem: cdaOids.confidentiality,
    displayName: {N: 'Normal', R: 'Restreint', V: 'Très restreint'}[level],
  })
  xml.empty('languageCode', {code: input.language ?? 'fr-FR'})
  writeId(xml, 'setId', input.setId)
  xml.empty('versionNumber', {value: String(input.versionNumber)}).newline()
}

function checkIds(input: Level1Input): void {
  const wrong = !isOid(input.id) ? 'id' : !isOid(input.setId.root) ? 'setId' : undefined
  if (wrong) throw new DmpError('DMP_CDA_INPUT_INVALID', {params: {field: wrong, reason: 'oid'}})
  if (!Number.isSafeInteger(input.versionNumber) || input.versionNumber < 1)
    throw new DmpError('DMP_CDA_INPUT_INVALID', {params: {field: 'versionNumber', reason: 'number'}})
}

/**
 * Builds a level 1 document (CI-SIS structuration minimale, IHE XDS-SD) around a body still to come. The same
 * input gives the same bytes, on any machine and day.
 * @throws DmpError DMP_CDA_INPUT_INVALID {field, reason}
 */
export function buildLevel1(input: Level1Input): Level1Template {
  checkIds(input)
  const xml = new CanonicalWriter()
  xml.open('ClinicalDocument', {xmlns: 'urn:hl7-org:v3'}).newline()
  writeIdentification(xml, input)
  writePatient(xml, input.patient)
  for (const author of input.authors) writeAuthor(xml, author)
  xml.open('custodian').open('assignedCustodian')
  writeOrganization(xml, 'representedCustodianOrganization', input.custodian)
  xml.close('assignedCustodian', 'custodian').newline()
  writeLegalAuthenticator(xml, input.legalAuthenticator)
  for (const order of input.orders ?? []) {
    xml.open('inFulfillmentOf').open('order')
    writeId(xml, 'id', order)
    xml.close('order', 'inFulfillmentOf').newline()
  }
  writeService(xml, input.service)
  if (input.replaces) {
    xml.open('relatedDocument', {typeCode: 'RPLC'}).open('parentDocument')
    writeId(xml, 'id', input.replaces)
    xml.close('parentDocument', 'relatedDocument').newline()
  }
  writeEncounter(xml, input.encounter)
  xml.open('component').open('nonXMLBody').open('text', {mediaType: input.mediaType, representation: 'B64'})
  const head = Buffer.from(xml.take())
  xml.close('text', 'nonXMLBody', 'component').newline().close('ClinicalDocument')
  return {head, tail: Buffer.from(xml.take()), root: xml.root}
}
