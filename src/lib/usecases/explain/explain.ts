import {maskMatricules} from '../../answers/mask-matricules.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import {type Found, findExplanations, settle} from '../../explanations/candidates.ts'
import type {ExplanationFamily, ExplanationLanguage} from '../../explanations/explanation.ts'
import {readLines} from '../../explanations/read-lines.ts'
import {allExplanations} from '../../explanations/registry.ts'
import {type ExplanationIndex, ExplanationSearch, explanationIndex, SHORT} from '../../explanations/search.ts'
import {hideMatriculesInText} from '../../ins/hide-matricules.ts'
import type {ExplanationSources, InsiCodes, StandardInput} from '../../ports/explanation-sources.ts'
import {type ExplainReport, explainedCandidate, explainedEntry} from './explain-report.ts'

export interface ExplainMeans {
  readonly explanations: ExplanationSources
  readonly insiCodes: InsiCodes
  readonly standardInput: StandardInput
  readonly signal: AbortSignal
}

export interface ExplainWish {
  /** What was typed: a code, a text, or `-` alone for standard input. */
  readonly words: readonly string[]
  readonly all: boolean
  readonly family: ExplanationFamily | undefined
  readonly language: ExplanationLanguage
  /** Words of the program's commands, by colons: `config:check`. */
  readonly commands: readonly string[]
}

const SHOWN = 200

/**
 * What an error is, what caused it, who must act, what to run next: by code or by text, from arguments or standard input;
 * or the whole catalogue. Nothing of the given text is kept; the little that is shown has no INS.
 * @throws DmpError DMP_USAGE when nothing was given to explain, DMP_VALUESET_UNUSABLE
 */
export async function explain(means: ExplainMeans, wish: ExplainWish): Promise<ExplainReport> {
  const text = wish.words.join(' ').trim()
  if (wish.all === Boolean(text)) throw new DmpError('DMP_USAGE', {params: {problem: USE}})
  const entries = await registryOf(means, wish.commands)
  if (wish.all) {
    const {family, language} = wish
    const wanted = entries.filter((one) => family === undefined || one.family === family)
    return {...nothing, known: true, catalogue: wanted.map((one) => explainedEntry(one, language))}
  }
  const index = explanationIndex(entries)
  const {found, bytes} = text === '-' ? await fromInput(means, index) : fromText(index, text)
  const likely = found.candidates.filter(({by}) => by !== 'words')
  // A code that nobody explained is not explained by its words.
  const guessed = likely.length === 0 && found.unknown.length > 0
  const told = (list: Found['candidates']) => list.map((one) => explainedCandidate(one, wish.language))
  return {
    ...nothing,
    wanted: text === '-' ? '-' : masked(text.slice(0, 2 * SHOWN)).slice(0, SHOWN),
    known: found.candidates.length > 0 && !guessed,
    candidates: guessed ? [] : told(found.candidates),
    nearest: guessed ? told([...found.nearest, ...found.candidates].slice(0, 3)) : told(found.nearest),
    unknown: found.unknown.map(({code, line}) => ({code: masked(code), line})),
    read: {lines: found.lines, bytes, wordingsShortened: found.wordingsShortened},
  }
}

const USE = 'dmp explain CODE | "…" | - | --all'

const nothing: ExplainReport = {
  wanted: null,
  known: false,
  candidates: [],
  nearest: [],
  unknown: [],
  read: {lines: 0, bytes: 0, wordingsShortened: false},
  catalogue: [],
}

/** Both ways: by shape whatever its key, and by key however it is written. */
const masked = (text: string) => maskMatricules(hideMatriculesInText(text))

async function registryOf({explanations, insiCodes}: ExplainMeans, commands: readonly string[]) {
  const known = new Set(commands.map((id) => id.replaceAll(':', ' ')))
  return allExplanations({
    ...(await explanations.sentences()),
    tables: await explanations.tables(),
    insiCodes: await insiCodes(),
    isCommand: (words) => known.has(words),
  })
}

interface Read {
  readonly found: Found
  readonly bytes: number
}

function fromText(index: ExplanationIndex, text: string): Read {
  return {found: findExplanations(index, text), bytes: new TextEncoder().encode(text).length}
}

async function fromInput({standardInput, signal}: ExplainMeans, index: ExplanationIndex): Promise<Read> {
  const search = new ExplanationSearch(index)
  let bytes = 0
  let first = ''
  async function* counted() {
    for await (const chunk of standardInput()) {
      if (signal.aborted) return
      bytes += chunk.length
      yield chunk
    }
  }
  for await (const {text, goesOn} of readLines(counted())) {
    if (first.length <= SHORT) first += `${text}\n`
    if (goesOn) search.goOn(text)
    else search.line(text)
  }
  const query = first.length <= SHORT + 1 ? first.trim() : undefined
  return {found: settle(index, search, query), bytes}
}

/** Known: done. Nothing known is a finding: a script must see it. */
export const explainExit = ({known}: ExplainReport): ExitCode => (known ? exitCodes.done : exitCodes.findings)
