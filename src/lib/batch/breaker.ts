/**
 * The circuit breaker: after so many failures in a row that have nothing to do with the items (TLS, authentication, the
 * line, a share that went away), the run stops instead of burning the backlog. Whatever the DMP answers about an item
 * itself, a refusal included, shows that the way is open and starts the count again. Yet the same refusal for a hundred
 * documents in a row is hardly about them either: a setting, a table or an identity is wrong for all.
 */
import type {ErrorCode} from '../errors/catalogue.ts'

/** What one ending says of the way to the DMP. */
export type Way = 'open' | 'blocked' | 'silent' | 'local' | 'none'

/**
 * In a row: refused or unreachable; sent without an answer (each leaves an unknown); files that cannot be used. Of several
 * kinds in one row each counts for its share, so that failures in turn do not hide each other.
 */
export const BREAKS_AFTER = {blocked: 5, silent: 10, local: 20} as const

/** A whole number of shares for each kind. */
const WHOLE = 20

/** The same answer of the DMP for so many documents in a row, none accepted between them. */
export const SAME_REFUSALS = 100

const WAYS: Readonly<Partial<Record<ErrorCode, Way>>> = {
  DMP_TLS_REFUSED: 'blocked',
  DMP_CONNECTION_FAILED: 'blocked',
  DMP_ACCESS_REFUSED: 'blocked',
  DMP_NO_ANSWER: 'silent',
  DMP_FILE_UNREADABLE: 'local',
  DMP_SOURCE_CHANGED: 'local',
  DMP_HELD: 'none',
  DMP_CERTIFICATE_ENDED: 'none',
  DMP_PATIENT_CLOSED: 'open',
  DMP_CLOSED_MEANWHILE: 'open',
}

/** The way as the error of an ending shows it; no error, or one about the item, shows it open. */
export function wayOf(code: ErrorCode | undefined): Way {
  return code === undefined ? 'open' : (WAYS[code] ?? 'open')
}

export class Breaker {
  #inARow = 0
  #shares = 0
  #code: ErrorCode | undefined
  #refusal = {answer: '', count: 0}

  /** Counts a definitive refusal of an item, by the DMP's own code. */
  refused(answer: string): void {
    this.#refusal = {answer, count: answer === this.#refusal.answer ? this.#refusal.count + 1 : 1}
  }

  accepted(): void {
    this.#refusal = {answer: '', count: 0}
  }

  /** Counts one ending; `none` says nothing about the way. */
  sees(way: Way, code?: ErrorCode): void {
    if (way === 'none') return
    if (way === 'open') {
      this.reset()
      return
    }
    this.#inARow += 1
    this.#shares += WHOLE / BREAKS_AFTER[way]
    this.#code = code
  }

  /** Failures in a row, whatever their kind. */
  get inARow(): number {
    return this.#inARow
  }

  /** What to tell when the circuit is broken. */
  get broken(): {readonly code: ErrorCode; readonly count: number; readonly answer?: string} | undefined {
    const {answer, count} = this.#refusal
    if (count >= SAME_REFUSALS) return {code: 'DMP_REFUSED', count, answer}
    if (this.#shares < WHOLE || this.#code === undefined) return undefined
    return {code: this.#code, count: this.#inARow}
  }

  reset(): void {
    this.#inARow = 0
    this.#shares = 0
    this.#code = undefined
  }
}
