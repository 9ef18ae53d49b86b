/**
 * The traces of one or several journals that a filter asks for, as they are shown and exported. Order: by id of the
 * journal, then in the order of writing: the same journals give the same traces in the same order. A page at a time:
 * a million events are never in memory together.
 */
import type {DocumentUniqueId, SubmissionSetUniqueId} from '../../ids/identifiers.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {ChainEnds, EventQuery, ItemQuery, RecordedEvent} from '../../ports/journal.ts'
import type {TraceSource} from '../../ports/trace-sources.ts'
import {openedRecord} from '../../traces/opened-record.ts'
import type {KnownItems, TraceFilter} from '../../traces/trace-filter.ts'
import type {TraceRecord} from '../../traces/trace-record.ts'

export type {TraceSource} from '../../ports/trace-sources.ts'

export interface FeedOptions {
  /** With the INS beside the pseudonym. */
  readonly unmask: boolean
  /** Without the pseudonym either (`traces.patientId: none`). */
  readonly withoutPatient?: boolean
  /** By id of the journal: only what was written beyond these ends (those of the source that was read before). */
  readonly beyond?: ReadonlyMap<string, ChainEnds>
}

/** Intents of calls under way that are remembered; an older one is looked up again. */
const MOST_INTENTS = 2000

export function traceFeed(
  places: readonly TraceSource[],
  filter: TraceFilter,
  options: FeedOptions,
  signal?: AbortSignal,
): AsyncGenerator<TraceRecord> {
  const [only, ...others] = places
  // A generator around another one costs as much as the rest of a record.
  return only && others.length === 0
    ? feedOf(only, filter, options, signal)
    : feedsOf(places, filter, options, signal)
}

async function* feedsOf(
  places: readonly TraceSource[],
  filter: TraceFilter,
  options: FeedOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<TraceRecord> {
  const inOrder = [...places].sort((a, b) => (a.journalId < b.journalId ? -1 : 1))
  for (const source of inOrder) yield* feedOf(source, filter, options, signal)
}

async function* feedOf(
  source: TraceSource,
  filter: TraceFilter,
  {unmask, beyond, withoutPatient = false}: FeedOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<TraceRecord> {
  const known = filter.namesItems ? await knownItems(source, filter) : undefined
  if (known && nothingKnown(known, filter)) return
  const {journalId, ends} = source
  const from = beyond?.get(journalId)
  const query: EventQuery = {
    ...filter.query,
    ...(from === undefined ? {} : {beyond: from}),
    ...(known?.patient ? {ins: known.patient} : {}),
  }
  const intents = new Intents(source, unmask)
  for await (const event of source.events(query)) {
    signal?.throwIfAborted()
    if (ends && event.seq > (ends[event.writerId] ?? 0)) continue
    const intent =
      event.intentId === undefined ? undefined : (intents.known(event) ?? (await intents.of(event)))
    const record = openedRecord(event, {journalId, unmask, intent})
    intents.note(record)
    if (filter.matches(record, known)) yield withoutPatient ? impersonal(record) : record
  }
}

function impersonal({patient: _patient, ...record}: TraceRecord): TraceRecord {
  return record
}

/** The intents of results: nearly always the last ones read. */
class Intents {
  readonly #source: TraceSource
  readonly #unmask: boolean
  readonly #known = new Map<string, TraceRecord>()

  constructor(source: TraceSource, unmask: boolean) {
    this.#source = source
    this.#unmask = unmask
  }

  note(record: TraceRecord): void {
    if (record.phase !== 'intent') return
    this.#known.set(record.id, record)
    if (this.#known.size <= MOST_INTENTS) return
    const [oldest] = this.#known.keys()
    if (oldest !== undefined) this.#known.delete(oldest)
  }

  known({intentId}: RecordedEvent): TraceRecord | undefined {
    return intentId === undefined ? undefined : this.#known.get(intentId)
  }

  async of({intentId}: RecordedEvent): Promise<TraceRecord | undefined> {
    if (intentId === undefined) return undefined
    const {journalId} = this.#source
    for await (const event of this.#source.events({id: intentId}))
      return openedRecord(event, {journalId, unmask: this.#unmask})
    return undefined
  }
}

interface Looked extends KnownItems {
  /** The one patient whose traces all of it is among, so that no other's need be read. */
  readonly patient?: Ins
}

/** What the journal knows of the patient, the local number or the document that are asked for: all of them together. */
async function knownItems(source: TraceSource, filter: TraceFilter): Promise<Looked> {
  const {ins, ipp, document} = filter.wish
  const itemIds = new Set<string>()
  const patients = new Map<string, Ins>(ins ? [[nameOf(ins), ins]] : [])
  for (const query of queriesOf(filter))
    for await (const item of source.items?.(query) ?? []) {
      itemIds.add(item.id)
      patients.set(nameOf(item.ins), item.ins)
    }
  const patientRefs = new Set<string>()
  // A patient has one pseudonym under each key that the journal had.
  if (ins && ipp === undefined && document === undefined)
    for await (const {patientRef} of source.events({ins})) if (patientRef) patientRefs.add(patientRef)
  const [patient, ...others] = patients.values()
  return {itemIds, patientRefs, ...(patient && others.length === 0 ? {patient} : {})}
}

function queriesOf({wish: {ins, ipp, document}}: TraceFilter): readonly ItemQuery[] {
  const named: ItemQuery = {
    actions: ['submit', 'replace', 'delete'],
    ...(ins ? {ins} : {}),
    ...(ipp === undefined ? {} : {ipp}),
  }
  if (document === undefined) return [named]
  return [
    {...named, documentUniqueId: document as DocumentUniqueId},
    {...named, submissionSetUniqueId: document as SubmissionSetUniqueId},
  ]
}

const nameOf = ({matricule, oid}: Ins): string => `${matricule}|${oid}`

/** A document may stand in events of another journal's items: these are still read. */
function nothingKnown({itemIds, patientRefs}: KnownItems, {wish}: TraceFilter): boolean {
  return wish.document === undefined && itemIds.size === 0 && patientRefs.size === 0
}
