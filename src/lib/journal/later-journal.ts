/**
 * A damaged journal that was put aside, as the later one of two: what can be read of it tells what happened since the copy
 * that takes its place. A row that does not open, or that the file has lost, is skipped; the rest is used.
 *
 * What it says is believed only where it keeps something back (deleted, withdrawn, held, planned since): a damaged journal
 * proves no acceptance, and never that something did not leave.
 */
import {RESTORATIONS} from '../batch/after-restore.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {Batch, Hold, JournalItem, RecordedEvent} from '../ports/journal.ts'
import {openedBatch} from './batch-row.ts'
import {missingHead} from './check-tables.ts'
import {type EarlierJournalOptions, type OpenedCopy, openCopyOf} from './earlier-journal.ts'
import {eventRecord, recordedEvent} from './event-row.ts'
import {ITEM_ROWS, openedItem} from './item-row.ts'
import {genuine, openedHold} from './opened-row.ts'
import type {Heads} from './root-register.ts'
import {Settings} from './settings.ts'
import type {Row} from './store.ts'

const PAGE = 500

export class LaterJournal {
  readonly #opened: OpenedCopy
  #isWhole = true

  /**
   * Undefined when it is damaged so that nothing of it can be read.
   * @throws DmpError DMP_JOURNAL_UNWRITABLE (no room to read it), _KEY_LOST, _NEWER, _LOCKED: it may be whole
   */
  static async open(options: EarlierJournalOptions): Promise<LaterJournal | undefined> {
    try {
      return new LaterJournal(await openCopyOf(options))
    } catch (error) {
      if (!(error instanceof DmpError)) throw error
      if (error.code === 'DMP_JOURNAL_DAMAGED') return undefined
      if (error.code !== 'DMP_JOURNAL_KEY_LOST') throw error
      throw new DmpError(error.code, {params: {...error.params, case: 'aside'}, cause: error})
    }
  }

  constructor(opened: OpenedCopy) {
    this.#opened = opened
  }

  /** False once something could not be read. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  get journalId(): string | undefined {
    return this.#read(() => Settings.journalId(this.#opened.store))[0]
  }

  /** Whether its chains pass through these events: the same ones, not others of the same number. */
  holds(heads: Heads): boolean {
    const {store} = this.#opened
    return this.#read(() => missingHead(store, heads) === undefined)[0] ?? false
  }

  /**
   * What it knows of copies put back before: whether one awaits a word about what left, and when that word was last given.
   */
  restorations(): {readonly isOpen: boolean; readonly answeredAt: number} {
    const {sealing, store} = this.#opened
    const rows = this.#rows('SELECT * FROM events WHERE batch_id = ? ORDER BY n', RESTORATIONS)
    let isOpen = false
    let answeredAt = 0
    for (const row of rows)
      for (const event of this.#read(() =>
        genuine(store.path, () => recordedEvent(eventRecord(row), sealing)),
      )) {
        isOpen = event.operation !== 'journal-answered' && (isOpen || event.data['isComplete'] === false)
        if (event.operation === 'journal-answered') answeredAt = event.occurredAt
      }
    return {isOpen, answeredAt}
  }

  close(): void {
    this.#opened.close()
  }

  item(id: string): JournalItem | undefined {
    const rows = this.#rows(`SELECT * FROM ${ITEM_ROWS} WHERE id = ?`, id)
    const [row] = rows
    return row && this.#item(row)
  }

  /** In the order of planning. */
  *items(): Generator<JournalItem> {
    for (let after = 0; ; ) {
      const page = this.#rows(`SELECT n FROM items WHERE n > ? ORDER BY n LIMIT ${PAGE}`, after)
      for (const {n} of page) {
        after = Number(n)
        const [row] = this.#rows(`SELECT * FROM ${ITEM_ROWS} WHERE n = ?`, after)
        const item = row && this.#item(row)
        if (item) yield item
        else this.#isWhole = false
      }
      if (page.length < PAGE) return
    }
  }

  batches(): readonly Batch[] {
    const {sealing, store} = this.#opened
    return this.#rows('SELECT * FROM batches ORDER BY rowid').flatMap((row) =>
      this.#read(() => openedBatch(row, sealing, store.path)),
    )
  }

  /** Of one run and operation, in the order of writing. */
  *events(batchId: string, operation: string): Generator<RecordedEvent> {
    const {sealing, store} = this.#opened
    const ofBatch = 'SELECT n FROM events WHERE batch_id = ? AND operation = ? AND n > ?'
    for (let after = 0; ; ) {
      const page = this.#rows(`${ofBatch} ORDER BY n LIMIT ${PAGE}`, batchId, operation, after)
      for (const {n} of page) {
        after = Number(n)
        for (const row of this.#rows('SELECT * FROM events WHERE n = ?', after))
          yield* this.#read(() => genuine(store.path, () => recordedEvent(eventRecord(row), sealing)))
      }
      if (page.length < PAGE) return
    }
  }

  standingHolds(): readonly Hold[] {
    const {sealing, store} = this.#opened
    return this.#rows('SELECT * FROM holds ORDER BY rowid').flatMap((row) =>
      this.#read(() => openedHold(row, sealing, store.path)),
    )
  }

  #item(row: Row): JournalItem | undefined {
    const {sealing, store} = this.#opened
    return this.#read(() => openedItem(row, sealing, store.path))[0]
  }

  #rows(sql: string, ...values: (string | number)[]): readonly Row[] {
    return this.#read(() => this.#opened.store.all(sql, ...values)).flat()
  }

  #read<T>(work: () => T): [T] | [] {
    try {
      return [work()]
    } catch (error) {
      if (!(error instanceof DmpError)) throw error
      this.#isWhole = false
      return []
    }
  }
}
