import {copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest'
import {compileFakeModules, type FakeModules, fakeModuleNeeds} from '../support/fake-modules.ts'
import {describeWithPcscd, type PcscBench, startPcscd} from '../support/pcscd.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {type SandboxUnderTest, startSandbox} from '../support/running-sandbox.ts'
import {CPS3, OPENSC, VITALE} from '../support/situations/bench.ts'
import {canMakePlaces, runInPlace} from '../support/situations/place.ts'

interface Check {
  readonly id: string
  readonly status: string
  readonly because: string | null
  readonly cause: {readonly code: string}
  readonly evidence: readonly {readonly code: string}[]
}

const reader = 'Virtual PCD 00 00'

/** What waits for a moment that another process makes. */
async function until(what: () => boolean): Promise<void> {
  for (let beat = 0; !what(); beat += 1) {
    if (beat > 750) throw new Error('never came')
    await pause(20)
  }
}

describeWithPcscd('a carte Vitale in a reader is sent nothing', () => {
  const home = makeHome()
  let bench: PcscBench
  let modules: FakeModules
  let sandbox: SandboxUnderTest
  let log: string
  let gate: string

  beforeAll(async () => {
    modules = compileFakeModules()
    log = join(modules.folder, 'calls')
    gate = join(modules.folder, 'gate')
    sandbox = await startSandbox()
    bench = await startPcscd()
    tokenProfile('opensc', OPENSC)
    tokenProfile('fake', modules.fake)
  }, 120_000)
  afterAll(async () => {
    await bench?.stop()
    await sandbox?.remove()
    modules?.remove()
    home.remove()
  })
  afterEach(async () => {
    for (const file of [log, gate]) rmSync(file, {force: true})
    for (const slot of [0, 1]) await bench.remove(slot)
  })

  /** The profile of the embedded DMP, its keys on a token of this module. */
  function tokenProfile(name: string, module: string): void {
    const folder = join(sandbox.env['DMP_CONFIG_DIR'] ?? '', 'profiles')
    const pin = join(modules.folder, 'pin')
    writeFileSync(pin, '1234', {mode: 0o600})
    const key = (use: string) =>
      `  ${use}:\n    kind: pkcs11\n    modulePath: ${module}\n    tokenLabel: HSM\n    keyLabel: ${use}\n    pin: file:${pin}\n`
    const text = readFileSync(join(folder, 'sandbox.yaml'), 'utf8').replace(
      /certificates:\n(?: {2}.*\n)+/,
      `certificates:\n${key('auth')}${key('sign')}`,
    )
    writeFileSync(join(folder, `${name}.yaml`), text, {mode: 0o600})
  }

  const settings = (more: Record<string, string> = {}): Record<string, string> => ({
    FAKE_P11_LOG: log,
    FAKE_P11_READER: `${reader}|Virtual PCD 00 01`,
    FAKE_P11_LABEL: 'CPS3v3-3100000001',
    ...more,
  })
  const environment = (more: Record<string, string> = {}) => ({...home.env, ...bench.env, ...settings(more)})
  const inSandbox = (more: Record<string, string> = {}) => ({...sandbox.env, ...bench.env, ...settings(more)})
  const checkOf = (data: {checks: readonly Check[]}, id: string) =>
    data.checks.find((one) => one.id === id) as Check

  /** OpenSC under a name that the ANS gives its module. */
  function renamed(): string {
    const folder = join(modules.folder, 'renamed')
    mkdirSync(folder, {recursive: true})
    const path = join(folder, 'cps3_pkcs11_w64.dll')
    copyFileSync(OPENSC, path)
    return path
  }

  it.each([
    ['alone', [VITALE]],
    ['beside a CPS', [VITALE, CPS3]],
  ])("by another maker's module under the name of that of the ANS: %s", async (_name, cards) => {
    for (const [slot, card] of cards.entries()) await bench.insert(slot, card)
    const module = ['--module', renamed()]
    for (const args of [
      ['doctor', '--for', 'web-ps-card', '--offline', ...module],
      ['doctor', '--for', 'web-ps-card', '--offline', '--only', 'pcsc.exclusive', ...module],
      ['doctor', '--for', 'web-ps-e-cps', '--offline', ...module],
      ['card', 'status', ...module],
    ]) {
      const {answer} = await runJson(args, {env: environment()})
      expect([args, await bench.received(0)]).toEqual([args, []])
      const load = checkOf(answer.data, 'p11.load')
      if (load?.status === 'unknown') expect(load.cause.code).toBe('module-kept-off-vitale')
      const vitale = checkOf(answer.data, 'card.vitale')
      if (vitale?.status === 'ok') expect(vitale.evidence.at(-1)?.code).toBe('vitale-not-read')
    }
  })

  it.skipIf(!canMakePlaces())('by one in the very place of that of the ANS', async () => {
    await bench.insert(0, VITALE)
    await bench.insert(1, CPS3)
    const args = ['doctor', '--for', 'web-ps-card', '--offline', '--json']
    const {stdout} = await runInPlace(
      {clock: 'kept', module: OPENSC, cryptolib: '5.2.4'},
      args,
      environment(),
    )
    expect(checkOf(JSON.parse(stdout).data, 'p11.load').cause.code).toBe('module-kept-off-vitale')
    expect(await bench.received(0)).toEqual([])
  })

  it('by the module of the keys of a profile, and says why those were not looked at', async () => {
    await bench.insert(0, VITALE)
    const doctor = async (...more: string[]) => {
      const args = ['doctor', '--offline', '--profile', 'opensc', ...more]
      const {answer} = await runJson(args, {env: inSandbox()})
      const {status, cause, because} = checkOf(answer.data, 'certs.org')
      return [status, because ?? cause.code]
    }
    expect(await doctor('--for', 'feeding-certificate')).toEqual(['unknown', 'certs-token-kept-off'])
    expect(await doctor('--no-card')).toEqual(['skipped', 'passive'])
    expect(await doctor('--for', 'web-ps-card')).toEqual(['skipped', 'not-wanted'])
    for (const args of [
      ['card', 'status', '--profile', 'opensc'],
      ['cert', 'check', '--profile', 'opensc'],
      ['cert', 'inspect', `pkcs11:token=HSM?module-path=${OPENSC}`],
    ])
      await runJson(args, {env: inSandbox()})
    expect(await bench.received(0)).toEqual([])
  })

  it('by that of keys in no reader, which is asked without readers; a token in one is not called missing', async () => {
    await bench.insert(0, VITALE)
    const inspect = async (module: string) => {
      const {answer} = await runJson(['cert', 'inspect', `pkcs11:token=HSM?module-path=${module}`], {
        env: inSandbox({FAKE_P11_LABEL: 'HSM'}),
      })
      return answer.error?.details?.problem ?? answer.error?.message
    }
    expect(await inspect(OPENSC)).toContain('vitale-in-reader')
    expect(await inspect(modules.fake)).not.toContain('vitale-in-reader')
    expect(readFileSync(log, 'utf8')).toContain('C_Initialize')
    await bench.remove(0)
    expect(await inspect(OPENSC)).not.toContain('vitale-in-reader')
  })

  it('loads the module of the keys under --no-card for nobody', async () => {
    const args = ['doctor', '--offline', '--no-card', '--profile', 'fake']
    const {answer} = await runJson(args, {env: inSandbox({FAKE_P11_LABEL: 'HSM'})})
    expect(checkOf(answer.data, 'certs.org')).toMatchObject({status: 'skipped', because: 'passive'})
    expect(existsSync(log)).toBe(false)
    await runJson(['doctor', '--offline', '--profile', 'fake'], {env: inSandbox({FAKE_P11_LABEL: 'HSM'})})
    expect(existsSync(log)).toBe(true)
  })

  it('by any module, whatever the reader is called', async () => {
    const citrix = await startPcscd({device: 'Citrix Virtual Smart Card Reader'})
    try {
      await citrix.insert(0, VITALE)
      const args = ['doctor', '--for', 'web-ps-card', '--offline', '--module', renamed()]
      const {answer} = await runJson(args, {env: {...home.env, ...citrix.env}})
      expect(await citrix.received(0)).toEqual([])
      expect(answer.data.main).toMatchObject({id: 'card.cps', cause: {code: 'only-vitale'}})
    } finally {
      await citrix.stop()
    }
  })

  it('and leads a usual desk to a run that reads the CPS alone', async () => {
    await bench.insert(0, CPS3)
    await bench.insert(1, VITALE)
    const doctor = async () => {
      const args = ['doctor', '--for', 'web-ps-card', '--vitale', '--offline', '--module', modules.fake]
      const {answer} = await runJson(args, {env: environment()})
      return answer.data
    }
    const both = await doctor()
    expect([both.verdict, both.next.action.code]).toEqual(['incomplete', 'read-cps-alone'])
    expect(existsSync(log)).toBe(false)
    await bench.remove(1)
    const alone = await doctor()
    expect(checkOf(alone, 'p11.token').status).toBe('ok')
    expect(checkOf(alone, 'card.vitale')).toMatchObject({status: 'info', cause: {code: 'vitale-slot-free'}})
    expect(JSON.stringify(alone.next)).not.toContain('vitale')
  })

  /** The module waits on its slots while the test moves cards. */
  async function whileLooking(move: () => Promise<void>, goesOn = true) {
    const args = ['doctor', '--for', 'web-ps-card', '--offline', '--module', modules.fake]
    const running = runJson(args, {env: environment({FAKE_P11_GATE: gate})})
    await until(() => existsSync(log) && readFileSync(log, 'utf8').includes('C_GetSlotList'))
    await move()
    if (goesOn) writeFileSync(gate, '')
    return (await running).answer.data
  }

  it('ends the module when one is put in while it is loaded', async () => {
    await bench.insert(0, CPS3)
    const data = await whileLooking(() => bench.insert(1, VITALE), false)
    expect(checkOf(data, 'p11.load')).toMatchObject({status: 'unknown', cause: {code: 'module-stopped'}})
    // It was loaded, and nobody knows what it asked of that card.
    expect(JSON.stringify(data)).not.toMatch(/module-kept-off|module-not-tried|"vitale-not-read"/)
    expect(data.verdict).not.toBe('ready')
    expect(readFileSync(log, 'utf8')).not.toContain('C_Finalize')
  })

  it('does not take a card that was exchanged meanwhile for the one that the reader saw, nor blame it', async () => {
    await bench.insert(0, CPS3)
    const exchanged = await whileLooking(async () => {
      await bench.remove(0)
      await bench.insert(0, CPS3)
    })
    expect(checkOf(exchanged, 'p11.token')).toMatchObject({status: 'unknown', cause: {code: 'card-moved'}})
    expect(checkOf(exchanged, 'p11.certs').status).toBe('unknown')
    rmSync(log)
    rmSync(gate)
    const gone = await whileLooking(() => bench.remove(0))
    expect(checkOf(gone, 'p11.token')).toMatchObject({status: 'unknown', cause: {code: 'card-moved'}})
  })

  it('does not take for the CPS a token in a slot that PC/SC calls empty', async () => {
    await bench.insert(0, CPS3)
    const args = ['doctor', '--for', 'web-ps-card', '--offline', '--module', modules.fake]
    const {answer} = await runJson(args, {env: environment({FAKE_P11_READER: 'Virtual PCD 00 01'})})
    expect(checkOf(answer.data, 'p11.token')).toMatchObject({
      status: 'error',
      cause: {code: 'reader-not-in-module'},
    })
  })

  it('shows no label that may be a name, whole serial number or holder, unless asked', async () => {
    await bench.insert(0, CPS3)
    const shown = async (label: string, ...more: string[]) => {
      const env = environment({FAKE_P11_LABEL: label})
      const texts = await Promise.all(
        [
          ['doctor', '--for', 'web-ps-card', '--offline', '-v', '--module', modules.fake],
          ['doctor', '--for', 'web-ps-card', '--offline', '--markdown', '--module', modules.fake],
          ['card', 'status', '--module', modules.fake],
          ['card', 'status', '--json', '--module', modules.fake],
        ].map(async (args) => (await runDmp([...args, ...more], {env})).stdout),
      )
      return texts.join('\n')
    }
    expect(await shown('DUPONT Jean-Michel')).not.toContain('DUPONT')
    expect(await shown('DUPONT Jean-Michel', '--unmask')).toContain('DUPONT')
    const serial = await shown('CPS3v3-8025000AB12F')
    expect(serial).toContain('CPS3v3-802•••2F')
    expect(serial).not.toContain('8025000AB12F')
  })
}, [...fakeModuleNeeds, {file: OPENSC, package: 'opensc-pkcs11'}])
