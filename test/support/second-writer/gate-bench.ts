import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {request} from 'node:https'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {SecureContextOptions} from 'node:tls'
import type {AuthenticatedCall, SandboxBackend} from '../../../src/lib/sandbox/backend.ts'
import {makeTestPki, type TestPki} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {type RunningSandbox, type SandboxOptions, startSandbox} from '../../../src/lib/sandbox/sandbox.ts'
import {readIdentity, type SigningIdentity} from './identity.ts'
import {
  envelope,
  type HttpMessage,
  type MessageFields,
  type MtomPart,
  mtom,
  plainSoap,
  xopInclude,
} from './message.ts'
import {goodVihf, securityHeader, signVihf, unsignedVihf, type VihfFields, type VihfSigning} from './vihf.ts'

export const actions = {
  submit: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
  query: 'urn:ihe:iti:2007:RegistryStoredQuery',
  update: 'urn:ihe:iti:2010:UpdateDocumentSet',
  exists: 'urn:hl7-org:v3:PRPA_IN201307UV02',
} as const

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** Single cause of a refusal: from the fault's Detail, the registry error's location, or the header. */
  readonly cause: string | undefined
}

export interface Bench {
  readonly pki: TestPki
  readonly auth: SigningIdentity
  readonly sign: SigningIdentity
  readonly ca: string
  readonly structureId: string
  readonly folder: string
  /** What reached the backend, parts already read whole. */
  readonly calls: AuthenticatedCall[]
  start(options?: Partial<SandboxOptions>): Promise<RunningSandbox>
  vihf(alter?: Partial<VihfFields>, signing?: VihfSigning, signer?: SigningIdentity): string
  query(alter?: Partial<MessageFields>, action?: string): HttpMessage
  submission(parts: readonly MtomPart[], alter?: Partial<MessageFields>): HttpMessage
  close(): Promise<void>
}

/** A backend that says yes, for tests whose subject is the gate. */
function agreeing(calls: AuthenticatedCall[]): SandboxBackend {
  return {
    async handle(call) {
      calls.push(call)
      for (const part of call.parts.values()) for await (const _ of part.stream());
      return {
        action: `${call.action}Response`,
        xml: '<rs:RegistryResponse xmlns:rs="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" status="urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"/>',
      }
    },
    paramLps: () => '<param-lps/>',
    inspect: async () => ({documents: calls.length}),
    releaseDelayed: () => {},
    close: async () => {},
  }
}

/** Fresh PKI and everything a test needs to speak to the gate. */
export async function makeBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'gate-'))
  const pki = await makeTestPki(join(folder, 'pki'), {authorityBits: 2048})
  const {main} = pki.establishments
  const sign = readIdentity(main.sign)
  const auth = readIdentity(main.auth)
  const ca = await readFile(pki.caFile, 'utf8')
  const server = {
    key: await readFile(pki.server.key, 'utf8'),
    cert: await readFile(pki.server.certificate, 'utf8'),
  }
  const expiredTls = {
    key: await readFile(pki.expiredServer.key, 'utf8'),
    cert: await readFile(pki.expiredServer.certificate, 'utf8'),
  }
  const calls: AuthenticatedCall[] = []
  const running: RunningSandbox[] = []
  const vihf: Bench['vihf'] = (alter = {}, signing = {}, signer = sign) =>
    securityHeader(
      signVihf(unsignedVihf({...goodVihf(sign, main.unit, Date.now()), ...alter}), signer, signing),
    )
  return {
    pki,
    auth,
    sign,
    ca,
    structureId: main.unit,
    folder,
    calls,
    vihf,
    async start(options = {}) {
      const sandbox = await startSandbox({
        tls: {...server, ca},
        expiredTls,
        backend: agreeing(calls),
        clock: {now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms))},
        quota: {perSecond: 1000, perDay: 100_000},
        spoolDir: join(folder, 'spool'),
        ...options,
      })
      running.push(sandbox)
      return sandbox
    },
    query(alter = {}, action = actions.query) {
      const text = envelope({
        action,
        to: 'https://localhost/si-dmp-server/v2/services/registry',
        security: vihf(),
        body: '<q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"/>',
        ...alter,
      })
      return plainSoap(text, action)
    },
    submission(parts, alter = {}) {
      const documents = parts.map(
        ({contentId}, index) =>
          `<x:Document id="Document0${index + 1}">${xopInclude(contentId)}</x:Document>`,
      )
      const text = envelope({
        action: actions.submit,
        to: 'https://localhost/si-dmp-server/v2/services/repository',
        security: vihf(),
        body: `<x:ProvideAndRegisterDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${documents.join('')}</x:ProvideAndRegisterDocumentSetRequest>`,
        ...alter,
      })
      return mtom(text, parts, actions.submit)
    },
    async close() {
      await Promise.all(running.map((sandbox) => sandbox.close()))
      await rm(folder, {recursive: true, force: true})
    },
  }
}

export interface PostOptions {
  readonly identity?: SigningIdentity | undefined
  readonly ca: string
  readonly servername?: string
  readonly method?: string
  readonly tls?: SecureContextOptions
}

/** One request over real TLS with a connection of its own. */
export function send(url: string, message: HttpMessage, options: PostOptions): Promise<HttpAnswer> {
  const {promise, resolve, reject} = Promise.withResolvers<HttpAnswer>()
  const {port, pathname} = new URL(url)
  const outgoing = request(
    {
      host: '127.0.0.1',
      port,
      path: pathname,
      method: options.method ?? 'POST',
      servername: options.servername ?? 'localhost',
      ca: options.ca,
      agent: false,
      ...options.tls,
      ...(options.identity ? {key: options.identity.keyPem, cert: options.identity.certificatePem} : {}),
      headers: {...message.headers, 'content-length': message.body.length},
    },
    (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const inText = /<sbx:Cause>([^<]+)</.exec(text)?.[1] ?? / location="([^"]+)"/.exec(text)?.[1]
        const inHeader = incoming.headers['x-sandbox-cause']
        const cause = inText ?? (typeof inHeader === 'string' ? inHeader : undefined)
        resolve({status: incoming.statusCode ?? 0, headers: incoming.headers, text, cause})
      })
    },
  )
  outgoing.on('error', reject)
  outgoing.end(message.body)
  return promise
}
