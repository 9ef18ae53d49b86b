import {directionOf} from './envelope-bytes.ts'
import {type EnvelopeStart, envelopeStart} from './envelope-extent.ts'
import type {Attempt, Detector, Found} from './finding.ts'
import {none} from './finding.ts'
import {httpStartAt} from './http-start.ts'
import {headersBefore} from './log-headers.ts'
import {stripLines} from './log-lines.ts'
import {isEscaped, mimeBody, NO_HEADERS, rawBodyOf, soapBody} from './message-body.ts'
import {readMessage} from './read-message.ts'
import {boundaryAt} from './read-multipart.ts'
import {isBlank, isNameByte, lineStart, nextLine, nextToken} from './text-bytes.ts'
import {unescapeXmlFrom} from './xml-escapes.ts'

const KIND_LOOK = 32_768

/** Whether line breaks around the start tag are written as `\\n`, or quotes enclose it: a string still to be undone. */
function isInString(bytes: Buffer, {start, tag}: EnvelopeStart): boolean {
  const before = bytes.toString('latin1', Math.max(0, start - 2), start)
  if (before.endsWith('"')) {
    const line = bytes.subarray(start, nextLine(bytes, start, KIND_LOOK))
    return line.includes('\\')
  }
  const prolog = bytes.toString('latin1', start, tag)
  const after = bytes.subarray(tag, tag + KIND_LOOK).indexOf(0x3e)
  const text = after === -1 ? '' : bytes.toString('latin1', tag + after + 1, tag + after + 5)
  return /^\\[nrt]$/.test(before) || /\?>\\[nrt]/.test(prolog) || /^(?:\\[nrt])+/.test(text)
}

/** SOAP alone: `<soap:Envelope` with any prefix. */
export const soapDetector: Detector = {
  name: 'soap',
  next: (bytes, from) => bytes.indexOf('Envelope', from),
  attempt(bytes, anchor, floor, task): Attempt {
    const begin = envelopeStart(bytes, anchor, floor)
    if (begin === 'open')
      return task.final ? none(anchor + 8) : {kind: 'open', from: lineStart(bytes, anchor, floor)}
    if (!begin) return none(anchor + 8)
    if (isInString(bytes, begin)) return none(anchor + 8)
    const stripped = stripLines(bytes, begin.start, floor, task)
    if (stripped) return stripped
    const before = headersBefore(bytes, begin.start, floor)
    const body = soapBody(bytes, begin, task)
    if (body === 'open') return {kind: 'open', from: before?.start ?? begin.start}
    const found: Found = {
      ...body,
      start: before?.start ?? begin.start,
      wrapping: [],
      direction: before?.direction ?? directionOf(body.envelope),
      headers: before?.headers ?? NO_HEADERS,
      ...(before?.logId === undefined ? {} : {logId: before.logId}),
    }
    return {kind: 'found', found: [found], end: body.end}
  },
}

/** A multipart alone, with its headers before it or without. */
export const mimeDetector: Detector = {
  name: 'mime',
  next(bytes, from) {
    for (let at = bytes.indexOf('--', from); at !== -1; at = bytes.indexOf('--', at)) {
      const start = at
      while (bytes[at] === 0x2d) at++
      if (!isNameByte(bytes[start - 1]) && !isBlank(bytes[at])) return start
    }
    return -1
  },
  attempt(bytes, anchor, floor, task): Attempt {
    if (!task.final && bytes.length - anchor < 1024)
      return {kind: 'open', from: lineStart(bytes, anchor, floor)}
    const stripped =
      /content-/i.test(bytes.toString('latin1', anchor, anchor + 1024)) &&
      stripLines(bytes, anchor, floor, task)
    if (stripped) return stripped
    if (boundaryAt(bytes, anchor) === undefined || nextToken(bytes, 'Envelope', anchor) === -1)
      return none(anchor + 2)
    const before = headersBefore(bytes, anchor, floor)
    const start = before?.start ?? anchor
    if (isEscaped(bytes, anchor)) return unescapeXmlFrom(bytes, start, task)
    const body = mimeBody(bytes, anchor, before?.headers ?? NO_HEADERS, task)
    if (body === 'open') return {kind: 'open', from: start}
    if (!body || (body.envelope.length === 0 && !body.remarks.some(({kind}) => kind === 'too-large')))
      return none(Math.max(anchor + 2, body?.end ?? 0))
    const headers = new Map([...body.headers, ...(before?.headers ?? [])])
    const direction = before?.direction ?? directionOf(body.envelope)
    const found: Found = {
      ...body,
      ...rawBodyOf(bytes, anchor, body, Number.NaN),
      start,
      wrapping: [],
      direction,
      headers,
      ...(before?.logId === undefined ? {} : {logId: before.logId}),
    }
    return {kind: 'found', found: [found], end: body.end}
  },
}

/** HTTP/1.x with its start line. */
export const httpDetector: Detector = {
  name: 'http',
  next: (bytes, from) => bytes.indexOf('HTTP/1.', from),
  attempt(bytes, anchor, floor, task): Attempt {
    if (!task.final && bytes.length - anchor < 256)
      return {kind: 'open', from: lineStart(bytes, anchor, floor)}
    const start = httpStartAt(bytes, anchor, floor)
    if (!start) return none(anchor + 7)
    const stripped = stripLines(bytes, start.start, floor, task)
    if (stripped) return stripped
    return readMessage(bytes, start, floor, task)
  },
}
