import {createCipheriv, createDecipheriv, createHmac, timingSafeEqual} from 'node:crypto'
import type {Ins} from '../ins/patient-identity.ts'
import type {Random} from '../ports/random.ts'
import type {JournalKeys} from './key-file.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encryption at rest, keyed look-ups and signatures of one journal. */
export class Sealing {
  readonly #keys: JournalKeys
  readonly #random: Random

  constructor(keys: JournalKeys, random: Random) {
    this.#keys = keys
    this.#random = random
  }

  /**
   * `<key id>.<base64 of nonce, ciphertext, tag>`. `place` (row and column) is authenticated with it, so that a
   * value moved to another row no longer opens.
   */
  seal(place: string, value: unknown): string {
    const nonce = this.#random.bytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#keys.seal, nonce)
    cipher.setAAD(Buffer.from(place))
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
    return `${this.#keys.id}.${Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64')}`
  }

  /** @throws Error when the value was altered, moved, or sealed under another key */
  open(place: string, sealed: string): unknown {
    const [id, body = ''] = sealed.split('.', 2)
    if (id !== this.#keys.id) throw new Error('sealed under another key')
    const bytes = Buffer.from(body, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', this.#keys.seal, bytes.subarray(0, NONCE_BYTES))
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  }

  /** Blind index: equal for equal values of one kind, and says nothing else without the key. Hex. */
  blind(kind: string, value: string): string {
    return createHmac('sha256', this.#keys.index).update(`${kind}\0${value}`).digest('hex')
  }

  blindPatient(ins: Ins): string {
    return this.blind('ins', `${ins.matricule}|${ins.oid}`)
  }

  sign(text: string): string {
    return createHmac('sha256', this.#keys.sign).update(text).digest('hex')
  }

  isSigned(text: string, mac: string): boolean {
    const expected = Buffer.from(this.sign(text))
    const given = Buffer.from(mac)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }
}
