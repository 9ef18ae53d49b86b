import {inspectBody} from '../../body/inspect-body.ts'
import {sniffBody} from '../../body/sniff-body.ts'
import {isLevel1MediaType, type Level1MediaType} from '../../cda/level1-input.ts'
import {insOf, uniqueIdOf} from '../../cda/read-header.ts'
import {hashSource} from '../../digest/hash-source.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {isMinor} from '../../ins/birth-date.ts'
import {coherenceFindings} from '../../ins/coherence.ts'
import {requireQualified} from '../../ins/identity-status.ts'
import {insFits} from '../../ins/ins-oids.ts'
import {parseMatricule} from '../../ins/matricule.ts'
import type {Ins, PatientIdentity} from '../../ins/patient-identity.ts'
import {problem} from '../../manifest/read-fields.ts'
import {manifestError} from '../../manifest/read-manifest.ts'
import type {ByteSource} from '../../ports/byte-source.ts'
import type {CdaReading} from '../../ports/cda-reader.ts'
import type {DatamatrixSearch} from '../../ports/datamatrix.ts'
import type {Profile} from '../../profile/profile.ts'
import {bytesSource} from '../../soap/mtom.ts'
import type {Workbench} from '../ports.ts'
import {statedOtherwise} from './agrees-with-header.ts'
import {expectedIdentity, printedFindings} from './printed-identity.ts'
import type {Finding} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'

/** A document looked at but not yet numbered: what it is, whose it is, what is wrong with its file. */
export interface PreparedDocument {
  readonly request: SubmissionRequest
  readonly kind: 'ready' | Level1MediaType
  readonly file: ByteSource
  readonly sourceSha256: string
  readonly ins: Ins
  readonly patient?: PatientIdentity
  /** Of a ready-made CDA. */
  readonly reading?: CdaReading
  readonly minor: boolean
  readonly findings: readonly Finding[]
}

type Bench = Pick<
  Workbench,
  'files' | 'cdaReader' | 'pdfInspector' | 'datamatrixLook' | 'profile' | 'paramLps' | 'clock' | 'signal'
>

interface Looked {
  readonly kind: PreparedDocument['kind']
  readonly findings: readonly Finding[]
  readonly reading?: CdaReading
  readonly datamatrix?: DatamatrixSearch | undefined
}

async function lookAt(bench: Bench, request: SubmissionRequest, file: ByteSource): Promise<Looked> {
  const {documents} = await bench.profile()
  const report = await inspectBody(file, {
    name: request.file,
    pdf: bench.pdfInspector,
    datamatrix: bench.datamatrixLook,
    pdfPolicy: documents.pdf,
    signal: bench.signal,
  })
  if (report.kind === 'cda') {
    const reading = await bench.cdaReader.read(file, bench.signal)
    const {findings, datamatrix} = await lookAtWrapped(bench, reading)
    return {kind: 'ready', reading, findings: [...report.findings, ...findings], datamatrix}
  }
  if (report.kind === 'refused' || !isLevel1MediaType(report.mediaType))
    throw invalid(request, report.findings)
  return {kind: report.mediaType, findings: report.findings, datamatrix: report.datamatrix}
}

/** The file that a ready-made CDA wraps is judged by its bytes too; of a large one only its head is at hand. */
async function lookAtWrapped(
  bench: Bench,
  {header, bodyHead, elided}: CdaReading,
): Promise<Pick<Looked, 'findings' | 'datamatrix'>> {
  const {body} = header
  if (body?.kind !== 'non-xml' || body.representation !== 'B64') return {findings: []}
  if (elided) {
    const size = Number.MAX_SAFE_INTEGER
    const sniffed = sniffBody(bodyHead, bodyHead, size, undefined, body.mediaType)
    const findings = sniffed.findings.filter(
      ({rule}) => rule !== 'BODY-TRUNCATED' && rule !== 'BODY-TRAILING',
    )
    const isSearched = bench.datamatrixLook && sniffed.mediaType === 'application/pdf'
    return isSearched ? {findings, datamatrix: {texts: [], unread: ['too-big']}} : {findings}
  }
  const {documents} = await bench.profile()
  const bytes = Buffer.from(body.content, 'base64')
  const report = await inspectBody(bytesSource(bytes), {
    declared: body.mediaType,
    pdf: bench.pdfInspector,
    datamatrix: bench.datamatrixLook,
    pdfPolicy: documents.pdf,
    signal: bench.signal,
  })
  return {findings: report.findings, datamatrix: report.datamatrix}
}

/** One error for everything wrong with a document; every finding is in `details`. */
export function invalid(request: SubmissionRequest, findings: readonly Finding[]): DmpError {
  const errors = findings.filter(({severity}) => severity === 'error')
  const first = errors[0]?.rule ?? '-'
  return new DmpError('DMP_DOCUMENT_INVALID', {
    params: {file: request.file, count: errors.length, first},
    details: {findings, file: request.file},
  })
}

