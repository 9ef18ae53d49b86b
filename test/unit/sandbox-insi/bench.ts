import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {request} from 'node:https'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {initSandboxFolder, type SandboxFolder, startSandboxHost} from '../../../src/lib/sandbox/host.ts'
import type {CertificateFiles} from '../../../src/lib/sandbox/pki/test-pki.ts'
import type {RunningSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {projectRoot} from '../../support/program.ts'
import {
  goodParts,
  type InsiParts,
  requestText,
  type Traits,
  traitsAction,
} from '../../support/second-writer/insi-request.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** Erreur/@code of a fault. */
  readonly code: string | undefined
  /** CodeCR of a result. */
  readonly outcome: string | undefined
  /** Cause of an answer below SOAP. */
  readonly cause: string | undefined
}

export interface Post {
  readonly certificate?: Pick<CertificateFiles, 'certificate' | 'key'> | 'none'
  readonly contentType?: string
  readonly method?: string
  readonly path?: string
}

/** A running sandbox and its INSi certificates; calls go over real TLS, a connection each. */
export class InsiBench {
  readonly parent: string
  readonly folder: SandboxFolder
  readonly sandbox: RunningSandbox

  private constructor(parent: string, folder: SandboxFolder, sandbox: RunningSandbox) {
    this.parent = parent
    this.folder = folder
    this.sandbox = sandbox
  }

  static async open(): Promise<InsiBench> {
    const parent = mkdtempSync(join(tmpdir(), 'insi-'))
    const folder = await initSandboxFolder(join(parent, 'box'), 1)
    const clock = {now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms))}
    const around = {programData: join(projectRoot, 'data'), clock}
    return new InsiBench(parent, folder, await startSandboxHost({folder: folder.folder, port: 0}, around))
  }

  get files() {
    const {insi} = this.folder
    if (!insi) throw new Error('no INSi in this folder')
    return insi
  }

  get url(): string {
    const {insiUrl} = this.sandbox
    if (insiUrl === undefined) throw new Error('INSi is not served')
    return insiUrl
  }

  parts(changes: Partial<InsiParts> = {}): InsiParts {
    const {unit, instance, idamFile} = this.files
    return {...goodParts({unit, instance, idam: readFileSync(idamFile, 'utf8').trim()}), ...changes}
  }

  search(traits: Traits, more: Partial<InsiParts> = {}, post: Post = {}): Promise<Answer> {
    return this.send(requestText(this.parts({...more, traits})), post)
  }

  send(body: string | Uint8Array, post: Post = {}): Promise<Answer> {
    const {certificate = this.files.auto, contentType, method = 'POST', path} = post
    const {promise, resolve, reject} = Promise.withResolvers<Answer>()
    const {port, pathname} = new URL(this.url)
    const bytes = Buffer.from(body)
    const identity =
      certificate === 'none'
        ? {}
        : {cert: readFileSync(certificate.certificate), key: readFileSync(certificate.key)}
    const outgoing = request(
      {
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        path: path ?? pathname,
        method,
        agent: false,
        ca: readFileSync(this.folder.pki.caFile),
        ...identity,
        headers: {
          'content-type': contentType ?? `application/soap+xml; charset=utf-8; action="${traitsAction}"`,
          'content-length': bytes.length,
        },
      },
      (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        incoming.on('error', reject)
        incoming.on('end', () => {
          const cause = incoming.headers['x-sandbox-cause']
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            code: /Erreur [^>]*code="([^"]+)"/.exec(text)?.[1],
            outcome: /CodeCR>(\d\d)</.exec(text)?.[1],
            cause: typeof cause === 'string' ? cause : undefined,
          })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(bytes)
    return promise
  }

  /** Arms exactly these faults over the control endpoint. */
  async arm(...faults: readonly string[]): Promise<Response> {
    const token = readFileSync(this.folder.controlTokenFile, 'utf8').trim()
    return fetch(`${this.sandbox.controlUrl}/faults`, {
      method: 'PUT',
      headers: {'x-sandbox-token': token, connection: 'close'},
      body: JSON.stringify(faults),
    })
  }

  async close(): Promise<void> {
    await this.sandbox.close()
    rmSync(this.parent, {recursive: true, force: true})
  }
}
