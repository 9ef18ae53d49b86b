import {runInLanes} from '../../batch/lanes.ts'
import {insOf} from '../../cda/read-header.ts'
import type {DmpError} from '../../errors/dmp-error.ts'
import type {Workbench} from '../ports.ts'
import {dryRun} from './dry-run.ts'
import {existenceCheck} from './existence-check.ts'
import {acceptedOutcome, factsOf, failedOutcome, type Intake, remainingOutcome} from './outcome-of.ts'
import {RunStop} from './run-stop.ts'
import {type DocumentOutcome, reportOf, type SubmissionReport} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {episodeOf, submitEpisode} from './submit-episode.ts'
import {type SubmitOptions, submitOne} from './submit-one.ts'

export interface SubmitManyOptions extends SubmitOptions {
  readonly dryRun: boolean
  /** TD0.2 before feeding, once per patient. */
  readonly checkStatus: boolean
  /** Documents in flight at most. */
  readonly width: number
}

type CheckPatient = ReturnType<typeof existenceCheck>

async function attempt(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
  check: CheckPatient,
): Promise<DocumentOutcome> {
  if (options.dryRun) return dryRun(bench, request, options)
  if (request.patient) await check(request.patient.ins)
  return acceptedOutcome(request, await submitOne(bench, request, options))
}

/** The INS of a ready-made CDA is in its header: asked about as well. */
async function checkHeader(bench: Workbench, request: SubmissionRequest, check: CheckPatient): Promise<void> {
  if (request.patient || !/\.xml$/i.test(request.file)) return
  const {header} = await bench.cdaReader.read(await bench.files.source(request.file), bench.signal)
  const ins = insOf(header)
  if (ins) await check(ins)
}

/** One document named on the command line: its error is the command's. @throws DmpError of the document */
export async function submitSingle(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
): Promise<SubmissionReport> {
  const {environment, name} = await bench.profile()
  const check = existenceCheck(bench, options.checkStatus && !options.dryRun)
  if (options.checkStatus && !options.dryRun) await checkHeader(bench, request, check)
  const outcome = await attempt(bench, request, options, check)
  return reportOf({environment, profile: name, dryRun: options.dryRun}, [outcome], 1)
}

/** What goes together: the documents of one episode when the profile groups them, else each alone. */
function groupsOf(intakes: readonly Intake[], grouped: boolean): number[][] {
  const groups = new Map<string, number[]>()
  intakes.forEach((intake, index) => {
    const episode = grouped && 'request' in intake ? episodeOf(intake.request) : undefined
    const key = episode ?? `#${index}`
    groups.set(key, [...(groups.get(key) ?? []), index])
  })
  return [...groups.values()]
}

function laneOf(intake: Intake | undefined): string | undefined {
  return intake && 'request' in intake ? intake.request.patient?.ins.matricule : undefined
}

/**
 * Feeds documents, those of one patient one after the other; a bad one never stops the others, and each ends in the
 * report. What concerns them all (a key, the journal, the disk) stops the run: those not reached are `remaining`.
 */
export async function submitDocuments(
  bench: Workbench,
  intakes: readonly Intake[],
  options: SubmitManyOptions,
): Promise<SubmissionReport> {
  const profile = await bench.profile()
  const check = existenceCheck(bench, options.checkStatus)
  // A journal that cannot be had, or that another run holds, concerns them all.
  if (!options.dryRun) await bench.journal()
  const outcomes: DocumentOutcome[] = []
  const stop = new RunStop()
  let done = 0
  let failed = 0
  const settle = (index: number, outcome: DocumentOutcome) => {
    const {expected} = intakes[index] ?? {}
    outcomes[index] = {...outcome, ...(expected ? {expected} : {})}
    stop.sees(outcome)
    done += 1
    if (outcome.failure) failed += 1
    bench.progress.update({done, total: intakes.length, failed})
  }
  const failure = (intake: Intake, error: unknown): DocumentOutcome => {
    if (stop.takes(error, bench.signal)) return remainingOutcome(intake)
    return failedOutcome(factsOf(intake), error as DmpError)
  }

  const one = async (intake: Intake) => {
    if (stop.cause || bench.signal.aborted) return remainingOutcome(intake)
    if ('error' in intake) return failedOutcome(factsOf(intake), intake.error)
    return attempt(bench, intake.request, options, check).catch((error: unknown) => failure(intake, error))
  }
  const several = async (indexes: readonly number[]) => {
    const members = indexes.flatMap((index) => {
      const intake = intakes[index]
      return intake && 'request' in intake ? [{index, intake, request: intake.request}] : []
    })
    const results = await submitEpisode(
      bench,
      members.map(({request}) => request),
      options,
    )
    members.forEach(({index, intake, request}, at) => {
      const result = results[at]
      if (!result) settle(index, remainingOutcome(intake))
      else
        settle(
          index,
          'submitted' in result ? acceptedOutcome(request, result.submitted) : failure(intake, result.error),
        )
    })
  }

  bench.progress.start('submit', intakes.length)
  const groups = groupsOf(intakes, profile.documents.group === 'episode' && !options.dryRun)
  await runInLanes(
    groups,
    options.width,
    (group) => laneOf(intakes[group[0] ?? 0]),
    async (group) => {
      const [index = 0, ...others] = group
      const intake = intakes[index]
      if (others.length > 0 && !stop.cause && !bench.signal.aborted) await several(group)
      else if (intake) for (const at of group) settle(at, await one(intakes[at] ?? intake))
    },
  )
  bench.progress.stop()
  if (stop.cause && outcomes.every(({state}) => state === 'remaining')) throw stop.cause
  return reportOf(
    {environment: profile.environment, profile: profile.name, dryRun: options.dryRun},
    outcomes,
    intakes.length,
    stop.cause,
  )
}
