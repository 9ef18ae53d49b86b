/** A card in a reader of vsmartcard's vpcd: answers an ATR and APDUs over a socket, and remembers all it was sent. */
import {createConnection, type Socket} from 'node:net'

export interface CardScript {
  /** Hexadecimal, blanks allowed. */
  readonly atr: string
  /** Answer by APDU, both in hexadecimal; `6D00` (not known) to anything else. */
  readonly answers?: Readonly<Record<string, string>>
  /** Felt by the reader, silent when powered: as a card put in upside down. */
  readonly mute?: boolean
}

const GET_ATR = 4
/** More than any ATR may have: vpcd takes the card for present and fails to power it, which pcscd calls a mute card. */
const SILENCE = Buffer.alloc(40, 0x3b)

export class VirtualCard {
  /** Every APDU that came, oldest first, in hexadecimal. */
  readonly received: string[] = []
  readonly #script: CardScript
  #socket: Socket | undefined
  #bytes = Buffer.alloc(0)

  constructor(script: CardScript) {
    this.#script = script
  }

  insert(port: number): Promise<void> {
    return new Promise((inserted, failed) => {
      const socket = createConnection(port, '127.0.0.1', () => inserted())
      socket.on('error', failed)
      socket.on('data', (chunk: Buffer) => this.#take(chunk))
      this.#socket = socket
    })
  }

  remove(): void {
    this.#socket?.destroy()
  }

  /** Frames: a length of two bytes, then that many. */
  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    while (this.#bytes.length >= 2) {
      const length = this.#bytes.readUInt16BE(0)
      if (this.#bytes.length < 2 + length) return
      const frame = this.#bytes.subarray(2, 2 + length)
      this.#bytes = this.#bytes.subarray(2 + length)
      this.#answer(frame)
    }
  }

  #answer(frame: Buffer): void {
    if (frame.length > 1) {
      const apdu = frame.toString('hex').toUpperCase()
      this.received.push(apdu)
      this.#send(Buffer.from(this.#script.answers?.[apdu] ?? '6D00', 'hex'))
      return
    }
    // Power off (0), power on (1) and reset (2) want no answer.
    const {mute = false, atr} = this.#script
    if (frame[0] === GET_ATR) this.#send(mute ? SILENCE : Buffer.from(atr.replace(/\s+/g, ''), 'hex'))
  }

  #send(payload: Buffer): void {
    const header = Buffer.alloc(2)
    header.writeUInt16BE(payload.length)
    this.#socket?.write(Buffer.concat([header, payload]))
  }
}
