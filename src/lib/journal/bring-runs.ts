import {awaitsWord, RESTORED_AT} from '../batch/after-restore.ts'
import {
  FILES_SEEN,
  RECORDS,
  RecordTally,
  recordOf,
  recordsOf,
  withoutDocument,
} from '../batch/plan-records.ts'
import type {Batch, BatchState, Journal, JournalEvent} from '../ports/journal.ts'
import type {LaterJournal} from './later-journal.ts'

/** A batch goes this way only. */
const ORDER: readonly BatchState[] = ['planning', 'planned', 'submitted', 'closed']
const ALL = ['submit', 'replace', 'delete'] as const
const CHUNK = 200

const further = (one: BatchState, other: BatchState | undefined): BatchState =>
  other !== undefined && ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one

/** What is known of the items of the runs, once all are brought over. */
export interface BroughtItems {
  readonly now: number
  /** Something of the run is not settled. */
  isOpen(run: string): boolean
  /** The copy lacked some of its items. */
  hasMore(run: string): boolean
}

/**
 * Runs of a copy that is put back, as far as the journal put aside takes them: further on their way, with its records and
 * an account that adds up; a plan that nobody finished stays unfinished. What is not done waits for a person's word.
 */
export class BringRuns {
  readonly #journal: Journal
  readonly #told: LaterJournal | undefined
  readonly #later: ReadonlyMap<string, Batch>
  readonly #begun = new Set<string>()

  constructor(journal: Journal, told: LaterJournal | undefined) {
    this.#journal = journal
    this.#told = told
    this.#later = new Map((told?.batches() ?? []).map((batch) => [batch.id, batch]))
  }

  /** A run that the copy does not know, before its items. @returns whether the journal put aside tells of it */
  async begin(id: string, now: number): Promise<boolean> {
    const batch = this.#later.get(id)
    if (batch === undefined) return false
    const {account: _account, ...begun} = batch
    const facts = {...batch.facts, [RESTORED_AT]: now}
    this.#begun.add(id)
    await this.#journal.record([{event: ofRun(id, now), batch: {...begun, state: 'planning', facts}}])
    return true
  }

  /** Every run, once all items are there. @returns those that wait for a person's word */
  async settle(items: BroughtItems): Promise<readonly string[]> {
    const waiting: string[] = []
    const known = await this.#journal.batches()
    const unseen = [...this.#later.keys()].filter((id) => known.every((batch) => batch.id !== id))
    for (const id of unseen) await this.begin(id, items.now)
    for (const batch of unseen.length === 0 ? known : await this.#journal.batches())
      if (await this.#settle(batch, items)) waiting.push(batch.id)
    return waiting
  }

  async #settle(batch: Batch, items: BroughtItems): Promise<boolean> {
    const {id, account: known} = batch
    const later = this.#later.get(id)
    const state = further(batch.state, later?.state)
    const isStopped =
      (!this.#begun.has(id) && awaitsWord(batch)) || (later !== undefined && awaitsWord(later))
    const waits = state !== 'closed' && (state !== 'submitted' || items.isOpen(id) || isStopped)
    const isMore = items.hasMore(id) || (known === undefined && later !== undefined)
    if (!waits && !isMore && state === batch.state && !awaitsWord(batch)) return false
    const tally = isMore ? await this.#records(id, items.now) : undefined
    const account = tally === undefined || state === 'planning' ? {} : {account: tally.account()}
    const facts = {...later?.facts, [RESTORED_AT]: waits || state === 'closed' ? items.now : null}
    await this.#journal.record([{event: ofRun(id, items.now), batch: {id, state, facts, ...account}}])
    return waits
  }

  /** Records that the copy lacks, so that each document of the run is one and each has its place in the account. */
  async #records(batchId: string, now: number): Promise<RecordTally> {
    const journal = this.#journal
    const tally = new RecordTally()
    for await (const {data} of journal.events({batchId, operation: RECORDS}))
      for (const record of recordsOf(data)) tally.add(record)
    for (const {occurredAt, data} of this.#told?.events(batchId, RECORDS) ?? []) {
      const more = recordsOf(data).filter((record) => !tally.knows(record))
      if (more.length === 0) continue
      const ids = more.flatMap(({itemId}) => (itemId === undefined ? [] : [itemId]))
      const found = await journal.items({ids, actions: ALL})
      const there = new Set(found.flatMap((item) => (item.batchId === batchId ? [item.id] : [])))
      const rows = more.map((record) =>
        record.itemId === undefined || there.has(record.itemId) ? record : withoutDocument(record),
      )
      for (const row of rows) tally.add(row)
      await journal.record([{event: {...ofRun(batchId, occurredAt, {rows}), operation: RECORDS}}])
    }
    await this.#unnamed(batchId, tally, now)
    await this.#filesSeen(batchId)
    return tally
  }

  /** Documents whose records could not be read. */
  async #unnamed(batchId: string, tally: RecordTally, now: number): Promise<void> {
    let rows: ReturnType<typeof recordOf>[] = []
    const write = async () => {
      if (rows.length > 0)
        await this.#journal.record([{event: {...ofRun(batchId, now, {rows}), operation: RECORDS}}])
      rows = []
    }
    for await (const item of this.#journal.eachItem({batchId, actions: ALL})) {
      if (tally.names(item.id)) continue
      const row = recordOf(item, tally.last + 1)
      tally.add(row)
      rows.push(row)
      if (rows.length >= CHUNK) await write()
    }
    await write()
  }

  async #filesSeen(batchId: string): Promise<void> {
    let known = 0
    for await (const _event of this.#journal.events({batchId, operation: FILES_SEEN})) known += 1
    for (const {occurredAt, data} of this.#told?.events(batchId, FILES_SEEN) ?? []) {
      if (known-- > 0) continue
      const event = {...ofRun(batchId, occurredAt, data), operation: FILES_SEEN}
      await this.#journal.record([{event}])
    }
  }
}

function ofRun(
  batchId: string,
  occurredAt: number,
  data: Readonly<Record<string, unknown>> = {},
): JournalEvent {
  return {phase: 'event', operation: 'journal-restored', occurredAt, batchId, data}
}
