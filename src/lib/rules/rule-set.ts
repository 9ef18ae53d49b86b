/*
 * The hospital's own rules on what goes to the DMP: a short list that the medical commission (CME) can read and
 * validate, written in YAML, versioned, its SHA-256 kept with every plan that used it.
 *
 * A rule has a name, conditions that must all be met, and what follows: `exclude` (it does not go) or `hold` (a person
 * decides). Conditions look at the type, the unit, the local status, the date, words of the title, the age of the
 * patient, the author's structure. Rules are read from the top and the first that is met decides. A fact that the
 * source does not give is neither met nor unmet: such a record is held under the name of the rule, unless the rule
 * says `unknown: pass`. No rule is built in: a hospital that gave none excludes nothing.
 *
 * Pure: no file, no clock, no text. It does not know holds (lists of patients and documents, `batch hold`), nor what
 * the national rules refuse (`cda`, `visibility`). Public guidance behind the proposal: units under secrecy of care
 * (psychiatry, IVG, contraception of minors: Code de la santé publique L.1111-5, L.2212-7) are the hospital's choice.
 */

/** What is known of a record; dates as the source writes them, `YYYY-MM-DD…` or AAAAMMJJ…, at any precision. */
export interface RuleFacts {
  readonly typeCode?: string | undefined
  readonly unit?: string | undefined
  readonly status?: string | undefined
  readonly documentDate?: string | undefined
  readonly title?: string | undefined
  readonly birthDate?: string | undefined
  readonly structureId?: string | undefined
}

export const conditionNames = [
  'types',
  'not_types',
  'units',
  'not_units',
  'status',
  'not_status',
  'title_words',
  'before',
  'after',
  'younger_than',
  'older_than',
  'structures',
  'not_structures',
] as const

export type ConditionName = (typeof conditionNames)[number]

/** Lists of words, a day `YYYY-MM-DD`, or an age in whole years; each condition has one form only. */
export type Conditions = Readonly<Partial<Record<ConditionName, readonly string[] | string | number>>>

export interface Rule {
  /** Letters, digits, `-` and `_`; stands on every record it keeps back. */
  readonly name: string
  readonly when: Conditions
  readonly action: 'exclude' | 'hold'
  readonly unknown: 'hold' | 'pass'
  /** Why, for the commission. */
  readonly why?: string
}

export interface RuleSet {
  readonly title: string
  readonly version: string
  readonly rules: readonly Rule[]
  /** Structures that are ours besides the profile's: FINESS, SIRET or Struct_IdNat. */
  readonly structures: readonly string[]
}

/** What a rule says of a record. */
export interface RuleVerdict {
  readonly rule: string
  readonly action: 'exclude' | 'hold'
  /** The condition that could not be judged, when that is why. */
  readonly unknown?: ConditionName
}
