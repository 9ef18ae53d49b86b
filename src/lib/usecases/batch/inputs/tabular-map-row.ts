import {maskIns} from '../../../ins/matricule.ts'
import {readRow} from '../../../manifest/read-row.ts'
import {visible} from '../../../visibility/visibility.ts'
import type {SourceRow} from './tabular-source.ts'

/** One row as it is read: canonical values with INS and traits masked, repairs, and what is wrong. */
export interface DecodedRow {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
  readonly repairs: readonly {readonly code: string; readonly field: string}[]
  readonly problems: readonly {readonly field: string; readonly reason: string}[]
  /** Reason why the row would wait or stay: message `batch.reason.<reason>`. */
  readonly waits: {readonly reason: string; readonly params: Readonly<Record<string, string | number>>} | null
}

const NAMES = ['birth_name', 'first_given', 'given_names', 'used_name', 'used_given']
const HIDDEN = ['birth_date', 'sex', 'birth_place']
const NUMBERS = ['ins', 'ins_history']
const MASK = '•'

/** @param identities the row names a patient and no document */
export function decodedRow(row: SourceRow, identities: boolean): DecodedRow {
  const {line, mapped, fault, passedOver} = row
  const values = mapped?.fields.values ?? new Map<string, string>()
  const problems = fault
    ? [fault]
    : passedOver || !mapped
      ? []
      : identities
        ? mapped.fields.problems
        : problemsOf(row)
  const kept = mapped?.keptBack
  return {
    line,
    values: Object.fromEntries(masked(values)),
    repairs: mapped?.repairs ?? [],
    problems: problems.map(({field, reason}) => ({field, reason})),
    waits: passedOver
      ? {reason: passedOver, params: {}}
      : kept
        ? {reason: kept.reason, params: kept.params}
        : null,
  }
}

/** Visibility is stated when the plan is made: here it is no fault. */
function problemsOf({line, mapped}: SourceRow) {
  if (!mapped) return []
  const read = readRow(line, mapped.fields, {visibility: visible, partialTraits: true})
  return Array.isArray(read) ? read : []
}

/** Values that may be shown: names and dates of a patient are taken out of titles and paths too. */
function masked(values: ReadonlyMap<string, string>): [string, string][] {
  const secrets = NAMES.flatMap((name) => (values.get(name) ?? '').split(/[^\p{L}]+/u)).filter(
    ({length}) => length >= 3,
  )
  return [...values].map(([name, text]) => {
    if (NUMBERS.includes(name)) return [name, maskIns(text)]
    if (NAMES.includes(name)) return [name, `${text.slice(0, 1)}${MASK.repeat(3)}`]
    if (HIDDEN.includes(name)) return [name, MASK.repeat(3)]
    return [name, secrets.reduce((shown, secret) => withoutWord(shown, secret), text)]
  })
}

function withoutWord(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  return at === -1
    ? text
    : withoutWord(text.slice(0, at) + MASK.repeat(3) + text.slice(at + word.length), word)
}
