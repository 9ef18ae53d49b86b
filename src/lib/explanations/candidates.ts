import {wordEdits} from './alignment.ts'
import type {KnownCodeEntry} from './code-book.ts'
import {bareCodes} from './code-scan.ts'
import type {Explanation} from './explanation.ts'
import {type ExplanationIndex, ExplanationSearch, type SeenWording, SHORT, type Sightings} from './search.ts'
import {LEAST_COVERAGE, matchWords} from './word-index.ts'
import {nearestWordings} from './wording-index.ts'

/**
 * How an entry was found. `code`: its code stands there; `number`: a number that several tables know; `near-code`: a code
 * spelt nearly so; `wording`: a wording known of it; `words`: the plain words of the query.
 */
export type FoundBy = 'code' | 'number' | 'near-code' | 'wording' | 'words'

export interface Candidate {
  readonly entry: Explanation
  readonly by: FoundBy
  /** The code, wording or words that are known; never a piece of the text that was given. */
  readonly matched: string
  /** 0 to 1. */
  readonly likeness: number
  /** First line where it was seen, from 1, and how often a code was. */
  readonly line?: number
  readonly times?: number
}

export interface Found {
  readonly candidates: readonly Candidate[]
  /** Nothing is known: what is most like it, claimed for nothing. */
  readonly nearest: readonly Candidate[]
  readonly unknown: readonly {readonly code: string; readonly line: number}[]
  readonly lines: number
  readonly wordingsShortened: boolean
}

interface Ranked extends Candidate {
  /** Surer kinds first; within one, by rank. */
  readonly tier: number
  readonly rank: number
}

export const MOST_CANDIDATES = 5
const MOST_NEAREST = 3
const SURE = 0.85
/** Longer ones are messages or lines of a log. */
const SHORT_QUERY = 60

/** All that a text says, ranked. */
export function findExplanations(index: ExplanationIndex, text: string): Found {
  const search = new ExplanationSearch(index)
  for (const line of text.split(/\r\n|\r|\n/)) search.line(line)
  return settle(index, search, text.length <= SHORT ? text : undefined)
}

/** Ends a search; `query` is the whole of a short text, for which more is tried. */
export function settle(index: ExplanationIndex, search: ExplanationSearch, query: string | undefined): Found {
  const bare = query === undefined ? undefined : bareCodes(query, index.codes)
  const seen = search.finish({wordings: !bare?.sure})
  const {lines, wordingsShortened} = seen
  const unknown = [...seen.unknown].map(([code, line]) => ({code, line}))
  if (bare?.sure)
    return {candidates: byBareCode(bare).map(shown), nearest: [], unknown, lines, wordingsShortened}
  const known = best([
    ...byCode(seen),
    ...byWording(seen, query),
    ...(bare ? byBareCode(bare) : []),
    ...(query === undefined ? [] : byNearCode(index, query)),
  ])
  const words = query === undefined ? [] : byWords(index, query, isTold(known))
  const candidates = best([...known, ...words])
  const nearest = candidates.length > 0 || query === undefined ? [] : nearestOf(index, query)
  return {
    candidates: candidates.slice(0, MOST_CANDIDATES).map(shown),
    nearest: nearest.map(shown),
    unknown,
    lines,
    wordingsShortened,
  }
}

const shown = ({entry, by, matched, likeness, line, times}: Ranked): Candidate => ({
  entry,
  by,
  matched,
  likeness,
  ...(line === undefined ? {} : {line}),
  ...(times === undefined ? {} : {times}),
})

/** One candidate for each entry, the surest first; found by its code as well, it is told so. */
function best(all: readonly Ranked[]): Ranked[] {
  const byEntry = new Map<string, Ranked>()
  for (const one of all.toSorted((a, b) => b.tier - a.tier || b.rank - a.rank)) {
    const known = byEntry.get(one.entry.id)
    if (!known) byEntry.set(one.entry.id, one)
    else if (one.by === 'code' && known.by !== 'code')
      byEntry.set(one.entry.id, {...one, tier: known.tier, rank: known.rank})
  }
  return [...byEntry.values()]
}

/** Words of one message that another wording shares are chance; a short query may truly mean several. */
function withoutChance(wordings: Iterable<SeenWording>, isShort: boolean): SeenWording[] {
  const kept: SeenWording[] = []
  for (const one of [...wordings].sort((a, b) => b.rank - a.rank)) {
    const chance = kept.some(
      (first) =>
        overlap(one, first) > one.wording.letters / 2 &&
        (one.rank < first.rank * 0.4 || (!isShort && one.likeness < first.likeness - 0.03)),
    )
    if (!chance) kept.push(one)
  }
  return kept
}

function overlap(a: SeenWording, b: SeenWording): number {
  const from = ({to, wording}: SeenWording) => to - wording.letters
  return Math.min(a.to, b.to) - Math.max(from(a), from(b))
}

