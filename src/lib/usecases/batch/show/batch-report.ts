import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch} from '../../../ports/journal.ts'
import type {Outputs, TextOutput} from '../../../ports/outputs.ts'
import type {Workbench} from '../../ports.ts'
import {lookingOnly} from '../../submission/existing-journal.ts'
import {runToShow} from './choose-run.ts'
import {reportCsvHead, reportCsvLine} from './report-csv.ts'
import type {ReportLine} from './report-line.ts'
import {reportLines} from './report-lines.ts'
import {type NextStep, nextSteps} from './report-steps.ts'
import {ReportTally, type ReportTotals} from './report-totals.ts'
import {accountOf, isoOf, requireAccount, requireBalance, type ShownBatch, shownBatch} from './standing.ts'

export type ReportFormat = 'csv' | 'json' | 'html'

export interface ReportWish {
  /** Number of a run; the latest when absent. */
  readonly run?: string | undefined
  /** Folder to write to; `dmp-batch-<run>-report` in the current one when absent. */
  readonly out?: string | undefined
  readonly formats: readonly ReportFormat[]
  readonly force: boolean
}

export interface BatchReport extends ReportTotals {
  readonly batch: ShownBatch
  readonly environment: string
  readonly at: string
  readonly next: readonly NextStep[]
  /** Written, in the order csv, json, html. */
  readonly files: readonly string[]
}

/** What the interface adds: words and the page. */
export interface ReportTexts {
  why(line: ReportLine): string
  page(report: BatchReport): string
}

export type ReportBench = Workbench & {readonly outputs: Pick<Outputs, 'stream'>}

const NAMES: Readonly<Record<ReportFormat, string>> = {
  csv: 'report.csv',
  json: 'report.json',
  html: 'report.html',
}
const REPORT_FILE = 'dmp.batch.report-file/1'

interface Target {
  readonly path: string
  readonly output: TextOutput
}

/** Files begun together, before anything is read: what cannot be written is told at once. */
class ReportFiles {
  readonly #open = new Map<ReportFormat, Target>()

  async begin(bench: ReportBench, folder: string, {formats, force}: ReportWish): Promise<void> {
    for (const format of ['csv', 'json', 'html'] as const) {
      if (!formats.includes(format)) continue
      const path = bench.files.resolve(folder, NAMES[format])
      if (!force && (await bench.files.exists(path)))
        throw new DmpError('DMP_FILE_EXISTS', {params: {file: path}})
      this.#open.set(format, {path, output: await bench.outputs.stream(path, {force})})
    }
  }

  get paths(): readonly string[] {
    return [...this.#open.values()].map(({path}) => path)
  }

  async write(format: ReportFormat, text: () => string): Promise<void> {
    const target = this.#open.get(format)
    if (target) await target.output.write(text())
  }

  async finish(): Promise<void> {
    for (const {output} of this.#open.values()) await output.finish()
    this.#open.clear()
  }

  async discard(): Promise<void> {
    for (const {output} of this.#open.values()) await output.discard()
  }
}

async function gather(
  bench: ReportBench,
  batch: Batch,
  files: ReportFiles,
  texts: ReportTexts,
): Promise<ReportTotals> {
  const now = bench.clock.now()
  const overview = await (await bench.journal()).overview({batchId: batch.id, now, since: now})
  const {planned} = requireAccount(accountOf(overview))
  const tally = new ReportTally()
  let comma = ''
  for await (const line of reportLines(bench, batch.id, planned)) {
    bench.signal.throwIfAborted()
    tally.add(line)
    await files.write('csv', () => reportCsvLine(line, texts.why(line)))
    await files.write('json', () => `${comma}\n${JSON.stringify(line)}`)
    comma = ','
  }
  const totals = tally.totals()
  requireAgreement(batch, planned, totals)
  return totals
}

/** Every record read and every document planned is in the report. @throws DmpError DMP_INTERNAL */
function requireAgreement({account, state}: Batch, planned: number, {plan, run}: ReportTotals): void {
  requireBalance('plan', plan.read, [plan.ready, plan.held, plan.rejected, plan.excluded])
  if (account && state !== 'planning') requireBalance('plan', account.read, [plan.read])
  requireBalance('run', planned, [run.planned])
  requireAccount(run)
}

/**
 * `batch report`: every record of the plan and every document of the run with its final state, in files that stream from
 * the journal, and the figures that sum them up.
 * @throws DmpError DMP_BATCH_NOT_FOUND, DMP_FILE_EXISTS, DMP_FILE_UNWRITABLE
 */
export async function batchReport(
  given: ReportBench,
  wish: ReportWish,
  texts: ReportTexts,
): Promise<BatchReport> {
  const bench: ReportBench = {...(await lookingOnly(given)), outputs: given.outputs}
  const batch = await runToShow(bench, wish.run)
  const {environment} = await bench.profile()
  const at = isoOf(bench.clock.now())
  const files = new ReportFiles()
  try {
    await files.begin(bench, bench.files.resolve(wish.out ?? `dmp-batch-${batch.id}-report`), wish)
    const head = {schema: REPORT_FILE, batch: shownBatch(batch), environment, at}
    await files.write('csv', () => reportCsvHead)
    await files.write('json', () => `${JSON.stringify(head).slice(0, -1)},"records":[`)
    const totals = await gather(bench, batch, files, texts)
    const report: BatchReport = {
      batch: shownBatch(batch),
      environment,
      at,
      ...totals,
      next: nextSteps(batch, totals),
      files: files.paths,
    }
    const {lists: _lists, slowest: _slowest, files: _files, ...summary} = report
    await files.write('json', () => `\n],"summary":${JSON.stringify(summary)}}\n`)
    await files.write('html', () => texts.page(report))
    await files.finish()
    return report
  } catch (error) {
    await files.discard()
    if (bench.signal.aborted && !(error instanceof DmpError))
      throw new DmpError('DMP_INTERRUPTED', {cause: error})
    throw error
  }
}
