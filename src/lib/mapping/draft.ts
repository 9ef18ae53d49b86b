import {headerName} from '../tabular/header-name.ts'
import type {TableRecord} from '../tabular/tabular.ts'
import type {Doubt, DraftDoubt} from './draft-doubt.ts'
import {columnsByContent, columnsByName, keyColumn} from './guess-columns.ts'
import {commonFolder, counted, datesOf, numbersLost, wordsOf} from './guess-values.ts'
import {type Canonical, labelKey} from './mapping.ts'

/** A mapping proposed from the header and the first records; written as YAML it is what the person corrects. */
export interface Draft {
  /** Canonical column → name of the source. */
  readonly columns: ReadonlyMap<string, string>
  /** Column of the key of the INS. */
  readonly insKey?: string
  readonly dates: ReadonlyMap<string, string>
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Local types with the number of times each was seen, most frequent first. */
  readonly types: readonly (readonly [string, number])[]
  readonly statuses: readonly (readonly [string, number])[]
  readonly strip?: string
  /** Source columns that nothing was proposed for. */
  readonly unused: readonly string[]
  readonly doubts: readonly DraftDoubt[]
}

const TRAITS = ['birth_name', 'first_given', 'given_names', 'birth_date', 'sex', 'birth_place'] as const
const LOINC = /^\d{1,5}-\d$/

/** Proposes a mapping. Nothing in it is decided: types have no code yet, every status waits. */
export function draftMapping(
  header: readonly string[],
  all: readonly TableRecord[],
  canonical: Canonical,
): Draft {
  // Several exports glued together: a header that comes again is no value of its columns.
  const records = all.filter(({cells}) => !header.every((name, at) => name === headerName(cells[at] ?? '')))
  const doubts: DraftDoubt[] = []
  const doubt = (code: string, params: DraftDoubt['params'] = {}) => void doubts.push({code, params})
  const valuesOf = (name: string): readonly string[] => {
    const place = header.indexOf(name)
    return records.map(({cells}) => cells[place]?.trim() ?? '').filter((text) => text !== '')
  }
  const columns = columnsByName(header, canonical, doubt)
  columnsByContent(header, columns, canonical, valuesOf, doubt)
  const insKey = keyColumn(header, columns, valuesOf)
  const of = (column: string) => {
    const name = columns.get(column)
    return name === undefined ? [] : valuesOf(name)
  }
  const label = of('type_label')
  if (label.length > 0 && label.every((text) => LOINC.test(text)) && !columns.has('type_code')) {
    columns.set('type_code', columns.get('type_label') ?? '')
    columns.delete('type_label')
  }
  ask(columns, canonical, doubt)
  if (columns.has('type_label')) doubt('types', {count: new Set(label.map(labelKey)).size})
  const isNumber = (name: string) => {
    const place = header.indexOf(name)
    return records.some(({marks}) => marks?.get(place) === 'number')
  }
  const dates = datesOf(columns, canonical, valuesOf, isNumber, doubt)
  numbersLost(columns, canonical, valuesOf, doubt)
  const strip = commonFolder(of('file'))
  if (strip !== undefined) doubt('paths', {prefix: strip})
  const used = new Set([...columns.values(), ...(insKey === undefined ? [] : [insKey])])
  return {
    columns,
    ...(insKey === undefined ? {} : {insKey}),
    dates,
    words: wordsOf(columns, valuesOf),
    types: columns.has('type_label') ? counted(label) : [],
    statuses: canonical['file'] ? counted(of('status')) : [],
    ...(strip === undefined ? {} : {strip}),
    unused: header.filter((name) => name !== '' && !used.has(name) && !name.startsWith('x_')),
    doubts,
  }
}

/** What no header tells, and a person must. */
function ask(columns: ReadonlyMap<string, string>, canonical: Canonical, doubt: Doubt): void {
  const ofDocuments = canonical['file'] !== undefined
  const has = (...names: readonly string[]) => names.some((name) => columns.has(name))
  if (has('ins') && !has('ins_oid', 'oid')) doubt('ins-oid')
  if (has('ins') && !(ofDocuments ? has('identity_status') : has('identity_status', 'status')))
    doubt('identity-status')
  if (!has('ipp', 'ins')) doubt('no-patient')
  const missing = TRAITS.filter((name) => !columns.has(name))
  if (!ofDocuments && missing.length > 0) doubt('traits-missing', {columns: missing.join(', ')})
  const used = columns.get('used_name')
  if (used !== undefined && !has('birth_name')) doubt('name-as-used', {name: used})
  if (!ofDocuments) return
  if (has('status')) doubt('status')
  if (!has('file')) doubt('no-file')
  if (!has('masque_ps')) doubt('visibility')
}
