import type {Gap} from '../../stats/gap.ts'
import type {GapReport} from '../../stats/gap-report.ts'
import {civilTime, count} from '../figures.ts'
import {type Markup, markup} from '../html/markup.ts'
import {htmlPage} from '../html/page.ts'
import {PageRoom} from '../html/page-room.ts'
import type {Translator} from '../translate.ts'
import {gapSection, type ToldGap} from './compare-page-gap.ts'
import {documentsByKey, documentsKey} from './compare-page-lists.ts'
import {allCausesSection, gapsSection, verdictTiles} from './compare-page-overview.ts'
import {cut, readingSection} from './compare-page-reading.ts'
import {isTold, ruleLine, tracesLine} from './compare-view.ts'
import {sentenceOf} from './gap-words.ts'

const MOST_SECTION_BYTES = 500_000
const MOST_LIST_BYTES = 650_000
/** More are in the workbook: a text of a thousand sentences is pasted by nobody. */
const MOST_SENTENCES = 200

/**
 * A comparison as one page for a person: how the files were read, then the verdict, the sentences to paste, and each gap
 * with its months, its causes and the documents behind them. It needs no script and no network, and stays under 2 MB.
 */
export function comparePage(report: GapReport, t: Translator): string {
  const told = toldGaps(report)
  const {sections, entries} = gapSections(report, told, t)
  const parts = [
    headSection(report, t),
    readingSection(report, t),
    markup`<h2 id="verdict">${t('stats.page.verdict')}</h2>
<p>${ruleLine(report, {t})}</p>
`,
    verdictTiles(report, t),
    gapsSection(report, t),
    sentencesSection(report, told, t),
    allCausesSection(report, t),
    sections,
  ]
  const links: readonly (readonly [string, string])[] = [
    ['reading', t('stats.page.reading')],
    ['verdict', t('stats.page.verdict')],
    ...(told.length > 0 ? [['sentences', t('stats.page.sentences')] as const] : []),
    ...entries,
  ]
  return htmlPage({
    language: t.language,
    title: t('stats.page.title'),
    skip: t('stats.page.skip'),
    navigation: markup`<nav aria-label="${t('stats.page.contents')}"><ul>${links.map(
      ([id, text]) => markup`<li><a href="#${id}">${text}</a></li>`,
    )}</ul></nav>
`,
    content: parts.filter((part) => part !== undefined),
  })
}

function headSection({at, profile, settings, documents}: GapReport, t: Translator): Markup {
  const {elasticAsOf, declaredAsOf, environment} = settings
  const days = [
    ...(elasticAsOf ? [t('stats.page.as-of', {side: t('stats.side.elastic'), day: elasticAsOf})] : []),
    ...(declaredAsOf ? [t('stats.page.as-of', {side: t('stats.side.declared'), day: declaredAsOf})] : []),
  ]
  const about = t('stats.page.about', {profile, environment, at: civilTime(at, t.language)})
  const inside =
    documents.length > 0
      ? markup`<p class="notice screen" id="inside">${t('stats.page.inside')}</p>
`
      : undefined
  return markup`<h1>${t('stats.page.title')}</h1>
<p class="soft">${[about, ...days].join(' · ')}</p>
${inside}`
}

/** Gaps of the period that are told, and those whose months alone are: what cancels over the period is shown. */
function toldGaps({gaps, monthly}: GapReport): readonly ToldGap[] {
  const months = new Map<string, Gap[]>()
  for (const gap of monthly) {
    const key = documentsKey(gap.key.finess, gap.key.indicator)
    months.set(key, [...(months.get(key) ?? []), gap])
  }
  return gaps
    .map((gap) => ({gap, months: months.get(documentsKey(gap.key.finess, gap.key.indicator)) ?? []}))
    .filter(({gap, months: some}) => isTold(gap) || some.some(isTold))
}

/** In a field that a keyboard reaches and selects whole; on paper each stands with its gap. */
function sentencesSection(
  {settings}: GapReport,
  told: readonly ToldGap[],
  t: Translator,
): Markup | undefined {
  if (told.length === 0) return undefined
  const sentences = told.slice(0, MOST_SENTENCES).map(({gap}) => sentenceOf(gap, settings, t))
  const rows = Math.min(16, Math.max(3, sentences.length * 2))
  return markup`<div class="screen"><h2 id="sentences">${t('stats.page.sentences')}</h2>
<p class="soft" id="sentences-how">${t('stats.page.sentences-how')}</p>
${cut(sentences.length, told.length, t)}<textarea readonly rows="${rows}" aria-labelledby="sentences" aria-describedby="sentences-how">${sentences.join('\n')}</textarea></div>
`
}

function gapSections(report: GapReport, told: readonly ToldGap[], t: Translator) {
  const entries: (readonly [string, string])[] = []
  const texts: Markup[] = []
  const [room, lists] = [new PageRoom(MOST_SECTION_BYTES), new PageRoom(MOST_LIST_BYTES)]
  const documents = documentsByKey(report)
  for (const [at, one] of told.entries()) {
    const section = gapSection(at, one, report, t)
    if (!room.takes(section.body)) break
    entries.push([`gap-${at + 1}`, `${one.gap.key.finess} · ${one.gap.key.indicator}`])
    texts.push(section.body, ...section.lists(documents, lists))
  }
  const none = told.length === 0 ? markup`<p>${t('stats.page.no-gap')}</p>` : undefined
  const sections = markup`<h2 id="gaps">${t('stats.page.each')} (${count(told.length, t.language)})</h2>
<p>${tracesLine(report, {t})}</p>
${none}${cut(entries.length, told.length, t)}${texts}`
  return {sections, entries}
}
