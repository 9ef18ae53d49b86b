import {statedDelayMs} from '../../batch/retry-policy.ts'
import type {DmpError} from '../../errors/dmp-error.ts'

const DEFAULT_MS = 60_000

/** How long to leave a deferred item alone: what the server said (Retry-After), else a minute. */
export function retryDelayMs({retry}: DmpError): number {
  return statedDelayMs(retry) ?? DEFAULT_MS
}
