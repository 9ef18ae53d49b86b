/*
 * The manifest: the list of documents to send, with fixed column names. Here: one JSON object a line (NDJSON, UTF-8);
 * CSV files and workbooks give the same rows once their columns are mapped (`mapping`).
 *
 * Every line is judged by itself and a bad one never stops the others; each fault names file, line, column and
 * reason. Nothing is guessed: an unknown column is a fault (`x_…` columns are carried along untouched), a number where
 * a text is needed is a fault (spreadsheets eat leading zeros), visibility is stated in each row or once for the whole
 * manifest (EX_2.1-1050), paths stay inside the manifest's folder, an identity that the source does not call qualified
 * is refused.
 *
 * Columns: see `columns.ts`. For a ready-made CDA (`.xml`) the header is the only source of document metadata, so
 * date and type are not asked for.
 *
 * Not here: reading CSV (`tabular`), mapping of local columns (`mapping`), identities files (`identities`), looking at the files named (a symbolic link out of the
 * folder is for the reader of files to refuse), code tables.
 */
import type {Oid} from '../ids/oid.ts'
import type {IdentityStatus, Matricule, StrictTraits} from '../ins/patient-identity.ts'
import type {Visibility} from '../visibility/visibility.ts'

export type ManifestAction = 'submit' | 'replace' | 'delete'

/** A good line. Times keep the form given: `YYYY-MM-DD` or date-time with offset. */
export interface ManifestRow {
  readonly kind: 'row'
  readonly line: number
  readonly action: ManifestAction
  /** Relative to the manifest, `/` between segments. Absent for a deletion only. */
  readonly file?: string
  readonly sourceId?: string
  readonly ipp?: string
  readonly ins?: Matricule
  readonly insOid?: Oid
  /** `QUAL` when stated: any other word is a fault. */
  readonly identityStatus?: IdentityStatus
  /** All six traits stricts, or nothing. */
  readonly traits?: StrictTraits
  /** Some of the traits, or all where no INS is given; only with `partialTraits`. */
  readonly statedTraits?: Partial<StrictTraits>
  readonly usedName?: string
  readonly usedGiven?: string
  readonly typeCode?: string
  readonly typeLabel?: string
  readonly title?: string
  readonly documentDate?: string
  readonly serviceStart?: string
  readonly serviceStop?: string
  readonly author: ManifestAuthor
  readonly legalAuthenticator: ManifestPerson
  readonly structureId?: string
  readonly structureName?: string
  readonly unit?: string
  readonly facilityCode?: string
  readonly practiceCode?: string
  readonly activityCode?: string
  readonly eventCodes: readonly ManifestCode[]
  readonly venue?: string
  readonly entryDate?: string
  readonly exitDate?: string
  /** Not before, ms since 1970; only for a bulk run. */
  readonly sendAfter?: number
  /** Day on which a document hidden from the patient is due to be shown, `YYYY-MM-DD`; only for a bulk run. */
  readonly revealDue?: string
  /** Of the row, else of the whole manifest; absent only for a replacement or a deletion. */
  readonly visibility?: Visibility
  readonly documentId?: Oid
  readonly setId?: Oid
  readonly version?: number
  /** document_id or source_id of the version replaced. */
  readonly replaces?: string
  readonly status?: string
  /** Lower-case hex. */
  readonly sha256?: string
  /** `x_…` columns as given. */
  readonly extras: Readonly<Record<string, string>>
}

export interface ManifestPerson {
  readonly id?: string
  readonly family?: string
  readonly given?: string
}

export interface ManifestAuthor extends ManifestPerson {
  /** J01 */
  readonly code?: string
  /** J47 */
  readonly role?: string
}

export interface ManifestCode {
  readonly system: string
  readonly code: string
}

/** What is wrong with one column; sentence: message `error.DMP_MANIFEST_LINE.reason.<reason>`. Params never hold a trait or an INS. */
export interface ManifestProblem {
  /** Column, or `-` for the line as a whole. */
  readonly field: string
  readonly reason: string
  readonly params: Readonly<Record<string, string | number>>
}

/** A bad line, with all that is wrong with it and what is needed to account for it. */
export interface ManifestFault extends ManifestProblem {
  readonly kind: 'fault'
  readonly manifest: string
  readonly line: number
  readonly problems: readonly ManifestProblem[]
  /** As far as the line could be read. */
  readonly sourceId?: string
  readonly file?: string
  readonly extras: Readonly<Record<string, string>>
}

export interface ManifestOptions {
  /** Stated once for the whole manifest; a row may state its own. */
  readonly visibility?: Visibility | undefined
  /** Accept absolute paths. */
  readonly allowAbsolute?: boolean
  /** A row may give some traits only: the others come from elsewhere, and must go with them. */
  readonly partialTraits?: boolean
}
