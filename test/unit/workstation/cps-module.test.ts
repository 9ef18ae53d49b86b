import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {ReaderInventory} from '../../../src/lib/ports/card-readers.ts'
import {en} from '../../../src/lib/ui/messages/en.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import type {CardCertificate} from '../../../src/lib/workstation/card-certificate.ts'
import type {Judgement} from '../../../src/lib/workstation/check.ts'
import {judges} from '../../../src/lib/workstation/checks/judges.ts'
import type {CpsModule, ModuleFiles, SeenToken} from '../../../src/lib/workstation/cps-module.ts'
import {isOlder} from '../../../src/lib/workstation/cps-versions.ts'
import {judgeAll} from '../../../src/lib/workstation/judge-all.ts'
import type {LibraryHeader} from '../../../src/lib/workstation/library-header.ts'
import {isNamedAs} from '../../../src/lib/workstation/match-token.ts'
import {type Meanwhile, standOf} from '../../../src/lib/workstation/meanwhile.ts'
import {type PinTrial, pinState} from '../../../src/lib/workstation/pin-state.ts'
import {summarise} from '../../../src/lib/workstation/verdict.ts'
import {
  aroundFor,
  type Changes,
  CPS3,
  CPS4,
  checkIds,
  factsWith,
  goodValues,
  NOW,
  VITALE2,
  wellCheck,
} from '../../support/workstation-facts.ts'

const READER = 'SCM Microsystems Inc. SCR 355 0'
const day = 86_400_000
const around = aroundFor('web-ps-card', {testPin: true})
const checks = Object.fromEntries(
  checkIds.map((id) => [id, /^(?:pcsc|card|p11|env)\./.test(id) ? (judges[id] ?? wellCheck()) : wellCheck()]),
)
const results = (changes: Changes) => judgeAll(factsWith(changes), around, checks)
const told = (changes: Changes, status: string) =>
  results(changes)
    .filter((one) => one.status === status && one.id.startsWith('p11.'))
    .map(({id, cause}) => `${id} ${cause.code}`)

type Answered = Extract<CpsModule['probe'], {state: 'answered'}>
type Token = SeenToken<CardCertificate>
const {cpsModule, cpsFiles} = goodValues
const answered = cpsModule.probe as Answered
const list = answered.slots.state === 'listed' ? answered.slots.list : []
const goodToken = list[0]?.token as Token
const certificate = (
  goodToken.certificates.state === 'read' ? goodToken.certificates.list[0] : undefined
) as Extract<CardCertificate, {state: 'read'}>
const withSlots = (slots: Answered['slots'], more: Partial<CpsModule> = {}): CpsModule => ({
  ...cpsModule,
  ...more,
  probe: {...answered, slots},
})
const withToken = (token: (typeof list)[number]['token'], description = READER, more = {}) =>
  withSlots({state: 'listed', list: [{description, token}]}, more)
const withCertificate = (changes: Partial<typeof certificate>, more: Partial<CpsModule> = {}) =>
  withToken({...goodToken, certificates: {state: 'read', list: [{...certificate, ...changes}]}}, READER, more)
const withHeader = (header: LibraryHeader): ModuleFiles => ({
  ...cpsFiles,
  files: [{path: 'C:\\x.dll', family: 'current', found: {state: 'read', header}}],
})
const cryptolib = (version: string): ModuleFiles => ({
  ...cpsFiles,
  installed: {state: 'told', version, by: 'HKLM'},
})
const card4 = {
  kind: 'listed',
  backend: 'certutil',
  readers: [{name: READER, card: 'present', atr: CPS4, held: 'free'}],
} as const
const unseen = withToken({state: 'absent'})

