import type {TraceRecord} from '../trace-record.ts'
import type {ExportFact} from './trace-format.ts'

/** What was exported of one journal. */
export interface JournalPart {
  readonly id: string
  readonly file: string
  readonly environment: string
  readonly records: number
  /** Of the last trace that was exported; null without any. */
  readonly lastHash: string | null
}

interface Source {
  readonly journalId: string
  readonly file: string
  readonly environment: string
}

/** Counts records as they pass, by journal, with the first and last instants. */
export class ExportTally {
  readonly #parts: Map<string, {readonly source: Source; records: number; lastHash: string | null}>
  #records = 0
  #first: string | null = null
  #last: string | null = null
  #written: string | null = null

  constructor(sources: readonly Source[]) {
    const inOrder = [...sources].sort((a, b) => (a.journalId < b.journalId ? -1 : 1))
    this.#parts = new Map(inOrder.map((source) => [source.journalId, {source, records: 0, lastHash: null}]))
  }

  /** The same records, noted as they pass; a generator of its own would cost as much as reading them. */
  count(records: AsyncIterable<TraceRecord>): AsyncIterable<TraceRecord> {
    return {
      [Symbol.asyncIterator]: () => {
        const each = records[Symbol.asyncIterator]()
        return {
          next: () =>
            each.next().then((result) => {
              if (!result.done) this.#note(result.value)
              return result
            }),
          return: async () => (await each.return?.()) ?? {done: true, value: undefined},
        }
      },
    }
  }

  #note({journal, hash, occurredAt, ts}: TraceRecord): void {
    this.#records += 1
    const part = this.#parts.get(journal)
    if (part) {
      part.records += 1
      part.lastHash = hash
    }
    // Instants of one form sort as texts.
    if (this.#first === null || occurredAt < this.#first) this.#first = occurredAt
    if (this.#last === null || occurredAt > this.#last) this.#last = occurredAt
    if (this.#written === null || ts > this.#written) this.#written = ts
  }

  get records(): number {
    return this.#records
  }

  get span(): {readonly first: string | null; readonly last: string | null} {
    return {first: this.#first, last: this.#last}
  }

  get journals(): readonly JournalPart[] {
    return [...this.#parts.values()].map(({source: {journalId, file, environment}, records, lastHash}) => ({
      id: journalId,
      file,
      environment,
      records,
      lastHash,
    }))
  }

  /** Facts of the end; the time is that of the last trace, so that the same traces give the same file. */
  facts(): readonly ExportFact[] {
    return [
      {name: 'records', value: this.#records},
      ...(this.#first === null ? [] : [{name: 'first', value: this.#first}]),
      ...(this.#last === null ? [] : [{name: 'last', value: this.#last}]),
      ...(this.#written === null ? [] : [{name: 'written', value: this.#written}]),
      ...this.journals.flatMap(({id, records, lastHash}) => [
        {name: 'journal', value: id},
        {name: 'journal-records', value: records},
        ...(lastHash === null ? [] : [{name: 'journal-hash', value: lastHash}]),
      ]),
    ]
  }
}
