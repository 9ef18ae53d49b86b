import type {ChalkInstance} from 'chalk'
import type {Account} from '../../../batch/account.ts'
import type {BatchKind} from '../../../ports/journal.ts'
import {civilTime, count, elapsed, oneDecimal, percent} from '../../figures.ts'
import type {Translator} from '../../translate.ts'
import {columnKey} from '../balance-lines.ts'

/** What there is to see of a run, whether this process sends or another one. Instants in ms since 1970. */
export interface Picture {
  readonly title: string
  readonly kind?: BatchKind | undefined
  readonly account: Account
  readonly rate: number
  readonly perSecond: number
  readonly inFlight?: number | undefined
  readonly causes: readonly (readonly [code: string, count: number])[]
  readonly endsAt?: number | undefined
  readonly nextPause?: {readonly at: number; readonly reason: string} | undefined
  readonly pause?: string | undefined
  readonly lastAcceptedAt?: number | undefined
  readonly oldestWaitingAt?: number | undefined
  readonly now: number
}

export interface Palette {
  readonly t: Translator
  readonly color: ChalkInstance
}

const BAR_WIDTH = 30
const MOST_CAUSES = 4
const COLUMNS = ['accepted', 'refused', 'unknown', 'deferred', 'held', 'remaining'] as const

/** Documents that need no more sending, as far as anybody knows. */
export function settledOf({planned, remaining, unknown, deferred}: Account): number {
  return planned - remaining - unknown - deferred
}

export function bar(done: number, total: number): string {
  const filled = total > 0 ? Math.floor((BAR_WIDTH * done) / total) : 0
  return `[${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}]`
}

/** `accepted 12 · refused 1 · …`, the columns that hold something; accepted and remaining always. */
export function accountWords(account: Account, {t, color}: Palette, kind: BatchKind = 'feed'): string {
  return COLUMNS.filter((column) => account[column] > 0 || column === 'accepted' || column === 'remaining')
    .map((column) => {
      const words = `${t(columnKey(column, kind))} ${count(account[column], t.language)}`
      if (account[column] === 0) return words
      if (column === 'accepted') return color.green(words)
      if (column === 'refused' || column === 'unknown') return color.red(words)
      return column === 'remaining' ? words : color.yellow(words)
    })
    .join(' · ')
}

export function rateWords({rate, perSecond, inFlight}: Picture, {t}: Pick<Palette, 't'>): string {
  const {language} = t
  const words = t('run.rate', {
    rate: oneDecimal(rate, language),
    limit: oneDecimal(perSecond, language),
    share: percent(rate, perSecond),
  })
  return inFlight === undefined ? words : `${words} · ${t('run.in-flight', {count: inFlight})}`
}

/** The end that is expected, daily limit and hours counted. */
export function forecastWords({endsAt, now}: Picture, {t}: Pick<Palette, 't'>): string | undefined {
  if (endsAt === undefined) return undefined
  return t('run.forecast', {at: civilTime(endsAt, t.language), in: elapsed(endsAt - now, t.language)})
}

export function causeWords({causes}: Picture, {t}: Pick<Palette, 't'>): string | undefined {
  if (causes.length === 0) return undefined
  const shown = causes
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_CAUSES)
    .map(([code, number]) => `${code} ${count(number, t.language)}`)
  const more = causes.length > MOST_CAUSES ? ' · …' : ''
  return t('run.causes', {causes: `${shown.join(' · ')}${more}`})
}

/** The whole picture, a line a thing; nothing is said of what is not known. */
export function pictureLines(picture: Picture, palette: Palette): string[] {
  const {t, color} = palette
  const {title, account, nextPause, pause, lastAcceptedAt, oldestWaitingAt, now} = picture
  const done = settledOf(account)
  const ago = (at: number) => elapsed(now - at, t.language)
  const lines = [
    color.bold(title),
    `${bar(done, account.planned)} ${count(done, t.language)}/${count(account.planned, t.language)} (${percent(done, account.planned)} %)`,
    accountWords(account, palette, picture.kind),
    rateWords(picture, palette),
    forecastWords(picture, palette),
    nextPause &&
      t('run.next-pause', {
        at: civilTime(nextPause.at, t.language),
        reason: t(`run.pause.${nextPause.reason}`),
      }),
    lastAcceptedAt === undefined ? undefined : t('run.last-accepted', {ago: ago(lastAcceptedAt)}),
    oldestWaitingAt === undefined ? undefined : t('run.oldest-waiting', {ago: ago(oldestWaitingAt)}),
    causeWords(picture, palette),
    pause === undefined ? undefined : color.yellow(pause),
  ]
  return lines.filter((line) => line !== undefined)
}
