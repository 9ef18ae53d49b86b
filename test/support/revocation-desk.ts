import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Issued, openssl, type TestPki} from './test-keys.ts'

/** What an address answers: bytes, an HTTP status, or nothing ever. */
export type Answer =
  | Uint8Array
  | number
  | 'hang'
  | ((request: IncomingMessage, response: ServerResponse) => void)

/** A web server on this computer that gives each path what the test says, and counts. */
export class ListServer {
  readonly asked: string[] = []
  readonly answers = new Map<string, Answer>()
  readonly #server = createServer((request, response) => this.#answer(request, response))

  static async open(): Promise<ListServer> {
    const opened = new ListServer()
    opened.#server.listen(0, '127.0.0.1')
    await once(opened.#server, 'listening')
    return opened
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.port}/${path}`
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '').replace(/^\//, '')
    this.asked.push(path)
    const answer = this.answers.get(path) ?? 404
    if (answer === 'hang') return
    if (typeof answer === 'function') answer(request, response)
    else if (typeof answer === 'number') response.writeHead(answer).end('no')
    else response.end(answer)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

export interface Revoked {
  readonly of: Issued
  /** YYMMDDHHMMSSZ */
  readonly at?: string
  readonly reason?: string
}

export interface ListOptions {
  /** YYYYMMDDHHMMSSZ */
  readonly from?: string
  readonly to?: string
  readonly signer?: Issued
  readonly hash?: string
  /** Lines of the section of extensions. */
  readonly extensions?: readonly string[]
  /** Further lines of the index. */
  readonly more?: string
}

/** Lists and responders made by OpenSSL for a test authority. */
export class RevocationDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'dmp-revocation-'))
  readonly pki: Pick<TestPki, 'intermediate'>
  readonly #responders: ChildProcess[] = []

  constructor(pki: Pick<TestPki, 'intermediate'>) {
    this.pki = pki
  }

  /** Where OpenSSL keeps what an authority revoked; `V` lines make a responder know the others. */
  index(revoked: readonly Revoked[], valid: readonly Issued[] = []): string {
    const path = join(this.folder, `index-${Math.random().toString(16).slice(2)}`)
    const line = (state: string, at: string, {certificate}: Issued) =>
      `${state}\t20991231235959Z\t${at}\t${certificate.serial.hex}\tunknown\t/CN=x\n`
    const revocations = revoked.map(({of, at = '260101000000Z', reason}) =>
      line('R', reason ? `${at},${reason}` : at, of),
    )
    writeFileSync(path, [...revocations, ...valid.map((one) => line('V', '', one))].join(''))
    writeFileSync(`${path}.attr`, 'unique_subject = no\n')
    return path
  }

  /** A list in DER. */
  list(revoked: readonly Revoked[], options: ListOptions = {}): Uint8Array {
    const {signer = this.pki.intermediate, from, to, hash = 'sha256', extensions = [], more} = options
    const index = this.index(revoked)
    if (more) appendFileSync(index, more)
    const [config, pem] = [`${index}.cnf`, `${index}.pem`]
    writeFileSync(`${index}.number`, '1000\n')
    writeFileSync(
      config,
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${index}\ncrlnumber=${index}.number\ndefault_md=${hash}\ncrl_extensions=e\n` +
        `[e]\nauthorityKeyIdentifier=keyid\n${extensions.join('\n')}\n`,
    )
    const times = [
      ...(from ? ['-crl_lastupdate', from] : []),
      ...(to ? ['-crl_nextupdate', to] : ['-crldays', '6']),
    ]
    openssl([
      ...['ca', '-gencrl', '-config', config, '-cert', signer.certificatePath, '-keyfile', signer.keyPath],
      ...['-out', pem, ...times],
    ])
    openssl(['crl', '-in', pem, '-outform', 'DER', '-out', `${index}.crl`])
    return new Uint8Array(readFileSync(`${index}.crl`))
  }

  /** Starts `openssl ocsp` on a free port; answers its address. */
  async responder(
    revoked: readonly Revoked[],
    valid: readonly Issued[],
    signer: Issued,
    args: readonly string[] = ['-ndays', '1'],
  ): Promise<string> {
    const child = spawn(
      'openssl',
      [
        ...['ocsp', '-port', '0', '-index', this.index(revoked, valid)],
        ...['-CA', this.pki.intermediate.certificatePath, '-ignore_err', ...args],
        ...['-rsigner', signer.certificatePath, '-rkey', signer.keyPath],
      ],
      {stdio: ['ignore', 'pipe', 'pipe']},
    )
    this.#responders.push(child)
    return new Promise((done, failed) => {
      let said = ''
      const hear = (chunk: Buffer) => {
        said += chunk.toString()
        const port = /ACCEPT \S*:(\d+) PID/.exec(said)?.[1]
        if (port) done(`http://127.0.0.1:${port}`)
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.on('exit', (code) => failed(new Error(`openssl ocsp ended with ${code}: ${said}`)))
    })
  }

  remove(): void {
    for (const child of this.#responders) child.removeAllListeners('exit').kill()
    rmSync(this.folder, {recursive: true, force: true})
  }
}
