/**
 * Mutual TLS to the DMP: the port `Transport` on undici. One secure context, one pool of kept connections per
 * origin, SNI always sent, the profile's CA alone trusted, every wait bounded, bodies streamed with a
 * Content-Length in constant memory, answers capped.
 *
 * Sources: EX_0.X-1030, EX_0.X-1031, EX_GEN-1450; TLS suites of PDT-INF-579. Nothing is retried here and no
 * redirect is followed: what a failure means is decided by who called.
 */
import {setImmediate} from 'node:timers/promises'
import type {Dispatcher, Pool} from 'undici'
import {DmpError} from '../errors/dmp-error.ts'
import type {DmpService, InboundMessage, OutboundMessage, Transport} from '../ports/transport.ts'
import {type ConnectionFacts, connectorFor, secureContextOf, type TlsMaterial} from './connector.ts'
import {steadyChunks} from './steady-chunks.ts'
import {transportError} from './tls-faults.ts'

export interface TransportOptions {
  readonly endpoints: {
    readonly base: string
    readonly repository?: string
    readonly registry?: string
    readonly patients?: string
    readonly serverName?: string
  }
  readonly tls: TlsMaterial
  readonly timeouts: {readonly connectMs: number; readonly answerMs: number; readonly totalMs: number}
  /** `http://[user:password@]host:port` */
  readonly proxy?: string
  /** Connections kept at most per origin. */
  readonly maxConnections?: number
  /** Largest answer read; more is cut and reported as no answer. */
  readonly maxAnswerBytes?: number
  readonly onConnection?: (facts: ConnectionFacts) => void
}

export interface TransportCounters {
  /** Connections whose TLS handshake ended well. */
  readonly connections: number
  readonly requests: number
}

export interface DmpTransport extends Transport {
  counters(): TransportCounters
}

const ANSWER_CAP = 16 * 1024 * 1024
const KEEP_ALIVE_MS = 4_000

interface Progress {
  sent: boolean
  complete: boolean
}

async function* watched(message: OutboundMessage, progress: Progress, signal: AbortSignal) {
  let count = 0
  for await (const chunk of steadyChunks(message.body, signal)) {
    progress.sent = true
    count += chunk.length
    if (count === message.body.size) progress.complete = true
    yield chunk
  }
}

function flatHeaders(given: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

async function readAnswer(data: Dispatcher.ResponseData, cap: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of data.body) {
    size += (chunk as Uint8Array).length
    if (size > cap) throw Object.assign(new Error('answer too large'), {code: 'ANSWER_TOO_LARGE'})
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks, size)
}

class UndiciTransport implements DmpTransport {
  readonly #options: TransportOptions
  readonly #pools = new Map<string, Promise<Pool>>()
  #context: ReturnType<typeof secureContextOf> | undefined
  #connections = 0
  #requests = 0

  constructor(options: TransportOptions) {
    this.#options = options
  }

  counters(): TransportCounters {
    return {connections: this.#connections, requests: this.#requests}
  }

  address(service: DmpService): string {
    const {endpoints} = this.#options
    return endpoints[service] ?? `${endpoints.base.replace(/\/+$/, '')}/${service}`
  }

  send(message: OutboundMessage, signal?: AbortSignal): Promise<InboundMessage> {
    return this.#exchange(this.address(message.service), message, signal)
  }

  get(url: string, signal?: AbortSignal): Promise<InboundMessage> {
    return this.#exchange(url, undefined, signal)
  }

  async close(): Promise<void> {
    const pools = await Promise.allSettled(this.#pools.values())
    this.#pools.clear()
    await Promise.all(pools.map((pool) => (pool.status === 'fulfilled' ? pool.value.destroy() : undefined)))
  }

  async #makePool(origin: string): Promise<Pool> {
    const undici = await import('undici')
    const {timeouts, endpoints, proxy, onConnection} = this.#options
    this.#context ??= secureContextOf(this.#options.tls)
    const ownOrigin = new URL(this.#options.endpoints.base).origin === origin
    return new undici.Pool(origin, {
      connections: this.#options.maxConnections ?? 8,
      pipelining: 1,
      allowH2: false,
      headersTimeout: timeouts.answerMs,
      bodyTimeout: timeouts.answerMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connect: connectorFor(undici, {
        context: this.#context,
        connectMs: timeouts.connectMs,
        ...(endpoints.serverName !== undefined && ownOrigin ? {serverName: endpoints.serverName} : {}),
        ...(proxy === undefined ? {} : {proxy}),
        onConnection: (facts) => {
          this.#connections += 1
          onConnection?.(facts)
        },
      }),
    })
  }

  #pool(origin: string): Promise<Pool> {
    const known = this.#pools.get(origin)
    if (known) return known
    const made = this.#makePool(origin)
    this.#pools.set(origin, made)
    return made
  }

  async #exchange(
    address: string,
    message: OutboundMessage | undefined,
    signal: AbortSignal | undefined,
  ): Promise<InboundMessage> {
    const url = httpsUrl(address)
    const stop = new AbortController()
    const progress: Progress = {sent: false, complete: false}
    const onAbort = () => stop.abort(new DmpError('DMP_INTERRUPTED'))
    const timer = setTimeout(
      () => stop.abort(Object.assign(new Error('total time'), {code: 'TOTAL_TIMEOUT'})),
      this.#options.timeouts.totalMs,
    )
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, {once: true})
    this.#requests += 1
    try {
      const pool = await this.#pool(url.origin)
      const data = await pool.request({
        path: url.pathname + url.search,
        signal: stop.signal,
        ...(message
          ? {
              method: 'POST',
              headers: {'content-type': message.contentType, 'content-length': String(message.body.size)},
              body: watched(message, progress, stop.signal),
            }
          : {method: 'GET'}),
      } as Dispatcher.RequestOptions)
      const body = await readAnswer(data, this.#options.maxAnswerBytes ?? ANSWER_CAP)
      // The pool takes the connection back one turn later; a call made at once would open another.
      await setImmediate()
      const headers = flatHeaders(data.headers)
      return {httpStatus: data.statusCode, contentType: headers['content-type'] ?? '', headers, body}
    } catch (error) {
      const cause = stop.signal.aborted ? stop.signal.reason : error
      throw transportError(cause, {host: url.host, ...progress})
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}

function httpsUrl(address: string): URL {
  const url = URL.parse(address)
  if (url?.protocol === 'https:') return url
  throw new DmpError('DMP_CONNECTION_FAILED', {
    params: {host: url?.host ?? '-', reason: 'NOT_HTTPS'},
    details: {reason: 'NOT_HTTPS', sent: false, complete: false},
    retry: 'never',
  })
}

/** Opens nothing yet: the HTTP client loads and connects at the first call. */
export function createTransport(options: TransportOptions): DmpTransport {
  return new UndiciTransport(options)
}
