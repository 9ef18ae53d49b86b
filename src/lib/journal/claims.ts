import type {ItemSituation} from '../batch/item-state.ts'
import type {Clock} from '../ports/clock.ts'
import type {ClaimQuery, ItemChange, JournalItem} from '../ports/journal.ts'
import {openedItem} from './item-row.ts'
import type {Sealing} from './sealing.ts'
import type {Row, Store} from './store.ts'

interface Held {
  readonly token: string
  readonly patient: string
  readonly until: number
}

const COLUMNS = 'n, id, ins, due, establishment'
const PUT_OFF = `SELECT ${COLUMNS} FROM items WHERE batch = ? AND due > 0 AND due <= ? AND (due, n) > (?, ?) ORDER BY due, n LIMIT ?`
const FRESH = `SELECT ${COLUMNS} FROM items WHERE batch = ? AND due = 0 AND n > ? ORDER BY n LIMIT ?`
/** Rows looked at together; most of them are taken. */
const PAGE = 100

/**
 * Who works on what in this process. One runner holds the journal by a lock of the operating system, so claims need
 * no place on disk: they live as long as the process, and their tokens fence off what it did before it was paused
 * beyond a lease. Items that are due are read from an index of open items in their order: what is settled is not in
 * it, so that a claim costs the same at the beginning and at the end of a million.
 */
export class Claims {
  readonly #store: Store
  readonly #sealing: Sealing
  readonly #clock: Clock
  readonly #session: string
  readonly #held = new Map<string, Held>()
  #given = 0

  constructor(parts: {
    readonly store: Store
    readonly sealing: Sealing
    readonly clock: Clock
    /** Tells the tokens of this process from those of any other. */
    readonly session: string
  }) {
    this.#store = parts.store
    this.#sealing = parts.sealing
    this.#clock = parts.clock
    this.#session = parts.session
  }

  take({batchIds, establishments, limit, now, leaseMs}: ClaimQuery): readonly JournalItem[] {
    if (limit <= 0) return []
    const busy = this.#busyPatients()
    const until = this.#clock.now() + leaseMs
    const taken: JournalItem[] = []
    for (const batchId of this.#inOrder(batchIds)) {
      for (const row of this.#due(batchId, now)) {
        const patient = this.#patientOf(row)
        const id = String(row['id'])
        if (busy.has(patient) || !servedBy(row, establishments)) continue
        busy.add(patient)
        const token = `${this.#session}.${++this.#given}`
        this.#held.set(id, {token, patient, until})
        taken.push({...this.#opened(id), claim: token})
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
    for (const id of ids) this.#held.delete(id)
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
    for (const {patient, until} of this.#held.values()) if (until > now) busy.add(patient)
    for (const row of this.#store.all("SELECT id, ins FROM items WHERE state = 'sending'"))
      busy.add(this.#patientOf(row))
    return busy
  }

  /** One name for a patient, also while a rotation of keys is unfinished. */
  #patientOf(row: Row): string {
    if (!this.#sealing.mixed) return String(row['ins'])
    return this.#sealing.blindPatient(this.#opened(String(row['id'])).ins)
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

  *#due(batchId: string, now: number): Generator<Row> {
    const putOff = (last: Row | undefined) =>
      this.#store.all(PUT_OFF, batchId, now, Number(last?.['due'] ?? 0), Number(last?.['n'] ?? 0), PAGE)
    const fresh = (last: Row | undefined) => this.#store.all(FRESH, batchId, Number(last?.['n'] ?? 0), PAGE)
    for (const read of [putOff, fresh])
      for (let page = read(undefined); page.length > 0; page = page.length < PAGE ? [] : read(page.at(-1)))
        yield* page
  }

  #opened(id: string): JournalItem {
    const row = this.#store.get('SELECT * FROM items WHERE id = ?', id)
    return openedItem(row ?? {}, this.#sealing, this.#store.path)
  }
}

/** An item without establishment belongs to the profile of whoever works on the journal. */
function servedBy(row: Row, establishments: readonly string[] | undefined): boolean {
  const owner = row['establishment']
  return establishments === undefined || owner === null || establishments.includes(String(owner))
}
