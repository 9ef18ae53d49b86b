import type {ItemChange} from '../../../ports/journal.ts'
import {planEvents} from './plan-row.ts'
import type {PlanBench} from './plan-wish.ts'

const CHUNK = 500

/** Gives up a plan that was never finished: its items will not leave, and other plans may take their documents. */
export async function withdrawPlan(
  bench: Pick<PlanBench, 'journal' | 'clock'>,
  batchId: string,
): Promise<void> {
  const journal = await bench.journal()
  const record = async (changes: readonly ItemChange[], last = false) => {
    const event = {
      phase: 'event',
      operation: planEvents.withdrawn,
      batchId,
      occurredAt: bench.clock.now(),
      data: {count: changes.length},
    } as const
    await journal.record([{event, changes, ...(last ? {batch: {id: batchId, state: 'closed'}} : {})}])
  }
  let changes: ItemChange[] = []
  const states = ['planned', 'held'] as const
  for await (const item of journal.eachItem({batchId, states, actions: ['submit', 'replace', 'delete']})) {
    if (item.state === 'held') changes.push({id: item.id, to: 'planned'})
    changes.push({id: item.id, to: 'refused', cause: 'DMP_WITHDRAWN'})
    if (changes.length < CHUNK) continue
    await record(changes)
    changes = []
  }
  await record(changes, true)
}