function birthDateOf({reading}: Looked, request: SubmissionRequest): string | undefined {
  return (request.patient?.traits.birthDate ?? reading?.header.patient?.birthTime?.value)?.slice(0, 8)
}

/** A document to be built names its patient whole: the row says which column lacks, the command line which flag. */
function withoutPatient({origin, ipp, statedIns}: SubmissionRequest): DmpError {
  if (!origin)
    return new DmpError('DMP_MISSING_VALUE', {params: {names: '--patient'}, details: {missing: ['patient']}})
  const alone = ipp === undefined ? 'missing-patient' : 'ipp-alone'
  const [field, reason] = statedIns ? (['birth_name', 'traits-absent'] as const) : (['ins', alone] as const)
  const {file: manifest, line} = origin
  const one = problem(field, reason)
  return manifestError({kind: 'fault', manifest, line, ...one, problems: [one], extras: {}})
}

type StatedIns = NonNullable<SubmissionRequest['statedIns']>

const sameIns = (stated: StatedIns, given: Ins) =>
  stated.matricule === given.matricule && (stated.oid ?? given.oid) === given.oid

/** What a ready-made CDA and what is stated beside it do not agree on. */
function disagreements(
  request: SubmissionRequest,
  {header}: CdaReading,
  given: Ins,
  profile: Profile,
): readonly Finding[] {
  const stated = [request.patient?.ins, request.statedIns].filter((ins) => ins !== undefined)
  if (stated.some((ins) => !sameIns(ins, given)))
    return [{rule: 'INS-DISAGREES', severity: 'error', params: {}}]
  const announced = header.replaces?.typeCode === 'RPLC' && request.action === 'submit'
  const uniqueId = uniqueIdOf(header.replaces?.id) ?? '-'
  return [
    ...statedOtherwise(request, header, profile),
    ...(announced ? [{rule: 'CDA-IS-REPLACEMENT', severity: 'error', params: {uniqueId}} as const] : []),
  ]
}

const prepared = new WeakMap<SubmissionRequest, Promise<PreparedDocument>>()

/**
 * Looks at the file and at the identity, once for each request. The identity of a ready-made CDA is the one of its
 * header; another one given beside it, or anything else stated otherwise, is refused rather than chosen from.
 * @throws DmpError DMP_DOCUMENT_INVALID, DMP_INS_*, DMP_IDENTITY_NOT_QUALIFIED, DMP_MISSING_VALUE, DMP_SOURCE_CHANGED
 */
export function prepareDocument(bench: Bench, request: SubmissionRequest): Promise<PreparedDocument> {
  const known = prepared.get(request) ?? prepare(bench, request)
  prepared.set(request, known)
  return known
}

async function prepare(bench: Bench, request: SubmissionRequest): Promise<PreparedDocument> {
  const profile = await bench.profile()
  const file = await bench.files.source(request.file)
  const {sha256} = await hashSource(file, ['sha256'], bench.signal)
  if (request.sha256 && request.sha256 !== sha256)
    throw new DmpError('DMP_SOURCE_CHANGED', {params: {file: request.file}})
  const looked = await lookAt(bench, request, file)
  const given = looked.reading ? insOf(looked.reading.header) : request.patient?.ins
  if (!given) {
    if (looked.reading) throw invalid(request, [{rule: 'INS-ABSENT', severity: 'error', params: {}}])
    throw withoutPatient(request)
  }
  const wrong = looked.reading ? disagreements(request, looked.reading, given, profile) : []
  if (wrong.length > 0) throw invalid(request, [...looked.findings, ...wrong])
  const fitted = insFits(
    {matricule: parseMatricule(given.matricule), oid: given.oid},
    profile.environment,
    profile.ins.allowedOids,
    profile.ins.oidMapping,
  )
  requireQualified(request.identityStatus)
  const printed = looked.datamatrix
    ? printedFindings(looked.datamatrix, expectedIdentity(given, request.patient, looked.reading?.header))
    : []
  if (printed.some(({severity}) => severity === 'error'))
    throw invalid(request, [...looked.findings, ...printed])
  const patient = request.patient && {...request.patient, ins: fitted.ins}
  const birthDate = birthDateOf(looked, request)
  const {ageOfMajority} = await bench.paramLps()
  return {
    request: patient ? {...request, patient} : request,
    kind: looked.kind,
    file,
    sourceSha256: sha256,
    ins: fitted.ins,
    ...(patient ? {patient} : {}),
    ...(looked.reading ? {reading: looked.reading} : {}),
    minor: birthDate !== undefined && isMinor(birthDate, bench.clock.now(), ageOfMajority),
    findings: [
      ...looked.findings,
      ...printed,
      ...fitted.findings,
      ...(patient ? coherenceFindings(fitted.ins.matricule, patient.traits) : []),
    ],
  }
}
