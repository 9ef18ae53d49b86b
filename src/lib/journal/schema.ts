import {DatabaseSync} from 'node:sqlite'
import {DmpError} from '../errors/dmp-error.ts'
import {Store} from './store.ts'

/** "DMPJ": tells a journal from any other SQLite file. */
const APPLICATION_ID = 0x444d504a

/**
 * One text per schema version, applied in order and never edited once released. Version 1: readable columns
 * hold ids, states and instants only; `sealed` is AES-256-GCM, the other columns of `items` keyed hashes.
 * Version 2: batches; the rows of items are cut in two, for each step of an item writes its row again: `items` has what
 * changes, `item_bodies` what was planned. `due` is NULL for what is settled, under way or held, 0 for what may leave at
 * once, NEVER_DUE for what waits for the operator's word; an item of unknown outcome comes before those never tried.
 * `item_counts` has the totals, so that none needs a walk over a million items. Events of an item are found by it, the
 * others of a patient by an index of their own.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, mac TEXT NOT NULL) STRICT;
CREATE TABLE writers (id TEXT PRIMARY KEY, slot INTEGER NOT NULL UNIQUE, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE events (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, writer TEXT NOT NULL, seq INTEGER NOT NULL, v INTEGER NOT NULL,
  ts INTEGER NOT NULL, phase TEXT NOT NULL, operation TEXT NOT NULL, intent_id TEXT, item_id TEXT, outcome TEXT,
  occurred_at INTEGER NOT NULL, ended_at INTEGER, environment TEXT NOT NULL, patient TEXT, sealed TEXT NOT NULL,
  effects TEXT, prev TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (writer, seq)) STRICT;
CREATE INDEX events_item ON events (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX events_intent ON events (intent_id) WHERE intent_id IS NOT NULL;
CREATE INDEX events_patient ON events (patient) WHERE patient IS NOT NULL;
CREATE TABLE items (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_uid TEXT NOT NULL, set_uid TEXT NOT NULL,
  source_sha256 TEXT NOT NULL, ins TEXT NOT NULL, ipp TEXT, venue TEXT, source_id TEXT, set_id TEXT NOT NULL,
  sealed TEXT NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, planned_at INTEGER NOT NULL, held_from TEXT, registry_status TEXT,
  entry_uuid TEXT, sent_at INTEGER, settled_at INTEGER, deleted_at INTEGER, cause TEXT, retry_at INTEGER,
  sender TEXT, moved_by TEXT) STRICT;
CREATE INDEX items_document ON items (document_uid);
CREATE INDEX items_set ON items (set_uid);
CREATE INDEX items_source ON items (source_sha256);
CREATE INDEX items_ins ON items (ins);
CREATE INDEX items_ipp ON items (ipp) WHERE ipp IS NOT NULL;
CREATE INDEX items_venue ON items (venue) WHERE venue IS NOT NULL;
CREATE INDEX items_source_id ON items (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX items_set_id ON items (set_id);
CREATE INDEX items_state ON items (state);
CREATE TABLE holds (kind TEXT NOT NULL, value TEXT NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (kind, value)) STRICT;
CREATE TABLE checkpoints (n INTEGER PRIMARY KEY, ts INTEGER NOT NULL, last_event INTEGER NOT NULL, heads TEXT NOT NULL,
  prev TEXT NOT NULL, mac TEXT NOT NULL) STRICT;`,
  `ALTER TABLE events ADD COLUMN batch_id TEXT;
CREATE INDEX events_batch ON events (batch_id) WHERE batch_id IS NOT NULL;
DROP INDEX events_patient;
CREATE INDEX events_patient ON events (patient) WHERE item_id IS NULL;
CREATE TABLE batches (id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, establishment TEXT NOT NULL,
  created_at INTEGER NOT NULL, sealed TEXT NOT NULL) STRICT;
CREATE TABLE item_bodies (
  n INTEGER PRIMARY KEY, document_uid TEXT NOT NULL, set_uid TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  ins TEXT NOT NULL, ipp TEXT, venue TEXT, source_id TEXT, set_id TEXT NOT NULL, sealed TEXT NOT NULL) STRICT;
INSERT INTO item_bodies
  SELECT n, document_uid, set_uid, source_sha256, ins, ipp, venue, source_id, set_id, sealed FROM items;
CREATE TABLE item_steps (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, batch TEXT, action TEXT, establishment TEXT, send_after INTEGER,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, planned_at INTEGER NOT NULL, held_from TEXT, registry_status TEXT,
  entry_uuid TEXT, sent_at INTEGER, settled_at INTEGER, deleted_at INTEGER, cause TEXT, retry_at INTEGER,
  sender TEXT, moved_by TEXT,
  due INTEGER GENERATED ALWAYS AS
    (CASE WHEN state IN ('planned', 'deferred', 'unknown') THEN max(coalesce(send_after, 0), coalesce(retry_at,
      CASE state WHEN 'planned' THEN 0 WHEN 'unknown' THEN 1 ELSE 9007199254740991 END)) END) VIRTUAL) STRICT;
INSERT INTO item_steps (n, id, state, attempts, planned_at, held_from, registry_status, entry_uuid, sent_at, settled_at,
    deleted_at, cause, retry_at, sender, moved_by)
  SELECT n, id, state, attempts, planned_at, held_from, registry_status, entry_uuid, sent_at, settled_at, deleted_at,
    cause, retry_at, sender, moved_by FROM items;
DROP TABLE items;
ALTER TABLE item_steps RENAME TO items;
CREATE INDEX items_document ON item_bodies (document_uid);
CREATE INDEX items_set ON item_bodies (set_uid);
CREATE INDEX items_source ON item_bodies (source_sha256);
CREATE INDEX items_ins ON item_bodies (ins);
CREATE INDEX items_ipp ON item_bodies (ipp) WHERE ipp IS NOT NULL;
CREATE INDEX items_venue ON item_bodies (venue) WHERE venue IS NOT NULL;
CREATE INDEX items_source_id ON item_bodies (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX items_set_id ON item_bodies (set_id);
CREATE INDEX items_batch ON items (batch) WHERE batch IS NOT NULL;
CREATE INDEX items_state ON items (state, batch);
CREATE INDEX items_due ON items (batch, due) WHERE due IS NOT NULL;
CREATE INDEX items_accepted ON items (batch, settled_at) WHERE state = 'accepted';
CREATE TABLE item_counts (batch TEXT NOT NULL, action TEXT NOT NULL, state TEXT NOT NULL, cause TEXT NOT NULL,
  registry_status TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (batch, action, state, cause, registry_status))
  STRICT, WITHOUT ROWID;
INSERT INTO item_counts SELECT '', 'submit', state, coalesce(cause, ''), coalesce(registry_status, ''), count(*)
  FROM items GROUP BY state, cause, registry_status;`,
]

/** `due` of a deferred item without a time. */
export const NEVER_DUE = 9007199254740991

