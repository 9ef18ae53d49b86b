import {DmpError} from '../errors/dmp-error.ts'
import type {Sealing} from '../journal/sealing.ts'
import type {SettingName} from '../journal/settings.ts'
import type {Sql} from './database.ts'

/** Named values of the journal itself, each signed: an altered counter must not give an identifier twice. */
export class ServerSettings {
  readonly #sealing: Sealing
  readonly #journalId: string
  readonly #path: string

  constructor(sealing: Sealing, journalId: string, path: string) {
    this.#sealing = sealing
    this.#journalId = journalId
    this.#path = path
  }

  /** The id of the journal, readable before its key is known. */
  static async journalId(sql: Sql): Promise<string | undefined> {
    const [row] = await sql.rows("SELECT value FROM meta WHERE key = 'journal'")
    return row && String(row['value'])
  }

  async has(sql: Sql, name: SettingName): Promise<boolean> {
    return (await sql.rows('SELECT 1 FROM meta WHERE key = $1', name)).length > 0
  }

  /** The value when it is genuine; `lock` keeps others from changing it until the transaction ends. */
  async find(sql: Sql, name: SettingName, lock = false): Promise<string | undefined> {
    const [row] = await sql.rows(
      `SELECT value, mac FROM meta WHERE key = $1${lock ? ' FOR UPDATE' : ''}`,
      name,
    )
    if (row === undefined) return undefined
    const value = String(row['value'])
    return this.#sealing.isSigned(this.#signed(name, value), String(row['mac'])) ? value : undefined
  }

  /** @throws DmpError DMP_JOURNAL_DAMAGED */
  async get(sql: Sql, name: SettingName, lock = false): Promise<string> {
    const value = await this.find(sql, name, lock)
    if (value !== undefined) return value
    throw new DmpError('DMP_JOURNAL_DAMAGED', {
      params: {path: this.#path, reason: `setting-${name}`, case: 'server'},
    })
  }

  async set(sql: Sql, name: SettingName, value: string | number): Promise<void> {
    const text = String(value)
    await sql.rows(
      'INSERT INTO meta (key, value, mac) VALUES ($1, $2, $3) ON CONFLICT (key) DO UPDATE SET value = excluded.value, mac = excluded.mac',
      name,
      text,
      this.#sealing.sign(this.#signed(name, text)),
    )
  }

  #signed(name: string, value: string): string {
    return `setting\0${this.#journalId}\0${name}\0${value}`
  }
}
