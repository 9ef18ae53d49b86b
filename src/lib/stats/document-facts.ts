/**
 * What our traces know of a document, brought together from its item and its events, or from the record of a plan that
 * kept it back. Nothing in it names the patient.
 */
import type {Level1Input} from '../cda/level1-input.ts'
import type {DocumentUniqueId} from '../ids/identifiers.ts'
import type {JournalItem} from '../ports/journal.ts'
import type {Environment} from '../profile/profile.ts'
import {visible} from '../visibility/visibility.ts'
import type {DocumentFact} from './document-fact.ts'
import {statedInstant, utcInstant} from './fact-dates.ts'

/** Who sent, the same for very many documents. */
export interface Sender {
  readonly finessEj?: string | undefined
  readonly finessEg?: string | undefined
  readonly software?: string | undefined
}

/** What events add to an item. */
export interface ToldOfItem {
  sender?: Sender
  createdAt?: number | undefined
  dischargedAt?: number | undefined
  refusals?: readonly string[]
  causeReason?: string
  wasUnknown?: boolean
  patientRef?: string | undefined
}

export interface FactSurroundings {
  readonly environment: Environment
  /** Where no event tells who sent. */
  readonly sender: Sender
  readonly journal?: string
}

/** A value that is there. */
function given<T extends object>(values: {readonly [K in keyof T]?: T[K] | undefined}): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<T>
}

interface Dates {
  readonly createdAt?: number | undefined
  readonly dischargedAt?: number | undefined
}

/** Dates of a document that this program made: they stand among its frozen inputs. */
function frozenDates({frozen}: Pick<JournalItem, 'frozen'>): Dates {
  if (frozen['kind'] !== 'level1') return {}
  const {effectiveTime, service, encounter} = frozen['input'] as Level1Input
  return {
    createdAt: statedInstant(effectiveTime),
    dischargedAt: statedInstant(encounter?.stop ?? service?.stop),
  }
}

export interface ItemLinks {
  readonly repeats: boolean
  readonly replacedBy?: DocumentUniqueId | undefined
  readonly changesVisibilityOnly: boolean
}

export function factOfItem(
  item: JournalItem,
  told: ToldOfItem,
  links: ItemLinks,
  {environment, sender, journal}: FactSurroundings,
): DocumentFact {
  const {state, replaces} = item
  const {finessEj, finessEg, software} = told.sender ?? sender
  const frozen = frozenDates(item)
  const submittedAt = utcInstant(item.submissionTime)
  const acceptedAt = state === 'accepted' ? (item.settledAt ?? item.sentAt ?? submittedAt) : undefined
  return {
    itemId: item.id,
    action: item.action === 'replace' ? 'replace' : 'submit',
    documentUniqueId: item.documentUniqueId,
    typeCode: item.typeCode,
    patientRef: told.patientRef ?? '',
    environment,
    plannedAt: item.plannedAt,
    state,
    refusals: told.refusals ?? [],
    attempts: item.attempts,
    wasUnknown: told.wasUnknown === true || state === 'unknown',
    visibility: item.visibility,
    ...given<DocumentFact>({
      finessEj,
      finessEg,
      software,
      journal,
      submittedAt,
      acceptedAt,
      unit: item.unit,
      ipp: item.ipp,
      venue: item.venue,
      sourceId: item.sourceId,
      batchId: item.batchId,
      createdAt: frozen.createdAt ?? told.createdAt,
      dischargedAt: frozen.dischargedAt ?? told.dischargedAt,
      deletedAt: item.deletedAt,
      registryStatus: item.registryStatus,
      cause: item.cause,
      causeReason: told.causeReason,
      replaces: replaces?.uniqueId,
      replacedBy: links.replacedBy,
    }),
    ...(links.repeats ? {repeats: true} : {}),
    ...(links.changesVisibilityOnly ? {changesVisibilityOnly: true} : {}),
  }
}

/** A record of a plan that never became an item. */
export interface KeptBackRecord {
  readonly batchId: string
  readonly n: number
  readonly action: 'submit' | 'replace'
  readonly typeCode: string
  readonly plannedAt: number
  readonly reason: string
  readonly causeReason?: string | undefined
  readonly uniqueId?: string | undefined
  readonly documentDate?: string | undefined
  readonly ipp?: string | undefined
  readonly venue?: string | undefined
  readonly sourceId?: string | undefined
  readonly unit?: string | undefined
}

export function factOfKeptBack(
  record: KeptBackRecord,
  {environment, sender, journal}: FactSurroundings,
): DocumentFact {
  const {batchId, n, action, typeCode, plannedAt, reason, causeReason, uniqueId = '', documentDate} = record
  const {finessEj, finessEg} = sender
  const {ipp, venue, sourceId, unit} = record
  return {
    itemId: `plan:${batchId}:${n}`,
    action,
    documentUniqueId: uniqueId as DocumentUniqueId,
    typeCode,
    patientRef: '',
    environment,
    plannedAt,
    state: 'held',
    cause: reason,
    refusals: [],
    attempts: 0,
    wasUnknown: false,
    visibility: visible,
    batchId,
    ...given<DocumentFact>({
      finessEj,
      finessEg,
      journal,
      causeReason,
      createdAt: statedInstant(documentDate) ?? utcInstant(documentDate),
      ipp,
      venue,
      sourceId,
      unit,
    }),
  }
}
