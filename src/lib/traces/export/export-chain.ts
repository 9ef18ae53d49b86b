/**
 * The chain of an exported file (NDJSON): each line is the canonical JSON (RFC 8785) of one record and of its place in
 * the file, `chain: {hash, n, prev}`. `hash` is the SHA-256 of the line before (`prev`) and of the canonical JSON of the
 * line without `hash`, so that an edit, a removal, a swap or a double inside the file shows at its line, to whoever has
 * no key and no journal. A line is compared byte for byte with what its record gives: there is one way to write it.
 *
 * Numbers go on from part to part of an export in several files. It does not find a cut end nor lines chained anew: the
 * signed checkpoint beside the file does. Format: docs/traces-format.md.
 */
import {hash} from 'node:crypto'
import {canonicalJson} from '../canonical-json.ts'
import {type ExportCheckpoint, leafOf} from '../checkpoint.ts'
import {CHAIN_START} from '../hash-chain.ts'
import {MerkleRoot} from '../merkle.ts'

/** The end of what is chained so far: number and hash of the last line. */
export interface ExportHead {
  readonly n: number
  readonly hash: string
}

/** Before the first line of a first part. */
export const EXPORT_START: ExportHead = {n: 0, hash: CHAIN_START}

/** The line of `record` after `head`, without its line feed, and the new end. */
export function exportLine(
  record: object,
  head: ExportHead,
): {readonly line: string; readonly head: ExportHead} {
  const n = head.n + 1
  const text = canonicalJson({...record, chain: {n, prev: head.hash}})
  const own = hash('sha256', `dmp-trace-export-v1\n${head.hash}\n${text}`, 'hex')
  const at = text.indexOf(`"chain":{"n":${n},"prev":${JSON.stringify(head.hash)}}`) + '"chain":{'.length
  return {line: `${text.slice(0, at)}"hash":"${own}",${text.slice(at)}`, head: {n, hash: own}}
}

/** Chains the lines of one file, and keeps what its checkpoint says. */
export class ExportChain {
  readonly #start: ExportHead
  readonly #tree = new MerkleRoot()
  #head: ExportHead

  /** @param start the end of the part before */
  constructor(start: ExportHead = EXPORT_START) {
    this.#start = start
    this.#head = start
  }

  /** Where the next part goes on. */
  get head(): ExportHead {
    return this.#head
  }

  /** The line of the next record, without its line feed. */
  line(record: object): string {
    const {line, head} = exportLine(record, this.#head)
    this.#head = head
    this.#tree.add(leafOf(head.hash))
    return line
  }

  /** @param takenAt ISO 8601 in UTC with milliseconds */
  checkpoint(journalId: string, takenAt: string): ExportCheckpoint {
    const first = {n: this.#start.n + 1, prev: this.#start.hash}
    const size = this.#tree.size
    return {of: 'export', journalId, size, root: this.#tree.root(), takenAt, first, last: this.#head}
  }
}
