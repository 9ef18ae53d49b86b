import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {chooseLayout} from '../../stats/reading/choose-layout.ts'
import {readColumns} from '../../stats/reading/columns.ts'
import {type DraftedMap, draftByContent, draftMap, formOf} from '../../stats/reading/draft-map.ts'
import type {
  Balance,
  Decoding,
  FieldName,
  Figures,
  IncompleteSign,
  ReadingNotice,
  Side,
} from '../../stats/reading/figures.ts'
import type {TableRecord} from '../../tabular/tabular.ts'
import {openFigures} from './open-figures.ts'
import {readFigures} from './read-figures.ts'
import type {ReadingBench, ReadingWish} from './reading-bench.ts'
import {readingMaps} from './reading-maps.ts'

export interface MapFiguresWish extends Omit<ReadingWish, 'addFiles'> {
  readonly file: string
  /** Otherwise told by the layout that is recognised. */
  readonly side?: Side | undefined
  /** Headers and forms only: nothing that names an establishment or is a figure. */
  readonly share: boolean
  readonly output?: string | undefined
  readonly force: boolean
}

export interface MappedColumn {
  readonly column: number
  readonly header: string
  readonly field: FieldName | null
  /** First different values; none when shared. */
  readonly samples: readonly string[]
  /** How the values are written: digits as 9, letters as a. */
  readonly forms: readonly string[]
}

export interface MapFiguresReport {
  /** `-` when shared. */
  readonly file: string
  readonly side: Side
  readonly shared: boolean
  readonly decoding: Decoding | null
  readonly balance: Balance | null
  readonly preamble: readonly string[]
  readonly columns: readonly MappedColumn[]
  readonly signs: readonly IncompleteSign[]
  readonly notices: readonly ReadingNotice[]
  /** Why the file could not be read to its end. */
  readonly problem: {readonly code: string; readonly params: DmpError['params']} | null
  readonly mapping: DraftedMap
  readonly output: string | null
}

const SAMPLES = 3
const LOOKED = 60
/** Faults of what is understood, and not of the file: there is something to show and to draft. */
const PARTIAL: ReadonlySet<string> = new Set(['DMP_STATS_COLUMNS', 'DMP_STATS_NUMBERS'])

/**
 * Shows how a file of figures is read and drafts its mapping. Nothing but the draft is written.
 * @throws DmpError DMP_STATS_UNREADABLE, DMP_MAPPING_INVALID, DMP_FILE_EXISTS, DMP_FILE_UNREADABLE, DMP_XML_REFUSED
 */
export async function mapFigures(bench: ReadingBench, wish: MapFiguresWish): Promise<MapFiguresReport> {
  const seen = await lookWell(bench, wish)
  const {side} = seen
  const figures = await readFigures(bench, side, [wish.file], wish).catch((error: unknown) => {
    if (error instanceof DmpError && PARTIAL.has(error.code)) return error
    throw error
  })
  const mapping = seen.draft(side)
  const text = `${JSON.stringify(mapping, null, 2)}\n`
  if (wish.output !== undefined) await bench.files.write(wish.output, text, {force: wish.force})
  const report: MapFiguresReport = {
    file: bench.files.resolve(wish.file),
    side,
    shared: wish.share,
    ...readPart(figures),
    columns: seen.columns,
    mapping,
    output: wish.output === undefined ? null : bench.files.resolve(wish.output),
  }
  return wish.share ? withoutFigures(report, seen.recognised) : report
}

function readPart(
  figures: Figures | DmpError,
): Pick<MapFiguresReport, 'decoding' | 'balance' | 'preamble' | 'signs' | 'notices' | 'problem'> {
  if (figures instanceof DmpError) {
    const {code, params} = figures
    return {decoding: null, balance: null, preamble: [], signs: [], notices: [], problem: {code, params}}
  }
  const [file] = figures.files
  const {signs, notices, balance} = figures
  return {
    decoding: file?.decoding ?? null,
    balance,
    preamble: file?.preamble ?? [],
    signs,
    notices,
    problem: null,
  }
}

interface Look {
  readonly side: Side
  readonly recognised: boolean
  readonly score: number
  readonly preset: string | undefined
  readonly columns: readonly MappedColumn[]
  draft(side: Side): DraftedMap
}

/**
 * A file whose side nobody told is looked at as one of the measured side first. An indicator is a thing of what is
 * declared: a header that names one, and fits a table of declared figures as well, is of that side.
 */
async function lookWell(bench: ReadingBench, wish: MapFiguresWish): Promise<Look> {
  const seen = await look(bench, wish, wish.side ?? 'elastic')
  if (wish.side !== undefined || seen.side === 'declared') return seen
  if (wish.preset !== undefined || wish.mapping !== undefined) return seen
  if (!seen.columns.some(({field}) => field === 'indicator')) return seen
  const other = await look(bench, wish, 'declared')
  return other.score >= seen.score && other.preset?.startsWith('osis') ? other : seen
}

