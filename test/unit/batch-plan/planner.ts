/** A planning desk on real parts, in process: profile of a fresh sandbox, SQLite journal, files of a private folder. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {type Context, openContext} from '../../../src/context.ts'
import type {Level1Input} from '../../../src/lib/cda/level1-input.ts'
import type {JournalItem} from '../../../src/lib/ports/journal.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {planBatch} from '../../../src/lib/usecases/batch/plan/plan-batch.ts'
import {type PlanRow, rowsOf} from '../../../src/lib/usecases/batch/plan/plan-row.ts'
import type {PlanBench, PlanReport, PlanWish} from '../../../src/lib/usecases/batch/plan/plan-wish.ts'
import {initSandbox} from '../../../src/lib/usecases/sandbox-init.ts'
import {visible} from '../../../src/lib/visibility/visibility.ts'
import {carriedCda} from '../../support/carried-cda.ts'
import {patientColumns} from '../../support/feeding.ts'
import {projectRoot} from '../../support/program.ts'
import {sampleInput} from '../cda/sample-level1.ts'

/** Struct_IdNat of the sandbox's establishment. */
const OURS = '10B0000014'

type CdaChanges = Pick<Level1Input, 'id' | 'title' | 'patient'>
type Options = Parameters<typeof openContext>[0]

function contextOf(signal: AbortSignal, warnings: string[]): Context {
  const options: Options = {
    flags: {quiet: true},
    root: projectRoot,
    version: '0.0.0',
    commandId: 'batch plan',
    json: true,
    translator: translator('fr'),
    signal,
    offline: true,
    warn: ({code}) => void warnings.push(code),
    profileInUse: () => undefined,
  } as Options
  return openContext(options)
}

export interface Planned {
  readonly report: PlanReport
  readonly rows: readonly PlanRow[]
  readonly items: readonly JournalItem[]
}

export class Planner {
  readonly home: string
  readonly warnings: string[] = []
  #journal = 0

  private constructor(home: string) {
    this.home = home
  }

  static async open(): Promise<Planner> {
    const home = mkdtempSync(join(tmpdir(), 'dmp-plan-'))
    process.env['DMP_CONFIG_DIR'] = join(home, 'config')
    process.env['DMP_STATE_DIR'] = join(home, 'state')
    process.env['DMP_PROFILE'] = 'sandbox'
    const planner = new Planner(home)
    const context = contextOf(new AbortController().signal, [])
    await initSandbox(context, {
      folder: join(home, 'sandbox'),
      port: 18_443,
      allEstablishments: false,
      force: false,
    })
    await context.close()
    return planner
  }

  /** From now on another, empty journal. */
  newJournal(): void {
    this.#journal += 1
    process.env['DMP_STATE_DIR'] = join(this.home, `state-${this.#journal}`)
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.home, 'files', name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, content)
    return path
  }

  /** A line of a manifest for a text document written beside it. */
  row(file: string, text: string, more: Readonly<Record<string, string>> = {}, patient?: string) {
    this.write(file, text)
    const name = file.split('/').at(-1) ?? file
    return {
      file: name,
      type_code: '11488-4',
      document_date: '2026-03-02',
      ...patientColumns(patient),
      ...more,
    }
  }

  manifest(name: string, rows: readonly object[]): string {
    return this.write(name, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  }

  /** Works with the parts of one process, which are closed at the end. */
  async use<T>(work: (bench: Context) => Promise<T>, signal = new AbortController().signal): Promise<T> {
    const context = contextOf(signal, this.warnings)
    try {
      return await work(context)
    } finally {
      await context.close()
    }
  }

  plan(inputs: readonly string[], wish: Partial<PlanWish> = {}): Promise<Planned> {
    return this.use((bench) => this.planWith(bench, inputs, wish))
  }

  async planWith(
    bench: PlanBench,
    inputs: readonly string[],
    wish: Partial<PlanWish> = {},
  ): Promise<Planned> {
    const report = await planBatch(bench, {inputs, visibility: visible, settleMs: 0, ...wish})
    return {report, ...(await this.look(bench, report.batchId))}
  }

  async look(bench: PlanBench, batchId: string): Promise<Pick<Planned, 'rows' | 'items'>> {
    const rows: PlanRow[] = []
    for await (const row of rowsOf(bench, batchId)) rows.push(row)
    const items = await (await bench.journal()).items({batchId, actions: ['submit', 'replace', 'delete']})
    return {rows, items}
  }

  remove(): void {
    rmSync(this.home, {recursive: true, force: true})
  }
}

let serial = 0

/** A finished document of an invented patient, by default of our own structure and under a number of its own. */
export function cdaText({
  structure = OURS,
  ...changes
}: {structure?: string; replaces?: number} & Partial<CdaChanges> = {}): Buffer {
  serial += 1
  const organization = {id: structure, name: 'HOPITAL FICTIF'}
  const authors = sampleInput.authors.map((author) => ({...author, organization}))
  return carriedCda(serial, {...changes, authors}).bytes
}

/** `class reason` of each row, in order. */
export function verdicts(rows: readonly PlanRow[]): string[] {
  return rows.map((row) => [row.class, row.reason].filter(Boolean).join(' '))
}
