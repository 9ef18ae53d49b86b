/** From files to gaps: the order of rows and rows of totals change nothing, whatever the dialect. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import {Comparison} from '../../../src/lib/stats/compare.ts'
import {Directory} from '../../../src/lib/stats/directory.ts'
import type {Indicator} from '../../../src/lib/stats/indicator.ts'
import {readFigures} from '../../../src/lib/usecases/stats/read-figures.ts'
import {localWorkbooks} from '../../../src/wiring/sheets.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stats-files-'))
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const bench = {files: localFiles, workbooks: localWorkbooks, signal: new AbortController().signal}
const SITES = ['010000032', '010000040']
const MONTHS = ['2026-01', '2026-02', '2026-03']
const SPOKEN: Readonly<Record<string, string>> = {
  '2026-01': 'janv. 2026',
  '2026-02': '02/2026',
  '2026-03': '2026-03-01',
}
const of = (id: string, type: string): Indicator => ({
  ...{id, label: `Indicateur ${id}`, programme: 'P', typeCodes: [type], alsoAccept: [], source: 'test'},
  ...{counts: 'produced', dateBasis: 'creation'},
})
const indicators = [of('LDL', '11490-0'), of('ORD', '57833-6')]

interface Row {
  readonly site: string
  readonly month: string
  readonly indicator: number
  readonly elastic: number
  readonly declared: number
}

/** Each key at most once. */
const rows = fc.uniqueArray(
  fc.record({
    site: fc.constantFrom(...SITES),
    month: fc.constantFrom(...MONTHS),
    indicator: fc.constantFrom(0, 1),
    elastic: fc.integer({min: 0, max: 99_999}),
    declared: fc.integer({min: 0, max: 99_999}),
  }),
  {minLength: 4, maxLength: 12, selector: ({site, month, indicator}) => `${site}${month}${indicator}`},
)

const grouped = (value: number, blank: string) => String(value).replace(/\B(?=(\d{3})+$)/g, blank)

function elasticText(all: readonly Row[], totals: boolean): string {
  const lines = all.map(
    ({site, month, indicator, elastic}) =>
      `${site},"${month}-01",${JSON.stringify(indicators[indicator]?.typeCodes[0])},"${grouped(elastic, ',')}"`,
  )
  const sum = all.reduce((total, {elastic}) => total + elastic, 0)
  const total = totals ? [`Total,,,"${grouped(sum, ',')}"`] : []
  const head = 'finess_eg,submission_time per month,type_code,Unique count of document_unique_id'
  return `${[head, ...lines, ...total].join('\r\n')}\r\n`
}

function declaredText(all: readonly Row[], totals: boolean): string {
  const lines = all.map(
    ({site, month, indicator, declared}) =>
      `${site};${indicators[indicator]?.id};${SPOKEN[month]};${grouped(declared, '\u202f')}`,
  )
  const sum = all.reduce((total, {declared}) => total + declared, 0)
  const total = totals ? [`Total général;;;${grouped(sum, '\u00a0')}`] : []
  return `\uFEFF${['N° FINESS;Indicateur;Mois;Numérateur', ...lines, ...total].join('\r\n')}\r\n`
}

let count = 0

async function compared(elastic: string, declared: string) {
  count += 1
  const [e, d] = [join(folder, `e-${count}.csv`), join(folder, `d-${count}.csv`)]
  writeFileSync(e, elastic)
  writeFileSync(d, declared)
  const comparison = new Comparison({
    elastic: await readFigures(bench, 'elastic', [e], {numberLocale: 'en'}),
    declared: await readFigures(bench, 'declared', [d], {numberLocale: 'fr'}),
    directory: new Directory(SITES.map((eg) => ({eg, ej: '010000024'}))),
    catalogue: {
      dated: '2026-01-01',
      source: 'test',
      measured: {dateBasis: 'submission', countsReplacements: false, countsDeleted: false},
      windows: [],
      indicators,
    },
    own: {finessEj: '010000024', finessEg: '010000032'},
    environment: 'production',
    software: [],
    base: 'elastic',
    threshold: 500,
    minDiff: 0,
    period: {from: '2026-01', to: '2026-03'},
  })
  const {gaps, monthly, verdict, left} = comparison.result()
  const bare = ({place: _place, ...gap}: (typeof gaps)[number]) => gap
  return {gaps: gaps.map(bare), monthly: monthly.map(bare), verdict, left}
}

describe('figures from files', () => {
  it('give the same gaps whatever the order of rows, with and without totals', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(fc.nat(), {minLength: 12, maxLength: 12}), async (all, seeds) => {
        const shuffled = all
          .map((row, at) => [seeds[at] ?? 0, row] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, row]) => row)
        const one = await compared(elasticText(all, false), declaredText(all, false))
        const other = await compared(elasticText(shuffled, true), declaredText(shuffled, true))
        expect(other).toEqual(one)
        // and they are the figures that were written
        expect(one.left).toEqual({elastic: [], declared: []})
        expect(one.monthly).toHaveLength(all.length)
        for (const {site, month, indicator, elastic, declared} of all) {
          const id = indicators[indicator]?.id
          const found = one.monthly.find(
            ({key}) => key.finess === site && key.period === month && key.indicator === id,
          )
          expect(found).toMatchObject({elastic, declared, difference: declared - elastic})
        }
      }),
      {numRuns: 25},
    )
  })
})
