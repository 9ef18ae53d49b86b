import type {Messages} from '../messages.ts'

/** Diagnosis of the workstation: module and content of the CPS (causes, findings, remedies). */
export const workstationCpsEn: Messages = {
  'workstation.cause.module-missing': 'Cryptolib CPS is not installed: no module at the known places',
  'workstation.cause.module-file-broken-link': '{path} is a link that leads nowhere',
  'workstation.cause.module-file-not-a-file': '{path} is not a file',
  'workstation.cause.module-file-unreadable': 'this account cannot read {path}',
  'workstation.cause.module-obsolete':
    'only an old module that Cryptolib no longer serves is installed: {path}',
  'workstation.cause.module-there': 'CPS module found: {path}',
  'workstation.cause.module-fits': 'the module is made for Node {arch}',
  'workstation.cause.module-header-untold': 'the header of the module could not be read',
  'workstation.cause.module-not-a-library': '{path} is no library that Node {node} could load',
  'workstation.cause.module-of-other-system': '{path} is a library of another system (Node {node} here)',
  'workstation.cause.module-arch': '{path} is made for {found}, and Node for {node}',
  'workstation.cause.pkcs11js-missing':
    'the optional part pkcs11js is not installed: module and card were not asked',
  'workstation.cause.module-not-tried': 'the module was not loaded',
  'workstation.cause.module-kept-off':
    '{path} was not loaded: a card that is in is not, or may not be, a CPS, and a module may read any card',
  'workstation.cause.module-kept-off-vitale':
    '{path} was not loaded: it might read the carte Vitale. As long as that is in, the version of the module and the certificates and PIN of the CPS are not looked at',
  'workstation.cause.module-stopped':
    'another card came in while the module was loaded: it was ended at once, and may have asked that card before',
  'workstation.cause.card-kind-unsaid': 'the card does not say whether it is a CPS, CPF, CPE or CPA',
  'workstation.cause.card-kind-cde-cpe':
    'CDE or CPE card (staff of an establishment): by the public table of rights it does not open the DMP for consultation',
  'workstation.cause.card-kind-cda-cpa':
    'CDA or CPA card (authorised staff): no public source says that it opens the DMP',
  'workstation.cause.card-moved':
    'a card was put in or taken out meanwhile: what the module read need not be the CPS that the reader saw',
  'workstation.cause.module-load-late':
    'the module did not answer within {detail}: too little time to judge it',
  'workstation.cause.module-load-hung': 'the module does not answer: it was stopped after {detail}',
  'workstation.cause.module-load-crashed': 'the module crashes while loading ({detail})',
  'workstation.cause.module-load-exited': 'the module ends the program that loads it (code {detail})',
  'workstation.cause.module-load-missing-dependency': 'the module lacks a library: {detail}',
  'workstation.cause.module-load-missing-symbol':
    'a library that the module needs is of another version {detail}',
  'workstation.cause.module-load-not-pkcs11': '{path} is a library, but no PKCS#11 module',
  'workstation.cause.module-load-not-found': '{path} has gone meanwhile',
  'workstation.cause.module-load-wrong-architecture': 'the module is not made for this Node',
  'workstation.cause.module-load-not-a-library': '{path} is no library',
  'workstation.cause.module-load-no-rights': 'this account may not load {path}',
  'workstation.cause.module-load-refused': 'the module refuses to start: {detail}',
  'workstation.cause.module-load-failed': 'the module does not load: {detail}',
  'workstation.cause.module-answers': 'the module answers: {description}',
  'workstation.cause.module-foreign': 'this module is not that of the ANS: {description} ({manufacturer})',
  'workstation.cause.version-serves-card':
    'the system does not say the version of Cryptolib; the module reads this card',
  'workstation.cause.version-untold': 'the system does not say which Cryptolib is installed',
  'workstation.cause.cryptolib-too-old':
    'Cryptolib {version} does not know the CPS4: at least {minimum} is needed',
  'workstation.cause.cryptolib-behind': 'Cryptolib {version}; the newest published on {date} is {latest}',
  'workstation.cause.cryptolib-recent': 'Cryptolib {version}',
  'workstation.cause.token-seen': 'the module reads the card: {label}',
  'workstation.cause.token-of-other-card':
    'in “{reader}” the module reads another card than the CPS that the reader sees: {label}, {model}',
  'workstation.cause.card-update-interrupted':
    'an update of the card was interrupted: the card cannot be used',
  'workstation.cause.module-reinit-needed': 'the module asks for the card to be presented again',
  'workstation.cause.token-error': 'the module sees the card and cannot read it: {value}',
  'workstation.cause.module-on-card-late':
    'the module did not read the card within {detail}: too little time to judge it',
  'workstation.cause.module-on-card-hung':
    'the module hangs while it reads the card: it was stopped after {detail}',
  'workstation.cause.module-on-card-crashed': 'the module crashes while it reads the card ({detail})',
  'workstation.cause.module-on-card-exited':
    'the module ends the program while it reads the card (code {detail})',
  'workstation.cause.module-on-card-failed': 'the module cannot list its readers: {detail}',
  'workstation.cause.token-held': 'another program holds “{reader}”: the module says “no card”',
  'workstation.cause.module-no-slot': 'PC/SC sees the card and the module sees no reader',
  'workstation.cause.no-token': 'the module sees no CPS',
  'workstation.cause.reader-not-in-module':
    'the module does not know the reader “{reader}” in which PC/SC sees the card',
  'workstation.cause.token-atr-unknown': 'the CPS is there, and the module does not know its exact ATR',
  'workstation.cause.token-cps4-unread':
    'CPS4 seen by the reader and not by the module: Cryptolib is most likely older than {minimum}',
  'workstation.cause.token-unseen-untold':
    'the module does not see the CPS in “{reader}”; this system does not say whether a program holds the reader',
  'workstation.cause.token-unseen': 'PC/SC sees the CPS in “{reader}” and the module does not',
  'workstation.cause.no-card-certificate': 'the card shows no certificate',
  'workstation.cause.card-certificate-unreadable': 'a certificate of the card cannot be read',
  'workstation.cause.no-auth-certificate': 'the card has no certificate for authentication',
  'workstation.cause.test-card-in-production': 'TEST card on a production workstation ({issuer})',
  'workstation.cause.card-certificate-expired-auth':
    'the authentication certificate of the card expired {days} day(s) ago',
  'workstation.cause.card-certificate-expired-sign':
    'the signature certificate of the card expired {days} day(s) ago',
  'workstation.cause.card-certificate-early': 'a certificate of the card is only valid from {date}',
  'workstation.cause.card-certificate-ends': 'the certificates of the card expire in {days} day(s)',
  'workstation.cause.real-card-in-test': 'real card, while the profile aims at a test platform ({issuer})',
  'workstation.cause.test-card': 'TEST card: it only opens test platforms ({issuer})',
  'workstation.cause.card-issuer-unknown':
    "the authority of the card's certificates is not of the IGC-Santé ({issuer})",
  'workstation.cause.card-issuer-conflict': "the card's certificates say both test and production ({issuer})",
  'workstation.cause.card-issuer-unproved':
    'nothing proves who made the certificates of this card: the authority "{issuer}" is not known to this workstation',
  'workstation.cause.card-product-unproved':
    'its certificate is signed by "{issuer}", and is not one by which a card logs in ({product})',
  'workstation.cause.card-certificates-good': 'certificates of the card good for {days} more day(s)',
  'workstation.cause.pin-clear': 'PIN: no wrong try reported',
  'workstation.cause.pin-locked': 'PIN locked',
  'workstation.cause.pin-locked-for-good': 'PIN locked, and the unblocking code used up',
  'workstation.cause.pin-final-try': 'PIN: one try is left',
  'workstation.cause.pin-count-low': 'PIN: at least one wrong try since the last right one',
  'workstation.cause.pin-unblock-locked':
    'unblocking code used up: a locked PIN could not be unblocked any more',
  'workstation.cause.pin-not-set': 'PIN not set',
  'workstation.cause.pin-to-be-changed': 'PIN to be changed before use',
  'workstation.cause.pin-accepted': 'PIN accepted',
  'workstation.cause.pin-wrong': 'PIN refused by the card',
  'workstation.cause.pin-refused-locked': 'PIN not tried: it is locked',
  'workstation.cause.pin-refused-last-try': 'PIN not tried: it was the last try',
  'workstation.cause.pin-refused-length': 'PIN not tried: this card has no PIN of that length',
  'workstation.cause.pin-test-failed': 'the try of the PIN came to no end ({problem} {detail})',
  'workstation.evidence.module-places': '{count} place(s) looked at',
  'workstation.evidence.module-not-there': 'not there: {path}',
  'workstation.evidence.module-current': 'found: {path}',
  'workstation.evidence.module-obsolete': 'found, of an old Cryptolib, never loaded: {path}',
  'workstation.evidence.module-unconfirmed': 'found, at a place that the ANS does not document: {path}',
  'workstation.evidence.module-asked': 'asked for: {path}',
  'workstation.evidence.module-file-broken-link': 'link that leads nowhere: {path}',
  'workstation.evidence.module-file-not-a-file': 'not a file: {path}',
  'workstation.evidence.module-file-unreadable': 'unreadable for this account: {path}',
  'workstation.evidence.module-header-fits': 'header of {path}: {arch}, as Node',
  'workstation.evidence.module-header': 'header of {path}: {format}, {machines}',
  'workstation.evidence.module-header-program': '{path} is a program, not a library',
  'workstation.evidence.module-header-empty': '{path} is empty',
  'workstation.evidence.module-header-too-short': '{path} is cut short',
  'workstation.evidence.module-header-text': '{path} holds text',
  'workstation.evidence.module-header-damaged': 'the header of {path} is damaged',
  'workstation.evidence.module-header-other': '{path} has the header of no library',
  'workstation.evidence.pkcs11js-missing': 'pkcs11js does not load in this installation',
  'workstation.evidence.module-tried': 'loaded in a process of its own: {path}',
  'workstation.evidence.module-said': 'detail: {detail}',
  'workstation.evidence.module-identity':
    '{description}, {manufacturer}, library {version}, PKCS#11 {cryptoki}',
  'workstation.evidence.module-own-version':
    '{description}, library {version} (not the version of Cryptolib)',
  'workstation.evidence.module-not-asked':
    'the module was not asked for cards: one that is in is not known to be a CPS, and it might read it',
  'workstation.evidence.cryptolib-elsewhere':
    'Cryptolib {version} is installed according to {by}, but this module is not its file',
  'workstation.evidence.token-read': 'card read by the module: {label}',
  'workstation.evidence.cryptolib-version': 'Cryptolib {version}, according to {by}',
  'workstation.evidence.token-in-reader': '“{reader}”: {label}, {model}',
  'workstation.evidence.token-by-label':
    'the module does not name its readers as PC/SC does; card known by its label: {label}, {model}',
  'workstation.evidence.token-not-crossed': 'not crossed: PC/SC does not say which card is there',
  'workstation.evidence.module-return-value': 'return value of the module: {value}',
  'workstation.evidence.module-loaded-first': 'the module had loaded and answered',
  'workstation.evidence.module-slot-absent': 'module, “{reader}”: no card',
  'workstation.evidence.module-slot-uninitialised': 'module, “{reader}”: blank token',
  'workstation.evidence.module-slot-failed': 'module, “{reader}”: error',
  'workstation.evidence.module-slot-read': 'module, “{reader}”: a card, which is not the CPS looked for',
  'workstation.evidence.module-slots': '{count} reader(s) seen by the module',
  'workstation.evidence.card-certificate-auth': 'authentication: {issuer}, until {end} ({days} days)',
  'workstation.evidence.card-certificate-sign': 'signature: {issuer}, until {end} ({days} days)',
  'workstation.evidence.card-certificate-environment-production': 'production certificate ({issuer})',
  'workstation.evidence.card-certificate-environment-test': 'TEST certificate ({issuer})',
  'workstation.evidence.card-certificate-environment-unknown':
    'neither test nor production by its signs ({issuer})',
  'workstation.evidence.card-certificate-environment-conflict':
    'signs of test and of production at once ({issuer})',
  'workstation.evidence.card-type-cps': 'by its certificate: CPS, health professional',
  'workstation.evidence.card-type-cpf': 'by its certificate: CPF, professional in training',
  'workstation.evidence.card-type-cde-cpe': 'by its certificate: CDE or CPE, staff of an establishment',
  'workstation.evidence.card-type-cda-cpa': 'by its certificate: CDA or CPA, authorised staff',
  'workstation.evidence.card-revocation-not-asked':
    'revocation of the card not asked: the server does when it connects',
  'workstation.evidence.card-signed-anchor': 'signature proved by the authority {authority} of the IGC-Santé',
  'workstation.evidence.card-signed-vouched':
    'signature proved by the authority "{authority}", for which this workstation (dmp cert trust, trust.caFiles) vouches',
  'workstation.evidence.card-certificates-unreadable': '{count} unreadable certificate(s) on the card',
  'workstation.evidence.token-flags': 'flags of the card: {flags}, read without trying a PIN',
  'workstation.evidence.pin-length': 'PIN of {min} to {max} characters',
  'workstation.evidence.pin-keypad': 'the reader has a keypad of its own',
  'workstation.evidence.pin-accepted': 'one login, closed at once',
  'workstation.evidence.pin-after-clear': 'after the try: no wrong try reported',
  'workstation.evidence.pin-after-count-low': 'after the try: not all tries are left',
  'workstation.evidence.pin-after-final-try': 'after the try: one try is left',
  'workstation.evidence.pin-after-locked': 'after the try: PIN locked',
  'workstation.evidence.pin-after-locked-for-good': 'after the try: PIN locked, unblocking used up',
  'workstation.evidence.pin-after-unblock-locked': 'after the try: unblocking code used up',
  'workstation.evidence.pin-after-not-set': 'after the try: PIN not set',
  'workstation.evidence.pin-after-to-be-changed': 'after the try: PIN to be changed',
  'workstation.remedy.install-cryptolib':
    'install Cryptolib CPS (ANS, industriels.esante.gouv.fr) for this system, then run again',
  'workstation.remedy.install-cryptolib-linux':
    'install the RPM CryptolibCPS of the ANS; or name the module: --module FILE',
  'workstation.remedy.give-module-rights': 'have this account given the right to read {path} and its folders',
  'workstation.remedy.reinstall-cryptolib': 'remove and install Cryptolib CPS again, then run again',
  'workstation.remedy.module-for-node':
    'take module and Node of the same processor (w64 with an x64 Node); Node is {node} here',
  'workstation.remedy.unhang-module':
    'close the programs that use the card (CCM, CPS Gestion, business software), take the card out, put it back and run again',
  'workstation.remedy.install-library':
    'install the library {name} (on Windows, the Visual C++ redistributable that Cryptolib asks for), or install Cryptolib CPS again',
  'workstation.remedy.renew-library': 'update the system or take the Cryptolib CPS made for it',
  'workstation.remedy.use-cryptolib': 'use the module of Cryptolib CPS: this one reads no CPS',
  'workstation.remedy.look-at-cryptolib':
    'look up the version of Cryptolib CPS by hand: at least {minimum} for a CPS4',
  'workstation.remedy.update-cryptolib-to': 'update Cryptolib CPS to {version}',
  'workstation.remedy.return-card':
    'use this card no more and tell the support of the ANS, which replaces it',
  'workstation.remedy.take-other-card-out':
    'leave the CPS alone in the readers (take the carte Vitale out), then run this again',
  'workstation.remedy.read-cps-alone':
    'once: take the carte Vitale out, run the same command with the CPS alone, then put the carte Vitale back',
  'workstation.remedy.use-own-cps':
    'use the CPS or CPF of the professional who consults; for this card, ask the establishment what it allows (dmp card status)',
  'workstation.remedy.leave-cards-in': 'put the CPS in, leave the cards where they are, then run this again',
  'workstation.remedy.reinsert-cps':
    'close the programs that use the card, take it out, put it back, then run again',
  'workstation.remedy.restart-pcsc-for-module':
    'restart the smart card service and check its library (Linux: libpcsclite1), then run again',
  'workstation.remedy.renew-card': 'ask the ANS for a renewal of the card: a new card bears new certificates',
  'workstation.remedy.add-card-authority':
    'take the certificate of "{issuer}" from http://igc-sante.esante.gouv.fr/AC (cards: ACI-FO-PP.cer, ACI-ST-PP.cer), compare its SHA-256 with the one that the ANS gives, then dmp cert trust add FILE',
  'workstation.remedy.look-at-card-product': 'find out where this card comes from, and insert a CPS',
  'workstation.remedy.doubt-card':
    'do not use this card: have the ANS or the IT department look at it; its certificates are not what they say',
  'workstation.remedy.use-real-card': 'insert the real card, or use a test profile',
  'workstation.remedy.use-test-card': 'insert a test card, or use the production profile',
  'workstation.remedy.look-at-card-dates':
    'check the date of the workstation first; if it is right, tell the ANS of the card',
  'workstation.remedy.look-at-card-issuer':
    'find out where this card comes from: the DMP accepts only those of the IGC-Santé',
  'workstation.remedy.unblock-pin': 'unblock in CPS Gestion with the unblocking code received from the ANS',
  'workstation.remedy.replace-card': 'have the ANS replace the card: it cannot be unblocked any more',
  'workstation.remedy.mind-last-try':
    'try nothing without being sure of the PIN; if need be change it in CPS Gestion with the unblocking code',
  'workstation.remedy.mind-pin': 'never try at random: three wrong codes lock the card',
  'workstation.remedy.never-miss-pin': 'do not miss the PIN; ask the ANS for a new card before it is needed',
  'workstation.remedy.set-pin': 'set the PIN in CPS Gestion',
  'workstation.remedy.change-pin': 'change the PIN in CPS Gestion',
  'workstation.remedy.look-at-pin-first':
    'before any other try run dmp card status: the try may have counted',
  'topic.card': 'the CPS in this workstation',
  'command.card.status.summary': 'state of the CPS: certificates, PIN, what the card allows',
  'command.card.status.description':
    'Reads the CPS through the module of Cryptolib CPS, without a PIN: kind of card, certificates (dates, authority, test or production), state of the PIN by the flags of the card, and what a card of this kind allows towards the DMP. The module runs in a process of its own, in limited time. --test-pin tries the PIN, once, at the keyboard only, after telling what tries are left. Numbers and names are masked, unless --unmask. Exit 0: card read, nothing blocks; 10: no card read, or an error; 2: bad call.',
  'command.card.status.test-pin':
    'try the PIN, asked at the keyboard; a wrong one costs one of the three tries',
  'card.pin.confirm.clear': 'No wrong try is reported (a CPS allows 3). Try the PIN?',
  'card.pin.confirm.count-low': 'At least one wrong try: 2 are left at most. Try the PIN?',
  'card.pin.confirm.final-try': 'ONE try is left: a wrong PIN locks the card. Try it all the same?',
  'card.pin.confirm-again': 'Last try, to be confirmed: are you certain of the PIN?',
  'card.pin.confirm.unblock-locked':
    'No wrong try reported, but a locked card could not be unblocked any more. Try the PIN?',
  'card.pin.confirm.not-set': 'The card says that its PIN is not set. Try the PIN?',
  'card.pin.confirm.to-be-changed': 'The card says that its PIN is to be changed. Try the PIN?',
  'card.pin.ask': 'PIN',
  'card.none': 'no CPS could be read',
  'card.label.module': 'module',
  'card.label.cryptolib': 'Cryptolib CPS',
  'card.label.model': 'model',
  'card.label.type': 'kind',
  'card.label.pin': 'state',
  'card.label.certificate': 'certificate',
  'card.label.auth': 'authentication',
  'card.label.sign': 'signature',
  'card.type-untold': 'not told by the certificates',
  'card.certificate': '{environment}, until {end}, by {issuer}',
  'card.certificate-unreadable': 'unreadable',
  'card.holder': 'holder: {holder}',
  'card.environment.production': 'production',
  'card.environment.test': 'TEST',
  'card.environment.unknown': 'neither test nor production by its signs',
  'card.environment.conflict': 'signs of test and of production at once',
  'card.uses.head': 'What this card allows towards the DMP',
  'flag.cps-module': 'PKCS#11 module to look at, in the place of that of Cryptolib CPS',
}
