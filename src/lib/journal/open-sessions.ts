import type {Store} from './store.ts'

export const SESSION_TABLES = `CREATE TABLE IF NOT EXISTS sessions (journal TEXT NOT NULL, slot INTEGER NOT NULL,
  began INTEGER NOT NULL, PRIMARY KEY (journal, slot)) STRICT;
CREATE TABLE IF NOT EXISTS unclean_ends (journal TEXT PRIMARY KEY, began INTEGER NOT NULL, wal TEXT NOT NULL) STRICT`

/** A command that ended without closing the journal, where the end of the journal is not there any more. */
export interface UncleanEnd {
  /** When it began to write, ms since 1970: what was written since may be missing. */
  readonly since: number
  readonly wal: 'gone' | 'cut'
}

/**
 * Who writes to which journal, kept in the register of the machine from before the first commit of a command until its
 * proper end. One that is left over tells of a command that died: what it wrote last, identifiers included, may be gone with
 * the write-ahead file, and nothing in the journal itself would say so.
 */
export class OpenSessions {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  begin(journalId: string, slot: number, at: number): void {
    this.#store.run('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)', journalId, slot, Math.round(at))
  }

  of(journalId: string): readonly {readonly slot: number; readonly began: number}[] {
    return this.#store
      .all('SELECT slot, began FROM sessions WHERE journal = ? ORDER BY slot', journalId)
      .map((row) => ({slot: Number(row['slot']), began: Number(row['began'])}))
  }

  /** Of the journal that this machine knows at `path`. */
  isAnyAt(path: string): boolean {
    const sql = 'SELECT 1 AS found FROM sessions s JOIN journals j ON j.id = s.journal WHERE j.path = ?'
    return this.#store.get(sql, path) !== undefined
  }

  /** @param lost what of the journal a dead command left behind cannot be found */
  end(journalId: string, slots: readonly number[], lost?: UncleanEnd): void {
    this.#store.transaction(() => {
      for (const slot of slots)
        this.#store.run('DELETE FROM sessions WHERE journal = ? AND slot = ?', journalId, slot)
      if (lost)
        this.#store.run(
          'INSERT OR REPLACE INTO unclean_ends VALUES (?, ?, ?)',
          journalId,
          lost.since,
          lost.wal,
        )
    })
  }

  lastUnclean(journalId: string): UncleanEnd | undefined {
    const row = this.#store.get('SELECT began, wal FROM unclean_ends WHERE journal = ?', journalId)
    return row && {since: Number(row['began']), wal: row['wal'] === 'cut' ? 'cut' : 'gone'}
  }

  /** A copy took the place of the journal: what it lacks is told in another way. Inside a transaction of the caller. */
  forget(journalId: string): void {
    this.#store.run('DELETE FROM sessions WHERE journal = ?', journalId)
    this.#store.run('DELETE FROM unclean_ends WHERE journal = ?', journalId)
  }
}
