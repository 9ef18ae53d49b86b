import type {ItemSituation} from '../batch/item-state.ts'
import type {Clock} from '../ports/clock.ts'
import type {ClaimQuery, ItemChange, JournalItem} from '../ports/journal.ts'
import {ITEM_ROWS, openedItem} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Row, Store} from './store.ts'

interface Held {
  readonly token: string
  readonly patient: string
  readonly until: number
  readonly batchId: string
}

const FIND = `SELECT * FROM ${ITEM_ROWS} WHERE id = ?`
const COLUMNS = 'n, id, due, establishment'
const PUT_OFF = `SELECT ${COLUMNS} FROM items WHERE batch = ? AND due > 0 AND due <= ? AND (due, n) > (?, ?) ORDER BY due, n LIMIT ?`
const FRESH = `SELECT ${COLUMNS} FROM items WHERE batch = ? AND due = 0 AND n > ? ORDER BY n LIMIT ?`
const SENDING = `SELECT id, ins FROM ${ITEM_ROWS} WHERE state = 'sending'`
/** How often other processes are looked at. */
const RECOVERY_MS = 5000
/** Rows looked at together; most of them are taken. */
const PAGE = 100

/**
 * Who works on what in this process. One runner holds the journal by a lock of the operating system, so claims need
 * no place on disk: they live as long as the process, and their tokens fence off what it did before it was paused
 * beyond a lease. Items that are due are read from an index of open items in their order: what is settled is not in
 * it, and what is claimed is passed over by remembering how far the last claim came, so that a claim costs the same at
 * the beginning and at the end of a million.
 */
export class Claims {
  readonly #store: Store
  readonly #sealing: Sealing
  readonly #clock: Clock
  readonly #session: string
  readonly #recover: () => void
  #recoveredAt = Number.NEGATIVE_INFINITY
  readonly #held = new Map<string, Held>()
  /** By batch: up to this number everything never put off is claimed. */
  readonly #reached = new Map<string, number>()
  #given = 0

  constructor(parts: {
    readonly store: Store
    readonly sealing: Sealing
    readonly clock: Clock
    /** Settles what dead processes left in `sending`. */
    readonly recover: () => void
    /** Tells the tokens of this process from those of any other. */
    readonly session: string
  }) {
    this.#store = parts.store
    this.#sealing = parts.sealing
    this.#clock = parts.clock
    this.#session = parts.session
    this.#recover = parts.recover
  }

  take({batchIds, establishments, limit, now, leaseMs}: ClaimQuery): readonly JournalItem[] {
    if (limit <= 0) return []
    const busy = this.#busyPatients()
    const until = this.#clock.now() + leaseMs
    const taken: JournalItem[] = []
    for (const batchId of this.#inOrder(batchIds)) {
      for (const {id, item} of this.#due(batchId, now, establishments)) {
        const patient = this.#sealing.blindPatient(item.ins)
        if (busy.has(patient)) continue
        busy.add(patient)
        const token = `${this.#session}.${++this.#given}`
        this.#held.set(id, {token, patient, until, batchId})
        taken.push({...item, claim: token})
        if (taken.length === limit) return taken
      }
    }
    return taken
  }

  renew(ids: readonly string[], leaseMs: number): readonly string[] {
    const now = this.#clock.now()
    return ids.filter((id) => {
      const held = this.#held.get(id)
      if (held === undefined || held.until <= now) return false
      this.#held.set(id, {...held, until: now + leaseMs})
      return true
    })
  }

  release(ids: readonly string[]): void {
    for (const id of ids) {
      this.#reached.delete(this.#held.get(id)?.batchId ?? '')
      this.#held.delete(id)
    }
  }

