import type {CatchUpReport, OrderSheet} from '../../usecases/cert/order-sheet.ts'
import {civilTime, count, oneDecimal} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {stepLines} from './step-lines.ts'

/** `dmp cert order-sheet`: fields in the order of the screens, then the steps, then what is to be caught up. */
export function orderSheetLines(sheet: OrderSheet, screen: Screen): string[] {
  const {t, color} = screen
  return [
    ...sheet.certificates.flatMap(({subject, ended, endsAt, fields}) => [
      color.bold(plain(t('cert.order.head', {subject}))),
      color[ended ? 'red' : 'cyan'](
        t(ended ? 'cert.order.ended' : 'cert.order.active', {end: civilTime(endsAt, t.language)}),
      ),
      ...tableLines(
        ['', ''],
        fields.map(({id, value, how}) => [
          t(`renewal.order.${id}`),
          how === 'own' ? t('cert.order.own') : plain(value),
        ]),
        screen,
      ).slice(1),
      '',
    ]),
    color.bold(t('cert.order.steps')),
    ...stepLines(sheet.steps, t),
    '',
    ...catchUpLines(sheet.catchUp, screen),
  ]
}

function catchUpLines(report: CatchUpReport | null, {t, color}: Screen): string[] {
  if (!report) return [t('cert.order.no-volume')]
  const {profile, accepted, overDays, perDay, daysWithout, documents, days, caughtUpAt} = report
  const amount = (value: number) => count(value, t.language)
  const limits = {perSecond: report.submitPerSecond, dailyLimit: amount(report.dailyLimit)}
  const ahead =
    days === null || caughtUpAt === null
      ? t('cert.order.never', limits)
      : t('cert.order.quota', {...limits, days, end: civilTime(caughtUpAt, t.language)})
  return [
    color.bold(t('cert.order.catch-up', {profile})),
    t('cert.order.volume', {
      accepted: amount(accepted),
      days: overDays,
      perDay: oneDecimal(perDay, t.language),
    }),
    ...(documents === 0
      ? [t('cert.order.no-gap')]
      : [t('cert.order.backlog', {days: daysWithout, documents: amount(documents)}), ahead]),
  ]
}
