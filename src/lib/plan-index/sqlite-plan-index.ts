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

/** One transaction that is never committed: pages that it made itself need no journal. */
const SCHEMA = `
PRAGMA page_size = 8192;
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -16384;
CREATE TABLE records (n INTEGER PRIMARY KEY, key TEXT NOT NULL, content TEXT, patient TEXT, wish TEXT,
  source TEXT, class TEXT, seen INTEGER NOT NULL) STRICT;
CREATE TABLE words (word TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
BEGIN;`

/** Built once the first reading is over: faster than keeping them up to date a million times. */
const INDEXES = `
CREATE INDEX IF NOT EXISTS records_key ON records (key);
CREATE INDEX records_content ON records (content, patient, n) WHERE content IS NOT NULL;
CREATE INDEX records_source ON records (source, content, n) WHERE source IS NOT NULL;
CREATE INDEX records_twin ON records (content, wish, n) WHERE class IN ('ready', 'held');`

/** Values that relate records at all: few in a good backlog, so that most records are asked about once. */
const RELATING = {
  repeated: 'SELECT content FROM records WHERE content IS NOT NULL GROUP BY content HAVING count(*) > 1',
  shared:
    'SELECT content FROM records WHERE content IS NOT NULL GROUP BY content HAVING min(patient) < max(patient)',
  several:
    'SELECT source FROM records WHERE source IS NOT NULL GROUP BY source HAVING min(content) < max(content)',
} as const

type Relating = keyof typeof RELATING

const HANDFUL = 20
/** Hashes kept at hand. */
const OFTEN = 10_000
/** Characters of a hash in base64: 132 bits. */
const LENGTH = 22

const FACTS = `n, key, content, patient, wish, source, class,
  content IS NOT NULL AND EXISTS (SELECT 1 FROM repeated WHERE value = content) AS repeats`

