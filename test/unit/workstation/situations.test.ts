import {describe, expect, it} from 'vitest'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import type {HostFacts, Session} from '../../../src/lib/workstation/host-facts.ts'
import type {OwnCertificates} from '../../../src/lib/workstation/own-certificates.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {
  aroundFor,
  type Changes,
  CPS4,
  factsWith,
  goodValues,
  judged,
  NOW,
  told,
  VITALE2,
} from '../../support/workstation-facts.ts'

const {host} = goodValues
const inSession = (session: Session, more: Partial<HostFacts> = {}): HostFacts => ({
  ...host,
  ...more,
  session,
})
const rdp: Session = {kind: 'rdp', by: 'SESSIONNAME', id: '3'}
const citrix: Session = {kind: 'citrix', by: 'SESSIONNAME'}
const noUsb = {kind: 'listed', devices: []} as const
const noReader = {kind: 'listed', backend: 'certutil', readers: []} as const
const helloAlone = {
  kind: 'listed',
  backend: 'certutil',
  readers: [{name: 'Windows Hello for Business 1', card: 'present', held: 'free'}],
} as const
const noService = {kind: 'no-service', backend: 'certutil', code: 0x8010001d} as const
const certificates = (findings: (OwnCertificates & {state: 'checked'})['findings']): OwnCertificates => ({
  ...(goodValues.certificates as OwnCertificates & {state: 'checked'}),
  findings,
})

const byCard: readonly (readonly [situation: string, changes: Changes, error: string])[] = [
  [
    'RDP without a reader',
    {host: inSession(rdp), readers: noReader, client: undefined},
    'env.session no-reader-rdp',
  ],
  [
    'RDP with Windows Hello alone',
    {host: inSession(rdp), readers: helloAlone, client: undefined},
    'env.session no-reader-rdp',
  ],
  [
    'RDP with Windows Hello alone, reader seen by the client',
    {host: inSession(rdp), readers: helloAlone},
    'env.session no-redirection-rdp',
  ],
  [
    'RDP whose service sleeps',
    {host: inSession(rdp), readers: noService, client: undefined},
    'env.session no-reader-rdp',
  ],
  [
    'RDP, reader seen by the client',
    {host: inSession(rdp), readers: noReader},
    'env.session no-redirection-rdp',
  ],
  [
    'Citrix, reader seen by the client',
    {host: inSession(citrix), readers: noReader},
    'env.session no-redirection-citrix',
  ],
  [
    'Citrix, no reader at the client either',
    {
      host: inSession(citrix),
      readers: noReader,
      client: {at: '2026-03-02T09:00:00Z', readers: 'not-seen', card: 'untold'},
    },
    'env.session client-no-reader',
  ],
  ['no reader at the console', {readers: noReader, usb: noUsb, client: undefined}, 'pcsc.readers no-reader'],
  ['ARM64 Node on Windows', {host: {...host, nodeArch: 'arm64', machineArch: 'arm64'}}, 'env.node node-arch'],
  [
    'ARM64 Linux',
    {host: {...host, platform: 'linux', nodeArch: 'arm64', machineArch: 'arm64'}},
    'env.node node-arch',
  ],
]

describe('a situation lights one lamp: access by card', () => {
  it.each(byCard)('%s', (_name, changes, error) => {
    const around = aroundFor('web-ps-card')
    const facts = factsWith(changes)
    expect(told(facts, around, 'error')).toEqual([error])
    const results = judged(facts, around)
    const summary = summarise(results, around.wanted)
    expect(summary.verdict).toBe('blocked')
    expect(`${summary.main?.id} ${summary.main?.cause.code}`).toBe(error)
    // The single next action is the remedy of the one fault, and no other.
    const [fault] = results.filter(({status}) => status === 'error')
    expect(summary.next).toEqual({id: fault?.id, action: fault?.remedy})
    expect(`workstation.remedy.${summary.next?.action.code}` in fr).toBe(true)
  })

  it('leaves a remote session that sees a reader in peace, and one of another system', () => {
    const around = aroundFor('web-ps-card')
    expect(told(factsWith({host: inSession(rdp)}), around, 'ok')).toContain('env.session session-redirected')
    const xrdp = inSession({kind: 'rdp', by: 'XRDP_SESSION'}, {platform: 'linux'})
    expect(told(factsWith({host: xrdp, readers: noReader, usb: noUsb}), around, 'error')).toEqual([
      'pcsc.readers no-reader',
    ])
  })

  it('does not blame redirection when readers could not be asked', () => {
    const readers = {kind: 'failed', backend: 'certutil', reason: 'timeout'} as const
    const facts = factsWith({host: inSession(rdp), readers})
    const around = aroundFor('web-ps-card')
    expect(told(facts, around, 'error')).toEqual([])
    expect(told(facts, around, 'unknown')).toContain('env.session session-rdp')
    expect(summarise(judged(facts, around), around.wanted).verdict).toBe('incomplete')
  })

  it('takes a universal Node of macOS', () => {
    const facts = factsWith({host: {...host, platform: 'darwin', nodeArch: 'arm64', machineArch: 'arm64'}})
    expect(told(facts, aroundFor('web-ps-card'), 'ok')).toContain('env.node node-arch-ok')
  })
})

