import type {Gap} from '../../stats/gap.ts'
import type {GapReport, SideReading} from '../../stats/gap-report.ts'
import {unreadRows} from '../../stats/reading/figures.ts'
import type {WrittenComparison} from '../../usecases/stats/write-comparison.ts'
import {count} from '../figures.ts'
import {plain} from '../plain.ts'
import type {Screen} from '../screen.ts'
import {tableLines} from '../table.ts'
import {
  counted,
  noteWords,
  percentOf,
  remarkWords,
  sentenceOf,
  shownPercent,
  shownPeriod,
  shownPoints,
  signed,
  statusWords,
} from './gap-words.ts'
import {noticeText, signText, skippedText} from './reading-words.ts'

/** How the files were read comes before any verdict. */
export function comparisonLines(report: WrittenComparison, screen: Screen, verbose = false): string[] {
  const {t, color} = screen
  const {language} = t
  const {sides, gaps, monthly, settings, verdict} = report
  const {keys, over, reported, unreadable, small, dependOnBase} = verdict
  const {monthsOver, monthsReported, monthsUnreadable, unread} = verdict
  const months = monthsOver + monthsReported + monthsUnreadable
  const isWorse = keys === 0 || over + reported + unreadable + months + unread > 0
  const number = (value: number) => count(value, language)
  const wanted = gaps.filter(isTold)
  return [
    ...sideLines(sides.elastic, screen, verbose),
    ...sideLines(sides.declared, screen, verbose),
    ...(sides.stays ? sideLines(sides.stays, screen, verbose, t('stats.side.stays')) : []),
    ...report.remarks.map((remark) => color.yellow(remarkWords(remark, t))),
    ruleLine(report, screen),
    '',
    ...(gaps.length === 0 ? [color.yellow(t('stats.compare.none'))] : gapLines(gaps, report, screen)),
    ...(monthly.length === 0
      ? []
      : ['', color.bold(t('stats.compare.months')), ...gapLines(monthly, report, screen)]),
    ...wanted.flatMap((gap) => causeLines(gap, screen)),
    '',
    tracesLine(report, screen),
    ...(wanted.length === 0
      ? []
      : [
          color.bold(t('stats.compare.sentences')),
          ...wanted.map((gap) => `  ${sentenceOf(gap, settings, t)}`),
        ]),
    (isWorse ? color.yellow : color.green)(
      t('stats.compare.verdict', {
        keys: number(keys),
        over: number(over),
        reported: number(reported),
        unreadable: number(unreadable),
        small: number(small),
        dependOnBase: number(dependOnBase),
      }),
    ),
    ...(months === 0
      ? []
      : [
          color.yellow(
            t('stats.compare.verdict-months', {
              over: number(monthsOver),
              reported: number(monthsReported),
              unreadable: number(monthsUnreadable),
            }),
          ),
        ]),
    ...(unread === 0 ? [] : [color.red(t('stats.compare.verdict-unread', {count: number(unread)}))]),
    ...report.files.map((file) => t('stats.compare.written', {file})),
  ]
}

export const isTold = ({over, status, dependsOnBase, difference}: Gap) =>
  over || dependsOnBase || status !== 'compared' || (difference ?? 0) !== 0

/** Remarks shown of one kind; all are in the workbook and the JSON answer. */
const MOST = 12

function some<T>(all: readonly T[], t: Screen['t'], line: (one: T) => string): string[] {
  const rest = all.length - MOST
  const shown = all.slice(0, MOST).map(line)
  return rest > 0 ? [...shown, t('stats.compare.more', {count: count(rest, t.language)})] : shown
}

/** What was decided about a file, under the names of the JSON answer. */
function decodingLine({file, decoding}: SideReading['files'][number], {t}: Screen): string {
  const told = Object.entries(decoding).filter(([, value]) => typeof value !== 'object')
  const decisions = told.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ')
  return t('stats.compare.decoding', {file, decisions})
}

function sideLines(
  reading: SideReading,
  screen: Screen,
  verbose: boolean,
  name = screen.t(`stats.side.${reading.side}`),
): string[] {
  const {files, balance, skipped, signs, notices, left} = reading
  const {t, color} = screen
  const figures = {
    read: count(balance.read, t.language),
    used: count(balance.used, t.language),
    skipped: count(balance.skipped, t.language),
    reasons: reasonsOf(balance, t),
  }
  const unread = skipped.filter(({reason}) => unreadRows.includes(reason))
  return [
    ...(verbose ? files.map((file) => decodingLine(file, screen)) : []),
    t(balance.skipped === 0 ? 'stats.compare.balance-all' : 'stats.compare.balance', {
      side: name,
      ...figures,
    }),
    ...some(unread, t, (row) => color.red(`${name} – ${skippedText(row, t)}`)),
    ...some(signs, t, (sign) => color.yellow(`${name} – ${signText(sign, t)}`)),
    ...some(notices, t, (notice) => `${name} – ${plain(noticeText(notice, t))}`),
    ...some(left, t, ({reason, value, documents}) =>
      t('stats.compare.left', {
        side: name,
        documents: count(documents, t.language),
        reason: t(`stats.left.${reason}`),
        value,
      }),
    ),
  ]
}

