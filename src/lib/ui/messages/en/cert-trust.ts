import type {Messages} from '../messages.ts'

/** The authorities trusted on this machine, and revocation before sending. */
export const certTrustEn: Messages = {
  'topic.cert:trust': 'authorities trusted on this machine',
  'command.cert.trust.add.summary': 'make the authorities of a file known to this machine',
  'command.cert.trust.add.description':
    'An authority of the IGC-Santé is proven by its key or by signature and counts at once. Any other counts only if you vouch for it, once its fingerprint is compared with the one that the authority publishes.',
  'command.cert.trust.list.summary': 'trusted authorities: those of the product, those of this machine',
  'command.cert.trust.list.description':
    'Those of the product are facts (name, key, fingerprint): their certificates come from your own files.',
  'command.cert.trust.remove.summary': 'remove an authority added to this machine',
  'command.cert.trust.remove.description':
    'Those of the product cannot be removed. A profile may still name the same one in trust.caFiles.',
  'arg.trust-source': 'PEM, DER, p7b or p12 file that holds certificates of authorities',
  'arg.trust-fingerprint': 'SHA-256 fingerprint, whole or at least its first 8 characters',
  'flag.trust-yes': 'ask nothing: the fingerprints are in --confirm',
  'flag.trust-confirm': 'whole SHA-256 fingerprint of each authority that you vouch for, separated by commas',
  'error.DMP_TRUST_STORE_UNREADABLE.what':
    'the list of authorities trusted on this machine is damaged: {file}.',
  'error.DMP_TRUST_STORE_UNREADABLE.why':
    'the file was changed or cut; rather than believe a part of it, nothing of it is believed.',
  'error.DMP_TRUST_STORE_UNREADABLE.todo':
    'Restore {file} from a backup, or remove it and do again: dmp cert trust add FILE',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.no-authority': 'there is no certificate of an authority in it',
  'error.DMP_TRUST_NOT_FOUND.what': 'no authority added to this machine has the fingerprint {fingerprint}.',
  'error.DMP_TRUST_NOT_FOUND.what.several':
    'several authorities have a fingerprint that begins with {fingerprint}.',
  'error.DMP_TRUST_NOT_FOUND.why':
    'the fingerprint is the SHA-256 of the certificate, in hexadecimal; its first 8 characters are enough when they name only one.',
  'error.DMP_TRUST_NOT_FOUND.todo': 'dmp cert trust list    (shows every fingerprint)',
  'error.DMP_CONFIRMATION_NEEDED.action.trust':
    'vouch for the authority {subject}, SHA-256 fingerprint {fingerprint}',
  'error.DMP_CONFIRMATION_NEEDED.why.trust':
    'nothing in the product proves this authority; whoever holds its key could make certificates that this machine would believe.',
  'error.DMP_CONFIRMATION_NEEDED.todo.trust':
    'Compare the fingerprint with the one that the authority publishes, then run again with --yes --confirm {value}',
  'error.DMP_CONFIRMATION_NEEDED.why.trust-namesake':
    'it bears the name or the key identifier of an authority of the ANS (IGC-Santé) and has not its key: it is not theirs, unless the ANS announced a new one. Whoever holds its key could make certificates that this machine would believe.',
  'error.DMP_CONFIRMATION_NEEDED.todo.trust-namesake':
    'Compare the fingerprint with the one that the ANS publishes. Should it be the same, run again with --namesake --yes --confirm {value}',
  'command.cert.trust.add.namesake':
    'also an authority that bears the name of one of the IGC-Santé and has another key',
  'certificate.finding.CHAIN-01.critical':
    'the authority {issuer} has an extension that binds and that this program does not apply ({extension}): it cannot count.',
  'certificate.finding.CHAIN-01.critical-own':
    'the certificate has a critical extension that this program does not know ({extension}): it cannot be accepted.',
  'error.DMP_FILE_UNREADABLE.reason.ENOTCRL': 'it is not a readable revocation list (CRL)',
  'certificate.finding.CHAIN-01.uses':
    'the authority {issuer} vouches for other uses only than those of the certificate (extended key usage).',
  'certificate.finding.CHAIN-01.repeated':
    'the authority {issuer} has the same extension twice ({extension}): it cannot count.',
  'certificate.finding.CHAIN-01.repeated-own':
    'the certificate has the same extension twice ({extension}): neither of them counts, it cannot be accepted.',
  'certificate.finding.CHAIN-01.expired':
    'the authority {issuer} has not been valid since {end}: nothing proves this certificate any more.',
  'certificate.finding.CHAIN-01.not-yet-valid':
    'the authority {issuer} is valid from {start} only: check the clock of this machine.',
  'certificate.finding.CHAIN-01.path-too-long':
    'the authority {issuer} may have no other authority below it.',
  'certificate.finding.CHAIN-01.not-self-signed':
    'the authority {issuer} says that it signed itself and did not: the file is altered or false.',
  'consent.trust':
    'The authority {subject} is not proven by the IGC-Santé.\nSHA-256 fingerprint: {fingerprint}\nCompare it with the one that the authority publishes, then type its first {digits} characters to vouch for it:',
  'consent.trust-namesake':
    'CAUTION: {subject} bears the name of an authority of the IGC-Santé without having its key.\nSHA-256 fingerprint: {fingerprint}\nOnly a new authority announced by the ANS can explain it. Compare the fingerprint with the one it publishes, then type its first {digits} characters:',
  'trust.basis.anchor': 'authority of the IGC-Santé ({anchor})',
  'trust.basis.signed': 'signed by an authority of the IGC-Santé ({anchor})',
  'trust.basis.operator': 'an operator vouched for it',
  'trust.basis.product': 'known by the product',
  'trust.column.authority': 'Authority',
  'trust.column.until': 'Valid until',
  'trust.column.basis': 'Why',
  'trust.column.fingerprint': 'SHA-256 fingerprint',
  'trust.own': 'Known by the product:',
  'trust.added': 'Added to this machine ({path}):',
  'trust.none': 'No authority was added to this machine.',
  'trust.now-known': 'Added: {subject} ({why})',
  'trust.already': 'Known already: {subject} ({why})',
  'trust.passed-over': 'Passed over, not an authority: {subject}',
  'trust.ended': 'Caution: {subject} has not been valid since {end}.',
  'trust.removed': 'Removed: {subject}, fingerprint {fingerprint}',
  'check.revocation.good': 'neither certificate is revoked, as far as this machine knows since {since}',
}
