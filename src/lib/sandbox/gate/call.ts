import type {AuthenticatedCall, SandboxReply} from '../backend.ts'
import {SandboxRefusal} from '../backend.ts'
import {type Certificate, peerOf} from '../certificate/certificate.ts'
import type {StruckFaults} from '../faults/fault-knobs.ts'
import {fault} from '../refusals.ts'
import {messageIdOf, readAddressing} from '../soap/addressing.ts'
import {faultReply, hl7v3FailureXml, registryFailureXml} from '../soap/answers.ts'
import {checkUnderstood, readEnvelope} from '../soap/envelope.ts'
import {soap12} from '../soap/names.ts'
import {acceptVihf} from '../vihf/vihf.ts'
import {childrenNamed, elementsOf} from '../xml/navigate.ts'
import {parseXml} from '../xml/reader.ts'
import {XmlRefusal} from '../xml/refusal.ts'
import type {SourceElement} from '../xml/tree.ts'
import type {Gate} from './gate.ts'
import {checkIncludes, type RequestBody} from './request-body.ts'

export interface Arrival {
  readonly service: AuthenticatedCall['service']
  readonly receivedAt: number
  readonly peer: Certificate
  readonly struck: StruckFaults
}

/** An answer not yet put into HTTP. */
export interface CallAnswer {
  readonly status: 200 | 500
  readonly reply: SandboxReply
  readonly relatesTo: string | undefined
  /** Cause of a refusal. */
  readonly cause?: string
}

/** Opens the envelope and checks all that must hold before the registry is asked. */
function authenticate(
  gate: Gate,
  arrival: Arrival,
  body: RequestBody,
  root: SourceElement,
): AuthenticatedCall {
  const envelope = readEnvelope(root)
  const {mustUnderstand} = gate.options.insist ?? {}
  checkUnderstood(envelope)
  const policy = mustUnderstand === undefined ? {} : {mustUnderstand}
  const {messageId, known} = readAddressing(envelope, arrival.service, body.action, policy)
  if (!gate.messageIds.take(messageId, arrival.receivedAt)) {
    throw fault('InvalidAddressingHeader', 'wsa/replayed', 'MessageID déjà utilisé')
  }
  checkIncludes(root, body.parts)
  const vihf = acceptVihf(root, envelope.security, {
    trust: gate.trust,
    receivedAt: arrival.receivedAt,
    peer: arrival.peer,
    used: gate.assertionIds,
    policy: gate.vihf,
  })
  const delayed = arrival.struck.get('delayed-visibility')
  return {
    service: arrival.service,
    action: known.action,
    messageId,
    peer: peerOf(arrival.peer),
    vihf,
    body: envelope.body,
    parts: body.parts,
    receivedAt: arrival.receivedAt,
    ...(delayed === undefined
      ? {}
      : {visibilityDelay: typeof delayed === 'number' ? delayed * 1000 : ('until-released' as const)}),
  }
}

export interface CallHooks {
  /** Called once the caller is accepted, before anything is kept; false stops there. */
  beforeCommit(): boolean
}

/** Answers one call; undefined when a hook stopped it. Refusals become answers of their layer. */
export async function answerCall(
  gate: Gate,
  arrival: Arrival,
  body: RequestBody,
  hooks: CallHooks,
): Promise<CallAnswer | undefined> {
  let relatesTo: string | undefined
  let action = ''
  try {
    const {root} = parseXml(body.envelope)
    relatesTo = messageIdOf(childrenNamed(root, soap12, 'Header').flatMap((header) => elementsOf(header)))
    const call = authenticate(gate, arrival, body, root)
    action = call.action
    if (!hooks.beforeCommit()) return undefined
    return {status: 200, reply: await gate.options.backend.handle(call), relatesTo}
  } catch (error) {
    return {...refusalAnswer(error, action, arrival.receivedAt), relatesTo}
  }
}

/** The answer for a refusal, in its layer; an unexpected error is a Receiver fault without details. */
export function refusalAnswer(
  error: unknown,
  action: string,
  at: number,
): Omit<CallAnswer, 'relatesTo'> & {cause: string} {
  if (error instanceof XmlRefusal) {
    return {
      status: 500,
      reply: faultReply('SandboxXmlRefused', error.cause, error.message),
      cause: error.cause,
    }
  }
  if (!(error instanceof SandboxRefusal)) {
    const cause = `internal/${error instanceof Error ? error.name : typeof error}`
    return {
      status: 500,
      reply: faultReply('SandboxInternal', cause, 'Erreur interne du bac à sable', 'Receiver'),
      cause,
    }
  }
  const cause = error.location
  if (error.layer === 'fault')
    return {status: 500, reply: faultReply(error.code, cause, error.message), cause}
  if (error.layer === 'hl7v3') {
    return {
      status: 200,
      reply: {action: 'urn:hl7-org:v3:PRPA_IN201308UV02', xml: hl7v3FailureXml(error, at)},
      cause,
    }
  }
  const isQuery = action === 'urn:ihe:iti:2007:RegistryStoredQuery'
  const xml = registryFailureXml(error, isQuery)
  return {status: 200, reply: {action: responseAction(action), xml}, cause}
}

function responseAction(action: string): string {
  return action.endsWith('UpdateDocumentSet') ? `${action}-Response` : `${action}Response`
}
