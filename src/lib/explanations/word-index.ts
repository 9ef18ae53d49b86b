import {wordEdits} from './alignment.ts'
import type {Explanation} from './explanation.ts'
import {foldText} from './fold-text.ts'

/** Words that say nothing of an error. */
const EMPTY = new Set(
  `a à au aux avec ce ces cet cette ceci cela ca c d dans de des du elle elles en est et etait ete etre eu fait font ici il ils
   j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas peut plus pour pourquoi qu quand
   que quel quelle qui quoi s sa sans se sera ses si son sont sous sur t ta te tes ton tout tous toute toutes tres tu un une vers
   vos votre vous y alors apres avant bien comme comment deja depuis donc encore meme moins non oui rien toujours trop
   the an and are as at be been but by can cannot could did do does for from had has have he her his how if in into is it its
   just my no not of on or our she should so some than that their them then there these they this those to too was we were what
   when where which who why will with would you your i
   erreur error errors erreurs probleme problem message code retour impossible failed echec svp bonjour merci`.split(
    /\s+/,
  ),
)

export interface WordIndex {
  readonly entries: readonly Explanation[]
  /** Word → place of each entry that has it, and in which field. */
  readonly places: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** Words by their first letter: it is seldom mistyped. */
  readonly byLetter: ReadonlyMap<string, readonly string[]>
}

export interface WordsMatch {
  readonly entry: Explanation
  /** Part of what the query says, by how rare each word is, that the entry says too. */
  readonly coverage: number
  readonly rank: number
  readonly words: readonly string[]
}

const camelWords = (code: string) => code.replace(/([a-z])([A-Z])/g, '$1 $2')

export function meaningfulWords(text: string): string[] {
  return [...new Set(foldText(text).split(' '))].filter((word) => word.length > 1 && !EMPTY.has(word))
}

export function wordIndex(entries: readonly Explanation[]): WordIndex {
  const places = new Map<string, Map<number, number>>()
  for (const [at, {codes, texts, fr, en}] of entries.entries()) {
    const fields: readonly (readonly [weight: number, text: string])[] = [
      [3, [...codes.map(camelWords), ...texts].join(' ')],
      [2, `${fr.cause} ${en.cause}`],
      [1, `${fr.todo} ${en.todo}`],
    ]
    for (const [weight, text] of fields)
      for (const word of meaningfulWords(text)) {
        const own = places.get(word) ?? new Map<number, number>()
        if (!places.has(word)) places.set(word, own)
        own.set(at, Math.max(own.get(at) ?? 0, weight))
      }
  }
  const byLetter = Map.groupBy(places.keys(), (word) => word.charAt(0))
  return {entries, places, byLetter}
}

/** Longer queries are messages, not words to look for. */
const MOST_WORDS = 12
export const LEAST_COVERAGE = 0.75

/** Entries by the plain words of a short query: each word may be misspelt or bent. */
export function matchWords({entries, places, byLetter}: WordIndex, query: string): readonly WordsMatch[] {
  const words = meaningfulWords(query)
  if (words.length === 0 || words.length > MOST_WORDS) return []
  const all = words.map((word) => {
    const like = alike(word, byLetter.get(word.charAt(0)) ?? [])
    const spread = new Set(like.flatMap(({word: one}) => [...(places.get(one)?.keys() ?? [])])).size
    return {word, like, rarity: Math.log(1 + entries.length / Math.max(1, spread))}
  })
  const total = all.reduce((sum, {rarity}) => sum + rarity, 0)
  const scores = new Map<number, {said: number; rank: number; words: string[]}>()
  for (const {word, like, rarity} of all) {
    const best = new Map<number, number>()
    for (const {word: one, likeness} of like)
      for (const [at, weight] of places.get(one) ?? [])
        best.set(at, Math.max(best.get(at) ?? 0, likeness * (1 + weight / 10)))
    for (const [at, how] of best) {
      const score = scores.get(at) ?? {said: 0, rank: 0, words: []}
      scores.set(at, score)
      score.said += rarity * Math.min(1, how)
      score.rank += rarity * how
      score.words.push(word)
    }
  }
  return [...scores]
    .flatMap(([at, {said, rank, words: found}]) => {
      const entry = entries[at]
      return entry ? [{entry, coverage: said / total, rank, words: found}] : []
    })
    .filter(({words: found}) => found.some((word) => word.length > 3 || /\d/.test(word)))
    .sort((a, b) => b.rank - a.rank)
}

function alike(
  word: string,
  known: readonly string[],
): readonly {readonly word: string; readonly likeness: number}[] {
  const found = known.includes(word) ? [{word, likeness: 1}] : []
  if (word.length < 5 || /\d/.test(word)) return found
  for (const one of known) {
    if (one === word || one.length < 4 || Math.abs(one.length - word.length) > 4) continue
    const stem = Math.min(one.length, word.length) - 2
    if (stem >= 4 && one.slice(0, stem) === word.slice(0, stem) && Math.abs(one.length - word.length) <= 3)
      found.push({word: one, likeness: 0.9})
    else if (Math.abs(one.length - word.length) <= 1) {
      const edits = wordEdits(word, one)
      if (edits <= (word.length < 8 ? 1 : 2)) found.push({word: one, likeness: 0.85})
    }
  }
  return found
}
