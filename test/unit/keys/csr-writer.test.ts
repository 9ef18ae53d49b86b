import {execFileSync, spawnSync} from 'node:child_process'
import {createPrivateKey} from 'node:crypto'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {newRequest} from '../../../src/lib/keys/csr-writer.ts'
import {openssl, passphrase, TestPki} from '../../support/test-keys.ts'

let pki: TestPki
let folder: string
beforeAll(() => {
  pki = new TestPki()
  folder = mkdtempSync(join(tmpdir(), 'dmp-csr-'))
})
afterAll(() => {
  pki.remove()
  rmSync(folder, {recursive: true, force: true})
})

const subjectOf = (path: string, kind: 'req' | 'x509') =>
  openssl([kind, '-in', path, '-noout', '-subject', '-nameopt', 'RFC2253,show_type'])

it('makes a request that OpenSSL verifies, with the name of the certificate byte for byte', async () => {
  const names = [undefined, '/C=FR/ST=Côte-d\'Or (21)/O=CH, FICTIF; "X"/OU=10B0000014/CN=a;b']
  for (const [index, subject] of names.entries()) {
    const leaf = pki.leaf(`csr-${index}`, subject ? {subject} : {})
    const made = await newRequest(Buffer.from(leaf.certificate.subject.derHex, 'hex'), passphrase)
    const path = join(folder, `${index}.csr`)
    writeFileSync(path, made.requestPem)
    const verified = spawnSync('openssl', ['req', '-in', path, '-verify', '-noout'], {encoding: 'utf8'})
    expect([verified.status, verified.stderr + verified.stdout]).toEqual([
      0,
      expect.stringMatching(/verify OK/),
    ])
    expect(subjectOf(path, 'req')).toBe(subjectOf(leaf.certificatePath, 'x509'))
    const text = openssl(['req', '-in', path, '-noout', '-text'])
    expect(text).toMatch(/Public-Key: \(2048 bit\)/)
    expect(text).toMatch(/Signature Algorithm: sha256WithRSAEncryption/)
  }
})

it('encrypts the key under AES-256 with the password alone', async () => {
  const {keyPem, requestPem, spkiSha256} = await newRequest(
    Buffer.from(pki.root.certificate.subject.derHex, 'hex'),
    passphrase,
  )
  const scheme = openssl(['asn1parse'], keyPem)
  expect(scheme).toMatch(/PBES2[\s\S]*PBKDF2[\s\S]*hmacWithSHA256[\s\S]*aes-256-cbc/)
  expect(() => createPrivateKey({key: keyPem, passphrase: 'wrong'})).toThrow()
  const path = join(folder, 'enc.key')
  writeFileSync(path, keyPem, {mode: 0o600})
  const spki = execFileSync('openssl', [
    ...['pkey', '-in', path, '-passin', `pass:${passphrase}`, '-pubout', '-outform', 'DER'],
  ])
  const digest = openssl(['dgst', '-sha256', '-r'], spki)
  expect(digest.slice(0, 64)).toBe(spkiSha256)
  const asked = openssl(['req', '-noout', '-pubkey'], requestPem)
  expect(openssl(['pkey', '-pubin', '-outform', 'PEM'], asked)).toBe(
    openssl(['pkey', '-pubin', '-inform', 'DER'], spki),
  )
})

it('makes another key each time', async () => {
  const subject = Buffer.from(pki.root.certificate.subject.derHex, 'hex')
  const [first, second] = [await newRequest(subject, passphrase), await newRequest(subject, passphrase)]
  expect(first.spkiSha256).not.toBe(second.spkiSha256)
})
