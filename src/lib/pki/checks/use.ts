import {type CertificateProduct, productOf} from '../product.ts'
import type {CertificateRule, CertificateUse, CheckSubject, Verdict} from './check.ts'
import {error, warning} from './fault.ts'

/** EX_GEN-1450 wants ORG AUTH_CLI for TLS and ORG SIGN for signatures; INSi is called over TLS too. */
const productFor: Readonly<Record<CertificateUse, CertificateProduct>> = {
  'dmp-tls': 'ORG_AUTH_CLI',
  'dmp-sign': 'SIGN',
  insi: 'ORG_AUTH_CLI',
  server: 'SSL_SERV',
}

/** Policies of production certificates; in TEST every product carries the same one (decoded certificates). */
const policyFor: Partial<Readonly<Record<CertificateProduct, string>>> = {
  ORG_AUTH_CLI: '1.2.250.1.213.1.7.1.1.2.4.1',
  SIGN: '1.2.250.1.213.1.7.1.1.2.3.1',
  SSL_SERV: '1.2.250.1.213.1.7.1.1.2.5.1',
}
const productionArc = '1.2.250.1.213.1.7.1.'

const regulationName = /\b(?:R[EÉ]GULATION|SAMU|CENTRE[ -]?15|C15|CRRA)\b/iu

/** What the certificate is to be used for: told, or what its place in the pair says. */
export function useOf({role, use}: CheckSubject): CertificateUse | undefined {
  if (use !== undefined) return use
  if (role === 'auth') return 'dmp-tls'
  return role === 'sign' ? 'dmp-sign' : undefined
}

/** Key usage against the declared use. */
export const useRules: readonly CertificateRule[] = [
  {
    id: 'USE-01',
    scope: 'certificate',
    severity: 'error',
    source: 'EX_GEN-1450; key usage of published certificates',
    find: ofUse,
  },
  {
    id: 'USE-02',
    scope: 'certificate',
    severity: 'warning',
    source: 'policies of published production certificates',
    find: ({role, certificate}) => {
      const product = productOf(certificate)
      const expected = policyFor[product]
      const found = certificate.policies.find((oid) => oid.startsWith(productionArc))
      if (expected === undefined || found === undefined) return undefined
      return found === expected ? [] : warning('USE-02', role, {product, found, expected})
    },
  },
  {
    id: 'USE-03',
    scope: 'certificate',
    severity: 'warning',
    source: 'DMP access modes: a centre of regulation (SAMU) consults, it does not feed',
    find: (subject) => {
      const use = useOf(subject)
      const name = subject.certificate.subject.commonName
      if (name === undefined || (use !== 'dmp-tls' && use !== 'dmp-sign')) return undefined
      return regulationName.test(name) ? warning('USE-03', subject.role, {name}) : []
    },
  },
]

function ofUse(subject: CheckSubject): Verdict {
  const {role, certificate, twin} = subject
  const use = useOf(subject)
  if (use === undefined) return undefined
  const expected = productFor[use]
  const found = productOf(certificate)
  // ENV-02 says what has to be said of the former PKI.
  if (found === 'LEGACY_CPS') return undefined
  if (found === expected) return []
  const swapped = twin !== undefined && found === exchanged[expected] && productOf(twin) === expected
  return error('USE-01', role, {expected, found}, swapped ? 'swapped' : undefined)
}

const exchanged: Partial<Readonly<Record<CertificateProduct, CertificateProduct>>> = {
  ORG_AUTH_CLI: 'SIGN',
  SIGN: 'ORG_AUTH_CLI',
}
