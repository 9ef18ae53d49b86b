import {afterEach, beforeEach, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal, PlannedItem} from '../../../src/lib/ports/journal.ts'
import {waitForOriginal} from '../../../src/lib/usecases/batch/run/original-first.ts'
import {batchPlanning, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {type VirtualClock, virtualClock} from '../../support/virtual-clock.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'

const RUN = '20260302-aaaa'

let clock: VirtualClock
let folder: Workbench
let journal: Journal
beforeEach(async () => {
  clock = virtualClock(Date.UTC(2026, 2, 2))
  folder = workbench({clock})
  journal = await openJournal({...folder.options, mode: 'runner'})
})
afterEach(async () => {
  await journal.close()
  folder.clear()
})

const idOf = (n: number) => plannedItem(n).documentUniqueId

/** Versions, each with the number of the one that it replaces. */
const versions = (...originals: readonly (number | undefined)[]): PlannedItem[] =>
  originals.map((original, n) =>
    plannedItem(n, original === undefined ? {} : {action: 'replace', replaces: {uniqueId: idOf(original)}}),
  )

async function looked(...originals: readonly (number | undefined)[]) {
  await journal.record([batchPlanning(sampleBatch(RUN), ...versions(...originals))])
  const states: string[] = []
  for (const [n] of originals.entries()) {
    const [item] = await journal.items({ids: [`item-${n}`]})
    if (!item) throw new RangeError(`no item ${n}`)
    const ending = await waitForOriginal({journal: async () => journal, clock}, item)
    states.push(ending ? [ending.state, ending.error?.params['reason']].filter(Boolean).join(' ') : 'leaves')
  }
  return states
}

it('lets a first version leave, and puts the versions after it off', async () => {
  expect(await looked(undefined, 0, 1)).toEqual(['leaves', 'planned', 'planned'])
})

it.each([
  ['two versions that replace each other', [1, 0]],
  ['three in a circle', [2, 0, 1]],
  ['a version that replaces itself', [0]],
])('holds for a person %s', async (_, originals) => {
  expect(await looked(...originals)).toEqual(originals.map(() => 'held circular'))
})
