import type {Account} from '../../../batch/account.ts'
import {type ExitCode, exitCodes, gravestExit} from '../../../errors/exit-codes.ts'
import type {PlanAccount} from '../../../ports/journal.ts'
import type {ReasonCount} from '../plan/plan-wish.ts'
import type {CauseCount, RunReport} from '../run/run-report.ts'

/** A document as a hospital finds it again; never its INS. */
export interface NamedDeletion {
  readonly uniqueId: string | null
  readonly ipp: string | null
  readonly venue: string | null
  readonly sourceId: string | null
  readonly typeCode: string | null
  readonly sentAt: string | null
  /** What took its place: uniqueId, and the run that sent it. */
  readonly replacedBy: {readonly uniqueId: string; readonly batchId: string | null} | null
  /** Why it is not deleted; null when it is to be. */
  readonly reason: string | null
}

/** What `batch undo` and `batch delete` answer. */
export interface TakeBackReport {
  readonly kind: 'undo' | 'delete'
  /** The run taken back. */
  readonly run: string | null
  /** Batches of deletions that were worked on: the one made now, and those begun earlier. */
  readonly batches: readonly string[]
  readonly dryRun: boolean
  readonly reason: string
  /** `read = ready + held + rejected + excluded`: every document looked at, in one column. */
  readonly plan: PlanAccount
  readonly reasons: readonly ReasonCount[]
  /** Deletions planned earlier that go on now. */
  readonly underway: number
  /** Documents that took the place of an earlier version: that one stays obsolete. */
  readonly leavesObsolete: number
  /** The first of what would be deleted; on a dry run only. */
  readonly documents: readonly NamedDeletion[]
  /** The first of what a person must decide on. */
  readonly kept: readonly NamedDeletion[]
  /** Of the deletions: `planned = accepted + refused + unknown + deferred + held + remaining`; accepted is deleted. */
  readonly account: Account
  readonly causes: readonly CauseCount[]
  /** Deleted by the DMP's word alone: still shown afterwards, or not looked at. */
  readonly unproven: number
  /** Documents that turned out never to have left: nothing is there, and nothing will send them. */
  readonly neverArrived: number
  /** Unknown sendings looked for and not found: they may still appear, and must be looked for again. */
  readonly notFound: number
  /** Holds placed so that nothing of it goes to these patients again. */
  readonly holds: number
  /** How the work ended; null when there was none to do. */
  readonly stopped: RunReport['stopped'] | null
  readonly receipt: {readonly csv: string; readonly json: string} | null
  /** Words of the command that goes on with it; null when nothing is left. */
  readonly resume: string | null
}

const countOf = ({reasons}: TakeBackReport, reason: string) =>
  reasons.find((one) => one.reason === reason)?.count ?? 0

/** A document still in the DMP that should not be is the most alarming; what a person must decide on is a finding. */
export function takeBackExit(report: TakeBackReport): ExitCode {
  const {account, plan, neverArrived, notFound} = report
  if (report.dryRun) return plan.held + plan.rejected > 0 ? exitCodes.findings : exitCodes.done
  const codes: ExitCode[] = [exitCodes.done]
  if (account.unknown > 0 || countOf(report, 'undo-sending') > 0) codes.push(exitCodes.unknownOutcome)
  const {reason, exitCode} = report.stopped ?? {reason: 'done', exitCode: null}
  // What is put off because the way was shut is part of that stop, not a failed document.
  const deferred = reason === 'circuit' || reason === 'certificate' ? 0 : account.deferred
  // Put off because a look-up failed: not a limit that was asked for.
  const putOff = reason === 'waiting' ? account.remaining : 0
  const failed = account.refused - neverArrived - notFound + deferred + account.held + plan.rejected + putOff
  codes.push(exitCode ?? exitCodes.done)
  if (failed > 0) codes.push(exitCodes.someFailed)
  if (plan.held + notFound > 0) codes.push(exitCodes.findings)
  return gravestExit(codes)
}
