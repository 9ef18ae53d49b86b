/*
 * The mapping: how the columns of one software's export become the canonical columns of a manifest or of an identities
 * file. One file for each source product, written once, kept and named by its hash in what was done with it.
 *
 * It says which column means what (or a constant, or a text made of several columns), how dates are written and in
 * which time zone, which local type is which code, what a unit stands for, which words of the source let a document
 * go, wait or stay, how long a number is whose zeros were eaten. What it does not say is not guessed: a repair is made
 * only where one reading exists, and told; everything else is a fault of its line and column, or waits for a person.
 *
 * The rules are ours: exports of hospital software follow no published format.
 *
 * Not here: reading tables (`tabular`), what a row must hold (`manifest`), looking at the files named.
 */
import type {Column} from '../manifest/columns.ts'
import type {TableWish} from '../tabular/tabular.ts'

/** The canonical columns of what is read: a manifest, an identities file. */
export type Canonical = Readonly<Record<string, Column>>

/** Where a canonical column takes its text. */
export type ColumnSource =
  | {readonly kind: 'column'; readonly name: string; readonly key?: string}
  | {readonly kind: 'constant'; readonly text: string}
  /** Texts and names of columns in turn: text, name, text, … */
  | {readonly kind: 'template'; readonly parts: readonly string[]}

/** What a local type means. */
export interface TypeMeaning {
  readonly typeCode: string
  readonly title?: string
}

/** Canonical columns that a unit gives when the row does not. */
export type UnitMeaning = Readonly<Record<string, string>>

export type StatusVerdict = 'accept' | 'hold' | 'refuse'

export interface DateRules {
  /** IANA name; local times are read in it. */
  readonly zone: string
  /** Form of every date column without one of its own; undefined: the canonical form. */
  readonly form?: string
  /** Form by canonical column. */
  readonly columns: ReadonlyMap<string, string>
}

export interface PathRules {
  /** Beginnings to take off, `/` between segments, compared without case. */
  readonly strip: readonly string[]
  /** Folder of the files, relative to that of the manifest, or absolute. */
  readonly root?: string
}

export interface Mapping {
  /** Name of the file, for messages; `-` when it comes from flags alone. */
  readonly name: string
  /** SHA-256 (hex) of the file. */
  readonly hash: string
  readonly source: TableWish
  readonly columns: ReadonlyMap<string, ColumnSource>
  readonly dates: DateRules
  /** Length that leading zeros fill up to, by canonical column. */
  readonly pad: ReadonlyMap<string, number>
  /** Word of the source → canonical word, by canonical column; words as `labelKey` writes them. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** By `labelKey`; undefined when the mapping says nothing of types. */
  readonly types?: ReadonlyMap<string, TypeMeaning>
  /** By unit as written. */
  readonly units?: ReadonlyMap<string, UnitMeaning>
  /** By `labelKey`. */
  readonly status?: ReadonlyMap<string, StatusVerdict>
  /** Words of the source that mean a qualified identity, as `labelKey` writes them. */
  readonly identity: ReadonlySet<string>
  readonly paths: PathRules
  /** Canonical column → text where the source says nothing. */
  readonly defaults: ReadonlyMap<string, string>
  /** True: source columns that nothing names are left alone; false: they are a fault unless `x_…`. */
  readonly ignoresOthers: boolean
}

/** A repair that was certain; message `batch.repair.<code>`. */
export interface Repair {
  readonly code: string
  readonly field: string
}

/** A record that does not go though nothing is wrong with it; message `batch.reason.<reason>`. */
export interface KeptBack {
  readonly class: 'held' | 'excluded'
  readonly reason: string
  readonly params: Readonly<Record<string, string | number>>
}

/** A word or label as it is compared: one form of accents, blanks made one, no case. */
export function labelKey(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()
}

/** The mapping of a source that already uses the canonical names. */
export const plainMapping: Mapping = {
  name: '-',
  hash: '',
  source: {},
  columns: new Map(),
  dates: {zone: 'Europe/Paris', columns: new Map()},
  pad: new Map(),
  words: new Map(),
  identity: new Set(),
  paths: {strip: []},
  defaults: new Map(),
  ignoresOthers: false,
}
