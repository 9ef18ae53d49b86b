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

/** What is examined of a captured request; `at`: when it was sent, where the user says so. */
export function requestOfCapture(captured: CapturedExchange, at: number | undefined): ExaminedRequest {
  const {form, headers, startLine, rawBody, envelope, parts, complete, cut} = captured
  const hasHeaders = form === 'http' ? cut?.where !== 'headers' : headers.has('content-type')
  const logged = at === undefined ? logTime(captured) : undefined
  return {
    path: pathOf(startLine),
    contentType: hasHeaders ? (headers.get('content-type') ?? '') : undefined,
    body: rawBody,
    envelope,
    whole: complete,
    parts:
      form === 'soap'
        ? undefined
        : new Map([...parts].map(([id, part]) => [id, examinedPart(captured, part)])),
    altered: isAltered(captured) || lineEndsMatter(captured),
    at:
      at === undefined
        ? logged === undefined
          ? undefined
          : {time: logged, from: 'log'}
        : {time: at, from: 'given'},
  }
}

/** Line ends inside a multipart are bytes of its parts; those of XML are not what is signed. */
function lineEndsMatter({form, remarks}: CapturedExchange): boolean {
  return (
    form !== 'soap' && remarks.some(({kind}) => kind === 'line-ends-changed' || kind === 'length-differs')
  )
}

function examinedPart(captured: CapturedExchange, part: CapturedPart): ExaminedPart {
  const {contentId, headers, bytes, damaged, complete, tooLarge} = part
  return {
    contentType: headers.get('content-type') ?? '',
    bytes,
    altered: damaged || tooLarge || !complete || isAltered(captured, contentId) || lineEndsMatter(captured),
  }
}
