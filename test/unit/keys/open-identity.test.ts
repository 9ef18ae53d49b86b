import {chmodSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {isTokenKey} from '../../../src/lib/keys/identity.ts'
import {openIdentity} from '../../../src/lib/keys/open-identity.ts'
import {createSigner} from '../../../src/lib/keys/signer.ts'
import {certificatePem} from '../../../src/lib/pki/pem.ts'
import type {SecretSource, Secrets} from '../../../src/lib/ports/secrets.ts'
import type {KeySource} from '../../../src/lib/profile/profile.ts'
import {describeWith} from '../../support/requires.ts'
import {
  type Issued,
  layouts,
  openssl,
  passphrase,
  signUse,
  TestPki,
  testSigns,
} from '../../support/test-keys.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'an identity opened from files', () => {
  let pki: TestPki
  let sign: Issued
  const asked: string[] = []
  const secrets: Secrets = {
    async get(source: SecretSource, purpose: string) {
      asked.push(purpose)
      return source.from === 'none' ? '' : passphrase
    },
  }
  const ports = {files: localFiles, secrets}
  const prompt = {from: 'prompt'} as const
  const none = {from: 'none'} as const
  beforeAll(() => {
    pki = new TestPki()
    sign = pki.leaf('SIGN', {extensions: [...signUse, ...testSigns]})
  })
  afterAll(() => pki.remove())

  const pkcs12 = (path: string, secret: SecretSource = prompt): KeySource => ({
    kind: 'pkcs12',
    path,
    passphrase: secret,
  })
  const pem = (certificatePath: string, keyPath: string, secret: SecretSource = prompt): KeySource => ({
    kind: 'pem',
    certificatePath,
    keyPath,
    passphrase: secret,
  })
  const inFolder = (name: string) => join(pki.folder, name)
  const chain = () => [pki.intermediate, pki.root].map(({certificate}) => certificate)

  it('has its chain nearest issuer first, and asks for the passphrase by the name of its setting', async () => {
    asked.length = 0
    const identity = await openIdentity(pkcs12(pki.pkcs12(sign, 'ans', layouts.ans)), 'sign', ports)
    expect(identity.certificate.sha256.hex).toBe(sign.certificate.sha256.hex)
    expect(identity.chain.map(({sha256}) => sha256.hex)).toEqual(chain().map(({sha256}) => sha256.hex))
    expect(asked).toEqual(['certificates.sign.passphrase'])
  })

  it('names the missing setting when a file wants a passphrase and the profile gives none', async () => {
    await expect(
      openIdentity(pkcs12(pki.pkcs12(sign, 'ans', layouts.ans), none), 'auth', ports),
    ).rejects.toMatchObject({
      code: 'DMP_SECRET_UNAVAILABLE',
      params: {setting: 'certificates.auth.passphrase', problem: 'not-set'},
    })
  })

  it('is not opened from a file that group or others may read', async () => {
    const path = pki.pkcs12(sign, 'exposed', layouts.ans)
    for (const mode of [0o640, 0o604, 0o620]) {
      chmodSync(path, mode)
      await expect(openIdentity(pkcs12(path), 'sign', ports)).rejects.toMatchObject({
        code: 'DMP_KEY_FILE_EXPOSED',
        params: {path, mode: `0${mode.toString(8)}`},
      })
    }
  })

  it('names a file that is not there, and a folder', async () => {
    await expect(openIdentity(pkcs12(inFolder('absent.p12')), 'sign', ports)).rejects.toMatchObject({
      code: 'DMP_KEY_FILE_UNREADABLE',
      params: {problem: 'ENOENT'},
    })
    chmodSync(pki.folder, 0o700)
    await expect(openIdentity(pkcs12(pki.folder), 'sign', ports)).rejects.toMatchObject({
      code: 'DMP_KEY_FILE_UNREADABLE',
      params: {problem: 'EISDIR'},
    })
  })

  it('opens from PEM files without asking when the key is in clear', async () => {
    asked.length = 0
    writeFileSync(
      inFolder('all.pem'),
      [pki.root, sign, pki.intermediate].map(({certificate}) => certificatePem(certificate)).join(''),
    )
    const identity = await openIdentity(pem(inFolder('all.pem'), sign.keyPath), 'sign', ports)
    expect(identity.certificate.sha256.hex).toBe(sign.certificate.sha256.hex)
    expect(identity.chain).toHaveLength(2)
    expect(asked).toEqual([])
  })

  it.each([
    ['PKCS#8', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc']],
    ['the old OpenSSL form', ['rsa', '-traditional', '-aes256']],
    ['PKCS#8 with 3DES', ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES']],
  ])('opens an encrypted PEM key: %s', async (_, args) => {
    const keyPath = inFolder('encrypted.key')
    openssl([...args, '-in', sign.keyPath, '-out', keyPath, '-passout', `pass:${passphrase}`])
    chmodSync(keyPath, 0o600)
    const source = pem(sign.certificatePath, keyPath)
    expect((await openIdentity(source, 'sign', ports)).certificate.sha256.hex).toBe(
      sign.certificate.sha256.hex,
    )
    const wrong: Secrets = {get: async () => 'autre'}
    await expect(openIdentity(source, 'sign', {files: localFiles, secrets: wrong})).rejects.toMatchObject({
      code: 'DMP_KEY_PASSPHRASE_WRONG',
      params: {path: keyPath},
    })
  })

  it('refuses a PEM key of another certificate, and a key file that holds none', async () => {
    const other = pki.leaf('OTHER')
    await expect(openIdentity(pem(sign.certificatePath, other.keyPath), 'sign', ports)).rejects.toMatchObject(
      {
        code: 'DMP_CERTIFICATE_UNFIT',
        params: {check: 'KEY-01'},
      },
    )
    chmodSync(sign.certificatePath, 0o600)
    await expect(
      openIdentity(pem(sign.certificatePath, sign.certificatePath), 'sign', ports),
    ).rejects.toMatchObject({
      params: {problem: 'no-private-key'},
    })
  })

  it.each([
    ['rsa-sha1', '-sha1'],
    ['rsa-sha256', '-sha256'],
  ] as const)('signs %s as OpenSSL verifies it', async (algorithm, option) => {
    const identity = await openIdentity(pkcs12(pki.pkcs12(sign, 'ans', layouts.ans)), 'sign', ports)
    const signer = createSigner(identity)
    const data = inFolder('data')
    writeFileSync(data, 'éléments signés')
    writeFileSync(inFolder('signature'), await signer.sign(algorithm, readFileSync(data)))
    writeFileSync(inFolder('public.pem'), openssl(['x509', '-pubkey', '-noout', '-in', sign.certificatePath]))
    const verified = openssl([
      'dgst',
      option,
      '-verify',
      inFolder('public.pem'),
      '-signature',
      inFolder('signature'),
      data,
    ])
    expect(verified.trim()).toBe('Verified OK')
    await signer.close()
  })

  it('describes the seal certificate and its chain to the builders', async () => {
    const identity = await openIdentity(pkcs12(pki.pkcs12(sign, 'ans', layouts.ans)), 'sign', ports)
    const {certificate} = createSigner(identity)
    expect(certificate.chain).toHaveLength(3)
    expect(certificate.chainBase64[0]).toBe(Buffer.from(sign.der).toString('base64'))
    expect(certificate.chain[0]).toMatchObject({
      subject: {rfc2253: sign.certificate.subject.rfc2253},
      issuer: {certificate: pki.intermediate.certificate.subject.certificate},
      serialDecimal: sign.certificate.serial.decimal,
    })
  })

  it('keeps no passphrase and shows no key when printed', async () => {
    const identity = await openIdentity(pkcs12(pki.pkcs12(sign, 'ans', layouts.ans)), 'sign', ports)
    expect(isTokenKey(identity.key)).toBe(false)
    const {key, findings, purpose} = identity
    expect(JSON.stringify({key, findings, purpose})).toBe('{"key":{},"findings":[],"purpose":"sign"}')
    expect(Object.keys(identity).sort()).toEqual([
      'certificate',
      'chain',
      'companions',
      'findings',
      'key',
      'purpose',
    ])
  })
})
