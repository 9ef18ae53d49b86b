import type {DmpCall} from '../../answers/answer.ts'
import type {CapturedExchange} from '../../captures/captured-exchange.ts'
import {type CapturedAddressing, type Pairing, pairExchanges, proofOf} from '../../captures/pair-exchanges.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {Examiner} from '../../ports/strict-exchange.ts'
import {addressingOf, exchangesIn, withoutBytes} from './capture-file.ts'
import type {CheckBench, ExchangeWish} from './check-ports.ts'
import {examinationMeans} from './examination-means.ts'
import {examinedExchange} from './examined-exchange.ts'
import {
  type CheckedExchange,
  type ExchangeCheck,
  isFaulty,
  type ReportedAnswer,
  type TicketWords,
} from './exchange-report.ts'
import {IssueBook} from './explain-issues.ts'
import {HiddenWords} from './hidden-words.ts'
import {callOf, judgeAnswer} from './judge-answer.ts'
import {nameless} from './nameless.ts'
import {withAnswer} from './refuted.ts'
import {requestOfCapture} from './request-of-capture.ts'
import {writeTicket} from './write-ticket.ts'

/** Reports kept whole; a log may hold thousands of exchanges. */
const mostReports = 200
/** Answers read before they are set aside. */
const mostAnswers = 5000

/**
 * `exchange check`: finds the exchanges of a capture, examines each request by the strict rules of the embedded DMP,
 * reads each answer, and ties one to the other only where something says so. No profile, no network, nothing is traced.
 * @throws DmpError DMP_EXCHANGE_NOT_FOUND, DMP_FILE_UNREADABLE, DMP_FILE_EXISTS and those of the certificates
 */
export async function checkExchange(
  bench: CheckBench,
  wish: ExchangeWish,
  words: TicketWords,
): Promise<ExchangeCheck> {
  const examiner = await bench.strictExchange.open(await examinationMeans(bench, wish))
  const given = wish.answer === undefined ? undefined : await answersOf(bench, wish.answer)
  const read = new Reading(bench, examiner, wish.at)
  for await (const captured of exchangesIn(bench, wish.request)) await read.take(captured)
  const {exchanges, strayAnswers} = read.close(given)
  if (exchanges.length === 0 && strayAnswers.length === 0) {
    const side = read.others > 0 ? 'dmp' : 'request'
    throw new DmpError('DMP_EXCHANGE_NOT_FOUND', {params: {file: wish.request, side}})
  }
  const faulty = exchanges.filter((one) => one.faulty)
  const shown = (exchanges.length > mostReports ? faulty : exchanges).slice(0, mostReports)
  const book = new IssueBook(bench, wish.language)
  const explained: CheckedExchange[] = []
  for (const one of shown)
    explained.push(one.answer ? {...one, answer: await book.explained(one.answer)} : one)
  const strays: ReportedAnswer[] = []
  for (const one of strayAnswers.slice(0, mostReports)) strays.push(await book.explained(one))
  const made: ExchangeCheck = {
    request: wish.request,
    answerFile: wish.answer ?? null,
    examined: exchanges.length,
    others: read.others,
    withFindings: faulty.length,
    exchanges: explained,
    strayAnswers: strays,
    ticket: wish.ticket ?? null,
  }
  if (wish.ticket !== undefined)
    await writeTicket(bench, wish.ticket, wish.force, await words.page(nameless(made)))
  return made
}

/** @throws DmpError DMP_EXCHANGE_NOT_FOUND {side: answer} */
async function answersOf(bench: CheckBench, file: string): Promise<readonly CapturedExchange[]> {
  const answers: CapturedExchange[] = []
  for await (const captured of exchangesIn(bench, file))
    if (captured.direction !== 'request' && answers.length < mostAnswers) answers.push(captured)
  if (answers.length === 0) throw new DmpError('DMP_EXCHANGE_NOT_FOUND', {params: {file, side: 'answer'}})
  return answers
}

interface Met {
  readonly addressing: CapturedAddressing | undefined
  readonly hidden: HiddenWords
  /** Of a request. */
  readonly checked?: CheckedExchange
  readonly call: DmpCall
  /** Of an answer, with its bytes. */
  readonly answer?: CapturedExchange
}

/** What was met in one capture; of requests only what is told is kept. */
class Reading {
  readonly #bench: CheckBench
  readonly #examiner: Examiner
  readonly #at: number | undefined
  readonly #order: CapturedExchange[] = []
  readonly #met = new Map<CapturedExchange, Met>()
  #others = 0

