import {Errors, Flags} from '@oclif/core'
import {durationMs} from '../lib/profile/duration.ts'

/** A length of time: `30s`, `5m`, `2h`, `15d`; parsed to milliseconds. */
export const lengthOfTime = Flags.custom<number>({
  helpValue: '2h',
  async parse(text) {
    const ms = durationMs(text)
    if (ms === undefined) throw new Errors.CLIError(`duration: ${text}`, {exit: 2})
    return ms
  },
})