/** The first rows, whether or not their columns are recognised. */
async function look(bench: ReadingBench, wish: MapFiguresWish, supposed: Side): Promise<Look> {
  const maps = await readingMaps(bench, supposed, wish)
  const source = await openFigures(bench, wish.file, wish.sheet)
  const layout = chooseLayout<unknown>(source.candidates, maps)
  if (!layout)
    return unrecognised(
      supposed,
      source.candidates.map(({sample}) => sample),
    )
  const {bound, candidate, header, map, scores} = layout
  const fields = new Map(readColumns(bound).map(({column, field}) => [column, field]))
  const rows = candidate.sample.filter(({line}) => line > header.line)
  return {
    side: wish.side ?? (map.name.startsWith('osis') ? 'declared' : supposed),
    score: scores[0]?.score ?? 0,
    recognised: true,
    preset: map.name,
    columns: mapped(bound.header, rows, fields),
    draft: (side) => draftMap(side, bound, map.timeZone),
  }
}

function unrecognised(side: Side, samples: readonly (readonly TableRecord[])[]): Look {
  const width = (rows: readonly TableRecord[]) => Math.max(0, ...rows.map(({cells}) => cells.length))
  const rows = samples.reduce((one, other) => (width(other) > width(one) ? other : one), [])
  const at = rows.findIndex(({cells}) => cells.filter((cell) => cell.trim() !== '').length * 2 > width(rows))
  const header = (rows[at]?.cells ?? []).map((cell) => cell.trim())
  const below = rows.slice(at + 1)
  return {
    side,
    score: 0,
    recognised: false,
    preset: undefined,
    columns: mapped(header, below, new Map()),
    draft: (side) => draftByContent(side, header, below),
  }
}

function mapped(
  header: readonly string[],
  rows: readonly TableRecord[],
  fields: ReadonlyMap<number, FieldName>,
): MappedColumn[] {
  return header.map((name, at) => {
    const texts = rows.slice(0, LOOKED).map(({cells}) => cells[at]?.trim() ?? '')
    const filled = [...new Set(texts.filter((text) => text !== ''))]
    return {
      column: at + 1,
      header: name.slice(0, 200),
      field: fields.get(at + 1) ?? null,
      samples: filled.slice(0, SAMPLES).map((text) => text.slice(0, 60)),
      forms: [...new Set(filled.map(formOf))].slice(0, SAMPLES),
    }
  })
}

/** Long numbers of a header: those of an establishment, and not a month or a type. */
const NUMBERED = /\d[\dAB]\d{4,}/gi

/** A header whose numbers show their form alone. */
const unnumbered = (header: string) => header.replaceAll(NUMBERED, (digits) => formOf(digits))

/** Words that the program chose; all else comes from the file. */
const CHOSEN: ReadonlySet<string> = new Set(['reason', 'field'])

/** What a sentence was about, as its form alone. */
const formsOf = (params: DmpError['params']): DmpError['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'file' ? '-' : CHOSEN.has(name) ? value : formOf(String(value)),
    ]),
  )

/** What may be passed on. A header that was not recognised may be a row: of it too only the form. */
function withoutFigures(report: MapFiguresReport, recognised: boolean): MapFiguresReport {
  const {decoding, problem} = report
  const {sheet: _, ...kept} = decoding ?? {}
  return {
    ...report,
    file: '-',
    decoding: decoding && (kept as Decoding),
    preamble: [],
    columns: report.columns.map((column) => ({
      ...column,
      samples: [],
      header: recognised ? unnumbered(column.header) : formOf(column.header),
    })),
    signs: report.signs.map(({code, params}) => ({code, file: '-', params: formsOf(params)})),
    notices: report.notices.map(({code, times, params}) => ({
      code,
      file: '-',
      times,
      params: formsOf(params),
    })),
    problem: problem && {code: problem.code, params: formsOf(problem.params)},
    mapping: recognised ? (unnumberedTree(report.mapping) as DraftedMap) : {},
    output: report.output === null ? null : '-',
  }
}

function unnumberedTree(tree: unknown): unknown {
  if (typeof tree === 'string') return unnumbered(tree)
  if (Array.isArray(tree)) return tree.map(unnumberedTree)
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, unnumberedTree(value)]))
}

/** The draft is made all the same; a file that cannot be read to its end is a finding. */
export function mapFiguresExit({problem}: MapFiguresReport): ExitCode {
  return problem ? exitCodes.findings : exitCodes.done
}
