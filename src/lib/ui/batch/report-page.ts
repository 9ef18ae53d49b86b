import type {BatchReport} from '../../usecases/batch/show/batch-report.ts'
import {brief, civilTime, count} from '../figures.ts'
import {type Bar, columnChart, legend, type Part, rowChart, stackedBar} from '../html/charts.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlPage, htmlTable} from '../html/page.ts'
import type {Translator} from '../translate.ts'
import {columnKey, inDmpLines, planBalance, runBalance} from './balance-lines.ts'
import {reasonWords, remedyWords} from './reason-words.ts'
import {listSections, slowestSection} from './report-page-lists.ts'
import {stepWords} from './report-view.ts'

const COLUMNS = ['accepted', 'refused', 'unknown', 'deferred', 'held', 'remaining'] as const
const KINDS = ['accepted', 'refused', 'other'] as const
const MOST_CAUSES = 12

const figureOf = (t: Translator) => (value: number) => count(value, t.language)

function headSection(
  {batch, environment, at, firstSentAt, lastSettledAt}: BatchReport,
  t: Translator,
): Markup {
  const time = (iso: string) => civilTime(iso, t.language)
  const span =
    firstSentAt && lastSettledAt
      ? markup`<p class="soft">${t('batch-report.span', {from: time(firstSentAt), to: time(lastSettledAt)})}</p>`
      : undefined
  return markup`<h1>${t('batch-report.title', {run: batch.id})}</h1>
<p class="soft">${t('batch-report.about', {
    kind: t(`batch.kind.${batch.kind}`),
    state: t(`batch.state.${batch.state}`),
    profile: batch.establishment,
    environment,
    at: time(at),
  })}</p>
${span}
`
}

function tiles({run, batch}: BatchReport, t: Translator): Markup {
  const all = [['planned', run.planned] as const, ...COLUMNS.map((column) => [column, run[column]] as const)]
  const items = all.map(
    ([column, value]) =>
      markup`<li class="${column}"><strong data-figure="${column}" data-value="${value}">${count(value, t.language)}</strong>${t(columnKey(column, batch.kind))}</li>`,
  )
  return markup`<ul class="tiles">${items}</ul>
`
}

function stepsSection({next}: BatchReport, t: Translator): Markup {
  const steps = next.map((step) => {
    const command = step.command ? markup` <code>${step.command}</code>` : undefined
    return markup`<li data-step="${step.code}">${stepWords(step, t)}${command}</li>`
  })
  return markup`<h2>${t('batch-report.next')}</h2>
<ol class="steps">${steps}</ol>
`
}

function balances({plan, run, inDmp, batch}: BatchReport, t: Translator): Markup {
  return markup`<h2>${t('batch-report.balances')}</h2>
${plan.read > 0 ? markup`<p id="balance-plan">${planBalance(plan, t)}</p>` : undefined}
<p id="balance-run">${runBalance(run, t, batch.kind)}</p>
${inDmpLines(inDmp, t).map((line) => markup`<p id="in-dmp">${line}</p>`)}
`
}

function accountChart({run, batch}: BatchReport, t: Translator): Markup {
  const parts: Part[] = COLUMNS.map((kind) => ({
    kind,
    name: t(columnKey(kind, batch.kind)),
    value: run[kind],
  }))
  return stackedBar('chart-account', t('batch-report.chart.account'), parts, figureOf(t))
}

function timeChart({timeline: {unit, buckets}}: BatchReport, t: Translator): Markup | undefined {
  if (buckets.length === 0) return undefined
  const label = (from: string) => {
    const time = civilTime(from, t.language)
    return unit === 'hour' ? time.slice(11) : t.language === 'fr' ? time.slice(0, 5) : time.slice(5, 10)
  }
  const bars: Bar[] = buckets.map(({from, ...counts}) => ({
    label: label(from),
    parts: KINDS.map((kind) => ({
      kind,
      name: t(`batch-report.kind.${kind}`),
      value: counts[kind],
    })),
  }))
  const sums: Part[] = KINDS.map((kind) => ({
    kind,
    name: t(`batch-report.kind.${kind}`),
    value: buckets.reduce((sum, counts) => sum + counts[kind], 0),
  }))
  return markup`<h2>${t(`batch-report.chart.time-${unit}`)}</h2>
${columnChart('chart-time', t(`batch-report.chart.time-${unit}`), bars, figureOf(t))}${legend(sums, figureOf(t))}`
}

function durationChart({durations}: BatchReport, t: Translator): Markup | undefined {
  const {histogram, medianMs, p90Ms, p99Ms, longestMs} = durations
  if (durations.count === 0) return undefined
  const length = (ms: number | null) => (ms === null ? '–' : brief(ms, t.language))
  let before = 0
  const bars: Bar[] = histogram.map(({upToMs, count: value}) => {
    const label = upToMs === null ? `> ${length(before)}` : `≤ ${length(upToMs)}`
    before = upToMs ?? before
    return {label, parts: [{kind: 'bar', name: t('batch-report.documents'), value}]}
  })
  const words = t('batch-report.durations', {
    median: length(medianMs),
    p90: length(p90Ms),
    p99: length(p99Ms),
    longest: length(longestMs),
  })
  return markup`<h2>${t('batch-report.chart.durations')}</h2>
<p>${words}</p>
${columnChart('chart-durations', t('batch-report.chart.durations'), bars, figureOf(t))}`
}

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

function causesSection({reasons}: BatchReport, t: Translator): Markup | undefined {
  if (reasons.length === 0) return undefined
  const colour = (list: string) => (list.startsWith('plan-') ? 'held' : list)
  const bars: Bar[] = reasons.slice(0, MOST_CAUSES).map(({list, code, answer, count: value}) => ({
    label: short(answer ? `${code} · ${answer.code}` : code, 44),
    parts: [{kind: colour(list), name: t(`batch-report.list.${list}`), value}],
  }))
  const rows = reasons.map(
    ({
      list,
      code,
      answer,
      count: value,
    }) => markup`<tr data-list="${list}" data-code="${code}"><td>${t(`batch-report.list.${list}`)}</td><td><code>${code}</code>${
      answer ? markup`<br><code>${answer.code}</code>` : undefined
    }</td><td class="number" data-value="${value}">${count(value, t.language)}</td><td>${reasonWords(code, {}, t)}${
      answer?.known ? markup`<br>${t(`answer.${answer.known}.cause`)}` : undefined
    }</td><td>${remedyWords(code, answer, t)}</td></tr>
`,
  )
  const head = ['list', 'code', 'count', 'why', 'todo'].map((name) => t(`batch-report.head.${name}`))
  return markup`<h2>${t('batch-report.chart.causes')}</h2>
${rowChart('chart-causes', t('batch-report.chart.causes'), bars, figureOf(t))}
${htmlTable({id: 'causes', head, rows, numbers: [2]})}`
}

/** The report as one page for a person: figures, charts, what to do next, and the first lines of each list. */
export function reportPage(report: BatchReport, t: Translator): string {
  return htmlPage({
    language: t.language,
    title: t('batch-report.title', {run: report.batch.id}),
    content: [
      headSection(report, t),
      tiles(report, t),
      accountChart(report, t),
      stepsSection(report, t),
      balances(report, t),
      timeChart(report, t),
      causesSection(report, t),
      durationChart(report, t),
      slowestSection(report, t),
      ...listSections(report, t),
      markup`<p class="soft">${t('batch-report.proof')}</p>`,
    ].filter((part) => part !== undefined),
  })
}
