import type {Workbench} from '../../ports.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** Whether an item that could leave was put off instead; one that is to leave on a later day is as it should be. */
export async function somethingPutOff(bench: Bench, batchIds: readonly string[]): Promise<boolean> {
  const journal = await bench.journal()
  for (const batchId of batchIds)
    for await (const {retryAt, sendAfter = 0} of journal.eachItem({
      batchId,
      states: ['planned'],
      actions: ['submit', 'replace', 'delete'],
    }))
      if (retryAt !== undefined && sendAfter <= bench.clock.now()) return true
  return false
}