function byCode({codes}: Sightings): Ranked[] {
  return [...codes.values()].map(({entry, code, line, times}, order) => ({
    entry,
    by: 'code',
    matched: code,
    likeness: 1,
    line,
    times,
    tier: entry.generic ? 1.2 : 2,
    rank: 10_000 - order,
  }))
}

/** A text of the DMP says more than the code that many errors share. */
const saysMore = ({family}: Explanation) => family === 'dmp' || family === 'xds'

function byWording({wordings}: Sightings, query: string | undefined): Ranked[] {
  const isShort = query !== undefined && query.length <= SHORT_QUERY
  return withoutChance(wordings.values(), isShort).map(({wording, likeness, rank, line}) => {
    const {entry, text, weight} = wording
    const official = weight === 1
    const sure = likeness >= SURE
    const vague = entry.generic && entry.family !== 'ours'
    const specific = vague ? 1 : sure && official && saysMore(entry) ? 3 : 2
    return {
      entry,
      by: 'wording',
      matched: text,
      likeness,
      line,
      tier: sure ? specific : Math.min(1, specific) - 0.1,
      rank,
    }
  })
}

const asRanked = (
  {entry, code}: KnownCodeEntry,
  by: FoundBy,
  rest: Pick<Ranked, 'tier' | 'rank' | 'likeness'>,
): Ranked => ({entry, by, matched: code, ...rest})

function byBareCode({sure, found}: ReturnType<typeof bareCodes>): Ranked[] {
  return found.map((one, order) =>
    asRanked(one, sure ? 'code' : 'number', {
      tier: sure ? 4 : 1.5,
      rank: 10_000 - order,
      likeness: sure ? 1 : 0.6,
    }),
  )
}

const CODE_SHAPED = /^[\w.-]{6,60}$/
const digitsOf = (code: string) => code.replace(/\D+/g, ' ').trim()

/** Tokens that are nearly a code: letters may be wrong, numbers may not. */
function byNearCode({codes}: ExplanationIndex, query: string, strict = true): Ranked[] {
  const allowed = strict ? nearly : (length: number) => Math.ceil(length / 3)
  const bare = query.trim()
  const tokens = bare.includes(' ')
    ? bare.split(/[^\w.-]+/).filter((one) => /[_\d]|[a-z][A-Z]|[A-Z]{2}[a-z]/.test(one))
    : [bare.replace(/^.*:/, '')]
  return tokens
    .slice(0, 20)
    .map((token) => token.toLowerCase().replace(/[.-]+$/, ''))
    .filter((token) => CODE_SHAPED.test(token) && !codes.byCode.has(token))
    .flatMap((token) =>
      [...codes.byCode].flatMap(([code, known]) => {
        const longest = Math.max(token.length, code.length)
        if (
          Math.abs(token.length - code.length) > allowed(longest) ||
          (strict && digitsOf(token) !== digitsOf(code))
        )
          return []
        const edits = wordEdits(token, code)
        if (edits > allowed(longest)) return []
        const likeness = 1 - edits / longest
        return [asRanked(known, 'near-code', {tier: 1.6, rank: 1000 * likeness, likeness})]
      }),
    )
}

const nearly = (length: number): number => (length < 9 ? 1 : 2)

/** Plain words are for who has no message: beside one, our own pages only share words with it by chance. */
const isTold = (known: readonly Ranked[]) =>
  known.some(({by}) => by === 'code' || by === 'near-code')
    ? 'by-code'
    : known.some(({likeness}) => likeness > 0.95)
      ? 'by-wording'
      : 'not'

const OURS: readonly string[] = ['ours', 'check', 'rule']

function byWords({words}: ExplanationIndex, query: string, told: ReturnType<typeof isTold>): Ranked[] {
  if (told === 'by-code') return []
  return matchWords(words, query)
    .filter(({coverage}) => coverage >= (told === 'not' ? LEAST_COVERAGE : 0.95))
    .filter(({entry}) => told === 'not' || !OURS.includes(entry.family))
    .slice(0, told === 'not' ? MOST_CANDIDATES : 2)
    .map(({entry, coverage, rank, words: said}) => ({
      entry,
      by: 'words',
      matched: said.join(' '),
      likeness: 0.7 * Math.min(1, coverage),
      tier: 0.5,
      rank,
    }))
}

function nearestOf(index: ExplanationIndex, query: string): Ranked[] {
  const codes = byNearCode(index, query, false)
  const isWord = !/\s/.test(query.trim())
  const wordings = (isWord ? [] : nearestWordings(index.wordings, query)).map(
    ({wording, likeness, rank}) => ({
      entry: wording.entry,
      by: 'wording' as const,
      matched: wording.text,
      likeness,
      tier: 1,
      rank,
    }),
  )
  const words = matchWords(index.words, query)
    .filter(({coverage}) => coverage >= 0.55)
    .slice(0, MOST_NEAREST)
    .map(({entry, coverage, rank, words: said}) => ({
      entry,
      by: 'words' as const,
      matched: said.join(' '),
      likeness: coverage / 2,
      tier: 0.5,
      rank,
    }))
  return best([...codes, ...wordings, ...words]).slice(0, MOST_NEAREST)
}
