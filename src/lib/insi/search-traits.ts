import {DmpError} from '../errors/dmp-error.ts'
import {isDay} from '../ins/birth-date.ts'
import {type NameFault, type NameKind, nameFault, normaliseName} from '../ins/names.ts'
import type {InsiFinding, SearchTraits} from './insi.ts'

/** Traits as somebody stated them; message `trait.<trait>`. */
export interface StatedTraits {
  readonly birthName?: string
  /** One name each, compound ones whole. */
  readonly givenNames: readonly string[]
  readonly sex?: string
  readonly birthDate?: string
  readonly birthPlace?: string
  /** The first given name stated does not open the list stated, which is used. */
  readonly firstGivenApart?: boolean
}

export type TraitName = 'birthName' | 'givenNames' | 'sex' | 'birthDate' | 'birthPlace'

/** Message `error.DMP_INSI_TRAIT.fault.<fault>`. */
export type TraitFault =
  | NameFault
  | 'control'
  | 'sex'
  | 'date-form'
  | 'date-impossible'
  | 'date-future'
  | 'place'
  | 'too-many'

/** What normalising did to a value; message `insi.change.<kind>`. */
export type ChangeKind =
  | 'case'
  | 'diacritics'
  | 'ligature'
  | 'letter'
  | 'apostrophe'
  | 'hyphen'
  | 'blanks'
  | 'form'

export interface TraitChange {
  readonly trait: TraitName
  readonly kinds: readonly ChangeKind[]
  readonly from: string
  readonly to: string
}

export interface ReadTraits {
  readonly traits: SearchTraits
  readonly changes: readonly TraitChange[]
  readonly findings: readonly InsiFinding[]
}

interface Fault {
  readonly trait: TraitName
  readonly fault: TraitFault
  /** The character refused, `U+00XX`. */
  readonly character?: string
}

/** Civil registers hold more, rarely; each costs a call. */
const MOST_GIVEN = 10

/**
 * Traits in the form that INSi takes (integration rules EF_INS01_03, EF_INS10_01, EF_INS10_02). A character without an
 * equivalent is refused, never dropped: what leaves is what was stated, or nothing leaves.
 * @param today AAAA-MM-JJ
 * @throws DmpError DMP_INSI_TRAIT naming trait, fault and character; DMP_MISSING_VALUE
 */
export function readSearchTraits(stated: StatedTraits, today: string): ReadTraits {
  requireAll(stated)
  const faults: Fault[] = []
  const changes: TraitChange[] = []
  const kept = (trait: TraitName, from: string, to: string, kinds: readonly ChangeKind[]) => {
    if (from !== to) changes.push({trait, from, to, kinds: kinds.length > 0 ? kinds : ['form']})
    return to
  }
  const name = (trait: TraitName, kind: NameKind, text: string) => {
    const to = normaliseName(text)
    const fault = faultOfName(trait, kind, text, to)
    if (fault) faults.push(fault)
    return kept(trait, text, to, changeKinds(text))
  }
  const birthName = name('birthName', 'birth-name', stated.birthName ?? '')
  const givenNames = stated.givenNames.map((one) => name('givenNames', 'given', one))
  if (givenNames.length > MOST_GIVEN) faults.push({trait: 'givenNames', fault: 'too-many'})
  if (givenNames.join(' ').length > 100) faults.push({trait: 'givenNames', fault: 'too-long'})
  const sex = kept('sex', stated.sex ?? '', (stated.sex ?? '').trim().toUpperCase(), ['case'])
  if (sex !== 'M' && sex !== 'F') faults.push({trait: 'sex', fault: 'sex'})
  const birthDate = kept('birthDate', stated.birthDate ?? '', isoDate(stated.birthDate ?? ''), ['form'])
  const dateFault = faultOfDate(birthDate, today)
  if (dateFault) faults.push({trait: 'birthDate', fault: dateFault})
  const place = stated.birthPlace?.trim()
    ? kept('birthPlace', stated.birthPlace, stated.birthPlace.trim().toUpperCase(), ['case'])
    : undefined
  if (place !== undefined && !/^(?:\d{5}|2[AB]\d{3})$/.test(place))
    faults.push({trait: 'birthPlace', fault: 'place'})
  const [first] = faults
  if (first) throw refusal(first, faults)
  const traits: SearchTraits = {
    birthName,
    givenNames: [...new Set(givenNames)],
    sex: sex as 'M' | 'F',
    birthDate,
    ...(place === undefined ? {} : {birthPlace: place}),
  }
  const findings = [
    ...(stated.firstGivenApart ? [FIRST_APART] : []),
    ...(isDay(birthDate.replaceAll('-', '')) ? [] : [EXCEPTIONAL]),
  ]
  return {traits, changes, findings}
}

