import {foldText} from '../explanations/fold-text.ts'
import {distance} from '../profile/nearest.ts'

/** Something that may be meant, and what it is called. */
export interface NamedCode {
  readonly code: string
  readonly name: string
}

export interface NameMatch extends NamedCode {
  /** 1: named exactly. */
  readonly likeness: number
}

const EMPTY = new Set(
  ['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'ou', 'par', 'pour', 'sur']
    .concat(['un', 'une', 'the', 'of', 's'])
    .values(),
)
/** Nobody names a type or a profession in more letters. */
const LONGEST = 200
const LEAST_GAP = 0.15

const foldName = (text: string) =>
  foldText(text.slice(0, LONGEST)).replace(/\bcomptes? rendus?\b|\bcrs?\b/g, 'cr')

const wordsOf = (folded: string) => folded.split(' ').filter((word) => word !== '' && !EMPTY.has(word))

interface FoldedName {
  readonly folded: string
  readonly words: readonly string[]
}

/** Names come from tables, the same for every question. */
const foldedNames = new Map<string, FoldedName>()

function foldedOnce(name: string): FoldedName {
  const before = foldedNames.get(name)
  if (before) return before
  const folded = foldName(name)
  const made = {folded, words: wordsOf(folded)}
  foldedNames.set(name, made)
  return made
}

/** Edits between two words, or more than `most`. */
function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  return distance(a, b)
}

function likeWord(wanted: string, word: string): number {
  if (wanted === word) return 1
  if (wanted.length >= 4 && word.startsWith(wanted)) return 0.9
  const slips = wanted.length >= 8 ? 2 : wanted.length >= 5 ? 1 : 0
  return slips > 0 && edits(wanted, word, slips) <= slips ? 0.8 : 0
}

/** 0 to 1; below 0.5 where a word that was given is in no word of the name. */
function likeness(wanted: readonly string[], name: readonly string[]): number {
  const found = wanted.map((word) => Math.max(0, ...name.map((other) => likeWord(word, other))))
  const sum = found.reduce((total, one) => total + one, 0)
  if (found.includes(0)) return (0.49 * sum) / wanted.length
  return (sum / wanted.length) * (0.6 + (0.39 * Math.min(wanted.length, name.length)) / name.length)
}

/** Which names are most like a text, the best first, each code once; none that has no word of it. */
export function rankNames(text: string, names: readonly NamedCode[]): NameMatch[] {
  const folded = foldName(text)
  const wanted = wordsOf(folded).slice(0, 20)
  if (wanted.length === 0) return []
  const best = new Map<string, NameMatch>()
  for (const {code, name} of names) {
    const other = foldedOnce(name)
    const like = other.folded === folded ? 1 : likeness(wanted, other.words)
    if (like > (best.get(code)?.likeness ?? 0)) best.set(code, {code, name, likeness: like})
  }
  return [...best.values()].sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
}

export type Meant =
  | {readonly kind: 'one'; readonly match: NameMatch}
  | {readonly kind: 'several' | 'none'; readonly like: readonly NameMatch[]}

/** The one that is meant, where that is sure: named exactly, alone in holding every word, or clearly ahead. */
export function settleMeant(ranked: readonly NameMatch[]): Meant {
  const whole = ranked.filter(({likeness: like}) => like >= 0.5)
  const [first, second] = whole
  if (!first) return {kind: 'none', like: ranked.slice(0, 5)}
  const sure =
    !second || (first.likeness === 1 ? second.likeness < 1 : first.likeness - second.likeness >= LEAST_GAP)
  return sure ? {kind: 'one', match: first} : {kind: 'several', like: whole.slice(0, 8)}
}
