import type {Messages} from '../messages.ts'

/** `ins search`, `ins verify`: commands, screens, rules and errors of the téléservice INSi. */
export const insiEn: Messages = {
  'command.ins.search.summary': "looks a person's INS up at INSi by traits",
  'command.ins.search.description':
    'Asks the téléservice INSi (search by traits, software certificate INSI-AUTO or INSI-MANU) about one person at a time: bulk retrieval is forbidden. The traits come from a patient file, options or questions at the terminal; names are put in capitals without accents, what changes is said, and a character without an equivalent is refused. Given names are tried one by one, then all together; after several candidates the whole list, then the birth place. The attempt that found the person is told. --from-answer reads a saved answer, without network or profile. Exit 0: found without a remark; 10: none, several, an unknown code or something to look at; 3 to 7: the error told.',
  'command.ins.verify.summary':
    "compares an INS held with the one that a search at INSi finds (not the service's vérification)",
  'command.ins.verify.description':
    'Looks the person up by traits at INSi, then compares here number, OID, traits and history. The method is told in the answer (recherche+comparaison): it is not the vérification of the service, whose regulatory meaning differs. Verdicts: identical, compared in part, historic number, diverging traits, different number, not found, ambiguous. Exit 0: identical and found without a remark; 10: anything else.',
  'flag.insi-patient': 'patient file (JSON, columns of the manifest) or -; only the traits are sent',
  'flag.insi-birth-name': 'birth name',
  'flag.insi-given': 'birth given name; repeated, one name each; given once, the list (commas, else blanks)',
  'flag.insi-sex': 'sex of the identity document',
  'flag.insi-birth-date': 'birth date: YYYY-MM-DD or DD/MM/YYYY; 00 for an unknown day or month',
  'flag.insi-birth-place': 'birth place (INSEE code), sent only when several people have the other traits',
  'flag.insi-from-answer': 'reads a saved answer of INSi: nothing is called',
  'ask.insi.birthName': 'Birth name?',
  'ask.insi.givenNames': 'Birth given names, in order (a comma separates compound names)?',
  'ask.insi.sex': 'Sex (M or F)?',
  'ask.insi.birthDate': 'Birth date (YYYY-MM-DD)?',
  'ask.insi.otherGiven': 'Several people: other birth given names of the identity document (empty: none)?',
  'ask.insi.needed': 'An answer is needed: INSi takes no search without it (Ctrl+C to stop).',
  'ask.insi.sex.form': 'M or F.',
  'ask.insi.birthPlace.form': 'Five characters: 75056, 2A004, 99100 (empty to stop).',
  'ask.insi.birthPlace': 'Several people: birth place (INSEE code; empty to stop)?',
  'ins.search.verdict.found': 'identity found',
  'ins.search.verdict.none': 'no identity found',
  'ins.search.verdict.several': 'several identities: none is returned',
  'ins.search.verdict.unknown-code': 'answer code unknown to this program',
  'ins.search.advice.none':
    'the usual cause is a used name (married name) given as birth name: take it from the identity document again, with given names, sex and date; without an answer the identity stays provisional or validated',
  'ins.search.advice.several':
    'add the other given names of the identity document (--given), then the birth place (--birth-place, INSEE code); if it was given, check it',
  'ins.search.advice.unknown-code':
    'take nothing from this answer; write to the support of GIE SESAM-Vitale with the code and the MessageID (--json)',
  'ins.search.attempt': 'attempt {number}:',
  'ins.search.attempt.one': 'given name no. {position} alone',
  'ins.search.attempt.all': 'all given names',
  'ins.search.attempt.place': 'and birth place',
  'ins.search.changed': 'normalised: {trait} ({kinds})',
  'ins.search.masked': 'identity masked; --unmask shows it, and the technical log notes it',
  'ins.search.called': 'INSi called with certificate {certificate}; each call is traced',
  'ins.search.offline': 'Read from {file}: nothing was called, nothing is traced.',
  'ins.search.absent': 'not in the answer',
  'ins.search.part.ins': 'INS',
  'ins.search.part.used-oid': 'OID used',
  'ins.search.part.birthName': 'birth name',
  'ins.search.part.givenNames': 'given names',
  'ins.search.part.firstGiven': 'first given name',
  'ins.search.part.sex': 'sex',
  'ins.search.part.birthDate': 'birth date',
  'ins.search.part.birthPlace': 'birth place',
  'ins.search.part.history': 'earlier INS',
  'insi.change.case': 'capitals',
  'insi.change.diacritics': 'accents',
  'insi.change.ligature': 'ligature',
  'insi.change.letter': 'foreign letter',
  'insi.change.apostrophe': 'apostrophe',
  'insi.change.hyphen': 'hyphen',
  'insi.change.blanks': 'blanks',
  'insi.change.form': 'writing',
  'insi.part.number': 'the number',
  'insi.part.key': 'the key',
  'insi.part.oid': 'the OID',
  'ins.verify.method':
    'Method: search+comparison, made here. It is not the vérification of the téléservice INSi.',
  'ins.verify.verdict.identical': 'identical: number, OID and traits',
  'ins.verify.verdict.partial': 'number and OID are the same, but not compared: {traits}',
  'ins.verify.verdict.historic': 'historic number: INSi now gives another one',
  'ins.verify.verdict.diverging': 'diverging trait: {traits}',
  'ins.verify.verdict.different': 'different number',
  'ins.verify.verdict.not-found': 'not found by these traits',
  'ins.verify.verdict.ambiguous': 'ambiguous: several people have these traits',
  'ins.verify.verdict.undecided': 'undecided: unknown answer code',
  'ins.verify.between.matricule': 'the number held is neither the one returned nor one of its earlier ones',
  'ins.verify.between.oid':
    'same number under another OID: not the same identity (setting ins.oidMapping outside production)',
  'ins.verify.between.unreadable': 'what was returned is no whole INS',
  'ins.verify.differences': 'traits that diverge too: {traits}',
  'ins.verify.not-compared': 'not compared, one side does not state them whole: {traits}',
  'ins.verify.advice.partial':
    'conclude nothing about these traits: complete those held from the identity document, or look them up in what INSi returned, then start over',
  'ins.verify.advice.historic':
    'replace the number in the identity software, the former one staying in the history, then dmp ins identities --against-journal for documents already sent',
  'ins.verify.advice.diverging':
    "compare with the identity document; INSi's traits prevail once the identity is qualified",
  'ins.verify.advice.different': 'send nothing under this INS: the identity desk decides',
  'ins.verify.advice.not-found':
    'take the traits from the identity document again (birth name, not used name), then start over',
  'ins.verify.advice.ambiguous': 'add the other given names or the birth place, then start over',
  'ins.verify.advice.undecided': 'conclude nothing from this answer',
  'rule.INSI-SECOND-GIVEN':
    'found with given name no. {position} and not the first: compare with the identity document',
  'rule.INSI-INCOMPLETE': 'incomplete answer, it lacks: {parts}',
  'rule.INSI-CONTRADICTS':
    'the answer contradicts itself: the first given name does not open the list ({traits})',
  'rule.INSI-FIRST-GIVEN':
    'the first given name stated does not open the list stated, which was used: correct the patient file',
  'rule.INSI-KEY': 'the key of the number returned is wrong: shown as it is, to be reported before any use',
  'rule.INSI-STRUCTURE': 'what was returned does not have the form of an INS number',
  'rule.INSI-HISTORY-KEY': 'wrong key in {count} earlier INS',
  'rule.INSI-DIFFERS': 'traits returned differ from those given: {traits}',
  'rule.INSI-OID': 'unexpected OID {oid} (environment: {environment}): {reason}',
  'rule.INSI-OID.reason.former': 'that of a former identifier',
  'rule.INSI-OID.reason.unknown': 'no OID of an INS',
  'rule.INSI-OID.reason.fictitious-in-production': 'identity for tests in production',
  'rule.INSI-OID.reason.not-allowed': 'the profile does not allow it',
  'rule.INSI-OID-TEST':
    'INSi returns OID {oid} for an invented person (environment: {environment}); the DMP test bench expects .10: setting ins.oidMapping',
  'rule.INSI-OID-MAPPED': 'OID {from} replaced by {to} (ins.oidMapping), and traced',
  'rule.INSI-DATE-EXCEPTIONAL':
    'date that no calendar has, sent as it is; without an answer try the RNIV form (day unknown: 01; day and month unknown: 31/12)',
  'error.DMP_INSI_NOT_CONFIGURED.what': 'INSi is not configured in profile {profile}: {names}.',
  'error.DMP_INSI_NOT_CONFIGURED.why':
    'a search takes the address of the service, an INSi software certificate, the authorisation number of the software and the UUID of the installation.',
  'error.DMP_INSI_NOT_CONFIGURED.todo':
    'complete the section insi of the profile (docs/configuration.md, docs/guides/ins.md)\nto try without a certificate: dmp sandbox init, then dmp sandbox start',
  'error.DMP_INSI_NOT_CONFIGURED.what.idam-form':
    'the authorisation number read for insi.idam (profile {profile}) is not of its form.',
  'error.DMP_INSI_NOT_CONFIGURED.why.idam-form':
    'it takes 1 to 64 visible characters: no blank, no accent, no control character. It is not shown; nothing was sent.',
  'error.DMP_INSI_NOT_CONFIGURED.todo.idam-form':
    'correct the file or the secret that insi.idam names: the number alone, on one line, in plain text',
  'error.DMP_INSI_CERTIFICATE.what': 'the certificate named by insi.certificate is not fit for INSi.',
  'error.DMP_INSI_CERTIFICATE.what.common-name':
    'the CN of the certificate is “{found}”; INSi takes only {allowed}, to the letter.',
  'error.DMP_INSI_CERTIFICATE.what.issuer': 'the certificate is issued by “{found}” and not by “{expected}”.',
  'error.DMP_INSI_CERTIFICATE.what.environment':
    'the certificate is issued by “{found}”, the profile is for the {kind} service: “{expected}” expected.',
  'error.DMP_INSI_CERTIFICATE.kind.test': 'test',
  'error.DMP_INSI_CERTIFICATE.kind.production': 'production',
  'error.DMP_INSI_CERTIFICATE.what.not-yet': 'the INSi certificate is valid from {date} only.',
  'error.DMP_INSI_CERTIFICATE.what.ended': 'the INSi certificate ended on {date}.',
  'error.DMP_INSI_CERTIFICATE.what.sender':
    'the INSi certificate names no structure (OU), and insi.sender is not given.',
  'error.DMP_INSI_CERTIFICATE.what.revoked': 'the INSi certificate has been revoked since {date}.',
  'error.DMP_INSI_CERTIFICATE.what.authority-revoked':
    'authority {issuer} above the INSi certificate has been revoked since {date}: nothing that it signed counts any more.',
  'error.DMP_INSI_CERTIFICATE.what.revocation-unknown':
    'nothing is known of the revocation of the INSi certificate ({doubt}), and the profile is strict (trust.revocation).',
  'error.DMP_INSI_CERTIFICATE.todo.revocation-unknown':
    'open the way to the lists of the IGC-Santé, or trust.revocation: warn (profile {profile})',
  'warning.insi-revocation-unknown':
    'nothing is known of the revocation of the INSi certificate ({doubt}): the call is made',
  'error.DMP_INSI_CERTIFICATE.why': 'INSi would refuse the call; nothing was sent.',
  'error.DMP_INSI_CERTIFICATE.todo':
    "name the establishment's INSi software certificate in insi.certificate (profile {profile}), not that of the DMP\nif there is none, order it from the IGC-Santé (ANS): organisation software certificate, authentication, CN INSI-AUTO (unattended calls) or INSI-MANU (calls started by staff), for the structure whose number is in the OU",
  'error.DMP_INSI_CERTIFICATE.todo.ended':
    'renew the INSi software certificate (same CN) at the IGC-Santé, then correct insi.certificate (profile {profile})',
  'error.DMP_INSI_CERTIFICATE.todo.not-yet':
    'check the clock of this machine, or wait until it is valid (profile {profile})',
  'error.DMP_INSI_CERTIFICATE.todo.environment':
    'name in insi.certificate the certificate of the environment of profile {profile}',
  'error.DMP_INSI_TRAIT.what': 'INSi cannot take {trait}: {fault} {character}',
  'error.DMP_INSI_TRAIT.why':
    'a character without an equivalent is never dropped silently: another person might answer. Nothing was sent.',
  'error.DMP_INSI_TRAIT.todo':
    'take the value from the identity document: letters A to Z, space, apostrophe and hyphen; M or F; YYYY-MM-DD; INSEE code of the place',
  'error.DMP_INSI_TRAIT.trait.birthName': 'the birth name',
  'error.DMP_INSI_TRAIT.trait.givenNames': 'the given names',
  'error.DMP_INSI_TRAIT.trait.sex': 'the sex',
  'error.DMP_INSI_TRAIT.trait.birthDate': 'the birth date',
  'error.DMP_INSI_TRAIT.trait.birthPlace': 'the birth place',
  'error.DMP_INSI_TRAIT.fault.empty': 'empty',
  'error.DMP_INSI_TRAIT.fault.character': 'character without an equivalent',
  'error.DMP_INSI_TRAIT.fault.first': 'forbidden first character',
  'error.DMP_INSI_TRAIT.fault.last': 'forbidden last character',
  'error.DMP_INSI_TRAIT.fault.doubled': 'doubled space or apostrophe',
  'error.DMP_INSI_TRAIT.fault.double-hyphen': 'doubled hyphens',
  'error.DMP_INSI_TRAIT.fault.too-long': 'more than 100 characters',
  'error.DMP_INSI_TRAIT.fault.control': 'control character',
  'error.DMP_INSI_TRAIT.fault.sex': 'neither M nor F (INSi refuses any other sex)',
  'error.DMP_INSI_TRAIT.fault.date-form': 'no date YYYY-MM-DD',
  'error.DMP_INSI_TRAIT.fault.date-impossible': 'impossible date',
  'error.DMP_INSI_TRAIT.fault.date-future': 'date in the future',
  'error.DMP_INSI_TRAIT.fault.place': 'no INSEE code of five characters',
  'error.DMP_INSI_TRAIT.fault.too-many': 'more than ten given names',
  'error.DMP_INSI_REFUSED.what':
    'INSi refuses: {code} (family {family}) – {text} – {technical} – message {messageId}.',
  'error.DMP_INSI_REFUSED.why': "this is final for this request; codes and texts are INSi's own.",
  'error.DMP_INSI_REFUSED.todo':
    'this code is not one that we can explain: read both texts of INSi, then write to the support of GIE SESAM-Vitale with the code and the MessageID',
  'error.DMP_INSI_BUSY.what':
    'INSi is not available: {code} (family {family}) – {text} – {technical} – message {messageId}.',
  'error.DMP_INSI_BUSY.why': 'the service does not answer this request now; a search changes nothing.',
  'error.DMP_INSI_BUSY.todo':
    'wait, then run the same command again; until then the identity keeps its status',
  'error.DMP_INSI_UNREADABLE.what': 'the answer of INSi cannot be read: {reason} ({at}).',
  'error.DMP_INSI_UNREADABLE.why':
    'an identity is taken only from a whole and unambiguous answer; a search changes nothing.',
  'error.DMP_INSI_UNREADABLE.todo':
    'run the command again; if it lasts: --save-exchange FOLDER, dmp report, and the support of GIE SESAM-Vitale',
  'error.DMP_INSI_UNREADABLE.reason.type': 'it is no XML',
  'error.DMP_INSI_UNREADABLE.reason.xml': 'XML refused',
  'error.DMP_INSI_UNREADABLE.reason.doctype': 'XML with a DOCTYPE',
  'error.DMP_INSI_UNREADABLE.reason.envelope': 'no SOAP envelope',
  'error.DMP_INSI_UNREADABLE.reason.body': 'unexpected body',
  'error.DMP_INSI_UNREADABLE.reason.twice': 'element contradicted or there twice',
  'error.DMP_INSI_UNREADABLE.reason.absent': 'element absent',
  'error.DMP_INSI_UNREADABLE.reason.masked': 'masked copy',
  'error.DMP_TLS_REFUSED.what.insi': 'no secure connection with INSi, {host} ({reason}).',
  'error.DMP_TLS_REFUSED.todo.insi': 'dmp config check, then check insi.url and insi.certificate',
  'error.DMP_TLS_REFUSED.what.insi-server':
    'the certificate of the INSi server {host} is not trusted ({reason}).',
  'error.DMP_TLS_REFUSED.why.insi-server':
    'no authority known to the profile issued it, or it ended; nothing was sent.',
  'error.DMP_TLS_REFUSED.todo.insi-server':
    'add the authorities of the IGC-Santé (AC RACINE and AC IGC-SANTE ELEMENTAIRE ORGANISATIONS): insi.caFiles, or dmp cert trust add',
  'error.DMP_TLS_REFUSED.what.insi-client': 'the INSi server {host} refuses our certificate ({reason}).',
  'error.DMP_TLS_REFUSED.why.insi-client':
    'it is unknown, revoked, ended or of another environment; nothing was sent.',
  'error.DMP_TLS_REFUSED.todo.insi-client':
    'dmp cert check on the file named by insi.certificate, then the environment of insi.url',
  'error.DMP_TLS_REFUSED.what.insi-name':
    'the INSi server {host} has another name than that of the address ({reason}).',
  'error.DMP_TLS_REFUSED.todo.insi-name': 'correct insi.url: the name and not the IP address',
  'error.DMP_CONNECTION_FAILED.what.insi': 'INSi, {host}, cannot be reached ({reason}).',
  'error.DMP_CONNECTION_FAILED.todo.insi': 'check insi.url and the network, then run the same command again',
  'error.DMP_CONNECTION_FAILED.what.insi-proxy': 'the proxy does not lead to INSi, {host} ({reason}).',
  'error.DMP_CONNECTION_FAILED.why.insi-proxy':
    'the proxy cannot be reached, refuses the address or asks for credentials; nothing was sent.',
  'error.DMP_CONNECTION_FAILED.todo.insi-proxy':
    'check the setting proxy, and that the proxy lets the address of insi.url pass',
  'error.DMP_NO_ANSWER.what.insi': 'INSi, {host}, gave no whole answer ({reason}).',
  'error.DMP_NO_ANSWER.why.insi':
    'the request left, its answer is not known; a search changes nothing. The trace says “unknown”.',
  'error.DMP_NO_ANSWER.todo.insi': 'run the same command again',
}
