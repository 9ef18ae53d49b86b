import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '../..')
const entry = join(projectRoot, 'bin/run.js')

export interface RunResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
  /** Another copy of the program. */
  readonly entry?: string
  /** Called with the child once started: to signal it, for instance. */
  readonly during?: (child: {
    kill(signal: NodeJS.Signals): boolean
    readonly pid?: number | undefined
  }) => void
}

/** A private home for one test: profiles, state, nothing of the machine's user. */
export function makeHome(): {readonly path: string; readonly env: Record<string, string>; remove(): void} {
  const path = mkdtempSync(join(tmpdir(), 'dmp-test-'))
  return {
    path,
    env: {
      HOME: path,
      DMP_CONFIG_DIR: join(path, 'config'),
      DMP_STATE_DIR: join(path, 'state'),
      LANG: 'fr_FR.UTF-8',
      LC_ALL: '',
    },
    remove: () => rmSync(path, {recursive: true, force: true}),
  }
}

/** What every process of the program is started with: the way to `node`, and the compiled code that all runs keep. */
export const startEnv: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
}

/** Runs the built program with a clean environment. */
export function runDmp(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((done, failed) => {
    const env = {...startEnv, ...options.env}
    const child = spawn(process.execPath, [options.entry ?? entry, ...args], {
      cwd: options.cwd ?? projectRoot,
      env,
      stdio: 'pipe',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', failed)
    child.on('close', (code) => done({code, stdout, stderr}))
    child.stdin.end(options.input ?? '')
    options.during?.(child)
  })
}

export interface TestEnvelope {
  readonly schema: string
  readonly ok: boolean
  readonly exitCode: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever the command answered
  readonly data: any
  readonly warnings: readonly {readonly code: string; readonly message: string}[]
  readonly error: null | {
    readonly code: string
    readonly message: string
    readonly why: string
    readonly suggestions: readonly string[]
    readonly retry: string
    readonly exitCode: number
    readonly details: Readonly<Record<string, unknown>>
  }
}

/** The same with --json: exactly one document on stdout. */
export async function runJson(
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult & {readonly answer: TestEnvelope}> {
  const result = await runDmp([...args, '--json'], options)
  try {
    return {...result, answer: JSON.parse(result.stdout) as TestEnvelope}
  } catch (cause) {
    throw new Error(
      `no JSON on stdout of dmp ${args.join(' ')} (exit ${result.code})\n${result.stdout}\n${result.stderr}`,
      {cause},
    )
  }
}
