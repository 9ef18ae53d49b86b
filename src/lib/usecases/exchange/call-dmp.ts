/**
 * One call to the DMP, whatever it asks: `quota → intent (durable) → call → result`. If the intent cannot be written
 * the call is not made; whatever happens afterwards, its result is an event of the journal, applied with the change of
 * the items it concerns. The VIHF is made after the wait for the quota, as the request leaves (EX_AIR-040: 30 s, one call).
 */
import {type Answer, changesRegistry, type DmpCall, type ExpectedAnswer} from '../../answers/answer.ts'
import {answerError, isAccepted} from '../../answers/answer-error.ts'
import {readAnswer} from '../../answers/read-answer.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Ins, StrictTraits} from '../../ins/patient-identity.ts'
import type {DmpLink} from '../../ports/dmp-link.ts'
import type {ItemChange, JournalEvent} from '../../ports/journal.ts'
import type {DmpService} from '../../ports/transport.ts'
import type {HttpMessage} from '../../soap/mtom.ts'
import {type TraceInput, type TraceOperation, traceEvent} from '../../traces/trace-event.ts'
import type {DocumentTrace, QueryTrace, SubmissionSetTrace} from '../../traces/trace-fields.ts'
import type {Vihf} from '../../vihf/sign-vihf.ts'
import type {Workbench} from '../ports.ts'
import {answerStatus} from './answer-status.ts'
import {assertionFor} from './assertion.ts'
import {placeOf, securityAlerts} from './call-place.ts'
import {recordResult} from './record-result.ts'

export type CallBench = Pick<
  Workbench,
  | 'clock'
  | 'random'
  | 'signal'
  | 'journal'
  | 'quota'
  | 'link'
  | 'profile'
  | 'resultPatienceMs'
  | 'journalTold'
>

/** How a call ended, once recorded: an answer, or an error of the line with what it proves. */
export type Ending =
  | {readonly answer: Answer; readonly error?: DmpError; readonly tookMs?: number; readonly bytes?: number}
  | {readonly answer?: undefined; readonly error: DmpError; readonly tookMs?: number; readonly bytes?: number}

export interface Call {
  readonly kind: DmpCall
  readonly operation: TraceOperation
  readonly service: DmpService
  /** `TD2.1`, `ITI-41` and the WS-Addressing action. */
  readonly transaction: {readonly dmp: string; readonly ihe?: string; readonly action: string}
  readonly patient: Ins
  readonly traits?: StrictTraits
  readonly itemId?: string
  /** Bulk run that it belongs to. */
  readonly batchId?: string
  readonly documents?: readonly DocumentTrace[]
  readonly submissionSet?: SubmissionSetTrace
  readonly query?: QueryTrace
  /** Kept with the intent, for the proof of the deposit. */
  readonly lotSignature?: string
  readonly attempt?: number
  readonly reason?: string
  /** Takes part in the pace of feeding (TD2.1 only). */
  readonly paced: boolean
  readonly expected?: Pick<ExpectedAnswer, 'ownIds' | 'repeat'>
  /** The message, once its assertion is signed. */
  compose(vihfXml: string, messageId: string, to: string): HttpMessage
  readonly onIntent?: readonly ItemChange[]
  /** Changes that the ending brings; recorded with it. */
  settle?(ending: Ending): readonly ItemChange[]
}

interface Started {
  readonly intentId: string
  readonly vihf: Vihf
  readonly messageId: string
  readonly message: HttpMessage
  readonly startedAt: number
  /** Waits until the pace lets the first byte leave. */
  readonly due: () => Promise<void>
  /** Tells the pace that the first byte leaves, or that none will. */
  readonly left: () => void
}

function commonTrace(call: Call): Omit<TraceInput, 'phase' | 'occurredAt'> {
  const {operation, patient, traits, itemId, batchId, documents, submissionSet, query, attempt, reason} = call
  return {
    operation,
    patient,
    ...(traits ? {traits} : {}),
    ...(itemId ? {itemId} : {}),
    ...(batchId ? {batch: {id: batchId}} : {}),
    ...(documents ? {documents} : {}),
    ...(submissionSet ? {submissionSet} : {}),
    ...(query ? {query} : {}),
    ...(attempt ? {attempt} : {}),
    ...(reason ? {reason} : {}),
  }
}

function withBatch(event: JournalEvent, {batchId}: Call): JournalEvent {
  return batchId ? {...event, batchId} : event
}

function transactionTrace({transaction}: Call, messageId: string) {
  return {
    dmp: transaction.dmp,
    ...(transaction.ihe ? {ihe: transaction.ihe} : {}),
    soapAction: transaction.action,
    messageId,
  }
}

async function leave(bench: CallBench, call: Call): Promise<Started> {
  const {signal} = bench
  const link = await bench.link()
  const grant = call.paced ? await (await bench.quota()).acquire(signal, {confirm: true}) : undefined
  const left = onlyOnce(() => grant?.left())
  const due = async () => grant?.due()
  try {
    await requireValid(bench, link)
    return {...(await prepareCall(bench, call, link)), due, left}
  } catch (error) {
    left()
    throw error
  }
}

/** The wait for the pace may outlast the certificates. @throws DmpError DMP_CERTIFICATE_ENDED */
async function requireValid(
  {clock, profile}: Pick<CallBench, 'clock' | 'profile'>,
  {validUntil}: DmpLink,
): Promise<void> {
  if (validUntil === undefined || clock.now() < validUntil) return
  const end = new Date(validUntil).toISOString().slice(0, 10)
  throw new DmpError('DMP_CERTIFICATE_ENDED', {params: {end, profile: (await profile()).name, problem: '-'}})
}

