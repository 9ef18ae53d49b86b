import {DmpError} from '../../../errors/dmp-error.ts'
import type {Profile} from '../../../profile/profile.ts'
import type {Candidate, DocumentFacts} from '../candidate.ts'
import {isXmlFile} from './detect-input.ts'
import {documentFactsOf} from './document-facts.ts'
import type {InputBench} from './input-options.ts'

type Bench = Pick<InputBench, 'files' | 'cdaReader' | 'signal'>

/** Documents whose facts are kept: a row and its next version name the same few files. */
const KEPT = 20_000

/** Names of files that are no CDA: what they hold is looked at when their turn comes. */
const BODY = /\.(?:pdf|txt|rtf|jpe?g|png|tiff?)$/i

/**
 * What the finished documents that a table names say of themselves: their number, the version they replace, their
 * patient. A table says little of that, and its rows must be known to each other all the same.
 */
export class TabularDocuments {
  readonly #bench: Bench
  readonly #profile: Profile
  readonly #known = new Map<string, DocumentFacts | undefined>()

  constructor(bench: Bench, profile: Profile) {
    this.#bench = bench
    this.#profile = profile
  }

  /** The record with what its document says of itself; the same where it names no finished document that can be read. */
  async complete(candidate: Candidate): Promise<Candidate> {
    const file = candidate.request?.file ?? candidate.namedFile
    if (file === undefined || BODY.test(file)) return candidate
    if (!this.#known.has(file)) this.#remember(file, await this.#read(file))
    const document = this.#known.get(file)
    return document ? {...candidate, document} : candidate
  }

  #remember(file: string, facts: DocumentFacts | undefined): void {
    this.#known.set(file, facts)
    const [oldest] = this.#known.keys()
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest)
  }

  /** Undefined when it cannot be read: its own turn will tell why. */
  async #read(file: string): Promise<DocumentFacts | undefined> {
    const {files, cdaReader, signal} = this.#bench
    try {
      if (!(await isXmlFile(this.#bench, file))) return undefined
      const {header} = await cdaReader.read(await files.source(file), signal)
      return documentFactsOf(header, this.#profile)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof DmpError) return undefined
      throw error
    }
  }
}
