import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import type {Container} from '../../../src/lib/containers/container.ts'
import {readContainer} from '../../../src/lib/containers/read-container.ts'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {isRequestSigned} from '../../../src/lib/pki/request.ts'
import {describeWith} from '../../support/requires.ts'
import {authUse, type Issued, layouts, openssl, TestPki, testSigns} from '../../support/test-keys.ts'

const needs = [{program: 'openssl', package: 'openssl'}] as const

describeWith(needs, 'a source of certificates', () => {
  let pki: TestPki
  let auth: Issued
  let bundle: string
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH')
    bundle = [auth, pki.intermediate, pki.root]
      .map(({certificatePath}) => readFileSync(certificatePath, 'utf8'))
      .join('')
  })
  afterAll(() => pki.remove())

  const path = (name: string) => join(pki.folder, name)
  const made = (name: string, ...args: string[]): Container => {
    openssl([...args, '-out', path(name)])
    return readContainer(readFileSync(path(name)), name)
  }
  const read = (content: string | Uint8Array, name = 'x'): Container =>
    readContainer(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, name)
  const names = ({certificates}: Container) => certificates.map(({subject}) => subject.commonName)
  const chainNames = ['DMP AUTH', 'TEST AC ORGANISATIONS FICTIVE', 'TEST AC RACINE FICTIVE']

  it('in PEM gives every certificate in order, and the only holder as leaf', () => {
    const container = read(bundle)
    expect(container).toMatchObject({format: 'pem', passwordNeeded: false, problems: [], keys: []})
    expect(names(container)).toEqual(chainNames)
    expect(container.leaf?.sha256.hex).toBe(auth.certificate.sha256.hex)
    expect(read(readFileSync(pki.root.certificatePath)).leaf).toBeUndefined()
  })

  it('in DER is one certificate, whatever its name says', () => {
    const container = readContainer(auth.der, 'certificate.p12')
    expect(container.format).toBe('der')
    expect(names(container)).toEqual(['DMP AUTH'])
  })

  it.each(['DER', 'PEM'])('in PKCS#7 (%s) gives its certificates', (form) => {
    writeFileSync(path('all.pem'), bundle)
    const container = made('all.p7b', 'crl2pkcs7', '-nocrl', '-certfile', path('all.pem'), '-outform', form)
    expect(names(container).sort()).toEqual(chainNames.toSorted())
    expect(container.format).toBe('pkcs7')
  })

  it.each([
    ['ans', 'clear', 3, ['P12-03']],
    ['rc2', 'pbeWithSHAAnd40BitRC2-CBC', 0, ['P12-02']],
    ['rc2Strong', 'pbeWithSHAAnd128BitRC2-CBC', 0, ['P12-02']],
    ['rc4', 'pbeWithSHAAnd128BitRC4', 0, ['P12-02']],
    ['modern', 'PBES2 AES-256-CBC', 0, []],
    ['noMac', 'PBES2 AES-256-CBC', 0, ['P12-04']],
  ] as const)('in PKCS#12 (%s) says without its password how it is closed', (name, closed, seen, checks) => {
    const args = name === 'noMac' ? [...layouts.noMac, '-certpbe', 'AES-256-CBC'] : layouts[name]
    const container = readContainer(readFileSync(pki.pkcs12(auth, name, args)), name)
    expect(container).toMatchObject({format: 'pkcs12', passwordNeeded: true})
    expect(container.protection?.certificates).toBe(closed)
    expect(container.protection?.mac === undefined).toBe(name === 'noMac')
    expect(container.certificates).toHaveLength(seen)
    expect(container.leaf?.subject.commonName).toBe(seen > 0 ? 'DMP AUTH' : undefined)
    expect(container.findings.map(({check}) => check)).toEqual(checks)
    expect(container.keys).toEqual([
      expect.objectContaining({form: 'pkcs12', encrypted: true, ...(seen > 0 ? {certificate: 0} : {})}),
    ])
  })

  it('keeps the friendly name of a PKCS#12 certificate', () => {
    const args = [...layouts.ans, '-name', 'Clé du DMP']
    const container = readContainer(readFileSync(pki.pkcs12(auth, 'named', args)), 'named')
    expect(container.labels?.[0]).toBe('Clé du DMP')
    expect(container.keys[0]?.alias).toBe('Clé du DMP')
  })

  it.each(['DER', 'PEM'])('may be a request (%s), with what it asks for and its proof', (form) => {
    writeFileSync(
      path('ask.cnf'),
      '[req]\ndistinguished_name=d\nreq_extensions=e\n[d]\n[e]\nsubjectAltName=DNS:a.example\n',
    )
    const subject = ['-subj', '/C=FR/O=CH FICTIF/OU=10B0000014/CN=DMP', '-config', path('ask.cnf')]
    const container = made('ask', 'req', '-new', '-key', auth.keyPath, ...subject, '-outform', form)
    expect(container.format).toBe('csr')
    const [request] = container.requests
    expect(request?.subject.certificate).toBe('C=FR, O=CH FICTIF, OU=10B0000014, CN=DMP')
    expect(request?.extensions.dnsNames).toEqual(['a.example'])
    expect(request?.publicKey.spkiSha256).toBe(auth.certificate.publicKey.spkiSha256)
    expect(request && isRequestSigned(request)).toBe(true)
    const altered = Buffer.from(request?.der ?? [])
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1)
    const [forged] = readContainer(altered, 'altered').requests
    expect(forged && isRequestSigned(forged)).toBe(false)
  })

  it.each(['DER', 'PEM'])('may be a revocation list (%s)', (form) => {
    const args = ['-config', path('aci.cnf'), '-keyfile', pki.root.keyPath, '-cert', pki.root.certificatePath]
    openssl(['ca', '-gencrl', '-crldays', '6', ...args, '-out', path('list.pem')])
    const container = made('list', 'crl', '-in', path('list.pem'), '-outform', form)
    expect(container).toMatchObject({format: 'crl', certificates: []})
    expect(container.revocationLists).toHaveLength(1)
  })

  it('gives a key in clear the fingerprint of its public part, and binds it to its certificate', () => {
    const container = read(readFileSync(auth.keyPath, 'latin1') + bundle)
    expect(container.keys).toEqual([
      {form: 'pkcs8', encrypted: false, certificate: 0, spkiSha256: auth.certificate.publicKey.spkiSha256},
    ])
    expect(container.findings).toMatchObject([{check: 'FILE-03', params: {path: 'x'}}])
    const stranger = read(
      readFileSync(pki.root.keyPath, 'latin1') + readFileSync(auth.certificatePath, 'latin1'),
    )
    expect(stranger.keys[0]).not.toHaveProperty('certificate')
  })

  it.each([
    ['pkcs1', false, ['rsa', '-traditional']],
    ['pkcs1', true, ['rsa', '-traditional', '-aes128', '-passout', 'pass:secret']],
    ['pkcs8', true, ['pkcs8', '-topk8', '-v2', 'aes256', '-passout', 'pass:secret']],
    ['pkcs8', true, ['pkcs8', '-topk8', '-v2', 'aes256', '-passout', 'pass:secret', '-outform', 'DER']],
    ['pkcs8', false, ['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER']],
    ['pkcs1', false, ['rsa', '-traditional', '-outform', 'DER']],
  ] as const)('tells the form of a key: %s, closed %s (%j)', (form, encrypted, [program, ...args]) => {
    const container = made('key', program, '-in', auth.keyPath, ...args)
    expect(container).toMatchObject({format: 'key', passwordNeeded: encrypted, keys: [{form, encrypted}]})
  })

  it('tells keys of elliptic curves and of OpenSSH', () => {
    openssl(['ecparam', '-name', 'prime256v1', '-genkey', '-out', path('ec.pem')])
    expect(read(readFileSync(path('ec.pem'))).keys).toMatchObject([{form: 'sec1', encrypted: false}])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret word', '-f', path('ssh')])
    expect(read(readFileSync(path('ssh'))).keys).toMatchObject([{form: 'openssh', encryption: 'aes256-ctr'}])
  })

  it.each([
    ['bom', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
    ['utf16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['crlf', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['bare-base64', (text: string) => Buffer.from(text.replace(/-----.*-----/g, ''))],
  ])('reads what Windows tools make of a PEM file, and says so (%s)', (variant, change) => {
    const container = read(change(readFileSync(auth.certificatePath, 'utf8')))
    expect(names(container)).toEqual(['DMP AUTH'])
    expect(container.findings).toMatchObject([{check: 'FILE-05', variant}])
  })

  it('reads a PEM block whose ends of line were written out', () => {
    const oneLine = readFileSync(auth.certificatePath, 'utf8').replaceAll('\n', '\\n')
    expect(names(read(oneLine))).toEqual(['DMP AUTH'])
  })

  it('reads what OpenSSL writes as a trusted certificate', () => {
    const container = made('trusted', 'x509', '-in', auth.certificatePath, '-trustout', '-setalias', 'dmp')
    expect(container.certificates.map(({sha256}) => sha256.hex)).toEqual([auth.certificate.sha256.hex])
  })

  it('keeps what can be read beside what cannot', () => {
    const wrong = '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'
    const open = '-----BEGIN CERTIFICATE-----\nMIIB\n'
    const odd = '-----BEGIN CERTIFICATE-----\n*not base64*\n-----END CERTIFICATE-----\n'
    const container = read(wrong + open + odd + bundle)
    expect(names(container)).toEqual(chainNames)
    expect(container.problems).toEqual([
      {part: 'PEM block 1 (line 1)', problem: 'x509:unexpected-element@0'},
      {part: 'PEM block 2 (line 4)', problem: 'pem:unended'},
      {part: 'PEM block 3 (line 6)', problem: 'pem:base64'},
    ])
  })

  it.each([
    ['empty', ''],
    ['unknown-format', 'just some words'],
    ['html', '<!DOCTYPE html><html>'],
    ['zip', 'PK\u0003\u0004....'],
    ['pdf', '%PDF-1.7'],
    ['openssl-text', 'Certificate:\n    Data:\n        Version: 3 (0x2)\n'],
    ['ssh-public-key', 'ssh-ed25519 AAAA x'],
    ['asn1:truncated', '\u0030\u0082\u0010\u0000\u0030'],
    ['pem:base64', '-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----'],
    ['no-certificate', '-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----'],
  ])('is refused with a word that says what it is: %s', (problem, content) => {
    expect(() => read(content, 'given')).toThrow(DmpError)
    try {
      read(content, 'given')
    } catch (error) {
      expect(error).toMatchObject({
        code: 'DMP_CERT_SOURCE_UNREADABLE',
        exitCode: 5,
        params: {source: 'given', problem},
      })
    }
  })
})

