import type {CodedValue} from '../valuesets/coded-value.ts'
import {xmlAttribute, xmlText} from '../xmltext/escape.ts'
import type {DocumentEntry, SubmissionSet, XdsAuthor} from './model.ts'
import {associationTypes, entrySchemes, setSchemes} from './schemes.ts'

/**
 * ebRIM pieces of a lot, to stand where `xmlns` is the rim namespace. Child order is the schema's: Slot, Name,
 * Description, Classification, ExternalIdentifier. Ids are unique within one message, given by `Ids`.
 */
export class Ids {
  #last = 0

  next(prefix: string): string {
    this.#last += 1
    return `${prefix}${this.#last}`
  }
}

export function slot(name: string, values: readonly string[]): string {
  if (values.length === 0) return ''
  const list = values.map((value) => `<Value>${xmlText(value)}</Value>`).join('')
  return `<Slot name="${xmlAttribute(name)}"><ValueList>${list}</ValueList></Slot>`
}

function localized(element: 'Name' | 'Description', text: string | undefined): string {
  if (text === undefined) return ''
  return `<${element}><LocalizedString charset="UTF8" value="${xmlAttribute(text)}" xml:lang="FR"></LocalizedString></${element}>`
}

function coded(ids: Ids, scheme: string, object: string, value: CodedValue): string {
  return `<Classification classificationScheme="${scheme}" classifiedObject="${object}" id="${ids.next('c')}" nodeRepresentation="${xmlAttribute(value.code)}">${slot('codingScheme', [value.codeSystem])}${localized('Name', value.displayName)}</Classification>`
}

function authored(ids: Ids, scheme: string, object: string, author: XdsAuthor): string {
  return `<Classification classificationScheme="${scheme}" classifiedObject="${object}" id="${ids.next('c')}" nodeRepresentation="">${slot('authorInstitution', author.institutions)}${slot('authorPerson', [author.person])}${slot('authorRole', author.roles)}${slot('authorSpecialty', author.specialties)}</Classification>`
}

function identifier(ids: Ids, scheme: string, object: string, value: string, name: string): string {
  return `<ExternalIdentifier id="${ids.next('e')}" identificationScheme="${scheme}" registryObject="${object}" value="${xmlAttribute(value)}"><Name><LocalizedString value="${name}"></LocalizedString></Name></ExternalIdentifier>`
}

/** RegistryPackage of a lot, or of an update of status (GIE message samples TD2.1 and TD3.3). */
export function registryPackage(ids: Ids, symbol: string, set: SubmissionSet): string {
  return [
    `<RegistryPackage id="${symbol}">`,
    slot('submissionTime', [set.submissionTime]),
    localized('Name', set.title),
    localized('Description', set.comments),
    authored(ids, setSchemes.author, symbol, set.author),
    coded(ids, setSchemes.contentTypeCode, symbol, set.contentTypeCode),
    `<Classification classificationNode="${setSchemes.marker}" classifiedObject="${symbol}" id="${ids.next('c')}"></Classification>`,
    identifier(ids, setSchemes.patientId, symbol, set.patientId, 'XDSSubmissionSet.patientId'),
    identifier(ids, setSchemes.sourceId, symbol, set.sourceId, 'XDSSubmissionSet.sourceId'),
    identifier(ids, setSchemes.uniqueId, symbol, set.uniqueId, 'XDSSubmissionSet.uniqueId'),
    '</RegistryPackage>',
  ].join('')
}

const given = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

/** ExtrinsicObject of a document or of the signature of the lot. */
export function extrinsicObject(ids: Ids, symbol: string, entry: DocumentEntry): string {
  const size = entry.size === undefined ? undefined : String(entry.size)
  return [
    `<ExtrinsicObject id="${symbol}" mimeType="${xmlAttribute(entry.mimeType)}" objectType="${entrySchemes.objectType}">`,
    slot('creationTime', [entry.creationTime]),
    slot('languageCode', [entry.languageCode]),
    slot('legalAuthenticator', [entry.legalAuthenticator]),
    slot('serviceStartTime', [entry.serviceStartTime]),
    slot('serviceStopTime', given(entry.serviceStopTime)),
    slot('sourcePatientId', [entry.sourcePatientId]),
    slot('sourcePatientInfo', entry.sourcePatientInfo),
    slot('hash', given(entry.hash)),
    slot('size', given(size)),
    slot('urn:ihe:iti:xds:2013:referenceIdList', entry.referenceIds),
    localized('Name', entry.title),
    localized('Description', entry.comments),
    ...entry.authors.map((author) => authored(ids, entrySchemes.author, symbol, author)),
    coded(ids, entrySchemes.classCode, symbol, entry.classCode),
    ...entry.confidentialityCodes.map((code) => coded(ids, entrySchemes.confidentialityCode, symbol, code)),
    ...entry.eventCodes.map((code) => coded(ids, entrySchemes.eventCodeList, symbol, code)),
    coded(ids, entrySchemes.formatCode, symbol, entry.formatCode),
    coded(ids, entrySchemes.healthcareFacilityTypeCode, symbol, entry.healthcareFacilityTypeCode),
    coded(ids, entrySchemes.practiceSettingCode, symbol, entry.practiceSettingCode),
    coded(ids, entrySchemes.typeCode, symbol, entry.typeCode),
    identifier(ids, entrySchemes.patientId, symbol, entry.patientId, 'XDSDocumentEntry.patientId'),
    identifier(ids, entrySchemes.uniqueId, symbol, entry.uniqueId, 'XDSDocumentEntry.uniqueId'),
    '</ExtrinsicObject>',
  ].join('')
}

export function association(
  ids: Ids,
  type: string,
  source: string,
  target: string,
  slots: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(slots).map(([name, value]) => slot(name, [value]))
  return `<Association associationType="${type}" id="${ids.next('a')}" objectType="${associationTypes.objectType}" sourceObject="${source}" targetObject="${xmlAttribute(target)}">${written.join('')}</Association>`
}
