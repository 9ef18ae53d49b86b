import {type ChildProcess, spawn} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'

/** What a command answers under --json, as far as the demo reads it. */
export interface Answer {
  readonly exit: number | null
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of whatever command was run
  readonly data: any
  readonly error: {readonly code: string; readonly message: string} | null
}

export interface Sandbox {
  readonly url: string
  readonly control: string
}

/** The built program, run as a user would, in a home of its own; nothing that it starts outlives it. */
export class Program {
  readonly #root: string
  readonly #env: Record<string, string>
  readonly #children = new Set<ChildProcess>()
  #stopping = false

  constructor(root: string, env: Record<string, string>) {
    this.#root = root
    this.#env = env
  }

  #start(args: readonly string[], stdio: 'pipe' | 'ignore'): ChildProcess {
    if (this.#stopping) throw new Error('stopped')
    const child = spawn(process.execPath, [join(this.#root, 'bin/run.js'), ...args], {
      cwd: this.#root,
      env: this.#env,
      stdio: ['ignore', stdio, 'pipe'],
    })
    this.#children.add(child)
    child.once('close', () => this.#children.delete(child))
    return child
  }

  /** Runs a command to its end. */
  async run(...args: readonly string[]): Promise<Answer> {
    const child = this.#start([...args, '--json'], 'pipe')
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const exit = await new Promise<number | null>((done, failed) => {
      child.once('error', failed)
      child.once('close', done)
    })
    try {
      const {data, error} = JSON.parse(stdout)
      return {exit, data, error}
    } catch (cause) {
      throw new Error(`dmp ${args.join(' ')}: exit ${exit}\n${stdout}${stderr}`, {cause})
    }
  }

  /** Starts the sandbox of `folder` on a free port; later commands call it there. */
  async startSandbox(folder: string): Promise<Sandbox> {
    const readyFile = join(folder, 'ready.json')
    const child = this.#start(
      // The client keeps to 4 a second as it leaves; on a machine that stalls, calls may arrive closer together.
      ['sandbox', 'start', '--dir', folder, '--port', '0', '--ready-file', readyFile, '--quota', '8'],
      'ignore',
    )
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    for (let round = 0; !existsSync(readyFile); round++) {
      if (child.exitCode !== null || round > 1200) throw new Error(`the sandbox did not start\n${said}`)
      await pause(25)
    }
    const {url, port, control, insi} = JSON.parse(readFileSync(readyFile, 'utf8'))
    this.#env['DMP_ENDPOINTS_BASE'] = url
    this.#env['DMP_INSI_URL'] = insi
    this.#env['DMP_ENDPOINTS_PARAM_LPS'] = `https://localhost:${port}/param-lps`
    return {url, control}
  }

  /** Ends every child and waits for it; one that does not obey is killed. */
  async stop(): Promise<void> {
    this.#stopping = true
    const ended = [...this.#children].map((child) => new Promise((done) => child.once('close', done)))
    for (const child of this.#children) child.kill('SIGTERM')
    const late = setTimeout(() => this.kill(), 5000)
    await Promise.all(ended)
    clearTimeout(late)
  }

  /** At once, from an exit handler. */
  kill(): void {
    for (const child of this.#children) child.kill('SIGKILL')
  }
}
