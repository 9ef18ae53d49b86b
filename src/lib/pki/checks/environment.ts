import {matchAnchor} from '../anchors.ts'
import {environmentOf, expectedEnvironment} from '../environment.ts'
import {isLegacyCps} from '../product.ts'
import type {CertificateRule, CheckSubject, PairSubject, Verdict} from './check.ts'
import {error, warning} from './fault.ts'

/** TEST or production, and the former IGC-CPS. */
export const environmentRules: readonly CertificateRule[] = [
  {
    id: 'ENV-01',
    scope: 'certificate',
    severity: 'error',
    source: 'published IGC-Santé certificates: five signs that agree',
    find: ofCertificate,
    findPair: ofAuthorities,
  },
  {
    id: 'ENV-02',
    scope: 'certificate',
    severity: 'error',
    source: 'ANS certificate FAQ (former PKI stopped); ASIP Santé, gabarits IGC-CPS2bis and 2ter',
    find: ({role, certificate}) =>
      isLegacyCps(certificate) ? error('ENV-02', role, {issuer: certificate.issuer.certificate}) : [],
  },
]

/** Without a profile there is nothing to differ from: then only signs that contradict each other are an error. */
function ofCertificate({role, certificate, environment, path}: CheckSubject): Verdict {
  if (isLegacyCps(certificate)) return undefined
  const report = environmentOf(certificate)
  const byAnchor = path?.kind === 'anchor' ? path.anchor.environment : report.verdict
  const clear = report.verdict === 'test' || report.verdict === 'production'
  if (clear && environment === undefined && byAnchor === report.verdict) return []
  const signs = [
    ...report.signs.map(({id, says}) => `${id}=${says}`),
    ...(byAnchor === report.verdict ? [] : [`authority=${byAnchor}`]),
  ].join(' ')
  const expected = environment === undefined ? '' : expectedEnvironment(environment)
  const params = {expected, found: report.verdict, profile: environment ?? '', signs}
  if (report.verdict === 'conflict') return error('ENV-01', role, params, 'conflict')
  if (report.verdict === 'unknown')
    return environment === undefined
      ? warning('ENV-01', role, params, 'unknown')
      : error('ENV-01', role, params, 'unknown')
  if (environment === undefined) return error('ENV-01', role, params, 'conflict')
  return report.verdict === expected && byAnchor === expected ? [] : error('ENV-01', role, params, 'mismatch')
}

/** A TEST authority has no business among the trusted ones of a production profile. */
function ofAuthorities({auth: {environment, trusted}}: PairSubject): Verdict {
  if (environment === undefined || trusted === undefined) return undefined
  if (environment !== 'production') return []
  return trusted
    .flatMap((authority) => matchAnchor(authority) ?? [])
    .filter((anchor) => anchor.environment === 'test')
    .flatMap(({name}) =>
      error(
        'ENV-01',
        'authority',
        {expected: 'production', found: 'test', profile: environment, signs: name},
        'authority',
      ),
    )
}
