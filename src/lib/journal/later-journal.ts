/**
 * A damaged journal that was put aside, as the later one of two: what can be read of it tells what happened since the copy
 * that takes its place. A row that does not open, or that the file has lost, is skipped; the rest is used.
 *
 * What it says is believed only where it keeps something back (deleted, withdrawn, held, planned since): a damaged journal
 * proves no acceptance, and never that something did not leave.
 */
import {dirname} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {Batch, Hold, JournalItem} from '../ports/journal.ts'
import {openedBatch} from './batch-row.ts'
import {currentHeads} from './checkpoints.ts'
import {type EarlierJournalOptions, type OpenedCopy, openCopyOf} from './earlier-journal.ts'
import {ITEM_ROWS, openedItem} from './item-row.ts'
import {openedHold} from './opened-row.ts'
import type {Heads} from './root-register.ts'
import type {Row} from './store.ts'

const PAGE = 500

export class LaterJournal {
  readonly #opened: OpenedCopy
  #isWhole = true

  /** Undefined when nothing of it can be read. */
  static async open(options: Omit<EarlierJournalOptions, 'folder'>): Promise<LaterJournal | undefined> {
    try {
      return new LaterJournal(await openCopyOf({...options, folder: dirname(options.path)}))
    } catch (error) {
      if (error instanceof DmpError) return undefined
      throw error
    }
  }

  constructor(opened: OpenedCopy) {
    this.#opened = opened
  }

  /** False once something could not be read. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** The ends of its chains. */
  heads(): Heads {
    return this.#read(() => currentHeads(this.#opened.store))[0] ?? {}
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

  holds(): readonly Hold[] {
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
