import type {CdaHeader, CdaParticipant, CdaTime} from '../../cda/model.ts'
import {uniqueIdOf} from '../../cda/read-header.ts'
import {cdaTime, readTs} from '../../cda/times.ts'
import type {Profile} from '../../profile/profile.ts'
import {staffId} from './staff-id.ts'
import type {Finding} from './submission-report.ts'
import type {PersonRequest, SubmissionRequest} from './submission-request.ts'

/** Letters only, without accents: `Lefèvre-Dupont` and `LEFEVRE DUPONT` are one name. */
function bare(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .toUpperCase()
}

/** True when both name the same moment, at the precision of the less precise one. */
function sameTime(stated: string, found: CdaTime | undefined): boolean {
  const wanted = cdaTime(stated, 'date')
  const value = found?.value
  const [a, b] = [readTs(wanted), value === undefined ? undefined : readTs(value)]
  if (!a || !b || value === undefined) return false
  const digits = Math.min(a.digits, b.digits)
  if (digits <= 8) return wanted.slice(0, digits) === value.slice(0, digits)
  const unit = digits <= 10 ? 3_600_000 : digits <= 12 ? 60_000 : 1000
  return Math.floor(a.at / unit) === Math.floor(b.at / unit)
}

function samePerson(stated: PersonRequest, found: CdaParticipant | undefined, profile: Profile): boolean {
  if (!found) return false
  const {id, family, given, specialtyCode, roleCode} = stated
  const ids = found.ids.map(({extension}) => extension)
  const name = (parts: readonly {readonly text: string}[] | undefined) => bare(parts?.[0]?.text ?? '')
  return (
    (!id || ids.includes(id) || ids.includes(staffId(profile, id))) &&
    (!family || bare(family) === name(found.person?.families)) &&
    (!given || bare(given) === name(found.person?.givens)) &&
    (!specialtyCode || specialtyCode === found.specialty?.code) &&
    (!roleCode || roleCode === found.role?.code)
  )
}

/** Fields of the patient that the header gives otherwise, but his INS. */
function otherTraits(
  {patient: named, statedTraits, ipp}: SubmissionRequest,
  header: CdaHeader,
  profile: Profile,
): string[] {
  const {patient} = header
  const fields: string[] = []
  const local = patient?.ids.find(
    ({root}) => root !== undefined && root === profile.structure.ippOid,
  )?.extension
  if (ipp && local && ipp !== local) fields.push('ipp')
  if (!patient) return fields
  const {birthDate, sex, birthName, birthPlace} = {...statedTraits, ...named?.traits}
  const families = patient.names.flatMap((name) => name.families)
  const birth = families.find(({qualifier}) => qualifier === 'BR')?.text
  const day = patient.birthTime?.value?.slice(0, 8)
  if (day && birthDate && day !== birthDate.replaceAll('-', '').slice(0, day.length))
    fields.push('birth_date')
  if (sex && patient.gender?.code && patient.gender.code !== sex) fields.push('sex')
  if (birth && birthName && bare(birth) !== bare(birthName)) fields.push('birth_name')
  if (birthPlace && patient.birthPlace && patient.birthPlace !== birthPlace) fields.push('birth_place')
  return fields
}

/**
 * A ready-made CDA is sent byte for byte, so what is stated beside it must be what it says: nothing is chosen between
 * the two, and nothing stated is left aside without a word. One error per field; values stay out, names in.
 */
export function statedOtherwise(
  request: SubmissionRequest,
  header: CdaHeader,
  profile: Profile,
): readonly Finding[] {
  const {typeCode, title, date, serviceStart, serviceStop, author, legalAuthenticator} = request
  const {facilityCode, practiceCode, documentId, setId, version} = request
  const [service] = header.services
  const performer = service?.performers[0]
  const differs = {
    type_code: typeCode && typeCode !== header.code?.code,
    title: title && title.trim() !== header.title?.trim(),
    document_date: date && !sameTime(date, header.effectiveTime),
    service_start: serviceStart && !sameTime(serviceStart, service?.start),
    service_stop: serviceStop && !sameTime(serviceStop, service?.stop),
    author: author && !header.authors.some((one) => samePerson(author, one, profile)),
    legal_authenticator:
      legalAuthenticator && !samePerson(legalAuthenticator, header.legalAuthenticator, profile),
    facility_code: facilityCode && facilityCode !== header.encounter?.facility?.code,
    practice_code: practiceCode && practiceCode !== performer?.organization?.industryClass?.code,
    document_id: documentId && documentId !== uniqueIdOf(header.id),
    set_id: setId && setId !== uniqueIdOf(header.setId),
    version: version !== undefined && version !== Number(header.versionNumber ?? 1),
  }
  const fields = Object.entries(differs).flatMap(([field, other]) => (other ? [field] : []))
  return [...fields, ...otherTraits(request, header, profile)].map((field) => ({
    rule: 'CDA-STATED-OTHERWISE',
    severity: 'error',
    params: {field},
  }))
}
