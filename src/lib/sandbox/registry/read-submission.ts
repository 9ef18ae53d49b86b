import type {XmlElement} from '../xml/element.ts'
import {elementsOf} from '../xml/navigate.ts'
import {documentEntryType, entrySchemes, lcm, rim, setSchemes, submissionSetNode} from './ebrim-names.ts'
import {attributeOf, descend} from './element-walk.ts'
import type {LotAssociation, LotCode, LotEntry, LotSet, Submission} from './lot.ts'
import {
  authorOf,
  checkOrder,
  classificationsOf,
  codeOf,
  identifiersOf,
  idOf,
  nameOf,
  slotsOf,
} from './read-objects.ts'
import {metadataError} from './refusals.ts'

/** Reads an `lcm:SubmitObjectsRequest` (IHE ITI TF-3 §4.2.1), refusing what its form forbids. */
export function readSubmission(request: XmlElement | undefined): Submission {
  const list = descend(request, rim, 'RegistryObjectList')
  if (!request || request.namespace !== lcm || request.name !== 'SubmitObjectsRequest' || !list)
    throw metadataError('Il faut un SubmitObjectsRequest avec sa RegistryObjectList.', 'SubmitObjectsRequest')
  const sets: LotSet[] = []
  const entries: LotEntry[] = []
  const associations: LotAssociation[] = []
  const ids = new Set<string>()
  for (const object of elementsOf(list)) {
    checkIdentity(object, ids)
    if (object.name === 'RegistryPackage') sets.push(readSet(object))
    else if (object.name === 'ExtrinsicObject') entries.push(readEntry(object))
    else if (object.name === 'Association') associations.push(readAssociation(object))
    else throw metadataError(`Objet inattendu dans le lot : ${object.name}.`, object.name)
  }
  const [set, ...others] = sets
  if (!set || others.length > 0)
    throw metadataError('Un lot contient exactement un RegistryPackage.', 'RegistryPackage')
  return {set, entries, associations}
}

/** Every id of the message, classifications and identifiers included, is given once. */
function checkIdentity(object: XmlElement, ids: Set<string>): void {
  if (object.namespace !== rim) throw metadataError(`Objet étranger à ebRIM : ${object.name}.`, object.name)
  checkOrder(object)
  const inner = elementsOf(object).filter(
    ({name}) => name === 'Classification' || name === 'ExternalIdentifier',
  )
  for (const element of [object, ...inner]) {
    const id = idOf(element)
    if (ids.has(id)) throw metadataError(`L’identifiant « ${id} » est donné deux fois dans le message.`, id)
    ids.add(id)
  }
}

function readSet(object: XmlElement): LotSet {
  const slots = slotsOf(object)
  const classifications = classificationsOf(object)
  const identifiers = identifiersOf(object)
  const need = (field: 'patientId' | 'sourceId' | 'uniqueId'): string =>
    identifiers.get(setSchemes[field]) || absent(`XDSSubmissionSet.${field}`)
  if (!classifications.has(submissionSetNode)) absent('XDSSubmissionSet (classificationNode)')
  return {
    id: idOf(object),
    uniqueId: need('uniqueId'),
    sourceId: need('sourceId'),
    patientId: need('patientId'),
    submissionTime: single(slots, 'submissionTime'),
    title: nameOf(object),
    author: authorOf(onlyOne(classifications, setSchemes.author, 'author'), 'author'),
    contentType: codeOf(
      onlyOne(classifications, setSchemes.contentType, 'contentTypeCode'),
      'contentTypeCode',
    ),
  }
}

function readEntry(object: XmlElement): LotEntry {
  if (attributeOf(object, 'objectType') !== documentEntryType)
    throw metadataError('ExtrinsicObject d’un type inattendu (objectType).', 'objectType')
  const classifications = classificationsOf(object)
  const identifiers = identifiersOf(object)
  const code = (scheme: string, field: string): LotCode =>
    codeOf(onlyOne(classifications, scheme, field), field)
  const codes = (scheme: string, field: string): LotCode[] =>
    (classifications.get(scheme) ?? []).map((classification) => codeOf(classification, field))
  const authors = (classifications.get(entrySchemes.author) ?? []).map((author) => authorOf(author, 'author'))
  if (authors.length === 0) absent('author')
  const confidentiality = codes(entrySchemes.confidentiality, 'confidentialityCode')
  if (confidentiality.length === 0) absent('confidentialityCode')
  return {
    id: idOf(object),
    mimeType: attributeOf(object, 'mimeType') ?? absent('mimeType'),
    uniqueId: identifiers.get(entrySchemes.uniqueId) || absent('XDSDocumentEntry.uniqueId'),
    patientId: identifiers.get(entrySchemes.patientId) || absent('XDSDocumentEntry.patientId'),
    title: nameOf(object) || absent('title'),
    slots: slotsOf(object),
    authors,
    classCode: code(entrySchemes.classCode, 'classCode'),
    typeCode: code(entrySchemes.typeCode, 'typeCode'),
    format: code(entrySchemes.format, 'formatCode'),
    facility: code(entrySchemes.facility, 'healthcareFacilityTypeCode'),
    practice: code(entrySchemes.practice, 'practiceSettingCode'),
    confidentiality,
    events: codes(entrySchemes.event, 'eventCodeList'),
  }
}

function readAssociation(object: XmlElement): LotAssociation {
  return {
    type: attributeOf(object, 'associationType') ?? absent('associationType'),
    source: attributeOf(object, 'sourceObject') ?? absent('sourceObject'),
    target: attributeOf(object, 'targetObject') ?? absent('targetObject'),
    objectType: attributeOf(object, 'objectType'),
    slots: slotsOf(object),
  }
}

function onlyOne(byScheme: ReadonlyMap<string, XmlElement[]>, scheme: string, field: string): XmlElement {
  const [first, ...others] = byScheme.get(scheme) ?? []
  if (!first) return absent(field)
  if (others.length > 0) throw metadataError(`${field} est donné plusieurs fois.`, field)
  return first
}

function single(slots: ReadonlyMap<string, readonly string[]>, name: string): string {
  const [value, ...others] = slots.get(name) ?? []
  if (!value) return absent(name)
  if (others.length > 0) throw metadataError(`${name} ne prend qu’une valeur.`, name)
  return value
}

function absent(field: string): never {
  throw metadataError(`Métadonnée obligatoire absente : ${field}.`, field)
}
