import {DmpError} from '../../../errors/dmp-error.ts'
import type {PlanAccount} from '../../../ports/journal.ts'
import type {PlanIndex} from '../../../ports/plan-index.ts'
import {requireAccounted} from '../../submission/after-restore.ts'
import type {CandidateSource} from '../candidate.ts'
import {SentBefore} from '../inputs/sent-before.ts'
import {type BegunPlan, beginPlan, restoreRows} from './batch-of-plan.ts'
import {finishPlan} from './finish-plan.ts'
import {Identifiers} from './identifiers.ts'
import type {Bar} from './judge.ts'
import {judgeAll} from './judge-all.ts'
import {KnownVersions} from './known-versions.ts'
import {openInputs, type PlanInputs} from './open-inputs.ts'
import type {PlanBench, PlanReport, PlanWish} from './plan-wish.ts'
import {RowWriter} from './row-writer.ts'
import {Settling} from './settle.ts'
import {Sieve} from './sieve.ts'
import {survey} from './survey.ts'
import {TakenIds} from './taken-ids.ts'
import {Tally} from './tally.ts'
import {VersionChains} from './version-chains.ts'
import {WhoIsWho} from './who-is-who.ts'
import {requireRoom} from './write-plan-folder.ts'

const WIDTH = 4
const SETTLE_MS = 2000

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
  await requireRoom(bench, wish)
  await requireAccounted(bench, wish)
  if ((await bench.profile()).documents.group === 'episode')
    bench.warn({code: 'plan-one-per-lot', params: {}})
  const inputs = await openInputs(bench, wish, index)
  const sentBefore = new SentBefore(index)
  await sentBefore.load(bench, wish.knownSent ?? [])
  const before = await journalBefore(bench)
  const whoIsWho = new WhoIsWho(index, {checked: wish.identityChecked ?? [], asksJournal: before.documents})
  const chains = new VersionChains()
  const begun = await beginPlan(bench, inputs.terms, inputs.facts)
  const tally = new Tally()
  const ids = new TakenIds(index)
  const account = await restoreRows(bench, begun.batch.id, async (key, row) => {
    tally.add(row)
    await index.restore(key, row.n, row.class)
    await ids.keep(row)
    await inputs.tell(row)
  })
  const width = wish.width ?? WIDTH
  const settling = new Settling(bench, wish.settleMs ?? SETTLE_MS)
  bench.progress.start('plan.reading')
  const surveyed = await survey(bench, index, inputs.open(), {width, settling, whoIsWho, chains})
  bench.progress.stop()
  await settling.wait()
  const writer = writerOf(bench, wish, {begun, account, index, tally, surveyed, tell: inputs.tell})
  const bar: Bar = {
    bench,
    index,
    identifiers: new Identifiers(bench.journal),
    known: new KnownVersions(bench, writer),
    facts: {batchId: begun.batch.id, establishment: begun.batch.establishment},
    ids,
    currentOf: inputs.currentOf,
    settling,
    sentBefore,
    sieve: new Sieve(await bench.profile(), inputs.ruleSet, bench.clock.now()),
    again: wish.again ?? false,
    keepsDeleted: !wish.deletedToo && before.deletions,
    whoIsWho,
    chains,
    onHold: (hold) => tally.matched(hold),
  }
  await judgeInPlace(bar, inputs.open(), writer, {width, surveyed})
  return finishPlan(bench, wish, {begun, account: writer.account, surveyed, tally, inputs})
}

/** Whether the journal knows of documents and of deletions at all: most plans need not ask for each record. */
async function journalBefore({journal, clock}: PlanBench): Promise<{documents: boolean; deletions: boolean}> {
  const now = clock.now()
  const {counts} = await (await journal()).overview({now, since: now})
  return {
    documents: counts.length > 0,
    deletions: counts.some(({action, registryStatus}) => action === 'delete' || registryStatus === 'deleted'),
  }
}

async function judgeInPlace(
  bar: Bar,
  source: CandidateSource,
  writer: RowWriter,
  {width, surveyed}: {readonly width: number; readonly surveyed: number},
): Promise<void> {
  bar.bench.progress.start('plan.judging', surveyed)
  try {
    await judgeAll(bar, source, writer, width)
  } finally {
    // Also when interrupted: what was judged is kept.
    await writer.flush()
    bar.bench.progress.stop()
  }
}

interface Written {
  readonly begun: BegunPlan
  readonly account: PlanAccount
  readonly index: PlanIndex
  readonly tally: Tally
  readonly surveyed: number
  readonly tell: PlanInputs['tell']
}

function writerOf(bench: PlanBench, wish: PlanWish, {begun, account, index, tally, surveyed, tell}: Written) {
  const writer: RowWriter = new RowWriter(bench, {
    begun,
    again: wish.again ?? false,
    account,
    changed: (row) => index.decide(row.n, row.class),
    written: async (row) => {
      tally.add(row)
      await tell(row)
      const {read, held, rejected} = writer.account
      bench.progress.update({done: read, total: surveyed, failed: held + rejected})
    },
  })
  return writer
}