describe('the module and the card, from facts', () => {
  it('is all well with evidence', () => {
    expect(told({}, 'error')).toEqual([])
    expect(told({}, 'warn')).toEqual([])
    expect(told({}, 'ok')).toHaveLength(8)
  })

  it.each<[string, Changes, string]>([
    ['no file', {cpsFiles: {...cpsFiles, files: []}}, 'p11.found module-missing'],
    [
      'an old module alone',
      {cpsFiles: {...cpsFiles, files: cpsFiles.files.map((one) => ({...one, family: 'obsolete'}))}},
      'p11.found module-obsolete',
    ],
    [
      'a 32-bit module',
      {cpsFiles: withHeader({kind: 'library', format: 'pe', machines: ['ia32']})},
      'p11.arch module-arch',
    ],
    [
      'a module of Linux on Windows',
      {cpsFiles: withHeader({kind: 'library', format: 'elf', machines: ['x64']})},
      'p11.arch module-of-other-system',
    ],
    [
      'a page of text',
      {cpsFiles: withHeader({kind: 'no-library', because: 'text'})},
      'p11.arch module-not-a-library',
    ],
    [
      'CPS4 and Cryptolib 5.1',
      {readers: card4, cpsModule: unseen, cpsFiles: cryptolib('5.1.10')},
      'p11.version cryptolib-too-old',
    ],
    [
      'CPS4 that a recent Cryptolib does not see',
      {readers: card4, cpsModule: unseen},
      'p11.token token-unseen',
    ],
    [
      'CPS4 and nobody knows which Cryptolib',
      {readers: card4, cpsModule: unseen, cpsFiles: {...cpsFiles, installed: {state: 'untold'}}},
      'p11.token token-cps4-unread',
    ],
    [
      'a reader that the module does not know',
      {cpsModule: withToken({state: 'absent'}, 'Other')},
      'p11.token reader-not-in-module',
    ],
    [
      'an interrupted update',
      {cpsModule: withToken({state: 'failed', name: 'CKR_VENDOR_DEFINED', code: 0x80000001})},
      'p11.token card-update-interrupted',
    ],
    [
      'the same, when not even the slot answers',
      {cpsModule: withToken({state: 'failed', name: 'CKR_VENDOR_DEFINED', code: 0x80000001}, '')},
      'p11.token card-update-interrupted',
    ],
    [
      'a test card in a production profile',
      {cpsModule: withCertificate({}, {expected: 'production'})},
      'p11.certs test-card-in-production',
    ],
    [
      'an expired certificate',
      {cpsModule: withCertificate({notAfter: NOW - day})},
      'p11.certs card-certificate-expired-auth',
    ],
    [
      'an expired test card in production: a test card first',
      {cpsModule: withCertificate({notAfter: NOW - day}, {expected: 'production'})},
      'p11.certs test-card-in-production',
    ],
    [
      'a certificate of tomorrow',
      {cpsModule: withCertificate({notBefore: NOW + day})},
      'p11.certs card-certificate-early',
    ],
    [
      'a certificate that its authority did not sign',
      {
        cpsModule: withCertificate({
          proof: {
            state: 'faulty',
            check: 'CHAIN-01',
            message: 'certificate.finding.CHAIN-01.forged',
            params: {issuer: 'AC IGC-SANTE'},
          },
        }),
      },
      'p11.certs certs-finding',
    ],
    ['a card that only signs', {cpsModule: withCertificate({use: 'sign'})}, 'p11.certs no-auth-certificate'],
  ])('lights one lamp: %s', (_name, changes, error) => {
    expect(told(changes, 'error')).toEqual([error])
  })

  it.each<[string, Changes, string]>([
    [
      '59 days left',
      {cpsModule: withCertificate({notAfter: NOW + 59 * day + 1})},
      'p11.certs card-certificate-ends',
    ],
    ['a Cryptolib behind', {cpsFiles: cryptolib('5.2.2')}, 'p11.version cryptolib-behind'],
    [
      'a real card in a test profile',
      {cpsModule: withCertificate({environment: 'production'})},
      'p11.certs real-card-in-test',
    ],
    ['a test card without a profile', {cpsModule: {...cpsModule, expected: null}}, 'p11.certs test-card'],
    [
      'signs that disagree',
      {cpsModule: withCertificate({environment: 'conflict'})},
      'p11.certs card-issuer-conflict',
    ],
    [
      "another maker's module",
      {
        cpsModule: {
          ...cpsModule,
          probe: {
            ...answered,
            identity: {...answered.identity, manufacturer: 'SoftHSM project', description: 'x'},
          },
        },
      },
      'p11.version module-foreign',
    ],
    ['one try left', {cpsModule: withToken({...goodToken, flags: 0x3040d})}, 'p11.pin pin-final-try'],
  ])('warns: %s', (_name, changes, warning) => {
    expect([told(changes, 'error'), told(changes, 'warn')]).toEqual([[], [warning]])
  })

  it.each([['notAfter'], ['notBefore']])('never calls a card good whose %s cannot be read', (date) => {
    expect(told({cpsModule: withCertificate({[date]: Number.NaN})}, 'error')).toEqual([
      'p11.certs card-certificate-unreadable',
    ])
  })

  it.each([
    ['whose authority is known to nobody', {proof: {state: 'unproved'}}, 'card-issuer-unproved'],
    ['whose certificate is that of a structure', {product: 'ORG_AUTH_CLI'}, 'card-product-unproved'],
  ] as const)('does not call ready a workstation with a card %s', (_name, change, cause) => {
    for (const expected of ['test', 'production'] as const) {
      const environment = expected
      const seen = results({cpsModule: withCertificate({...change, environment}, {expected})})
      const certs = seen.find(({id}) => id === 'p11.certs')
      expect([certs?.status, certs?.cause.code, certs?.remedy !== undefined]).toEqual([
        'unknown',
        cause,
        true,
      ])
      expect(summarise(seen, around.wanted).verdict).toBe('incomplete')
    }
    // The certificate by which it signs has to be proved too.
    const {proof: _, ...proved} = certificate
    const list = [certificate, {...proved, use: 'sign' as const, proof: {state: 'unproved' as const}}]
    const cpsModule = withToken({...goodToken, certificates: {state: 'read', list}})
    expect(told({cpsModule}, 'unknown')).toEqual(['p11.certs card-issuer-unproved'])
  })

  it('is content with 60 days', () => {
    expect(told({cpsModule: withCertificate({notAfter: NOW + 60 * day + 1})}, 'warn')).toEqual([])
  })

  it('takes a token in another slot for the CPS only by its label, and says so', () => {
    const found = results({cpsModule: withToken(goodToken, 'SoftHSM slot ID 0x1')}).find(
      ({id}) => id === 'p11.token',
    )
    expect(found?.status).toBe('ok')
    expect(found?.evidence[0]?.code).toBe('token-by-label')
    const other = {...goodToken, label: 'Essai', model: 'SoftHSM v2'}
    expect(told({cpsModule: withToken(other, 'SoftHSM slot ID 0x1')}, 'error')).toEqual([
      'p11.token reader-not-in-module',
    ])
    expect(told({readers: card4, cpsModule: withToken(goodToken, 'Else')}, 'error')).toEqual([
      'p11.token reader-not-in-module',
    ])
  })
})

