import {headerName} from '../tabular/header-name.ts'
import {dateReader} from './date-form.ts'
import type {Canonical} from './mapping.ts'
import {type ColumnSource, labelKey, type Mapping} from './mapping.ts'
import {mappingFault} from './mapping-tree.ts'
import type {TextRules} from './settle-text.ts'

/** One canonical column of a source: where its text comes from and what is done to it. */
export interface Fill {
  readonly column: string
  readonly source: ColumnSource
  readonly rules: TextRules
}

/** A mapping made ready for one table. */
export interface Compiled {
  readonly mapping: Mapping
  readonly canonical: Canonical
  readonly fills: readonly Fill[]
  /** `x_…` columns of the source, carried along. */
  readonly extras: readonly string[]
  /** Place of each name of the header. */
  readonly places: ReadonlyMap<string, number>
  readonly header: readonly string[]
}

/** Why a header cannot be used; `columns` are source names. */
export interface HeaderFault {
  readonly reason: 'unknown-columns' | 'no-columns' | 'header-twice'
  readonly columns: readonly string[]
}

const names = (source: ColumnSource): readonly string[] => {
  if (source.kind === 'constant') return []
  if (source.kind === 'template') return source.parts.filter((_, index) => index % 2 === 1)
  return source.key === undefined ? [source.name] : [source.name, source.key]
}

/** Rules of each column, whatever the source. */
export function rulesOf(mapping: Mapping, canonical: Canonical, column: string, date1904 = false): TextRules {
  const {date, type} = canonical[column] ?? {type: 'text'}
  const form = date ? (mapping.dates.columns.get(column) ?? mapping.dates.form) : undefined
  const readDate = form === undefined ? undefined : dateReader(form, date1904)
  const pad = mapping.pad.get(column)
  const words = mapping.words.get(column)
  return {
    isDate: date ?? false,
    isBirth: column === 'birth_date',
    zone: mapping.dates.zone,
    isIns: column === 'ins',
    isIdentifier: column === 'ipp' || column === 'source_id',
    isInteger: type === 'integer',
    ...(readDate ? {readDate} : {}),
    ...(pad === undefined ? {} : {pad}),
    ...(words ? {words} : {}),
  }
}

/**
 * Fits a mapping to the header of a table. Columns that the mapping does not name are taken under their own name where
 * that is canonical and no mapping file says otherwise.
 * @throws DmpError DMP_MAPPING_INVALID when it names a column that is not there, or there twice
 */
export function compile(
  mapping: Mapping,
  canonical: Canonical,
  header: readonly string[],
  date1904 = false,
): Compiled | HeaderFault {
  const {places, doubled} = placesOf(header)
  const fills: Fill[] = []
  const add = (column: string, source: ColumnSource) =>
    void fills.push({column, source, rules: rulesOf(mapping, canonical, column, date1904)})
  for (const [column, source] of mapping.columns) {
    requireColumns(names(source), mapping, places, doubled)
    add(column, source)
  }
  const others = [...places.keys()].filter((name) => !canonical[name] && !name.startsWith('x_'))
  // A mapping file says all; flags and none leave canonical names to themselves.
  if (mapping.hash === '') {
    const own = [...places.keys()].filter((name) => canonical[name] && !mapping.columns.has(name))
    const twice = own.filter((name) => doubled.has(name))
    if (twice.length > 0) return {reason: 'header-twice', columns: twice}
    for (const name of own) add(name, {kind: 'column', name})
  }
  // Without a header the first row is a patient's: nothing of it is repeated.
  const told = header.some(looksLikeData) ? [] : others
  if (fills.length === 0) return {reason: 'no-columns', columns: told}
  if (!mapping.ignoresOthers && others.length > 0) return {reason: 'unknown-columns', columns: told}
  for (const column of mapping.defaults.keys())
    if (!fills.some((fill) => fill.column === column)) add(column, {kind: 'constant', text: ''})
  const extras = [...places.keys()].filter((name) => name.startsWith('x_'))
  return {mapping, canonical, fills, extras, places, header}
}

/** A number, a date, a matricule: no name of a column. */
const looksLikeData = (cell: string): boolean => /\d{5}|\d[/.-]\d|[\p{Cc}\ufffd]/u.test(cell)

function placesOf(header: readonly string[]): {
  readonly places: ReadonlyMap<string, number>
  readonly doubled: ReadonlySet<string>
} {
  const places = new Map<string, number>()
  const doubled = new Set<string>()
  for (const [place, name] of header.entries()) {
    if (places.has(name)) doubled.add(name)
    else if (name !== '') places.set(name, place)
  }
  return {places, doubled}
}

function requireColumns(
  wanted: readonly string[],
  {name: file}: Mapping,
  places: ReadonlyMap<string, number>,
  doubled: ReadonlySet<string>,
): void {
  for (const name of wanted) {
    if (!places.has(name)) throw mappingFault(file, name, 'column-absent')
    if (doubled.has(name)) throw mappingFault(file, name, 'column-twice')
  }
}

/** Is the record the header once more (several exports glued together)? */
export function isHeaderAgain({header}: Compiled, cells: readonly string[]): boolean {
  const first = header.findIndex((name) => name !== '')
  if (first === -1 || headerName(cells[first] ?? '') !== header[first]) return false
  return (
    cells.length === header.length && header.every((name, place) => headerName(cells[place] ?? '') === name)
  )
}

const TOTAL = /^(?:sous[- ]?)?(?:total|totaux|nombre|nb|count|lignes?|rows?|fin|end)\b/

/** A line that ends an export: a word such as « total » and nearly nothing else; a file or a patient is no total. */
export function isTotalLine({header, fills, places}: Compiled, cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (filled.length === 0 || filled.length > 3 || header.length < 4) return false
  const says = (column: string, pattern: RegExp) =>
    fills.some(
      ({column: one, source}) =>
        one === column &&
        source.kind === 'column' &&
        pattern.test(cells[places.get(source.name) ?? -1] ?? ''),
    )
  if (says('file', /\.\w{2,4}\s*$/) || says('ins', /\d{13}/)) return false
  return (
    TOTAL.test(labelKey(filled[0] ?? '')) ||
    /^\(?\d+ (?:lignes?|rows?|enregistrements?)/.test(labelKey(filled[0] ?? ''))
  )
}
