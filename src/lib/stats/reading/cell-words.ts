import {isMissing, isOther, totalKind} from './label-key.ts'

/** What the text of a cell is besides a value. */
export type CellWord = 'total' | 'mean' | 'other' | 'missing' | 'plain'

const MOST_KEPT = 50_000

/** A memory of readings by text: exports repeat their values; the bound is for those that do not. */
export function remembered<R>(read: (text: string) => R): (text: string) => R {
  let known = new Map<string, R>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = read(text)
    if (known.size >= MOST_KEPT) known = new Map()
    // A piece of a line would hold the whole line in memory.
    known.set(Buffer.from(text).toString(), made)
    return made
  }
}

export function cellWord(text: string): CellWord {
  if (text.length > 120) return 'plain'
  if (isMissing(text)) return 'missing'
  if (isOther(text)) return 'other'
  const total = totalKind(text)
  return total === undefined ? 'plain' : total === 'mean' ? 'mean' : 'total'
}

/** No word of these begins so. */
export function isDigit(text: string): boolean {
  const code = text.charCodeAt(0)
  return code >= 48 && code <= 57
}
