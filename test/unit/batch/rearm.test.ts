import {afterEach, beforeEach, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal, PlannedItem} from '../../../src/lib/ports/journal.ts'
import {rearm} from '../../../src/lib/usecases/batch/run/rearm.ts'
import type {Workbench as Bench} from '../../../src/lib/usecases/ports.ts'
import {batchPlanning, entry, patient, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {virtualClock} from '../../support/virtual-clock.ts'
import {type Workbench, workbench} from '../journal/workbench.ts'

const NOT_FOUND = 'DMP_NOT_FOUND_AFTER_SENDING'
const clock = virtualClock(1_000_000)
let folder: Workbench
let journal: Journal
beforeEach(async () => {
  folder = workbench({clock})
  journal = await openJournal(folder.options)
})
afterEach(async () => {
  await journal.close()
  folder.clear()
})

const bench = () =>
  ({
    journal: async () => journal,
    clock,
    profile: async () => ({name: 'chu', environment: 'sandbox'}),
  }) as unknown as Bench
const asked = (id: string, only: string) => rearm(bench(), [id], [only], {yes: true, confirm: '1'})
const item = (n: number, more: Partial<PlannedItem> = {}) => plannedItem(n, {ins: patient(n), ...more})

/** A run with a document sent and not found, and a deletion that looked for its document in vain. */
async function runOf(id: string, kind: 'feed' | 'undo'): Promise<void> {
  await journal.record([batchPlanning(sampleBatch(id, {kind}), item(1), item(2, {action: 'delete'}))])
  const steps = [
    {id: 'item-1', to: 'sending'},
    {id: 'item-1', to: 'unknown'},
    {id: 'item-1', to: 'held', cause: NOT_FOUND},
    {id: 'item-2', to: 'refused', cause: NOT_FOUND},
  ] as const
  await journal.record([entry({}, steps)])
}

const states = async () =>
  (await journal.items({actions: ['submit', 'replace', 'delete']})).map(({state}) => state)

it('sends again the documents of a backlog that were not found, and makes none of its deletions', async () => {
  await runOf('20260302-aaaa', 'feed')
  expect(await asked('20260302-aaaa', NOT_FOUND)).toMatchObject({held: 1, refused: 0})
  expect(await states()).toEqual(['unknown', 'refused'])
})

it('makes again the deletions of a run of deletions, when their cause is named', async () => {
  await runOf('20260302-aaab', 'undo')
  expect(await asked('20260302-aaab', NOT_FOUND)).toMatchObject({refused: 1})
  expect(await states()).toEqual(['unknown', 'planned'])
})

it.each(['unknown', 'planned'] as const)(
  'looks for a taken number that was held from %s, and sends nothing',
  async (from) => {
    await journal.record([batchPlanning(sampleBatch('20260302-aaac'), item(1))])
    const unknown = from === 'unknown' ? [{id: 'item-1', to: 'unknown'} as const] : []
    const held = {id: 'item-1', to: 'held', cause: 'DMP_IDENTIFIER_TAKEN'} as const
    await journal.record([entry({}, [{id: 'item-1', to: 'sending'}, ...unknown, held])])
    expect(await asked('20260302-aaac', 'held')).toMatchObject({held: 0})
    expect(await asked('20260302-aaac', 'DMP_IDENTIFIER_TAKEN')).toMatchObject({held: 1})
    expect((await journal.items({}))[0]).toMatchObject({state: 'unknown', cause: 'DMP_IDENTIFIER_TAKEN'})
  },
)
