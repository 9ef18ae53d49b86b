import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {type Issued, layouts, openssl, passphrase, signUse, TestPki, testSigns} from '../support/test-keys.ts'

interface Finding {
  readonly check: string
  readonly severity: string
  readonly certificate: string
  readonly message: string
}

describeWith([{program: 'openssl', package: 'openssl'}], 'cert check', () => {
  const home = makeHome()
  const profile = join(home.path, 'config/profiles/sandbox.yaml')
  let pki: TestPki
  let auth: string
  let sign: string
  let leaf: Issued

  beforeAll(async () => {
    pki = new TestPki()
    leaf = pki.leaf('AUTH')
    auth = pki.pkcs12(leaf, 'auth', layouts.ans)
    sign = pki.pkcs12(pki.leaf('SIGN', {extensions: [...signUse, ...testSigns]}), 'sign', layouts.ans)
    writeFileSync(join(pki.folder, 'secret'), passphrase, {mode: 0o600})
    writeFileSync(join(pki.folder, 'wrong'), 'une autre', {mode: 0o600})
    expect((await runDmp(['sandbox', 'init'], {env: home.env})).code).toBe(0)
  })
  afterAll(() => {
    pki.remove()
    home.remove()
  })

  const run = (...args: string[]) => runDmp(['cert', 'check', ...args], {env: home.env, cwd: home.path})
  const json = async (...args: string[]) => {
    const result = await runJson(['cert', 'check', ...args], {env: home.env, cwd: home.path})
    expectValid(result.answer)
    return result
  }
  const told = ({answer}: Awaited<ReturnType<typeof json>>) =>
    (answer.data.findings as Finding[]).map(({check, severity, certificate, message}) => {
      const variant = message.split(check)[1]?.slice(1)
      return [check, severity, certificate, variant].filter(Boolean).join(' ')
    })
  const pair = () => ['--auth', auth, '--sign', sign, '--offline']

  it('finds nothing to report on the pair of the sandbox', async () => {
    const result = await json()
    expect(result.code).toBe(0)
    expect(result.answer.data).toMatchObject({scope: 'profile', profile: 'sandbox', verdict: 'ok'})
    const {checks} = result.answer.data as {checks: {id: string; result: string}[]}
    expect(checks.find(({id}) => id === 'KEY-01')?.result).toBe('ok')
    expect(checks.find(({id}) => id === 'TRUST-01')?.result).toBe('ok')
    const text = await run()
    expect(text.stdout).toContain('Verdict : rien à signaler.')
    expect(text.stdout).toContain('ORG AUTH_CLI')
  })

  it('checks a pair without any profile, and exits with 10', async () => {
    const result = await json(...pair(), '--expect-finess', '0B0221636')
    expect(result.code).toBe(10)
    expect(result.answer.data).toMatchObject({scope: 'pair', profile: null, verdict: 'error'})
    expect(told(result)).toEqual(
      expect.arrayContaining([
        'CHAIN-01 error auth unknown-issuer',
        'ID-03 error auth',
        'ID-03 error sign',
        'REV-02 warning sign no-address',
      ]),
    )
  })

  it('says in one line that the two are exchanged, in the language of the reader', async () => {
    const exchanged = ['--auth', sign, '--sign', auth, '--offline']
    expect((await run(...exchanged)).stdout).toMatch(
      /^erreur +USE-01 +ORG AUTH_CLI : les deux certificats sont échangés/m,
    )
    expect((await run(...exchanged, '--lang', 'en')).stdout).toMatch(/^error +USE-01 +ORG AUTH_CLI : /m)
  })

  it('says expired apart from other errors', async () => {
    const past = pki.leaf('PAST', {keyOf: leaf, notBefore: '20200101000000Z', notAfter: '20230101000000Z'})
    const result = await json(past.certificatePath, '--offline')
    expect(result.answer.data).toMatchObject({verdict: 'expired', certificates: [{role: 'leaf'}]})
    expect(told(result)).toContain('TIME-01 error leaf')
  })

  it('takes the thresholds that it is given', async () => {
    const far = ['--warn-days', '90000', '--offline']
    expect(told(await json(auth, ...far))).toContain('TIME-03 warning leaf')
    expect(told(await json(auth, ...far, '--error-days', '80000'))).toContain('TIME-03 error leaf')
  })

  it('checks what the certificate is to be used for', async () => {
    expect(told(await json(auth, '--use', 'dmp-sign', '--offline'))).toContain('USE-01 error leaf')
    expect(told(await json(auth, '--use', 'insi', '--offline'))).toContain('ID-05 error leaf')
    expect((await run(auth, '--use', 'telegram')).code).toBe(2)
    expect((await run('--auth', auth)).code).toBe(2)
    expect((await run(auth, '--auth', auth, '--sign', sign)).code).toBe(2)
    expect((await run(auth, '--expect-finess', '12')).code).toBe(2)
  })

  it('opens the key with the password, and tells a wrong one apart', async () => {
    const right = await json(auth, '--passphrase-from', `file:${join(pki.folder, 'secret')}`, '--offline')
    const {checks} = right.answer.data as {checks: {id: string; result: string}[]}
    expect(checks.filter(({id}) => id === 'KEY-01' || id === 'P12-01').map(({result}) => result)).toEqual([
      'ok',
      'ok',
    ])
    const wrong = await runJson(
      ['cert', 'check', auth, '--passphrase-from', `file:${join(pki.folder, 'wrong')}`],
      {
        env: home.env,
      },
    )
    expect([wrong.code, wrong.answer.error?.code]).toEqual([4, 'DMP_KEY_PASSPHRASE_WRONG'])
  })

  it('tells a wrong password of the profile beside the other findings', async () => {
    const text = readFileSync(profile, 'utf8')
    const wrong = text.replace(/(auth:\n.*\n.*path: )[^}]*(})/, `$1${join(pki.folder, 'wrong')}$2`)
    expect(wrong).not.toBe(text)
    writeFileSync(profile, wrong)
    try {
      const result = await json()
      expect(result.code).toBe(10)
      expect(told(result)).toContain('P12-01 error auth')
    } finally {
      writeFileSync(profile, text)
    }
  })

  it('warns of a file that opens with an empty password', async () => {
    const open = pki.pkcs12(leaf, 'empty', [], '')
    expect(told(await json(open, '--offline'))).toContain('P12-04 warning leaf empty-password')
  })

  it('looks at the file of the key too, where the profile keeps it apart', async () => {
    const text = readFileSync(profile, 'utf8')
    const folder = join(home.path, 'state/sandbox')
    const apart = text.replace(
      /auth:\n.*\n.*\n/,
      `auth:\n    kind: pem\n    passphrase: none\n    certificatePath: ${folder}/main-auth.pem\n    keyPath: ${folder}/main-auth.key.pem\n`,
    )
    writeFileSync(profile, apart)
    try {
      const result = await json()
      const {checks} = result.answer.data as {checks: {id: string; result: string}[]}
      expect(checks.filter(({id}) => id === 'KEY-01' || id === 'FILE-01').map((one) => one.result)).toEqual([
        'ok',
        'ok',
      ])
      expect(told(result)).toContain('FILE-03 warning auth')
    } finally {
      writeFileSync(profile, text)
    }
  })

  it('tells a pair that several sites or several legal entities share', async () => {
    const text = readFileSync(profile, 'utf8')
    const other = join(home.path, 'config/profiles/second.yaml')
    writeFileSync(other, text.replace('finessEg: 0B0000014', 'finessEg: 0B0221636'), {mode: 0o600})
    expect(told(await json('--profile', 'sandbox'))).toContain('PAIR-01 info pair sites')
    writeFileSync(other, text.replace('finessEj: 0B0000014', 'finessEj: 0B0221636'), {mode: 0o600})
    const shared = await json('--profile', 'sandbox')
    rmSync(other)
    expect([shared.code, told(shared)]).toEqual([10, expect.arrayContaining(['PAIR-01 error pair entities'])])
  })

  it('looks the structure up in a FINESS extract', async () => {
    const file = join(home.path, 'finess.csv')
    const site = (finess: string, ej: string) =>
      ['structureet', finess, ej, 'CH FICTIF', ...Array.from({length: 28}, () => '')].join(';')
    writeFileSync(file, `finess;etalab;93;2026-05-04\n${site('0B0000014', '0B0039129')}\n`)
    const result = await json('--profile', 'sandbox', '--finess-file', file)
    expect(told(result)).toContain('FINESS-03 error pair')
    writeFileSync(file, 'finess_ej;etat;date_fermeture\n0B0000014;I;2026-01-31\n')
    expect(told(await json('--profile', 'sandbox', '--finess-file', file))).toContain('FINESS-02 error auth')
    writeFileSync(file, '{"structures": []}')
    const none = await runJson(['cert', 'check', '--finess-file', file], {env: home.env})
    expect([none.code, none.answer.error?.code]).toEqual([5, 'DMP_FILE_UNREADABLE'])
    expect(none.answer.error?.message).toContain('FINESS')
  })

  it('believes a revocation list given by hand', async () => {
    const crl = revocationList(pki, leaf)
    const result = await json(auth, '--crl', crl, '--offline')
    expect(told(result)).toContain('REV-01 error leaf')
    expect(result.answer.data.certificates[0].revocation).toMatchObject({status: 'revoked', by: 'crl'})
    expect(told(await json(sign, '--crl', crl, '--offline')).filter((one) => one.startsWith('REV'))).toEqual(
      [],
    )
  })

  it('names no person unless asked to', async () => {
    const person = pki.leaf('PERSON', {
      keyOf: leaf,
      subject: '/C=FR/title=Sage-Femme/GN=ALIX+CN=899700075064+SN=DUPONTEL',
      extensions: ['keyUsage=critical,nonRepudiation', 'extendedKeyUsage=emailProtection', ...testSigns],
    })
    const masked = await run(person.certificatePath, '--offline', '--use', 'dmp-tls')
    const asked = [
      masked.stdout,
      (await json(person.certificatePath, '--offline', '--use', 'dmp-tls')).stdout,
    ]
    for (const text of asked) {
      for (const name of ['ALIX', 'DUPONTEL', '99700075064']) expect(text).not.toContain(name)
    }
    expect((await run(person.certificatePath, '--offline', '--unmask')).stdout).toContain('ALIX')
  })

  it('prints one line for a probe, and metrics for a collector', async () => {
    const file = join(home.path, 'cert.prom')
    const good = await run('--nagios', '--prometheus', file)
    expect(good.code).toBe(0)
    expect(good.stdout).toMatch(
      /^DMP OK - .+ \| auth_days=\d+;61:;0: sign_days=\d+;61:;0: errors=0;;;0 warnings=0;;;0\n$/,
    )
    const text = readFileSync(file, 'utf8')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(text).toMatch(
      /^dmp_certificate_not_after_timestamp_seconds\{profile="sandbox",role="auth",product="ORG_AUTH_CLI",.*\} \d+$/m,
    )
    expect(text).toContain('dmp_certificate_verdict{profile="sandbox",verdict="ok"} 1\n')
    const bad = await run(...pair(), '--nagios', '--prometheus', file)
    expect(bad.code).toBe(10)
    expect(bad.stdout).toMatch(/^DMP CRITICAL - CHAIN-01 [^|\n]+ \| auth_days=/)
    expect(readFileSync(file, 'utf8')).toMatch(
      /^dmp_certificate_finding\{.*check="CHAIN-01",severity="error"\} 1$/m,
    )
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('dmp_'))
    expect(new Set(lines.map((line) => line.replace(/ \S+$/, ''))).size).toBe(lines.length)
  })

  it('leaves the metrics alone when a certificate cannot be read: that is not expiry', async () => {
    const file = join(home.path, 'kept.prom')
    await run(...pair(), '--prometheus', file)
    const before = readFileSync(file, 'utf8')
    const gone = await run(join(home.path, 'nowhere.p12'), '--prometheus', file)
    expect(gone.code).toBe(5)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('says what was given in place of a certificate', async () => {
    const request = join(pki.folder, 'AUTH.csr')
    const result = await runJson(['cert', 'check', request], {env: home.env})
    expect([result.code, result.answer.error?.code]).toEqual([5, 'DMP_CERT_SOURCE_UNREADABLE'])
    expect(result.answer.error?.message).toContain('une demande (CSR)')
  })

  it('asks for the password of a file that shows nothing without it', async () => {
    const closed = pki.pkcs12(leaf, 'closed', [])
    const hidden = await runJson(['cert', 'check', closed, '--offline'], {env: home.env})
    expect([hidden.code, hidden.answer.error?.code]).toEqual([4, 'DMP_SECRET_UNAVAILABLE'])
    expect(hidden.answer.error?.suggestions).toEqual([expect.stringContaining('--passphrase-from prompt')])
    const opened = await json(closed, '--passphrase-from', `file:${join(pki.folder, 'secret')}`, '--offline')
    expect(opened.answer.data.certificates[0].product).toBe('ORG_AUTH_CLI')
  })

  it('says what the capture of a Windows store tells of the key', async () => {
    const {certificate, der} = leaf
    const entry = {
      PSParentPath: 'Microsoft.PowerShell.Security\\Certificate::CurrentUser\\My',
      Thumbprint: certificate.sha1.hex.toUpperCase(),
      HasPrivateKey: true,
      Exportable: false,
      RawData: Buffer.from(der).toString('base64'),
    }
    const {answer} = await runJson(['cert', 'check', '-', '--offline'], {
      env: home.env,
      input: JSON.stringify([entry]),
    })
    expectValid(answer)
    const messages = (answer.data.findings as Finding[]).map(({message}) => message)
    expect(messages).toEqual(
      expect.arrayContaining([
        'certificate.finding.STORE-01.current-user',
        'certificate.finding.STORE-02.not-exportable',
      ]),
    )
  })

  it('reads a certificate from the standard input', async () => {
    const result = await runJson(['cert', 'check', '-', '--offline'], {
      env: home.env,
      input: readFileSync(leaf.certificatePath, 'utf8'),
    })
    expectValid(result.answer)
    expect(result.answer.data.certificates[0]).toMatchObject({source: '-', product: 'ORG_AUTH_CLI'})
  })
})

