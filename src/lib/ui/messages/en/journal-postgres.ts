import type {Messages} from '../messages.ts'

export const journalPostgresEn: Messages = {
  'flag.journal': 'journal to use: a file, or postgres://USER@HOST/DATABASE (without a password)',
  'check.journal.server': 'journal on the server {path}: asked when it is used',
  'error.DMP_JOURNAL_URL.what': 'The address of the journal cannot be used ({reason}).',
  'error.DMP_JOURNAL_URL.reason.password': 'it holds a password',
  'error.DMP_JOURNAL_URL.reason.form': 'it is not of the expected form',
  'error.DMP_JOURNAL_URL.reason.parameter': 'one of its parameters is not known',
  'error.DMP_JOURNAL_URL.why':
    'The form is {expected}. A password written in an address can be read in the list of processes, in histories and in reports.',
  'error.DMP_JOURNAL_URL.todo':
    'Take the password out of the address, and change it if it was in use. Give it by the setting journal.password of the profile (file:PATH, prompt, a command) or by a PGPASSFILE with mode 0600.',
  'error.DMP_JOURNAL_UNAVAILABLE.what': 'The journal {path} does not answer ({reason}).',
  'error.DMP_JOURNAL_UNAVAILABLE.why':
    'The PostgreSQL server is stopped, starting again or does not prove its name (TLS), or the network is cut. Without a written trace no call is made.',
  'error.DMP_JOURNAL_UNAVAILABLE.todo':
    'Look at the PostgreSQL server, then run the same command again: what is accepted does not leave again, and what has an outcome that could not be written is verified before anything is sent.',
  'error.DMP_JOURNAL_SERVER.what':
    'dmp journal {operation} does not apply to the journal {path}, which is on a server.',
  'error.DMP_JOURNAL_SERVER.why':
    'A PostgreSQL database is backed up by its own tools, and new keys need all machines to change together: the program does not do that yet.',
  'error.DMP_JOURNAL_SERVER.todo':
    'For a backup: pg_dump --format=custom of the database, and a copy of the key file kept elsewhere (guide “The journal on PostgreSQL”).',
}
