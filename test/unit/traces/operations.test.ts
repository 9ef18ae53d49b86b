import {expect, it} from 'vitest'
import {traceOperations} from '../../../src/lib/traces/operations.ts'
import {traceOperationsEn} from '../../../src/lib/ui/messages/en/trace-operations.ts'

it('lists each operation that has a word', () => {
  const start = 'trace.operation.'
  const words = Object.keys(traceOperationsEn).filter((key) => key.startsWith(start))
  expect(words.map((key) => key.slice(start.length)).toSorted()).toEqual(traceOperations.toSorted())
})
