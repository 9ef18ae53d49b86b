/**
 * Several workers on one PostgreSQL journal, killed at random, one of them paused and woken once its lease is over: in the
 * end the DMP holds each document exactly once, and the journal accounts for all of them.
 */
import {type ChildProcess, spawn} from 'node:child_process'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {backlogRows, standing} from '../scenarios/batch-desk.ts'
import type {Desk} from '../scenarios/desk.ts'
import type {PostgresCluster} from '../support/postgres.ts'
import {projectRoot, startEnv} from '../support/program.ts'
import type {PartOptions, PartReport} from './part.ts'
import {between, seeded} from './random.ts'

export interface WorkerSizes {
  readonly documents: number
  readonly workers: number
  readonly kills: number
  /** Between two kills, ms, at least and at most. */
  readonly every: readonly [number, number]
  /** The lease of the paused worker is waited for (three minutes), or ended in the database. */
  readonly lease: 'waited' | 'ended'
}

type Env = Readonly<Record<string, string>>

/** A worker of the built program, started again whenever it ends. */
class Worker {
  readonly #env: Env
  #child: ChildProcess
  #closed: Promise<unknown>
  readonly said: string[] = []

  constructor(env: Env) {
    this.#env = env
    ;[this.#child, this.#closed] = this.#start()
  }

  #start(): [ChildProcess, Promise<unknown>] {
    const args = [
      join(projectRoot, 'bin/run.js'),
      'batch',
      'worker',
      '--until-empty',
      '--wait',
      '3s',
      '--width',
      '4',
    ]
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: {...startEnv, ...this.#env},
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.said.push(text))
    return [child, new Promise((done) => child.once('close', done))]
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  async killAndRestart(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#closed
    ;[this.#child, this.#closed] = this.#start()
  }

  async end(): Promise<void> {
    await this.#closed
  }

  async restartIfEnded(): Promise<void> {
    if (!this.ended) return
    await this.#closed
    ;[this.#child, this.#closed] = this.#start()
  }
}

async function accountOf(desk: Desk, env: Env, run: string): Promise<Record<string, number>> {
  const {answer, stdout} = await desk.json(['batch', 'status', run], {env})
  const found = /"account":\s*(\{[^}]*\})/.exec(JSON.stringify(answer.data))?.[1]
  if (!found) throw new Error(stdout)
  return JSON.parse(found) as Record<string, number>
}

const openOf = ({planned = 0, accepted = 0, refused = 0}: Record<string, number>) =>
  planned - accepted - refused

async function paused(
  worker: Worker,
  cluster: PostgresCluster,
  url: string,
  {lease}: WorkerSizes,
  say: PartOptions['say'],
): Promise<void> {
  worker.signal('SIGSTOP')
  say('one worker sleeps')
  if (lease === 'waited') await pause(200_000)
  else {
    await pause(1000)
    cluster.psql(url, "UPDATE dmp_journal.claims SET until = clock_timestamp() - interval '1 second'")
    await pause(6000)
  }
  worker.signal('SIGCONT')
  say('it wakes after its lease')
}

export async function workers(
  desk: Desk,
  cluster: PostgresCluster,
  sizes: WorkerSizes,
  {seed, say}: PartOptions,
): Promise<PartReport> {
  const draw = seeded(seed)
  const before = await standing(desk)
  const url = cluster.createDatabase()
  const own = {DMP_JOURNAL_PATH: url}
  const name = `workers-${seed}`
  const manifest = desk.manifest(name, backlogRows(desk, name, sizes.documents))
  const plan = await desk.json(['batch', 'plan', manifest, '--visible', '--settle', '0'], {env: own})
  const run: string = plan.answer.data?.batchId
  if (plan.answer.data?.account?.ready !== sizes.documents) throw new Error(plan.stdout)
  await desk.json(['batch', 'submit', run, '--max-items', '1'], {env: own})
  const staff = Array.from({length: sizes.workers}, () => new Worker({...desk.sandbox.env, ...own}))
  let killed = 0
  const [sleeper, ...others] = staff as [Worker, ...Worker[]]
  const sleep = paused(sleeper, cluster, url, sizes, say)
  while (killed < sizes.kills && openOf(await accountOf(desk, own, run)) > 0) {
    await pause(between(draw, ...sizes.every))
    const victim = others[between(draw, 0, others.length - 1)]
    await victim?.killAndRestart()
    killed += 1
    say(`worker killed (${killed})`)
  }
  await sleep
  for (let round = 0; round < 200 && openOf(await accountOf(desk, own, run)) > 0; round++) {
    for (const worker of staff) await worker.restartIfEnded()
    await pause(1500)
  }
  for (const worker of staff) worker.signal('SIGTERM')
  await Promise.all(staff.map((worker) => worker.end()))
  const account = await accountOf(desk, own, run)
  const faults = await judged(desk, {run, own, account, documents: sizes.documents, before})
  return {
    figures: {documents: sizes.documents, workers: sizes.workers, kills: killed, ...account},
    faults: faults.length > 0 ? [...faults, ...staff.flatMap(({said}) => said.slice(-3))] : [],
  }
}

interface Judged {
  readonly run: string
  readonly own: Env
  readonly account: Record<string, number>
  readonly documents: number
  readonly before: number
}

async function judged(desk: Desk, {run, own, account, documents, before}: Judged): Promise<string[]> {
  const faults: string[] = []
  if (account['accepted'] !== documents) faults.push(`run ${run}: ${JSON.stringify(account)}`)
  const held = await desk.sandbox.inspect()
  const count = held.filter(({status}) => status === 'Approved').length - before
  if (count !== documents) faults.push(`the DMP holds ${count} documents, ${documents} were planned`)
  const ids = new Set(held.map(({uniqueId}) => uniqueId))
  if (ids.size !== held.length) faults.push(`${held.length - ids.size} documents are held twice`)
  const check = await desk.json(['journal', 'check'], {env: own})
  if (check.code !== 0) faults.push(`journal check: exit ${check.code} ${check.stdout}`)
  return faults
}