  constructor(bench: CheckBench, examiner: Examiner, at: number | undefined) {
    this.#bench = bench
    this.#examiner = examiner
    this.#at = at
  }

  /** Messages of other services. */
  get others(): number {
    return this.#others
  }

  async take(captured: CapturedExchange): Promise<void> {
    const addressing = addressingOf(captured, this.#bench)
    const call = callOf(Buffer.from(captured.envelope).toString('latin1'))
    const hidden = new HiddenWords()
    hidden.learn(captured.envelope)
    for (const {bytes} of captured.parts.values()) hidden.learn(bytes)
    if (captured.direction === 'answer') {
      this.#order.push(captured)
      this.#met.set(captured, {addressing, hidden, call, answer: captured})
      return
    }
    const examination = await this.#examiner.examine(requestOfCapture(captured, this.#at))
    if (examination.foreign) this.#others += 1
    const checked = examination.foreign ? undefined : examinedExchange(captured, examination, hidden)
    const light: CapturedExchange = {...withoutBytes(captured), direction: 'request'}
    this.#order.push(light)
    const messageId = examination.messageId ?? addressing?.messageId
    this.#met.set(light, {
      addressing: messageId === undefined ? {} : {messageId},
      hidden,
      call,
      ...(checked ? {checked} : {}),
    })
  }

  /** Ties answers to requests; those of `--answer` go before those of the capture. */
  close(given: readonly CapturedExchange[] | undefined): Pick<ExchangeCheck, 'exchanges' | 'strayAnswers'> {
    const {pairs, orphans} = pairExchanges(this.#order, (one) => this.#met.get(one)?.addressing)
    const fromFile = this.#givenAnswers(
      given ?? [],
      pairs.map(({request}) => request),
    )
    const exchanges = pairs.flatMap(({request, answer, proof}) => {
      const checked = this.#met.get(request)?.checked
      if (!checked) return []
      const own = answer && proof ? this.#judge(answer, proof, request) : null
      const whole = withAnswer(checked, fromFile.of.get(request) ?? own)
      return [{...whole, faulty: isFaulty(whole)}]
    })
    const stray = this.#strays(orphans, exchanges.length > 0)
    return {exchanges, strayAnswers: [...fromFile.stray, ...stray]}
  }

  /** Of answers without a request, those that are of SOAP: a log holds pages and files too. */
  #strays(orphans: Pairing['orphans'], beside: boolean): ReportedAnswer[] {
    const soap = orphans.filter(({answer}) => answer.envelope.byteLength > 0)
    this.#others += orphans.length - soap.length
    return soap.map(({answer, relatesTo}) =>
      this.#judge(answer, relatesTo && beside ? 'other' : 'unproven', undefined),
    )
  }

  /** Each is the answer of the request it names; of one that names none, only where there is a single request. */
  #givenAnswers(answers: readonly CapturedExchange[], requests: readonly CapturedExchange[]) {
    const of = new Map<CapturedExchange, ReportedAnswer>()
    const stray: ReportedAnswer[] = []
    const addressing = (one: CapturedExchange) =>
      this.#met.get(one)?.addressing ?? addressingOf(one, this.#bench)
    for (const answer of answers) {
      const proofs = requests.map((request) => ({request, proof: proofOf(request, answer, addressing)}))
      const named = proofs.find(({proof, request}) => proof === 'relates-to' && !of.has(request))
      const only = proofs.length === 1 && proofs[0]?.proof !== 'other' ? proofs[0] : undefined
      const found = named ?? (only && !of.has(only.request) ? only : undefined)
      if (found) of.set(found.request, this.#judge(answer, named ? 'relates-to' : 'given', found.request))
      else {
        const reported = this.#judge(answer, addressing(answer)?.relatesTo ? 'other' : 'unproven', undefined)
        stray.push(reported)
      }
    }
    return {of, stray}
  }

  #judge(
    answer: CapturedExchange,
    proof: ReportedAnswer['proof'],
    request: CapturedExchange | undefined,
  ): ReportedAnswer {
    const met = request && this.#met.get(request)
    const text = Buffer.from(answer.envelope).toString('latin1')
    const hidden = met?.hidden ?? new HiddenWords()
    hidden.learn(answer.envelope)
    return judgeAnswer(
      {
        answer,
        proof,
        call: met?.call ?? callOf(text),
        messageId: met?.addressing?.messageId,
        relatesTo: addressingOf(answer, this.#bench)?.relatesTo,
        isTied: met !== undefined && hidden.knowsNames,
        findings: met?.checked?.findings ?? [],
      },
      (bytes) => this.#bench.cdaReader.tree(bytes),
      hidden,
    )
  }
}
