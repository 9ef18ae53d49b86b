import type {Messages} from '../messages.ts'

/** Said of a server: the cause where it is the worst, evidence beside another. */
const said: readonly (readonly [code: string, text: string])[] = [
  ['dns-unknown-name', '{host}: this name is not in the DNS of this workstation'],
  ['dns-no-address', '{host}: the DNS knows this name, without an address'],
  ['dns-server-failed', '{host}: the DNS server could not find this name out (SERVFAIL)'],
  ['dns-server-refused', '{host}: the DNS server refuses to look this name up'],
  ['dns-no-answer', '{host}: the DNS server does not answer ({ms} ms given)'],
  ['dns-no-server', '{host}: nothing listens at the address of the DNS server set on this workstation'],
  ['dns-system', "{host}: the DNS knows this name, and the system's look-up does not find it"],
  ['dns-slow', "{host}: the system's look-up of this name was not done in {ms} ms: nothing is proved"],
  ['dns-other', '{host}: the look-up of this name fails, and nothing says why'],
  ['tcp-refused', '{place} refuses the connection: nothing listens there, or a firewall rejects it'],
  ['tcp-timeout', '{place} does not answer ({ms} ms given): a firewall probably drops the packets'],
  ['tcp-unreachable', '{place}: no network route leads there'],
  ['tcp-reset', '{place}: the connection is cut as it opens'],
  ['tcp-other', '{place}: the connection fails, and nothing says why ({status})'],
  ['tcp-proxy-authentication', 'the proxy {proxy} asks for a user name to lead to {place} ({status})'],
  ['tcp-proxy-forbidden', 'the proxy {proxy} forbids {place} ({status})'],
  ['tcp-proxy-gateway', 'the proxy {proxy} cannot reach {place} itself ({status})'],
  ['tcp-proxy-status', 'the proxy {proxy} refuses to lead to {place} ({status})'],
  ['tcp-proxy-timeout', 'the proxy {proxy} takes the connection and does not answer ({ms} ms given)'],
  ['tcp-proxy-closed', 'the proxy {proxy} cuts when it is asked for {place}'],
  ['tcp-proxy-not-http', 'what answers at {proxy} is no HTTP proxy'],
  ['tcp-proxy-tls', 'the proxy {proxy} cannot be reached by TLS ({status})'],
  ['tls-timeout', '{place} takes the connection and negotiates no TLS ({ms} ms given)'],
  ['tls-reset', '{place}: the TLS handshake is reset before any certificate'],
  ['tls-closed', '{place}: the connection closes before any certificate'],
  ['tls-not-tls', '{place}: what answers does not speak TLS ({detail})'],
  ['tls-old-version', '{place} speaks only {version}, too old: TLS 1.2 at least is needed'],
  ['tls-no-common', '{place}: no version or cipher suite in common ({detail})'],
  ['tls-name-refused', '{place} does not know the name {name}'],
  ['tls-alert', '{place} refuses the TLS handshake before any certificate (alert {detail})'],
  ['tls-other', '{place}: the TLS handshake fails ({detail})'],
  [
    'tls-name-cut',
    '{place} answers when the name {name} is not announced, and not when it is: something on the way cuts by that name',
  ],
  ['tls-cut', '{place} shows its certificate, then cuts without a word'],
  ['tls-no-name', '{place} is an address: there is no server name to announce (SNI)'],
  ['sni-none', '{place} is an address: no name to announce'],
  ['too-little-time', 'the time given ({ms} ms) is too short to judge'],
  ['issuer-unreadable', '{place} shows an unreadable certificate'],
  [
    'issuer-foreign',
    'TLS intercepted: the certificate shown by {place} comes from "{issuer}", an authority known neither to the DMP nor to the public',
  ],
  ['issuer-self-signed', 'the certificate shown by {place} ("{issuer}") is signed by itself'],
  [
    'issuer-forged',
    'TLS intercepted: the certificate shown by {place} says it is from "{issuer}" and is not signed by its key',
  ],
  [
    'issuer-not-shown',
    '{place} shows its own certificate alone, issued by "{issuer}": interception or incomplete chain',
  ],
  ['chain-expired', '{place}: the certificate "{name}" expired on {date}'],
  ['chain-not-yet', '{place}: the certificate "{name}" is valid from {date} only'],
  ['chain-wrong-name', '{place}: the certificate is made for {found}, not for {name}'],
  [
    'chain-incomplete',
    '{place} does not show the certificate of the authority "{issuer}": the chain cannot be verified',
  ],
  ['chain-not-trusted', '{place}: the authority "{issuer}" is none of those that this profile believes'],
  [
    'chain-refused',
    '{place}: the certificate "{subject}", issued under "{issuer}", is refused by TLS ({code}): commands refuse it too',
  ],
  [
    'chain-by-our-clock',
    '{place}: the dates of the chain are right by the clock of the server, and not by that of this workstation',
  ],
  ['chain-unproved', '{place}: the chain could not be verified by TLS in the time given'],
  [
    'chain-authority-absent',
    '{place}: the IGC-Santé authority "{issuer}" is recognised, and its certificate is not on this workstation, or the file of the key that holds it is closed',
  ],
  [
    'issuer-added',
    '{place}: the chain ends at "{issuer}", an authority added by the configuration, neither IGC-Santé nor public: it may be that of a proxy that decrypts',
  ],
  [
    'issuer-vouched',
    '{place}: the chain ends at "{issuer}", public by the word of trust.publicCaFiles alone, and absent from the public list: that no proxy decrypts is not proved',
  ],
]

