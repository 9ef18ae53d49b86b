/**
 * One request to INSi: `intent (durable) → call → result`. If the intent cannot be written the call is not made; what
 * came of it, or that nothing came, is written whatever happens. The traces name the traits that were sent and never
 * hold one; the INS found is sealed like every other.
 */
import {DmpError} from '../../errors/dmp-error.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {Attempt} from '../../insi/attempts.ts'
import {type InsiAnswer, SEARCH_ACTION, type SearchTraits} from '../../insi/insi.ts'
import type {KnownCodes} from '../../insi/known-codes.ts'
import {readInsiAnswer} from '../../insi/read-answer.ts'
import {messageIdOf, searchRequestXml} from '../../insi/write-request.ts'
import type {InsiLink} from '../../ports/insi-link.ts'
import {plainMessage} from '../../soap/mtom.ts'
import {type TraceInput, traceEvent} from '../../traces/trace-event.ts'
import {placeOf, securityAlerts} from '../exchange/call-place.ts'
import {recordResult} from '../exchange/record-result.ts'
import type {Workbench} from '../ports.ts'
import {asStrict, withoutPerson} from './hide-person.ts'
import {answerFault, lineError} from './search-faults.ts'

export type SearchCallBench = Pick<
  Workbench,
  'clock' | 'random' | 'signal' | 'journal' | 'resultPatienceMs' | 'journalTold'
> & {
  insiLink(): Promise<InsiLink>
  insiCodes(): Promise<KnownCodes>
}

export interface SearchCall {
  readonly traits: SearchTraits
  readonly attempt: Attempt
  /** From 1. */
  readonly number: number
  /** Whom the answer names, to be traced with it. */
  found(answer: InsiResult): {readonly ins?: Ins; readonly oidMapping?: string}
}

export type InsiResult = Extract<InsiAnswer, {kind: 'result'}>

export interface SearchAnswered {
  readonly answer: InsiResult
  readonly messageId: string
  readonly tookMs: number
}

interface Ending {
  readonly http?: number
  readonly answer?: InsiAnswer
  readonly error?: DmpError
}

/**
 * @throws DmpError of the keys or the journal before anything has left; DMP_INSI_REFUSED, DMP_INSI_BUSY,
 * DMP_INSI_UNREADABLE, or an error of the line, once recorded
 */
export async function callInsi(bench: SearchCallBench, call: SearchCall): Promise<SearchAnswered> {
  const {clock, random, signal} = bench
  const link = await bench.insiLink()
  const codes = await bench.insiCodes()
  const journal = await bench.journal()
  signal.throwIfAborted()
  const ids = {message: random.uuid(), bam: random.uuid(), lps: random.uuid()}
  const {traits, attempt} = call
  const at = clock.now()
  const xml = searchRequestXml({caller: link.caller, traits, attempt, ids, at})
  const message = plainMessage(xml, SEARCH_ACTION)
  const messageId = messageIdOf({ids})
  const common = {
    operation: 'ins-search',
    occurredAt: at,
    attempt: call.number,
    transaction: {dmp: 'WS_INS2', soapAction: SEARCH_ACTION, messageId},
    query: queryOf(attempt, traits),
  } as const satisfies Partial<TraceInput>
  const {actor, auth, transport} = link
  const address = transport.address('insi')
  const intent = traceEvent({...common, phase: 'intent', actor, auth, repository: placeOf(address)})
  const [intentId = ''] = await journal.record([{event: intent, changes: []}])
  const ending = await exchange(link, message, {traits, signal})
  const endedAt = clock.now()
  const {answer} = ending
  const error = ending.error ?? faultOf(answer, codes)
  const found = answer?.kind === 'result' ? call.found(answer) : {}
  const result = traceEvent({
    ...common,
    phase: 'result',
    intentId,
    endedAt,
    durationMs: endedAt - at,
    bytesSent: message.body.size,
    traits: asStrict(traits),
    query: {...common.query, ...(found.oidMapping ? {oidMapping: found.oidMapping} : {})},
    ...(found.ins ? {patient: found.ins} : {}),
    outcome: outcomeOf(ending),
    status: statusOf(ending, error),
    ...(error ? {cause: error.code} : {}),
  })
  const alerts = securityAlerts({error: ending.error, actor, auth, at: endedAt, address})
  await recordResult(bench, result, () => [], alerts)
  if (error || answer?.kind !== 'result') throw error ?? new DmpError('DMP_INSI_UNREADABLE')
  return {answer, messageId, tookMs: endedAt - at}
}

async function exchange(
  link: InsiLink,
  message: ReturnType<typeof plainMessage>,
  {traits, signal}: {readonly traits: SearchTraits; readonly signal: AbortSignal},
): Promise<Ending> {
  try {
    const inbound = await link.transport.send({service: 'insi', ...message}, signal)
    const answer = readInsiAnswer(inbound, (bytes) => link.open(bytes))
    return {http: inbound.httpStatus, answer: withoutPerson(answer, traits)}
  } catch (cause) {
    if (cause instanceof DmpError) return {error: lineError(cause)}
    // Nobody knows how far it went: the worst is assumed.
    const lost = {params: {host: '-', reason: 'internal'}, details: {sent: true}, cause}
    return {error: lineError(new DmpError('DMP_NO_ANSWER', lost))}
  }
}

function faultOf(answer: InsiAnswer | undefined, codes: KnownCodes): DmpError | undefined {
  if (!answer || answer.kind === 'result') return undefined
  return answerFault(answer, codes)
}

function queryOf({names, position, withPlace}: Attempt, {birthPlace}: SearchTraits) {
  const place = withPlace && birthPlace !== undefined ? ['birthPlace'] : []
  const traits = ['birthName', 'givenNames', 'sex', 'birthDate', ...place]
  return {traits, givenNames: names, ...(names === 'one' ? {position} : {})}
}

function outcomeOf({answer, error}: Ending): NonNullable<TraceInput['outcome']> {
  if (error) return error.details['sent'] === false ? 'failure' : 'unknown'
  if (answer?.kind === 'fault') return answer.fault.ofSender ? 'refused' : 'failure'
  return answer?.kind === 'result' ? 'success' : 'failure'
}

function statusOf({http, answer}: Ending, error: DmpError | undefined): NonNullable<TraceInput['status']> {
  const fault = answer?.kind === 'fault' ? answer.fault : undefined
  const code = String(error?.params['code'] ?? error?.params['reason'] ?? '')
  const text = fault ? `${fault.text} / ${fault.technical}` : undefined
  return {
    ...(http === undefined ? {} : {http}),
    ...(answer?.kind === 'result' ? {registryStatus: answer.code} : {}),
    ...(fault?.family ? {faultCode: fault.family} : {}),
    ...(error
      ? {
          errors: [
            {
              code: fault?.code ?? code,
              ...(fault?.severity ? {severity: fault.severity} : {}),
              ...(text ? {context: text} : {}),
            },
          ],
        }
      : {}),
  }
}
