import {isLive, type Numbered} from '../../../batch/one-number.ts'
import {isOid} from '../../../ids/oid.ts'
import type {Ins} from '../../../ins/patient-identity.ts'
import type {PlannedItem} from '../../../ports/journal.ts'
import type {PlannedTarget} from './freeze-request.ts'
import type {PlanBench} from './plan-wish.ts'
import type {RowWriter} from './row-writer.ts'

export type Known = Numbered

export {isLive}

/** What an order of a version names: nothing, several documents, or the last version of one. */
export type FoundVersion =
  | {readonly found: 'one'; readonly item: Known}
  | {readonly found: 'none' | 'several' | 'deleted'}

/**
 * Documents that a record may name, by uniqueId or by the hospital's number: in the journal, or earlier in the same
 * plan, be it not written yet.
 */
export class KnownVersions {
  readonly #bench: PlanBench
  readonly #writer: RowWriter

  constructor(bench: PlanBench, writer: RowWriter) {
    this.#bench = bench
    this.#writer = writer
  }

  async byUniqueId(uniqueId: string): Promise<readonly Known[]> {
    const journal = await this.#bench.journal()
    const documentUniqueId = uniqueId as PlannedItem['documentUniqueId']
    return [
      ...(await journal.items({documentUniqueId})),
      ...this.#writer.waiting((item) => item.documentUniqueId === uniqueId && item.action !== 'delete'),
    ]
  }

  async bySourceId(sourceId: string): Promise<readonly Known[]> {
    const {name} = await this.#bench.profile()
    const own = ({establishment}: Known) => establishment === undefined || establishment === name
    const written = await (await this.#bench.journal()).items({sourceId})
    const waiting = this.#writer.waiting((item) => item.sourceId === sourceId && item.action !== 'delete')
    return [...written, ...waiting].filter(own)
  }

  /** Documents with these bytes for this patient. */
  async byBytes(sourceSha256: string, ins: Ins): Promise<readonly Known[]> {
    const same = (item: PlannedItem) =>
      item.sourceSha256 === sourceSha256 && item.ins.matricule === ins.matricule
    return [
      ...(await (await this.#bench.journal()).items({sourceSha256, ins})),
      ...this.#writer.waiting(same),
    ]
  }

  /** The version that a word names: an exact one by its uniqueId, the last one by the hospital's number. */
  async named(word: string): Promise<FoundVersion> {
    const exact = (await this.byUniqueId(word)).filter(isLive)
    const [only] = exact
    if (only) return {found: 'one', item: only}
    const local = await this.bySourceId(word)
    const live = local.filter(isLive)
    const last = live.at(-1)
    if (!last) return {found: local.length > 0 ? 'deleted' : 'none'}
    const documents = new Set(live.map(({setId}) => setId))
    return documents.size === 1 ? {found: 'one', item: last} : {found: 'several'}
  }

  /** Whether something on its way or kept takes the place of that version already. */
  async replacementOf({documentUniqueId, ins}: Known): Promise<Known | undefined> {
    const written = await (await this.#bench.journal()).items({ins, actions: ['replace']})
    const waiting = this.#writer.waiting((item) => item.replaces !== undefined)
    const all: readonly Known[] = [...written, ...waiting]
    return all.filter(isLive).find(({replaces}) => replaces?.uniqueId === documentUniqueId)
  }
}

/** What a replacement keeps of the version before it. */
export function targetOf({documentUniqueId, setId, versionNumber, ins, visibility}: Known): PlannedTarget {
  return {uniqueId: documentUniqueId, setId, versionNumber, ins, visibility}
}

/** A document that we did not send may be named by its uniqueId all the same. */
export function foreignTarget(word: string): PlannedTarget | undefined {
  if (!isOid(word.split('^')[0] ?? '')) return undefined
  return {uniqueId: word as PlannedTarget['uniqueId'], setId: word, versionNumber: 1}
}