const FIRST_APART: InsiFinding = {rule: 'INSI-FIRST-GIVEN', severity: 'warning', params: {}}
const EXCEPTIONAL: InsiFinding = {rule: 'INSI-DATE-EXCEPTIONAL', severity: 'info', params: {}}

function requireAll({birthName, givenNames, sex, birthDate}: StatedTraits): void {
  const absent = (text: string | undefined) => text === undefined || text.trim() === ''
  const missing = [
    ...(absent(birthName) ? ['birth-name'] : []),
    ...(givenNames.every(absent) ? ['given'] : []),
    ...(absent(sex) ? ['sex'] : []),
    ...(absent(birthDate) ? ['birth-date'] : []),
  ]
  if (missing.length > 0)
    throw new DmpError('DMP_MISSING_VALUE', {
      params: {names: missing.map((one) => `--${one}`).join(', ')},
      details: {missing},
    })
}

function refusal({trait, fault, character}: Fault, faults: readonly Fault[]): DmpError {
  return new DmpError('DMP_INSI_TRAIT', {
    params: {trait, fault, character: character ?? ''},
    details: {faults},
  })
}

const CONTROL = /\p{Cc}/u

function faultOfName(trait: TraitName, kind: NameKind, text: string, to: string): Fault | undefined {
  // A line end or a tab inside a name is a fault of the source, not a blank.
  const control = CONTROL.exec(text.trim())?.[0]
  if (control !== undefined) return {trait, fault: 'control', character: codePoint(control)}
  const fault = nameFault(to, kind)
  if (fault === undefined) return undefined
  const strange = fault === 'character' ? /[^A-Z '-]/u.exec(to)?.[0] : undefined
  return {trait, fault, ...(strange === undefined ? {} : {character: codePoint(strange)})}
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

const KINDS: readonly (readonly [kind: ChangeKind, pattern: RegExp])[] = [
  ['case', /\p{Ll}/u],
  ['ligature', /[œæßŒÆẞ\ufb00-\ufb06]/u],
  ['letter', /[øłđØŁĐ]/u],
  ['apostrophe', /[\u2018\u2019\u02bc\u00b4]/u],
  ['hyphen', /[\u2010-\u2014]/u],
  ['blanks', /^\s|\s$|\s{2}|[^\S ]/u],
]

function changeKinds(text: string): ChangeKind[] {
  const kinds = KINDS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)
  return /\p{M}/u.test(text.normalize('NFD')) ? ['diacritics', ...kinds] : kinds
}

/** AAAA-MM-JJ of the three ways in which a date is written; another text stays as it is. */
function isoDate(text: string): string {
  const given = text.trim()
  const french = /^(\d{2})[/.-](\d{2})[/.-](\d{4})$/.exec(given)
  if (french) return `${french[3]}-${french[2]}-${french[1]}`
  return given.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
}

/** A text of the form of INSi; days that no calendar has pass, for the service keeps such dates. */
function faultOfDate(date: string, today: string): TraitFault | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!parts) return 'date-form'
  const [, year = '', month = '', day = ''] = parts
  if (Number(year) < 1850 || Number(month) > 12 || Number(day) > 31) return 'date-impossible'
  return date > today ? 'date-future' : undefined
}
