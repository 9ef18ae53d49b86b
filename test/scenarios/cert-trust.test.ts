import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest'
import {patientColumns} from '../support/feeding.ts'
import {makeHome, runDmp, runJson} from '../support/program.ts'
import {describeWith, sharedData} from '../support/requires.ts'
import {ListServer, RevocationDesk} from '../support/revocation-desk.ts'
import {expectValid} from '../support/schemas.ts'
import {authUse, type Issued, layouts, passphrase, signUse, TestPki, testSigns} from '../support/test-keys.ts'

let home: ReturnType<typeof makeHome>
beforeEach(() => {
  home = makeHome()
})
afterEach(() => home.remove())

const json = async (...args: string[]) => {
  const run = await runJson(args, {env: home.env})
  expectValid(run.answer)
  return run
}

describeWith([{program: 'openssl', package: 'openssl'}], 'authorities trusted on this machine', () => {
  let pki: TestPki
  const print = ({certificate}: Issued) => certificate.sha256.hex
  const add = (source: string, ...more: string[]) => json('cert', 'trust', 'add', source, ...more)

  beforeAll(() => {
    pki = new TestPki()
  }, 60_000)
  afterAll(() => pki?.remove())

  it('count only once somebody vouches for them with their fingerprint', async () => {
    const {certificatePath: root} = pki.root
    const refused = await add(root)
    expect([refused.code, refused.answer.error?.code]).toEqual([2, 'DMP_CONFIRMATION_NEEDED'])
    expect(refused.answer.error?.suggestions.join()).toContain(print(pki.root))
    const another = await add(root, '--yes', '--confirm', print(pki.intermediate))
    expect(another.answer.error?.code).toBe('DMP_CONFIRMATION_NEEDED')
    expect((await json('cert', 'trust', 'list')).answer.data.authorities).toEqual([])
    const colons = print(pki.root)
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:')
    const added = await add(root, '--yes', '--confirm', colons)
    expect(added.answer.data).toMatchObject({
      added: [{sha256: print(pki.root), basis: 'operator'}],
      already: [],
    })
    expect((await add(root)).answer.data).toMatchObject({added: [], already: [{sha256: print(pki.root)}]})
    expect(statSync(join(home.path, 'config/trust.json')).mode & 0o777).toBe(0o600)
  })

  it('are all added or none, and removed by the first characters of the fingerprint', async () => {
    const both = join(home.path, 'both.pem')
    const leaf = pki.leaf('leaf')
    const parts = [pki.intermediate, leaf, pki.root].map(({certificatePath}) =>
      readFileSync(certificatePath, 'utf8'),
    )
    writeFileSync(both, parts.join(''))
    const half = await add(both, '--yes', '--confirm', print(pki.root))
    expect(half.code).toBe(2)
    expect((await json('cert', 'trust', 'list')).answer.data.authorities).toEqual([])
    const whole = await add(both, '--yes', '--confirm', `${print(pki.root)},${print(pki.intermediate)}`)
    expect(whole.answer.data.added).toHaveLength(2)
    expect(whole.answer.data.passedOver).toEqual([print(leaf)])
    const removed = await json('cert', 'trust', 'remove', print(pki.root).slice(0, 10))
    expect(removed.answer.data.removed.sha256).toBe(print(pki.root))
    const {answer} = await json('cert', 'trust', 'list')
    expect(answer.data.authorities).toMatchObject([{sha256: print(pki.intermediate), anchor: null}])
    expect(answer.data.anchors.map(({name}: {name: string}) => name)).toEqual([
      'ACI-EL-ORG',
      'ACI-EL-ORG-TEST',
      'ACR-EL',
      'ACR-EL-TEST',
    ])
    for (const wrong of [print(pki.root), print(pki.intermediate).slice(0, 6)]) {
      const absent = await json('cert', 'trust', 'remove', wrong)
      expect([absent.code, absent.answer.error?.code]).toEqual([5, 'DMP_TRUST_NOT_FOUND'])
    }
  })

  it('are not found in a file without any', async () => {
    const {code, answer} = await add(pki.leaf('alone').certificatePath)
    expect([code, answer.error?.code]).toEqual([5, 'DMP_CERT_SOURCE_UNREADABLE'])
  })

  it('are told in words', async () => {
    const words = (...args: string[]) => runDmp(['cert', 'trust', ...args], {env: home.env})
    const added = await words('add', pki.root.certificatePath, '--yes', '--confirm', print(pki.root))
    expect(added.stdout).toContain('Ajoutée : C=FR, O=DMP ESSAI')
    const list = await words('list')
    expect(list.stdout).toContain(print(pki.root))
    expect(list.stdout).toMatch(/ACR-EL-TEST +2033-06-25 +connue du produit +01325aeb/)
    expect((await words('remove', print(pki.root))).stdout).toContain('Retirée')
    expect((await words('list', '--lang', 'en')).stdout).toContain('No authority was added to this machine.')
  })
})

