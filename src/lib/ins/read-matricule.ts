import type {IdentityFinding, Matricule} from './patient-identity.ts'

/** What the birth place of a matricule is; message `ins.place.<kind>`. */
export type PlaceKind =
  | 'metropolitan'
  | 'corsica'
  | 'former-corsica'
  | 'overseas'
  | 'abroad'
  | 'former-north-africa'
  | 'ambiguous'
  | 'unknown'

export interface MatriculeReading {
  readonly sex: 'M' | 'F'
  /** `ongoing`: being registered; `provisional`: number of a file under way (first digits 3 and 4, 7 and 8). */
  readonly registration: 'final' | 'ongoing' | 'provisional'
  /** Years that the two digits may mean, the later first; none after the year of the check. */
  readonly years: readonly number[]
  /** `null`: the record gives no month, or an unusual one. */
  readonly month: number | null
  readonly place: {
    readonly kind: PlaceKind
    /** Departement (two characters), overseas territory (three) or `99`. */
    readonly department: string
    /** INSEE code of commune or country, five characters. */
    readonly code: string
  }
  readonly order: string
}

export type MatriculePart = 'month' | 'department' | 'commune' | 'order'

/** Territories that have, or had, a code of their own (INSEE, code officiel géographique). */
const OVERSEAS = /^(?:97[1-8]|98[4-9])$/

/**
 * Parts that no usual number has: a month that is neither one nor a pseudo-month of an incomplete record (20 to 99), no
 * departement, no commune, no rank. Source: the Assurance Maladie's NIR validator. Never a reason to refuse.
 */
export function unusualParts(matricule: Matricule): readonly MatriculePart[] {
  const month = Number(matricule.slice(3, 5))
  const place = matricule.slice(5, 10)
  const isOverseas = /^9[78]/.test(place)
  const parts: (MatriculePart | false)[] = [
    (month === 0 || (month > 12 && month < 20)) && 'month',
    (place.startsWith('00') || (isOverseas && !OVERSEAS.test(place.slice(0, 3)))) && 'department',
    place.endsWith(isOverseas ? '00' : '000') && 'commune',
    matricule.slice(10, 13) === '000' && 'order',
  ]
  return parts.filter((part) => part !== false)
}

/**
 * What each group of characters says. The number gives no century; its place is the one of the birth act, under the
 * codes of that time.
 * @param thisYear years after it are impossible
 */
export function readMatricule(matricule: Matricule, thisYear: number): MatriculeReading {
  const first = Number(matricule.slice(0, 1))
  const years = birthYears(matricule, thisYear)
  const month = Number(matricule.slice(3, 5))
  return {
    sex: first % 2 === 1 ? 'M' : 'F',
    registration: first <= 2 ? 'final' : first <= 4 ? 'ongoing' : 'provisional',
    years,
    month: month >= 1 && month <= 12 ? month : null,
    place: placeOf(matricule.slice(5, 10), years),
    order: matricule.slice(10, 13),
  }
}

/** Departements of Île-de-France took the numbers of former Algeria and Morocco in 1968. */
const RENUMBERED = 1968
/** Corsica was one departement, 20, until the end of 1975. */
const CORSICA_SPLIT = 1976

/**
 * Doubts that the number alone raises, the place against the date among them.
 * @param certainYear year of birth known from elsewhere
 */
export function plausibilityFindings(
  matricule: Matricule,
  thisYear: number,
  certainYear?: number,
): IdentityFinding[] {
  const findings: IdentityFinding[] = unusualParts(matricule).map((part) => ({
    rule: 'INS-PART',
    severity: 'warning',
    params: {part},
  }))
  const years = certainYear === undefined ? birthYears(matricule, thisYear) : [certainYear]
  const department = matricule.slice(5, 7)
  const until = {20: CORSICA_SPLIT, 96: RENUMBERED}[department]
  if (until !== undefined && years.length > 0 && years.every((year) => year >= until))
    findings.push({rule: 'INS-PLACE-DATE', severity: 'warning', params: {department, until}})
  return findings
}

/** A record goes back 120 years at most. */
const OLDEST = 120

function birthYears(matricule: Matricule, thisYear: number): number[] {
  const two = Number(matricule.slice(1, 3))
  const last = Math.floor(thisYear / 100) * 100 + two
  return [last, last - 100].filter((year) => year <= thisYear && year >= thisYear - OLDEST)
}

function placeOf(code: string, years: readonly number[]): MatriculeReading['place'] {
  const two = code.slice(0, 2)
  if (/^9[78]/.test(code)) {
    const kind = OVERSEAS.test(code.slice(0, 3)) ? 'overseas' : 'unknown'
    return {kind, department: code.slice(0, 3), code}
  }
  return {kind: kindOf(code, two, years), department: two, code}
}

function kindOf(code: string, two: string, years: readonly number[]): PlaceKind {
  if (code === '99999' || two === '00') return 'unknown'
  if (two === '99') return 'abroad'
  if (two === '20') return 'former-corsica'
  if (two === '2A' || two === '2B') return 'corsica'
  if (two === '96') return 'former-north-africa'
  // 91 to 94 were Algeria and 95 Morocco: without the century the country is never inferred.
  if (/^9[1-5]$/.test(two) && !years.every((year) => year >= RENUMBERED)) return 'ambiguous'
  return 'metropolitan'
}
