import type {Messages} from '../messages.ts'

/** Taking a document back, what is held, and the state of a patient's DMP. */
export const deletionEn: Messages = {
  'arg.hold-kind': 'kind of the hold',
  'arg.hold-value': 'value held (@file or - for an INS; the path of the file for file)',
  'command.batch.hold.lift.description':
    "After a person's decision: the document may leave again. Works for anybody.",
  'command.batch.hold.lift.summary': 'lift a hold',
  'command.batch.hold.list.description':
    'What keeps documents from leaving, with the reason. Works for anybody.',
  'command.batch.hold.list.summary': 'holds in force',
  'command.document.delete.description':
    'Shows the four prerequisites, asks for confirmation, checks, writes a receipt. With --reason wrong-patient: first a hold, so that nothing leaves again under this INS, then every version. --dry-run asks the DMP (TD0.2, TD3.1b) and deletes nothing. Outside the sandbox a homologation number is needed: ask the editor of the homologated software for it.',
  'command.document.delete.summary': 'delete a document from the DMP (TD0.2, TD3.1b, TD3.3c)',
  'command.patient.status.description':
    'Says whether feeding is possible, and who must call whom. The traits returned are compared with ours and never replace them. Outside the sandbox a homologation number is needed: ask the editor of the homologated software for it.',
  'command.patient.status.summary': "state of a patient's DMP (TD0.2)",
  'consent.delete':
    "Deletion in the DMP of {ins}:\n  ✔ INS of the patient  ✔ DMP active  · access authorisation not required (Alimentation profile)  ✔ {count} entr(y/ies): {entries}\n  other documents sent for the same local patient or visit: {others}\nThis cannot be undone. Type '{value}' to confirm:",
  'delete.absent': 'the DMP does not know {uniqueId}: nothing to delete.',
  'delete.authorisation': 'access authorisation (not required of the Alimentation profile)',
  'delete.dmp-active': 'DMP active',
  'delete.done': 'deleted {uniqueId} on {deletedAt} (exposed {exposure})',
  'delete.dry': 'nothing was deleted (--dry-run)',
  'delete.entry': 'entryUUID',
  'delete.holds':
    '{count} hold(s) in force: neither this file nor this number will leave again under this INS; the right patient may be fed.',
  'delete.ins': 'INS of the patient',
  'delete.never-left': '{uniqueId} is not in the DMP: nothing had left, or nothing arrived.',
  'delete.others': 'To be looked at too, same local patient or visit:',
  'delete.pending.not-found':
    '{uniqueId} was sent and, looked for twice, not found in the DMP: it may still appear there. Run this command again later: it looks again and deletes it when it appeared.',
  'delete.pending.sending':
    '{uniqueId} is being sent or held: wait for the end of the sending, then run this command again.',
  'delete.pending.still-there':
    'the DMP accepted the deletion of {uniqueId} and still shows it: look again later (dmp document locate {uniqueId}), then run this command again.',
  'delete.pending.unknown':
    '{uniqueId} is not in the DMP now, and how its sending ended is not known: it may still appear. Look again later: dmp document locate {uniqueId}, then run this command again; do not send it again.',
  'delete.receipt': 'Receipt: {path}',
  'delete.unchecked': 'accepted by the DMP, not verified yet',
  'error.DMP_CONFIRMATION_NEEDED.action.delete':
    'delete {uniqueId} from the DMP of {ins}\n  ✔ INS of the patient  ✔ DMP active  · access authorisation not required (Alimentation profile)  ✔ {count} entr(y/ies): {entries}\n  other documents sent for the same local patient or visit: {others}',
  'error.DMP_DELETION_IMPOSSIBLE.next.already-deleted':
    'nothing: the receipt of the deletion stands; dmp document history {uniqueId} shows it.',
  'error.DMP_DELETION_IMPOSSIBLE.next.closed':
    'dmp patient status    (date and reason of the closure), then ask the DMP support.',
  'error.DMP_DELETION_IMPOSSIBLE.next.never-sent':
    'dmp document history {uniqueId}    ; to keep it from leaving under this INS: --reason wrong-patient',
  'error.DMP_DELETION_IMPOSSIBLE.next.none':
    'dmp patient status    then check the INS that the document was sent under.',
  'error.DMP_DELETION_IMPOSSIBLE.next.not-current':
    'name the current version: {current}\nto take back every version: --reason wrong-patient',
  'error.DMP_DELETION_IMPOSSIBLE.reason.already-deleted': 'it has already been deleted',
  'error.DMP_DELETION_IMPOSSIBLE.reason.closed': "the patient's DMP is closed",
  'error.DMP_DELETION_IMPOSSIBLE.reason.never-sent': 'it never left',
  'error.DMP_DELETION_IMPOSSIBLE.reason.none': 'the patient has no DMP',
  'error.DMP_DELETION_IMPOSSIBLE.reason.not-current': 'it is not the current version, which is {current}',
  'error.DMP_DELETION_IMPOSSIBLE.todo': '{next}',
  'error.DMP_DELETION_IMPOSSIBLE.what': '{uniqueId} cannot be deleted: {reason}.',
  'error.DMP_DELETION_IMPOSSIBLE.why': 'an establishment deletes what it deposited, in an active DMP, once.',
  'error.DMP_HELD.reason.wrong-patient': 'this document went out under this INS by mistake',
  'error.DMP_HELD.todo':
    'dmp batch hold list    (who placed the hold and why)\ndmp batch hold lift {kind} {value}    once it is decided',
  'error.DMP_HELD.until.-': 'not set',
  'error.DMP_HELD.what': 'held: {kind} {value} ({reason}, by {by}, end: {until}).',
  'error.DMP_HELD.why': 'a person or a rule asked that nothing leave; a hold wins over everything.',
  'error.DMP_HOLD_UNKNOWN.todo': 'dmp batch hold list',
  'error.DMP_HOLD_UNKNOWN.what': 'no hold {kind} {value}.',
  'error.DMP_HOLD_UNKNOWN.why': 'only what was placed can be lifted, under the same name.',
  'flag.dry-run-delete': 'ask the DMP (TD0.2, TD3.1b) and show the prerequisites; delete and hold nothing',
  'hold.by': 'Placed by',
  'hold.kind': 'Kind',
  'hold.lifted': 'Hold lifted: {kind} {value}',
  'hold.none': 'No hold.',
  'hold.reason': 'Reason',
  'hold.reason.wrong-patient': 'sent to the wrong patient',
  'hold.since': 'Since',
  'hold.value': 'Value',
  'patient.active': 'DMP active, linked to Mon espace santé: feeding is possible.',
  'patient.active-without-ens': 'DMP active, without Mon espace santé: feeding goes on.',
  'patient.blocked': 'The patient blocked this establishment: feeding remains possible, reading is not.',
  'patient.call.FERMETURE_DECES_PATIENT':
    'Nobody reopens a DMP closed after a death. If the patient is alive, check the INS, then call: {contact}.',
  'patient.call.closed': 'Only the patient can reopen it; he calls: {contact}.',
  'patient.call.none': 'Check the INS, then the patient calls: {contact}.',
  'patient.closed': 'DMP closed on {date} ({reason}): no feeding.',
  'patient.closure.FERMETURE_DECES_PATIENT': "after the patient's death",
  'patient.closure.FERMETURE_DEMANDE_PATIENT': "at the patient's request",
  'patient.contact.default': 'the support of Mon espace santé',
  'patient.differences': 'Traits that differ (nothing is changed): {traits}',
  'patient.none': 'No DMP for this INS: no feeding.',
  'topic.batch:hold': 'holds',
  'warning.deletion-incomplete':
    '{done} version(s) deleted, {left} not; receipt: {receipt}. Run the same command again to finish.',
  'warning.deletion-not-checked':
    'the DMP accepted the deletion of {uniqueId}, but it could not be verified ({cause}): dmp document locate {uniqueId}',
  'warning.deletion-still-there': 'the DMP accepted the deletion of {uniqueId} and still shows it.',
  'warning.hold-stands':
    '{count} hold(s) stand although the command stopped: {uniqueId} will not leave again under this INS. dmp batch hold list',
  'warning.receipt-not-written':
    '{uniqueId} is deleted, but the receipt could not be written ({cause}); dmp document history {uniqueId} keeps the date.',
}
