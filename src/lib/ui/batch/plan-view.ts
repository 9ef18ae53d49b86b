import type {PlanReport, ReasonCount} from '../../usecases/batch/plan/plan-wish.ts'
import {civilTime} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {reasonText} from './plan-reason.ts'

const nameOf = (path: string) => plain(path.split(/[\\/]/).at(-1) ?? path)

/** The sentence of a reason, and what tells it from others where the sentence does not say that. */
function reasonWords({reason, detail, params, first}: ReasonCount, t: Translator): string {
  const text = reasonText(reason, t, params)
  const wide = reasonText(reason, t)
  const told = !detail || text !== wide || text.includes(plain(detail)) ? text : `${text} (${plain(detail)})`
  if (!first || params?.['line'] !== undefined) return told
  return `${told} ${t('plan.first', {...first, file: nameOf(first.file)})}`
}

function reasonLines(reasons: readonly ReasonCount[], screen: Screen): string[] {
  const {t} = screen
  if (reasons.length === 0) return []
  const head = [t('plan.class'), t('plan.count'), t('plan.reason')]
  const rows = reasons.map((one) => [t(`plan.class.${one.class}`), String(one.count), reasonWords(one, t)])
  return ['', ...tableLines(head, rows, screen)]
}

/** `batch plan`: the account first, then why what does not go does not, then what to do. */
export function planLines(report: PlanReport, screen: Screen): string[] {
  const {t, color} = screen
  const {account, batchId, actions, alarms, unclear, forecast, reasons, idleRules, idleHolds, files, rules} =
    report
  const lines = [
    color.bold(t('plan.head', {batch: batchId, profile: report.profile, environment: report.environment})),
  ]
  if (report.continued) lines.push(t('plan.continued'))
  lines.push(t('plan.account', {...account}), t('plan.actions', {...actions}))
  if (alarms > 0) lines.push('', color.red(t('plan.alarm', {count: alarms})))
  if (unclear > 0) lines.push('', color.red(t('plan.unclear', {count: unclear})))
  lines.push(...reasonLines(reasons, screen))
  const notes = [
    report.repaired > 0 ? t('plan.repaired', {count: report.repaired}) : undefined,
    report.remarked > 0 ? t('plan.remarked', {count: report.remarked}) : undefined,
    report.seenBefore > 0 ? t('plan.seen-before', {count: report.seenBefore}) : undefined,
    rules ? t('plan.rules', {...rules, sha256: rules.sha256.slice(0, 12)}) : t('plan.no-rules'),
    forecast ? t('plan.forecast', {...forecast, end: civilTime(forecast.endsAt, t.language)}) : undefined,
  ].filter((line) => line !== undefined)
  lines.push('', ...notes)
  if (idleRules.length > 0)
    lines.push(color.yellow(t('plan.idle-rules', {count: idleRules.length, names: idleRules.join(', ')})))
  if (idleHolds.length > 0)
    lines.push(
      '',
      color.yellow(t('plan.idle-holds', {count: idleHolds.length})),
      ...idleHolds.slice(0, 20).map(({kind, value}) => `  ${kind} ${plain(value)}`),
    )
  if (files.length > 0) lines.push('', ...files.map((file) => t('plan.written', {file})))
  if (account.read === 0) lines.push('', t('plan.nothing-new'))
  if (account.ready > 0) lines.push('', t('plan.next', {batch: batchId}))
  return lines
}
