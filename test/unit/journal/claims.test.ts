import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {openJournal} from '../../../src/lib/journal/journal.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {
  batchPlanning,
  entry,
  patient,
  plannedItem,
  sampleBatch,
  sending,
  settling,
} from '../../support/journal-samples.ts'
import {type VirtualClock, virtualClock} from '../../support/virtual-clock.ts'
import {type Workbench, workbench} from './workbench.ts'

const RUN = '20260302-aaaa'
let clock: VirtualClock
let bench: Workbench
let runner: Journal
beforeEach(async () => {
  clock = virtualClock()
  bench = workbench({clock})
  runner = await openJournal({...bench.options, mode: 'runner'})
})
afterEach(async () => {
  await runner.close()
  bench.clear()
})

const ownItem = (n: number) => plannedItem(n, {ins: patient(n)})
const claim = async (limit: number) =>
  (await runner.claim({batchIds: [RUN], limit, now: clock.now(), leaseMs: 60_000})).map(({id}) => id)

describe('claims of a runner', () => {
  it('do not wait for ever for a command that died while it was sending', async () => {
    await runner.record([batchPlanning(sampleBatch(RUN), ownItem(1))])
    const other = await openJournal(bench.options)
    await other.record([
      entry({operation: 'plan'}, [], [plannedItem(2, {ins: patient(1)})]),
      sending('item-2'),
    ])
    expect(await claim(1)).toEqual([])
    await other.close()
    expect(await claim(1)).toEqual([])
    await clock.advance(5000)
    expect(await claim(1)).toEqual(['item-1'])
    expect(await runner.items({ids: ['item-2']})).toMatchObject([
      {state: 'unknown', cause: 'DMP_INTERRUPTED'},
    ])
    expect((await runner.health()).faults).toEqual([])
  })

  it('leave what this runner is sending alone, claimed or not', async () => {
    await runner.record([batchPlanning(sampleBatch(RUN), ownItem(1), ownItem(2))])
    await claim(1)
    await runner.record([sending('item-1'), sending('item-2')])
    expect(await claim(9)).toEqual([])
    expect((await runner.items({})).map(({state}) => state)).toEqual(['sending', 'sending'])
  })

  it('come back to what was given back or planned again behind them', async () => {
    await runner.record([
      batchPlanning(
        sampleBatch(RUN),
        ...Array.from({length: 300}, (_, n) =>
          plannedItem(n, {
            ins: {...patient(1), matricule: `29001999${String(n).padStart(7, '0')}` as never},
          }),
        ),
      ),
    ])
    expect(await claim(150)).toHaveLength(150)
    await runner.release(['item-3'])
    expect(await claim(1)).toEqual(['item-3'])
    await runner.record([sending('item-7'), settling('item-7', {to: 'refused'})])
    await runner.record([settling('item-7', {to: 'planned'})])
    await runner.release(['item-7'])
    expect(await claim(200)).toEqual(['item-7', ...Array.from({length: 150}, (_, n) => `item-${n + 150}`)])
    const other = await openJournal(bench.options)
    await other.record([sending('item-9'), settling('item-9', {to: 'refused'})])
    await other.record([settling('item-9', {to: 'planned'})])
    await other.close()
    expect(await claim(1)).toEqual([])
    await clock.advance(60_001)
    expect(await claim(1)).toEqual(['item-0'])
  })
})