describe('a token, and the card that PC/SC sees', () => {
  const counted = (insertions: number, ...more: object[]) =>
    ({
      kind: 'listed',
      backend: 'pcscd',
      readers: [{name: READER, card: 'present', atr: CPS3, held: 'free', insertions}, ...more],
    }) as ReaderInventory
  const empty = {name: 'R 01', card: 'absent', held: 'free', insertions: 0}
  const token = (changes: Changes) => {
    const found = results(changes).find(({id}) => id === 'p11.token')
    return [found?.status, found?.cause.code]
  }

  it('is not the CPS by its label in a slot that bears the name of another reader', () => {
    const readers = counted(1, empty)
    expect(token({readers, cpsModule: withToken(goodToken, 'R 01')})).toEqual([
      'error',
      'reader-not-in-module',
    ])
    expect(token({readers, cpsModule: withToken(goodToken, 'CPS_GALSS')})[0]).toBe('ok')
  })

  it('is not known to be that card where one was put in or taken out meanwhile', () => {
    const [before, after] = [counted(1), counted(3)]
    const still = {meanwhile: 'still', stand: standOf(before)} as const
    expect(token({readers: before, cpsModule: {...cpsModule, ...still}})).toEqual(['ok', 'token-seen'])
    for (const changes of [
      {readers: after, cpsModule: {...cpsModule, ...still}},
      {readers: before, cpsModule: {...cpsModule, ...still, meanwhile: 'moved' as const}},
      {readers: before, cpsModule: {...unseen, ...still, meanwhile: 'other-card' as const}},
    ]) {
      expect(token(changes)).toEqual(['unknown', 'card-moved'])
      expect(told(changes, 'error')).toEqual([])
    }
  })
})

