import type {DmpError} from '../../errors/dmp-error.ts'

const DEFAULT_MS = 60_000

/** How long to leave a deferred item alone: what the server said (Retry-After), else a minute. */
export function retryDelayMs({retry}: DmpError): number {
  const seconds = /^after:PT(\d+)S$/.exec(retry)?.[1]
  return seconds === undefined ? DEFAULT_MS : Number(seconds) * 1000
}
