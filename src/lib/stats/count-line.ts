/**
 * What a file of figures says, cell by cell: how many documents a FINESS has in a month, for a type or an indicator.
 * Both sides of a comparison are read into this: the measured one (SI Pilotage DMP, Elastic) and the declared one
 * (oSIS). It sums nothing and judges nothing.
 */

/** `AAAA-MM`, the civil month in Europe/Paris. */
export type Month = string

export type FinessLevel = 'EJ' | 'EG'

/** Where a figure stands; lines and columns count from 1. */
export interface CellPlace {
  readonly file: string
  readonly sheet?: string
  readonly line: number
  readonly column: number
}

/** `not-filled`: a mark that means nothing was given (`-`, `NC`, empty); never the same as 0. */
export type CountValue =
  | {readonly state: 'count'; readonly count: number}
  | {readonly state: 'not-filled'; readonly text: string}
  | {readonly state: 'unreadable'; readonly text: string; readonly reason: string}

export interface CountLine {
  /** 9 characters; absent for documents without the field. */
  readonly finess?: string
  readonly level?: FinessLevel
  /** Absent where the file has one figure for its whole period. */
  readonly month?: Month
  readonly typeCode?: string
  readonly indicator?: string
  readonly software?: string
  readonly environment?: string
  readonly value: CountValue
  readonly place: CellPlace
}