  /**
   * Whether `change` comes from who owns the item. After the lease a change is refused, except the end of what this
   * process sent itself: nobody else is given an item in `sending`, and its result must not be lost.
   */
  allows({id, claim}: ItemChange, {state}: ItemSituation): boolean {
    if (claim === undefined) return true
    const held = this.#held.get(id)
    if (held === undefined) return state === 'accepted' && claim.startsWith(`${this.#session}.`)
    return held.token === claim && (state === 'sending' || held.until > this.#clock.now())
  }

  /** After the change is on disk. */
  settled({id, to}: ItemChange): void {
    if (to === 'accepted' || to === 'refused' || to === 'held') this.#held.delete(id)
  }

  /** Patients with an item claimed here, or under way in any process. */
  #busyPatients(): Set<string> {
    const now = this.#clock.now()
    const busy = new Set<string>()
    for (const {patient, until, batchId} of this.#held.values())
      if (until > now) busy.add(patient)
      else this.#reached.delete(batchId)
    for (const row of this.#underWay())
      busy.add(
        this.#sealing.mixed
          ? this.#sealing.blindPatient(this.#opened(String(row['id'])).ins)
          : String(row['ins']),
      )
    return busy
  }

  /** Rows in `sending`; when some are not ours, whoever sent them may be dead since. */
  #underWay(): readonly Row[] {
    const rows = this.#store.all(SENDING)
    const now = this.#clock.monotonic()
    if (now - this.#recoveredAt < RECOVERY_MS || rows.every(({id}) => this.#held.has(String(id)))) return rows
    this.#recoveredAt = now
    this.#recover()
    return this.#store.all(SENDING)
  }

  /** Batches that workers may take from, the first planned first. */
  #inOrder(batchIds: readonly string[]): readonly string[] {
    return this.#store
      .all(
        `SELECT id, (SELECT min(n) FROM items WHERE batch = batches.id) AS first FROM batches
          WHERE state = 'submitted' AND id IN (SELECT value FROM json_each(?)) ORDER BY first, id`,
        JSON.stringify(batchIds),
      )
      .map((row) => String(row['id']))
  }

  *#due(
    batchId: string,
    now: number,
    establishments: readonly string[] | undefined,
  ): Generator<{readonly id: string; readonly item: JournalItem}> {
    const putOff = (last: Row | undefined) =>
      this.#store.all(PUT_OFF, batchId, now, Number(last?.['due'] ?? 0), Number(last?.['n'] ?? 0), PAGE)
    yield* this.#free(putOff, establishments)
    const fresh = (from: number) => (last: Row | undefined) =>
      this.#store.all(FRESH, batchId, Number(last?.['n'] ?? from), PAGE)
    const reached = this.#reached.get(batchId) ?? 0
    yield* this.#free(fresh(reached), establishments, batchId)
    // Nothing is left beyond: what came back before that place, by any process, is seen now.
    if (reached > 0) yield* this.#free(fresh(0), establishments)
  }

  /** Items nobody holds, page after page; notes up to where all are held when `batchId` is given. */
  *#free(
    read: (last: Row | undefined) => readonly Row[],
    establishments: readonly string[] | undefined,
    batchId?: string,
  ): Generator<{readonly id: string; readonly item: JournalItem}> {
    let allHeld = batchId !== undefined
    for (let page = read(undefined); page.length > 0; page = page.length < PAGE ? [] : read(page.at(-1)))
      for (const row of page) {
        const id = String(row['id'])
        if (!this.#isHeld(id) && servedBy(row, establishments)) yield {id, item: this.#opened(id)}
        allHeld = allHeld && this.#isHeld(id)
        if (allHeld && batchId !== undefined) this.#reached.set(batchId, Number(row['n']))
      }
  }

  #isHeld(id: string): boolean {
    const held = this.#held.get(id)
    return held !== undefined && held.until > this.#clock.now()
  }

  #opened(id: string): JournalItem {
    const row = this.#store.get(FIND, id)
    return openedItem(row ?? {}, this.#sealing, this.#store.path)
  }
}

/** An item without establishment belongs to the profile of whoever works on the journal. */
function servedBy(row: Row, establishments: readonly string[] | undefined): boolean {
  const owner = row['establishment']
  return establishments === undefined || owner === null || establishments.includes(String(owner))
}
