import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Workbench} from '../ports.ts'
import {placeOf, trialIds} from './plan-item.ts'
import {prepareDocument} from './prepare-document.ts'
import {renderDocument} from './render-document.ts'
import {
  type DocumentOutcome,
  type DocumentState,
  type Finding,
  failureOf,
  reportOf,
  type SubmissionReport,
} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {decideVisibility, type SubmitOptions, type Submitted, submitOne} from './submit-one.ts'

/** A request, or a line that could not become one; both end in the report. */
export type Intake =
  | {readonly request: SubmissionRequest; readonly expected?: string}
  | {
      readonly error: DmpError
      readonly file: string
      readonly line?: number
      readonly sourceId?: string
      readonly expected?: string
    }

export interface SubmitManyOptions extends SubmitOptions {
  readonly dryRun: boolean
}

const STATES: Partial<Record<DmpError['code'], DocumentState>> = {
  DMP_ALREADY_SENT: 'duplicate',
  DMP_HELD: 'held',
  DMP_REFUSED: 'refused',
  DMP_ACCESS_REFUSED: 'deferred',
  DMP_BUSY: 'deferred',
  DMP_CONNECTION_FAILED: 'deferred',
  DMP_TLS_REFUSED: 'deferred',
  DMP_DAILY_GUARD: 'remaining',
  DMP_INTERRUPTED: 'remaining',
  DMP_UNKNOWN_OUTCOME: 'unknown',
  DMP_NO_ANSWER: 'unknown',
}

/** The word of the report for an error; what is not known by name stopped before anything was sent. */
export function stateOf(error: DmpError): DocumentState {
  return STATES[error.code] ?? 'invalid'
}

function localFacts(request: SubmissionRequest): Partial<DocumentOutcome> {
  const {sourceId, ipp, venue, typeCode, title, patient, origin} = request
  return {
    ...(origin ? {line: origin.line} : {}),
    ...(patient ? {ins: maskIns(patient.ins.matricule)} : {}),
    ...(sourceId ? {sourceId} : {}),
    ...(ipp ? {ipp} : {}),
    ...(venue ? {venue} : {}),
    ...(typeCode ? {typeCode} : {}),
    ...(title ? {title} : {}),
  }
}

function sentFacts({item, findings}: Submitted): Partial<DocumentOutcome> {
  return {
    ins: maskIns(item.ins.matricule),
    typeCode: item.typeCode,
    uniqueId: item.documentUniqueId,
    submissionSetUniqueId: item.submissionSetUniqueId,
    sha1: item.sha1,
    size: item.size,
    findings,
  }
}

function failed(error: DmpError): Partial<DocumentOutcome> & Pick<DocumentOutcome, 'state'> {
  const {uniqueId, findings} = error.details as {uniqueId?: string; findings?: readonly Finding[]}
  return {
    state: stateOf(error),
    failure: failureOf(error),
    ...(uniqueId ? {uniqueId} : {}),
    ...(findings ? {findings} : {}),
  }
}

const STOPPING: readonly ExitCode[] = [exitCodes.localMeans, exitCodes.configuration, exitCodes.interrupted]

/** Errors that concern every document, not this one: going on would only repeat them. */
function concernsAll(error: DmpError): boolean {
  return STOPPING.includes(error.exitCode)
}

async function tryOnly(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
): Promise<Partial<DocumentOutcome> & {state: DocumentState}> {
  const prepared = await prepareDocument(bench, request)
  await decideVisibility(bench, prepared, options)
  const {rendering, findings} = await renderDocument(bench, prepared, placeOf(trialIds))
  return {
    state: 'ready',
    kind: prepared.kind,
    sha1: rendering.sha1Hex,
    size: rendering.size,
    ins: maskIns(prepared.ins.matricule),
    findings,
  }
}

