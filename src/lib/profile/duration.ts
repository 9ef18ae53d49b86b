const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]
/** Nothing here waits for more than 60 days: a longer one is a slip. */
const LONGEST_MS = 60 * 86_400_000

/** `500ms`, `30s`, `5m`, `24h` or `15d` in milliseconds; undefined for anything else, for zero and beyond 60 days. */
export function durationMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,10})(ms|s|m|h|d)$/.exec(text) ?? []
  const size = UNITS.find(([name]) => name === unit)?.[1]
  if (amount === undefined || size === undefined) return undefined
  const ms = Number(amount) * size
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined
}

/** Milliseconds in the largest unit that says them whole. */
export function durationText(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms % size === 0) ?? ['ms', 1]
  return `${ms / size}${unit}`
}
