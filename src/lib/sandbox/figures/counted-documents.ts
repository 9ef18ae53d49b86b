import type {CountedEntry} from '../store/counted-entries.ts'
import {monthOfXdsTime, parisMonth} from './paris-month.ts'

/** What a figure is split by, in the order of the columns. */
export const splits = ['finess', 'month', 'type', 'software'] as const
export type Split = (typeof splits)[number]

export interface CountingWish {
  /** Nobody has published what the real tool counts: each is a choice. */
  readonly replacements: boolean
  readonly deleted: boolean
  readonly date: 'submission' | 'creation'
  readonly level: 'EJ' | 'EG'
}

/** A document that is counted; a value that the registry does not know is absent. */
export interface CountedDocument {
  readonly uniqueId: string
  readonly values: Readonly<Partial<Record<Split, string>>>
}

export interface LeftOut {
  replacements: number
  deleted: number
  /** Without the date that months are made of. */
  undated: number
}

const DELETED = ':Deleted'

/** Which entries count, and under what; signatures of sets are no documents. */
export function countDocuments(
  entries: Iterable<CountedEntry>,
  wish: CountingWish,
): {readonly documents: readonly CountedDocument[]; readonly leftOut: LeftOut} {
  const documents: CountedDocument[] = []
  const leftOut: LeftOut = {replacements: 0, deleted: 0, undated: 0}
  for (const entry of entries) {
    if (entry.isSignature) continue
    const month = monthOf(entry, wish)
    if (entry.status.endsWith(DELETED) && !wish.deleted) leftOut.deleted += 1
    else if (entry.replaces !== undefined && !wish.replacements) leftOut.replacements += 1
    else if (month === undefined) leftOut.undated += 1
    else documents.push({uniqueId: entry.uniqueId, values: {...valuesOf(entry, wish), month}})
  }
  return {documents, leftOut}
}

function valuesOf({typeCode, structureId, origin}: CountedEntry, {level}: CountingWish) {
  const finess = finessOf((level === 'EJ' ? origin?.entity : origin?.site) ?? structureId)
  const software = origin?.software
  return {type: typeCode, ...(finess ? {finess} : {}), ...(software ? {software} : {})}
}

/** A histogram has no bucket for a document without its date. */
function monthOf({origin, receivedAt}: CountedEntry, {date}: CountingWish): string | undefined {
  if (date === 'creation') return monthOfXdsTime(origin?.creationTime ?? '')
  return origin ? monthOfXdsTime(origin.submissionTime) : parisMonth(receivedAt)
}

/** Struct_IdNat of type 1 is a FINESS (TRE_G07); others are no value of this column. */
function finessOf(structureId: string): string | undefined {
  return /^1[0-9AB]{9}$/.test(structureId) ? structureId.slice(1) : undefined
}
