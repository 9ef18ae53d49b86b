/** The client reads what the sandbox writes, in every dialect, as a plain count of the same entries says. */
import {rmSync} from 'node:fs'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {type ExportWish, exportFigures} from '../../../src/lib/sandbox/figures/export-figures.ts'
import type {Figures} from '../../../src/lib/stats/reading/figures.ts'
import type {ReadingWish} from '../../../src/lib/usecases/stats/reading-bench.ts'
import {madeFolder, read} from '../stats-reading/ground-truth.ts'
import {type Filed, FilledRegistry} from './registry.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) rmSync(folder, {recursive: true, force: true})
})

const formats = ['kibana-lens-en', 'kibana-table-en', 'kibana-fr', 'es-json'] as const
const separators = [',', ';', '\t', '|'] as const

/** By key, as the client read it. */
function linesOf({table}: Figures): string[] {
  const lines: string[] = []
  for (const {finess, month, typeCode, software, value} of table.values())
    lines.push(
      [finess, month, typeCode, software, value.state === 'count' ? value.count : value.state].join(' '),
    )
  return lines.toSorted()
}

/** Counted by another way: no buckets, no tree, the month by the calendar of another locale. */
function plainly(filed: readonly Filed[]): string[] {
  const seen = new Map<string, Set<string>>()
  for (const [at, {uniqueId = `#${at}`, finess, submitted = '', type, software, status}] of filed.entries()) {
    if (status === 'Deleted') continue
    const iso = submitted.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z')
    const month = new Date(iso).toLocaleDateString('sv-SE', {timeZone: 'Europe/Paris'}).slice(0, 7)
    const key = [finess, month, type, software].join(' ')
    seen.set(key, (seen.get(key) ?? new Set()).add(uniqueId))
  }
  return [...seen].map(([key, ids]) => `${key} ${ids.size}`).toSorted()
}

const entry = fc.record({
  finess: fc.constantFrom('010000024', '2A0000154', '750000001'),
  submitted: fc.constantFrom(
    ...['20231231225959', '20231231230000', '20240331215959', '20240331220000', '20240615120000'],
  ),
  type: fc.constantFrom('11490-0', '34112-3', 'PRESC-BIO'),
  software: fc.constantFrom('DPI', 'Mon dossier, v2', 'EAI "site"'),
  status: fc.constantFrom('Approved' as const, 'Deprecated' as const, 'Deleted' as const),
})

const wish = fc.record({
  format: fc.constantFrom(...formats),
  values: fc.constantFrom('raw' as const, 'formatted' as const),
  locale: fc.constantFrom('fr' as const, 'en' as const),
  separator: fc.constantFrom(...separators),
  quotes: fc.boolean(),
  byteOrderMark: fc.boolean(),
})

async function roundTrip(
  filed: readonly Filed[],
  how: Partial<ExportWish>,
  reading: ReadingWish = {},
): Promise<Figures> {
  const registry = new FilledRegistry()
  try {
    registry.fileTogether(filed)
    const {text} = exportFigures(registry.store.counted(), {
      ...{format: 'kibana-lens-en', values: 'formatted', locale: 'en', separator: ',', quotes: true},
      ...{byteOrderMark: false, measure: 'unique', by: ['finess', 'month', 'type', 'software']},
      ...{top: undefined, replacements: true, deleted: false, date: 'submission', level: 'EG'},
      ...how,
    })
    return await read(text, reading, {name: how.format === 'es-json' ? 'answer.json' : 'export.csv'})
  } finally {
    registry.remove()
  }
}

describe('the export of a sandbox, read by the client', () => {
  it('says what a plain count says, whatever the dialect', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, {minLength: 1, maxLength: 14}), wish, async (filed, how) => {
        fc.pre(filed.some(({status}) => status !== 'Deleted'))
        const figures = await roundTrip(filed, how)
        expect(linesOf(figures)).toEqual(plainly(filed))
        expect(figures.balance.read).toBe(figures.balance.used + figures.balance.skipped)
        expect(figures.signs.filter(({code}) => code !== 'top-n')).toEqual([])
      }),
      {numRuns: 60},
    )
  })

  it.each(
    formats
      .filter((format) => format !== 'es-json')
      .flatMap((format) =>
        separators.flatMap((separator) =>
          (['fr', 'en'] as const).map((locale) => ({format, separator, locale})),
        ),
      ),
  )('groups of thousands are read: $format, "$separator", $locale', async (how) => {
    const of = (type: string, length: number): Filed[] =>
      Array.from({length}, () => ({type, submitted: '20240615120000'}))
    const filed = [...of('11490-0', 1204), ...of('34112-3', 7)]
    const by = ['finess', 'month', 'type'] as const
    const expected = ['750000001 2024-06 11490-0  1204', '750000001 2024-06 34112-3  7']
    // `1,204` between semicolons may be 1.204: nobody but a person can tell
    const doubtful = how.locale === 'en' && how.separator !== ','
    if (doubtful)
      await expect(roundTrip(filed, {...how, by})).rejects.toMatchObject({code: 'DMP_STATS_NUMBERS'})
    const reading = doubtful ? {numberLocale: 'en' as const} : {}
    expect(linesOf(await roundTrip(filed, {...how, by}, reading))).toEqual(expected)
  })

  it('tells of an Other bucket and of values that are missing', async () => {
    const filed = ['A', 'B', 'C'].map((software) => ({software}))
    const cut = await roundTrip(filed, {top: 1, by: ['month', 'type', 'software']})
    expect(cut.signs).toContainEqual(expect.objectContaining({code: 'other-bucket', amount: 2}))
    const missing = await roundTrip([{origin: undefined, receivedAt: Date.UTC(2026, 1, 3)}, {}], {})
    const unknown = [...missing.table.values()].filter(({software}) => software === undefined)
    expect(unknown).toHaveLength(1)
  })
})
