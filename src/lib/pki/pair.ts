import {DmpError} from '../errors/dmp-error.ts'
import {matchAnchor} from './anchors.ts'
import type {Certificate} from './certificate.ts'
import {type TrustPath, trustPath} from './chain.ts'
import type {CertificateFinding, FindingSeverity, PairInput} from './finding.ts'
import {findAuthorityFaults, findPairFaults, findSingleFaults} from './pair-rules.ts'

export type {CertificateFinding, PairInput} from './finding.ts'

/**
 * Every rule on a pair ORG AUTH_CLI and ORG SIGN for one profile, gravest first. Empty when all is well.
 * Sources: EX_GEN-1450 (the two products), the ANS certificate FAQ (60 days, renewal), published certificates.
 */
export function checkPair(input: PairInput): CertificateFinding[] {
  const findings = [
    ...findSingleFaults('auth', input, pathOf(input, input.auth, input.authChain)),
    ...findSingleFaults('sign', input, pathOf(input, input.sign, input.signChain)),
    ...findPairFaults(input),
    ...findAuthorityFaults(
      input.environment,
      (input.caCertificates ?? []).flatMap((authority) => matchAnchor(authority) ?? []),
    ),
  ]
  return findings.toSorted((a, b) => rank[a.severity] - rank[b.severity])
}

const rank: Readonly<Record<FindingSeverity, number>> = {error: 0, warning: 1, info: 2}

/** The sandbox trusts the authorities of its profile alone, never an IGC-Santé anchor. */
function pathOf(input: PairInput, leaf: Certificate, chain: readonly Certificate[] = []): TrustPath {
  const configured = input.caCertificates ?? []
  return input.environment === 'sandbox'
    ? trustPath(leaf, chain, configured, [])
    : trustPath(leaf, chain, configured)
}

/** @throws DmpError DMP_CERTIFICATE_UNFIT with the first error; `details.findings` holds all of them */
export function requireFit(findings: readonly CertificateFinding[]): void {
  const first = findings.find(({severity}) => severity === 'error')
  if (!first) return
  throw new DmpError('DMP_CERTIFICATE_UNFIT', {
    params: {
      check: first.check,
      certificate: first.certificate,
      variant: first.variant ?? '',
      ...first.params,
    },
    details: {findings},
  })
}
