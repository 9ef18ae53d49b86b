import {isOid} from '../ids/oid.ts'
import {isPlaceCode} from '../ins/coherence.ts'
import {isInstant, isWholeDay} from './instant.ts'

/** How a column is written. Reasons are those of DMP_MANIFEST_LINE. */
export interface Column {
  readonly type: 'text' | 'integer' | 'flag'
  /** Reason when the text does not fit; undefined when it does. */
  readonly fault?: (text: string) => string | undefined
  /** A date, written in the form that a mapping declares. */
  readonly date?: true
  /** Several texts, separated by a blank, or a list of them. */
  readonly several?: true
}

const text: Column = {type: 'text'}
const flag: Column = {type: 'flag'}

const matching = (pattern: RegExp, reason: string): Column => ({
  type: 'text',
  fault: (given) => (pattern.test(given) ? undefined : reason),
})

const oid: Column = {type: 'text', fault: (given) => (isOid(given) ? undefined : 'oid')}
const instant: Column = {type: 'text', date: true, fault: (given) => (isInstant(given) ? undefined : 'date')}
const day: Column = {type: 'text', date: true, fault: (given) => (isWholeDay(given) ? undefined : 'day')}
const code = matching(/^[\w.-]{1,40}$/, 'code')

const canonical: Readonly<Record<string, Column>> = {
  file: text,
  source_id: text,
  action: matching(/^(?:submit|replace|delete)$/, 'action'),
  ipp: text,
  ins: text,
  ins_oid: oid,
  identity_status: text,
  birth_name: text,
  first_given: text,
  given_names: text,
  birth_date: {type: 'text', date: true},
  sex: matching(/^[MF]$/, 'sex'),
  birth_place: {type: 'text', fault: (given) => (isPlaceCode(given) ? undefined : 'place')},
  used_name: text,
  used_given: text,
  type_code: code,
  type_label: text,
  title: text,
  document_date: instant,
  service_start: instant,
  service_stop: instant,
  author_id: text,
  author_family: text,
  author_given: text,
  // Codes of table J01 have a stroke: G15_10/SM26.
  author_code: matching(/^[\w./-]{1,40}$/, 'code'),
  author_role: code,
  legal_authenticator_id: text,
  legal_authenticator_family: text,
  legal_authenticator_given: text,
  structure_id: matching(/^(?:1[0-9][0-9AB][0-9]{7}|3\d{14}|[0-9][0-9A-Za-z]{8,20})$/, 'structure'),
  structure_name: text,
  unit: text,
  facility_code: code,
  practice_code: code,
  activity_code: code,
  event_codes: matching(/^\S+:\S+(?: +\S+:\S+)*$/, 'event-codes'),
  venue: text,
  entry_date: instant,
  exit_date: instant,
  send_after: instant,
  reveal_due: day,
  confidentiality: {type: 'text', fault: confidentialityFault},
  masque_ps: flag,
  invisible_patient: flag,
  invisible_rep_legaux: flag,
  document_id: oid,
  set_id: oid,
  version: {type: 'integer'},
  replaces: text,
  status: text,
  sha256: matching(/^[0-9a-fA-F]{64}$/, 'sha256'),
}

/**
 * All canonical columns. A name outside this list is a fault unless it begins with `x_`; without a prototype, so that
 * `constructor` is outside it too.
 */
export const columns: Readonly<Record<string, Column>> = Object.assign(Object.create(null), canonical)

/** A restricted (R) or very restricted (V) document is not shared: it is held for a person to decide. */
function confidentialityFault(given: string): string | undefined {
  if (given === 'N') return undefined
  return given === 'R' || given === 'V' ? 'restricted' : 'confidentiality'
}

const LONGEST = 1000

/** A value of a line as text, or the reason why it is not one; undefined when nothing is stated. */
export function readValue(column: Column, value: unknown): {text: string} | {reason: string} | undefined {
  if (value === null || value === '' || (typeof value === 'string' && value.trim() === '')) return undefined
  if (column.several && Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return readValue(column, value.join(' '))
  if (column.type === 'integer') return readInteger(value)
  if (typeof value === 'number') return {reason: 'number-not-text'}
  if (typeof value !== 'string') return {reason: 'not-text'}
  const given = value.trim()
  if (column.type === 'flag') return /^[YN]$/.test(given) ? {text: given} : {reason: 'flag'}
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(given)) return {reason: 'one-line'}
  if (given.includes('\ufffd')) return {reason: 'encoding'}
  if (given.length > LONGEST) return {reason: 'too-long'}
  const reason = column.fault?.(given)
  return reason === undefined ? {text: given} : {reason}
}

function readInteger(value: unknown): {text: string} | {reason: string} {
  const given = typeof value === 'number' ? String(value) : value
  return typeof given === 'string' && /^[1-9]\d{0,6}$/.test(given) ? {text: given} : {reason: 'integer'}
}
