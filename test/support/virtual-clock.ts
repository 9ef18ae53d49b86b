import {setImmediate as breathe} from 'node:timers/promises'
import type {Clock} from '../../src/lib/ports/clock.ts'

interface Sleeper {
  readonly due: number
  readonly order: number
  readonly wake: () => void
}

export interface VirtualClock extends Clock {
  /** Moves time, waking sleepers in order; what they do next runs before time goes on. */
  advance(ms: number): Promise<void>
  /** Moves time from sleeper to sleeper until `work` settles. Fails when nobody sleeps and it has not. */
  run<T>(work: Promise<T>): Promise<T>
  /** Sets the wall clock alone, as an administrator would. */
  setWall(now: number): void
}

/** Time that moves only when a test says so. `start` is the wall clock, in milliseconds since 1970. */
export function virtualClock(
  start = Date.UTC(2026, 2, 2, 9, 0, 0),
  options: {monotonic?: number} = {},
): VirtualClock {
  let elapsed = options.monotonic ?? 0
  let offset = start - elapsed
  let order = 0
  const sleepers: Sleeper[] = []

  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) await breathe()
  }
  const next = (limit: number): Sleeper | undefined => {
    sleepers.sort((a, b) => a.due - b.due || a.order - b.order)
    const [first] = sleepers
    if (first === undefined || first.due > limit) return undefined
    sleepers.shift()
    elapsed = Math.max(elapsed, first.due)
    return first
  }

  return {
    now: () => Math.round(elapsed + offset),
    monotonic: () => elapsed,
    setWall: (now) => {
      offset = now - elapsed
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper: Sleeper = {due: elapsed + Math.max(0, ms), order: order++, wake: resolve}
        sleepers.push(sleeper)
        const abort = () => {
          const place = sleepers.indexOf(sleeper)
          if (place >= 0) sleepers.splice(place, 1)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, {once: true})
      })
    },
    async advance(ms) {
      const end = elapsed + ms
      await settle()
      for (let sleeper = next(end); sleeper !== undefined; sleeper = next(end)) {
        sleeper.wake()
        await settle()
      }
      elapsed = end
    },
    async run(work) {
      let settled = false
      const done = work.finally(() => {
        settled = true
      })
      done.catch(() => undefined)
      await settle()
      while (!settled) {
        const sleeper = next(Number.POSITIVE_INFINITY)
        if (sleeper === undefined) throw new Error('nobody sleeps, yet the work has not ended')
        sleeper.wake()
        await settle()
      }
      return done
    },
  }
}
