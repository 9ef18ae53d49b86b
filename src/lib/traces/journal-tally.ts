import type {ChainedEvent} from '../ports/journal.ts'
import {type JournalCheckpoint, leafOf, type WriterHead} from './checkpoint.ts'
import {MerkleRoot} from './merkle.ts'

/** Reads events in the order of writing, as many as there are, and keeps what a checkpoint says of them. */
export class JournalTally {
  readonly #tree = new MerkleRoot()
  readonly #heads = new Map<string, WriterHead>()

  take({writerId, seq, hash}: ChainedEvent): void {
    this.#tree.add(leafOf(hash))
    this.#heads.set(writerId, {writerId, seq, hash})
  }

  /** @param takenAt ISO 8601 */
  checkpoint(journalId: string, takenAt: string): JournalCheckpoint {
    const heads = [...this.#heads.values()].sort((a, b) => (a.writerId < b.writerId ? -1 : 1))
    return {of: 'journal', journalId, size: this.#tree.size, root: this.#tree.root(), takenAt, heads}
  }
}

/**
 * `cut`: a chain ends before the event that the checkpoint names (an end removed, or an older copy); `rewritten`: another
 * event stands in its place; `root`: the ends are the same and what is before them is not; `other`: of another journal.
 */
export type JournalVerdict =
  | {readonly verdict: 'holds' | 'root' | 'other'}
  | {readonly verdict: 'cut' | 'rewritten'; readonly writerId: string; readonly seq: number}

/** Compares a journal with an earlier checkpoint of it: the events that it covers, in the order of writing. */
export class JournalComparison {
  readonly #checkpoint: JournalCheckpoint
  readonly #tree = new MerkleRoot()
  readonly #expected: ReadonlyMap<string, WriterHead>
  readonly #met = new Map<string, 'same' | 'other'>()

  constructor(checkpoint: JournalCheckpoint) {
    this.#checkpoint = checkpoint
    this.#expected = new Map(checkpoint.heads.map((head) => [head.writerId, head]))
  }

  take({writerId, seq, hash}: ChainedEvent): void {
    const head = this.#expected.get(writerId)
    if (head === undefined || seq > head.seq) return
    this.#tree.add(leafOf(hash))
    if (seq === head.seq) this.#met.set(writerId, hash === head.hash ? 'same' : 'other')
  }

  verdict(journalId: string): JournalVerdict {
    const {heads, size, root} = this.#checkpoint
    if (this.#checkpoint.journalId !== journalId) return {verdict: 'other'}
    for (const {writerId, seq} of heads) {
      const met = this.#met.get(writerId)
      if (met !== 'same') return {verdict: met === undefined ? 'cut' : 'rewritten', writerId, seq}
    }
    const same = this.#tree.size === size && this.#tree.root().equals(root)
    return {verdict: same ? 'holds' : 'root'}
  }
}