describeWith([], 'cert explain', () => {
  const home = makeHome()
  afterAll(() => home.remove())
  const explain = (...args: string[]) => runDmp(['cert', 'explain', ...args], {env: home.env})

  it('lists every check, and explains one in either language', async () => {
    const list = await runJson(['cert', 'explain'], {env: home.env})
    expectValid(list.answer)
    const ids = (list.answer.data.checks as {id: string}[]).map(({id}) => id)
    expect(ids.length).toBeGreaterThan(40)
    const text = (await explain()).stdout
    expect(ids.filter((id) => !text.includes(id))).toEqual([])
    expect((await explain('time-03')).stdout).toMatch(/TIME-03[\s\S]*Que faire : renouveler/)
    expect((await explain('ID-04', '--lang', 'en')).stdout).toMatch(/What to do: take both certificates/)
  })

  it('names the nearest check for one that does not exist', async () => {
    const {code, stderr} = await explain('TIM-03')
    expect([code, stderr]).toEqual([2, expect.stringContaining('TIME-03')])
  })
})

/** A list of the intermediate that revokes this leaf alone, made by `openssl ca`. */
function revocationList(pki: TestPki, leaf: Issued): string {
  const path = (name: string) => join(pki.folder, name)
  writeFileSync(path('crl.index'), '')
  writeFileSync(path('crl.number'), '01')
  writeFileSync(
    path('crl.cnf'),
    `[ca]\ndefault_ca=d\n[d]\ndatabase=${path('crl.index')}\ncrlnumber=${path('crl.number')}\ndefault_md=sha256\ndefault_crl_days=7\n`,
  )
  const by = [
    '-config',
    path('crl.cnf'),
    '-cert',
    pki.intermediate.certificatePath,
    '-keyfile',
    pki.intermediate.keyPath,
  ]
  openssl(['ca', ...by, '-revoke', leaf.certificatePath])
  openssl(['ca', ...by, '-gencrl', '-out', path('crl.pem')])
  return path('crl.pem')
}
