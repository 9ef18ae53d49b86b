import type {Candidate} from '../../explanations/candidates.ts'
import type {
  Explanation,
  ExplanationActor,
  ExplanationFamily,
  ExplanationLanguage,
} from '../../explanations/explanation.ts'

/** What is known of one error, in the language of the run. */
export interface ExplainedEntry {
  readonly id: string
  readonly family: ExplanationFamily
  readonly codes: readonly string[]
  readonly texts: readonly string[]
  readonly cause: string
  /** Who must act, the likeliest first. */
  readonly actors: readonly ExplanationActor[]
  readonly todo: string
  readonly next: string
  readonly page: string | null
}

export interface ExplainedCandidate extends ExplainedEntry {
  readonly by: Candidate['by']
  /** The code, wording or words by which it was found. */
  readonly matched: string
  readonly likeness: number
  readonly line: number | null
  readonly times: number | null
}

export interface ExplainReport {
  /** What was asked, masked and cut; `-` for standard input, null for the catalogue. */
  readonly wanted: string | null
  readonly known: boolean
  readonly candidates: readonly ExplainedCandidate[]
  /** Where nothing is known: what is most like it, which explains nothing. */
  readonly nearest: readonly ExplainedCandidate[]
  /** Codes of a known family that nobody explained. */
  readonly unknown: readonly {readonly code: string; readonly line: number}[]
  readonly read: {readonly lines: number; readonly bytes: number; readonly wordingsShortened: boolean}
  /** With `--all` alone. */
  readonly catalogue: readonly ExplainedEntry[]
}

/** What changes from one message to the next has no value here. */
const withoutPlaceholders = (text: string) => text.replace(/\{\w+\}/g, '…')

export function explainedEntry(entry: Explanation, language: ExplanationLanguage): ExplainedEntry {
  const {id, family, codes, texts, actors, next, page} = entry
  return {
    id,
    family,
    codes,
    texts: texts.map(withoutPlaceholders),
    cause: withoutPlaceholders(entry[language].cause),
    actors,
    todo: withoutPlaceholders(entry[language].todo),
    next,
    page: page ?? null,
  }
}

export function explainedCandidate(one: Candidate, language: ExplanationLanguage): ExplainedCandidate {
  return {
    ...explainedEntry(one.entry, language),
    by: one.by,
    matched: withoutPlaceholders(one.matched),
    likeness: Math.round(one.likeness * 100) / 100,
    line: one.line ?? null,
    times: one.times ?? null,
  }
}

export {explanationFamilies as explainFamilies} from '../../explanations/explanation.ts'
