import {afterEach, beforeEach, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import {openJournalToRead} from '../../../src/lib/journal/read-only-journal.ts'
import {lookingOnly} from '../../../src/lib/usecases/submission/existing-journal.ts'
import {batchPlanning, plannedItem, sampleBatch} from '../../support/journal-samples.ts'
import {type Workbench, workbench} from './workbench.ts'

const RUN = '20260302-aaaa'
const because = new DmpError('DMP_JOURNAL_UNWRITABLE', {params: {path: 'x', reason: 'disk-full'}})

let folder: Workbench
beforeEach(() => {
  folder = workbench()
})
afterEach(() => folder.clear())

const planned = async () => {
  const journal = await openJournal(folder.options)
  await journal.record([batchPlanning(sampleBatch(RUN), plannedItem(1), plannedItem(2))])
  return journal
}
const toRead = () => openJournalToRead({...folder.options, because})

it.for(['closed', 'in use'])('reads a journal that is %s, and writes nothing', async (how) => {
  const journal = await planned()
  if (how === 'closed') await journal.close()
  const read = toRead()
  expect((await read.batches()).map(({id}) => id)).toEqual([RUN])
  expect((await read.items({batchId: RUN})).map(({id}) => id)).toEqual(['item-1', 'item-2'])
  expect((await read.overview({batchId: RUN, now: 0, since: 0})).counts).toMatchObject([{count: 2}])
  await expect(read.record([])).rejects.toBe(because)
  await read.close()
  if (how !== 'closed') await journal.close()
})

it('is what a command that only looks falls back to on a full disk, and no other', async () => {
  await (await planned()).close()
  const bench = (code: 'DMP_JOURNAL_UNWRITABLE' | 'DMP_JOURNAL_DAMAGED') =>
    lookingOnly({
      profile: async () => ({journal: {path: folder.options.path}}),
      files: {exists: async () => true},
      journal: async () => {
        throw new DmpError(code, {params: {path: 'x', reason: 'x'}})
      },
      journalToRead: async () => toRead(),
    } as never)
  const journal = await (await bench('DMP_JOURNAL_UNWRITABLE')).journal()
  expect(await journal.batches()).toHaveLength(1)
  await journal.close()
  await expect((await bench('DMP_JOURNAL_DAMAGED')).journal()).rejects.toMatchObject({
    code: 'DMP_JOURNAL_DAMAGED',
  })
})