describe('the kind of card', () => {
  const certs = (cardType: typeof certificate.cardType) => {
    const judged = results({cpsModule: withCertificate({cardType})})
    const {verdict} = summarise(judged, around.wanted)
    const found = judged.find(({id}) => id === 'p11.certs')
    return [verdict, found?.status, found?.cause.code, found?.remedy?.code]
  }

  it('is held against what the professional wants of it, and never well without a right to consult', () => {
    for (const cardType of ['cps', 'cpf'] as const)
      expect(certs(cardType)).toEqual(['ready', 'ok', 'card-certificates-good', undefined])
    expect(certs('cde-cpe')).toEqual(['blocked', 'error', 'card-kind-cde-cpe', 'use-own-cps'])
    expect(certs('cda-cpa')).toEqual(['incomplete', 'unknown', 'card-kind-cda-cpa', 'use-own-cps'])
    expect(certs(null)).toEqual(['incomplete', 'unknown', 'card-kind-unsaid', 'look-at-card-product'])
  })
})

describe('a module that is not loaded beside other cards', () => {
  const reader = (name: string, atr: string) => ({name, card: 'present' as const, atr, held: 'free' as const})
  const seen = (...more: ReturnType<typeof reader>[]): ReaderInventory => ({
    kind: 'listed',
    backend: 'pcscd',
    readers: [reader(READER, CPS3), ...more],
  })
  const off = (state: 'kept-off' | 'stopped', meanwhile: Meanwhile): CpsModule => ({
    ...cpsModule,
    meanwhile,
    probe: {state},
  })
  const asked = (changes: Changes, vitale = true) => {
    const wish = aroundFor('web-ps-card', {vitale, testPin: true})
    const judged = judgeAll(factsWith(changes), wish, checks)
    const {verdict, next} = summarise(judged, wish.wanted)
    const load = judged.find(({id}) => id === 'p11.load')
    return [verdict, load?.cause.code, next?.action.code]
  }

  it('says what a Vitale keeps from being looked at, and leads to a look that can be ready', () => {
    const both = {readers: seen(reader('R 01', VITALE2)), cpsModule: off('kept-off', 'not-loaded')}
    expect(asked(both)).toEqual(['incomplete', 'module-kept-off-vitale', 'read-cps-alone'])
    const alone = seen({name: 'R 01', card: 'absent', held: 'free'} as never)
    expect(asked({readers: alone})).toEqual(['ready', 'module-answers', undefined])
    expect(asked({readers: seen()})[2]).toBe('plug-second-reader')
  })

  it('names what else keeps it off', () => {
    const kept = off('kept-off', 'not-loaded')
    const bank = seen(reader('R 01', '3B6513000102030405'))
    expect(asked({readers: bank, cpsModule: kept}, false)).toEqual([
      'incomplete',
      'module-kept-off',
      'take-other-card-out',
    ])
    expect(asked({readers: seen(reader('R 01', 'FFFFFFFF')), cpsModule: kept}, false)[2]).toBe(
      'replace-reader-driver',
    )
  })

  it('never says that it was not loaded of one that was stopped', () => {
    const changes = {cpsModule: off('stopped', 'other-card')}
    expect(asked(changes, false)).toEqual(['incomplete', 'module-stopped', 'take-other-card-out'])
    expect(JSON.stringify(results(changes))).not.toMatch(/module-not-tried|module-kept-off|module-not-asked/)
  })

  it('looks for the CPS that was taken out, not for the version of Cryptolib', () => {
    const empty = withSlots(
      {state: 'listed', list: [{description: READER, token: {state: 'absent'}}]},
      {
        meanwhile: 'moved',
      },
    )
    const untold = {...cpsFiles, installed: {state: 'untold'}} as const
    expect(asked({cpsModule: empty, cpsFiles: untold}, false)).toEqual([
      'incomplete',
      'module-answers',
      'leave-cards-in',
    ])
  })
})

