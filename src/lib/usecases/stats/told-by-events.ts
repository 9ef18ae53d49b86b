import type {JournalItem, RecordedEvent} from '../../ports/journal.ts'
import type {TraceSource} from '../../ports/trace-sources.ts'
import type {Sender, ToldOfItem} from '../../stats/document-facts.ts'
import {utcInstant} from '../../stats/fact-dates.ts'
import type {ActorTrace, DocumentTrace, StatusTrace} from '../../traces/trace-fields.ts'

/**
 * What the events of one journal add to its items. Only what an item does not say itself is kept, and senders once for
 * all: a journal of hundreds of thousands of documents that all went well leaves next to nothing in memory.
 */
export class ToldByEvents {
  /** The first sender seen stands for all that are not told apart. */
  usual: Sender | undefined
  /** By id of the item; documents that left in one lot by their uniqueId, for the lot is traced under one of them. */
  readonly #told = new Map<string, ToldOfItem>()
  readonly #createdAt = new Map<string, number>()
  readonly #dischargedAt = new Map<string, number>()
  readonly #senders = new Map<string, Sender>()
  readonly #refusals = new Map<string, readonly string[]>()
  readonly #replacedBy = new Map<string, string>()
  readonly #withPatients: boolean

  constructor(withPatients: boolean) {
    this.#withPatients = withPatients
  }

  of({id, documentUniqueId}: Pick<JournalItem, 'id' | 'documentUniqueId'>): ToldOfItem {
    return {
      createdAt: this.#createdAt.get(documentUniqueId),
      dischargedAt: this.#dischargedAt.get(documentUniqueId),
      ...(this.#told.get(id) ?? this.#told.get(documentUniqueId)),
    }
  }

  /** uniqueId of the accepted replacement of a document. */
  replacedBy(uniqueId: string): string | undefined {
    return this.#replacedBy.get(uniqueId)
  }

  async read(source: TraceSource, signal?: AbortSignal): Promise<void> {
    for (const operation of ['submit', 'replace', 'hold'])
      for await (const event of source.events({operation})) {
        signal?.throwIfAborted()
        this.#note(event)
      }
  }

  #note(event: RecordedEvent): void {
    const {itemId, phase, operation, patientRef, data} = event
    if (itemId === undefined) return
    const documents = (data['documents'] ?? []) as readonly DocumentTrace[]
    const keys = documents.length > 1 ? documents.map(({uniqueId}) => uniqueId) : [itemId]
    for (const key of keys) {
      if (this.#withPatients && patientRef) this.#change(key, {patientRef})
      if (operation === 'hold') this.#noteHold(key, event)
      else if (phase === 'intent') this.#noteIntent(key, event)
      else if (phase === 'result') this.#noteResult(key, event)
    }
    if (phase !== 'intent') return
    for (const {uniqueId, creationTime, serviceStopTime} of documents) {
      const [createdAt, dischargedAt] = [utcInstant(creationTime), utcInstant(serviceStopTime)]
      if (createdAt !== undefined) this.#createdAt.set(uniqueId, createdAt)
      if (dischargedAt !== undefined) this.#dischargedAt.set(uniqueId, dischargedAt)
    }
  }

  #change(key: string, change: ToldOfItem): void {
    const known = this.#told.get(key)
    if (known) Object.assign(known, change)
    else this.#told.set(key, change)
  }

  #noteIntent(key: string, {data}: RecordedEvent): void {
    const sender = this.#senderOf(data['actor'] as ActorTrace | undefined)
    this.usual ??= sender
    if (sender && sender !== this.usual) this.#change(key, {sender})
  }

  #noteResult(key: string, {data, outcome}: RecordedEvent): void {
    const documents = (data['documents'] ?? []) as readonly DocumentTrace[]
    if (outcome === 'unknown') this.#change(key, {wasUnknown: true})
    if (outcome === 'success' || outcome === 'warning')
      for (const {replaces, uniqueId} of documents) if (replaces) this.#replacedBy.set(replaces, uniqueId)
    const codes = ((data['status'] as StatusTrace | undefined)?.errors ?? [])
      .filter(({severity = ''}) => !/warning/i.test(severity))
      .map(({code}) => code)
    if (codes.length > 0) this.#change(key, {refusals: this.#once(codes)})
  }

  #noteHold(itemId: string, {data}: RecordedEvent): void {
    const why = data['why'] as Readonly<Record<string, unknown>> | undefined
    const word = why?.['reopening'] === 'nobody' ? 'death' : why?.['reason']
    if (typeof word === 'string') this.#change(itemId, {causeReason: word})
  }

  #senderOf(actor: ActorTrace | undefined): Sender | undefined {
    if (!actor) return undefined
    const {org, site, software} = actor
    const made: Sender = {
      finessEj: org?.level === 'EJ' ? org.finess : undefined,
      finessEg: site?.finess ?? (org?.level === 'EG' ? org.finess : undefined),
      software: software?.name,
    }
    const key = JSON.stringify(made)
    const known = this.#senders.get(key) ?? made
    this.#senders.set(key, known)
    return known
  }

  #once(codes: readonly string[]): readonly string[] {
    const key = codes.join('|')
    const known = this.#refusals.get(key) ?? codes
    this.#refusals.set(key, known)
    return known
  }
}
