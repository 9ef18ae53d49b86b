import type {BoardCount, BoardSpan} from '../../stats/board/board.ts'
import {boardShares} from '../../stats/board/board.ts'
import type {FeedingBoard} from '../../usecases/stats/feeding-board.ts'
import {elapsed, oneDecimal} from '../figures.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import type {Translator} from '../translate.ts'
import {counted} from './gap-words.ts'

const COUNTS = ['documents', 'accepted', 'refused', 'pending', 'patients'] as const
const SHOWN = 10

const delayText = (minutes: number | null, {language}: Translator) =>
  minutes === null ? '–' : `${minutes < 0 ? '-' : ''}${elapsed(Math.abs(minutes) * 60_000, language)}`

function shareText(part: number, whole: number, {language}: Translator): string {
  if (whole === 0) return '–'
  return `${oneDecimal((100 * part) / whole, language)}${language === 'fr' ? '\u202f%' : '%'}`
}

/** A line for each span, then what the whole is made of. */
export function boardLines({spans, total, files}: FeedingBoard, screen: Screen): string[] {
  const {t} = screen
  const written = files.map((file) => t('stats.compare.written', {file}))
  if (spans.length === 0) return [t('stats.board.none'), ...written]
  const head = ['span', ...COUNTS, 'median', 'ninetieth', 'withinDay', 'withinWeek']
  const row = (one: BoardSpan) => [
    one.span || t('stats.board.total'),
    ...COUNTS.map((name) => counted(one[name], t)),
    ...[delayText(one.delay.median, t), delayText(one.delay.ninetieth, t)],
    shareText(one.delay.withinDay, one.delay.counted, t),
    shareText(one.delay.withinWeek, one.delay.counted, t),
  ]
  const headers = head.map((name) => t(`stats.board.column.${name}`))
  return [
    ...tableLines(headers, [...spans, total].map(row), screen),
    t('stats.board.delay', {counted: counted(total.delay.counted, t), accepted: counted(total.accepted, t)}),
    ...boardShares.flatMap((share) =>
      listed(t(`stats.board.share.${share}`), total.shares[share], total.accepted, screen),
    ),
    ...listed(t('stats.board.refusals'), total.refusals, total.refused, screen),
    ...written,
  ]
}

/** The first of a list with their shares; how many more there are is said. */
function listed(title: string, list: readonly BoardCount[], whole: number, screen: Screen): string[] {
  const {t} = screen
  if (list.length === 0) return []
  const rows = list
    .slice(0, SHOWN)
    .map(({key, count}) => [key, counted(count, t), shareText(count, whole, t)])
  const more = list.length - SHOWN
  return [
    ...tableLines([title, '', ''], rows, screen),
    ...(more > 0 ? [t('stats.board.more', {count: counted(more, t)})] : []),
  ]
}
