import {headerName} from '../tabular/header-name.ts'
import type {Canonical, ColumnSource, Mapping} from './mapping.ts'
import {plainMapping} from './mapping.ts'
import {mappingFault, type Tree} from './mapping-tree.ts'

/** `NAME`, `{A} texts {B}`, `{value: TEXT}`, `{column: NAME}` or `{column: NAME, key: NAME}` (INS in two columns). */
export function readColumnSource(tree: Tree): ColumnSource {
  if (tree.isText) return sourceOfText(tree.text()) ?? fail(tree, 'template')
  const entries = tree.entries(['column', 'key', 'value', 'template'])
  const text = (name: string) => entries.get(name)?.text()
  const [column, key, value, template] = ['column', 'key', 'value', 'template'].map(text)
  if ([column, value, template].filter((one) => one !== undefined).length !== 1) throw tree.fault('value')
  if (key !== undefined && (column === undefined || tree.field !== 'columns.ins')) throw tree.fault('value')
  if (value !== undefined) return {kind: 'constant', text: value}
  if (template !== undefined) return sourceOfText(template) ?? fail(tree, 'template')
  return {
    kind: 'column',
    name: headerName(column ?? ''),
    ...(key === undefined ? {} : {key: headerName(key)}),
  }
}

function fail(tree: Tree, reason: 'template'): never {
  throw tree.fault(reason)
}

/** A name of a column, or a template when it holds braces; undefined when braces do not pair or name nothing. */
export function sourceOfText(text: string): ColumnSource | undefined {
  const name = headerName(text)
  if (name === '') return undefined
  if (!/[{}]/.test(name)) return {kind: 'column', name}
  const parts = name.split(/\{([^{}]+)\}/)
  if (parts.some((part, index) => (index % 2 === 0 ? /[{}]/.test(part) : part.trim() === '')))
    return undefined
  if (parts.length < 3) return undefined
  return {kind: 'template', parts: parts.map((part, index) => (index % 2 === 0 ? part : headerName(part)))}
}

/**
 * A mapping with columns stated as `canonical=SOURCE` on the command line, over one of a file or over none.
 * @throws DmpError DMP_MAPPING_INVALID
 */
export function withColumns(
  mapping: Mapping | undefined,
  flags: readonly string[],
  canonical: Canonical,
): Mapping {
  const base = mapping ?? plainMapping
  if (flags.length === 0) return base
  const columns = new Map(base.columns)
  const seen = new Set<string>()
  for (const flag of flags) {
    const [, name = '', source = ''] = /^(\w+)=(.+)$/s.exec(flag) ?? []
    const read = sourceOfText(source)
    if (!read) throw mappingFault(base.name, flag.slice(0, 60), 'flag')
    if (!canonical[name]) throw mappingFault(base.name, name, 'column')
    if (seen.has(name)) throw mappingFault(base.name, name, 'twice')
    seen.add(name)
    columns.set(name, read)
  }
  return {...base, columns, ignoresOthers: true}
}
