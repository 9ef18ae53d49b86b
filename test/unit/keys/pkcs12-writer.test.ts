import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {createKeyWorkshop} from '../../../src/lib/keys/key-workshop.ts'
import {openPkcs12, readPkcs12Certificates} from '../../../src/lib/keys/pkcs12.ts'
import {WrongPassphrase} from '../../../src/lib/keys/pkcs12-crypto.ts'
import {type RepackWish, repackPkcs12} from '../../../src/lib/keys/pkcs12-writer.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, layouts, opensslHasLegacy, passphrase, TestPki} from '../../support/test-keys.ts'

const newPassphrase = 'Autre phrase, plus longue é'
let pki: TestPki
let leaf: Issued
beforeAll(() => {
  pki = new TestPki()
  leaf = pki.leaf('repacked')
})
afterAll(() => pki.remove())

/** `openssl pkcs12 -info`: what it says, and what it takes out. */
function info(path: string, secret: string, more: readonly string[] = []) {
  const run = spawnSync(
    'openssl',
    ['pkcs12', '-info', '-in', path, '-passin', `pass:${secret}`, '-nodes', ...more],
    {encoding: 'utf8'},
  )
  return {status: run.status, said: run.stderr, taken: run.stdout}
}

async function repacked(source: string, name: string, wish: Partial<RepackWish> = {}): Promise<string> {
  const bytes = await repackPkcs12(readFileSync(source), {passphrase, newPassphrase, form: 'aes', ...wish})
  const path = join(pki.folder, `${name}.p12`)
  writeFileSync(path, bytes, {mode: 0o600})
  return path
}

const named = ['-name', 'Certificat ORG', '-caname', 'ACI', '-caname', 'ACR']
const csp = ['-CSP', 'Microsoft Enhanced RSA and AES Cryptographic Provider']

describe.skipIf(!opensslHasLegacy())('files that this OpenSSL writes', () => {
  it.each([
    ['rc2', layouts.rc2],
    ['rc2 key', layouts.rc2Key],
    ['rc2 128', layouts.rc2Strong],
    ['modern', layouts.modern],
    ['no MAC', layouts.noMac],
  ] as const)(
    'turns %s into AES-256 that OpenSSL opens without its legacy provider',
    async (name, layout) => {
      const source = pki.pkcs12(leaf, `from ${name}`, [...layout, ...named, ...csp])
      const path = await repacked(source, `aes ${name}`)
      const {status, said, taken} = info(path, newPassphrase)
      expect([status, said]).toEqual([0, expect.stringMatching(/MAC: sha256, Iteration 10000/)])
      expect(said.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256/g)?.length).toBe(
        // OpenSSL leaves certificates in clear when it writes no MAC
        name === 'no MAC' ? 1 : 2,
      )
      expect(taken.match(/BEGIN CERTIFICATE/g)?.length).toBe(3)
      expect(taken).toMatch(/BEGIN PRIVATE KEY/)
    },
  )

  it('keeps the attributes of every bag', async () => {
    const source = pki.pkcs12(leaf, 'attributes', [...layouts.rc2, ...named, ...csp])
    const there = await repacked(source, 'attributes-aes')
    const back = await repacked(there, 'attributes-back', {
      passphrase: newPassphrase,
      newPassphrase: passphrase,
      form: 'legacy',
    })
    const attributes = (text: string) =>
      text
        .split('\n')
        .filter((line) => /friendlyName|localKeyID|Microsoft CSP Name/.test(line))
        .sort()
    const before = attributes(info(source, passphrase, ['-legacy']).taken)
    expect(before).toHaveLength(7)
    expect(attributes(info(there, newPassphrase).taken)).toEqual(before)
    expect(attributes(info(back, passphrase, ['-legacy']).taken)).toEqual(before)
  })

  it('goes back to RC2-40 and 3DES for consumers of before 2020', async () => {
    const source = pki.pkcs12(leaf, 'to legacy', layouts.modern)
    const path = await repacked(source, 'legacy', {form: 'legacy'})
    const {status, said, taken} = info(path, newPassphrase, ['-legacy'])
    expect([status, said]).toEqual([0, expect.stringMatching(/MAC: sha1, Iteration 2048/)])
    expect(said).toMatch(/PKCS7 Encrypted data: pbeWithSHA1And40BitRC2-CBC, Iteration 2048/)
    expect(said).toMatch(/Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048/)
    expect(taken.match(/BEGIN CERTIFICATE/g)?.length).toBe(3)
    expect(info(path, newPassphrase).status).not.toBe(0)
  })

  it('opens again with the key of the certificate and in the order of the file', async () => {
    const source = pki.pkcs12(leaf, 'order', layouts.rc2)
    const before = await openPkcs12(readFileSync(source), passphrase, 'before')
    const after = await openPkcs12(readFileSync(await repacked(source, 'order-aes')), newPassphrase, 'after')
    expect(after.leaf.sha256.hex).toBe(leaf.certificate.sha256.hex)
    expect(after.others.map(({sha256}) => sha256.hex)).toEqual(before.others.map(({sha256}) => sha256.hex))
    expect(after.key.equals(before.key)).toBe(true)
    expect(after.findings).toEqual([])
  })
})

