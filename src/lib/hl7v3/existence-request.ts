/**
 * TD0.2: does this patient have a DMP, is it open, may we read it (HL7 v3 PRPA_IN201307UV02, reason `TEST_EXST`)
 * and the reading of its answer (PRPA_IN201308UV02).
 *
 * Sources: GIE message samples (request, answer of an active DMP), public code of the GIE kit (`NF`, `terminated`).
 * Where a closed DMP carries its date and reason is known by their codes only: they are looked for wherever they
 * stand. Authorisation values beyond `VALIDE` were read in public clients, not on the wire.
 *
 * Not done: TD0.5 (search by traits), creation, reactivation, closure, authorisations.
 */
import type {Ins} from '../ins/patient-identity.ts'
import {xmlAttribute, xmlText} from '../xmltext/escape.ts'

export const HL7V3 = 'urn:hl7-org:v3'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
const INTERACTIONS = '2.16.840.1.113883.1.6'
/** Device OID of the DMP (GIE message samples). */
const DMP_DEVICE = '1.2.250.1.213.4.1.1.1'

export const existenceAction = 'urn:hl7-org:v3:PRPA_IN201307UV02'

export interface ExistenceFacts {
  readonly ins: Ins
  /** Fresh OIDs or UUIDs of this message and of its query. */
  readonly messageRoot: string
  readonly queryRoot: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** OID of this installation. */
  readonly senderOid: string
  readonly senderName: string
}

const digits = (ms: number): string => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14)

/** Body of TD0.2. */
export function existenceXml(facts: ExistenceFacts): string {
  const device = (oid: string, name: string) =>
    `<device classCode="DEV" determinerCode="INSTANCE"><id root="${xmlAttribute(oid)}"/><softwareName>${xmlText(name)}</softwareName></device>`
  const {matricule, oid} = facts.ins
  return [
    `<PRPA_IN201307UV02 xmlns="${HL7V3}" xmlns:xsi="${XSI}" ITSVersion="XML_1.0">`,
    `<id root="${xmlAttribute(facts.messageRoot)}"/>`,
    `<creationTime value="${digits(facts.createdAt)}"/>`,
    `<interactionId extension="PRPA_IN201307UV02" root="${INTERACTIONS}"/>`,
    '<processingCode code="D"/><processingModeCode code="T"/><acceptAckCode code="AL"/>',
    `<receiver typeCode="RCV">${device(DMP_DEVICE, 'DMP')}</receiver>`,
    `<sender typeCode="SND">${device(facts.senderOid, facts.senderName)}</sender>`,
    '<attentionLine xsi:nil="true"/>',
    '<controlActProcess classCode="CACT" moodCode="EVN">',
    '<reasonCode code="TEST_EXST" codeSystem="1.2.250.1.213.1.1.4.11"/>',
    `<queryByParameter><queryId root="${xmlAttribute(facts.queryRoot)}"/><statusCode code="new"/>`,
    '<parameterList><dataSource xsi:nil="true"/><patientIdentifier>',
    `<value extension="${xmlAttribute(matricule)}" root="${xmlAttribute(oid)}"/><semanticsText>Patient.id</semanticsText>`,
    '</patientIdentifier></parameterList></queryByParameter></controlActProcess></PRPA_IN201307UV02>',
  ].join('')
}
