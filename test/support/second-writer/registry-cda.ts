/** A plain level-1 CDA, written by hand for the sandbox's tests: shares nothing with the client's builder. */
export interface PlainDocument {
  readonly uniqueId: string
  readonly setId: string
  readonly version: number
  readonly title: string
  readonly text: string
  /** Id of the document that this one replaces. */
  readonly replaces?: string
  /** Changes the text before hash, size and signature are made of it: only the content is at fault. */
  readonly rewrite?: (cda: string) => string
}

export interface PlainPatient {
  readonly matricule: string
  readonly oid: string
  readonly birthName: string
  readonly givenNames: string
  readonly firstGiven: string
  readonly sex: string
  readonly birthDate: string
  readonly birthPlace: string
}

export interface PlainSite {
  /** Struct_IdNat */
  readonly structureId: string
  readonly name: string
}

export const doctor = {
  id: '899700000005',
  family: 'FICTIF',
  given: 'Jeanne',
  specialty: {code: 'G15_10/SM26', label: 'Médecin - Médecine générale', system: '1.2.250.1.213.1.1.4.5'},
}

const PEOPLE = '1.2.250.1.71.4.2.1'
const STRUCTURES = '1.2.250.1.71.4.2.2'

export function plainCda(document: PlainDocument, patient: PlainPatient, site: PlainSite): string {
  const organisation = `<id root="${STRUCTURES}" extension="${site.structureId}"/><name>${site.name}</name>`
  const person = `<assignedPerson><name><family>${doctor.family}</family><given>${doctor.given}</given></name></assignedPerson>`
  const related = document.replaces
    ? `<relatedDocument typeCode="RPLC"><parentDocument><id root="${document.replaces}"/></parentDocument></relatedDocument>`
    : ''
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/><templateId root="1.3.6.1.4.1.19376.1.2.20"/>
<id root="${document.uniqueId}"/>
<code code="11488-4" codeSystem="2.16.840.1.113883.6.1" displayName="CR ou fiche de consultation ou de visite"/>
<title>${document.title}</title><effectiveTime value="20260302101500+0100"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="Normal"/><languageCode code="fr-FR"/>
<setId root="${document.setId}"/><versionNumber value="${document.version}"/>
<recordTarget><patientRole><id root="${patient.oid}" extension="${patient.matricule}"/><id root="1.2.250.1.999.7.1" extension="IPP000042"/>
<patient><name><family qualifier="BR">${patient.birthName}</family><given>${patient.givenNames}</given><given qualifier="BR">${patient.firstGiven}</given></name>
<administrativeGenderCode code="${patient.sex}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${patient.birthDate}"/>
<birthplace><place><addr><county>${patient.birthPlace}</county></addr></place></birthplace></patient></patientRole></recordTarget>
<author><time value="20260302101500+0100"/><assignedAuthor><id root="${PEOPLE}" extension="${doctor.id}"/>
<code code="${doctor.specialty.code}" codeSystem="${doctor.specialty.system}" displayName="${doctor.specialty.label}"/>${person}
<representedOrganization>${organisation}</representedOrganization></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization>${organisation}</representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="20260302101500+0100"/><signatureCode code="S"/><assignedEntity><id root="${PEOPLE}" extension="${doctor.id}"/>${person}</assignedEntity></legalAuthenticator>
<documentationOf><serviceEvent><effectiveTime><low value="20260302093000+0100"/></effectiveTime><performer typeCode="PRF"><assignedEntity><id root="${PEOPLE}" extension="${doctor.id}"/>
<representedOrganization>${organisation}<standardIndustryClassCode code="ETABLISSEMENT" codeSystem="1.2.250.1.213.1.1.4.9" displayName="Etablissement de santé"/></representedOrganization></assignedEntity></performer></serviceEvent></documentationOf>
${related}
<componentOf><encompassingEncounter><effectiveTime><low value="20260302093000+0100"/></effectiveTime><location><healthCareFacility><code code="SA01" codeSystem="1.2.250.1.71.4.2.4" displayName="Etablissement public de santé"/></healthCareFacility></location></encompassingEncounter></componentOf>
<component><nonXMLBody><text mediaType="text/plain" representation="B64">${Buffer.from(document.text).toString('base64')}</text></nonXMLBody></component>
</ClinicalDocument>
`
  return document.rewrite?.(text) ?? text
}
