import type {CaptureRemark} from './captured-exchange.ts'
import {codedRunDetector} from './coded-runs.ts'
import {curlTraceDetector} from './curl-trace.ts'
import {trimCut} from './envelope-extent.ts'
import type {Detector, Found, SearchResult, SearchTask} from './finding.ts'
import {gzipDetector} from './gzip.ts'
import {hexDumpDetector} from './hex-dumps.ts'
import {jsonDetector} from './json-strings.ts'
import {CURL_TALK, nothingBetween} from './log-headers.ts'
import {packetDetector} from './packets.ts'
import {httpDetector, mimeDetector, soapDetector} from './raw-detectors.ts'
import {lineText, nextLine} from './text-bytes.ts'
import {urlDetector} from './url-escapes.ts'
import {utf16Detector} from './utf16-runs.ts'
import {wireDetector} from './wire-log.ts'
import {xmlEscapeDetector} from './xml-escapes.ts'

/** The first of two that see the same anchor wins. */
const detectors: readonly Detector[] = [
  curlTraceDetector,
  wireDetector,
  httpDetector,
  mimeDetector,
  soapDetector,
  utf16Detector,
  gzipDetector,
  packetDetector,
  hexDumpDetector,
  jsonDetector,
  urlDetector,
  xmlEscapeDetector,
  codedRunDetector,
]

/** Held back at the end of bytes that are not the last: no anchor is longer. */
const HOLD = 4096
const MAX_BODY = 65_536

const isHead = (found: Found): boolean => found.cut?.where === 'before-body'

/** The body that came after a head, with this head. */
function joined(head: Found, body: Found): Found {
  const {cut: _none, ...rest} = head
  const decode = body.wrapping[0] === 'escaped-xml' ? plainText : (value: string) => value
  const headers = new Map([
    ...body.headers,
    ...[...head.headers].map(([name, value]) => [name, decode(value)] as const),
  ])
  return {
    ...rest,
    ...body,
    start: head.start,
    form: 'http',
    direction: head.direction,
    headers,
    ...(head.startLine === undefined ? {} : {startLine: head.startLine}),
  }
}

function plainText(value: string): string {
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** An HTTP message whose body is no envelope: what it holds instead, up to the next message. */
function bodied(bytes: Buffer, head: Found, limit: number): Found {
  const length = Number(head.headers.get('content-length') ?? Number.NaN)
  const told = Number.isInteger(length) && length >= 0 ? head.end + length : limit
  const most = Math.min(limit, head.end + MAX_BODY, told)
  const last = beforeTalk(bytes, head.end, trimCut(bytes, Math.max(0, head.end - 1), most))
  const body = Buffer.from(bytes.subarray(head.end, last))
  const remarks: CaptureRemark[] = [
    ...head.remarks.filter(({kind}) => kind !== 'no-envelope'),
    {kind: 'no-envelope'},
  ]
  const {cut, ...rest} = head
  if (body.toString('latin1').trim() !== '') return {...rest, body, end: last, remarks}
  const nothingSent = length === 0 || (head.direction === 'answer' && !head.headers.has('content-type'))
  return {...rest, remarks, ...(cut && !nothingSent ? {cut} : {})}
}

/** Where curl begins to tell of its work. */
function beforeTalk(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at = nextLine(bytes, at))
    if (CURL_TALK.test(lineText(bytes, at, 200))) return at
  return end
}

/** Gathers findings in order, ties bodies to the heads before them. */
class Findings {
  readonly found: Found[] = []
  head: Found | undefined
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  add(one: Found): void {
    const head = this.head
    if (head) {
      this.head = undefined
      if (one.startLine === undefined && nothingBetween(this.#bytes, head.end, one.start)) {
        this.found.push(joined(head, one))
        return
      }
      this.found.push(bodied(this.#bytes, head, one.start))
    }
    if (isHead(one)) this.head = one
    else this.found.push(one)
  }

  close(limit: number): void {
    if (this.head) this.found.push(bodied(this.#bytes, this.head, limit))
    this.head = undefined
  }
}

/** Looks for exchanges from the first byte to the last; each detector passes over the bytes once. */
export function search(bytes: Buffer, task: SearchTask): SearchResult {
  const findings = new Findings(bytes)
  const anchors = detectors.map((one) => one.next(bytes, 0))
  let floor = 0
  while (true) {
    let first = -1
    for (const [place, anchor] of anchors.entries())
      if (anchor !== -1 && (first === -1 || anchor < (anchors[first] ?? 0))) first = place
    const detector = detectors[first]
    const anchor = anchors[first]
    if (!detector || anchor === undefined) break
    const attempt = detector.attempt(bytes, anchor, floor, task)
    if (attempt.kind === 'open') {
      for (const one of attempt.found ?? []) findings.add(one)
      const openAt = Math.max(floor, attempt.found ? attempt.from : Math.min(attempt.from, anchor))
      const from = findings.head ? findings.head.start : openAt
      return {found: findings.found, keepFrom: from, openAt: from}
    }
    if (attempt.kind === 'none') {
      anchors[first] = detector.next(bytes, Math.max(anchor + 1, attempt.resume))
      continue
    }
    for (const one of attempt.found) findings.add(one)
    floor = Math.max(floor, attempt.end)
    if (attempt.end <= anchor) anchors[first] = detector.next(bytes, anchor + 1)
    for (const [place, one] of anchors.entries())
      if (one !== -1 && one < floor) anchors[place] = detectors[place]?.next(bytes, floor) ?? -1
    if (task.firstOnly && findings.found.length > 0)
      return {found: findings.found.slice(0, 1), keepFrom: floor}
  }
  const {head} = findings
  if (head && !task.final && bytes.length - head.end < MAX_BODY)
    return {found: findings.found, keepFrom: head.start, openAt: head.start}
  findings.close(bytes.length)
  return {found: findings.found, keepFrom: task.final ? bytes.length : Math.max(floor, bytes.length - HOLD)}
}
