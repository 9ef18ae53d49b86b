/** One truth, written in every dialect that hospitals meet. */
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {localFiles} from '../../../src/lib/files/local-files.ts'
import type {Figures, Side} from '../../../src/lib/stats/reading/figures.ts'
import {readFigures} from '../../../src/lib/usecases/stats/read-figures.ts'
import type {ReadingBench, ReadingWish} from '../../../src/lib/usecases/stats/reading-bench.ts'
import {localWorkbooks} from '../../../src/wiring/sheets.ts'

export interface Fact {
  readonly finess: string
  readonly month: string
  readonly type: string
  readonly count: number
}

/** Invented establishments; the first has a zero in front, the second is in Corsica. */
export const establishments = ['010000024', '2A0000154', '750000001', '990000002'] as const
export const months = ['2023-12', '2024-01', '2024-02', '2024-03', '2024-04', '2024-10'] as const
export const types = ['11490-0', '34112-3', '57833-6'] as const

export const truth: readonly Fact[] = establishments.flatMap((finess, e) =>
  months.flatMap((month, m) =>
    types.map((type, t) => ({finess, month, type, count: (e * 7919 + m * 331 + t * 1204 + 3) % 2500})),
  ),
)

export function benchOf(): ReadingBench {
  return {files: localFiles, workbooks: localWorkbooks, signal: new AbortController().signal}
}

let folder: Promise<string> | undefined
let made = 0

/** A new file under a temporary folder. */
export async function fileOf(content: Uint8Array | string, name = 'export.csv'): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'dmp-figures-'))
  const number = ++made
  const path = join(await folder, `${number}-${name}`)
  await writeFile(path, content)
  return path
}

export async function madeFolder(): Promise<string | undefined> {
  return folder
}

export async function read(
  content: Uint8Array | string,
  wish: ReadingWish = {},
  {side = 'elastic', name = 'export.csv'}: {readonly side?: Side; readonly name?: string} = {},
): Promise<Figures> {
  return readFigures(benchOf(), side, [await fileOf(content, name)], wish)
}

/** Figures as lines to compare, in no order. */
export function linesOf({table}: Figures): string[] {
  const lines: string[] = []
  for (const {finess, month, typeCode, value} of table.values()) {
    const said = value.state === 'count' ? String(value.count) : value.state
    lines.push([finess ?? '-', month ?? '-', typeCode ?? '-', said].join(' '))
  }
  return lines.toSorted()
}

export const truthLines = (): string[] =>
  truth.map(({finess, month, type, count}) => `${finess} ${month} ${type} ${count}`).toSorted()

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252'

export function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return Buffer.from(text, 'latin1')
}

export type NumberDialect = 'fr-narrow' | 'fr-nbsp' | 'fr-space' | 'en' | 'plain'

export function written(count: number, dialect: NumberDialect): string {
  const sign = {'fr-narrow': '\u202f', 'fr-nbsp': '\u00a0', 'fr-space': ' ', en: ',', plain: ''}[dialect]
  return String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, sign)
}

/** A cell quoted as RFC 4180 asks. */
export function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
}

export function csv(rows: readonly (readonly string[])[], delimiter: string, eol = '\r\n'): string {
  return rows.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter) + eol).join('')
}

/** One row a figure. */
export function longRows(
  dialect: NumberDialect,
  header: readonly string[],
  monthOf = (month: string) => month,
): string[][] {
  return [
    [...header],
    ...truth.map(({finess, month, type, count}) => [finess, monthOf(month), type, written(count, dialect)]),
  ]
}

/** One row for an establishment and a type, a column for a month. */
export function wideRows(
  dialect: NumberDialect,
  header: readonly string[],
  monthOf = (month: string) => month,
): string[][] {
  const rows = establishments.flatMap((finess) =>
    types.map((type) => [
      finess,
      type,
      ...months.map((month) => {
        const fact = truth.find((one) => one.finess === finess && one.type === type && one.month === month)
        return written(fact?.count ?? 0, dialect)
      }),
    ]),
  )
  return [[...header, ...months.map(monthOf)], ...rows]
}

const NAMES = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
]

export function frenchMonth(month: string): string {
  return `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`
}

export const workingHeader = ['N° FINESS', 'Mois', 'Type de document', 'Documents uniques'] as const
