import {createHash} from 'node:crypto'
import {isZone} from '../civil-time/zone.ts'
import type {TableEncoding, TableWish} from '../tabular/tabular.ts'
import {readColumnSource} from './column-source.ts'
import {dateReader} from './date-form.ts'
import {
  type Canonical,
  labelKey,
  type Mapping,
  type StatusVerdict,
  type TypeMeaning,
  type UnitMeaning,
} from './mapping.ts'
import {mappingFault, openTree, type Tree} from './mapping-tree.ts'

const ENCODINGS: readonly string[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']
const SECTIONS = [
  'version',
  'source',
  'columns',
  'dates',
  'pad',
  'words',
  'types',
  'units',
  'status',
  'identity',
  'paths',
  'defaults',
  'identities',
] as const

/**
 * Reads a mapping file (YAML). Canonical names are those of `canonical`: a manifest or an identities file.
 * @param name of the file, for messages
 * @throws DmpError DMP_MAPPING_INVALID {file, field, reason, line}
 */
export function readMapping(bytes: Uint8Array, name: string, canonical: Canonical): Mapping {
  return mappingOfTree(openTree(textOf(bytes, name), name), bytes, name, canonical)
}

/**
 * How a mapping file says that the identities file beside it is read: its section `identities`, a mapping in small.
 * Undefined when it says nothing. @throws DmpError DMP_MAPPING_INVALID
 */
export function readIdentitiesSection(
  bytes: Uint8Array,
  name: string,
  canonical: Canonical,
): Mapping | undefined {
  const section = openTree(textOf(bytes, name), name).entries(SECTIONS).get('identities')
  return section && mappingOfTree(section, bytes, name, canonical)
}

function mappingOfTree(tree: Tree, bytes: Uint8Array, name: string, canonical: Canonical): Mapping {
  const root = tree.entries(SECTIONS)
  const version = root.get('version')
  if (version && version.text() !== '1') throw version.fault('version')
  const of = <T>(section: (typeof SECTIONS)[number], read: (tree: Tree) => T): T | undefined => {
    const tree = root.get(section)
    return tree && read(tree)
  }
  const columnsOf = <T>(tree: Tree, read: (one: Tree) => T): Map<string, T> =>
    mapOf(tree, (one, column) => {
      if (!canonical[column]) throw one.fault('column')
      return read(one)
    })
  const types = of('types', (one) => decided(mapOf(one, readType, labelKey)))
  const units = of('units', (tree) => mapOf(tree, (one) => readUnit(one, canonical)))
  const status = of('status', readStatus)
  return {
    name,
    hash: createHash('sha256').update(bytes).digest('hex'),
    source: of('source', readSource) ?? {},
    columns: of('columns', (tree) => columnsOf(tree, readColumnSource)) ?? new Map(),
    dates: of('dates', (tree) => readDates(tree, columnsOf)) ?? {zone: 'Europe/Paris', columns: new Map()},
    pad: of('pad', (tree) => columnsOf(tree, readLength)) ?? new Map(),
    words:
      of('words', (tree) => columnsOf(tree, (one) => mapOf(one, (word) => word.text(), labelKey))) ??
      new Map(),
    ...(types ? {types} : {}),
    ...(units ? {units} : {}),
    ...(status ? {status} : {}),
    identity: new Set(of('identity', (tree) => tree.texts())?.map(labelKey)),
    paths: of('paths', readPaths) ?? {strip: []},
    defaults: of('defaults', (tree) => columnsOf(tree, (one) => one.text())) ?? new Map(),
    ignoresOthers: true,
  }
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw mappingFault(name, '-', 'yaml')
  }
}

function mapOf<T>(
  tree: Tree,
  read: (one: Tree, key: string) => T,
  keyOf: (name: string) => string = (name) => name,
): Map<string, T> {
  const found = new Map<string, T>()
  for (const [name, one] of tree.entries()) {
    const key = keyOf(name)
    if (found.has(key)) throw one.fault('twice')
    found.set(key, read(one, name))
  }
  return found
}