async function one(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
): Promise<DocumentOutcome> {
  const base = {file: request.file, action: request.action, findings: [], ...localFacts(request)} as const
  try {
    return await attempt(bench, request, options)
  } catch (error) {
    if (!(error instanceof DmpError) || concernsAll(error)) throw error
    return {...base, ...failed(error)}
  }
}

async function attempt(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
): Promise<DocumentOutcome> {
  const base = {file: request.file, action: request.action, findings: [], ...localFacts(request)} as const
  if (options.dryRun) return {...base, ...(await tryOnly(bench, request, options))}
  return {...base, ...sentFacts(await submitOne(bench, request, options)), state: 'accepted'}
}

/** One document named on the command line: its error is the command's. @throws DmpError of the document */
export async function submitSingle(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
): Promise<SubmissionReport> {
  const profile = await bench.profile()
  const outcome = await attempt(bench, request, options)
  return reportOf(
    {environment: profile.environment, profile: profile.name, dryRun: options.dryRun},
    [outcome],
    1,
  )
}

/** After so many failures of the line or of our rights in a row, the rest is left for later. */
const SYSTEMIC_LIMIT = 5

function isSystemic({state, failure}: DocumentOutcome): boolean {
  return state === 'deferred' && failure !== undefined && failure.code !== 'DMP_BUSY'
}

function refusedIntake({error, file, line, sourceId}: Extract<Intake, {error: DmpError}>): DocumentOutcome {
  return {
    file,
    action: 'submit',
    findings: [],
    ...failed(error),
    ...(line ? {line} : {}),
    ...(sourceId ? {sourceId} : {}),
  }
}

/**
 * Feeds documents one after the other; a bad one never stops the others, and each ends in the report. What concerns
 * them all (a key, the journal, the disk) stops the run: those not reached are `remaining`.
 */
export async function submitDocuments(
  bench: Workbench,
  intakes: readonly Intake[],
  options: SubmitManyOptions,
): Promise<SubmissionReport> {
  const profile = await bench.profile()
  const outcomes: DocumentOutcome[] = []
  let stopped: DmpError | undefined
  let inARow = 0
  bench.progress.start('submit', intakes.length)
  for (const intake of intakes) {
    const announced = intake.expected ? {expected: intake.expected} : {}
    const outcome = await next(bench, intake, options, stopped).catch((error: unknown) => {
      stopped = stopError(error, bench.signal)
      return remaining(intake)
    })
    outcomes.push({...outcome, ...announced})
    inARow = isSystemic(outcome) ? inARow + 1 : 0
    if (inARow === SYSTEMIC_LIMIT)
      stopped ??= new DmpError('DMP_CONNECTION_FAILED', {
        params: {host: '-', reason: outcome.failure?.code ?? '-'},
        details: {sent: false},
      })
    bench.progress.update({
      done: outcomes.length,
      total: intakes.length,
      failed: outcomes.filter(({failure}) => failure).length,
    })
  }
  bench.progress.stop()
  if (stopped && (outcomes.length === 1 || outcomes.every(({state}) => state === 'remaining'))) throw stopped
  return reportOf(
    {environment: profile.environment, profile: profile.name, dryRun: options.dryRun},
    outcomes,
    intakes.length,
  )
}

function stopError(error: unknown, signal: AbortSignal): DmpError {
  if (error instanceof DmpError) return error
  if (signal.aborted) return new DmpError('DMP_INTERRUPTED', {cause: error})
  throw error
}

function remaining(intake: Intake): DocumentOutcome {
  const file = 'request' in intake ? intake.request.file : intake.file
  return {
    file,
    action: 'submit',
    findings: [],
    state: 'remaining',
    ...('request' in intake ? localFacts(intake.request) : {}),
  }
}

async function next(
  bench: Workbench,
  intake: Intake,
  options: SubmitManyOptions,
  stopped: DmpError | undefined,
): Promise<DocumentOutcome> {
  if (stopped) return remaining(intake)
  if ('error' in intake) return refusedIntake(intake)
  bench.signal.throwIfAborted()
  return one(bench, intake.request, options)
}
