import type {RunLine, StatusAnswer} from '../../usecases/batch/show/batch-status.ts'
import type {StatusCheck} from '../../usecases/batch/show/check-silence.ts'
import type {RunStatus} from '../../usecases/batch/show/run-status.ts'
import type {ShownPause} from '../../usecases/batch/show/shown-pause.ts'
import type {ShownPlace} from '../../usecases/batch/show/shown-place.ts'
import {civilTime, count, elapsed} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {inDmpLines, planBalance, runBalance} from './balance-lines.ts'
import {pictureLines} from './run-view/picture.ts'

const instant = (iso: string | null | undefined) => (iso ? Date.parse(iso) : undefined)

function runLines(run: RunStatus, screen: Screen): string[] {
  const {t, color} = screen
  const {batch, rate, account, causes, forecast, nextPause, limits, plan, at} = run
  const picture = pictureLines(
    {
      title: t('status.title', {
        run: batch.id,
        kind: t(`batch.kind.${batch.kind}`),
        state: t(`batch.state.${batch.state}`),
      }),
      kind: batch.kind,
      account,
      rate: rate.perSecond,
      perSecond: rate.setPerSecond,
      causes: causes.map(({code, count: number}) => [code, number] as const),
      endsAt: instant(forecast?.endsAt),
      nextPause: nextPause ? {at: Date.parse(nextPause.at), reason: nextPause.reason} : undefined,
      lastAcceptedAt: instant(run.lastAcceptedAt),
      oldestWaitingAt: instant(run.oldestWaitingAt),
      now: Date.parse(at),
    },
    screen,
  )
  return [
    ...picture,
    ...dayLines(run, t),
    ...(limits.windows ? [t('status.windows', {windows: limits.windows})] : []),
    ...(run.nextDueAt ? [t('status.next-due', {at: civilTime(run.nextDueAt, t.language)})] : []),
    ...(plan ? [planBalance(plan, t)] : []),
    runBalance(account, t, batch.kind),
    ...inDmpLines(run.inDmp, t),
    ...(run.journal?.writable === false ? [color.red(placeWords(run.journal, t))] : []),
    ...(run.paused ? [color.yellow(pausedWords(run.paused, t))] : []),
    ...(run.resume ? [color.bold(t('status.resume', {command: run.resume}))] : []),
  ]
}

/** Why the journal takes nothing, what is known all the same, and what to do. */
function placeWords(place: ShownPlace, t: Translator): string {
  const {lastEventAt, atWork} = place
  const work = atWork === null ? 'untold' : atWork ? 'waits' : 'none'
  const at = lastEventAt === null ? '-' : civilTime(lastEventAt, t.language)
  return `${t('status.journal', {...placeFacts(place, t), at})} ${t(`status.journal.${work}`)}`
}

function placeFacts({reason, freeBytes}: ShownPlace, t: Translator): {reason: string; free: string} {
  const key = `status.journal.reason.${reason}`
  const free = freeBytes === null ? '?' : count(Math.floor(freeBytes / 1_000_000), t.language)
  return {reason: t.has(key) ? t(key) : `${reason}`, free}
}

/** Since when nothing leaves, and what to do; beyond `until` the run has to be started again. */
function pausedWords({reason, since, until, profile, end}: ShownPause, t: Translator): string {
  const facts = {since: civilTime(since, t.language), profile, end}
  return until === null
    ? t(`status.stopped.${reason}`, facts)
    : t(`status.paused.${reason}`, {...facts, until: civilTime(until, t.language)})
}

/** Calls of the day; where they are used up, whom to notify so as to go on today. */
function dayLines({limits, account}: RunStatus, t: Translator): string[] {
  const {doneToday, perDay, noticeContact} = limits
  if (doneToday === null) return []
  const day = t('status.day', {done: count(doneToday, t.language), limit: count(perDay, t.language)})
  if (doneToday < perDay || account.remaining + account.deferred === 0) return [day]
  return [
    day,
    noticeContact === null
      ? t('run.pause.guard.notice')
      : t('run.pause.guard.contact', {contact: noticeContact}),
  ]
}

function listLines(runs: readonly RunLine[], screen: Screen): string[] {
  const {t} = screen
  const head = [
    'run',
    'kind',
    'state',
    'created',
    'planned',
    'accepted',
    'deleted',
    'refused',
    'withdrawn',
    'unknown',
    'waiting',
  ].map((name) => t(`status.head.${name}`))
  const number = (value: number) => count(value, t.language)
  const rows = runs.map(({batch, account, inDmp, deletions, withdrawn}) => [
    batch.id,
    t(`batch.kind.${batch.kind}`),
    t(`batch.state.${batch.state}`),
    civilTime(batch.createdAt, t.language),
    number(account.planned),
    // Accepted and still there, so that the columns add up: a run that was taken back has none.
    number(account.accepted - inDmp.deleted - deletions),
    number(inDmp.deleted + deletions),
    number(account.refused - withdrawn),
    number(withdrawn),
    number(account.unknown),
    number(account.deferred + account.held + account.remaining),
  ])
  return tableLines(head, rows, screen)
}

const seconds = (value: number | null, limit: number) => `${value ?? 0}s;${limit};;0`

function findingWords(finding: StatusCheck['findings'][number], check: StatusCheck, t: Translator): string {
  const words = (value: number | null, limit = 0) => ({
    value: elapsed((value ?? 0) * 1000, t.language),
    limit: elapsed(limit * 1000, t.language),
    profile: check.paused?.profile ?? '-',
    end: check.paused?.end ?? '-',
  })
  switch (finding) {
    case 'journal':
      return check.journal === null ? '' : t('status.check.journal', placeFacts(check.journal, t))
    case 'certificate':
      return t('status.check.certificate', words(check.pausedSeconds))
    case 'age':
      return t('status.check.age', words(check.oldestWaitingSeconds, check.maxAgeSeconds))
    case 'silence':
      return t('status.check.silence', words(check.silentSeconds, check.maxSilenceSeconds))
  }
}

/** One line as monitoring plugins print it: status, words, `|`, figures (`label=value;warning`). */
export function checkLine({run, check}: {run: RunStatus; check: StatusCheck}, t: Translator): string {
  const {account, batch, rate} = run
  const words = check.ok
    ? t('status.check.ok')
    : check.findings.map((finding) => findingWords(finding, check, t)).join(' ; ')
  const figures = [
    `oldest_waiting=${seconds(check.oldestWaitingSeconds, check.maxAgeSeconds)}`,
    `silence=${seconds(check.silentSeconds, check.maxSilenceSeconds)}`,
    `accepted=${account.accepted};;;0;${account.planned}`,
    `refused=${account.refused};;;0`,
    `unknown=${account.unknown};;;0`,
    `deferred=${account.deferred};;;0`,
    `held=${account.held};;;0`,
    `remaining=${account.remaining};;;0`,
    `rate=${rate.perSecond};;;0;${rate.setPerSecond}`,
  ]
  return `DMP ${check.ok ? 'OK' : 'CRITICAL'} - ${batch.id}: ${words} | ${figures.join(' ')}`
}

/** `batch status`: one run, all of them, or the one line of a check. */
export function statusLines({run, runs, check}: StatusAnswer, screen: Screen): string[] {
  if (check) return [checkLine({run, check}, screen.t)]
  return runs.length > 0 ? listLines(runs, screen) : runLines(run, screen)
}
