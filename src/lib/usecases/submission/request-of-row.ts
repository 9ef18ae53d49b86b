import {DmpError} from '../../errors/dmp-error.ts'
import type {PatientIdentity} from '../../ins/patient-identity.ts'
import type {ManifestFault, ManifestOptions, ManifestProblem, ManifestRow} from '../../manifest/manifest.ts'
import {manifestError, readManifest} from '../../manifest/read-manifest.ts'
import type {Files} from '../../ports/files.ts'
import type {Profile} from '../../profile/profile.ts'
import type {Workbench} from '../ports.ts'
import type {Intake} from './outcome-of.ts'
import type {SubmissionRequest} from './submission-request.ts'

/** The patient of a row, when the row says all of him; a ready-made CDA may leave that to its header. */
function patientOf(
  {ins, insOid, traits, ipp, usedName, usedGiven}: ManifestRow,
  profile: Profile,
): PatientIdentity | undefined {
  if (!ins || !insOid || !traits) return undefined
  const {ippOid} = profile.structure
  return {
    ins: {matricule: ins, oid: insOid},
    traits,
    ...(usedName ? {usedName} : {}),
    ...(usedGiven ? {usedGiven} : {}),
    ...(ipp && ippOid ? {ipp: {value: ipp, oid: ippOid}} : {}),
  }
}

function person(given: {
  readonly id?: string
  readonly family?: string
  readonly given?: string
  readonly code?: string
  readonly role?: string
}) {
  const {code, role, ...rest} = given
  return {...rest, ...(code ? {specialtyCode: code} : {}), ...(role ? {roleCode: role} : {})}
}

type Plain = Pick<
  SubmissionRequest,
  | 'identityStatus'
  | 'ipp'
  | 'venue'
  | 'sourceId'
  | 'typeCode'
  | 'title'
  | 'date'
  | 'serviceStart'
  | 'serviceStop'
  | 'stayStart'
  | 'stayStop'
  | 'facilityCode'
  | 'practiceCode'
  | 'activityCode'
  | 'visibility'
  | 'replaces'
  | 'sha256'
  | 'documentId'
  | 'setId'
  | 'version'
  | 'unit'
  | 'sendAfter'
  | 'revealDue'
>

/** The columns that a request takes as they are; an absent one leaves no key. */
function stated({documentDate: date, entryDate: stayStart, exitDate: stayStop, ...row}: ManifestRow): {
  [K in keyof Plain]: Exclude<Plain[K], undefined>
} {
  const {identityStatus, ipp, venue, sourceId, typeCode, title, serviceStart, serviceStop} = row
  const {facilityCode, practiceCode, activityCode, visibility, replaces, sha256, documentId, setId, version} =
    row
  const {unit, sendAfter, revealDue} = row
  const all: {[K in keyof Plain]: Plain[K] | undefined} = {
    identityStatus,
    ipp,
    venue,
    sourceId,
    typeCode,
    title,
    date,
    serviceStart,
    serviceStop,
    stayStart,
    stayStop,
    facilityCode,
    practiceCode,
    activityCode,
    visibility,
    replaces,
    sha256,
    documentId,
    setId,
    version,
    unit,
    sendAfter,
    revealDue,
  }
  // A backlog has a million rows: no list of entries is made of each.
  const given: Record<string, unknown> = {}
  for (const name of Object.keys(all) as (keyof Plain)[]) if (all[name] !== undefined) given[name] = all[name]
  return given as {[K in keyof Plain]: Exclude<Plain[K], undefined>}
}

/** A good row as a request; `base` is the folder of the manifest. */
export function requestOfRow(
  row: ManifestRow,
  path: string,
  origin: string,
  profile: Profile,
): SubmissionRequest {
  const patient = patientOf(row, profile)
  const hasAuthor = Boolean(row.author.family)
  const hasSigner = Boolean(row.legalAuthenticator.id)
  return {
    action: row.action === 'replace' ? 'replace' : 'submit',
    file: path,
    origin: {file: origin, line: row.line},
    ...(patient ? {patient} : {}),
    ...(row.statedTraits ? {statedTraits: row.statedTraits} : {}),
    ...(row.ins && row.insOid ? {statedIns: {matricule: row.ins, oid: row.insOid}} : {}),
    ...stated(row),
    ...(hasAuthor ? {author: person(row.author)} : {}),
    ...(hasSigner ? {legalAuthenticator: row.legalAuthenticator} : {}),
  }
}

const OUTSIDE: ManifestProblem = {field: 'file', reason: 'path-outside', params: {}}
/** One command sends now: a line that asks for a later day is for a bulk run. */
const LATER: ManifestProblem = {field: 'send_after', reason: 'bulk-only', params: {}}
/** A deletion asks a person each time: `document delete`, never a line of a manifest. */
const DELETION: ManifestProblem = {field: 'action', reason: 'delete-elsewhere', params: {}}

/**
 * Reads a whole manifest; every line becomes an intake, good or bad, its file named by its absolute path. A file that
 * lies elsewhere once symbolic links are followed is never opened. `x_expect` announces how a line should end.
 */
export async function readIntakes(
  bench: Pick<Workbench, 'files' | 'profile' | 'signal'>,
  manifest: string,
  options: ManifestOptions,
): Promise<Intake[]> {
  const {files} = bench
  const profile = await bench.profile()
  const source = await files.source(manifest)
  const folder = files.resolve(manifest, '..')
  const intakes: Intake[] = []
  for await (const entry of readManifest(source.open(bench.signal), manifest, options)) {
    const expect = entry.extras['x_expect']
    const expected = expect ? {expected: expect} : {}
    const path = files.resolve(folder, entry.file?.replaceAll('\\', '/') ?? files.resolve(manifest))
    if (entry.kind === 'fault') intakes.push({...faultyIntake(entry, path), ...expected})
    else if (entry.action === 'delete' || !entry.file)
      intakes.push({...badRow(entry, path, manifest, DELETION), ...expected})
    else if (entry.sendAfter !== undefined || entry.revealDue)
      intakes.push({...badRow(entry, path, manifest, LATER), ...expected})
    else intakes.push({...(await goodRow(files, entry, {folder, path, manifest, profile})), ...expected})
  }
  return intakes
}

interface RowPlace {
  readonly folder: string
  readonly path: string
  readonly manifest: string
  readonly profile: Profile
}

async function goodRow(files: Files, row: ManifestRow, place: RowPlace): Promise<Intake> {
  const {folder, path, manifest, profile} = place
  try {
    if (!(await files.isInside(folder, path))) return badRow(row, path, manifest, OUTSIDE)
  } catch (error) {
    if (!(error instanceof DmpError)) throw error
    return {...badRow(row, path, manifest, OUTSIDE), error}
  }
  return {request: requestOfRow(row, path, manifest, profile)}
}

function faultyIntake(fault: ManifestFault, file: string): Intake {
  const {line, sourceId} = fault
  return {error: manifestError(fault), file, line, ...(sourceId ? {sourceId} : {})}
}

/** A row that is well written and cannot be followed. */
function badRow(
  row: ManifestRow,
  file: string,
  manifest: string,
  problem: ManifestProblem,
): Extract<Intake, {error: DmpError}> {
  const {line, action, sourceId} = row
  const fault: ManifestFault = {kind: 'fault', manifest, line, ...problem, problems: [problem], extras: {}}
  return {error: manifestError(fault), file, action, line, ...(sourceId ? {sourceId} : {})}
}
