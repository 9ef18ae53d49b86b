import {setTimeout as pause} from 'node:timers/promises'
import type {Clock} from '../ports/clock.ts'

/**
 * The clock of this machine. `monotonic` is CLOCK_MONOTONIC on Linux: one count for all processes since the
 * machine started, so that two processes can compare instants.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    try {
      await pause(ms, undefined, signal ? {signal} : {})
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  },
}
