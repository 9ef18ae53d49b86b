/**
 * The persons whose traces are asked for, by any of their names: number in the establishment, RPPS or ADELI with or without
 * its type digit (PS_IdNat), what the assertion says of them, full name in either order, family name, or account of the
 * operating system. Case, accents, hyphens and apostrophes of names make no difference.
 *
 * It also notes what stands in the traces looked through, so that a name nobody goes by there is not read as "this person
 * did nothing": an automate names no person.
 */
import type {TraceRecord} from './trace-record.ts'

/** Names that were asked for and that no trace looked through bears. */
export interface UnknownUsers {
  readonly users: readonly string[]
  /** Persons and accounts that the traces do name: the first ones met. */
  readonly occurring: readonly string[]
  /** More of them than are listed. */
  readonly more: boolean
  /** Traces looked through that name no person. */
  readonly withoutPerson: number
}

const MOST_LISTED = 20

export class AskedUsers {
  readonly #asked: readonly {readonly word: string; readonly id: string; readonly name: string}[]
  readonly #met = new Set<string>()
  readonly #occurring = new Set<string>()
  readonly #folded = new Map<string, string>()
  #more = false
  #withoutPerson = 0

  constructor(asked: readonly string[]) {
    this.#asked = asked.map((word) => ({word, id: idOf(word), name: nameOf(word)}))
  }

  /** Whether the trace is of one of them; everybody where nobody is named. */
  matches(record: TraceRecord): boolean {
    if (this.#asked.length === 0) return true
    this.#note(record)
    const {actor} = record
    const ids = [...idsOf(record), actor?.os?.account].flatMap((id) => (id === undefined ? [] : [idOf(id)]))
    let found = false
    for (const {word, id, name} of this.#asked) {
      if (!ids.includes(id) && !(name !== '' && this.#isNamed(actor?.user, name))) continue
      this.#met.add(word)
      found = true
    }
    return found
  }

  /** Undefined where each one that was asked for occurs. */
  get unknown(): UnknownUsers | undefined {
    const users = this.#asked.map(({word}) => word).filter((word) => !this.#met.has(word))
    if (users.length === 0) return undefined
    return {users, occurring: [...this.#occurring], more: this.#more, withoutPerson: this.#withoutPerson}
  }

  #note({actor, assertion}: TraceRecord): void {
    const {user, os} = actor ?? {}
    if (!user) this.#withoutPerson += 1
    const person = user && [user.name, user.id, user.rpps && `RPPS ${user.rpps}`].filter(Boolean).join(', ')
    for (const one of [person, assertion?.subject, os?.account]) {
      if (one === undefined || this.#occurring.has(one)) continue
      if (this.#occurring.size < MOST_LISTED) this.#occurring.add(one)
      else this.#more = true
    }
  }

  #isNamed(user: NonNullable<TraceRecord['actor']>['user'], asked: string): boolean {
    if (!user) return false
    const full = this.#fold(user.name)
    if (full === asked) return true
    const {family, given} = user
    if (family === undefined) {
      // Traces of earlier versions have the two in one: family name first, where it ends is not said.
      return full.startsWith(`${asked} `) || turnedRound(full, asked)
    }
    const [last, first] = [this.#fold(family), this.#fold(given)]
    return asked === last || asked === `${last} ${first}` || asked === `${first} ${last}`
  }

  #fold(name: string | undefined): string {
    if (name === undefined) return ''
    let folded = this.#folded.get(name)
    if (folded === undefined) {
      folded = nameOf(name)
      if (this.#folded.size < 1000) this.#folded.set(name, folded)
    }
    return folded
  }
}

function idsOf({actor, assertion}: TraceRecord): readonly (string | undefined)[] {
  const {id, rpps} = actor?.user ?? {}
  const subject = assertion?.subject
  return [
    id,
    id && `8${id}`,
    rpps,
    rpps && `8${rpps}`,
    subject,
    // `3` + FINESS + `/` + internal id; `8` + RPPS.
    subject?.slice(subject.lastIndexOf('/') + 1),
    subject !== undefined && /^8\d{11}$/.test(subject) ? subject.slice(1) : undefined,
  ]
}

/** `Given Family` of a `Family Given`, wherever the one ends and the other begins. */
function turnedRound(full: string, asked: string): boolean {
  const words = full.split(' ')
  return words.some((_, at) => [...words.slice(at), ...words.slice(0, at)].join(' ') === asked)
}

const idOf = (id: string): string => id.normalize('NFC').trim().toLowerCase()

/** `Éléonore-Ève d’Essai` and `ELEONORE EVE D ESSAI` are one name. */
function nameOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
