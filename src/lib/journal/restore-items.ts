import {RESTORATIONS} from '../batch/after-restore.ts'
import {isLive} from '../batch/one-submission.ts'
import type {Journal, JournalEntry, JournalItem} from '../ports/journal.ts'
import type {CaughtUp} from '../ports/journal-health.ts'
import {type Brought, broughtNew, broughtOver, type Circumstances, type Fate, planOf} from './bring-over.ts'
import {BringRuns} from './bring-runs.ts'
import type {LaterJournal} from './later-journal.ts'
import {holdsToLay} from './stricter-hold.ts'

const CHUNK = 200

interface Later {
  readonly told: LaterJournal | undefined
  readonly now: number
  readonly missing: number
  /** Whether what was read is all that was done since the copy; asked once all of it was read. */
  readonly isAll: () => boolean
  /** Items that the same restoration dealt with before it was cut short. */
  readonly done?: ReadonlySet<string>
}

/** Brings a copy that was put back as near to the present as it can be, and doubts the rest. */
export async function catchUp(
  journal: Journal,
  {told, now, missing, isAll, done = new Set()}: Later,
): Promise<CaughtUp & {readonly isComplete: boolean}> {
  const batches = await journal.batches()
  const closed = new Set(batches.filter(({state}) => state === 'closed').map(({id}) => id))
  const work = new CatchingUp(journal, told, {now, closed, done})
  const holds = await work.holds()
  const ids: string[] = []
  for await (const {id} of journal.eachItem({actions: ALL, ...(told ? {} : {states: UNSETTLED})}))
    ids.push(id)
  const own = new Set(ids)
  work.survey(own)
  for (let at = 0; at < ids.length; at += CHUNK)
    await work.known(await journal.items({ids: ids.slice(at, at + CHUNK), actions: ALL}))
  await work.since(own)
  const waiting = await work.stop()
  const read = told === undefined ? 'nothing' : told.isWhole ? 'whole' : 'part'
  const {doubted: lookedFor, withdrawn, deleted} = work.fates
  const isComplete = read === 'whole' && isAll()
  const data = {missing, lookedFor, read, isComplete}
  const event = {
    phase: 'event',
    operation: 'journal-restored',
    occurredAt: now,
    batchId: RESTORATIONS,
    data,
  } as const
  await journal.record([{event}])
  const brought = {planned: work.planned, withdrawn, deleted, holds}
  return {lookedFor, brought, read, waiting, isComplete}
}

const ALL = ['submit', 'replace', 'delete'] as const
/** An acceptance of the copy stands, unless something tells more of it. */
const UNSETTLED = ['planned', 'deferred', 'held', 'refused', 'unknown'] as const

class CatchingUp {
  readonly fates: Record<Fate, number> = {same: 0, kept: 0, doubted: 0, withdrawn: 0, deleted: 0}
  planned = 0
  readonly #journal: Journal
  readonly #told: LaterJournal | undefined
  readonly #runs: BringRuns
  readonly #at: Pick<Circumstances, 'now' | 'closed'>
  readonly #done: ReadonlySet<string>
  /** Runs of which something is not settled. */
  readonly #open = new Set<string>()
  /** Runs of which the copy lacked something. */
  readonly #more = new Set<string>()
  /** Contents planned since the copy, and how often. */
  readonly #contents = new Map<string, number>()
  /** Documents planned since the copy, and deleted. */
  readonly #deleted = new Set<string>()

  constructor(
    journal: Journal,
    told: LaterJournal | undefined,
    {done, ...at}: Pick<Circumstances, 'now' | 'closed'> & {readonly done: ReadonlySet<string>},
  ) {
    this.#journal = journal
    this.#told = told
    this.#at = at
    this.#done = done
    this.#runs = new BringRuns(journal, told)
  }

