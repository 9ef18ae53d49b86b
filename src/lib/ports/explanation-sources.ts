import type {Sentences} from '../explanations/sentences.ts'
import type {ExplanationTable} from '../explanations/tables.ts'
import type {KnownCodes} from '../insi/known-codes.ts'

/** What the registry of explanations is made of, read when it is first asked for. */
export interface ExplanationSources {
  /** The tables that come with the program. @throws DmpError DMP_VALUESET_UNUSABLE */
  tables(): Promise<readonly ExplanationTable[]>
  /** Both languages: a log may be in either. */
  sentences(): Promise<Sentences>
}

/** What was left to the program on its standard input, piece by piece. */
export type StandardInput = () => AsyncIterable<Uint8Array>

/** The codes of INSi, those of the user's own file included. */
export type InsiCodes = () => Promise<KnownCodes>
