import type {WantedUse} from '../../../src/lib/workstation/check.ts'
import type {FactValues} from '../../../src/lib/workstation/facts.ts'
import type {HostFacts, Session} from '../../../src/lib/workstation/host-facts.ts'
import {type Changes, CPS3, goodValues, NOW, VITALE2} from '../workstation-facts.ts'
import {
  atRisk,
  blocked,
  type FactSituation,
  incomplete,
  type Outcome,
  ready,
  type Section,
} from './situation.ts'

const {host} = goodValues
const at = (session: Session): HostFacts => ({...host, session})
const rdp: Session = {kind: 'rdp', by: 'SESSIONNAME', id: '3'}
const citrix: Session = {kind: 'citrix', by: 'SESSIONNAME'}
const none = {kind: 'listed', backend: 'certutil', readers: []} as const
const noUsb = {kind: 'listed', devices: []} as const
const stopped = {kind: 'no-service', backend: 'certutil', code: 0x8010001d} as const
const seen = {at: new Date(NOW).toISOString(), readers: 'seen', card: 'seen'} as const
const linux: HostFacts = {...host, platform: 'linux', system: 'Debian GNU/Linux 12 (bookworm)'}
const macReader = 'Identive CLOUD 2700 R'
const macModule = '/usr/local/lib/libcps3_pkcs11_osx.dylib'
const cpsModule: FactValues['cpsModule'] = goodValues.cpsModule
const mac: Changes = {
  host: {
    ...host,
    platform: 'darwin',
    system: 'macOS (Darwin 24.5.0)',
    nodeArch: 'arm64',
    machineArch: 'arm64',
  },
  cpsFiles: {
    platform: 'darwin',
    files: [
      {
        path: macModule,
        family: 'current',
        found: {state: 'read', header: {kind: 'library', format: 'mach-o', machines: ['x64', 'arm64']}},
      },
    ],
    installed: {state: 'untold'},
  },
  cpsModule: {...cpsModule, path: macModule, probe: withReader(macReader)},
}

function withReader(description: string): FactValues['cpsModule']['probe'] {
  const {probe} = cpsModule
  if (probe.state !== 'answered' || probe.slots.state !== 'listed') throw new Error('no slots')
  const [slot] = probe.slots.list
  if (!slot) throw new Error('no slot')
  return {...probe, slots: {state: 'listed', list: [{...slot, description}]}}
}

const s = (
  id: string,
  system: FactSituation['system'],
  fr: string,
  en: string,
  changes: Changes,
  outcome: Outcome,
  wanted: WantedUse = 'web-ps-card',
): FactSituation => ({id, system, fr, en, on: 'facts', wanted, changes, ...outcome})

const galss = (announced: number, ...names: readonly string[]): FactValues['galss'] => ({
  state: 'found',
  path: 'C:\\Windows\\galss.ini',
  file: {
    announced,
    channels: names.map((reader, at) => ({number: at + 1, reader, serial: false})),
  },
})

const two = (first: string, second: string | undefined) => ({
  kind: 'listed' as const,
  backend: 'certutil' as const,
  readers: [
    {name: 'Gemalto USB Shell Token 0', card: 'present' as const, atr: first, held: 'free' as const},
    {
      name: 'Ingenico TL TELIUM(1)',
      ...(second ? {card: 'present' as const, atr: second} : {card: 'absent' as const}),
      held: 'free' as const,
    },
  ],
})

