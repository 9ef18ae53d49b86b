import {expect, it} from 'vitest'
import {settledTraces} from '../../../src/lib/traces/audit/settled-traces.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {traceRecord} from '../traces/a-record.ts'

const intent = (id: string) => traceRecord({id, phase: 'intent'})
const result = (intentId: string) => traceRecord({id: `of-${intentId}`, phase: 'result', intentId})

async function settled(records: readonly TraceRecord[], most?: number): Promise<string[]> {
  async function* feed() {
    yield* records
  }
  const ids: string[] = []
  for await (const {id} of settledTraces(feed(), most)) ids.push(id)
  return ids
}

it('lets a result stand for its intent, and tells intents without one at the end, in order', async () => {
  const act = traceRecord({id: 'act'})
  const told = await settled([intent('a'), intent('b'), act, intent('c'), result('b'), intent('d')])
  expect(told).toEqual(['act', 'of-b', 'a', 'c', 'd'])
})

it('tells a result whose intent was not among them', async () => {
  expect(await settled([result('x')])).toEqual(['of-x'])
})

it('holds back so many intents and no more: none is lost', async () => {
  const told = await settled([intent('a'), intent('b'), intent('c'), result('a'), result('c')], 2)
  expect(told).toEqual(['a', 'of-a', 'of-c', 'b'])
})
