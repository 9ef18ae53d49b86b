import type {Messages} from '../messages.ts'

/** Said of a server: the cause where it is the worst, evidence beside another. */
const said: readonly (readonly [code: string, text: string])[] = [
  ['mutual-refused', '{place} refuses the certificate of the profile (TLS alert {alert})'],
  ['mutual-cut', '{place} asks for a certificate, and cuts without a word when that of the profile is shown'],
  [
    'mutual-kept-token',
    'the certificate of the profile was not shown to {place}: its key is on a token, which would want its PIN',
  ],
  [
    'mutual-kept-secret',
    'the certificate of the profile was not shown to {place}: its passphrase would have to be typed',
  ],
  ['mutual-kept-unusable', 'the certificate of the profile was not shown to {place}: its key does not open'],
  [
    'mutual-untold',
    '{place}: the handshake with the certificate of the profile was not done in the time given',
  ],
  [
    'mutual-not-asked',
    '{place} asks for no certificate: that it takes that of the profile is not proved, and a DMP asks',
  ],
  ['http-silent', '{place} takes the TLS connection and answers no HTTP request ({ms} ms given)'],
  ['http-closed', '{place} closes the TLS connection without an HTTP answer'],
  ['http-not-http', '{place}: what answers inside TLS is not HTTP'],
  ['http-unavailable', '{place} answers {status}: the service is out of order or under maintenance'],
  ['http-elsewhere', '{place} answers {status} and leads to {elsewhere}: a portal perhaps, and not the DMP'],
  [
    'http-forbidden',
    '{place} answers {status}: it forbids its front page to everybody, or it refuses our certificate; nothing here tells which',
  ],
  ['http-odd', '{place} answers {status}: that proves no service'],
  [
    'tcp-hosts-closed',
    'the hosts file of this workstation leads {host} to {address}, where nothing takes a connection: a line left behind, perhaps',
  ],
  [
    'tcp-hosts-timeout',
    'the hosts file of this workstation leads {host} to {address}, which does not answer: a line left behind, or a closed road',
  ],
  [
    'tls-hosts',
    'the hosts file of this workstation leads {host} to {address}, where what answers is not the server',
  ],
  [
    'tls-proxy-portal',
    'the proxy {proxy} says that it leads to {place}, and answers itself with a page: portal, or refusal',
  ],
  [
    'tls-portal',
    '{place}, a published server that speaks TLS: something else answers in its place, in plain HTTP (portal, transparent proxy)',
  ],
]

type Explained = readonly [id: string, title: string, what: string, why: string, fix: string]

const explained: readonly Explained[] = [
  [
    'profile.files',
    'Files of the profile',
    'what the profile names beside its pair: homologation number, authorities, PARAM_LPS, certificate of INSi, place of the journal.',
    'a document does not leave without its number or its journal, although the network is good.',
    'put the file that is named in its place, or correct the setting.',
  ],
  [
    'net.mutual',
    'Mutual TLS',
    'the server of the DMP asks for a certificate and takes that of the profile, in a handshake as commands make it; nothing else is sent.',
    'a certificate that is good on paper may not be known to the server.',
    'dmp cert check, then the support of the DMP with the alert.',
  ],
  [
    'net.http',
    'HTTP answer',
    'what the server answers to one request for its front page, over that connection.',
    'a server under maintenance, a portal or another service shows a good certificate too.',
    'try again later, then check the address and ask the support of the DMP.',
  ],
]

/** Causes, findings and remedies of what feeding alone needs, and what is said of what was not asked. */
export const workstationFeedingEn: Messages = {
  ...Object.fromEntries(
    said.flatMap(([code, text]) => [
      [`workstation.cause.${code}`, text],
      [`workstation.evidence.${code}`, text],
    ]),
  ),
  ...Object.fromEntries(
    explained.flatMap(([id, title, what, why, fix]) => [
      [`workstation.check.${id}.title`, title],
      [`workstation.check.${id}.what`, what],
      [`workstation.check.${id}.why`, why],
      [`workstation.check.${id}.fix`, fix],
    ]),
  ),
  'workstation.cause.mutual-shown': 'certificate of the profile asked for and taken ({count})',
  'workstation.evidence.mutual-shown':
    '{place}: asked for a certificate and went on with that of the profile',
  'workstation.cause.http-answers': 'HTTP answers ({count})',
  'workstation.evidence.http-answers': '{place}: HTTP answer {status}',
  'workstation.remedy.have-certificate-taken':
    'run dmp cert check; if the pair is good, give the support of the DMP the alert ({alert}) and the subject of the AUTH certificate, and have it taken by {place}',
  'workstation.remedy.prove-by-command':
    'prove it by a real question, which types what is to be typed: dmp patient status',
  'workstation.remedy.compare-address':
    'compare the address of the profile with the one that the DMP gave: {place} behaves like no DMP',
  'workstation.remedy.ask-dmp-support':
    'try again in some minutes; if it lasts, ask the support of the DMP about {place}, with the time of this diagnosis',
  'workstation.cause.profile-files-good':
    'what the profile names beside its pair was read or can be written ({count})',
  'workstation.cause.profile-files-untold':
    'nothing that the profile names beside its pair could be looked at',
  'workstation.cause.profile-file-bad': '{setting} names what cannot be used: {problem} {path}',
  'workstation.evidence.profile-file-bad': '{setting}: {problem} {path}',
  'workstation.evidence.profile-file-good': '{setting}: good {path}',
  'workstation.evidence.profile-file-not-asked': '{setting}: not asked',
  'workstation.cause.profile-journal-closed': 'the journal cannot be kept at {path} ({problem})',
  'workstation.remedy.mend-profile-file':
    'put the file in its place, closed to others, or correct {setting} in the profile (dmp config show says where it is set)',
  'workstation.remedy.mend-journal-folder':
    'give this account a local folder in which it may write, or correct journal.path in the profile',
  'workstation.verdict.ready-asked':
    'This workstation can serve: what was asked is proved; what was not asked stands below.',
  'workstation.label.not-asked': 'Not asked',
  'workstation.evidence.not-asked-card-revocation': 'whether the certificates of the card are revoked',
  'workstation.evidence.not-asked-vitale':
    'the carte Vitale itself: the CPS is read without it in the readers; dmp workstation card recognises it',
  'workstation.evidence.not-asked-pin': 'the PIN of the card: dmp card status --test-pin',
  'workstation.evidence.not-asked-pair-revocation': 'whether the pair of the profile is revoked',
  'workstation.evidence.not-asked-profile-setting':
    '{setting}, which only a person, a command or a server could say',
  'workstation.remedy.mend-hosts-file':
    'compare {address} with what the DNS of the establishment gives for {host}; if they differ, have its line taken out of the hosts file; if not, ask that {place} be opened',
  'workstation.remedy.leave-portal':
    'log on to the portal of the network if there is one, else ask the IT department what answers in the place of {place}',
}
