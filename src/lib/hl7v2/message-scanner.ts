/** A stretch of a file of HL7 v2 messages, by absolute offsets; `end` is excluded. */
export interface Mark {
  /**
   * `message`: from its MSH on. `trailer`: a BTS or FTS segment. `stray`: what stands outside every message and is
   * no blank, no wrapper and no line of a log, so perhaps a message that lost its first line.
   */
  readonly kind: 'message' | 'trailer' | 'stray'
  readonly start: number
  readonly end: number
  /** False for an MLLP block whose end mark never came. */
  readonly complete: boolean
}

const VT = 0x0b
const FS = 0x1c
const CR = 0x0d
const LF = 0x0a
const STOPS = [LF, CR, FS, VT] as const
const HEAD = 4

type LineKind = 'blank' | 'message' | 'header' | 'trailer' | 'segment' | 'text'

/** A field separator: no blank, and no character of base64, so that a wrapped line is never taken for a segment. */
function separates(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && !/[A-Za-z0-9+/=]/.test(String.fromCharCode(byte))
}

function kindOf(head: readonly number[]): LineKind {
  if (head.length === 0) return 'blank'
  const name = String.fromCharCode(...head.slice(0, 3))
  if (name === 'BTS' || name === 'FTS') return head.length === 3 || separates(head[3]) ? 'trailer' : 'text'
  if (!separates(head[3])) return 'text'
  if (name === 'MSH') return 'message'
  if (name === 'FHS' || name === 'BHS') return 'header'
  return /^[A-Z][A-Z0-9]{2}$/.test(name) && head[3] === 0x7c ? 'segment' : 'text'
}

/**
 * Finds messages in bytes given piece by piece: MLLP blocks (VT … FS CR), messages one after the other, batch wrappers
 * (FHS, BHS, BTS, FTS), line ends CR, LF, CRLF or mixed, a UTF-8 byte order mark. It holds no bytes.
 */
export class MessageScanner {
  #at = 0
  #lineStart = 0
  #head: number[] = []
  #judged = false
  #block = false
  #open: {kind: Mark['kind']; start: number} | undefined
  #marks: Mark[] = []
  #found = false
  #text = false

  /** Bytes before this offset will not be part of a later mark. */
  get keepFrom(): number {
    return this.#open?.start ?? this.#lineStart
  }

  /** Whether a message is open, and where it began. */
  get openMessage(): number | undefined {
    return this.#open?.kind === 'message' ? this.#open.start : undefined
  }

  push(chunk: Uint8Array): readonly Mark[] {
    const next = STOPS.map((byte) => chunk.indexOf(byte))
    let index = 0
    while (index < chunk.length) {
      const byte = chunk[index] ?? 0
      if (byte === LF || byte === CR || byte === FS || byte === VT) this.#stop(byte)
      else if (!this.#judged) this.#lead(byte)
      else {
        const stop = nearest(next, chunk, index)
        this.#at += stop - index
        index = stop
        continue
      }
      this.#at++
      index++
      if (this.#isFresh) this.#lineStart = this.#at
    }
    return this.#take()
  }

  end(): readonly Mark[] {
    this.#judge()
    this.#close(this.#at, !this.#block)
    if (!this.#found && this.#text) this.#mark('stray', 0, this.#at, true)
    return this.#take()
  }

  get #isFresh(): boolean {
    return this.#head.length === 0 && !this.#judged
  }

  #take(): readonly Mark[] {
    const marks = this.#marks
    this.#marks = []
    return marks
  }

  #lead(byte: number): void {
    if (this.#head.length === 0 && (byte === 0x20 || byte === 0x09)) return
    if (this.#head.length === 0) this.#lineStart = this.#at
    this.#head.push(byte)
    if (this.#lineStart === 0 && this.#head.length === 3 && isBom(this.#head)) this.#head = []
    if (this.#head.length === HEAD) this.#judge()
  }

  #stop(byte: number): void {
    this.#judge()
    if (this.#open?.kind === 'trailer' || byte === FS) this.#close(this.#at, true)
    if (byte === VT) this.#close(this.#at, !this.#block)
    if (byte === FS) this.#block = false
    if (byte === VT) this.#block = true
    this.#head = []
    this.#judged = false
  }

  /** Decides what the line is, from its first four bytes or all of it when it is shorter. */
  #judge(): void {
    if (this.#judged) return
    this.#judged = true
    const kind = kindOf(this.#head)
    if (kind === 'blank') return
    if (kind === 'message' || kind === 'trailer' || kind === 'header') {
      this.#close(this.#lineStart, true)
      if (kind !== 'header') this.#open = {kind, start: this.#lineStart}
      if (kind === 'header') this.#found = true
      return
    }
    if (this.#open) return
    this.#text = true
    if (kind === 'segment' || this.#block) this.#open = {kind: 'stray', start: this.#lineStart}
  }

  #close(end: number, complete: boolean): void {
    if (this.#open) this.#mark(this.#open.kind, this.#open.start, end, complete)
    this.#open = undefined
  }

  #mark(kind: Mark['kind'], start: number, end: number, complete: boolean): void {
    this.#found = true
    this.#marks.push({kind, start, end, complete})
  }
}

function isBom([a, b, c]: readonly number[]): boolean {
  return a === 0xef && b === 0xbb && c === 0xbf
}

/** Offset of the first stop at or after `from`; each byte's next place is looked up once. */
function nearest(next: number[], chunk: Uint8Array, from: number): number {
  let found = chunk.length
  for (const [which, byte] of STOPS.entries()) {
    let at = next[which] ?? -1
    if (at !== -1 && at < from) at = next[which] = chunk.indexOf(byte, from)
    if (at !== -1 && at < found) found = at
  }
  return found
}
