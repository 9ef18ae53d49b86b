import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {Files} from '../../ports/files.ts'
import {maskWithin} from '../../workstation/mask.ts'
import {type FleetSummary, type NamedReport, summarizeReports} from '../../workstation/summarize.ts'
import {tryReport} from './report-file.ts'

export interface SummarizeBench {
  readonly files: Pick<Files, 'read' | 'resolve' | 'list'>
  readonly signal: AbortSignal
}

export interface BrokenReport {
  readonly file: string
  readonly problem: 'not-json' | 'not-a-report' | 'newer' | 'damaged' | 'unreadable'
}

export interface Fleet extends FleetSummary {
  readonly folder: string
  /** Files that are no usable reports: listed and not counted. */
  readonly broken: readonly BrokenReport[]
  /** Reports of an older form. */
  readonly older: readonly string[]
}

const LIMIT = 100_000

/**
 * `dmp doctor summarize DIR`: the causes in the reports of many workstations. Every `.json` of the folder is read, those
 * of folders below it not.
 * @throws DmpError DMP_FILE_UNREADABLE (folder)
 */
export async function summarizeFleet({files, signal}: SummarizeBench, folder: string): Promise<Fleet> {
  const names = (await files.list(folder)).filter((name) => /\.json$/i.test(name)).slice(0, LIMIT)
  const reports: NamedReport[] = []
  const broken: BrokenReport[] = []
  const older: string[] = []
  for (const name of names) {
    signal.throwIfAborted()
    const read = await readOne(files, files.resolve(folder, name))
    if (read.state === 'unreadable') broken.push({file: name, problem: read.problem})
    else {
      // Whoever sent it may have kept it unmasked.
      reports.push({file: name, report: maskWithin(read.report)})
      if (read.older) older.push(name)
    }
  }
  return {folder: files.resolve(folder), ...summarizeReports(reports), broken, older}
}

/** A workstation that is blocked, a file that is no report, or no report at all, is a finding. */
export function fleetExit({verdicts, broken, reports}: Fleet): ExitCode {
  return verdicts.blocked > 0 || broken.length > 0 || reports === 0 ? exitCodes.findings : exitCodes.done
}

async function readOne(
  files: SummarizeBench['files'],
  path: string,
): Promise<
  | Exclude<Awaited<ReturnType<typeof tryReport>>, {state: 'unreadable'}>
  | {readonly state: 'unreadable'; readonly problem: BrokenReport['problem']}
> {
  try {
    return await tryReport({files}, path)
  } catch (error) {
    if (error instanceof DmpError) return {state: 'unreadable', problem: 'unreadable'}
    throw error
  }
}
