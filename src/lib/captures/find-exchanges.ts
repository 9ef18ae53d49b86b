/**
 * Exchanges with the DMP found in captured bytes: what curl, tcpdump, a proxy, a Java framework or an editor's log
 * wrote of them, in a file of any size.
 *
 * A capture is searched through a window that slides over the file. In the window each detector recognises one way in
 * which an exchange may begin (a start line of HTTP, a boundary, an envelope) or in which a text may hide one (base64,
 * escapes, dumps, gzip, UTF-16, prefixes of log lines); what is unwrapped is searched the same way. Sources: RFC 9112
 * (HTTP/1.1), RFC 2046 and RFC 2387 (multipart), SOAP 1.1 §4 and 1.2 §5.1, the output formats of the programs named.
 *
 * It judges nothing and opens no XML: the ends of an envelope are found on its bytes, and what is given back must go
 * through the door for untrusted XML. What was cut, changed or lost on the way is said in remarks, never mended
 * silently. Not done: HTTP/2 frames, TLS records, pcap files, MIME inside MIME.
 */
import type {ByteSource} from '../ports/byte-source.ts'
import type {CapturedExchange, CaptureWish} from './captured-exchange.ts'
import type {Found, SearchTask} from './finding.ts'
import {search} from './search.ts'
import {LF} from './text-bytes.ts'

const WINDOW = 1024 * 1024
/** Largest stretch of a file held for one exchange, wrappings included. */
const MAX_WINDOW = 64 * 1024 * 1024
const MAX_ENVELOPE = 8 * 1024 * 1024
const MAX_PART = 24 * 1024 * 1024
const INFLATE_BASE = 32 * 1024 * 1024
const INFLATE_RATIO = 8

/** Counts lines of a file of which only a part is held; asked in rising order. */
class LineCounter {
  #line = 1
  #at = 0

  /** Line of an offset of the window. */
  lineAt(bytes: Buffer, base: number, offset: number): number {
    const wanted = base + offset
    if (wanted < this.#at) return this.#line - count(bytes, offset, this.#at - base)
    this.#line += count(bytes, this.#at - base, offset)
    this.#at = wanted
    return this.#line
  }
}

function count(bytes: Buffer, from: number, to: number): number {
  let lines = 0
  const view = bytes.subarray(0, to)
  for (let at = view.indexOf(LF, from); at !== -1; at = view.indexOf(LF, at + 1)) lines++
  return lines
}

/** The part of the file at hand; grows while an exchange is open. */
class Window {
  base = 0
  #held: Buffer = Buffer.alloc(0)
  #more: Buffer[] = []
  #moreSize = 0

  get size(): number {
    return this.#held.length + this.#moreSize
  }

  get bytes(): Buffer {
    if (this.#more.length > 0) this.#held = Buffer.concat([this.#held, ...this.#more])
    this.#more = []
    this.#moreSize = 0
    return this.#held
  }

  add(chunk: Uint8Array): void {
    const copy = Buffer.from(chunk)
    this.#more.push(copy)
    this.#moreSize += copy.length
  }

  forget(before: number): void {
    this.#held = Buffer.from(this.bytes.subarray(before))
    this.base += before
  }
}

function exchangeOf(
  found: Found,
  n: number,
  file: string,
  base: number,
  lineOf: (offset: number) => number,
): CapturedExchange {
  const line = lineOf(found.start)
  const cutLine = found.cut ? lineOf(Math.max(found.start, found.cut.at - 1)) : 0
  const {start, end, cut, ...rest} = found
  return {
    ...rest,
    n,
    place: {file, offset: base + start, line, endLine: lineOf(Math.max(start, end - 1))},
    complete: cut === undefined,
    ...(cut ? {cut: {where: cut.where, line: cutLine}} : {}),
  }
}

/**
 * The exchanges of one file, in its order, one held at a time. Time grows with the size of the file and of what is
 * inflated (32 MB at once, in all 32 MB and eight times the file); memory is bounded by the window of 64 MB.
 * @param source bytes, given once
 */
export async function* findExchanges(
  source: ByteSource | AsyncIterable<Uint8Array>,
  wish: CaptureWish,
  signal?: AbortSignal,
): AsyncGenerator<CapturedExchange> {
  const chunks = 'open' in source ? source.open(signal) : source
  const budget = {inflate: INFLATE_BASE}
  const window = new Window()
  const lines = new LineCounter()
  const task: Omit<SearchTask, 'final'> = {
    firstOnly: false,
    depth: 0,
    maxEnvelope: wish.maxEnvelopeBytes ?? MAX_ENVELOPE,
    maxPart: wish.maxPartBytes ?? MAX_PART,
    budget,
    search,
  }
  let n = 0
  let wanted = WINDOW
  const turn = (final: boolean): CapturedExchange[] => {
    const bytes = window.bytes
    const forced = !final && bytes.length >= MAX_WINDOW
    let result = search(bytes, {...task, final})
    if (forced && result.keepFrom === 0) result = search(bytes, {...task, final: true})
    const lineOf = (offset: number) => lines.lineAt(bytes, window.base, Math.min(offset, bytes.length))
    const exchanges = result.found.map((one) => exchangeOf(one, ++n, wish.file, window.base, lineOf))
    lineOf(result.keepFrom)
    window.forget(result.keepFrom)
    wanted = Math.min(MAX_WINDOW, Math.max(WINDOW, 2 * window.size))
    return exchanges
  }
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    budget.inflate += INFLATE_RATIO * chunk.length
    window.add(chunk)
    if (window.size >= wanted) yield* turn(false)
  }
  signal?.throwIfAborted()
  yield* turn(true)
}
