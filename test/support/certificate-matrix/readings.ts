import {X509Certificate} from 'node:crypto'
import type {CertificateEnvironment} from '../../../src/lib/pki/environment.ts'
import {environmentOf} from '../../../src/lib/pki/environment.ts'
import {productOf} from '../../../src/lib/pki/product.ts'
import {openssl} from '../test-keys.ts'
import {classFour} from './algorithms.ts'
import {type Cast, keyPeriod, leafExtensions, type Use} from './cast.ts'
import type {Minted} from './mint.ts'
import {type Case, fact, type Part} from './row.ts'

const oids: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'TLS Web Server Authentication',
  '1.3.6.1.5.5.7.3.2': 'TLS Web Client Authentication',
  '1.3.6.1.5.5.7.3.4': 'E-mail Protection',
  '1.3.6.1.4.1.311.20.2.2': 'Microsoft Smartcard Login',
}
const usageNames: Readonly<Record<string, string>> = {
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
}
/** RFC 2253 leaves open in which order the attributes of one RDN stand. */
const sortedName = (dn: string) =>
  dn
    .split(/(?<!\\),/)
    .map((rdn) =>
      rdn
        .split(/(?<!\\)\+/)
        .sort()
        .join('+'),
    )
    .join(',')
const bare = (text: string) => text.replaceAll(/[\s:]/g, '').toLowerCase()

/** What both read: names, serial number, dates, usages, policies, key ids, key and fingerprint. */
function ourFacts({certificate}: Minted): readonly string[] {
  const {subject, issuer, serial, notBefore, notAfter, keyUsage, extendedKeyUsage} = certificate
  return [
    sortedName(subject.rfc2253),
    sortedName(issuer.rfc2253),
    serial.hex,
    new Date(notBefore).toISOString(),
    new Date(notAfter).toISOString(),
    keyUsage.map((usage) => usageNames[usage] ?? usage).join(', '),
    extendedKeyUsage.map((oid) => oids[oid] ?? oid).join(', '),
    certificate.policies.join(', '),
    certificate.subjectKeyId ?? '',
    certificate.authorityKeyId ?? '',
    certificate.sha256.hex,
    certificate.publicKey.spkiSha256,
  ]
}

function theirFacts({path}: Minted): readonly string[] {
  const ask = (...args: string[]) => openssl(['x509', '-in', path, '-noout', ...args])
  const plain = ask(
    ...[
      '-subject',
      '-issuer',
      '-serial',
      '-dates',
      '-fingerprint',
      '-sha256',
      '-nameopt',
      'RFC2253,utf8,-esc_msb',
    ],
    ...['-ext', 'keyUsage,extendedKeyUsage,certificatePolicies,subjectKeyIdentifier,authorityKeyIdentifier'],
  )
  const one = (pattern: RegExp) => (pattern.exec(plain)?.[1] ?? '').trim()
  const keyId = (label: string) => bare(one(new RegExp(`X509v3 ${label}: *\\n *(?:keyid:)?([0-9A-F:]+)`)))
  const spki = openssl(['x509', '-in', path, '-noout', '-pubkey'])
  const digest = openssl(['dgst', '-sha256'], Buffer.from(spki.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
  return [
    sortedName(one(/^subject=(.*)$/m)),
    sortedName(one(/^issuer=(.*)$/m)),
    one(/^serial=(.*)$/m),
    new Date(one(/^notBefore=(.*)$/m)).toISOString(),
    new Date(one(/^notAfter=(.*)$/m)).toISOString(),
    one(/X509v3 Key Usage:.*\n(.*)$/m),
    one(/X509v3 Extended Key Usage:.*\n(.*)$/m),
    [...plain.matchAll(/Policy: (\S+)/g)].map(([, oid]) => oid).join(', '),
    keyId('Subject Key Identifier'),
    keyId('Authority Key Identifier'),
    bare(one(/Fingerprint=(.*)$/m)),
    (digest.split('= ')[1] ?? '').trim(),
  ]
}

function reading(says: string, make: (cast: Cast) => Minted, told: string): Case {
  const both = (facts: readonly string[], words: string) => ({...fact(facts.join('\n')), told: words})
  return {
    says,
    ours: (cast) => {
      const minted = make(cast)
      const product = productOf(minted.certificate)
      const seen = `${product}, ${environmentOf(minted.certificate).verdict}`
      if (seen !== told) throw new Error(`${says}: ${seen} in place of ${told}`)
      return both(ourFacts(minted), seen)
    },
    theirs: (cast) => {
      const minted = make(cast)
      const node = new X509Certificate(minted.certificate.der).fingerprint256
      if (bare(node) !== minted.certificate.sha256.hex)
        throw new Error(`${says}: Node reads another certificate`)
      const facts = theirFacts(minted)
      return both(facts, `the same ${facts.length} fields`)
    },
  }
}

const product =
  (environment: CertificateEnvironment, use: Use, extra: readonly string[] = []) =>
  (cast: Cast) =>
    cast.leaf(`${environment}-${use}`, {
      environment,
      use,
      extensions: [...leafExtensions(environment, use), ...extra],
    })
const seal = [keyPeriod('20250105090000Z', '20280105090000Z')]
const person = '/C=FR/title=Infirmier/GN=ALIX+CN=00B6087510+SN=FICTIF'

const both = (use: Use, name: string, told: string, extra: readonly string[] = []): Case[] =>
  (['production', 'test'] as const).map((environment) =>
    reading(`${name}, ${environment}`, product(environment, use, extra), `${told}, ${environment}`),
  )

export const readingPart: Part = {
  title: 'Reading',
  about:
    'Names, serial number, dates, usages, policies, key ids, key and fingerprint, against `openssl x509`. Product and environment are dmp’s alone.',
  cases: [
    ...both('auth', 'ORG AUTH_CLI', 'ORG_AUTH_CLI'),
    ...both('sign', 'ORG SIGN', 'SIGN', seal),
    ...both('server', 'SERV SSL_SERV', 'SSL_SERV'),
    ...both('cardAuth', 'CPx card, authentication', 'CARD_AUTH'),
    ...both('cardSign', 'CPx card, signature', 'PERSON_SIGN'),
    reading(
      'PS software, signature, several attributes in one RDN',
      (cast) => cast.leaf('ps', {subject: person, use: 'cardSign'}),
      'PERSON_SIGN, test',
    ),
    reading(
      'class 4 of the former IGC-CPS',
      (cast) =>
        classFour(
          cast,
          cast.link('class-4', cast.root(), {subject: '/C=FR/O=GIP-CPS-TEST/OU=AC-CLASSE-4-TEST'}),
        ),
      'LEGACY_CPS, test',
    ),
    reading('root, production', (cast) => cast.root('production'), 'AUTHORITY, production'),
    reading('authority, TEST', (cast) => cast.authority(), 'AUTHORITY, test'),
    reading(
      'escaped characters in a name',
      (cast) => cast.leaf('odd', {subject: String.raw`/C=FR/OU=10B0000014/CN=a,b\+c;"d"<e>#\/ é`}),
      'ORG_AUTH_CLI, test',
    ),
    reading(
      'serial number of 20 bytes',
      (cast) => cast.leaf('long-serial', {serial: '7F'.repeat(20)}),
      'ORG_AUTH_CLI, test',
    ),
    reading(
      'serial number with its highest bit set',
      (cast) => cast.leaf('high-serial', {serial: 'FF00'}),
      'ORG_AUTH_CLI, test',
    ),
  ],
}
