import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {ReaderInventory, SeenReader, UsbInventory} from '../../../src/lib/ports/card-readers.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import type {CheckId, Judgement} from '../../../src/lib/workstation/check.ts'
import {cardCps, cardUnknown} from '../../../src/lib/workstation/checks/cards.ts'
import {
  pcscExclusive,
  pcscMute,
  pcscReaders,
  pcscService,
} from '../../../src/lib/workstation/checks/readers.ts'
import {cardVitale} from '../../../src/lib/workstation/checks/vitale.ts'
import type {Known, WorkstationFacts} from '../../../src/lib/workstation/facts.ts'
import {judgeAll} from '../../../src/lib/workstation/judge-all.ts'
import type {WantedUse} from '../../../src/lib/workstation/wanted.ts'

const checks = {
  'pcsc.service': pcscService,
  'pcsc.readers': pcscReaders,
  'pcsc.exclusive': pcscExclusive,
  'pcsc.mute': pcscMute,
  'card.cps': cardCps,
  'card.vitale': cardVitale,
  'card.unknown': cardUnknown,
} as const
const ids = Object.keys(checks) as CheckId[]

const known = <T>(value: T): Known<T> => ({state: 'known', value, durationMs: 1})
const missing = {state: 'not-gathered', because: 'not-gathered'} as const
const session = {kind: 'console', by: 'SESSIONNAME'} as const

function judged(
  readers: ReaderInventory,
  {
    use = 'web-ps-card',
    vitale = false,
    usb,
  }: {use?: WantedUse; vitale?: boolean; usb?: UsbInventory | undefined} = {},
) {
  const facts = new Proxy({} as Record<string, unknown>, {
    get: (_, name) => (name === 'readers' ? known(readers) : name === 'usb' && usb ? known(usb) : missing),
  })
  const settings = {now: 0, offline: true, noCard: false, testPin: false}
  const results = judgeAll(
    facts as unknown as WorkstationFacts,
    {wanted: {use, vitale}, settings},
    {
      ...checks,
      'env.session': {
        reads: [],
        mayRead: [],
        judge: () => ({status: 'info', cause: {code: session.kind}, evidence: []}),
      },
    },
  )
  return new Map(results.filter(({id}) => ids.includes(id)).map((one) => [one.id, one]))
}

const listed = (...readers: readonly SeenReader[]): ReaderInventory => ({
  kind: 'listed',
  backend: 'pcscd',
  readers,
})
const slot = (name: string, atr?: string, more: Partial<SeenReader> = {}): SeenReader => ({
  name,
  card: atr === undefined ? 'absent' : 'present',
  held: 'free',
  ...(atr === undefined ? {} : {atr}),
  ...more,
})
const mute = (name: string): SeenReader => ({name, card: 'mute', held: 'free'})
const cps3 = '3BAC00402A001225006480000310009000'
/** The identity device that Windows makes of its TPM. */
const windowsIdentity = '3B8D0180FBA000000397425446590401CF'
const cps4 = '3B9B188001001225006480040100009044'
const vitale = '3B751300004509EA9000'
const bank = '3B6513000102030405'
const usbOf = (...names: readonly string[]): UsbInventory => ({
  kind: 'listed',
  devices: names.map((name) => ({name, by: 'class'})),
})

const summary = (results: ReturnType<typeof judged>) =>
  Object.fromEntries(ids.map((id) => [id, results.get(id)?.status]))
const faults = (results: ReturnType<typeof judged>, status: Judgement['status'] = 'error') =>
  [...results.values()].filter((one) => one.status === status).map(({id, cause}) => `${id} ${cause.code}`)

