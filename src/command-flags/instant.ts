import {Errors, Flags} from '@oclif/core'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/

/** An instant with its offset, to the millisecond where it is known; ms since 1970. */
export const instant = Flags.custom<number>({
  helpValue: '2026-03-02T10:15:00.000Z',
  parse: async (text) => {
    const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN
    if (Number.isNaN(ms)) throw new Errors.CLIError(`instant: ${text}`, {exit: 2})
    return ms
  },
})
