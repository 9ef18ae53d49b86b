import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import type {Environment} from '../profile/profile.ts'
import {type FileSystemType, privateFile} from '../system/local-folder.ts'
import {OpenSessions, SESSION_TABLES} from './open-sessions.ts'
import {Store} from './store.ts'

/** Root written in a journal whose identifiers are UUIDs: it belongs to nobody and may be used by many. */
export const UUID_ROOT = '2.25'

const TABLE = `CREATE TABLE IF NOT EXISTS journals (id TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL,
  reserved INTEGER NOT NULL, heads TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS one_journal_one_root ON journals (root) WHERE root <> '${UUID_ROOT}';
CREATE TABLE IF NOT EXISTS restorations (id TEXT PRIMARY KEY, doubted INTEGER NOT NULL, heads TEXT NOT NULL) STRICT;
${SESSION_TABLES}`

/** Last event of each writer. */
export type Heads = Readonly<Record<string, {readonly seq: number; readonly hash: string}>>

export interface RegisteredJournal {
  readonly id: string
  readonly root: string
  readonly path: string
  /** No identifier above this number was ever given under the root. */
  readonly reserved: number
  readonly heads: Heads
}

/** What copies that were put back cost a journal. */
export interface Losses {
  /**
   * Last events that this machine once knew and that no copy put back since has: of one writer several, where a chain went
   * on from a copy and so forked.
   */
  readonly forgotten: readonly Heads[]
  /** When a copy was last put back without all that was done since being read, ms since 1970; 0 when never. */
  readonly doubtedAt: number
}

/**
 * What this machine remembers of its journals beside the journals themselves: which root belongs to which
 * file, how far identifiers were given, where the chains ended. It refuses a second journal on a root
 * (EX_GEN-1350: an id is never given twice) and shows that a journal was cut or replaced by an older copy.
 */
export class RootRegister {
  readonly #store: Store
  readonly sessions: OpenSessions

  static fileIn(folder: string): string {
    return join(folder, 'oid-roots.db')
  }

