/**
 * Working memory of one plan in a temporary SQLite file: relations between a million records without holding them in
 * memory. Everything that could name a patient or a document is a hash under a salt that never leaves the process, so
 * the file tells nothing; it is unlinked as soon as it is open where the system allows, and never committed.
 * It is no store: what counts is in the journal.
 */
import {hash} from 'node:crypto'
import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import type {
  IndexedRecord,
  PlanIndex,
  RecordClass,
  RecordRelations,
  SurveyedRecord,
} from '../ports/plan-index.ts'
import type {Random} from '../ports/random.ts'

const SCHEMA = `
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -32768;
PRAGMA temp_store = MEMORY;
CREATE TABLE records (n INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, content BLOB, patient BLOB, wish BLOB,
  source BLOB, class TEXT, seen INTEGER NOT NULL) STRICT;
CREATE TABLE words (word BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
BEGIN;`

/** Built once the first reading is over: faster than keeping them up to date a million times. */
const INDEXES = `
CREATE INDEX records_content ON records (content) WHERE content IS NOT NULL;
CREATE INDEX records_source ON records (source) WHERE source IS NOT NULL;`

const HANDFUL = 20

const statements = {
  insert: `INSERT INTO records (n, key, content, patient, wish, source, class, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  number: 'SELECT n, class FROM records WHERE key = ?',
  see: 'UPDATE records SET content = ?, patient = ?, wish = ?, source = ?, seen = 1 WHERE n = ?',
  find: 'SELECT n, class FROM records WHERE key = ? AND seen = 1',
  self: 'SELECT content, patient, wish, source FROM records WHERE n = ?',
  twin: `SELECT min(n) AS n FROM records WHERE content = ? AND wish = ? AND n < ? AND class IN ('ready', 'held')
    AND (patient IS ? OR patient IS NULL OR ? IS NULL)`,
  strangers: `SELECT n FROM records WHERE content = ? AND patient IS NOT NULL AND patient <> ? ORDER BY n LIMIT ${HANDFUL}`,
  otherBytes: `SELECT n FROM records WHERE source = ? AND n <> ? AND content <> ? ORDER BY n LIMIT ${HANDFUL}`,
  content: 'SELECT content FROM records WHERE n = ?',
  decide: 'UPDATE records SET class = ? WHERE n = ?',
  undecided: 'SELECT n FROM records WHERE class IS NULL AND n > ? ORDER BY n LIMIT 500',
  remember: 'INSERT OR IGNORE INTO words (word) VALUES (?)',
  knows: 'SELECT 1 AS found FROM words WHERE word = ?',
} as const

type Name = keyof typeof statements

class SqlitePlanIndex implements PlanIndex {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<Name, StatementSync>()
  readonly #salt: string
  readonly #remove: () => void
  #last = 0
  #seen = 0

  constructor(database: DatabaseSync, salt: string, remove: () => void) {
    this.#database = database
    this.#salt = salt
    this.#remove = remove
  }

  async restore(key: string, n: number, decided: RecordClass): Promise<void> {
    const known = this.#get('number', this.#hash(key))
    if (known) this.#run('decide', decided, Number(known['n']))
    else this.#run('insert', n, this.#hash(key), null, null, null, null, decided, 0)
    this.#last = Math.max(this.#last, n)
  }

  async survey({key, content, patient, wish, sourceId}: SurveyedRecord): Promise<void> {
    const facts = [
      this.#optional(content),
      this.#optional(patient),
      this.#hash(wish),
      this.#optional(sourceId),
    ] as const
    this.#seen += 1
    const hashed = this.#hash(key)
    // Only after a restoration can the key be there already.
    const known = this.#last > this.#seen - 1 ? this.#get('number', hashed) : undefined
    if (known) return this.#run('see', ...facts, Number(known['n']))
    this.#last += 1
    return this.#run('insert', this.#last, hashed, ...facts, null, 1)
  }

  async surveyed(): Promise<number> {
    this.#database.exec(INDEXES)
    return this.#last
  }

  async find(key: string): Promise<IndexedRecord | undefined> {
    const row = this.#get('find', this.#hash(key))
    if (!row) return undefined
    const decided = row['class'] as RecordClass | null
    return {n: Number(row['n']), ...(decided ? {decided} : {})}
  }

  async relations(n: number): Promise<RecordRelations> {
    const self = this.#get('self', n)
    if (!self) return {strangers: [], otherBytes: []}
    const {content, patient, wish, source} = self as Record<string, Uint8Array | null>
    const numbers = (name: Name, ...values: SQLInputValue[]) =>
      this.#statement(name)
        .all(...values)
        .map((row) => Number(row['n']))
    if (!content || !wish) return {strangers: [], otherBytes: []}
    const owner = patient ?? null
    const twin = this.#get('twin', content, wish, n, owner, owner)?.['n'] ?? null
    return {
      ...(twin === null ? {} : {twin: Number(twin)}),
      strangers: patient ? numbers('strangers', content, patient) : [],
      otherBytes: source ? numbers('otherBytes', source, n, content) : [],
    }
  }

  async hasContent(n: number, content: string): Promise<boolean> {
    const kept = this.#get('content', n)?.['content'] as Uint8Array | null | undefined
    return kept !== undefined && kept !== null && Buffer.from(kept).equals(this.#hash(content))
  }

  async decide(n: number, verdict: RecordClass): Promise<void> {
    this.#run('decide', verdict, n)
  }

  async *undecided(): AsyncGenerator<{readonly n: number}> {
    for (let after = 0; ; ) {
      const rows = this.#statement('undecided').all(after)
      for (const row of rows) {
        after = Number(row['n'])
        yield {n: after}
      }
      if (rows.length === 0) return
    }
  }

  async remember(set: string, word: string): Promise<void> {
    this.#run('remember', this.#hash(`${set} ${word}`))
  }

  async knows(set: string, word: string): Promise<boolean> {
    return this.#get('knows', this.#hash(`${set} ${word}`)) !== undefined
  }

  async close(): Promise<void> {
    this.#database.close()
    this.#remove()
  }

  #hash(text: string): Buffer {
    return hash('sha256', `${this.#salt}${text}`, 'buffer').subarray(0, 16)
  }

  #optional(text: string | undefined): Buffer | null {
    return text === undefined ? null : this.#hash(text)
  }

  #statement(name: Name): StatementSync {
    const known = this.#prepared.get(name) ?? this.#database.prepare(statements[name])
    this.#prepared.set(name, known)
    return known
  }

  #get(name: Name, ...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#guarded(() => this.#statement(name).get(...values))
  }

  #run(name: Name, ...values: SQLInputValue[]): void {
    this.#guarded(() => this.#statement(name).run(...values))
  }

  #guarded<T>(work: () => T): T {
    try {
      return work()
    } catch (cause) {
      throw unwritable(cause)
    }
  }
}

function unwritable(cause: unknown): DmpError {
  const reason = (cause as {errstr?: string}).errstr ?? (cause as NodeJS.ErrnoException).code ?? 'unknown'
  return new DmpError('DMP_FILE_UNWRITABLE', {params: {file: 'plan-index', reason}, cause})
}

/** An empty index in a file of `folder` that nobody else opens. @throws DmpError DMP_FILE_UNWRITABLE */
export function openPlanIndex({folder, random}: {folder: string; random: Random}): PlanIndex {
  const path = join(folder, `plan-${random.uuid()}.tmp`)
  const remove = () => rmSync(path, {force: true})
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700})
    const database = new DatabaseSync(path)
    database.exec(SCHEMA)
    // Gone with the process, however it ends; Windows keeps the name until `close`.
    if (process.platform !== 'win32') remove()
    return new SqlitePlanIndex(database, Buffer.from(random.bytes(16)).toString('hex'), remove)
  } catch (cause) {
    throw unwritable(cause)
  }
}
