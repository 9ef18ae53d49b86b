import {afterAll, beforeAll, expect, it} from 'vitest'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import {describeWith} from '../../support/requires.ts'
import {type Issued, TestPki} from '../../support/test-keys.ts'

const needs = [{program: 'openssl', package: 'openssl'}] as const

describeWith(needs, 'the capture of a Windows store', () => {
  let pki: TestPki
  let auth: Issued
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
  })
  afterAll(() => pki.remove())

  const entry = () => ({
    PSParentPath: 'Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My',
    Thumbprint: auth.certificate.sha1.hex.toUpperCase(),
    FriendlyName: 'DMP',
    Subject: 'CN=DMP AUTH',
    HasPrivateKey: true,
    Exportable: false,
    Provider: 'Microsoft Enhanced RSA and AES Cryptographic Provider',
    KeyContainer: 'a1b2c3',
    RawData: Buffer.from(auth.der).toString('base64'),
  })
  const root = () => ({
    PSParentPath: 'Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root',
    Thumbprint: pki.root.certificate.sha1.hex,
    FriendlyName: '',
    HasPrivateKey: false,
    RawData: [...pki.root.der],
  })
  const shown = {
    format: 'windows-store',
    storeEntries: [{store: 'LocalMachine\\My', hasPrivateKey: true, exportable: false, friendlyName: 'DMP'}],
    keys: [{form: 'windows-store', alias: 'a1b2c3', certificate: 0}],
    problems: [],
  }

  it.each([
    ['one object', () => Buffer.from(JSON.stringify(entry()))],
    ['a list', () => Buffer.from(JSON.stringify([entry()]))],
    ['a counted list', () => Buffer.from(JSON.stringify({value: [entry()], Count: 1}))],
    ['UTF-16, as PowerShell redirects it', () => Buffer.from(`\ufeff${JSON.stringify(entry())}`, 'utf16le')],
  ])('by PowerShell, %s, gives certificate, key and store', (_name, bytes) => {
    const container = readContainer(bytes(), 'capture.json')
    expect(container).toMatchObject(shown)
    expect(container.leaf?.sha256.hex).toBe(auth.certificate.sha256.hex)
    expect(container.storeEntries?.[0]?.thumbprint).toBe(auth.certificate.sha1.hex)
  })

  it('by PowerShell takes bytes written as numbers too, and keeps what can be read', () => {
    const broken = {...entry(), RawData: 'MAA='}
    const wrapped = {...root(), RawData: {value: [...pki.intermediate.der], Count: 3}}
    const container = readContainer(Buffer.from(JSON.stringify([root(), broken, 3, wrapped])), 'capture.json')
    expect(container.certificates.map(({isCa}) => isCa)).toEqual([true, true])
    expect(container.keys).toMatchObject([{form: 'windows-store'}])
    expect(container.keys[0]).not.toHaveProperty('certificate')
    expect(container.problems.map(({part}) => part)).toEqual(['certificate 2', 'certificate 3'])
  })

  const certutil = (words: {
    hash: string
    subject: string
    provider: string
    locked: string
  }) => `my "Personal"
================ Certificate 0 ================
X509 Certificate:
Serial Number: 1120
${words.subject}:
    CN=DMP AUTH

Cert ${words.hash}(sha1): ${auth.certificate.sha1.hex}
  CERT_KEY_PROV_INFO_PROP_ID(2):
    Key Container = a1b2c3
    ${words.provider} = Microsoft Software Key Storage Provider
 ${words.locked}
================ Certificate 1 ================
Serial Number: 1121
Cert ${words.hash}(sha1): ${(pki.root.certificate.sha1.hex.match(/../g) ?? []).join(' ')}
CertUtil: -store command completed successfully.
`

  it.each([
    {hash: 'Hash', subject: 'Subject', provider: 'Provider', locked: 'Private key is NOT exportable'},
    {
      hash: 'Hachage',
      subject: 'Objet',
      provider: 'Fournisseur',
      locked: "La clé privée n'est pas exportable",
    },
    {
      hash: 'Hachage',
      subject: 'Objet',
      provider: 'Fournisseur',
      locked: "La cl\u201a priv\u201ae n'est pas exportable",
    },
  ])('by certutil describes without holding the certificates', (words) => {
    const container = readContainer(Buffer.from(`\ufeff${certutil(words)}`, 'utf8'), 'capture.txt')
    expect(container).toMatchObject({
      format: 'windows-store',
      certificates: [],
      storeEntries: [
        {
          store: 'my',
          thumbprint: auth.certificate.sha1.hex,
          hasPrivateKey: true,
          exportable: false,
          provider: 'Microsoft Software Key Storage Provider',
        },
        {thumbprint: pki.root.certificate.sha1.hex, hasPrivateKey: false},
      ],
    })
    expect(container.keys).toMatchObject([{form: 'windows-store', alias: 'a1b2c3'}])
  })
})
