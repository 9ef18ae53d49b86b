import {matriculeKey} from './matricule.ts'

/** What typing, spreadsheets and copies of a page leave between the groups of a matricule. */
const SEPARATOR = '[\\s.\\-_\\u00ad\\u200b-\\u200d\\u2010-\\u2015\\u2060\\u2212]'

/** Digits, and the letters of Corsica, that stand together or nearly so. */
const RUN = new RegExp(`\\d(?:${SEPARATOR}{0,2}[\\dAB]){12,}`, 'gi')
const SEPARATORS = new RegExp(SEPARATOR, 'g')

/** The groups in which a matricule is written: `2 65 05 99 999 001 41`. */
const GROUPED = new RegExp(
  `^${['\\d', '\\d\\d', '\\d\\d', '(?:\\d\\d|2[AB])', '\\d{3}', '\\d{3}'].join(`${SEPARATOR}{0,2}`)}(?:${SEPARATOR}{0,2}\\d\\d)?$`,
  'i',
)
const STRUCTURE = /^[1-478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/

/** Usual months of birth: other numbers of thirteen digits are common, and the hospital finds its document by them. */
const MONTH = /^\d{3}(?:0[1-9]|1[0-2]|20)/

/** Inside other digits or between blanks chance is great: man or woman, and a month of birth. */
const USUAL = /^[12]\d\d(?:0[1-9]|1[0-2]|20)/

/** An instant to the millisecond or finer, written without a blank: nobody's number. */
const INSTANT =
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d){2}\d{3,6}$/

/**
 * A text of the hospital as lists show it: exports put the INS into names of files and numbers of documents, people
 * type it in groups, and no list carries it. With its key a number must have the right one; without, a month of birth
 * where it has one. Glued to other digits (a date) it is found by its key.
 */
export function hideMatricules(text: string): string {
  if (text.length < 13) return text
  const read = text.replaceAll(/[\uff10-\uff19]/g, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 0x30),
  )
  const hidden = read.replace(RUN, hideInRun)
  return hidden === read ? text : hidden
}

function hideInRun(run: string): string {
  const places = [...run.matchAll(/[\dAB]/gi)].map(({index}) => index)
  let shown = ''
  let from = 0
  for (let n = 0; n + 13 <= places.length; n += 1) {
    const size = sizeAt(run, places, n)
    if (size === 0) continue
    const start = places[n] ?? 0
    const end = (places[n + size - 1] ?? 0) + 1
    shown += run.slice(from, start) + dotted(run.slice(start, end))
    from = end
    n += size - 1
  }
  return shown + run.slice(from)
}

/** How many characters of a matricule begin there: fifteen with the key, thirteen without, none. */
function sizeAt(run: string, places: readonly number[], n: number): 15 | 13 | 0 {
  const isOne = (size: 15 | 13) => {
    const last = places[n + size - 1]
    const first = places[n]
    if (last === undefined || first === undefined) return false
    const alone = !/\d/.test(run.charAt(first - 1)) && !/\d/.test(run.charAt(last + 1))
    if (!isMatricule(run.slice(first, last + 1), size, alone)) return false
    return alone || !INSTANT.test(digitsAround(run, first))
  }
  if (isOne(15)) return 15
  return isOne(13) ? 13 : 0
}

function digitsAround(run: string, at: number): string {
  const before = /[\dAB]*$/i.exec(run.slice(0, at))?.[0] ?? ''
  return before + (/^[\dAB]*/i.exec(run.slice(at))?.[0] ?? '')
}

function isMatricule(piece: string, size: 15 | 13, alone: boolean): boolean {
  const whole = piece.replaceAll(SEPARATORS, '').toUpperCase()
  const joined = piece.length === size
  if (!STRUCTURE.test(whole) || !(alone || joined)) return false
  const grouped = GROUPED.test(piece)
  if (size === 13) return alone && MONTH.test(whole) && (joined || (grouped && !piece.includes('.')))
  if (matriculeKey(whole.slice(0, 13)) !== whole.slice(13)) return false
  if (alone && joined) return true
  // Arcs of an OID stand between dots as well.
  return USUAL.test(whole) && (joined || grouped || !piece.includes('.'))
}

/** In its place in a name, as long as it was: first character and last two. */
const dotted = (number: string) => `${number.slice(0, 1)}${'•'.repeat(number.length - 3)}${number.slice(-2)}`

/** What must be readable to act upon: an OID of a document, a hash. */
const KEPT = /(\b\d+(?:\.\d+){3,}\b|\b(?=\d*[a-f])[0-9a-f]{32,}\b)/i

/** The same for a sentence, in which identifiers of documents and hashes stay as they are. */
export function hideMatriculesInText(text: string): string {
  if (text.length < 13) return text
  return text
    .split(KEPT)
    .map((part, at) => (at % 2 === 1 && !GROUPED.test(part) ? part : hideMatricules(part)))
    .join('')
}

/** The same for every text of a value, names of fields apart. */
export function hideMatriculesWithin<T>(value: T): T {
  if (typeof value === 'string') return hideMatriculesInText(value) as T
  if (Array.isArray(value)) return value.map(hideMatriculesWithin) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  const entries = Object.entries(value).map(([name, one]) => [name, hideMatriculesWithin(one)])
  return Object.fromEntries(entries) as T
}

/** Whether something of a text was hidden: it names nothing any more. */
export const isHidden = (text: string): boolean => text.includes('•••')
