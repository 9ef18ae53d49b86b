/**
 * The header of a CDA R2 document as the registry reads it, to compare with the XDS metadata sent beside it
 * (structuration minimale du CI-SIS; XDS logical models for the DMP). Own reader of the sandbox.
 *
 * It takes values as they are; whether the header is conformant in itself is judged by the documented rules of the
 * CI-SIS, not here, except where a field the registry needs is missing.
 */
import type {XmlElement} from '../xml/element.ts'
import {childrenNamed, elementsOf} from '../xml/navigate.ts'
import type {CdaTree} from './cda-tree.ts'
import {attributeOf, descend, textOf} from './element-walk.ts'
import {registryError} from './refusals.ts'

const V3 = 'urn:hl7-org:v3'
const INS_OIDS: readonly string[] = [8, 9, 10, 11].map((last) => `1.2.250.1.213.1.4.${last}`)

export interface CdaCode {
  readonly code: string
  readonly system: string
  readonly label: string
}

export interface CdaId {
  readonly root: string
  readonly extension: string
}

export interface CdaPerson {
  readonly id: CdaId
  readonly family: string
  readonly given: string
  readonly device: boolean
  readonly code: CdaCode | undefined
  readonly role: string
  readonly organisation: {readonly name: string; readonly id: CdaId} | undefined
}

export interface CdaHeader {
  /** `root` or `root^extension`. */
  readonly uniqueId: string
  readonly type: CdaCode
  readonly title: string
  readonly effectiveTime: string
  readonly confidentiality: CdaCode
  readonly language: string
  readonly setId: string
  readonly version: number
  readonly patientIds: readonly CdaId[]
  readonly ins: readonly CdaId[]
  readonly families: ReadonlyMap<string, string>
  readonly givens: ReadonlyMap<string, string>
  readonly gender: string
  readonly birthTime: string
  readonly authors: readonly CdaPerson[]
  readonly legalAuthenticator: CdaPerson
  readonly serviceStart: string
  readonly serviceStop: string
  readonly practice: CdaCode
  readonly facility: CdaCode
  readonly events: readonly CdaCode[]
  readonly orders: readonly CdaId[]
  /** Id of the document this one replaces. */
  readonly replaces: string | undefined
  readonly body: {readonly kind: 'wrapped'; readonly mediaType: string} | {readonly kind: 'structured'}
}

