import {type Oid, oidOfUuid} from '../ids/oid.ts'
import type {Random} from '../ports/random.ts'
import {type RootRegister, UUID_ROOT} from './root-register.ts'
import type {Settings} from './settings.ts'

/** Identifiers reserved at once in the register of the machine. */
const BLOCK = 1000

const ARC_BITS = 31

/**
 * The arc of one opening: identifiers are `<root>.<arc>.<n>`. It is drawn and kept nowhere, because whatever is on a disk
 * can be put back as it was (a snapshot of a machine, a restored database, a copied home): what goes on from there never
 * gives a number again that was given after it. With a root of 44 characters and the ten digits of an arc, eight are
 * left for `n` of the 64 allowed.
 */
export function drawArc(random: Random): number {
  return Buffer.from(random.bytes(4)).readUInt32BE() % 2 ** ARC_BITS
}

/** What is given from now on is reserved in the register of this machine, whatever another one knew. Inside a transaction of the caller. */
export function reserveAnew(settings: Settings): void {
  settings.set('reserved', settings.number('next') - 1)
}

/**
 * Gives identifiers under the root of this installation, never twice (EX_GEN-1350): the counter is on disk
 * before an identifier is used, and the register of the machine knows how far it may have gone, so that a
 * journal put back from a copy goes on beyond. Every method runs inside a transaction of the caller.
 */
export class Allotment {
  readonly #settings: Settings
  readonly #register: RootRegister
  readonly #random: Random
  readonly #journalId: string
  readonly #root: string
  readonly #arc: number

  constructor(parts: {
    settings: Settings
    register: RootRegister
    random: Random
    journalId: string
    root: string
  }) {
    this.#settings = parts.settings
    this.#register = parts.register
    this.#random = parts.random
    this.#journalId = parts.journalId
    this.#root = parts.root
    this.#arc = drawArc(parts.random)
  }

  /** Skips what another copy of this journal may have given. */
  catchUp(reserved: number): void {
    if (this.#root === UUID_ROOT || reserved <= this.#settings.number('reserved')) return
    this.#settings.set('next', reserved + 1)
    this.#settings.set('reserved', reserved)
  }

  take(count: number): readonly Oid[] {
    if (this.#root === UUID_ROOT) return Array.from({length: count}, () => oidOfUuid(this.#random.uuid()))
    const first = this.#settings.number('next')
    const last = first + count - 1
    if (last > this.#settings.number('reserved')) {
      this.#register.reserve(this.#journalId, last + BLOCK)
      this.#settings.set('reserved', last + BLOCK)
    }
    this.#settings.set('next', last + 1)
    return Array.from({length: count}, (_, index) => `${this.#root}.${this.#arc}.${first + index}` as Oid)
  }
}
