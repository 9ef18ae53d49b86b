/*
 * What a datamatrix INS says: the text that a scanner or a reader of images takes from the symbol, before and after it
 * was understood. A header of 26 characters (`IS`, version `01`, 22 zeros), then blocks of an id of two characters and
 * a value: S1 matricule, S2 OID, S3 given names, S4 birth name, S5 sex, S6 birth date (JJ-MM-AAAA), S7 place of birth.
 * A separator (ASCII 29) ends a variable value that is shorter than its longest and not the last.
 *
 * Source: ANS, « Format datamatrix INS » v2.2 (26/09/2023). Only a qualified identity may be printed so (RNIV EXI ID 29,
 * EXI DIF 02); the code is not signed, so it proves nothing about who printed it.
 *
 * Also recognised: what keyboard scanners make of it (`typed-text.ts`), separators that were lost, the `S1true` of a
 * published demonstration style sheet that says of itself that it is an example only, and other codes met in hospitals
 * (2D-Doc, GS1).
 *
 * Not here: symbols and images (`datamatrix-images`), deciding where a name ends when nothing says so, sentences (each
 * finding is the message `rule.<rule>`).
 */
import type {StrictTraits} from '../ins/patient-identity.ts'

export const SEPARATOR = '\u001d'
export const HEADER = `IS01${'0'.repeat(22)}`
export const HEADER_LENGTH = HEADER.length

export type BlockId = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6' | 'S7'

export interface BlockForm {
  readonly longest: number
  /** Ends with a separator when shorter than its longest. */
  readonly variable: boolean
  readonly required: boolean
}

export const blockForms: Readonly<Record<BlockId, BlockForm>> = {
  S1: {longest: 15, variable: false, required: true},
  S2: {longest: 20, variable: true, required: true},
  S3: {longest: 100, variable: true, required: true},
  S4: {longest: 100, variable: true, required: true},
  S5: {longest: 1, variable: false, required: true},
  S6: {longest: 10, variable: false, required: true},
  S7: {longest: 5, variable: false, required: false},
}

export const blockIds = Object.keys(blockForms) as readonly BlockId[]

/** One remark on a datamatrix; its sentence is the message `rule.<rule>`. Params never hold a trait. */
export interface DatamatrixFinding {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly params: Readonly<Record<string, string | number>>
}

/** What could be read without doubt; a block that is missing or wrong leaves its member out. */
export interface ReadIdentity {
  readonly matricule?: string
  readonly oid?: string
  readonly givenNames?: string
  readonly birthName?: string
  readonly sex?: StrictTraits['sex']
  /** AAAAMMJJ, as printed: an unknown part may be `00`. */
  readonly birthDate?: string
  readonly birthPlace?: string
}

export type CodeKind = 'ins' | '2d-doc' | 'gs1' | 'other'

export interface PayloadReading {
  readonly kind: CodeKind
  readonly identity: ReadIdentity
  readonly findings: readonly DatamatrixFinding[]
  /** What a scanner typed, made right again. */
  readonly text: string
  /** Values of the blocks as they are printed, sound or not. */
  readonly printed: ReadonlyMap<BlockId, string>
}
