import {align} from './alignment.ts'
import type {Explanation} from './explanation.ts'
import {foldText, stableParts} from './fold-text.ts'
import {type TrigramIndex, trigramIndex} from './trigram-index.ts'

export interface Wording {
  readonly entry: Explanation
  /** As it is known, placeholders included. */
  readonly text: string
  readonly parts: readonly string[]
  readonly letters: number
  /** Below 1 for our own explanation, which nobody's log holds. */
  readonly weight: number
}

export interface WordingMatch {
  readonly wording: Wording
  /** From 0 to 1: letters of the wording that stand in the text, or of the text that stand in the wording. */
  readonly likeness: number
  /** How much was seen, by how well: what candidates are ordered by. */
  readonly rank: number
  /** Where the found part ends in the folded text. */
  readonly end: number
}

export interface WordingIndex {
  readonly wordings: readonly Wording[]
  readonly trigrams: TrigramIndex
}

/** More of a wording says nothing more. */
const MOST_LETTERS = 160
/** Shorter parts stand anywhere. */
const LEAST_PART = 4
const OWN_WEIGHT = 0.8

export function wordingIndex(entries: readonly Explanation[]): WordingIndex {
  const wordings = entries.flatMap((entry) => [
    ...entry.texts.map((text) => wordingOf(entry, text, 1)),
    ...[entry.fr.cause, entry.en.cause].map((text) => wordingOf(entry, text, OWN_WEIGHT)),
  ])
  return {wordings, trigrams: trigramIndex(wordings.map(({parts}) => parts.join(' ')))}
}

function wordingOf(entry: Explanation, text: string, weight: number): Wording {
  const all = stableParts(text)
  const long = all.filter((part) => part.length >= LEAST_PART)
  const parts: string[] = []
  let letters = 0
  for (const part of long.length > 0 ? long : all) {
    const kept = part.slice(0, MOST_LETTERS - letters)
    if (kept.length < LEAST_PART && parts.length > 0) break
    parts.push(kept)
    letters += kept.length
  }
  return {entry, text, parts, letters, weight}
}

/** A short query may be a cut piece of a wording; a whole log line holds the wording in it. */
export function matchWording(wording: Wording, folded: string, isShort: boolean): WordingMatch | undefined {
  if (!isShort && wording.letters < LEAST_LETTERS) return undefined
  const inside = foundInside(wording, folded, isShort ? leastLikeness(wording.letters) : IN_LONG_TEXT)
  const isWhole = (inside?.likeness ?? 0) > 0.95
  const others = isShort && !isWhole ? [foundAround(wording, folded), foundBegun(wording, folded)] : []
  const [best] = [inside, ...others].flatMap((one) => one ?? []).sort((a, b) => b.rank - a.rank)
  return best
}

/** A long text holds any short wording by chance, and programs that write logs make no typing mistakes. */
const LEAST_LETTERS = 16
const IN_LONG_TEXT = 0.86

/** One or two letters wrong are many in a short wording. */
const leastLikeness = (letters: number) => (letters < 9 ? 0.85 : letters < 26 ? 0.8 : 0.75)

function foundInside(wording: Wording, folded: string, least: number): WordingMatch | undefined {
  let seen = 0
  let end = 0
  for (const part of wording.parts) {
    const found = align(part, folded)
    seen += Math.max(0, part.length - found.edits)
    end = Math.max(end, found.end)
  }
  const likeness = seen / Math.max(1, wording.letters)
  if (likeness < least) return undefined
  return {wording, likeness, rank: seen * likeness ** 2 * wording.weight, end}
}

const LEAST_PIECE = 12
const PIECE_LIKENESS = 0.84

/** The text is a piece of the wording. */
function foundAround(wording: Wording, folded: string): WordingMatch | undefined {
  const whole = wording.parts.join(' ')
  if (folded.length < LEAST_PIECE || folded.length > whole.length || !folded.includes(' ')) return undefined
  const {edits} = align(folded, whole)
  return piece(wording, folded.length, edits, folded.length)
}

/** The text ends in the midst of the wording. */
function foundBegun(wording: Wording, folded: string): WordingMatch | undefined {
  const {begun} = align(wording.parts.join(' '), folded)
  return begun.length === 0 ? undefined : piece(wording, begun.length, begun.edits, folded.length)
}

function piece(wording: Wording, length: number, edits: number, end: number): WordingMatch | undefined {
  const likeness = 1 - edits / length
  if (likeness < (length < 20 ? 0.9 : PIECE_LIKENESS)) return undefined
  const seen = (length - edits) * likeness ** 2
  // Of two wordings that hold it, the one that it is more of.
  const rank = seen * wording.weight * (0.8 + 0.1 * Math.min(1, length / Math.max(1, wording.letters)))
  return {wording, likeness: likeness * (0.9 + 0.1 * Math.min(1, length / wording.letters)), rank, end}
}

/** Nearest wordings of a query that is known by none: shown under that name. */
export function nearestWordings(index: WordingIndex, query: string): readonly WordingMatch[] {
  const folded = foldText(query)
  return index.trigrams.likely(folded, {least: 0.3, most: 10, either: true}).flatMap((at) => {
    const wording = index.wordings[at]
    if (!wording || folded.length === 0) return []
    const shorter = Math.min(folded.length, wording.letters)
    const {edits} =
      folded.length < wording.letters
        ? align(folded, wording.parts.join(' '))
        : align(wording.parts.join(' '), folded)
    const likeness = 1 - edits / Math.max(1, shorter)
    return likeness >= 0.65 ? [{wording, likeness, rank: (shorter - edits) * likeness, end: 0}] : []
  })
}