it('leaves certificates in clear where they were, so that they still show without the password', async () => {
  const source = pki.pkcs12(leaf, 'ans', layouts.ans)
  const path = await repacked(source, 'ans-aes')
  expect(readPkcs12Certificates(readFileSync(path)).leaf?.sha256.hex).toBe(leaf.certificate.sha256.hex)
  const {said} = info(path, newPassphrase)
  expect(said).toMatch(/PKCS7 Data[\s\S]*Certificate bag/)
  expect(said).toMatch(/Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC/)
})

it('shows certificates in clear when asked', async () => {
  const source = pki.pkcs12(leaf, 'hidden', layouts.modern)
  expect(readPkcs12Certificates(readFileSync(source)).leaf).toBeUndefined()
  const path = await repacked(source, 'shown', {clearCertificates: true})
  expect(readPkcs12Certificates(readFileSync(path)).leaf?.sha256.hex).toBe(leaf.certificate.sha256.hex)
})

it.each(['ans', 'modern', 'noMac'] as const)('refuses a wrong password (%s)', async (layout) => {
  const source = pki.pkcs12(leaf, `wrong ${layout}`, layouts[layout])
  const wish = {passphrase: 'wrong', newPassphrase, form: 'aes'} as const
  await expect(repackPkcs12(readFileSync(source), wish)).rejects.toThrow(WrongPassphrase)
})

describeWith([{program: 'keytool', package: 'default-jre-headless'}], 'keytool', () => {
  it.each(['aes', 'legacy'] as const)('lists the file written as %s', async (form) => {
    const source = pki.pkcs12(leaf, `java ${form}`, [...layouts.ans, '-name', 'dmp'])
    const path = await repacked(source, `java-${form}-out`, {form, newPassphrase: 'motdepasse'})
    const run = spawnSync('keytool', ['-list', '-v', '-keystore', path, '-storepass', 'motdepasse'], {
      encoding: 'utf8',
    })
    expect([run.status, run.stdout]).toEqual([0, expect.stringMatching(/PrivateKeyEntry/)])
    expect(run.stdout.replaceAll(':', '').toLowerCase()).toContain(leaf.certificate.sha256.hex)
  })
})

it('meets a damaged file with an error of its own, never with a crash', async () => {
  const files = (['ans', 'modern', 'noMac'] as const).map((layout) =>
    readFileSync(pki.pkcs12(leaf, `fuzz ${layout}`, layouts[layout])),
  )
  const workshop = createKeyWorkshop({files: localFiles, secrets: {get: () => Promise.reject(new Error())}})
  const wish = {passphrase, newPassphrase, form: 'aes'} as const
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.integer({min: 1, max: 255})), {minLength: 1, maxLength: 4}),
      fc.option(fc.nat(), {freq: 6}),
      async (file, flips, cut) => {
        const bytes = Uint8Array.from(cut === null ? file : file.subarray(0, cut % file.length))
        for (const [at, mask] of flips) {
          const place = at % Math.max(1, bytes.length)
          bytes[place] = (bytes[place] ?? 0) ^ mask
        }
        const outcome = await workshop.repack({bytes, name: 'x.p12'}, wish).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(DmpError)
      },
    ),
    {numRuns: 150},
  )
})
