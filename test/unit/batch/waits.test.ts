import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {BREAKS_AFTER, Breaker, SAME_REFUSALS, wayOf} from '../../../src/lib/batch/breaker.ts'
import {
  backoffMs,
  nextTryAt,
  retryTerms,
  statedDelayMs,
  usualRetry,
} from '../../../src/lib/batch/retry-policy.ts'
import {Throttle} from '../../../src/lib/batch/throttle.ts'

const draw = fc.double({min: 0, max: 0.999999, noNaN: true})

describe('a wait before another try', () => {
  it('doubles, never beyond its longest, and chance only lengthens it', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 60}), draw, (n, chance) => {
        const plain = backoffMs(n, usualRetry, 0)
        const wait = backoffMs(n, usualRetry, chance)
        expect(plain).toBe(Math.min(usualRetry.mostMs, usualRetry.baseMs * 2 ** (n - 1)))
        expect(wait).toBeGreaterThanOrEqual(plain)
        expect(wait).toBeLessThanOrEqual(plain * (1 + usualRetry.jitter) + 1)
      }),
    )
  })

  it('is never shorter than what the server asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 86_400}),
        fc.integer({min: 1, max: 7}),
        draw,
        (seconds, attempts, chance) => {
          const at = nextTryAt({retry: `after:PT${seconds}S`, attempts, now: 1000, draw: chance})
          expect(at).toBeGreaterThanOrEqual(1000 + seconds * 1000)
        },
      ),
    )
  })

  it('ends with the operator after a row of attempts, and a new row begins on his word', () => {
    const due = (attempts: number) => nextTryAt({retry: 'later', attempts, now: 0, draw: 0})
    expect(due(usualRetry.attempts)).toBeUndefined()
    expect(due(usualRetry.attempts + 1)).toBeDefined()
    expect(due(usualRetry.attempts * 2)).toBeUndefined()
  })

  it('reads the server’s word from the retry class alone', () => {
    expect(statedDelayMs('after:PT120S')).toBe(120_000)
    expect(statedDelayMs('later')).toBeUndefined()
    expect(retryTerms(6000).line.baseMs).toBe(100)
  })
})

describe('the breaker', () => {
  it('breaks at the hundredth refusal of one kind, and not when documents pass or answers differ', () => {
    const refusals = (answers: readonly string[]) => {
      const breaker = new Breaker()
      for (const answer of answers) {
        if (answer === '') breaker.accepted()
        else breaker.refused(answer)
      }
      return breaker.broken
    }
    const many = Array.from({length: SAME_REFUSALS - 1}, () => 'XDSUnknownPatientId')
    expect(refusals(many)).toBeUndefined()
    expect(refusals([...many, 'XDSUnknownPatientId'])).toEqual({
      code: 'DMP_REFUSED',
      count: SAME_REFUSALS,
      answer: 'XDSUnknownPatientId',
    })
    expect(refusals([...many, '', 'XDSUnknownPatientId'])).toBeUndefined()
    expect(refusals([...many, 'XDSRepositoryError', 'XDSUnknownPatientId'])).toBeUndefined()
  })

  const see = (breaker: Breaker, code: Parameters<typeof wayOf>[0]) => breaker.sees(wayOf(code), code)

  it('opens after five failures of the way in a row, and says which', () => {
    const breaker = new Breaker()
    for (let n = 1; n <= BREAKS_AFTER.blocked; n++) {
      expect(breaker.broken).toBeUndefined()
      see(breaker, 'DMP_TLS_REFUSED')
    }
    expect(breaker.broken).toEqual({code: 'DMP_TLS_REFUSED', count: BREAKS_AFTER.blocked})
  })

  it('breaks at failures of several kinds in turn, none of them often enough alone', () => {
    const breaker = new Breaker()
    let seen = 0
    while (!breaker.broken && seen < 50)
      see(breaker, seen++ % 2 === 0 ? 'DMP_ACCESS_REFUSED' : 'DMP_NO_ANSWER')
    expect(seen).toBe(7)
    expect(breaker.broken?.count).toBe(7)
  })

  it('starts again at any answer about an item, a refusal included', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('DMP_ACCESS_REFUSED', 'DMP_NO_ANSWER', 'DMP_REFUSED', 'DMP_BUSY', undefined),
        ),
        (codes) => {
          const breaker = new Breaker()
          let shares = 0
          for (const code of codes) {
            see(breaker, code)
            const way = wayOf(code)
            // A refused access weighs as much as two lost answers.
            if (way === 'open') shares = 0
            else shares += way === 'blocked' ? 2 : 1
            expect(breaker.broken !== undefined).toBe(shares >= BREAKS_AFTER.silent)
          }
        },
      ),
    )
  })

  it('does not count what a person holds back', () => {
    const breaker = new Breaker()
    for (let n = 0; n < 50; n++) see(breaker, 'DMP_HELD')
    expect(breaker.broken).toBeUndefined()
  })
})

describe('the throttle', () => {
  it('stops everybody for as long as the server says, then lets one go first', () => {
    const throttle = new Throttle()
    expect(throttle.width(8)).toBe(8)
    throttle.busy(0, 'after:PT30S', 0)
    expect(throttle.waitUntil(29_999)).toEqual({until: 30_000, busy: true})
    expect(throttle.waitUntil(30_000)).toBeUndefined()
    expect(throttle.width(8)).toBe(1)
    throttle.open(30_000)
    expect(throttle.width(8)).toBe(8)
  })

  it('is not opened by the answer to what left before', () => {
    const throttle = new Throttle()
    throttle.busy(0, 'after:PT30S', 0)
    throttle.open(10)
    expect(throttle.waitUntil(10)).toEqual({until: 30_000, busy: true})
  })

  it('takes several failures that were under way together for one', () => {
    const throttle = new Throttle(retryTerms(60_000))
    const until = throttle.blocked(0, 0)
    for (let n = 0; n < 10; n++) throttle.blocked(1, 0)
    expect(throttle.waitUntil(0)?.until).toBe(until)
    expect(throttle.blocked(until, 0) - until).toBe(2 * until)
  })

  it('never lets sends go on before the latest word of the server', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.nat(100)), {minLength: 1, maxLength: 30}), (answers) => {
        const throttle = new Throttle()
        let now = 0
        let latest = 0
        for (const [later, seconds] of answers) {
          now += later
          throttle.busy(now, `after:PT${seconds}S`, 0)
          latest = Math.max(latest, now + seconds * 1000)
          expect(throttle.waitUntil(now)?.until ?? now).toBeGreaterThanOrEqual(
            Math.min(latest, Number.MAX_VALUE),
          )
        }
      }),
    )
  })
})
