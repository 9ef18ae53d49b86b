/**
 * One record of a backlog, whatever form it came in: a line of a manifest, a CDA of a folder, a document of an HL7
 * message, a member of an XDM archive. Readers of inputs yield candidates in the order of the source and never throw
 * for one bad record: that is a verdict. The plan goes on from here, the same for all.
 */
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {ItemAction} from '../../ports/journal.ts'
import type {SubmissionRequest} from '../submission/submission-request.ts'

/** Every record read ends in one of these: `read = ready + held + rejected + excluded`. */
export type VerdictClass = 'ready' | 'held' | 'rejected' | 'excluded'

/**
 * Why a record does not go. `reason` is a code of the error catalogue (sentence `error.<CODE>.what`) or a word of ours
 * (sentence `batch.reason.<reason>`); params never hold an INS or a trait.
 */
export interface Verdict {
  readonly class: Exclude<VerdictClass, 'ready'>
  readonly reason: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** By what the hospital finds its patient and its document again; on every list we write. */
export interface LocalFacts {
  readonly ipp?: string
  readonly venue?: string
  readonly sourceId?: string
  readonly unit?: string
  readonly title?: string
  readonly typeCode?: string
  readonly documentDate?: string
  /** Word of the source for the document: validated, draft, cancelled… */
  readonly status?: string
  /** FINESS or Struct_IdNat of the author's structure, when the source states it. */
  readonly structureId?: string
}

export interface CandidateOrigin {
  /** Manifest, folder entry, HL7 file or archive; absolute path. */
  readonly file: string
  /** Line of the manifest or message of the file, from 1. */
  readonly line?: number
  /** Control id of the message, member of the archive. */
  readonly part?: string
}

/** What to delete: named by one of these, the first given deciding. */
export interface DeletionWish {
  readonly uniqueId?: DocumentUniqueId
  readonly sourceId?: string
  readonly ins?: Ins
  readonly reason?: string
}

/** Who somebody says that a document is for. Used to compare records; never written. */
export interface NamedPerson {
  readonly matricule?: string
  readonly ipp?: string
  readonly birthName?: string
  readonly firstGiven?: string
  readonly sex?: 'F' | 'M'
  /** AAAAMMJJ */
  readonly birthDate?: string
}

/** What a finished document says of itself. */
export interface DocumentFacts {
  readonly uniqueId?: string
  /** Number of the version that it announces to replace. */
  readonly replaces?: string
  readonly person?: NamedPerson
}

/** Documents as an order to delete may name them, be the order clear or not. */
export interface NamedDocuments {
  readonly uniqueIds: readonly string[]
  readonly sourceIds?: readonly string[]
  /** SHA-256 of bytes that came with the order, where it gives no number that can be relied on. */
  readonly sha256s?: readonly string[]
}

export interface Candidate {
  readonly action: ItemAction
  readonly origin: CandidateOrigin
  readonly local: LocalFacts
  /** For `submit` and `replace`, unless the reader gave a verdict. */
  readonly request?: SubmissionRequest
  /** For `delete`. */
  readonly deletion?: DeletionWish
  readonly verdict?: Verdict
  /** Document that a record with a verdict names: never sent, and compared with the others all the same. */
  readonly namedFile?: string
  /** Of a finished document that the reader opened. */
  readonly document?: DocumentFacts
  /**
   * What a record that is no clear deletion may ask to delete all the same (contradictory, refused, unreadable): never
   * published until a person has looked.
   */
  readonly keepsBack?: NamedDocuments
  /** Sender and number (MSH-3, MSH-4, MSH-10) of the HL7 message that carried it, as acknowledgements name it. */
  readonly message?: {readonly application: string; readonly facility: string; readonly controlId: string}
  /** Repairs that were certain, said and not silent: `batch.repair.<code>`. */
  readonly repairs?: readonly {readonly code: string; readonly field: string}[]
}

/** A backlog opened: its records once, in order. */
export type CandidateSource = AsyncIterable<Candidate>
