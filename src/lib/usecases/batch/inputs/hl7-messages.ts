import {frameMessages} from '../../../hl7v2/frame-messages.ts'
import {messagePath} from '../../../hl7v2/message-path.ts'
import type {InputBench} from './input-options.ts'

/** What a file of messages holds, in the order in which it counts. */
export type Piece =
  | {
      readonly kind: 'message'
      readonly number: number
      readonly bytes: Uint8Array
      readonly complete: boolean
    }
  | {readonly kind: 'too-large'; readonly number: number}
  | {readonly kind: 'stray'; readonly number: number}
  | {
      readonly kind: 'count'
      readonly number: number
      readonly segment: string
      readonly announced: number
      readonly counted: number
    }

type Bench = Pick<InputBench, 'files' | 'signal'>

/** MSH-7 to the second; MSH is ASCII but for its separators. */
function timeOf(bytes: Uint8Array): string {
  const line = /^[^\r\n]*/.exec(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'))?.[0] ?? ''
  return /^\d{8,14}/.exec(line.split(line.charAt(3))[6] ?? '')?.[0]?.padEnd(14, '0') ?? ''
}

/** Numbers of the messages by MSH-7, undefined when they stand in that order already. A message without time stays. */
async function orderByTime({files, signal}: Bench, path: string): Promise<readonly number[] | undefined> {
  const times: string[] = []
  for await (const {kind, bytes} of frameMessages((await files.source(path)).open(signal)))
    if (kind === 'message') times.push((bytes && timeOf(bytes)) || (times.at(-1) ?? ''))
  if (times.every((time, index) => index === 0 || (times[index - 1] ?? '') <= time)) return undefined
  const numbers = times.map((_, index) => index + 1)
  return numbers.toSorted((a, b) => {
    const [one = '', other = ''] = [times[a - 1], times[b - 1]]
    return one < other ? -1 : one > other ? 1 : a - b
  })
}

/** Announced counts of batch trailers against what the file holds (HL7 v2 chapter 2, batch protocol). */
class Counts {
  #messages = 0
  #batches = 0

  message(): void {
    this.#messages++
  }

  /** The trailer's word when it does not agree. */
  trailer(text: string): Extract<Piece, {kind: 'count'}> | undefined {
    const segment = text.slice(0, 3)
    const announced = Number.parseInt(text.split(text.charAt(3) || '|')[1] ?? '', 10)
    const counted = segment === 'BTS' ? this.#messages : this.#batches
    if (segment === 'BTS') {
      this.#messages = 0
      this.#batches++
    }
    if (Number.isNaN(announced) || announced === counted) return undefined
    return {kind: 'count', number: 0, segment, announced, counted}
  }
}

async function* inFileOrder({files, signal}: Bench, path: string): AsyncGenerator<Piece> {
  const counts = new Counts()
  for await (const {kind, number, bytes, complete} of frameMessages(
    (await files.source(path)).open(signal),
  )) {
    if (kind === 'stray') yield {kind, number}
    else if (kind === 'trailer') {
      const wrong = counts.trailer(Buffer.from(bytes ?? []).toString('latin1'))
      if (wrong) yield {...wrong, number}
    } else {
      counts.message()
      yield bytes ? {kind, number, bytes, complete} : {kind: 'too-large', number}
    }
  }
}

/**
 * Messages of a file by MSH-7, in the order of the file where times are equal or absent; one held at a time. What is no
 * message (strays, wrong counts) is told at its place, or first where messages are taken out of order.
 */
export async function* messagesOf(bench: Bench, path: string): AsyncGenerator<Piece> {
  const order = await orderByTime(bench, path)
  if (!order) {
    yield* inFileOrder(bench, path)
    return
  }
  const tooLarge = new Set<number>()
  const cut = new Set<number>()
  for await (const piece of inFileOrder(bench, path)) {
    if (piece.kind === 'too-large') tooLarge.add(piece.number)
    else if (piece.kind !== 'message') yield piece
    else if (!piece.complete) cut.add(piece.number)
  }
  for (const number of order) {
    bench.signal.throwIfAborted()
    if (tooLarge.has(number)) yield {kind: 'too-large', number}
    else {
      const bytes = await bench.files.read(messagePath(path, number))
      yield {kind: 'message', number, bytes, complete: !cut.has(number)}
    }
  }
}
