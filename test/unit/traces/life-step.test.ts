import fc from 'fast-check'
import {expect, it} from 'vitest'
import {lifeSteps} from '../../../src/lib/traces/life-step.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {traceRecord} from './a-record.ts'

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, second)).toISOString()
const plan = traceRecord({operation: 'plan', occurredAt: at(0)})
const intent = traceRecord({operation: 'submit', phase: 'intent', occurredAt: at(10)})
const result = traceRecord({
  operation: 'submit',
  phase: 'result',
  intentId: intent.id,
  occurredAt: at(10),
  endedAt: at(11),
  durationMs: 1000,
  outcome: 'success',
  transaction: {dmp: 'TD2.1', messageId: 'urn:uuid:1'},
})
const deletion = traceRecord({operation: 'delete', phase: 'intent', occurredAt: at(100)})

it('makes one step of an intent and its result, and tells the waits between', () => {
  const steps = lifeSteps([deletion, result, plan, intent])
  expect(steps.map(({operation, outcome, waitMs, tookMs}) => [operation, outcome, waitMs, tookMs])).toEqual([
    ['plan', 'act', null, null],
    ['submit', 'success', 10_000, 1000],
    ['delete', 'open', 89_000, null],
  ])
  expect(steps[1]).toMatchObject({id: result.id, transaction: 'TD2.1', messageId: 'urn:uuid:1'})
})

it('keeps a result whose intent is not at hand', () => {
  expect(lifeSteps([result])).toMatchObject([{outcome: 'success', waitMs: null}])
})

it('keeps both results of one intent: the one of a recovery and the one that came late', () => {
  const late = traceRecord({...result, id: 'late', n: 999, outcome: 'unknown'})
  expect(lifeSteps([intent, result, late]).map(({outcome}) => outcome)).toEqual(['success', 'unknown'])
})

it('is the same in whatever order the records come, and loses none', () => {
  const records: readonly TraceRecord[] = [plan, intent, result, deletion]
  fc.assert(
    fc.property(fc.shuffledSubarray([...records], {minLength: 4, maxLength: 4}), (shuffled) => {
      expect(lifeSteps(shuffled)).toEqual(lifeSteps(records))
    }),
  )
})
