export interface AnswerChange {
  readonly ack?: string
  readonly response?: string
  readonly status?: string
  readonly ens?: string
  readonly usedName?: string
  readonly closure?: boolean
  readonly detail?: string
}

/** A TD0.2 answer with an invented patient. */
export function existenceAnswerXml(change: AnswerChange = {}): string {
  const {ack = 'AA', response = 'OK', status = 'active', ens = 'true', usedName = 'AUTRE'} = change
  const observation = (code: string, system: string, value: string) =>
    `<subjectOf><administrativeObservation classCode="OBS"><code code="${code}" codeSystem="${system}"/><value xsi:type="BL" value="${value}"/></administrativeObservation></subjectOf>`
  const line = (code: string, value: string) =>
    `<attentionLine><keyWordText code="${code}" codeSystem="1.2.250.1.213.4.1.2.6.1"/>${value}</attentionLine>`
  const patient = `<subject typeCode="SUBJ"><registrationEvent><statusCode code="completed"/><subject1><patient classCode="PAT">
      <id root="1.2.250.1.213.1.4.10" extension="265059999900141"/><statusCode code="${status}"/>
      <patientPerson><name><family qualifier="BR">EXEMPLE</family><family qualifier="SP">${usedName}</family><given>ADELE</given></name>
      <administrativeGenderCode code="F"/><birthTime value="19650512"/><birthPlace><addr><county>99999</county></addr></birthPlace></patientPerson>
      ${observation('COMPTE_INTERNET_OUVERT', '1.2.250.1.213.4.1.2.9', 'true')}
      ${observation('RATTACHEMENT_ENS', '1.2.250.1.213.4.1.2.3', ens)}
      ${change.closure ? '<subjectOf><administrativeObservation><code code="FERM"/><effectiveTime value="20240301"/><value xsi:type="CV" code="FERMETURE_DEMANDE_PATIENT" codeSystem="1.2.250.1.213.4.1.2.4"/></administrativeObservation></subjectOf>' : ''}
    </patient></subject1></registrationEvent></subject>`
  const detail = change.detail
    ? `<acknowledgementDetail typeCode="E"><code code="CodeFictif"/><text>${change.detail}</text></acknowledgementDetail>`
    : ''
  return `<PRPA_IN201308UV02 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ITSVersion="XML_1.0">
    <acknowledgement typeCode="${ack}">${detail}</acknowledgement>
    ${line('AUTORISATION', '<value xsi:type="CV" code="VALIDE" codeSystem="1.2.250.1.213.4.1.2.6.2"/>')}
    ${line('STATUT_MT', '<value xsi:type="BL" value="false"/>')}
    <controlActProcess classCode="CACT" moodCode="EVN">${response === 'OK' ? patient : ''}
      <queryAck><queryResponseCode code="${response}"/></queryAck></controlActProcess></PRPA_IN201308UV02>`.replace(
    />\s+</g,
    '><',
  )
}
