import type {Attempt, Detector} from './finding.ts'
import {none} from './finding.ts'
import {OffsetMap} from './offset-map.ts'
import {lineStart, lineText, nextLine, nextToken} from './text-bytes.ts'
import {allWithin} from './within.ts'

const LINE = /^(.{0,400}?)(>>|<<) "(.*)"\s*$/s
const TOKEN = /\[(\\r|\\n|0x[0-9a-fA-F]{1,2})\]/g
/** Lines of other kinds that may stand between two of the same message. */
const MAX_STRANGERS = 40

interface WireLine {
  readonly way: '>>' | '<<'
  /** What stands before, numbers of time left out: the connection. */
  readonly connection: string
  readonly text: string
}

function wireLine(text: string): WireLine | undefined {
  const found = LINE.exec(text)
  if (!found) return undefined
  const connection = /http-(?:outgoing|incoming)-\d+/.exec(found[1] ?? '')?.[0] ?? ''
  return {way: found[2] as '>>' | '<<', connection, text: found[3] ?? ''}
}

function bytesOf(text: string): Buffer {
  const plain = text.replace(TOKEN, (_all, token: string) => {
    if (token === '\\r') return '\r'
    return token === '\\n' ? '\n' : String.fromCharCode(Number.parseInt(token, 16))
  })
  return Buffer.from(plain, 'latin1')
}

/** The wire log of Apache HttpClient 3 to 5 (Axis2, JAX-RS clients): one quoted line for each line sent or received. */
export const wireDetector: Detector = {
  name: 'wire',
  next(bytes, from) {
    const sent = nextToken(bytes, '>> "', from)
    const received = nextToken(bytes, '<< "', from)
    return sent === -1 || received === -1 ? Math.max(sent, received) : Math.min(sent, received)
  },
  attempt(bytes, anchor, floor, task): Attempt {
    const start = lineStart(bytes, anchor, floor)
    const first = wireLine(lineText(bytes, start, 65_536))
    if (!first) return none(anchor + 4)
    const pieces: Buffer[] = []
    const map = new OffsetMap('coarse')
    let length = 0
    let strangers = 0
    let at = start
    let end = start
    while (at < bytes.length && strangers < MAX_STRANGERS) {
      const next = nextLine(bytes, at)
      if (next === bytes.length && bytes[next - 1] !== 0x0a && !task.final) break
      const line = wireLine(lineText(bytes, at, 16 * 1024 * 1024))
      if (line && line.connection === first.connection && line.way !== first.way) break
      if (line?.connection === first.connection) {
        const piece = bytesOf(line.text)
        map.add(length, at)
        pieces.push(piece)
        length += piece.length
        strangers = 0
        end = next
      } else strangers++
      at = next
    }
    if (end === start) return {kind: 'open', from: start}
    map.add(length, end)
    const plain = {bytes: Buffer.concat(pieces), map, end, wrapping: ['log-lines'] as const}
    return allWithin(plain, start, at < bytes.length, task)
  },
}
