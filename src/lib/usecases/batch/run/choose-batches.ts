import {awaitsWord, RESTORED_AT} from '../../../batch/after-restore.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch, BatchChange} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {resolvePlan} from '../plan/resolve-plan.ts'

type Bench = Pick<Workbench, 'journal' | 'files' | 'profile' | 'clock'>

function unfit(
  {id, kind, establishment}: Batch,
  reason: 'planning' | 'planned' | 'kind' | 'profile' | 'restored' | 'restored-planned',
): DmpError {
  return new DmpError('DMP_BATCH_STATE', {
    params: {run: id, case: reason, kind, profile: establishment},
    details: {run: id, case: reason, kind, profile: establishment},
  })
}

/** @throws DmpError DMP_BATCH_STATE, DMP_WITHDRAWN when it was taken back */
async function requireWorkable(bench: Bench, batch: Batch): Promise<void> {
  if (batch.state === 'closed') throw new DmpError('DMP_WITHDRAWN', {params: {run: batch.id}})
  if (batch.state === 'planning') throw unfit(batch, 'planning')
  const {name} = await bench.profile()
  // Another establishment's certificates would sign documents that name somebody else.
  if (batch.establishment !== name) throw unfit(batch, 'profile')
}

/**
 * A run of a journal that was put back from a copy goes on once a person says so.
 * @throws DmpError DMP_BATCH_STATE
 */
async function requireWord(bench: Bench, batch: Batch, afterRestore: boolean): Promise<void> {
  if (!awaitsWord(batch)) return
  if (!afterRestore) throw unfit(batch, 'restored')
  await letGoOn(bench, [batch])
}

/** The operator's word that runs of a journal put back from a copy go on. */
export async function letGoOn(
  bench: Pick<Bench, 'journal' | 'clock'>,
  batches: readonly Batch[],
): Promise<void> {
  const occurredAt = bench.clock.now()
  const entries = batches.filter(awaitsWord).map(({id}) => ({
    event: {
      phase: 'event',
      operation: 'batch-submit',
      occurredAt,
      batchId: id,
      data: {afterRestore: true},
    } as const,
    batch: {id, facts: {[RESTORED_AT]: null}},
  }))
  if (entries.length > 0) await (await bench.journal()).record(entries)
}

/**
 * `batch submit`: from now on workers may take from this plan. A plan already submitted goes on.
 * @throws DmpError DMP_BATCH_NOT_FOUND, DMP_BATCH_STATE, DMP_WITHDRAWN
 */
export async function submitPlan(bench: Bench, word: string, afterRestore = false): Promise<Batch> {
  const batch = await resolvePlan(bench, word)
  await requireWorkable(bench, batch)
  if (batch.kind !== 'feed') throw unfit(batch, 'kind')
  await requireWord(bench, batch, afterRestore)
  if (batch.state === 'submitted') return batch
  const submittedAt = bench.clock.now()
  const change: BatchChange = {id: batch.id, state: 'submitted', facts: {submittedAt}}
  const event = {
    phase: 'event',
    operation: 'batch-submit',
    occurredAt: submittedAt,
    batchId: batch.id,
    data: {},
  } as const
  await (await bench.journal()).record([{event, batch: change}])
  return {...batch, state: 'submitted'}
}

/**
 * The runs to go on with: the one named, or every one of this profile that was submitted.
 * @throws DmpError DMP_BATCH_NOT_FOUND, DMP_BATCH_STATE, DMP_WITHDRAWN
 */
export async function submittedRuns(
  bench: Bench,
  word?: string,
  afterRestore = false,
): Promise<readonly Batch[]> {
  if (word === undefined) {
    const {name} = await bench.profile()
    const all = await (await bench.journal()).batches()
    const mine = all.filter(({state, establishment}) => state === 'submitted' && establishment === name)
    if (afterRestore) await letGoOn(bench, mine)
    const going = afterRestore ? mine : mine.filter((batch) => !awaitsWord(batch))
    const [stopped] = mine
    if (going.length === 0 && stopped) throw unfit(stopped, 'restored')
    return going
  }
  const batch = await resolvePlan(bench, word)
  await requireWorkable(bench, batch)
  // What a copy put back had as a plan may have been submitted since: its word is given where it is submitted.
  if (batch.state !== 'submitted') throw unfit(batch, awaitsWord(batch) ? 'restored-planned' : 'planned')
  await requireWord(bench, batch, afterRestore)
  return [batch]
}
