import {IDENTIFIER_TAKEN} from '../../../batch/at-the-dmp.ts'
import {NOT_FOUND_AFTER_SENDING} from '../../../batch/not-found.ts'
import type {Batch} from '../../../ports/journal.ts'
import type {ReportTotals} from './report-totals.ts'
import {goingOn} from './standing.ts'

/** What to do next: message `report.next.<code>`, the number it is about, and the command when there is one. */
export interface NextStep {
  readonly code:
    | 'plan-unfinished'
    | 'go-on'
    | 'unknown'
    | 'deferred'
    | 'not-found'
    | 'taken'
    | 'in-doubt'
    | 'held'
    | 'refused'
    | 'plan-held'
    | 'plan-rejected'
    | 'deleted'
    | 'withdrawn'
    | 'deletions-done'
    | 'nothing'
  readonly count: number
  readonly command: string | null
}

/** The most urgent first: an unknown outcome is asked for before anything else leaves. */
export function nextSteps(
  batch: Pick<Batch, 'id' | 'state' | 'undoes'>,
  {
    run,
    plan,
    actions,
    reasons,
    inDmp: {deleted},
    heldInDoubt,
  }: Pick<ReportTotals, 'run' | 'plan' | 'actions' | 'reasons' | 'inDmp' | 'heldInDoubt'>,
): readonly NextStep[] {
  const {id, state, undoes} = batch
  const lost = (list: 'held' | 'refused', cause: string = NOT_FOUND_AFTER_SENDING) =>
    reasons.filter((one) => one.list === list && one.code === cause).reduce((sum, {count}) => sum + count, 0)
  const [kept, sought, taken] = [lost('held'), lost('refused'), lost('held', IDENTIFIER_TAKEN)]
  const otherwise = Math.max(0, heldInDoubt - kept - taken)
  const surely = run.held - kept - taken - otherwise
  const verify =
    kept + taken + otherwise > 0
      ? `dmp batch verify ${id}`
      : undoes === undefined
        ? null
        : `dmp batch verify ${undoes}`
  const steps: NextStep[] = []
  const add = (code: NextStep['code'], count: number, command: string | null) => {
    if (count > 0) steps.push({code, count, command})
  }
  if (state === 'closed') {
    // What was refused or never left is not tried again in a run that was taken back.
    add('unknown', run.unknown, `dmp batch undo ${id}`)
    add('not-found', kept, verify)
    add('taken', taken, verify)
    add('in-doubt', otherwise, verify)
    add('held', surely, 'dmp batch hold list')
    return [...steps, {code: deleted > 0 ? 'deleted' : 'withdrawn', count: deleted, command: null}]
  }
  const goOn = goingOn(batch, {account: run})
  if (state === 'planning') steps.push({code: 'plan-unfinished', count: plan.read, command: null})
  else {
    add('unknown', run.unknown, goOn)
    add('go-on', run.remaining, goOn)
    add('deferred', run.deferred, goOn && `dmp batch retry ${id} --only deferred`)
  }
  add('not-found', kept + sought, verify)
  add('refused', run.refused - sought, `dmp batch retry ${id} --only refused`)
  add('taken', taken, `dmp batch retry ${id} --only ${IDENTIFIER_TAKEN}`)
  add('in-doubt', otherwise, verify)
  add('held', surely, 'dmp batch hold list')
  add('plan-rejected', plan.rejected, null)
  add('plan-held', plan.held, null)
  if (steps.length > 0) return steps
  if (actions.delete > 0 && actions.submit + actions.replace === 0)
    return [{code: 'deletions-done', count: run.accepted, command: null}]
  return [{code: deleted > 0 ? 'deleted' : 'nothing', count: deleted, command: null}]
}
