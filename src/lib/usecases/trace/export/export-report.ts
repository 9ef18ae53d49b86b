import {type ExitCode, exitCodes} from '../../../errors/exit-codes.ts'
import type {UnknownUsers} from '../../../traces/asked-users.ts'
import type {JournalPart} from '../../../traces/export/export-tally.ts'
import type {BrokenJournal} from './sound-sources.ts'

/** Who is at the keyboard. */
export interface Operator {
  readonly account: string
  readonly host: string
}

export interface TraceExport {
  /** `-` for the standard output. */
  readonly file: string
  readonly format: string
  readonly records: number
  /** Of a format that tells acts and not traces: how many messages it wrote. */
  readonly messages?: number
  readonly bytes: number
  readonly sha256: string
  /** Instants of the first and last action, ISO 8601 in UTC. */
  readonly first: string | null
  readonly last: string | null
  readonly journals: readonly JournalPart[]
  readonly unmasked: boolean
  /** Signed checkpoint beside a file that can be verified. */
  readonly checkpoint: string | null
  /** Id of the journal whose key signed it. */
  readonly signer: string | null
  /** A journal that was altered, exported on request all the same: nothing is signed then. */
  readonly broken: BrokenJournal | null
  /** Covering pages of an extraction for the authority. */
  readonly cover: readonly string[]
  readonly series: string | null
  /** Persons asked for whom no trace of the period names: no proof that they did nothing. Null where each occurs. */
  readonly unknownUsers: UnknownUsers | null
}

export function exportExit({broken}: Pick<TraceExport, 'broken'>): ExitCode {
  return broken ? exitCodes.findings : exitCodes.done
}
