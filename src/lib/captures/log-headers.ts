import type {CapturedExchange} from './captured-exchange.ts'
import {isHeaderLine} from './header-block.ts'
import {CR, isBlank, LF, lineStart, lineText, skipBlanks} from './text-bytes.ts'

/** What a log or a file says of a message right before it. */
export interface HeadersBefore {
  readonly start: number
  readonly headers: ReadonlyMap<string, string>
  readonly direction?: CapturedExchange['direction']
  readonly logId?: string
}

const MAX_LINES = 40
/** Labels of a log before the message itself: `Payload: ` (Apache CXF), `Message: `. */
const LABEL = /^[ \t]*(?:Payload|Message|Messages|Body|Content)[ \t]*[:=][ \t]*$/i
const OUT = /Outbound Message|REQ_OUT|\[HTTP request\b|Request(?: message)?\s*:?\s*$|Sending/i
const IN = /Inbound Message|RESP_IN|\[HTTP response\b|Response(?: message)?\s*:?\s*$/i
const SERVED = /REQ_IN/
const REPLIED = /RESP_OUT|FAULT_OUT/

/**
 * Header lines that stand right before `at`: of MIME, of a dump without start line (JAX-WS RI), or of a block of
 * Apache CXF (`ID`, `Encoding`, `Content-Type`, `Headers: {…}`, `Payload`).
 */
export function headersBefore(bytes: Buffer, at: number, floor: number): HeadersBefore | undefined {
  let here = lineStart(bytes, at, floor)
  const label = bytes.toString('latin1', here, at)
  let start = at
  if (label.trim() !== '' && !LABEL.test(label)) return undefined
  const lines: string[] = []
  let blank = 0
  let title = ''
  while (here > floor && lines.length < MAX_LINES) {
    const before = lineStart(bytes, here - 1, floor)
    if (before < floor || before === here) break
    const text = lineText(bytes, before)
    if (text.trim() === '') {
      if (lines.length > 0 || ++blank > 2) break
    } else if (isHeaderLine(text.trim()) && !/^\d/.test(text.trim())) {
      lines.unshift(text.trim())
      start = before
    } else {
      title = text
      break
    }
    here = before
  }
  const {headers, logId} = headersOf(lines)
  const named = headers.has('content-type') || logId !== undefined
  if (!named) return undefined
  const rule = /^[-\s]+$/.test(title)
    ? lineText(bytes, lineStart(bytes, Math.max(floor, here - title.length - 2), floor))
    : ''
  const direction = directionOf(`${title} ${rule}`)
  return {start, headers, ...(direction ? {direction} : {}), ...(logId === undefined ? {} : {logId})}
}

function directionOf(title: string): CapturedExchange['direction'] | undefined {
  if (OUT.test(title) || SERVED.test(title)) return REPLIED.test(title) ? 'answer' : 'request'
  if (IN.test(title) || REPLIED.test(title)) return 'answer'
  return undefined
}

function headersOf(lines: readonly string[]): {headers: Map<string, string>; logId?: string} {
  const headers = new Map<string, string>()
  let logId: string | undefined
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'id' || name === 'exchangeid') logId = value
    else if (name === 'headers')
      for (const [key, one] of mapOf(value)) headers.set(key, headers.get(key) ?? one)
    else if (value !== '') headers.set(name, value)
  }
  return {headers, ...(logId === undefined ? {} : {logId})}
}

/** A map as Java writes it: `{Accept=[text/xml], SOAPAction=["urn:x"]}` or `{Accept=text/xml, b=c}`. */
function mapOf(text: string): [string, string][] {
  const inside = text.replace(/^\{/, '').replace(/\}$/, '')
  const found = inside.split(/(?:^|, )(?=[\w-]{1,100}=)/)
  return found.flatMap((one): [string, string][] => {
    const equals = one.indexOf('=')
    if (equals <= 0) return []
    return [
      [
        one.slice(0, equals).toLowerCase(),
        one
          .slice(equals + 1)
          .replace(/^\[/, '')
          .replace(/\]$/, ''),
      ],
    ]
  })
}

/** What curl -v tells between a head and its body, its progress included. */
export const CURL_TALK = /^(?:\* |[<>] ?$|[{}] \[\d+ bytes data\]|[ \d][^<>]{0,100}--:--|\s*% Total|\s*Dload)/

/** Whether nothing but blanks, or what curl tells of its work, stands between a head and its body. */
export function nothingBetween(bytes: Buffer, from: number, to: number): boolean {
  if (to - from > 4096 || to < from) return false
  let at = from
  while (at < to) {
    at = skipBlanks(bytes, at)
    if (at >= to) return true
    const line = lineText(bytes, at, to - at)
    if (!CURL_TALK.test(line)) return isLeadOf(bytes, at, to)
    while (at < to && bytes[at] !== LF) at++
  }
  return true
}

/** The head of the line on which the body begins: no end of line between, and short. */
function isLeadOf(bytes: Buffer, at: number, to: number): boolean {
  if (to - at > 200) return false
  for (let here = at; here < to; here++) if (bytes[here] === LF || bytes[here] === CR) return false
  return isBlank(bytes[to - 1]) || bytes[to - 1] === 0x22 || bytes[to - 1] === 0x3a || bytes[to - 1] === 0x3d
}
