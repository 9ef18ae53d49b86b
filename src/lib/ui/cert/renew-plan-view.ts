import type {PlanFinding, PlannedRenewal, RenewPlan} from '../../usecases/cert/renew-plan.ts'
import {civilTime} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {stepLines} from './step-lines.ts'

const paint: Readonly<Record<PlanFinding['severity'], 'cyan' | 'yellow' | 'red'>> = {
  info: 'cyan',
  warning: 'yellow',
  error: 'red',
}

/** `dmp cert renew-plan`: what is urgent first, then the dates of each certificate and the steps of people. */
export function renewPlanLines(plan: RenewPlan, screen: Screen): string[] {
  const {t, color} = screen
  const {certificates, card, findings, unread, ics} = plan
  const [soonest] = certificates.toSorted((a, b) => (a.lastWorkingDay < b.lastWorkingDay ? -1 : 1))
  return [
    ...findings.map(({code, severity, params}) =>
      color[paint[severity]](`• ${t(`renewal.finding.${code}`, params)}`),
    ),
    ...(findings.length > 0 ? [''] : []),
    ...certificates.flatMap((certificate) => [
      ...certificateLines(certificate, unread.length > 0, screen),
      '',
    ]),
    ...(card
      ? [plain(t('cert.plan.card', {holder: card.holder, end: civilTime(card.endsAt, t.language)})), '']
      : []),
    ...(soonest ? [color.bold(t('cert.plan.steps')), ...stepLines(soonest.steps, t)] : []),
    ...(unread.length > 0 ? ['', t('cert.plan.unread', {names: unread.join(', ')})] : []),
    ...(ics ? ['', t('cert.plan.ics', {file: ics})] : []),
  ]
}

function certificateLines(certificate: PlannedRenewal, someUnread: boolean, {t, color}: Screen): string[] {
  const {product, environment, stage, daysLeft, workingDaysLeft, usedBy} = certificate
  const ended = stage === 'ended'
  const time = (instant: string) => civilTime(instant, t.language)
  const keyEndsFirst = certificate.endOfUse !== certificate.endsAt
  return [
    color.bold(
      plain(
        t('cert.plan.head', {name: certificate.subject, product: t(`cert.product.${product}`), environment}),
      ),
    ),
    t(ended ? 'cert.plan.ended' : keyEndsFirst ? 'cert.plan.end-later' : 'cert.plan.end', {
      end: time(certificate.endsAt),
      days: daysLeft,
    }),
    ...(keyEndsFirst
      ? [
          t(daysLeft < 0 ? 'cert.plan.key-ended' : 'cert.plan.key-end', {
            end: time(certificate.endOfUse),
            days: daysLeft,
          }),
        ]
      : []),
    t(workingDaysLeft > 0 ? 'cert.plan.last' : 'cert.plan.last-gone', {
      day: certificate.lastWorkingDay,
      days: workingDaysLeft,
    }),
    t('cert.plan.reminder', {day: certificate.reminder}),
    t('cert.plan.first', {day: certificate.firstNotice}),
    ...usedBy.map(({profile, use, path}) =>
      t('cert.plan.used', {profile, use: t(`certificate.role.${use}`), path}),
    ),
    ...(usedBy.length === 0 ? [t(someUnread ? 'cert.plan.unused-known' : 'cert.plan.unused')] : []),
  ]
}
