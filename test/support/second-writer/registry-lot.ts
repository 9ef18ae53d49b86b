import {createHash} from 'node:crypto'
import {doctor, type PlainDocument, type PlainPatient, type PlainSite, plainCda} from './registry-cda.ts'

/** A lot as plain values; the writer below turns it into an ITI-41 body and its parts. */
export interface PlainLot {
  readonly setUniqueId: string
  readonly sourceId: string
  readonly patient: PlainPatient
  readonly site: PlainSite
  readonly documents: readonly (PlainDocument & {
    readonly masks?: readonly string[]
    /** entryUUID for a RPLC association. */
    readonly target?: string
  })[]
  readonly signatureUniqueId: string
  /** Bytes of the signature document. */
  readonly signature: (documents: readonly {uniqueId: string; bytes: Uint8Array}[]) => Uint8Array
}

export interface WrittenPart {
  readonly contentId: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface WrittenLot {
  readonly body: string
  readonly parts: readonly WrittenPart[]
}

const HL7_CONFIDENTIALITY = '2.16.840.1.113883.5.25'
const MASKS = '1.2.250.1.213.1.1.4.13'
let nextId = 0
const id = (): string => `x${(nextId++).toString(36)}`

export const cx = (patient: Pick<PlainPatient, 'matricule' | 'oid'>): string =>
  `${patient.matricule}^^^&amp;${patient.oid}&amp;ISO^NH`
export const xcn = `${doctor.id}^${doctor.family}^${doctor.given}^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS`
export const xon = (site: PlainSite): string =>
  `${site.name}^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^${site.structureId}`

const slot = (name: string, ...values: string[]): string =>
  `<Slot name="${name}"><ValueList>${values.map((value) => `<Value>${value}</Value>`).join('')}</ValueList></Slot>`

const label = (text: string): string =>
  `<Name><LocalizedString charset="UTF8" xml:lang="FR" value="${text}"/></Name>`

const coded = (scheme: string, of: string, code: string, system: string, text: string): string =>
  `<Classification id="${id()}" classificationScheme="urn:uuid:${scheme}" classifiedObject="${of}" nodeRepresentation="${code}">${slot('codingScheme', system)}${label(text)}</Classification>`

const identifier = (scheme: string, of: string, value: string, name: string): string =>
  `<ExternalIdentifier id="${id()}" registryObject="${of}" identificationScheme="urn:uuid:${scheme}" value="${value}">${label(name)}</ExternalIdentifier>`

const author = (scheme: string, of: string, site: PlainSite): string => {
  const {code, label: text, system} = doctor.specialty
  return `<Classification id="${id()}" classificationScheme="urn:uuid:${scheme}" classifiedObject="${of}" nodeRepresentation="">${slot('authorInstitution', xon(site))}${slot('authorPerson', xcn)}${slot('authorSpecialty', `${code}^${text}^${system}`)}</Classification>`
}

const association = (
  type: string,
  source: string,
  target: string,
  slots = slot('SubmissionSetStatus', 'Original'),
): string =>
  `<Association id="${id()}" associationType="${type}" objectType="urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Association" sourceObject="${source}" targetObject="${target}">${slots}</Association>`

/** RegistryPackage with its complete metadata. */
export function plainSet(lot: Pick<PlainLot, 'setUniqueId' | 'sourceId' | 'patient' | 'site'>): string {
  return `<RegistryPackage id="SubmissionSet01">${slot('submissionTime', '20260302092000')}${label('Dépôt')}
${author('a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d', 'SubmissionSet01', lot.site)}
${coded('aa543740-bdda-424e-8c96-df4873be8500', 'SubmissionSet01', '04', '1.2.250.1.213.2.2', 'Hospitalisation de jour')}
<Classification id="${id()}" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd" classifiedObject="SubmissionSet01"/>
${identifier('6b5aea1a-874d-4603-a4bc-96a0a7b38446', 'SubmissionSet01', cx(lot.patient), 'XDSSubmissionSet.patientId')}
${identifier('554ac39e-e3fe-47fe-b233-965d2a147832', 'SubmissionSet01', lot.sourceId, 'XDSSubmissionSet.sourceId')}
${identifier('96fdda7c-d067-4183-912e-bf5ee74998a8', 'SubmissionSet01', lot.setUniqueId, 'XDSSubmissionSet.uniqueId')}</RegistryPackage>`
}

interface EntryText {
  readonly of: string
  readonly uniqueId: string
  readonly bytes: Uint8Array
  readonly slots: string
  readonly title: string
  readonly codes: string
}

function entry(lot: PlainLot, {of, uniqueId, bytes, slots, title, codes}: EntryText): string {
  const hash = createHash('sha1').update(bytes).digest('hex')
  return `<ExtrinsicObject id="${of}" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1">
${slots}${slot('legalAuthenticator', xcn)}${slot('hash', hash)}${slot('size', String(bytes.byteLength))}${label(title)}
${author('93606bcf-9494-43ec-9b4e-a7748d1a838d', of, lot.site)}${codes}
${coded('f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1', of, 'SA01', '1.2.250.1.71.4.2.4', 'Etablissement public de santé')}
${coded('cccf5598-8b07-4b77-a05e-ae952c785ead', of, 'ETABLISSEMENT', '1.2.250.1.213.1.1.4.9', 'Etablissement de santé')}
${identifier('58a6f841-87b3-4a3e-92fd-a8ffeff98427', of, cx(lot.patient), 'XDSDocumentEntry.patientId')}
${identifier('2e82c1f6-a085-4c72-9da3-8640a32e42ab', of, uniqueId, 'XDSDocumentEntry.uniqueId')}</ExtrinsicObject>`
}

function documentEntry(
  lot: PlainLot,
  document: PlainLot['documents'][number],
  of: string,
  bytes: Uint8Array,
): string {
  const {birthName, firstGiven, birthDate, sex} = lot.patient
  const slots = `${slot('creationTime', '20260302091500')}${slot('languageCode', 'fr-FR')}${slot('serviceStartTime', '20260302083000')}
${slot('sourcePatientId', 'IPP000042^^^&amp;1.2.250.1.999.7.1&amp;ISO^PI')}
${slot('sourcePatientInfo', `PID-5|${birthName}^${firstGiven}^^^^^L`, `PID-7|${birthDate}`, `PID-8|${sex}`)}`
  const masks = (document.masks ?? []).map((mask) =>
    coded('f4f85eac-e6cb-4883-b524-f2705394840f', of, mask, MASKS, mask),
  )
  const codes = `${coded('41a5887f-8865-4c09-adf7-e362475b143a', of, '10', '1.2.250.1.213.1.1.4.1', 'Compte rendu')}
${coded('f0306f51-975f-434e-a61c-c59651d33983', of, '11488-4', '2.16.840.1.113883.6.1', 'CR ou fiche de consultation ou de visite')}
${coded('a09d5840-386c-46f2-b5ad-9c3699a4309d', of, 'urn:ihe:iti:xds-sd:text:2008', '1.3.6.1.4.1.19376.1.2.3', 'Document à corps non structuré en texte')}
${coded('f4f85eac-e6cb-4883-b524-f2705394840f', of, 'N', HL7_CONFIDENTIALITY, 'Normal')}${masks.join('')}`
  return entry(lot, {of, uniqueId: document.uniqueId, bytes, slots, title: document.title, codes})
}

function signatureEntry(lot: PlainLot, of: string, bytes: Uint8Array): string {
  const now = '20260302092000'
  const slots = `${slot('creationTime', now)}${slot('languageCode', 'art')}${slot('serviceStartTime', now)}${slot('serviceStopTime', now)}${slot('sourcePatientId', cx(lot.patient))}`
  const confidentiality = 'f4f85eac-e6cb-4883-b524-f2705394840f'
  const codes = `${coded('41a5887f-8865-4c09-adf7-e362475b143a', of, 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1', 'URN', 'Digital Signature')}
${coded('f0306f51-975f-434e-a61c-c59651d33983', of, 'E1762', 'ASTM', 'Full Document')}
${coded('a09d5840-386c-46f2-b5ad-9c3699a4309d', of, 'http://www.w3.org/2000/09/xmldsig#', 'URN', 'Default Signature Style')}
${coded('2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4', of, '1.2.840.10065.1.12.1.14', '1.2.840.10065.1.12', 'Source')}
${coded(confidentiality, of, 'N', HL7_CONFIDENTIALITY, 'Normal')}${coded(confidentiality, of, 'MASQUE_PS', MASKS, 'Masqué')}${coded(confidentiality, of, 'INVISIBLE_PATIENT', MASKS, 'Invisible')}`
  return entry(lot, {of, uniqueId: lot.signatureUniqueId, bytes, slots, title: 'Source', codes})
}

/** The whole ITI-41 body and its parts. */
export function plainLot(lot: PlainLot): WrittenLot {
  const documents = lot.documents.map((document, place) => ({
    document,
    of: `Document${String(place + 1).padStart(2, '0')}`,
    bytes: Buffer.from(plainCda(document, lot.patient, lot.site)),
  }))
  const signature = lot.signature(
    documents.map(({document, bytes}) => ({uniqueId: document.uniqueId, bytes})),
  )
  const member = 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember'
  const of = 'Signature01'
  const objects = [
    plainSet(lot),
    ...documents.map((one) => documentEntry(lot, one.document, one.of, one.bytes)),
    signatureEntry(lot, of, signature),
    ...documents.map((one) => association(member, 'SubmissionSet01', one.of)),
    association(member, 'SubmissionSet01', of),
    association('urn:ihe:iti:2007:AssociationType:signs', of, 'SubmissionSet01'),
    ...documents.flatMap((one) =>
      one.document.target
        ? [association('urn:ihe:iti:2007:AssociationType:RPLC', one.of, one.document.target, '')]
        : [],
    ),
  ]
  const parts = [...documents.map((one) => ({of: one.of, bytes: one.bytes})), {of, bytes: signature}]
  const include = ({of: name}: {of: string}): string =>
    `<x:Document id="${name}"><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:${name}@test"/></x:Document>`
  return {
    body: `<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"><lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"><RegistryObjectList xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
${objects.join('\n')}</RegistryObjectList></lcm:SubmitObjectsRequest>${parts.map(include).join('')}</x:ProvideAndRegisterDocumentSetRequest>`,
    parts: parts.map(({of: name, bytes}) => ({contentId: `${name}@test`, contentType: 'text/xml', bytes})),
  }
}

/** TD3.1b body. */
export function plainQuery(uniqueIds: readonly string[], returnType = 'ObjectRef'): string {
  const list = uniqueIds.map((one) => `'${one}'`).join(',')
  return `<query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0" xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><query:ResponseOption returnComposedObjects="false" returnType="${returnType}"/><AdhocQuery id="urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4">${slot('$XDSDocumentEntryUniqueId', `(${list})`)}</AdhocQuery></query:AdhocQueryRequest>`
}

export interface PlainUpdate {
  readonly lot: Pick<PlainLot, 'setUniqueId' | 'sourceId' | 'patient' | 'site'>
  readonly target: string
  readonly from?: string
  readonly to?: string
}

/** TD3.3c body. */
export function plainUpdate({lot, target, from, to}: PlainUpdate): string {
  const slots =
    slot('OriginalStatus', from ?? 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved') +
    slot('NewStatus', to ?? 'urn:asip:ci-sis:2010:StatusType:Deleted')
  return `<lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"><RegistryObjectList xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
${plainSet(lot)}${association('urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus', 'SubmissionSet01', target, slots)}</RegistryObjectList></lcm:SubmitObjectsRequest>`
}
