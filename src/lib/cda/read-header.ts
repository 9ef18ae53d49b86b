import {DmpError} from '../errors/dmp-error.ts'
import type {DocumentUniqueId} from '../ids/identifiers.ts'
import type {Oid} from '../ids/oid.ts'
import type {Ins, Matricule} from '../ins/patient-identity.ts'
import {attributeOf, childrenOf, type XmlNode} from '../xmltree/xml-node.ts'
import {
  CDA_NAMESPACE,
  type CdaBody,
  type CdaEncounter,
  type CdaHeader,
  type CdaId,
  type CdaOrder,
  type CdaPatient,
  type CdaReplaced,
  type CdaServiceEvent,
  insOids,
} from './model.ts'
import {
  compact,
  readCode,
  readId,
  readIds,
  readName,
  readOrganization,
  readParticipant,
  readParticipants,
  readText,
  readTime,
} from './read-parts.ts'
import {deepPart, part, parts} from './walk.ts'

function readPatient(role: XmlNode | undefined): CdaPatient | undefined {
  if (!role) return undefined
  const patient = part(role, 'patient')
  return compact<CdaPatient>({
    ids: readIds(role),
    names: parts(patient, 'name').flatMap((node) => readName(node) ?? []),
    gender: readCode(part(patient, 'administrativeGenderCode')),
    birthTime: readTime(part(patient, 'birthTime')),
    birthPlace: readText(deepPart(patient, 'birthplace', 'place', 'addr', 'county')),
    line: role.line,
  })
}

function readService(node: XmlNode): CdaServiceEvent {
  const event = part(node, 'serviceEvent')
  const time = part(event, 'effectiveTime')
  return compact<CdaServiceEvent>({
    ids: readIds(event),
    code: readCode(part(event, 'code')),
    start: readTime(part(time, 'low')),
    stop: readTime(part(time, 'high')),
    performers: event ? readParticipants(event, 'performer', 'assignedEntity') : [],
    line: node.line,
  })
}

function readEncounter(node: XmlNode | undefined): CdaEncounter | undefined {
  const encounter = part(node, 'encompassingEncounter')
  if (!encounter) return undefined
  const time = part(encounter, 'effectiveTime')
  return compact<CdaEncounter>({
    ids: readIds(encounter),
    code: readCode(part(encounter, 'code')),
    start: readTime(part(time, 'low')),
    stop: readTime(part(time, 'high')),
    facility: readCode(deepPart(encounter, 'location', 'healthCareFacility', 'code')),
    line: encounter.line,
  })
}

function readReplaced(node: XmlNode | undefined): CdaReplaced | undefined {
  if (!node) return undefined
  const id = deepPart(node, 'parentDocument', 'id')
  return compact<CdaReplaced>({
    typeCode: attributeOf(node, 'typeCode'),
    id: id && readId(id),
    line: node.line,
  })
}

function readOrder(node: XmlNode): CdaOrder {
  const order = part(node, 'order')
  return {
    ids: readIds(order),
    accessions: childrenOf(order, 'accessionNumber', 'urn:dicom-org:ps3-20').map(readId),
    line: node.line,
  }
}

function readBody(component: XmlNode | undefined): CdaBody | undefined {
  const structured = part(component, 'structuredBody')
  if (structured) return {kind: 'structured', line: structured.line}
  const body = part(component, 'nonXMLBody')
  if (!body) return undefined
  const text = part(body, 'text')
  return compact<Extract<CdaBody, {kind: 'non-xml'}>>({
    kind: 'non-xml',
    mediaType: attributeOf(text, 'mediaType'),
    representation: attributeOf(text, 'representation'),
    content: text?.text ?? '',
    line: (text ?? body).line,
  })
}

/**
 * Reads the header of a CDA R2 document; missing parts stay missing.
 * @throws DmpError DMP_CDA_UNREADABLE when `root` is no ClinicalDocument at all
 */
export function readCdaHeader(root: XmlNode): CdaHeader {
  if (root.name !== 'ClinicalDocument' || root.namespace !== CDA_NAMESPACE)
    throw new DmpError('DMP_CDA_UNREADABLE', {params: {element: 'ClinicalDocument', line: root.line}})
  const one = (name: string) => part(root, name)
  const many = (name: string) => parts(root, name)
  const id = one('id')
  const setId = one('setId')
  const custodian = deepPart(one('custodian'), 'assignedCustodian', 'representedCustodianOrganization')
  return compact<CdaHeader>({
    root,
    templateIds: many('templateId').map(readId),
    id: id && readId(id),
    code: readCode(one('code')),
    title: readText(one('title')),
    effectiveTime: readTime(one('effectiveTime')),
    confidentiality: readCode(one('confidentialityCode')),
    languageCode: attributeOf(one('languageCode'), 'code'),
    setId: setId && readId(setId),
    versionNumber: attributeOf(one('versionNumber'), 'value'),
    patient: readPatient(deepPart(one('recordTarget'), 'patientRole')),
    authors: readParticipants(root, 'author', 'assignedAuthor'),
    custodian: readOrganization(custodian),
    legalAuthenticator: readParticipant(one('legalAuthenticator'), 'assignedEntity'),
    services: many('documentationOf').map(readService),
    replaces: readReplaced(one('relatedDocument')),
    encounter: readEncounter(one('componentOf')),
    orders: many('inFulfillmentOf').map(readOrder),
    body: readBody(one('component')),
  })
}

/** uniqueId of an id of the header: `root`, or `root^extension` (IHE ITI TF-3, XDSDocumentEntry.uniqueId). */
export function uniqueIdOf(id: CdaId | undefined): DocumentUniqueId | undefined {
  if (!id?.root || id.nullFlavor) return undefined
  return (id.extension ? `${id.root}^${id.extension}` : id.root) as DocumentUniqueId
}

/** The INS matricule of the header, chosen by its OID, never by its place in the list. */
export function insOf(header: CdaHeader): Ins | undefined {
  const id = header.patient?.ids.find((one) => one.root !== undefined && insOids.includes(one.root))
  return id?.extension ? {matricule: id.extension as Matricule, oid: id.root as Oid} : undefined
}

/** The hospital's own number of the patient (IPP): the first id that is not an INS. */
export function ippOf(header: CdaHeader): {readonly value: string; readonly oid: string} | undefined {
  const id = header.patient?.ids.find(
    (one) => one.root !== undefined && one.extension && !one.root.startsWith('1.2.250.1.213.1.4.'),
  )
  return id?.root && id.extension ? {value: id.extension, oid: id.root} : undefined
}
