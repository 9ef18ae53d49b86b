import {percentText} from '../../stats/gap-arithmetic.ts'
import type {HistoryPoint, StatsHistory} from '../../usecases/stats/stats-history.ts'
import {civilTime} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {counted, shownPercent, shownPeriod, signed} from './gap-words.ts'

const HEAD = [
  'finess',
  'indicator',
  'period',
  'at',
  'elastic',
  'declared',
  'difference',
  'of-elastic',
  'unexplained',
]

/** Each key with its results, the latest first, and which way its gap goes. */
export function historyLines({lines, unreadable, kept}: StatsHistory, screen: Screen): string[] {
  const {t, color} = screen
  const left = unreadable.map((file) => color.yellow(t('stats.history.unreadable', {file})))
  if (kept === 0) return [...left, t('stats.history.none')]
  const rows = lines.flatMap(({finess, indicator, period, points, trend}) =>
    points
      .toReversed()
      .map((point, at) => [
        at === 0 ? finess : '',
        at === 0 ? indicator : '',
        at === 0 ? shownPeriod(period, t) : '',
        civilTime(point.at, t.language),
        counted(point.elastic, t),
        counted(point.declared, t),
        signed(point.difference, t),
        shareOf(point, screen),
        signed(point.unexplained, t),
        at === 0 ? t(`stats.history.trend.${trend}`) : '',
      ]),
  )
  const head = [...HEAD.map((name) => t(`stats.column.${name}`)), t('stats.history.trend')]
  return [...left, ...tableLines(head, rows, screen)]
}

function shareOf({difference, elastic, threshold, over}: HistoryPoint, {t, color}: Screen): string {
  if (difference === null || elastic === null) return '–'
  const text = shownPercent(percentText(difference, elastic, threshold), t)
  return over ? color.red(text) : text
}
