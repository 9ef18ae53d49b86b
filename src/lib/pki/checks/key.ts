import {createPublicKey} from 'node:crypto'
import {type Certificate, isSelfIssued} from '../certificate.ts'
import {buildChain} from '../chain.ts'
import {readDer} from '../der.ts'
import {contextChild, oidValue} from '../der-values.ts'
import type {CertificateRule, CheckSubject, Verdict} from './check.ts'
import {error, info, warning} from './fault.ts'

const minimumRsaBits = 2048
const minimumExponent = 65_537n
/** OpenSSL's own limit; beyond it arithmetic would cost without end. */
const maximumRsaBits = 16_384

/** The private key belongs, and the public one is strong and its own. */
export const keyRules: readonly CertificateRule[] = [
  {
    id: 'KEY-01',
    scope: 'certificate',
    severity: 'error',
    source: 'RFC 5280 §4.1.2.7',
    find: ({role, certificate, keyMatches}) => {
      if (keyMatches === undefined) return undefined
      return keyMatches ? [] : error('KEY-01', role, {subject: certificate.subject.certificate})
    },
  },
  {
    id: 'KEY-02',
    scope: 'certificate',
    severity: 'error',
    source: 'published IGC-Santé certificates (RSA 2048, SHA-256); ANSSI, cryptographic mechanisms guide',
    find: (subject) => {
      const {role, certificate} = subject
      const {algorithm, bits} = certificate.publicKey
      const hash = hashOf(certificate)
      const weak = algorithm !== 'rsa' || bits < minimumRsaBits || !strongHash.test(hash)
      return [...(weak ? error('KEY-02', role, {algorithm, bits, hash}) : []), ...weakAuthorities(subject)]
    },
  },
  {
    id: 'KEY-03',
    scope: 'certificate',
    severity: 'warning',
    source: 'separation of uses: signature and TLS, old and new certificate',
    find: sameAsOthers,
    findPair: ({auth, sign}) =>
      auth.certificate.publicKey.spkiSha256 === sign.certificate.publicKey.spkiSha256
        ? warning('KEY-03', 'pair')
        : [],
  },
  {
    id: 'KEY-04',
    scope: 'certificate',
    severity: 'warning',
    source: 'CVE-2017-15361 (ROCA); NIST SP 800-56B §6.2 (exponent)',
    find: ({role, certificate}) => {
      const key = rsaNumbers(certificate)
      if (key === undefined) return undefined
      if (hasRocaShape(key.modulus)) return warning('KEY-04', role, {}, 'roca')
      return key.exponent < minimumExponent
        ? info('KEY-04', role, {exponent: String(key.exponent)}, 'exponent')
        : []
    },
  },
]

/**
 * A chain is as strong as its weakest link: whoever forges an authority forges all below it. An authority may have a
 * key on a curve, which the establishment does not order; what a root says of itself proves nothing, and counts for
 * nothing.
 */
function weakAuthorities({role, certificate, pool, trusted = []}: CheckSubject) {
  if (pool === undefined) return []
  return buildChain(certificate, [...pool, ...trusted]).flatMap((issuer) => {
    const {algorithm, bits} = issuer.publicKey
    const hash = hashOf(issuer)
    const smallKey = algorithm === 'rsa' && bits < minimumRsaBits
    const oldHash = !isSelfIssued(issuer) && !strongHash.test(hash)
    const params = {issuer: issuer.subject.commonName ?? issuer.subject.certificate, algorithm, bits, hash}
    return smallKey || oldHash ? error('KEY-02', role, params, 'authority') : []
  })
}

/** What is not known to be strong counts as weak; the OID is ecdsa-with-SHA512. */
const strongHash =
  /^(?:sha(?:256|384|512)WithRSAEncryption|ecdsa-with-SHA(?:256|384)|1\.2\.840\.10045\.4\.3\.4|rsassaPss with SHA-2)$/
const sha2 = ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3']

/** Name of the signature algorithm; that of RSASSA-PSS alone does not tell its hash (RFC 4055 §3.1: SHA-1 if absent). */
function hashOf({der, signatureAlgorithm}: Certificate): string {
  if (signatureAlgorithm !== 'rsassaPss') return signatureAlgorithm
  const parameters = readDer(der).children[1]?.children[1]
  const digest = parameters && contextChild(parameters, 0)?.children[0]?.children[0]
  return digest && sha2.includes(oidValue(digest)) ? 'rsassaPss with SHA-2' : 'rsassaPss with SHA-1'
}

function sameAsOthers({role, certificate, others}: CheckSubject): Verdict {
  if (others === undefined) return undefined
  const same = others.find(
    ({publicKey, sha256}) =>
      publicKey.spkiSha256 === certificate.publicKey.spkiSha256 && sha256.hex !== certificate.sha256.hex,
  )
  return same ? warning('KEY-03', role, {serial: same.serial.hex}, 'other') : []
}

function rsaNumbers({
  publicKey,
}: Certificate): {readonly modulus: bigint; readonly exponent: bigint} | undefined {
  if (publicKey.algorithm !== 'rsa' || publicKey.bits > maximumRsaBits) return undefined
  try {
    const {n, e} = createPublicKey({key: Buffer.from(publicKey.spki), format: 'der', type: 'spki'}).export({
      format: 'jwk',
    })
    return n === undefined || e === undefined ? undefined : {modulus: number(n), exponent: number(e)}
  } catch {
    // a key that OpenSSL refuses to read: KEY-02 and CHAIN-01 have their say
    return undefined
  }
}

function number(base64url: string): bigint {
  return BigInt(`0x${Buffer.from(base64url, 'base64url').toString('hex') || '0'}`)
}

const smallPrimes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157] as const

/**
 * The primes of the faulty generator are powers of 65537 modulo a product of small primes, and so is their product:
 * a modulus that is one modulo each of these primes is no accident (about one in 2^27).
 */
function hasRocaShape(modulus: bigint): boolean {
  return smallPrimes.every((prime) => powersOfGenerator(prime).has(Number(modulus % BigInt(prime))))
}

function powersOfGenerator(prime: number): ReadonlySet<number> {
  const powers = new Set<number>()
  for (let power = 1; !powers.has(power); power = (power * (65_537 % prime)) % prime) powers.add(power)
  return powers
}
