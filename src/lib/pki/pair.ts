import {DmpError} from '../errors/dmp-error.ts'
import type {Certificate} from './certificate.ts'
import type {CheckSubject} from './checks/check.ts'
import {reportOnPair} from './checks/run.ts'
import type {CertificateFinding, PairInput} from './finding.ts'
import {structureIdOfFiness} from './structure-id.ts'

export type {CertificateFinding, PairInput} from './finding.ts'

/**
 * Every check of the registry that a pair ORG AUTH_CLI and ORG SIGN allows for one profile, gravest first. Empty when
 * all is well. Sources: EX_GEN-1450 (the two products), the ANS certificate FAQ (60 days, renewal), published
 * certificates.
 */
export function checkPair(input: PairInput): CertificateFinding[] {
  const {now} = input
  return [...reportOnPair({auth: subjectOf(input, 'auth'), sign: subjectOf(input, 'sign'), now}).findings]
}

function subjectOf(input: PairInput, role: 'auth' | 'sign'): CheckSubject {
  const {environment, finessEj, siret, now, caCertificates, keyMatches, warnDays} = input
  const certificate: Certificate = input[role]
  return {
    role,
    certificate,
    now,
    environment,
    pool: (role === 'auth' ? input.authChain : input.signChain) ?? [],
    trusted: caCertificates ?? [],
    structures: [structureIdOfFiness(finessEj), ...(siret === undefined ? [] : [`3${siret}`])],
    keyMatches: keyMatches?.[role],
    thresholds: {warnDays},
    revocation: input.revocation?.[role],
    chainRevocation: input.chainRevocation?.[role],
    revocationMode: input.revocationMode,
  }
}

/**
 * @param where further parameters of the error
 * @throws DmpError DMP_CERTIFICATE_UNFIT with the first error; `details.findings` holds all of them
 */
export function requireFit(
  findings: readonly CertificateFinding[],
  where: Readonly<Record<string, string>> = {},
): void {
  const first = findings.find(({severity}) => severity === 'error')
  if (!first) return
  throw new DmpError('DMP_CERTIFICATE_UNFIT', {
    params: {
      check: first.check,
      certificate: first.certificate,
      variant: first.variant ?? '',
      ...first.params,
      ...where,
    },
    details: {findings},
  })
}
