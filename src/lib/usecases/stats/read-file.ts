import {DmpError} from '../../errors/dmp-error.ts'
import type {CellPlace} from '../../stats/count-line.ts'
import {chooseLayout, type Layout} from '../../stats/reading/choose-layout.ts'
import {type BoundColumns, readColumns} from '../../stats/reading/columns.ts'
import {type AnswerPages, noPages} from '../../stats/reading/elastic-answer.ts'
import type {FigureSums} from '../../stats/reading/figure-sums.ts'
import type {
  Decoding,
  FigureKey,
  FileReading,
  IncompleteSign,
  ReadingNotice,
  Side,
  SkippedLine,
} from '../../stats/reading/figures.ts'
import {fileSigns} from '../../stats/reading/file-signs.ts'
import {decideLocale, type LocaleVerdict} from '../../stats/reading/number-locale.ts'
import {declaredCounts, WIDE_BUCKET} from '../../stats/reading/presets.ts'
import type {ReadingMap} from '../../stats/reading/reading-map.ts'
import {RowReader} from '../../stats/reading/row-reader.ts'
import type {FiguresSource} from './figures-source.ts'
import type {ReadingWish} from './reading-bench.ts'
import {unreadable} from './unreadable.ts'

export interface ReadFile {
  readonly reading: FileReading
  readonly skipped: readonly SkippedLine[]
  readonly signs: readonly IncompleteSign[]
  readonly notices: readonly ReadingNotice[]
  readonly pages: AnswerPages
}

export interface FileWish extends Pick<ReadingWish, 'numberLocale' | 'addFiles'> {
  readonly file: string
  readonly side: Side
  readonly maps: readonly ReadingMap[]
}

/** Reads all rows of one file into the sums of its side. @throws DmpError DMP_STATS_COLUMNS, _NUMBERS, _TWICE, _UNREADABLE */
export async function readFile<Way>(
  source: FiguresSource<Way>,
  sums: FigureSums,
  wish: FileWish,
): Promise<ReadFile> {
  if (isEmptyAnswer(source)) return emptyAnswer(source, wish)
  const layout = layoutOf(source, wish)
  const {candidate, map, bound} = layout
  const facts = source.facts(candidate.way)
  const reader = new RowReader(
    {
      file: wish.file,
      ...(facts.sheet === undefined ? {} : {sheet: facts.sheet}),
      side: wish.side,
      bound,
      timeZone: map.timeZone,
      date1904: candidate.date1904,
      merges: await source.merges(candidate.way),
      ragged: source.ragged,
      json: source.answers !== undefined,
      addRows: wish.addFiles === true,
      repeated: (other, key, line, column) => twice(wish, other, key, {file: wish.file, line, column}),
    },
    sums,
  )
  const preamble = await readRows(source, layout, reader)
  const answers = source.answers?.()
  const stated = wish.numberLocale ?? (map.numberLocale === 'auto' ? undefined : map.numberLocale)
  const by = wish.numberLocale ? ('flag' as const) : ('mapping' as const)
  const verdict = decideLocale(reader.counts.votes, facts.delimiter, stated && {locale: stated, by})
  if (!verdict) throw doubtful(wish.file, reader)
  sums.settle(verdict.locale)
  reader.counts.totals.tell(verdict.locale, reader.notices)
  for (const {code, amount, params} of answers?.signs ?? [])
    reader.notices.sign(code, undefined, params, amount === undefined ? undefined : exactly(amount))
  if (wish.side === 'elastic')
    fileSigns(reader.notices, {
      size: source.size,
      rows: reader.rows,
      finess: reader.dimensions.distinctFiness,
    })
  tellColumns(reader, layout, source.macros)
  tellSheets(reader, layout, source)
  return {
    reading: {
      file: wish.file,
      decoding: decodingOf(answers?.kind ?? source.kind, facts, layout, verdict),
      balance: reader.skips.balance(),
      preamble,
      columns: readColumns(bound),
    },
    skipped: reader.skips.ranges,
    signs: reader.notices.signs(verdict.locale),
    notices: reader.notices.notices(),
    pages: answers?.pages ?? noPages,
  }
}

/** Answers without a bucket: nothing was counted, and the last page of several is so. */
function isEmptyAnswer<Way>({answers, candidates}: FiguresSource<Way>): boolean {
  const seen = answers?.()
  return seen !== undefined && seen.kind !== 'ndjson' && candidates[0]?.sample[0]?.cells.length === 0
}

function emptyAnswer<Way>({answers}: FiguresSource<Way>, {file, maps}: FileWish): ReadFile {
  const {kind = 'elasticsearch', signs = [], pages = noPages} = answers?.() ?? {}
  const timeZone = maps[0]?.timeZone ?? 'Europe/Paris'
  const decoding = {kind, layout: 'long', numberLocale: 'none', numberLocaleBy: 'none', timeZone} as const
  const balance = {read: 0, used: 0, skipped: 0, cells: 0, reasons: {}, unlisted: 0}
  return {
    reading: {file, decoding, balance, preamble: [], columns: []},
    skipped: [],
    signs: signs.map((sign) => ({...sign, file})),
    notices: [],
    pages,
  }
}