/** `1 × header, 3 × month not readable` */
function reasonsOf({reasons}: SideReading['balance'], t: Screen['t']): string {
  return Object.entries(reasons)
    .map(([reason, times]) => `${count(times, t.language)} × ${t(`stats.skip.${reason}`)}`)
    .join(', ')
}

export function ruleLine({settings}: GapReport, {t}: Pick<Screen, 't'>): string {
  const {base, threshold, level, period} = settings
  const percent = `${threshold / 100}`.replace('.', t.language === 'fr' ? ',' : '.')
  return t('stats.compare.rule', {
    base: t(`stats.base.${base}`),
    threshold: shownPercent(percent, t),
    level,
    period: period ? shownPeriod(`${period.from}/${period.to}`, t) : t('stats.compare.whole-files'),
  })
}

function gapLines(gaps: readonly Gap[], {settings}: GapReport, screen: Screen): string[] {
  const {t, color} = screen
  const isInPoints = settings.base === 'points'
  const inPoints = isInPoints ? ['stays', 'points'] : []
  const columns = [
    'finess',
    'period',
    'indicator',
    'elastic',
    'declared',
    'difference',
    'of-elastic',
    'of-declared',
    ...inPoints,
    'unexplained',
    'status',
    'notes',
  ]
  const rows = gaps.map((gap) => {
    const share = (side: 'elastic' | 'declared') => shownPercent(percentOf(gap, side, settings), t)
    const word = gap.over ? color.red(t('stats.column.over').toLowerCase()) : statusWords(gap, t)
    const notes = [
      noteWords(gap, t),
      ...(gap.small ? [t('stats.column.small').toLowerCase()] : []),
      ...(gap.dependsOnBase ? [t('stats.column.depends-on-base').toLowerCase()] : []),
    ]
    return [
      gap.key.finess,
      shownPeriod(gap.key.period, t),
      gap.key.indicator,
      counted(gap.elastic, t),
      counted(gap.declared, t),
      signed(gap.difference, t),
      share('elastic'),
      share('declared'),
      ...(isInPoints ? [counted(gap.stays ?? null, t), shownPoints(gap, settings, t)] : []),
      signed(gap.unexplained, t),
      word,
      notes.filter(Boolean).join(', '),
    ]
  })
  const head = columns.map((name) => t(`stats.column.${name}`))
  return tableLines(head, alignedRight(rows, head, 3, 8 + inPoints.length), screen)
}

/** Figures stand under each other: columns from one to another are filled from the left. */
function alignedRight(
  rows: readonly (readonly string[])[],
  head: readonly string[],
  first: number,
  last: number,
): string[][] {
  const widths = head.map((word, at) => Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, at) => (at >= first && at <= last ? cell.padStart(widths[at] ?? 0) : cell)),
  )
}

function causeLines(gap: Gap, screen: Screen): string[] {
  const {t, color} = screen
  if (gap.unexplained === undefined) return []
  const {finess, indicator, period} = gap.key
  const title = {finess, indicator, period: shownPeriod(period, t), difference: signed(gap.difference, t)}
  const rows = gap.causes.map(({code, plus, minus, amount}) => [
    t(`stats.cause.${code}`),
    signed(plus, t),
    signed(-minus, t),
    signed(amount, t),
  ])
  const rest = [t('stats.compare.unexplained'), '', '', signed(gap.unexplained, t)]
  const head = ['cause', 'plus', 'minus', 'amount'].map((name) => t(`stats.column.${name}`))
  return [
    '',
    color.bold(t('stats.compare.causes', title)),
    ...tableLines(head, alignedRight([...rows, rest], head, 1, 3), screen),
  ]
}

export function tracesLine({traces}: GapReport, {t}: Pick<Screen, 't'>): string {
  if (!traces) return t('stats.compare.untraced')
  const {documents, keptBack, outside} = traces
  return t('stats.compare.traces', {
    documents: count(documents, t.language),
    keptBack: count(keptBack, t.language),
    outside: count(outside, t.language),
  })
}
