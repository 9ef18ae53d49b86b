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
  'error.DMP_JOURNAL_SERVER.why.restore':
    'A database is put back by its own tools; the program then brings the journal near to the present, where it stands. A copy in a file does not go into a database.',
  'error.DMP_JOURNAL_SERVER.todo.restore': 'Put the dump back (pg_restore), then: dmp journal restore {path}',
  'error.DMP_JOURNAL_DAMAGED.why.older-server':
    'The database knows less than this machine: it was put back from an older dump, or went on from one. Going on could send again a document that was already registered: the program stops before any call.',
  'error.DMP_JOURNAL_DAMAGED.todo.older-server':
    'If a newer dump or archive exists: put that one back. Otherwise stop dmp on every machine, then once, on this one: dmp journal restore {path}\nWhat may have left since the dump is looked for in the DMP; bulk runs then wait for your word (--after-restore) on every machine.',
  'error.DMP_JOURNAL_DAMAGED.todo.server':
    'Delete nothing. Run dmp journal check --journal {path} to learn what is wrong. Put back the last sound dump (pg_restore), then once: dmp journal restore {path}',
  'consent.restore-server':
    'The database {uniqueId} was put back from a dump: what was done since is not in it. Whatever may have left becomes of unknown outcome, and bulk runs of all establishments wait for a word. Type "{value}" to confirm:',
  'error.DMP_CONFIRMATION_NEEDED.action.restore-server':
    'go on with the database {uniqueId} as put back from a dump',
}
