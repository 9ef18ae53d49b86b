import type {DocumentUniqueId} from '../ids/identifiers.ts'
import type {ItemState, RegistryStatus} from '../ports/journal.ts'
import type {Environment} from '../profile/profile.ts'
import type {Visibility} from '../visibility/visibility.ts'

/**
 * What our own traces know of one document: all that a figure, its cause or a list needs, and nothing that names the
 * patient. Instants are ms since 1970; civil dates `AAAA-MM-JJ` are of Europe/Paris.
 */
export interface DocumentFact {
  /** Of a record that a plan kept back: `plan:<run>:<place in the plan>`. */
  readonly itemId: string
  readonly action: 'submit' | 'replace'
  /** Empty for a record that a plan kept back before the document had a number. */
  readonly documentUniqueId: DocumentUniqueId
  readonly typeCode: string
  /** Legal entity that holds the certificates, and site of the metadata where it is another one. */
  readonly finessEj?: string
  readonly finessEg?: string
  readonly software?: string
  readonly unit?: string
  readonly ipp?: string
  readonly venue?: string
  readonly sourceId?: string
  /** Pseudonym, or a number within one reading: groups without naming. */
  readonly patientRef: string
  readonly environment: Environment
  readonly batchId?: string
  /** The journal it stands in, where several are read together. */
  readonly journal?: string
  /** When the document was made (creationTime) and when the stay ended (serviceStopTime). */
  readonly createdAt?: number
  readonly dischargedAt?: number
  readonly plannedAt: number
  /** Of the submission set, as sent to the DMP. */
  readonly submittedAt?: number
  readonly acceptedAt?: number
  readonly deletedAt?: number
  readonly state: ItemState
  readonly registryStatus?: RegistryStatus
  /** Error code of this program, and codes of the DMP's refusal. */
  readonly cause?: string
  /** Word behind the cause: the reason of a hold (`opposition`…) or of the closing of a DMP. */
  readonly causeReason?: string
  readonly refusals: readonly string[]
  readonly attempts: number
  /** Some try ended without an answer. */
  readonly wasUnknown: boolean
  /** Another document of these journals with the same uniqueId was accepted before. */
  readonly repeats?: boolean
  readonly replaces?: DocumentUniqueId
  readonly replacedBy?: DocumentUniqueId
  /** A replacement made only to reveal or hide the document. */
  readonly changesVisibilityOnly?: boolean
  readonly visibility: Visibility
}
