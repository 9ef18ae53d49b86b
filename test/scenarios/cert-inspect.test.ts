import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith, sharedData} from '../support/requires.ts'
import {expectValid} from '../support/schemas.ts'
import {
  authUse,
  type Issued,
  layouts,
  openssl,
  passphrase,
  signUse,
  TestPki,
  testSigns,
} from '../support/test-keys.ts'

let home: ReturnType<typeof makeHome>
beforeEach(() => {
  home = makeHome()
})
afterEach(() => home.remove())

const json = async (...args: string[]) => {
  const run = await runJson(['cert', 'inspect', ...args], {env: home.env})
  expectValid(run.answer)
  return {...run, sources: run.answer.data?.sources}
}
const shown = async (...args: string[]) => {
  const {stdout, stderr, code} = await runDmp(['cert', 'inspect', ...args], {env: home.env})
  return {stdout, stderr, code}
}

describeWith([{program: 'openssl', package: 'openssl'}], 'cert inspect', () => {
  let pki: TestPki
  let auth: Issued
  let card: Issued
  const path = (name: string) => join(pki.folder, name)

  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
    card = pki.leaf('card', {
      subject: '/C=FR/title=Infirmier/GN=OLIVIERESSAI+CN=00B6087510+SN=INFIRMIERESSAI',
      extensions: [
        'keyUsage=critical,nonRepudiation',
        'extendedKeyUsage=emailProtection',
        'subjectAltName=email:olivieressai@example.invalid',
        '1.2.250.1.71.1.2.3=ASN1:PRINTABLESTRING:8025000001/2800636234',
      ],
    })
    writeFileSync(path('pw'), passphrase, {mode: 0o600})
    writeFileSync(path('wrong'), 'not-the-passphrase-4711', {mode: 0o600})
  }, 60_000)
  afterAll(() => pki?.remove())

  it('shows everything of an ANS .p12 but its key, without a password', async () => {
    const file = pki.pkcs12(auth, 'asip-p12', layouts.ans)
    const {code, sources} = await json(file)
    expect(code).toBe(0)
    const [{source, certificates, keys, findings}] = sources
    expect(source).toMatchObject({
      format: 'pkcs12',
      passwordNeeded: false,
      keyPasswordNeeded: true,
      protection: {certificates: 'clear'},
    })
    expect(certificates).toHaveLength(3)
    expect(certificates[0]).toMatchObject({
      position: 1,
      role: 'leaf',
      product: 'ORG_AUTH_CLI',
      environment: {verdict: 'test'},
      subject: {C: 'FR', ST: 'Département fictif (99)', OU: '10B0000014', CN: 'DMP AUTH'},
      structure: {type: 'finess', id: '0B0000014', checkDigitOk: true, deprecated: false},
      issuer: {file: null, trusted: false, forged: false},
      validity: {state: 'valid', notAfter: '2099-12-31T23:59:59Z', endOfUse: '2099-12-31T23:59:59Z'},
      extensions: {keyUsage: ['digitalSignature'], category: '83', critical: ['2.5.29.15'], unknown: []},
      masked: false,
    })
    expect(keys).toMatchObject([{encrypted: true, certificate: 1, matches: null}])
    expect(findings).toMatchObject([{check: 'P12-03', severity: 'info'}])
    const {stdout} = await shown(file, '--lang', 'en')
    expect(stdout).toContain('not needed for the certificates; key not checked')
    expect(stdout).toContain('FINESS 0B0000014 (right check digit)')
  })

  it('compares key and certificate once it has the password', async () => {
    const file = pki.pkcs12(auth, 'closed', layouts.rc2)
    expect((await json(file)).sources[0]).toMatchObject({certificates: [], source: {passwordNeeded: true}})
    const {sources} = await json(file, '--passphrase-from', `file:${path('pw')}`)
    expect(sources[0].certificates).toHaveLength(3)
    expect(sources[0].keys).toMatchObject([{certificate: 1, matches: true}])
    const {answer, code} = await json(file, '--passphrase-from', `file:${path('wrong')}`)
    expect([code, answer.error?.code]).toEqual([4, 'DMP_KEY_PASSPHRASE_WRONG'])
  })

  it('finds a key that the file binds to the certificate of another', async () => {
    const file = pki.pkcs12(auth, 'swapped', ['-certpbe', 'NONE', '-nomac'])
    const bytes = readFileSync(file)
    const other = pki.leaf('TUHA')
    // same length, same names: only the key and the serial number differ
    const at = bytes.indexOf(auth.der)
    expect([at > 0, other.der.length]).toEqual([true, auth.der.length])
    bytes.set(other.der, at)
    writeFileSync(file, bytes)
    const {code, sources} = await json(file, '--passphrase-from', `file:${path('pw')}`)
    expect([code, sources[0].keys[0].matches]).toEqual([10, false])
    const {stdout} = await shown(file, '--passphrase-from', `file:${path('pw')}`)
    expect(stdout).toContain('NE VA PAS')
  })

  it('takes no password on the command line, and does not repeat one', async () => {
    const {code, stderr} = await shown(auth.certificatePath, '--passphrase-from', 'not-the-passphrase-4711')
    expect(code).toBe(2)
    expect(stderr).not.toContain('4711')
  })

  it('hides who a person is unless told otherwise, in text, in JSON and in PEM', async () => {
    const hidden = /OLIVIERESSAI|INFIRMIERESSAI|00B6087510|2800636234/i
    const text = await shown(card.certificatePath, '--with-pem', '--dn', 'rfc2253')
    const answer = await json(card.certificatePath, '--with-pem')
    for (const output of [text.stdout, answer.stdout]) {
      expect(output).not.toMatch(hidden)
      expect(output).not.toContain('BEGIN CERTIFICATE')
    }
    expect(answer.sources[0].certificates[0]).toMatchObject({product: 'PERSON_SIGN', masked: true})
    const open = await json(card.certificatePath, '--with-pem', '--unmask')
    expect(open.sources[0].certificates[0]).toMatchObject({
      masked: false,
      subject: {CN: '00B6087510'},
      extensions: {cardNumber: '8025000001/2800636234'},
    })
  })

  it('prints names in the order wanted, as openssl does, and the certificate itself', async () => {
    const theirs = openssl([
      'x509',
      '-noout',
      '-subject',
      '-nameopt',
      'RFC2253,utf8,-esc_msb',
      '-in',
      auth.certificatePath,
    ])
    const {sources} = await json(auth.certificatePath, '--dn', 'rfc2253', '--with-pem')
    const [certificate] = sources[0].certificates
    expect(`subject=${certificate.subject.dn}`).toBe(theirs.trim())
    expect(
      openssl(['x509', '-noout', '-fingerprint', '-sha256'], certificate.pem).replaceAll(':', '').trim(),
    ).toMatch(new RegExp(`${certificate.fingerprints.sha256}$`, 'i'))
    const first = await json(auth.certificatePath)
    expect(first.sources[0].certificates[0].subject.dn).toMatch(/^C=FR, ST=/)
  })

  it('sees the earlier end of a seal key', async () => {
    const period = '2.5.29.16=DER:3022800F32303230303130313030303030305A810F32303938303130313030303030305A'
    const sign = pki.leaf('SIGN', {extensions: [...signUse, ...testSigns, period]})
    const {sources} = await json(sign.certificatePath)
    expect(sources[0].certificates[0]).toMatchObject({
      product: 'SIGN',
      validity: {endOfUse: '2098-01-01T00:00:00Z', renewableUntil: '2099-12-31T23:59:59Z'},
    })
  })

  it('reads the standard input', async () => {
    const {answer, code} = await runJson(['cert', 'inspect', '-'], {
      env: home.env,
      input: readFileSync(auth.certificatePath, 'utf8'),
    })
    expectValid(answer)
    expect([code, answer.data.sources[0].certificates[0].subject.CN]).toEqual([0, 'DMP AUTH'])
  })

  it('shows requests and revocation lists, and finds a request that its key did not make', async () => {
    openssl([
      'req',
      '-new',
      '-key',
      auth.keyPath,
      '-subj',
      '/C=FR/OU=10B0000014/CN=DMP',
      '-out',
      path('ask.pem'),
    ])
    const ca = ['-config', path('acr.cnf'), '-keyfile', pki.root.keyPath, '-cert', pki.root.certificatePath]
    openssl(['ca', '-gencrl', '-crldays', '6', ...ca, '-out', path('list.pem')])
    const good = await json(path('ask.pem'), path('list.pem'))
    expect(good.code).toBe(0)
    expect(good.sources[0].requests).toMatchObject([{signatureOk: true, structure: {id: '0B0000014'}}])
    expect(good.sources[1].revocationLists).toMatchObject([{state: 'current', revoked: 0}])
    openssl(['req', '-in', path('ask.pem'), '-outform', 'DER', '-out', path('ask.der')])
    const altered = readFileSync(path('ask.der'))
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1)
    writeFileSync(path('ask.der'), altered)
    const bad = await json(path('ask.der'))
    expect([bad.code, bad.sources[0].requests[0].signatureOk]).toEqual([10, false])
    const {stdout} = await shown(path('ask.der'), path('list.pem'))
    expect(stdout).toContain('FAUSSE')
    expect(stdout).toContain('Liste de révocation')
  })

  it('sets one unreadable source among several beside the others, and ends with its exit code', async () => {
    writeFileSync(path('page.p12'), '<html>connexion')
    const {code, sources, answer} = await json(auth.certificatePath, path('page.p12'), path('gone'))
    expect(code).toBe(5)
    expect(sources).toHaveLength(1)
    expect(answer.data.failed).toMatchObject([
      {error: {code: 'DMP_CERT_SOURCE_UNREADABLE', params: {problem: 'html'}, exitCode: 5}},
      {error: {code: 'DMP_FILE_UNREADABLE', params: {reason: 'ENOENT'}, exitCode: 5}},
    ])
    const {stdout} = await shown(auth.certificatePath, path('page.p12'), '--lang', 'en')
    expect(stdout).toContain('it is a web page')
  })

  it('keeps the good certificates of a damaged file and ends with findings', async () => {
    const wrong = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'
    writeFileSync(path('mixed.pem'), wrong + readFileSync(auth.certificatePath, 'utf8'))
    const {code, sources} = await json(path('mixed.pem'))
    expect(code).toBe(10)
    expect(sources[0].problems).toMatchObject([{part: 'PEM block 1 (line 1)'}])
    expect(sources[0].certificates).toHaveLength(1)
  })

  it('lets no name drive the terminal', async () => {
    const odd = pki.leaf('odd', {subject: '/C=FR/CN=a\u001b[31mb\u0007\nc', extensions: [...authUse]})
    const {stdout} = await shown(odd.certificatePath)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('\u0007')
  })

  it('ends at once on a pipe that nobody fills', async () => {
    execFileSync('mkfifo', [path('pipe')])
    expect((await shown(path('pipe'))).code).toBe(5)
    expect((await shown(pki.folder)).code).toBe(5)
  })
})

