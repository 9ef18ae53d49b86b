import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Socket} from 'node:net'
import type {TLSSocket} from 'node:tls'
import type {AuthenticatedCall} from '../backend.ts'
import {SandboxRefusal} from '../backend.ts'
import type {StruckFaults} from '../faults/fault-knobs.ts'
import type {FaultSpec} from '../faults/fault-spec.ts'
import {admittedNames} from '../insi/names.ts'
import {discardPart} from '../mime/part-sink.ts'
import {BodyRefusal} from '../mime/refusal.ts'
import {answerEnvelope, faultReply} from '../soap/answers.ts'
import {type HttpAnswer, shapeAnswer} from './answer-forms.ts'
import {type Arrival, answerCall, type CallAnswer, refusalAnswer} from './call.ts'
import {establishmentOf, type Gate} from './gate.ts'
import {drain, readRequestBody} from './request-body.ts'
import {admitPeer} from './tls-door.ts'

/** Thrown inside an exchange once its socket is gone: there is nobody to answer. */
export class Severed extends Error {}

export interface Wire {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Ends the TCP connection with a reset. */
  reset(): void
}

export function wireOf(request: IncomingMessage, response: ServerResponse, raw: Socket | undefined): Wire {
  const reset = (): void => {
    if (raw !== undefined && !raw.destroyed) raw.resetAndDestroy()
    request.socket.destroy()
  }
  return {request, response, reset}
}

/** Serves one POST to a service, from the client certificate to the answer, with the faults that strike it. */
export async function serveCall(
  gate: Gate,
  wire: Wire,
  service: AuthenticatedCall['service'],
): Promise<void> {
  const {request, response} = wire
  const receivedAt = gate.options.clock.now()
  gate.counters.calls += 1
  const verdict = admitPeer(request.socket as TLSSocket, gate.trust, receivedAt, admittedNames)
  if (!verdict.admitted) {
    await drain(request)
    return sayPlainly(gate, response, 403, verdict.cause, verdict.text)
  }
  const struck = gate.knobs.strike(service)
  const unavailable = struck.get('unavailable')
  if (unavailable !== undefined) {
    await drain(request)
    response.setHeader('retry-after', String(unavailable))
    return sayPlainly(gate, response, 503, 'fault/unavailable', 'Service momentanément indisponible')
  }
  const arrival: Arrival = {service, receivedAt, peer: verdict.certificate, struck}
  if (service === 'repository' && (await refusedByQuota(gate, wire, arrival))) return
  try {
    const answer = await handled(gate, wire, arrival)
    if (answer === undefined) return wire.reset()
    await sendAnswer(gate, wire, struck, answer)
  } catch (error) {
    await refuseBody(gate, wire, struck, error)
  }
}

/** Reads and answers a call; its parts are gone when this returns. Undefined: cut before anything was kept. */
async function handled(gate: Gate, wire: Wire, arrival: Arrival): Promise<CallAnswer | undefined> {
  const chunks = watched(wire, arrival.struck.get('reset-request'))
  const body = await readRequestBody(wire.request, chunks, arrival.service, gate.options.spoolDir)
  try {
    return await answerCall(gate, arrival, body, {
      beforeCommit: () => !arrival.struck.has('cut-before-commit'),
    })
  } finally {
    await Promise.all(body.received.map(discardPart))
  }
}

async function refuseBody(gate: Gate, wire: Wire, struck: StruckFaults, error: unknown): Promise<void> {
  if (error instanceof Severed || wire.request.socket.destroyed) return
  if (error instanceof BodyRefusal) {
    if (error.status === 413) wire.response.setHeader('connection', 'close')
    else await drain(wire.request)
    return sayPlainly(gate, wire.response, error.status, error.cause, error.message)
  }
  if (!(error instanceof SandboxRefusal)) gate.log('internal-error', {error: String(error)})
  await sendAnswer(gate, wire, struck, {
    ...refusalAnswer(error, '', gate.options.clock.now()),
    relatesTo: undefined,
  })
}

/** The sandbox's own choice: HTTP 429 with Retry-After and a fault; what the DMP answers is not known. */
async function refusedByQuota(gate: Gate, {request, response}: Wire, arrival: Arrival): Promise<boolean> {
  gate.counters.submissions += 1
  const quota = gate.quota.take(establishmentOf(arrival.peer), arrival.receivedAt)
  if (quota.allowed) return false
  gate.counters.quotaRefused += 1
  await drain(request)
  const text = 'Trop de transactions d’alimentation pour cet établissement'
  const reply = faultReply('SandboxQuotaExceeded', `quota/per-${quota.limit}`, text)
  const answer = shapeAnswer(429, reply.action, answerEnvelope(reply, undefined), arrival.struck)
  gate.counters.refused += 1
  gate.log('refused', {service: arrival.service, cause: `quota/per-${quota.limit}`})
  send(response, {...answer, headers: {...answer.headers, 'retry-after': String(quota.retryAfterSeconds)}})
  return true
}

/** The request's body in chunks; the fault `reset-request` ends the connection after so many bytes. */
export async function* watched(
  wire: Wire,
  resetAfter: FaultSpec['value'] | undefined,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of wire.request.iterator({destroyOnReturn: false})) {
    size += (chunk as Uint8Array).byteLength
    if (typeof resetAfter === 'number' && size >= resetAfter) {
      wire.reset()
      throw new Severed()
    }
    yield chunk as Uint8Array
  }
}

async function sendAnswer(gate: Gate, wire: Wire, struck: StruckFaults, answer: CallAnswer): Promise<void> {
  if (answer.cause === undefined) gate.counters.accepted += 1
  else gate.counters.refused += 1
  gate.log(answer.cause === undefined ? 'answered' : 'refused', {
    action: answer.reply.action,
    ...(answer.cause === undefined ? {} : {cause: answer.cause}),
  })
  const envelope = answerEnvelope(answer.reply, answer.relatesTo)
  await deliver(gate, wire, struck, shapeAnswer(answer.status, answer.reply.action, envelope, struck))
}

/** Sends an answer, unless a fault keeps it back, cuts it off or makes it wait. */
export async function deliver(
  gate: Gate,
  wire: Wire,
  struck: StruckFaults,
  shaped: HttpAnswer,
): Promise<void> {
  const delay = struck.get('delay')
  if (typeof delay === 'number') await gate.options.clock.sleep(delay)
  if (struck.has('cut-after-commit')) return wire.reset()
  const resetAfter = struck.get('reset-answer')
  if (typeof resetAfter !== 'number') return send(wire.response, shaped)
  wire.response.writeHead(shaped.status, {...shaped.headers, 'content-length': shaped.body.length})
  wire.response.write(shaped.body.subarray(0, resetAfter), () => wire.reset())
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, {...answer.headers, 'content-length': answer.body.length})
  response.end(answer.body)
}

/** An answer below SOAP, in words, with its cause in a header. */
export function sayPlainly(
  gate: Gate,
  response: ServerResponse,
  status: number,
  cause: string,
  text: string,
): void {
  gate.counters.refused += 1
  gate.log('refused', {status, cause})
  response.setHeader('x-sandbox-cause', cause)
  send(response, {
    status,
    headers: {'content-type': 'text/plain; charset=utf-8'},
    body: Buffer.from(`${text}\n`),
  })
}
