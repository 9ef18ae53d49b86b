import type {FindingSeverity} from '../../pki/finding.ts'
import type {CertCheck, CheckedCertificate, ReportedFinding} from '../../usecases/cert/check/check-report.ts'
import {plainParams, plainValue} from '../plain.ts'
import type {Screen} from '../screen.ts'

const paint = {error: 'red', warning: 'yellow', info: 'cyan'} as const satisfies Record<
  FindingSeverity,
  string
>
const dayMs = 86_400_000
const verdictPaint = {ok: 'green', warning: 'yellow', error: 'red', expired: 'red'} as const

/** `dmp cert check`: the certificates looked at, what was found, gravest first, what was not asked, and the verdict. */
export function checkLines(check: CertCheck, screen: Screen): string[] {
  const {t, color} = screen
  const asked = check.checks.filter(({result}) => result !== 'skipped')
  const skipped = check.checks.filter(({result}) => result === 'skipped')
  const first = check.findings[0]
  return [
    ...check.certificates.flatMap((one, place) => certificateLines(one, place, check, screen)),
    ...check.findings.map((finding) => findingLine(finding, check, screen)),
    ...(check.findings.length > 0 ? [''] : []),
    t('cert.check.asked', {
      asked: asked.length,
      skipped: skipped.map((one) => skippedName(one, check, t)).join(' ') || '–',
    }),
    color[verdictPaint[check.verdict]](t(`cert.check.verdict.${check.verdict}`)),
    ...(first ? [t('cert.check.explain', {check: first.check})] : []),
  ]
}

function certificateLines(
  one: CheckedCertificate,
  place: number,
  check: CertCheck,
  {t, color}: Screen,
): string[] {
  const {source, product, environment, subject, structure, daysLeft, notAfter, endOfUse} = one
  const past = Date.parse(notAfter) < Date.parse(check.at)
  const keyFirst = endOfUse !== notAfter
  const key = daysLeft < 0 ? 'cert.check.use-ended' : 'cert.check.end-of-use'
  return [
    `${color.bold(roleName(check, place, t))}  ${plainValue(source)}`,
    `  ${plainValue(subject)}`,
    `  ${[product, environment, structure?.id ?? '–', plainValue(one.issuer)].join(' · ')}`,
    `  ${t(past ? 'cert.check.ended' : 'cert.check.ends', {
      end: notAfter.slice(0, 10),
      days: Math.floor((Date.parse(notAfter) - Date.parse(check.at)) / dayMs),
    })}${keyFirst ? ` ${t(key, {end: endOfUse.slice(0, 10), days: daysLeft})}` : ''}`,
    ...(one.revocation
      ? [`  ${t(`cert.check.revocation.${one.revocation.status}`, revocationWords(one))}`]
      : []),
    '',
  ]
}

function revocationWords({revocation}: CheckedCertificate) {
  return {
    by: revocation?.by ?? '',
    from: revocation?.from ?? '',
    at: revocation?.at?.slice(0, 10) ?? '',
    asOf: revocation?.asOf?.slice(0, 16).replace('T', ' ') ?? '',
    doubt: revocation?.doubt ?? '',
  }
}

/** A check that was made of some certificates names those that it was not made of. */
function skippedName({id, notAsked}: CertCheck['checks'][number], check: CertCheck, t: Screen['t']): string {
  if (notAsked === undefined) return id
  return `${id} (${notAsked.map((place) => roleName(check, place, t)).join(', ')})`
}

/** Numbered where several certificates came from one source. */
function roleName({certificates}: CertCheck, place: number, t: Screen['t']): string {
  const role = certificates[place]?.role ?? 'leaf'
  const name = t(`certificate.role.${role}`)
  return role === 'leaf' && certificates.length > 1 ? `${name} ${place + 1}` : name
}

function findingLine(
  {check: id, severity, certificate, of, message, params}: ReportedFinding,
  check: CertCheck,
  {t, color}: Screen,
): string {
  const width = Math.max(
    ...(['error', 'warning', 'info'] as const).map((one) => t(`check.severity.${one}`).length),
  )
  const label = color[paint[severity]](t(`check.severity.${severity}`).padEnd(width))
  const whose = of === null ? t(`certificate.role.${certificate}`) : roleName(check, of, t)
  return `${label}  ${id.padEnd(9)}  ${whose} : ${t(message, plainParams(params))}`
}
