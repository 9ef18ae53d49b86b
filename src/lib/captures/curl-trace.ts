import type {CapturedPart, CaptureRemark} from './captured-exchange.ts'
import type {Attempt, Detector, Found} from './finding.ts'
import {none} from './finding.ts'
import {dumpLine} from './hex-dumps.ts'
import {OffsetMap} from './offset-map.ts'
import {lineStart, lineText, nextLine, nextToken} from './text-bytes.ts'
import {allWithin} from './within.ts'

const TITLE =
  /^(?:\d\d:\d\d:\d\d\.\d+ )?(=>|<=) (?:Send|Recv) (header|data|SSL data), (\d+) bytes \(0x[0-9a-f]+\)\s*$/
const INFO = /^(?:\d\d:\d\d:\d\d\.\d+ )?== Info:/
const ADDRESS = /^([0-9a-f]{4,10}): /
const HEX_LINE = /^[0-9a-f]{4,10}: (?:[0-9a-f]{2} ){1,16}/

interface Title {
  readonly way: string
  readonly kind: string
  readonly size: number
}

function titleOf(text: string): Title | undefined {
  const found = TITLE.exec(text)
  return found ? {way: found[1] ?? '', kind: found[2] ?? '', size: Number(found[3])} : undefined
}

interface Block {
  readonly lines: readonly {readonly address: number; readonly at: number; readonly text: string}[]
  readonly end: number
}

function readBlock(bytes: Buffer, from: number): Block {
  const lines: {address: number; at: number; text: string}[] = []
  let at = from
  while (at < bytes.length) {
    const text = lineText(bytes, at, 256)
    const address = ADDRESS.exec(text)?.[1]
    if (address === undefined) break
    lines.push({address: Number.parseInt(address, 16), at, text})
    at = nextLine(bytes, at)
  }
  return {lines, end: at}
}

/** Bytes of a block. In text, a line that stops two bytes before the next address ended in CR LF. */
function blockBytes({lines}: Block, size: number, add: (piece: Buffer, at: number) => void): void {
  const hex = lines.every(({text}) => HEX_LINE.test(text))
  for (const [place, {address, at, text}] of lines.entries()) {
    const next = lines[place + 1]?.address ?? size
    if (hex) add(dumpLine(text, Math.min(16, next - address))?.bytes ?? Buffer.alloc(0), at)
    else {
      const content = text.slice(text.indexOf(': ') + 2)
      const missing = next - address - content.length
      add(Buffer.from(missing === 2 ? `${content}\r\n` : content, 'latin1'), at)
    }
  }
}

/**
 * curl writes a dot for a line feed. Between two tags, unless they are the two of one element, it can be nothing else;
 * a dot in the place of a letter cannot be told from a true one.
 */
function withLineFeeds(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  const mended = text.replace(
    /(<[^<>]*>)(\.+)( *)(?=<(\/?))/g,
    (all: string, tag: string, dots: string, blanks: string, slash: string) => {
      const opens = !/^<[/?!]/.test(tag) && !tag.endsWith('/>')
      return opens && slash === '/' ? all : `${tag}${'\n'.repeat(dots.length)}${blanks}`
    },
  )
  return Buffer.from(mended, 'latin1')
}

function losesCharacters(found: Found): boolean {
  return /(?:>\.+\s*<|\.\.)/.test(Buffer.from(found.envelope).toString('latin1'))
}

/** What `curl --trace` and `curl --trace-ascii` write, each direction put together again. */
export const curlTraceDetector: Detector = {
  name: 'curl-trace',
  next(bytes, from) {
    const sent = nextToken(bytes, '=> Send ', from)
    const received = nextToken(bytes, '<= Recv ', from)
    return sent === -1 || received === -1 ? Math.max(sent, received) : Math.min(sent, received)
  },
  attempt(bytes, anchor, floor, task): Attempt {
    const start = lineStart(bytes, anchor, floor)
    const first = titleOf(lineText(bytes, start, 256))
    if (!first) return none(anchor + 8)
    const pieces: Buffer[] = []
    const map = new OffsetMap('coarse')
    let length = 0
    let ascii = false
    let at = start
    while (at < bytes.length) {
      const text = lineText(bytes, at, 256)
      const title = titleOf(text)
      if (title && title.kind !== 'SSL data' && title.way !== first.way) break
      const next = nextLine(bytes, at)
      if (!title && !INFO.test(text)) {
        if (!ADDRESS.test(text)) break
        at = next
        continue
      }
      const block = title ? readBlock(bytes, next) : {lines: [], end: next}
      if (title && title.kind !== 'SSL data') {
        if (title.kind === 'data' && !block.lines.every(({text: line}) => HEX_LINE.test(line))) ascii = true
        blockBytes(block, title.size, (piece, place) => {
          map.add(length, place)
          pieces.push(piece)
          length += piece.length
        })
      }
      at = block.end
    }
    map.add(length, at)
    const joined = Buffer.concat(pieces)
    const plain = {
      bytes: ascii ? withLineFeeds(joined) : joined,
      map,
      end: at,
      wrapping: ['curl-trace'] as const,
    }
    const attempt = allWithin(plain, start, at < bytes.length - 256, task)
    if (attempt.kind === 'none' || !attempt.found || !ascii) return attempt
    return {...attempt, found: attempt.found.map(toldLost)}
  },
}

/** What a trace in ASCII lost: letters of the envelope, bytes of parts. */
function toldLost(found: Found): Found {
  const remarks: CaptureRemark[] = losesCharacters(found) ? [{kind: 'characters-lost'}] : []
  const parts = new Map<string, CapturedPart>()
  for (const [id, part] of found.parts) {
    const text = /xml|text|json/.test(part.headers.get('content-type') ?? '')
    const damaged = part.damaged || !text || Buffer.from(part.bytes).includes('..')
    if (damaged && !part.damaged) remarks.push({kind: 'damaged', contentId: id})
    parts.set(id, {...part, damaged})
  }
  return remarks.length === 0 ? found : {...found, parts, remarks: [...found.remarks, ...remarks]}
}