export const otherSystems: Section = {
  fr: 'Ce qu’aucune pièce réelle ne produit ici',
  en: 'What no real part produces here',
  situations: [
    s('windows-well', 'Windows', 'tout est en place', 'all in place', {}, ready),
    s(
      'windows-stopped',
      'Windows',
      'le service « Carte à puce » est arrêté, un lecteur est branché',
      'the service SCardSvr is stopped, a reader is plugged in',
      {readers: stopped},
      blocked('pcsc.service service-stopped', 'start-service-windows', {because: ['pcsc.service']}),
    ),
    s(
      'windows-asleep',
      'Windows',
      'aucun lecteur : Windows a endormi le service',
      'no reader: Windows put the service to sleep',
      {readers: stopped, usb: noUsb},
      blocked('pcsc.readers no-reader', 'plug-reader', {because: ['pcsc.readers']}),
    ),
    s(
      'windows-no-driver',
      'Windows',
      'lecteur branché sans pilote',
      'reader plugged in without a driver',
      {readers: none, usb: {kind: 'listed', devices: [{name: 'SCR 355', trouble: 'Error', by: 'class'}]}},
      blocked('pcsc.readers reader-not-taken', 'install-reader-driver', {because: ['pcsc.readers']}),
    ),
    s(
      'windows-certutil-hangs',
      'Windows',
      'certutil ne répond pas',
      'certutil does not answer',
      {readers: {kind: 'failed', backend: 'certutil', reason: 'timeout'}},
      incomplete('look-at-readers'),
    ),
    s(
      'windows-two-readers',
      'Windows',
      'deux lecteurs, la carte Vitale dans le premier',
      'two readers, the carte Vitale in the first',
      {
        readers: two(VITALE2, CPS3),
        cpsModule: {...cpsModule, meanwhile: 'not-loaded', probe: {state: 'kept-off'}},
      },
      incomplete('read-cps-alone'),
    ),
    s(
      'rdp',
      'Windows',
      'session RDP sans lecteur',
      'RDP session without a reader',
      {host: at(rdp), readers: none, client: undefined},
      blocked('env.session no-reader-rdp', 'redirect-rdp', {because: ['env.session']}),
    ),
    s(
      'rdp-client-sees',
      'Windows',
      'session RDP sans lecteur, le poste en voit un (--client-report)',
      'RDP session without a reader, the client sees one',
      {host: at(rdp), readers: none, client: seen},
      blocked('env.session no-redirection-rdp', 'redirect-rdp', {because: ['env.session']}),
    ),
    s(
      'citrix-client-sees',
      'Windows',
      'session Citrix sans lecteur, le poste en voit un',
      'Citrix session without a reader, the client sees one',
      {host: at(citrix), readers: none, client: seen},
      blocked('env.session no-redirection-citrix', 'redirect-citrix', {because: ['env.session']}),
    ),
    s(
      'citrix-client-none',
      'Windows',
      'session Citrix sans lecteur, le poste n’en a pas non plus',
      'Citrix session without a reader, nor has the client one',
      {host: at(citrix), readers: none, client: {...seen, readers: 'not-seen', card: 'untold'}},
      blocked('env.session client-no-reader', 'diagnose-client-first', {because: ['env.session']}),
    ),
    s(
      'rdp-feeding',
      'Windows',
      'session RDP sans lecteur, alimentation par certificats',
      'RDP session without a reader, feeding by certificates',
      {host: at(rdp), readers: none, client: undefined},
      {...ready, because: ['env.session']},
      'feeding-certificate',
    ),
    s(
      'windows-arm',
      'Windows',
      'Node ARM64 sous Windows',
      'ARM64 Node on Windows',
      {host: {...host, nodeArch: 'arm64', machineArch: 'arm64'}},
      blocked('env.node node-arch', 'node-x64-windows', {because: ['env.node']}),
    ),
    s(
      'linux-arm',
      'Linux',
      'Linux sur ARM64',
      'Linux on ARM64',
      {host: {...linux, nodeArch: 'arm64', machineArch: 'arm64'}},
      blocked('env.node node-arch', 'node-x64-linux', {because: ['env.node']}),
    ),
    s(
      'galss-missing',
      'Windows',
      'galss.ini absent, DMP Connect installé',
      'galss.ini missing, DMP Connect installed',
      {galss: {state: 'absent', dmpConnect: true}},
      atRisk('galss.ini galss-missing', 'reset-galss'),
    ),
    s(
      'galss-ghost',
      'Windows',
      'galss.ini nomme un lecteur absent',
      'galss.ini names a reader that is not there',
      {
        galss: {
          state: 'found',
          path: 'C:\\Windows\\galss.ini',
          file: {channels: [{number: 1, reader: 'Lecteur disparu 0', serial: false}]},
        },
      },
      atRisk('galss.ini galss-absent-reader', 'reset-galss'),
    ),
    s(
      'galss-same-reader',
      'Windows',
      'galss.ini mène ses deux canaux à la même fente',
      'galss.ini leads both of its channels to one slot',
      {galss: galss(2, 'SCM Microsystems Inc. SCR 355 0', 'SCM Microsystems Inc. SCR 355 0')},
      atRisk('galss.ini galss-same-reader', 'reset-galss'),
    ),
    s(
      'galss-count',
      'Windows',
      'galss.ini annonce trois canaux et en décrit un',
      'galss.ini announces three channels and describes one',
      {galss: galss(3, 'SCM Microsystems Inc. SCR 355 0')},
      atRisk('galss.ini galss-count', 'reset-galss'),
    ),
    s(
      'windows-cut-atr',
      'Windows',
      'le pilote du lecteur coupe la réponse de la CPS',
      'the driver of the reader cuts the answer of the CPS',
      {readers: two(CPS3.slice(0, -4), undefined)},
      blocked('card.cps atr-truncated', 'replace-reader-driver', {because: ['card.cps']}),
    ),
    s(
      'mac-mute',
      'macOS',
      'carte muette',
      'mute card',
      {
        ...mac,
        readers: {
          kind: 'listed',
          backend: 'system_profiler',
          readers: [{name: macReader, card: 'mute', held: 'untold'}],
        },
      },
      blocked('pcsc.mute card-mute', 'turn-card', {because: ['pcsc.mute']}),
    ),
    s(
      'mac-held-untold',
      'macOS',
      'tout est en place ; macOS ne dit pas si un lecteur est tenu, le module y lit la carte',
      'all in place; macOS does not say whether a reader is kept, the module reads the card there',
      {
        ...mac,
        readers: {
          kind: 'listed',
          backend: 'system_profiler',
          readers: [{name: macReader, card: 'present', atr: CPS3, held: 'untold'}],
        },
      },
      ready,
    ),
  ],
}
