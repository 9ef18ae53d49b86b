import {execFileSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest'
import {tokenProbe} from '../../../src/lib/token-probe/token-probe.ts'
import type {ModuleProbe, RawCertificate, SeenToken} from '../../../src/lib/workstation/cps-module.ts'
import {compileFakeModules, type FakeModules, fakeModuleNeeds} from '../../support/fake-modules.ts'
import {describeWith} from '../../support/requires.ts'

const limit = {timeoutMs: 20_000, mayRead: async () => true}
const short = {...limit, timeoutMs: 3_000}
const probe = tokenProbe({
  platform: 'linux',
  env: {},
  run: async () => ({kind: 'missing', detail: 'none here'}),
})
const before = {...process.env}

function setting(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] = value
}

function firstToken(seen: ModuleProbe<RawCertificate>): SeenToken<RawCertificate> {
  if (seen.state !== 'answered' || seen.slots.state !== 'listed') throw new Error(JSON.stringify(seen))
  const token = seen.slots.list[0]?.token
  if (token?.state !== 'read') throw new Error(JSON.stringify(token))
  return token
}

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

describeWith(fakeModuleNeeds, 'a module in a process of its own', () => {
  let modules: FakeModules
  let log: string
  const calls = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [])

  beforeAll(() => {
    modules = compileFakeModules()
    log = join(modules.folder, 'calls')
  })
  afterEach(() => rmSync(log, {force: true}))
  afterAll(() => modules.remove())

  it('says who it is and what its tokens show, logs in nowhere and ends what it began', async () => {
    const certificate = join(modules.folder, 'one.der')
    writeFileSync(certificate, Buffer.from('3003020101', 'hex'))
    setting({
      FAKE_P11_LOG: log,
      FAKE_P11_READER: 'Lecteur fictif 00 00|Lecteur fictif 00 01',
      FAKE_P11_LABEL: 'CPS4v1-3100000001',
      FAKE_P11_MODEL: 'ChipDoc',
      FAKE_P11_CERTS: certificate,
    })
    const seen = await probe.probe(modules.fake, limit)
    expect(seen).toMatchObject({
      state: 'answered',
      identity: {description: 'CPS3 PKCS#11 LINUX', manufacturer: 'ANS', version: '3.1', cryptoki: '2.20'},
      slots: {
        state: 'listed',
        list: [
          {description: 'Lecteur fictif 00 00'},
          {description: 'Lecteur fictif 00 01', token: {state: 'absent'}},
        ],
      },
    })
    expect(firstToken(seen)).toMatchObject({
      label: 'CPS4v1-3100000001',
      model: 'ChipDoc',
      serial: '310000000',
      flags: 0x40d,
      minPin: 4,
      maxPin: 8,
      certificates: {state: 'read', list: [{label: 'Certificat 1'}]},
    })
    const slots = 'C_GetSlotList' // once for their number, once for them
    expect(calls()).toEqual(['C_Initialize', 'C_GetInfo', slots, slots, 'C_Finalize'])
  })

  it.each([
    ['crash', 'crashed', 'SIGSEGV'],
    ['abort', 'crashed', 'SIGABRT'],
    ['crash-info', 'crashed', 'SIGSEGV'],
    ['exit', 'exited', '3'],
    ['refuse', 'refused', 'C_Initialize CKR_GENERAL_ERROR'],
  ])('tells a module that does %s', async (mode, problem, detail) => {
    setting({FAKE_P11_MODE: mode})
    expect(await probe.probe(modules.fake, limit)).toEqual({state: 'failed', problem, detail})
  })

  it('stops a module that hangs while it loads, and one that hangs on the card', async () => {
    setting({FAKE_P11_MODE: 'hang'})
    const ten = {...limit, timeoutMs: 10_000}
    expect(await probe.probe(modules.fake, ten)).toMatchObject({state: 'failed', problem: 'hung'})
    setting({FAKE_P11_MODE: 'hang-slots'})
    expect(await probe.probe(modules.fake, ten)).toMatchObject({
      state: 'answered',
      slots: {state: 'failed', problem: 'hung'},
    })
  })

  it('does not call hanging what had less time than a sound module may need', async () => {
    for (const [mode, expected] of [
      ['hang', {state: 'failed', problem: 'late'}],
      ['hang-slots', {state: 'answered', slots: {state: 'failed', problem: 'late'}}],
    ] as const) {
      setting({FAKE_P11_MODE: mode})
      expect(await probe.probe(modules.fake, short)).toMatchObject(expected)
    }
  })

  it('asks for no slot where whoever the module is may not read what is in', async () => {
    setting({FAKE_P11_LOG: log, FAKE_P11_MODE: 'crash-slots'})
    const asked: string[] = []
    const seen = await probe.probe(modules.fake, {
      ...limit,
      mayRead: async ({manufacturer}) => {
        asked.push(manufacturer)
        return false
      },
    })
    expect(seen).toMatchObject({state: 'answered', slots: {state: 'not-asked'}})
    expect(asked).toEqual(['ANS'])
  })

  it('tells a module that crashes on the card from one that does not load', async () => {
    setting({FAKE_P11_MODE: 'crash-slots'})
    expect(await probe.probe(modules.fake, limit)).toMatchObject({
      state: 'answered',
      identity: {manufacturer: 'ANS'},
      slots: {state: 'failed', problem: 'crashed', detail: 'SIGSEGV'},
    })
  })

  it('is not misled by what a module prints, however much, nor by one that never ends', async () => {
    setting({FAKE_P11_MODE: 'noisy', FAKE_P11_LABEL: 'CPS3v3-3100000001'})
    expect(firstToken(await probe.probe(modules.fake, limit)).label).toBe('CPS3v3-3100000001')
    setting({FAKE_P11_MODE: 'hang-finalize'})
    expect(firstToken(await probe.probe(modules.fake, limit)).label).toBe('CPS3v3-3100000001')
  })

  it('names the library that is missing, and what is no PKCS#11 module, no library or of another width', async () => {
    expect(await probe.probe(modules.needy, limit)).toEqual({
      state: 'failed',
      problem: 'missing-dependency',
      detail: 'libdmptestother.so',
    })
    expect(await probe.probe(modules.foreign, limit)).toMatchObject({problem: 'not-pkcs11'})
    expect(await probe.probe(modules.narrow, limit)).toMatchObject({problem: 'wrong-architecture'})
    expect(await probe.probe(modules.page, limit)).toMatchObject({problem: 'not-a-library'})
    expect(await probe.probe(join(modules.folder, 'none.so'), limit)).toMatchObject({problem: 'not-found'})
  })

  it('keeps one slot that fails from hiding the others, and gives the return value of the ANS its number', async () => {
    setting({FAKE_P11_READER: 'Un|Deux', FAKE_P11_LABEL: 'CPS3v3-3100000001', FAKE_P11_SLOT_RV: '5'})
    expect(await probe.probe(modules.fake, limit)).toMatchObject({
      slots: {
        list: [
          {token: {state: 'failed', name: 'CKR_GENERAL_ERROR', code: 5}},
          {description: 'Deux', token: {state: 'absent'}},
        ],
      },
    })
    setting({FAKE_P11_SLOT_RV: '0', FAKE_P11_TOKEN_RV: '80000001'})
    expect(await probe.probe(modules.fake, limit)).toMatchObject({
      slots: {list: [{description: 'Un', token: {state: 'failed', code: 0x80000001}}, {}]},
    })
  })

  it('asks the system for no version where the files alone are wanted: its package manager may hang', async () => {
    const ran: string[] = []
    const asking = tokenProbe({
      platform: 'linux',
      env: {},
      run: async (program) => {
        ran.push(program)
        return {kind: 'missing', detail: 'ENOENT'}
      },
    })
    await asking.modules(modules.fake, {...limit, filesAlone: true})
    expect(ran).toEqual([])
    await asking.modules(modules.fake, limit)
    expect(ran).toEqual(['rpm'])
  })

  it('reads the header of what is at the place that was asked for, and looks nowhere else', async () => {
    const found = async (path: string) => (await probe.modules(path, limit)).files
    expect(await found(modules.fake)).toEqual([
      {
        path: modules.fake,
        family: 'asked',
        found: {state: 'read', header: {kind: 'library', format: 'elf', machines: [process.arch]}},
      },
    ])
    expect((await found(modules.narrow))[0]?.found).toMatchObject({header: {machines: ['ia32']}})
    expect((await found(modules.page))[0]?.found).toMatchObject({
      header: {kind: 'no-library', because: 'text'},
    })
    expect((await found(modules.empty))[0]?.found).toMatchObject({header: {because: 'empty'}})
    expect((await found(modules.brokenLink))[0]?.found).toEqual({state: 'broken-link'})
    expect((await found(modules.folder))[0]?.found).toEqual({state: 'not-a-file'})
    expect((await found(join(modules.folder, 'none.so')))[0]?.found).toEqual({state: 'absent'})
  })

  it('tries a PIN once, tells what is left, and never on a locked token nor on its last try unless allowed', async () => {
    const wish = {description: 'Fake reader 00', label: 'CPS3v3-3100000001', serial: '310000000'}
    const trial = (pin: string, flags: string, allowLast = false) => {
      setting({FAKE_P11_LOG: log, FAKE_P11_LABEL: wish.label, FAKE_P11_PIN: '4711', FAKE_P11_FLAGS: flags})
      return probe.tryPin(modules.fake, wish, pin, {...limit, allowLast})
    }
    expect(await trial('4711', '40D')).toEqual({outcome: 'accepted', after: 'clear'})
    expect(calls().filter((call) => call === 'C_Login')).toHaveLength(1)
    expect(await trial('0000', '40D')).toEqual({outcome: 'wrong', after: 'count-low'})
    expect(await trial('0000', '1040D')).toEqual({outcome: 'wrong', after: 'final-try'})
    rmSync(log)
    expect(await trial('4711', '3040D')).toEqual({outcome: 'refused', because: 'last-try'})
    expect(await trial('4711', '4040D', true)).toEqual({outcome: 'refused', because: 'locked'})
    expect(calls()).not.toContain('C_Login')
    expect(await trial('4711', '3040D', true)).toEqual({outcome: 'accepted', after: 'clear'})
    expect(
      await probe.tryPin(modules.fake, {...wish, serial: '99'}, '4711', {...limit, allowLast: false}),
    ).toEqual({
      outcome: 'failed',
      problem: 'refused',
      detail: 'no-token',
    })
  })

  it('does without pkcs11js, and says so', async () => {
    const hook = join(modules.folder, 'hide.mjs')
    writeFileSync(
      hook,
      `import {registerHooks} from 'node:module'
registerHooks({resolve: (name, context, next) => {
  if (name === 'pkcs11js') throw Object.assign(new Error('hidden'), {code: 'ERR_MODULE_NOT_FOUND'})
  return next(name, context)
}})`,
    )
    setting({NODE_OPTIONS: `--import=${pathToFileURL(hook)}`})
    expect(await probe.probe(modules.fake, limit)).toEqual({state: 'not-installed'})
    expect(
      await probe.tryPin(modules.fake, {description: '', label: '', serial: ''}, '1', {
        ...limit,
        allowLast: false,
      }),
    ).toEqual({outcome: 'failed', problem: 'not-installed', detail: ''})
  })
})

