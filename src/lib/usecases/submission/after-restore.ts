import {RESTORATIONS} from '../../batch/after-restore.ts'
import {parisDate} from '../../civil-time/paris.ts'
import {DmpError} from '../../errors/dmp-error.ts'
import type {RecordedEvent} from '../../ports/journal.ts'
import type {Workbench} from '../ports.ts'

type Bench = Pick<Workbench, 'journal' | 'clock'>

/** The last copy put back of which nobody knows yet what was sent since. */
async function openRestoration({journal}: Bench): Promise<RecordedEvent | undefined> {
  let open: RecordedEvent | undefined
  for await (const event of (await journal()).events({batchId: RESTORATIONS}))
    if (event.operation === 'journal-answered') open = undefined
    else if (event.data['isComplete'] === false) open = event
  return open
}

export interface Accounted {
  /** Files that tell what was sent. */
  readonly knownSent?: readonly string[] | undefined
  /** The operator's word, for good, that nothing was, or that it is accounted for. */
  readonly afterRestore?: boolean | undefined
}

/**
 * A journal put back from a copy, with nothing left of what was done since, takes for new what was sent since: nothing
 * is planned without a word about it. @throws DmpError DMP_BATCH_STATE
 */
export async function requireAccounted(
  bench: Bench,
  {knownSent = [], afterRestore = false}: Accounted,
  about: 'restored-plan' | 'restored-submit' = 'restored-plan',
): Promise<void> {
  const open = await openRestoration(bench)
  if (open === undefined || (knownSent.length > 0 && !afterRestore)) return
  if (!afterRestore) {
    const params = {run: '-', case: about, kind: 'feed', profile: '-', date: parisDate(open.occurredAt)}
    throw new DmpError('DMP_BATCH_STATE', {params, details: {case: about, date: params.date}})
  }
  const occurredAt = bench.clock.now()
  const event = {
    phase: 'event',
    operation: 'journal-answered',
    occurredAt,
    batchId: RESTORATIONS,
    data: {},
  } as const
  await (await bench.journal()).record([{event}])
}
