/**
 * Which traces are asked for. Conditions are joined by "and", the values of one condition by "or"; without any condition
 * every trace fits. Patients, local patient numbers and documents are found through the journal's own look-ups
 * (`KnownItems`), since most of an item's events do not repeat them.
 *
 * Pure: it opens no journal and knows no calendar (bounds are instants).
 */
import type {Ins} from '../ins/patient-identity.ts'
import type {EventOutcome, EventQuery} from '../ports/journal.ts'
import {AskedUsers, type UnknownUsers} from './asked-users.ts'
import type {TraceRecord} from './trace-record.ts'

export interface TraceWish {
  /** Bounds of `occurredAt`, ms since 1970: first included, last excluded. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  readonly ins?: Ins | undefined
  readonly ipp?: string | undefined
  /** uniqueId of a document or of a submission set. */
  readonly document?: string | undefined
  /** Any name of a person (`AskedUsers`), or account of the operating system. */
  readonly users?: readonly string[] | undefined
  readonly finess?: readonly string[] | undefined
  readonly operations?: readonly string[] | undefined
  readonly outcomes?: readonly EventOutcome[] | undefined
  /** Error code of this program or of the DMP. */
  readonly errors?: readonly string[] | undefined
  readonly typeCodes?: readonly string[] | undefined
  readonly runs?: readonly string[] | undefined
  readonly environments?: readonly string[] | undefined
}

/** What the journal's look-ups found for the patient, the local number and the document that are asked for. */
export interface KnownItems {
  readonly itemIds: ReadonlySet<string>
  /** Pseudonyms of the patients; empty when a document was asked for. */
  readonly patientRefs: ReadonlySet<string>
}

export class TraceFilter {
  readonly wish: TraceWish
  readonly #users: AskedUsers

  constructor(wish: TraceWish) {
    this.wish = wish
    this.#users = new AskedUsers(wish.users ?? [])
  }

  /** The part that the journal itself can narrow; `matches` remains to be asked. */
  get query(): EventQuery {
    const {since, until, operations, runs} = this.wish
    return {
      ...(since === undefined ? {} : {since}),
      ...(until === undefined ? {} : {until}),
      ...(operations?.length === 1 && operations[0] ? {operation: operations[0]} : {}),
      ...(runs?.length === 1 && runs[0] ? {batchId: runs[0]} : {}),
    }
  }

  /** Whether items of the journal must be looked up first. */
  get namesItems(): boolean {
    const {ins, ipp, document} = this.wish
    return ins !== undefined || ipp !== undefined || document !== undefined
  }

  /** Persons asked for whom no trace looked through so far names. */
  get unknownUsers(): UnknownUsers | undefined {
    return this.#users.unknown
  }

  matches(record: TraceRecord, known?: KnownItems): boolean {
    const {since, until, finess, operations, outcomes, errors, typeCodes, runs, environments} = this.wish
    const at = since === undefined && until === undefined ? 0 : Date.parse(record.occurredAt)
    // The period first: who occurs beyond it is no matter; then the persons, so that the others do not hide who occurs.
    return (
      (since === undefined || at >= since) &&
      (until === undefined || at < until) &&
      this.#users.matches(record) &&
      among(operations, record.operation) &&
      among(outcomes, record.outcome) &&
      among(environments, record.environment) &&
      among(runs, record.batch?.id) &&
      among(finess, record.actor?.org?.finess, record.actor?.site?.finess) &&
      among(typeCodes, ...(record.documents ?? []).map(({typeCode}) => typeCode)) &&
      among(errors, record.cause, ...(record.status?.errors ?? []).map(({code}) => code)) &&
      this.#isOfItem(record, known)
    )
  }

  #isOfItem(record: TraceRecord, known: KnownItems | undefined): boolean {
    if (!this.namesItems) return true
    const {document} = this.wish
    const {itemId, patient, documents = [], submissionSet} = record
    if (itemId !== undefined && known?.itemIds.has(itemId)) return true
    if (document !== undefined)
      return submissionSet?.uniqueId === document || documents.some(({uniqueId}) => uniqueId === document)
    return patient !== undefined && (known?.patientRefs.has(patient.ref) ?? false)
  }
}

function among<T>(wanted: readonly T[] | undefined, ...found: readonly (T | undefined)[]): boolean {
  if (wanted === undefined || wanted.length === 0) return true
  return found.some((value) => value !== undefined && wanted.includes(value))
}
