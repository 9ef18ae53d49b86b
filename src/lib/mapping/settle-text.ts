import type {CellMark} from '../tabular/tabular.ts'
import {type DateReader, dateHint} from './date-form.ts'

/** Rules of one canonical column. */
export interface TextRules {
  readonly isDate: boolean
  /** A date of birth: `00` where a part is not known. */
  readonly isBirth: boolean
  readonly readDate?: DateReader
  readonly zone: string
  readonly pad?: number
  readonly words?: ReadonlyMap<string, string>
  /** A matricule: blanks inside are no part of it. */
  readonly isIns: boolean
  /** A whole number is what is wanted. */
  readonly isInteger: boolean
}

/** A text with what was done to it, or why it cannot be used. */
export type Settled = {readonly text: string; readonly repairs: readonly string[]} | {readonly reason: string}

const NONE: readonly string[] = []
const ASCII = /^[\u0020-\u007e]*$/
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?[eE][+-]\d+$/
const WRAPPED = /^="([^"]*)"$/
/** UTF-8 once read as windows-1252: `Ã©` for `é`, `â€™` for an apostrophe. */
const TWICE =
  /[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€/
const BLANKS = /[\s.\u00a0\u2000-\u200b\u202f\u2060\ufeff]/gu

/**
 * One text of a source as the canonical column wants it. Only what has one reading is repaired, and told: wrapper of a
 * spreadsheet, form of accents, a mark inside, blanks in a matricule, zeros up to a length that was declared, a date
 * in the form that was declared.
 */
export function settleText(
  raw: string,
  mark: CellMark | undefined,
  rules: TextRules,
  labelOf: (text: string) => string,
): Settled {
  if (mark === 'error') return {reason: 'cell-error'}
  const repairs: string[] = []
  let text = raw
  const change = (after: string, code: string) => {
    if (after !== text) repairs.push(code)
    text = after
  }
  if (mark === 'excel-text') repairs.push('excel-text')
  else if (text.startsWith('="')) change(text.replace(WRAPPED, '$1'), 'excel-text')
  if (!ASCII.test(text)) {
    if (text.includes('\ufffd')) return {reason: 'encoding'}
    if (TWICE.test(text)) return {reason: 'double-encoding'}
    change(text.replaceAll('\ufeff', ''), 'bom')
    change(text.normalize('NFC'), 'nfc')
  }
  text = text.trim()
  if (text === '') return {text, repairs: NONE}
  if (mark === 'number') {
    const number = exactNumber(text)
    if (number === undefined) return {reason: 'spreadsheet-number'}
    text = number
    if (!rules.isDate && !rules.isInteger) repairs.push('number-cell')
  }
  const word = rules.words?.get(labelOf(text))
  if (word !== undefined) text = word
  if (rules.isIns) {
    // A number in scientific form is told by the reader of matricules.
    if (!SCIENTIFIC.test(text)) change(text.replaceAll(BLANKS, '').toUpperCase(), 'blanks')
  } else if (!rules.isDate && SCIENTIFIC.test(text)) return {reason: 'spreadsheet-number'}
  if (rules.pad !== undefined && text.length < rules.pad && /^\d+$/.test(text))
    change(text.padStart(rules.pad, '0'), 'padded')
  if (rules.isDate) return settleDate(text, repairs, rules)
  return {text, repairs: repairs.length === 0 ? NONE : repairs}
}

function settleDate(text: string, repairs: string[], {readDate, zone, isBirth}: TextRules): Settled {
  if (!readDate) {
    const hint = dateHint(text)
    return hint ? {reason: hint} : {text, repairs}
  }
  const read = readDate(text, zone, isBirth)
  if ('reason' in read) {
    // What a spreadsheet counts is told even where another form was declared.
    const serial = read.reason === 'date-form' && dateHint(text) === 'date-serial'
    return {reason: serial ? 'date-serial' : read.reason}
  }
  return read.text === text ? {text, repairs} : {text: read.text, repairs: [...repairs, 'date-form']}
}

/** Digits of a number cell; undefined where the cell holds fewer digits than the number had. */
function exactNumber(text: string): string | undefined {
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(text)) return text
  const value = Number(text)
  return Number.isSafeInteger(value) && Math.abs(value) < 1e15 ? String(value) : undefined
}
