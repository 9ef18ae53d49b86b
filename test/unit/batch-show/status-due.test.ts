import {afterEach, beforeEach, expect, it} from 'vitest'
import {batchStatus} from '../../../src/lib/usecases/batch/show/batch-status.ts'
import {emptyRun, RUN, type SeededRun, seedRun} from './seeded-run.ts'

let run: SeededRun
beforeEach(async () => {
  run = await emptyRun({submitPerSecond: 4, perDay: 30_000})
})
afterEach(() => run.clear())

it('expects no end before what was put off is due', async () => {
  await seedRun(run, [{to: 'accepted'}, {}] as const)
  const [left] = await run.journal.items({batchId: RUN, states: ['planned']})
  const dueAt = run.now + 300_000
  const event = {phase: 'event', operation: 'batch-put-off', occurredAt: run.now, data: {}} as const
  await run.journal.record([{event, changes: [{id: left?.id ?? '', retryAt: dueAt}]}])
  const {run: found} = await batchStatus(run.bench, {all: false})
  expect(found.nextDueAt).toBe(new Date(dueAt).toISOString())
  expect(Date.parse(found.forecast?.endsAt ?? '')).toBeGreaterThanOrEqual(dueAt)
})

it('expects no end before the last document that is to leave later', async () => {
  await seedRun(run, [{to: 'accepted'}, {}, {}] as const)
  const left = await run.journal.items({batchId: RUN, states: ['planned']})
  const event = {phase: 'event', operation: 'batch-put-off', occurredAt: run.now, data: {}} as const
  const dueAt = (n: number) => run.now + (n + 1) * 86_400_000
  await run.journal.record([{event, changes: left.map(({id}, n) => ({id, retryAt: dueAt(n)}))}])
  const {run: found} = await batchStatus(run.bench, {all: false})
  expect(found.nextDueAt).toBe(new Date(dueAt(0)).toISOString())
  expect(found.forecast?.endsAt).toBe(new Date(dueAt(1)).toISOString())
})