function layoutOf<Way>({candidates, answers}: FiguresSource<Way>, {file, side, maps}: FileWish): Layout<Way> {
  const layout = chooseLayout(candidates, maps)
  if (!layout) {
    const filled = candidates.some(({sample}) =>
      sample.some(({cells}) => cells.some((cell) => cell.trim() !== '')),
    )
    throw filled ? columnsFault(file, 'none', '-', widest(candidates)) : unreadable(file, 'empty')
  }
  const {clash, absentFilters} = layout.bound
  if (clash) throw columnsFault(file, 'two', clash.field, clash.headers)
  if (absentFilters.length > 0) throw columnsFault(file, 'filter-absent', '-', absentFilters)
  const wide = wideBuckets(layout.bound)
  if (wide.length > 0) throw columnsFault(file, 'bucket', 'period', wide)
  const rivals = rivalCounts(layout, side, answers?.().metrics)
  if (rivals.length > 1) throw columnsFault(file, 'two', 'count', rivals)
  return layout
}

/** Columns of years, quarters or weeks where months are asked for: a year would be booked in January. */
function wideBuckets({header, fields, layout}: BoundColumns): readonly string[] {
  const period = fields.get('period')
  if (period) return [header[period.at] ?? ''].filter((name) => WIDE_BUCKET.test(name))
  return layout === 'wide-months' ? [] : header.filter((name) => WIDE_BUCKET.test(name))
}

/** Columns that may each be the count, where nobody has said which one is. */
function rivalCounts(
  {map, bound: {header, counts, layout}}: Layout<unknown>,
  side: Side,
  metrics: ReadonlySet<string> | undefined,
): readonly string[] {
  const {headers = []} = map.fields.get('count') ?? {}
  const [count] = counts
  if (layout !== 'long' || count === undefined || headers.length < 2) return []
  const chosen = header[count.at] ?? ''
  if (metrics) return chosen === 'doc_count' && metrics.size > 0 ? [chosen, ...metrics] : []
  if (side !== 'declared') return []
  const named = header.filter((name) => declaredCounts.some((one) => one.matches(name)))
  return named.includes(chosen) ? named : []
}

const SHOWN = 12
const WIDEST = 40

function columnsFault(file: string, reason: string, field: string, names: readonly string[]): DmpError {
  const shown = names.slice(0, SHOWN).map((name) => name.replaceAll(/[\s\p{C}]+/gu, ' ').slice(0, WIDEST))
  const params = {file, reason, field, columns: shown.join(' | ') || '-'}
  return new DmpError('DMP_STATS_COLUMNS', {params, details: {...params, columns: shown}})
}

/** The row that looks most like a header, to be shown. */
function widest(candidates: FiguresSource<unknown>['candidates']): readonly string[] {
  const rows = candidates.flatMap(({sample}) => sample.slice(0, SHOWN).map(({cells}) => cells))
  return rows.reduce((one, other) => (other.length > one.length ? other : one), [])
}

async function readRows<Way>(
  source: FiguresSource<Way>,
  {candidate, header}: Layout<Way>,
  reader: RowReader,
): Promise<string[]> {
  const preamble: string[] = []
  const isJson = source.answers !== undefined
  for await (const block of source.rows(candidate.way, header))
    for (const record of block) {
      if (isJson || record.line > header.line) reader.row(record)
      else if (record.line === header.line) reader.skips.skip(record, 'header')
      else {
        const text = record.cells.filter((cell) => cell.trim() !== '').join(' ')
        preamble.push(text.slice(0, 500))
        reader.skips.skip(record, 'preamble', text)
      }
    }
  reader.finish()
  return preamble
}

function tellColumns<Way>(reader: RowReader, {bound}: Layout<Way>, macros: boolean): void {
  const known = new Set([
    ...[...bound.fields.values()].map(({at}) => at),
    ...bound.counts.map(({at}) => at),
    ...(bound.totalAt === undefined ? [] : [bound.totalAt]),
    ...bound.filters.map(({at}) => at),
  ])
  const others = bound.header.filter((name, at) => name !== '' && !known.has(at))
  if (others.length > 0)
    reader.notices.note(
      'unmapped-column',
      {},
      {columns: others.slice(0, SHOWN).join(' | ')},
      '',
      others.length,
    )
  if (macros) reader.notices.note('macros')
}

/** A book may have a sheet for each year: those that were not read are named. */
function tellSheets<Way>({notices}: RowReader, {others}: Layout<Way>, source: FiguresSource<Way>): void {
  const sheets = others.flatMap((way) => source.facts(way).sheet ?? [])
  if (sheets.length > 0)
    notices.note('sheets', {}, {sheets: sheets.slice(0, SHOWN).join(' | ')}, '', sheets.length)
}

function doubtful(file: string, {counts: {votes}}: RowReader): DmpError {
  const {text = '-', line = 0, column = 0} = votes.first ?? {}
  const params = {file, text: text.slice(0, WIDEST), line, column}
  return new DmpError('DMP_STATS_NUMBERS', {params, details: params})
}

function twice(
  {addFiles, file}: FileWish,
  other: string,
  {level: _, ...key}: FigureKey,
  {line, column}: CellPlace,
): void {
  if (addFiles) return
  const params = {file, other, key: Object.values(key).join(' ') || '-', line, column}
  throw new DmpError('DMP_STATS_TWICE', {params, details: params})
}

const exactly = (amount: number) => ({state: 'count', fr: amount, en: amount, evidence: 'none'}) as const

function decodingOf<Way>(
  kind: Decoding['kind'],
  facts: Partial<Decoding>,
  {map, bound, header, scores}: Layout<Way>,
  {locale, by}: LocaleVerdict,
): Decoding {
  return {
    kind,
    ...facts,
    ...(header.line > 0 ? {headerRow: header.line} : {}),
    layout: bound.layout,
    numberLocale: locale,
    numberLocaleBy: by,
    preset: map.name,
    scores,
    timeZone: map.timeZone,
  }
}
