import {DmpError} from '../../errors/dmp-error.ts'
import {parseMatricule} from '../../ins/matricule.ts'
import {type Column, columns as manifest} from '../../manifest/columns.ts'
import {instantMs, isInstant, isWholeDay} from '../../manifest/instant.ts'
import type {HoldKind} from '../../ports/journal.ts'

const text: Column = {type: 'text'}

/** Columns of a list of holds. */
export const holdColumns: Readonly<Record<string, Column>> = Object.assign(Object.create(null), {
  kind: text,
  value: text,
  reason: text,
  until: manifest['send_after'] ?? text,
  by: text,
})

/** Words for a kind, as people and other programs write it. `wrong_patient` is for deletions alone to lay. */
const KINDS: Readonly<Record<string, HoldKind>> = {
  ipp: 'ipp',
  patient: 'ipp',
  ins: 'ins',
  source_id: 'source_id',
  document: 'document_id',
  document_id: 'document_id',
  file: 'file_sha256',
  file_sha256: 'file_sha256',
  unit: 'unit',
  author: 'author',
}

export const holdWords = Object.keys(KINDS)

/** Message `error.DMP_HOLD_INVALID.reason.<reason>`. */
export type HoldFault =
  | 'kind'
  | 'value'
  | 'ins'
  | 'uniqueId'
  | 'sha256'
  | 'reason'
  | 'until'
  | 'until-past'
  | 'line'
  | 'empty'

export function readKind(word: string): HoldKind | undefined {
  const name = word.trim().toLowerCase()
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
}

/** The value in the form in which documents carry it, or why it can be none: a hold that matches nothing protects nobody. */
export function readHoldValue(
  kind: HoldKind,
  given: string,
): {readonly value: string} | {readonly fault: HoldFault} {
  const value = given.trim()
  if (value === '' || value.length > 200 || /\p{Cc}/u.test(value)) return {fault: 'value'}
  if (kind === 'ins') return matriculeOf(value)
  if (kind === 'document_id')
    return /^[0-2](?:\.(?:0|[1-9]\d*))+(?:\^.+)?$/.test(value) ? {value} : {fault: 'uniqueId'}
  if (kind === 'file_sha256')
    return /^[0-9a-f]{64}$/i.test(value) ? {value: value.toLowerCase()} : {fault: 'sha256'}
  return {value}
}

function matriculeOf(value: string): ReturnType<typeof readHoldValue> {
  try {
    return {value: parseMatricule(value)}
  } catch (error) {
    if (error instanceof DmpError) return {fault: 'ins'}
    throw error
  }
}

/** End of a hold, ms since 1970: a day counts to its end in France. Undefined when it is no date. */
export function readUntil(text: string): number | undefined {
  if (!isInstant(text)) return undefined
  if (!isWholeDay(text)) return instantMs(text)
  const next = new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return instantMs(next)
}
