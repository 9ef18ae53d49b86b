import type {Checks} from '../judge-all.ts'
import {cardCps, cardUnknown} from './cards.ts'
import {certsOrg} from './certificates.ts'
import {timeSkew} from './clock.ts'
import {p11Certs, p11Pin, p11PinTest} from './cps-content.ts'
import {p11Arch, p11Found, p11Load, p11Version} from './cps-module.ts'
import {p11Token} from './cps-token.ts'
import {galssIni} from './galss.ts'
import {netDns, netSni, netTcp, netTls} from './network.ts'
import {netHttp, netMutual} from './network-answer.ts'
import {netChain, netIssuer} from './network-trust.ts'
import {envNode, envOs, envSession, timeSync} from './post.ts'
import {profileFilesFit} from './profile-files.ts'
import {browser, portsLocal} from './programs.ts'
import {netProxy} from './proxy.ts'
import {pcscExclusive, pcscMute, pcscReaders, pcscService} from './readers.ts'
import {cardVitale} from './vitale.ts'

/** What judges each check; one that has nobody yet is skipped as not gathered. Each group spreads its own in. */
export const judges: Checks = {
  'env.os': envOs,
  'env.node': envNode,
  'env.session': envSession,
  'time.sync': timeSync,
  'pcsc.service': pcscService,
  'pcsc.readers': pcscReaders,
  'pcsc.exclusive': pcscExclusive,
  'pcsc.mute': pcscMute,
  'card.cps': cardCps,
  'card.vitale': cardVitale,
  'card.unknown': cardUnknown,
  'p11.found': p11Found,
  'p11.arch': p11Arch,
  'p11.load': p11Load,
  'p11.version': p11Version,
  'p11.token': p11Token,
  'p11.certs': p11Certs,
  'p11.pin': p11Pin,
  'p11.pintest': p11PinTest,
  'galss.ini': galssIni,
  'net.proxy': netProxy,
  'net.dns': netDns,
  'net.tcp': netTcp,
  'net.tls': netTls,
  'net.sni': netSni,
  'net.issuer': netIssuer,
  'net.chain': netChain,
  'time.skew': timeSkew,
  'ports.local': portsLocal,
  browser,
  'certs.org': certsOrg,
  'profile.files': profileFilesFit,
  'net.mutual': netMutual,
  'net.http': netHttp,
}
