import {execFileSync, spawnSync} from 'node:child_process'
import {X509Certificate} from 'node:crypto'
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {type InsiFiles, makeInsiFiles, readInsiFiles} from '../../../src/lib/sandbox/pki/insi-certificates.ts'
import {makeTestPki, type TestPki} from '../../../src/lib/sandbox/pki/test-pki.ts'
import {describeWith} from '../../support/requires.ts'

let parent: string
let pki: TestPki
let insi: InsiFiles
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'insi-pki-'))
  pki = await makeTestPki(join(parent, 'pki'), {authorityBits: 2048})
  insi = await makeInsiFiles(pki)
}, 60_000)
afterAll(() => rmSync(parent, {recursive: true, force: true}))

it('is read back as it was made, and is absent from a folder that never had it', async () => {
  expect(await readInsiFiles(pki.folder)).toEqual(insi)
  expect(await readInsiFiles(parent)).toBeUndefined()
})

it.each(['insi.json', 'insi-ca.pem', 'insi-manu.p12'])(
  'takes a folder whose %s is damaged or gone for one without INSi, and makes it again',
  async (name) => {
    const other = await makeTestPki(join(parent, name), {authorityBits: 2048})
    await makeInsiFiles(other)
    if (name.endsWith('.json')) writeFileSync(join(other.folder, name), '{"unit":')
    else rmSync(join(other.folder, name))
    expect(await readInsiFiles(other.folder)).toBeUndefined()
    const made = await makeInsiFiles(other)
    expect(await readInsiFiles(other.folder)).toEqual(made)
  },
)

it('keeps every file for its owner alone', () => {
  for (const name of readdirSync(pki.folder))
    expect(statSync(join(pki.folder, name)).mode & 0o777, name).toBe(0o600)
  const names = readdirSync(pki.folder).map((name) => join(pki.folder, name))
  expect(names).toEqual(expect.arrayContaining([insi.auto, insi.manu].flatMap(({p12, key}) => [p12, key])))
})

it.each([
  ['auto', 'INSI-AUTO'],
  ['manu', 'INSI-MANU'],
] as const)('names %s as INSi wants it: common name, structure, issuer', (which, commonName) => {
  const certificate = new X509Certificate(readFileSync(insi[which].certificate))
  const subject = certificate.subject.split('\n')
  expect(subject).toContain(`CN=${commonName}`)
  expect(subject).toContain(`OU=${pki.establishments.main.unit}`)
  expect(pki.establishments.main.unit).toMatch(/^1.{9}$/)
  expect(certificate.issuer.split('\n')).toContain('CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS')
  expect(certificate.issuer).toContain('O=DMP SANDBOX')
})

describeWith([{program: 'openssl', package: 'openssl'}], 'openssl', () => {
  const verifies = (ca: string, file: string, purpose: string) =>
    spawnSync('openssl', ['verify', '-x509_strict', '-CAfile', ca, '-purpose', purpose, file]).status === 0

  it('verifies both as client certificates, under their own authority alone', () => {
    for (const {certificate} of [insi.auto, insi.manu]) {
      expect(verifies(insi.caFile, certificate, 'sslclient')).toBe(true)
      expect(verifies(insi.caFile, certificate, 'sslserver')).toBe(false)
      expect(verifies(pki.caFile, certificate, 'sslclient')).toBe(false)
    }
  })

  it('opens the PKCS#12 with the password of the folder', () => {
    const args = [
      'pkcs12',
      '-legacy',
      '-in',
      insi.manu.p12,
      '-noenc',
      '-passin',
      `file:${pki.passphraseFile}`,
    ]
    const text = execFileSync('openssl', args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']})
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(3)
    expect(text).toContain('BEGIN PRIVATE KEY')
  })
})
