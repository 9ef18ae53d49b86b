import {Errors, Flags} from '@oclif/core'

/** A number of days: `15d`, `15j` or `15`. */
export const days = Flags.custom<number>({
  helpValue: '15d',
  async parse(text) {
    const found = /^(\d{1,5})[dj]?$/.exec(text)
    if (!found) throw new Errors.CLIError(`days: ${text}`, {exit: 2})
    return Number(found[1])
  },
})
