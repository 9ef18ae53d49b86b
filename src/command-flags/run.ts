import {Flags} from '@oclif/core'
import {journalFlag} from './journal.ts'
import {lengthOfTime} from './length-of-time.ts'
import {watchingFlags} from './watching.ts'

/** How a bulk run goes about its work. */
export const runFlags = {
  width: Flags.integer({summary: 'flag.width', min: 1, max: 64, default: 8, helpGroup: 'run'}),
  wait: lengthOfTime({
    summary: 'flag.run-wait',
    default: 15 * 60_000,
    defaultHelp: async () => '15m',
    helpGroup: 'run',
  }),
  'max-items': Flags.integer({summary: 'flag.max-items', min: 1, helpGroup: 'run'}),
  'max-duration': lengthOfTime({summary: 'flag.max-duration', helpGroup: 'run'}),
  'check-status': Flags.boolean({summary: 'flag.run-check-status', helpGroup: 'run'}),
  'daily-notice-given': Flags.boolean({summary: 'flag.daily-notice-given', helpGroup: 'run'}),
  ...watchingFlags,
  ...journalFlag,
}

/** Said by a person, never by a service. */
export const afterRestoreFlag = {
  'after-restore': Flags.boolean({summary: 'flag.after-restore', helpGroup: 'run'}),
}

interface RunWords {
  readonly width: number
  readonly wait: number
  readonly 'max-items': number | undefined
  readonly 'max-duration': number | undefined
  readonly 'check-status': boolean
  readonly 'after-restore'?: boolean
}

export function runWords(flags: RunWords) {
  return {
    width: flags.width,
    patienceMs: flags.wait,
    maxItems: flags['max-items'],
    maxDurationMs: flags['max-duration'],
    checkStatus: flags['check-status'],
    afterRestore: flags['after-restore'],
  }
}
