import {hashSource} from '../../../digest/hash-source.ts'
import {headerOf, type MessageHeader} from '../../../hl7v2/intent.ts'
import {parseMessage} from '../../../hl7v2/message.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import type {Candidate, CandidateSource, Verdict} from '../candidate.ts'
import {excluded, held, rejected} from './cda-candidate.ts'
import {filesOf} from './files-of.ts'
import {messageCandidates} from './hl7-documents.ts'
import {localFacts} from './hl7-envelope.ts'
import {keptBackBy} from './hl7-kept-back.ts'
import {messagesOf, type Piece} from './hl7-messages.ts'
import type {InputBench, InputOptions} from './input-options.ts'

/** Control ids seen (MSH-3, MSH-4, MSH-10), with a digest of their message. */
class Seen {
  readonly #known = new Map<string, string>()

  async verdict(header: MessageHeader, bytes: Uint8Array): Promise<Verdict | undefined> {
    if (header.controlId === '') return undefined
    const key = JSON.stringify([header.application, header.facility, header.controlId])
    const {sha1} = await hashSource(bytesSource(bytes), ['sha1'])
    const before = this.#known.get(key)
    if (before === undefined) {
      this.#known.set(key, sha1.slice(0, 16))
      return undefined
    }
    return before === sha1.slice(0, 16) ? excluded('hl7-duplicate-message') : held('hl7-control-id-reused')
  }
}

/**
 * Messages of the volet "Transmission de document(s) CDA-R2 en HL7v2": a file (one message or many, batch wrappers,
 * MLLP) or a folder of them, by file name, then by MSH-7. Every message is a record, each document of an ORU one of its
 * own; what carries no document is counted as left out. Bytes of a CDA are taken as they are.
 */
export async function* openHl7(bench: InputBench, path: string, options: InputOptions = {}): CandidateSource {
  const seen = new Seen()
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    bench.signal.throwIfAborted()
    const about = {action: 'submit', origin: {file}, local: {}} as const
    if (kind !== 'file') {
      yield {...about, verdict: rejected('link-not-followed')}
      continue
    }
    let records = 0
    for await (const piece of messagesOf(bench, file)) {
      for (const candidate of await candidatesOf(bench, file, piece, seen, options)) yield candidate
      records++
    }
    if (records === 0) yield {...about, verdict: rejected('hl7-no-message')}
  }
}

const isClearDeletion = ({deletion, verdict}: Candidate) => deletion !== undefined && verdict === undefined

async function candidatesOf(
  bench: InputBench,
  file: string,
  piece: Piece,
  seen: Seen,
  options: InputOptions,
): Promise<readonly Candidate[]> {
  const origin = {file, line: piece.number}
  const refused = (verdict: Verdict, part?: string): readonly Candidate[] => [
    {action: 'submit', origin: {...origin, ...(part ? {part} : {})}, local: {}, verdict},
  ]
  if (piece.kind === 'stray') return refused(rejected('hl7-stray'), 'stray')
  if (piece.kind === 'too-large') return refused(rejected('hl7-syntax', {fault: piece.kind, at: 'MSH'}))
  if (piece.kind === 'count') {
    const {segment, announced, counted} = piece
    return refused(rejected('hl7-batch-count', {segment, announced, counted}), segment)
  }
  const message = parseMessage(piece.bytes)
  if ('fault' in message) return refused(rejected('hl7-syntax', {...message}))
  const header = headerOf(message)
  const repeated = piece.complete ? await seen.verdict(header, piece.bytes) : undefined
  const verdict = piece.complete ? repeated : rejected('hl7-syntax', {fault: 'incomplete', at: header.type})
  const local = localFacts(message, await bench.profile())
  const found = verdict
    ? refused(verdict, header.controlId).map((candidate) => ({...candidate, local}))
    : await messageCandidates(bench, {file, number: piece.number, message, header}, options)
  // A second copy adds nothing to what the first asks for.
  if (verdict?.class === 'excluded' || found.every(isClearDeletion)) return found
  const keepsBack = await keptBackBy(bench, message, header)
  if (!keepsBack) return found
  return found.map((candidate) => (isClearDeletion(candidate) ? candidate : {...candidate, keepsBack}))
}
