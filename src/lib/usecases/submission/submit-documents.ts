import {runInLanes} from '../../batch/lanes.ts'
import type {DmpError} from '../../errors/dmp-error.ts'
import {namedByRow, replaceRow, targetOf, withLocalNumbers} from '../documents/replace-one.ts'
import type {Workbench} from '../ports.ts'
import {toldIfInDoubt} from './closed-meanwhile.ts'
import {dryRun} from './dry-run.ts'
import {DryRunMemory} from './dry-run-memory.ts'
import {existenceCheck} from './existence-check.ts'
import {lanesOf} from './lane-of.ts'
import {acceptedOutcome, factsOf, failedOutcome, type Intake, remainingOutcome} from './outcome-of.ts'
import {invalid, type PreparedDocument, prepareDocument} from './prepare-document.ts'
import {RunStop} from './run-stop.ts'
import {keepBackSharedBytes} from './shared-bytes.ts'
import {gridOf, headerToBuild, structureFindings, unitsOf} from './structure-of-document.ts'
import {type DocumentOutcome, type Finding, reportOf, type SubmissionReport} from './submission-report.ts'
import type {SubmissionRequest} from './submission-request.ts'
import {episodeOf, submitEpisode} from './submit-episode.ts'
import {type ReplacedVersion, type SubmitOptions, submitOne} from './submit-one.ts'

export interface SubmitManyOptions extends SubmitOptions {
  readonly dryRun: boolean
  /** TD0.2 before feeding, once per patient. */
  readonly checkStatus: boolean
  /** Documents in flight at most. */
  readonly width: number
}

type CheckPatient = ReturnType<typeof existenceCheck>

/** A line that replaces, looked at only; its target may be an earlier line of the same run. */
async function targetOfRow(
  bench: Workbench,
  request: SubmissionRequest,
  memory: DryRunMemory,
): Promise<ReplacedVersion> {
  const replaces = request.replaces ?? ''
  try {
    const named = await namedByRow(bench, replaces)
    const options = {reveal: false, conceal: false, once: true, dryRun: true}
    return await targetOf(bench, withLocalNumbers(request, named.item), named, options)
  } catch (error) {
    const earlier = memory.version(replaces)
    if (earlier) return earlier
    throw error
  }
}

/**
 * The patient whose DMP is asked about, once nothing known here is against sending his document.
 * @throws DmpError DMP_DOCUMENT_INVALID
 */
async function patientToAsk(bench: Workbench, request: SubmissionRequest): Promise<PreparedDocument> {
  const prepared = await prepareDocument(bench, request)
  const {findings, reading} = prepared
  const wrong = (all: readonly Finding[]) => all.some(({severity}) => severity === 'error')
  if (wrong(findings)) throw invalid(request, findings)
  const units = await unitsOf(bench, 'link')
  const rows = gridOf(await bench.profile(), units, reading?.header ?? headerToBuild(units))
  const structure = structureFindings(rows).filter(({severity}) => severity === 'error')
  if (wrong(structure)) throw invalid(request, [...findings, ...structure])
  return prepared
}

async function attempt(
  bench: Workbench,
  stated: SubmissionRequest,
  options: SubmitManyOptions,
  check: CheckPatient,
  memory: DryRunMemory,
): Promise<DocumentOutcome> {
  // A copy: what is known of a document is kept as long as its request, and a list holds its requests to the end.
  const request = {...stated}
  const replacing = request.action === 'replace'
  if (options.dryRun) {
    const replaced = replacing ? await targetOfRow(bench, request, memory) : undefined
    return dryRun(bench, request, options, replaced, memory)
  }
  // What is wrong here is told before anything is asked elsewhere.
  if (options.checkStatus) {
    const prepared = await patientToAsk(bench, request)
    await toldIfInDoubt(bench, prepared, () => check(prepared.ins))
  }
  return acceptedOutcome(
    request,
    replacing ? await replaceRow(bench, request) : await submitOne(bench, request, options),
  )
}

/** One document named on the command line: its error is the command's. @throws DmpError of the document */
export async function submitSingle(
  bench: Workbench,
  request: SubmissionRequest,
  options: SubmitManyOptions,
): Promise<SubmissionReport> {
  const {environment, name} = await bench.profile()
  const check = existenceCheck(bench, options.checkStatus && !options.dryRun)
  const outcome = await attempt(bench, request, options, check, new DryRunMemory())
  return reportOf({environment, profile: name, dryRun: options.dryRun}, [outcome], 1)
}

/** What goes together: the documents of one episode when the profile groups them, else each alone. */
function groupsOf(intakes: readonly Intake[], grouped: boolean): number[][] {
  const groups = new Map<string, number[]>()
  intakes.forEach((intake, index) => {
    const single = intake.error || intake.request.action === 'replace'
    const episode = grouped && !single ? episodeOf(intake.request) : undefined
    const key = episode ?? `#${index}`
    groups.set(key, [...(groups.get(key) ?? []), index])
  })
  return [...groups.values()]
}

/**
 * Feeds documents, those of one patient one after the other; a bad one never stops the others, and each ends in the
 * report. What concerns them all (a key, the journal, the disk) stops the run: those not reached are `remaining`.
 */
export async function submitDocuments(
  bench: Workbench,
  listed: readonly Intake[],
  options: SubmitManyOptions,
): Promise<SubmissionReport> {
  const profile = await bench.profile()
  const intakes = await keepBackSharedBytes(bench, listed)
  const lanes = await lanesOf(bench, intakes, options.width)
  const memory = new DryRunMemory()
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
    if (intake.error) return failedOutcome(factsOf(intake), intake.error)
    return attempt(bench, intake.request, options, check, memory).catch((error: unknown) =>
      failure(intake, error),
    )
  }
  const several = async (indexes: readonly number[]) => {
    const members = indexes.flatMap((index) => {
      const intake = intakes[index]
      return intake && !intake.error ? [{index, intake, request: intake.request}] : []
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
    (group) => lanes[group[0] ?? 0],
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
