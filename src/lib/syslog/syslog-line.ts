/**
 * A connection to a syslog receiver over TLS (RFC 5425): what is written goes out as it is, already framed.
 *
 * Nothing is ever confirmed, so an end counts only when it is beyond doubt. Once all is written the line stays quiet for a
 * moment: a receiver that did not want our certificate, or died, has closed by then. Then our end closes (close_notify,
 * FIN) and the other end must do the same without an error; a reset, an early end or silence is a cut. `close_notify`
 * of the receiver is not asked for: rsyslog with GnuTLS sends none.
 */
import {isIP} from 'node:net'
import {connect, type TLSSocket} from 'node:tls'
import {DmpError} from '../errors/dmp-error.ts'
import type {TextOutput} from '../ports/outputs.ts'

export interface LineTarget {
  readonly host: string
  readonly port: number
  /** PEM; those of the runtime when absent. */
  readonly ca?: readonly string[]
  readonly cert?: string
  readonly key?: string
}

export interface LineLimits {
  readonly connectMs: number
  /** How long the receiver may read nothing, and then take to close. */
  readonly stallMs: number
  /** The quiet moment before the end. */
  readonly settleMs: number
}

const LIMITS: LineLimits = {connectMs: 15_000, stallMs: 120_000, settleMs: 500}

export async function openSyslogLine(
  target: LineTarget,
  signal: AbortSignal,
  limits: LineLimits = LIMITS,
): Promise<TextOutput> {
  signal.throwIfAborted()
  const line = new Line(target, signal, limits)
  await line.opened()
  return line
}

/** Why nothing more will come of a connection. */
class Ended extends Error {
  readonly reason: string

  constructor(reason: string, cause?: unknown) {
    super(reason, {cause})
    this.reason = reason
  }
}

class Line implements TextOutput {
  readonly #address: string
  readonly #socket: TLSSocket
  readonly #signal: AbortSignal
  readonly #limits: LineLimits
  #secure = false
  #ending = false
  #ended: Ended | undefined
  /** The other end closed, after ours did, without an error. */
  #inOrder = false
  /** Told of every change of state. */
  #notice: () => void = () => undefined

  constructor({host, port, ca, cert, key}: LineTarget, signal: AbortSignal, limits: LineLimits) {
    this.#address = `${host.includes(':') ? `[${host}]` : host}:${port}`
    this.#signal = signal
    this.#limits = limits
    this.#socket = connect({
      host,
      port,
      ...(isIP(host) ? {} : {servername: host}),
      ...(ca ? {ca: [...ca]} : {}),
      ...(cert === undefined ? {} : {cert}),
      ...(key === undefined ? {} : {key}),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    })
    const told = (change: () => void) => () => {
      change()
      this.#notice()
    }
    this.#socket
      .on(
        'secureConnect',
        told(() => (this.#secure = true)),
      )
      .on('drain', () => this.#notice())
      .on('error', (error) => told(() => this.#end(codeOf(error), error))())
      .on(
        'end',
        told(() => this.#otherEnd()),
      )
      .on(
        'close',
        told(() => this.#end('closed')),
      )
      // A receiver says nothing; its end is only seen when it is read.
      .resume()
    signal.addEventListener('abort', this.#onAbort, {once: true})
  }

  readonly #onAbort = () => {
    this.#end('interrupted')
    this.#socket.destroy()
    this.#notice()
  }

  /** In order after all of ours has gone, and not before. */
  #otherEnd(): void {
    if (this.#ending && this.#socket.writableFinished) this.#inOrder = true
    else this.#end('closed')
  }

  #end(reason: string, cause?: unknown): void {
    this.#ended ??= new Ended(reason, cause)
  }

  async opened(): Promise<void> {
    await this.#until(() => this.#secure, this.#limits.connectMs)
  }

  async write(content: string | Uint8Array): Promise<void> {
    this.#requireLine()
    if (this.#socket.write(content, () => this.#notice())) return
    await this.#until(() => !this.#socket.writableNeedDrain, this.#limits.stallMs)
  }

  async finish(): Promise<void> {
    await this.#until(() => this.#socket.writableLength === 0, this.#limits.stallMs)
    await this.#quiet()
    this.#ending = true
    this.#socket.end(() => this.#notice())
    await this.#until(() => this.#inOrder, this.#limits.stallMs)
    this.#close()
  }

  async discard(): Promise<void> {
    this.#end('discarded')
    this.#close()
  }

  #close(): void {
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#socket.destroy()
  }

  /** Nothing happens for the quiet moment, or the line is cut. */
  async #quiet(): Promise<void> {
    const over = AbortSignal.timeout(this.#limits.settleMs)
    await new Promise<void>((resolve) => {
      over.addEventListener('abort', () => resolve(), {once: true})
      this.#notice = () => {
        if (this.#ended) resolve()
      }
    })
    this.#requireLine()
  }

  #requireLine(): void {
    if (this.#ended) throw this.#fault(this.#ended)
  }

  async #until(reached: () => boolean, timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    try {
      await new Promise<void>((resolve) => {
        const look = () => {
          if (reached() || this.#ended) resolve()
        }
        this.#notice = look
        timer = setTimeout(() => {
          this.#end('timeout')
          look()
        }, timeoutMs)
        look()
      })
    } finally {
      clearTimeout(timer)
    }
    if (!reached()) this.#requireLine()
  }

  #fault({reason, cause}: Ended): unknown {
    this.#close()
    if (this.#signal.aborted) return this.#signal.reason
    const kind = TLS.test(reason) ? 'tls' : this.#secure ? 'cut' : 'unreachable'
    const params = {address: this.#address, reason, case: kind}
    return new DmpError('DMP_SYSLOG', {
      params,
      details: params,
      ...(kind === 'tls' ? {retry: 'never' as const} : {}),
      ...(cause === undefined ? {} : {cause}),
    })
  }
}

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'error'