describe('the version of Cryptolib', () => {
  const version = (changes: Changes) => {
    const found = results(changes).find(({id}) => id === 'p11.version')
    return [found?.status, found?.cause.code, ...(found?.evidence ?? []).map(({code}) => code)]
  }
  const other = {...cpsModule, path: '/home/x/libcps3_pkcs11_lux.so'}
  const asked = (from: ModuleFiles): ModuleFiles => ({
    ...from,
    files: from.files.map((one) => ({...one, path: other.path, family: 'asked'})),
  })

  it('says nothing of a file that its installer did not put there', () => {
    const four = {...goodToken, label: 'CPS4v1-3100000001', model: 'ChipDoc'}
    const reads = {...withToken(four), path: other.path}
    const served = ['ok', 'version-serves-card', 'token-read', 'module-own-version', 'cryptolib-elsewhere']
    expect(version({readers: card4, cpsModule: reads, cpsFiles: asked(cryptolib('5.1.5'))})).toEqual(served)
    expect(version({cpsModule: other, cpsFiles: asked(cryptolib('5.2.6'))})).toEqual(served)
    const blind = {...unseen, path: other.path}
    expect(version({readers: card4, cpsModule: blind, cpsFiles: asked(cryptolib('5.1.5'))})).toEqual([
      'unknown',
      'version-untold',
      'module-own-version',
      'cryptolib-elsewhere',
    ])
    expect(told({readers: card4, cpsModule: blind, cpsFiles: asked(cryptolib('5.2.6'))}, 'error')).toEqual([
      'p11.token token-cps4-unread',
    ])
  })

  it('is not called too old for a CPS4 that the module reads', () => {
    const four = {...goodToken, label: 'CPS4v1-3100000001', model: 'ChipDoc'}
    expect(
      version({readers: card4, cpsModule: withToken(four), cpsFiles: cryptolib('5.1.5')}).slice(0, 2),
    ).toEqual(['warn', 'cryptolib-behind'])
  })

  it("blames no other maker's module that was not asked for its cards", () => {
    const foreign = {...answered.identity, manufacturer: 'x', description: 'y'}
    const probe = {...answered, identity: foreign, slots: {state: 'not-asked'}} as const
    expect(told({cpsModule: {...cpsModule, probe, meanwhile: 'other-card'}}, 'error')).toEqual([])
  })
})

it.each([
  [0x40d, 'clear'],
  [0x1040d, 'count-low'],
  [0x3040d, 'final-try'],
  [0x4040d, 'locked'],
  [0x44040d, 'locked-for-good'],
  [0x40040d, 'unblock-locked'],
  [0x405, 'not-set'],
  [0x8040d, 'to-be-changed'],
  [0x7040d, 'locked'],
] as const)('tells the worst of the flags 0x%s', (flags, state) => {
  expect(pinState(flags)).toBe(state)
})

describe('the name of a slot', () => {
  const long =
    'Ingenico Healthcare Very Long Reader Name With Many Words In It [CCID Interface] (1234567890) 00 01'
  it.each([
    [READER, READER, true],
    [`${READER}   `, READER, true],
    [READER, `${READER}1`, false],
    ['', '', false],
    [long.slice(0, 64), long, true],
    [`${long.slice(0, 31)}...${long.slice(-30)}`, long, true],
    [`${long.slice(0, 31)}...${long.slice(-29)}2`, long, false],
    ['SCM...00', 'SCM Reader 00', false],
  ])('%s is that of %s: %s', (description, reader, same) => {
    expect(isNamedAs(description, reader)).toBe(same)
  })
})

it.each([
  ['5.1.10', '5.2.0', true],
  ['5.2.10', '5.2.9', false],
  ['5.2', '5.2.0', false],
  ['5.2.6', '5.2.6', false],
  ['4.9.9.9', '5', true],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older)
})

