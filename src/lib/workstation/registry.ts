import type {WantedUse} from './wanted.ts'

/** Poste, Lecteurs, Cartes, CPS, Réseau, Certificats: how checks are shown. */
export type CheckGroup = 'post' | 'readers' | 'cards' | 'cps' | 'network' | 'certificates'

export const checkGroups: readonly CheckGroup[] = [
  'post',
  'readers',
  'cards',
  'cps',
  'network',
  'certificates',
]

/** `error` blocks what is wanted, `warn` is a risk, `info` is to be known. */
export type Severity = 'error' | 'warn' | 'info'

/**
 * What a check needs before it may be run. `readers`: to ask the readers (not in passive mode); `card-contact`: to load
 * the card's library; `network`; `elevated`: rights of an administrator, which are never asked for; `profile`.
 */
export type CheckNeed = 'readers' | 'card-contact' | 'network' | 'elevated' | 'profile' | 'asked'

interface Entry<Id extends string> {
  readonly group: CheckGroup
  /** The gravest that it can be for each use; `none`: not looked at for that use. */
  readonly severity: Readonly<Record<WantedUse, Severity | 'none'>>
  /** An error there, or a skip, and this one is skipped with that reason. */
  readonly dependsOn: readonly Id[]
  readonly needs: readonly CheckNeed[]
  /** Systems on which it has a meaning; all when absent. */
  readonly systems?: readonly NodeJS.Platform[]
}

const forAll = (severity: Severity) =>
  ({
    'web-ps-card': severity,
    'web-ps-e-cps': severity,
    'feeding-certificate': severity,
  }) as const
const forCard = (severity: Severity, others: Severity | 'none' = 'none') =>
  ({'web-ps-card': severity, 'web-ps-e-cps': others, 'feeding-certificate': others}) as const
const forFeeding = (severity: Severity) =>
  ({'web-ps-card': 'none', 'web-ps-e-cps': 'none', 'feeding-certificate': severity}) as const
const forWeb = (severity: Severity) =>
  ({'web-ps-card': severity, 'web-ps-e-cps': severity, 'feeding-certificate': 'none'}) as const

/** Every check in root-cause order: of two faults the one that stands first is the main cause. */
const entries = {
  'env.os': {group: 'post', severity: forAll('error'), dependsOn: [], needs: []},
  'env.node': {group: 'post', severity: forCard('error', 'info'), dependsOn: ['env.os'], needs: []},
  'env.session': {group: 'post', severity: forCard('error', 'info'), dependsOn: [], needs: []},
  'pcsc.service': {
    group: 'readers',
    severity: forCard('error', 'info'),
    dependsOn: ['env.session'],
    needs: ['readers'],
  },
  'pcsc.readers': {
    group: 'readers',
    severity: forCard('error', 'info'),
    dependsOn: ['pcsc.service'],
    needs: ['readers'],
  },
  'pcsc.exclusive': {
    group: 'readers',
    severity: forCard('error', 'info'),
    dependsOn: ['pcsc.readers'],
    needs: ['readers'],
  },
  'pcsc.mute': {
    group: 'readers',
    severity: forCard('error', 'info'),
    dependsOn: ['pcsc.readers'],
    needs: ['readers'],
  },
  'galss.ini': {group: 'readers', severity: forCard('warn', 'info'), dependsOn: [], needs: []},
  'card.cps': {
    group: 'cards',
    severity: forCard('error', 'info'),
    dependsOn: ['pcsc.readers', 'pcsc.mute'],
    needs: ['readers'],
  },
  'card.vitale': {
    group: 'cards',
    severity: forCard('warn', 'info'),
    dependsOn: ['pcsc.readers'],
    needs: ['readers'],
  },
  'card.unknown': {
    group: 'cards',
    severity: forCard('warn', 'info'),
    dependsOn: ['pcsc.readers', 'card.cps'],
    needs: ['readers'],
  },
  'p11.found': {group: 'cps', severity: forCard('error'), dependsOn: ['env.node'], needs: []},
  'p11.arch': {group: 'cps', severity: forCard('error'), dependsOn: ['p11.found'], needs: []},
  'p11.load': {
    group: 'cps',
    severity: forCard('error'),
    dependsOn: ['p11.arch'],
    needs: ['card-contact'],
  },
  'p11.version': {group: 'cps', severity: forCard('error'), dependsOn: ['p11.load'], needs: ['card-contact']},
  'p11.token': {
    group: 'cps',
    severity: forCard('error'),
    dependsOn: ['card.cps', 'pcsc.exclusive', 'p11.load', 'p11.version'],
    needs: ['card-contact'],
  },
  'p11.certs': {group: 'cps', severity: forCard('error'), dependsOn: ['p11.token'], needs: ['card-contact']},
  'p11.pin': {group: 'cps', severity: forCard('error'), dependsOn: ['p11.token'], needs: ['card-contact']},
  'p11.pintest': {
    group: 'cps',
    severity: forCard('error'),
    dependsOn: ['p11.pin'],
    needs: ['asked', 'card-contact'],
  },
  'net.proxy': {group: 'network', severity: forAll('warn'), dependsOn: [], needs: []},
  'net.dns': {group: 'network', severity: forAll('error'), dependsOn: [], needs: ['network']},
  'net.tcp': {group: 'network', severity: forAll('error'), dependsOn: ['net.dns'], needs: ['network']},
  'net.tls': {group: 'network', severity: forAll('error'), dependsOn: ['net.tcp'], needs: ['network']},
  'net.sni': {group: 'network', severity: forAll('warn'), dependsOn: ['net.tls'], needs: ['network']},
  'net.issuer': {group: 'network', severity: forAll('error'), dependsOn: ['net.tls'], needs: ['network']},
  'net.chain': {
    group: 'network',
    severity: forAll('error'),
    dependsOn: ['net.tls', 'net.issuer'],
    needs: ['network'],
  },
  'time.skew': {group: 'network', severity: forAll('error'), dependsOn: ['net.tls'], needs: ['network']},
  'time.sync': {group: 'post', severity: forAll('warn'), dependsOn: [], needs: []},
  'certs.org': {
    group: 'certificates',
    severity: forFeeding('error'),
    dependsOn: [],
    needs: ['profile'],
  },
  'profile.files': {
    group: 'certificates',
    severity: forFeeding('error'),
    dependsOn: [],
    needs: ['profile'],
  },
  'net.mutual': {
    group: 'network',
    severity: forFeeding('error'),
    dependsOn: ['net.chain'],
    needs: ['network', 'profile'],
  },
  'net.http': {
    group: 'network',
    severity: forFeeding('error'),
    dependsOn: ['net.mutual'],
    needs: ['network', 'profile'],
  },
  'ports.local': {group: 'post', severity: forWeb('warn'), dependsOn: [], needs: []},
  browser: {group: 'post', severity: forWeb('warn'), dependsOn: [], needs: []},
} as const satisfies Readonly<Record<string, Entry<string>>>

/** Every check there is; an id is never given to another check. */
export type CheckId = keyof typeof entries

/** What is said of a check before it is run. Its texts: `workstation.check.<id>.title`, `.what`, `.why`, `.fix`. */
export type RegisteredCheck = Entry<CheckId>

export const registry: Readonly<Record<CheckId, RegisteredCheck>> = entries

/** In root-cause order. */
export const checkIds = Object.keys(entries) as readonly CheckId[]

export function isCheckId(text: string): text is CheckId {
  return Object.hasOwn(entries, text)
}
