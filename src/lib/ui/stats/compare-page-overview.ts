import type {Gap} from '../../stats/gap.ts'
import type {GapReport} from '../../stats/gap-report.ts'
import {inOrder, merged} from '../../stats/settle-causes.ts'
import {count} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlTable} from '../html/page.ts'
import {PageRoom} from '../html/page-room.ts'
import {thresholdRows} from '../html/threshold-charts.ts'
import {waterfall} from '../html/waterfall-chart.ts'
import type {Translator} from '../translate.ts'
import {cut} from './compare-page-reading.ts'
import {
  causeSteps,
  causesTable,
  chartWithTable,
  gapHead,
  gapNumbers,
  gapRow,
  markOf,
} from './compare-page-tables.ts'
import {shownPercent, shownPeriod, signed} from './gap-words.ts'

const MOST_BARS = 30
const MOST_TABLE_BYTES = 350_000

const TILES = [
  ...(['keys', 'over', 'monthsOver', 'reported', 'monthsReported', 'unreadable', 'unread'] as const),
  ...(['small', 'dependOnBase'] as const),
]
const BAD = new Set<string>(['over', 'monthsOver', 'unread'])

/** Figures of the verdict: colour alone says nothing, the words are there. */
export function verdictTiles({verdict}: GapReport, t: Translator): Markup {
  const tiles = TILES.map(
    (name) =>
      markup`<li class="${BAD.has(name) && verdict[name] > 0 ? 'refused' : name}"><strong data-figure="${name}" data-value="${verdict[name]}">${count(verdict[name], t.language)}</strong>${t(`stats.page.tile.${name}`)}</li>`,
  )
  return markup`<ul class="tiles">${tiles}</ul>
`
}

/** The threshold as charts draw it, in percent; not where the verdict is in points of stays, which no gap holds. */
export const drawnThreshold = ({settings: {base, threshold}}: GapReport) =>
  base === 'points' ? undefined : threshold / 100

export const axisPercent = (t: Translator) => (value: number) => {
  const figure = String(Math.round(value * 100) / 100)
  return shownPercent(value > 0 ? `+${figure}` : figure, t)
}

export function percentTitle(key: string, {settings}: GapReport, t: Translator): string {
  const base = t(`stats.base.${settings.base === 'points' ? 'elastic' : settings.base}`)
  const threshold = shownPercent(String(settings.threshold / 100), t)
  return t(settings.base === 'points' ? `${key}.points` : key, {base, threshold})
}

/** Every gap over the whole period, the widest first, against the threshold. */
export function gapsSection(report: GapReport, t: Translator): Markup {
  const {gaps, settings} = report
  if (gaps.length === 0) return markup`<p>${t('stats.compare.none')}</p>`
  const name = ({key}: Gap) => `${key.finess} · ${key.indicator}`
  const title = percentTitle('stats.page.chart.gaps', report, t)
  const svg = thresholdRows({
    title,
    marks: gaps.slice(0, MOST_BARS).map((gap) => markOf(gap, name(gap), settings, t)),
    threshold: drawnThreshold(report),
    shown: axisPercent(t),
  })
  const rows = new PageRoom(MOST_TABLE_BYTES).filled(gaps, (gap) =>
    gapRow(
      gap,
      [
        markup`<th scope="row">${gap.key.finess}</th>`,
        markup`<td>${gap.key.indicator}</td>`,
        markup`<td class="whole">${shownPeriod(gap.key.period, t)}</td>`,
      ],
      settings,
      t,
    ),
  )
  const first = ['finess', 'indicator', 'period'].map((column) => t(`stats.column.${column}`))
  const table = htmlTable({
    id: 'table-gaps',
    head: gapHead(first, t),
    rows,
    numbers: gapNumbers(3),
    label: t('stats.page.table'),
  })
  return markup`${cut(Math.min(MOST_BARS, gaps.length), gaps.length, t)}${chartWithTable(
    'chart-gaps',
    title,
    {svg, table: markup`${cut(rows.length, gaps.length, t)}${table}`},
    t,
  )}`
}

/** Causes of all gaps together; nothing where there is one gap alone, or no trace. */
export function allCausesSection({gaps}: GapReport, t: Translator): Markup | undefined {
  const explained = gaps.filter(({unexplained}) => unexplained !== undefined)
  if (explained.length < 2) return undefined
  const causes = inOrder(merged(explained.flatMap((gap) => gap.causes)))
  const total = (of: (gap: Gap) => number | null | undefined) =>
    explained.reduce((sum, gap) => sum + (of(gap) ?? 0), 0)
  const [unexplained, sum] = [total((gap) => gap.unexplained), total((gap) => gap.difference)]
  const title = t('stats.page.chart.all-causes')
  const svg = waterfall({
    title,
    steps: causeSteps(causes, unexplained, t),
    total: {label: t('stats.page.sum'), amount: sum, kind: 'held', text: signed(sum, t)},
  })
  return markup`<h2 id="causes">${t('stats.page.all-causes')}</h2>
${chartWithTable('chart-causes', title, {svg, table: causesTable('table-causes', {causes, unexplained, sum}, t)}, t)}`
}
