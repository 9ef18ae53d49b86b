import {mayBeAtDmp} from '../../../batch/at-the-dmp.ts'
import {uniqueIdOf} from '../../../cda/read-header.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import {documentsOf} from '../../../hl7v2/documents.ts'
import {documentMessages, type Hl7Intent, headerOf, intentOf} from '../../../hl7v2/intent.ts'
import {type Hl7Message, parseMessage} from '../../../hl7v2/message.ts'
import {ownCopy} from '../../../hl7v2/own-copy.ts'
import {receiptsOf} from '../../../hl7v2/receipts.ts'
import type {EarlierJournal} from '../../../ports/earlier-journal.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import {readCda} from './cda-candidate.ts'
import {filesOf} from './files-of.ts'
import {messagesOf} from './hl7-messages.ts'
import type {InputBench} from './input-options.ts'
import {reportFacts} from './known-sent-report.ts'
import type {SentFact} from './sent-fact.ts'

export type KnownSentBench = InputBench & {readonly earlierJournal: EarlierJournal}

const SQLITE = 'SQLite format 3\0'

async function headOf({files, signal}: InputBench, path: string): Promise<Buffer> {
  const {open} = await files.source(path)
  for await (const chunk of open(signal)) return Buffer.from(chunk.subarray(0, 512))
  return Buffer.alloc(0)
}

/**
 * What was already sent, told by an archive of ZAM^Z01 receipts (with the original messages beside them where there are
 * any: their documents are then known by number too), an earlier journal of this program, or a report of a bulk run
 * (CSV or JSON).
 * @throws DmpError DMP_INPUT_UNCLEAR {reason: known-sent} when a file is none of them, DMP_JOURNAL_*
 */
export async function* readKnownSent(bench: KnownSentBench, path: string): AsyncGenerator<SentFact> {
  const receipts = new Receipts(bench)
  for await (const {path: file, kind} of filesOf(bench.files, path)) {
    bench.signal.throwIfAborted()
    if (kind !== 'file') continue
    const head = await headOf(bench, file)
    const text = head.toString('utf8').replace(/^\ufeff/, '')
    if (head.toString('latin1').startsWith(SQLITE)) yield* journalFacts(bench.earlierJournal(file))
    else if (/^\s*(?:MSH|FHS|BHS)[^\w\s+/=]/.test(text)) await receipts.read(file)
    else if (text.startsWith('{') || /^record[;,\t]/.test(text)) yield* reportFacts(bench, file)
    else if (file === path || !/\.(?:db-(?:wal|shm)|html|log|txt)$/i.test(file))
      throw new DmpError('DMP_INPUT_UNCLEAR', {
        params: {file, reason: 'known-sent', kinds: '', case: 'known-sent'},
      })
  }
  yield* receipts.facts()
}

async function* journalFacts(items: ReturnType<EarlierJournal>): AsyncGenerator<SentFact> {
  for await (const item of items) {
    const {action, state, registryStatus, documentUniqueId: uniqueId, sourceId} = item
    if (registryStatus !== 'deleted' && !mayBeAtDmp(item)) continue
    const evidence = 'journal'
    if (action === 'delete') {
      if (state === 'accepted') yield {fate: 'deleted', evidence, uniqueId}
      continue
    }
    const fate = registryStatus === 'deleted' ? 'deleted' : state === 'accepted' ? 'sent' : 'unknown'
    const bytes = {sha256: item.sourceSha256, matricule: item.ins.matricule}
    yield {fate, evidence, uniqueId, bytes, ...(sourceId ? {sourceId} : {})}
  }
}

interface Original {
  readonly intent: Hl7Intent
  readonly uniqueIds: readonly string[]
}

const keyOf = (application: string, facility: string, controlId: string) =>
  JSON.stringify([application, facility, controlId])

/** Receipts of an archive, joined with the original messages that lie beside them. */
class Receipts {
  readonly #bench: InputBench
  readonly #accepted = new Map<string, NonNullable<SentFact['message']>>()
  readonly #originals = new Map<string, Original>()

  constructor(bench: InputBench) {
    this.#bench = bench
  }

  async read(file: string): Promise<void> {
    for await (const piece of messagesOf(this.#bench, file)) {
      const message = piece.kind === 'message' ? parseMessage(piece.bytes) : undefined
      if (!message || 'fault' in message) continue
      for (const {accepted, ...names} of receiptsOf(message))
        if (accepted) this.#accepted.set(keyOf(names.application, names.facility, names.controlId), names)
      await this.#original(message)
    }
  }

  async #original(message: Hl7Message): Promise<void> {
    const header = headerOf(message)
    const most = documentMessages[header.type]
    const documents = most === undefined ? undefined : documentsOf(message, most)
    const {intent} = intentOf(message, header)
    if (!documents || 'fault' in documents || !intent) return
    const uniqueIds: string[] = []
    for (const {bytes} of documents) {
      const reading = await readCda(this.#bench, async () => bytesSource(bytes))
      const id = 'verdict' in reading ? undefined : uniqueIdOf(reading.header.id)
      if (id) uniqueIds.push(ownCopy(id))
    }
    this.#originals.set(keyOf(header.application, header.facility, header.controlId), {intent, uniqueIds})
  }

  *facts(): Generator<SentFact> {
    for (const [key, message] of this.#accepted) {
      yield {fate: 'sent', evidence: 'zam', message}
      const original = this.#originals.get(key)
      const fate = original?.intent === 'delete' ? 'deleted' : 'sent'
      for (const uniqueId of original?.uniqueIds ?? []) yield {fate, evidence: 'zam', uniqueId}
    }
  }
}
