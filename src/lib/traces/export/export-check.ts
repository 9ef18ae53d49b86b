import {type ExportCheckpoint, leafOf} from '../checkpoint.ts'
import {MerkleRoot} from '../merkle.ts'
import type {ByteLine} from './byte-lines.ts'
import {EXPORT_START, type ExportHead, exportLine} from './export-chain.ts'

/**
 * `unreadable`: no record of an export; `altered`: not what its hash was made of; `missing`: lines before it are not there;
 * `order`: a line that comes twice or in another's place; `chain`: it does not follow the line before; `start`: the file
 * does not begin where it should; `torn`: a last line without its end; `cut`: the lines from here on are not there;
 * `added`: nobody signed the lines from here on; `rewritten`: chained anew, at a line that cannot be told.
 */
export type LineFault =
  | 'unreadable'
  | 'altered'
  | 'missing'
  | 'order'
  | 'chain'
  | 'start'
  | 'torn'
  | 'cut'
  | 'added'
  | 'rewritten'

/** What a checkpoint says of a file. */
export type FileVerdict = 'holds' | 'start' | 'cut' | 'added' | 'rewritten'

export interface BrokenLine {
  /** Number of the line in the file, from 1. */
  readonly line: number
  readonly reason: LineFault
}

interface Read {
  readonly n: number
  readonly prev: string
  readonly hash: string
  /** The line is, byte for byte, the only way to write its record. */
  readonly genuine: boolean
}

/**
 * Checks the lines of one exported file in order: after a broken line it goes on from what the next one says, so that
 * each break is counted once. What is behind the last line only a checkpoint knows.
 */
export class ExportCheck {
  readonly #tree = new MerkleRoot()
  readonly #decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
  #head: ExportHead | undefined
  #start: {readonly n: number; readonly prev: string} | undefined
  #lines = 0
  #records = 0
  #broken = 0
  #first: BrokenLine | undefined

  /** @param after the end of the part before; `anywhere` when a checkpoint says where the file begins */
  constructor(after: ExportHead | 'anywhere' = EXPORT_START) {
    this.#head = after === 'anywhere' ? undefined : after
  }

  get lines(): number {
    return this.#lines
  }

  /** Lines that are records of an export, sound or not. */
  get records(): number {
    return this.#records
  }

  /** Lines at which something does not hold. */
  get broken(): number {
    return this.#broken
  }

  get first(): BrokenLine | undefined {
    return this.#first
  }

  /** Where the next part begins; undefined when the end could not be read. */
  get head(): ExportHead | undefined {
    return this.#head
  }

  take({bytes, ended, tooLong}: ByteLine): void {
    this.#lines++
    const read = tooLong ? undefined : this.#read(bytes)
    const reason = this.#judge(read) ?? (ended ? undefined : 'torn')
    if (reason !== undefined) this.#break(this.#lines, reason)
    if (read !== undefined) {
      this.#records++
      this.#start ??= {n: read.n, prev: read.prev}
      this.#tree.add(leafOf(read.hash))
    }
    this.#head = read && {n: read.n, hash: read.hash}
  }

  #judge(read: Read | undefined): LineFault | undefined {
    if (read === undefined) return 'unreadable'
    if (!read.genuine) return 'altered'
    const head = this.#head
    if (head === undefined) return undefined
    if (this.#lines === 1 && (read.n !== head.n + 1 || read.prev !== head.hash)) return 'start'
    if (read.n !== head.n + 1) return read.n > head.n + 1 ? 'missing' : 'order'
    return read.prev === head.hash ? undefined : 'chain'
  }

  /** Says what a checkpoint of this very file knows beside, once all lines were read. */
  compare(checkpoint: ExportCheckpoint): FileVerdict {
    const {first, last, size, root} = checkpoint
    const head = this.#lines === 0 ? {n: first.n - 1, hash: first.prev} : this.#head
    const start = this.#start ?? first
    const verdict = (line: number, reason: Exclude<FileVerdict, 'holds'>) => {
      // A break at an earlier line is the first there is: the checkpoint only agrees.
      if (this.#first === undefined || line < this.#first.line) this.#break(line, reason)
      return reason
    }
    if (start.n !== first.n || start.prev !== first.prev) return verdict(1, 'start')
    if (head === undefined || head.n < last.n) return verdict(this.#lines + 1, 'cut')
    if (head.n > last.n) return verdict(Math.max(1, this.#lines - (head.n - last.n) + 1), 'added')
    if (head.hash === last.hash && this.#tree.size === size && this.#tree.root().equals(root)) return 'holds'
    return verdict(Math.max(1, this.#lines), 'rewritten')
  }

  #break(line: number, reason: LineFault): void {
    this.#broken++
    if (this.#first === undefined || line < this.#first.line) this.#first = {line, reason}
  }

  #read(bytes: Uint8Array): Read | undefined {
    try {
      const record = JSON.parse(this.#decoder.decode(bytes)) as {readonly chain?: Record<string, unknown>}
      const {n, prev, hash} = record.chain ?? {}
      if (!Number.isSafeInteger(n) || typeof prev !== 'string' || typeof hash !== 'string') return undefined
      const {line} = exportLine(record, {n: Number(n) - 1, hash: prev})
      return {n: Number(n), prev, hash, genuine: Buffer.from(line).equals(bytes)}
    } catch {
      // No JSON, no UTF-8, or nested deeper than a record ever is.
      return undefined
    }
  }
}
