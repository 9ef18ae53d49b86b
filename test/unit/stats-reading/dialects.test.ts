import {rm} from 'node:fs/promises'
import {afterAll, describe, expect, it} from 'vitest'
import {
  csv,
  type Encoding,
  encoded,
  frenchMonth,
  linesOf,
  longRows,
  madeFolder,
  type NumberDialect,
  read,
  truthLines,
  wideRows,
} from './ground-truth.ts'

afterAll(async () => {
  const folder = await madeFolder()
  if (folder) await rm(folder, {recursive: true, force: true})
})

const separators = [';', ',', '\t'] as const
const encodings: readonly Encoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'windows-1252']
const locales = ['fr', 'en'] as const

/** Latin-1 has no U+202F: exporters write U+00A0 there. */
const dialectOf = (locale: 'fr' | 'en', encoding: Encoding): NumberDialect =>
  locale === 'en' ? 'en' : encoding === 'windows-1252' ? 'fr-nbsp' : 'fr-narrow'

const cases = separators.flatMap((separator) =>
  encodings.flatMap((encoding) =>
    locales.flatMap((locale) =>
      (['long', 'wide'] as const).map((layout) => ({
        separator,
        encoding,
        locale,
        layout,
        name: `${separator === '\t' ? 'TAB' : separator} ${encoding} ${locale} ${layout}`,
      })),
    ),
  ),
)

const headers = {
  fr: ['N° FINESS', 'Mois', 'Type de document', 'Documents uniques'],
  en: ['Top values of finess_eg', 'submission_time per month', 'Top values of type_code', 'Count of records'],
} as const

function rowsOf({encoding, locale, layout}: (typeof cases)[number]): string[][] {
  const dialect = dialectOf(locale, encoding)
  const [finess, month, type, count] = headers[locale]
  if (layout === 'wide') return wideRows(dialect, [finess, type], locale === 'fr' ? frenchMonth : undefined)
  const monthOf = locale === 'fr' ? frenchMonth : (one: string) => `${one}-01`
  return longRows(dialect, [finess, month, type, count], monthOf)
}

describe('one truth in every dialect gives the same figures', () => {
  it.each(cases)('$name', async (one) => {
    const {separator, encoding, locale} = one
    const rows = rowsOf(one)
    // Outside a file delimited by commas, nothing but a person tells that `1,204` groups.
    const wish = locale === 'en' && separator !== ',' ? ({numberLocale: 'en'} as const) : {}
    const above = [['Période : 1er semestre'], ['']]
    const figures = await read(encoded(csv([...above, ...rows], separator), encoding), wish)
    expect(linesOf(figures)).toEqual(truthLines())
    const {balance} = figures
    // The blank line is no row.
    expect(balance.read).toBe(rows.length + 1)
    expect(figures.files[0]?.preamble).toEqual(['Période : 1er semestre'])
    expect(balance.used + balance.skipped).toBe(balance.read)
    expect(balance.cells).toBe(truthLines().length)
    expect(figures.files[0]?.decoding.encoding).toBe(encoding.replace('-bom', ''))
  })
})