describeWith(needs, 'the extensions of a certificate', () => {
  let pki: TestPki
  beforeAll(() => {
    pki = new TestPki()
  })
  afterAll(() => pki.remove())

  it('are all decoded, private ones and those of cards too', () => {
    const card = pki.leaf('card', {
      subject: '/C=FR/title=Infirmier/GN=PRENOM+CN=00B6087510+SN=ESSAI',
      extensions: [
        ...authUse.slice(0, 1),
        'extendedKeyUsage=clientAuth,1.3.6.1.4.1.311.20.2.2',
        ...testSigns.filter((sign) => !sign.startsWith('certificatePolicies')),
        'certificatePolicies=@policy',
        'subjectAltName=otherName:1.3.6.1.4.1.311.20.2.3;UTF8:00B6087510@carte-cps.fr,email:a@b.example,IP:127.0.0.1,DNS:d.example',
        'freshestCRL=URI:ldap://igc.example.invalid/delta',
        '1.2.250.1.71.1.2.2=ASN1:INTEGER:2',
        '1.2.250.1.71.1.2.3=ASN1:PRINTABLESTRING:8025000001/2800636234',
        '1.2.250.1.71.1.2.7=ASN1:INTEGER:60',
        '1.2.3.4.5=critical,ASN1:NULL',
        '[policy]\npolicyIdentifier=1.2.250.1.213.1.7.2.1.1.1.1\nCPS.1=http://igc.example.invalid/PC',
      ],
    }).certificate
    expect(card).toMatchObject({
      policyStatements: [{oid: '1.2.250.1.213.1.7.2.1.1.1.1', cps: ['http://igc.example.invalid/PC']}],
      policies: ['1.2.250.1.213.1.7.2.1.1.1.1'],
      freshestCrlUrls: ['ldap://igc.example.invalid/delta'],
      altNames: [
        {type: 'upn', value: '00B6087510@carte-cps.fr'},
        {type: 'email', value: 'a@b.example'},
        {type: 'ip', value: '127.0.0.1'},
        {type: 'dns', value: 'd.example'},
      ],
      category: 0x83,
      cardType: 2,
      cardNumber: '8025000001/2800636234',
      profession: 60,
    })
    expect(card.entries.find(({oid}) => oid === '1.2.3.4.5')).toEqual({
      oid: '1.2.3.4.5',
      critical: true,
      known: false,
      hex: '0500',
    })
    expect(card.entries.find(({oid}) => oid === '2.5.29.15')).toMatchObject({critical: true, known: true})
  })

  it('of another form than those seen are listed as not read, when private', () => {
    const {certificate} = pki.leaf('odd', {extensions: [...authUse, '1.2.250.1.71.1.2.7=ASN1:UTF8:soixante']})
    expect(certificate.profession).toBeUndefined()
    expect(certificate.entries.find(({oid}) => oid.endsWith('1.2.7'))).toMatchObject({known: false})
  })
})

describe('a name', () => {
  it('shows control characters, and never lets one cut it short', async () => {
    const {escapeRfc2253} = await import('../../../src/lib/pki/distinguished-name.ts')
    expect(escapeRfc2253('CH\0.example')).toBe('CH\\00.example')
    expect(escapeRfc2253('a\nCN=b')).toBe('a\\0ACN=b')
  })
})
