import type {Environment} from '../profile/profile.ts'
import type {Certificate} from './certificate.ts'

export type CertificateEnvironment = 'production' | 'test'
export type EnvironmentVerdict = CertificateEnvironment | 'unknown' | 'conflict'
export type EnvironmentSignId = 'issuer-name' | 'issuer-unit' | 'category' | 'urls' | 'policy'

export interface EnvironmentSign {
  readonly id: EnvironmentSignId
  /** What the certificate shows there; empty when it shows nothing. */
  readonly found: string
  readonly says: CertificateEnvironment | 'nothing'
}

export interface EnvironmentReport {
  readonly verdict: EnvironmentVerdict
  /** The five signs, always in the same order. */
  readonly signs: readonly EnvironmentSign[]
}

const policyArc = '1.2.250.1.213.1.7.'

/** Formation uses TEST certificates; so does the sandbox, whose PKI is made in their image. */
export function expectedEnvironment(environment: Environment): CertificateEnvironment {
  return environment === 'production' ? 'production' : 'test'
}

/**
 * Production or TEST, by the five concordant signs of the IGC-Santé (decoded certificates): issuer CN that starts
 * `TEST `, issuer OU `IGC-SANTE TEST`, high bit of the category byte, `-TEST` in the CRL and AIA addresses, second
 * arc of the policy. Signs that disagree give `conflict`, none at all `unknown`.
 */
export function environmentOf(certificate: Certificate): EnvironmentReport {
  const known = reports.get(certificate)
  if (known) return known
  const report = reportOf(certificate)
  reports.set(certificate, report)
  return report
}

/** Several rules ask of the same certificate. */
const reports = new WeakMap<Certificate, EnvironmentReport>()

function reportOf(certificate: Certificate): EnvironmentReport {
  const signs: readonly EnvironmentSign[] = [
    issuerName(certificate),
    issuerUnit(certificate),
    category(certificate),
    urls(certificate),
    policy(certificate),
  ]
  const voices = new Set(signs.map((sign) => sign.says).filter((says) => says !== 'nothing'))
  const [only = 'unknown'] = voices
  return {verdict: voices.size > 1 ? 'conflict' : only, signs}
}

function issuerName({issuer}: Certificate): EnvironmentSign {
  const found = issuer.commonName ?? ''
  const says = found.startsWith('TEST ') ? 'test' : /^AC .*IGC-SANTE/.test(found) ? 'production' : 'nothing'
  return {id: 'issuer-name', found, says}
}

function issuerUnit({issuer}: Certificate): EnvironmentSign {
  const units = issuer.rdns.flat().filter((attribute) => attribute.type === 'OU')
  const found = units.map((attribute) => attribute.value).find((value) => value.startsWith('IGC-SANTE')) ?? ''
  const says = found.startsWith('IGC-SANTE TEST') ? 'test' : found === 'IGC-SANTE' ? 'production' : 'nothing'
  return {id: 'issuer-unit', found, says}
}

function category(certificate: Certificate): EnvironmentSign {
  const byte = certificate.category
  if (byte === undefined) return {id: 'category', found: '', says: 'nothing'}
  return {
    id: 'category',
    found: byte.toString(16).padStart(2, '0'),
    says: byte >= 0x80 ? 'test' : 'production',
  }
}

function urls(certificate: Certificate): EnvironmentSign {
  // the OCSP address is the same in both environments and says nothing
  const all = [...certificate.crlUrls, ...certificate.caIssuersUrls]
  const test = all.find((url) => url.includes('-TEST'))
  const known = all.find((url) => /\/AC[IR]-[A-Z]{2}(-[A-Z]{2,3})?\.(crl|cer)$/.test(url))
  if (test !== undefined) return {id: 'urls', found: test, says: 'test'}
  return {id: 'urls', found: known ?? '', says: known === undefined ? 'nothing' : 'production'}
}

function policy(certificate: Certificate): EnvironmentSign {
  const found = certificate.policies.find((oid) => oid.startsWith(policyArc)) ?? ''
  const arc = found.slice(policyArc.length).split('.')[0]
  return {id: 'policy', found, says: arc === '2' ? 'test' : arc === '1' ? 'production' : 'nothing'}
}
