/** A client of pcscd for tests: reads its table, and takes a reader for itself as another program would. */
import {createConnection, type Socket} from 'node:net'

export interface TableRow {
  readonly name: string
  readonly state: number
  readonly sharing: number
  readonly atr: string
}

/** A connection that agreed on version 4.4. */
export class PcscdClient {
  readonly #socket: Socket
  #bytes = Buffer.alloc(0)
  #wake: () => void = () => {}
  #closed = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk])
      this.#wake()
    })
    const closed = () => {
      this.#closed = true
      this.#wake()
    }
    socket.on('close', closed).on('error', closed)
  }

  static async open(path: string): Promise<PcscdClient> {
    const socket = createConnection(path)
    await new Promise<void>((done, failed) => socket.once('connect', done).once('error', failed))
    const client = new PcscdClient(socket)
    client.#send(0x11, [4, 4, 0])
    const answer = await client.#take(12)
    if (answer.readInt32LE(8) !== 0) throw new Error('pcscd refuses version 4.4')
    return client
  }

  async table(): Promise<TableRow[]> {
    this.#send(0x12, [])
    const table = await this.#take(16 * 184)
    return Array.from({length: 16}, (_, at) => table.subarray(184 * at, 184 * (at + 1)))
      .filter((record) => record[0] !== 0)
      .map((record) => ({
        name: record.subarray(0, record.indexOf(0)).toString('utf8'),
        state: record.readUInt32LE(132),
        sharing: record.readInt32LE(136),
        atr: record
          .subarray(140, 140 + record.readUInt32LE(176))
          .toString('hex')
          .toUpperCase(),
      }))
  }

  /** SCardEstablishContext and SCardConnect; the reader is held until {@link close}. */
  async connect(reader: string, mode: 'exclusive' | 'shared'): Promise<void> {
    this.#send(0x01, [2, 0, 0])
    const context = (await this.#take(12)).readUInt32LE(4)
    const name = Buffer.alloc(128)
    name.write(reader)
    const body = Buffer.concat([
      numbers([context]),
      name,
      numbers([mode === 'exclusive' ? 1 : 2, 3, 0, 0, 0]),
    ])
    this.#send(0x04, body)
    const rv = (await this.#take(body.length)).readUInt32LE(body.length - 4)
    if (rv !== 0) throw new Error(`SCardConnect: 0x${rv.toString(16)}`)
  }

  close(): void {
    this.#socket.destroy()
  }

  #send(command: number, body: readonly number[] | Buffer): void {
    const bytes = Buffer.isBuffer(body) ? body : numbers(body as readonly number[])
    this.#socket.write(Buffer.concat([numbers([bytes.length, command]), bytes]))
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#bytes.length < length) {
      if (this.#closed) throw new Error('pcscd hung up')
      await new Promise<void>((done) => {
        this.#wake = done
      })
    }
    const taken = this.#bytes.subarray(0, length)
    this.#bytes = this.#bytes.subarray(length)
    return taken
  }
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, 4 * at)
  return bytes
}
