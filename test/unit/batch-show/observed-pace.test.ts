import {describe, expect, it} from 'vitest'
import {ObservedPace} from '../../../src/lib/usecases/batch/run/observed-pace.ts'
import {RunBoard} from '../../../src/lib/usecases/batch/run/run-board.ts'
import type {RunTick} from '../../../src/lib/usecases/batch/run/run-observer.ts'
import {runOutlook} from '../../../src/lib/usecases/batch/show/run-outlook.ts'

const START = Date.UTC(2026, 2, 2, 9)
const planned = 10_000

/** So many settled. */
const account = (accepted: number) => ({
  planned,
  accepted,
  refused: 0,
  unknown: 0,
  deferred: 0,
  held: 0,
  remaining: planned - accepted,
})

/** Looks once a second while `perSecond` documents are settled in each. */
function watched(
  pace: ObservedPace,
  from: {at: number; settled: number},
  seconds: number,
  perSecond: number,
) {
  for (let n = 1; n <= seconds; n++)
    pace.see(from.at + n * 1000, account(from.settled + n * perSecond), false)
  return {at: from.at + seconds * 1000, settled: from.settled + seconds * perSecond}
}

describe('the pace that is seen', () => {
  it('says nothing of the first seconds, then how many documents are settled', () => {
    const pace = new ObservedPace()
    const warm = watched(pace, {at: START, settled: 0}, 30, 2)
    expect(pace.perSecond).toBeUndefined()
    watched(pace, warm, 60, 2)
    expect(pace.perSecond).toBeCloseTo(2, 5)
  })

  it('follows a run that slows down, and does not take a pause for slowness', () => {
    const pace = new ObservedPace()
    const fast = watched(pace, {at: START, settled: 0}, 200, 4)
    const slow = watched(pace, fast, 130, 1)
    expect(pace.perSecond).toBeCloseTo(1, 5)
    for (let n = 1; n < 600; n++) pace.see(slow.at + n * 1000, account(slow.settled), true)
    expect(pace.perSecond).toBeCloseTo(1, 5)
    watched(pace, {...slow, at: slow.at + 600_000}, 60, 3)
    expect(pace.perSecond).toBeCloseTo(3, 5)
  })
})

it('tells the end by the pace that is seen, and not before the last of what is put off is due', async () => {
  let now = START
  const ticks: RunTick[] = []
  const limits = {submitPerSecond: 4, perDay: 30_000}
  const outlook = await runOutlook({clock: {now: () => now}, quota: {doneToday: async () => 0}}, limits)
  const observer = {onTick: (tick: RunTick) => void ticks.push(tick)}
  const board = new RunBoard({account: account(0)}, {observer, perSecond: 4, now: () => now, outlook})
  board.tick()
  expect(ticks.at(-1)?.endsAt).toBe(now + (planned / 4) * 1000)
  for (let second = 1; second <= 120; second++) {
    now += 1000
    board.stand({account: account(second)})
    board.tick()
  }
  expect(ticks.at(-1)?.endsAt).toBe(now + (planned - 120) * 1000)
  const due = {nextDueAt: now + 60_000, lastDueAt: now + 86_400_000}
  board.stand({account: account(120), ...due})
  board.tick()
  expect(ticks.at(-1)).toMatchObject({endsAt: due.lastDueAt, nextDueAt: due.nextDueAt})
})
