import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {reportPage} from '../../../src/lib/ui/batch/report-page.ts'
import {whyOf} from '../../../src/lib/ui/batch/report-view.ts'
import type {Language} from '../../../src/lib/ui/language.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {type BatchReport, batchReport} from '../../../src/lib/usecases/batch/show/batch-report.ts'
import {needsChromium, rendered} from '../../support/chromium.ts'
import {describeWith} from '../../support/requires.ts'
import {emptyRun, type SeededRun, seedRun} from './seeded-run.ts'

let run: SeededRun
beforeEach(async () => {
  run = await emptyRun()
})
afterEach(() => run.clear())

async function written(language: Language): Promise<{report: BatchReport; path: string}> {
  await seedRun(run)
  const t = translator(language)
  const report = await batchReport(
    run.bench,
    {out: join(run.folder, 'out'), formats: ['csv', 'html'], force: false},
    {why: (line) => whyOf(line, t), page: (made) => reportPage(made, t)},
  )
  return {report, path: join(run.folder, 'out', 'report.html')}
}

const figures = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/data-figure="(\w+)" data-value="(\d+)"/g)].map(([, name, value]) => [
      name,
      Number(value),
    ]),
  )

describe.each(['fr', 'en'] as const)('the page in %s', (language) => {
  it('shows the figures of the report', async () => {
    const {report, path} = await written(language)
    const page = readFileSync(path, 'utf8')
    expect(figures(page)).toEqual(report.run)
    const causes = [...page.matchAll(/data-list="([\w-]+)" data-code="([\w-]+)".*?data-value="(\d+)"/gs)]
    expect(causes.map(([, list, code, count]) => [list, code, Number(count)])).toEqual(
      report.reasons.map(({list, code, count}) => [list, code, count]),
    )
    for (const {name, total, lines} of report.lists) {
      const table = page.split(`id="list-${name}"`)[1]?.split('</table>')[0] ?? ''
      expect([name, table.split('<tr>').length - 2]).toEqual([name, Math.min(total, lines.length)])
    }
    expect(page).not.toMatch(/\{\w+\}<|undefined|\[object|batch-report\.|NaN/)
  })
})

it('lets no value become markup', async () => {
  const {report} = await written('fr')
  const [refused] = report.lists
  const evil = {
    ...refused?.lines[0],
    ipp: '<script>alert(1)</script>',
    sourceId: '"><img src=x onerror=alert(1)>',
  }
  const lists = [{...refused, lines: [evil]}] as unknown as BatchReport['lists']
  const page = reportPage({...report, lists}, translator('fr'))
  expect(page).not.toMatch(/<script|<img/)
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

it('stays under 2 MB with the lists of 400 000 documents', async () => {
  const {report} = await written('fr')
  const [refused] = report.lists
  const [line] = refused?.lines ?? []
  const long = {
    ...line,
    file: `/backlog/${'long-name-'.repeat(30)}.csv`,
    ipp: 'I'.repeat(60),
    uniqueId: '1.2.250.'.padEnd(64, '1'),
  }
  const lists = report.lists.map((list) => ({
    ...list,
    total: 50_000,
    lines: Array.from({length: 500}, () => long),
  }))
  const page = reportPage({...report, lists} as BatchReport, translator('fr'))
  expect(Buffer.byteLength(page)).toBeLessThan(2_000_000)
  expect(page).toMatch(/premiers sur 50.000 ; tous sont dans report\.csv/)
})

describeWith(needsChromium, 'in a browser', () => {
  it.each(['fr', 'en'] as const)(
    'draws its charts in %s, complains of nothing and asks the network for nothing',
    async (language) => {
      const {report, path} = await written(language)
      const seen = rendered(path)
      expect(seen.console).toEqual([])
      expect(seen.requests.filter((url) => !url.startsWith('data:'))).toEqual([])
      expect(figures(seen.dom)).toEqual(report.run)
      for (const id of ['chart-account', 'chart-time', 'chart-causes', 'chart-durations']) {
        const chart = seen.dom.split(`id="${id}"`)[1]?.split('</figure>')[0] ?? ''
        expect([id, (chart.match(/<rect /g) ?? []).length > 0]).toEqual([id, true])
      }
      // A page that is blank, or broken by its own policy, makes a small picture.
      expect(seen.picture.length).toBeGreaterThan(30_000)
    },
  )

  it('would see a page that breaks the rules', () => {
    const path = join(run.folder, 'bad.html')
    writeFileSync(
      path,
      '<!doctype html><img src="http://127.0.0.1:9/x.png"><script>console.error("broken")</script>',
    )
    const seen = rendered(path)
    expect(seen.console.join()).toContain('broken')
    expect(seen.requests).toContain('http://127.0.0.1:9/x.png')
    expect(statSync(path).size).toBeGreaterThan(0)
  })
})
