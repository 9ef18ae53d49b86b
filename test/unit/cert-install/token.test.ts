import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {certificateSources} from '../../../src/lib/certificate-sources/certificate-sources.ts'
import {configAdapters} from '../../../src/lib/config/config-adapters.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {createKeyWorkshop} from '../../../src/lib/keys/key-workshop.ts'
import {openIdentity} from '../../../src/lib/keys/open-identity.ts'
import {createSigner} from '../../../src/lib/keys/signer.ts'
import {localOutputs} from '../../../src/lib/outputs/local-outputs.ts'
import type {Journal} from '../../../src/lib/ports/journal.ts'
import {createSecrets} from '../../../src/lib/secrets/secrets.ts'
import {requestCertificate} from '../../../src/lib/usecases/cert/cert-csr.ts'
import {installCertificates} from '../../../src/lib/usecases/cert/cert-install.ts'
import {rollBackCertificates} from '../../../src/lib/usecases/cert/cert-rollback.ts'
import {checkCertificates} from '../../../src/lib/usecases/cert/check/check-certificates.ts'
import {makeOrderSheet} from '../../../src/lib/usecases/cert/order-sheet.ts'
import type {LifecycleBench} from '../../../src/lib/usecases/cert/ports.ts'
import {planRenewal} from '../../../src/lib/usecases/cert/renew-plan.ts'
import {checkKeys} from '../../../src/lib/usecases/config-check-keys.ts'
import {describeWith} from '../../support/requires.ts'
import {SoftHsm, softHsmModule, softHsmNeeds} from '../../support/soft-token.ts'
import {type Issued, layouts, passphrase, signUse, TestPki, testSigns} from '../../support/test-keys.ts'