const statements = {
  insert: `INSERT INTO records (n, key, content, patient, wish, source, class, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  number: 'SELECT n FROM records WHERE key = ?',
  see: 'UPDATE records SET content = ?, patient = ?, wish = ?, source = ?, seen = 1 WHERE n = ?',
  find: `SELECT ${FACTS} FROM records WHERE key = ? AND seen = 1`,
  at: `SELECT ${FACTS} FROM records WHERE n = ? AND seen = 1`,
  twin: `SELECT n FROM records WHERE content = ? AND wish = ? AND n < ? AND class IN ('ready', 'held')
    AND (patient IS ? OR patient IS NULL OR ? IS NULL) ORDER BY n LIMIT 1`,
  patientsBelow: `SELECT n FROM records WHERE content = ? AND patient < ? LIMIT ${HANDFUL}`,
  patientsAbove: `SELECT n FROM records WHERE content = ? AND patient > ? LIMIT ${HANDFUL}`,
  bytesBelow: `SELECT n FROM records WHERE source = ? AND content < ? LIMIT ${HANDFUL}`,
  bytesAbove: `SELECT n FROM records WHERE source = ? AND content > ? LIMIT ${HANDFUL}`,
  decide: 'UPDATE records SET class = ? WHERE n = ?',
  undecided: 'SELECT n FROM records WHERE class IS NULL AND n > ? ORDER BY n LIMIT 500',
  note: 'INSERT INTO words (word, n) VALUES (?, ?) ON CONFLICT DO UPDATE SET n = max(n, excluded.n)',
  noted: 'SELECT n FROM words WHERE word = ?',
  shared: 'SELECT 1 AS found FROM shared WHERE value = ?',
  several: 'SELECT 1 AS found FROM several WHERE value = ?',
} as const

type Name = keyof typeof statements

/** A row of `records`; texts are hashes. */
interface Facts {
  readonly n: number
  readonly key: string
  readonly content: string | null
  readonly patient: string | null
  readonly wish: string | null
  readonly source: string | null
  readonly class: RecordClass | null
  readonly repeats: number
}

class SqlitePlanIndex implements PlanIndex {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<Name, StatementSync>()
  readonly #salt: string
  readonly #hashed = new Map<string, string>()
  /** Of records that were found and are not decided yet. */
  readonly #open = new Map<number, Facts>()
  readonly #end: () => void
  #last = 0
  #restored = false
  readonly #relating = new Set<Relating>()
  /** Where the second reading stands: it meets the records in their order. */
  #at = 0

  constructor(database: DatabaseSync, salt: string, end: () => void) {
    this.#database = database
    this.#salt = salt
    this.#end = end
  }

  async restore(key: string, n: number, decided: RecordClass): Promise<void> {
    if (!this.#restored) this.#database.exec('CREATE INDEX records_key ON records (key)')
    this.#restored = true
    const hashed = this.#hash(key)
    const known = this.#numbers('number', hashed)[0]
    if (known !== undefined) this.#run('decide', decided, known)
    else this.#run('insert', n, hashed, null, null, null, null, decided, 0)
    this.#last = Math.max(this.#last, n)
  }

  async survey({key, content, patient, wish, sourceId}: SurveyedRecord): Promise<number> {
    const facts = [
      content === undefined ? null : this.#often(content),
      patient === undefined ? null : this.#often(patient),
      this.#often(wish),
      sourceId === undefined ? null : this.#often(sourceId),
    ] as const
    const hashed = this.#hash(key)
    const known = this.#restored ? this.#numbers('number', hashed)[0] : undefined
    if (known !== undefined) {
      this.#run('see', ...facts, known)
      return known
    }
    this.#last += 1
    this.#run('insert', this.#last, hashed, ...facts, null, 1)
    return this.#last
  }

  async surveyed(): Promise<number> {
    this.#guarded(() => {
      this.#database.exec(INDEXES)
      for (const [name, select] of Object.entries(RELATING)) {
        this.#database.exec(`CREATE TABLE ${name} (value TEXT PRIMARY KEY) WITHOUT ROWID`)
        const {changes} = this.#database.prepare(`INSERT INTO ${name} ${select}`).run()
        if (Number(changes) > 0) this.#relating.add(name as Relating)
      }
    })
    return this.#last
  }

  async find(key: string): Promise<IndexedRecord | undefined> {
    const hashed = this.#hash(key)
    const next = this.#get('at', this.#at + 1) as Facts | undefined
    const facts = next?.key === hashed ? next : (this.#get('find', hashed) as Facts | undefined)
    if (!facts) return undefined
    const {n, class: decided, content, wish, repeats} = facts
    this.#at = n
    if (decided) return {n, decided}
    this.#open.set(n, facts)
    return {n, ...(repeats === 1 ? {group: `${content} ${wish}`} : {})}
  }

  async relations(n: number): Promise<RecordRelations> {
    const {content, patient = null, wish, source, repeats} = this.#facts(n) ?? {}
    if (!content || !wish) return {strangers: [], otherBytes: []}
    const around = (below: Name, above: Name, key: string, value: string) =>
      [...this.#numbers(below, key, value), ...this.#numbers(above, key, value)].slice(0, HANDFUL)
    const otherBytes =
      source && this.#isIn('several', source) ? around('bytesBelow', 'bytesAbove', source, content) : []
    if (repeats !== 1) return {strangers: [], otherBytes}
    const [twin] = this.#numbers('twin', content, wish, n, patient, patient)
    const shared = patient !== null && this.#isIn('shared', content)
    return {
      ...(twin === undefined ? {} : {twin}),
      strangers: shared ? around('patientsBelow', 'patientsAbove', content, patient) : [],
      otherBytes,
    }
  }

  async hasContent(n: number, content: string): Promise<boolean> {
    return this.#facts(n)?.content === this.#hash(content)
  }

  async decide(n: number, verdict: RecordClass): Promise<void> {
    this.#open.delete(n)
    this.#run('decide', verdict, n)
  }

  async *undecided(): AsyncGenerator<{readonly n: number}> {
    for (let after = 0; ; ) {
      const found = this.#numbers('undecided', after)
      for (const n of found) {
        after = n
        yield {n}
      }
      if (found.length === 0) return
    }
  }

  async note(set: string, word: string, n = 0): Promise<void> {
    this.#run('note', this.#hash(`${set} ${word}`), n)
  }

  async noted(set: string, word: string): Promise<number | undefined> {
    return this.#numbers('noted', this.#hash(`${set} ${word}`))[0]
  }

  async close(): Promise<void> {
    this.#database.close()
    this.#end()
  }

  #facts(n: number): Facts | undefined {
    return this.#open.get(n) ?? (this.#get('at', n) as Facts | undefined)
  }

  #isIn(name: Exclude<Relating, 'repeated'>, value: string): boolean {
    return this.#relating.has(name) && this.#get(name, value) !== undefined
  }

  #hash(text: string): string {
    return hash('sha256', `${this.#salt}${text}`, 'base64url').slice(0, LENGTH)
  }

  /** The same few patients, wishes and documents come again and again. */
  #often(text: string): string {
    const known = this.#hashed.get(text) ?? this.#hash(text)
    if (this.#hashed.size < OFTEN) this.#hashed.set(text, known)
    return known
  }

  #statement(name: Name): StatementSync {
    const known = this.#prepared.get(name) ?? this.#database.prepare(statements[name])
    this.#prepared.set(name, known)
    return known
  }

  #get(name: Name, ...values: SQLInputValue[]): object | undefined {
    return this.#guarded(() => this.#statement(name).get(...values))
  }

  #numbers(name: Name, ...values: SQLInputValue[]): number[] {
    return this.#guarded(() => this.#statement(name).all(...values)).map((row) => Number(row['n']))
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
