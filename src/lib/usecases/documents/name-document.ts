import {uniqueIdOf} from '../../cda/read-header.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {embeddedCda} from '../../hl7v2/embedded-cda.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import {isOid} from '../../ids/oid.ts'
import type {ItemQuery, JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {wordValue} from '../submission/patient-of-flags.ts'

/** A document as a person names it: its uniqueId, or what the hospital knows of it. */
export interface DocumentReference {
  readonly uniqueId?: string | undefined
  readonly cda?: string | undefined
  readonly hl7?: string | undefined
  readonly sourceId?: string | undefined
  readonly ipp?: string | undefined
  readonly venue?: string | undefined
}

export interface NamedDocument {
  readonly uniqueId: DocumentUniqueId
  /** What we sent under that id; absent when it is not ours. */
  readonly item?: JournalItem
}

type Bench = Pick<Workbench, 'files' | 'journal' | 'cdaReader' | 'prompter'>

const MAX_BYTES = 64 * 1024 * 1024

async function idOfCda(bench: Bench, bytes: Uint8Array): Promise<DocumentUniqueId> {
  const header = bench.cdaReader.header(bytes)
  const id = uniqueIdOf(header.id)
  if (!id) throw new DmpError('DMP_CDA_UNREADABLE', {params: {element: 'id', line: header.id?.line ?? 0}})
  return id
}

async function statedId(
  bench: Bench,
  {uniqueId, cda, hl7}: DocumentReference,
): Promise<DocumentUniqueId | undefined> {
  if (uniqueId) {
    if (!isOid(uniqueId.split('^')[0] ?? '')) throw unclear('not-an-id', uniqueId)
    return uniqueId as DocumentUniqueId
  }
  if (cda) return idOfCda(bench, await bench.files.read(cda, {maxBytes: MAX_BYTES}))
  if (!hl7) return undefined
  const document = embeddedCda(await bench.files.read(hl7, {maxBytes: MAX_BYTES}))
  if (!document) throw new DmpError('DMP_CDA_UNREADABLE', {params: {element: 'OBX-5', line: 0}})
  return idOfCda(bench, document)
}

type UnclearCase = 'unnamed' | 'not-an-id' | 'none' | 'several'

function unclear(reason: UnclearCase, names: string, count = 0): DmpError {
  return new DmpError('DMP_REFERENCE_UNCLEAR', {
    params: {case: reason, names, count},
    details: {case: reason, count},
  })
}

/** Name of a file without its folders; a control character in it must not drive the terminal. */
const fileName = (path: string) => (path.split(/[\\/]/).at(-1) ?? path).replaceAll(/\p{Cc}/gu, '\u{fffd}')

const when = (ms: number | undefined) => (ms === undefined ? '' : new Date(ms).toISOString().slice(0, 16))

/** What a person recognises a document by: the hospital's own number and the file come with the uniqueId. */
function choiceLabel(item: JournalItem): string {
  const {documentUniqueId, typeCode, versionNumber, sentAt, venue, sourceId, sourcePath, state} = item
  const words = [when(sentAt), typeCode, `v${versionNumber}`, venue, sourceId, fileName(sourcePath)]
  return [...words, state, documentUniqueId].filter(Boolean).join('  ')
}

/** One of the documents that a local number matches: asked for when several and somebody can answer. */
async function choose(bench: Bench, items: readonly JournalItem[], names: string): Promise<JournalItem> {
  const [first] = items
  if (first && items.length === 1) return first
  if (items.length === 0) throw unclear('none', names)
  if (!bench.prompter.available) throw unclear('several', names, items.length)
  const chosen = await bench.prompter.choose(
    'document',
    items.map((item) => ({value: item.documentUniqueId, label: choiceLabel(item)})),
  )
  const item = items.find(({documentUniqueId}) => documentUniqueId === chosen)
  if (!item) throw unclear('several', names, items.length)
  return item
}

/** Versions of one document count as one: its current version. */
function currentOnly(items: readonly JournalItem[]): JournalItem[] {
  const last = new Map<string, JournalItem>()
  for (const item of items.filter(({state}) => state !== 'refused')) {
    const before = last.get(item.setId)
    if (!before || before.versionNumber < item.versionNumber) last.set(item.setId, item)
  }
  return [...last.values()]
}

/**
 * The document meant. @throws DmpError DMP_REFERENCE_UNCLEAR when it is not exactly one
 */
export async function nameDocument(bench: Bench, reference: DocumentReference): Promise<NamedDocument> {
  const journal = await bench.journal()
  const stated = await statedId(bench, reference)
  if (stated) {
    const [item] = await journal.items({documentUniqueId: stated, limit: 1})
    return {uniqueId: stated, ...(item ? {item} : {})}
  }
  const {sourceId, ipp, venue} = reference
  const query: ItemQuery = {
    ...(sourceId ? {sourceId: await wordValue(bench, sourceId)} : {}),
    ...(ipp ? {ipp: await wordValue(bench, ipp)} : {}),
    ...(venue ? {venue: await wordValue(bench, venue)} : {}),
  }
  const names = Object.keys(query)
    .map((name) => `--${name === 'sourceId' ? 'source-id' : name}`)
    .join(' ')
  if (!names) throw unclear('unnamed', '-')
  const item = await choose(bench, currentOnly(await journal.items(query)), names)
  return {uniqueId: item.documentUniqueId, item}
}
