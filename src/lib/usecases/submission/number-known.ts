import {
  type Numbered,
  type NumberStanding,
  type NumberWanted,
  numberStanding,
  standingUnderNumber,
  withoutMistaken,
} from '../../batch/one-number.ts'
import {uniqueIdOf} from '../../cda/read-header.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import type {Workbench} from '../ports.ts'
import type {PreparedDocument} from './prepare-document.ts'

type Bench = Pick<Workbench, 'journal' | 'profile'>

/** Documents by their numbers; a plan also knows those that it is about to write. */
export interface ByNumber {
  byUniqueId(uniqueId: string): Promise<readonly Numbered[]>
  /** Of this establishment: another one's numbers are its own. */
  bySourceId(sourceId: string): Promise<readonly Numbered[]>
}

/** What has the number already, by which of the two it is known, and how it stands. */
export interface NumberHolder {
  readonly item: Numbered
  readonly number: 'source-id' | 'unique-id'
  readonly standing: NumberStanding
}

const ofJournal = ({journal, profile}: Bench): ByNumber => ({
  byUniqueId: async (uniqueId) => (await journal()).items({documentUniqueId: uniqueId as DocumentUniqueId}),
  async bySourceId(sourceId) {
    const {name} = await profile()
    const items = await (await journal()).items({sourceId})
    return items.filter(({establishment}) => establishment === undefined || establishment === name)
  },
})

async function holderAmong(
  {journal}: Bench,
  sameNumber: readonly Numbered[],
  wanted: NumberWanted,
): Promise<Numbered | undefined> {
  const standing = standingUnderNumber(sameNumber, wanted)
  if (standing.length === 0) return undefined
  const names = standing.map(({documentUniqueId: value}) => ({kind: 'wrong_patient', value}) as const)
  const mistakes = new Set((await (await journal()).holdsOn(names)).map(({value}) => value))
  return withoutMistaken(standing, wanted, (id) => mistakes.has(id))[0]
}

/**
 * The document with other bytes that has a number of this one. `again` lets a uniqueId through that the DMP knows (it
 * has the last word on those), nothing else: what is not settled could stand beside it later.
 */
export async function numberHolder(
  bench: Bench,
  {request, reading, sourceSha256, ins}: PreparedDocument,
  {again, setId, known = ofJournal(bench)}: {again: boolean; setId?: string | undefined; known?: ByNumber},
): Promise<NumberHolder | undefined> {
  const wanted = {sourceSha256, ins, setId}
  const uniqueId = reading && uniqueIdOf(reading.header.id)
  const namesake = uniqueId && (await holderAmong(bench, await known.byUniqueId(uniqueId), wanted))
  if (namesake) {
    const standing = numberStanding(namesake)
    if (!again || standing !== 'sent') return {item: namesake, number: 'unique-id', standing}
  }
  const {sourceId} = request
  const other = sourceId && (await holderAmong(bench, await known.bySourceId(sourceId), wanted))
  return other ? {item: other, number: 'source-id', standing: numberStanding(other)} : undefined
}

const dayOf = (ms: number | undefined) => (ms === undefined ? '-' : new Date(ms).toISOString().slice(0, 10))

/** @throws DmpError DMP_NUMBER_KNOWN when another document has a number of this one */
export async function refuseNumberKnown(
  bench: Bench,
  prepared: PreparedDocument,
  options: {readonly again: boolean; readonly setId?: string | undefined},
): Promise<void> {
  const holder = await numberHolder(bench, prepared, options)
  if (!holder) return
  const {item, number, standing} = holder
  const uniqueId = item.documentUniqueId
  const facts = {case: standing, number, uniqueId}
  const params = {...facts, date: dayOf(item.sentAt ?? item.plannedAt)}
  throw new DmpError('DMP_NUMBER_KNOWN', {params, details: {...facts, state: item.state ?? 'planned'}})
}
