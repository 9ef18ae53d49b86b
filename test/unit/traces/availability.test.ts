import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {Availability} from '../../../src/lib/traces/availability.ts'
import type {TraceRecord} from '../../../src/lib/traces/trace-record.ts'
import {createScreen} from '../../../src/lib/ui/screen.ts'
import {availabilityLines} from '../../../src/lib/ui/trace/availability-lines.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {traceRecord} from './a-record.ts'

const at = (minute: number) =>
  new Date(Date.parse('2026-03-02T09:00:00.000Z') + minute * 60_000).toISOString()
const call = (minute: number, outcome: TraceRecord['outcome'], more: Partial<TraceRecord> = {}) =>
  traceRecord({
    phase: 'result',
    operation: 'submit',
    occurredAt: at(minute),
    ...(outcome ? {outcome} : {}),
    ...more,
  })
const probe = (minute: number, side: string) =>
  traceRecord({
    operation: 'workstation-check',
    occurredAt: at(minute),
    outcome: 'failure',
    more: {probe: {side}},
  })
function told(...records: readonly TraceRecord[]) {
  const availability = new Availability()
  for (const record of records) availability.take(record)
  return availability.told()
}
const lost = {cause: 'DMP_CONNECTION_FAILED'}

describe('outages', () => {
  it('go from the first call without an answer to the first with one; a refusal is an answer', () => {
    const seen = told(
      call(0, 'success'),
      call(1, 'failure', lost),
      call(2, 'unknown', {cause: 'DMP_NO_ANSWER'}),
      call(3, 'refused', {cause: 'DMP_REFUSED'}),
      call(4, 'success'),
    )
    expect(seen).toEqual({
      calls: 5,
      answered: 3,
      notListed: 0,
      outages: [
        {
          journal: 'journal-1',
          from: at(1),
          to: at(3),
          answeredBefore: at(0),
          calls: 2,
          unknown: 1,
          causes: ['DMP_CONNECTION_FAILED', 'DMP_NO_ANSWER'],
          side: 'unclear',
          by: 'calls',
        },
      ],
    })
  })

  it.each([
    ['the DMP said so itself', 'dmp', call(1, 'failure', {cause: 'DMP_BUSY'}), []],
    [
      'it answered HTTP 503',
      'dmp',
      call(1, 'unknown', {cause: 'DMP_UNKNOWN_OUTCOME', status: {http: 503}}),
      [],
    ],
    ['our certificate failed', 'us', call(1, 'failure', {cause: 'DMP_TLS_REFUSED'}), []],
    ['a connection that failed tells nothing', 'unclear', call(1, 'failure', lost), []],
    ['a probe meanwhile found the DMP', 'dmp', call(1, 'failure', lost), [probe(2, 'dmp')]],
    ['a probe meanwhile found us', 'us', call(1, 'failure', {cause: 'DMP_BUSY'}), [probe(2, 'us')]],
    ['a probe that was unclear tells nothing', 'unclear', call(1, 'failure', lost), [probe(2, 'unclear')]],
    [
      'probes that disagree tell nothing',
      'unclear',
      call(1, 'failure', lost),
      [probe(2, 'us'), probe(3, 'dmp')],
    ],
    ['a probe of nonsense tells nothing', 'unclear', call(1, 'failure', lost), [probe(2, 'constructor')]],
  ] as const)('are whose they are: %s', (_why, side, failed, probes) => {
    const {outages} = told(call(0, 'success'), probe(0.5, 'us'), failed, ...probes, call(9, 'success'))
    expect(outages).toMatchObject([{side}])
  })

  it('do not run on into another journal, and last where nothing was answered', () => {
    const {outages} = told(call(1, 'failure'), call(2, 'success', {journal: 'journal-2'}))
    expect(outages).toMatchObject([{journal: 'journal-1', to: null, answeredBefore: null}])
  })

  it('count every failed call once, whatever came when, in bounded memory', () => {
    const outcomes = fc.constantFrom('success', 'warning', 'refused', 'failure', 'unknown')
    fc.assert(
      fc.property(fc.array(outcomes, {maxLength: 60}), (list) => {
        const seen = told(...list.map((outcome, minute) => call(minute, outcome as TraceRecord['outcome'])))
        const failed = list.filter((one) => one === 'failure' || one === 'unknown').length
        expect(seen.outages.reduce((sum, one) => sum + one.calls, 0)).toBe(failed)
        expect(seen.answered + failed).toBe(seen.calls)
        for (const {from, to} of seen.outages) expect(to === null || from < to).toBe(true)
      }),
      {numRuns: 200},
    )
    const many = Array.from({length: 2_500}, (_, n) => [
      call(2 * n, 'failure'),
      call(2 * n + 1, 'success'),
    ]).flat()
    const seen = told(...many)
    expect([seen.outages.length < 1_000, seen.outages.length + seen.notListed]).toEqual([true, 2_500])
  })
})

it.each(['fr', 'en'] as const)('has words for it (%s)', (language) => {
  const screen = createScreen({t: translator(language), stream: {}, env: {}, noColor: true})
  const text = [
    availabilityLines(told(), screen),
    availabilityLines(told(call(0, 'success')), screen),
    availabilityLines(told(call(1, 'failure', lost), probe(2, 'dmp')), screen),
  ]
    .flat()
    .join('\n')
  expect(text).not.toMatch(/availability\.[a-z]/)
  expect(text).toContain('DMP_CONNECTION_FAILED')
})
