import type {CertCheck} from '../../usecases/cert/check/check-report.ts'
import {plainParams} from '../plain.ts'
import type {Screen} from '../screen.ts'

const words = {ok: 'OK', warning: 'WARNING', error: 'CRITICAL', expired: 'CRITICAL'} as const

/** A separator or a newline in the words would end them early. */
const oneLine = (text: string) => text.replace(/[|\r\n]+/g, ' ').trim()

/**
 * One line as monitoring plugins print it: status, words, `|`, figures (`label=value;warning;critical`), thresholds as
 * `N:` since too few days are the alarm. The exit code stays that of the program (docs/guides/certificate-monitoring.md).
 */
export function nagiosLines(check: CertCheck, {t}: Screen): string[] {
  const {certificates, findings, verdict, thresholds} = check
  const grave = findings.filter(({severity}) => severity !== 'info')
  const told = grave
    .slice(0, 3)
    .map(({check: id, certificate, message, params}) =>
      oneLine(`${id} ${t(`certificate.role.${certificate}`)} : ${t(message, plainParams(params))}`),
    )
  const more = grave.length > 3 ? [t('cert.check.nagios.more', {count: grave.length - 3})] : []
  const soonest = certificates.toSorted((a, b) => a.daysLeft - b.daysLeft)[0]
  const calm = t('cert.check.nagios.ok', {
    end: soonest?.endOfUse.slice(0, 10) ?? '–',
    days: soonest?.daysLeft ?? 0,
  })
  const figures = certificates.map(({role, daysLeft}, place) => {
    const label = certificates.length > 1 && role === 'leaf' ? `cert${place + 1}_days` : `${role}_days`
    return `${label}=${daysLeft};${thresholds.warnDays + 1}:;${(thresholds.errorDays ?? -1) + 1}:`
  })
  const counts = (['error', 'warning'] as const).map(
    (severity) => `${severity}s=${findings.filter((finding) => finding.severity === severity).length};;;0`,
  )
  const sentence = told.length > 0 ? [...told, ...more].join(' ; ') : calm
  return [`DMP ${words[verdict]} - ${sentence} | ${[...figures, ...counts].join(' ')}`]
}
