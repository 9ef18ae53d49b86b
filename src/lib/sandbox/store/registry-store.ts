/**
 * What the sandbox's registry and repository keep: submission sets, document entries, the bytes of documents and a
 * log of calls, in a folder that survives a restart.
 *
 * SQLite in WAL mode with full sync; documents are files named by their SHA-256, written and synced before the
 * transaction that refers to them, so that an entry never lacks its bytes (a crash may leave bytes without entry).
 *
 * One process at a time; not meant for real patients: nothing is encrypted.
 */
import {existsSync, mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {type CountedEntry, countedEntries, type EntryOrigin} from './counted-entries.ts'
import {schema} from './schema.ts'

export interface StoredSet {
  readonly uniqueId: string
  readonly patientKey: string
  readonly patientId: string
  readonly sourceId: string
  readonly kind: 'submission' | 'update'
  readonly structureId: string
  readonly receivedAt: number
}

export interface StoredEntry {
  readonly entryUuid: string
  readonly logicalId: string
  readonly uniqueId: string
  readonly setUniqueId: string
  readonly patientKey: string
  readonly patientId: string
  readonly structureId: string
  readonly status: string
  readonly sha1: string
  readonly sha256: string
  readonly size: number
  readonly mimeType: string
  readonly typeCode: string
  /** Codes, space separated. */
  readonly confidentiality: string
  readonly isSignature: boolean
  readonly cdaSetId: string | undefined
  readonly cdaVersion: number | undefined
  /** entryUUID of the entry this one replaced. */
  readonly replaces: string | undefined
  readonly receivedAt: number
  /** Written, and read again by `counted` only. */
  readonly origin?: EntryOrigin | undefined
}

export interface LoggedCall {
  readonly receivedAt: number
  readonly action: string
  readonly messageId: string
  readonly structureId: string
  readonly outcome: 'accepted' | 'refused'
  readonly code?: string
  readonly location?: string
}

/** All of one message, kept together or not at all. */
export interface Commit {
  readonly set: StoredSet
  readonly entries: readonly StoredEntry[]
  readonly statusChanges: readonly {readonly entryUuid: string; readonly status: string}[]
}

const FILE = 'registry.sqlite'
const ENTRY_COLUMNS = `entry_uuid AS entryUuid, logical_id AS logicalId, unique_id AS uniqueId,
  set_unique_id AS setUniqueId, patient_key AS patientKey, patient_id AS patientId, structure_id AS structureId,
  status, sha1, sha256, size, mime_type AS mimeType, type_code AS typeCode, confidentiality,
  is_signature AS isSignature, cda_set_id AS cdaSetId, cda_version AS cdaVersion, replaces, received_at AS receivedAt`

export class RegistryStore {
  readonly documentFolder: string
  private readonly database: DatabaseSync

  private constructor(documentFolder: string, database: DatabaseSync) {
    this.documentFolder = documentFolder
    this.database = database
  }

  /** Opens or makes the store in `folder`; `now` becomes the moment of first use if it is new. */
  static open(folder: string, now: number): RegistryStore {
    const documentFolder = join(folder, 'documents')
    mkdirSync(documentFolder, {recursive: true, mode: 0o700})
    const database = new DatabaseSync(join(folder, FILE))
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
    database.exec(schema)
    database.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)').run('firstUse', String(now))
    return new RegistryStore(documentFolder, database)
  }

  /** Opens an existing store to look at it, while a sandbox may be running on it. Undefined when there is none. */
  static look(folder: string): RegistryStore | undefined {
    const file = join(folder, FILE)
    if (!existsSync(file)) return undefined
    return new RegistryStore(join(folder, 'documents'), new DatabaseSync(file, {readOnly: true}))
  }

  /** A registry that holds nothing and is kept nowhere, as one would be that is first used `now`. */
  static empty(now: number): RegistryStore {
    const database = new DatabaseSync(':memory:')
    database.exec(schema)
    database.prepare('INSERT INTO meta VALUES (?, ?)').run('firstUse', String(now))
    return new RegistryStore('', database)
  }

  /** Milliseconds since 1970 of the first use of this folder. */
  firstUse(): number {
    const row = this.database.prepare('SELECT value FROM meta WHERE key = ?').get('firstUse')
    return Number(row?.['value'] ?? 0)
  }

  hasSet(uniqueId: string): boolean {
    return (
      this.database.prepare('SELECT 1 FROM submission_sets WHERE unique_id = ?').get(uniqueId) !== undefined
    )
  }

  entriesOf(uniqueId: string): StoredEntry[] {
    return this.entries('WHERE unique_id = ? ORDER BY received_at, entry_uuid', uniqueId)
  }

  entry(entryUuid: string): StoredEntry | undefined {
    return this.entries('WHERE entry_uuid = ?', entryUuid)[0]
  }

  allEntries(): StoredEntry[] {
    return this.entries('ORDER BY unique_id, received_at, entry_uuid')
  }

  /** Every entry as figures count it, in an order that only depends on the content. */
  counted(): Iterable<CountedEntry> {
    return countedEntries(this.database)
  }

  commit({set, entries, statusChanges}: Commit): void {
    this.database.exec('BEGIN IMMEDIATE')
    try {
      this.database
        .prepare('INSERT INTO submission_sets VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(
          set.uniqueId,
          set.patientKey,
          set.patientId,
          set.sourceId,
          set.kind,
          set.structureId,
          set.receivedAt,
        )
      for (const entry of entries) this.insert(entry)
      const change = this.database.prepare('UPDATE entries SET status = ? WHERE entry_uuid = ?')
      for (const {entryUuid, status} of statusChanges) change.run(status, entryUuid)
      this.database.exec('COMMIT')
    } catch (error) {
      this.database.exec('ROLLBACK')
      throw error
    }
  }

  logCall(call: LoggedCall): void {
    this.database
      .prepare(
        'INSERT INTO calls (received_at, action, message_id, structure_id, outcome, code, location) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        call.receivedAt,
        call.action,
        call.messageId,
        call.structureId,
        call.outcome,
        call.code ?? null,
        call.location ?? null,
      )
  }

  /** How many calls ended so, by action, outcome and code. */
  callCounts(): {action: string; outcome: string; code: string; count: number}[] {
    return this.database
      .prepare(
        `SELECT action, outcome, coalesce(code, '') AS code, count(*) AS count FROM calls
         GROUP BY action, outcome, code ORDER BY action, outcome, code`,
      )
      .all()
      .map((row) => ({
        action: String(row['action']),
        outcome: String(row['outcome']),
        code: String(row['code']),
        count: Number(row['count']),
      }))
  }

  setCounts(): {submissions: number; updates: number} {
    const count = (kind: string): number =>
      Number(
        this.database.prepare('SELECT count(*) AS n FROM submission_sets WHERE kind = ?').get(kind)?.['n'] ??
          0,
      )
    return {submissions: count('submission'), updates: count('update')}
  }

  close(): void {
    this.database.close()
  }

  private entries(where: string, ...values: string[]): StoredEntry[] {
    return this.database
      .prepare(`SELECT ${ENTRY_COLUMNS} FROM entries ${where}`)
      .all(...values)
      .map((row) => {
        const stored = row as unknown as StoredEntry
        return {
          ...stored,
          isSignature: Boolean(row['isSignature']),
          cdaSetId: stored.cdaSetId ?? undefined,
          cdaVersion: stored.cdaVersion ?? undefined,
          replaces: stored.replaces ?? undefined,
        }
      })
  }

  private insert(entry: StoredEntry): void {
    this.database
      .prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        entry.entryUuid,
        entry.logicalId,
        entry.uniqueId,
        entry.setUniqueId,
        entry.patientKey,
        entry.patientId,
        entry.structureId,
        entry.status,
        entry.sha1,
        entry.sha256,
        entry.size,
        entry.mimeType,
        entry.typeCode,
        entry.confidentiality,
        entry.isSignature ? 1 : 0,
        entry.cdaSetId ?? null,
        entry.cdaVersion ?? null,
        entry.replaces ?? null,
        entry.receivedAt,
      )
    const {origin} = entry
    if (!origin) return
    const {entity, site, software, submissionTime, creationTime} = origin
    this.database
      .prepare('INSERT INTO entry_origins VALUES (?, ?, ?, ?, ?, ?)')
      .run(entry.entryUuid, entity, site, software, submissionTime, creationTime)
  }
}