  async holds(): Promise<number> {
    const more = holdsToLay(await this.#journal.holds(), this.#told?.standingHolds() ?? [])
    await this.#journal.hold(more)
    return more.length
  }

  /** Looks for what was planned since the copy: an item of the copy with the same bytes is not what it was. */
  survey(own: ReadonlySet<string>): void {
    for (const item of this.#told?.items() ?? []) {
      const {sourceSha256, action, registryStatus} = item
      if (own.has(item.id) || action === 'delete') continue
      if (registryStatus === 'deleted') this.#deleted.add(documentOf(item))
      if (isLive(item)) this.#contents.set(sourceSha256, (this.#contents.get(sourceSha256) ?? 0) + 1)
    }
  }

  async known(items: readonly JournalItem[]): Promise<void> {
    const entries: JournalEntry[] = []
    const at: Circumstances = {
      ...this.#at,
      isPlannedTwice: ({sourceSha256}) => this.#contents.has(sourceSha256),
      isDeletedTwin: (item) => this.#deleted.has(documentOf(item)),
    }
    for (const item of items) {
      const brought = this.#done.has(item.id)
        ? before(item)
        : broughtOver(item, this.#told?.item(item.id), at)
      this.#note(item, brought)
      if (brought.changes.length > 0 || brought.fate === 'kept')
        entries.push({event: this.#event(item, brought), changes: brought.changes})
    }
    await this.#journal.record(entries)
  }

  /** What was planned since the copy: its runs are there again, and what of them may be at the DMP is looked for. */
  async since(own: ReadonlySet<string>): Promise<void> {
    const known = new Set((await this.#journal.batches()).map(({id}) => id))
    for (const item of this.#told?.items() ?? []) {
      if (own.has(item.id)) continue
      const {batchId} = item
      if (batchId !== undefined && !known.has(batchId) && (await this.#runs.begin(batchId, this.#at.now)))
        known.add(batchId)
      // Nobody could let an item go on whose run is lost.
      const {batchId: _lost, ...alone} = item
      await this.#take(batchId === undefined || known.has(batchId) ? item : alone)
    }
  }

  /** @returns the runs that wait for a person's word */
  stop(): Promise<readonly string[]> {
    return this.#runs.settle({
      now: this.#at.now,
      isOpen: (run) => this.#open.has(run),
      hasMore: (run) => this.#more.has(run),
    })
  }

  /** Kept whatever else has its bytes: which of them the DMP has is for a look, and then for a person, to tell. */
  async #take(item: JournalItem): Promise<void> {
    const {batchId, sourceSha256} = item
    const same = item.action === 'delete' ? [] : await this.#journal.items({sourceSha256})
    const isTwice = same.some(isLive) || (this.#contents.get(sourceSha256) ?? 0) > 1
    const brought = broughtNew(item, {
      ...this.#at,
      isPlannedTwice: () => isTwice,
      isDeletedTwin: () => false,
    })
    const event = this.#event(item, brought)
    await this.#journal.record([{event, planned: [planOf(item)], changes: brought.changes, restored: true}])
    if (item.action !== 'delete') this.planned += 1
    if (batchId !== undefined) this.#more.add(batchId)
    this.#note({...item, state: 'planned'}, brought)
  }

  #note({batchId, state, action}: JournalItem, {fate, changes}: Brought): void {
    if (action !== 'delete') this.fates[fate] += 1
    const end = changes.findLast(({to}) => to !== undefined)?.to ?? state
    if (batchId !== undefined && end !== 'accepted' && end !== 'refused') this.#open.add(batchId)
  }

  #event({id, batchId}: JournalItem, {fate, was}: Brought): JournalEntry['event'] {
    const inRun = batchId === undefined ? {} : {batchId}
    const {now: occurredAt} = this.#at
    const data = was === undefined ? {fate} : {fate, was}
    return {phase: 'event', operation: 'journal-restored', occurredAt, itemId: id, ...inRun, data}
  }
}

/** What came of it the first time; a second time it would lose what it was. */
const before = ({state}: JournalItem): Brought => ({
  fate: state === 'unknown' ? 'doubted' : 'same',
  changes: [],
})

/** The same bytes for the same patient. */
const documentOf = ({sourceSha256, ins}: JournalItem) => `${sourceSha256} ${ins.oid} ${ins.matricule}`
