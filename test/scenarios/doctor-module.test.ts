import {spawn} from 'node:child_process'
import {copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest'
import {compileFakeModules, type FakeModules, fakeModuleNeeds} from '../support/fake-modules.ts'
import {describeWithPcscd, type PcscBench, startPcscd} from '../support/pcscd.ts'
import {makeHome, projectRoot, runDmp, runJson, startEnv} from '../support/program.ts'
import {expectValid} from '../support/schemas.ts'
import {TestPki, testSigns} from '../support/test-keys.ts'

const cps3 = '3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00'
const cps3Unlisted = '3B AC 00 40 2A 00 12 25 00 64 80 00 03 11 00 90 00'
const vitale = '3B 75 13 00 00 45 09 EA 90 00'
const cps4 = '3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44'
const reader = 'Virtual PCD 00 00'
const serial = '3100000001'

interface Check {
  readonly id: string
  readonly status: string
  readonly because: string | null
  readonly cause: {readonly code: string}
}

const day = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14).concat('Z')
const profileOf = (environment: string) =>
  `schemaVersion: 1\nenvironment: ${environment}\nendpoints: {base: 'https://dmp.example.invalid/si-dmp-server/v2/services'}\n` +
  `structure: {finessEj: 0B0000014, finessEg: 0B0000014, name: CH FICTIF, kind: es, legalStatus: public, sector: SA01}\n` +
  `certificates:\n  auth: {path: /none/auth.p12, passphrase: 'file:/none/word'}\n` +
  `  sign: {path: /none/sign.p12, passphrase: 'file:/none/word'}\n` +
  `lps: {homologation: 'file:/none/number'}\n` +
  `vihf: {user: {responsibleId: RESP0001}}\nids: {oidRoot: 1.2.250.1.999.7}\n`
const cardSigns = (type: string) => [
  ...testSigns.map((one) => one.replace('=DER:040183', '=DER:040180')),
  `1.2.250.1.71.1.2.2=DER:${type}`,
]

/** What the program shows at a terminal; each text is answered once when it appears. */
function atTerminal(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  answers: readonly (readonly [shown: string, answer: string])[],
): Promise<string> {
  const words = [process.execPath, join(projectRoot, 'bin/run.js'), ...args]
  const command = words.map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: {...startEnv, ...env, TERM: 'xterm'},
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const {promise, resolve} = Promise.withResolvers<string>()
  const late = setTimeout(() => child.kill(), 30_000)
  const open = [...answers]
  let text = ''
  let from = 0
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    const [next] = open
    if (!next || !text.slice(from).includes(next[0])) return
    from = text.length
    open.shift()
    child.stdin.write(next[1])
  })
  child.on('close', () => {
    clearTimeout(late)
    resolve(text)
  })
  return promise
}

