import type {Messages} from '../messages.ts'

/** Deleting from the DMP what a bulk run deposited, or a list of documents. */
export const batchUndoEn: Messages = {
  'arg.delete-list':
    'list: one uniqueId a line, CSV with a column unique_id or source_id, or a report of this program; - for standard input',
  'arg.undo-run': 'number of the bulk run (YYYYMMDD-xxxx)',
  'batch-report.next.deleted':
    'Deleted from the DMP since: {count}. Nothing is left to do. Keep this report and the receipt with the journal.',
  'batch-report.next.deletions-done':
    'Nothing: all is deleted from the DMP ({count}). Keep this report and the receipt with the journal.',
  'batch-report.next.taken':
    'Number taken at the DMP, perhaps by these very documents: {count}. Look at the patient’s DMP; this command counts as deposited what it finds there, and with --taken-by-another withdraws what is not there.',
  'batch-report.next.in-doubt':
    'Held, outcome unknown, perhaps in the DMP: {count}. Do not send them another way; read why each one waits.',
  'batch-report.next.not-found':
    'Sent and not found in the DMP: {count}. They may still appear there: look again later, and delete (dmp batch undo, dmp batch delete) what appeared.',
  'batch-report.next.withdrawn': 'Nothing: the run is withdrawn, nothing more leaves of it.',
  'batch.reason.list-deleted': 'already deleted',
  'batch.reason.list-ipp-near':
    'documents known under this IPP, the same but for leading zeros: run again with it if it is this patient',
  'batch.reason.list-ipp-unknown': 'no document known to this journal for this IPP: check the number',
  'batch.reason.list-never-sent': 'never arrived in the DMP: nothing to delete',
  'batch.reason.list-no-patient': 'unknown to this journal: add the columns ins and ins_oid of its patient',
  'batch.reason.list-other-patient': 'known to this journal under another INS',
  'batch.reason.list-other-profile': 'deposited by another profile (establishment): run again with --profile',
  'batch.reason.list-patient-unfit':
    'unknown to this journal, and the INS given cannot be read or its OID is not of this environment',
  'batch.reason.list-replaced':
    'replaced since by another document, which would stay (--with-replaced to delete it all the same)',
  'batch.reason.list-several': 'this local number means several documents: give the uniqueId',
  'batch.reason.list-twice': 'named earlier in the list',
  'batch.reason.list-unknown': 'local number unknown to this journal',
  'batch.reason.list-unnamed': 'line without a uniqueId or local number that can be read',
  'batch.reason.not-checked': "deleted by the DMP's word, not verified yet",
  'batch.reason.still-shown': "deleted by the DMP's word, which still shows it",
  'batch.reason.undo-deleted': 'already deleted',
  'batch.reason.undo-deletion-done': 'deletions that this run made: they are for good',
  'batch.reason.undo-deletion-refused': 'deletions that this run did not make, refused or withdrawn',
  'batch.reason.undo-deletion-unknown':
    'deletions of this run of unknown outcome: dmp document locate says whether the document is still there',
  'batch.reason.undo-deletion-withdraw':
    'deletions that this run has not made yet: withdrawn, these documents stay in the DMP',
  'batch.reason.undo-elsewhere':
    'deleted by another run, of unknown outcome: end it (dmp batch resume), then run the command again',
  'batch.reason.undo-filtered': 'outside the limits asked for (--since, --until, --type)',
  'batch.reason.undo-limit': 'beyond the number asked for or confirmed: run the command again for the rest',
  'batch.reason.undo-refused': 'refused or withdrawn: nothing in the DMP',
  'batch.reason.undo-replaced':
    'replaced since by a document of another run (--with-replaced to delete them all the same)',
  'batch.reason.undo-sending': 'being sent by another command: run this one again once it is done',
  'batch.reason.undo-taken':
    'their number is taken at the DMP, perhaps by these very documents: look at the patient’s DMP; theirs: dmp document delete UNIQUE_ID; another one: nothing to delete, and nothing of this run leaves any more',
  'batch.reason.undo-underway': 'deletion already planned',
  'batch.reason.undo-withdraw': 'never left: withdrawn, they never will',
  'command.batch.delete.description':
    'Each line is found in the journal (or named by uniqueId and INS), shown, then deleted as document delete does: DMP active (TD0.2), entry (TD3.1b), deletion (TD3.3c), check. Confirmed by typing the number of documents. A receipt is written (CSV and JSON); interrupted, the same command goes on.',
  'command.batch.delete.summary': 'delete a list of documents from the DMP, or those of a patient',
  'command.batch.undo.description':
    'The run is closed first: nothing more leaves of it. Then its documents are deleted from the DMP, newest first; those of unknown outcome are located before, and kept to be verified when they are not found (exit 10); those that never left are withdrawn; those that another run replaced since are only listed. Confirmed by typing the number of documents. A receipt is written (CSV and JSON); interrupted, the same command goes on. --dry-run reads the journal alone and does not ask the DMP.',
  'command.batch.undo.summary': 'delete from the DMP what a bulk run deposited',
  'consent.delete-list':
    "Deletion of {count} document(s) in the DMP; {kept} line(s) left aside, see --dry-run.\nThis cannot be undone. Type '{value}' to confirm:",
  'consent.undo':
    "Delete from the DMP what run {run} deposited:\n  {count} document(s) to delete, {withdrawn} that never left to withdraw\n  {kept} left aside (replaced since, being sent): see --dry-run\n  {obsolete} took the place of an earlier version, which stays obsolete\nThe run is closed: nothing more will leave of it. This cannot be undone. Type '{value}' to confirm:",
  'error.DMP_CONFIRMATION_NEEDED.action.delete-list':
    'delete {count} document(s) from the DMP ({kept} line(s) left aside)',
  'error.DMP_CONFIRMATION_NEEDED.action.undo':
    'delete from the DMP what run {run} deposited: {count} document(s), {withdrawn} that never left to withdraw, {kept} left aside',
  'error.DMP_MANIFEST_UNREADABLE.todo.list': 'give such a list, or --patient IPP',
  'error.DMP_MANIFEST_UNREADABLE.what.list': 'the list {file} names no document.',
  'error.DMP_MANIFEST_UNREADABLE.why.list':
    'it takes one uniqueId a line, or CSV whose header has a column unique_id or source_id.',
  'error.DMP_NOT_FOUND_AFTER_SENDING.todo':
    'dmp batch verify RUN, or dmp document locate UNIQUEID    (later: has it appeared?)\nIf it appeared and should not have: dmp batch undo, dmp batch delete or dmp document delete look for it again.\nTo send it all the same, under the same identifiers: dmp document submit --again.',
  'error.DMP_NOT_FOUND_AFTER_SENDING.what':
    'this document was sent (on {date}, uniqueId {uniqueId}) and not found in the DMP: it may still appear there.',
  'error.DMP_NOT_FOUND_AFTER_SENDING.why':
    'not being shown does not prove that it never arrived: the DMP may show a deposit much later, and sending it again under another identifier would double it.',
  'error.DMP_UNDO_IMPOSSIBLE.kind.delete': 'a list of deletions',
  'error.DMP_UNDO_IMPOSSIBLE.kind.undo': 'the undo of a run',
  'error.DMP_UNDO_IMPOSSIBLE.todo':
    'dmp batch resume {run}    (go on with these deletions)\ndmp document submit FILE    (deposit again a document deleted by mistake)',
  'error.DMP_UNDO_IMPOSSIBLE.what': '{run} cannot be taken back: it is {kind}.',
  'error.DMP_UNDO_IMPOSSIBLE.why': 'a deletion is for good; only what was deposited can be deleted.',
  'error.DMP_WITHDRAWN.todo':
    'dmp batch undo {run} --dry-run    (what is left of it)\nTo deposit these documents again: a new plan (dmp batch plan).',
  'error.DMP_WITHDRAWN.what': 'bulk run {run} was taken back: nothing more leaves of it.',
  'error.DMP_WITHDRAWN.why': 'dmp batch undo closes a run before it deletes what it deposited.',
  'flag.delete-ipp': 'every document deposited for this local patient (IPP; @file or - possible)',
  'flag.undo-dry-run': 'show what would be deleted, without asking the DMP or writing anything',
  'flag.undo-max-items': 'delete at most this number of documents',
  'flag.undo-reason': 'reason, kept in the traces and the receipt; wrong-patient places holds too',
  'flag.undo-receipt': 'folder of the receipt (by default receipts, beside the journal)',
  'flag.undo-since': 'sent from this day on (Paris time), or from this instant on',
  'flag.undo-type': 'these type codes only (table J66)',
  'flag.undo-until': 'sent up to this day included (Paris time), or before this instant',
  'flag.undo-with-replaced': 'also delete what a document of another run replaced since',
  'undo.deleted': '{count} document(s) deleted from the DMP',
  'undo.dry': '{count} document(s) would be deleted (--dry-run: nothing was done)',
  'undo.head.ipp': 'IPP',
  'undo.head.sent': 'Sent on',
  'undo.head.source-id': 'Local no.',
  'undo.head.type': 'Type',
  'undo.head.unique-id': 'uniqueId',
  'undo.head.venue': 'Visit',
  'undo.head.why': 'Reason',
  'undo.holds': '{count} hold(s) in force: nothing of this will leave again under these INS.',
  'undo.kept': 'Left aside, to be decided:',
  'undo.leaves-obsolete':
    '{count} document(s) took the place of an earlier version: it stays obsolete in the DMP.',
  'undo.more': '… and {count} more',
  'undo.never-arrived': '{count} document(s) had never left after all: nothing to delete, they never will.',
  'undo.not-found.delete':
    '{count} document(s) of unknown outcome, looked for twice and not found: they may still appear in the DMP. Run this command again later: it looks for them again.',
  'undo.not-found.undo':
    '{count} document(s) of unknown outcome, looked for twice and not found: they may still appear in the DMP. Later, dmp batch verify {run} tells, and dmp batch undo {run} looks for them again and deletes what appeared.',
  'undo.next.DMP_DOCUMENT_NOT_FOUND':
    'Not shown by the DMP: deleted otherwise, or not visible yet. Later, {command} looks for them again and deletes what has appeared.',
  'undo.next.DMP_REFUSED':
    'Refused by the DMP: a version that arrived since may have taken their place (dmp document history UNIQUEID). Delete that one first, then {command}. The codes of the DMP: dmp batch report {batch}.',
  'undo.next.same-command': 'the same command',
  'undo.nothing': 'Nothing to delete.',
  'undo.outcome': 'Deletions {batches}',
  'undo.receipt': 'Receipt: {csv}\n         {json}',
  'undo.resume': 'To go on: {command}',
  'undo.title.delete': 'Deletion of documents',
  'undo.title.undo': 'Delete from the DMP what run {run} deposited',
  'undo.underway': '{count} deletion(s) planned earlier go on.',
  'undo.unproven':
    '{count} deletion(s) accepted by the DMP and not verified: see the receipt, then dmp document locate.',
  'warning.batch-receipt-not-written':
    'deletions {batch} are done, but the receipt could not be written ({cause}); running the command again writes it.',
}
