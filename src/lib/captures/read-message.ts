import type {Attempt, Found, SearchTask} from './finding.ts'
import {none} from './finding.ts'
import {type HeaderBlock, readHeaders} from './header-block.ts'
import type {HttpStart} from './http-start.ts'
import {bodyAt, codedBody, isEscaped, rawBodyOf} from './message-body.ts'
import {isBlank, LF, lineStart, skipBlanks} from './text-bytes.ts'
import {unescapeXmlFrom} from './xml-escapes.ts'

/** An HTTP message from its start line on: its head, and its body when it is an envelope, a multipart or a coded one. */
export function readMessage(bytes: Buffer, start: HttpStart, floor: number, task: SearchTask): Attempt {
  const open = {kind: 'open', from: start.start} as const
  const first = bytes.indexOf(LF, start.start)
  const resume = start.start + start.line.length
  if (first === -1) return task.final ? none(resume) : open
  const block = readHeaders(bytes, first + 1)
  if (block.open && !task.final) return open
  if (block.count === 0 && start.kind === 'request') return none(resume)
  if (isEscaped(bytes, block.end)) return unescapeXmlFrom(bytes, lineStart(bytes, start.start, floor), task)
  const found = withCodedBody(bytes, start, block, task) ?? withBody(bytes, start, block, task)
  if (found === 'open') return open
  if (found) return {kind: 'found', found: [found], end: found.end}
  if (block.count === 0 || !tellsEnough(start)) return none(resume)
  const where = block.open ? 'headers' : 'before-body'
  const empty = {envelope: new Uint8Array(), parts: new Map(), encoding: 'utf-8', remarks: []} as const
  const head = {
    ...empty,
    ...headOf(start),
    headers: block.headers,
    end: block.end,
    cut: {where, at: block.end},
  } as const
  return {kind: 'found', found: [head], end: block.end}
}

function headOf({start, line, kind}: HttpStart) {
  return {start, startLine: line, direction: kind, wrapping: [], form: 'http'} as const
}

function withCodedBody(
  bytes: Buffer,
  start: HttpStart,
  block: HeaderBlock,
  task: SearchTask,
): Found | 'open' | undefined {
  const coded = codedBody(bytes, block.end, block.headers, task)
  if (coded === undefined || coded === 'open') return coded
  const [one] = coded.found
  if (!one) return undefined
  const headers = new Map([...one.headers, ...block.headers])
  return {...one, ...headOf(start), headers, wrapping: one.wrapping, end: coded.end}
}

function withBody(
  bytes: Buffer,
  start: HttpStart,
  block: HeaderBlock,
  task: SearchTask,
): Found | 'open' | undefined {
  const body = bodyAt(bytes, block.end, block.headers, task)
  if (body === undefined || body === 'open') return body
  const length = Number(block.headers.get('content-length') ?? Number.NaN)
  const differs = Number.isInteger(length) && !body.cut && !lengthFits(bytes, block.end, body.end, length)
  const remarks = differs ? [...body.remarks, {kind: 'length-differs', size: length} as const] : body.remarks
  const headers = new Map([...body.headers, ...block.headers])
  return {...body, ...headOf(start), ...rawBodyOf(bytes, block.end, body, length), headers, remarks}
}

/** Messages worth telling without an envelope: what was posted, and what came back. */
function tellsEnough({kind, method, status, line}: HttpStart): boolean {
  if (kind === 'request') return method === 'POST' || method === 'PUT'
  return (status ?? 0) >= 200 && !/connection established/i.test(line)
}

/** The body ends where its length says, blanks after the envelope or the last boundary being part of it. */
function lengthFits(bytes: Buffer, from: number, end: number, length: number): boolean {
  const last = from + length
  if (last < end) return last >= end - 2 && isBlank(bytes[end - 1])
  return skipBlanks(bytes, end) >= Math.min(last, bytes.length)
}
