import {matriculeKey} from './matricule.ts'

/** Thirteen characters of a matricule, perhaps with the key, wherever a name of a file or a local number carries them. */
const CANDIDATE = /(?<!\d)([1-478]\d{4}(?:\d{2}|2[AB])\d{6})(\d{2})?(?!\d)/gi

/** Usual months of birth: other numbers of thirteen digits are common, and the hospital finds its document by them. */
const MONTH = /^\d{3}(?:0[1-9]|1[0-2]|20)/

/**
 * A text of the hospital as lists show it: exports put the INS into names of files and numbers of documents, and no
 * list carries it. With its key a number must have the right one; without, a month of birth where it has one.
 */
export function hideMatricules(text: string): string {
  if (text.length < 13) return text
  return text.replace(CANDIDATE, (found: string, body: string, key: string | undefined) => {
    const isOne = key === undefined ? MONTH.test(body) : matriculeKey(body.toUpperCase()) === key
    return isOne ? dotted(found) : found
  })
}

/** In its place in a name, as long as it was: first character and last two. */
const dotted = (number: string) => `${number.slice(0, 1)}${'•'.repeat(number.length - 3)}${number.slice(-2)}`

/** What must be readable to act upon: an OID of a document, a hash. */
const KEPT = /(\b\d+(?:\.\d+){3,}\b|\b[0-9a-f]{32,}\b)/i

/** The same for a sentence, in which identifiers of documents and hashes stay as they are. */
export function hideMatriculesInText(text: string): string {
  if (text.length < 13) return text
  return text
    .split(KEPT)
    .map((part, at) => (at % 2 === 1 ? part : hideMatricules(part)))
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
