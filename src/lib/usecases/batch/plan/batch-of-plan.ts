import {parisDate} from '../../../civil-time/paris.ts'
import {hashSource} from '../../../digest/hash-source.ts'
import type {Batch, PlanAccount} from '../../../ports/journal.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import {canonicalJson} from '../../../traces/canonical-json.ts'
import {counted, noRecords, type PlanRow, planEvents, rowsOf} from './plan-row.ts'
import type {PlanBench} from './plan-wish.ts'
import {recordKey} from './record-key.ts'

/** What decides that two commands ask for the same plan. */
export type PlanTerms = Readonly<Record<string, unknown>>

export interface BegunPlan {
  readonly batch: Batch
  readonly continued: boolean
}

async function fingerprintOf(terms: PlanTerms): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(terms))
  return (await hashSource(bytesSource(bytes), ['sha256'])).sha256
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** `AAAAMMJJ-xxxx`: the day in France and four letters without look-alikes. */
function newBatchId({random, clock}: Pick<PlanBench, 'random' | 'clock'>): string {
  const letters = [...random.bytes(4)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return `${parisDate(clock.now()).replaceAll('-', '')}-${letters.join('')}`
}

/**
 * The batch to plan into: the one of the same command that was interrupted, or a new one. A batch in `planning` cannot
 * be submitted.
 */
export async function beginPlan(
  bench: PlanBench,
  terms: PlanTerms,
  facts: Readonly<Record<string, unknown>>,
): Promise<BegunPlan> {
  const journal = await bench.journal()
  const {name: establishment} = await bench.profile()
  const fingerprint = await fingerprintOf({...terms, establishment})
  const known = await journal.batches()
  const begun = known.find(
    ({state, kind, facts: earlier}) =>
      state === 'planning' && kind === 'feed' && earlier['fingerprint'] === fingerprint,
  )
  if (begun) return {batch: begun, continued: true}
  const taken = new Set(known.map(({id}) => id))
  let id = newBatchId(bench)
  while (taken.has(id)) id = newBatchId(bench)
  const createdAt = bench.clock.now()
  const batch: Batch = {
    id,
    kind: 'feed',
    state: 'planning',
    establishment,
    createdAt,
    facts: {...terms, ...facts, fingerprint},
  }
  const event = {
    phase: 'event',
    operation: planEvents.begun,
    batchId: id,
    occurredAt: createdAt,
    data: {...terms, ...facts},
  } as const
  await journal.record([{event, batch}])
  return {batch, continued: false}
}

/** Takes up what an interrupted run of the same plan wrote: nothing of it is judged or written again. */
export async function restoreRows(
  bench: PlanBench,
  batchId: string,
  restored: (key: string, row: PlanRow) => Promise<void>,
): Promise<PlanAccount> {
  let account = noRecords
  for await (const row of rowsOf(bench, batchId)) {
    account = counted(account, row.class)
    await restored(recordKey(row), row)
  }
  return account
}
