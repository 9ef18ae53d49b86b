import type {Messages} from '../messages.ts'

/** Why a document is not accepted, where lists do not know the values that the error had. */
export const batchCauseEn: Messages = {
  'batch.cause.DMP_HELD': 'held by a person or by an order to delete it (dmp batch hold list).',
  'batch.cause.DMP_HELD.todo':
    'dmp batch hold list tells who holds what, why and until when; once it is decided: dmp batch hold lift KIND VALUE, then dmp batch retry RUN --only DMP_HELD. A document whose deletion was ordered stays back.',
  'batch.cause.DMP_NOT_FOUND_AFTER_SENDING': 'sent, not found in the DMP: it may still appear there.',
  'batch.cause.DMP_NOT_FOUND_AFTER_SENDING.todo':
    'Sent, not found in the DMP: it may still appear there, and dmp batch retry --only held does nothing for it. Later: dmp batch verify RUN. Appeared and unwanted: dmp batch undo RUN, or dmp document delete UNIQUE_ID. Wanted: dmp document submit FILE --again, under the same identifiers.',
  'batch.cause.DMP_WITHDRAWN': 'taken back before it left: nothing of it went to the DMP.',
  'batch.cause.DMP_WITHDRAWN.todo':
    'There is nothing to delete: it never left. To deposit it after all: a new plan (dmp batch plan), which takes it up again; the run taken back is not resumed.',
  'batch.cause.DMP_REPLACEMENT_REFUSED':
    'replacement kept back: the version that it replaces is not the current one in the DMP.',
  'batch.cause.DMP_REPLACEMENT_REFUSED.todo':
    'Look at the chain: dmp document history UNIQUE_ID (column unique_id of report.csv). The original was refused: correct it and submit it, then dmp batch retry RUN --only DMP_REPLACEMENT_REFUSED. It was deleted, or will never be there: a new plan with this content as a first version, without the version replaced. Another version took its place: a new plan that replaces the last one.',
  'batch.cause.DMP_IDENTIFIER_TAKEN': 'the DMP already holds a document under this identifier.',
  'batch.cause.DMP_IDENTIFIER_TAKEN.todo':
    'It may be this document: nothing is withdrawn nor sent beside it. Look at the patient’s DMP (dmp batch verify RUN says whether the number is in it). The same document is there: dmp batch retry RUN --only DMP_IDENTIFIER_TAKEN finds it and counts it as deposited; unwanted: dmp document delete UNIQUE_ID. Another one: dmp batch retry RUN --only DMP_IDENTIFIER_TAKEN --taken-by-another, then a new plan, which gives this one another number (a CDA keeps its own: change it at the source first).',
  'batch.cause.DMP_CLOSED_MEANWHILE':
    'sent, outcome unknown, and the patient’s DMP was closed since: it may be in it.',
  'batch.cause.DMP_CLOSED_MEANWHILE.todo':
    'The document may be in the DMP, which is closed: nothing can be asked of it. Do not send it another way. Once the DMP is open again: dmp batch retry RUN --only DMP_CLOSED_MEANWHILE, which first looks for it there. Until then it counts neither as deposited nor as absent.',
  'batch.cause.number-taken':
    'sent under a number that the DMP says is taken: it may be there, looked for by dmp batch retry --only DMP_IDENTIFIER_TAKEN',
  'batch.cause.kept-in-doubt':
    'sent, outcome unknown, and held since by another run: it may be in the DMP (dmp batch verify)',
  'batch.cause.DMP_SOURCE_CHANGED': 'the file is no longer the one that was planned.',
  'batch.cause.DMP_FILE_UNREADABLE':
    'the file of the document cannot be read (moved, deleted, or no right to read it).',
  'batch.cause.DMP_DOCUMENT_INVALID': 'the document does not conform.',
  'batch.cause.DMP_CDA_UNREADABLE':
    'the CDA document cannot be used: an element is missing or not of the expected form.',
  'batch.cause.DMP_MANIFEST_LINE': 'a value of this line of the manifest cannot be used.',
  'batch.cause.DMP_MANIFEST_UNREADABLE': 'the manifest cannot be read.',
  'batch.cause.DMP_CODE_UNKNOWN': 'a code is not in its table.',
  'batch.cause.DMP_ALREADY_SENT': 'this document was already sent for this patient.',
  'batch.cause.DMP_INS_ENVIRONMENT': 'the OID of the INS does not fit the environment (test or production).',
  'batch.cause.DMP_PATIENT_CLOSED': 'the patient’s DMP is closed.',
  'batch.cause.DMP_TLS_REFUSED': 'no secure connection with the DMP could be made.',
  'batch.cause.DMP_CONNECTION_FAILED': 'the DMP could not be reached.',
  'batch.cause.DMP_NO_ANSWER': 'sent; the DMP gave no whole answer.',
  'batch.cause.DMP_DELETION_IMPOSSIBLE': 'this document cannot be deleted.',
  'batch.cause.unit-unmapped': 'the unit is not in the mapping',
  'batch.cause.unit-near': 'the unit is not in the mapping; one like it is (zeros lost?)',
  'batch.cause.known-sent': 'already sent according to what was given with --known-sent',
  'batch.cause.known-deleted':
    'sent, then deleted from the DMP according to --known-sent: for a person to decide',
  'batch.cause.known-unknown':
    'sent with an unknown outcome according to --known-sent: to be verified before it is sent again',
  'batch.cause.DMP_CERT_STRUCTURE_CHANGED': 'the certificate belongs to another structure.',
  'batch.cause.hl7-batch-count':
    'the HL7 batch does not hold the number of messages that it announces: messages are missing or in excess',
  'batch.cause.hl7-other-message': 'message which carries no document',
  'batch.cause.hl7-flag': 'a flag is contradictory or unreadable',
}
