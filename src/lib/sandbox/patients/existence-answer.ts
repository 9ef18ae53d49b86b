import {randomUUID} from 'node:crypto'
import {escapeXml} from '../registry/element-walk.ts'
import type {ExistenceRequest} from './existence-request.ts'
import type {SandboxPatient} from './patient.ts'

const DMP_DEVICE = '1.2.250.1.213.4.1.1.1'
const INTERACTIONS = '2.16.840.1.113883.1.6'

/** What the DMP says of one INS. */
export type ExistenceVerdict =
  | {
      readonly kind: 'found'
      readonly patient: SandboxPatient
      /** The number in force, which may not be the one asked. */
      readonly matricule: string
      readonly authorisation: 'VALIDE' | 'NON_EXISTE' | 'INTERDIT'
    }
  | {readonly kind: 'none'}
  | {readonly kind: 'error'; readonly code: string; readonly text: string; readonly location: string}

/** Asked and by whom, as far as it could be read. */
export type AskedBy = Pick<ExistenceRequest, 'id' | 'queryId' | 'senderId'>

/**
 * A PRPA_IN201308UV02 (GIE message samples). Where closure date and reason stand in an answer of the real service is
 * not published; here: `patient/effectiveTime/high` and an observation whose value is the reason.
 */
export function existenceAnswer(verdict: ExistenceVerdict, asked: AskedBy, now: number): string {
  const time = utcDigits(now)
  const acknowledgement =
    verdict.kind === 'error'
      ? `<acknowledgementDetail typeCode="E"><code code="${escapeXml(verdict.code)}"/><text>${escapeXml(verdict.text)}</text><location>${escapeXml(verdict.location)}</location></acknowledgementDetail>`
      : ''
  return `<PRPA_IN201308UV02 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">
<id root="${randomUUID().toUpperCase()}"/><creationTime value="${time}"/><interactionId root="${INTERACTIONS}" extension="PRPA_IN201308UV02"/>
<processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="NE"/>
<receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="${escapeXml(asked.senderId)}"/></device></receiver>
<sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="${DMP_DEVICE}"/><softwareName>DMP</softwareName></device></sender>
${verdict.kind === 'found' ? attentionLines(verdict.authorisation) : ''}
<acknowledgement typeCode="${verdict.kind === 'error' ? 'AE' : 'AA'}"><targetMessage><id root="${escapeXml(asked.id)}"/></targetMessage>${acknowledgement}</acknowledgement>
<controlActProcess classCode="CACT" moodCode="EVN">${verdict.kind === 'found' ? subject(verdict) : ''}
<queryAck><queryId root="${escapeXml(asked.queryId.root)}" extension="${escapeXml(asked.queryId.extension)}"/><queryResponseCode code="${verdict.kind === 'found' ? 'OK' : verdict.kind === 'none' ? 'NF' : 'AE'}"/></queryAck>
</controlActProcess></PRPA_IN201308UV02>`
}

function attentionLines(authorisation: string): string {
  return `<attentionLine><keyWordText code="AUTORISATION" codeSystem="1.2.250.1.213.4.1.2.6.1"/><value xsi:type="CV" code="${authorisation}" codeSystem="1.2.250.1.213.4.1.2.6.2"/></attentionLine>
<attentionLine><keyWordText code="STATUT_MT" codeSystem="1.2.250.1.213.4.1.2.6.3"/><value xsi:type="BL" value="false"/></attentionLine>`
}

function subject({patient, matricule}: Extract<ExistenceVerdict, {kind: 'found'}>): string {
  const {traits} = patient
  const closed = patient.dmp === 'closed'
  const given = traits.givenNames.split(' ').map((name) => `<given>${escapeXml(name)}</given>`)
  const observations = [
    booleanObservation('COMPTE_INTERNET_OUVERT', '1.2.250.1.213.4.1.2.9', patient.linked),
    booleanObservation('RATTACHEMENT_ENS', '1.2.250.1.213.4.1.2.3', patient.linked),
    closed && patient.closure ? closureObservation(patient.closure.reason) : '',
  ]
  return `<subject typeCode="SUBJ"><registrationEvent classCode="REG" moodCode="EVN"><statusCode code="completed"/>
<subject1 typeCode="SBJ"><patient classCode="PAT"><id root="${patient.oid}" extension="${matricule}"/><statusCode code="${closed ? 'terminated' : 'active'}"/>
${closed && patient.closure ? `<effectiveTime><high value="${patient.closure.date}"/></effectiveTime>` : ''}
<patientPerson classCode="PSN" determinerCode="INSTANCE">
<name><family qualifier="BR">${escapeXml(traits.birthName)}</family><family qualifier="SP">${escapeXml(patient.usedName ?? 'NON RENSEIGNE')}</family>${given.join('')}</name>
<administrativeGenderCode code="${traits.sex}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${traits.birthDate}"/>
<birthPlace><addr><county>${traits.birthPlace}</county></addr></birthPlace></patientPerson>
<providerOrganization classCode="ORG" determinerCode="INSTANCE"><id root="${DMP_DEVICE}"/><contactParty classCode="CON"/></providerOrganization>
${observations.filter(Boolean).join('\n')}</patient></subject1>
<custodian typeCode="CST"><assignedEntity classCode="ASSIGNED"><id root="${DMP_DEVICE}"/></assignedEntity></custodian>
</registrationEvent></subject>`
}

function booleanObservation(code: string, system: string, value: boolean): string {
  return `<subjectOf typeCode="SBJ"><administrativeObservation classCode="OBS" moodCode="EVN"><code code="${code}" codeSystem="${system}"/><statusCode code="completed"/><value xsi:type="BL" value="${value}"/></administrativeObservation></subjectOf>`
}

function closureObservation(reason: string): string {
  return `<subjectOf typeCode="SBJ"><administrativeObservation classCode="OBS" moodCode="EVN"><code code="MOTIF_FERMETURE" codeSystem="1.2.250.1.213.4.1.2.4"/><statusCode code="completed"/><value xsi:type="CD" code="${escapeXml(reason)}" codeSystem="1.2.250.1.213.4.1.2.4"/></administrativeObservation></subjectOf>`
}

/** AAAAMMJJhhmmss, UTC. */
export function utcDigits(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replaceAll(/\D/g, '')
}