/** Reads the header; a field that the registry needs and does not find is `InvalidDocumentContent`. */
export function readCdaHeader({root, structured}: CdaTree): CdaHeader {
  const role = descend(root, V3, 'recordTarget', 'patientRole')
  const patient = descend(role, V3, 'patient')
  const name = descend(patient, V3, 'name')
  const events = childrenNamed(root, V3, 'documentationOf').flatMap((act) =>
    childrenNamed(act, V3, 'serviceEvent'),
  )
  const performer = descend(events[0], V3, 'performer', 'assignedEntity', 'representedOrganization')
  const patientIds = role ? childrenNamed(role, V3, 'id').map(idOf) : []
  const text = descend(root, V3, 'component', 'nonXMLBody', 'text')
  const related = childrenNamed(root, V3, 'relatedDocument').find(
    (one) => attributeOf(one, 'typeCode') === 'RPLC',
  )
  return {
    uniqueId: joined(idOf(descend(root, V3, 'id'))) || lacks('id'),
    type: codeOf(descend(root, V3, 'code')) ?? lacks('code'),
    title: textOf(descend(root, V3, 'title')) || lacks('title'),
    effectiveTime: valueAttribute(descend(root, V3, 'effectiveTime')) || lacks('effectiveTime'),
    confidentiality: codeOf(descend(root, V3, 'confidentialityCode')) ?? lacks('confidentialityCode'),
    language: attributeOf(descend(root, V3, 'languageCode'), 'code') ?? lacks('languageCode'),
    setId: joined(idOf(descend(root, V3, 'setId'))) || lacks('setId'),
    version: Number(valueAttribute(descend(root, V3, 'versionNumber')) || lacks('versionNumber')),
    patientIds,
    ins: patientIds.filter(({root: oid}) => INS_OIDS.includes(oid)),
    families: namesOf(name, 'family'),
    givens: namesOf(name, 'given'),
    gender: attributeOf(descend(patient, V3, 'administrativeGenderCode'), 'code') ?? '',
    birthTime: valueAttribute(descend(patient, V3, 'birthTime')),
    authors: childrenNamed(root, V3, 'author').map((author) => personOf(author, 'assignedAuthor')),
    legalAuthenticator: personOf(
      descend(root, V3, 'legalAuthenticator') ?? lacks('legalAuthenticator'),
      'assignedEntity',
    ),
    serviceStart:
      valueAttribute(descend(events[0], V3, 'effectiveTime', 'low')) ||
      lacks('documentationOf/effectiveTime/low'),
    serviceStop: valueAttribute(descend(events[0], V3, 'effectiveTime', 'high')),
    practice:
      codeOf(descend(performer, V3, 'standardIndustryClassCode')) ?? lacks('standardIndustryClassCode'),
    facility:
      codeOf(
        descend(root, V3, 'componentOf', 'encompassingEncounter', 'location', 'healthCareFacility', 'code'),
      ) ?? lacks('healthCareFacility/code'),
    events: events.flatMap((event) => codeOf(descend(event, V3, 'code')) ?? []),
    orders: childrenNamed(root, V3, 'inFulfillmentOf').map((order) =>
      idOf(descend(order, V3, 'order', 'id')),
    ),
    replaces: related
      ? joined(idOf(descend(related, V3, 'parentDocument', 'id'))) || lacks('relatedDocument')
      : undefined,
    body: structured
      ? {kind: 'structured'}
      : {kind: 'wrapped', mediaType: attributeOf(text, 'mediaType') ?? lacks('nonXMLBody/text')},
  }
}

function joined({root, extension}: CdaId): string {
  return extension ? `${root}^${extension}` : root
}

function idOf(element: XmlElement | undefined): CdaId {
  return {root: attributeOf(element, 'root') ?? '', extension: attributeOf(element, 'extension') ?? ''}
}

function valueAttribute(element: XmlElement | undefined): string {
  return attributeOf(element, 'value') ?? ''
}

function codeOf(element: XmlElement | undefined): CdaCode | undefined {
  const code = attributeOf(element, 'code')
  const system = attributeOf(element, 'codeSystem')
  return code && system ? {code, system, label: attributeOf(element, 'displayName') ?? ''} : undefined
}

/** Parts of a name by qualifier, `''` for those without. */
function namesOf(name: XmlElement | undefined, part: string): Map<string, string> {
  const parts = name ? childrenNamed(name, V3, part) : []
  return new Map(parts.map((one) => [attributeOf(one, 'qualifier') ?? '', textOf(one)]))
}

function personOf(participation: XmlElement, assigned: string): CdaPerson {
  const entity = descend(participation, V3, assigned)
  const device = descend(entity, V3, 'assignedAuthoringDevice')
  const name = descend(entity, V3, 'assignedPerson', 'name')
  const organisation = entity && elementsOf(entity).find((child) => child.name === 'representedOrganization')
  return {
    id: idOf(descend(entity, V3, 'id')),
    family: textOf(device ? descend(device, V3, 'softwareName') : descend(name, V3, 'family')),
    given: textOf(device ? descend(device, V3, 'manufacturerModelName') : descend(name, V3, 'given')),
    device: device !== undefined,
    code: codeOf(descend(entity, V3, 'code')),
    role: attributeOf(descend(participation, V3, 'functionCode'), 'displayName') ?? '',
    organisation: organisation && {
      name: textOf(descend(organisation, V3, 'name')),
      id: idOf(descend(organisation, V3, 'id')),
    },
  }
}

function lacks(field: string): never {
  throw registryError('InvalidDocumentContent', `L’en-tête du CDA n’a pas de ${field} lisible.`, field)
}
