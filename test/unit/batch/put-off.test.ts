import {afterEach, beforeEach, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {somethingPutOff} from '../../../src/lib/usecases/batch/run/put-off.ts'
import {batchPlanning, entry, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {virtualClock} from '../../support/virtual-clock.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'

const RUN = '20260302-aaaa'
const NOW = Date.UTC(2026, 2, 2)

const clock = virtualClock(NOW)
let folder: Workbench
let journal: Journal
beforeEach(async () => {
  folder = workbench({clock})
  journal = await openJournal({...folder.options, mode: 'runner'})
})
afterEach(async () => {
  await journal.close()
  folder.clear()
})

it('tells what was put off from what is to leave on a later day', async () => {
  const later = plannedItem(1, {sendAfter: NOW + 86_400_000})
  await journal.record([batchPlanning(sampleBatch(RUN), plannedItem(0), later)])
  const bench = {journal: async () => journal, clock}
  expect(await somethingPutOff(bench, [RUN])).toBe(false)
  await journal.record([entry({}, [{id: 'item-0', retryAt: NOW + 300_000}])])
  expect(await somethingPutOff(bench, [RUN])).toBe(true)
})
