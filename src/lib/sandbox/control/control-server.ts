import {timingSafeEqual} from 'node:crypto'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {DmpError} from '../../errors/dmp-error.ts'
import {formatFaultSpec, parseFaultSpec} from '../faults/fault-spec.ts'
import type {Gate} from '../gate/gate.ts'

/** Header that carries the control token. */
export const tokenHeader = 'x-sandbox-token'

/** What the control endpoint needs beyond the gate. */
export interface ControlHooks {
  /** Ends the idle connections, so that the next call makes a handshake. */
  dropIdleConnections(): void
}

type Handler = (body: string) => Promise<unknown>

/**
 * The control endpoint: plain HTTP on a loopback port of its own, because tests must reach it without the client's
 * TLS (whose certificate may be the fault). JSON; every request carries the token; a foreign Host is refused, so that
 * a web page cannot reach it.
 *
 * `GET /inspect` · `GET /counters` · `GET /faults` · `PUT /faults` and `POST /faults` with `["spec", …]` (replace,
 * add) · `DELETE /faults` · `POST /release`.
 */
export function createControlServer(gate: Gate, token: string, hooks: ControlHooks): Server {
  const arm = (body: string, replace: boolean): string[] => {
    const specs = readSpecs(body)
    if (replace) gate.knobs.replace(specs)
    else for (const spec of specs) gate.knobs.add(spec)
    if (gate.knobs.expiredCertificateArmed) hooks.dropIdleConnections()
    return gate.knobs.list().map(formatFaultSpec)
  }
  const routes: Readonly<Record<string, Handler>> = {
    'GET /inspect': () => gate.options.backend.inspect(),
    'GET /counters': async () => gate.counters,
    'GET /faults': async () => gate.knobs.list().map(formatFaultSpec),
    'PUT /faults': async (body) => arm(body, true),
    'POST /faults': async (body) => arm(body, false),
    'DELETE /faults': async () => arm('[]', true),
    'POST /release': async () => {
      gate.options.backend.releaseDelayed()
      return {}
    },
  }
  return createServer((request, response) => {
    serve(request, response, routes, token).catch((error: unknown) => {
      gate.log('control-error', {error: String(error)})
      reply(response, 500, {error: 'internal'})
    })
  })
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Readonly<Record<string, Handler>>,
  token: string,
): Promise<void> {
  const body = await readText(request)
  if (body === undefined) return reply(response, 413, {error: 'too large'})
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  const given = Buffer.from(String(request.headers[tokenHeader] ?? ''))
  const wanted = Buffer.from(token)
  const known = given.length === wanted.length && timingSafeEqual(given, wanted)
  if (!known || !['127.0.0.1', '[::1]', 'localhost'].includes(host))
    return reply(response, 403, {error: 'token'})
  const handler = routes[`${request.method} ${request.url}`]
  if (handler === undefined) return reply(response, 404, {error: 'unknown'})
  try {
    return reply(response, 200, await handler(body))
  } catch (error) {
    if (error instanceof DmpError) return reply(response, 400, {error: error.code, params: error.params})
    throw error
  }
}

function readSpecs(body: string): ReturnType<typeof parseFaultSpec>[] {
  let specs: unknown
  try {
    specs = JSON.parse(body)
  } catch {
    specs = undefined
  }
  if (!Array.isArray(specs))
    throw new DmpError('DMP_SANDBOX_FAULT_INVALID', {params: {fault: body.slice(0, 80)}})
  return specs.map((spec) => parseFaultSpec(String(spec)))
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  let text = ''
  for await (const chunk of request.iterator({destroyOnReturn: false})) {
    text += String(chunk)
    if (text.length > 65_536) return undefined
  }
  return text
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(`${JSON.stringify(value)}\n`)
  response.writeHead(status, {'content-type': 'application/json', 'content-length': body.length})
  response.end(body)
}