describe('one fault lights one lamp', () => {
  it.each<[string, ReaderInventory, UsbInventory | undefined, string]>([
    [
      'no service',
      {kind: 'no-service', backend: 'pcscd', detail: 'ENOENT'},
      usbOf('SCR'),
      'pcsc.service service-stopped',
    ],
    [
      'Windows says that its service stopped, with a reader on USB',
      {kind: 'no-service', backend: 'certutil', code: 0x8010001e},
      usbOf('SCR'),
      'pcsc.service service-stopped',
    ],
    [
      'Windows says that its service stopped, as it does without a reader',
      {kind: 'no-service', backend: 'certutil', code: 0x8010001e},
      usbOf(),
      'pcsc.readers no-reader',
    ],
    [
      'no right',
      {kind: 'failed', backend: 'pcscd', reason: 'rights'},
      undefined,
      'pcsc.service service-rights',
    ],
    [
      'a pcscd that hangs',
      {kind: 'failed', backend: 'pcscd', reason: 'timeout'},
      undefined,
      'pcsc.service service-timeout',
    ],
    ['no reader', listed(), usbOf(), 'pcsc.readers no-reader'],
    ['no reader, USB untold', listed(), {kind: 'untold', reason: 'ENOENT'}, 'pcsc.readers no-reader'],
    ['a reader without driver', listed(), usbOf('F600'), 'pcsc.readers reader-not-taken'],
    [
      'only Windows Hello',
      listed(slot('Windows Hello for Business 1', windowsIdentity)),
      usbOf(),
      'pcsc.readers no-reader',
    ],
    [
      'Windows asleep without reader',
      {kind: 'no-service', backend: 'certutil', code: 0x8010001d},
      usbOf(),
      'pcsc.readers no-reader',
    ],
    ['no card', listed(slot('A'), slot('B')), undefined, 'card.cps no-card'],
    ['a Vitale alone', listed(slot('A', vitale), slot('B')), undefined, 'card.cps only-vitale'],
    ['a bank card', listed(slot('A', bank)), undefined, 'card.cps other-card'],
    ['a mute card', listed(mute('A'), slot('B')), undefined, 'pcsc.mute card-mute'],
    ['a mute card beside a Vitale', listed(mute('A'), slot('B', vitale)), undefined, 'pcsc.mute card-mute'],
    [
      'a CPS kept by another',
      listed(slot('A', cps3, {held: 'exclusive'})),
      undefined,
      'pcsc.exclusive reader-held',
    ],
    [
      'a CPS read contactless',
      listed(slot('A', '3B8F80010031B86404B0ECC1739401808290000E')),
      undefined,
      'card.cps cps-contactless',
    ],
    [
      'a CPS2ter',
      listed(slot('A', '3BAC00402A001225006480820212009000')),
      undefined,
      'card.cps cps-generation',
    ],
  ])('%s', (_, readers, usb, expected) => {
    const results = judged(readers, {usb})
    expect(faults(results)).toEqual([expected])
    const fault = [...results.values()].find(({status}) => status === 'error')
    expect(fault).toHaveProperty('remedy.code')
  })

  it.each<[string, ReaderInventory]>([
    ['CPS3', listed(slot('A', cps3), slot('B'))],
    ['CPS4', listed(slot('A'), slot('B', cps4))],
    ['both', listed(slot('A', vitale), slot('B', cps4))],
    [
      'a Vitale kept by another beside a CPS',
      listed(slot('A', vitale, {held: 'exclusive'}), slot('B', cps3)),
    ],
    ['a mute card beside a CPS', listed(mute('A'), slot('B', cps3))],
    ['two CPS', listed(slot('A', cps3), slot('B', cps3))],
    ['a CPS of an ATR that is not published', listed(slot('A', cps3.replace('0310', '0311')))],
    ['a CPS whose answer is damaged', listed(slot('A', cps4.replace(/44$/, '45')))],
  ])('and none with %s', (_, readers) => {
    expect(faults(judged(readers, {usb: usbOf('A')}))).toEqual([])
  })
})

it('warns where something works with doubts', () => {
  const warned = (readers: ReaderInventory, usb?: UsbInventory) => faults(judged(readers, {usb}), 'warn')
  expect(warned(listed(slot('A', vitale, {held: 'exclusive'}), slot('B', cps3)))).toEqual([
    'pcsc.exclusive reader-held',
  ])
  expect(warned(listed(mute('A'), slot('B', cps3)))).toEqual(['pcsc.mute card-mute'])
  expect(warned(listed(slot('A', cps3), slot('B', cps3)))).toEqual(['card.cps cps-several'])
  expect(warned(listed(slot('A', cps3.replace('0310', '0311'))))).toEqual(['card.cps cps-atr-new'])
  expect(warned(listed(slot('A', cps4.replace(/44$/, '45'))))).toEqual(['card.cps cps-doubtful'])
  expect(warned(listed(slot('A', cps3), slot('B', bank)))).toEqual(['card.unknown unknown-card'])
  expect(warned(listed(slot('A', cps3), slot('B', '250000')))).toEqual(['card.unknown atr-bad-TS'])
  expect(warned(listed(slot('A', cps3)), usbOf('A', 'B'))).toEqual(['pcsc.readers usb-more-readers'])
})