describeWithPcscd('the CPS through its module, on a real pcscd', () => {
  const home = makeHome()
  let bench: PcscBench
  let modules: FakeModules
  let pki: TestPki
  let log: string
  const certificates: Record<string, string> = {}

  beforeAll(async () => {
    modules = compileFakeModules()
    log = join(modules.folder, 'calls')
    pki = new TestPki()
    const make = (
      name: string,
      usage: string,
      {
        uses = 'clientAuth,1.3.6.1.4.1.311.20.2.2',
        ...dates
      }: {notBefore?: string; notAfter?: string; uses?: string} = {},
    ) => {
      const issued = pki.leaf(name, {
        ...dates,
        subject: '/C=FR/title=Médecin/CN=899700012345+SN=NOMESSAI+GN=Jeanne',
        extensions: [`keyUsage=critical,${usage}`, `extendedKeyUsage=${uses}`, ...cardSigns('020100')],
      })
      const path = join(modules.folder, `${name}.der`)
      writeFileSync(path, issued.der)
      certificates[name] = path
    }
    make('auth', 'digitalSignature')
    make('sign', 'nonRepudiation')
    make('server', 'digitalSignature', {uses: 'serverAuth'})
    make('ended', 'digitalSignature', {notBefore: '20200101000000Z', notAfter: '20230101000000Z'})
    make('ending', 'digitalSignature', {notAfter: day(30)})
    bench = await startPcscd()
  }, 120_000)
  afterAll(async () => {
    await bench?.stop()
    modules?.remove()
    pki?.remove()
    home.remove()
  })
  afterEach(async () => {
    rmSync(log, {force: true})
    for (const slot of [0, 1]) await bench.remove(slot)
  })

  const card = (more: Record<string, string> = {}): Record<string, string> => ({
    FAKE_P11_LOG: log,
    FAKE_P11_READER: `${reader}|Virtual PCD 00 01`,
    FAKE_P11_LABEL: `CPS3v3-${serial}`,
    FAKE_P11_CERTS: `${certificates['auth']}|${certificates['sign']}`,
    ...more,
  })
  const environment = (more: Record<string, string>) => ({...home.env, ...bench.env, ...more})

  async function doctor(settings: Record<string, string>, module = modules.fake) {
    const only = ['readers', 'cards', 'cps'].flatMap((group) => ['--only', group])
    const args = ['doctor', '--for', 'web-ps-card', '--offline', ...only, '--module', module]
    const {answer, code, stdout} = await runJson(args, {env: environment(settings)})
    expectValid(answer)
    const checks = answer.data.checks as Check[]
    const of = (status: string) =>
      checks.filter((one) => one.status === status).map(({id, cause}) => `${id} ${cause.code}`)
    const skipped = Object.fromEntries(checks.flatMap(({id, because}) => (because ? [[id, because]] : [])))
    return {
      code,
      stdout,
      data: answer.data,
      errors: of('error'),
      warnings: of('warn'),
      good: of('ok'),
      skipped,
    }
  }

  it('finds a CPS3 well: read without a PIN, nothing of its holder told', async () => {
    await bench.insert(0, cps3)
    const {errors, warnings, good, stdout} = await doctor(card())
    expect(errors).toEqual([])
    expect(warnings).toEqual(['p11.certs test-card'])
    expect(good).toEqual(
      expect.arrayContaining([
        'p11.found module-there',
        'p11.arch module-fits',
        'p11.load module-answers',
        'p11.version version-serves-card',
        'p11.token token-seen',
        'p11.pin pin-clear',
      ]),
    )
    expect(stdout).not.toContain(serial)
    expect(stdout).not.toMatch(/NOMESSAI|Jeanne|899700012345/)
    const calls = readFileSync(log, 'utf8')
    expect(calls).not.toContain('C_Login')
    expect(calls).toContain('C_Finalize')
    expect(await bench.received(0)).toEqual([])
  })

  it.each<[string, string, Record<string, string>, string]>([
    ['a CPS4 that the module does not see', cps4, {FAKE_P11_LABEL: ''}, 'p11.token token-cps4-unread'],
    ['a CPS3 that it does not see', cps3, {FAKE_P11_LABEL: ''}, 'p11.token token-unseen'],
    ['an ATR that it does not know', cps3Unlisted, {FAKE_P11_LABEL: ''}, 'p11.token token-atr-unknown'],
    ['an interrupted update', cps3, {FAKE_P11_TOKEN_RV: '80000001'}, 'p11.token card-update-interrupted'],
    ['a card that fails', cps3, {FAKE_P11_TOKEN_RV: '30'}, 'p11.token token-error'],
    ['a module that sees no reader', cps3, {FAKE_P11_MODE: 'no-slot'}, 'p11.token module-no-slot'],
    [
      'a module that crashes on the card',
      cps3,
      {FAKE_P11_MODE: 'crash-slots'},
      'p11.token module-on-card-crashed',
    ],
    ['a module that crashes', cps3, {FAKE_P11_MODE: 'crash'}, 'p11.load module-load-crashed'],
    ['a module that ends the program', cps3, {FAKE_P11_MODE: 'exit'}, 'p11.load module-load-exited'],
    ['a module that refuses', cps3, {FAKE_P11_MODE: 'refuse'}, 'p11.load module-load-refused'],
    ['a locked PIN', cps3, {FAKE_P11_FLAGS: '4040D'}, 'p11.pin pin-locked'],
    ['a card that cannot be unblocked', cps3, {FAKE_P11_FLAGS: '44040D'}, 'p11.pin pin-locked-for-good'],
    ['a card without a certificate', cps3, {FAKE_P11_CERTS: ''}, 'p11.certs no-card-certificate'],
  ])('lights one lamp: %s', async (_name, atr, settings, error) => {
    await bench.insert(0, atr)
    const {code, errors, data} = await doctor(card(settings))
    expect([code, errors]).toEqual([10, [error]])
    expect(data).toMatchObject({verdict: 'blocked', main: {id: error.split(' ')[0]}})
    expect(data.next.id).toBe(error.split(' ')[0])
  })

  it('lights one lamp for an expired certificate, and warns of one that ends and of a PIN that was missed', async () => {
    await bench.insert(0, cps3)
    const ended = await doctor(card({FAKE_P11_CERTS: certificates['ended'] ?? ''}))
    expect(ended.errors).toEqual(['p11.certs card-certificate-expired-auth'])
    const ending = await doctor(card({FAKE_P11_CERTS: certificates['ending'] ?? '', FAKE_P11_FLAGS: '3040D'}))
    expect(ending.errors).toEqual([])
    expect(ending.warnings).toEqual(['p11.certs card-certificate-ends', 'p11.pin pin-final-try'])
  })

  it('blames the file of the module, and judges nothing that depends on it', async () => {
    await bench.insert(0, cps3)
    const file = async (path: string) => {
      const {errors, skipped} = await doctor(card(), path)
      expect(Object.values(skipped)).toContain(errors[0]?.split(' ')[0])
      return errors
    }
    expect(await file(join(modules.folder, 'none.so'))).toEqual(['p11.found module-missing'])
    expect(await file(modules.brokenLink)).toEqual(['p11.found module-file-broken-link'])
    expect(await file(modules.narrow)).toEqual(['p11.arch module-arch'])
    expect(await file(modules.page)).toEqual(['p11.arch module-not-a-library'])
    expect(await file(modules.foreign)).toEqual(['p11.load module-load-not-pkcs11'])
    expect(await file(modules.needy)).toEqual(['p11.load module-load-missing-dependency'])
  })

  it('stops a module that hangs, and says so', async () => {
    await bench.insert(0, cps3)
    const {errors} = await doctor(card({FAKE_P11_MODE: 'hang'}))
    expect(errors).toEqual(['p11.load module-load-hung'])
  })

  it('answers although the module hangs when it is let go', async () => {
    await bench.insert(0, cps3)
    const settings = card({FAKE_P11_MODE: 'hang-finalize'})
    const {errors, good} = await doctor(settings)
    expect(errors).toEqual([])
    expect(good).toContain('p11.token token-seen')
    const shown = await runDmp(['card', 'status', '--module', modules.fake], {env: environment(settings)})
    expect([shown.code, shown.stdout.includes('CPS3v3-310•••01')]).toEqual([0, true])
  })

  it('blames no module that had little time', async () => {
    await bench.insert(0, cps3)
    const only = ['--only', 'cps', '--timeout', '2s', '--module', modules.fake]
    const {answer, code} = await runJson(['doctor', '--for', 'web-ps-card', '--offline', ...only], {
      env: environment(card({FAKE_P11_MODE: 'hang'})),
    })
    const load = (answer.data.checks as Check[]).find(({id}) => id === 'p11.load')
    expect([code, load?.status, load?.cause.code]).toEqual([0, 'unknown', 'module-load-late'])
  })

  it.each<[string, Record<string, string>]>([
    ['another generation', {FAKE_P11_LABEL: `CPS4v1-${serial}`}],
    ['a badge', {FAKE_P11_LABEL: 'Badge CPAM', FAKE_P11_MODEL: 'Cyberflex'}],
    ['a badge without a certificate', {FAKE_P11_LABEL: 'Badge', FAKE_P11_MODEL: 'X', FAKE_P11_CERTS: ''}],
  ])('does not take for the CPS that the reader sees a token of %s', async (_name, settings) => {
    await bench.insert(0, cps3)
    expect((await doctor(card(settings))).errors).toEqual(['p11.token token-of-other-card'])
    const status = await runJson(['card', 'status', '--module', modules.fake], {
      env: environment(card(settings)),
    })
    expect([status.code, status.answer.data.card]).toEqual([10, null])
  })

  it('holds the card against the environment of the profile, as the whole diagnosis does', async () => {
    await bench.insert(0, cps3)
    const status = async (environmentName: string) => {
      const folder = join(modules.folder, `config-${environmentName}`)
      mkdirSync(join(folder, 'profiles'), {recursive: true})
      writeFileSync(join(folder, 'profiles/desk.yaml'), profileOf(environmentName), {mode: 0o600})
      const args = ['card', 'status', '--profile', 'desk', '--module', modules.fake]
      const {answer, code} = await runJson(args, {
        env: {...environment(card()), DMP_CONFIG_DIR: folder},
      })
      const certs = (answer.data?.checks as Check[] | undefined)?.find(({id}) => id === 'p11.certs')
      return [code, certs?.status, certs?.cause.code]
    }
    expect(await status('production')).toEqual([10, 'error', 'test-card-in-production'])
    expect(await status('test')).toEqual([0, 'unknown', 'card-issuer-unproved'])
  })

  it('takes no certificate that TLS would refuse of a client for one of authentication', async () => {
    await bench.insert(0, cps3)
    const {errors} = await doctor(card({FAKE_P11_CERTS: certificates['server'] ?? ''}))
    expect(errors).toEqual(['p11.certs no-auth-certificate'])
  })

  it("loads another maker's module beside a CPS alone: it would read a Vitale, or what may be one", async () => {
    const other = join(modules.folder, 'libother.so')
    copyFileSync(modules.fake, other)
    const load = async () => {
      const {data} = await doctor(card(), other)
      const {status, cause} = (data.checks as Check[]).find(({id}) => id === 'p11.load') as Check
      return [status, cause.code, existsSync(log)]
    }
    await bench.insert(0, cps3)
    for (const [atr, code] of [
      [vitale, 'module-kept-off-vitale'],
      ['3B 65 13 00 01 02 03 04 05', 'module-kept-off'],
    ] as const) {
      await bench.insert(1, atr)
      expect(await load()).toEqual(['unknown', code, false])
    }
    await bench.remove(1)
    expect(await load()).toEqual(['ok', 'module-answers', true])
  })

  it.each(['web-ps-e-cps', 'feeding-certificate'])('loads no module for %s', async (use) => {
    await bench.insert(0, cps3)
    const {answer} = await runJson(['doctor', '--for', use, '--offline', '--module', modules.fake], {
      env: environment(card({FAKE_P11_MODE: 'hang'})),
    })
    expect(answer.ok).toBe(true)
    expect(existsSync(log)).toBe(false)
  })

  it('blames who holds the reader, not the card that the module then does not see', async () => {
    await bench.insert(0, cps3)
    const release = await bench.hold(0)
    const {errors, skipped} = await doctor(card({FAKE_P11_LABEL: ''}))
    await release()
    expect(errors).toEqual(['pcsc.exclusive reader-held'])
    expect(skipped['p11.token']).toBe('pcsc.exclusive')
  })

  it('does without pkcs11js: the rest is judged, and what was not asked is said', async () => {
    await bench.insert(0, cps3)
    const hook = join(modules.folder, 'hide.mjs')
    writeFileSync(
      hook,
      `import {registerHooks} from 'node:module'
registerHooks({resolve: (name, context, next) => {
  if (name === 'pkcs11js') throw Object.assign(new Error('hidden'), {code: 'ERR_MODULE_NOT_FOUND'})
  return next(name, context)
}})`,
    )
    const {errors, good, skipped, data} = await doctor(
      card({NODE_OPTIONS: `--import=${pathToFileURL(hook)}`}),
    )
    expect(errors).toEqual([])
    expect(good).toContain('p11.arch module-fits')
    expect(skipped).toMatchObject({'p11.load': 'not-installed', 'p11.token': 'p11.load'})
    expect(data.verdict).toBe('incomplete')
  })

  it('says of the card what it is and what it allows', async () => {
    await bench.insert(0, cps3)
    const args = ['card', 'status', '--module', modules.fake]
    const {answer, code, stdout} = await runJson(args, {env: environment(card())})
    expectValid(answer)
    expect(code).toBe(0)
    expect(answer.data.card).toMatchObject({
      label: 'CPS3v3-310•••01',
      model: 'IAS ECC',
      pin: 'clear',
      type: 'cps',
      certificates: [
        {use: 'auth', environment: 'test'},
        {use: 'sign', environment: 'test'},
      ],
      uses: [{type: 'cps'}],
    })
    expect(stdout).not.toMatch(/NOMESSAI|Jeanne|899700012345/)
    expect(readFileSync(log, 'utf8')).not.toContain('C_Login')
    const shown = await runDmp([...args, '--lang', 'fr'], {env: environment(card())})
    expect(shown.stdout).toContain('Ce que permet cette carte')
    expect(shown.stdout).not.toMatch(/card\.\w|workstation\.\w|NOMESSAI/)
    const unmasked = await runDmp([...args, '--unmask'], {env: environment(card())})
    expect(unmasked.stdout).toContain(serial)
  })

  it('tries no PIN where nobody sits at a terminal', async () => {
    await bench.insert(0, cps3)
    const tried = await runJson(['card', 'status', '--test-pin', '--module', modules.fake], {
      env: environment(card()),
    })
    expect([tried.code, tried.answer.error?.code]).toEqual([2, 'DMP_USAGE'])
    expect(existsSync(log)).toBe(false)
  })

  it('tries the PIN once for a person at the terminal, and writes it nowhere', async () => {
    await bench.insert(0, cps3)
    const pin = '83746519'
    const env = environment(card({FAKE_P11_PIN: pin, FAKE_P11_FLAGS: '1040D'}))
    const args = ['card', 'status', '--test-pin', '--lang', 'fr', '--module', modules.fake]
    const text = await atTerminal(args, env, [
      ['Essayer le code porteur', 'oui\r'],
      ['saisie masquée', `${pin}\r`],
    ])
    expect(text).toContain('il en reste 2 au plus')
    expect(text).toContain('code porteur accepté')
    expect(text).not.toContain(pin)
    expect(readFileSync(log, 'utf8').match(/C_Login/g)).toHaveLength(1)
    const kept = globSync('**/*', {cwd: home.path, withFileTypes: true}).filter((one) => one.isFile())
    for (const file of kept) expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toContain(pin)
  })

  it('finds no card to tell of when none is in', async () => {
    const {answer, code} = await runJson(['card', 'status', '--module', modules.fake], {
      env: environment(card({FAKE_P11_LABEL: ''})),
    })
    expectValid(answer)
    expect([code, answer.data.card, answer.data.main?.id]).toEqual([10, null, 'card.cps'])
  })
}, [...fakeModuleNeeds, {program: 'script', package: 'bsdutils'}])
