import type {FinessLevel} from '../count-line.ts'
import type {FieldName} from './figures.ts'
import type {LabelPattern} from './label-pattern.ts'
import type {NumberLocale} from './number-locale.ts'

/** How one field is found and read; of several patterns the first that any header fits counts. */
export interface FieldMap {
  readonly headers: readonly LabelPattern[]
  readonly level?: FinessLevel
  /** Empty cells take the value above: merged cells. */
  readonly fill: boolean
  /** Several columns may fit: their counts are added. */
  readonly sum: boolean
  /** What of the cell is the value: its first group, or all that fits. */
  readonly pattern?: RegExp
}

/** How the files of one side are read. */
export interface ReadingMap {
  readonly name: string
  readonly numberLocale: NumberLocale | 'auto'
  readonly timeZone: string
  /** A sheet by name; otherwise the one whose headers are recognised. */
  readonly sheet?: string
  readonly fields: ReadonlyMap<FieldName, FieldMap>
  /** Columns that are months or types; `auto` where the headers say so and no column gives counts. */
  readonly wide: 'auto' | 'month' | 'typeCode' | 'none'
  readonly except: readonly LabelPattern[]
  readonly filters: readonly {readonly column: LabelPattern; readonly equals: string}[]
}

export const fieldNames: readonly FieldName[] = [
  'period',
  'finess',
  'type',
  'indicator',
  'software',
  'environment',
  'count',
]

/** A code in front of its label: `11490-0 (Lettre de liaison…)`. */
export const TYPE_CODE = /^\s*(\d{1,7}-\d|[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+)(?![\p{L}\p{N}-])/u

/** The code in a cell or a header; the whole text where none stands in front. */
export function typeCodeOf(text: string, pattern: RegExp = TYPE_CODE): string {
  const found = pattern.exec(text.slice(0, 80))
  return (found?.[1] ?? found?.[0] ?? text).trim()
}

/** What a field is read as: stated in a file to be read by a person, and only in one way. */
export const readAs: Readonly<Record<FieldName, string>> = {
  period: 'month',
  finess: 'finess',
  type: 'typeCode',
  indicator: 'indicator',
  software: 'software',
  environment: 'environment',
  count: 'count',
}
