import type {Messages} from '../messages.ts'

export const probeEn: Messages = {
  'command.probe.summary':
    'Tells whether the DMP can be reached, stage by stage, and else on whose side the failure is',
  'command.probe.description':
    'Name, connection, TLS with the certificate of the profile, HTTP, each with its time. No patient, nothing sent: nothing counts in the limits of calls. The DMP is blamed only where another server was reached by the same way. Exit code 10 as soon as something is wrong, 0 otherwise. A trace is left in the journal of the profile, if it has one. Ctrl-C ends --watch.',
  'command.probe.format': 'form of the reply: text, a line for Nagios, figures for Prometheus',
  'command.probe.output': 'file of figures to replace in one step, under --format prometheus',
  'command.probe.witness':
    'server to reach for comparison when the DMP is not; repeatable; outside the sandbox, that of the revocation lists of the IGC-Santé otherwise',
  'command.probe.timeout': 'time given to each server, from 1s to 5m',
  'command.probe.slow': 'beyond this time, a DMP that is reached is told to be slow',
  'command.probe.watch': 'begin again until Ctrl-C; a line for each change',
  'command.probe.interval': 'wait between two probes of --watch, 10s at least',
  'command.probe.no-journal': 'leave no trace in the journal',
  'probe.title': 'Probe of the DMP, profile {profile} ({environment}), {at}',
  'probe.environment.sandbox': 'sandbox',
  'probe.environment.test': 'test',
  'probe.environment.formation': 'formation',
  'probe.environment.production': 'production',
  'probe.column.server': 'Server',
  'probe.column.dns': 'DNS',
  'probe.column.tcp': 'TCP',
  'probe.column.tls': 'TLS',
  'probe.column.certificate': 'Our certificate',
  'probe.column.http': 'HTTP',
  'probe.column.total': 'Total',
  'probe.role.dmp': 'DMP',
  'probe.role.other': 'other service',
  'probe.role.witness': 'witness',
  'probe.stage.failed': 'failed',
  'probe.stage.kept': 'not shown',
  'probe.stage.taken': 'taken',
  'probe.stage.not-asked': 'not asked',
  'probe.side.none': 'Nothing to report.',
  'probe.side.us': 'It is on our side.',
  'probe.side.dmp': 'It is on the side of the DMP.',
  'probe.side.unclear': 'On whose side cannot be told.',
  'probe.likely': '(likely)',
  'probe.slow': 'The DMP is reached, but in {ms} ms (threshold {limit} ms).',
  'probe.written': 'Figures written to {path}',
  'probe.watched': '{probes} probe(s), {changes} change(s) in {time}.',
  'probe.next.us':
    'Next: dmp doctor --for feeding-certificate explains the failure and gives the remedy; certificate: dmp cert check.',
  'probe.next.dmp':
    'Next: wait, and follow with dmp probe --watch; if it lasts, support of the DMP with this reply. A rule of the firewall or the proxy for this server alone would look the same: have it checked too.',
  'probe.next.unclear':
    'Next: name an outside server that this machine reaches as a rule (--witness HOST), or give more time (--timeout); then dmp doctor --for feeding-certificate.',
  'probe.cause.reached': '{place} is reached to the end.',
  'probe.cause.no-address': 'The profile gives no address of the DMP.',
  'probe.cause.no-time': '{place}: the time given was too short to conclude.',
  'probe.cause.proxy-name': 'The name of the proxy {host} is not found ({reason}).',
  'probe.cause.dns-no-server': 'No DNS server answers this machine: {host} is not looked up.',
  'probe.cause.dns-system': 'The DNS knows {host}; this machine does not find it.',
  'probe.cause.dns-unknown-name':
    'The name {host} does not exist for the DNS of this machine: an address mistyped in the profile, or an inside DNS that does not know the outside.',
  'probe.cause.dns-failed': 'The DNS could not tell the address of {host} ({reason}, {ms} ms).',
  'probe.cause.proxy-authentication': 'The proxy {proxy} asks for a name and a password.',
  'probe.cause.proxy-forbidden': 'The proxy {proxy} forbids {place}.',
  'probe.cause.proxy-not-http': 'What listens at {proxy} is no proxy.',
  'probe.cause.proxy-tls': 'The TLS link to the proxy {proxy} fails.',
  'probe.cause.proxy-leads-nowhere': 'The proxy {proxy} does not lead to {place} ({reason} {detail}).',
  'probe.cause.proxy-not-reached': 'The proxy {proxy} is not reached ({reason}).',
  'probe.cause.hosts-file':
    'The hosts file of this machine leads {place} to {address}, which does not answer as it should.',
  'probe.cause.tcp-failed': 'The connection to {place} fails ({detail}).',
  'probe.cause.tcp-refused': '{place} refuses the connection.',
  'probe.cause.tcp-timeout': '{place} does not answer the request for a connection ({ms} ms).',
  'probe.cause.tcp-unreachable': 'No route leads to {place}.',
  'probe.cause.tcp-reset': 'The connection to {place} is cut at once.',
  'probe.cause.tls-name-cut':
    'The TLS link to {place} is cut as soon as the server is named: a device on the way reads that name.',
  'probe.cause.tls-not-tls':
    'What answers at {place} speaks no TLS: a captive portal, a proxy, or a mistyped port.',
  'probe.cause.wrong-name':
    'The server reached at {place} is not {name} by its certificate: address of the profile, DNS or a device on the way.',
  'probe.cause.tls-failed': 'The TLS link to {place} fails ({detail}).',
  'probe.cause.tls-timeout': '{place} takes the connection, then stays silent ({ms} ms).',
  'probe.cause.tls-reset': '{place} cuts the connection during the TLS handshake.',
  'probe.cause.tls-closed': '{place} closes the connection during the TLS handshake.',
  'probe.cause.tls-old-version': '{place} speaks only a version of TLS that was given up.',
  'probe.cause.tls-no-common': '{place} has no version or suite of TLS in common with this program.',
  'probe.cause.tls-alert': '{place} breaks the TLS link with the alert {detail}.',
  'probe.cause.clock-slow':
    'The clock of this machine is {seconds} s behind that of {place}: calls will be refused.',
  'probe.cause.clock-fast':
    'The clock of this machine is {seconds} s ahead of that of {place}: calls will be refused.',
  'probe.cause.clock-by-dates':
    'The certificate of {place} is within its dates by its clock, and not by that of this machine.',
  'probe.cause.not-proved': 'The certificate of {place} could not be verified.',
  'probe.cause.server-unreadable': 'What {place} shows as a certificate cannot be read.',
  'probe.cause.intercepted-foreign':
    'The TLS link to {place} is decrypted on the way, by "{issuer}": this server has to be exempted.',
  'probe.cause.intercepted-forged': 'The certificate shown at {place} imitates the authority "{issuer}".',
  'probe.cause.intercepted-self-signed':
    'The certificate shown at {place} is signed by itself alone ({subject}): a device on the way answers in its place.',
  'probe.cause.not-trusted':
    'The authority "{issuer}" of {place} is none of the profile\'s: environment or trust.caFiles.',
  'probe.cause.server-expired': 'The certificate of {place} has ended.',
  'probe.cause.server-not-yet': 'The certificate of {place} is not valid yet.',
  'probe.cause.server-incomplete': '{place} does not send the whole of its chain of certificates ({issuer}).',
  'probe.cause.server-refused': 'TLS refuses the certificate of {place} ({reason}).',
  'probe.cause.authority-absent':
    'The authority "{issuer}" of {place} is missing here ({reason}): dmp cert trust add.',
  'probe.cause.certificate-refused': '{place} refuses our certificate (alert {detail}).',
  'probe.cause.certificate-cut': '{place} cuts without a word when our certificate is shown: refused, maybe.',
  'probe.cause.certificate-untold': '{place} did not say whether it takes our certificate.',
  'probe.cause.key-unusable':
    'The certificate of the profile or its key cannot be opened: nothing was shown to {place}.',
  'probe.cause.http-unavailable': '{place} answers HTTP {status}: it cannot serve for the moment.',
  'probe.cause.http-silent': '{place} takes the link and does not answer the request ({ms} ms).',
  'probe.cause.http-closed': '{place} takes the link and closes without an answer.',
  'probe.cause.http-not-http': '{place} takes the link and answers something else than HTTP.',
  'flag.trace-availability':
    'show the outages that calls met too: from when to when, how many calls, on whose side',
  'availability.no-call': 'No call of the DMP in these traces: nothing is told of its availability.',
  'availability.title':
    'Calls of the DMP: {calls}, of which {answered} were answered (a refusal is an answer); outages: {outages}.',
  'availability.from': 'From',
  'availability.to': 'To',
  'availability.time': 'Time',
  'availability.calls': 'Calls',
  'availability.unknown': 'of which unknown',
  'availability.side': 'Probable side',
  'availability.causes': 'Codes',
  'availability.lasting': 'no answer since',
  'availability.side.us': 'us',
  'availability.side.dmp': 'the DMP',
  'availability.side.unclear': 'not established',
  'availability.by-probe': '(probe)',
  'availability.others': '{count} more: see --json, --from and --to.',
  'availability.note':
    'An outage goes from the first call without an answer to the first with one: in between nobody asked. A probe made meanwhile (dmp probe) establishes the side.',
  'probe.evidence.direct': '{place} is reached directly, without a proxy.',
  'probe.evidence.by-proxy': '{place} is reached through the proxy {proxy}.',
  'probe.evidence.other-reached': '{place} is reached by the same way ({ms} ms).',
  'probe.evidence.other-failed': '{place} is not reached by the same way either ({stage}: {reason}).',
  'probe.evidence.other-untold': '{place}: nothing more was learnt of it.',
  'probe.evidence.no-other': 'No other server was tried by the same way: --witness HOST.',
  'probe.evidence.clock-seen': 'The clock of this machine is {seconds} s from that of {place}.',
  'probe.evidence.clock-untold': 'No server gave the time: that of this machine is not checked.',
  'probe.evidence.kept-token':
    'Our certificate was not shown to {place}: its key is on a token that asks for a code, and nobody is asked.',
  'probe.evidence.kept-secret':
    'Our certificate was not shown to {place}: its passphrase would have to be typed, and nobody is asked.',
  'probe.evidence.certificate-taken': '{place} asks for our certificate and takes it.',
  'probe.evidence.certificate-not-asked':
    '{place} does not ask for our certificate: nothing is proved of it, and the address is to be compared with that of the DMP.',
  'probe.evidence.http-elsewhere': '{place} leads on to {elsewhere}.',
  'probe.evidence.http-forbidden':
    '{place} answers HTTP {status} to a request for nothing: this is usual, and does not prove that calls pass.',
  'probe.evidence.issuer-added': 'The authority "{issuer}" of {place} is known by the profile alone.',
}
