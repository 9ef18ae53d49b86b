import {awaitsWord, RESTORATIONS, RESTORED_AT} from '../batch/after-restore.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {Batch, Journal, JournalEntry, JournalItem, PlanAccount} from '../ports/journal.ts'
import type {CaughtUp} from '../ports/journal-health.ts'
import {type Brought, broughtNew, broughtOver, type Circumstances, type Fate, planOf} from './bring-over.ts'
import type {LaterJournal} from './later-journal.ts'

const CHUNK = 200

interface Later {
  readonly told: LaterJournal | undefined
  readonly now: number
  readonly missing: number
  /** Whether what was read is all that was done since the copy; asked once all of it was read. */
  readonly isAll: () => boolean
}

/** Brings a copy that was put back as near to the present as it can be, and doubts the rest. */
export async function catchUp(
  journal: Journal,
  {told, now, missing, isAll}: Later,
): Promise<CaughtUp & {readonly isComplete: boolean}> {
  const batches = await journal.batches()
  const closed = new Set(batches.filter(({state}) => state === 'closed').map(({id}) => id))
  const work = new CatchingUp(journal, {now, closed})
  const holds = await work.holds(told)
  const ids: string[] = []
  for await (const {id} of journal.eachItem({actions: ALL, ...(told ? {} : {states: UNSETTLED})}))
    ids.push(id)
  const own = new Set(ids)
  for (let at = 0; at < ids.length; at += CHUNK)
    await work.known(await journal.items({ids: ids.slice(at, at + CHUNK), actions: ALL}), told)
  if (told) await work.since(told, own)
  const waiting = await work.stop(batches, told)
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
  readonly fates: Record<Fate, number> = {same: 0, doubted: 0, withdrawn: 0, deleted: 0}
  planned = 0
  readonly #journal: Journal
  readonly #at: Circumstances
  /** Runs of which something is not settled. */
  readonly #open = new Set<string>()
  /** Items of runs that the copy does not know. */
  readonly #counts = new Map<string, number>()

  constructor(journal: Journal, at: Circumstances) {
    this.#journal = journal
    this.#at = at
  }

  async holds(told: LaterJournal | undefined): Promise<number> {
    const standing = new Set((await this.#journal.holds()).map(({kind, value}) => `${kind} ${value}`))
    const more = (told?.standingHolds() ?? []).filter(({kind, value}) => !standing.has(`${kind} ${value}`))
    await this.#journal.hold(more)
    return more.length
  }

  async known(items: readonly JournalItem[], told: LaterJournal | undefined): Promise<void> {
    const entries: JournalEntry[] = []
    for (const item of items) {
      const brought = broughtOver(item, told?.item(item.id), this.#at)
      this.#note(item, brought)
      if (brought.changes.length > 0)
        entries.push({event: this.#event(item, brought), changes: brought.changes})
    }
    await this.#journal.record(entries)
  }

  /** What was planned since the copy: its runs are there again, and what of them may be at the DMP is looked for. */
  async since(told: LaterJournal, own: ReadonlySet<string>): Promise<void> {
    const known = new Set((await this.#journal.batches()).map(({id}) => id))
    const batches = new Map(told.batches().map((batch) => [batch.id, batch]))
    for (const item of told.items()) {
      if (own.has(item.id)) continue
      const {batchId} = item
      const batch = batchId === undefined ? undefined : batches.get(batchId)
      if (batch && !known.has(batch.id)) {
        known.add(batch.id)
        await this.#begin(batch)
      }
      // Nobody could let an item go on whose run is lost.
      const {batchId: _lost, ...alone} = item
      await this.#take(batchId === undefined || known.has(batchId) ? item : alone)
    }
    for (const [id, count] of this.#counts) await this.#finish(id, count, batches.get(id))
  }

  /** @returns the runs that wait for a person's word */
  async stop(before: readonly Batch[], told: LaterJournal | undefined): Promise<readonly string[]> {
    const closedSince = new Set(
      (told?.batches() ?? []).filter(({state}) => state === 'closed').map(({id}) => id),
    )
    const waiting: string[] = []
    for (const batch of before) {
      const {id, state} = batch
      if (state === 'closed') continue
      const closes = closedSince.has(id)
      if (!closes && state === 'submitted' && !this.#open.has(id) && !awaitsWord(batch)) continue
      const facts = {[RESTORED_AT]: this.#at.now}
      await this.#journal.record([
        {event: this.#ofRun(id), batch: {id, facts, ...(closes ? {state: 'closed' as const} : {})}},
      ])
      if (!closes) waiting.push(id)
    }
    for (const [id] of this.#counts) if (!closedSince.has(id) && this.#open.has(id)) waiting.push(id)
    return waiting
  }

  async #begin({account: _account, ...batch}: Batch): Promise<void> {
    const facts = {...batch.facts, [RESTORED_AT]: this.#at.now}
    await this.#journal.record([{event: this.#ofRun(batch.id), batch: {...batch, state: 'planning', facts}}])
    this.#counts.set(batch.id, 0)
  }

  async #finish(id: string, count: number, told: Batch | undefined): Promise<void> {
    const facts = this.#open.has(id) ? {} : {facts: {[RESTORED_AT]: null}}
    const account: PlanAccount = {read: count, ready: count, held: 0, rejected: 0, excluded: 0}
    const state = told?.state === 'closed' ? 'closed' : told?.state === 'submitted' ? 'submitted' : 'planned'
    await this.#journal.record([{event: this.#ofRun(id), batch: {id, state, account, ...facts}}])
  }

  async #take(item: JournalItem): Promise<void> {
    const brought = broughtNew(item, this.#at)
    try {
      await this.#journal.record([
        {event: this.#event(item, brought), planned: [planOf(item)], changes: brought.changes, again: true},
      ])
    } catch (error) {
      // Another item has the same bytes and is looked for already.
      if (
        error instanceof DmpError &&
        /^DMP_(?:ALREADY_SENT|SAME_BYTES_OTHER_PATIENT|ITEM_STATE)$/.test(error.code)
      )
        return
      throw error
    }
    if (item.action !== 'delete') this.planned += 1
    const {batchId} = item
    if (batchId !== undefined && this.#counts.has(batchId))
      this.#counts.set(batchId, (this.#counts.get(batchId) ?? 0) + 1)
    this.#note(item, brought)
  }

  #note({batchId, state, action}: JournalItem, {fate}: Brought): void {
    if (action !== 'delete') this.fates[fate] += 1
    const settled = fate === 'withdrawn' || fate === 'deleted' || state === 'accepted'
    const isOpen = fate === 'doubted' || (!settled && (state !== 'refused' || action === 'delete'))
    if (batchId !== undefined && isOpen) this.#open.add(batchId)
  }

  #event({id, batchId}: JournalItem, {fate}: Brought): JournalEntry['event'] {
    const inRun = batchId === undefined ? {} : {batchId}
    const {now: occurredAt} = this.#at
    return {phase: 'event', operation: 'journal-restored', occurredAt, itemId: id, ...inRun, data: {fate}}
  }

  #ofRun(batchId: string): JournalEntry['event'] {
    return {phase: 'event', operation: 'journal-restored', occurredAt: this.#at.now, batchId, data: {}}
  }
}
