/** The page of a comparison in a browser: on a telephone and a screen, by day and by night, by keyboard and on paper. */
import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {comparePage} from '../../../src/lib/ui/stats/compare-page.ts'
import {translator} from '../../../src/lib/ui/translate.ts'
import {needsChromium, rendered} from '../../support/chromium.ts'
import {ChromiumPage} from '../../support/chromium-page.ts'
import {describeWith} from '../../support/requires.ts'
import {
  badLabels,
  badNames,
  falseBars,
  falseVerdicts,
  focused,
  headings,
  isInList,
  openFirstList,
  openLists,
  overflowing,
  paleParts,
} from './looks.mjs'
import {crowdedReport, sampleReport} from './sample-report.ts'

const needs = [...needsChromium, {program: 'gs', package: 'ghostscript'}] as const
const languages = ['fr', 'en'] as const

describeWith(needs, 'the page of a comparison in a browser', () => {
  let folder: string
  let page: ChromiumPage
  const pathOf = (language: string) => join(folder, `${language}.html`)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stats-page-'))
    for (const language of languages)
      writeFileSync(pathOf(language), comparePage(sampleReport(), translator(language)))
    page = await ChromiumPage.open()
  })
  afterAll(async () => {
    await page?.close()
    rmSync(folder, {recursive: true, force: true})
  })

  it('complains of nothing and asks the network for nothing', () => {
    const seen = rendered(pathOf('fr'))
    expect(seen.console).toEqual([])
    expect(seen.requests.filter((url) => !url.startsWith('data:'))).toEqual([])
    expect(seen.dom).toContain('id="chart-gaps"')
  })

  it.each(languages.flatMap((language) => [360, 1280].map((width) => [language, width] as const)))(
    'fits (%s) a screen of %d, and no label is cut or lies over another',
    async (language, width) => {
      await page.show(pathOf(language), {width})
      expect(await page.ask(overflowing)).toEqual([])
      expect(await page.ask(badLabels)).toEqual([])
    },
  )

  it.each([360, 1280])(
    'fits a screen of %d with years of months, long names and large figures',
    async (width) => {
      const path = join(folder, 'crowded.html')
      writeFileSync(path, comparePage(crowdedReport(), translator('fr')))
      await page.show(path, {width})
      expect(await page.ask(overflowing)).toEqual([])
      expect(await page.ask(badLabels)).toEqual([])
      const bars = await page.ask(falseBars)
      expect(bars.false).toEqual([])
      expect(bars.seen).toBeGreaterThan(100)
    },
  )

  it.each([
    ['light', 'screen'],
    ['dark', 'screen'],
    ['dark', 'print'],
  ] as const)('is read in a %s room on %s', async (scheme, media) => {
    await page.show(pathOf('fr'), {width: 1280, scheme, media})
    const {pale, seen} = await page.ask(paleParts)
    expect(pale).toEqual([])
    expect(seen).toBeGreaterThan(300)
  })

  it('draws each bar as long as its figure, and in the colour of its verdict', async () => {
    await page.show(pathOf('fr'), {width: 1280})
    const bars = await page.ask(falseBars)
    expect(bars.false).toEqual([])
    expect(bars.seen).toBeGreaterThan(30)
    expect(await page.ask(falseVerdicts)).toEqual([])
  })

  it('has its headings in order, and links that lead somewhere', async () => {
    await page.show(pathOf('en'), {width: 1280})
    const levels = await page.ask(headings)
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [at, level] of levels.entries())
      if (at > 0) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
    expect(await page.ask(badNames)).toEqual([])
  })

  it('is gone through by keyboard: past the contents, through charts and tables, into a list', async () => {
    await page.show(pathOf('fr'), {width: 1280})
    await page.press('Tab')
    expect(await page.ask(focused)).toBe('a')
    await page.press('Enter')
    expect(await page.ask(focused)).toBe('main#content')
    const reached = new Set<string>()
    expect(await page.ask(openLists)).toBe(0)
    for (let at = 0; at < 60 && (await page.ask(openLists)) === 0; at += 1) {
      await page.press('Tab')
      const now = await page.ask(focused)
      reached.add(now)
      const isList = await page.ask(isInList)
      if (isList) await page.press('Enter')
    }
    expect(await page.ask(openLists)).toBe(1)
    for (const place of [
      'figure#chart-gaps',
      'textarea',
      'figure#gap-1-months',
      'figure#gap-1-causes',
      'div',
    ])
      expect([...reached]).toContain(place)
  })

  it.each(languages)('loses no column on paper (%s)', async (language) => {
    await page.show(pathOf(language), {width: 718, media: 'print'})
    expect(await page.ask(overflowing)).toEqual([])
    expect(await page.ask(badLabels)).toEqual([])
  })

  it('is printed with its charts and figures, and without a patient number while its lists are folded', async () => {
    await page.show(pathOf('fr'), {width: 1280, scheme: 'dark'})
    const file = join(folder, 'page.pdf')
    const textOf = async () => {
      writeFileSync(file, await page.pdf())
      return execFileSync('gs', ['-q', '-sDEVICE=txtwrite', '-o', '-', file], {encoding: 'utf8'})
    }
    const folded = await textOf()
    expect(folded.replace(/\s+/g, ' ')).toContain('écart de +3,49')
    expect(folded).toContain('+11,67')
    expect(folded).toContain('supprimés du DMP')
    expect(folded).not.toMatch(/IPP-\d|V-\d|DOC-\d|Usage interne/)
    // the check sees what an open list prints
    await page.ask(openFirstList)
    expect(await textOf()).toMatch(/IPP-\d/)
  })

  it('would see a page that breaks the rules', async () => {
    const bad = join(folder, 'bad.html')
    const svg =
      '<figure class="chart" id="x"><svg data-top="10" data-span="100" viewBox="0 0 100 40" width="100" height="40"><rect data-value="5" width="90" height="5" fill="#eee"/><line data-threshold="2"/><text x="90" y="20">too long</text><text x="92" y="21">over</text></svg></figure>'
    writeFileSync(
      bad,
      `<!doctype html><body style="background:white"><main><h1>a</h1><h3>b</h3><p style="width:2000px;color:#bbb">wide</p><a href="#none">lost</a>${svg}</main>`,
    )
    await page.show(bad, {width: 360})
    expect(await page.ask(overflowing)).toHaveLength(1)
    expect((await page.ask(badLabels)).join()).toMatch(/out: too long.*over: too long \| over/)
    expect((await page.ask(paleParts)).pale.join()).toMatch(/wide 1\.\d+.*bar #eee/)
    expect((await page.ask(falseBars)).false).toEqual(['5: 90 for 50'])
    expect(await page.ask(falseVerdicts)).toEqual(['5'])
    expect(await page.ask(headings)).toEqual([1, 3])
    expect(await page.ask(badNames)).toEqual(['none'])
  })
})
