/** A real rsyslogd that receives syslog over TLS, as a child with its own configuration, files and port. */
import {type ChildProcess, spawn} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {connect, createServer} from 'node:net'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import type {Requirement} from './requires.ts'

export const rsyslogNeeds: readonly Requirement[] = [{program: 'rsyslogd', package: 'rsyslog'}]

/** OpenSSL or GnuTLS underneath. */
export type TlsDriver = 'ossl' | 'gtls'

export interface RsyslogOptions {
  readonly folder: string
  readonly driver: TlsDriver
  readonly ca: string
  readonly certificate: string
  readonly key: string
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const {port} = server.address() as {port: number}
      server.close(() => resolve(port))
    })
  })
}

export class Rsyslog {
  readonly port: number
  readonly #options: RsyslogOptions
  #child: ChildProcess | undefined
  #starts = 0
  #said = ''

  private constructor(options: RsyslogOptions, port: number) {
    this.#options = options
    this.port = port
  }

  static async start(options: RsyslogOptions): Promise<Rsyslog> {
    const server = new Rsyslog(options, await freePort())
    await server.start()
    return server
  }

  /** Each start writes a file of its own, so that a torn last line stays the last. */
  async start(): Promise<void> {
    const {folder, driver, ca, certificate, key} = this.#options
    this.#starts += 1
    const configuration = join(folder, `rsyslog-${this.#starts}.conf`)
    writeFileSync(
      configuration,
      `global(workDirectory="${folder}" maxMessageSize="64k" defaultNetstreamDriver="${driver}"
  defaultNetstreamDriverCAFile="${ca}" defaultNetstreamDriverCertFile="${certificate}"
  defaultNetstreamDriverKeyFile="${key}")
module(load="imtcp" streamDriver.name="${driver}" streamDriver.mode="1" streamDriver.authMode="x509/certvalid")
template(name="raw" type="string" string="%rawmsg%\\n")
input(type="imtcp" port="${this.port}" address="127.0.0.1" ruleset="received")
ruleset(name="received") { action(type="omfile" file="${this.#log(this.#starts)}" template="raw") }
`,
    )
    const child = spawn('rsyslogd', ['-n', '-f', configuration, '-i', join(folder, 'rsyslog.pid')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text
      })
    this.#child = child
    for (let round = 0; round < 400; round += 1) {
      if (child.exitCode !== null) break
      if (await this.#listens()) return
      await pause(25)
    }
    throw new Error(`rsyslogd did not start (exit ${child.exitCode})\n${this.#said}`)
  }

  #listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1')
      socket.on('connect', () => socket.destroy()).on('close', (failed) => resolve(!failed))
      socket.on('error', () => undefined)
    })
  }

  /** At once (SIGKILL), or in order, with all that it has read written down (SIGTERM). */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill(signal)
    await ended
  }

  #log(start: number): string {
    return join(this.#options.folder, `received-${start}.log`)
  }

  /** Whole messages of one start, as they came. */
  received(start = this.#starts): string[] {
    let text = ''
    try {
      text = readFileSync(this.#log(start), 'utf8')
    } catch {
      // nothing came
    }
    return text.split('\n').slice(0, -1)
  }
}
