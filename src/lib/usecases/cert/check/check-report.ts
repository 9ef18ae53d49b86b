import type {CheckReport, CheckSubject, GradedVerdict, RunCheck} from '../../../pki/checks/check.ts'
import {mergedResult} from '../../../pki/checks/run.ts'
import {daysOfUse, endOfUse} from '../../../pki/checks/time.ts'
import {environmentOf} from '../../../pki/environment.ts'
import {type CertificateFinding, findingMessage} from '../../../pki/finding.ts'
import {holderName, issuerName, namesPerson, personalValues} from '../../../pki/holder.ts'
import {productOf} from '../../../pki/product.ts'
import {readStructureId} from '../../../pki/structure-id.ts'

/** One certificate that was looked at. */
export interface CheckedCertificate {
  readonly role: 'auth' | 'sign' | 'leaf'
  readonly source: string
  readonly product: string
  readonly environment: string
  /** In certificate order; names of persons hidden unless asked for. */
  readonly subject: string
  readonly issuer: string
  readonly structure: {readonly id: string; readonly kind: string; readonly keyOk: boolean | null} | null
  readonly notBefore: string
  readonly notAfter: string
  /** Earlier than `notAfter` where the private key must stop before. */
  readonly endOfUse: string
  /** Whole days until `endOfUse`; negative once it is past. */
  readonly daysLeft: number
  readonly sha256: string
  readonly revocation: {
    readonly status: 'good' | 'revoked' | 'unknown'
    readonly by: string | null
    readonly from: string | null
    readonly at: string | null
    /** Date of the list or answer; null where nothing was heard. */
    readonly asOf: string | null
    readonly doubt: string | null
  } | null
}

export interface ReportedFinding {
  readonly check: string
  readonly severity: CertificateFinding['severity']
  readonly certificate: CertificateFinding['certificate']
  /** Which of `certificates`; null for what concerns the pair or the profile. */
  readonly of: number | null
  readonly message: string
  readonly params: CertificateFinding['params']
}

export interface CertCheck {
  readonly at: string
  readonly scope: 'source' | 'pair' | 'profile'
  readonly profile: string | null
  readonly verdict: GradedVerdict
  readonly thresholds: {
    readonly noticeDays: number
    readonly warnDays: number
    readonly errorDays: number | null
  }
  readonly certificates: readonly CheckedCertificate[]
  /** Every check there is, with its gravest result; `skipped` where the facts to judge by are not there, for one at least. */
  readonly checks: readonly RunCheck[]
  readonly findings: readonly ReportedFinding[]
}

export function checkedCertificate(
  {certificate, role, now, revocation}: CheckSubject,
  source: string,
  unmask: boolean,
): CheckedCertificate {
  const id = readStructureId(certificate.subject.organisationalUnit ?? '')
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    role: role === 'auth' || role === 'sign' ? role : 'leaf',
    source,
    product: productOf(certificate),
    environment: environmentOf(certificate).verdict,
    subject: holderName(certificate, unmask),
    issuer: issuerName(certificate, unmask),
    structure: id ? {id: `${id.prefix}${id.number}`, kind: id.kind, keyOk: id.keyOk ?? null} : null,
    notBefore: iso(certificate.notBefore),
    notAfter: iso(certificate.notAfter),
    endOfUse: iso(endOfUse(certificate)),
    daysLeft: daysOfUse(certificate, now),
    sha256: certificate.sha256.hex,
    revocation: revocation ? shownRevocation(revocation) : null,
  }
}

function shownRevocation(
  status: NonNullable<CheckSubject['revocation']>,
): NonNullable<CheckedCertificate['revocation']> {
  if (status.status === 'unknown')
    return {status: 'unknown', by: null, from: null, at: null, asOf: null, doubt: status.doubt}
  const {by, from} = status
  const at = status.status === 'revoked' ? new Date(status.at).toISOString() : null
  const asOf = new Date(status.thisUpdate).toISOString()
  return {status: status.status, by, from, at, asOf, doubt: null}
}

/** What must not stand in any sentence: gathered once, for a source may hold thousands of certificates. */
export function hiddenValues(subjects: readonly CheckSubject[], unmask: boolean): readonly string[] {
  const persons = unmask ? [] : subjects.map(({certificate}) => certificate).filter(namesPerson)
  return [...new Set(persons.flatMap(personalValues))]
}

/** A finding as it is reported: nothing in it names a person unless asked for. `names`: see {@link hiddenValues}. */
export function reportedFinding(
  finding: CertificateFinding,
  of: number | null,
  names: readonly string[],
): ReportedFinding {
  const params = Object.fromEntries(
    Object.entries(finding.params).map(([name, value]) => [
      name,
      typeof value === 'string' && names.some((known) => value.includes(known)) ? '•••' : value,
    ]),
  )
  const {check, severity, certificate} = finding
  return {check, severity, certificate, of, message: findingMessage(finding), params}
}

const verdicts: readonly GradedVerdict[] = ['expired', 'error', 'warning', 'ok']

/** Several certificates of one source in one report: each check with its gravest result. */
export function mergedChecks(reports: readonly CheckReport[]): CertCheck['checks'] {
  const [first, ...others] = reports
  if (first === undefined || others.length === 0) return first?.checks ?? []
  return first.checks.map(({id}, place) =>
    mergedResult(
      id,
      reports.map(({checks}) => checks[place]?.result ?? 'skipped'),
    ),
  )
}

export function mergedVerdict(reports: readonly CheckReport[]): GradedVerdict {
  return verdicts.find((verdict) => reports.some((report) => report.verdict === verdict)) ?? 'ok'
}
