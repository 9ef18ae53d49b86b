import {Flags} from '@oclif/core'

/** The journal to use instead of the profile's: a file, or a PostgreSQL database shared by several machines. */
export const journalFlag = {
  journal: Flags.string({summary: 'flag.journal'}),
}
