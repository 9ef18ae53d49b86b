/** A piece of text: a whole line, or a part of one too long to be held. */
export interface TextPiece {
  readonly text: string
  /** True for what goes on a line already begun. */
  readonly goesOn: boolean
}

type Decoder = InstanceType<typeof TextDecoder>

const LONGEST = 64 * 1024
/** Repeated at the begin of the next part, so that a message cut there is whole in one of them. */
const OVERLAP = 512
const NEW_LINE = 0x0a
const START = 64

/**
 * Lines of a log, whatever wrote it: UTF-8, else Windows-1252, settled line by line since one file may hold both; UTF-16
 * by its mark or its zeros. Memory is bounded: a longer line comes in parts.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextPiece> {
  const decode = lineDecoder()
  let wide: Decoder | undefined
  let held = new Uint8Array(0)
  let begun = false
  let goesOn = false
  for await (const chunk of withStart(chunks)) {
    if (!begun) wide = wideDecoder(chunk)
    begun = true
    // Copied: a source may use its buffer again.
    held = joined(held, wide ? new TextEncoder().encode(wide.decode(chunk, {stream: true})) : chunk)
    let from = 0
    for (;;) {
      const at = held.indexOf(NEW_LINE, from)
      const to = at === -1 ? held.length : at
      if (to - from > LONGEST) {
        yield {text: decode(held.subarray(from, from + LONGEST)), goesOn}
        goesOn = true
        from += LONGEST - OVERLAP
      } else if (at === -1) break
      else {
        yield {text: decode(held.subarray(from, at)), goesOn}
        goesOn = false
        from = at + 1
      }
    }
    held = held.slice(from)
  }
  if (held.length > 0) yield {text: decode(held), goesOn}
}

/** The first piece long enough to tell the encoding by. */
async function* withStart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (start === undefined) yield chunk
    else {
      start = joined(start, chunk)
      if (start.length < START) continue
      yield start
      start = undefined
    }
  }
  if (start && start.length > 0) yield start
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

function wideDecoder(start: Uint8Array): Decoder | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be')
  const head = start.subarray(0, 256)
  const zerosAt = (side: number) => head.filter((byte, at) => at % 2 === side && byte === 0).length
  const many = head.length * 0.35
  if (head.length > 8 && zerosAt(1) > many && zerosAt(0) < 4) return new TextDecoder('utf-16le')
  if (head.length > 8 && zerosAt(0) > many && zerosAt(1) < 4) return new TextDecoder('utf-16be')
  return undefined
}

function lineDecoder(): (bytes: Uint8Array) => string {
  const strict = new TextDecoder('utf-8', {fatal: true})
  const western = new TextDecoder('windows-1252')
  return (bytes) => {
    try {
      return strict.decode(bytes)
    } catch {
      return western.decode(bytes)
    }
  }
}
