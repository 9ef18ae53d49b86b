import {isTaken, neverLeft} from '../../../batch/at-the-dmp.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {DocumentUniqueId} from '../../../ids/identifiers.ts'
import type {Oid} from '../../../ids/oid.ts'
import {insFits, isInsOid} from '../../../ins/ins-oids.ts'
import {parseMatricule} from '../../../ins/matricule.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {ByteSource} from '../../../ports/byte-source.ts'
import type {Journal, JournalItem} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {waysToWriteIpp} from '../near-ipp.ts'
import type {DeletionRecord} from './deletion-plan.ts'
import {type OpenDeletion, openDeletion} from './open-deletion.ts'
import {isUniqueId, type ListLine, readList} from './read-list.ts'
import {withdrawn} from './settle-deletion.ts'
import {localOf} from './tally.ts'
import {inScope, standingReplacement, type UndoScope} from './undo-survey.ts'

type Verdict = Pick<DeletionRecord['row'], 'class' | 'reason'>

const held = (reason: string): Verdict => ({class: 'held', reason})
const rejected = (reason: string): Verdict => ({class: 'rejected', reason})
const excluded = (reason: string): Verdict => ({class: 'excluded', reason})

type Found =
  | {readonly item: JournalItem}
  | {readonly stranger: {readonly uniqueId: DocumentUniqueId; readonly ins: Ins}}
  | {readonly verdict: Verdict}

const sameIns = (one: Ins, other: Ins) => one.matricule === other.matricule && one.oid === other.oid

/** What may be deleted of an item; a word when nothing can. */
function standing({state, registryStatus}: JournalItem): Verdict | undefined {
  if (registryStatus === 'deleted') return excluded('list-deleted')
  if (state === 'refused') return excluded('list-never-sent')
  if (state === 'sending') return held('undo-sending')
  return undefined
}

/** What somebody asked to delete before: it goes on, or only its own run can tell. */
function already(
  row: DeletionRecord['row'],
  open: OpenDeletion | undefined,
  target?: JournalItem,
): DeletionRecord | undefined {
  if (open?.kind === 'begun')
    return {
      row: {...row, ...excluded('undo-underway')},
      begun: {batchId: open.batchId, ...(target ? {target} : {})},
    }
  return open?.kind === 'busy' ? {row: {...row, ...held(`undo-${open.fate}`)}} : undefined
}

/** A list read once, so that every step sees the same. */
export interface DeletionList {
  readonly source: ByteSource
  /** Absolute, or `-`. */
  readonly path: string
}

/** Reads deletions wished for, by a list or for a patient, and judges each by the journal. */
export class ListedDeletions {
  readonly #bench: Workbench
  readonly #journal: Journal
  readonly #scope: UndoScope
  readonly #named = new Set<string>()
  #wanted = 0

  constructor(bench: Workbench, journal: Journal, scope: UndoScope) {
    this.#bench = bench
    this.#journal = journal
    this.#scope = scope
  }

