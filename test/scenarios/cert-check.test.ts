import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {runDmp, runJson} from '../support/program.ts'
import {describeWith} from '../support/requires.ts'
import {RevocationDesk} from '../support/revocation-desk.ts'
import {expectValid} from '../support/schemas.ts'
import {type Issued, keyPeriod, openssl, signUse, type TestPki, testSigns} from '../support/test-keys.ts'
import {CertDesk, type ToldFinding, told} from './cert-desk.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'cert check of a source or a pair', () => {
  let desk: CertDesk
  beforeAll(async () => {
    desk = new CertDesk()
  })
  afterAll(() => desk.remove())

  it('checks a pair without any desk.profile, and exits with 10', async () => {
    const result = await desk.json(...desk.pair, '--expect-finess', '0B0221636')
    expect(result.code).toBe(10)
    expect(result.answer.data).toMatchObject({scope: 'pair', profile: null, verdict: 'error'})
    expect(told(result)).toEqual(
      expect.arrayContaining([
        'CHAIN-01 error auth unknown-issuer',
        'ID-03 error auth',
        'ID-03 error sign',
        'REV-02 warning sign address-unusable',
      ]),
    )
  })

  it('says in one line that the two are exchanged, in the language of the reader', async () => {
    const exchanged = ['--auth', desk.sign, '--sign', desk.auth, '--offline']
    expect((await desk.run(...exchanged)).stdout).toMatch(
      /^erreur +USE-01 +ORG AUTH_CLI : les deux certificats sont échangés/m,
    )
    expect((await desk.run(...exchanged, '--lang', 'en')).stdout).toMatch(/^error +USE-01 +ORG AUTH_CLI : /m)
  })

  it('says expired apart from other errors', async () => {
    const past = desk.pki.leaf('PAST', {
      keyOf: desk.leaf,
      notBefore: '20200101000000Z',
      notAfter: '20230101000000Z',
    })
    const result = await desk.json(past.certificatePath, '--offline')
    expect(result.answer.data).toMatchObject({verdict: 'expired', certificates: [{role: 'leaf'}]})
    expect(told(result)).toContain('TIME-01 error leaf')
  })

  it('counts the days to the end of the key, in every output, where the certificate lasts longer', async () => {
    const stamp = (days: number) =>
      `${new Date(Date.now() + days * 86_400_000).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`
    const made = (name: string, end: string) =>
      desk.pki.leaf(name, {
        keyOf: desk.leaf,
        extensions: [...signUse, ...testSigns, keyPeriod(stamp(-900), end)],
      }).certificatePath
    const args = ['--use', 'dmp-sign', '--offline', '--error-days', '15']
    const ended = await desk.json(made('KEY-ENDED', stamp(-1.5)), ...args)
    expect(told(ended)).toContain('TIME-04 error leaf ended')
    expect(ended.answer.data).toMatchObject({certificates: [{daysLeft: -2}]})
    const line = await desk.run(join(desk.pki.folder, 'KEY-ENDED.pem'), ...args, '--nagios')
    expect(line.stdout).toMatch(/^DMP CRITICAL - .*TIME-04.* leaf_days=-2;/)
    const soon = await desk.json(made('KEY-SOON', stamp(10.5)), ...args)
    expect(told(soon)).toContain('TIME-03 error leaf key')
    const text = await desk.run(join(desk.pki.folder, 'KEY-ENDED.pem'), ...args, '--lang', 'en')
    expect(text.stdout).toMatch(
      /until 2099-12-31 \(\d+ days\) ; its key must no longer be used since [\d-]+ \(-2 days\)/,
    )
    const file = join(desk.pki.folder, 'KEY-ENDED.pem')
    const plan = await runDmp(['cert', 'renew-plan', file, '--lang', 'en'], {env: desk.home.env})
    expect(plan.stdout).toMatch(/^end of the key .* past: the key must sign no more/m)
    expect(plan.stdout).not.toMatch(/in -\d+ days/)
  })

  it('takes the thresholds that it is given', async () => {
    const far = ['--warn-days', '90000', '--offline']
    expect(told(await desk.json(desk.auth, ...far))).toContain('TIME-03 warning leaf')
    expect(told(await desk.json(desk.auth, ...far, '--error-days', '80000'))).toContain('TIME-03 error leaf')
  })

  it('checks what the certificate is to be used for', async () => {
    expect(told(await desk.json(desk.auth, '--use', 'dmp-sign', '--offline'))).toContain('USE-01 error leaf')
    expect(told(await desk.json(desk.auth, '--use', 'insi', '--offline'))).toContain('ID-05 error leaf')
    expect((await desk.run(desk.auth, '--use', 'telegram')).code).toBe(2)
    expect((await desk.run('--auth', desk.auth)).code).toBe(2)
    expect((await desk.run(desk.auth, '--auth', desk.auth, '--sign', desk.sign)).code).toBe(2)
    expect((await desk.run(desk.auth, '--expect-finess', '12')).code).toBe(2)
  })

  it('opens the key with the password, and tells a wrong one apart', async () => {
    const right = await desk.json(desk.auth, '--passphrase-from', desk.secret('secret'), '--offline')
    const {checks} = right.answer.data as {checks: {id: string; result: string}[]}
    expect(checks.filter(({id}) => id === 'KEY-01' || id === 'P12-01').map(({result}) => result)).toEqual([
      'ok',
      'ok',
    ])
    const wrong = await runJson(['cert', 'check', desk.auth, '--passphrase-from', desk.secret('wrong')], {
      env: desk.home.env,
    })
    expect([wrong.code, wrong.answer.error?.code]).toEqual([4, 'DMP_KEY_PASSPHRASE_WRONG'])
  })

  it('warns of a file that opens with an empty password', async () => {
    const open = desk.pki.pkcs12(desk.leaf, 'empty', [], '')
    expect(told(await desk.json(open, '--offline'))).toContain('P12-04 warning leaf empty-password')
  })

  it('believes a revocation list given by hand', async () => {
    const crl = revocationList(desk.pki, desk.leaf)
    const result = await desk.json(desk.auth, '--crl', crl, '--offline')
    expect(told(result)).toContain('REV-01 error leaf')
    expect(result.answer.data.certificates[0].revocation).toMatchObject({status: 'revoked', by: 'crl'})
    expect(
      told(await desk.json(desk.sign, '--crl', crl, '--offline')).filter((one) => one.startsWith('REV')),
      // its authority names no address, and the list is not about it
    ).toEqual(['REV-02 warning leaf authority-no-address'])
  })

  it('refuses a certificate whose authority the root revoked, and uses each list for its own link', async () => {
    const made = new RevocationDesk(desk.pki)
    const {root, intermediate} = desk.pki
    const write = (name: string, list: Uint8Array) => {
      const path = join(made.folder, name)
      writeFileSync(path, list)
      return path
    }
    const clean = write('aci.crl', made.list([]))
    const args = ['--use', 'dmp-tls', '--offline', '--crl', clean, '--crl']
    const revoked = write('root.crl', made.list([{of: intermediate}], {signer: root}))
    const result = await desk.json(desk.auth, ...args, revoked)
    const good = await desk.json(desk.auth, ...args, write('root-clean.crl', made.list([], {signer: root})))
    made.remove()
    const rev = (of: typeof good) => told(of).filter((one) => one.startsWith('REV'))
    expect([result.code, rev(result)]).toEqual([10, ['REV-01 error leaf authority']])
    expect(rev(good)).toEqual([])
  })

  it('names no person unless asked to', async () => {
    const person = desk.pki.leaf('PERSON', {
      keyOf: desk.leaf,
      subject: '/C=FR/title=Sage-Femme/GN=ALIX+CN=899700075064+SN=DUPONTEL',
      extensions: ['keyUsage=critical,nonRepudiation', 'extendedKeyUsage=emailProtection', ...testSigns],
    })
    const masked = await desk.run(person.certificatePath, '--offline', '--use', 'dmp-tls')
    const asked = [
      masked.stdout,
      (await desk.json(person.certificatePath, '--offline', '--use', 'dmp-tls')).stdout,
    ]
    for (const text of asked) {
      for (const name of ['ALIX', 'DUPONTEL', '99700075064']) expect(text).not.toContain(name)
    }
    expect((await desk.run(person.certificatePath, '--offline', '--unmask')).stdout).toContain('ALIX')
  })

  it('says what was given in place of a certificate', async () => {
    const request = join(desk.pki.folder, 'AUTH.csr')
    const result = await runJson(['cert', 'check', request], {env: desk.home.env})
    expect([result.code, result.answer.error?.code]).toEqual([5, 'DMP_CERT_SOURCE_UNREADABLE'])
    expect(result.answer.error?.message).toContain('une demande (CSR)')
  })

  it('asks for the password of a file that shows nothing without it', async () => {
    const closed = desk.pki.pkcs12(desk.leaf, 'closed', [])
    const hidden = await runJson(['cert', 'check', closed, '--offline'], {env: desk.home.env})
    expect([hidden.code, hidden.answer.error?.code]).toEqual([4, 'DMP_SECRET_UNAVAILABLE'])
    expect(hidden.answer.error?.suggestions).toEqual([expect.stringContaining('--passphrase-from prompt')])
    const opened = await desk.json(closed, '--passphrase-from', desk.secret('secret'), '--offline')
    expect(opened.answer.data.certificates[0].product).toBe('ORG_AUTH_CLI')
  })

  it('says what the capture of a Windows store tells of the key', async () => {
    const {certificate, der} = desk.leaf
    const entry = {
      PSParentPath: 'Microsoft.PowerShell.Security\\Certificate::CurrentUser\\My',
      Thumbprint: certificate.sha1.hex.toUpperCase(),
      HasPrivateKey: true,
      Exportable: false,
      RawData: Buffer.from(der).toString('base64'),
    }
    const {answer} = await runJson(['cert', 'check', '-', '--offline'], {
      env: desk.home.env,
      input: JSON.stringify([entry]),
    })
    expectValid(answer)
    const messages = (answer.data.findings as ToldFinding[]).map(({message}) => message)
    expect(messages).toEqual(
      expect.arrayContaining([
        'certificate.finding.STORE-01.current-user',
        'certificate.finding.STORE-02.not-exportable',
      ]),
    )
  })

  it('reads a certificate from the standard input', async () => {
    const result = await runJson(['cert', 'check', '-', '--offline'], {
      env: desk.home.env,
      input: readFileSync(desk.leaf.certificatePath, 'utf8'),
    })
    expectValid(result.answer)
    expect(result.answer.data.certificates[0]).toMatchObject({source: '-', product: 'ORG_AUTH_CLI'})
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
