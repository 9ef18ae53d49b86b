import {randomBytes} from 'node:crypto'
import type {IncomingMessage} from 'node:http'
import type {TLSSocket} from 'node:tls'
import type {StruckFaults} from '../faults/fault-knobs.ts'
import type {HttpAnswer} from '../gate/answer-forms.ts'
import {deliver, Severed, sayPlainly, type Wire, watched} from '../gate/exchange.ts'
import type {Gate} from '../gate/gate.ts'
import {drain} from '../gate/request-body.ts'
import {admitPeer} from '../gate/tls-door.ts'
import {readContentType} from '../mime/content-type.ts'
import {BodyRefusal} from '../mime/refusal.ts'
import {answerInsiCall, type InsiAnswer} from './call.ts'
import type {InsiService} from './insi.ts'

/** Largest request in bytes: one by traits has some two thousand. */
const largest = 65_536

/** Serves one POST to INSi, from the client certificate to the answer, with the faults that strike it. */
export async function serveInsi(gate: Gate, wire: Wire, service: InsiService): Promise<void> {
  const {request, response} = wire
  const receivedAt = gate.options.clock.now()
  gate.counters.calls += 1
  const verdict = admitPeer(request.socket as TLSSocket, service.trust, receivedAt)
  if (!verdict.admitted) {
    await drain(request)
    return sayPlainly(gate, response, 403, verdict.cause, verdict.text)
  }
  const struck = gate.knobs.strike('insi')
  const unavailable = struck.get('unavailable')
  if (unavailable !== undefined) {
    await drain(request)
    response.setHeader('retry-after', String(unavailable))
    return sayPlainly(gate, response, 503, 'fault/unavailable', 'Service momentanément indisponible')
  }
  try {
    const {envelope, action} = await readBody(request, watched(wire, struck.get('reset-request')))
    if (struck.has('cut-before-commit')) return wire.reset()
    const answer = answerInsiCall(service, {peer: verdict.certificate, receivedAt, envelope, action, struck})
    note(gate, answer)
    await deliver(gate, wire, struck, shape(answer, struck))
  } catch (error) {
    if (error instanceof Severed || request.socket.destroyed) return
    if (!(error instanceof BodyRefusal)) throw error
    if (error.status === 413) response.setHeader('connection', 'close')
    else await drain(request)
    sayPlainly(gate, response, error.status, error.cause, error.message)
  }
}

interface InsiBody {
  readonly envelope: Uint8Array
  readonly action: string | undefined
}

async function readBody(request: IncomingMessage, chunks: AsyncIterable<Uint8Array>): Promise<InsiBody> {
  const contentType = readContentType(request.headers['content-type'])
  if (contentType === undefined)
    throw new BodyRefusal(415, 'http/content-type', 'Content-Type absent ou mal formé')
  const charset = contentType.parameters.get('charset') ?? 'utf-8'
  if (contentType.type !== 'application/soap+xml' || charset.toLowerCase() !== 'utf-8')
    throw new BodyRefusal(415, 'http/content-type', 'application/soap+xml en UTF-8 attendu')
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > largest) throw new BodyRefusal(413, 'http/too-large', 'Demande trop grosse')
    pieces.push(chunk)
  }
  return {envelope: Buffer.concat(pieces), action: contentType.parameters.get('action')}
}

function note(gate: Gate, {code}: InsiAnswer): void {
  if (code === undefined) gate.counters.accepted += 1
  else gate.counters.refused += 1
  gate.log(code === undefined ? 'answered' : 'refused', {
    service: 'insi',
    ...(code === undefined ? {} : {cause: code}),
  })
}

function shape({status, xml}: InsiAnswer, struck: StruckFaults): HttpAnswer {
  const headers = {'content-type': 'application/soap+xml; charset=utf-8'}
  return struck.has('garbage')
    ? {status: 200, headers, body: randomBytes(512)}
    : {status, headers, body: Buffer.from(xml)}
}
