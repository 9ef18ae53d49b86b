import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8'

/** Enough for the records that are under way; V8 would let the space of young objects grow to 128 MB in a long plan. */
const LARGEST_BYTES = 32 * 1024 * 1024
const LOOK_MS = 100
/** V8's own. */
const USUAL_FACTOR = 2

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({space_name: name}) => name === 'new_space')?.space_size ?? 0
}

/**
 * Stops the growth of the space of young objects once it is large enough: the memory of a plan then does not depend on
 * how long it takes. A plan makes many short-lived objects, and collecting them a little more often costs no time that
 * can be measured. Only the factor by which V8 grows that space is changed. @returns what ends it
 */
export function boundYoungSpace(): () => void {
  const timer = setInterval(() => {
    if (youngBytes() < LARGEST_BYTES) return
    clearInterval(timer)
    setFlagsFromString('--semi-space-growth-factor=1')
  }, LOOK_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    setFlagsFromString(`--semi-space-growth-factor=${USUAL_FACTOR}`)
  }
}
