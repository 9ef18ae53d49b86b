/**
 * Answers of the DMP: what came back, and what it means for the item that was sent.
 *
 * Read in the order HTTP → multipart → fault → registry response and its error list → HL7 v3 acknowledgement (what
 * fails before an answer exists is the transport's). Sources: GIE message samples, IHE ITI TF-3 §4.2.4, public
 * clients. What cannot be read after a call that changes something is an unknown outcome, never a refusal: the
 * document may be there. Nothing is retried here.
 *
 * Not done: the answers of consultation (TD3.2) and of authorisations (TD0.3, TD0.4).
 */
import {readExistence} from '../hl7v3/existence-answer.ts'
import type {InboundMessage} from '../ports/transport.ts'
import {readContentType} from '../soap/content-type.ts'
import {type ReadEnvelope, readEnvelope, type SoapFault} from '../soap/read-envelope.ts'
import {MultipartFault, readMultipart} from '../soap/read-multipart.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'
import type {Answer, AnswerIssue, AnswerLayer, ExpectedAnswer, Outcome} from './answer.ts'
import {knownAnswer} from './known-answers.ts'
import {maskMatricules} from './mask-matricules.ts'
import {readRegistry} from './read-registry.ts'
import {retryAfterSeconds} from './retry-after.ts'

/** The one door for untrusted XML, given by the caller. */
export type OpenXml = (bytes: Uint8Array) => XmlNode

function issue(layer: AnswerLayer, code: string, text: string): AnswerIssue {
  const known = knownAnswer(code, text)
  return {
    layer,
    code,
    text: maskMatricules(text),
    severity: 'error',
    ...(known ? {known: known.id} : {}),
  }
}

type Opened = {readonly envelope: ReadEnvelope} | {readonly issue: AnswerIssue}

const XML_TYPES = /^(?:application\/soap\+xml|text\/xml|application\/xml|application\/xop\+xml)$/

function openEnvelope(inbound: InboundMessage, open: OpenXml): Opened {
  const {type} = readContentType(inbound.contentType)
  let bytes = inbound.body
  if (type.startsWith('multipart/')) {
    try {
      bytes = readMultipart(inbound.contentType, bytes).root.bytes
    } catch (error) {
      if (!(error instanceof MultipartFault)) throw error
      return {issue: issue('multipart', 'MULTIPART', error.reason)}
    }
  } else if (!XML_TYPES.test(type)) {
    return {issue: issue('http', 'CONTENT_TYPE', type)}
  }
  let root: XmlNode
  try {
    root = open(bytes)
  } catch {
    return {issue: issue('xml', 'XML', '')}
  }
  const envelope = readEnvelope(root)
  return envelope ? {envelope} : {issue: issue('xml', 'ENVELOPE', root.name)}
}

/** Status codes that decide by themselves, whatever the body says. */
function httpIssue(status: number): AnswerIssue | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return issue('http', 'HTTP_REDIRECT', String(status))
  return issue('http', `HTTP_${status}`, '')
}

function httpOutcome(status: number, known: string | undefined, code: string): Outcome {
  if (known !== undefined) return knownAnswer(code)?.outcome ?? 'unknown'
  return status >= 400 && status < 500 ? 'refused' : 'unknown'
}

function faultOutcome(fault: SoapFault): Outcome {
  const known = knownAnswer(fault.subcode ?? fault.code, fault.text)
  if (known) return known.outcome
  return fault.code === 'Receiver' || fault.code === 'Server' ? 'later' : 'refused'
}

/** Reads an answer. Pure: `open` parses, nothing else is touched. */
export function readAnswer(inbound: InboundMessage, expected: ExpectedAnswer, open: OpenXml): Answer {
  const {httpStatus} = inbound
  const opened = openEnvelope(inbound, open)
  const envelope = 'envelope' in opened ? opened.envelope : undefined
  const retry = retryAfterSeconds(inbound.headers)
  const base = {
    call: expected.call,
    httpStatus,
    ...(envelope?.messageId === undefined ? {} : {messageId: envelope.messageId}),
    ...(retry === undefined ? {} : {retryAfterSeconds: retry}),
  }
  const http = httpIssue(httpStatus)
  const said = envelope?.fault && faultIssue(envelope.fault)
  if (http && !(httpStatus === 500 && said) && !(httpStatus === 400 && said)) {
    const issues = said ? [said, http] : [http]
    return {...base, outcome: httpOutcome(httpStatus, http.known, http.code), issues}
  }
  if (envelope?.fault && said) {
    const {fault} = envelope
    return {...base, outcome: faultOutcome(fault), issues: [said], faultCode: fault.subcode ?? fault.code}
  }
  if ('issue' in opened) return {...base, outcome: 'unknown', issues: [opened.issue]}
  return {...base, ...readBody(opened.envelope, expected)}
}

function faultIssue(fault: SoapFault): AnswerIssue {
  const found = issue('fault', fault.subcode ?? fault.code, fault.text)
  return fault.detail === undefined ? found : {...found, location: maskMatricules(fault.detail)}
}

type BodyReading = Omit<Answer, 'call' | 'httpStatus'>

const doubt = (code: string, text: string): BodyReading => ({
  outcome: 'unknown',
  issues: [issue('xml', code, text)],
})

function readBody(envelope: ReadEnvelope, expected: ExpectedAnswer): BodyReading {
  const {body, relatesTo} = envelope
  if (!body) return doubt('BODY', '')
  if (relatesTo !== undefined && relatesTo !== expected.messageId) return doubt('RELATES_TO', '')
  if (expected.call === 'existence') return existenceReading(body)
  const registry = readRegistry(body, expected)
  if (!registry) return doubt('BODY', body.name)
  const {status, ...rest} = registry
  if (registry.outcome === 'unknown' && registry.issues.length === 0)
    return {...doubt('STATUS', status), registryStatus: status}
  return {...rest, registryStatus: status}
}

function existenceReading(body: XmlNode): BodyReading {
  const read = readExistence(body)
  switch (read.kind) {
    case 'existence':
      return {outcome: 'accepted', issues: [], existence: read.existence}
    case 'unreadable':
      return doubt('BODY', read.reason)
    case 'error': {
      const issues = read.details.map((one) => ({
        ...issue('hl7', one.code, one.text),
        ...(one.location === undefined ? {} : {location: maskMatricules(one.location)}),
      }))
      const all = issues.length > 0 ? issues : [issue('hl7', read.typeCode, '')]
      const systemic = read.details.some((one) => knownAnswer(one.code, one.text)?.outcome === 'systemic')
      return {outcome: systemic ? 'systemic' : 'refused', issues: all}
    }
  }
}
