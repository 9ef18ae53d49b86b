import {readValue} from '../manifest/columns.ts'
import type {ManifestProblem} from '../manifest/manifest.ts'
import {type Fields, problem} from '../manifest/read-fields.ts'
import type {CellMark} from '../tabular/tabular.ts'
import type {Compiled, Fill} from './compile.ts'
import {type KeptBack, labelKey, type Repair} from './mapping.ts'
import {meanings} from './meanings.ts'
import {type Settled, settleText} from './settle-text.ts'

/** A text of the source with how it was written. */
export interface RawValue {
  readonly text: string
  readonly mark?: CellMark
}

/** The value of a source column by name; undefined when the record does not have it. */
export type RawValues = (name: string) => RawValue | undefined

/** A record under canonical names: what `readRow` reads, what was repaired, and whether it waits. */
export interface MappedRow {
  readonly fields: Fields
  readonly repairs: readonly Repair[]
  readonly keptBack?: KeptBack
}

const known = new Map<string, Map<string, Repair>>()

/** One object for each repair of a column: a backlog repeats a few of them a million times. */
function repairOf(code: string, field: string): Repair {
  const ofCode = known.get(code) ?? new Map<string, Repair>()
  known.set(code, ofCode)
  const made = ofCode.get(field) ?? {code, field}
  ofCode.set(field, made)
  return made
}

/** Applies a mapping to one record. */
export function mapRow(compiled: Compiled, values: RawValues): MappedRow {
  const {fills, mapping, canonical} = compiled
  const texts = new Map<string, string>()
  const problems: ManifestProblem[] = []
  const repairs: Repair[] = []
  for (const fill of fills) {
    const {column} = fill
    const settled = settleFill(fill, values)
    if ('reason' in settled) {
      problems.push(problem(column, settled.reason))
      continue
    }
    const text = settled.text === '' ? (mapping.defaults.get(column) ?? '') : settled.text
    for (const code of settled.repairs) repairs.push(repairOf(code, column))
    if (text !== '') texts.set(column, text)
  }
  const keptBack = meanings(mapping, texts)
  const read = new Map<string, string>()
  for (const [column, text] of texts) {
    const known = canonical[column]
    const value = known && readValue(known, text)
    if (value && 'reason' in value) problems.push(problem(column, value.reason))
    else if (value) read.set(column, value.text)
  }
  const fields: Fields = {values: read, extras: extrasOf(compiled, values), problems, usable: true}
  return {fields, repairs, ...(keptBack ? {keptBack} : {})}
}

function settleFill({source, rules}: Fill, values: RawValues): Settled {
  if (source.kind === 'constant') return {text: source.text, repairs: []}
  if (source.kind === 'column') {
    const raw = values(source.name)
    if (source.key !== undefined) return withKey(raw, values(source.key), rules)
    return raw === undefined || (raw.text === '' && raw.mark !== 'error')
      ? NOTHING
      : settleText(raw.text, raw.mark, rules, labelKey)
  }
  const parts = source.parts.map((part, index) =>
    index % 2 === 0 ? {text: part} : (values(part) ?? {text: ''}),
  )
  const error = parts.find(({mark}: RawValue) => mark === 'error')
  if (error) return {reason: 'cell-error'}
  // Columns that say nothing make no text, whatever stands between them.
  if (parts.every(({text}, index) => index % 2 === 0 || text.trim() === '')) return NOTHING
  return settleText(parts.map(({text}) => text).join(''), undefined, rules, labelKey)
}

const NOTHING: Settled = {text: '', repairs: []}

/** A matricule of 13 characters and its key in a column of its own, where a leading zero was eaten for certain. */
function withKey(number: RawValue | undefined, key: RawValue | undefined, rules: Fill['rules']): Settled {
  const [body, end] = [number, key].map((raw) =>
    raw ? settleText(raw.text, raw.mark, rules, labelKey) : NOTHING,
  ) as [Settled, Settled]
  if ('reason' in body) return body
  if ('reason' in end) return end
  if (body.text.length !== 13) return body
  if (!/^\d{1,2}$/.test(end.text)) return {reason: 'ins-no-key'}
  const padded = end.text.padStart(2, '0')
  const repairs = [...body.repairs, ...end.repairs, ...(padded === end.text ? [] : ['key-padded'])]
  return {text: body.text + padded, repairs: [...new Set(repairs)]}
}

function extrasOf({extras}: Compiled, values: RawValues): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of extras) {
    const text = values(name)?.text
    if (text) found[name] = text
  }
  return found
}
