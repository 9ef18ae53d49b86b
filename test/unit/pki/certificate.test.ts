import {X509Certificate} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {igcSanteAnchors, matchAnchor} from '../../../src/lib/pki/anchors.ts'
import {buildChain, isIssuedBy} from '../../../src/lib/pki/chain.ts'
import {environmentOf} from '../../../src/lib/pki/environment.ts'
import {certificatePem, readCertificates} from '../../../src/lib/pki/pem.ts'
import {isLegacyCps} from '../../../src/lib/pki/product.ts'
import {describeWith, sharedData} from '../../support/requires.ts'
import {authUse, type Issued, openssl, signUse, TestPki, testSigns} from '../../support/test-keys.ts'

const opensslNeeded = [{program: 'openssl', package: 'openssl'}] as const

describeWith(opensslNeeded, 'a certificate read by us and by OpenSSL', () => {
  let pki: TestPki
  let auth: Issued
  let sign: Issued
  beforeAll(() => {
    pki = new TestPki()
    auth = pki.leaf('AUTH', {
      subject:
        '/C=FR/ST=Côte-d\'Or (21)/O=CH \\"A\\" <B>\\, FILS\\; \\\\ \\+ CIE/OU=10B0000014/CN=#service; fictif ',
    })
    // GeneralizedTime 2020-01-01 to 2098-01-01, as SIGN certificates carry
    const period = '2.5.29.16=DER:3022800F32303230303130313030303030305A810F32303938303130313030303030305A'
    sign = pki.leaf('SIGN', {extensions: [...signUse, ...testSigns, period]})
  })
  afterAll(() => pki.remove())

  const shown = (issued: Issued, ...args: string[]) =>
    openssl(['x509', '-noout', '-in', issued.certificatePath, ...args]).replace(/\n$/, '')
  const value = (line: string) => line.slice(line.indexOf('=') + 1)
  // OpenSSL escapes bytes above 127 unless told not to; Java and the DMP samples leave letters with accents
  const rfc2253 = ['-nameopt', 'RFC2253,utf8,-esc_msb']

  it('agrees on the subject and issuer in RFC 2253 order, special characters included', () => {
    for (const issued of [auth, sign, pki.intermediate, pki.root]) {
      expect(issued.certificate.subject.rfc2253).toBe(value(shown(issued, '-subject', ...rfc2253)))
      expect(issued.certificate.issuer.rfc2253).toBe(value(shown(issued, '-issuer', ...rfc2253)))
    }
  })

  it('agrees on the subject in certificate order', () => {
    const order = ['-nameopt', 'esc_2253,utf8,sep_comma_plus_space,sname']
    for (const issued of [auth, sign, pki.intermediate])
      expect(issued.certificate.subject.certificate).toBe(value(shown(issued, '-subject', ...order)))
    expect(sign.certificate.subject.certificate).toBe(
      'C=FR, ST=Département fictif (99), O=CENTRE HOSPITALIER FICTIF, OU=10B0000014, CN=DMP SIGN',
    )
  })

  it('keeps a relative name of several attributes together, as cards have', () => {
    const card = pki.leaf('card', {subject: '/C=FR/title=Infirmier/GN=OLIVIER+CN=00B6087510+SN=ESSAI'})
    const {subject} = card.certificate
    expect(subject.rdns).toHaveLength(3)
    expect(subject.commonName).toBe('00B6087510')
    // RFC 2253 §2.2 leaves the order inside one relative name free
    const first = (name: string) => (name.split(',')[0] ?? '').split('+').sort()
    const theirs = value(shown(card, '-subject', ...rfc2253))
    expect(first(subject.rfc2253)).toEqual(first(theirs))
    expect(subject.rfc2253.split(',').slice(1)).toEqual(theirs.split(',').slice(1))
  })

  it('agrees on serial, dates, fingerprints and key identifiers', () => {
    for (const issued of [auth, sign, pki.root]) {
      const {certificate} = issued
      const x509 = new X509Certificate(issued.der)
      expect(certificate.serial.hex).toBe(value(shown(issued, '-serial')))
      expect(certificate.serial.decimal).toBe(BigInt(`0x${value(shown(issued, '-serial'))}`).toString())
      expect(certificate.notAfter).toBe(Date.parse(value(shown(issued, '-enddate'))))
      expect(certificate.notBefore).toBe(Date.parse(value(shown(issued, '-startdate'))))
      expect(certificate.sha1.hex).toBe(
        value(shown(issued, '-fingerprint', '-sha1'))
          .replaceAll(':', '')
          .toLowerCase(),
      )
      expect(certificate.sha256.hex).toBe(x509.fingerprint256.replaceAll(':', '').toLowerCase())
      expect(Buffer.from(certificate.sha256.base64, 'base64').toString('hex')).toBe(certificate.sha256.hex)
      const keyId = /Identifier:\s*\n\s*([0-9A-F:]+)/.exec(shown(issued, '-ext', 'subjectKeyIdentifier'))?.[1]
      expect(certificate.subjectKeyId).toBe(keyId?.replaceAll(':', '').toLowerCase())
    }
    expect(auth.certificate.authorityKeyId).toBe(pki.intermediate.certificate.subjectKeyId)
  })

  it('reads usage, policies, addresses, category, key period and key size', () => {
    expect(auth.certificate).toMatchObject({
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
      policies: ['1.2.250.1.213.1.7.2.1.1.1.1'],
      crlUrls: ['http://igc.example.invalid/CRL/ACI-EL-ORG-TEST.crl'],
      ocspUrls: ['http://ocsp.example.invalid'],
      caIssuersUrls: ['http://igc.example.invalid/AC%20TEST/ACI-EL-ORG-TEST.cer'],
      category: 0x83,
      isCa: false,
      signatureAlgorithm: 'sha256WithRSAEncryption',
      publicKey: {algorithm: 'rsa', bits: 2048},
    })
    expect(sign.certificate.keyUsage).toEqual(['digitalSignature', 'nonRepudiation'])
    expect(sign.certificate.privateKeyUsage).toEqual({
      notBefore: Date.UTC(2020, 0, 1),
      notAfter: Date.UTC(2098, 0, 1),
    })
    expect(pki.intermediate.certificate).toMatchObject({isCa: true, pathLength: 0})
    expect(auth.certificate.privateKeyUsage).toBeUndefined()
  })

  it('says the public key as OpenSSL does', () => {
    const pem = shown(auth, '-pubkey')
    expect(Buffer.from(auth.certificate.publicKey.spki).toString('base64')).toBe(
      pem.replace(/-----[^-]+-----|\s/g, ''),
    )
  })

  it('orders a chain whatever the order of the file, and refuses a forged link', () => {
    const strangers = new TestPki()
    try {
      const pool = [pki.root, strangers.intermediate, sign, pki.intermediate].map(
        ({certificate}) => certificate,
      )
      expect(buildChain(auth.certificate, pool)).toEqual([pki.intermediate.certificate, pki.root.certificate])
      // same names, other keys
      expect(isIssuedBy(auth.certificate, strangers.intermediate.certificate)).toBe(false)
    } finally {
      strangers.remove()
    }
  })

  it('reads several PEM certificates in a file, and DER', () => {
    const text = `text before\r\n${certificatePem(auth.certificate)}${certificatePem(sign.certificate)}`
    expect(readCertificates(Buffer.from(text), 'x').map(({sha256}) => sha256.hex)).toEqual([
      auth.certificate.sha256.hex,
      sign.certificate.sha256.hex,
    ])
    expect(readCertificates(auth.der, 'x')).toHaveLength(1)
    expect(() => readCertificates(readFileSync(auth.keyPath), 'a.pem')).toThrowError(
      expect.objectContaining({params: {path: 'a.pem', problem: 'pem:PRIVATE KEY'}}),
    )
  })

  it('tells an environment whose signs disagree', () => {
    expect(environmentOf(auth.certificate)).toMatchObject({verdict: 'test'})
    expect(environmentOf(auth.certificate).signs.map(({says}) => says)).toEqual(Array(5).fill('test'))
    const mixed = pki.leaf('mixed', {extensions: [...authUse, '1.2.250.1.71.1.2.5=DER:040103']})
    expect(environmentOf(mixed.certificate).verdict).toBe('conflict')
  })
})

