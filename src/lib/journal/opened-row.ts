import {DmpError} from '../errors/dmp-error.ts'
import type {Hold} from '../ports/journal.ts'
import type {Sealing} from './sealing.ts'
import type {Row} from './store.ts'

/** What `open` reads of a sealed row; a value that does not open means a damaged row. @throws DmpError DMP_JOURNAL_DAMAGED */
export function genuine<T>(path: string, open: () => T): T {
  try {
    return open()
  } catch (cause) {
    throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'sealed'}, cause})
  }
}

/** A hold as its callers see it. @throws DmpError DMP_JOURNAL_DAMAGED */
export function openedHold(row: Row, sealing: Sealing, path: string): Hold {
  const place = `hold:${row['kind']}:${row['value']}`
  return genuine(path, () => sealing.open(place, String(row['sealed'])) as Hold)
}
