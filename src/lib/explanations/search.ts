import {type CodeBook, codeBook, type KnownCodeEntry} from './code-book.ts'
import {codesIn, unknownCodesIn} from './code-scan.ts'
import type {Explanation} from './explanation.ts'
import {foldText, unescapeText} from './fold-text.ts'
import {type WordIndex, wordIndex} from './word-index.ts'
import {matchWording, type WordingIndex, type WordingMatch, wordingIndex} from './wording-index.ts'

export interface ExplanationIndex {
  readonly entries: readonly Explanation[]
  readonly codes: CodeBook
  readonly wordings: WordingIndex
  readonly words: WordIndex
}

export function explanationIndex(entries: readonly Explanation[]): ExplanationIndex {
  return {
    entries,
    codes: codeBook(entries),
    wordings: wordingIndex(entries),
    words: wordIndex(entries),
  }
}

export interface SeenCode extends KnownCodeEntry {
  /** From 1. */
  readonly line: number
  times: number
}

export interface SeenWording extends WordingMatch {
  readonly line: number
  /** Where its last letter stands among all letters read. */
  readonly to: number
}

/** What a text holds, before anything is ranked. */
export interface Sightings {
  readonly codes: ReadonlyMap<string, SeenCode>
  /** The best wording of each entry. */
  readonly wordings: ReadonlyMap<string, SeenWording>
  /** Codes of a known family that nobody explained, as written, with the first line of each. */
  readonly unknown: ReadonlyMap<string, number>
  readonly lines: number
  /** Part of a long text was looked at for codes alone. */
  readonly wordingsShortened: boolean
}

export interface SearchLimits {
  /** Length of what is compared at once; two such pieces overlap by half. */
  readonly window: number
  /** Comparisons letter by letter over the whole text. */
  readonly alignments: number
  /** Comparisons of one wording: no text can use up those of the others. */
  readonly triesOfOne: number
  /** Different lines held to pass over repeated ones. */
  readonly held: number
}

const usualLimits: SearchLimits = {window: 400, alignments: 30_000, triesOfOne: 200, held: 50_000}

/** A short text is compared both ways: it may be a cut piece of a wording. */
export const SHORT = 400
const LONGEST_LINE = 16_384
/** Longer lines are not held to be known again. */
const LONGEST_HELD = 600

/** Reads a text line by line in bounded memory: codes everywhere, wordings in overlapping pieces. */
export class ExplanationSearch {
  readonly #index: ExplanationIndex
  readonly #limits: SearchLimits
  readonly #codes = new Map<string, SeenCode>()
  readonly #wordings = new Map<string, SeenWording>()
  readonly #unknown = new Map<string, number>()
  readonly #seen = new Set<string>()
  readonly #tried = new Map<number, number>()
  #pending = ''
  #marks: {at: number; line: number}[] = []
  #lines = 0
  #passed = 0
  #left: number
  #letters = 0

  constructor(index: ExplanationIndex, limits: SearchLimits = usualLimits) {
    this.#index = index
    this.#limits = limits
    this.#left = limits.alignments
  }

  line(written: string): void {
    this.#lines += 1
    this.goOn(written)
  }

  /** More of the line that was begun. */
  goOn(written: string): void {
    for (let from = 0; from === 0 || from < written.length; from += LONGEST_LINE)
      this.#piece(written.slice(Math.max(0, from - SHORT), from + LONGEST_LINE))
  }

  #piece(written: string): void {
    const line = unescapeText(written)
    for (const {entry, code} of codesIn(line, this.#index.codes)) {
      const seen = this.#codes.get(code)
      if (seen) seen.times += 1
      else this.#codes.set(code, {entry, code, line: this.#lines, times: 1})
    }
    if (this.#unknown.size < 20)
      for (const code of unknownCodesIn(line, this.#index.codes))
        if (!this.#unknown.has(code)) this.#unknown.set(code, this.#lines)
    const folded = foldText(line)
    if (folded.length === 0) return
    // A log repeats itself with other dates: such a line was looked at.
    const kind = folded.length > LONGEST_HELD ? undefined : folded.replace(/\d+/g, '0')
    if (kind !== undefined && this.#seen.has(kind)) return
    if (kind !== undefined && this.#seen.size < this.#limits.held) this.#seen.add(kind)
    this.#letters += folded.length
    if (this.#pending) this.#pending += ' '
    this.#marks.push({at: this.#pending.length, line: this.#lines})
    this.#pending += folded
    while (this.#pending.length > this.#limits.window) this.#step()
  }

  /** Looks at one window, then keeps its second half for what goes on in the next. */
  #step(): void {
    const {window} = this.#limits
    this.#look(this.#pending.slice(0, window), false)
    const half = window / 2
    this.#pending = this.#pending.slice(half)
    this.#passed += half
    const marks = this.#marks.map(({at, line}) => ({at: at - half, line}))
    const first = marks.findLastIndex(({at}) => at <= 0)
    this.#marks = marks.slice(Math.max(0, first))
  }

  #look(folded: string, isShort: boolean): void {
    if (this.#left <= 0 || folded.length < 6) return
    const {wordings, trigrams} = this.#index.wordings
    const likely = trigrams.likely(folded, {
      least: isShort ? 0.25 : 0.7,
      most: 12,
      either: isShort,
      rareOnly: !isShort,
    })
    for (const at of likely) {
      const wording = wordings[at]
      const tried = this.#tried.get(at) ?? 0
      if (!wording || tried >= this.#limits.triesOfOne) continue
      const match = matchWording(wording, folded, isShort)
      this.#left -= 1
      // Found whole, it needs no further look.
      this.#tried.set(at, (match?.likeness ?? 0) > 0.98 ? Number.POSITIVE_INFINITY : tried + 1)
      const known = this.#wordings.get(wording.entry.id)
      if (match && (!known || match.rank > known.rank))
        this.#wordings.set(wording.entry.id, {
          ...match,
          line: this.#lineAt(match.end - 1),
          to: this.#passed + match.end,
        })
    }
  }

  #lineAt(place: number): number {
    return this.#marks.findLast(({at}) => at <= place)?.line ?? this.#lines
  }

  /** Without `wordings` what is left is known already, as a code alone. */
  finish({wordings}: {readonly wordings: boolean}): Sightings {
    const rest = wordings ? this.#pending : ''
    const isShort = this.#letters <= SHORT && rest.length === this.#letters + this.#marks.length - 1
    this.#look(rest, isShort)
    return {
      codes: this.#codes,
      wordings: this.#wordings,
      unknown: this.#unknown,
      lines: this.#lines,
      wordingsShortened: this.#left <= 0 || [...this.#tried.values()].includes(this.#limits.triesOfOne),
    }
  }
}
