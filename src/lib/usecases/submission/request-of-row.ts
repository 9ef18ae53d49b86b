import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import type {PatientIdentity} from '../../ins/patient-identity.ts'
import type {ManifestFault, ManifestOptions, ManifestProblem, ManifestRow} from '../../manifest/manifest.ts'
import {manifestError, readManifest} from '../../manifest/read-manifest.ts'
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
    ...(row.identityStatus ? {identityStatus: row.identityStatus} : {}),
    ...(row.ipp ? {ipp: row.ipp} : {}),
    ...(row.venue ? {venue: row.venue} : {}),
    ...(row.sourceId ? {sourceId: row.sourceId} : {}),
    ...(row.typeCode ? {typeCode: row.typeCode} : {}),
    ...(row.title ? {title: row.title} : {}),
    ...(row.documentDate ? {date: row.documentDate} : {}),
    ...(row.serviceStart ? {serviceStart: row.serviceStart} : {}),
    ...(row.serviceStop ? {serviceStop: row.serviceStop} : {}),
    ...(hasAuthor ? {author: person(row.author)} : {}),
    ...(hasSigner ? {legalAuthenticator: row.legalAuthenticator} : {}),
    ...(row.facilityCode ? {facilityCode: row.facilityCode} : {}),
    ...(row.practiceCode ? {practiceCode: row.practiceCode} : {}),
    ...(row.activityCode ? {activityCode: row.activityCode} : {}),
    ...(row.visibility ? {visibility: row.visibility} : {}),
    ...(row.replaces ? {replaces: row.replaces as DocumentUniqueId} : {}),
    ...(row.sha256 ? {sha256: row.sha256} : {}),
  }
}

/** Reads a whole manifest; every line becomes an intake, good or bad. `x_expect` announces how a line should end. */
export async function readIntakes(
  bench: Pick<Workbench, 'files' | 'profile' | 'signal'>,
  manifest: string,
  options: ManifestOptions,
): Promise<Intake[]> {
  const profile = await bench.profile()
  const source = await bench.files.source(manifest)
  const folder = bench.files.resolve(manifest, '..')
  const intakes: Intake[] = []
  for await (const entry of readManifest(source.open(bench.signal), manifest, options)) {
    const expect = entry.extras['x_expect']
    const expected = expect ? {expected: expect} : {}
    if (entry.kind === 'fault') intakes.push({...faultyIntake(entry), ...expected})
    else if (entry.action === 'delete' || !entry.file)
      intakes.push({...unsupportedIntake(entry, manifest), ...expected})
    else
      intakes.push({
        request: requestOfRow(entry, bench.files.resolve(folder, entry.file), manifest, profile),
        ...expected,
      })
  }
  return intakes
}

function faultyIntake(fault: ManifestFault): Intake {
  return {
    error: manifestError(fault),
    file: fault.file ?? fault.manifest,
    line: fault.line,
    ...(fault.sourceId ? {sourceId: fault.sourceId} : {}),
  }
}

/** A deletion asks a person each time: `document delete`, never a line of a manifest. */
function unsupportedIntake(row: ManifestRow, manifest: string): Intake {
  const problem: ManifestProblem = {field: 'action', reason: 'delete-elsewhere', params: {}}
  const fault: ManifestFault = {
    kind: 'fault',
    manifest,
    line: row.line,
    ...problem,
    problems: [problem],
    extras: {},
  }
  return {error: manifestError(fault), file: row.file ?? manifest, line: row.line}
}
