import type {Messages} from '../messages.ts'

/** Keys, certificates, tokens and secrets. */
export const keysEn: Messages = {
  'error.DMP_KEY_FILE_UNREADABLE.what': 'the key or certificate in {path} cannot be read ({problem}).',
  'error.DMP_KEY_FILE_UNREADABLE.why':
    'the file is absent, damaged, not of the format announced, or encrypted in a way this program does not know.',
  'error.DMP_KEY_FILE_UNREADABLE.todo':
    'check the path in the profile, then go back to the original file given by the IGC-Santé platform (.p12).',
  'error.DMP_KEY_FILE_EXPOSED.what':
    'other accounts of this machine have access to the secret file {path} (mode {mode}).',
  'error.DMP_KEY_FILE_EXPOSED.why':
    "whoever copies this file can act in the establishment's name; it must belong to the one account that runs the program.",
  'error.DMP_KEY_FILE_EXPOSED.todo': "chmod 600 '{path}'",
  'error.DMP_KEY_PASSPHRASE_WRONG.what': 'the passphrase does not open {path}.',
  'error.DMP_KEY_PASSPHRASE_WRONG.why':
    'the file is readable and its protection known, but the password given is not the one chosen when the certificate was withdrawn.',
  'error.DMP_KEY_PASSPHRASE_WRONG.todo':
    'check where the profile takes the passphrase from (dmp config show --origin). Once lost it cannot be recovered: a new certificate must be requested.',
  'error.DMP_KEY_PIN_REFUSED.what': 'the token "{token}" refuses the PIN ({problem}).',
  'error.DMP_KEY_PIN_REFUSED.why':
    'the PIN is wrong, locked, or one try is left; the program never tries again by itself, so as not to lock the token.',
  'error.DMP_KEY_PIN_REFUSED.todo':
    "check the PIN with the maker's tool, unlock it if need be, then run the command again.",
  'error.DMP_KEY_TOKEN_UNAVAILABLE.what':
    'the token "{token}" does not answer as expected ({problem} {detail}).',
  'error.DMP_KEY_TOKEN_UNAVAILABLE.why':
    'the PKCS#11 library, the token, the key or its certificate is missing, or the operation took longer than allowed.',
  'error.DMP_KEY_TOKEN_UNAVAILABLE.todo':
    'check modulePath, tokenLabel and keyLabel in the profile; no-pkcs11js: install the optional module with npm install pkcs11js; vitale-in-reader: take the carte Vitale (or the mute card) out of the readers, which the module was not given so as not to read it.',
  'error.DMP_KEY_TOKEN_TLS_UNSUPPORTED.what':
    'the ORG AUTH_CLI key of token "{token}" cannot serve the connection ({problem}).',
  'error.DMP_KEY_TOKEN_TLS_UNSUPPORTED.why':
    'a key kept on a token opens a TLS connection only through an OpenSSL engine (absolute path in enginePath, the PIN alone in a file, without an end of line) that this Node can load.',
  'error.DMP_KEY_TOKEN_TLS_UNSUPPORTED.todo':
    'put the ORG AUTH_CLI certificate in a .p12 file and keep ORG SIGN on the token, or correct enginePath.',
  'error.DMP_SECRET_UNAVAILABLE.what': 'the secret "{setting}" could not be obtained ({problem}).',
  'error.DMP_SECRET_UNAVAILABLE.why':
    'the profile says where to take it (file, question, descriptor or command) and that place gave nothing usable.',
  'error.DMP_SECRET_UNAVAILABLE.todo':
    'check the setting {setting} of the profile; without a terminal prefer a file of mode 600 or a command.',
  'error.DMP_CERTIFICATE_UNFIT.what':
    'the certificate does not suit the profile (check {check}, certificate {certificate}).',
  'error.DMP_CERTIFICATE_UNFIT.why':
    "the DMP would refuse the call, or the act would leave under another identity than the establishment's or for another environment.",
  'error.DMP_CERTIFICATE_UNFIT.todo':
    'dmp config check    (shows each check, what was found and what is expected)\ndmp cert explain {check}    (what the check looks at, and how to mend it)',
  'error.DMP_CERTIFICATE_UNFIT.todo.install':
    'dmp cert check {sources} --profile {profile}    (each check, what was found and what is expected)\ndmp cert explain {check}    (what the check looks at, and how to mend it)',
  'secrets.question': 'Secret wanted by {setting}:',
  'certificate.role.auth': 'ORG AUTH_CLI',
  'certificate.role.sign': 'ORG SIGN',
  'certificate.role.pair': 'both certificates',
  'certificate.role.authority': 'authority of trust.caFiles',
  'certificate.finding.TIME-01':
    'expired since {end}: renewal is no longer possible, a new request is needed.',
  'certificate.finding.TIME-02': "not valid yet: starts {start}, and this machine's clock says {clock}.",
  'certificate.finding.TIME-03':
    'expires on {end}, in {days} days: renewal is possible only before that date.',
  'certificate.finding.TIME-03.key': 'its key may be used until {end} only, in {days} days: renew it before.',
  'certificate.finding.TIME-04':
    'the key must not sign after {end}, although the certificate lasts until {certificateEnd}.',
  'certificate.finding.ENV-01':
    'wrong environment: {found} found, {expected} expected by the profile {profile} ({signs}).',
  'certificate.finding.ENV-01.conflict':
    'the signs of the environment contradict each other ({signs}): this certificate is not believed.',
  'certificate.finding.ENV-01.unknown':
    'nothing tells whether this certificate is for test or production ({signs}).',
  'certificate.finding.ENV-01.mismatch':
    '{found} certificate in a {profile} profile, which wants a {expected} certificate.',
  'certificate.finding.ENV-01.authority':
    'the test authority {signs} is declared trusted in a production profile.',
  'certificate.finding.ENV-02':
    'certificate of the former IGC-CPS ({issuer}), stopped at the end of 2020: order an IGC-Santé ORG certificate.',
  'certificate.finding.CHAIN-01': 'authority not recognised: {issuer}.',
  'certificate.finding.CHAIN-01.unknown-issuer': 'issued by an unknown authority: {issuer}.',
  'certificate.finding.CHAIN-01.forged':
    'claims to come from {issuer}, which did not sign it: the file is altered or false.',
  'certificate.finding.CHAIN-01.not-configured':
    'the authority {issuer} is not in trust.caFiles of the profile.',
  'certificate.finding.CHAIN-01.configured-only':
    'the authority {issuer} is known only because somebody here declared it (dmp cert trust list, trust.caFiles), not by the IGC-Santé.',
  'certificate.finding.USE-01': '{found} certificate where {expected} is needed.',
  'certificate.finding.USE-01.swapped':
    'the two certificates are exchanged: {found} where {expected} is needed.',
  'certificate.finding.ID-01': 'the OU field "{found}" has not the form of a structure identifier.',
  'certificate.finding.ID-01.absent': 'the OU field is missing: this is not an organisation certificate.',
  'certificate.finding.ID-02': 'the check digit of the identifier {found} is wrong.',
  'certificate.finding.ID-03':
    'issued to {found}, where {expected} is expected (--expect-finess, else structure.finessEj or structure.siret of the profile).',
  'certificate.finding.ID-04': 'the two certificates belong to two different structures: {auth} and {sign}.',
  'certificate.finding.KEY-01': 'the private key is not the one of the certificate {subject}.',
  'certificate.finding.KEY-02':
    'too weak for the DMP: {algorithm} key of {bits} bits, signature {hash}; at least RSA 2048 and SHA-256 are needed.',
  'certificate.finding.KEY-03': 'the two certificates share one key: each use needs its own.',
  'certificate.finding.P12-02':
    '.p12 file protected by outdated encryption (RC2) that other tools refuse: export it again with AES.',
  'certificate.finding.P12-04': 'unusual .p12 file.',
  'certificate.finding.P12-04.no-mac':
    '.p12 file without an integrity check (MAC): an alteration would not show.',
  'certificate.finding.P12-04.several-keys':
    '.p12 file with several keys: the first that goes with a certificate is taken.',
  'error.DMP_SECRET_UNAVAILABLE.what.command-line':
    'the password asked for by {setting} could not be obtained: {problem}.',
  'error.DMP_SECRET_UNAVAILABLE.why.command-line':
    'the command line says where to take it (prompt, file:, fd:, command:), and that place gave nothing usable.',
  'error.DMP_SECRET_UNAVAILABLE.todo.command-line':
    'check what the command line names; without a terminal prefer a file of mode 600 (file:PATH) or a command (command:["PROGRAM","ARGUMENT"]).',
  'error.DMP_SECRET_UNAVAILABLE.problem.no-terminal': 'there is no terminal to ask at',
  'error.DMP_SECRET_UNAVAILABLE.problem.empty':
    'what came is empty (from a descriptor each key takes a line of its own)',
  'error.DMP_SECRET_UNAVAILABLE.problem.too-short':
    'a password that protects a new file has 8 characters at least',
  'error.DMP_SECRET_UNAVAILABLE.problem.none':
    '“none” was given, and what is new here is never left without a password',
  'error.DMP_SECRET_UNAVAILABLE.problem.not-repeated': 'the two entries differ',
  'error.DMP_SECRET_UNAVAILABLE.problem.not-utf8': 'what came is not text in UTF-8',
  'error.DMP_SECRET_UNAVAILABLE.problem.too-long': 'what came is too long for a password',
  'error.DMP_SECRET_UNAVAILABLE.problem.password-needed': 'it was not given',
  'error.DMP_CERTIFICATE_UNFIT.what.repack':
    'the private key in {path} is not the one of any certificate in it: nothing was written.',
  'error.DMP_CERTIFICATE_UNFIT.why.repack':
    'such a file can neither connect nor sign; written anew it would be no better, and look sound.',
  'error.DMP_CERTIFICATE_UNFIT.todo.repack':
    'dmp cert inspect {path} --passphrase-from prompt    (which key, which certificates)\ntake the original .p12, or put the right certificate and key together: openssl pkcs12 -export',
}