describe('whatever is seen', () => {
  const returned = {
    state: fc.constant('failed' as const),
    name: fc.constant('CKR_X'),
    code: fc.nat(0xffffffff),
  }
  const time = fc.oneof(fc.integer({min: NOW - 900 * day, max: NOW + 900 * day}), fc.constant(Number.NaN))
  const oneCertificate: fc.Arbitrary<CardCertificate> = fc.oneof(
    fc.record({
      state: fc.constant('read' as const),
      use: fc.constantFrom('auth' as const, 'sign' as const, 'other' as const),
      notBefore: time,
      notAfter: time,
      issuer: fc.string({maxLength: 10}),
      environment: fc.constantFrom(
        'production' as const,
        'test' as const,
        'unknown' as const,
        'conflict' as const,
      ),
      product: fc.constantFrom('CARD_AUTH' as const, 'ORG_AUTH_CLI' as const, 'unknown' as const),
      proof: fc.constantFrom(
        {state: 'proved' as const, by: 'anchor' as const, authority: 'ACI-EL-PP-TEST'},
        {state: 'unproved' as const},
        {
          state: 'faulty' as const,
          check: 'CHAIN-01',
          message: 'certificate.finding.CHAIN-01.forged',
          params: {issuer: '…'},
        },
      ),
      holder: fc.constant('…'),
      cardType: fc.constantFrom(null, 'cps' as const, 'cpf' as const, 'cde-cpe' as const, 'cda-cpa' as const),
      allowed: fc.constant([]),
    }),
    fc.record({state: fc.constant('unreadable' as const), label: fc.string({maxLength: 5})}),
  )
  const token = fc.oneof(
    fc.record({state: fc.constantFrom('absent' as const, 'uninitialised' as const)}),
    fc.record(returned),
    fc.record({
      state: fc.constant('read' as const),
      label: fc.constantFrom('CPS3v3-3100000001', 'CPS4v1-3100000002', 'Essai', ''),
      model: fc.constantFrom('IAS ECC', 'ChipDoc', ''),
      manufacturer: fc.constant(''),
      serial: fc.constant('31'),
      flags: fc.nat(0xffffff),
      minPin: fc.nat(20),
      maxPin: fc.nat(20),
      certificates: fc.oneof(
        fc.record({state: fc.constant('read' as const), list: fc.array(oneCertificate, {maxLength: 3})}),
        fc.record(returned),
      ),
    }),
  )
  const failure = fc.record({
    state: fc.constant('failed' as const),
    problem: fc.constantFrom(
      ...(['hung', 'crashed', 'exited', 'missing-dependency', 'missing-symbol', 'not-pkcs11'] as const),
      ...(['not-found', 'wrong-architecture', 'not-a-library', 'no-rights', 'refused', 'failed'] as const),
    ),
    detail: fc.constantFrom('', 'SIGSEGV'),
  })
  const slots = fc.oneof(
    failure,
    fc.record({
      state: fc.constant('listed' as const),
      list: fc.array(fc.record({description: fc.constantFrom(READER, 'Else', ''), token}), {maxLength: 3}),
    }),
  )
  const anyModule: fc.Arbitrary<CpsModule> = fc.record({
    path: fc.constantFrom(null, 'C:\\x.dll'),
    expected: fc.constantFrom(null, 'production' as const, 'test' as const),
    meanwhile: fc.constantFrom(
      ...(['not-loaded', 'still', 'moved', 'other-card', 'untold'] as const satisfies Meanwhile[]),
    ),
    stand: fc.constantFrom(null, '[]'),
    probe: fc.oneof(
      fc.record({
        state: fc.constantFrom(...(['not-installed', 'not-tried', 'kept-off', 'stopped'] as const)),
      }),
      failure,
      fc.record({
        state: fc.constant('answered' as const),
        identity: fc.constantFrom(answered.identity, {
          ...answered.identity,
          manufacturer: 'x',
          description: 'y',
        }),
        slots,
      }),
    ),
  })
  const header: fc.Arbitrary<LibraryHeader> = fc.oneof(
    fc.record({
      kind: fc.constant('library' as const),
      format: fc.constantFrom('pe' as const, 'elf' as const, 'mach-o' as const),
      machines: fc.subarray(['x64', 'ia32', 'arm64', 'other'], {minLength: 1}),
    }),
    fc.record({
      kind: fc.constant('not-loadable' as const),
      format: fc.constantFrom('pe' as const, 'elf' as const),
    }),
    fc.record({
      kind: fc.constant('no-library' as const),
      because: fc.constantFrom(...(['empty', 'too-short', 'text', 'damaged', 'other'] as const)),
    }),
  )
  const anyFiles: fc.Arbitrary<ModuleFiles> = fc.record({
    platform: fc.constantFrom('win32' as const, 'linux' as const, 'darwin' as const),
    files: fc.array(
      fc.record({
        path: fc.constantFrom('a', 'b'),
        family: fc.constantFrom(...(['current', 'obsolete', 'unconfirmed', 'asked'] as const)),
        found: fc.oneof(
          fc.record({state: fc.constantFrom(...(['absent', 'broken-link', 'not-a-file'] as const))}),
          fc.record({state: fc.constant('unreadable' as const), code: fc.constant('EACCES')}),
          fc.record({state: fc.constant('read' as const), header}),
        ),
      }),
      {maxLength: 3},
    ),
    installed: fc.oneof(
      fc.record({state: fc.constant('untold' as const)}),
      fc.record({
        state: fc.constant('told' as const),
        version: fc.constantFrom('5.1.4', '5.2.0', '5.2.6', '5.3.0'),
        by: fc.constant('rpm'),
      }),
    ),
  })
  const anyTrial: fc.Arbitrary<PinTrial> = fc.oneof(
    fc.record({
      outcome: fc.constantFrom('accepted' as const, 'wrong' as const),
      after: fc.nat(0xffffff).map(pinState),
    }),
    fc.record({
      outcome: fc.constant('refused' as const),
      because: fc.constantFrom('locked' as const, 'last-try' as const, 'length' as const),
    }),
    fc.record({
      outcome: fc.constant('failed' as const),
      problem: fc.constant('hung'),
      detail: fc.constant(''),
    }),
  )
  const unworded = ({cause, evidence, remedy}: Judgement) =>
    [
      [`workstation.cause.${cause.code}`],
      evidence.map(({code}) => `workstation.evidence.${code}`),
      remedy ? [`workstation.remedy.${remedy.code}`] : [],
    ]
      .flat()
      .filter((key) => !(key in fr && key in en))

  const sound = (one: ReturnType<typeof results>[number]) => {
    expect(unworded(one)).toEqual([])
    if (one.status === 'ok') expect([one.id, one.evidence.length > 0]).toEqual([one.id, true])
    if (one.status === 'error' || one.status === 'warn')
      expect([one.id, one.remedy?.code]).not.toContain(undefined)
  }
  const hasToken = ({probe}: CpsModule) =>
    probe.state === 'answered' &&
    probe.slots.state === 'listed' &&
    probe.slots.list.some((slot) => slot.token.state === 'read')

  const mayConsult = ({probe}: CpsModule) =>
    probe.state === 'answered' &&
    probe.slots.state === 'listed' &&
    probe.slots.list.some(
      ({token: seen}) =>
        seen.state === 'read' &&
        seen.certificates.state === 'read' &&
        seen.certificates.list.some(
          (one) => one.state === 'read' && (one.cardType === 'cps' || one.cardType === 'cpf'),
        ),
    )

  it('has words for all it says, evidence for every ok, and says ok of a card only when a token was read', () => {
    const readers = fc.constantFrom(goodValues.readers, card4)
    fc.assert(
      fc.property(anyFiles, anyModule, anyTrial, readers, (files, module, trial, seen) => {
        const judged = results({cpsFiles: files, cpsModule: module, pinTest: trial, readers: seen})
        for (const one of judged.filter(({id}) => id.startsWith('p11.'))) sound(one)
        const good = judged.filter(({status}) => status === 'ok').map(({id}) => id)
        const needsToken = ['p11.token', 'p11.certs', 'p11.pin'].filter((id) =>
          (good as string[]).includes(id),
        )
        if (!hasToken(module)) expect(needsToken).toEqual([])
        if (module.probe.state !== 'answered') expect(good).not.toContain('p11.load')
        if (good.includes('p11.certs')) expect(mayConsult(module)).toBe(true)
      }),
      {numRuns: 1_500},
    )
  })
})
