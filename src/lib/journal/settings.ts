import {DmpError} from '../errors/dmp-error.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

export type SettingName =
  | 'journal'
  | 'root'
  | 'environment'
  | 'key'
  | 'next'
  | 'reserved'
  | 'rotation'
  | 'restoring'
  | 'restorations'
  | 'establishments'

const RESTORED = 'done'

/** Named values of the journal itself, each signed: an altered counter must not give an identifier twice. */
export class Settings {
  readonly #store: Store
  readonly #sealing: Sealing
  readonly #journalId: string

  constructor(store: Store, sealing: Sealing, journalId: string) {
    this.#store = store
    this.#sealing = sealing
    this.#journalId = journalId
  }

  /** The id of the journal, readable before its key is known. */
  static journalId(store: Store): string | undefined {
    const row = store.get("SELECT value FROM meta WHERE key = 'journal'")
    return row === undefined ? undefined : String(row['value'])
  }

  has(name: SettingName): boolean {
    return this.#store.get('SELECT 1 AS found FROM meta WHERE key = ?', name) !== undefined
  }

  isGenuine(name: SettingName): boolean {
    const row = this.#store.get('SELECT value, mac FROM meta WHERE key = ?', name)
    return (
      row !== undefined &&
      this.#sealing.isSigned(this.#signed(name, String(row['value'])), String(row['mac']))
    )
  }

  /** @throws DmpError DMP_JOURNAL_DAMAGED */
  get(name: SettingName): string {
    if (!this.isGenuine(name))
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: this.#store.path, reason: `setting-${name}`}})
    return String(this.#store.get('SELECT value FROM meta WHERE key = ?', name)?.['value'])
  }

  number(name: SettingName): number {
    return Number(this.get(name))
  }

  set(name: SettingName, value: string | number): void {
    const text = String(value)
    this.#store.run(
      'INSERT INTO meta (key, value, mac) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, mac = excluded.mac',
      name,
      text,
      this.#sealing.sign(this.#signed(name, text)),
    )
  }

  /** A copy is being put back, or was until something cut it short: what was put aside meanwhile, '-' for nothing. */
  get restoring(): string | undefined {
    const found = this.has('restoring') ? this.get('restoring') : RESTORED
    return found === RESTORED ? undefined : found
  }

  /** The profiles that opened it, each with its structure; none in journals of earlier versions. */
  get establishments(): readonly string[] {
    return this.has('establishments') ? (JSON.parse(this.get('establishments')) as string[]) : []
  }

  restored(): void {
    this.set('restoring', RESTORED)
  }

  #signed(name: string, value: string): string {
    return `setting\0${this.#journalId}\0${name}\0${value}`
  }
}
