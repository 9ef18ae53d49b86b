import type {PlanReport, ReasonCount} from '../../usecases/batch/plan/plan-wish.ts'
import {civilTime} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {reasonText} from './plan-reason.ts'

function reasonLines(reasons: readonly ReasonCount[], screen: Screen): string[] {
  const {t} = screen
  if (reasons.length === 0) return []
  const head = [t('plan.class'), t('plan.count'), t('plan.reason')]
  const rows = reasons.map(({class: verdict, reason, detail, count}) => [
    t(`plan.class.${verdict}`),
    String(count),
    detail === null || detail === undefined
      ? reasonText(reason, t)
      : `${reasonText(reason, t)} : ${plain(detail)}`,
  ])
  return ['', ...tableLines(head, rows, screen)]
}

/** `batch plan`: the account first, then why what does not go does not, then what to do. */
export function planLines(report: PlanReport, screen: Screen): string[] {
  const {t, color} = screen
  const {account, batchId, actions, alarms, forecast, reasons, idleHolds, files, rules} = report
  const lines = [
    color.bold(t('plan.head', {batch: batchId, profile: report.profile, environment: report.environment})),
  ]
  if (report.continued) lines.push(t('plan.continued'))
  lines.push(t('plan.account', {...account}), t('plan.actions', {...actions}))
  if (alarms > 0) lines.push('', color.red(t('plan.alarm', {count: alarms})))
  lines.push(...reasonLines(reasons, screen))
  const notes = [
    report.repaired > 0 ? t('plan.repaired', {count: report.repaired}) : undefined,
    report.remarked > 0 ? t('plan.remarked', {count: report.remarked}) : undefined,
    report.seenBefore > 0 ? t('plan.seen-before', {count: report.seenBefore}) : undefined,
    rules ? t('plan.rules', {...rules, sha256: rules.sha256.slice(0, 12)}) : t('plan.no-rules'),
    forecast ? t('plan.forecast', {...forecast, end: civilTime(forecast.endsAt, t.language)}) : undefined,
  ].filter((line) => line !== undefined)
  lines.push('', ...notes)
  if (idleHolds.length > 0)
    lines.push(
      '',
      color.yellow(t('plan.idle-holds', {count: idleHolds.length})),
      ...idleHolds.slice(0, 20).map(({kind, value}) => `  ${kind} ${plain(value)}`),
    )
  if (files.length > 0) lines.push('', ...files.map((file) => t('plan.written', {file})))
  if (account.ready > 0) lines.push('', t('plan.next', {batch: batchId}))
  return lines
}
