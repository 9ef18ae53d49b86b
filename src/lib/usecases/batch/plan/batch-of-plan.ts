import {isInDoubt} from '../../../batch/at-the-dmp.ts'
import {parisDate} from '../../../civil-time/paris.ts'
import {hashSource} from '../../../digest/hash-source.ts'
import {DmpError} from '../../../errors/dmp-error.ts'
import type {Batch, Journal, JournalEntry, PlanAccount} from '../../../ports/journal.ts'
import {bytesSource} from '../../../soap/mtom.ts'
import {canonicalJson} from '../../../traces/canonical-json.ts'
import {counted, noRecords, type PlanRow, planEvents, rowsOf} from './plan-row.ts'
import type {PlanBench} from './plan-wish.ts'
import {recordKey} from './record-key.ts'
import {withdrawPlan} from './withdraw-plan.ts'

/** What decides that two commands ask for the same plan. */
export interface PlanTerms extends Readonly<Record<string, unknown>> {
  readonly inputs: readonly string[]
}

/** A plan being written: by this process alone, as long as its `planner` stands in the batch. */
export interface BegunPlan {
  readonly batch: Batch
  readonly planner: string
  readonly continued: boolean
}

async function fingerprintOf(terms: Readonly<Record<string, unknown>>): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(terms))
  return (await hashSource(bytesSource(bytes), ['sha256'])).sha256
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** `AAAAMMJJ-xxxx`: the day in France and four letters without look-alikes. */
function newBatchId(
  {random, clock}: Pick<PlanBench, 'random' | 'clock'>,
  taken: ReadonlySet<string>,
): string {
  const letters = [...random.bytes(4)].map((byte) => ALPHABET[byte % ALPHABET.length])
  const id = `${parisDate(clock.now()).replaceAll('-', '')}-${letters.join('')}`
  return taken.has(id) ? newBatchId({random, clock}, taken) : id
}

/** Whether an unfinished plan keeps documents of these inputs. */
function sharesInputs({facts}: Batch, {inputs}: PlanTerms): boolean {
  const theirs = facts['inputs']
  return Array.isArray(theirs) && inputs.some((path) => theirs.includes(path))
}

/**
 * Whether documents of an unfinished plan may be at the DMP: a copy of the journal was put back since. Withdrawn, nothing
 * would look for them any more.
 */
async function mayHaveLeft(journal: Journal, batchId: string): Promise<boolean> {
  for await (const item of journal.eachItem({batchId, states: ['unknown', 'held']}))
    if (isInDoubt(item)) return true
  return false
}

function notFinished({id, kind, establishment}: Batch): DmpError {
  const facts = {run: id, case: 'planning', kind, profile: establishment}
  return new DmpError('DMP_BATCH_STATE', {params: facts, details: facts})
}

/**
 * The batch to plan into: the one of the same command that was interrupted, or a new one. An unfinished plan of
 * some of these inputs under other terms is withdrawn: nothing of it could ever leave, and it would stand in the way.
 * @throws DmpError DMP_BATCH_STATE when something of it may have left
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
  const unfinished = known.filter(
    (one) => one.state === 'planning' && one.kind === 'feed' && one.establishment === establishment,
  )
  const begun = unfinished.find((one) => one.facts['fingerprint'] === fingerprint)
  for (const other of unfinished) {
    if (other.id === begun?.id || !sharesInputs(other, terms)) continue
    if (await mayHaveLeft(journal, other.id)) throw notFinished(other)
    await withdrawPlan(bench, other.id)
    bench.warn({code: 'plan-withdrawn', params: {batch: other.id}})
  }
  const planner = bench.random.uuid()
  const at = bench.clock.now()
  if (begun) {
    await journal.record([entry(begun.id, at, {continued: true}, {id: begun.id, facts: {planner}})])
    return {batch: begun, planner, continued: true}
  }
  const batch: Batch = {
    id: newBatchId(bench, new Set(known.map(({id}) => id))),
    kind: 'feed',
    state: 'planning',
    establishment,
    createdAt: at,
    facts: {...terms, ...facts, fingerprint, planner},
  }
  await journal.record([entry(batch.id, at, {...terms, ...facts}, batch)])
  return {batch, planner, continued: false}
}

function entry(
  batchId: string,
  occurredAt: number,
  data: Readonly<Record<string, unknown>>,
  batch: NonNullable<JournalEntry['batch']>,
): JournalEntry {
  return {event: {phase: 'event', operation: planEvents.begun, batchId, occurredAt, data}, batch}
}

/** Two processes must not write one plan. @throws DmpError DMP_PLAN_TAKEN */
export async function requireOurs(
  {journal}: Pick<PlanBench, 'journal'>,
  {batch: {id}, planner}: BegunPlan,
): Promise<void> {
  const [batch] = await (await journal()).batches([id])
  if (batch?.state === 'planning' && batch.facts['planner'] === planner) return
  throw new DmpError('DMP_PLAN_TAKEN', {
    params: {batch: id},
    details: {batch: id, state: batch?.state ?? null},
  })
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
