import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  civilDay,
  DEPARTURE_MS,
  LEAD_MS,
  LOOK_AGAIN_MS,
  memoryMs,
  nextTurn,
  passWait,
  type Send,
  slotAt,
  spacingOf,
} from '../../../src/lib/quota/pace.ts'

interface Call {
  /** How long after the one before it asks. */
  readonly gap: number
  /** From its grant to the gate. */
  readonly ready: number
  /** From the gate to its first byte. */
  readonly stall: number
  readonly lead: number
  /** Lets itself pass this long before, as a machine far from the log does. */
  readonly soon: number
}

/** Many senders on one log, moment by moment: when each call left. */
function simulate(perSecond: number, calls: readonly Call[]): number[] {
  const sends: Send[] = []
  const left: number[] = []
  const recent = (now: number) =>
    sends.slice(-60).filter(({state, at}) => state !== 'left' || at > now - memoryMs(perSecond))
  const waiting: {at: number; step: () => number | undefined}[] = []
  const set = (n: number, change: Partial<Send>) => {
    sends[n] = {...(sends[n] as Send), ...change}
  }
  let asked = 0
  for (const {gap, ready, stall, lead, soon} of calls) {
    asked += gap
    let now = asked
    let n = -1
    const leave = () => {
      set(n, {state: 'left', at: now})
      left.push(now)
      return undefined
    }
    const pass = (): number => {
      const wait = passWait(recent(now), n, now, perSecond)
      if (wait > soon)
        return now + (wait === Number.POSITIVE_INFINITY ? LOOK_AGAIN_MS : Math.ceil(wait - soon))
      const at = now + wait
      set(n, {state: 'passing', at, slot: slotAt(recent(now), n, at, perSecond)})
      work.step = leave
      return now + Math.ceil(wait) + stall
    }
    const reserve = (): number => {
      const turn = nextTurn(recent(now), now, perSecond)
      if (turn - now > lead) return Math.ceil(turn - lead)
      n = sends.push({n: sends.length, slot: now, at: now, state: 'reserved'}) - 1
      work.step = pass
      return now + ready
    }
    const work = {
      at: asked,
      step: reserve as () => number | undefined,
    }
    waiting.push({
      at: asked,
      step: () => work.step(),
    })
    const mine = waiting.at(-1)
    const move = mine?.step
    if (mine && move)
      mine.step = () => {
        now = mine.at
        return move()
      }
  }
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.at - b.at)
    const [first] = waiting
    const next = first?.step()
    if (next === undefined) waiting.shift()
    else if (first) first.at = next
  }
  return left.sort((a, b) => a - b)
}

function expectPace(left: readonly number[], perSecond: number): void {
  for (let place = perSecond; place < left.length; place++)
    expect((left[place] ?? 0) - (left[place - perSecond] ?? 0)).toBeGreaterThan(1030)
}

function rateOf(left: readonly number[]): number {
  return (left.length - 1) / (((left.at(-1) ?? 0) - (left[0] ?? 0)) / 1000)
}

const steady = (count: number, more: Partial<Call> = {}): Call[] =>
  Array.from({length: count}, () => ({gap: 0, ready: 0, stall: 0, lead: LEAD_MS, soon: 0, ...more}))

describe('the pace', () => {
  it('never lets one call too many leave within 1.03 s, however calls come, get ready and stall', () => {
    const some = (most: number) => fc.oneof(fc.constant(0), fc.nat(most))
    const call = fc.record({
      gap: some(900),
      ready: some(2500),
      stall: some(700),
      lead: fc.constantFrom(0, 80, LEAD_MS),
      soon: fc.constantFrom(0, 120),
    })
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 4}),
        fc.array(call, {minLength: 10, maxLength: 80}),
        (perSecond, calls) => {
          const left = simulate(perSecond, calls)
          expect(left).toHaveLength(calls.length)
          expectPace(left, perSecond)
        },
      ),
    )
  })

  it('uses at least 95 % of the rate, although every call takes its own time to get ready', () => {
    const times = fc.array(fc.record({ready: fc.nat(250), stall: fc.nat(8)}), {
      minLength: 120,
      maxLength: 120,
    })
    fc.assert(
      fc.property(fc.integer({min: 1, max: 4}), times, (perSecond, own) => {
        const left = simulate(
          perSecond,
          own.map((one) => ({gap: 0, lead: LEAD_MS, soon: 0, ...one})),
        )
        expectPace(left, perSecond)
        expect(rateOf(left)).toBeGreaterThanOrEqual(0.95 * perSecond)
      }),
      {numRuns: 30},
    )
  })

  it('catches up with its slots after a call that came late, without ever bunching', () => {
    const calls = steady(60)
    calls[10] = {gap: 0, ready: 2000, stall: 0, lead: LEAD_MS, soon: 0}
    const left = simulate(4, calls)
    expectPace(left, 4)
    expect(rateOf(left)).toBeGreaterThanOrEqual(3.8)
  })

  it('spaces calls evenly', () => {
    const left = simulate(4, steady(9))
    const gaps = left.slice(1).map((at, place) => at - (left[place] ?? 0))
    for (const gap of gaps) expect(Math.abs(gap - spacingOf(4))).toBeLessThanOrEqual(1.5)
  })

  it('waits for a call that passed until it says so, and no longer than a dead process deserves', () => {
    const passing = (n: number): Send => ({n, slot: 0, at: 0, state: 'passing'})
    const four = [0, 1, 2, 3].map(passing)
    expect(passWait(four, 9, 5000, 4)).toBeGreaterThan(0)
    expect(passWait(four, 9, DEPARTURE_MS + 1, 4)).toBe(0)
    expect(passWait(four.slice(1), 9, 5000, 4)).toBe(0)
  })

  it('counts days by the civil day in France', () => {
    expect(civilDay(Date.UTC(2026, 0, 1, 22, 59))).toBe('2026-01-01')
    expect(civilDay(Date.UTC(2026, 0, 1, 23, 0))).toBe('2026-01-02')
    expect(civilDay(Date.UTC(2026, 6, 1, 22, 0))).toBe('2026-07-02')
  })
})
