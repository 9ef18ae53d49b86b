import type {EntryUuid} from '../../../ids/identifiers.ts'
import {hideMatricules} from '../../../ins/hide-matricules.ts'
import type {ItemState, JournalItem, RegistryStatus} from '../../../ports/journal.ts'
import {isoOf, shownStatus} from './standing.ts'

/**
 * The journal against the registry, for one document. `=` they agree; `-` in the journal, not found in the registry;
 * `+` found in the registry though the journal does not count it there; `*` found under another entryUUID, or more than
 * once; `!` could not be asked.
 */
export type Mark = '=' | '-' | '+' | '*' | '!'

export const MARKS: readonly Mark[] = ['=', '+', '-', '*', '!']

export interface VerifiedDocument {
  readonly mark: Mark
  readonly state: ItemState
  readonly registryStatus: RegistryStatus | null
  /** Error code of a question that failed. */
  readonly code: string | null
  readonly ipp: string | null
  readonly venue: string | null
  readonly sourceId: string | null
  readonly uniqueId: string
  /** As the journal knows it, and as the registry answered. */
  readonly entryUuid: string | null
  readonly foundEntryUuid: string | null
  readonly settledAt: string | null
}

/** Whether the registry should have the document of this item; undefined when nobody knows. */
function expected({action, state, registryStatus}: JournalItem): boolean | undefined {
  if (state !== 'accepted') return undefined
  return action !== 'delete' && registryStatus !== 'deleted'
}

export function markOf(item: JournalItem, found: readonly EntryUuid[]): Mark {
  const wanted = expected(item)
  if (found.length === 0) return wanted === false ? '=' : '-'
  if (wanted !== true) return '+'
  if (found.length > 1) return '*'
  return item.entryUuid === undefined || item.entryUuid === found[0] ? '=' : '*'
}

/** True where it is held in doubt and the registry shows it now. */
export const hasAppeared = ({mark, state}: VerifiedDocument) => state === 'held' && mark === '+'

/** True where the registry does not show what we hold for done: accepted and not found, or deleted and found. */
export function isFinding({mark, state, registryStatus}: VerifiedDocument): boolean {
  if (state !== 'accepted') return false
  return mark === '-' || (mark === '+' && registryStatus === 'deleted')
}

export function verifiedDocument(
  item: JournalItem,
  outcome: {readonly mark: Mark; readonly code?: string; readonly found?: readonly EntryUuid[]},
): VerifiedDocument {
  const {state, ipp, venue, sourceId, documentUniqueId, entryUuid, settledAt} = item
  return {
    mark: outcome.mark,
    state,
    registryStatus: shownStatus(item) ?? null,
    code: outcome.code ?? null,
    ipp: ipp === undefined ? null : hideMatricules(ipp),
    venue: venue === undefined ? null : hideMatricules(venue),
    sourceId: sourceId === undefined ? null : hideMatricules(sourceId),
    uniqueId: documentUniqueId,
    entryUuid: entryUuid ?? null,
    foundEntryUuid: outcome.found?.[0] ?? null,
    settledAt: settledAt === undefined ? null : isoOf(settledAt),
  }
}
