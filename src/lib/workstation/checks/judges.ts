import type {Checks} from '../judge-all.ts'
import {cardCps, cardUnknown, cardVitale} from './cards.ts'
import {certsOrg} from './certificates.ts'
import {galssIni} from './galss.ts'
import {envNode, envOs, envSession, timeSync} from './post.ts'
import {browser, portsLocal} from './programs.ts'
import {pcscExclusive, pcscMute, pcscReaders, pcscService} from './readers.ts'

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
  'galss.ini': galssIni,
  'ports.local': portsLocal,
  browser,
  'certs.org': certsOrg,
}
