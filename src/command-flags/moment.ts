import {Errors, Flags} from '@oclif/core'
import {parisOffsetMinutes} from '../lib/civil-time/paris.ts'

const DAY = /^\d{4}-\d\d-\d\d$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/
const MINUTE = 60_000

/** Midnight in France at the beginning of a day. */
function midnight(utc: number): number {
  const guess = utc - parisOffsetMinutes(utc) * MINUTE
  return utc - parisOffsetMinutes(guess) * MINUTE
}

function momentOf(text: string, days: number): number {
  const ms = Date.parse(text)
  const known = !Number.isNaN(ms) && (!DAY.test(text) || new Date(ms).toISOString().startsWith(text))
  if (!known || !(DAY.test(text) || INSTANT.test(text)))
    throw new Errors.CLIError(`moment: ${text}`, {exit: 2})
  return DAY.test(text) ? midnight(ms + days * 86_400_000) : ms
}

/** The beginning of a day in France, or an instant with its offset; ms since 1970. */
export const from = Flags.custom<number>({helpValue: '2026-03-02', parse: async (text) => momentOf(text, 0)})

/** The end of a day in France (that day is included), or an instant with its offset, not included; ms since 1970. */
export const upTo = Flags.custom<number>({helpValue: '2026-03-31', parse: async (text) => momentOf(text, 1)})
