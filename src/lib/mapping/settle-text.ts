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
  /** A number of the hospital, which may begin with zeros: a cell that holds a number has lost them without a trace. */
  readonly isIdentifier: boolean
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
/** Accents of DOS or of an old Macintosh read as windows-1252: `‚` for `é`, `Š` for `è` amid small letters. */
const FOREIGN = /\p{L}[‚„†‡ˆ‰]\p{L}|\p{Ll}[ŠŽ]\p{Ll}/u
const BLANKS = /[\s.\u00a0\u2000-\u200b\u202f\u2060\ufeff]/gu

/** A text under repair: what it is by now, and what was done. */
class Repaired {
  readonly codes: string[] = []
  text: string

  constructor(text: string) {
    this.text = text
  }

  change(after: string, code: string): void {
    if (after !== this.text) this.codes.push(code)
    this.text = after
  }

  settled(): Settled {
    return {text: this.text, repairs: this.codes.length === 0 ? NONE : this.codes}
  }
}

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
  const repaired = new Repaired(raw)
  const fault = settleForm(repaired, mark)
  if (fault) return {reason: fault}
  repaired.text = repaired.text.trim()
  if (repaired.text === '') return {text: '', repairs: NONE}
  if (mark === 'number') {
    const number = exactNumber(repaired.text)
    if (number === undefined) return {reason: 'spreadsheet-number'}
    if (rules.isIdentifier && rules.pad === undefined) return {reason: 'number-cell'}
    repaired.text = number
    if (!rules.isDate && !rules.isInteger) repaired.codes.push('number-cell')
  }
  repaired.text = rules.words?.get(labelOf(repaired.text)) ?? repaired.text
  return rules.isDate ? settleDate(repaired.text, repaired.codes, rules) : settleNumber(repaired, rules)
}

/** How the text is written, whatever it says. */
function settleForm(repaired: Repaired, mark: CellMark | undefined): string | undefined {
  if (mark === 'excel-text') repaired.codes.push('excel-text')
  else if (repaired.text.startsWith('="')) repaired.change(repaired.text.replace(WRAPPED, '$1'), 'excel-text')
  if (ASCII.test(repaired.text)) return undefined
  if (repaired.text.includes('\ufffd')) return 'encoding'
  if (TWICE.test(repaired.text)) return 'double-encoding'
  if (FOREIGN.test(repaired.text)) return 'foreign-encoding'
  repaired.change(repaired.text.replaceAll('\ufeff', ''), 'bom')
  repaired.change(repaired.text.normalize('NFC'), 'nfc')
  return undefined
}

function settleNumber(repaired: Repaired, {isIns, pad}: TextRules): Settled {
  // Of a matricule, the scientific form is told by the reader of matricules.
  const scientific = SCIENTIFIC.test(repaired.text)
  if (scientific && !isIns) return {reason: 'spreadsheet-number'}
  if (isIns && !scientific) repaired.change(repaired.text.replaceAll(BLANKS, '').toUpperCase(), 'blanks')
  if (pad !== undefined && repaired.text.length < pad && /^\d+$/.test(repaired.text))
    repaired.change(repaired.text.padStart(pad, '0'), 'padded')
  return repaired.settled()
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
