import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch} from '../../../ports/journal.ts'
import type {Workbench} from '../../ports.ts'
import {resolvePlan} from '../plan/resolve-plan.ts'
import {type HowToTakeBack, type TakeBackBench, takeBack} from './take-back.ts'
import type {TakeBackReport} from './take-back-report.ts'
import {undoRecords} from './undo-records.ts'
import type {UndoScope} from './undo-survey.ts'

export interface UndoWish extends UndoScope, HowToTakeBack {
  /** `AAAAMMJJ-xxxx`, or the folder of its plan. */
  readonly run: string
}

/** Nothing more leaves of a run that is taken back: its workers stop, and no resume can begin it again. */
async function closeRun({journal, clock}: Workbench, {id}: Batch, undo: string): Promise<void> {
  const data = {phase: 'closed', by: undo}
  const event = {phase: 'event', operation: 'batch-undo', batchId: id, occurredAt: clock.now(), data} as const
  await (await journal()).record([{event, batch: {id, state: 'closed'}}])
}

/** Only what fed the DMP can be taken back. @throws DmpError DMP_BATCH_NOT_FOUND, DMP_BATCH_STATE, DMP_UNDO_IMPOSSIBLE */
async function fedRun(bench: Workbench, word: string): Promise<Batch> {
  const run = await resolvePlan(bench, word)
  const {name} = await bench.profile()
  // Another establishment's certificates deposited them; these could not delete them.
  if (run.establishment !== name) {
    const facts = {run: run.id, case: 'profile', kind: run.kind, profile: run.establishment}
    throw new DmpError('DMP_BATCH_STATE', {params: facts, details: facts})
  }
  if (run.kind === 'feed') return run
  throw new DmpError('DMP_UNDO_IMPOSSIBLE', {
    params: {run: run.id, kind: run.kind},
    details: {run: run.id, kind: run.kind},
  })
}

/**
 * `batch undo`: deletes from the DMP what a run deposited, newest first. What had an unknown outcome is located first;
 * what never left is withdrawn; what another run or command replaced since is listed, and taken with `withReplaced`
 * only. The run is closed before anything else. Interrupted, the same command goes on.
 * @throws DmpError DMP_BATCH_NOT_FOUND, DMP_UNDO_IMPOSSIBLE, DMP_CONFIRMATION_NEEDED, those of the journal and the keys
 */
export async function batchUndo(bench: TakeBackBench, wish: UndoWish): Promise<TakeBackReport> {
  const journal = await bench.journal()
  const run = await fedRun(bench, wish.run)
  const {since, until, types, maxItems = Number.POSITIVE_INFINITY, withReplaced, ...how} = wish
  return takeBack(bench, {
    ...how,
    kind: 'undo',
    run,
    facts: {since, until, types, maxItems: wish.maxItems, withReplaced},
    again: `dmp batch undo ${run.id}`,
    records: (most) =>
      undoRecords(journal, run, {since, until, types, withReplaced, maxItems: Math.min(maxItems, most)}),
    confirmed: (undo) => closeRun(bench, run, undo),
  })
}