/** Causes, evidence and remedies of the network and the clock. */
export const workstationNetworkEn: Messages = {
  ...Object.fromEntries(
    said.flatMap(([code, text]) => [
      [`workstation.cause.${code}`, text],
      [`workstation.evidence.${code}`, text],
    ]),
  ),
  'command.workstation.doctor.host':
    'server to reach beside those of the profile: https address or host, port 443 unless said; repeatable',
  'command.workstation.doctor.environment':
    'reach the public hosts of this environment too; without a profile or this, no server is reached',
  'workstation.cause.none-reached': 'no server was reached that far in the time given',
  'workstation.cause.dns-found': 'names found ({count})',
  'workstation.cause.tcp-open': 'connections opened ({count})',
  'workstation.cause.tls-shaken': 'TLS handshakes done ({count})',
  'workstation.cause.sni-same': 'the same server, name announced or not',
  'workstation.cause.sni-needed': 'the server goes by the name announced, and the name reaches it',
  'workstation.cause.sni-announced': 'name announced; without it nothing could be seen',
  'workstation.cause.issuer-expected': 'expected authorities ({count}): no interception seen',
  'workstation.cause.chain-good': 'chains whole and valid ({count})',
  'workstation.cause.skew-untold': 'no server told the time',
  'workstation.cause.skew-by-sync': 'no server told the time; the clock was synchronised within 24 h',
  'workstation.cause.skew-small': '{seconds} s away from {place}',
  'workstation.cause.skew-unsure': '{seconds} s away from {place}, whose answer is too slow to be sure',
  'workstation.cause.clock-slow': 'the clock of this workstation is {span} behind {place}',
  'workstation.cause.clock-fast': 'the clock of this workstation is {span} ahead of {place}',
  'workstation.cause.proxy-variable-unreadable': '{variable} holds no address of a proxy',
  'workstation.cause.extra-ca-unreadable': 'NODE_EXTRA_CA_CERTS names a file that cannot be read',
  'workstation.cause.proxy-not-followed':
    '{place} is asked for without a proxy and is not reached, while this workstation has a proxy ({proxy})',
  'workstation.cause.proxy-serves': 'the proxy {proxy} leads to {place}',
  'workstation.cause.proxy-asked': 'servers are asked of the proxy {proxy}, which led to none of them',
  'workstation.cause.proxy-none': 'no proxy is set at any known place',
  'workstation.cause.proxy-told':
    'a proxy is set on this workstation ({proxy}); servers are reached without it',
  'workstation.evidence.not-reached': '{place}: not looked at that far',
  'workstation.evidence.dns-resolver': '{host}: {addresses} ({ms} ms)',
  'workstation.evidence.dns-hosts-file':
    '{host}: {addresses}, from the hosts file of this workstation ({ms} ms)',
  'workstation.evidence.dns-literal': '{host}: the address itself was given',
  'workstation.evidence.tcp-direct': '{place}: {address}, {ms} ms',
  'workstation.evidence.tcp-through-proxy': '{place}: by the proxy {proxy} ({address}), {ms} ms',
  'workstation.evidence.tls-shaken': '{place}: {version}, {cipher}, {ms} ms',
  'workstation.evidence.tls-wanted':
    '{place} asks for a client certificate, which this diagnosis does not show (alert {alert})',
  'workstation.evidence.sni-untold': '{place}: no other connection to be had to try without the name',
  'workstation.evidence.sni-unnamed-late': '{place}: without the name, no answer in time',
  'workstation.evidence.sni-needed': '{place}: refuses the handshake unless the name {name} is announced',
  'workstation.evidence.sni-same': '{place}: same certificate, name {name} announced or not',
  'workstation.evidence.sni-other': '{place}: another certificate unless the name {name} is announced',
  'workstation.evidence.issuer-igc-sante': '{place}: authority of the IGC-Santé, {issuer}',
  'workstation.evidence.issuer-configured': '{place}: authority of the profile, {issuer}',
  'workstation.evidence.issuer-public': '{place}: public authority, {issuer}',
  'workstation.evidence.chain':
    '{place}: "{subject}", issued under "{issuer}", {shown} certificates shown, {days} days left',
  'workstation.evidence.date-same': '{place}: same time, within 1 s (round trip {ms} ms)',
  'workstation.evidence.date-ahead': '{place}: its clock is {seconds} s ahead (round trip {ms} ms)',
  'workstation.evidence.date-behind': '{place}: its clock is {seconds} s behind (round trip {ms} ms)',
  'workstation.evidence.date-absent': '{place} answers without telling the time',
  'workstation.evidence.date-unreadable': '{place} tells an unreadable time',
  'workstation.evidence.date-timeout': '{place} does not answer over HTTP ({ms} ms given)',
  'workstation.evidence.date-closed':
    '{place} cuts without an HTTP answer: it probably requires a client certificate',
  'workstation.evidence.date-not-http': '{place} does not answer in HTTP',
  'workstation.evidence.date-other': '{place}: the time could not be asked for',
  'workstation.evidence.proxy-variable': '{variable}: {proxy}',
  'workstation.evidence.proxy-no-variable': 'neither HTTPS_PROXY nor https_proxy',
  'workstation.evidence.proxy-exceptions': 'NO_PROXY makes exceptions',
  'workstation.evidence.proxy-node-follows': 'NODE_USE_ENV_PROXY: Node follows the variables',
  'workstation.evidence.extra-ca-readable':
    'NODE_EXTRA_CA_CERTS adds authorities to Node, not to this program',
  'workstation.evidence.extra-ca-unreadable': 'NODE_EXTRA_CA_CERTS: unreadable file',
  'workstation.evidence.proxy-system-untold-other-system':
    'proxy of the system: not looked at on this system',
  'workstation.evidence.proxy-system-untold-timeout': 'proxy of the system: no answer in time',
  'workstation.evidence.proxy-system-untold-unreadable': 'proxy of the system: could not be read',
  'workstation.evidence.proxy-user-none': 'no fixed proxy for browsers ({by})',
  'workstation.evidence.proxy-user': 'proxy of the browsers: {proxy} ({by})',
  'workstation.evidence.proxy-script':
    'a script (PAC) chooses the proxy of the browsers; it is not read here',
  'workstation.evidence.proxy-services': 'proxy of the services (WinHTTP): {proxy}',
  'workstation.evidence.proxy-named-by-profile': '{proxy}, by the profile',
  'workstation.evidence.proxy-named-by-environment': '{proxy}, by HTTPS_PROXY',
  'workstation.evidence.proxy-named-by-system': '{proxy}, by the system',
  'workstation.evidence.proxy-from-profile': '{place}: by {proxy}, as the profile says',
  'workstation.evidence.proxy-from-environment': '{place}: by {proxy}, as HTTPS_PROXY says',
  'workstation.evidence.proxy-from-system': '{place}: by {proxy}, as the system says',
  'workstation.remedy.open-dns':
    'check the address; if it is right, ask the IT department to have {host} resolved from this workstation',
  'workstation.remedy.mend-dns-server':
    'have the DNS server set on this workstation looked at, and the network that leads to it ({host})',
  'workstation.remedy.open-port': 'ask the IT department to open {place} (TCP) from this workstation',
  'workstation.remedy.proxy-authentication':
    'ask that {proxy} lets {place} through without a user name: this program gives none',
  'workstation.remedy.open-proxy': 'ask that the proxy {proxy} lets {place} through (CONNECT)',
  'workstation.remedy.open-tls':
    'ask that nothing inspects or cuts TLS to {place} (firewall, anti-virus, proxy)',
  'workstation.remedy.look-at-address':
    'check the address {place} in the profile; if it is right, tell whoever keeps that server',
  'workstation.remedy.set-server-name': 'put a host name into the address, or set endpoints.serverName',
  'workstation.remedy.more-time': 'run again with more time: --timeout 30s',
  'workstation.remedy.try-in-browser':
    'open the DMP in the browser: its proxy is chosen by a script that this diagnosis does not follow',
  'workstation.remedy.exempt':
    'send to the IT department: "Please exempt the hosts {hosts} from TLS decryption. They require a client certificate (mutual authentication), which a decrypting proxy cannot relay. Authority seen in place of the true one: {issuer}."',
  'workstation.remedy.complete-chain':
    'ask the IT department whether "{issuer}" is an authority of the establishment (then exempt {place} from decryption); if not, declare that certificate in trust.caFiles',
  'workstation.remedy.tell-server-side':
    'check the clock of this workstation; if it is right, the certificate of {place} is to be renewed by whoever keeps that server',
  'workstation.remedy.trust-authority':
    'if "{issuer}" is indeed the authority of {place}, declare its certificate in trust.caFiles (or insi.caFiles)',
  'workstation.remedy.set-clock':
    'set this workstation to the NTP server of the establishment: beyond {limit} s, requests are refused',
  'workstation.remedy.mend-proxy-variable': 'write the variable so: http://proxy.example:8080',
  'workstation.remedy.mend-extra-ca': 'correct the path of NODE_EXTRA_CA_CERTS, or remove the variable',
  'workstation.remedy.set-proxy':
    'if {place} is to go through the proxy, set "proxy" in the profile (http://{proxy}); if not, have the direct road opened',
  'workstation.cause.named-alone':
    'the servers named answer, and none is known to be one of the DMP: nothing of the DMP is proved',
  'workstation.remedy.name-address':
    'by card or for feeding: --environment production, whose published servers are known; for the e-CPS none is published: open the DMP in the browser, which alone shows that it answers',
  'workstation.cause.profile-unread': 'the addresses to reach are in a profile that was not read ({code})',
  'workstation.cause.proxy-answers':
    'the proxy {proxy} says that it leads to {place}, and no server answered by TLS through it',
  'workstation.remedy.mend-chain':
    'have the certificate of {place} mended by whoever keeps that server, and quote the refusal of TLS: {code}',
  'workstation.remedy.add-authority':
    'add the certificate of that IGC-Santé authority: dmp cert trust add FILE',
  'workstation.remedy.compare-issuer':
    'compare the issuer that a browser outside the establishment shows for {place} with "{issuer}"; if they differ a proxy decrypts: take it out of trust.publicCaFiles and have {hosts} exempted',
  'workstation.remedy.vouch-for-issuer':
    'ask the IT department whether "{issuer}" is the authority of a proxy; if so, take it out of trust.caFiles (or insi.caFiles) and have {hosts} exempted from TLS decryption',
}
