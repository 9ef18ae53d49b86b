import type {Level1Input} from '../../cda/level1-input.ts'
import type {Ins, PatientIdentity, StrictTraits} from '../../ins/patient-identity.ts'
import type {ItemAction} from '../../ports/journal.ts'
import type {Visibility} from '../../visibility/visibility.ts'

export interface PersonRequest {
  readonly id?: string
  readonly family?: string
  readonly given?: string
  /** J01 */
  readonly specialtyCode?: string
  /** J47 */
  readonly roleCode?: string
}

/** One document to feed, as the flags of a command or one row of a manifest state it. Dates as the user wrote them. */
export interface SubmissionRequest {
  readonly action: ItemAction
  /** Absolute path. */
  readonly file: string
  /** Where the request was written, for messages: `manifest.ndjson`, line 12. */
  readonly origin?: {readonly file: string; readonly line: number}
  readonly patient?: PatientIdentity
  /** INS stated without the traits: it must be that of a ready-made CDA. */
  readonly statedIns?: Pick<Ins, 'matricule'> & Partial<Ins>
  /** Traits stated without an INS: whoever gives the INS must know him by them. */
  readonly statedTraits?: Partial<StrictTraits>
  /** Word of the source system for the identity (RNIV); absent is not qualified. */
  readonly identityStatus?: string
  readonly ipp?: string
  readonly venue?: string
  readonly sourceId?: string
  readonly typeCode?: string
  readonly title?: string
  readonly date?: string
  readonly serviceStart?: string
  readonly serviceStop?: string
  /** The patient came and went: the stay, where it is not the act. */
  readonly stayStart?: string
  readonly stayStop?: string
  readonly author?: PersonRequest
  readonly legalAuthenticator?: PersonRequest
  /** J61, J62, J59 */
  readonly facilityCode?: string
  readonly practiceCode?: string
  readonly activityCode?: string
  readonly visibility?: Visibility
  /** The source made this new version to change who may see it (HL7 flag MODIF_CONF_CODE). */
  readonly changesVisibility?: boolean
  /** Version to replace: its uniqueId, or its number in the source system. */
  readonly replaces?: string
  readonly sha256?: string
  /** Identifiers that the source gave: those of the header of a ready-made CDA. */
  readonly documentId?: string
  readonly setId?: string
  readonly version?: number
  readonly unit?: string
  /** Not before, ms since 1970; only in a bulk plan. */
  readonly sendAfter?: number
  /** `YYYY-MM-DD` */
  readonly revealDue?: string
  /** Content of an earlier version, built once more under a new number. */
  readonly content?: Level1Input
}
