import type {ErrorDefinitions} from '../definition.ts'

/** Errors of a journal kept on a PostgreSQL server; the others it shares with the journal in a file. */
export const journalPostgresErrors = {
  DMP_JOURNAL_URL: {exit: 'configuration', retry: 'never'},
  DMP_JOURNAL_UNAVAILABLE: {exit: 'temporary', retry: 'later'},
  DMP_JOURNAL_SERVER: {exit: 'usage', retry: 'never'},
} as const satisfies ErrorDefinitions