export const SCHEMA_VERSION = MIGRATIONS.length

function pragma(store: Store, name: string): number {
  return Number(store.get(`PRAGMA ${name}`)?.[name] ?? 0)
}

/** The schema version of the file; 0 for a new one. @throws DmpError DMP_JOURNAL_NEWER, DMP_JOURNAL_DAMAGED */
export function schemaVersion(store: Store): number {
  const found = pragma(store, 'user_version')
  if (pragma(store, 'application_id') !== APPLICATION_ID) {
    const tables = Number(store.get('SELECT count(*) AS count FROM sqlite_schema')?.['count'])
    if (found !== 0 || tables !== 0)
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: store.path, reason: 'not-a-journal'}})
  }
  if (found > SCHEMA_VERSION)
    throw new DmpError('DMP_JOURNAL_NEWER', {params: {path: store.path, found, known: SCHEMA_VERSION}})
  return found
}

/** Whether tables, indexes and what else the file defines are those of its version; nothing may be added by hand. */
export function isOwnSchema(store: Store): boolean {
  const own = new Store(new DatabaseSync(':memory:'), store.path)
  try {
    for (const text of MIGRATIONS.slice(0, schemaVersion(store))) own.exec(text)
    const list =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name"
    return JSON.stringify(store.all(list)) === JSON.stringify(own.all(list))
  } finally {
    own.close()
  }
}

/** Brings the file from `from` to the current version; call it inside a transaction. */
export function migrate(store: Store, from: number): void {
  if (from === SCHEMA_VERSION) return
  for (const text of MIGRATIONS.slice(from)) store.exec(text)
  store.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  store.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
}
