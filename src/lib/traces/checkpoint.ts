/**
 * What a checkpoint says: the state of a journal, or of an exported file, in a text short enough to be kept elsewhere
 * (printed, mailed, on another machine). A copy kept elsewhere shows later that an end was cut, that an older copy was put
 * back, or that a history was written anew. Form: C2SP tlog-checkpoint, signed with the journal's Ed25519 key.
 *
 * The tree (RFC 6962) has one leaf for each event or line, its hash as 32 bytes, in the order of writing. Lines under the
 * root name the ends: `writer <id> <seq> <hash>` for each chain of a journal; `first <n> <hash before it>` and
 * `last <n> <hash>` for a file. Every field and an example: docs/traces-format.md.
 *
 * It does not sign, and does not say that what was recorded is true.
 */
import {type CheckpointText, checkpointText, readCheckpointText} from './signed-note.ts'

export interface WriterHead {
  readonly writerId: string
  readonly seq: number
  /** Hex. */
  readonly hash: string
}

interface Stated {
  readonly journalId: string
  /** Events or lines covered. */
  readonly size: number
  readonly root: Uint8Array
  /** When it was made, ISO 8601 in UTC with milliseconds. */
  readonly takenAt: string
}

export interface JournalCheckpoint extends Stated {
  readonly of: 'journal'
  /** Sorted by writer. */
  readonly heads: readonly WriterHead[]
}

export interface ExportCheckpoint extends Stated {
  readonly of: 'export'
  /** Number of the first line and the hash before it; of an empty file, those that its first line would have. */
  readonly first: {readonly n: number; readonly prev: string}
  readonly last: {readonly n: number; readonly hash: string}
}

export type Checkpoint = JournalCheckpoint | ExportCheckpoint

const JOURNAL = 'dmp-journal/'
const EXPORT = 'dmp-export/'
const HASH = /^[0-9a-f]{64}$/

/** Name of the key of a journal: it signs checkpoints of the journal and of what was exported from it. */
export function checkpointKeyName(journalId: string): string {
  return `${JOURNAL}${journalId}`
}

/** The id of a journal stands in names of files: nothing else than what the program draws. */
export function isJournalId(id: string): boolean {
  return /^[0-9a-f-]{1,64}$/.test(id)
}

export function textOf(checkpoint: Checkpoint): string {
  const {of, journalId, size, root, takenAt} = checkpoint
  const origin = `${of === 'journal' ? JOURNAL : EXPORT}${journalId}`
  const ends =
    checkpoint.of === 'journal'
      ? checkpoint.heads.map(({writerId, seq, hash}) => `writer ${writerId} ${seq} ${hash}`)
      : [
          `first ${checkpoint.first.n} ${checkpoint.first.prev}`,
          `last ${checkpoint.last.n} ${checkpoint.last.hash}`,
        ]
  return checkpointText({origin, size, root, further: [`time ${takenAt}`, ...ends]})
}

/** Undefined for a text that this program did not write. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const stated = readCheckpointText(text)
  const read = stated && (journalCheckpoint(stated) ?? exportCheckpoint(stated))
  return read && isJournalId(read.journalId) && textOf(read) === text ? read : undefined
}

function journalCheckpoint({origin, size, root, further}: CheckpointText): JournalCheckpoint | undefined {
  if (!origin.startsWith(JOURNAL)) return undefined
  const [time = '', ...ends] = further
  const heads = ends.map((line) => {
    const [, writerId = '', seq = '', hash = ''] = /^writer (\S+) (\d{1,15}) (\S+)$/.exec(line) ?? []
    return {writerId, seq: Number(seq), hash}
  })
  if (heads.some(({writerId, hash}) => writerId === '' || !HASH.test(hash))) return undefined
  const journalId = origin.slice(JOURNAL.length)
  return {of: 'journal', journalId, size, root, takenAt: time.replace('time ', ''), heads}
}

function exportCheckpoint({origin, size, root, further}: CheckpointText): ExportCheckpoint | undefined {
  const [time = '', first = '', last = '', ...more] = further
  if (!origin.startsWith(EXPORT) || more.length > 0) return undefined
  const [, from = '', prev = ''] = /^first (\d{1,15}) (\S+)$/.exec(first) ?? []
  const [, to = '', hash = ''] = /^last (\d{1,15}) (\S+)$/.exec(last) ?? []
  if (!HASH.test(prev) || !HASH.test(hash)) return undefined
  return {
    of: 'export',
    journalId: origin.slice(EXPORT.length),
    size,
    root,
    takenAt: time.replace('time ', ''),
    first: {n: Number(from), prev},
    last: {n: Number(to), hash},
  }
}

/** A leaf of the tree: 32 bytes of a hash in hexadecimal; of anything else, what can be read of it. */
export function leafOf(hash: string): Uint8Array {
  return Buffer.from(hash, 'hex')
}