describeWith(['shared-data'], 'authorities of the IGC-Santé', () => {
  const file = (name: string) => join(sharedData() ?? '', 'igc-sante', name)

  it('count at once: by their key, or signed by one that does', async () => {
    const own = await json('cert', 'trust', 'add', file('ACI-EL-ORG.pem'))
    expect([own.code, own.answer.data.added]).toMatchObject([0, [{basis: 'anchor', anchor: 'ACI-EL-ORG'}]])
    const below = await json('cert', 'trust', 'add', file('ACI-EL-PP-TEST.pem'))
    expect(below.answer.data.added).toMatchObject([{basis: 'signed', anchor: 'ACR-EL-TEST'}])
  })

  it('do not count when nothing known signed them', async () => {
    for (const name of ['ACR-ST-TEST.pem', 'ACI-ST-PP-TEST.pem', 'legacy-GIP-CPS-TEST-AC-CLASSE-4-TEST.pem'])
      expect((await json('cert', 'trust', 'add', file(name))).answer.error?.code).toBe(
        'DMP_CONFIRMATION_NEEDED',
      )
  })
})

describeWith([{program: 'openssl', package: 'openssl'}], 'a revoked certificate', () => {
  let pki: TestPki
  let made: RevocationDesk
  let server: ListServer
  let auth: Issued
  let files: {readonly auth: string; readonly sign: string}

  beforeAll(async () => {
    pki = new TestPki()
    made = new RevocationDesk(pki)
    server = await ListServer.open()
    const signs = testSigns.map((sign) =>
      sign.startsWith('crl') ? `crlDistributionPoints=URI:${server.url('ACI-EL-ORG-TEST.crl')}` : sign,
    )
    auth = pki.leaf('auth', {extensions: [...authUse, ...signs]})
    const sign = pki.leaf('sign', {extensions: [...signUse, ...signs]})
    files = {auth: pki.pkcs12(auth, 'auth', layouts.ans), sign: pki.pkcs12(sign, 'sign', layouts.ans)}
  }, 60_000)
  afterAll(async () => {
    await server?.close()
    made?.remove()
    pki?.remove()
  })
  beforeEach(() => server.asked.splice(0))

  /** Asks the DMP of a test profile, whose host exists nowhere: whoever gets so far was let through. */
  const status = async (revocation: 'warn' | 'strict' | 'off') => {
    const folder = join(home.path, 'config', 'profiles')
    mkdirSync(folder, {recursive: true})
    writeFileSync(join(home.path, 'secret'), `${passphrase}\n`, {mode: 0o600})
    writeFileSync(join(home.path, 'number'), 'ESSAI-0001\n', {mode: 0o600})
    writeFileSync(
      join(folder, 'default.yaml'),
      `schemaVersion: 1\nenvironment: test\nendpoints: {base: 'https://dmp.example.invalid/si-dmp-server/v2/services'}\n` +
        `structure: {finessEj: 0B0000014, finessEg: 0B0000014, name: CH FICTIF, kind: es, legalStatus: public, sector: SA01}\n` +
        `certificates:\n  auth: {path: ${files.auth}, passphrase: 'file:${join(home.path, 'secret')}'}\n` +
        `  sign: {path: ${files.sign}, passphrase: 'file:${join(home.path, 'secret')}'}\n` +
        `trust: {revocation: ${revocation}}\nlps: {homologation: 'file:${join(home.path, 'number')}'}\n` +
        `vihf: {user: {responsibleId: RESP0001}}\nids: {oidRoot: 1.2.250.1.999.7}\n`,
      {mode: 0o600},
    )
    const patient = join(home.path, 'patient.json')
    writeFileSync(patient, JSON.stringify(patientColumns()))
    const {intermediate, root} = pki
    const prints = [root, intermediate].map(({certificate}) => certificate.sha256.hex).join(',')
    const trusted = await json('cert', 'trust', 'add', files.auth, '--yes', '--confirm', prints)
    expect(trusted.code).toBe(0)
    return runJson(['patient', 'status', '--patient', patient], {env: home.env})
  }
  const warned = (answer: {warnings: readonly {code: string; message: string}[]}) =>
    answer.warnings
      .filter(({code}) => code === 'certificate')
      .map(({message}) => message)
      .join()

  it.each(['warn', 'strict'] as const)('stops everything before the DMP is called (%s)', async (mode) => {
    server.answers.set('ACI-EL-ORG-TEST.crl', made.list([{of: auth, reason: 'keyCompromise'}]))
    const {code, answer} = await status(mode)
    expect([code, answer.error?.code]).toEqual([4, 'DMP_CERTIFICATE_UNFIT'])
    expect(answer.error?.message).toContain('REV-01')
    expect(server.asked).toHaveLength(1)
    const check = await json('config', 'check', '--profile', 'default')
    const points = check.answer.data.points.map(({message}: {message: string}) => message)
    expect(points).toContain('certificate.finding.REV-01')
    // the check asks nobody: it read what the command before it had learnt
    expect(server.asked).toHaveLength(1)
  })

  it('is let through where the profile does not want to know', async () => {
    server.answers.set('ACI-EL-ORG-TEST.crl', made.list([{of: auth}]))
    const {answer} = await status('off')
    expect(answer.error?.code).toBe('DMP_CONNECTION_FAILED')
    expect(server.asked).toEqual([])
  })

  it('is told from one that is good, which is asked about once a day', async () => {
    server.answers.set('ACI-EL-ORG-TEST.crl', made.list([]))
    const {answer} = await status('strict')
    expect(answer.error?.code).toBe('DMP_CONNECTION_FAILED')
    await status('strict')
    expect(server.asked).toHaveLength(1)
    const check = await json('config', 'check', '--profile', 'default')
    const points = check.answer.data.points.map(({message}: {message: string}) => message)
    expect(points).toContain('check.revocation.good')
  })

  it('is found out by several programs at once with one download', async () => {
    const list = made.list([{of: auth}])
    server.answers.set(
      'ACI-EL-ORG-TEST.crl',
      (_request, response) => void setTimeout(() => response.end(list), 1_500),
    )
    const checks = await Promise.all([1, 2, 3].map(() => json('cert', 'check', files.auth)))
    for (const {code, answer} of checks) {
      expect(code).toBe(10)
      expect(answer.data.certificates[0].revocation).toMatchObject({status: 'revoked', by: 'crl'})
    }
    expect(server.asked).toHaveLength(1)
  })

  it('cannot be told from one whose list is refused: a warning, or a stop where that is wanted', async () => {
    server.answers.set('ACI-EL-ORG-TEST.crl', 403)
    const lenient = await status('warn')
    expect(lenient.answer.error?.code).toBe('DMP_CONNECTION_FAILED')
    expect(warned(lenient.answer)).toContain('REV-02')
    const strict = await status('strict')
    expect([strict.code, strict.answer.error?.code]).toEqual([4, 'DMP_CERTIFICATE_UNFIT'])
    expect(strict.answer.error?.message).toContain('REV-02')
    expect(server.asked).toHaveLength(1)
  })
})
