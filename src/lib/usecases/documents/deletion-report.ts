import {type ExitCode, exitCodes} from '../../errors/exit-codes.ts'
import type {DeletedVersion} from './deletion-receipt.ts'
import type {OtherDocument} from './wrong-patient.ts'

export interface Prerequisite {
  readonly id: 'ins' | 'dmp-active' | 'authorisation' | 'entry'
  readonly state: 'ok' | 'not-required'
  readonly value: string
}

/**
 * Why a version must be looked at again: `sending` and `unknown` are how its sending stands; `not-found`: sent, looked
 * for twice in vain, it may still appear.
 */
export interface PendingVersion {
  readonly uniqueId: string
  readonly why: 'sending' | 'unknown' | 'not-found' | 'still-there'
}

export interface DeletionReport {
  readonly uniqueId: string
  readonly reason: string
  readonly dryRun: boolean
  /** Empty when nothing had left: nothing was asked. */
  readonly checklist: readonly Prerequisite[]
  readonly deleted: readonly DeletedVersion[]
  /** Versions that the DMP does not show, and that need nothing more. */
  readonly absent: readonly string[]
  /** Versions whose end is not known yet: exit code 9, or 10 when all were looked for enough and not found. */
  readonly pending: readonly PendingVersion[]
  /** How many stand. */
  readonly holds: number
  readonly others: readonly OtherDocument[]
  readonly receipt: string | null
}

/** What nobody knows the end of is the most alarming; everything else that could not be done is an error. */
export function deletionExit({pending}: DeletionReport): ExitCode {
  if (pending.length === 0) return exitCodes.done
  return pending.every(({why}) => why === 'not-found') ? exitCodes.findings : exitCodes.unknownOutcome
}
