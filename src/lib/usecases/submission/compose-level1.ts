import type {Level1Input, Level1MediaType} from '../../cda/level1-input.ts'
import {cdaTime, readTs} from '../../cda/times.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {PatientIdentity} from '../../ins/patient-identity.ts'
import type {Profile} from '../../profile/profile.ts'
import type {CodedValue} from '../../valuesets/coded-value.ts'
import type {ValueSets} from '../../valuesets/value-sets.ts'
import {staffId} from './staff-id.ts'
import type {PersonRequest, SubmissionRequest} from './submission-request.ts'

export interface Level1Place {
  readonly uniqueId: string
  readonly setId: {readonly root: string; readonly extension?: string}
  readonly versionNumber: number
  readonly replaces?: {readonly root: string; readonly extension?: string}
}

/** Collects what is missing, so that one error names it all instead of one at a time. */
class Needs {
  readonly missing: string[] = []

  of<T>(value: T | undefined, name: string): T {
    if (value === undefined || value === '') this.missing.push(name)
    return value as T
  }
}

function coded(
  valueSets: ValueSets,
  table: string,
  code: string | undefined,
  field: string,
): CodedValue | undefined {
  if (code === undefined) return undefined
  const found = valueSets.find(table, code)
  if (!found) throw new DmpError('DMP_CODE_UNKNOWN', {params: {field, code, table}})
  return found
}

function author(
  request: SubmissionRequest,
  profile: Profile,
  valueSets: ValueSets,
  time: string,
  structureId: string,
): Level1Input['authors'][number] {
  const person: PersonRequest | undefined =
    request.author ?? (profile.author.kind === 'person' ? profile.author : undefined)
  const organization = {id: structureId, name: profile.structure.name}
  if (!person?.family || !person.id) {
    const {softwareName = profile.lps.name, modelName = profile.lps.version} = profile.author
    const id = staffId(profile, profile.author.id ?? profile.lps.id ?? profile.lps.name)
    return {id, time, organization, device: {softwareName, modelName}}
  }
  const specialty = coded(valueSets, 'J01', person.specialtyCode, 'author_code')
  const role = coded(valueSets, 'J47', person.roleCode, 'author_role')
  return {
    id: staffId(profile, person.id),
    time,
    organization,
    person: {family: person.family, ...(person.given ? {given: person.given} : {})},
    ...(specialty ? {specialty} : {}),
    ...(role ? {role} : {}),
  }
}

const COLUMNS: Readonly<Record<string, string>> = {
  type: 'type_code',
  date: 'document_date',
  practice: 'practice_code',
}

/** Where a missing value is given: in a column of the row, else by a flag. */
function placeOf(name: string, {origin}: SubmissionRequest): string {
  return origin ? (COLUMNS[name] ?? name.replaceAll('-', '_')) : `--${name}`
}

const startOf = (text: string, field: string): number => readTs(cdaTime(text, field))?.at ?? 0

/**
 * The stay: its own dates where they are told, else those of the act. A letter is often written after the discharge: a
 * stay whose entry nobody told began by its end at the latest.
 */
function stayOf({stayStart, stayStop, serviceStop}: SubmissionRequest, start: string) {
  const stop = stayStop ?? serviceStop
  if (stayStart !== undefined || stayStop === undefined) return {start: stayStart ?? start, stop}
  const isAfter = startOf(start, 'service') > startOf(stayStop, 'exit')
  return {start: isAfter ? stayStop : start, stop}
}

/**
 * All that a level 1 document says, from the request completed by the profile. The site (FINESS géographique) is
 * custodian; the author's organisation is the structure the VIHF names (`structureId`), or the DMP refuses. Ids come from `place`: nothing here is drawn or dated.
 * @throws DmpError DMP_MISSING_VALUE naming every missing value at once, DMP_CODE_UNKNOWN
 */
export function composeLevel1(
  request: SubmissionRequest,
  mediaType: Level1MediaType,
  place: Level1Place,
  profile: Profile,
  valueSets: ValueSets,
  structureId: string = `1${profile.structure.finessEg}`,
): Level1Input {
  const needs = new Needs()
  const code = coded(valueSets, 'J66', needs.of(request.typeCode, 'type'), 'type')
  const date = needs.of(request.date, 'date')
  const patient = needs.of<PatientIdentity>(request.patient, 'patient')
  const facility = coded(valueSets, 'J61', request.facilityCode ?? profile.structure.sector, 'facility')
  const practice = coded(
    valueSets,
    'J62',
    needs.of(request.practiceCode ?? profile.structure.practiceSettingCode, 'practice'),
    'practice',
  )
  const writer = request.author?.family
    ? request.author
    : profile.author.kind === 'person'
      ? profile.author
      : undefined
  const signer =
    request.legalAuthenticator ?? (profile.legalAuthenticator.id ? profile.legalAuthenticator : writer)
  const signerId = needs.of(signer?.id, 'legal-authenticator-id')
  const signerFamily = needs.of(signer?.family, 'legal-authenticator-family')
  if (needs.missing.length > 0 || !code || !facility || !practice) {
    throw new DmpError('DMP_MISSING_VALUE', {
      params: {names: needs.missing.map((name) => placeOf(name, request)).join(', ')},
      details: {missing: needs.missing, ...(request.origin ? {origin: request.origin} : {})},
    })
  }
  const organization = {id: `1${profile.structure.finessEg}`, name: profile.structure.name}
  const person = {family: signerFamily, ...(signer?.given ? {given: signer.given} : {})}
  const start = request.serviceStart ?? date
  const stay = stayOf(request, start)
  return {
    id: place.uniqueId,
    setId: place.setId,
    versionNumber: place.versionNumber,
    ...(place.replaces ? {replaces: place.replaces} : {}),
    mediaType,
    code,
    title: request.title ?? code.displayName,
    effectiveTime: date,
    patient,
    authors: [author(request, profile, valueSets, date, structureId)],
    custodian: organization,
    legalAuthenticator: {id: staffId(profile, signerId), time: date, person, organization},
    service: {
      start,
      ...(request.serviceStop ? {stop: request.serviceStop} : {}),
      performer: {id: staffId(profile, signerId), person, organization, practiceSetting: practice},
    },
    encounter: {
      ...(request.venue && profile.structure.ippOid
        ? {id: {root: profile.structure.ippOid, extension: request.venue}}
        : {}),
      start: stay.start,
      ...(stay.stop ? {stop: stay.stop} : {}),
      facility,
    },
  }
}
