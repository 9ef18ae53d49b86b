/** Why a cell gives no count; message `stats.unreadable.<reason>`. */
export type CountFault =
  | 'text'
  | 'percent'
  | 'question-mark'
  | 'negative'
  | 'grouping'
  | 'rounded'
  | 'not-integer'
  | 'too-large'
  | 'cell-error'

/**
 * A count as it is written. `fr` and `en` are its values when the comma is the decimal mark and when the point is; NaN
 * where it would not be a whole number. `evidence`: which of the two wrote it; `either` when both may have.
 */
export type CountReading =
  | {
      readonly state: 'count'
      readonly fr: number
      readonly en: number
      readonly evidence: 'none' | 'fr' | 'en' | 'comma' | 'dot'
    }
  | {readonly state: 'not-filled'}
  | {readonly state: 'unreadable'; readonly reason: CountFault}

const PLAIN = /^\d{1,15}$/
const BLANKS = /[\s\u00a0\u202f\u2009]/
const GROUPED = /^\d{1,3}(?:[\s\u00a0\u202f\u2009'\u2019]\d{3})+(?=[.,]\d+$|$)/
const SCIENTIFIC = /^\d+(?:[.,](\d+))?e([+-]?)(\d{1,2})$/i
const NOT_FILLED = new Set([
  '',
  '-',
  '\u2013',
  '\u2014',
  'nc',
  'n.c.',
  'nd',
  'n.d.',
  'n/a',
  'na',
  '(vide)',
  '(empty)',
  '(null)',
  'null',
])

const unreadable = (reason: CountFault): CountReading => ({state: 'unreadable', reason})

function count(fr: number, en = fr, evidence: 'none' | 'fr' | 'en' | 'comma' | 'dot' = 'none'): CountReading {
  if (fr > Number.MAX_SAFE_INTEGER || en > Number.MAX_SAFE_INTEGER) return unreadable('too-large')
  return {state: 'count', fr, en, evidence}
}

/** Reads a cell of a count column; whether a comma groups is for the whole file to say. */
export function readCount(cell: string): CountReading {
  if (PLAIN.test(cell)) return count(Number(cell))
  const text = bare(cell)
  if (NOT_FILLED.has(text.toLowerCase())) return {state: 'not-filled'}
  if (PLAIN.test(text)) return count(Number(text))
  if (text.length > 60) return unreadable('text')
  if (text.includes('%')) return unreadable('percent')
  if (/\d\?|\?\d/.test(text)) return unreadable('question-mark')
  if (/^[-\u2212\u2013]\s*\d/.test(text)) return unreadable('negative')
  const scientific = SCIENTIFIC.exec(text)
  if (scientific) return scientificCount(text, scientific)
  const grouped = GROUPED.exec(text)?.[0]
  if (grouped === undefined && (BLANKS.test(text) || /['\u2019]/.test(text)))
    return unreadable(/^[\d\s\u00a0\u202f\u2009'\u2019.,]+$/.test(text) ? 'grouping' : 'text')
  if (grouped === undefined) return separated(text)
  const digits = grouped.replaceAll(/\D/g, '')
  const rest = text.slice(grouped.length)
  return rest === '' ? count(Number(digits)) : decimal(digits, rest.charAt(0), rest.slice(1))
}

/** Without what spreadsheets and Kibana put around: `="…"`, a leading apostrophe, blanks. */
function bare(cell: string): string {
  const text = cell.replace(/^[\s\u00a0\u202f\u2009]+|[\s\u00a0\u202f\u2009]+$/g, '')
  const wrapped = /^="(.*)"$/.exec(text)?.[1] ?? text
  return wrapped.startsWith("'") ? wrapped.slice(1) : wrapped
}

/** `1,20E+06` is how a spreadsheet shows 1 204 567: digits are gone. `1.204E3` and `1.2E6` are whole. */
function scientificCount(
  text: string,
  [, decimals = '', sign, exponent = '']: RegExpExecArray,
): CountReading {
  if (sign === '+' && decimals.length < Number(exponent)) return unreadable('rounded')
  const value = Number(text.replace(',', '.'))
  return Number.isInteger(value) ? count(value) : unreadable('not-integer')
}

function separated(text: string): CountReading {
  if (/^\d+$/.test(text)) return count(Number(text))
  const one = /^(\d+)([.,])(\d+)$/.exec(text)
  if (one) {
    const [, whole = '', sign = '', after = ''] = one
    if (whole.length > 3 || after.length !== 3 || whole.startsWith('0')) return decimal(whole, sign, after)
    const asDecimal = /^0+$/.test(after) ? Number(whole) : Number.NaN
    const asGroup = Number(whole + after)
    return sign === ',' ? count(asDecimal, asGroup, 'comma') : count(asGroup, asDecimal, 'dot')
  }
  if (/^\d{1,3}(?:,\d{3}){2,}$/.test(text)) return both(text, 'en')
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return both(text, 'fr')
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(text) || /^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) {
    const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
    return decimal(text.slice(0, at).replaceAll(/\D/g, ''), text.charAt(at), text.slice(at + 1))
  }
  return unreadable(/^[\d.,]+$/.test(text) && /\d/.test(text) ? 'grouping' : 'text')
}

const both = (text: string, evidence: 'fr' | 'en') => {
  const value = Number(text.replaceAll(/\D/g, ''))
  return count(value, value, evidence)
}

/** Nothing but a decimal mark can stand there. */
function decimal(whole: string, sign: string, after: string): CountReading {
  const value = /^0+$/.test(after) ? Number(whole) : Number.NaN
  return count(value, value, sign === ',' ? 'fr' : 'en')
}
