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
    | 'held'
    | 'refused'
    | 'plan-held'
    | 'plan-rejected'
    | 'nothing'
  readonly count: number
  readonly command: string | null
}

/** The most urgent first: an unknown outcome is asked for before anything else leaves. */
export function nextSteps(
  batch: Pick<Batch, 'id' | 'state'>,
  {run, plan}: ReportTotals,
): readonly NextStep[] {
  const {id, state} = batch
  const steps: NextStep[] = []
  const add = (code: NextStep['code'], count: number, command: string | null) => {
    if (count > 0) steps.push({code, count, command})
  }
  const goOn = goingOn(batch, {account: run})
  if (state === 'planning') steps.push({code: 'plan-unfinished', count: plan.read, command: null})
  else {
    add('unknown', run.unknown, goOn)
    add('go-on', run.remaining, goOn)
    add('deferred', run.deferred, goOn && `dmp batch retry ${id} --only deferred`)
  }
  add('refused', run.refused, `dmp batch retry ${id} --only refused`)
  add('held', run.held, 'dmp batch hold list')
  add('plan-rejected', plan.rejected, null)
  add('plan-held', plan.held, null)
  return steps.length > 0 ? steps : [{code: 'nothing', count: 0, command: null}]
}
