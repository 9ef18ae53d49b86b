import type {InsKind, InsVerdict, MatriculeCheck} from '../../ins/check-matricule.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {IdentityFinding} from '../../ins/patient-identity.ts'
import type {MatriculeReading} from '../../ins/read-matricule.ts'

export interface CheckedIns {
  /** Line of the file or of standard input, or rank among the arguments, from 1. */
  readonly line: number
  /** Masked, unless --unmask; `null` when it is no matricule. */
  readonly ins: string | null
  readonly verdict: InsVerdict
  readonly fault: string | null
  readonly oid: string | null
  readonly kind: InsKind
  /** Masked, the place and the rank are left out. */
  readonly reading: {
    readonly sex: 'M' | 'F'
    readonly registration: MatriculeReading['registration']
    readonly years: readonly number[]
    readonly month: number | null
    readonly place: {readonly kind: string; readonly department: string | null; readonly code: string | null}
    readonly order: string | null
    readonly key: string | null
  } | null
  readonly findings: readonly IdentityFinding[]
}

export interface InsCheck {
  /** `null`: typed, or standard input. */
  readonly file: string | null
  /** Column that was read, of a table. */
  readonly column: string | null
  /** Environment that OIDs were held against; `null` when none was asked for or no profile is there. */
  readonly environment: string | null
  readonly masked: boolean
  readonly read: number
  readonly valid: number
  readonly suspicious: number
  readonly invalid: number
  /** Of a longer list, those that are not valid. */
  readonly results: readonly CheckedIns[]
  /** Results left out. */
  readonly more: number
  /** File of all that are not valid. */
  readonly written: string | null
}

/** Results of so short a list are all shown. */
const SHORT = 20
/** Results that are not valid and are shown of a longer one. */
const SHOWN = 1000

/** Counts, and keeps what is shown: memory does not grow with the list. */
export class Tally {
  readonly counts: Record<InsVerdict, number> = {valid: 0, suspicious: 0, invalid: 0}
  readonly #all: CheckedIns[] = []
  readonly #bad: CheckedIns[] = []

  get read(): number {
    return this.counts.valid + this.counts.suspicious + this.counts.invalid
  }

  add(verdict: InsVerdict, shown: () => CheckedIns): void {
    this.counts[verdict] += 1
    if (this.read <= SHORT) this.#all.push(shown())
    if (verdict !== 'valid' && this.#bad.length < SHOWN)
      this.#bad.push(this.read <= SHORT ? (this.#all.at(-1) ?? shown()) : shown())
  }

  results(): Pick<InsCheck, 'results' | 'more'> {
    if (this.read <= SHORT) return {results: this.#all, more: 0}
    return {
      results: this.#bad,
      more: this.counts.suspicious + this.counts.invalid - this.#bad.length,
    }
  }
}

/** One result as it may be shown. */
export function shownCheck(
  check: MatriculeCheck,
  {line, oid, unmask}: {readonly line: number; readonly oid: string | undefined; readonly unmask: boolean},
): CheckedIns {
  const {matricule, reading} = check
  const shown = (text: string) => (unmask ? text : null)
  return {
    line,
    ins: matricule ? (unmask ? matricule : maskIns(matricule)) : null,
    verdict: check.verdict,
    fault: check.fault ?? null,
    oid: oid ?? null,
    kind: check.kind,
    reading: reading
      ? {
          sex: reading.sex,
          registration: reading.registration,
          years: reading.years,
          month: reading.month,
          place: {
            kind: reading.place.kind,
            department: shown(reading.place.department),
            code: shown(reading.place.code),
          },
          order: shown(reading.order),
          key: matricule ? shown(matricule.slice(13)) : null,
        }
      : null,
    findings: check.findings,
  }
}
