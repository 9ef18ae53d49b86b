import type {Balance, IncompleteSign, ReadingNotice, SkippedLine} from '../../stats/reading/figures.ts'
import {spokenParams} from '../error-text.ts'
import {plain} from '../plain.ts'
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

/** A row that was left out: where it stands, why, and what it says. */
export function skippedText({file, sheet, line, lastLine, column, reason, text}: SkippedLine, t: Translator) {
  const lines = lastLine > line ? `${line}-${lastLine}` : `${line}`
  const place = [
    file,
    ...(sheet === undefined ? [] : [sheet]),
    lines,
    ...(column === undefined ? [] : [column]),
  ]
  const said = text === undefined ? '' : ` : ${plain(text)}`
  return `${place.join(':')} ${t(`stats.skip.${reason}`)}${said}`
}

/** The balance of rows and its reasons, one a line. */
export function balanceLines({reasons, read, used, skipped, cells}: Balance, t: Translator): string[] {
  const told = Object.entries(reasons).map(([reason, count]) =>
    t('stats.map.reason', {count, reason: t(`stats.skip.${reason}`)}),
  )
  return [t('stats.map.balance', {read, used, skipped, cells}), ...told]
}