describeWith(softHsmNeeds, 'a pair of which one half is on a token', () => {
  let pki: TestPki
  let hsm: SoftHsm
  let home: string
  let leaves: Readonly<Record<'auth' | 'sign' | 'newSign' | 'strange', Issued>>
  const at = (...names: string[]) => join(home, ...names)
  const profileFile = () => at('config/profiles/test.yaml')
  const consent = {yes: true, confirm: 'test'}
  const never = () => Promise.reject(new Error('not asked for'))

  const profileText = (sign: string) => `schemaVersion: 1
environment: sandbox
endpoints: {base: https://localhost:1/si-dmp-server/v2/services}
trust: {caFiles: [${at('ca.pem')}]}
structure: {finessEj: 0B0000014, finessEg: 0B0000014, name: CH, kind: es, legalStatus: public, sector: SA01}
certificates:
  auth: {path: ${join(pki.folder, 'auth.p12')}, passphrase: {from: file, path: ${at('secret')}}}
  sign: ${sign}
ids: {oidRoot: 1.2.3.4}
vihf: {user: {responsibleId: R1}}
`
  const onToken = (key: string, pin: string) =>
    `{kind: pkcs11, modulePath: ${softHsmModule}, tokenLabel: Essai, keyLabel: ${key}, pin: ${pin}}`
  const pinFile = (name = 'pin') => `{from: file, path: ${at(name)}}`

  beforeAll(() => {
    pki = new TestPki()
    home = join(pki.folder, 'home')
    mkdirSync(home)
    const sign = {extensions: [...signUse, ...testSigns]}
    leaves = {
      auth: pki.leaf('auth'),
      sign: pki.leaf('sign', {...sign, notAfter: '20271231235959Z'}),
      newSign: pki.leaf('new-sign', sign),
      strange: pki.leaf('strange', sign),
    }
    for (const name of ['auth', 'newSign'] as const) pki.pkcs12(leaves[name], name, layouts.ans)
    const authorities = [pki.root, pki.intermediate].map((one) => readFileSync(one.certificatePath, 'utf8'))
    writeFileSync(at('ca.pem'), authorities.join(''))
    hsm = new SoftHsm(pki.folder)
    hsm.token('Essai')
    hsm.key('Essai', leaves.sign, 'cachet', '0a')
    hsm.certificate('Essai', leaves.sign, 'certificat du cachet', '0a')
    hsm.certificate('Essai', pki.intermediate, 'organisations', '02')
    hsm.key('Essai', leaves.newSign, 'nouveau', '0c')
    hsm.certificate('Essai', leaves.newSign, 'nouveau', '0c')
    // the mark of one key, the key of another
    hsm.key('Essai', leaves.sign, 'mal range', '0b')
    hsm.certificate('Essai', leaves.strange, 'mal range', '0b')
    for (const [name, text] of [
      ['secret', passphrase],
      ['pin', hsm.pin],
      ['wrong-pin', '00000000'],
    ] as const)
      writeFileSync(at(name), text, {mode: 0o600})
  })
  afterAll(() => {
    hsm.restore()
    pki.remove()
  })
  beforeEach(() => {
    rmSync(at('config'), {recursive: true, force: true})
    mkdirSync(at('config/profiles'), {recursive: true})
  })
  const inService = (sign: string) => writeFileSync(profileFile(), profileText(sign), {mode: 0o600})

  function bench(): LifecycleBench {
    const env = {DMP_CONFIG_DIR: at('config')}
    const product = {name: 'dmp', version: '0'}
    const adapters = configAdapters({
      ...{env, cwd: home, home, platform: process.platform, stateFolder: at('state'), product},
    })
    const secrets = createSecrets({
      prompter: {available: false, secret: never},
      question: (setting) => setting,
    })
    const loadedProfile = () => adapters.profiles.load({name: 'test'})
    const journal = {
      record: async (entries: readonly unknown[]) => entries.map(() => '1'),
      overview: async () => ({acceptedSince: 0}),
    }
    return {
      ...adapters,
      product,
      files: localFiles,
      outputs: localOutputs,
      clock: {now: () => Date.parse('2027-06-01T00:00:00Z'), monotonic: () => 0, sleep: never} as never,
      prompter: {available: false, text: never, secret: never, confirm: never, choose: never},
      warn: () => undefined,
      signal: new AbortController().signal,
      trustStore: {list: async () => []},
      revocation: {statusOf: never},
      profile: async () => (await loadedProfile()).profile,
      loadedProfile,
      journal: async () => journal as unknown as Journal,
      secrets: async () => secrets,
      certificateSources: certificateSources({files: localFiles, secrets: async () => secrets, env}),
      keyWorkshop: async () => createKeyWorkshop({files: localFiles, secrets}),
    }
  }
  const wish = {structureChange: false, dryRun: false, consent, by: 'exploitation'}
  const installed = (...sources: string[]) =>
    installCertificates(bench(), {...wish, sources, passphraseFrom: `file:${at('secret')}`})
  const rolledBack = () => rollBackCertificates(bench(), {dryRun: false, consent, by: 'exploitation'})
  const newSign = () => join(pki.folder, 'newSign.p12')

  it('tells what the token held before, and goes back to it with its PIN', async () => {
    inService(onToken('cachet', pinFile()))
    const report = await installed(newSign())
    expect(report).toMatchObject({
      canGoBack: true,
      certificates: [{use: 'sign', replaces: {sha256: leaves.sign.certificate.sha256.hex}, keyChanged: true}],
    })
    await rolledBack()
    const {certificates} = await bench().profile()
    expect(certificates.sign).toMatchObject({kind: 'pkcs11', tokenLabel: 'Essai', keyLabel: 'cachet'})
  })

  it('goes back to a token whose PIN nobody is there to type, by the certificate that it shows', async () => {
    inService(onToken('cachet', '{from: prompt}'))
    await installed(newSign())
    const back = await rolledBack()
    expect(back.certificates).toMatchObject([{sha256: leaves.sign.certificate.sha256.hex}])
    expect((await bench().profile()).certificates.sign).toMatchObject({kind: 'pkcs11', keyLabel: 'cachet'})
  })

  it('goes back to a token of which an older release kept no fingerprint', async () => {
    inService(onToken('cachet', pinFile()))
    await installed(newSign())
    const history = at('config/certificates/test/history.json')
    const {records, version} = JSON.parse(readFileSync(history, 'utf8'))
    records[0].certificates[0].before = null
    writeFileSync(history, JSON.stringify({version, records}))
    await rolledBack()
    expect((await bench().profile()).certificates.sign).toMatchObject({kind: 'pkcs11'})
  })

  it('does not go back to a token that shows another certificate since', async () => {
    inService(onToken('cachet', pinFile('wrong-pin')))
    await installed(newSign())
    hsm.remove('Essai', 'cert', '0a')
    hsm.certificate('Essai', leaves.strange, 'certificat du cachet', '0a')
    try {
      // before any PIN is tried
      await expect(rolledBack()).rejects.toMatchObject({
        code: 'DMP_CERT_INSTALL_REFUSED',
        params: {case: 'overwritten', where: 'pkcs11:token=Essai;object=cachet'},
      })
    } finally {
      hsm.remove('Essai', 'cert', '0a')
      hsm.certificate('Essai', leaves.sign, 'certificat du cachet', '0a')
    }
  })

  it('installs a key on a token by its address, and goes back from it', async () => {
    inService(onToken('cachet', pinFile()))
    const report = await installCertificates(bench(), {
      ...wish,
      sources: ['pkcs11:token=Essai;object=nouveau'],
    })
    expect(report).toMatchObject({files: [], certificates: [{use: 'sign'}]})
    expect(await bench().profile()).toMatchObject({
      certificates: {sign: {kind: 'pkcs11', keyLabel: 'nouveau', modulePath: softHsmModule}},
    })
    await rolledBack()
    expect((await bench().profile()).certificates.sign).toMatchObject({keyLabel: 'cachet'})
  })

  it('refuses a key that is not that of the certificate beside it, wherever it is opened', async () => {
    inService(onToken('mal range', pinFile()))
    const {sign} = (await bench().profile()).certificates
    const secrets = {get: async () => hsm.pin}
    const unfit = {code: 'DMP_CERTIFICATE_UNFIT', params: {check: 'KEY-01'}}
    await expect(openIdentity(sign, 'sign', {files: localFiles, secrets})).rejects.toMatchObject(unfit)
    await expect(
      installCertificates(bench(), {...wish, sources: ['pkcs11:token=Essai;object=mal%20range']}),
    ).rejects.toMatchObject(unfit)
    inService(onToken('cachet', pinFile()))
    const own = (await bench().profile()).certificates.sign
    const identity = await openIdentity(own, 'sign', {files: localFiles, secrets})
    expect(identity.certificate.sha256.hex).toBe(leaves.sign.certificate.sha256.hex)
    await createSigner(identity).close()
  })

  const checkBench = () => ({
    ...bench(),
    certificateFiles: {facts: async () => undefined},
    revocation: {statusOf: async () => ({status: 'unknown', doubt: 'offline', tries: []}) as const},
  })
  const checkWish = {withProfile: true, lists: [], offline: true, unmask: false} as const

  it('finds a strange key without the PIN, by the public key that the token shows', async () => {
    inService(onToken('mal range', pinFile('wrong-pin')))
    const {profile} = await bench().loadedProfile()
    const points = await checkKeys(bench(), profile)
    expect(points).toContainEqual(
      expect.objectContaining({severity: 'error', params: expect.objectContaining({check: 'KEY-01'})}),
    )
    const {findings} = await checkCertificates(checkBench(), checkWish)
    expect(findings).toContainEqual(
      expect.objectContaining({check: 'KEY-01', severity: 'error', certificate: 'sign'}),
    )
  })

  it('shows the certificate of a key that bears another name', async () => {
    inService(onToken('cachet', pinFile('wrong-pin')))
    const {profile} = await bench().loadedProfile()
    const points = await checkKeys(bench(), profile)
    expect(points.map(({params}) => params['check'])).not.toContain('KEY-01')
    const {certificates, findings} = await checkCertificates(checkBench(), checkWish)
    expect(certificates[1]?.sha256).toBe(leaves.sign.certificate.sha256.hex)
    expect(findings.map(({check}) => check)).not.toContain('KEY-01')
  })

  it('is planned, ordered and asked for again without its PIN', async () => {
    inService(onToken('cachet', pinFile('wrong-pin')))
    const wanted = {sources: [], force: false, unmask: false}
    const plan = await planRenewal({...bench(), say: String}, wanted)
    const source = 'pkcs11:token=Essai;object=cachet'
    expect(plan.certificates[1]).toMatchObject({
      source,
      usedBy: [{profile: 'test', use: 'sign', path: source}],
    })
    expect((await makeOrderSheet(bench(), {sources: [], waitDays: 1})).certificates[1]).toMatchObject({
      source,
    })
    const request = await requestCertificate(bench(), {
      use: 'sign',
      key: at('new.key'),
      request: at('new.csr'),
      passphraseFrom: `file:${at('secret')}`,
      force: true,
    })
    expect(request.from).toBe(source)
  })
})
