/** Where errors are raised: a running sandbox and, for each scenario, a desk of its own with a profile, state and files. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {newOid} from '../../../scripts/demo/ready-cda.ts'
import {patientColumns, writtenDocument} from '../../support/feeding.ts'
import {type RunOptions, runJson} from '../../support/program.ts'
import type {Requirement} from '../../support/requires.ts'
import {type SandboxUnderTest, startSandbox} from '../../support/running-sandbox.ts'

/** One run of the program that must end in the error of the scenario. */
export interface Attempt extends Omit<RunOptions, 'env'> {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Takes back after the run what the scenario holds. */
  readonly undo?: () => void
}

export type Prepare = (stage: Stage) => Promise<Attempt> | Attempt

export interface Scenario {
  readonly prepare: Prepare
  readonly needs?: readonly Requirement[]
  /** The run changes what was prepared: another one must be prepared anew. */
  readonly once?: boolean
}

export type Scenarios = Readonly<Record<string, Prepare | Scenario>>

export class Desk {
  readonly folder: string
  readonly env: Record<string, string>
  readonly #box: SandboxUnderTest

  constructor(folder: string, box: SandboxUnderTest) {
    this.folder = folder
    this.#box = box
    this.env = {...box.env, DMP_CONFIG_DIR: this.path('config'), DMP_STATE_DIR: this.path('state')}
  }

  path(...names: string[]): string {
    return join(this.folder, ...names)
  }

  write(name: string, content: string | Uint8Array, mode = 0o600): string {
    const path = this.path(name)
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, content, {mode})
    return path
  }

  profile(text: string, name = 'sandbox'): this {
    this.write(`config/profiles/${name}.yaml`, text)
    return this
  }

  /** File, patient and the least flags of a document nobody sent yet. */
  document(patient?: string): string[] {
    return writtenDocument(this.path('files'), patient)
  }

  patient(key?: string, changes: Readonly<Record<string, string | undefined>> = {}): string {
    return this.write(`patient-${key}.json`, JSON.stringify({...patientColumns(key), ...changes}))
  }

  /** Submits and answers the uniqueId; anything but acceptance is a mistake of the scenario. */
  async accepted(args: readonly string[]): Promise<string> {
    const {answer, stdout} = await runJson(['document', 'submit', ...args], {env: this.env})
    if (answer.data?.documents?.[0]?.state !== 'accepted') throw new Error(stdout)
    return answer.data.documents[0].uniqueId
  }

  attempt(args: readonly string[], env: Readonly<Record<string, string>> = {}): Attempt {
    return {args, env: {...this.env, ...env}}
  }

  /** `document submit` of something new. */
  submit(env: Readonly<Record<string, string>> = {}): Attempt {
    return this.attempt(['document', 'submit', ...this.document()], env)
  }

  /** The cheapest command that opens keys and calls. */
  status(env: Readonly<Record<string, string>> = {}): Attempt {
    return this.attempt(['patient', 'status', '--patient', this.patient()], env)
  }

  get box(): SandboxUnderTest {
    return this.#box
  }
}

export class Stage {
  readonly box: SandboxUnderTest
  #desks = 0

  constructor(box: SandboxUnderTest) {
    this.box = box
  }

  static async open(): Promise<Stage> {
    return new Stage(await startSandbox({allEstablishments: true}))
  }

  /** A desk with nothing on it. */
  empty(): Desk {
    this.#desks += 1
    return new Desk(join(this.box.home, `desk-${this.#desks}`), this.box)
  }

  /** A desk that feeds the sandbox, under a root of identifiers of its own. */
  desk(change: (profile: string) => string = (text) => text): Desk {
    const text = readFileSync(join(this.box.home, 'config/profiles/sandbox.yaml'), 'utf8')
    return this.empty().profile(change(text.replace(/oidRoot: .*/, `oidRoot: ${newOid()}`)))
  }

  /** A feeding desk while the sandbox makes these faults. */
  async faulty(...faults: string[]): Promise<Desk> {
    await this.box.control(...faults)
    return this.desk()
  }
}
