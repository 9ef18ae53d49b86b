import {isKeptInDoubt} from '../../batch/at-the-dmp.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import {exitCodes} from '../../errors/exit-codes.ts'
import type {DocumentUniqueId} from '../../ids/identifiers.ts'
import {maskIns} from '../../ins/matricule.ts'
import type {Ins} from '../../ins/patient-identity.ts'
import type {JournalItem} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'
import {deletedEarlier, deleteVersion} from './delete-version.ts'
import {type DeletedVersion, keepReceipt} from './deletion-receipt.ts'
import type {DeletionReport, PendingVersion} from './deletion-report.ts'
import type {Looked, Target} from './deletion-targets.ts'
import {mustLookAgain, settleFound} from './settle-sending.ts'

interface Wanted {
  readonly uniqueId: DocumentUniqueId
  readonly ins: Ins
  readonly reason: string
  readonly originalStatus?: 'archived' | undefined
  /** Number of other documents to look at. */
  readonly others: number
  readonly receipt?: string | undefined
}

export type Done = Pick<DeletionReport, 'deleted' | 'absent' | 'pending' | 'receipt'>

interface Course {
  readonly deleted: DeletedVersion[]
  readonly pending: PendingVersion[]
  readonly absent: string[]
  readonly failures: {readonly uniqueId: string; readonly error: unknown}[]
}

async function deleteTargets(bench: Workbench, targets: readonly Target[], wanted: Wanted, course: Course) {
  for (const target of targets) {
    const {uniqueId} = target
    if (bench.signal.aborted && course.failures.length > 0) break
    try {
      const {version, stillThere} = await deleteVersion(bench, target, wanted)
      course.deleted.push(version)
      if (stillThere) course.pending.push({uniqueId, why: 'still-there'})
    } catch (error) {
      course.failures.push({uniqueId, error})
    }
  }
}

async function explainAbsent(
  bench: Workbench,
  absent: readonly JournalItem[],
  wanted: Wanted,
  course: Course,
) {
  const wrongPatient = wanted.reason === 'wrong-patient'
  for (const item of absent) {
    const uniqueId = item.documentUniqueId
    const gone = await deletedEarlier(bench, item, true)
    if (gone) course.deleted.push(gone)
    else if (item.state === 'accepted') course.absent.push(uniqueId)
    else if (
      isKeptInDoubt(item) ||
      (item.state === 'unknown' && wrongPatient && !(await mustLookAgain(bench, item)))
    )
      course.pending.push({uniqueId, why: 'not-found'})
    else course.pending.push({uniqueId, why: item.state === 'unknown' ? 'unknown' : 'sending'})
  }
}

/** The error of the version that failed, with what became of the others; the most alarming when several failed. */
function failureOf({failures, deleted}: Course, receipt: string | null): unknown {
  const gravest =
    failures.find(({error}) => error instanceof DmpError && error.exitCode === exitCodes.unknownOutcome) ??
    failures[0]
  const error = gravest?.error
  if (!(error instanceof DmpError)) return error
  const {code, params, details, retry} = error
  const told = {
    deleted: deleted.map(({uniqueId}) => uniqueId),
    notDeleted: failures.map(({uniqueId}) => uniqueId),
    receipt,
  }
  return new DmpError(code, {params, details: {...details, ...told}, retry, cause: error})
}

/**
 * Deletes what was found and explains what was not. What one version ends in does not keep the others: each is
 * tried, what was deleted gets its receipt, then the failure is told; the same command again goes on from there.
 * @throws DmpError DMP_DOCUMENT_NOT_FOUND when there is nothing to delete nor to wait for; those of the calls
 */
export async function deleteAll(bench: Workbench, {targets, absent}: Looked, wanted: Wanted): Promise<Done> {
  const course: Course = {deleted: [], pending: [], absent: [], failures: []}
  await deleteTargets(bench, await settleFound(bench, targets), wanted, course)
  await explainAbsent(bench, absent, wanted, course)
  const {uniqueId, reason, ins, others} = wanted
  const {deleted, pending} = course
  const receipt = await keepReceipt(
    bench,
    {uniqueId, reason, ins: maskIns(ins.matricule), deleted, others},
    wanted.receipt,
  )
  if (course.failures.length > 0) {
    const counts = {done: deleted.length, left: course.failures.length, receipt: receipt ?? '-'}
    if (deleted.length > 0) bench.warn({code: 'deletion-incomplete', params: counts})
    throw failureOf(course, receipt)
  }
  const given = absent.every(({state}) => state === 'accepted')
  if (deleted.length === 0 && pending.length === 0 && given)
    throw new DmpError('DMP_DOCUMENT_NOT_FOUND', {params: {uniqueId}})
  return {deleted, absent: course.absent, pending, receipt}
}
