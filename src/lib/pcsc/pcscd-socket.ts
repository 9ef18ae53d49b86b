import {createConnection, type Socket} from 'node:net'

/** What stopped a talk with pcscd. `rv`: return code of pcscd, where it gave one. */
export class PcscdTrouble extends Error {
  readonly reason: 'no-service' | 'rights' | 'timeout' | 'protocol'
  readonly detail: string
  readonly rv: number | undefined
  constructor(reason: PcscdTrouble['reason'], detail: string, rv?: number) {
    super(`${reason}: ${detail}`)
    this.reason = reason
    this.detail = detail
    this.rv = rv
  }
}

export interface PcscdTalk {
  /** Sends a command: a header of two numbers (size of the body, command), then the body. */
  send(command: number, body: Buffer): void
  /** The next `length` bytes. */
  take(length: number): Promise<Buffer>
  /** True when bytes came that nobody asked for. */
  readonly surplus: boolean
  end(): void
}

/**
 * Opens pcscd's socket (winscard_msg.c of pcsc-lite). Every wait ends at `deadline` (on the clock of `performance.now`)
 * or when `signal` fires; trouble is a {@link PcscdTrouble}.
 */
export function openTalk(path: string, deadline: number, signal?: AbortSignal): Promise<PcscdTalk> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path)
    const inbox = new Inbox(socket, deadline, signal)
    socket.once('connect', () =>
      resolve({
        send: (command, body) => {
          const header = Buffer.alloc(8)
          header.writeUInt32LE(body.length, 0)
          header.writeUInt32LE(command, 4)
          socket.write(Buffer.concat([header, body]))
        },
        take: (length) => inbox.take(length),
        get surplus() {
          return inbox.held > 0
        },
        end: () => inbox.end(),
      }),
    )
    inbox.onTrouble = reject
  })
}

/** What came and was not taken yet; one waiter at a time. */
class Inbox {
  onTrouble: (trouble: PcscdTrouble) => void = () => {}
  readonly #socket: Socket
  readonly #timer: NodeJS.Timeout
  readonly #signal: AbortSignal | undefined
  #bytes = Buffer.alloc(0)
  #trouble: PcscdTrouble | undefined
  #wake: () => void = () => {}

  constructor(socket: Socket, deadline: number, signal: AbortSignal | undefined) {
    this.#socket = socket
    this.#signal = signal
    const left = Math.max(0, deadline - performance.now())
    this.#timer = setTimeout(() => this.#stop(new PcscdTrouble('timeout', 'no answer in time')), left)
    signal?.addEventListener('abort', this.#aborted)
    if (signal?.aborted) queueMicrotask(this.#aborted)
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
      this.#wake()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => this.#stop(troubleOf(error)))
    socket.once('close', () => this.#stop(new PcscdTrouble('protocol', 'closed by the service')))
  }

  get held(): number {
    return this.#bytes.length
  }

  async take(length: number): Promise<Buffer> {
    while (this.#bytes.length < length) {
      if (this.#trouble) throw this.#trouble
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    const taken = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return taken
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#aborted)
    this.#socket.destroy()
  }

  readonly #aborted = () => this.#stop(new PcscdTrouble('timeout', 'interrupted'))

  #stop(trouble: PcscdTrouble): void {
    this.#trouble ??= trouble
    this.end()
    this.onTrouble(this.#trouble)
    this.#wake()
  }
}

/** Nobody listens, or this account may not speak to who does. */
function troubleOf({code = 'unknown'}: NodeJS.ErrnoException): PcscdTrouble {
  if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTSOCK' || code === 'ENOTDIR')
    return new PcscdTrouble('no-service', code)
  if (code === 'EACCES' || code === 'EPERM') return new PcscdTrouble('rights', code)
  return new PcscdTrouble('protocol', code)
}