function onlyOnce(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}

async function prepareCall(
  bench: CallBench,
  call: Call,
  link: DmpLink,
): Promise<Omit<Started, 'due' | 'left'>> {
  const {clock, random, signal} = bench
  signal.throwIfAborted()
  const messageId = `urn:uuid:${random.uuid()}`
  const startedAt = clock.now()
  const vihf = await assertionFor(bench, link, call.patient)
  const address = link.transport.address(call.service)
  const message = call.compose(vihf.xml, messageId, address)
  const event = traceEvent({
    ...commonTrace(call),
    phase: 'intent',
    occurredAt: startedAt,
    transaction: transactionTrace(call, messageId),
    ...(call.lotSignature ? {lotSignature: call.lotSignature} : {}),
    actor: link.actor,
    auth: link.auth,
    assertion: {
      id: vihf.assertionId,
      ...(link.issuer ? {issuer: link.issuer} : {}),
      subject: link.nameId,
      purposeOfUse: 'normal',
      issueInstant: new Date(vihf.issuedAt).toISOString(),
      sha256: vihf.sha256Hex,
    },
    repository: placeOf(address),
  })
  const [intentId = ''] = await (await bench.journal()).record([
    {event: withBatch(event, call), changes: call.onIntent ?? []},
  ])
  return {intentId, vihf, messageId, message, startedAt}
}

/** The answer, or the error that stands for its absence; once the request has left, an interruption is no longer obeyed. */
async function exchange(bench: CallBench, call: Call, started: Started): Promise<Ending> {
  const link = await bench.link()
  let bytes: number | undefined
  try {
    await started
      .due()
      .then(() => requireValid(bench, link))
      .catch((error: unknown) => {
        throw unsent(error)
      })
    const inbound = await link.transport.send({
      service: call.service,
      ...started.message,
      onLeaving: started.left,
    })
    bytes = inbound.body.length
    const answer = readAnswer(
      inbound,
      {call: call.kind, messageId: started.messageId, ...call.expected},
      link.open,
    )
    const {answers} = await bench.profile()
    const judged = answers.warnings === 'verify' ? verifyFirst(answer) : answer
    return isAccepted(judged) ? {answer: judged, bytes} : {answer: judged, error: answerError(judged), bytes}
  } catch (error) {
    if (error instanceof DmpError) return {error, ...(bytes === undefined ? {} : {bytes})}
    // Nobody knows how far it went: the worst is assumed.
    return {
      error: new DmpError('DMP_NO_ANSWER', {
        params: {host: '-', reason: 'internal'},
        details: {sent: true},
        cause: error,
      }),
    }
  }
}

/** The pace could not be asked, or the certificates ended meanwhile: nothing has left. */
function unsent(error: unknown): unknown {
  if (!(error instanceof DmpError)) return error
  const {code, params, details} = error
  return new DmpError(code, {params, details: {...details, sent: false}, cause: error})
}

/** The stricter reading of Success with a list of warnings: kept perhaps, to be verified (`answers.warnings`). */
function verifyFirst(answer: Answer): Answer {
  return answer.outcome === 'accepted-with-warnings' && changesRegistry(answer.call)
    ? {...answer, outcome: 'unknown'}
    : answer
}

/** True when the error proves that nothing left this machine. */
export function neverSent(error: DmpError): boolean {
  return error.details['sent'] === false
}

function outcomeOf(call: Call, {answer, error}: Ending): TraceInput['outcome'] {
  if (!answer)
    return error && neverSent(error) ? 'failure' : changesRegistry(call.kind) ? 'unknown' : 'failure'
  switch (answer.outcome) {
    case 'accepted':
      return 'success'
    case 'accepted-with-warnings':
      return 'warning'
    case 'unknown':
      return 'unknown'
    // The caller is refused, not this document: it is deferred, and a trace says the same.
    case 'systemic':
    case 'later':
      return 'failure'
    default:
      return 'refused'
  }
}

/**
 * Makes the call and records it. Never throws for what the DMP or the line answered: that is the ending.
 * @throws DmpError of the quota, the keys (DMP_CERTIFICATE_ENDED) or the journal before anything has left; afterwards of the journal alone,
 * when the result cannot be written (its item stays `sending`) or the item is no longer ours (DMP_ITEM_STATE)
 */
export async function callDmp(bench: CallBench, call: Call): Promise<Ending> {
  const started = await leave(bench, call)
  const ending = await exchange(bench, call, started)
  started.left()
  const endedAt = bench.clock.now()
  const outcome = outcomeOf(call, ending)
  const status = answerStatus(ending.answer)
  const event = traceEvent({
    ...commonTrace(call),
    phase: 'result',
    intentId: started.intentId,
    occurredAt: started.startedAt,
    endedAt,
    durationMs: endedAt - started.startedAt,
    bytesSent: started.message.body.size,
    ...(ending.bytes === undefined ? {} : {bytesReceived: ending.bytes}),
    transaction: transactionTrace(call, started.messageId),
    ...(outcome ? {outcome} : {}),
    ...(status ? {status} : {}),
    ...(ending.error ? {cause: ending.error.code} : {}),
  })
  const {transport, actor, auth} = await bench.link()
  const alerts = securityAlerts({
    error: ending.error,
    actor,
    auth,
    at: endedAt,
    address: transport.address(call.service),
  })
  await recordResult(bench, withBatch(event, call), () => call.settle?.(ending) ?? [], alerts)
  return {...ending, tookMs: endedAt - started.startedAt}
}
