import {DmpError} from '../../errors/dmp-error.ts'
import {FigureSums} from '../../stats/reading/figure-sums.ts'
import type {Figures, IncompleteSign, ReadColumn, ReadingNotice, Side} from '../../stats/reading/figures.ts'
import {addBalances} from '../../stats/reading/skip-list.ts'
import {openFigures} from './open-figures.ts'
import {type ReadFile, readFile} from './read-file.ts'
import type {ReadingBench, ReadingWish} from './reading-bench.ts'
import {readingMaps} from './reading-maps.ts'

/**
 * Reads the files of one side of a comparison: figures summed by key, and with them what was decided, repaired and left
 * out, and every sign that an export does not hold everything.
 * @throws DmpError DMP_STATS_UNREADABLE, DMP_STATS_COLUMNS, DMP_STATS_NUMBERS, DMP_STATS_TWICE, DMP_MAPPING_INVALID,
 * DMP_FILE_UNREADABLE, DMP_XML_REFUSED
 */
export async function readFigures(
  bench: ReadingBench,
  side: Side,
  files: readonly string[],
  wish: ReadingWish = {},
): Promise<Figures> {
  const maps = await readingMaps(bench, side, wish)
  const paths = files.map((file) => bench.files.resolve(file))
  await refuseSame(bench, paths)
  const sums = new FigureSums()
  const read: ReadFile[] = []
  for (const file of paths) {
    const source = await openFigures(bench, file, wish.sheet ?? maps[0]?.sheet)
    const {numberLocale, addFiles} = wish
    // Each kind of source brings its own ways to see it.
    read.push(
      await (readFile as typeof readFile<never>)(source as never, sums, {
        file,
        side,
        maps,
        numberLocale,
        addFiles,
      }),
    )
  }
  return figuresOf(side, sums, read)
}

/** One file under two names would count twice. */
async function refuseSame({files}: ReadingBench, paths: readonly string[]): Promise<void> {
  for (const [at, file] of paths.entries())
    for (const other of paths.slice(0, at)) {
      if (file !== other && !(await files.isSame(file, other))) continue
      const params = {file, other, key: '-', line: 1, column: 1}
      throw new DmpError('DMP_STATS_TWICE', {params, details: params})
    }
}

/** What several files of one side say together. */
export function figuresOf(side: Side, sums: FigureSums, read: readonly ReadFile[]): Figures {
  return {
    side,
    table: sums,
    files: read.map(({reading}) => reading),
    balance: addBalances(read.map(({reading}) => reading.balance)),
    skipped: read.flatMap(({skipped}) => skipped),
    signs: [...read.flatMap(({signs}) => signs), ...missingPages(read)],
    notices: [...read.flatMap(({notices}) => notices), ...mixedLevels(read), ...partlyFilled(sums)],
  }
}

/**
 * Pages of a composite aggregation hold all documents that fit the question, which they count, unless one is not there
 * or documents lack a field; without that count, only an empty last page tells that there are no more.
 */
function missingPages(read: readonly ReadFile[]): IncompleteSign[] {
  const paged = read.filter(({pages}) => pages.seen > 0)
  const last = paged.at(-1)
  if (!last) return []
  const {file} = last.reading
  const documents = paged.reduce((sum, {pages}) => sum + pages.documents, 0)
  const short = last.pages.total - documents
  if (short > 0) return [{code: 'buckets-short', file, amount: short, params: {}}]
  // All documents of the question are there, be there another page or not.
  if (short === 0 || paged.some(({pages}) => pages.last)) return []
  return [{code: 'pages-missing', file, params: {}}]
}

/** A sum of which a part was not given is lower than what was meant. */
function partlyFilled(sums: FigureSums): ReadingNotice[] {
  const {times, first} = sums.partlyFilled()
  if (!first) return []
  const {finess = '-', month = '-', typeCode, indicator, place} = first
  const {file, line, column} = place
  const key = [finess, month, typeCode ?? indicator ?? ''].join(' ').trim()
  return [{code: 'partly-filled', file, line, column, times, params: {key}}]
}

function mixedLevels(read: readonly ReadFile[]): ReadingNotice[] {
  const levelOf = ({level}: ReadColumn) => level
  const levels = new Set(
    read.flatMap(({reading}) => reading.columns.flatMap((column) => levelOf(column) ?? [])),
  )
  const file = read.at(-1)?.reading.file ?? '-'
  return levels.size > 1
    ? [{code: 'mixed-levels', file, times: 1, params: {levels: [...levels].join(', ')}}]
    : []
}
