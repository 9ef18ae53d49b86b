import {DmpError} from '../../../errors/dmp-error.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import type {Candidate, CandidateSource} from '../candidate.ts'
import {beginPlan, restoreRows} from './batch-of-plan.ts'
import {Identifiers} from './identifiers.ts'
import {inOrder} from './in-order.ts'
import {type Bar, judge} from './judge.ts'
import {KnownVersions} from './known-versions.ts'
import {openInputs} from './open-inputs.ts'
import {planEvents, requireBalance} from './plan-row.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'
import {namesOf, recordKey, Turns} from './record-key.ts'
import {RowWriter} from './row-writer.ts'
import {survey} from './survey.ts'
import {Tally} from './tally.ts'

const WIDTH = 4

/** Second reading: every record is judged knowing all the others, and written in order. */
async function judgeAll(bar: Bar, source: CandidateSource, writer: RowWriter, width: number): Promise<void> {
  const {bench, index} = bar
  const turns = new Turns()
  async function* numbered() {
    for await (const candidate of source) {
      const turn = turns.of(candidate)
      const found = await index.find(recordKey(namesOf(candidate, turn)))
      // Appeared since the first reading, or written by an interrupted run.
      if (found && !found.decided) yield {candidate, n: found.n, turn}
    }
  }
  const alone = ({candidate}: {candidate: Candidate}) => candidate.action !== 'submit'
  const work = ({candidate, n, turn}: {candidate: Candidate; n: number; turn: {turn?: number}}) =>
    judge(bar, candidate, n, turn)
  for await (const judged of inOrder(numbered(), width, work, alone)) {
    await index.decide(judged.row.n, judged.row.class)
    await writer.add(judged)
    bench.signal.throwIfAborted()
  }
}

/** Records of the first reading that the second did not find: they are accounted for all the same. */
async function accountForVanished(index: PlanIndex, writer: RowWriter): Promise<void> {
  for await (const {n} of index.undecided())
    await writer.add({
      row: {
        n,
        class: 'rejected',
        reason: 'vanished',
        action: 'submit',
        local: {},
        origin: {file: ''},
      },
    })
}

/**
 * `batch plan`: reads a backlog twice, offline. First every record is numbered and hashed; then each is judged knowing
 * the others, and what is ready is frozen (architecture: identity of a submission). Ctrl-C and the same command again go
 * on where it stopped.
 * @throws DmpError of the journal, the disk, the profile; DMP_INTERRUPTED
 */
export async function planBatch(bench: PlanBench, wish: PlanWish): Promise<PlanReport> {
  const index = await bench.planIndex()
  try {
    return await plan(bench, wish, index)
  } catch (error) {
    if (bench.signal.aborted && !(error instanceof DmpError))
      throw new DmpError('DMP_INTERRUPTED', {cause: error})
    throw error
  } finally {
    await index.close()
  }
}

async function plan(bench: PlanBench, wish: PlanWish, index: PlanIndex): Promise<PlanReport> {
  const profile = await bench.profile()
  const journal = await bench.journal()
  const inputs = await openInputs(bench, wish)
  const {batch, continued} = await beginPlan(bench, inputs.terms, inputs.facts)
  const tally = new Tally()
  const account = await restoreRows(bench, batch.id, async (key, row) => {
    tally.add(row)
    await index.restore(key, row.n, row.class)
  })
  bench.progress.start('plan.reading')
  const surveyed = await survey(bench, index, inputs.open(), wish.width ?? WIDTH)
  bench.progress.stop()
  const writer = new RowWriter(bench, {
    batchId: batch.id,
    again: wish.again ?? false,
    account,
    written: async (row) => {
      tally.add(row)
      const {read, held, rejected} = writer.account
      bench.progress.update({done: read, total: surveyed, failed: held + rejected})
    },
  })
  const bar: Bar = {
    bench,
    index,
    identifiers: new Identifiers(bench.journal),
    known: new KnownVersions(bench, writer),
    facts: {batchId: batch.id, establishment: profile.name},
    again: wish.again ?? false,
    onHold: (hold) => tally.matched(hold),
  }
  bench.progress.start('plan.judging', surveyed)
  try {
    await judgeAll(bar, inputs.open(), writer, wish.width ?? WIDTH)
    await accountForVanished(index, writer)
  } finally {
    // Also when interrupted: what was judged is kept.
    await writer.flush()
    bench.progress.stop()
  }
  requireBalance(writer.account, surveyed)
  const occurredAt = bench.clock.now()
  await journal.record([
    {
      event: {
        phase: 'event',
        operation: planEvents.done,
        batchId: batch.id,
        occurredAt,
        data: {account: {...writer.account}, reasons: tally.reasons()},
      },
      batch: {id: batch.id, state: 'planned', account: writer.account},
    },
  ])
  const holds = (await journal.holds()).filter(({until}) => until === undefined || until > occurredAt)
  return {
    batchId: batch.id,
    environment: profile.environment,
    profile: profile.name,
    continued,
    account: writer.account,
    actions: tally.actions,
    reasons: tally.reasons(),
    alarms: tally.alarms,
    repaired: tally.repaired,
    remarked: tally.remarked,
    rules: null,
    idleHolds: tally.idle(holds),
    seenBefore: 0,
    forecast: null,
    files: [],
  }
}
