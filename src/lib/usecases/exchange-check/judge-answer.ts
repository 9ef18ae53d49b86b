import type {Answer, DmpCall} from '../../answers/answer.ts'
import {type KnownAnswer, knownAnswerById} from '../../answers/known-answers.ts'
import {type OpenXml, readAnswer} from '../../answers/read-answer.ts'
import type {CapturedExchange} from '../../captures/captured-exchange.ts'
import {placeOf} from './exchange-place.ts'
import type {FoundCause, ReportedAnswer, ReportedIssue} from './exchange-report.ts'
import type {HiddenWords} from './hidden-words.ts'

/** Status of `HTTP/1.1 500 …`; undefined when the answer was captured without its first line. */
export function statusOf({startLine}: CapturedExchange): number | undefined {
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(startLine ?? '')?.[1]
  return status === undefined ? undefined : Number(status)
}

/** What kind of call an answer is read as: that of its request, else by what it holds. */
export function callOf(text: string): DmpCall {
  if (/AdhocQueryRe(?:quest|sponse)\b/.test(text)) return 'locate'
  if (/PRPA_IN20130[78]UV02\b/.test(text)) return 'existence'
  return /UpdateDocumentSet|UpdateAvailabilityStatus/.test(text) ? 'delete' : 'submit'
}

export interface AnswerToRead {
  readonly answer: CapturedExchange
  readonly proof: ReportedAnswer['proof']
  readonly call: DmpCall
  readonly messageId: string | undefined
  readonly relatesTo: string | undefined
  /** False for an answer whose patient nobody knows: what it says in words may name him, and is not shown. */
  readonly isTied: boolean
  /** What was found in the request it answers. */
  readonly findings: readonly FoundCause[]
}

/** An answer by the same reading as those of our own calls; texts masked. */
export function judgeAnswer(
  {answer, proof, call, messageId, relatesTo, isTied, findings}: AnswerToRead,
  open: OpenXml,
  hidden: HiddenWords,
): ReportedAnswer {
  const read = readCaptured(answer, call, messageId ?? relatesTo ?? '', open)
  const issues = read.issues.map((issue): ReportedIssue => {
    const known = issue.known === undefined ? undefined : knownAnswerById(issue.known)
    return {
      layer: issue.layer,
      code: hidden.mask(issue.code),
      text: isTied || issue.text === '' ? hidden.mask(issue.text) : '•••',
      location: issue.location === undefined || !isTied ? null : hidden.mask(issue.location),
      severity: issue.severity,
      known: known?.id ?? null,
      actor: known ? actorFor(known) : null,
      explained: null,
    }
  })
  const said = new Set(read.issues.map(({code}) => code))
  return {
    place: placeOf(answer),
    proof,
    httpStatus: statusOf(answer) ?? null,
    outcome: read.outcome,
    issues,
    confirms:
      (proof !== 'other' &&
        findings.find(({code}) => said.has(code) || said.has(code.replace(' ', '_')))?.cause) ||
      null,
    relatesTo: relatesTo === undefined ? null : hidden.mask(relatesTo),
  }
}

/** The sender here is anybody's software: what would be our own fault is its editor's. */
function actorFor({actor}: KnownAnswer): KnownAnswer['actor'] {
  return actor === 'toolkit' ? 'editor' : actor
}

function readCaptured(answer: CapturedExchange, call: DmpCall, messageId: string, open: OpenXml): Answer {
  const {envelope, headers, body, rawBody} = answer
  const enveloped = envelope.byteLength > 0
  const fault = enveloped && /<(?:[\w.-]{1,40}:)?Fault\b/.test(Buffer.from(envelope).toString('latin1'))
  const inbound = {
    httpStatus: statusOf(answer) ?? (fault ? 500 : 200),
    contentType: enveloped ? 'application/soap+xml' : (headers.get('content-type') ?? ''),
    headers: Object.fromEntries(headers),
    body: enveloped ? envelope : (body ?? rawBody ?? new Uint8Array()),
  }
  return readAnswer(inbound, {call, messageId}, open)
}
