/**
 * What an identifier names in the journals: a trace, an item, a document, a submission set, an entry of the registry, a
 * message. Look-ups of the journal first; what no look-up knows is searched through all traces once.
 */
import type {DocumentUniqueId, SubmissionSetUniqueId} from '../../ids/identifiers.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {ItemQuery, JournalItem} from '../../ports/journal.ts'
import type {OpenedSource} from '../../ports/trace-sources.ts'
import {TraceFilter} from '../../traces/trace-filter.ts'
import type {TraceRecord} from '../../traces/trace-record.ts'
import {traceFeed} from './trace-feed.ts'

export interface Life {
  readonly records: readonly TraceRecord[]
  readonly items: readonly HeldItem[]
  readonly patients: readonly Ins[]
}

export interface HeldItem {
  readonly journal: string
  readonly item: JournalItem
}

const EVERY_ACTION = {actions: ['submit', 'replace', 'delete']} as const
const EVERYTHING = new TraceFilter({})

/** Undefined when nothing goes by that name. */
export async function lifeOf(
  sources: readonly OpenedSource[],
  id: string,
  unmask: boolean,
  signal?: AbortSignal,
): Promise<Life | undefined> {
  const named = await whatIsNamed(sources, id, signal)
  if (named.itemIds.size === 0 && named.records.length === 0) return undefined
  const all: TraceRecord[] = []
  const items: HeldItem[] = []
  for (const ins of named.patients.values()) {
    const life = await patientLife(sources, ins, unmask, signal)
    all.push(...life.records)
    items.push(...life.items)
  }
  const {patients} = named
  const own = ofTheLife(named, all, items)
  if (own.records.length > 0) return {...own, patients: [...patients.values()]}
  return {records: named.records.map((record) => masked(record, unmask)), items: [], patients: []}
}

/** Of everything of its patients, what belongs to the life of what was named. */
function ofTheLife(
  {itemIds, documents, records}: Named,
  all: readonly TraceRecord[],
  items: readonly HeldItem[],
): Pick<Life, 'records' | 'items'> {
  for (const {item} of items) if (itemIds.has(item.id)) documents.add(item.documentUniqueId)
  widen(documents, all, items)
  const own = items.filter(({item}) => documents.has(item.documentUniqueId))
  for (const {item} of own) itemIds.add(item.id)
  const ids = new Set(records.flatMap(({id, intentId}) => (intentId === undefined ? [id] : [id, intentId])))
  const belongs = (record: TraceRecord) =>
    ids.has(record.id) ||
    (record.intentId !== undefined && ids.has(record.intentId)) ||
    (record.itemId !== undefined && itemIds.has(record.itemId)) ||
    documentsOf(record).some((uniqueId) => documents.has(uniqueId))
  return {records: all.filter(belongs), items: own}
}

interface Named {
  readonly itemIds: Set<string>
  readonly documents: Set<string>
  readonly patients: Map<string, Ins>
  /** Traces that bear the name themselves, with their INS. */
  readonly records: readonly TraceRecord[]
}

async function whatIsNamed(
  sources: readonly OpenedSource[],
  id: string,
  signal: AbortSignal | undefined,
): Promise<Named> {
  const itemIds = new Set<string>()
  const documents = new Set<string>()
  const patients = new Map<string, Ins>()
  const records: TraceRecord[] = []
  const note = (ins: Ins) => patients.set(`${ins.matricule}|${ins.oid}`, ins)
  for (const source of sources)
    for await (const item of itemsNamed(source, id)) {
      itemIds.add(item.id)
      note(item.ins)
    }
  if (itemIds.size > 0) return {itemIds, documents, patients, records}
  for await (const record of recordsNamed(sources, id, signal)) {
    records.push(record)
    if (record.itemId) itemIds.add(record.itemId)
    for (const {uniqueId} of record.documents ?? []) documents.add(uniqueId)
    const {ins, insOid} = record.patient ?? {}
    if (ins && insOid) note({matricule: ins, oid: insOid} as Ins)
  }
  return {itemIds, documents, patients, records}
}

/** Everything of one patient. */
export async function patientLife(
  sources: readonly OpenedSource[],
  ins: Ins,
  unmask: boolean,
  signal?: AbortSignal,
): Promise<Life> {
  const records: TraceRecord[] = []
  for await (const record of traceFeed(sources, new TraceFilter({ins}), {unmask}, signal))
    records.push(record)
  const items: HeldItem[] = []
  for (const source of sources)
    for await (const item of source.items({...EVERY_ACTION, ins}))
      items.push({journal: source.journalId, item})
  return {records, items, patients: [ins]}
}

async function* itemsNamed(source: OpenedSource, id: string): AsyncGenerator<JournalItem> {
  const queries: readonly ItemQuery[] = [
    {ids: [id]},
    {documentUniqueId: id as DocumentUniqueId},
    {submissionSetUniqueId: id as SubmissionSetUniqueId},
  ]
  for (const query of queries) yield* source.items({...EVERY_ACTION, ...query})
}

async function* recordsNamed(
  sources: readonly OpenedSource[],
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TraceRecord> {
  const wanted = id.toLowerCase()
  for await (const record of traceFeed(sources, EVERYTHING, {unmask: true}, signal))
    if (namesOf(record).some((name) => name?.toLowerCase() === wanted)) yield record
}

function namesOf({id, itemId, documents = [], submissionSet, transaction, assertion}: TraceRecord) {
  return [
    id,
    itemId,
    submissionSet?.uniqueId,
    submissionSet?.entryUuid,
    transaction?.messageId,
    assertion?.id,
    ...documents.flatMap(({uniqueId, entryUuid}) => [uniqueId, entryUuid]),
  ]
}

function documentsOf({documents = []}: TraceRecord): readonly string[] {
  return documents.flatMap(({uniqueId, replaces}) =>
    replaces === undefined ? [uniqueId] : [uniqueId, replaces],
  )
}

/** Adds the versions that the documents replaced, and those that replaced them. */
function widen(documents: Set<string>, records: readonly TraceRecord[], items: readonly HeldItem[]): void {
  const links = [
    ...records.flatMap(({documents: own = []}) =>
      own.flatMap(({uniqueId, replaces}) => (replaces === undefined ? [] : [[uniqueId, replaces] as const])),
    ),
    ...items.flatMap(({item: {documentUniqueId, replaces}}) =>
      replaces ? [[documentUniqueId, replaces.uniqueId] as const] : [],
    ),
  ]
  for (let size = -1; size !== documents.size; ) {
    size = documents.size
    for (const [one, other] of links)
      if (documents.has(one) || documents.has(other)) documents.add(one).add(other)
  }
}

function masked(record: TraceRecord, unmask: boolean): TraceRecord {
  if (unmask || !record.patient) return record
  return {...record, patient: {ref: record.patient.ref}}
}
