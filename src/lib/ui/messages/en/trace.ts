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
  'command.trace.show.summary': 'Shows all that was done with a document, and the waits between',
  'command.trace.show.description':
    'ID is the identifier of a document, a submission set, an entry (entryUUID), a message, an item or a trace; --ins shows the life of all documents of a patient. Versions that were replaced, or that replace, are joined. This reading is traced.',
  'command.trace.summary.summary': 'Counts traces by day, type, outcome, action, person or unit',
  'command.trace.summary.description':
    'A call counts once, by its result; a call that began and whose result was never written counts as open. Days are those of France. Nothing is deleted by itself: the CNIL recommends six months to a year for journals (délibération 2021-122), the homologation of the DMP ten years after the DMP is closed (EX_AIR-100); the controller decides, traces.retention sets the notice. This reading is traced.',
  'arg.trace-id': 'identifier of a document, set, entry, message, item or trace',
  'flag.trace-unmask': 'show the INS beside the pseudonym',
  'flag.trace-by': 'what to count by',
  'trace.by.day': 'Day',
  'trace.by.type': 'Type',
  'trace.by.outcome': 'Outcome',
  'trace.by.operation': 'Action',
  'trace.by.user': 'Person',
  'trace.by.unit': 'Unit',
  'trace.journal': 'Journal read: {file} ({id})',
  'trace.show.patient': 'Patient (pseudonym): {ref}',
  'trace.show.patient-ins': 'Patient: {ins} ({oid}), pseudonym {ref}',
  'trace.show.document': '{action} {uniqueId} ({type}): {state}',
  'trace.show.venue': 'visit',
  'trace.show.source': 'local number',
  'trace.show.attempt': 'attempt {attempt}',
  'trace.show.run': 'run {run}',
  'trace.show.reason': 'reason: {reason}',
  'trace.show.wait': '      … {wait}',
  'trace.summary.title': '{records} traces, from {first} to {last}',
  'trace.summary.none': 'No trace fits.',
  'trace.summary.no-journal': 'No journal was begun yet: there are no traces.',
  'trace.summary.total': 'Total',
  'trace.summary.open':
    'Without a result: {count}. The program was stopped during the call, or the call is under way; for a document: dmp trace show ID.',
  'trace.summary.oldest': 'Oldest trace: {date} ({age} months).',
  'trace.summary.due':
    'It is older than {months} months (traces.retention). Nothing is deleted by itself: the CNIL recommends six months to a year, the homologation of the DMP ten years after the DMP is closed (EX_AIR-100); decide with your data protection officer.',
  'warning.trace-reading-not-recorded':
    'This reading could not be traced in the profile’s journal {path} ({reason}).',
  'warning.trace-users-unknown':
    'No trace of this period names {users}. That does not say that this person did nothing: the traces name people by the identifiers below, and {automate} of them (sendings of an automate) name no person. Occurring: {occurring}.',
  'warning.trace-users-nobody':
    'No trace of this period names {users}. That does not say that this person did nothing: nobody is named in the traces read ({automate} without a person).',
  'warning.trace-operation-unknown':
    'No trace of this version tells an action “{operations}”. They are: {known}.',
  'flag.trace-from': 'from this day on, in France',
  'flag.trace-to': 'up to this day included, in France',
  'flag.trace-ipp': 'of the patient with this IPP',
  'flag.trace-document': 'of the document (or submission set) with this identifier',
  'flag.trace-user':
    'of this person: internal id, RPPS, subject of the assertion, full name or family name, or account of the machine; may be repeated',
  'flag.trace-establishment': 'of this establishment (FINESS of entity or site); may be repeated',
  'flag.trace-operation': 'of this action: submit, delete, dmp-exists…; may be repeated',
  'flag.trace-outcome': 'with this outcome; may be repeated',
  'flag.trace-error': 'with this error (DMP_… or code of the DMP); may be repeated',
  'flag.trace-type': 'of a document of this type; may be repeated',
  'flag.trace-run': 'of this bulk run; may be repeated',
  'flag.trace-environment': 'of this environment; may be repeated',
  'flag.trace-journal':
    'journal to read instead of the profile’s, even one put aside: a file, or a PostgreSQL database; may be repeated',
  // verify, checkpoint
  'error.DMP_TRACE_STORE.what.export': '{path} is no export of traces: none of its lines is one.',
  'error.DMP_TRACE_STORE.why.export':
    'Only an NDJSON export carries the chain that can be verified; a CSV file or a workbook has none.',
  'error.DMP_TRACE_STORE.todo.export':
    'Give the file written by dmp trace export --format ndjson, or no file to verify the journal.',
  'error.DMP_TRACE_STORE.what.checkpoint': '{path} is no checkpoint of this program.',
  'error.DMP_TRACE_STORE.why.checkpoint':
    'A checkpoint is a short signed note; with one character changed, or its end missing, it can no longer be read.',
  'error.DMP_TRACE_STORE.todo.checkpoint':
    'Take the copy kept elsewhere. The one beside an export is named FILE.checkpoint: without a copy, put it aside and verify the file alone.',
  'error.DMP_TRACE_STORE.what.public-key': '{path} is no public key of a journal.',
  'error.DMP_TRACE_STORE.why.public-key':
    'Expected: an Ed25519 key in PEM (PUBLIC KEY), or the line shown by dmp trace checkpoint.',
  'error.DMP_TRACE_STORE.todo.public-key':
    'Take the key written by dmp trace checkpoint --public-key FILE and kept elsewhere.',
  'command.trace.verify.summary': 'verifies that traces were not altered, removed or moved',
  'command.trace.verify.description':
    'Without a file: the journal of the profile (the chain of each writer, signatures, states), and the first broken event. With files: NDJSON exports, the parts of one series (--since-last) in their order; each with its checkpoint (FILE.checkpoint beside it, or --checkpoint, one for each file), and the first broken line. Three answers: intact (proven: sound, and signed over the whole by the key given, or by that of this machine); not proven (the chain holds, but no signature that could be checked says who wrote it); broken. Changes nothing, no network; an export is verified without profile or journal. Cannot see: an end cut off without a checkpoint kept elsewhere, or since the last one; a rewrite by whoever holds the journal and the key folder (the key file, and the last signed checkpoint beside it); the last events, fewer than 100, of a command that was killed; what was never recorded. Against these, keep checkpoints and the public key elsewhere. Exit codes: 0 intact, or not proven when no --public-key was given; 10 something is broken, or not proven by the key given; 5 these are no traces.',
  'command.trace.checkpoint.summary': 'signs how far the journal goes, to be kept elsewhere',
  'command.trace.checkpoint.description':
    'Checks the journal, then writes a short signed note (Ed25519 key of the journal): number of events, hash of them all, end of each chain. Kept elsewhere (paper, mail, another machine), it shows later that an end was cut, an older copy put back or the history rewritten (dmp trace verify --checkpoint). Keep the public key elsewhere too, once. A broken journal is not signed (exit 10). Does not say that what was recorded is true.',
  'arg.trace-exports': 'NDJSON exports, in the order of their parts; none: the journal',
  'flag.trace-checkpoint': 'checkpoint to compare with; several allowed (with files: one for each, in order)',
  'flag.trace-public-key':
    'public key of the journal, kept elsewhere (PEM, or the line shown); several allowed',
  'flag.checkpoint-output': 'file to write; without it the note is shown',
  'flag.checkpoint-seal':
    'adds FILE.p7s: a detached CMS signature by the ORG SIGN certificate of the profile',
  'flag.checkpoint-public-key': 'also writes the public key of the journal to this file (PEM)',
  'trace.verify.journal': '{path}: {events} events',
  'trace.verify.file': '{file}: {lines} lines',
  'trace.verify.event':
    'first broken event: writer {writer}, no. {seq}, event {id}, written at {time}: {words}',
  'trace.verify.line': '{file}, line {line}: {words}',
  'trace.verify.more': 'and {count} more break(s) further on in this file',
  'trace.verify.checkpoint': 'checkpoint {file} of {takenAt} ({size}): {found}; {signed}',
  'trace.verify.intact': 'intact',
  'trace.verify.unproven': 'NOT PROVEN:',
  'trace.verify.unproven.file':
    'the chain holds, but no signature that could be checked says who wrote these lines: whoever has the file can rewrite it and chain it anew, without any key.',
  'trace.verify.unproven.file-todo':
    'To know: the checkpoint made with the export (FILE.checkpoint beside it, or --checkpoint), and the public key of the journal kept elsewhere (--public-key).',
  'trace.verify.unproven.journal':
    'the chains hold, but no signature that could be checked covers the whole journal: whoever has the file can rewrite it and chain it anew, without any key.',
  'trace.verify.unproven.journal-todo':
    'To know: put the key file of the journal (journal-<id>.key.json) back in the key folder, or give a checkpoint of the whole journal with the public key kept elsewhere (--checkpoint, --public-key).',
  'trace.verify.unproven.by-key':
    'The public key given proves nothing here: a checkpoint signed by it is missing (--checkpoint, or FILE.checkpoint beside the export), or does not cover everything.',
  'trace.verify.broken': 'the traces are not intact',
  'trace.verify.unseen': 'What this check cannot see:',
  'trace.unseen.tail':
    'an end cut off, or an older copy put back: compare with a checkpoint kept elsewhere (--checkpoint)',
  'trace.unseen.since': 'an end cut off after the checkpoint',
  'trace.unseen.no-key': 'the signature of the checkpoint: no key to check it with (--public-key)',
  'trace.unseen.own-key':
    'a signature made anew with the key of this machine: give the public key kept elsewhere (--public-key)',
  'trace.unseen.not-kept':
    'a history chained anew without the key: no signed checkpoint lies beside the key file yet (the next command that writes puts one there)',
  'trace.unseen.left-out': 'what the export did not take from the journal (filters)',
  'trace.unseen.owner':
    'a complete rewrite by whoever holds the journal and the key folder, before a checkpoint left the machine',
  'trace.unseen.truth': 'what was never recorded, or recorded wrongly',
  'trace.event.sequence': 'events before it are missing, or it comes twice',
  'trace.event.prev': 'it does not follow the event before it',
  'trace.event.hash': 'it was altered',
  'trace.event.order': 'it is not in its place',
  'trace.event.effects': 'what it says it changed cannot be read',
  'trace.line.unreadable': 'this is no trace that can be read',
  'trace.line.altered': 'the line was altered',
  'trace.line.missing': 'lines before it are missing',
  'trace.line.order': 'the line comes twice or was moved',
  'trace.line.chain': 'the line does not follow the one before it',
  'trace.line.start':
    'the file does not go on from there: give the parts of one series in their order (their .checkpoint beside them), and other exports one by one',
  'trace.line.torn': 'the last line is not finished',
  'trace.line.cut': 'the file stops before its signed end: lines were removed from here on',
  'trace.line.added': 'from here on, lines that the checkpoint does not know',
  'trace.line.rewritten':
    'the file was rewritten and chained anew, at a line that cannot be told (up to this one)',
  'trace.signature.valid': 'valid signature, key of the journal {journal}',
  'trace.signature.invalid': 'FALSE SIGNATURE',
  'trace.signature.unknown-key': 'NOT SIGNED by the key expected',
  'trace.signature.no-key': 'signature not checked',
  'trace.checkpoint.holds': 'agrees',
  'trace.checkpoint.root': 'the ends are the same, what is before them is not',
  'trace.checkpoint.other': 'is not about these traces, or says nothing sure of them',
  'trace.checkpoint.cut': 'traces that it knows are missing: end cut off, or an older copy',
  'trace.checkpoint.rewritten': 'other traces stand in the place of those it knows',
  'trace.checkpoint.start': 'the beginning is not the one it knows',
  'trace.checkpoint.added': 'lines were added',
  'trace.checkpoint.refused': '{path} is not intact: nothing was signed',
  'trace.checkpoint.written': '{file}: {events} events signed',
  'trace.checkpoint.seal':
    'Seal: {seal}. To check it: openssl cms -verify -binary -inform DER -in {seal} -content {file} -CAfile AUTHORITIES.pem -purpose any -out /dev/null',
  'trace.checkpoint.key': 'Public key of the journal: {key}',
  'trace.checkpoint.key-file': 'Public key written: {file}',
  'trace.checkpoint.keep': 'Keep the note and the public key elsewhere than on this machine.',
}
