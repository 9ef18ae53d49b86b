import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Candidate, Verdict} from '../candidate.ts'
import {excluded, held} from './cda-candidate.ts'
import {type KnownSentBench, readKnownSent} from './known-sent.ts'
import type {SentFact, SentFate} from './sent-fact.ts'

const SET = 'sent-before'
const EVIDENCE = ['zam', 'journal', 'report'] as const
const FATES: readonly SentFate[] = ['sent', 'deleted', 'unknown']

type Index = Pick<PlanIndex, 'note' | 'noted'>

const wordOf = (kind: string, ...parts: readonly string[]) => JSON.stringify([kind, ...parts])

function* wordsOf({uniqueId, message, bytes, sourceId}: SentFact): Generator<string> {
  if (uniqueId) yield wordOf('id', uniqueId)
  if (message) yield wordOf('message', message.application, message.facility, message.controlId)
  if (bytes) yield wordOf('bytes', bytes.sha256, bytes.matricule)
  if (sourceId) yield wordOf('number', sourceId)
}

/** A document as the plan knows it when it asks; of a deletion its number alone. */
export interface AskedDocument {
  readonly uniqueId?: string | undefined
  readonly sha256?: string
  readonly matricule?: string
}

/** What was sent before, by other means or from another journal, kept in the working memory of a plan. */
export class SentBefore {
  readonly #index: Index

  constructor(index: Index) {
    this.#index = index
  }

  /** @throws DmpError of `readKnownSent` */
  async load(bench: KnownSentBench, paths: readonly string[]): Promise<number> {
    let facts = 0
    for (const path of paths)
      for await (const fact of readKnownSent(bench, bench.files.resolve(path))) {
        const code = FATES.indexOf(fact.fate) * EVIDENCE.length + EVIDENCE.indexOf(fact.evidence)
        for (const word of wordsOf(fact)) await this.#index.note(SET, word, code)
        facts += 1
      }
    return facts
  }

  /**
   * Why a document does not go (again). One that was deleted since, or whose outcome is unknown, waits for a person: to
   * send it would publish what was taken back, or double it. A deletion that was done is not done twice.
   */
  async verdict(candidate: Candidate, document: AskedDocument): Promise<Verdict | undefined> {
    for (const word of askedWords(candidate, document)) {
      const code = await this.#index.noted(SET, word)
      if (code === undefined) continue
      const told = verdictOf(candidate.action, word, code)
      if (told) return told
    }
    return undefined
  }
}

function askedWords(
  {message, action, local}: Candidate,
  {uniqueId, sha256, matricule}: AskedDocument,
): string[] {
  const words = uniqueId ? [wordOf('id', uniqueId)] : []
  if (message) words.push(wordOf('message', message.application, message.facility, message.controlId))
  if (sha256 && matricule) words.push(wordOf('bytes', sha256, matricule))
  if (local.sourceId && action === 'submit') words.push(wordOf('number', local.sourceId))
  return words
}

function verdictOf(action: Candidate['action'], word: string, code: number): Verdict | undefined {
  const fate = FATES[Math.floor(code / EVIDENCE.length)]
  const evidence = EVIDENCE[code % EVIDENCE.length] ?? 'report'
  if (action === 'delete') {
    const done = fate === 'deleted' || word.startsWith('["message"')
    return done ? excluded('known-sent', {evidence}) : undefined
  }
  if (fate === 'deleted') return held('known-deleted', {evidence})
  return fate === 'unknown' ? held('known-unknown', {evidence}) : excluded('known-sent', {evidence})
}
