/** The embedded DMP as a user runs it: child processes of the built program in a private home, on a free port. */
import {type ChildProcess, spawn} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {makeHome, projectRoot, runJson, startEnv} from './program.ts'

export interface SandboxSetup {
  /** Faults armed from the start, e.g. `delay=500,times=1`. */
  readonly faults?: readonly string[]
  /** Profiles of the other establishments too: `sandbox-second`, `sandbox-site`, `sandbox-mismatched`. */
  readonly allEstablishments?: boolean
  /** Submissions in any second, per establishment; 4 unless said otherwise. */
  readonly quota?: number
  readonly insChange?: 'done' | 'pending' | 'reconciled'
  /** More arguments of `sandbox start`, e.g. `--quota 1000`. */
  readonly more?: readonly string[]
  /** Variables added to `env`. */
  readonly env?: Readonly<Record<string, string>>
}

export interface HeldDocument {
  readonly uniqueId: string
  readonly entryUuid: string
  readonly status: string
  readonly hash: string
  readonly size: number
  readonly patient: string
  readonly set: string
  readonly signature: boolean
}

export interface SandboxUnderTest {
  /** What `runDmp` and `runJson` need to find the profile and nothing of the machine's user. */
  readonly env: Record<string, string>
  /** Folder of the private home; files of the test may go there. */
  readonly home: string
  readonly profileName: 'sandbox'
  /** Base of the services. */
  readonly url: string
  readonly port: number
  /** Folder of `dmp sandbox init`. */
  readonly folder: string
  readonly pid: number
  /** Arms exactly these faults; none at all clears them. Answers what is armed. */
  control(...knobs: readonly string[]): Promise<string[]>
  /** Faults that have not struck for the last time. */
  armed(): Promise<string[]>
  /** Makes lots of `delayed-visibility=held` visible. */
  release(): Promise<void>
  counters(): Promise<Readonly<Record<'connections' | 'calls' | 'accepted' | 'refused', number>>>
  /** Documents that the registry holds, signature entries left out. */
  inspect(): Promise<HeldDocument[]>
  /** Ends the process and starts it again on the same registry, on another port. */
  restart(changed?: Pick<SandboxSetup, 'faults' | 'insChange' | 'more'>): Promise<void>
  /** Ends the process; the home stays until `remove`. */
  stop(): Promise<void>
  /** Ends the process and removes the home. */
  remove(): Promise<void>
}

interface ReadyFile {
  readonly url: string
  readonly port: number
  readonly control: string
  readonly pid: number
}

async function readyFile(path: string, child: ChildProcess, said: () => string): Promise<ReadyFile> {
  for (let round = 0; round < 1200; round++) {
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as ReadyFile
    if (child.exitCode !== null) break
    await pause(25)
  }
  throw new Error(`the sandbox did not start (exit ${child.exitCode})\n${said()}`)
}

/** The profiles written by init name a port chosen before the start; they are told the real one. */
function pointProfilesAt(folder: string, port: number): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll(/https:\/\/localhost:\d+/g, `https://localhost:${port}`),
    )
  }
}

function ender(child: ChildProcess): () => Promise<void> {
  const closed = new Promise<void>((done) => void child.once('close', () => done()))
  return async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await closed
    clearTimeout(late)
  }
}

interface Launched {
  readonly facts: ReadyFile
  stop(): Promise<void>
}

/** Starts the process of an initialised folder and waits until it listens. */
async function launch(
  home: string,
  folder: string,
  env: Record<string, string>,
  setup: SandboxSetup,
): Promise<Launched> {
  const ready = join(home, 'ready.json')
  rmSync(ready, {force: true})
  const args = ['sandbox', 'start', '--dir', folder, '--port', '0', '--ready-file', ready]
  for (const fault of setup.faults ?? []) args.push('--fault', fault)
  if (setup.quota) args.push('--quota', String(setup.quota))
  args.push(...(setup.more ?? []))
  if (setup.insChange) args.push('--ins-change', setup.insChange)
  const child = spawn(process.execPath, [join(projectRoot, 'bin/run.js'), ...args], {
    cwd: home,
    env: {...startEnv, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const stop = ender(child)
  const facts = await readyFile(ready, child, () => said).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  pointProfilesAt(join(home, 'config', 'profiles'), facts.port)
  return {facts, stop}
}

export async function startSandbox(setup: SandboxSetup = {}): Promise<SandboxUnderTest> {
  const home = makeHome()
  const env = {...home.env, ...setup.env}
  const folder = join(home.path, 'box')
  const init = [
    'sandbox',
    'init',
    '--dir',
    folder,
    ...(setup.allEstablishments ? ['--all-establishments'] : []),
  ]
  const made = await runJson(init, {env})
  if (made.code !== 0) throw new Error(`sandbox init failed: ${made.stdout}`)
  let running = await launch(home.path, folder, env, setup)
  const token = readFileSync(join(folder, 'control-token.txt'), 'utf8').trim()
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${running.facts.control}${path}`, {
      method,
      // A connection kept too long may be closed by the other side just as it is used again.
      headers: {'x-sandbox-token': token, connection: 'close'},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`sandbox control ${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  return {
    env,
    home: home.path,
    profileName: 'sandbox',
    folder,
    get url() {
      return running.facts.url
    },
    get port() {
      return running.facts.port
    },
    get pid() {
      return running.facts.pid
    },
    control: async (...knobs) => (await call('PUT', '/faults', knobs)) as string[],
    armed: async () => (await call('GET', '/faults')) as string[],
    release: async () => void (await call('POST', '/release', {})),
    counters: async () =>
      (await call('GET', '/counters')) as Awaited<ReturnType<SandboxUnderTest['counters']>>,
    async inspect() {
      const {documents} = (await call('GET', '/inspect')) as {documents: HeldDocument[]}
      return documents.filter(({signature}) => !signature)
    },
    async restart(changed = {}) {
      await running.stop()
      running = await launch(home.path, folder, env, {...setup, ...changed})
    },
    stop: () => running.stop(),
    async remove() {
      await running.stop()
      home.remove()
    },
  }
}
