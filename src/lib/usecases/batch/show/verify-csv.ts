import {CSV_START, csvLine} from '../../../csv/csv-line.ts'
import type {VerifiedDocument} from './verify-mark.ts'

const WORDS: Readonly<Record<VerifiedDocument['mark'], string>> = {
  '=': 'agrees',
  '+': 'found-unexpected',
  '-': 'not-found',
  '*': 'found-otherwise',
  '!': 'not-asked',
}

export const verifyCsvHead = `${CSV_START}${csvLine(['seen', 'state', 'in_dmp', 'code', 'ipp', 'venue', 'source_id', 'unique_id', 'entry_uuid', 'found_entry_uuid', 'settled_at'])}`

/** The mark as a word: `=`, `+` and `-` alone would be neutralised as formulas. */
export function verifyCsvLine(document: VerifiedDocument): string {
  const {
    mark,
    state,
    registryStatus,
    code,
    ipp,
    venue,
    sourceId,
    uniqueId,
    entryUuid,
    foundEntryUuid,
    settledAt,
  } = document
  return csvLine([
    WORDS[mark],
    state,
    registryStatus,
    code,
    ipp,
    venue,
    sourceId,
    uniqueId,
    entryUuid,
    foundEntryUuid,
    settledAt,
  ])
}