  async *ofList({source, path}: DeletionList): AsyncGenerator<DeletionRecord> {
    // Read first for the documents it names: one that a listed document replaced is not left behind.
    const named = new Map<string, ListLine>()
    const lines: ListLine[] = []
    for await (const line of readList(source, path, this.#bench.signal)) {
      lines.push(line)
      if (line.uniqueId && !named.has(line.uniqueId)) named.set(line.uniqueId, line)
    }
    const told = new Set<ListLine>()
    for (const line of lines)
      for (const one of [...(await this.#newerThan(line, named)), line]) {
        if (told.has(one)) continue
        told.add(one)
        yield await this.#line(one, path, (item) => named.has(item.documentUniqueId))
      }
  }

  /** Listed versions that took the place of this one: the newest is deleted first, so that no older one comes back. */
  async #newerThan({uniqueId}: ListLine, named: ReadonlyMap<string, ListLine>): Promise<ListLine[]> {
    if (!uniqueId || !isUniqueId(uniqueId)) return []
    const [item] = await this.#journal.items({documentUniqueId: uniqueId as DocumentUniqueId})
    if (item?.registryStatus !== 'deprecated') return []
    const versions = await this.#journal.items({setId: item.setId})
    return versions
      .filter(({versionNumber}) => versionNumber > item.versionNumber)
      .toSorted((a, b) => b.versionNumber - a.versionNumber)
      .flatMap(({documentUniqueId}) => named.get(documentUniqueId) ?? [])
  }

  /** Everything that was fed for a local patient, newest first. */
  async *ofPatient(ipp: string): AsyncGenerator<DeletionRecord> {
    let any = false
    for await (const item of this.#journal.eachItem({ipp}, 'newest')) {
      any = true
      const origin = {file: item.origin?.file ?? item.sourcePath}
      if (isTaken(item)) {
        // Nobody named it: whose document has its number, only a person can say.
        yield {row: {local: localOf(item), origin, uniqueId: item.documentUniqueId, ...held('undo-taken')}}
        continue
      }
      yield await this.#judged(item, origin, (other) => other.ipp === ipp && inScope(other, this.#scope))
    }
    yield* this.#namedOtherwise(ipp, any)
  }

  /** The same number with zeros that a spreadsheet lost or kept is told of, not taken: only a person knows it is the same. */
  async *#namedOtherwise(ipp: string, known: boolean): AsyncGenerator<DeletionRecord> {
    const origin = {file: '--patient'}
    let near = false
    for (const other of waysToWriteIpp(ipp)) {
      if (other === ipp || (await this.#journal.items({ipp: other, limit: 1})).length === 0) continue
      near = true
      yield {row: {local: {ipp: other}, origin, ...held('list-ipp-near')}}
    }
    if (!known && !near) yield {row: {local: {ipp}, origin, ...held('list-ipp-unknown')}}
  }

  async #line(
    line: ListLine,
    file: string,
    included: (item: JournalItem) => boolean,
  ): Promise<DeletionRecord> {
    const {ipp, venue, sourceId} = line
    const local = {...(ipp ? {ipp} : {}), ...(venue ? {venue} : {}), ...(sourceId ? {sourceId} : {})}
    const origin = {file, line: line.line}
    const found = await this.#find(line)
    if ('item' in found) return this.#judged(found.item, origin, included)
    const uniqueId = 'stranger' in found ? found.stranger.uniqueId : line.uniqueId
    const row = {local, origin, ...(uniqueId ? {uniqueId} : {})}
    if ('verdict' in found) return {row: {...row, ...found.verdict}}
    const verdict = await this.#once(found.stranger.uniqueId)
    if (verdict) return {row: {...row, ...verdict}}
    const open = await openDeletion(this.#journal, {
      documentUniqueId: found.stranger.uniqueId,
      ins: found.stranger.ins,
    })
    return already(row, open) ?? this.#within({row, order: {...found.stranger, local, origin}}, open)
  }

  async #find({uniqueId, sourceId, ins, insOid}: ListLine): Promise<Found> {
    const stated = await this.#statedIns(ins, insOid)
    if (uniqueId) {
      if (!isUniqueId(uniqueId)) return {verdict: rejected('list-unnamed')}
      const id = uniqueId as DocumentUniqueId
      const items = await this.#journal.items({documentUniqueId: id})
      const item = items.find(({state}) => state !== 'refused') ?? items[0]
      if (item && stated && !sameIns(item.ins, stated)) return {verdict: held('list-other-patient')}
      if (item) return {item}
      if (stated) return {stranger: {uniqueId: id, ins: stated}}
      return {verdict: rejected(ins && insOid ? 'list-patient-unfit' : 'list-no-patient')}
    }
    if (!sourceId) return {verdict: rejected('list-unnamed')}
    const items = (await this.#journal.items({sourceId})).filter((one) => !stated || sameIns(one.ins, stated))
    const live = items.filter(
      ({state, registryStatus}) => state !== 'refused' && registryStatus !== 'deleted',
    )
    const [first] = live
    if (!first) return {verdict: items.length > 0 ? excluded('list-deleted') : rejected('list-unknown')}
    if (new Set(live.map(({setId}) => setId)).size > 1) return {verdict: held('list-several')}
    return {item: live.reduce((last, one) => (one.versionNumber > last.versionNumber ? one : last), first)}
  }

  async #statedIns(matricule: string | undefined, oid: string | undefined): Promise<Ins | undefined> {
    if (!matricule || !oid || !isInsOid(oid)) return undefined
    const {environment, ins} = await this.#bench.profile()
    try {
      const given = {matricule: parseMatricule(matricule), oid: oid as Oid}
      return insFits(given, environment, ins.allowedOids, ins.oidMapping).ins
    } catch (error) {
      if (error instanceof DmpError) return undefined
      throw error
    }
  }

  async #judged(
    item: JournalItem,
    origin: DeletionRecord['row']['origin'],
    included: (item: JournalItem) => boolean,
  ): Promise<DeletionRecord> {
    const row = {local: localOf(item), origin, uniqueId: item.documentUniqueId}
    const {name} = await this.#bench.profile()
    const others = item.establishment !== undefined && item.establishment !== name
    const verdict =
      (await this.#once(item.documentUniqueId)) ??
      (others ? held('list-other-profile') : undefined) ??
      standing(item)
    if (verdict) return {row: {...row, ...verdict}}
    if (!this.#concerns(item)) return {row: {...row, ...excluded('undo-filtered')}}
    const open = await openDeletion(this.#journal, item)
    const before = already(row, open, item)
    if (before) return before
    if (neverLeft(item)) {
      const changes = [...(open?.kind === 'free' ? open.changes : []), ...withdrawn(item)]
      return {row: {...row, ...excluded('undo-withdraw')}, changes}
    }
    const by =
      item.registryStatus === 'deprecated' ? await standingReplacement(this.#journal, item) : undefined
    if (by && !this.#scope.withReplaced && !included(by)) return {row: {...row, ...held('list-replaced')}, by}
    const order = {uniqueId: item.documentUniqueId, ins: item.ins, target: item, origin}
    return this.#within({row, order}, open)
  }

  /** The bounds of the sending say nothing of what never left: it is withdrawn, or it would still go. */
  #concerns(item: JournalItem): boolean {
    const {types, everyWaiting = false} = this.#scope
    if (!neverLeft(item)) return inScope(item, this.#scope)
    return everyWaiting || inScope(item, {types, withReplaced: false})
  }

  /** A document named twice is deleted once. */
  async #once(uniqueId: string): Promise<Verdict | undefined> {
    if (this.#named.has(uniqueId)) return excluded('list-twice')
    this.#named.add(uniqueId)
    return undefined
  }

  /** One that a backlog planned and nobody sent is taken over. */
  #within(record: DeletionRecord, open: OpenDeletion | undefined): DeletionRecord {
    const {maxItems = Number.POSITIVE_INFINITY} = this.#scope
    if (this.#wanted >= maxItems) return {row: {...record.row, ...excluded('undo-limit')}}
    this.#wanted += 1
    return open?.kind === 'free' ? {...record, changes: open.changes} : record
  }
}
