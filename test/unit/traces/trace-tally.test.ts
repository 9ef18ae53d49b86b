import {describe, expect, it} from 'vitest'
import {retentionOf} from '../../../src/lib/traces/retention.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {type TallyKey, TraceTally} from '../../../src/lib/traces/trace-tally.ts'
import {traceRecord} from './a-record.ts'

const tallied = (by: TallyKey, ...records: readonly TraceRecord[]) => {
  const tally = new TraceTally(by)
  for (const record of records) tally.take(record)
  return tally
}
const intent = (more: Partial<TraceRecord> = {}) =>
  traceRecord({phase: 'intent', operation: 'submit', ...more})
const ended = (begun: TraceRecord, more: Partial<TraceRecord> = {}) =>
  traceRecord({
    ...begun,
    phase: 'result',
    id: `${begun.id}-r`,
    intentId: begun.id,
    outcome: 'success',
    ...more,
  })

describe('a tally of traces', () => {
  it('counts an action once, by its result', () => {
    const begun = intent()
    const tally = tallied('operation', begun, ended(begun))
    expect(tally.rows()).toMatchObject([{key: 'submit', total: 1, counts: {success: 1, open: 0}}])
    expect(tally.records).toBe(2)
  })

  it('shows what never got a result, and no more once it has one', () => {
    const [lost, late] = [intent(), intent()]
    const tally = tallied('outcome', lost, late, ended(late, {outcome: 'unknown'}))
    expect(tally.rows().map(({key, total}) => [key, total])).toEqual([
      ['open', 1],
      ['unknown', 1],
    ])
    expect(tally.totals.open).toBe(1)
  })

  it('does not take the intent of one journal for that of another', () => {
    const begun = intent()
    const elsewhere = ended(begun, {journal: 'journal-2'})
    expect(tallied('operation', begun, elsewhere).totals).toMatchObject({open: 1, success: 1})
  })

  it('counts a lot once for each of its types', () => {
    const documents = ['11488-4', '11490-0', '11488-4'].map((typeCode, n) => ({uniqueId: `1.${n}`, typeCode}))
    const rows = tallied('type', traceRecord({documents}), traceRecord()).rows()
    expect(rows.map(({key, total}) => [key, total])).toEqual([
      ['-', 1],
      ['11488-4', 1],
      ['11490-0', 1],
    ])
  })

  it('counts by the day of Paris, in order', () => {
    const at = (occurredAt: string) => traceRecord({occurredAt})
    const tally = tallied('day', at('2026-03-31T22:30:00.000Z'), at('2026-03-31T21:30:00.000Z'))
    expect(tally.rows().map(({key}) => key)).toEqual(['2026-03-31', '2026-04-01'])
    expect(tally.span).toEqual({first: '2026-03-31T21:30:00.000Z', last: '2026-03-31T22:30:00.000Z'})
  })

  it('counts by person, else by account', () => {
    const rows = tallied(
      'user',
      traceRecord({actor: {user: {id: '8997'}, os: {account: 'desk', host: 'h'}}}),
      traceRecord({actor: {os: {account: 'desk', host: 'h'}}}),
      traceRecord(),
    ).rows()
    expect(rows.map(({key}) => key)).toEqual(['-', '8997', 'desk'])
  })
})

describe('retention', () => {
  const DAY = 86_400_000
  it.each([
    [undefined, 12, {noticeMonths: 12, due: false}],
    [0, 12, {oldest: 0, ageMonths: 0, noticeMonths: 12, due: false}],
    [-365 * DAY, 12, {ageMonths: 11, due: false}],
    [-366 * DAY, 12, {ageMonths: 12, due: true}],
    [-3660 * DAY, 0, {ageMonths: 120, noticeMonths: 0, due: false}],
    [5 * DAY, 12, {ageMonths: 0, due: false}],
  ])('of a trace of %s with a notice after %s months', (oldest, months, expected) => {
    expect(retentionOf(oldest, 0, months)).toMatchObject(expected)
  })
})
