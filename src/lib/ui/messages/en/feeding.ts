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
    'outside the sandbox the DMP takes these transactions only from homologated software; the number belongs to the editor of that software and must stay secret (EX_GEN-1490).',
  'error.DMP_HOMOLOGATION_MISSING.todo':
    'ask the editor of the homologated software for it, write it to a 0600 file and name that file in lps.homologation.\nTo try without a number: dmp sandbox init',
  'error.DMP_ALREADY_SENT.what':
    'this document was already sent for this patient on {date} (uniqueId {uniqueId}).',
  'error.DMP_ALREADY_SENT.why':
    'unchanged content is not sent again (EX_GEN-1060): it would stand twice in the record.',
  'error.DMP_ALREADY_SENT.todo':
    'dmp document history {uniqueId}    (what is known of it)\n--again to send it all the same, or dmp document replace to correct it.',
  'error.DMP_ALREADY_SENT.what.deleted':
    'this document was sent for this patient on {date}, then deleted from the DMP (uniqueId {uniqueId}).',
  'error.DMP_ALREADY_SENT.why.deleted':
    'nothing goes back by itself that was deleted on purpose: the same list or command run again would publish it anew.',
  'error.DMP_ALREADY_SENT.todo.deleted':
    'dmp document history {uniqueId}    (when, and by which command, it was deleted)\nTo publish it again all the same: dmp document submit with this file alone and --again.',
  'error.DMP_NUMBER_KNOWN.what':
    'another content is known under the same number ({number}): uniqueId {uniqueId}, {date}.',
  'error.DMP_NUMBER_KNOWN.number.source-id': 'source_id',
  'error.DMP_NUMBER_KNOWN.number.unique-id': 'uniqueId of the CDA',
  'error.DMP_NUMBER_KNOWN.why':
    'a number names one document only: sent beside the first one, the report would stand twice in the record.',
  'error.DMP_NUMBER_KNOWN.why.not-found':
    'the first one was sent and not found in the DMP: it may still appear there, and the report would then stand twice.',
  'error.DMP_NUMBER_KNOWN.todo':
    'a new version: dmp document replace {uniqueId} --file FILE\nanother document: give it a number of its own\ndmp document history {uniqueId}    (what is known of the first one)',
  'error.DMP_NUMBER_KNOWN.todo.waiting':
    'finish sending the first one: the same command with its file, or dmp batch resume for a bulk run\nor withdraw it: dmp batch delete LIST, with the line {uniqueId}\ndmp document history {uniqueId}    (where it stands)',
  'error.DMP_NUMBER_KNOWN.todo.not-found':
    'dmp document locate {uniqueId}    (later: has it appeared?)\nwanted, appeared or not: dmp document submit --again with its file (same identifiers), then dmp document replace {uniqueId}\nappeared and unwanted: dmp document delete {uniqueId}, then run this again',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.what':
    'ALARM: the same file is also another patient’s ({date}, uniqueId {uniqueId}).',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.date.list': 'lines {lines} of the same list',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.uniqueId.none': 'none: nothing has left',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.why':
    'two patients do not share a document: one of the two is an error of identity.',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.todo':
    'check whose document it is, then correct what is wrong\nwhen it is the one already sent: dmp document delete --reason wrong-patient, with its uniqueId ({uniqueId})',
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
  'error.DMP_REPLACEMENT_REFUSED.reason.unsettled':
    'the version named, or another that replaces it, is still on its way; run that submission again first',
  'error.DMP_REPLACEMENT_REFUSED.reason.refused':
    'the DMP refused the version named: there is nothing to replace',
  'error.DMP_REPLACEMENT_REFUSED.reason.unchanged': 'neither content nor visibility changes',
  'error.DMP_REPLACEMENT_REFUSED.reason.not-announced':
    'the CDA given does not announce this replacement (relatedDocument RPLC)',
  'error.DMP_REPLACEMENT_REFUSED.reason.circular': 'the versions replace each other in a circle',
  'error.DMP_REPLACEMENT_REFUSED.reason.already-visible': 'this document is already visible',
  'error.DMP_REFERENCE_UNCLEAR.what':
    'document named incompletely or more than once: {names} ({count} found).',
  'error.DMP_REFERENCE_UNCLEAR.why': 'the action must concern one document and one only.',
  'error.DMP_REFERENCE_UNCLEAR.todo': 'give the uniqueId, --cda, --hl7, --source-id, or --ipp with --venue.',
  'error.DMP_REFERENCE_UNCLEAR.what.unnamed': 'no document is named.',
  'error.DMP_REFERENCE_UNCLEAR.what.not-an-id': '“{names}” is not a uniqueId.',
  'error.DMP_REFERENCE_UNCLEAR.what.none': 'no document known here for {names}.',
  'error.DMP_REFERENCE_UNCLEAR.what.several': '{count} documents match {names}.',
  'error.DMP_REFERENCE_UNCLEAR.what.entries': 'the DMP has {count} entries under {names}.',
  'error.DMP_REFERENCE_UNCLEAR.why.not-an-id': 'a uniqueId is an OID: numbers separated by dots.',
  'error.DMP_REFERENCE_UNCLEAR.why.none':
    'this local number served no sending of this journal, or it is written otherwise.',
  'error.DMP_REFERENCE_UNCLEAR.why.entries':
    'a document has one entry: acting on one of them at random would be dangerous.',
  'error.DMP_REFERENCE_UNCLEAR.todo.none':
    'check the number and the profile; for a document sent from elsewhere give its uniqueId, --cda or --hl7.',
  'error.DMP_REFERENCE_UNCLEAR.todo.several':
    'add --venue or --source-id, or give the uniqueId; at a terminal the list is offered.',
  'error.DMP_REFERENCE_UNCLEAR.todo.entries': "dmp report, and the DMP's support.",
  'error.DMP_DOCUMENT_NOT_FOUND.what': 'document not found: {uniqueId}.',
  'error.DMP_DOCUMENT_NOT_FOUND.why':
    "the DMP does not know this uniqueId for this establishment: never received, already deleted, or somebody else's.",
  'error.DMP_DOCUMENT_NOT_FOUND.todo': 'dmp document history {uniqueId}    (what we know of it)',
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
  'rule.CDA-STATED-OTHERWISE':
    'the CDA says otherwise than what is stated beside it: {field}; remove the value, or correct the source',
  'rule.CDA-IS-REPLACEMENT':
    'this CDA announces that it replaces {uniqueId} (relatedDocument RPLC): dmp document replace, or action replace in a manifest',
  'rule.STRUCTURE-MISMATCH':
    'structure, {place}: {found} found, {expected} expected; setting {setting}, or a document of another establishment',
  'rule.JOURNAL-CONTINUES':
    'a submission was already begun ({uniqueId}, {state}): the real one will go on with it',
  'rule.RUN-DUPLICATE': 'same bytes and same patient as {first}: will leave once only',
  'rule.STRUCTURE-MISMATCH.place.ou-auth': 'OU of the ORG AUTH_CLI certificate',
  'rule.STRUCTURE-MISMATCH.place.ou-sign': 'OU of the ORG SIGN certificate',
  'rule.STRUCTURE-MISMATCH.place.identifiant-structure': 'Identifiant_Structure of the VIHF',
  'rule.STRUCTURE-MISMATCH.place.lot-institution': 'structure of the author of the lot',
  'rule.STRUCTURE-MISMATCH.place.entry-institution':
    'structure of the author of the entry (author of the CDA)',
  'rule.STRUCTURE-MISMATCH.place.name-id': 'NameID of the VIHF',
  'rule.STRUCTURE-MISMATCH.place.cda-custodian': 'custodian of the CDA',
  'rule.STRUCTURE-MISMATCH.place.cda-author': 'author of the CDA',
  'rule.STRUCTURE-MISMATCH.place.cda-legal-authenticator': 'legal authenticator of the CDA',
  'rule.INS-STATUS-NEEDED':
    'the identity status is not stated; sending will need --identity-status QUAL (qualified identity)',
  'rule.PACK-XSD': 'schema: {text}',
  'rule.PACK-SCHEMATRON': 'official rule: {text}',
  'rule.PACK-NOT-APPLIED': 'official pack not applied ({layer}): {reason}',
  'consent.reveal': "Make {uniqueId} visible: this cannot be undone. Type '{value}' to confirm:",
  'error.DMP_CONFIRMATION_NEEDED.action.reveal': 'make {uniqueId} visible',
  identity: 'What is the status of the identity in the source system?',
  document: 'Which document?',
  'warning.param-lps-absent':
    "no param-lps file is known: strictest reading (no cumulation of masks, minors' rule on).",
  'warning.param-lps-stale': 'param-lps could not be refreshed for more than 24 h: the last copy is used.',
  'warning.param-lps-strict':
    "param-lps could not be read: strictest reading (no cumulation of masks, minors' rule on).",
  'warning.certificate': 'certificate, check {check}: see dmp config check.',
  'prompt.secret': '{setting} (not shown as you type):',
  submit: 'sending',
  'flag.patient': 'patient: JSON file (or -: standard input) with the columns of the manifest',
  'flag.ins': 'INS: @file, - (standard input) or the number',
  'flag.ins-oid': 'OID of the INS (default: the first one the profile allows)',
  'flag.identity-status': 'status of the identity in the source system: only QUAL is sent',
  'flag.visible': 'visible to all',
  'flag.hide-from-patient': 'hidden from the patient until the announcement consultation',
  'flag.hide-from-professionals': 'hidden from professionals',
  'flag.hide-from-legal-representatives': 'hidden from legal representatives (minors only)',
  'flag.type': 'type code (table J66), e.g. 11488-4',
  'flag.title': 'title (default: label of the type)',
  'flag.date': 'date of the document, YYYY-MM-DD[Thh:mm:ss+01:00]',
  'flag.service-start': 'start of the act or stay',
  'flag.service-stop': 'end of the act or stay',
  'flag.author-id': 'author: RPPS preceded by 8, or internal id',
  'flag.author-family': 'author: family name',
  'flag.author-given': 'author: given name',
  'flag.author-specialty': 'author: profession or know-how (J01)',
  'flag.legal-authenticator-id': 'legal authenticator: id',
  'flag.legal-authenticator-family': 'legal authenticator: family name',
  'flag.legal-authenticator-given': 'legal authenticator: given name',
  'flag.facility': 'facility type (J61)',
  'flag.practice': 'practice setting (J62)',
  'flag.activity': 'activity of the set (J59)',
  'flag.ipp': 'local patient number (IPP)',
  'flag.venue': 'visit number',
  'flag.source-id': 'number of the document in the source system',
  'flag.reference-cda': 'document named by its CDA',
  'flag.reference-hl7': 'document named by its HL7 v2 message',
  'flag.reference-source-id': 'document named by its local number',
  'flag.reference-ipp': 'documents sent for this IPP (choice list)',
  'flag.reference-venue': 'documents sent for this visit (choice list)',
  'flag.save-exchange': 'keep a masked copy of every exchange in this folder',
  'flag.manifest': 'NDJSON manifest: one line a document',
  'flag.again': 'send even what was already sent',
  'flag.daily-notice-given': 'Assurance maladie has been warned of the daily threshold',
  'flag.check-status': 'existence test of the DMP: once (once per patient) or never',
  'flag.file': 'new file',
  'flag.reveal': 'confirm that a mask is lifted (cannot be undone)',
  'flag.conceal': 'hide what was visible (the patient may have read it)',
  'flag.identities': 'identities file (NDJSON) tying a former INS to the current one',
  'flag.to': 'whom to make it visible to',
  'flag.older-than': 'minimum age, e.g. 15d',
  'flag.reason': 'reason; wrong-patient for a mistaken patient',
  'flag.receipt': 'file of the receipt',
  'flag.archived': 'the document is archived in the DMP',
  'flag.show-traits': 'show the traits that differ',
  'help.group.visibility': 'visibility',
  'help.group.patient': 'patient',
  'help.group.document': 'document',
  'help.group.reference': 'reference',
  'help.group.act': 'action',
  'arg.files': 'files to send',
  'arg.file': 'file',
  'arg.unique-id': 'uniqueId of the document',
  'arg.target': 'uniqueId of the version to replace',
  'command.document.submit.summary': 'deposit documents in the DMP (TD2.1a)',
  'command.document.submit.description':
    'One file (PDF, text, RTF, JPEG, TIFF or a ready-made CDA) with its flags, or a manifest. Each document is validated, journalled, signed, then sent; the same command run again goes on where it stopped. Outside the sandbox a homologation number is needed: ask the editor of the homologated software for it.',
  'command.document.validate.summary': 'check documents, send nothing',
  'command.document.validate.description':
    'Header, tables, identity, wrapped file, and the grid of the places that name the structure. Works for anybody: no key, no network, no homologation number.',
  'command.document.replace.summary': 'replace the current version of a document (TD2.1b)',
  'command.document.replace.description':
    'Visibility is inherited when nothing is said. Outside the sandbox a homologation number is needed: ask the editor of the homologated software for it.',
  'command.document.reveal.summary': 'make the same content visible after the announcement consultation',
  'command.document.reveal.description':
    'A replacement with its masks lifted; cannot be undone. Outside the sandbox a homologation number is needed: ask the editor of the homologated software for it.',
  'command.document.pending-reveal.summary': 'documents still hidden from the patient',
  'command.document.pending-reveal.description':
    'From our journal. Works for anybody: no key, no network, no homologation number.',
  'command.document.history.summary': 'versions of a document, from our journal',
  'command.document.history.description': 'Works for anybody: no key, no network, no homologation number.',
  'command.document.locate.summary': 'find the entryUUID of a document (TD3.1b)',
  'command.document.locate.description':
    'To be done only in view of a deletion, a replacement or an unknown outcome. Outside the sandbox a homologation number is needed: ask the editor of the homologated software for it.',
  'grid.title': 'Places that name the structure',
  'grid.place': 'Place',
  'grid.found': 'Found',
  'grid.expected': 'Expected',
  'grid.setting': 'Setting',
  'grid.mismatch': 'Correct first: {place} is {found}, expected {expected}; setting {setting}.',
  'validate.valid': 'valid',
  'validate.invalid': 'not valid',
  'history.cause': 'v{version} {uniqueId}: {why}',
  'history.title': 'Document {setId}',
  'locate.found': 'found: {uniqueId} → {entryUuid}',
  'locate.absent': 'not in the DMP, or not ours: {uniqueId}',
  'pending.none': 'Nothing has waited for {days} days or more.',
  'pending.line': '{days} d  {uniqueId}  {typeCode}  IPP {ipp}  visit {venue}',
  'command.sandbox.start.quota':
    'deposits accepted in a sliding second per establishment (4 by default, like the real service)',
  'warning.concealed': 'what was visible will be hidden: whoever could see it may have read it.',
  'flag.width': 'documents in flight at most (the pace stays that of the quota)',
  'ask.type': 'Type code (table J66, e.g. 11488-4):',
  'ask.patient': 'JSON file of the patient:',
  'ask.date': 'Date of the document (YYYY-MM-DD):',
  'ask.visibility': 'Who may see this document?',
  'warning.traces-old':
    'traces are more than {months} months old (the first are from {date}): the data controller decides how long they stay; the AIR mode asks for ten years after the closure of the DMP.',
  'validate.size': '{size} bytes',
  'mask.none': 'visible',
  'mask.hiddenFromPatient': 'hidden from the patient',
  'mask.hiddenFromProfessionals': 'hidden from professionals',
  'mask.hiddenFromLegalRepresentatives': 'hidden from legal representatives',
  'registry.approved': 'active',
  'registry.deprecated': 'superseded',
  'registry.deleted': 'deleted',
  'journal.counts': '{events} events; documents: {items}',
  'journal.unsigned': 'the key of the journal was not found: signatures were not checked',
  'journal.sound': 'journal sound',
  'journal.copied': 'Copied: {copy} (the key of the journal is to be backed up apart)',
  'command.journal.check.summary': 'check the integrity of the journal',
  'command.journal.check.description':
    'File, chains, checkpoints, states. Changes nothing. Works for anybody: no key, no network, no homologation number.',
  'command.journal.backup.summary': 'copy the journal',
  'command.journal.backup.description':
    'One consistent copy, even while documents are being sent. The key of the journal is not in it. Works for anybody.',
  'arg.backup': 'file of the copy',
  'state.planned': 'planned',
  'state.sending': 'sending',
  'topic.journal': 'integrity and copy of the journal',
  'topic.batch': 'bulk sending',
}