describeWith(['shared-data'], 'the published authorities of the IGC-Santé', () => {
  const folder = join(sharedData() ?? '', 'igc-sante')
  const read = (name: string) => {
    const [certificate] = readCertificates(readFileSync(join(folder, `${name}.pem`)), name)
    if (!certificate) throw new Error(name)
    return certificate
  }

  it('are those of data/trust-anchors.json, by key id, key and fingerprint', () => {
    expect(igcSanteAnchors.map(({name}) => name)).toEqual([
      'ACI-EL-ORG',
      'ACI-EL-ORG-TEST',
      'ACR-EL',
      'ACR-EL-TEST',
    ])
    for (const anchor of igcSanteAnchors) {
      const certificate = read(anchor.name)
      expect(matchAnchor(certificate)).toBe(anchor)
      expect(anchor).toMatchObject({
        subject: certificate.subject.certificate,
        issuer: certificate.issuer.certificate,
        notAfter: new Date(certificate.notAfter).toISOString(),
      })
    }
  })

  it('keep production and TEST apart', () => {
    expect(isIssuedBy(read('ACI-EL-ORG'), read('ACR-EL'))).toBe(true)
    expect(isIssuedBy(read('ACI-EL-ORG-TEST'), read('ACR-EL-TEST'))).toBe(true)
    expect(isIssuedBy(read('ACI-EL-ORG'), read('ACR-EL-TEST'))).toBe(false)
    expect(environmentOf(read('ACI-EL-ORG')).verdict).toBe('production')
    expect(environmentOf(read('ACI-EL-ORG-TEST')).verdict).toBe('test')
  })

  it('are not matched by another authority', () => {
    expect(matchAnchor(read('ACR-ST-TEST'))).toBeUndefined()
  })

  it('include a legacy one that is recognised as such', () => {
    const legacy = read('legacy-GIP-CPS-TEST-AC-CLASSE-4-TEST')
    expect(isLegacyCps(legacy)).toBe(true)
    expect(legacy).toMatchObject({signatureAlgorithm: 'sha1WithRSAEncryption', publicKey: {bits: 1024}})
  })
})

describe('the anchors shipped', () => {
  it('have one fingerprint each', () => {
    expect(new Set(igcSanteAnchors.map(({sha256}) => sha256)).size).toBe(4)
  })
})
