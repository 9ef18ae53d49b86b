import type {ErrorCode} from '../../errors/catalogue.ts'
import type {RetryReport, WorkerReport} from '../../usecases/batch/run/run-commands.ts'
import type {BatchStanding, RunReport} from '../../usecases/batch/run/run-report.ts'
import {errorSentences} from '../error-text.ts'
import {civilTime, count, elapsed} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {accountWords} from './run-view/picture.ts'

const MOST_CAUSES = 12

/** One run: what was planned, and where every document of it stands. */
function standingLines({id, kind, account, plan}: BatchStanding, screen: Screen): string[] {
  const {t, color} = screen
  const lines = [
    color.bold(
      t('run.report.batch', {id, kind: t(`batch.kind.${kind}`), count: count(account.planned, t.language)}),
    ),
    `  ${accountWords(account, {t, color}, kind)}`,
  ]
  if (plan)
    lines.push(
      `  ${t('run.report.plan', {
        read: count(plan.read, t.language),
        ready: count(plan.ready, t.language),
        held: count(plan.held, t.language),
        rejected: count(plan.rejected, t.language),
        excluded: count(plan.excluded, t.language),
      })}`,
    )
  return lines
}

function causeLines({causes}: RunReport, {t}: Screen): string[] {
  if (causes.length === 0) return []
  const shown = causes.slice(0, MOST_CAUSES).map(({state, code, count: many}) => {
    const what = t.has(`run.cause.${code}`) ? t(`run.cause.${code}`) : code
    return `  ${t(`run.column.${state}`)} ${count(many, t.language)} · ${what}`
  })
  const more = causes.length - shown.length
  return [t('run.report.causes'), ...shown, ...(more > 0 ? [`  … +${more}`] : [])]
}

/** Why it ended, and how it goes on. */
function endLines({stopped, resume, startedAt, endedAt, own}: RunReport, {t, color}: Screen): string[] {
  const {language} = t
  const took = elapsed(Date.parse(endedAt) - Date.parse(startedAt), language)
  const worked = {accepted: count(own.accepted, language), requests: count(own.requests, language), took}
  const {reason, code, params, nextAt} = stopped
  const why = t(`run.stop.${reason}`)
  const lines = [t('run.report.own', worked), reason === 'done' ? color.green(why) : color.yellow(why)]
  if (code) {
    const {message, suggestions} = errorSentences({code: code as ErrorCode, params, details: {}}, t)
    lines.push(`  ${code} ${message}`, ...suggestions.map((one) => `  ${one}`))
  }
  if (nextAt && reason !== 'done') lines.push(t('run.report.next-at', {at: civilTime(nextAt, language)}))
  if (resume) lines.push(t('run.report.resume', {command: resume}))
  return lines
}

/** `batch submit` and `resume`: each run, causes, why it ended, and the command that goes on. */
export function runReportLines(report: RunReport, screen: Screen): string[] {
  const {t} = screen
  if (report.batches.length === 0) return [t('run.report.nothing')]
  return [
    ...report.batches.flatMap((one) => standingLines(one, screen)),
    ...causeLines(report, screen),
    ...endLines(report, screen),
    ...handLines(report, screen),
  ]
}

/** What waits for a person, and what the person may do: of a cause that has advice of its own, that. */
function handLines({account, causes, stopped}: RunReport, {t}: Screen): string[] {
  const advised = causes.filter(({code}) => t.has(`batch.cause.${code}.todo`))
  const waits = (['refused', 'held', 'unknown', 'deferred'] as const).filter((state) => {
    const own = advised.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0)
    return account[state] > own
  })
  const codes = new Set(advised.map(({code}) => code).filter((code) => code !== stopped.code))
  return [
    ...[...codes].map((code) => `${code} : ${t(`batch.cause.${code}.todo`)}`),
    ...waits.map((state) => t(`run.hand.${state}`)),
  ]
}

/** `batch retry`: what goes again, then the run. */
export function retryReportLines(report: RetryReport, screen: Screen): string[] {
  const {t} = screen
  const {deferred, refused, held, unknown, stillHeld, leftAlone, numberLost} = report.rearmed
  const kept = stillHeld + leftAlone > 0 ? [t('run.rearmed.kept', {stillHeld, leftAlone})] : []
  const lost = numberLost > 0 ? [t('run.rearmed.number-lost', {numberLost})] : []
  return [
    t('run.rearmed', {deferred, refused, held, unknown}),
    ...lost,
    ...kept,
    ...runReportLines(report, screen),
  ]
}

export function workerLines({runs}: WorkerReport, screen: Screen): string[] {
  return runs.flatMap((run) => [
    screen.color.bold(screen.t('run.report.profile', {profile: run.profiles.join(', ')})),
    ...runReportLines(run, screen),
  ])
}
