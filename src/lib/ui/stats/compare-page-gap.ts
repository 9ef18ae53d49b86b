import type {Gap} from '../../stats/gap.ts'
import type {GapReport} from '../../stats/gap-report.ts'
import {count} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlTable} from '../html/page.ts'
import type {PageRoom} from '../html/page-room.ts'
import {thresholdColumns} from '../html/threshold-charts.ts'
import {waterfall} from '../html/waterfall-chart.ts'
import type {Translator} from '../translate.ts'
import {causeLists, type DocumentsByKey, documentsKey} from './compare-page-lists.ts'
import {axisPercent, drawnThreshold, percentTitle} from './compare-page-overview.ts'
import {
  causeSteps,
  causesTable,
  chartWithTable,
  gapHead,
  gapNumbers,
  gapRow,
  markOf,
} from './compare-page-tables.ts'
import {toleranceOf} from './gap-base.ts'
import {sentenceOf, shownPeriod, signed} from './gap-words.ts'

/** A gap worth a section of its own, with its months. */
export interface ToldGap {
  readonly gap: Gap
  readonly months: readonly Gap[]
}

/** One gap: the sentence to paste, its months against the threshold, its causes, and the documents behind each. */
export function gapSection(
  at: number,
  {gap, months}: ToldGap,
  report: GapReport,
  t: Translator,
): {readonly body: Markup; lists(documents: DocumentsByKey, room: PageRoom): readonly Markup[]} {
  const {finess, level, indicator, period} = gap.key
  const label = report.catalogue.indicators.find(({id}) => id === indicator)?.label
  const id = `gap-${at + 1}`
  const named = label === undefined || label === indicator ? indicator : `${indicator} – ${label}`
  const body = markup`<h3 id="${id}">${level} ${finess} · ${named} · ${shownPeriod(period, t)}</h3>
<p class="paste">${sentenceOf(gap, report.settings, t)}</p>
${monthsPart(id, months, report, t)}${causesPart(id, gap, report, t)}`
  return {
    body,
    lists: (documents, room) => causeLists(id, documents.get(documentsKey(finess, indicator)), room, t),
  }
}

function monthsPart(
  id: string,
  months: readonly Gap[],
  report: GapReport,
  t: Translator,
): Markup | undefined {
  if (months.length === 0) return undefined
  const {settings} = report
  const title = percentTitle('stats.page.chart.months', report, t)
  const marks = months.map((month) => markOf(month, month.key.period, settings, t))
  const svg = thresholdColumns({
    title,
    marks,
    threshold: drawnThreshold(report),
    shown: axisPercent(t),
  })
  const rows = months.map((month) =>
    gapRow(month, [markup`<th scope="row">${month.key.period}</th>`], settings, t),
  )
  const table = htmlTable({
    id: `${id}-months-table`,
    head: gapHead([t('stats.page.month')], t),
    rows,
    numbers: gapNumbers(1),
    label: t('stats.page.table'),
  })
  // nothing to draw: the table alone says why
  if (marks.every(({value}) => value === null)) return table
  return chartWithTable(`${id}-months`, title, {svg, table}, t)
}

function causesPart(id: string, gap: Gap, {settings}: GapReport, t: Translator): Markup | undefined {
  const {causes, unexplained, difference} = gap
  if (unexplained === undefined || difference === null) return undefined
  const tolerance = toleranceOf(gap, settings)
  const title =
    tolerance === undefined
      ? t('stats.page.chart.causes')
      : t('stats.page.chart.causes.limit', {count: count(Math.max(0, tolerance), t.language)})
  const svg = waterfall({
    title,
    steps: causeSteps(causes, unexplained, t),
    total: {label: t('stats.page.sum'), amount: difference, kind: 'held', text: signed(difference, t)},
    ...(tolerance !== undefined && tolerance > 0 ? {limit: tolerance} : {}),
  })
  const table = causesTable(`${id}-causes-table`, {causes, unexplained, sum: difference}, t)
  return chartWithTable(`${id}-causes`, title, {svg, table}, t)
}
