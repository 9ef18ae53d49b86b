/** A hospital's desk for the scenarios: the built program, a running sandbox, its patients, and the journal to look into. */
import {globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {type DemoPatient, demoPatients, identityColumns} from '../../scripts/demo/patients.ts'
import {openJournal} from '../../src/lib/journal/journal.ts'
import type {ItemQuery, JournalItem, RecordedEvent} from '../../src/lib/ports/journal.ts'
import {systemClock} from '../../src/lib/system/clock.ts'
import {systemRandom} from '../../src/lib/system/random.ts'
import {type RunOptions, type RunResult, runDmp, runJson, type TestEnvelope} from '../support/program.ts'
import {type SandboxSetup, type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {sampleText} from '../support/sample-bodies.ts'

type Answered = RunResult & {readonly answer: TestEnvelope}

export interface Sending {
  readonly patient?: string
  /** `--visible` unless said otherwise. */
  readonly visibility?: readonly string[]
  readonly more?: readonly string[]
  readonly run?: RunOptions
}

export class Desk {
  readonly sandbox: SandboxUnderTest
  readonly patients: ReadonlyMap<string, DemoPatient>
  #files = 0

  constructor(sandbox: SandboxUnderTest, patients: ReadonlyMap<string, DemoPatient>) {
    this.sandbox = sandbox
    this.patients = patients
  }

  patient(key: string): DemoPatient {
    const found = this.patients.get(key)
    if (!found) throw new Error(`no patient ${key}`)
    return found
  }

  json(args: readonly string[], {env, ...options}: RunOptions = {}): Promise<Answered> {
    return runJson(args, {...options, env: {...this.sandbox.env, ...env}})
  }

  text(args: readonly string[], {env, ...options}: RunOptions = {}): Promise<RunResult> {
    return runDmp(args, {...options, env: {...this.sandbox.env, ...env}})
  }

  /** Writes a file into the home; `name` may have folders. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.sandbox.home, 'files', name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, content, {mode: 0o600})
    return path
  }

  /** An empty folder of the home. */
  folder(name: string): string {
    const path = join(this.sandbox.home, 'files', name)
    mkdirSync(path, {recursive: true})
    return path
  }

  /** A text that nobody sent yet. */
  newText(): string {
    this.#files += 1
    return this.write(`text-${this.#files}.txt`, sampleText(`number ${this.#files}`))
  }

  /** A patient file with the columns of a manifest, some of them changed. */
  patientFile(key: string, changes: Readonly<Record<string, string>> = {}): string {
    const name = `${key}-${Object.values(changes).join('-').replaceAll(/\W/g, '')}.json`
    return this.write(name, JSON.stringify({...identityColumns(this.patient(key)), ...changes}))
  }

  submitArgs(
    file: string,
    {patient = 'active-linked', visibility = ['--visible'], more = []}: Sending = {},
  ): string[] {
    const words = ['--type', '11488-4', '--date', '2026-03-02T10:15:00+01:00']
    return [
      'document',
      'submit',
      file,
      '--patient',
      this.patientFile(patient),
      ...words,
      ...visibility,
      ...more,
    ]
  }

  submit(file: string, sending: Sending = {}): Promise<Answered> {
    return this.json(this.submitArgs(file, sending), sending.run)
  }

  /** Submits and answers the uniqueId; anything but acceptance fails. */
  async accepted(file: string, sending: Sending = {}): Promise<string> {
    const {answer} = await this.submit(file, sending)
    if (answer.data?.documents?.[0]?.state !== 'accepted') throw new Error(JSON.stringify(answer, null, 1))
    return answer.data.documents[0].uniqueId
  }

  /** Columns of a line of a manifest for a document. */
  row(file: string, patient = 'active-linked'): Record<string, string> {
    return {
      file,
      ...identityColumns(this.patient(patient)),
      type_code: '11488-4',
      document_date: '2026-03-02T10:15:00+01:00',
    }
  }

  manifest(folder: string, rows: readonly unknown[]): string {
    return this.write(`${folder}/manifest.ndjson`, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  }

  /** What the registry holds under this uniqueId: status, or `absent`. */
  async held(uniqueId: string): Promise<string> {
    const found = (await this.sandbox.inspect()).filter((one) => one.uniqueId === uniqueId)
    if (found.length > 1) throw new Error(`${uniqueId} is held ${found.length} times`)
    return found[0]?.status ?? 'absent'
  }

  async #withJournal<T>(look: (journal: Awaited<ReturnType<typeof openJournal>>) => Promise<T>): Promise<T> {
    const state = join(this.sandbox.home, 'state')
    const [path] = globSync('journals/*/*.{db,sqlite}', {cwd: state})
    const profile = readFileSync(join(this.sandbox.home, 'config/profiles/sandbox.yaml'), 'utf8')
    const oidRoot = /oidRoot: '?([\d.]+)'?/.exec(profile)?.[1] ?? ''
    const journal = await openJournal({
      path: join(state, path ?? 'none'),
      keyDir: join(state, 'keys'),
      registryDir: state,
      oidRoot,
      environment: 'sandbox',
      clock: systemClock,
      random: systemRandom,
    })
    try {
      return await look(journal)
    } finally {
      await journal.close()
    }
  }

  /** Events of the journal, oldest first. */
  events(): Promise<RecordedEvent[]> {
    return this.#withJournal(async (journal) => {
      const events: RecordedEvent[] = []
      for await (const event of journal.events({})) events.push(event)
      return events
    })
  }

  /** Submissions and replacements, unless deletions are asked for. */
  items(query: ItemQuery = {}): Promise<readonly JournalItem[]> {
    return this.#withJournal((journal) => journal.items(query))
  }
}

/** Starts a sandbox and opens a desk on it. Unknown outcomes may be looked at again at once. */
export async function openDesk(setup: SandboxSetup = {}): Promise<Desk> {
  const env = {DMP_PROFILE: 'sandbox', DMP_UNKNOWN_RECHECK_AFTER: '1ms', ...setup.env}
  const sandbox = await startSandbox({...setup, env})
  const shown = await runJson(['sandbox', 'inspect', '--dir', sandbox.folder, '--show-patients'], {
    env: sandbox.env,
  })
  return new Desk(sandbox, demoPatients(shown.answer.data.patients))
}
