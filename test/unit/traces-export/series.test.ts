import {describe, expect, it} from 'vitest'
import type {EventQuery, RecordedEvent} from '../../../src/lib/ports/journal.ts'
import type {OpenedSource} from '../../../src/lib/ports/trace-sources.ts'
import {
  conditionsOf,
  lookedAt,
  type SeriesStep,
  seriesState,
} from '../../../src/lib/usecases/trace/export/series.ts'

const ins = (matricule: string) => ({matricule, oid: '1.2.250.1.213.1.4.10'}) as never
const alice = ins('290019999900113')
const bruno = ins('180019999900137')

describe('conditions of a series of exports', () => {
  it('are those of one patient, whose number they do not hold', () => {
    expect(conditionsOf({ins: alice})).toEqual(conditionsOf({ins: alice}))
    expect(conditionsOf({ins: alice})).not.toEqual(conditionsOf({ins: bruno}))
    expect(conditionsOf({ins: alice})).not.toEqual(conditionsOf({ipp: '290019999900113'}))
    expect(conditionsOf({ipp: 'A'})).not.toEqual(conditionsOf({ipp: 'B'}))
    expect(JSON.stringify(conditionsOf({ins: alice, ipp: 'IPP-SECRET'}))).not.toMatch(/29001|SECRET/)
  })

  it('hold the beginning of the period; its end may change', () => {
    expect(conditionsOf({since: 1})).not.toEqual(conditionsOf({since: 2}))
    expect(conditionsOf({until: 1})).toEqual(conditionsOf({until: 2}))
  })

  it('refuse to go on for another patient', async () => {
    const begun: SeriesStep = {name: 's', ends: {}, file: 'f', sha256: '', ...conditionsOf({ins: alice})}
    const journal = {
      async *events() {
        yield {id: 'i', phase: 'intent', data: {series: begun}} as unknown as RecordedEvent
        yield {
          id: 'r',
          phase: 'result',
          intentId: 'i',
          outcome: 'success',
          data: {},
        } as unknown as RecordedEvent
      },
    }
    const go = (wish: Parameters<typeof conditionsOf>[0]) =>
      seriesState(journal, 's', conditionsOf(wish), async () => undefined)
    expect((await go({ins: alice})).lastIntent).toBe('i')
    for (const wish of [{ins: bruno}, {}, {ipp: 'A'}])
      await expect(go(wish)).rejects.toMatchObject({code: 'DMP_TRACE_SERIES', params: {case: 'conditions'}})
  })
})

describe('an end of the period in a series', () => {
  const at = (writerId: string, seq: number, occurredAt: number) => ({writerId, seq, occurredAt})
  const written = [
    at('a', 1, 10),
    at('a', 2, 30),
    at('b', 1, 15),
    at('a', 3, 12),
    at('b', 2, 16),
    at('a', 4, 99),
  ]
  const source = {
    journalId: 'j',
    ends: {a: 3, b: 2},
    async *events({since = 0, beyond = {}}: EventQuery) {
      for (const one of written)
        if (one.occurredAt >= since && one.seq > (beyond[one.writerId] ?? 0)) yield one as RecordedEvent
    },
  } as unknown as OpenedSource

  it('ends each chain before the first event that it leaves out', async () => {
    const ends = async (until: number | undefined, mark = {}) =>
      (await lookedAt([source], {until}, mark)).map((one) => one.ends)
    expect(await ends(20)).toEqual([{a: 1, b: 2}])
    expect(await ends(16)).toEqual([{a: 1, b: 1}])
    expect(await ends(5)).toEqual([{a: 0, b: 0}])
    expect(await ends(undefined)).toEqual([{a: 3, b: 2}])
    expect(await ends(20, {j: {a: 2, b: 0}})).toEqual([{a: 3, b: 2}])
  })
})
