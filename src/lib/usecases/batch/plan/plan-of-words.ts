import {type ExitCode, exitCodes} from '../../../errors/exit-codes.ts'
import {parseVisibility, type VisibilityFlags} from '../../../visibility/parse-visibility.ts'
import {planBatch} from './plan-batch.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'

/** `batch plan` as its flags say. @throws DmpError DMP_VISIBILITY_FORBIDDEN, and those of the plan */
export function planOfWords(
  bench: PlanBench,
  {visibility, ...wish}: Omit<PlanWish, 'visibility'> & {readonly visibility: VisibilityFlags},
): Promise<PlanReport> {
  return planBatch(bench, {...wish, visibility: parseVisibility(visibility)})
}

/** What somebody must look at is a finding: a record that cannot go as it is, a document under two names. */
export function planExit({account, alarms, unclear}: PlanReport): ExitCode {
  return account.rejected > 0 || alarms > 0 || unclear > 0 ? exitCodes.findings : exitCodes.done
}
