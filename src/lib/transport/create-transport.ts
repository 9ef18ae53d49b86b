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
import {type RawAnswer, readingAnswer} from './answer-handler.ts'
import {type ConnectionFacts, connectorFor, secureContextOf, type TlsMaterial} from './connector.ts'
import {steadyChunks} from './steady-chunks.ts'
import {transportError} from './tls-faults.ts'

export interface TransportOptions {
  readonly endpoints: {
    readonly base: string
    readonly repository?: string
    readonly registry?: string
    readonly patients?: string
    readonly insi?: string
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
const WHOLE_BYTES = 262_144

interface Progress {
  sent: boolean
  complete: boolean
}

/**
 * A small body whole, so that it is written at one stroke: an answer may be faster than the last turn of a stream, and
 * the connection would then be thrown away. A larger one is streamed.
 */
async function bodyOf(
  {body}: OutboundMessage,
  signal: AbortSignal,
): Promise<Buffer | AsyncIterable<Uint8Array>> {
  if (body.size > WHOLE_BYTES) return steadyChunks(body, signal)
  const whole = Buffer.allocUnsafeSlow(body.size)
  let filled = 0
  const add = (chunk: Uint8Array) => {
    if (filled + chunk.length > body.size) throw new RangeError('a body longer than announced')
    whole.set(chunk, filled)
    filled += chunk.length
  }
  if (body.held) body.held.forEach(add)
  else for await (const chunk of body.open(signal)) add(chunk)
  if (filled !== body.size) throw new RangeError(`a body of ${filled} bytes instead of ${body.size}`)
  return whole
}

function flatHeaders(given: RawAnswer['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
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
      const body = message && (await bodyOf(message, stop.signal))
      const reading = readingAnswer({
        cap: this.#options.maxAnswerBytes ?? ANSWER_CAP,
        stop: stop.signal,
        onLeaving: () => {
          progress.sent = message !== undefined
          message?.onLeaving?.()
        },
        onSent: () => {
          progress.complete = true
        },
      })
      pool.dispatch(
        {
          path: url.pathname + url.search,
          ...(message
            ? {
                method: 'POST',
                headers: {'content-type': message.contentType, 'content-length': String(message.body.size)},
                body,
              }
            : {method: 'GET'}),
        } as Dispatcher.DispatchOptions,
        reading.handler,
      )
      const answer = await reading.answer
      // The pool takes the connection back one turn later; a call made at once would open another.
      await setImmediate()
      const headers = flatHeaders(answer.headers)
      return {
        httpStatus: answer.status,
        contentType: headers['content-type'] ?? '',
        headers,
        body: answer.body,
      }
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
