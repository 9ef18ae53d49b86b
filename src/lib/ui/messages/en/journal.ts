import type {Messages} from '../messages.ts'

export const journalEn: Messages = {
  'error.DMP_JOURNAL_LOCKED.what': 'The journal {path} is held by another command.',
  'error.DMP_JOURNAL_LOCKED.why':
    'Only one bulk run at a time writes to a journal, so that no document leaves twice.',
  'error.DMP_JOURNAL_LOCKED.todo':
    'Stop the other bulk run (Ctrl-C, or SIGTERM to its service: it ends what is under way and can be resumed), or wait for its end, then run this command again: what is already accepted does not leave twice. Commands on one document or patient (submit FILE, history, status) still work meanwhile. The lock goes away with the process that holds it.',
  'error.DMP_JOURNAL_LOCKED.what.restoring': 'A copy is being put in the place of the journal {path}.',
  'error.DMP_JOURNAL_LOCKED.why.restoring':
    'Whatever was written to it meanwhile would be lost: no command opens it before the end.',
  'error.DMP_JOURNAL_LOCKED.todo.restoring':
    'Wait for the end of dmp journal restore (minutes for a large journal), then run this command again.',
  'error.DMP_JOURNAL_NEWER.what':
    'The journal {path} was written by a newer version of the program (schema {found}, known here: {known}).',
  'error.DMP_JOURNAL_NEWER.why':
    'An older version cannot read this schema safely and therefore does not open it.',
  'error.DMP_JOURNAL_NEWER.todo': 'Use the version of the program that wrote this journal, or a newer one.',
  'error.DMP_JOURNAL_KEY_LOST.what':
    'The key of the journal {path} is missing or does not fit (file expected: {keyFile}).',
  'error.DMP_JOURNAL_KEY_LOST.why':
    'Identities are encrypted in it. The key file is absent, was changed, cannot be read or is readable by other accounts; nothing was sent.',
  'error.DMP_JOURNAL_KEY_LOST.todo':
    'Put the key file back from its backup, with mode 0600 and owned by the account that runs dmp.',
  'error.DMP_JOURNAL_KEY_LOST.todo.aside':
    'Put the key file back from its backup, with mode 0600 and owned by the account that runs dmp, then restore again: what was done since the copy is read in it. If that key is lost for good, move {path} elsewhere and restore again; every plan then asks what left since.',
  'error.DMP_JOURNAL_DAMAGED.what': 'The journal {path} is damaged or incomplete ({reason}).',
  'error.DMP_JOURNAL_DAMAGED.why':
    'Going on could send again a document that was already registered: the program stops before any call.',
  'error.DMP_JOURNAL_DAMAGED.todo':
    'Delete nothing. Run dmp journal check to learn what is missing, then dmp journal restore COPY with the last copy made by dmp journal backup (if it is in place already: dmp journal restore {path}).',
  'error.DMP_JOURNAL_DAMAGED.what.copy': 'The copy {path} is damaged or no journal ({reason}).',
  'error.DMP_JOURNAL_DAMAGED.why.copy': 'Nothing was changed: the journal in place is as it was.',
  'error.DMP_JOURNAL_DAMAGED.todo.copy':
    'Take another copy, the latest that holds: dmp journal restore COPY. Without any, keep everything and ask the support of the program.',
  'error.DMP_JOURNAL_DAMAGED.what.restoring':
    'A restoration of the journal {path} is unfinished: it was cut short.',
  'error.DMP_JOURNAL_DAMAGED.why.restoring':
    'What may have been sent since the copy is not all marked yet: nothing leaves before that is done.',
  'error.DMP_JOURNAL_DAMAGED.todo.restoring':
    'Run the same command again, it goes on from there: dmp journal restore {copy}',
  'error.DMP_JOURNAL_SOUND.what': 'The journal {path} is whole and sound: {copy} was not put in its place.',
  'error.DMP_JOURNAL_SOUND.why':
    'It knows all that the copy knows, and what happened since. A copy in its place would forget what was sent, deleted and held.',
  'error.DMP_JOURNAL_SOUND.todo':
    'Nothing is to be restored. To take back what a run deposited: dmp batch undo RUN',
  'error.DMP_JOURNAL_SOUND.why.other':
    'It is not the journal of the copy, and nothing in the copy says that it is of this profile: a copy in its place would mix two journals.',
  'error.DMP_JOURNAL_SOUND.todo.other':
    'Restore the copy with the profile it is of (dmp journal restore {copy} --profile NAME). If this is the profile: move the file {path} elsewhere, with its -wal and -shm, then run this command again.',
  'error.DMP_JOURNAL_UNWRITABLE.what': 'Cannot write to {path} ({reason}).',
  'error.DMP_JOURNAL_UNWRITABLE.why':
    'The disk is full, the folder is read-only or rights are missing. Without a written trace no call is made.',
  'error.DMP_JOURNAL_UNWRITABLE.todo':
    'Free some space or give write access to the account that runs dmp, then run the same command again.',
  'error.DMP_JOURNAL_NETWORK_FOLDER.what': 'The folder {path} is on a network file system ({type}).',
  'error.DMP_JOURNAL_NETWORK_FOLDER.why': 'Locks and guaranteed writes of the journal are not safe there.',
  'error.DMP_JOURNAL_NETWORK_FOLDER.todo':
    'Put the journal and the state of the program on a local disk (key journal.path of the profile).',
  'error.DMP_JOURNAL_OID_ROOT.what':
    'The journal {path} does not go with this profile: asked for {expected}, found {found}.',
  'error.DMP_JOURNAL_OID_ROOT.what.root':
    'The OID root {expected} already has its journal, {found}: it cannot have {path} too.',
  'error.DMP_JOURNAL_OID_ROOT.what.establishment':
    'The copy {path} is of {found} (profile, EJ FINESS, EG FINESS), not of {expected}.',
  'error.DMP_JOURNAL_OID_ROOT.why.establishment':
    'Documents of another establishment would leave with the certificates of this one, and its own journal would be put aside. Nothing was moved.',
  'error.DMP_JOURNAL_OID_ROOT.todo.establishment':
    'Restore it with the profile it is of: dmp journal restore {path} --profile NAME. If the FINESS of this profile was changed since the copy, put it back for the time of the restoration.',
  'error.DMP_JOURNAL_OID_ROOT.why':
    'An OID root and an environment have one journal only, else one identifier could be given twice.',
  'error.DMP_JOURNAL_OID_ROOT.todo':
    'Use the original journal (journal.path), or give this installation an OID root of its own (ids.oidRoot).',
  'error.DMP_ITEM_STATE.what': 'Document {item} is "{from}" and cannot become "{to}".',
  'error.DMP_ITEM_STATE.why': 'Another command is dealing with it, or its fate is already known.',
  'error.DMP_ITEM_STATE.todo':
    'dmp document history {item}    (what is known of it)\nRun the same command again once the other has ended: a document already accepted does not leave twice.',
  'error.DMP_ITEM_STATE.from.planned': 'planned',
  'error.DMP_ITEM_STATE.from.sending': 'being sent by another process',
  'error.DMP_ITEM_STATE.from.accepted': 'accepted',
  'error.DMP_ITEM_STATE.from.refused': 'refused',
  'error.DMP_ITEM_STATE.from.unknown': 'of unknown outcome',
  'error.DMP_ITEM_STATE.from.deferred': 'deferred',
  'error.DMP_ITEM_STATE.from.held': 'held',
  'error.DMP_ITEM_STATE.from.absent': 'not in the journal',
  'error.DMP_ITEM_STATE.to.planned': 'planned',
  'error.DMP_ITEM_STATE.to.sending': 'being sent',
  'error.DMP_ITEM_STATE.to.accepted': 'accepted',
  'error.DMP_ITEM_STATE.to.refused': 'refused',
  'error.DMP_ITEM_STATE.to.unknown': 'of unknown outcome',
  'error.DMP_ITEM_STATE.to.deferred': 'deferred',
  'error.DMP_ITEM_STATE.to.held': 'held',
  'error.DMP_DAILY_GUARD.what': 'The limit of {limit} submissions per day is reached ({day}).',
  'error.DMP_DAILY_GUARD.why':
    'Beyond it the Assurance maladie must be told beforehand. The remaining documents keep their place.',
  'error.DMP_DAILY_GUARD.todo':
    'Run again tomorrow, or notify the Assurance maladie and then add --daily-notice-given. The setting limits.noticeContact can name here whom to notify.',
  'error.DMP_DAILY_GUARD.todo.contact':
    'Run again tomorrow, or notify the Assurance maladie ({contact}) and then add --daily-notice-given.',
  'command.journal.rotate-key.summary': 'give the journal new keys',
  'command.journal.rotate-key.description':
    'Encrypts documents, holds and bulk runs again under a new key; events stay under the key of their time, kept in the same key file. Nobody else may be writing. When interrupted, run it again: it finishes the work.',
  'consent.rotate-key':
    'Give the journal {uniqueId} new keys: minutes for a large journal, with no other command at work. Type “{value}” to confirm:',
  'error.DMP_CONFIRMATION_NEEDED.action.rotate-key': 'give the journal {uniqueId} new keys',
  'journal.rotated': 'New key {keyId} for {path}: {rows} rows encrypted again.',
  'journal.rotated.backup':
    'Back up the key file again, apart from copies of the journal: it keeps the old keys too, which events and earlier copies need.',
  'command.journal.restore.summary': 'put a copy in the place of a lost journal',
  'command.journal.restore.description':
    'Checks the copy made by dmp journal backup and puts it in place of a journal that is lost or damaged (a sound one is left); what was there is kept beside it and read as far as it can be: plans, withdrawals, deletions and holds since the copy. Whatever may have left since becomes of unknown outcome: looked for in the DMP, and kept for you when it is not found. Runs wait for your word (--after-restore). Identifiers are never given twice. Nobody else may write; cut short, run it again. Also for a copy that is in place already, and for a database that was put back from a dump (pg_restore): name the journal itself.',
  'arg.journal-copy': 'copy made by dmp journal backup, or the address of the database that was put back',
  'consent.restore-journal':
    'Put {copy} in the place of the journal {uniqueId}: what was done since this copy is not in it. Type "{value}" to confirm:',
  'error.DMP_CONFIRMATION_NEEDED.action.restore-journal': 'put {copy} in the place of the journal {uniqueId}',
  'journal.restored': '{copy} is in the place of {path}.',
  'journal.restored.in-place': '{path} goes on from the copy that was put back there.',
  'journal.restored.aside': 'What was there is kept: {aside}',
  'journal.restored.missing':
    'Events missing, at least: {missing}. Documents that may have left since the copy: {lookedFor}; they are looked for in the DMP before anything is sent, and what is not found waits for you.',
  'journal.restored.brought':
    'Read in what was there: {planned} documents planned since the copy, {withdrawn} withdrawn, {deleted} deleted, {holds} holds. They are in the journal again.',
  'journal.restored.unread.part': 'Not all of it could be read.',
  'journal.restored.unread.nothing': 'Nothing could be read of what was done since the copy.',
  'journal.restored.later':
    'To be done by you:\n- documents that the copy calls accepted may have been deleted since: see the receipts of dmp batch undo and delete, and dmp batch verify RUN;\n- holds laid since are to be laid again (dmp batch hold add);\n- before a plan, tell what left since: dmp batch plan … --known-sent FILE (reports, receipts of the EAI, journal kept aside), or --after-restore when nothing did.',
  'journal.restored.accounted':
    'All that was done since the copy was read: nothing is to be told before a plan.',
  'journal.restored.forked':
    'The copy and the journal that was there went different ways: each knew what the other did not. What was there was read too.',
  'journal.restored.waiting':
    'Bulk runs that wait for your word: {runs}.\nOnce you know that a run was not taken back since: dmp batch resume RUN --after-restore (never submitted: dmp batch submit RUN --after-restore). Else: dmp batch undo RUN.',
  'journal.may-miss.gone':
    'A command begun on {since} ended without closing the journal, and its write-ahead file (-wal) is gone: what was written since then, documents that left included, may be missing. Look at what left from that day on (dmp batch verify RUN, receipts of the EAI). Identifiers go on under a new arc.',
  'journal.may-miss.cut':
    'A command begun on {since} ended without closing the journal, and its write-ahead file (-wal) is altered: what was written since then, documents that left included, may be missing. Look at what left from that day on (dmp batch verify RUN, receipts of the EAI). Identifiers go on under a new arc.',
  'journal.fault.file': 'the database file is damaged',
  'journal.fault.chain': 'an event was altered, removed or moved',
  'journal.fault.head': 'the end of a chain is not what was written',
  'journal.fault.checkpoint': 'a signed checkpoint no longer holds',
  'journal.fault.item': 'the state of a document does not match its events',
  'journal.fault.hold': 'a hold does not match its events',
  'journal.fault.batch': 'a bulk run or its totals do not agree with the events',
  'journal.fault.counter': 'the counter of identifiers was altered',
  'journal.fault.tail': 'events known to this machine are missing at the end',
}
