/** What `trace verify` answers: of a journal, or of exported files. */
import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {BrokenEvent, JournalFault} from '../../ports/journal.ts'
import type {FileVerdict, LineFault} from '../../traces/export/export-check.ts'
import type {JournalVerdict} from '../../traces/journal-tally.ts'
import type {SignatureVerdict} from './given-checkpoint.ts'

export interface BrokenTrace {
  readonly writerId: string
  readonly seq: number
  readonly eventId: string
  /** When it was written, as it says itself; ISO 8601. */
  readonly ts: string
  /** `sequence`: events before it are missing; `prev`, `hash`: altered; `order`: moved; `effects`: unreadable. */
  readonly note: string
}

export interface VerifiedJournal {
  readonly path: string
  readonly journalId: string
  readonly events: number
  /** The first event, in the order of writing, that does not fit in its chain. */
  readonly firstBroken: BrokenTrace | null
  readonly findings: readonly JournalFault[]
  /** False without the key file: chains were checked, signatures within the journal were not. */
  readonly signaturesChecked: boolean
}

export interface VerifiedFile {
  readonly file: string
  readonly lines: number
  /** Lines at which something does not hold. */
  readonly broken: number
  readonly firstBroken: {readonly line: number; readonly reason: LineFault} | null
}

export interface VerifiedCheckpoint {
  readonly file: string
  /** The exported file it was compared with; null for the journal. */
  readonly against: string | null
  readonly takenAt: string
  readonly size: number
  readonly signature: SignatureVerdict
  readonly verdict: JournalVerdict['verdict'] | FileVerdict
  readonly writerId: string | null
  readonly seq: number | null
}

/**
 * What was not looked at, or cannot be seen at all. `tail`: an end cut off, without a checkpoint; `since`: an end cut off
 * after the checkpoint; `no-key`: signatures of checkpoints; `own-key`: they were checked with the key of this machine;
 * `left-out`: what the export did not take; `owner`: a rewrite by whoever holds the journal and its key; `truth`: what was
 * never recorded, or recorded wrongly.
 */
export type Unseen = 'tail' | 'since' | 'no-key' | 'own-key' | 'left-out' | 'owner' | 'truth'

export interface VerifiedTraces {
  readonly intact: boolean
  readonly journal: VerifiedJournal | null
  readonly files: readonly VerifiedFile[]
  readonly checkpoints: readonly VerifiedCheckpoint[]
  readonly unseen: readonly Unseen[]
}

export function verifyExit({intact}: VerifiedTraces): ExitCode {
  return intact ? exitCodes.done : exitCodes.findings
}

export function holds({signature, verdict}: VerifiedCheckpoint): boolean {
  return verdict === 'holds' && (signature === 'valid' || signature === 'no-key')
}

/** Of the checkpoints that were compared. */
export function unseenOfKeys(checkpoints: readonly VerifiedCheckpoint[], keysGiven: boolean): Unseen[] {
  if (checkpoints.some(({signature}) => signature === 'no-key')) return ['no-key']
  return checkpoints.length > 0 && !keysGiven ? ['own-key'] : []
}

export function brokenTrace(broken: BrokenEvent | undefined): BrokenTrace | null {
  if (broken === undefined) return null
  const {id: eventId, writerId, seq, ts, note} = broken
  const written = new Date(ts)
  // An altered event may say any number.
  return {writerId, seq, eventId, ts: Number.isNaN(written.getTime()) ? '-' : written.toISOString(), note}
}
