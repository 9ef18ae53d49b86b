import type {PlanAccount} from '../../../ports/journal.ts'
import type {BegunPlan} from './batch-of-plan.ts'
import {forecastOf} from './forecast-of.ts'
import type {PlanInputs} from './open-inputs.ts'
import {planEvents, requireBalance} from './plan-row.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'
import type {Tally} from './tally.ts'
import {writePlanFolder} from './write-plan-folder.ts'

interface Judged {
  readonly begun: BegunPlan
  readonly account: PlanAccount
  readonly surveyed: number
  readonly tally: Tally
  readonly inputs: PlanInputs
}

/** Documents from which on a journal on a server is slow to count before it was tidied. */
const MANY = 10_000

/** Closes the account and makes the plan one that may be submitted. @throws DmpError DMP_INTERNAL when it does not balance */
export async function finishPlan(
  bench: PlanBench,
  wish: PlanWish,
  {begun, account, surveyed, tally, inputs}: Judged,
): Promise<PlanReport> {
  const journal = await bench.journal()
  const profile = await bench.profile()
  const batchId = begun.batch.id
  requireBalance(account, surveyed)
  const occurredAt = bench.clock.now()
  const event = {
    phase: 'event',
    operation: planEvents.done,
    batchId,
    occurredAt,
    data: {account: {...account}, reasons: tally.reasons()},
  } as const
  await journal.record([{event, batch: {id: batchId, state: 'planned', account}}])
  await inputs.planned(batchId)
  if (account.ready >= MANY) await journal.tidy?.()
  const holds = (await journal.holds()).filter(({until}) => until === undefined || until > occurredAt)
  const report: PlanReport = {
    batchId,
    environment: profile.environment,
    profile: profile.name,
    continued: begun.continued,
    account,
    actions: tally.actions,
    reasons: tally.reasons(),
    alarms: tally.alarms,
    unclear: tally.unclear,
    repaired: tally.repaired,
    remarked: tally.remarked,
    rules: inputs.rules,
    idleRules: tally.idleRules(inputs.ruleSet?.rules ?? [], account.read),
    idleHolds: tally.idle(holds),
    seenBefore: inputs.seenBefore(),
    forecast: await forecastOf(bench, account.ready),
    files: [],
  }
  return {...report, files: await writePlanFolder(bench, report, wish)}
}
