import type {Gap, GapCause} from '../../stats/gap.ts'
import type {GapReport} from '../../stats/gap-report.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlTable} from '../html/page.ts'
import type {SignedMark} from '../html/signed-scale.ts'
import type {Step} from '../html/waterfall-chart.ts'
import type {Translator} from '../translate.ts'
import {percentOfBase} from './gap-base.ts'
import {counted, noteWords, percentOf, shownPercent, signed, statusWords} from './gap-words.ts'

type Settings = GapReport['settings']

/** The words of a state; of a gap over the threshold, that it is. */
export function verdictWords(gap: Gap, t: Translator): string {
  if (gap.status === 'compared') return t(gap.over ? 'stats.page.over' : 'stats.page.within')
  return gap.over ? `${statusWords(gap, t)}, ${t('stats.page.over')}` : statusWords(gap, t)
}

/** What a chart draws of a gap: its percent of the base of the verdict, or why there is none. */
export function markOf(gap: Gap, label: string, settings: Settings, t: Translator): SignedMark {
  const value = percentOfBase(gap, settings)
  const text = value === null ? statusWords(gap, t) : shownPercent(value, t)
  return {label, value, text, over: gap.over}
}

export const gapHead = (first: readonly string[], t: Translator): string[] => [
  ...first,
  ...['elastic', 'declared', 'difference', 'of-elastic', 'of-declared'].map((name) =>
    t(`stats.column.${name}`),
  ),
  t('stats.page.of-base'),
  ...['unexplained', 'status', 'notes'].map((name) => t(`stats.column.${name}`)),
]

/** One line of figures; the first cells say what it is about. The figure that its chart draws is marked `data-chart`. */
export function gapRow(gap: Gap, first: readonly Markup[], settings: Settings, t: Translator): Markup {
  const drawn = percentOfBase(gap, settings)
  const notes = [
    noteWords(gap, t),
    ...(gap.small ? [t('stats.column.small').toLowerCase()] : []),
    ...(gap.dependsOnBase ? [t('stats.column.depends-on-base').toLowerCase()] : []),
  ].filter(Boolean)
  const share = (side: 'elastic' | 'declared') => shownPercent(percentOf(gap, side, settings), t)
  const number = (text: string) => markup`<td class="number">${text}</td>`
  return markup`<tr${gap.over ? {html: ' class="over"'} : undefined}>${first}${number(counted(gap.elastic, t))}${number(counted(gap.declared, t))}${number(signed(gap.difference, t))}${number(share('elastic'))}${number(share('declared'))}<td class="number" data-chart="${drawn}">${shownPercent(drawn, t)}</td>${number(signed(gap.unexplained, t))}<td class="words">${verdictWords(gap, t)}</td><td class="words">${notes.join(', ')}</td></tr>
`
}

/** Columns of figures after `first` columns of words. */
export const gapNumbers = (first: number) => [0, 1, 2, 3, 4, 5, 6].map((at) => at + first)

const stepKind = (amount: number) => (amount < 0 ? 'deferred' : 'bar')

/** With what cancels in it: `+2 (+5 −3)`. */
function amountText({amount, plus, minus}: GapCause, t: Translator): string {
  const parts = plus > 0 && minus > 0 ? ` (${signed(plus, t)} ${signed(-minus, t)})` : ''
  return `${signed(amount, t)}${parts}`
}

export const causeSteps = (causes: readonly GapCause[], unexplained: number, t: Translator): Step[] => [
  ...causes.map((cause) => ({
    label: t(`stats.cause.${cause.code}`),
    amount: cause.amount,
    kind: stepKind(cause.amount),
    text: amountText(cause, t),
  })),
  {
    label: t('stats.compare.unexplained'),
    amount: unexplained,
    kind: 'unknown',
    text: signed(unexplained, t),
  },
]

/** The causes of a gap, the unexplained and their sum, as figures. */
export function causesTable(
  id: string,
  {causes, unexplained, sum}: {causes: readonly GapCause[]; unexplained: number; sum: number},
  t: Translator,
): Markup {
  const row = (name: string, plus: string, minus: string, amount: number) =>
    markup`<tr><td>${name}</td><td class="number">${plus}</td><td class="number">${minus}</td><td class="number" data-chart="${amount}">${signed(amount, t)}</td></tr>
`
  const rows = [
    ...causes.map(({code, plus, minus, amount}) =>
      row(t(`stats.cause.${code}`), signed(plus, t), signed(-minus, t), amount),
    ),
    row(t('stats.compare.unexplained'), '', '', unexplained),
    row(t('stats.page.sum'), '', '', sum),
  ]
  const head = ['cause', 'plus', 'minus', 'amount'].map((name) => t(`stats.column.${name}`))
  return htmlTable({id, head, rows, numbers: [1, 2, 3], label: t('stats.page.table')})
}

/** A chart, its words, and the same figures as a table below. */
export function chartWithTable(
  id: string,
  title: string,
  chart: {readonly svg: Markup; readonly table: Markup},
  t: Translator,
): Markup {
  return markup`<figure id="${id}" class="chart" tabindex="0" aria-label="${title}"><figcaption>${title}</figcaption>${chart.svg}</figure>
<details open><summary>${t('stats.page.table')}</summary>${chart.table}</details>
`
}
