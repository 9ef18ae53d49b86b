import {DmpError} from '../errors/dmp-error.ts'

/** SQLite primary result codes that say something about the disk and not about our statements. */
const MEANING: ReadonlyMap<number, readonly ['LOCKED' | 'UNWRITABLE' | 'DAMAGED', string]> = new Map([
  [3, ['UNWRITABLE', 'permission']],
  [5, ['LOCKED', 'busy']],
  [6, ['LOCKED', 'locked']],
  [8, ['UNWRITABLE', 'read-only']],
  [10, ['UNWRITABLE', 'input-output']],
  [11, ['DAMAGED', 'corrupt']],
  [13, ['UNWRITABLE', 'disk-full']],
  [14, ['UNWRITABLE', 'cannot-open']],
  [26, ['DAMAGED', 'not-a-database']],
])

/** Extended codes that are read errors of a damaged file: short read, bad checksum, corrupt file system. */
const DAMAGED_READS: ReadonlySet<number> = new Set([522, 8202, 8458])

/** Our statements are fixed: a table or column that is not there was lost from the file. */
const LOST_NAME =
  /^no such \w+\b|has no column named|malformed|syntax error|unrecognized token|no query solution|generated column/

/** The DmpError of a storage failure; anything else (a bug of ours) comes back as it is. */
export function storageError(error: unknown, path: string): unknown {
  if (error instanceof DmpError) return error
  const {errcode} = error as {errcode?: unknown}
  if (typeof errcode !== 'number') return error
  const meaning = DAMAGED_READS.has(errcode)
    ? (['DAMAGED', 'short-read'] as const)
    : errcode === 1 && LOST_NAME.test(String((error as Error).message))
      ? (['DAMAGED', 'schema'] as const)
      : MEANING.get(errcode & 0xff)
  if (meaning === undefined) return error
  const [kind, reason] = meaning
  return new DmpError(`DMP_JOURNAL_${kind}`, {
    params: {path, reason},
    details: {sqlite: errcode},
    cause: error,
  })
}

const NOT_WRITTEN: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO'])

/** The same of a file written without SQLite. */
export function diskError(error: unknown, path: string): unknown {
  const {code} = error as {code?: unknown}
  if (!NOT_WRITTEN.has(code)) return error
  return new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path, reason: String(code)}, cause: error})
}

/** Whether a failure touches the whole file, so that nothing else of the transaction may be kept. */
export function isStorageFailure(error: unknown): boolean {
  return !(error instanceof DmpError) || error.code.startsWith('DMP_JOURNAL_')
}
