import type {CapturedExchange, CapturedPart, CaptureRemarkKind} from '../../captures/captured-exchange.ts'
import type {ExaminedPart, ExaminedRequest} from '../../ports/strict-exchange.ts'
import {logTime} from './log-time.ts'

/** Remarks that make a digest prove nothing. */
const changing: readonly CaptureRemarkKind[] = ['damaged', 'characters-lost', 'masked', 'too-large']

/** Whether the log changed what was signed, in the envelope or in a part. */
export function isAltered({remarks}: CapturedExchange, contentId?: string): boolean {
  return remarks.some((remark) => remark.contentId === contentId && changing.includes(remark.kind))
}

/** Path of `POST /path HTTP/1.1`, or of a whole URL. */
function pathOf(startLine: string | undefined): string | undefined {
  const target = /^[A-Z]+ (\S+)/.exec(startLine ?? '')?.[1]
  return target?.replace(/^https?:\/\/[^/]*/i, '')
}

/** Whether the body was captured whole, by the length that its sender announced. */
export function isExact({headers, rawBody}: CapturedExchange): boolean {
  const length = headers.get('content-length')
  return rawBody !== undefined && length !== undefined && Number(length) === rawBody.byteLength
}

/**
 * Content-Type of the message: empty when its headers were captured and have none, undefined when they were not. A
 * multipart that seems to be an envelope bears the type of its first part.
 */
function contentTypeOf({form, headers, cut, rawBody}: CapturedExchange): string | undefined {
  const type = headers.get('content-type') ?? ''
  const parts =
    rawBody !== undefined && /^\s*--/.test(Buffer.from(rawBody.subarray(0, 16)).toString('latin1'))
  const own = parts && /^application\/xop\+xml/i.test(type) ? '' : type
  if (form === 'http') return cut?.where === 'headers' ? undefined : own
  return own === '' ? undefined : own
}

/** What is examined of a captured request; `at`: when it was sent, where the user says so. */
export function requestOfCapture(captured: CapturedExchange, at: number | undefined): ExaminedRequest {
  const {form, startLine, rawBody, envelope, parts, complete} = captured
  const logged = at === undefined ? logTime(captured) : undefined
  return {
    path: pathOf(startLine),
    contentType: contentTypeOf(captured),
    body: rawBody,
    envelope,
    whole: complete || isExact(captured),
    parts:
      form === 'soap'
        ? undefined
        : new Map([...parts].map(([id, part]) => [id, examinedPart(captured, part)])),
    altered: isAltered(captured) || isShort(captured),
    reframed: framingChanged(captured),
    at: timeOf(at, logged),
  }
}

function timeOf(given: number | undefined, logged: number | undefined): ExaminedRequest['at'] {
  if (given !== undefined) return {time: given, from: 'given'}
  return logged === undefined ? undefined : {time: logged, from: 'log'}
}

/**
 * The body has not the length that its sender announced, and not for its line ends: signs of several bytes were written
 * as one, or the like.
 */
function isShort(captured: CapturedExchange): boolean {
  const {headers, rawBody, remarks} = captured
  if (isExact(captured) || remarks.some(({kind}) => kind === 'line-ends-changed')) return false
  const length = Number(headers.get('content-length') ?? Number.NaN)
  const short = rawBody !== undefined && Number.isInteger(length) && rawBody.byteLength + 2 < length
  return short || remarks.some(({kind}) => kind === 'length-differs')
}

/** Line ends inside a multipart are bytes of its parts; those of XML are not what is signed. */
function framingChanged(captured: CapturedExchange): boolean {
  if (captured.form === 'soap') return false
  const kinds = captured.remarks.map(({kind}) => kind)
  return (
    isShort(captured) ||
    kinds.includes('line-ends-changed') ||
    (kinds.includes('length-differs') && !isExact(captured))
  )
}

function examinedPart(captured: CapturedExchange, part: CapturedPart): ExaminedPart {
  const {contentId, headers, bytes, damaged, complete, tooLarge} = part
  const lost = damaged || tooLarge || (!complete && !isExact(captured))
  return {
    contentType: headers.get('content-type') ?? '',
    bytes,
    altered: lost || isAltered(captured, contentId) || isShort(captured) || framingChanged(captured),
  }
}
