import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import type {Ins} from '../ins/patient-identity.ts'
import type {Random} from '../ports/random.ts'
import type {JournalKeys, KeyRing} from './key-file.ts'
import {RandomPool} from './random-pool.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const PATIENTS_REMEMBERED = 512

/**
 * Encryption at rest, keyed look-ups and signatures of one journal. It writes under one key of the ring and reads what
 * was written under any of them.
 */
export class Sealing {
  #ring: KeyRing
  readonly #random: RandomPool
  #keys: JournalKeys
  /** Under the key in use. */
  readonly #patients = new Map<string, string>()
  /** Items are not all under one key: a rotation was interrupted. */
  mixed = false

  /** Writes under the newest key of the ring until `useKey` says otherwise. */
  constructor(ring: JournalKeys & {readonly older?: readonly JournalKeys[]}, random: Random) {
    this.#ring = {...ring, older: ring.older ?? []}
    this.#random = new RandomPool(random)
    this.#keys = this.#ring
  }

  get keyId(): string {
    return this.#keys.id
  }

  /** Reads under the keys of this ring from now on, and writes as before. */
  adopt(ring: KeyRing): void {
    this.#ring = ring
  }

  /** Writes under the key of this id from now on; false when the ring does not hold it. */
  useKey(id: string): boolean {
    const keys = this.#keyOf(id)
    if (keys !== undefined) this.#keys = keys
    this.#patients.clear()
    return keys !== undefined
  }

  /** Id of the key a value was sealed under. */
  static keyIdOf(sealed: string): string {
    return sealed.slice(0, Math.max(0, sealed.indexOf('.')))
  }

  /**
   * `<key id>.<base64 of nonce, ciphertext, tag>`. `place` (row and column) is authenticated with it, so that a
   * value moved to another row no longer opens.
   */
  seal(place: string, value: unknown): string {
    const nonce = this.#random.bytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', secret(this.#keys.seal), nonce)
    cipher.setAAD(Buffer.from(place))
    const text = cipher.update(JSON.stringify(value), 'utf8')
    // In this mode all of the text is there before the end, which only makes the tag.
    cipher.final()
    return `${this.#keys.id}.${Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64')}`
  }

  /** @throws Error when the value was altered, moved, or sealed under a key that the ring does not hold */
  open(place: string, sealed: string): unknown {
    const id = Sealing.keyIdOf(sealed)
    const keys = this.#keyOf(id)
    if (keys === undefined) throw new Error('sealed under another key')
    const bytes = Buffer.from(sealed.slice(id.length + 1), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', secret(keys.seal), bytes.subarray(0, NONCE_BYTES))
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
    // Throws when the tag does not fit: nothing is looked at before.
    decipher.final()
    return JSON.parse(text.toString('utf8'))
  }

  /** Blind index: equal for equal values of one kind, and says nothing else without the key. Hex. */
  blind(kind: string, value: string): string {
    return blindUnder(this.#keys, kind, value)
  }

  /** A document blinds its patient at each step: the last ones are remembered. */
  blindPatient(ins: Ins): string {
    const text = patientText(ins)
    const known = this.#patients.get(text)
    if (known !== undefined) return known
    if (this.#patients.size >= PATIENTS_REMEMBERED) this.#patients.clear()
    const blind = this.blind('ins', text)
    this.#patients.set(text, blind)
    return blind
  }

  /** What a value may be written as in rows that a rotation seals again: under every key while one is unfinished. */
  blinds(kind: string, value: string): readonly string[] {
    return this.mixed ? this.#blindsEver(kind, value) : [this.blind(kind, value)]
  }

  blindsOfPatient(ins: Ins): readonly string[] {
    return this.blinds('ins', patientText(ins))
  }

  /** What a patient may be written as in events: they stay under the key of their time. */
  blindsOfPatientEver(ins: Ins): readonly string[] {
    return this.#blindsEver('ins', patientText(ins))
  }

  sign(text: string): string {
    return createHmac('sha256', secret(this.#keys.sign)).update(text).digest('hex')
  }

  /** Signed under the key in use. */
  isSigned(text: string, mac: string): boolean {
    return isSignedUnder(this.#keys, text, mac)
  }

  /** Signed under a key of any time. */
  wasSigned(text: string, mac: string): boolean {
    return this.#all().some((keys) => isSignedUnder(keys, text, mac))
  }

  #blindsEver(kind: string, value: string): readonly string[] {
    return this.#all().map((keys) => blindUnder(keys, kind, value))
  }

  #all(): readonly JournalKeys[] {
    return [...this.#ring.older, this.#ring]
  }

  #keyOf(id: string): JournalKeys | undefined {
    if (id === this.#keys.id) return this.#keys
    return this.#all().find((keys) => keys.id === id)
  }
}

const secrets = new WeakMap<Uint8Array, KeyObject>()

/** A key prepared once: to prepare it at each use costs four times the HMAC itself. */
function secret(bytes: Uint8Array): KeyObject {
  const known = secrets.get(bytes) ?? createSecretKey(bytes)
  secrets.set(bytes, known)
  return known
}

function patientText({matricule, oid}: Ins): string {
  return `${matricule}|${oid}`
}

function blindUnder({index}: JournalKeys, kind: string, value: string): string {
  return createHmac('sha256', secret(index)).update(`${kind}\0${value}`).digest('hex')
}

function isSignedUnder({sign}: JournalKeys, text: string, mac: string): boolean {
  const expected = Buffer.from(createHmac('sha256', secret(sign)).update(text).digest('hex'))
  const given = Buffer.from(mac)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