const expired = {
  check: 'TIME-01',
  severity: 'error',
  message: 'certificate.finding.TIME-01',
  params: {days: 3},
} as const
const near = {
  check: 'TIME-03',
  severity: 'warning',
  message: 'certificate.finding.TIME-03',
  params: {days: 20},
} as const
const unasked = {
  check: 'REV-02',
  severity: 'warning',
  message: 'certificate.finding.REV-02',
  params: {},
} as const

describe('a situation lights one lamp: feeding', () => {
  const around = aroundFor('feeding-certificate')
  it.each([
    ['expired pair', certificates([near, expired]), 'certs.org certs-finding'],
    [
      'keys that cannot be opened',
      {state: 'unusable', code: 'DMP_KEY_FILE_UNREADABLE'},
      'certs.org certs-unusable',
    ],
  ] as const)('%s', (_name, own, error) => {
    const facts = factsWith({certificates: own as OwnCertificates, readers: noReader, host: inSession(rdp)})
    expect(told(facts, around, 'error')).toEqual([error])
  })

  it('warns of a near end, and does not blame the pair for a revocation that nobody asked for', () => {
    expect(told(factsWith({certificates: certificates([near])}), around, 'warn')).toEqual([
      'certs.org certs-finding',
    ])
    const offline = {...certificates([unasked]), asked: 'offline'} as OwnCertificates
    expect(told(factsWith({certificates: offline}), around, 'ok')).toContain('certs.org certs-good')
  })

  it.each([
    ['in-vain', [unasked], 'certs-finding'],
    ['off', [], 'certs-revocation-off'],
  ] as const)('does not call ready a pair whose revocation was asked %s', (asked, findings, cause) => {
    const facts = factsWith({certificates: {...certificates([...findings]), asked} as OwnCertificates})
    expect(told(facts, around, 'warn')).toEqual([`certs.org ${cause}`])
    expect(summarise(judged(facts, around), around.wanted).verdict).toBe('at-risk')
  })

  it('does not call a production profile that was not named a fault, nor well', () => {
    const facts = factsWith({
      certificates: {state: 'unusable', code: 'DMP_PRODUCTION_NOT_NAMED', meanwhile: 'not-loaded'},
    })
    expect(told(facts, around, 'unknown')).toEqual(['certs.org certs-unusable'])
    expect(summarise(judged(facts, around), around.wanted)).toMatchObject({
      verdict: 'incomplete',
      next: {action: {code: 'name-profile'}},
    })
  })

  it('does not call good a pair whose key was never seen to be its own', () => {
    const own = {...certificates([near]), unproved: ['KEY-01']} as OwnCertificates
    expect(told(factsWith({certificates: own}), around, 'unknown')).toEqual(['certs.org certs-unproved'])
    const ended = {...certificates([expired]), unproved: ['KEY-01']} as OwnCertificates
    expect(told(factsWith({certificates: ended}), around, 'error')).toEqual(['certs.org certs-finding'])
  })

  it('asks for a profile where there is none', () => {
    const facts = factsWith({certificates: {state: 'not-gathered', because: 'no-profile'}})
    expect(summarise(judged(facts, around), around.wanted)).toMatchObject({
      verdict: 'incomplete',
      untested: [{id: 'certs.org', because: 'no-profile'}],
      next: {action: {code: 'untested-no-profile'}},
    })
  })
})