function readSource(tree: Tree): TableWish {
  const entries = tree.entries(['encoding', 'delimiter', 'quote', 'header', 'sheet'])
  const encoding = entries.get('encoding')
  if (encoding && !ENCODINGS.includes(encoding.text().toLowerCase())) throw encoding.fault('value')
  const delimiter = entries.get('delimiter')
  const mark = delimiter?.text().replace(/^(?:tab|\\t)$/, '\t')
  if (delimiter && mark?.length !== 1) throw delimiter.fault('value')
  const quote = entries.get('quote')
  if (quote && !/^(?:none|.)$/.test(quote.text())) throw quote.fault('value')
  const header = entries.get('header')
  if (header && !/^[1-9]\d{0,5}$/.test(header.text())) throw header.fault('value')
  const sheet = entries.get('sheet')?.text()
  return {
    ...(encoding ? {encoding: encoding.text().toLowerCase() as TableEncoding} : {}),
    ...(mark === undefined ? {} : {delimiter: mark}),
    ...(quote ? {quote: quote.text() === 'none' ? '' : quote.text()} : {}),
    ...(header ? {headerLine: Number(header.text())} : {}),
    ...(sheet === undefined ? {} : {sheet}),
  }
}

function readDates(
  tree: Tree,
  columnsOf: <T>(tree: Tree, read: (one: Tree) => T) => Map<string, T>,
): Mapping['dates'] {
  const entries = tree.entries(['zone', 'form', 'columns'])
  const zone = entries.get('zone')
  if (zone && !isZone(zone.text())) throw zone.fault('zone')
  const form = (one: Tree) => {
    if (!dateReader(one.text())) throw one.fault('date-form')
    return one.text()
  }
  const common = entries.get('form')
  const columns = entries.get('columns')
  return {
    zone: zone?.text() ?? 'Europe/Paris',
    ...(common ? {form: form(common)} : {}),
    columns: columns ? columnsOf(columns, form) : new Map(),
  }
}

function readLength(tree: Tree): number {
  if (!/^[1-9]\d?$/.test(tree.text())) throw tree.fault('length')
  return Number(tree.text())
}

/** A label whose code was left empty is not decided yet: it has no meaning. */
function decided(types: ReadonlyMap<string, TypeMeaning>): ReadonlyMap<string, TypeMeaning> {
  return new Map([...types].filter(([, {typeCode}]) => typeCode !== ''))
}

/** `34112-3`, or `{type_code: 34112-3, title: …}`. */
function readType(tree: Tree): TypeMeaning {
  if (tree.isText) return {typeCode: tree.text().trim()}
  const entries = tree.entries(['type_code', 'title'])
  const typeCode = entries.get('type_code')?.text()
  if (!typeCode) throw tree.fault('value')
  const title = entries.get('title')?.text()
  return {typeCode, ...(title ? {title} : {})}
}

const OF_UNIT = [
  'structure_id',
  'structure_name',
  'facility_code',
  'practice_code',
  'activity_code',
  'author_id',
  'author_family',
  'author_given',
  'author_code',
  'author_role',
]

function readUnit(tree: Tree, canonical: Canonical): UnitMeaning {
  const found: Record<string, string> = {}
  for (const [column, one] of tree.entries(OF_UNIT)) {
    if (!canonical[column]) throw one.fault('column')
    found[column] = one.text()
  }
  return found
}

function readStatus(tree: Tree): ReadonlyMap<string, StatusVerdict> {
  const found = new Map<string, StatusVerdict>()
  for (const [verdict, words] of tree.entries(['accept', 'hold', 'refuse'])) {
    for (const word of words.texts()) {
      if (found.has(labelKey(word))) throw words.fault('twice')
      found.set(labelKey(word), verdict as StatusVerdict)
    }
  }
  return found
}

function readPaths(tree: Tree): Mapping['paths'] {
  const entries = tree.entries(['strip', 'root'])
  const strip = entries.get('strip')
  const root = entries.get('root')?.text()
  return {
    strip: (strip ? (strip.isText ? [strip.text()] : strip.texts()) : []).map((one) =>
      one.replaceAll('\\', '/'),
    ),
    ...(root ? {root} : {}),
  }
}
