import type {DmpExistence} from '../hl7v3/existence-answer.ts'
import type {EntryUuid} from '../ids/identifiers.ts'

/**
 * What an answer means for the item that was sent.
 * - `refused`: this request will never pass; `systemic`: no request of this caller will, stop the run;
 * - `later`: nothing was kept, the same request may pass after a pause;
 * - `unknown`: nothing proves that it was kept nor that it was not.
 */
export type Outcome = 'accepted' | 'accepted-with-warnings' | 'refused' | 'later' | 'unknown' | 'systemic'

/** Where in the answer an error was found, in the order they are looked at. */
export type AnswerLayer = 'http' | 'multipart' | 'xml' | 'fault' | 'registry' | 'hl7'

export interface AnswerIssue {
  readonly layer: AnswerLayer
  /** As written by the DMP; ours, in capitals, for `http`, `multipart` and `xml`. */
  readonly code: string
  /** As written, matricules masked. */
  readonly text: string
  readonly location?: string
  readonly severity: 'error' | 'warning'
  /** Id in the registry of known answers: `answer.<id>.cause` and `.remedy`. */
  readonly known?: string
}

export type DmpCall = 'submit' | 'locate' | 'delete' | 'existence'

export interface ExpectedAnswer {
  readonly call: DmpCall
  /** MessageID of the request, to be found in RelatesTo. */
  readonly messageId: string
  /** uniqueIds of the lot and of its documents: what a proof by duplicate may name. */
  readonly ownIds?: readonly string[]
  /** This very lot may have been received before. */
  readonly repeat?: boolean
}

export interface Answer {
  readonly call: DmpCall
  readonly outcome: Outcome
  /** Most telling first; empty when all is well. */
  readonly issues: readonly AnswerIssue[]
  readonly httpStatus: number
  /** Last part of the ResponseStatusType. */
  readonly registryStatus?: string
  readonly faultCode?: string
  readonly messageId?: string
  readonly retryAfterSeconds?: number
  /** TD3.1b: what the registry knows under the uniqueId; empty when nothing, or nothing of ours. */
  readonly entryUuids?: readonly EntryUuid[]
  readonly existence?: DmpExistence
  /** Accepted because a repeat met its own ids in the registry. */
  readonly provenByDuplicate?: true
}

/** Whether a lost or unreadable answer leaves something in doubt at the DMP. */
export function changesRegistry(call: DmpCall): boolean {
  return call === 'submit' || call === 'delete'
}