describe('doubts, which block nothing', () => {
  const around = aroundFor('web-ps-card')
  const hour = 3_600_000
  const readers = {
    kind: 'listed',
    backend: 'certutil',
    readers: [
      {name: 'Gemalto 0', card: 'present', atr: VITALE2, held: 'free'},
      {name: 'Gemalto 1', card: 'present', atr: CPS4, held: 'free'},
    ],
  } as const
  const channel = (number: number, reader: string, serial = false) => ({number, reader, serial})
  const galss = (channels: ReturnType<typeof channel>[], more = {}) =>
    ({state: 'found', path: 'C:\\Windows\\galss.ini', file: {channels, ...more}}) as const

  const doubts: readonly (readonly [string, Changes, string])[] = [
    [
      'clock kept by nothing',
      {clockSync: {state: 'not-synchronised', by: 'w32tm'}},
      'time.sync clock-not-kept',
    ],
    [
      'clock last set long ago',
      {clockSync: {state: 'synchronised', by: 'chronyc', lastAt: NOW - 25 * hour}},
      'time.sync clock-old',
    ],
    [
      'clock that went back',
      {clockSync: {state: 'synchronised', by: 'chronyc', lastAt: NOW + 2 * hour}},
      'time.sync clock-behind',
    ],
    [
      'port of a connector held by another program',
      {
        localPorts: {
          state: 'listed',
          by: 'netstat',
          listening: [{port: 1234, program: 'old-java.exe', pid: 4}],
        },
      },
      'ports.local port-foreign',
    ],
    ['galss.ini missing', {galss: {state: 'absent', dmpConnect: true}}, 'galss.ini galss-missing'],
    ['one old serial channel', {galss: galss([channel(1, '9600,1,8,0,0', true)])}, 'galss.ini galss-serial'],
    [
      'a channel names an absent reader',
      {galss: galss([channel(1, 'F600 F600 0'), channel(2, 'Gemalto 1')]), readers},
      'galss.ini galss-absent-reader',
    ],
    [
      'a ghost channel',
      {galss: galss([channel(1, 'Gemalto 1'), channel(2, 'Gemalto 0'), channel(3, 'Gone 0')]), readers},
      'galss.ini galss-ghost',
    ],
    [
      'a channel that is not announced',
      {
        galss: galss([channel(1, 'Gemalto 1'), channel(2, 'Gemalto 0'), channel(3, 'Gemalto 0')], {
          announced: 2,
        }),
        readers,
      },
      'galss.ini galss-ghost',
    ],
    [
      'channels swapped',
      {galss: galss([channel(1, 'Gemalto 0'), channel(2, 'Gemalto 1')]), readers},
      'galss.ini galss-swapped',
    ],
    [
      'both channels on one slot',
      {galss: galss([channel(1, 'Gemalto 1'), channel(2, 'gemalto 1')]), readers},
      'galss.ini galss-same-reader',
    ],
    [
      'more channels announced than there are',
      {galss: galss([channel(1, 'Gemalto 1')], {announced: 3}), readers},
      'galss.ini galss-count',
    ],
  ]
  it.each(doubts)('%s', (_name, changes, warning) => {
    const facts = factsWith(changes)
    expect(told(facts, around, 'error')).toEqual([])
    expect(told(facts, around, 'warn')).toEqual([warning])
    expect(summarise(judged(facts, around), around.wanted).verdict).toBe('at-risk')
  })

  it('finds galss.ini right only when its channels were compared with readers', () => {
    const right = galss([channel(1, 'Gemalto 1'), channel(2, 'Gemalto 0')])
    expect(told(factsWith({galss: right, readers}), around, 'ok')).toContain('galss.ini galss-fits')
    const unnamed = galss([channel(1, ''), channel(2, 'Gemalto 0')])
    expect(told(factsWith({galss: unnamed, readers}), around, 'info')).toContain(
      'galss.ini galss-not-compared',
    )
    const untold = {kind: 'failed', backend: 'certutil', reason: 'timeout'} as const
    expect(told(factsWith({galss: right, readers: untold}), around, 'info')).toContain(
      'galss.ini galss-not-compared',
    )
    const noise = {state: 'found', path: 'C:\\Windows\\galss.ini', file: undefined} as const
    expect(told(factsWith({galss: noise}), around, 'unknown')).toContain('galss.ini galss-unreadable')
  })

  it('does not take cards put in the other slots for swapped channels', () => {
    const one = {
      ...readers,
      readers: [readers.readers[0], {...readers.readers[1], card: 'absent', atr: undefined}],
    }
    const facts = factsWith({
      galss: galss([channel(1, 'Gemalto 0'), channel(2, 'Gemalto 1')]),
      readers: one as never,
    })
    expect(told(facts, around, 'warn').filter((text) => text.startsWith('galss'))).toEqual([])
    // Nor does it call them right.
    expect(told(facts, around, 'info')).toContain('galss.ini galss-vitale-elsewhere')
  })

  it('calls the channels right by a card in its place, not by names that are there', () => {
    const [vitale, cps] = readers.readers
    const empty = {card: 'absent' as const, atr: undefined}
    const right = galss([channel(1, 'Gemalto 1'), channel(2, 'Gemalto 0')])
    const saying = (file: typeof right, seen: unknown) => {
      const facts = factsWith({galss: file, readers: {...readers, readers: seen} as never})
      const {cause, status} = judged(facts, around).find(({id}) => id === 'galss.ini') ?? {}
      return `${status} ${cause?.code}`
    }
    expect(saying(right, [{...vitale, ...empty}, cps])).toBe('ok galss-fits')
    const alone = [vitale, cps].map((one) => ({...one, ...empty}))
    expect(saying(right, alone)).toBe('info galss-order-untold')
    const exchanged = galss([channel(1, 'Gemalto 0'), channel(2, 'Gemalto 1')])
    expect(saying(exchanged, [{...vitale, ...empty}, cps])).toBe('info galss-cps-elsewhere')
    // A name that fits two slots names neither.
    const vague = galss([channel(1, 'Gemalto')])
    expect(saying(vague, [vitale, cps])).toBe('info galss-not-compared')
  })

  it('names no owner of a port that this account may not know, and calls it neither right nor wrong', () => {
    const facts = factsWith({localPorts: {state: 'listed', by: '/proc/net/tcp', listening: [{port: 10_100}]}})
    expect(told(facts, around, 'info')).toContain('ports.local ports-held-unnamed')
    const own = factsWith({
      localPorts: {state: 'listed', by: 'x', listening: [{port: 10_100, program: 'VitalZen.exe'}]},
    })
    expect(told(own, around, 'ok')).toContain('ports.local ports-own')
  })
})
