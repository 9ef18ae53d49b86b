import {createHash} from 'node:crypto'
import {join} from 'node:path'
import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import type {Environment} from '../profile/profile.ts'
import {type FileSystemType, privateFile} from '../system/local-folder.ts'

/** Who is counted: one establishment (FINESS or SIRET of its certificates) with one software. */
export interface QuotaKey {
  readonly establishment: string
  readonly software: string
}

/** How long a process waits for another one's claim, which takes well under a millisecond. */
const PATIENCE_MS = 10_000
/** Grants older than this no longer matter to any window. */
const KEPT_MS = 3000

const TABLES = `CREATE TABLE IF NOT EXISTS grants (n INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL,
  boot TEXT NOT NULL, at REAL NOT NULL, wall INTEGER NOT NULL, waiting INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS grants_by_key ON grants (key, n);
CREATE TABLE IF NOT EXISTS days (key TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (key, day)) STRICT`

export interface Grant {
  readonly n: number
  readonly boot: string
  readonly at: number
  readonly wall: number
  /** Granted, its first byte not yet gone. */
  readonly waiting: boolean
}

/**
 * The grants of one key, in a small SQLite file shared by every process of the machine. Not flushed at each
 * grant: what a power cut may lose is older than the time a machine takes to start again.
 */
export class GrantLog {
  readonly #database: DatabaseSync
  readonly #path: string
  readonly #key: string
  readonly #statements = new Map<string, StatementSync>()

  constructor(folder: string, key: QuotaKey, environment: Environment, typeOf?: FileSystemType) {
    const {path} = privateFile(join(folder, 'quota.db'), typeOf)
    this.#path = path
    this.#key = createHash('sha256')
      .update(`${environment}\0${key.establishment}\0${key.software}`)
      .digest('hex')
    this.#database = this.#guarded(() => new DatabaseSync(path, {timeout: PATIENCE_MS}))
    this.#guarded(() => {
      this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
      this.#database.exec(TABLES)
    })
  }

  /** Runs `body` while no other process may claim. */
  exclusively<T>(body: () => T): T {
    return this.#guarded(() => {
      this.#database.exec('BEGIN IMMEDIATE')
      try {
        const result = body()
        this.#database.exec('COMMIT')
        return result
      } catch (error) {
        this.#rollback()
        throw error
      }
    })
  }

  /** The grant `back` places before the latest. */
  latest(back = 0): Grant | undefined {
    const row = this.#run(
      'SELECT n, boot, at, wall, waiting FROM grants WHERE key = ? ORDER BY n DESC LIMIT 1 OFFSET ?',
    ).get(this.#key, back)
    if (row === undefined) return undefined
    return {
      n: Number(row['n']),
      boot: String(row['boot']),
      at: Number(row['at']),
      wall: Number(row['wall']),
      waiting: row['waiting'] === 1,
    }
  }

  add(boot: string, at: number, wall: number, waiting: boolean): number {
    const insert = this.#run('INSERT INTO grants (key, boot, at, wall, waiting) VALUES (?, ?, ?, ?, ?)')
    const {lastInsertRowid} = insert.run(this.#key, boot, at, wall, waiting ? 1 : 0)
    return Number(lastInsertRowid)
  }

  /** The call could only leave later than it was granted for. */
  correct(n: number, at: number): void {
    this.#run('UPDATE grants SET at = ? WHERE n = ?').run(at, n)
  }

  /** The call has left at that instant. */
  leave(n: number, at: number): void {
    this.#run('UPDATE grants SET at = ?, waiting = 0 WHERE n = ?').run(at, n)
  }

  /** Drops what no window can see any more, the latest grant excepted. */
  forget(boot: string, now: number): void {
    const statement =
      'DELETE FROM grants WHERE key = ? AND (boot <> ? OR at < ?) AND n < (SELECT max(n) FROM grants WHERE key = ?)'
    this.#run(statement).run(this.#key, boot, now - KEPT_MS, this.#key)
  }

  countOf(day: string): number {
    return Number(
      this.#run('SELECT count FROM days WHERE key = ? AND day = ?').get(this.#key, day)?.['count'] ?? 0,
    )
  }

  count(day: string): void {
    const values: SQLInputValue[] = [this.#key, day]
    this.#run(
      'INSERT INTO days (key, day, count) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1',
    ).run(...values)
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }

  #run(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #rollback(): void {
    try {
      this.#database.exec('ROLLBACK')
    } catch {
      // Rolled back by SQLite already.
    }
  }

  #guarded<T>(body: () => T): T {
    try {
      return body()
    } catch (cause) {
      const {errcode} = cause as {errcode?: unknown}
      if (cause instanceof DmpError || typeof errcode !== 'number') throw cause
      throw new DmpError('DMP_JOURNAL_UNWRITABLE', {
        params: {path: this.#path, reason: `sqlite-${errcode}`},
        cause,
      })
    }
  }
}
