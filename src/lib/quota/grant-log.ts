import {createHash} from 'node:crypto'
import {join} from 'node:path'
import {DatabaseSync, type StatementSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import type {Environment} from '../profile/profile.ts'
import {type FileSystemType, privateFile} from '../system/local-folder.ts'
import {DEPARTURE_MS, type Send} from './pace.ts'

/** Who is counted: one establishment (FINESS or SIRET of its certificates) with one software. */
export interface QuotaKey {
  readonly establishment: string
  readonly software: string
}

/** How long a process waits for another one's claim, which takes well under a millisecond. */
const PATIENCE_MS = 10_000

const TABLES = `CREATE TABLE IF NOT EXISTS sends (n INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL,
  boot TEXT NOT NULL, slot REAL NOT NULL, at REAL NOT NULL, wall INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS sends_by_key ON sends (key, n);
CREATE INDEX IF NOT EXISTS sends_by_time ON sends (key, at);
CREATE TABLE IF NOT EXISTS days (key TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (key, day)) STRICT`

export interface LoggedSend extends Send {
  /** Start of the machine in which `slot` and `at` are monotonic instants. */
  readonly boot: string
  readonly wall: number
}

/**
 * The calls of one key, in a small SQLite file shared by every process of the machine. Not flushed at each
 * call: what a power cut may lose is older than the time a machine takes to start again.
 */
export class GrantLog {
  readonly #database: DatabaseSync
  readonly #path: string
  readonly #key: string
  readonly #statements = new Map<string, StatementSync>()

  constructor(folder: string, key: QuotaKey, environment: Environment, typeOf?: FileSystemType) {
    const {path} = privateFile(join(folder, 'quota.db'), typeOf)
    this.#path = path
    this.#key = keyText(key, environment)
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

  /** The call `back` places before the latest. */
  latest(back = 0): LoggedSend | undefined {
    const row = this.#run('SELECT * FROM sends WHERE key = ? ORDER BY n DESC LIMIT 1 OFFSET ?').get(
      this.#key,
      back,
    )
    return row && logged(row)
  }

  /** Calls of this start of the machine at or after that instant, and those not known to have left for a while more. */
  since(boot: string, instant: number): readonly LoggedSend[] {
    return this.#run(
      "SELECT * FROM sends WHERE key = ? AND boot = ? AND at > ? AND (at > ? OR state <> 'left')",
    )
      .all(this.#key, boot, instant - DEPARTURE_MS, instant)
      .map(logged)
  }

  add(send: Omit<LoggedSend, 'n'>): number {
    const {boot, slot, at, wall, state} = send
    const insert = this.#run('INSERT INTO sends (key, boot, slot, at, wall, state) VALUES (?, ?, ?, ?, ?, ?)')
    const {lastInsertRowid} = insert.run(this.#key, boot, slot, at, wall, state)
    return Number(lastInsertRowid)
  }

  pass(n: number, slot: number, at: number, wall: number): void {
    const update = "UPDATE sends SET state = 'passing', slot = ?, at = ?, wall = ? WHERE n = ?"
    this.#run(update).run(slot, at, wall, n)
  }

  leave(n: number, at: number, wall: number): void {
    this.#run("UPDATE sends SET state = 'left', at = ?, wall = ? WHERE n = ?").run(at, wall, n)
  }

  remove(n: number): void {
    this.#run('DELETE FROM sends WHERE n = ?').run(n)
  }

  /** Drops what nobody looks at any more, the latest call excepted. */
  forget(boot: string, instant: number): void {
    const statement =
      'DELETE FROM sends WHERE key = ? AND (boot <> ? OR at < ?) AND n < (SELECT max(n) FROM sends WHERE key = ?)'
    this.#run(statement).run(this.#key, boot, instant - DEPARTURE_MS, this.#key)
  }

  countOf(day: string): number {
    return Number(
      this.#run('SELECT count FROM days WHERE key = ? AND day = ?').get(this.#key, day)?.['count'] ?? 0,
    )
  }

  count(day: string, calls: number): void {
    this.#run(
      'INSERT INTO days (key, day, count) VALUES (?, ?, max(0, ?)) ON CONFLICT DO UPDATE SET count = max(0, count + ?)',
    ).run(this.#key, day, calls, calls)
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

/** One name for a key, which says nothing to who reads the file. */
export function keyText(key: QuotaKey, environment: Environment): string {
  return createHash('sha256').update(`${environment}\0${key.establishment}\0${key.software}`).digest('hex')
}

function logged(row: Readonly<Record<string, unknown>>): LoggedSend {
  return {
    n: Number(row['n']),
    boot: String(row['boot']),
    slot: Number(row['slot']),
    at: Number(row['at']),
    wall: Number(row['wall']),
    state: row['state'] as Send['state'],
  }
}
