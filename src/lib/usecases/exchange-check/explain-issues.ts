import {findExplanations} from '../../explanations/candidates.ts'
import type {ExplanationLanguage} from '../../explanations/explanation.ts'
import {allExplanations} from '../../explanations/registry.ts'
import {type ExplanationIndex, explanationIndex} from '../../explanations/search.ts'
import type {CheckBench} from './check-ports.ts'
import type {ExplainedIssue, ReportedAnswer, ReportedIssue} from './exchange-report.ts'

/** What is known of the embedded DMP's own codes is for its user alone. */
const isTold = ({known}: ReportedIssue): boolean => known !== null && !known.startsWith('sandbox-')

/** What the registry of explanations knows of codes that are no known answers: SOAP, WS-Addressing, HTTP, TLS… */
export class IssueBook {
  readonly #bench: CheckBench
  readonly #language: ExplanationLanguage
  #index: Promise<ExplanationIndex> | undefined

  constructor(bench: CheckBench, language: ExplanationLanguage) {
    this.#bench = bench
    this.#language = language
  }

  async explained(answer: ReportedAnswer): Promise<ReportedAnswer> {
    if (answer.issues.every(isTold)) return answer
    const issues: ReportedIssue[] = []
    for (const issue of answer.issues)
      issues.push(isTold(issue) ? issue : {...issue, explained: await this.#look(issue)})
    return {...answer, issues}
  }

  /** By its code or a known wording; what is only alike explains nothing. */
  async #look({code, text}: ReportedIssue): Promise<ExplainedIssue | null> {
    const {explanations, insiCodes} = this.#bench
    if (!explanations || !insiCodes) return null
    this.#index ??= (async () =>
      explanationIndex(
        allExplanations({
          ...(await explanations.sentences()),
          tables: await explanations.tables(),
          insiCodes: await insiCodes(),
          isCommand: () => true,
        }),
      ))()
    const {candidates} = findExplanations(await this.#index, `${code.replace('_', ' ')}\n${text}`)
    const found = candidates.find(({by}) => by === 'code' || by === 'number' || by === 'wording')
    if (!found) return null
    const {id, actors, next} = found.entry
    const {cause, todo} = found.entry[this.#language]
    return {id, cause, todo, actors, next}
  }
}
