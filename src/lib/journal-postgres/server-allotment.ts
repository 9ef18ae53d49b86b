import {type Oid, oidOfUuid} from '../ids/oid.ts'
import {drawArc} from '../journal/allotment.ts'
import {UUID_ROOT} from '../journal/root-register.ts'
import type {Random} from '../ports/random.ts'
import type {Database} from './database.ts'
import type {ServerSettings} from './server-settings.ts'

/** Identifiers taken from the database at once; what a process does not use of them is never given. */
const BLOCK = 200

/**
 * Gives identifiers under the root of this installation, never twice over all machines (EX_GEN-1350): each opening has
 * an arc of its own, so that a database put back from a dump does not give again what was given after it.
 */
export class ServerAllotment {
  readonly #parts: {readonly database: Database; readonly settings: ServerSettings; readonly random: Random}
  readonly #root: string
  readonly #arc: number
  #mine: Oid[] = []
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    root: string,
    parts: {readonly database: Database; readonly settings: ServerSettings; readonly random: Random},
  ) {
    this.#root = root
    this.#parts = parts
    this.#arc = drawArc(parts.random)
  }

  take(count: number): Promise<readonly Oid[]> {
    if (this.#root === UUID_ROOT)
      return Promise.resolve(Array.from({length: count}, () => oidOfUuid(this.#parts.random.uuid())))
    const mine = this.#turn.then(() => this.#take(count))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async #take(count: number): Promise<readonly Oid[]> {
    const missing = count - this.#mine.length
    if (missing > 0) this.#mine.push(...(await this.#reserve(missing + BLOCK)))
    return this.#mine.splice(0, count)
  }

  /** The counter is on the server's disk before an identifier is used. */
  #reserve(count: number): Promise<readonly Oid[]> {
    const {database, settings} = this.#parts
    return database.transaction(async (sql) => {
      const first = Number(await settings.get(sql, 'next', true))
      await settings.set(sql, 'next', first + count)
      return Array.from({length: count}, (_, index) => `${this.#root}.${this.#arc}.${first + index}` as Oid)
    })
  }
}
