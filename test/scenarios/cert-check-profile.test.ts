import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {CertDesk, told} from './cert-desk.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'cert check of a profile', () => {
  let desk: CertDesk
  beforeAll(async () => {
    desk = new CertDesk()
    await desk.makeSandbox()
  })
  afterAll(() => desk.remove())

  it('finds nothing to report on the pair of the sandbox', async () => {
    const result = await desk.json()
    expect(result.code).toBe(0)
    expect(result.answer.data).toMatchObject({scope: 'profile', profile: 'sandbox', verdict: 'ok'})
    const {checks} = result.answer.data as {checks: {id: string; result: string}[]}
    expect(checks.find(({id}) => id === 'KEY-01')?.result).toBe('ok')
    expect(checks.find(({id}) => id === 'TRUST-01')?.result).toBe('ok')
    const text = await desk.run()
    expect(text.stdout).toContain('Verdict : rien à signaler.')
    expect(text.stdout).toContain('ORG AUTH_CLI')
  })

  it('tells a wrong password of the profile beside the other findings', async () => {
    const text = readFileSync(desk.profile, 'utf8')
    const wrong = text.replace(/(auth:\n.*\n.*path: )[^}]*(})/, `$1${join(desk.pki.folder, 'wrong')}$2`)
    expect(wrong).not.toBe(text)
    writeFileSync(desk.profile, wrong)
    try {
      const result = await desk.json()
      expect(result.code).toBe(10)
      expect(told(result)).toContain('P12-01 error auth')
    } finally {
      writeFileSync(desk.profile, text)
    }
  })

  it('looks at the file of the key too, where the profile keeps it apart', async () => {
    const text = readFileSync(desk.profile, 'utf8')
    const folder = join(desk.home.path, 'state/sandbox')
    const apart = text.replace(
      /auth:\n.*\n.*\n/,
      `auth:\n    kind: pem\n    passphrase: none\n    certificatePath: ${folder}/main-auth.pem\n    keyPath: ${folder}/main-auth.key.pem\n`,
    )
    writeFileSync(desk.profile, apart)
    try {
      const result = await desk.json()
      const {checks} = result.answer.data as {checks: {id: string; result: string}[]}
      expect(checks.filter(({id}) => id === 'KEY-01' || id === 'FILE-01').map((one) => one.result)).toEqual([
        'ok',
        'ok',
      ])
      expect(told(result)).toContain('FILE-03 warning auth')
      const findings = result.answer.data['findings'] as {check: string; params: {path?: string}}[]
      expect(findings.find(({check}) => check === 'FILE-03')?.params.path).toBe(`${folder}/main-auth.key.pem`)
    } finally {
      writeFileSync(desk.profile, text)
    }
  })

  it('tells a pair that several sites or several legal entities share', async () => {
    const text = readFileSync(desk.profile, 'utf8')
    const other = join(desk.home.path, 'config/profiles/second.yaml')
    writeFileSync(other, text.replace('finessEg: 0B0000014', 'finessEg: 0B0221636'), {mode: 0o600})
    expect(told(await desk.json('--profile', 'sandbox'))).toContain('PAIR-01 info pair sites')
    writeFileSync(other, text.replace('finessEj: 0B0000014', 'finessEj: 0B0221636'), {mode: 0o600})
    const shared = await desk.json('--profile', 'sandbox')
    rmSync(other)
    expect([shared.code, told(shared)]).toEqual([10, expect.arrayContaining(['PAIR-01 error pair entities'])])
  })

  it('looks the structure up in a FINESS extract', async () => {
    const file = join(desk.home.path, 'finess.csv')
    const site = (finess: string, ej: string) =>
      ['structureet', finess, ej, 'CH FICTIF', ...Array.from({length: 28}, () => '')].join(';')
    writeFileSync(file, `finess;etalab;93;2026-05-04\n${site('0B0000014', '0B0039129')}\n`)
    const result = await desk.json('--profile', 'sandbox', '--finess-file', file)
    expect(told(result)).toContain('FINESS-03 error pair')
    writeFileSync(file, 'finess_ej;etat;date_fermeture\n0B0000014;I;2026-01-31\n')
    expect(told(await desk.json('--profile', 'sandbox', '--finess-file', file))).toContain(
      'FINESS-02 error auth',
    )
    writeFileSync(file, '{"structures": []}')
    const none = await runJson(['cert', 'check', '--finess-file', file], {env: desk.home.env})
    expect([none.code, none.answer.error?.code]).toEqual([5, 'DMP_FILE_UNREADABLE'])
    expect(none.answer.error?.message).toContain('FINESS')
  })

  it('prints one line for a probe, and metrics for a collector', async () => {
    const file = join(desk.home.path, 'cert.prom')
    const good = await desk.run('--nagios', '--prometheus', file)
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
    const bad = await desk.run(...desk.pair, '--nagios', '--prometheus', file)
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
    const file = join(desk.home.path, 'kept.prom')
    await desk.run(...desk.pair, '--prometheus', file)
    const before = readFileSync(file, 'utf8')
    const gone = await desk.run(join(desk.home.path, 'nowhere.p12'), '--prometheus', file)
    expect(gone.code).toBe(5)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})
