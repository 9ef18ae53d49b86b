import {foldText} from '../explanations/fold-text.ts'
import type {CodedValue} from '../valuesets/coded-value.ts'
import {type HabilitationMatrix, type MatrixColumn, placeOfProfession} from './matrix.ts'
import {type NamedCode, rankNames, settleMeant} from './name-match.ts'

/** A type or a profession that was found by its code or its name. */
export interface WantedType {
  readonly kind: 'type'
  readonly code: string
  readonly label: string
}

export interface WantedProfession {
  readonly kind: 'profession'
  /** Code of the profession, or id of a column. */
  readonly code: string
  readonly label: string
  readonly columns: readonly MatrixColumn[]
  readonly inferred: boolean
}

export type Wanted = WantedType | WantedProfession

export interface Found {
  readonly kind: 'one'
  readonly wanted: Wanted
}

export interface NotFound {
  readonly kind: 'several' | 'none'
  readonly like: readonly NamedCode[]
}

export interface Words {
  readonly matrix: HabilitationMatrix
  /** J66 */
  readonly types: readonly CodedValue[]
  /** J01 */
  readonly professions: readonly CodedValue[]
}

const upper = (text: string) => text.trim().toUpperCase()

/** Searches types, professions or both; a code goes before a name, and nothing is guessed between several. */
export function findWanted(words: Words, text: string, kinds: readonly Wanted['kind'][]): Found | NotFound {
  const {matrix} = words
  const byCode = kinds
    .map((kind) => (kind === 'type' ? typeByCode(words, text) : professionByCode(words, text)))
    .find((one) => one !== undefined)
  if (byCode) return {kind: 'one', wanted: byCode}
  const namesOf = (codes: readonly CodedValue[]): NamedCode[] => {
    const known = new Set(codes.map(({code}) => code))
    const other = matrix.names.filter(([, code]) => known.has(code))
    return [
      ...codes.map(({code, displayName}) => ({code, name: displayName})),
      ...other.map(([name, code]) => ({code, name})),
    ]
  }
  const named = kinds.flatMap((kind) =>
    kind === 'type'
      ? namesOf(typesOf(words))
      : [
          ...namesOf(words.professions),
          ...matrix.columns.flatMap(({id, label, short}) =>
            [label.fr, short.fr].map((name) => ({code: id, name})),
          ),
        ],
  )
  const ranked = rankNames(text, named)
  const meant = settleMeant(ranked)
  const resolve = (code: string) =>
    (kinds.includes('type') ? typeByCode(words, code) : undefined) ?? professionByCode(words, code)
  if (meant.kind === 'one') {
    const wanted = resolve(meant.match.code)
    if (wanted) return {kind: 'one', wanted}
    return {kind: 'none', like: []}
  }
  const like = meant.like.map(({code, name}) => ({code, name: resolve(code)?.label ?? name}))
  const alike = meant.kind === 'several' ? readAlike(ranked, resolve) : undefined
  return alike ? {kind: 'one', wanted: alike} : {kind: meant.kind, like}
}

/** Several specialties of the same columns are one answer: which of them is meant changes nothing. */
function readAlike(
  ranked: readonly {readonly code: string; readonly likeness: number}[],
  resolve: (code: string) => Wanted | undefined,
): WantedProfession | undefined {
  const whole = ranked.filter(({likeness}) => likeness >= 0.5).map(({code}) => resolve(code))
  const keyOf = (one: Wanted | undefined) =>
    one?.kind === 'profession' && one.columns.length > 0 ? one.columns.map(({id}) => id).join() : undefined
  const [first] = whole
  const key = keyOf(first)
  return first?.kind === 'profession' && key !== undefined && whole.every((one) => keyOf(one) === key)
    ? first
    : undefined
}

/** Types of the matrix, and those that the DMP takes: a newer file may know more, or less. */
function typesOf({matrix, types}: Words): readonly CodedValue[] {
  const known = new Set(types.map(({code}) => code))
  const others = [...matrix.types.keys()].filter((code) => !known.has(code))
  return [...types, ...others.map((code) => ({code, codeSystem: '', displayName: code}))]
}

function typeByCode(words: Words, text: string): WantedType | undefined {
  const wanted = upper(text)
  const found = typesOf(words).find(({code}) => code.toUpperCase() === wanted)
  return found && {kind: 'type', code: found.code, label: found.displayName}
}

/** `G15_60`, `g15-60`, `60`, `SM04`, `93`, the id of a column, or `colonne 14`. */
function professionByCode({matrix, professions}: Words, text: string): WantedProfession | undefined {
  const wanted = upper(text).replace(/^(G1[56])[ -]/, '$1_')
  const number = /^(?:colonne|column|col) ?(\d{1,2})$/.exec(foldText(text))?.[1]
  const column = matrix.columns.find(
    ({id, number: own}) => id.toUpperCase() === wanted || String(own) === number,
  )
  if (column)
    return {kind: 'profession', code: column.id, label: column.label.fr, columns: [column], inferred: false}
  const found = [
    wanted,
    `G15_${wanted}`,
    `G15_10/${wanted}`,
    `G15_21/${wanted}`,
    `G15_40/${wanted}`,
    `G15_60/${wanted}`,
  ]
    .map((code) => professions.find((one) => one.code.toUpperCase() === code))
    .find((one) => one !== undefined)
  if (!found) return undefined
  const {code, displayName: label} = found
  return {kind: 'profession', code, label, ...placeOfProfession(matrix, code)}
}
