import type {Balance, IncompleteSign, ReadingNotice} from '../../stats/reading/figures.ts'
import {spokenParams} from '../error-text.ts'
import type {Translator} from '../translate.ts'

/** A sign of an incomplete export, in words. */
export function signText({code, params, amount}: IncompleteSign, t: Translator): string {
  return t(`stats.sign.${code}`, {...params, amount: amount ?? '?'})
}

/** A repair or a doubt, in words, with its place. */
export function noticeText({code, params, line, times}: ReadingNotice, t: Translator): string {
  const text = t(`stats.notice.${code}`, spokenParams('stats.notice', params, t))
  return line === undefined ? text : t('stats.map.times', {text, line, times})
}

/** The balance of rows and its reasons, one a line. */
export function balanceLines({reasons, read, used, skipped, cells}: Balance, t: Translator): string[] {
  const told = Object.entries(reasons).map(([reason, count]) =>
    t('stats.map.reason', {count, reason: t(`stats.skip.${reason}`)}),
  )
  return [t('stats.map.balance', {read, used, skipped, cells}), ...told]
}
