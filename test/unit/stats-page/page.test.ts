/** The page of a comparison as text: its figures are those of the report, nothing becomes markup, and it stays small. */
import {describe, expect, it} from 'vitest'
import type {Gap} from '../../../src/lib/stats/gap.ts'
import type {GapReport} from '../../../src/lib/stats/gap-report.ts'
import type {Language} from '../../../src/lib/ui/language.ts'
import {comparePage} from '../../../src/lib/ui/stats/compare-page.ts'
import {percentOfBase, toleranceOf} from '../../../src/lib/ui/stats/gap-base.ts'
import {sentenceOf} from '../../../src/lib/ui/stats/gap-words.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {MONTHS, sampleReport} from './sample-report.ts'

const pageOf = (report: GapReport, language: Language = 'fr') => comparePage(report, translator(language))
const escaped = (text: string) => text.replaceAll("'", '&#39;')

/** What a chart draws, and what the table under it says, as data. */
function drawn(page: string, id: string): {chart: string[]; table: string[]} {
  const part = page.split(`<figure id="${id}"`)[1] ?? ''
  const [figure = '', rest = ''] = part.split('</figure>')
  const table = rest.split('</table>')[0] ?? ''
  const values = (text: string, name: string) =>
    [...text.matchAll(new RegExp(`${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '')
  return {chart: values(figure, 'data-value'), table: values(table, 'data-chart')}
}

describe.each(['fr', 'en'] as const)('the page of a comparison in %s', (language) => {
  const report = sampleReport()
  const page = pageOf(report, language)
  const t = translator(language)

  it('draws the figures of its tables, and these are the figures of the report', () => {
    const all = drawn(page, 'chart-gaps')
    expect(all.chart).toEqual(report.gaps.map((gap) => percentOfBase(gap, report.settings) ?? ''))
    expect(all.table).toEqual(all.chart)
    for (const [at, gap] of report.gaps.entries()) {
      const {finess, indicator} = gap.key
      const months = report.monthly.filter(({key}) => key.finess === finess && key.indicator === indicator)
      const byMonth = drawn(page, `gap-${at + 1}-months`)
      if (months.some(({difference}) => difference !== null)) {
        expect(byMonth.table).toEqual(months.map((month) => percentOfBase(month, report.settings) ?? ''))
        expect(byMonth.chart.toSorted()).toEqual(byMonth.table.toSorted())
      }
      const causes = drawn(page, `gap-${at + 1}-causes`)
      expect(causes.chart).toEqual(causes.table)
      if (gap.unexplained !== undefined)
        expect(causes.table.map(Number)).toEqual([
          ...gap.causes.map(({amount}) => amount),
          gap.unexplained,
          gap.difference,
        ])
    }
  })

  it('gives each step of a waterfall its place: the steps sum up to the gap', () => {
    const {table} = drawn(page, 'chart-causes')
    const amounts = table.map(Number)
    const total = amounts.pop()
    expect(amounts.length).toBeGreaterThan(5)
    expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(total)
    expect(total).toBe(report.gaps.reduce((sum, {difference}) => sum + (difference ?? 0), 0))
  })

  it('tells how the files were read before any verdict', () => {
    const at = (text: string) => {
      expect(page).toContain(text)
      return page.indexOf(text)
    }
    const order = [
      at('id="reading"'),
      at('data-balance="elastic-read"'),
      at(escaped(t('stats.sign.top-n', {count: 5}))),
      at('numberLocale=&quot;fr&quot;'),
      at('data-balance="declared-read"'),
      at('id="verdict"'),
      at('id="sentences"'),
      at('id="gaps"'),
    ]
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    for (const side of ['elastic', 'declared'] as const)
      for (const name of ['read', 'used', 'skipped'] as const)
        expect(page).toContain(
          `data-balance="${side}-${name}" data-value="${report.sides[side].balance[name]}"`,
        )
  })

  it('holds the sentence of each gap, twice: to read, and in the field to copy', () => {
    for (const gap of report.gaps)
      expect(page.split(escaped(sentenceOf(gap, report.settings, t)))).toHaveLength(3)
  })

  it('lists every document behind a cause', () => {
    const lists = [...page.matchAll(/data-cause="([\w-]+)" data-documents="(\d+)"/g)]
    const listed = lists.reduce((sum, [, , count]) => sum + Number(count), 0)
    expect(listed).toBe(report.documents.length)
    expect(listed).toBeGreaterThan(30)
    for (const {uniqueId, ipp = '?'} of report.documents) {
      expect(page).toContain(uniqueId)
      expect(page).toContain(`<td>${ipp}</td>`)
    }
  })

  it('leaves no key, no placeholder and no missing value', () => {
    expect(page).not.toMatch(/\{\w+\}<|undefined|\[object|NaN|Infinity|stats\.[a-z]+\.|>null</)
    expect(page).not.toMatch(/<script|<b>1/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain(`<html lang="${language}">`)
  })
})

describe('the page of a comparison', () => {
  it('draws a threshold only where the verdict is a percentage of the two figures', () => {
    expect(pageOf(sampleReport())).toContain('data-threshold="5"')
    expect(pageOf(sampleReport({settings: {threshold: 250}}))).toContain('data-threshold="2.5"')
    const points = pageOf(sampleReport({settings: {base: 'points'}}))
    expect(points).not.toContain('data-threshold')
    expect(points).toContain('points de séjours')
  })

  it('shows what the traces would say as missing when none was read', () => {
    const page = pageOf(sampleReport({explained: false}))
    expect(page).toContain('Écarts non expliqués')
    expect(page).not.toMatch(/id="gap-1-causes"|id="chart-causes"|id="inside"/)
    expect(page).toContain('id="gap-1-months"')
  })

  it('says so when there is nothing to compare, or no gap', () => {
    const {gaps: _gaps, monthly: _monthly, documents: _documents, ...rest} = sampleReport()
    const none = pageOf({...rest, gaps: [], monthly: [], documents: []})
    expect(none).toContain('Aucun chiffre à comparer')
    expect(none).not.toContain('<textarea')
  })

  it('stays under 2 MB with a thousand keys and long lists, and says what it leaves out', () => {
    const report = sampleReport()
    const [gap] = report.gaps
    const [document] = report.documents
    const [skipped] = report.sides.elastic.skipped
    if (!(gap && document && skipped)) throw new Error('an empty sample')
    const keys = Array.from({length: 1000}, (_, n) => `01${String(n).padStart(7, '0')}`)
    const months = MONTHS.map((period) => ({...gap, key: {...gap.key, period}}))
    const long = {...document, uniqueId: '1.2.250.'.padEnd(64, '1'), ipp: 'I'.repeat(60)}
    const of = (finess: string) => (one: Gap) => ({...one, key: {...one.key, finess}})
    const documents = keys
      .slice(0, 30)
      .flatMap((finess) =>
        Array.from({length: 700}, () => ({...long, key: {...document.key, finess, indicator: 'LDL'}})),
      )
    const lines = Array.from({length: 20_000}, () => ({...skipped, text: 'é'.repeat(200)}))
    const page = pageOf({
      ...report,
      gaps: keys.map((finess) => of(finess)(gap)),
      monthly: keys.flatMap((finess) => months.map(of(finess))),
      documents,
      sides: {...report.sides, elastic: {...report.sides.elastic, skipped: lines}},
    })
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000)
    expect(page).toMatch(/Les 500 premiers sur 700/)
    expect(page).toMatch(/premiers sur 1.000/)
    expect(page).toMatch(/premiers sur 20.000/)
  })
})

describe('the base of the verdict', () => {
  const {gaps, settings} = sampleReport()
  const of = (elastic: number, declared: number): Gap => {
    const [gap] = gaps
    if (!gap) throw new Error('an empty sample')
    return {...gap, elastic, declared, difference: declared - elastic}
  }

  it.each([
    ['elastic', 100, 105, '+5.00', 5],
    ['declared', 100, 105, '+4.76', 5],
    ['max', 100, 95, '-5.00', 5],
    ['mean', 100, 110, '+9.52', 5],
    ['elastic', 1_000_000, 1_050_001, '+5.0001', 50_000],
    ['elastic', 0, 3, null, 0],
  ] as const)('%s of %d and %d: %s, and %d documents are within', (base, e, d, percent, within) => {
    const rule = {...settings, base, threshold: 500, minDiff: 0}
    expect(percentOfBase(of(e, d), rule)).toBe(percent)
    expect(toleranceOf(of(e, d), rule)).toBe(within)
  })

  it('leaves differences that are too small to be told within', () => {
    expect(toleranceOf(of(10, 12), {...settings, minDiff: 4})).toBe(3)
    expect(toleranceOf(of(10, 12), {...settings, base: 'points'})).toBeUndefined()
  })
})
