import type {Messages} from '../messages.ts'

/** Causes, evidence and remedies of the workstation, GALSS and certificates, and what was not looked at. */
export const workstationPostEn: Messages = {
  'workstation.cause.not-looked': 'not looked at',
  'workstation.cause.no-evidence': 'nothing proves that it is good',
  'workstation.cause.fact-timeout': 'no answer within the time given ({ms} ms)',
  'workstation.cause.fact-failed': 'could not be looked at ({detail})',
  'workstation.cause.os-known': '{system}, processor {arch}',
  'workstation.cause.node-arch-ok': 'Node {arch}, for which the CPS module exists',
  'workstation.cause.node-arch': 'Node {arch}: the CPS module does not exist for this processor',
  'workstation.cause.system-unserved': 'the CPS module does not exist for this system ({platform})',
  'workstation.cause.session-console': 'session on the console of the workstation',
  'workstation.cause.session-rdp': 'remote desktop session',
  'workstation.cause.session-citrix': 'Citrix session',
  'workstation.cause.session-remote': 'remote session (protocol not known)',
  'workstation.cause.session-ssh': 'SSH session: the readers that are seen are those of the remote machine',
  'workstation.cause.session-untold': 'nothing tells where the session comes from',
  'workstation.cause.session-reaches-readers': 'the session sees readers',
  'workstation.cause.session-redirected': 'remote session that sees readers: smart cards are redirected',
  'workstation.cause.client-no-reader': "the workstation on the user's side sees no reader itself",
  'workstation.cause.no-redirection-rdp':
    'the workstation sees its reader and the remote desktop session sees none: smart cards are not redirected',
  'workstation.cause.no-redirection-citrix':
    'the workstation sees its reader and the Citrix session sees none: smart cards are not redirected',
  'workstation.cause.no-reader-rdp':
    'remote desktop session without a reader: smart-card redirection is not active, or the workstation has no reader',
  'workstation.cause.no-reader-citrix':
    'Citrix session without a reader: smart-card redirection is not active, or the workstation has no reader',
  'workstation.cause.no-redirection-remote':
    'the workstation sees its reader and the remote session sees none: smart cards are not redirected',
  'workstation.cause.no-reader-remote':
    'remote session without a reader: smart-card redirection is not active, or the workstation has no reader',
  'workstation.cause.clock-behind': 'the last synchronisation is dated in the future: the clock went back',
  'workstation.cause.clock-untold': 'nothing tells whether the clock is kept right',
  'workstation.cause.clock-not-kept': 'nothing keeps the clock right',
  'workstation.cause.clock-kept': 'the clock is kept right',
  'workstation.cause.clock-old': 'last synchronisation of the clock {hours} h ago',
  'workstation.cause.ports-untold': 'the open ports cannot be read ({reason})',
  'workstation.cause.ports-free': 'no local connector listens',
  'workstation.cause.port-foreign': 'port {port}, that of {name}, is held by {program}',
  'workstation.cause.ports-held-unnamed':
    'ports of connectors are held by a program that this account may not name',
  'workstation.cause.ports-own': 'the ports of the connectors are held by their programs',
  'workstation.cause.browser-none': 'no browser found in the known places',
  'workstation.cause.browser-seen': 'browsers found: {count}',
  'workstation.cause.galss-missing': 'galss.ini is missing although DMP Connect is installed',
  'workstation.cause.galss-absent': 'no galss.ini',
  'workstation.cause.galss-unreadable': '{path} does not read as a file of GALSS',
  'workstation.cause.galss-serial':
    'galss.ini only has an old serial channel: DMP Connect will not see the PC/SC reader',
  'workstation.cause.galss-swapped':
    'galss.ini swaps the readers of the CPS and the Vitale, by the cards that are in',
  'workstation.cause.galss-same-reader':
    'channels 1 (CPS) and 2 (Vitale) of galss.ini lead to one and the same slot: {reader}',
  'workstation.cause.galss-cps-elsewhere':
    'the CPS is in the reader of channel {number} of galss.ini, which is that of the carte Vitale: {reader}',
  'workstation.cause.galss-vitale-elsewhere':
    'the carte Vitale is in the reader of channel {number} of galss.ini, which is that of the CPS: {reader}',
  'workstation.cause.galss-count': 'galss.ini announces {told} channel(s) and describes {count}',
  'workstation.cause.galss-order-untold':
    'galss.ini names readers that are there; no card in its place says whether their order is right',
  'workstation.cause.galss-absent-reader':
    'channel {number} of galss.ini names a reader that is not there: {reader}',
  'workstation.cause.galss-ghost': 'channel {number} of galss.ini is one too many: it makes DMP Connect wait',
  'workstation.cause.galss-not-compared': 'galss.ini read, with no reader to compare it with',
  'workstation.cause.galss-fits':
    'galss.ini leads to readers that are there, and the card that is in is on its channel',
  'workstation.cause.certs-unusable': 'the certificates of the profile cannot be opened ({code})',
  'workstation.cause.certs-unproved':
    'not proved, for want of a passphrase to be typed or of a fact: {checks}',
  'workstation.cause.certs-token-kept-off':
    'the keys of the profile are on a PKCS#11 token, whose module was kept off: a carte Vitale is or may be in a reader, and it might read it',
  'workstation.cause.certs-good': 'the pair of profile {profile} is good for another {days} days',
  'workstation.evidence.os': '{system}, {platform}, processor {arch}',
  'workstation.evidence.elevated-yes': 'runs with the rights of an administrator, which are not needed',
  'workstation.evidence.elevated-no': 'runs without the rights of an administrator',
  'workstation.evidence.elevated-untold': 'rights of an administrator: not asked',
  'workstation.evidence.node': 'Node {version} for {arch}, machine {machine}',
  'workstation.evidence.session': '{kind}, by {by}',
  'workstation.evidence.session-numbered': '{kind}, session {id}, by {by}',
  'workstation.evidence.session-unmarked': 'no mark of a session in the environment',
  'workstation.evidence.session-readers': 'readers seen from this session: {count}',
  'workstation.evidence.client-readers-seen': 'the report of the workstation ({at}) sees a reader',
  'workstation.evidence.client-readers-not-seen': 'the report of the workstation ({at}) sees no reader',
  'workstation.evidence.client-readers-untold':
    'the report of the workstation ({at}) tells nothing of readers',
  'workstation.evidence.clock-by': 'by {by}',
  'workstation.evidence.clock-last': 'last synchronisation {hours} h ago, by {by}',
  'workstation.evidence.port-held': 'port {port} ({name}): held, program not told to this account',
  'workstation.evidence.port-held-by': 'port {port} ({name}): {program}',
  'workstation.evidence.ports-looked': 'looked at by {by}',
  'workstation.evidence.browser': '{name} {version} ({by})',
  'workstation.evidence.browser-unversioned': '{name}, version not read ({by})',
  'workstation.evidence.firefox-module': 'the CPS module is declared to Firefox for the whole workstation',
  'workstation.evidence.firefox-no-module':
    'the CPS module is not declared to Firefox for the whole workstation (a Firefox profile may declare it)',
  'workstation.evidence.ccm-runs': 'CCM runs',
  'workstation.evidence.ccm-not-running': 'CCM does not run',
  'workstation.evidence.dmp-connect-installed': 'the service DmpConnect-JS2 is installed',
  'workstation.evidence.galss-absent': 'no galss.ini in the known place',
  'workstation.evidence.galss-file': 'read: {path}',
  'workstation.evidence.galss-channel': 'channel {number}: {reader}',
  'workstation.evidence.galss-serial-channel': 'channel {number}, serial line: {reader}',
  'workstation.evidence.certs-checked':
    'profile {profile} ({environment}): {passed} checks passed, {skipped} without the facts to judge',
  'workstation.evidence.certs-end': 'first end in {days} days',
  'workstation.evidence.certs-ended': 'first end {days} days ago',
  'workstation.cause.dates-by-wrong-clock': 'dates are to be judged once this workstation has the right time',
  'workstation.evidence.dates-by-server-clock':
    'dates judged by the time of the servers: that of this workstation is wrong',
  'workstation.evidence.certs-revocation-known': 'revocation is known of both certificates',
  'workstation.evidence.certs-revocation-in-vain': 'revocation asked, and not known',
  'workstation.evidence.certs-revocation-off': 'revocation not asked: the profile says trust.revocation: off',
  'workstation.evidence.certs-revocation-sandbox': 'revocation not asked: the embedded DMP publishes no list',
  'workstation.evidence.certs-revocation-offline': 'revocation not asked of the network (--offline)',
  'workstation.remedy.other-system': 'use a Windows, macOS or Linux x64 workstation for access by card',
  'workstation.remedy.node-x64-windows':
    'install the x64 Node: Windows on ARM runs it, and the CPS module only exists so',
  'workstation.remedy.node-x64-linux':
    'use an x86-64 machine with its Node: the CPS module for Linux only exists for it',
  'workstation.remedy.look-at-redirection': 'check in the session that smart cards are redirected',
  'workstation.remedy.diagnose-client-first':
    "set the workstation on the user's side right first: run dmp doctor there",
  'workstation.remedy.redirect-rdp':
    'in the Remote Desktop connection, Local resources, tick "Smart cards" (not the USB device), then connect again; Cryptolib CPS must be on the server',
  'workstation.remedy.redirect-citrix':
    'have the Citrix policy allow the smart-card channel (not USB redirection), then open the session again; Cryptolib CPS must be on the server',
  'workstation.remedy.redirect-remote':
    'have smart-card redirection turned on in this remote-session software (not that of the USB device); Cryptolib CPS must be on the server',
  'workstation.remedy.look-at-clock':
    'see for yourself that this workstation takes its time from the NTP server of the establishment',
  'workstation.remedy.synchronise-clock':
    'turn on time synchronisation with the NTP server of the establishment',
  'workstation.remedy.free-port': 'if {name} is used here, stop {program} or change its port ({port})',
  'workstation.remedy.swap-cards-or-galss':
    'put the card into the other slot; where each slot has its own card already, make galss.ini anew with the configuration tool of GALSS',
  'workstation.evidence.galss-card-in-place': 'channel {number}: "{reader}" holds the card that goes there',
  'workstation.remedy.reset-galss': 'make galss.ini anew with the configuration tool of GALSS',
  'workstation.remedy.name-profile': 'name the profile: dmp doctor --profile NAME',
  'workstation.remedy.config-check':
    'run dmp config check: it shows what is wrong with the profile and its keys',
  'workstation.remedy.cert-check':
    'run dmp cert check in front of this workstation: it asks for the passphrase',
  'workstation.remedy.cert-explain': 'follow dmp cert explain {check}, then dmp cert check',
  'workstation.remedy.untested-offline': 'run again without --offline, with the network there',
  'workstation.remedy.untested-passive': 'run again without --no-card, with the card in',
  'workstation.remedy.untested-not-selected': 'run again without --only',
  'workstation.remedy.untested-not-elevated': 'have {check} looked at by an administrator',
  'workstation.remedy.untested-not-gathered':
    'check by hand what dmp doctor explain {check} says: this program cannot look at it here yet',
  'workstation.remedy.untested-no-profile': 'set up a profile: dmp config init',
  'workstation.remedy.untested-no-target':
    'by card or for feeding: --environment production, or a profile (dmp config init); for the e-CPS no server is published: --host ADDRESS of the one that the browser opens tells the faults of its road',
  'workstation.remedy.untested-not-installed':
    'install the optional part that dmp doctor explain {check} names, or check by hand',
  'workstation.remedy.untested-nothing-to-check':
    'follow dmp doctor explain {check}: there was nothing to look at',
  'workstation.remedy.untested-unknown': 'run again with -v, then follow dmp doctor explain {check}',
  'workstation.cause.certs-revocation-off':
    'nothing is known of the revocation of the pair: profile {profile} says trust.revocation: off',
  'workstation.remedy.allow-revocation':
    'set trust.revocation to warn or strict in profile {profile}, or ask once: dmp cert check with a list, --crl FILE',
  'workstation.cause.certs-revocation-strict':
    'the profile {profile} demands that revocation be known (trust.revocation: strict), and it is not known here',
  'workstation.remedy.ask-revocation': 'run dmp cert check, which asks the network for revocation',
}
