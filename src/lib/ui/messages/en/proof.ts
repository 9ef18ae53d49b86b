import type {Messages} from '../messages.ts'

export const proofEn: Messages = {
  'error.DMP_PROOF_NOT_DEPOSITED.what': '{uniqueId} is not a document that the DMP took (state: {state}).',
  'error.DMP_PROOF_NOT_DEPOSITED.why':
    'There is a proof of a deposit only for what the DMP accepted, as the journal of this machine knows it.',
  'error.DMP_PROOF_NOT_DEPOSITED.todo': 'See where the document stands: dmp trace show {uniqueId}.',
  'error.DMP_PROOF_OTHER_DOCUMENT.what': '{file} is not the document that was deposited as {uniqueId}.',
  'error.DMP_PROOF_OTHER_DOCUMENT.why': 'Its digest and size are not those of the bytes that were sent.',
  'error.DMP_PROOF_OTHER_DOCUMENT.why.builder':
    'It is the file it was made from, but this version of the program no longer makes the same CDA of it, byte for byte.',
  'error.DMP_PROOF_OTHER_DOCUMENT.todo':
    'Give the CDA as it was sent or the unchanged original file, or export without --file.',
  'error.DMP_CONFIRMATION_NEEDED.action.proof-identity':
    'write an archive that holds the patient’s identity in clear',
  'error.DMP_CONFIRMATION_NEEDED.why.proof-identity':
    'What is signed cannot be masked: the document shows the INS and the traits of the patient.',
  'error.DMP_CONFIRMATION_NEEDED.todo.proof-identity':
    'Add --yes if whoever receives it may read it, or export without --file.',
  'warning.proof-identity':
    'The archive will hold the signed document: INS and traits of the patient are in clear in it and cannot be masked.',
  'consent.proof-identity': 'Write this archive?',
  'command.document.proof.export.summary': 'Writes the proof of a document’s deposit into an archive',
  'command.document.proof.export.description':
    'The archive (zip, readable by you alone) holds the lot signature, its manifest, the recorded answer, the certificates, the revocation lists given and instructions for openssl, xmlsec1 and sha1sum. Without --file it names no patient. Exit code 10 when the signature had not been kept.',
  'command.document.proof.verify.summary':
    'Verifies the proof of a deposit, without network, journal or profile',
  'command.document.proof.verify.description':
    'Makes every step itself: digests, XAdES signature, certificates, dates, authority, revocation, document. Names the first one that fails. Exit code 10 when the proof is broken or incomplete.',
  'arg.proof-document': 'uniqueId of the document, or the id of its item in the journal',
  'arg.proof-archive': 'archive that document proof export wrote',
  'flag.proof-file': 'document as sent (CDA) or its original file, to put into the archive',
  'flag.proof-output': 'archive to write',
  'flag.proof-ca': 'certificates of the authorities (PEM or DER); repeatable',
  'flag.proof-crl': 'revocation list (DER or PEM) to put in; repeatable, 9 at most',
  'flag.proof-yes': 'accept that the patient’s identity is in clear in the archive',
  'flag.proof-verify-file': 'document to compare with that of the proof',
  'flag.proof-trust': 'authorities to believe (PEM), in place of those known; repeatable',
  'flag.proof-at': 'instant at which to verify; now unless given',
  'proof.written': 'Proof of the deposit of {uniqueId} ({environment}): {file}',
  'proof.certificate': 'Certificate {subject}, valid from {from} to {to}',
  'proof.identifies': 'The patient’s identity is in clear in the archive: keep it like a medical document.',
  'proof.anonymous': 'No identity of a patient is in the archive.',
  'proof.missing.signature':
    'The lot signature is missing: this deposit is older than its keeping, and nothing replaces it.',
  'proof.missing.answer': 'The answer of the DMP is missing: the journal has none for this sending.',
  'proof.missing.authorities':
    'The certificates of the authorities are missing (--ca): only who has them can verify the chain.',
  'proof.missing.revocation': 'No revocation list (--crl): nothing is said of the revocation at that time.',
  'proof.missing.document': 'The document is not in the archive: give it when verifying.',
  'proof.about': 'Document {uniqueId}, environment {environment}',
  'proof.limits':
    'What this does not prove: the DMP does not sign its answers (this is what the establishment recorded), and the signing time is the signer’s own word.',
  'proof.verdict.proven': '{file}: proof verified.',
  'proof.verdict.unproven': '{file}: nothing speaks against it, but the proof is incomplete.',
  'proof.verdict.broken': '{file}: the proof does not hold.',
  'proof.step.archive.own': 'The archive has the expected parts.',
  'proof.step.archive.unreadable': 'The archive cannot be read ({name}): damaged, or made to overflow.',
  'proof.step.archive.stranger': 'The archive holds a part that does not belong there: {name}.',
  'proof.step.archive.size': 'A part of the archive is out of bounds: {name}.',
  'proof.step.checksums.all': 'Every part has the digest written down.',
  'proof.step.checksums.other': '{name} was changed since the export.',
  'proof.step.facts.read': 'The facts of the journal can be read.',
  'proof.step.facts.unreadable': 'The facts of the journal cannot be read, or are of another version.',
  'proof.step.signature-form.own':
    'The signature has the form of a lot with nothing added; its digests are right.',
  'proof.step.signature-form.absent': 'The signature is missing.',
  'proof.step.signature-form.doctype': 'The signature has a DOCTYPE: refused.',
  'proof.step.signature-form.unreadable': 'The signature is no readable XML.',
  'proof.step.signature-form.same-id': 'Two elements of the signature have the same id.',
  'proof.step.signature-form.same-document': 'The manifest names one document twice.',
  'proof.step.signature-form.form': 'The signature has an element added, moved or wrapped.',
  'proof.step.signature-form.manifest': 'The manifest does not have the digest that was signed.',
  'proof.step.signature-form.properties':
    'The signed properties (time, certificates) do not have the digest that was signed.',
  'proof.step.signature-value.key': 'Signed by the key of {subject}.',
  'proof.step.signature-value.other': 'The key of the certificate did not make this signature.',
  'proof.step.signature-value.certificate': 'A certificate cannot be read.',
  'proof.step.certificate-digests.all':
    'The certificates that were signed are those of the archive ({count}).',
  'proof.step.certificate-digests.absent': 'Certificate no. {n} of the signature is not in the archive.',
  'proof.step.certificate-digests.other': 'The signature names another certificate than {subject}.',
  'proof.step.certificate-digests.beside': 'The certificate beside is not that of the signer {subject}.',
  'proof.step.issuer-serials.all': 'Issuers and serial numbers agree.',
  'proof.step.issuer-serials.other': 'Issuer or serial number of certificate no. {n} does not agree.',
  'proof.step.signing-time.valid': 'Signed {at} UTC, while the certificate was valid ({from} – {to}).',
  'proof.step.signing-time.outside':
    'Signed {at} UTC, outside the validity of the certificate ({from} – {to}).',
  'proof.step.signing-time.future': 'Signed {at} UTC, after the instant of the verification.',
  'proof.step.chain.valid': 'Chain of {count} certificate(s), all valid at that time.',
  'proof.step.chain.outside': '{subject} was not valid at that time.',
  'proof.step.anchor.known': 'Known authority: {name}.',
  'proof.step.anchor.stranger':
    'Unknown authority: {issuer}. Give its certificate by --trust if you believe it.',
  'proof.step.revocation.none': 'No revocation list: nothing is said.',
  'proof.step.revocation.silent': 'The lists in the archive ({count}) say nothing of the signer.',
  'proof.step.revocation.good': 'Not revoked at that time: {count} certificate(s) of {all}.',
  'proof.step.revocation.revoked': '{subject} was revoked {at} UTC ({name}).',
  'proof.step.manifest.listed': 'The signed manifest names {uniqueId} ({count} document(s)).',
  'proof.step.manifest.unlisted': 'The signed manifest does not name {uniqueId}.',
  'proof.step.manifest.other-lot': 'The signature is that of another lot than {uniqueId}.',
  'proof.step.document.same': 'The document is the one that was signed (SHA-1 {sha1}).',
  'proof.step.document.journal': 'The document is that of the journal (SHA-1 {sha1}); no signature says so.',
  'proof.step.document.absent': 'Document not compared: give it by --file (SHA-1 {sha1}).',
  'proof.step.document.other': 'This is not the document deposited: SHA-1 {found}, expected {sha1}.',
  'proof.step.document.digest': 'The document (SHA-1 {sha1}) is not that of the signed manifest.',
  'proof.step.answer.recorded': 'Answer of the DMP recorded {at}: {outcome}.',
  'proof.step.answer.refused': 'Answer recorded {at}: {outcome}, which is not a deposit.',
  'proof.step.answer.absent': 'No answer is recorded.',
  'proof.recipe.title': 'PROOF OF A DEPOSIT IN THE DMP: {uniqueId}',
  'proof.recipe.what':
    'Environment: {environment}. SHA-1 of the document sent: {sha1}.\nUnpack the archive into an empty folder and run these commands there. If the document is not in the archive, first copy it beside under the name used below.',
  'proof.recipe.members': 'No part was changed: each line must say OK.',
  'proof.recipe.document': 'The document is the one that was sent: OK.',
  'proof.recipe.chain':
    'The certificate of the signer comes from the authority, at the time of sending: OK. Compare the authority with the one the ANS publishes.',
  'proof.recipe.key': 'Who signed, and the validity.',
  'proof.recipe.signature':
    'The signature holds, made by the key of that certificate: OK. The exit code is not enough: "Manifests References (ok/all)" must count the document; the set itself (AA==) and other documents of the lot count as not verified.',
  'proof.recipe.revocation':
    'The serial number of the signer must not stand there before the time of sending.',
  'proof.recipe.limits':
    'Limits: the DMP does not sign its answers; the signing time is the signer’s own word.',
  'proof.recipe.missing': 'What is missing:',
}
