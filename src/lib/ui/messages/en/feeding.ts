import type {Messages} from '../messages.ts'

/** Feeding, replacing, deleting: errors, states and accounts. */
export const feedingEn: Messages = {
  'error.DMP_CODE_UNKNOWN.what': "the code '{code}' ({field}) is not in the table {table}.",
  'error.DMP_CODE_UNKNOWN.why':
    'the DMP accepts only codes of its tables; a local code must be mapped to one first.',
  'error.DMP_CODE_UNKNOWN.todo':
    'choose a code of data/valuesets/{table}.json, or correct the setting that holds it.',
  'error.DMP_HOMOLOGATION_MISSING.what':
    'the homologation number is missing for the profile {profile} ({environment}).',
  'error.DMP_HOMOLOGATION_MISSING.why':
    'outside the sandbox the DMP takes these transactions only from homologated software; the CNDA gives the number to the editor, who must keep it secret (EX_GEN-1490).',
  'error.DMP_HOMOLOGATION_MISSING.todo':
    'ask the editor of the homologated software for it, write it to a 0600 file and name that file in lps.homologation.\nTo try without a number: dmp sandbox init',
  'error.DMP_ALREADY_SENT.what':
    'this document was already sent for this patient on {date} (uniqueId {uniqueId}).',
  'error.DMP_ALREADY_SENT.why':
    'unchanged content is not sent again (EX_GEN-1060): it would stand twice in the record.',
  'error.DMP_ALREADY_SENT.todo':
    'dmp document history {uniqueId}    (what is known of it)\n--again to send it all the same, or dmp document replace to correct it.',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.what':
    'ALARM: the same file was sent for another patient on {date} (uniqueId {uniqueId}).',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.why':
    'two patients do not share a document: one of the two is a mistaken identity.',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.todo':
    'check whose document it is; if the earlier one is the mistake: dmp document delete {uniqueId} --reason wrong-patient',
  'error.DMP_HELD.what': 'held: {kind} {value} ({reason}).',
  'error.DMP_HELD.why': 'a person or a rule asked that nothing leave; a hold wins over everything.',
  'error.DMP_HELD.todo': 'see who placed the hold and why before lifting it.',
  'error.DMP_SOURCE_CHANGED.what': '{file} is no longer the file that was planned.',
  'error.DMP_SOURCE_CHANGED.why':
    'its content changed since the submission was prepared; sending something else under the same identifier would mislead the record.',
  'error.DMP_SOURCE_CHANGED.todo':
    'put the original file back and run again, or send the new content as a replacement.',
  'error.DMP_REPLACEMENT_REFUSED.what': 'replacement refused: {reason}. Known chain: {chain}.',
  'error.DMP_REPLACEMENT_REFUSED.why':
    'a replacement targets the current version of the same document, of the same patient.',
  'error.DMP_REPLACEMENT_REFUSED.todo': 'dmp document history {uniqueId}    then target the last version.',
  'error.DMP_REPLACEMENT_REFUSED.reason.not-current': 'the version named is not the current one',
  'error.DMP_REPLACEMENT_REFUSED.reason.other-patient': 'the version named belongs to another INS',
  'error.DMP_REPLACEMENT_REFUSED.reason.deleted': 'the version named was deleted',
  'error.DMP_REPLACEMENT_REFUSED.reason.unsettled': 'the version named has not finished being sent',
  'error.DMP_REPLACEMENT_REFUSED.reason.unchanged': 'neither content nor visibility changes',
  'error.DMP_REPLACEMENT_REFUSED.reason.not-announced':
    'the CDA given does not announce this replacement (relatedDocument RPLC)',
  'error.DMP_REPLACEMENT_REFUSED.reason.already-visible': 'this document is already visible',
  'error.DMP_REFERENCE_UNCLEAR.what':
    'document named incompletely or more than once: {names} ({count} found).',
  'error.DMP_REFERENCE_UNCLEAR.why': 'the action must concern one document and one only.',
  'error.DMP_REFERENCE_UNCLEAR.todo': 'give the uniqueId, --cda, --hl7, --source-id, or --ipp with --venue.',
  'error.DMP_DOCUMENT_NOT_FOUND.what': 'document not found: {uniqueId}.',
  'error.DMP_DOCUMENT_NOT_FOUND.why':
    "the DMP does not know this uniqueId for this establishment: never received, already deleted, or somebody else's.",
  'error.DMP_DOCUMENT_NOT_FOUND.todo': 'dmp document history {uniqueId}    (what we know of it)',
  'error.DMP_DELETION_IMPOSSIBLE.what': '{uniqueId} cannot be deleted: {reason}.',
  'error.DMP_DELETION_IMPOSSIBLE.why': 'an establishment deletes what it deposited, in an active DMP, once.',
  'error.DMP_DELETION_IMPOSSIBLE.todo':
    'dmp patient status    then, if the DMP is closed, ask the DMP support.',
  'error.DMP_DELETION_IMPOSSIBLE.reason.already-deleted': 'it has already been deleted',
  'error.DMP_DELETION_IMPOSSIBLE.reason.closed': "the patient's DMP is closed",
  'error.DMP_DELETION_IMPOSSIBLE.reason.none': 'the patient has no DMP',
  'error.DMP_DELETION_IMPOSSIBLE.reason.not-ours': 'it is not known to us; give the patient with --patient',
  'error.DMP_DELETION_IMPOSSIBLE.reason.still-there': 'the DMP still knows it after the deletion',
  'finding.line': ' (line {line})',
  'finding.error': 'error',
  'finding.warning': 'remark',
  'state.accepted': 'accepted',
  'state.ready': 'ready',
  'state.refused': 'refused',
  'state.invalid': 'invalid',
  'state.duplicate': 'already sent',
  'state.unknown': 'outcome unknown, to be verified',
  'state.deferred': 'deferred',
  'state.held': 'held',
  'state.remaining': 'remaining',
  'outcome.venue': 'visit {venue}',
  'submission.account': '{read} read = {counts}',
  'submission.expected': '{unexpected} document(s) ended otherwise than the manifest announced',
}
