import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {openClosed} from '../../../src/lib/certificate-sources/open-closed.ts'
import {isJavaStorePassword} from '../../../src/lib/containers/java-store.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, layouts, TestPki} from '../../support/test-keys.ts'

const needs = [
  {program: 'openssl', package: 'openssl'},
  {program: 'keytool', package: 'default-jre-headless'},
] as const
const password = 'magasin-essai'

describeWith(needs, 'a Java store made by keytool', () => {
  let pki: TestPki
  let auth: Issued
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
  })
  afterAll(() => pki.remove())

  let stores = 0
  const made = (type: 'JKS' | 'JCEKS') => {
    stores += 1
    const path = join(pki.folder, `store-${stores}.${type}`)
    const source = pki.pkcs12(auth, `for-${stores}`, [...layouts.modern, '-name', 'cle-dmp'], password)
    const keytool = (...args: string[]) =>
      execFileSync('keytool', [...args, '-noprompt'], {
        stdio: 'pipe',
        env: {PATH: process.env['PATH'], LANG: 'C'},
      })
    const into = ['-keystore', path, '-storetype', type, '-storepass', password]
    keytool('-importcert', '-alias', 'racine', '-file', pki.root.certificatePath, ...into)
    keytool(
      ...['-importkeystore', '-srckeystore', source, '-srcstoretype', 'PKCS12', '-srcstorepass', password],
      ...['-destkeystore', path, '-deststoretype', type, '-deststorepass', password],
      ...['-destkeypass', password],
    )
    return readFileSync(path)
  }

  it.each(['JKS', 'JCEKS'] as const)('(%s) opens the key with its password, and no other', async (type) => {
    const bytes = made(type)
    const opened = await openClosed(readContainer(bytes, 'store'), bytes, password)
    const {spkiSha256} = auth.certificate.publicKey
    expect(opened.keys[0]?.spkiSha256).toBe(spkiSha256)
    expect(opened.passwordNeeded).toBe(false)
    await expect(openClosed(opened, bytes, 'autre')).rejects.toMatchObject({
      code: 'DMP_KEY_PASSPHRASE_WRONG',
    })
  })

  it.each(['JKS', 'JCEKS'] as const)('(%s) shows its certificates without its password', (type) => {
    const container = readContainer(made(type), 'store')
    expect(container).toMatchObject({format: type.toLowerCase(), passwordNeeded: true, problems: []})
    expect(container.certificates.map(({subject}) => subject.commonName).sort()).toEqual([
      'DMP AUTH',
      'TEST AC ORGANISATIONS FICTIVE',
      'TEST AC RACINE FICTIVE',
      'TEST AC RACINE FICTIVE',
    ])
    expect(container.leaf?.sha256.hex).toBe(auth.certificate.sha256.hex)
    expect(container.labels).toContain('racine')
    const [key] = container.keys
    expect(key).toMatchObject({form: 'jks', encrypted: true, alias: 'cle-dmp'})
    expect(key?.encryption).toBe(type === 'JKS' ? 'JKS' : 'pbeWithMD5AndTripleDES')
    expect(container.certificates[key?.certificate ?? -1]?.sha256.hex).toBe(auth.certificate.sha256.hex)
  })

  it('(JCEKS) leaves a key closed whose own password is another one, and refuses endless rounds', async () => {
    const bytes = made('JCEKS')
    const path = join(pki.folder, `store-${stores}.JCEKS`)
    execFileSync(
      'keytool',
      [
        ...[
          '-keypasswd',
          '-keystore',
          path,
          '-storetype',
          'JCEKS',
          '-storepass',
          password,
          '-alias',
          'cle-dmp',
        ],
        ...['-keypass', password, '-new', 'autre-secret'],
      ],
      {stdio: 'pipe', env: {PATH: process.env['PATH'], LANG: 'C'}},
    )
    const other = readFileSync(path)
    const seen = await openClosed(readContainer(other, 'store'), other, password)
    expect([seen.keys[0]?.spkiSha256, seen.passwordNeeded]).toEqual([undefined, true])
    await expect(openClosed(readContainer(bytes, 'store'), bytes, password, 1000)).rejects.toMatchObject({
      code: 'DMP_CERT_SOURCE_UNREADABLE',
      params: {problem: 'iterations'},
    })
  })

  it('knows its password from another', () => {
    const bytes = made('JKS')
    expect(isJavaStorePassword(bytes, password)).toBe(true)
    expect(isJavaStorePassword(bytes, `${password}x`)).toBe(false)
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
    expect(isJavaStorePassword(bytes, password)).toBe(false)
  })
})