  constructor(folder: string, typeOf?: FileSystemType) {
    const {path} = privateFile(RootRegister.fileIn(folder), typeOf)
    this.#store = new Store(new DatabaseSync(path, {timeout: 10_000}), path)
    this.#store.exec(TABLE)
    this.sessions = new OpenSessions(this.#store)
  }

  find(journalId: string): RegisteredJournal | undefined {
    return this.#read('SELECT * FROM journals WHERE id = ?', journalId)[0]
  }

  /**
   * Enters a new journal and answers the highest identifier ever reserved under its root.
   * A journal that vanished may be started again in the sandbox only; elsewhere its history would be missed.
   * @throws DmpError DMP_JOURNAL_OID_ROOT, DMP_JOURNAL_DAMAGED
   */
  enter(
    journal: {readonly id: string; readonly root: string; readonly path: string},
    environment: Environment,
  ): number {
    const {id, root, path} = journal
    return this.#store.transaction(() => {
      let reserved = 0
      for (const before of this.#rivals(journal)) {
        refuseUnlessAbandoned(before, journal, environment)
        if (before.root === root) reserved = before.reserved
        this.#store.run('DELETE FROM journals WHERE id = ?', before.id)
      }
      this.#store.run('INSERT INTO journals VALUES (?, ?, ?, ?, ?)', id, root, path, reserved, '{}')
      return reserved
    })
  }

  /**
   * What `enter` would refuse, of a journal that is not made yet.
   * @throws DmpError DMP_JOURNAL_OID_ROOT, DMP_JOURNAL_DAMAGED
   */
  requireFree(wanted: {readonly root: string; readonly path: string}, environment: Environment): void {
    for (const before of this.#rivals(wanted)) refuseUnlessAbandoned(before, wanted, environment)
  }

  /**
   * What `meet` would refuse, of a journal that is there.
   * @throws DmpError DMP_JOURNAL_OID_ROOT
   */
  requireOne(
    {id, root, path}: {readonly id: string; readonly root: string; readonly path: string},
    restoring = false,
  ): void {
    const known = this.find(id)
    const other =
      known ?? this.#read('SELECT * FROM journals WHERE root = ? AND root <> ?', root, UUID_ROOT)[0]
    if (other === undefined) return
    if (other.path === path) {
      if (known !== undefined || restoring) return
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'another-journal'}})
    }
    if (known === undefined || existsSync(other.path)) throw otherJournal(path, root, other.path)
  }

  /**
   * A known journal opened at `path`: follows a move, refuses a copy beside its original. `isNew`: this machine never
   * saw it; one that is being put back is entered by `restored` only.
   * @throws DmpError DMP_JOURNAL_OID_ROOT, DMP_JOURNAL_DAMAGED of a copy placed by hand where another journal belongs
   */
  meet(
    journal: {readonly id: string; readonly root: string; readonly path: string},
    restoring = false,
  ): {
    readonly known: RegisteredJournal
    readonly isNew: boolean
  } {
    const {id, root, path} = journal
    this.requireOne(journal, restoring)
    const known = this.find(id)
    if (known === undefined) {
      if (!restoring) this.#store.run('INSERT INTO journals VALUES (?, ?, ?, ?, ?)', id, root, path, 0, '{}')
      return {known: {id, root, path, reserved: 0, heads: {}}, isNew: true}
    }
    if (known.path === path) return {known, isNew: false}
    this.#store.run('UPDATE journals SET path = ? WHERE id = ?', path, id)
    return {known: {...known, path}, isNew: false}
  }

  reserve(journalId: string, upTo: number): void {
    this.#store.run('UPDATE journals SET reserved = max(reserved, ?) WHERE id = ?', upTo, journalId)
  }

  remember(journalId: string, heads: Heads): void {
    this.#store.run('UPDATE journals SET heads = ? WHERE id = ?', JSON.stringify(heads), journalId)
  }

  losses(journalId: string): Losses {
    const row = this.#store.get('SELECT heads, doubted FROM restorations WHERE id = ?', journalId)
    if (row === undefined) return {forgotten: [], doubtedAt: 0}
    const kept = JSON.parse(String(row['heads'])) as Heads | readonly Heads[]
    // Versions before this one kept one list of ends.
    return {forgotten: Array.isArray(kept) ? kept : [kept as Heads], doubtedAt: Number(row['doubted'])}
  }

  /**
   * A copy took its place, with its chains now ending at `heads`. What was known of the journal before and the copy lacks
   * (`forgotten`) is kept; another journal that was made in that place meanwhile gives way.
   */
  restored(
    journal: {readonly id: string; readonly root: string; readonly path: string; readonly heads: Heads},
    {doubtedAt, forgotten}: {readonly doubtedAt?: number | undefined; readonly forgotten: readonly Heads[]},
  ): void {
    const {id, root, path, heads} = journal
    this.#store.transaction(() => {
      const losses = this.losses(id)
      const known = this.find(id)
      const rivals = this.#rivals(journal).filter((one) => one.id !== id && one.path === path)
      const reserved = [known, ...rivals].filter((one) => one?.root === root).map((one) => one?.reserved ?? 0)
      for (const rival of rivals) this.#store.run('DELETE FROM journals WHERE id = ?', rival.id)
      const row = [id, root, path, Math.max(0, ...reserved), JSON.stringify(heads)] as const
      this.#store.run('INSERT OR REPLACE INTO journals VALUES (?, ?, ?, ?, ?)', ...row)
      const doubted = doubtedAt ?? losses.doubtedAt
      const kept = JSON.stringify(forgotten)
      this.#store.run('INSERT OR REPLACE INTO restorations VALUES (?, ?, ?)', id, doubted, kept)
      this.sessions.forget(id)
    })
  }

  close(): void {
    this.#store.close()
  }

  /** Journals remembered under the same path or the same root. */
  #rivals({root, path}: {readonly root: string; readonly path: string}): readonly RegisteredJournal[] {
    const sql = 'SELECT * FROM journals WHERE path = ? OR (root = ? AND root <> ?)'
    return this.#read(sql, path, root, UUID_ROOT)
  }

  #read(sql: string, ...values: string[]): readonly RegisteredJournal[] {
    return this.#store.all(sql, ...values).map((row) => ({
      id: String(row['id']),
      root: String(row['root']),
      path: String(row['path']),
      reserved: Number(row['reserved']),
      heads: JSON.parse(String(row['heads'])) as Heads,
    }))
  }
}

function refuseUnlessAbandoned(
  before: RegisteredJournal,
  wanted: {readonly root: string; readonly path: string},
  environment: Environment,
): void {
  if (before.path !== wanted.path && existsSync(before.path))
    throw otherJournal(wanted.path, wanted.root, before.path)
  const neverUsed = before.reserved === 0 && Object.keys(before.heads).length === 0
  if (neverUsed || environment === 'sandbox') return
  if (before.path !== wanted.path) throw otherJournal(wanted.path, wanted.root, before.path)
  throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: wanted.path, reason: 'vanished'}})
}

function otherJournal(path: string, root: string, other: string): DmpError {
  return new DmpError('DMP_JOURNAL_OID_ROOT', {params: {path, expected: root, found: other, case: 'root'}})
}
