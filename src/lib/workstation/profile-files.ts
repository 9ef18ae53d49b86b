/** What a profile names beside its pair, without which documents do not leave (`feeding`) or look-ups do not (`beside`). */
export interface LookedFile {
  /** The setting that names it, e.g. `lps.homologation`. */
  readonly setting: string
  readonly need: 'feeding' | 'beside'
  /** `not-asked`: only a person, a command or a server could say. */
  readonly result: 'good' | 'bad' | 'not-asked'
  /** Why it is bad: the code of an error, and the path where it is no secret. */
  readonly problem?: string
  readonly path?: string
}

export type ProfileFiles =
  | {readonly state: 'unusable'; readonly code: string}
  | {readonly state: 'looked'; readonly files: readonly LookedFile[]}
