import type {Messages} from '../messages.ts'

/** Documents carried by HL7 messages, XDM archives and folders: why one does not go, what was repaired. */
export const carriersEn: Messages = {
  'error.DMP_INPUT_UNCLEAR.what': '{file} cannot be taken as an input: {reason}',
  'error.DMP_INPUT_UNCLEAR.why':
    'an input is a manifest (NDJSON, CSV, XLSX), or a file or folder of HL7 v2 messages, XDM archives or CDA documents, of one kind per folder.',
  'error.DMP_INPUT_UNCLEAR.todo':
    'give the manifest itself, or a folder that holds one kind of files only, then run again',
  'error.DMP_INPUT_UNCLEAR.why.known-sent':
    '--known-sent takes what proves earlier sendings: ZAM acknowledgements, a journal, or the whole report of a bulk run (JSON, or CSV with its own columns). A report that was cut or changed proves nothing.',
  'error.DMP_INPUT_UNCLEAR.todo.known-sent':
    'give the journal of the earlier run, or its report as dmp batch report wrote it',
  'error.DMP_INPUT_UNCLEAR.why.oppositions':
    'oppositions come as HL7 ADT messages whose segment ZFA says so, each with its patient.',
  'error.DMP_INPUT_UNCLEAR.todo.oppositions':
    'give the ADT messages, or a list (kind; value; reason) to dmp batch hold add --from',
  'error.DMP_INPUT_UNCLEAR.reason.empty': 'the folder holds no file',
  'error.DMP_INPUT_UNCLEAR.reason.mixed': 'several kinds of files are mixed in it ({kinds})',
  'error.DMP_INPUT_UNCLEAR.reason.kind': 'it is none of the known kinds',
  'error.DMP_INPUT_UNCLEAR.reason.known-sent-hidden':
    'a local number in it is masked because it contains an INS; give the journal itself',
  'error.DMP_INPUT_UNCLEAR.reason.known-sent':
    'it is no ZAM acknowledgement, no journal and no report of a bulk run',
  'error.DMP_INPUT_UNCLEAR.reason.oppositions':
    'no readable opposition (ADT, ZFA-9) was found in it, or a message names no patient',
  'batch.reason.visibility-not-stated': 'visibility not stated (who may see the document)',
  'batch.reason.link-not-followed': 'symbolic link or special file, not followed',
  'batch.reason.not-an-input': 'file of another kind',
  'batch.reason.ins-absent': 'the document bears no INS',
  'batch.reason.document-id-extension':
    'the number of the document has an extension, a form the DMP does not take (setting documents.idExtension)',
  'batch.reason.confidentiality-restricted': 'restricted document ({code}): for a person to decide',
  'batch.reason.incomplete-biology': 'incomplete or preliminary results ({field})',
  'batch.reason.related-document': 'link "{typeCode}" to another document: for a person to decide',
  'batch.reason.replaced-unnamed': 'the document does not say which version it replaces, or names itself',
  'batch.reason.hl7-syntax': 'HL7 message that cannot be read ({fault}, {at})',
  'batch.reason.hl7-no-message': 'no HL7 message in this file',
  'batch.reason.hl7-stray': 'HL7 segments outside every message: a message lost its beginning',
  'batch.reason.hl7-batch-count':
    'the HL7 batch announces {announced} ({segment}) and holds {counted}: messages are missing or in excess',
  'batch.reason.hl7-other-message': '{type} message, which carries no document',
  'batch.reason.hl7-reverse-flow':
    'document received by secure mail (flow towards the software), not for the DMP',
  'batch.reason.hl7-test-message': 'test message (MSH-11 = {mode}), never sent in production',
  'batch.reason.hl7-duplicate-message': 'same message read before in this input',
  'batch.reason.hl7-control-id-reused': 'same control number (MSH-10) as another message, other content',
  'batch.reason.hl7-document': 'document of the message that cannot be used ({fault}, {at})',
  'batch.reason.hl7-intent':
    'event ({trigger}), status ({status}) and order ({order}) contradict each other: publish or erase?',
  'batch.reason.hl7-replacement': 'message and CDA do not say the same of the replacement ({field})',
  'batch.reason.hl7-ids-differ': 'the number of the document differs between message and CDA ({field})',
  'batch.reason.hl7-code-differs': 'the type of the document differs between message and CDA ({field})',
  'batch.reason.hl7-flag': 'flag {flag} contradictory or unreadable',
  'batch.reason.hl7-not-for-dmp': 'the message does not address this document to the DMP (DESTDMP = N)',
  'batch.reason.hl7-destination-absent':
    'the message does not say whether the document is for the DMP (no DESTDMP)',
  'batch.reason.hl7-secret-connection': 'secret connection asked for: for a person to deal with',
  'batch.reason.hl7-visibility-change': 'change of visibility asked for a first submission',
  'batch.reason.ins-differs': 'the INS differs between envelope and document',
  'batch.reason.ins-former': 'the envelope bears a former identifier only (INS-C), no INS',
  'batch.reason.traits-differ': 'the identity differs between envelope and document ({fields})',
  'batch.reason.hl7-identity-ambiguous':
    'identity "{status}": qualified or not? (setting hl7.valiMeansQualified, or the identities file)',
  'batch.reason.hl7-identity-refused': 'identity "{status}", not qualified',
  'batch.reason.hl7-identity-status-absent': 'status of the identity absent (PID-32)',
  'batch.reason.archive-unsafe': 'archive refused ({reason})',
  'batch.reason.archive-member': 'member of the archive encrypted, a link, or absent ({reason})',
  'batch.reason.xdm-no-metadata': 'archive without METADATA.XML: it is no XDM archive',
  'batch.reason.xdm-metadata': 'METADATA.XML cannot be read ({fault}): digests cannot be checked',
  'batch.reason.xdm-unlisted': 'document that METADATA.XML does not list',
  'batch.reason.xdm-not-a-document': 'member of the archive that is no CDA document',
  'batch.reason.xdm-altered': 'the document has not the announced digest or size ({field})',
  'batch.reason.xdm-differs': 'METADATA.XML and the document contradict each other ({field})',
  'batch.reason.xdm-action': 'the archive asks for an action ({slot}): for a person to decide',
  'batch.reason.xdm-masked': 'the archive masks the document ({code}) and the stated visibility does not',
  'batch.reason.xdm-received':
    'received archive: the author of the document is not of this establishment, feeding the DMP is up to him',
  'batch.reason.deletion-held':
    'the deletion of this document is asked for in the same backlog and waits for a person',
  'batch.reason.known-sent': 'already sent according to {evidence}',
  'batch.reason.known-sent.evidence.zam': 'a receipt of the DMP (ZAM)',
  'batch.reason.known-sent.evidence.journal': 'another journal',
  'batch.reason.known-sent.evidence.report': 'a report of a bulk run',
  'batch.reason.known-deleted':
    'sent, then deleted from the DMP according to {evidence}: for a person to decide',
  'batch.reason.known-deleted.evidence.zam': 'a receipt of the DMP (ZAM)',
  'batch.reason.known-deleted.evidence.journal': 'another journal',
  'batch.reason.known-deleted.evidence.report': 'a report of a bulk run',
  'batch.reason.known-unknown':
    'sent with an unknown outcome according to {evidence}: to be verified before it is sent again',
  'batch.reason.known-unknown.evidence.journal': 'another journal',
  'batch.reason.known-unknown.evidence.report': 'a report of a bulk run',
  'batch.reason.hl7-syntax.fault.charset-unknown': 'unknown character set',
  'batch.reason.hl7-syntax.fault.charset-bytes': 'bytes that the stated character set does not have',
  'batch.reason.hl7-syntax.fault.separators': 'separators that cannot be used',
  'batch.reason.hl7-syntax.fault.line': 'line that belongs to no segment',
  'batch.reason.hl7-syntax.fault.too-large': 'more than 50 MB',
  'batch.reason.hl7-syntax.fault.incomplete': 'end of the message missing',
  'batch.reason.hl7-document.fault.none': 'no document',
  'batch.reason.hl7-document.fault.not-cda': 'no CDA in base64',
  'batch.reason.hl7-document.fault.base64': 'damaged base64',
  'batch.reason.hl7-document.fault.too-many': 'too many documents',
  'batch.reason.xdm-metadata.fault.hash': 'no digest',
  'batch.reason.xdm-metadata.fault.size': 'no size',
  'batch.reason.xdm-metadata.fault.malformed': 'malformed XML',
  'batch.reason.archive-member.reason.encrypted': 'encrypted',
  'batch.reason.archive-member.reason.link': 'link',
  'batch.reason.archive-member.reason.absent': 'absent',
  'batch.reason.archive-unsafe.reason.EZIP': 'damaged archive',
  'batch.reason.archive-unsafe.reason.EZIPNAME': 'unsafe name of a member',
  'batch.reason.archive-unsafe.reason.EZIPTWICE': 'name of a member twice',
  'batch.reason.archive-unsafe.reason.EZIPMEMBERS': 'too many members',
  'batch.reason.archive-unsafe.reason.EZIPSIZE': 'content too large',
  'batch.reason.archive-unsafe.reason.EZIPRATIO': 'excessive compression',
  'error.DMP_XML_REFUSED.what.workbook':
    'the workbook {file} is damaged (line {line} of one of its parts, reason: {reason})',
  'error.DMP_XML_REFUSED.why.workbook':
    'a workbook (.xlsx) is an archive of XML parts; one of them cannot be read as it stands, so none of its rows are taken.',
  'error.DMP_XML_REFUSED.todo.workbook':
    'open the workbook in the spreadsheet program, save it anew as .xlsx (or as CSV UTF-8), then run again',
  'error.DMP_FILE_UNREADABLE.what.archive': '{file} cannot be opened: {reason}.',
  'error.DMP_FILE_UNREADABLE.why.archive':
    'the archive or workbook (.zip, .xlsx) is there and may be read, but its content is damaged, cut short or out of bounds.',
  'error.DMP_FILE_UNREADABLE.todo.archive':
    'export or copy the file again from its source, compare the sizes, and see that the source program opens it; then run again',
  'error.DMP_FILE_UNREADABLE.reason.EZIP': 'damaged archive, or member with a wrong checksum',
  'error.DMP_FILE_UNREADABLE.reason.EZIPNAME': 'unsafe name in the archive',
  'error.DMP_FILE_UNREADABLE.reason.EZIPTWICE': 'two members of one name',
  'error.DMP_FILE_UNREADABLE.reason.EZIPMEMBERS': 'too many members',
  'error.DMP_FILE_UNREADABLE.reason.EZIPSIZE': 'content too large',
  'error.DMP_FILE_UNREADABLE.reason.EZIPRATIO': 'excessive compression',
  'error.DMP_FILE_UNREADABLE.reason.EHL7': 'this message has no such document',
  'error.DMP_FILE_UNREADABLE.reason.ECHANGED': 'the file changed while it was read',
  'batch.repair.hl7-wrapped-base64': 'content of the document cut in lines, joined again',
  'batch.repair.hl7-charset-assumed': 'character set not stated, deduced from the bytes',
  'batch.repair.hl7-separator-tilde': 'separator "˜" instead of "~", read as declared',
  'batch.repair.hl7-structure-prefix': 'identifier of a structure without its first digit, completed',
}
