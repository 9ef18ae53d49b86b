import type {HabilitationMatrix, MatrixColumn, MatrixType} from './matrix.ts'

const FORMAT = 'dmp.habilitation-matrix/1'
const KNOWN = [
  ...['format', 'title', 'law', 'source', 'date', 'status', 'columns', 'none', 'types', 'dicomProcedure'],
  'names',
]
const OF_COLUMN = ['id', 'short', 'shortEn', 'label', 'labelEn', 'professions', 'inferred', 'pending']
/** Far above the 107 types and 19 columns there are. */
const MOST = 5000

/** Where a file is no matrix: `types[2]`, and what is expected there. */
export class MatrixFault extends Error {
  readonly at: string
  /** Message `error.DMP_HABILITATION_FILE.expected.<expected>`. */
  readonly expected: 'object' | 'list' | 'text' | 'day' | 'format' | 'known' | 'marks' | 'once' | 'flag'

  constructor(at: string, expected: MatrixFault['expected']) {
    super(`${at}: ${expected}`)
    this.at = at
    this.expected = expected
  }
}

type Values = Readonly<Record<string, unknown>>

function object(value: unknown, at: string, known?: readonly string[]): Values {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MatrixFault(at, 'object')
  const stranger = known && Object.keys(value).find((name) => !known.includes(name))
  if (stranger !== undefined) throw new MatrixFault(at === '-' ? stranger : `${at}.${stranger}`, 'known')
  return value as Values
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length > MOST) throw new MatrixFault(at, 'list')
  return value
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > 1000)
    throw new MatrixFault(at, 'text')
  return value.trim()
}

const texts = (value: unknown, at: string) =>
  list(value ?? [], at).map((one, place) => text(one, `${at}[${place}]`))

function day(value: unknown, at: string): string {
  const written = text(value, at)
  const read = new Date(`${written}T12:00:00Z`)
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== written)
    throw new MatrixFault(at, 'day')
  return written
}

function once(seen: Set<string>, value: string, at: string): string {
  if (seen.has(value)) throw new MatrixFault(at, 'once')
  seen.add(value)
  return value
}

function columnOf(value: unknown, place: number, ids: Set<string>): MatrixColumn {
  const at = `columns[${place}]`
  const one = object(value, at, OF_COLUMN)
  const label = text(one['label'], `${at}.label`)
  const short = one['short'] === undefined ? label : text(one['short'], `${at}.short`)
  const pending = one['pending'] ?? false
  if (typeof pending !== 'boolean') throw new MatrixFault(`${at}.pending`, 'flag')
  const english = (name: string, instead: string) =>
    one[name] === undefined ? instead : text(one[name], `${at}.${name}`)
  return {
    number: place + 1,
    id: once(ids, text(one['id'], `${at}.id`), `${at}.id`),
    label: {fr: label, en: english('labelEn', label)},
    short: {fr: short, en: english('shortEn', short)},
    professions: texts(one['professions'], `${at}.professions`),
    inferred: texts(one['inferred'], `${at}.inferred`),
    pending,
  }
}

function typeOf(value: unknown, at: string, width: number, codes: Set<string>): MatrixType {
  const row = list(value, at)
  const typeCode = once(codes, text(row[0], at), at)
  const marks = text(row[2], at)
  if (row.length !== 3 || !/^[x.]*$/.test(marks) || marks.length !== width) throw new MatrixFault(at, 'marks')
  return {typeCode, classCode: text(row[1], at), marks: [...marks].map((mark) => mark === 'x')}
}

/**
 * Reads the parsed JSON of a matrix file (form: `data/habilitation.json`). Strict: a misspelt name or a row too short would
 * be a right given or taken in silence. @throws MatrixFault
 */
export function readMatrix(value: unknown): HabilitationMatrix {
  const file = object(value, '-', KNOWN)
  if (file['format'] !== FORMAT) throw new MatrixFault('format', 'format')
  const ids = new Set<string>()
  const columns = list(file['columns'], 'columns').map((one, place) => columnOf(one, place, ids))
  if (columns.length === 0) throw new MatrixFault('columns', 'list')
  const codes = new Set<string>()
  const types = list(file['types'], 'types').map((one, place) =>
    typeOf(one, `types[${place}]`, columns.length, codes),
  )
  if (types.length === 0) throw new MatrixFault('types', 'list')
  const names = Object.entries(object(file['names'] ?? {}, 'names'))
  return {
    title: text(file['title'], 'title'),
    source: text(file['source'], 'source'),
    date: day(file['date'], 'date'),
    status: text(file['status'], 'status'),
    columns,
    none: texts(file['none'], 'none'),
    types: new Map(types.map((type) => [type.typeCode, type])),
    names: names.map(([name, code]) => [name, text(code, `names.${name}`)]),
  }
}
