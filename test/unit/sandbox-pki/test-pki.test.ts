import {spawnSync} from 'node:child_process'
import {createPrivateKey, X509Certificate} from 'node:crypto'
import {mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {finessKeyIsRight, inventedFiness} from '../../../src/lib/sandbox/pki/structure-id.ts'
import {makeTestPki, readTestPki, type TestPki} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {describeWith} from '../../support/requires.ts'

let parent: string
let pki: TestPki

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'pki-'))
  pki = await makeTestPki(join(parent, 'pki'), {authorityBits: 2048})
}, 60_000)
afterAll(() => rmSync(parent, {recursive: true, force: true}))

function openssl(...args: string[]): string {
  const run = spawnSync('openssl', args, {encoding: 'utf8'})
  if (run.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${run.stderr}`)
  return run.stdout
}
const text = (file: string) => openssl('x509', '-in', file, '-noout', '-text')
const verifies = (file: string, purpose: string, ...more: string[]) =>
  spawnSync('openssl', ['verify', '-x509_strict', '-CAfile', pki.caFile, '-purpose', purpose, ...more, file])
    .status === 0

it('gives the key of every published test FINESS', () => {
  for (const known of [
    '0B0039129',
    '0B0057881',
    '0B0130811',
    '0B0152872',
    '0B0156832',
    '0B0168811',
    '0B0221636',
  ])
    expect(finessKeyIsRight(known), known).toBe(true)
  expect(inventedFiness(1)).toBe('0B0000014')
  expect(finessKeyIsRight('0B0000015')).toBe(false)
})

it('keeps every file for its owner alone', () => {
  for (const name of readdirSync(pki.folder))
    expect(statSync(join(pki.folder, name)).mode & 0o777, name).toBe(0o600)
})

it('refuses to write over an existing PKI', async () => {
  await expect(makeTestPki(pki.folder)).rejects.toMatchObject({code: 'DMP_SANDBOX_FOLDER_TAKEN'})
})

it('is read back after its folder was moved', async () => {
  const moved = join(parent, 'moved')
  renameSync(pki.folder, moved)
  const read = await readTestPki(moved)
  expect(readFileSync(read.establishments.main.auth.p12).length).toBeGreaterThan(1000)
  renameSync(moved, pki.folder)
  expect(await readTestPki(pki.folder)).toEqual(pki)
})

it('says that a folder without PKI is not initialised', async () => {
  await expect(readTestPki(parent)).rejects.toMatchObject({code: 'DMP_SANDBOX_NOT_INITIALISED'})
})

it('gives AUTH and SIGN the same OU, except in the mismatched pair', () => {
  const unit = (file: string) => /OU=(.*)/.exec(new X509Certificate(readFileSync(file)).subject)?.[1]
  for (const [key, {auth, sign, finessEj}] of Object.entries(pki.establishments)) {
    expect(unit(auth.certificate), key).toBe(`1${finessEj}`)
    expect(unit(sign.certificate) === unit(auth.certificate), key).toBe(key !== 'mismatched')
  }
  const {site} = pki.establishments
  expect(site.finessEg).not.toBe(site.finessEj)
})

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl agrees', () => {
  it('verifies each chain for its use and for no other', () => {
    const {auth, sign} = pki.establishments.main
    expect(verifies(auth.certificate, 'sslclient')).toBe(true)
    expect(verifies(auth.certificate, 'sslserver')).toBe(false)
    expect(verifies(sign.certificate, 'smimesign')).toBe(true)
    expect(verifies(sign.certificate, 'sslclient')).toBe(false)
    expect(verifies(pki.server.certificate, 'sslserver', '-verify_hostname', 'localhost')).toBe(true)
    expect(verifies(pki.server.certificate, 'sslserver', '-verify_ip', '127.0.0.1')).toBe(true)
    expect(verifies(pki.server.certificate, 'sslserver', '-verify_ip', '::1')).toBe(true)
    expect(verifies(pki.server.certificate, 'sslserver', '-verify_hostname', 'dmp.example')).toBe(false)
    expect(verifies(pki.expiredServer.certificate, 'sslserver')).toBe(false)
    expect(verifies(pki.expiredServer.certificate, 'sslserver', '-no_check_time')).toBe(true)
  })

  it('reads subject, usages, policy, points and private extensions as on IGC-Santé TEST', () => {
    const {auth, sign} = pki.establishments.main
    const subject = openssl(
      'x509',
      '-in',
      sign.certificate,
      '-noout',
      '-subject',
      '-nameopt',
      'show_type,sep_multiline,utf8',
    )
    expect(
      subject
        .split('\n')
        .map((line) => line.trim())
        .slice(1, 6),
    ).toEqual([
      'C=PRINTABLESTRING:FR',
      'ST=UTF8STRING:Département fictif (99)',
      'O=UTF8STRING:CENTRE HOSPITALIER FICTIF',
      'OU=UTF8STRING:10B0000014',
      'CN=UTF8STRING:DMP SIGN FICTIF',
    ])
    const seal = text(sign.certificate)
    expect(seal).toMatch(/X509v3 Key Usage: critical\s+Digital Signature, Non Repudiation\n/)
    expect(seal).toMatch(/Extended Key Usage: \s+E-mail Protection\n/)
    expect(seal).toContain('Private Key Usage Period')
    expect(seal).toContain('Policy: 1.2.250.1.213.1.7.2.1.1.1.1')
    expect(seal).toMatch(/Signature Algorithm: sha256WithRSAEncryption/)
    const client = text(auth.certificate)
    expect(client).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/)
    expect(client).toMatch(/Extended Key Usage: \s+TLS Web Client Authentication\n/)
    expect(client).not.toContain('Private Key Usage Period')
    expect(client).toContain('CRL/ACI-EL-ORG-TEST.crl')
    expect(client).toContain('OCSP - URI:')
    expect(openssl('asn1parse', '-in', auth.certificate)).toMatch(
      /1\.2\.250\.1\.71\.1\.2\.5\n.*OCTET STRING\s+\[HEX DUMP\]:040183/,
    )
    expect(new X509Certificate(readFileSync(auth.certificate)).serialNumber).toHaveLength(32)
    expect(
      new X509Certificate(readFileSync(auth.certificate)).publicKey.asymmetricKeyDetails?.modulusLength,
    ).toBe(2048)
  })

  it('lays the PKCS#12 out as the platform does: three certificates in clear, the key alone shrouded', () => {
    const {p12, certificate} = pki.establishments.main.sign
    const clear = openssl('pkcs12', '-in', p12, '-nokeys', '-nomacver', '-passin', 'pass:')
    const subjects = [...clear.matchAll(/CN = (.*)/g)].map((found) => found[1])
    expect(clear.match(/BEGIN CERTIFICATE/g)).toHaveLength(3)
    expect(subjects.filter((name) => name?.includes('DMP SIGN'))).toHaveLength(1)
    expect(clear).not.toContain('friendlyName')
    expect(new X509Certificate(clear.slice(clear.indexOf('-----BEGIN'))).fingerprint256).toBe(
      new X509Certificate(readFileSync(certificate)).fingerprint256,
    )
    const info = spawnSync(
      'openssl',
      ['pkcs12', '-in', p12, '-info', '-noout', '-passin', `file:${pki.passphraseFile}`],
      {
        encoding: 'utf8',
      },
    )
    expect(info.status).toBe(0)
    expect(info.stderr).toMatch(/MAC: sha1, Iteration 2048/)
    expect(info.stderr).toMatch(/Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC/)
    expect(spawnSync('openssl', ['pkcs12', '-in', p12, '-noout', '-passin', 'pass:wrong']).status).not.toBe(0)
  })

  it('puts the key of the certificate into the PKCS#12', () => {
    const {p12, certificate} = pki.establishments.main.auth
    const key = openssl('pkcs12', '-in', p12, '-nocerts', '-nodes', '-passin', `file:${pki.passphraseFile}`)
    expect(new X509Certificate(readFileSync(certificate)).checkPrivateKey(createPrivateKey(key))).toBe(true)
  })
})