it('takes the card in a reader of any name for what its ATR says', () => {
  for (const name of [
    'Citrix Virtual Smart Card Reader 0',
    'VMware Virtual SmartCard Reader',
    'YubiKey TPM',
  ]) {
    const results = judged(listed(slot(name, cps3)))
    expect(faults(results)).toEqual([])
    expect(results.get('card.cps')?.status).toBe('ok')
    expect(judged(listed(slot(name, vitale))).get('card.cps')?.cause.code).toBe('only-vitale')
  }
  // One that passes on real cards is a reader, with or without one.
  expect(faults(judged(listed(slot('Citrix Virtual Smart Card Reader 0'))))).toEqual(['card.cps no-card'])
  const beside = judged(listed(slot('A', cps3), slot('Windows Hello for Business 1', windowsIdentity)))
  expect([...faults(beside), ...faults(beside, 'warn')]).toEqual([])
})

it('blames the driver for what is no ATR, by one lamp, and an unknown card by one', () => {
  for (const [atr, code] of [
    ['00', 'atr-bad-TS'],
    ['FFFFFFFF', 'atr-bad-TS'],
    ['3B', 'atr-truncated'],
    [cps3.slice(0, -4), 'atr-truncated'],
  ] as const) {
    const results = judged(listed(slot('A', atr), slot('B')), {usb: usbOf('A')})
    expect([...faults(results), ...faults(results, 'warn')]).toEqual([`card.cps ${code}`])
    expect(results.get('card.cps')).toMatchObject({remedy: {code: 'replace-reader-driver'}})
    expect(results.get('card.unknown')).toMatchObject({status: 'skipped', because: 'card.cps'})
  }
  const other = judged(listed(slot('A', bank)), {usb: usbOf('A')})
  expect([...faults(other), ...faults(other, 'warn')]).toEqual(['card.cps other-card'])
})

it('wants a reader of those who use a card alone, and a Vitale of those who want one', () => {
  for (const use of ['web-ps-e-cps', 'feeding-certificate'] as const) {
    const results = judged({kind: 'no-service', backend: 'pcscd'}, {use})
    expect([...results.values()].map(({status}) => status)).not.toContain('error')
    expect(results.get('pcsc.service')?.status).toBe('info')
  }
  expect(judged(listed(slot('A', cps3)), {vitale: true}).get('card.vitale')).toMatchObject({
    status: 'warn',
    cause: {code: 'no-vitale-slot'},
    remedy: {code: 'plug-second-reader'},
  })
  const beside = listed(slot('A', cps3), slot('B'))
  expect(judged(beside, {vitale: true}).get('card.vitale')).toMatchObject({
    status: 'info',
    cause: {code: 'vitale-slot-free', params: {reader: 'B'}},
  })
  expect(judged(listed(slot('A', cps3))).get('card.vitale')).toMatchObject({status: 'info'})
})

it('concludes nothing from what a system does not tell', () => {
  const mac: ReaderInventory = {
    kind: 'listed',
    backend: 'system_profiler',
    readers: [{name: 'A', card: 'untold', held: 'untold'}],
  }
  expect(summary(judged(mac))).toEqual({
    'pcsc.service': 'ok',
    'pcsc.readers': 'ok',
    'pcsc.exclusive': 'unknown',
    'pcsc.mute': 'unknown',
    'card.cps': 'unknown',
    'card.vitale': 'unknown',
    'card.unknown': 'unknown',
  })
  expect(summary(judged({kind: 'failed', backend: 'certutil', reason: 'timeout'}))).toMatchObject({
    'pcsc.service': 'unknown',
    'pcsc.readers': 'unknown',
    'card.cps': 'unknown',
  })
  expect(judged({...mac, readers: []}).get('pcsc.service')?.status).toBe('unknown')
})

it('blames no service for its silence in a time too short for a slow reader', () => {
  const silent = {kind: 'failed', backend: 'pcscd', reason: 'timeout'} as const
  const within = (limitMs: number) => judged({...silent, limitMs}).get('pcsc.service')
  expect(within(900)).toMatchObject({status: 'unknown', remedy: {code: 'more-time'}})
  expect(within(4_500)).toMatchObject({status: 'error', remedy: {code: 'restart-service'}})
})

