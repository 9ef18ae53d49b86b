import {igcSanteAnchors} from '../anchors.ts'
import {trustPath} from '../chain.ts'
import type {CertificateCheck, CertificateFinding, FindingSeverity} from '../finding.ts'
import type {
  CertificateRule,
  CheckReport,
  CheckResult,
  CheckSubject,
  GradedVerdict,
  PairSubject,
  RunCheck,
  Verdict,
} from './check.ts'
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
  return reportOf(rules.map((rule) => ({rule, each: [rule.find?.(known)], both: undefined})))
}

/** Every check on both certificates of a pair, on the two together and on the profile that uses them. */
export function reportOnPair(pair: PairSubject): CheckReport {
  const auth = withPath({...pair.auth, twin: pair.sign.certificate})
  const sign = withPath({...pair.sign, twin: pair.auth.certificate})
  const known = {...pair, auth, sign}
  return reportOf(
    certificateChecks.map((rule) => ({
      rule,
      each: [rule.find?.(auth), rule.find?.(sign)],
      both: rule.findPair?.(known),
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
  readonly rule: CertificateRule
  /** Of each certificate. */
  readonly each: readonly Verdict[]
  /** Of the two together. */
  readonly both: Verdict
}

function reportOf(ran: readonly Ran[]): CheckReport {
  const checks = ran.map(({rule: {id}, each, both}) => {
    const results = each.map((verdict) => resultOf(verdict))
    return both === undefined
      ? mergedResult(id, results)
      : {id, result: gravestOf([...results, resultOf(both)])}
  })
  const findings = ran.flatMap(({each, both}) => [...each, both].flatMap((verdict) => verdict ?? []))
  const sorted = findings.toSorted(
    (a, b) =>
      rank[a.severity] - rank[b.severity] || places.indexOf(a.certificate) - places.indexOf(b.certificate),
  )
  return {checks, findings: sorted, verdict: verdictOf(sorted)}
}

const rank: Readonly<Record<FindingSeverity, number>> = {error: 0, warning: 1, info: 2}
const places: readonly CertificateFinding['certificate'][] = ['auth', 'sign', 'leaf', 'pair', 'authority']

function resultOf(verdict: Verdict): CheckResult {
  if (verdict === undefined) return 'skipped'
  const [gravest] = verdict.toSorted((a, b) => rank[a.severity] - rank[b.severity])
  return gravest?.severity ?? 'ok'
}

const graded: readonly CheckResult[] = ['error', 'warning', 'info', 'ok', 'skipped']

function gravestOf(results: readonly CheckResult[]): CheckResult {
  return graded.find((grade) => results.includes(grade)) ?? 'skipped'
}

/**
 * What came of one check on several certificates. A check that every certificate calls for is done once all were asked
 * about; one of containers, files or stores has no object where there is none.
 */
export function mergedResult(id: CertificateCheck, results: readonly CheckResult[]): RunCheck {
  const result = gravestOf(results)
  const notAsked = results.flatMap((one, place) => (one === 'skipped' ? [place] : []))
  if (result === 'skipped' || notAsked.length === 0 || !ofEvery.has(id)) return {id, result}
  return {id, result: result === 'ok' ? 'skipped' : result, notAsked}
}

const ofEvery = new Set(certificateChecks.filter(({scope}) => scope === 'certificate').map(({id}) => id))

/** Remarks (`info`) leave a verdict at `ok`. */
export function verdictOf(findings: readonly CertificateFinding[]): GradedVerdict {
  if (findings.some(({check}) => check === 'TIME-01')) return 'expired'
  if (findings.some(({severity}) => severity === 'error')) return 'error'
  return findings.some(({severity}) => severity === 'warning') ? 'warning' : 'ok'
}
