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
  /** Signed over the whole: by a checkpoint of its own, or as what a signed later part goes on from. */
  readonly proven: boolean
  readonly lines: number
  /** Lines at which something does not hold. */
  readonly broken: number
  readonly firstBroken: {readonly line: number; readonly reason: LineFault} | null
}

export interface VerifiedCheckpoint {
  readonly file: string
  /** The exported file it was compared with; null for the journal. */
  readonly against: string | null
  /** The journal whose key is to have signed it. */
  readonly journalId: string
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
 * `not-kept`: no signed checkpoint lies beside the key to compare with; `left-out`: what the export did not take; `owner`: a rewrite by whoever holds the journal and its key; `truth`: what was
 * never recorded, or recorded wrongly.
 */
export type Unseen = 'tail' | 'since' | 'no-key' | 'own-key' | 'not-kept' | 'left-out' | 'owner' | 'truth'

/**
 * `proven`: sound, and signed over the whole by a key that was given or that this machine keeps; `unproven`: the chains
 * hold, and nothing that could be checked says who wrote them, for anybody can chain a file anew; `broken`.
 */
export type TracesVerdict = 'proven' | 'unproven' | 'broken'

export interface VerifiedTraces {
  readonly verdict: TracesVerdict
  /** Proven. */
  readonly intact: boolean
  /** Public keys were given: they alone count. */
  readonly keysGiven: boolean
  readonly journal: VerifiedJournal | null
  readonly files: readonly VerifiedFile[]
  readonly checkpoints: readonly VerifiedCheckpoint[]
  readonly unseen: readonly Unseen[]
}

/** Who gives a key asks for a proof by it: without that, something is wrong. */
export function verifyExit({verdict, keysGiven}: Pick<VerifiedTraces, 'verdict' | 'keysGiven'>): ExitCode {
  const isWell = verdict === 'proven' || (verdict === 'unproven' && !keysGiven)
  return isWell ? exitCodes.done : exitCodes.findings
}

/** Nothing speaks against what it says. */
export function holds({signature, verdict}: VerifiedCheckpoint): boolean {
  return verdict === 'holds' && (signature === 'valid' || signature === 'no-key')
}

/** It says so, and it is known who says it. */
export function proves({signature, verdict}: VerifiedCheckpoint): boolean {
  return verdict === 'holds' && signature === 'valid'
}

export function verdictOf(sound: boolean, proven: boolean): Pick<VerifiedTraces, 'verdict' | 'intact'> {
  if (!sound) return {verdict: 'broken', intact: false}
  return proven ? {verdict: 'proven', intact: true} : {verdict: 'unproven', intact: false}
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
