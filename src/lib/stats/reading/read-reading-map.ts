import {isZone} from '../../civil-time/zone.ts'
import {mappingFault, openTree, type Tree} from '../../mapping/mapping-tree.ts'
import type {FieldName, Side} from './figures.ts'
import {compileExpression, type LabelPattern, labelPattern} from './label-pattern.ts'
import {type FieldMap, fieldNames, type ReadingMap, readAs} from './reading-map.ts'

/** Names of the sides in a mapping file; oSIS is where figures are declared. */
const SECTIONS: Readonly<Record<Side, readonly string[]>> = {
  elastic: ['elastic'],
  declared: ['osis', 'declared'],
}

/**
 * Reads how the files of one side are laid out: JSON (YAML too) of version 1 with a section `elastic` or `osis`.
 * Undefined when the file does not speak of that side.
 * @throws DmpError DMP_MAPPING_INVALID {file, line, field, reason}: nothing unknown is passed over
 */
export function readReadingMap(text: string, file: string, side: Side): ReadingMap | undefined {
  const root = openTree(text, file)
  const entries = root.entries(['version', 'elastic', 'osis', 'declared'])
  const version = entries.get('version')
  if (version?.text() !== '1') throw (version ?? root).fault('version', 'version')
  const read = new Map(
    [...entries].filter(([name]) => name !== 'version').map(([name, tree]) => [name, section(tree)]),
  )
  return SECTIONS[side].map((name) => read.get(name)).find((one) => one !== undefined)
}

function section(tree: Tree): ReadingMap {
  const entries = tree.entries(['numberLocale', 'timeZone', 'sheet', 'columns', 'wide', 'filters'])
  const columns = entries.get('columns')
  if (!columns) throw tree.fault('map', `${tree.field}.columns`)
  const fields = new Map<FieldName, FieldMap>()
  for (const [name, one] of columns.entries(fieldNames))
    fields.set(name as FieldName, field(one, name as FieldName))
  const sheet = entries.get('sheet')?.text() ?? 'auto'
  return {
    name: 'mapping',
    numberLocale: oneOf(entries.get('numberLocale'), ['auto', 'fr', 'en']) ?? 'auto',
    timeZone: zone(entries.get('timeZone')),
    ...(sheet === 'auto' ? {} : {sheet}),
    fields,
    ...wide(entries.get('wide')),
    filters: (entries.get('filters')?.list() ?? []).map((one) => filter(one)),
  }
}

function field(tree: Tree, name: FieldName): FieldMap {
  const entries = tree.entries(['header', 'as', 'level', 'fill', 'sum', 'pattern'])
  const header = entries.get('header')
  if (!header) throw tree.fault('list', `${tree.field}.header`)
  oneOf(entries.get('as'), [readAs[name]])
  const level = oneOf(entries.get('level'), ['EJ', 'EG'])
  const expression = entries.get('pattern')
  return {
    headers: (header.isText ? [header] : header.list()).map(pattern),
    fill: oneOf(entries.get('fill'), ['true', 'false']) === 'true',
    sum: oneOf(entries.get('sum'), ['true', 'false']) === 'true',
    ...(level ? {level} : {}),
    ...(expression ? {pattern: compiled(expression)} : {}),
  }
}

function pattern(tree: Tree): LabelPattern {
  const made = labelPattern(tree.text())
  if ('fault' in made) throw tree.fault(made.fault)
  return made
}

function compiled(tree: Tree): RegExp {
  const made = compileExpression(tree.text(), 'u')
  if ('fault' in made) throw tree.fault(made.fault)
  return made.expression
}

function wide(tree: Tree | undefined): Pick<ReadingMap, 'wide' | 'except'> {
  if (!tree || (tree.isText && tree.text() === 'null')) return {wide: 'none', except: []}
  const entries = tree.entries(['headers', 'except'])
  const headers = entries.get('headers')
  return {
    wide: oneOf(headers, ['month', 'typeCode']) ?? 'auto',
    except: (entries.get('except')?.list() ?? []).map(pattern),
  }
}

function filter(tree: Tree): ReadingMap['filters'][number] {
  const entries = tree.entries(['column', 'equals'])
  const [column, equals] = [entries.get('column'), entries.get('equals')]
  if (!column || !equals) throw tree.fault('map')
  return {column: pattern(column), equals: equals.text()}
}

function zone(tree: Tree | undefined): string {
  const name = tree?.text() ?? 'Europe/Paris'
  if (!isZone(name)) throw (tree as Tree).fault('zone')
  return name
}

function oneOf<W extends string>(tree: Tree | undefined, words: readonly W[]): W | undefined {
  if (!tree) return undefined
  const word = words.find((one) => one === tree.text())
  if (word === undefined) throw tree.fault('value')
  return word
}

/**
 * Lets flags name columns: `count="Documents uniques"` puts a header before all that a map says of a field.
 * @throws DmpError DMP_MAPPING_INVALID
 */
export function withColumnFlags(map: ReadingMap, stated: readonly string[], flag: string): ReadingMap {
  const fields = new Map(map.fields)
  for (const one of stated) {
    const [, name, header = ''] = /^([a-z]+)=(.+)$/s.exec(one) ?? []
    const known = fieldNames.find((field) => field === name)
    if (known === undefined) throw mappingFault(flag, one.slice(0, 80), 'flag-field')
    const made = labelPattern(header.replace(/^"(.*)"$/s, '$1'))
    if ('fault' in made) throw mappingFault(flag, one.slice(0, 80), made.fault)
    const before = fields.get(known)
    fields.set(known, {fill: before?.fill ?? false, sum: before?.sum ?? false, ...before, headers: [made]})
  }
  return {...map, fields}
}