describeWith(['shared-data'], 'cert inspect of the published authorities', () => {
  it('knows each for what it is, as their index says', async () => {
    const folder = join(sharedData() ?? '', 'igc-sante')
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
    const list: {file: string; sha256: string}[] = Array.isArray(index) ? index : index.certificates
    const {code, sources} = await json(...list.map(({file}) => join(folder, file)))
    expect(code).toBe(0)
    for (const [at, {sha256}] of list.entries()) {
      const [certificate] = sources[at].certificates
      expect(certificate.fingerprints.sha256).toBe(sha256.replaceAll(':', '').toLowerCase())
      expect(certificate.subject.dn === certificate.issuer.dn || certificate.issuer.forged).toBeDefined()
    }
    const byFile = (name: string) => sources[list.findIndex(({file}) => file === name)].certificates[0]
    expect(byFile('ACI-EL-ORG.pem')).toMatchObject({
      product: 'AUTHORITY',
      environment: {verdict: 'production'},
      issuer: {file: 'ACR-EL', trusted: true},
    })
    expect(byFile('ACI-EL-ORG-TEST.pem')).toMatchObject({
      environment: {verdict: 'test'},
      issuer: {file: 'ACR-EL-TEST', trusted: true},
    })
    expect(byFile('ACR-EL.pem').issuer).toMatchObject({file: 'ACR-EL', trusted: true})
  })
})
