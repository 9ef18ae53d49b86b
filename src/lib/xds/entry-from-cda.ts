/**
 * The fiche (XDS DocumentEntry) of a document, drawn from its CDA header and from nothing else, so that the two
 * can never disagree. Mapping: CI-SIS annex "Lien entre l'en-tête CDA et les métadonnées XDS", ANS logical
 * models of the DMP, IHE ITI TF-3 §4.2.3. Only what a header cannot say comes from outside: the masks chosen by
 * the operator (EX_2.1-1050) and the hash and size of the bytes sent.
 *
 * It does not validate (src/lib/cda/rules does): a header without a value the entry cannot do without is an
 * error, everything else is taken as it stands.
 */
import {formatCodeOf} from '../cda/format-code.ts'
import type {CdaHeader, CdaId} from '../cda/model.ts'
import {insOf, ippOf, uniqueIdOf} from '../cda/read-header.ts'
import {toUtcDigits} from '../cda/times.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'
import type {ValueSets} from '../valuesets/value-sets.ts'
import type {Visibility} from '../visibility/visibility.ts'
import {personOf, xdsAuthorOf} from './entry-from-cda-author.ts'
import {codeFrom, confidentialityCodesOf} from './entry-from-cda-codes.ts'
import {cx, pid} from './hl7v2-fields.ts'
import type {DocumentEntry} from './model.ts'

export interface EntryOptions {
  readonly valueSets: ValueSets
  readonly visibility: Visibility
  /** SHA-1 (hex) and size of the bytes sent; left out when `xds.hashAndSize` is `none`. */
  readonly hash?: string
  readonly size?: number
  /** Append the birth date as CX.7 of patientId (`xds.patientIdBirthDate`). */
  readonly patientIdBirthDate?: boolean
  readonly comments?: string
  /** formatCode (J60) of a structured document whose content model the tables do not know. */
  readonly formatCode?: string
}

/** The value, or the error that names the element of the header where it should be. */
function need<T>(value: T | undefined, element: string): T {
  if (value === undefined)
    throw new DmpError('DMP_CDA_UNREADABLE', {params: {element, line: 0}, details: {element}})
  return value
}

const utc = (value: string | undefined, element: string) =>
  need(value === undefined ? undefined : toUtcDigits(value), element)

/** CX of the INS found by its OID; CX.7 only on demand. */
function patientIdOf(header: CdaHeader, withBirthDate: boolean): string {
  const ins = need(insOf(header), 'recordTarget/patientRole/id')
  const birth = header.patient?.birthTime?.value
  return cx({
    value: ins.matricule,
    oid: ins.oid,
    type: 'NH',
    ...(withBirthDate && birth !== undefined ? {date: birth.slice(0, 8)} : {}),
  })
}

/** The IPP, or the INS when the header has none. */
function sourcePatientIdOf(header: CdaHeader): string {
  const ipp = ippOf(header)
  return ipp ? cx({...ipp, type: 'PI'}) : patientIdOf(header, false)
}

function sourcePatientInfoOf(header: CdaHeader): readonly string[] {
  const {patient} = header
  const name = patient?.names[0]
  const family = name?.families.find((one) => one.qualifier === 'BR') ?? name?.families[0]
  const given = name?.givens.find((one) => one.qualifier === 'BR') ?? name?.givens[0]
  const info = [pid(5, family?.text ?? '', given?.text ?? '', '', '', '', '', 'L')]
  if (patient?.birthTime?.value) info.push(pid(7, patient.birthTime.value))
  if (patient?.gender?.code) info.push(pid(8, patient.gender.code === 'UN' ? 'U' : patient.gender.code))
  return info
}

const REFERENCE = {
  order: 'urn:ihe:iti:xds:2013:order',
  accession: 'urn:ihe:iti:xds:2013:accession',
} as const

/** inFulfillmentOf: order numbers and DICOM accession numbers (J231). */
function referenceIdsOf(header: CdaHeader): readonly string[] {
  const write = (ids: readonly CdaId[], type: string) =>
    ids.flatMap((id) => (id.root && id.extension ? [cx({value: id.extension, oid: id.root, type})] : []))
  return header.orders.flatMap(({ids, accessions}) => [
    ...write(ids, REFERENCE.order),
    ...write(accessions, REFERENCE.accession),
  ])
}

/** Codes of the acts; an act with a nullFlavor has none. */
function eventCodesOf(header: CdaHeader): readonly CodedValue[] {
  return header.services.flatMap(({code}) =>
    code?.code && code.codeSystem
      ? [{code: code.code, codeSystem: code.codeSystem, displayName: code.displayName ?? code.code}]
      : [],
  )
}

/**
 * The entry of a document.
 * @throws DmpError DMP_CDA_UNREADABLE {element} when the header lacks what the entry cannot do without
 */
export function entryFromCda(header: CdaHeader, options: EntryOptions): DocumentEntry {
  const {valueSets} = options
  const service = need(header.services[0], 'documentationOf')
  const setting = service.performers[0]?.organization?.industryClass
  const authors = header.authors.map((one) => need(xdsAuthorOf(one), 'author/assignedAuthor/id'))
  const typeCode = need(codeFrom('J66', header.code, valueSets), 'code')
  const stop = service.stop?.value
  return {
    mimeType: 'text/xml',
    uniqueId: need(uniqueIdOf(header.id), 'id'),
    patientId: patientIdOf(header, options.patientIdBirthDate ?? false),
    languageCode: need(header.languageCode, 'languageCode'),
    creationTime: utc(header.effectiveTime?.value, 'effectiveTime'),
    serviceStartTime: utc(service.start?.value, 'documentationOf/serviceEvent/effectiveTime/low'),
    ...(stop ? {serviceStopTime: utc(stop, 'documentationOf/serviceEvent/effectiveTime/high')} : {}),
    legalAuthenticator: need(personOf(header.legalAuthenticator), 'legalAuthenticator/assignedEntity/id'),
    sourcePatientId: sourcePatientIdOf(header),
    sourcePatientInfo: sourcePatientInfoOf(header),
    title: need(header.title, 'title'),
    ...(options.comments ? {comments: options.comments} : {}),
    authors: need(authors.length > 0 ? authors : undefined, 'author'),
    classCode: need(valueSets.classOfType(typeCode.code), 'code'),
    typeCode,
    formatCode: need(formatCodeOf(header, valueSets, options.formatCode), 'component'),
    confidentialityCodes: confidentialityCodesOf(options.visibility, header.confidentiality?.code ?? 'N'),
    healthcareFacilityTypeCode: need(
      codeFrom('J61', header.encounter?.facility, valueSets),
      'componentOf/encompassingEncounter/location/healthCareFacility/code',
    ),
    practiceSettingCode: need(
      codeFrom('J62', setting, valueSets),
      'documentationOf/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode',
    ),
    eventCodes: eventCodesOf(header),
    referenceIds: referenceIdsOf(header),
    ...(options.hash === undefined ? {} : {hash: options.hash}),
    ...(options.size === undefined ? {} : {size: options.size}),
  }
}
