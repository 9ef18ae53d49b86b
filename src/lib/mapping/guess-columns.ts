import {DmpError} from '../errors/dmp-error.ts'
import {parseMatricule} from '../ins/matricule.ts'
import {columnNamed, KEY_NAMES, nameKey} from './column-names.ts'
import type {Doubt, ValuesOf} from './draft-doubt.ts'
import type {Canonical} from './mapping.ts'

const DOCUMENT = /\.(?:pdf|rtf|tiff?|jpe?g|txt|xml|cda)$/i

/** Columns by the name of the source. */
export function columnsByName(
  header: readonly string[],
  canonical: Canonical,
  doubt: Doubt,
): Map<string, string> {
  const columns = new Map<string, string>()
  for (const name of header) {
    const column = columnNamed(name)
    if (column === undefined || !canonical[column]) continue
    if (columns.has(column)) doubt('two-columns', {column, name, kept: columns.get(column) ?? ''})
    else columns.set(column, name)
  }
  return columns
}

/** What a name does not tell, its values may: a matricule has a key, a document an ending. */
export function columnsByContent(
  header: readonly string[],
  columns: Map<string, string>,
  canonical: Canonical,
  valuesOf: ValuesOf,
  doubt: Doubt,
): void {
  const tests: readonly (readonly [string, (text: string) => boolean])[] = [
    ['ins', isMatricule],
    ['file', (text) => DOCUMENT.test(text)],
  ]
  const free = header.filter((name) => name !== '' && ![...columns.values()].includes(name))
  for (const [column, fits] of tests) {
    if (columns.has(column) || !canonical[column]) continue
    const name = free.find((one) => {
      const texts = valuesOf(one)
      return texts.length > 0 && texts.filter(fits).length > texts.length / 2
    })
    if (name === undefined) continue
    columns.set(column, name)
    doubt('by-content', {column, name})
  }
}

function isMatricule(text: string): boolean {
  try {
    parseMatricule(text)
    return true
  } catch (error) {
    if (error instanceof DmpError) return false
    throw error
  }
}

/** The column of the key of an INS given without it. */
export function keyColumn(
  header: readonly string[],
  columns: ReadonlyMap<string, string>,
  valuesOf: ValuesOf,
): string | undefined {
  const ins = columns.get('ins')
  if (ins === undefined) return undefined
  const short = valuesOf(ins).filter((text) => text.replaceAll(/\s/g, '').length === 13)
  const key = header.find((name) => KEY_NAMES.has(nameKey(name)))
  return short.length > 0 ? key : undefined
}