const reader = fc.record({
  name: fc.constantFrom('A', 'B', 'Windows Hello 1', 'F600 00 00', 'F600 00 01'),
  card: fc.constantFrom('absent', 'present', 'mute', 'untold'),
  atr: fc.constantFrom(cps3, cps4, vitale, bank, '2500', ''),
  held: fc.constantFrom('exclusive', 'shared', 'free', 'untold'),
})
const inventory: fc.Arbitrary<ReaderInventory> = fc.oneof(
  fc.uniqueArray(reader, {selector: ({name}) => name, maxLength: 4}).chain((readers) =>
    fc.constantFrom('pcscd', 'certutil', 'system_profiler').map((backend) => ({
      kind: 'listed' as const,
      backend: backend as 'pcscd',
      readers: readers.map(({atr, ...one}) =>
        one.card === 'present' && atr !== '' ? {...one, atr} : one,
      ) as SeenReader[],
    })),
  ),
  fc.constant<ReaderInventory>({kind: 'no-service', backend: 'certutil'}),
  fc
    .constantFrom(
      0x8010001d,
      0x8010001e,
      0x8010002e,
      0x8010000b,
      0x80100069,
      0x80100066,
      0x80100067,
      0x80100009,
      0x8010000a,
      1,
    )
    .map((code) => ({
      kind: 'failed' as const,
      backend: 'certutil' as const,
      reason: 'unreadable' as const,
      code,
    })),
  fc
    .constantFrom('rights', 'timeout', 'protocol', 'unreadable', 'unavailable')
    .map((reason) => ({kind: 'failed' as const, backend: 'pcscd' as const, reason: reason as 'rights'})),
)

const usbSeen = fc.constantFrom<UsbInventory | undefined>(undefined, usbOf(), usbOf('X', 'Y'), {
  kind: 'untold',
  reason: 'x',
})

it('has evidence for every ok, a remedy for every fault, and words for all it says', () => {
  const keysOf = ({cause, evidence, remedy}: Judgement) => [
    `workstation.cause.${cause.code}`,
    ...evidence.map(({code}) => `workstation.evidence.${code}`),
    ...(remedy ? [`workstation.remedy.${remedy.code}`] : []),
  ]
  fc.assert(
    fc.property(inventory, usbSeen, fc.boolean(), (readers, usb, vitale) => {
      const results = [...judged(readers, {usb, vitale}).values()]
      for (const {status, evidence, remedy} of results) {
        if (status === 'ok') expect(evidence.length).toBeGreaterThan(0)
        if (status === 'error' || status === 'warn') expect(remedy).toBeDefined()
      }
      expect(results.flatMap(keysOf).filter((key) => !(key in fr && key in en))).toEqual([])
    }),
    {numRuns: 1500},
  )
})

it('never says ok of what the readers do not prove, whatever is seen', () => {
  /** What must be true of the real readers before a check may be ok. */
  const proof: Readonly<Partial<Record<CheckId, (real: readonly SeenReader[]) => boolean>>> = {
    'pcsc.readers': (real) => real.length > 0,
    'pcsc.exclusive': (real) =>
      real.length > 0 && real.every(({held}) => held === 'free' || held === 'shared'),
    'pcsc.mute': (real) =>
      real.some(({atr}) => atr) && real.every(({card}) => card === 'absent' || card === 'present'),
    'card.cps': (real) => real.some(({atr}) => atr === cps3 || atr === cps4),
    'card.vitale': (real) => real.some(({atr}) => atr === vitale),
    'card.unknown': (real) =>
      real.some(({atr}) => atr) && real.every(({atr}) => atr !== bank && atr !== '2500'),
  }
  fc.assert(
    fc.property(inventory, usbSeen, fc.boolean(), (readers, usb, wanted) => {
      const results = judged(readers, {usb, vitale: wanted})
      const all = readers.kind === 'listed' ? readers.readers : []
      const real = all.filter(
        ({name, card, atr}) => !name.startsWith('Windows') || (card === 'present' && atr !== undefined),
      )
      const wrong = ids.filter((id) => results.get(id)?.status === 'ok' && proof[id]?.(real) === false)
      expect(wrong).toEqual([])
      if (readers.kind !== 'listed')
        expect([...results.values()].filter(({status}) => status === 'ok')).toEqual([])
    }),
    {numRuns: 3000},
  )
})
