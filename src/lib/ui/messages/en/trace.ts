import type {Messages} from '../messages.ts'

export const traceEn: Messages = {
  // read, show, summary
  'error.DMP_TRACE_STORE.what': '{path} holds no traces that can be read ({reason}).',
  'error.DMP_TRACE_STORE.what.twice': '{path} and {other} are the same journal.',
  'error.DMP_TRACE_STORE.why':
    'Traces are read in a journal of this program (a file journal.db, even one put aside, or a PostgreSQL database).',
  'error.DMP_TRACE_STORE.why.twice': 'Each trace would count twice.',
  'error.DMP_TRACE_STORE.todo':
    'Check the path given to --journal; without --journal the profile’s journal is read (dmp config path).',
  'error.DMP_TRACE_STORE.todo.twice': 'Name this journal once only.',
  'error.DMP_TRACE_NOT_FOUND.what': 'No trace goes by “{id}”.',
  'error.DMP_TRACE_NOT_FOUND.why':
    'It is no trace, item, document, submission set or patient that the journals read know.',
  'error.DMP_TRACE_NOT_FOUND.todo':
    'Check the identifier, or name the journal it stands in: dmp trace show ID --journal FILE. To look by date: dmp trace summary --from 2026-03-01',
  'warning.trace-reading-not-recorded':
    'This reading could not be traced in the profile’s journal {path} ({reason}).',
  'flag.trace-from': 'from this day on, in France',
  'flag.trace-to': 'up to this day included, in France',
  'flag.trace-ipp': 'of the patient with this IPP',
  'flag.trace-document': 'of the document (or submission set) with this identifier',
  'flag.trace-user': 'of this person: number, name, or account of the machine; may be repeated',
  'flag.trace-establishment': 'of this establishment (FINESS of entity or site); may be repeated',
  'flag.trace-operation': 'of this action: submit, delete, dmp-exists…; may be repeated',
  'flag.trace-outcome': 'with this outcome; may be repeated',
  'flag.trace-error': 'with this error (DMP_… or code of the DMP); may be repeated',
  'flag.trace-type': 'of a document of this type; may be repeated',
  'flag.trace-run': 'of this bulk run; may be repeated',
  'flag.trace-environment': 'of this environment; may be repeated',
  'flag.trace-journal':
    'journal to read instead of the profile’s, even one put aside: a file, or a PostgreSQL database; may be repeated',
}
