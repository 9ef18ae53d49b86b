import type {Messages} from '../messages.ts'

/** Known answers of the DMP: what caused them and what to do. Ids: `src/lib/answers/known-answers.ts`. */
export const answersEn: Messages = {
  'answer.actor.toolkit': 'the makers of dmp',
  'answer.actor.establishment': 'the establishment',
  'answer.actor.dmp-support': "the DMP's support",
  'answer.actor.editor': 'the editor of the source software',
  'answer.layer.http': 'HTTP',
  'answer.layer.multipart': 'message parts',
  'answer.layer.xml': 'reading of the message',
  'answer.layer.fault': 'SOAP fault',
  'answer.layer.registry': 'XDS registry',
  'answer.layer.hl7': 'HL7 v3 acknowledgement',
  'answer.vihf-signer.cause': 'The VIHF is not signed with a valid seal certificate (ORG SIGN).',
  'answer.vihf-signer.remedy':
    'Put the ORG SIGN certificate in certificates.sign (not the authentication one), then dmp config check.',
  'answer.legal-person.cause':
    'The declared structure and the certificate do not match, or the certificate is unknown in this environment.',
  'answer.legal-person.remedy':
    'Compare the FINESS numbers in the grid of dmp document validate, then correct structure.finessEj, structure.finessEg or vihf.structure.',
  'answer.structure-unknown.cause':
    "The structure's identifier is not known, or no longer active, in the national directory.",
  'answer.structure-unknown.remedy':
    'Check structure.finessEg and its entry in the national directory; try the other value of vihf.structure.',
  'answer.structure-unlinked.cause':
    'The professional and the structure come from two different practice situations.',
  'answer.structure-unlinked.remedy': 'Take the identifier and the sector from the same practice situation.',
  'answer.specialty-missing.cause':
    "The VIHF's user is a doctor or a pharmacist and the specialty is missing.",
  'answer.specialty-missing.remedy': 'Set vihf.user.specialtyCode.',
  'answer.addressing-missing.cause':
    'An addressing header (WS-Addressing) is missing or was removed on the way.',
  'answer.addressing-missing.remedy':
    'Check that no equipment rewrites messages; otherwise dmp report: it is a fault of this program.',
  'answer.author-institution.cause':
    "No author institution of the lot or the document is the VIHF's structure.",
  'answer.author-institution.remedy':
    'Put structure.finessEg among the author structures of the CDA, or change vihf.structure.',
  'answer.rights.cause':
    'The establishment lacks the right for this operation, or the patient has blocked it.',
  'answer.rights.remedy':
    'Check the rights of the Alimentation profile; for one patient alone, ask the patient.',
  'answer.lot-incomplete.cause': 'The lot announces a document without its content, or the reverse.',
  'answer.lot-incomplete.remedy': 'dmp report: it is a fault of this program.',
  'answer.metadata.cause':
    "A datum describing the document is missing, badly written or outside the DMP's code tables.",
  'answer.metadata.remedy':
    "Read the DMP's text, run dmp document validate, correct the document at its source.",
  'answer.id-twice-in-message.cause': 'The same identifier stands twice in one lot.',
  'answer.id-twice-in-message.remedy':
    'dmp report: it is a fault of this program. It does not prove an earlier sending.',
  'answer.id-already-registered.cause': 'The DMP already knows this identifier of lot or document.',
  'answer.id-already-registered.remedy':
    'dmp document locate on this identifier: another tool may have sent the document. Do not change the identifier to get through.',
  'answer.other-content-same-id.cause': 'The DMP already holds another content under this identifier.',
  'answer.other-content-same-id.remedy':
    'A changed document is a replacement: dmp document replace, with a new identifier.',
  'answer.extra-metadata.cause': 'The DMP kept the document but not every datum that describes it.',
  'answer.extra-metadata.remedy': 'Nothing to send again; report the text with dmp report.',
  'answer.replace-target.cause': 'The document to replace is unknown to the DMP, or not under this patient.',
  'answer.replace-target.remedy': 'dmp document history, then replace the current version.',
  'answer.target-obsolete.cause': 'The document aimed at has already been replaced or is no longer active.',
  'answer.target-obsolete.remedy': 'dmp document history, then aim at the current version.',
  'answer.document-invalid.cause': 'The DMP does not accept the content of the document.',
  'answer.document-invalid.remedy':
    'dmp document validate with the schema pack, correct the document at its source.',
  'answer.partial-replace.cause': 'The DMP processed only a part of the replacement.',
  'answer.partial-replace.remedy': "dmp document history, then the DMP's support with dmp report.",
  'answer.patient-unknown.cause': 'No DMP for this INS, or it is not open.',
  'answer.patient-unknown.remedy': 'dmp patient status, and check the INS and its OID.',
  'answer.patient-mismatch.cause':
    'The patients of the lot, the document, the request or the document aimed at differ.',
  'answer.patient-mismatch.remedy': 'Check for which INS the document was made; force nothing.',
  'answer.patient-reconciliation.cause':
    'The DMP is merging two identities of this patient, or the INS was replaced by another.',
  'answer.patient-reconciliation.remedy':
    "Look up the INS in force (INSi) and send no more under the old one; otherwise the DMP's support.",
  'answer.sandbox-message.cause': 'The embedded DMP does not understand the form of the message.',
  'answer.sandbox-message.remedy':
    'dmp report: it is a fault of this program, or some equipment rewrites messages.',
  'answer.sandbox-vihf.cause': 'The embedded DMP refuses the VIHF; the answer names the datum.',
  'answer.sandbox-vihf.remedy':
    'Correct the vihf.* or structure.* setting named; check the clock if it is stale or from the future.',
  'answer.sandbox-ins.cause':
    "The embedded DMP refuses the INS: OID, key, or a patient other than the VIHF's.",
  'answer.sandbox-ins.remedy':
    'dmp document validate for the number and its key; trials use the OID of test INS.',
  'answer.dmp-exists.cause': 'The DMP already exists, or is already active.',
  'answer.dmp-exists.remedy': 'Nothing to do: feed it.',
  'answer.dmp-closed.cause': "This patient's DMP is closed.",
  'answer.dmp-closed.remedy':
    'dmp patient status gives the date and the reason; send no more for this patient.',
  'answer.identity-uncertified.cause':
    'The identity was not certified; this operation of the DMP has been closed since 2023.',
  'answer.identity-uncertified.remedy': 'Qualify the identity with the INSi service.',
  'answer.patient-access-exists.cause': "The patient's account, or its means of access, already exists.",
  'answer.patient-access-exists.remedy': 'Nothing to do.',
  'answer.query-form.cause': 'The DMP does not understand the request.',
  'answer.query-form.remedy': 'dmp report: it is a fault of this program.',
  'answer.too-many-results.cause': 'The search gives too many results.',
  'answer.too-many-results.remedy': 'dmp report: a search by identifier gives one.',
  'answer.repository-id.cause': 'The repository named is not known to the DMP.',
  'answer.repository-id.remedy': 'dmp report: it is a fault of this program.',
  'answer.document-unknown.cause': 'The DMP knows no document under this identifier.',
  'answer.document-unknown.remedy':
    "Check that it is the document's unique identifier (the CDA's) and not that of its entry.",
  'answer.update-refused.cause':
    "The document's status is not the one stated, or it can no longer be changed (deleted, replaced, archived).",
  'answer.update-refused.remedy':
    'dmp document locate then dmp document history; an archived document is deleted by saying so.',
  'answer.local-policy.cause': 'A rule of the DMP forbids this change to this establishment.',
  'answer.local-policy.remedy':
    "Only the author's structure may delete; ask the author, else the DMP's support.",
  'answer.busy.cause': 'The DMP is busy, under maintenance or short of means.',
  'answer.busy.remedy': 'Wait, then run the same command again.',
  'answer.registry-error.cause': 'The DMP reports an error that no code makes precise.',
  'answer.registry-error.remedy': "Read its text; without explanation, dmp report and the DMP's support.",
  'answer.http-unauthorised.cause': 'The server does not recognise the establishment.',
  'answer.http-unauthorised.remedy':
    'dmp config check: the ORG AUTH_CLI certificate must be that of this environment.',
  'answer.http-forbidden.cause':
    'The server forbids access: ORG AUTH_CLI certificate missing, expired, revoked, of another use or environment.',
  'answer.http-forbidden.remedy':
    "dmp config check, then the DMP's support with the date and time of the try.",
  'answer.http-address.cause': 'The address is not that of the service expected.',
  'answer.http-address.remedy': 'Check endpoints.base in dmp config show.',
  'answer.http-too-large.cause': 'The message is bigger than what the server accepts.',
  'answer.http-too-large.remedy': 'Reduce the document at its source, or one document per lot.',
  'answer.http-busy.cause': 'The server asks to wait: too many requests, or maintenance.',
  'answer.http-busy.remedy': 'Wait as long as told, then run again; check limits.submitPerSecond.',
  'answer.http-gateway.cause': "A server on the way did not get the DMP's answer.",
  'answer.http-gateway.remedy': 'Run the same command again: it first checks what the DMP kept.',
  'answer.http-server.cause': 'The server failed without saying why.',
  'answer.http-server.remedy':
    "Run the same command again: it first checks what the DMP kept; if it lasts, the DMP's support.",
  'answer.unreadable.cause': 'The answer is cut short, of another format, or not that of our request.',
  'answer.unreadable.remedy': 'Run the same command again; check that no equipment rewrites answers.',
}
