/**
 * Formats of exported traces. A format is a function that takes records as they come and hands over what is to be written
 * as it goes: it holds no more than one record. Equal records give equal bytes, so no format writes the time of the
 * export, nor anything else of this moment.
 *
 * A format is pure; files, their names and rights, the account of what was exported and by whom belong to the use case.
 */
import type {SheetOutput} from '../../ports/sheet-output.ts'
import type {TraceRecord} from '../trace-record.ts'
import type {ExportChain, ExportHead} from './export-chain.ts'

/** Where a format writes: text in UTF-8, or bytes. A promise is to be waited for; mostly there is none. */
export interface ExportSink {
  write(content: string | Uint8Array): Promise<void> | undefined
}

/** A condition or a fact of an export, both for people: keys of texts, or words as they are. */
export interface ExportFact {
  /** `trace-export.fact.<name>` */
  readonly name: string
  readonly value: string | number
}

export interface ExportAbout {
  /** The text of a key in the language of the person. */
  readonly t: (key: string, params?: Readonly<Record<string, string | number>>) => string
  /** Cells as they are, even those that a spreadsheet would run. */
  readonly raw: boolean
  readonly sheets: SheetOutput
  /** Conditions, version of the program: known before the first record. */
  readonly facts: readonly ExportFact[]
  /** Facts known after the last record: number, ends of the chains. */
  readonly ending: () => readonly ExportFact[]
  /** Of a format whose lines are chained: the last line of the part before, where there is one. */
  readonly after?: ExportHead | undefined
  /** Choices of single formats, as the command was given them. */
  readonly choices: Readonly<Record<string, string | boolean | undefined>>
}

export interface Exported {
  /** Of a format whose lines are chained: what the checkpoint beside the file says. */
  readonly chain?: Pick<ExportChain, 'checkpoint' | 'head'>
  /** Of a format that writes one message for an act, not one for each of its traces: how many. */
  readonly messages?: number
}

export type TraceWriter = (
  records: AsyncIterable<TraceRecord>,
  sink: ExportSink,
  about: ExportAbout,
) => Promise<Exported | undefined>

export interface TraceFormat {
  /** End of the name of a file, without the point. */
  readonly extension: string
  /** Its lines are chained: a signed checkpoint goes beside the file. */
  readonly chained?: true
  readonly write: TraceWriter
}
