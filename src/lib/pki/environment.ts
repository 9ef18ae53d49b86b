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
  if (last && shown.every((field) => last?.of[field] === certificate[field])) return last.report
  const report = reportOf(certificate)
  last = {of: certificate, report}
  return report
}

/** What the signs are read from. Certificates of one authority, read one after the other, have the very same. */
const shown = ['issuer', 'category', 'crlUrls', 'caIssuersUrls', 'policies'] as const
let last:
  | {readonly of: Pick<Certificate, (typeof shown)[number]>; readonly report: EnvironmentReport}
  | undefined

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
  let found = ''
  for (const rdn of issuer.rdns)
    for (const {type, value} of rdn)
      if (found === '' && type === 'OU' && value.startsWith('IGC-SANTE')) found = value
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
