import type {Evidence} from '../../workstation/check.ts'
import type {ReportedCheck} from '../../workstation/report.ts'
import {plainParams, plainValue} from '../plain.ts'
import type {Translator} from '../translate.ts'

/**
 * Sentences for the codes of a report. A report may come from another version of the program: a code without a sentence
 * is shown as it is.
 */
type Kind = 'cause' | 'evidence' | 'remedy'

export function coded(kind: Kind, {code, params: given = {}}: Evidence, t: Translator): string {
  const params = plainParams(given)
  // Findings of certificates have their sentences already.
  const own = params['message']
  if (code === 'certs-finding' && typeof own === 'string')
    return `${params['check']} : ${t.has(own) ? t(own, params) : t('workstation.finding-untold')}`
  const key = `workstation.${kind}.${code}`
  return t.has(key) ? t(key, params) : [plainValue(code), ...Object.values(params)].join(' ')
}

export function titleOf(id: string, t: Translator): string {
  const key = `workstation.check.${id}.title`
  return t.has(key) ? t(key) : plainValue(id)
}

/** Why a check was not run: a reason, or the check that it depends on. */
export function skipText(because: string, t: Translator): string {
  if (because === 'unknown') return t('workstation.status.unknown')
  const key = `workstation.skip.${because}`
  return t.has(key) ? t(key) : t('workstation.skip.because', {title: titleOf(because, t)})
}

/** What is said of a check on its line. */
export function lineText(check: ReportedCheck, t: Translator): string {
  return check.status === 'skipped' ? skipText(check.because ?? '', t) : coded('cause', check.cause, t)
}

/** How many checks there are of each status. */
export function countsText(checks: readonly ReportedCheck[], t: Translator): string {
  const statuses = ['ok', 'info', 'warn', 'error', 'skipped', 'unknown'] as const
  const counts = statuses.map((status) => [status, checks.filter((one) => one.status === status).length])
  return t('workstation.counts', Object.fromEntries(counts))
}

/** Checks under their groups, in the order of the groups; those of no known group last. */
export function grouped(
  checks: readonly ReportedCheck[],
): readonly {readonly group: string; readonly checks: readonly ReportedCheck[]}[] {
  const order = ['post', 'readers', 'cards', 'cps', 'network', 'certificates']
  const names = [
    ...order,
    ...new Set(checks.map(({group}) => group ?? '').filter((one) => !order.includes(one))),
  ]
  return names
    .map((group) => ({group, checks: checks.filter((one) => (one.group ?? '') === group)}))
    .filter((part) => part.checks.length > 0)
}
