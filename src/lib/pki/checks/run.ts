import {igcSanteAnchors} from '../anchors.ts'
import {trustPath} from '../chain.ts'
import type {CertificateCheck, CertificateFinding, FindingSeverity} from '../finding.ts'
import type {CheckReport, CheckResult, CheckSubject, GradedVerdict, PairSubject, Verdict} from './check.ts'
import {certificateChecks} from './registry.ts'

/**
 * Every check on one certificate that its facts allow, gravest first. Empty when all is well; a check that could not
 * be asked says nothing here, see {@link reportOnCertificate}.
 * @param only these checks alone: chains cost a few signatures each, which counts over a whole file tree
 */
export function checkCertificate(
  subject: CheckSubject,
  only?: ReadonlySet<CertificateCheck>,
): readonly CertificateFinding[] {
  return reportOnCertificate(subject, only).findings
}

/** As {@link checkCertificate}, with the result of each check of the registry. */
export function reportOnCertificate(
  subject: CheckSubject,
  only?: ReadonlySet<CertificateCheck>,
): CheckReport {
  const known = withPath(subject)
  const rules = only ? certificateChecks.filter(({id}) => only.has(id)) : certificateChecks
  return reportOf(rules.map(({id, find}) => ({id, verdicts: [find?.(known)]})))
}

/** Every check on both certificates of a pair, on the two together and on the profile that uses them. */
export function reportOnPair(pair: PairSubject): CheckReport {
  const auth = withPath({...pair.auth, twin: pair.sign.certificate})
  const sign = withPath({...pair.sign, twin: pair.auth.certificate})
  const known = {...pair, auth, sign}
  return reportOf(
    certificateChecks.map(({id, find, findPair}) => ({
      id,
      verdicts: [find?.(auth), find?.(sign), findPair?.(known)],
    })),
  )
}

/** Found when a check first asks for it. The sandbox trusts the authorities of its profile alone, never an anchor. */
function withPath(subject: CheckSubject): CheckSubject {
  const {certificate, pool = [], trusted = [], environment} = subject
  let path = subject.path
  return {
    ...subject,
    get path() {
      path ??= trustPath(certificate, pool, trusted, environment === 'sandbox' ? [] : igcSanteAnchors)
      return path
    },
  }
}

interface Ran {
  readonly id: CertificateCheck
  readonly verdicts: readonly Verdict[]
}

function reportOf(ran: readonly Ran[]): CheckReport {
  const checks = ran.map(({id, verdicts}) => ({id, result: resultOf(verdicts)}))
  const findings = ran.flatMap(({verdicts}) => verdicts.flatMap((verdict) => verdict ?? []))
  const sorted = findings.toSorted(
    (a, b) =>
      rank[a.severity] - rank[b.severity] || places.indexOf(a.certificate) - places.indexOf(b.certificate),
  )
  return {checks, findings: sorted, verdict: verdictOf(sorted)}
}

const rank: Readonly<Record<FindingSeverity, number>> = {error: 0, warning: 1, info: 2}
const places: readonly CertificateFinding['certificate'][] = ['auth', 'sign', 'leaf', 'pair', 'authority']

function resultOf(verdicts: readonly Verdict[]): CheckResult {
  const asked = verdicts.flatMap((verdict) => (verdict === undefined ? [] : [verdict]))
  if (asked.length === 0) return 'skipped'
  const [gravest] = asked.flat().toSorted((a, b) => rank[a.severity] - rank[b.severity])
  return gravest?.severity ?? 'ok'
}

/** Remarks (`info`) leave a verdict at `ok`. */
export function verdictOf(findings: readonly CertificateFinding[]): GradedVerdict {
  if (findings.some(({check}) => check === 'TIME-01')) return 'expired'
  if (findings.some(({severity}) => severity === 'error')) return 'error'
  return findings.some(({severity}) => severity === 'warning') ? 'warning' : 'ok'
}