const softhsm = '/usr/lib/softhsm/libsofthsm2.so'

describeWith(
  [
    {program: 'softhsm2-util', package: 'softhsm2'},
    {file: softhsm, package: 'softhsm2'},
  ],
  'SoftHSM with a token named like a CPS',
  () => {
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'dmp-softhsm-'))
      mkdirSync(join(folder, 'tokens'))
      writeFileSync(
        join(folder, 'softhsm2.conf'),
        `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`,
      )
    })
    afterAll(() => rmSync(folder, {recursive: true, force: true}))

    it('is read without a PIN, its slot without content set apart, a wrong PIN counted', async () => {
      setting({SOFTHSM2_CONF: join(folder, 'softhsm2.conf')})
      execFileSync('softhsm2-util', [
        ...[
          '--init-token',
          '--free',
          '--label',
          'CPS4v1-3100000001',
          '--pin',
          '4711',
          '--so-pin',
          '12345678',
        ],
      ])
      const seen = await probe.probe(softhsm, limit)
      const token = firstToken(seen)
      expect(token).toMatchObject({label: 'CPS4v1-3100000001', certificates: {state: 'read', list: []}})
      if (seen.state !== 'answered' || seen.slots.state !== 'listed') throw new Error('not listed')
      expect(seen.slots.list.map((slot) => slot.token.state)).toEqual(['read', 'uninitialised'])
      const description = seen.slots.list[0]?.description ?? ''
      const wish = {description, label: token.label, serial: token.serial}
      const options = {...limit, allowLast: false}
      expect(await probe.tryPin(softhsm, wish, '9999', options)).toEqual({
        outcome: 'wrong',
        after: 'count-low',
      })
      expect(await probe.tryPin(softhsm, wish, '4711', options)).toEqual({
        outcome: 'accepted',
        after: 'clear',
      })
    })
  },
)
