import type {DmpError} from '../../../errors/dmp-error.ts'
import type {RunPause} from './run-observer.ts'
import type {StopReason} from './run-report.ts'

/** Why the work ended; `error` when something stopped it, `about` what a limit has to say. */
export interface Stop {
  readonly reason: StopReason
  readonly error?: DmpError
  readonly about?: Pick<RunPause, 'code' | 'params'>
  readonly nextAt?: number
}

export function nextAt({until}: RunPause): Pick<Stop, 'nextAt'> {
  return until === undefined ? {} : {nextAt: until}
}
