import type {DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync} from 'node:sqlite'
import {isStorageFailure, storageError} from './storage-error.ts'

/** What the journal needs of `node:sqlite`; a test may put a connection that fails in its place. */
export type Connection = Pick<DatabaseSync, 'prepare' | 'exec' | 'close'>
export type Connect = (path: string, options: {readonly readOnly?: boolean}) => Connection

export type Row = Readonly<Record<string, SQLOutputValue>>

/** Something kept in memory that follows what is written: told of each transaction, so that it never runs ahead. */
export interface Follower {
  begin(): void
  /** Where it stands, to come back to when a part of a transaction is undone. */
  mark(): () => void
  /** Writes what it kept back, before the transaction ends. */
  flush(): void
  rolledBack(): void
}

/** One connection: statements kept prepared, every error translated to a DmpError. */
export class Store {
  readonly path: string
  readonly #connection: Connection
  readonly #statements = new Map<string, StatementSync>()
  readonly #followers: Follower[] = []

  constructor(connection: Connection, path: string) {
    this.#connection = connection
    this.path = path
  }

  follow(follower: Follower): void {
    this.#followers.push(follower)
  }

  exec(sql: string): void {
    this.#translated(() => this.#connection.exec(sql))
  }

  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return this.#translated(() => Number(this.#statement(sql).run(...values).changes))
  }

  /** The number of the new row. */
  insert(sql: string, ...values: readonly SQLInputValue[]): number {
    return this.#translated(() => Number(this.#statement(sql).run(...values).lastInsertRowid))
  }

  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#translated(() => this.#statement(sql).get(...values))
  }

  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.#translated(() => this.#statement(sql).all(...values))
  }

  /** A file of an earlier schema version lacks the tables of later ones. */
  hasTable(name: string): boolean {
    return (
      this.get("SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = ?", name) !== undefined
    )
  }

  /** All of `body` or nothing of it, on disk when it returns. Other writers are waited for. */
  transaction<T>(body: () => T): T {
    this.exec('BEGIN IMMEDIATE')
    try {
      for (const follower of this.#followers) follower.begin()
      const result = body()
      for (const follower of this.#followers) follower.flush()
      this.exec('COMMIT')
      return result
    } catch (error) {
      this.rollback()
      for (const follower of this.#followers) follower.rolledBack()
      throw error
    }
  }

  /** Undoes `body` alone when it refuses its work, inside a transaction; a storage failure ends them all. */
  step<T>(body: () => T): T {
    this.exec('SAVEPOINT step')
    const comeBack = this.#followers.map((follower) => follower.mark())
    try {
      const result = body()
      this.exec('RELEASE step')
      return result
    } catch (error) {
      // A storage failure may have ended the whole transaction: there is no savepoint to go back to.
      if (isStorageFailure(error)) throw error
      for (const back of comeBack) back()
      this.exec('ROLLBACK TO step')
      this.exec('RELEASE step')
      throw error
    }
  }

  rollback(): void {
    try {
      this.#connection.exec('ROLLBACK')
    } catch {
      // SQLite has already rolled back (disk full, input/output error).
    }
  }

  close(): void {
    this.#statements.clear()
    this.#connection.close()
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#connection.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #translated<T>(body: () => T): T {
    try {
      return body()
    } catch (error) {
      throw storageError(error, this.path)
    }
  }
}
