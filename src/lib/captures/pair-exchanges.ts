import type {CapturedExchange} from './captured-exchange.ts'

/** WS-Addressing of one envelope, read by who opens its XML. */
export interface CapturedAddressing {
  readonly messageId?: string
  readonly relatesTo?: string
}

/**
 * How an answer was tied to a request. `relates-to`: its RelatesTo is the MessageID of the request: certain.
 * `log-id`: both bear the same number of the log. `unproven`: nothing contradicts it, nothing proves it.
 * `other`: its RelatesTo names another message than the request given.
 */
export type PairingProof = 'relates-to' | 'log-id' | 'unproven' | 'other'

export interface CapturedPair {
  readonly request: CapturedExchange
  readonly answer?: CapturedExchange
  /** Absent without an answer. Never `other`. */
  readonly proof?: Exclude<PairingProof, 'other'>
}

export interface Pairing {
  /** One for each request, in the order of the requests. */
  readonly pairs: readonly CapturedPair[]
  /** Answers of no request here, with the message they say they answer. */
  readonly orphans: readonly {readonly answer: CapturedExchange; readonly relatesTo?: string}[]
}

type Addressing = (exchange: CapturedExchange) => CapturedAddressing | undefined

/** What ties one answer to one request; `other` when the answer names another message. */
export function proofOf(
  request: CapturedExchange,
  answer: CapturedExchange,
  addressingOf: Addressing,
): PairingProof {
  const {relatesTo} = addressingOf(answer) ?? {}
  const {messageId} = addressingOf(request) ?? {}
  if (relatesTo !== undefined && messageId !== undefined)
    return relatesTo === messageId ? 'relates-to' : 'other'
  if (request.logId !== undefined && answer.logId !== undefined)
    return request.logId === answer.logId && request.place.file === answer.place.file ? 'log-id' : 'unproven'
  return 'unproven'
}

/**
 * Ties answers to requests: by RelatesTo (WS-Addressing 1.0 §3.2), else by the number of the log, else, without
 * any proof and said so, an answer to the request right before it. An answer that names another message is tied to
 * none. The order given is that of the files.
 */
export function pairExchanges(exchanges: readonly CapturedExchange[], addressingOf: Addressing): Pairing {
  const known = new Map(exchanges.map((one) => [one, addressingOf(one)]))
  const read: Addressing = (one) => known.get(one)
  const requests = exchanges.filter(({direction}) => direction === 'request')
  const byMessage = Map.groupBy(requests, (one) => read(one)?.messageId ?? '')
  const byLogId = Map.groupBy(requests, (one) => `${one.logId ?? ''} ${one.place.file}`)
  const given = new Map<CapturedExchange, {answer: CapturedExchange; proof: CapturedPair['proof']}>()
  const orphans: {answer: CapturedExchange; relatesTo?: string}[] = []
  let before: CapturedExchange | undefined
  for (const answer of exchanges) {
    const previous = before
    before = answer.direction === 'request' ? answer : undefined
    if (answer.direction !== 'answer') continue
    const relatesTo = read(answer)?.relatesTo
    const free = (among: readonly CapturedExchange[] | undefined) => among?.find((one) => !given.has(one))
    const candidates: readonly (CapturedExchange | undefined)[] = relatesTo
      ? [free(byMessage.get(relatesTo)), previous]
      : [
          answer.logId === undefined ? undefined : free(byLogId.get(`${answer.logId} ${answer.place.file}`)),
          previous,
        ]
    const request = candidates.find(
      (one) => one !== undefined && !given.has(one) && proofOf(one, answer, read) !== 'other',
    )
    const proof = request && proofOf(request, answer, read)
    if (request && proof && proof !== 'other') given.set(request, {answer, proof})
    else orphans.push({answer, ...(relatesTo === undefined ? {} : {relatesTo})})
  }
  const pairs = requests.map((request) => {
    const found = given.get(request)
    return found ? {request, answer: found.answer, ...(found.proof ? {proof: found.proof} : {})} : {request}
  })
  return {pairs, orphans}
}
