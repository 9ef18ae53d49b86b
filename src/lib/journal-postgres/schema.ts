import {DmpError} from '../errors/dmp-error.ts'
import {SCHEMA, type Sql} from './database.ts'

/**
 * One text per schema version, applied in order and never edited once released; the tables say the same as those of
 * the journal in a file. `n` of events is drawn once the rows they change are locked, so that for each item, hold and
 * batch the order of `n` is the order of their changes; it has gaps.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL, mac text NOT NULL);
CREATE TABLE writers (id text PRIMARY KEY, slot integer NOT NULL UNIQUE, seq bigint NOT NULL, hash text NOT NULL,
  open boolean NOT NULL);
CREATE SEQUENCE event_numbers;
CREATE TABLE events (
  n bigint PRIMARY KEY, id text NOT NULL UNIQUE, writer text NOT NULL, seq bigint NOT NULL, v integer NOT NULL,
  ts bigint NOT NULL, phase text NOT NULL, operation text NOT NULL, intent_id text, item_id text, batch_id text,
  outcome text, occurred_at bigint NOT NULL, ended_at bigint, environment text NOT NULL, patient text,
  sealed text NOT NULL, effects text, prev text NOT NULL, hash text NOT NULL, UNIQUE (writer, seq));
CREATE INDEX events_item ON events (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX events_intent ON events (intent_id) WHERE intent_id IS NOT NULL;
CREATE INDEX events_batch ON events (batch_id, n) WHERE batch_id IS NOT NULL;
CREATE INDEX events_patient ON events (patient) WHERE patient IS NOT NULL;
CREATE SEQUENCE item_numbers;
CREATE TABLE items (
  n bigint PRIMARY KEY, id text NOT NULL UNIQUE, document_uid text NOT NULL, set_uid text NOT NULL,
  source_sha256 text NOT NULL, ins text NOT NULL, ipp text, venue text, source_id text, set_id text NOT NULL,
  sealed text NOT NULL, batch text, action text, establishment text, send_after bigint,
  state text NOT NULL, attempts integer NOT NULL, planned_at bigint NOT NULL, held_from text, registry_status text,
  entry_uuid text, sent_at bigint, settled_at bigint, deleted_at bigint, cause text, retry_at bigint, sender text,
  moved_by text,
  due bigint GENERATED ALWAYS AS (CASE WHEN state IN ('planned', 'deferred', 'unknown') THEN
    greatest(coalesce(send_after, 0), coalesce(retry_at,
      CASE state WHEN 'planned' THEN 0 WHEN 'unknown' THEN 1 ELSE 9007199254740991 END)) END) STORED);
CREATE INDEX items_document ON items (document_uid);
CREATE INDEX items_set ON items (set_uid);
CREATE INDEX items_source ON items (source_sha256);
CREATE INDEX items_ins ON items (ins);
CREATE INDEX items_ipp ON items (ipp) WHERE ipp IS NOT NULL;
CREATE INDEX items_venue ON items (venue) WHERE venue IS NOT NULL;
CREATE INDEX items_source_id ON items (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX items_set_id ON items (set_id);
CREATE INDEX items_batch ON items (batch, n) WHERE batch IS NOT NULL;
CREATE INDEX items_state ON items (state, batch, n);
CREATE INDEX items_totals ON items (batch, action, state, cause, registry_status);
CREATE INDEX items_due ON items (batch, due, n) WHERE due IS NOT NULL;
CREATE INDEX items_next ON items (due) WHERE due IS NOT NULL;
CREATE INDEX items_patient_due ON items (ins, n) WHERE due IS NOT NULL;
CREATE INDEX items_accepted ON items (batch, settled_at) WHERE state = 'accepted';
CREATE INDEX items_sending ON items (ins, sender) WHERE state = 'sending';
CREATE TABLE claims (ins text PRIMARY KEY, item text NOT NULL UNIQUE, token text NOT NULL, writer text NOT NULL,
  until timestamptz NOT NULL);
CREATE INDEX claims_writer ON claims (writer);
CREATE SEQUENCE claim_numbers;
CREATE TABLE batches (n bigserial PRIMARY KEY, id text NOT NULL UNIQUE, kind text NOT NULL, state text NOT NULL,
  establishment text NOT NULL, created_at bigint NOT NULL, sealed text NOT NULL);
CREATE TABLE holds (n bigserial, kind text NOT NULL, value text NOT NULL, sealed text NOT NULL,
  PRIMARY KEY (kind, value));
CREATE TABLE checkpoints (n bigint PRIMARY KEY, ts bigint NOT NULL, last_event bigint NOT NULL, heads text NOT NULL,
  prev text NOT NULL, mac text NOT NULL);
CREATE TABLE quota_sends (n bigserial PRIMARY KEY, key text NOT NULL, slot double precision NOT NULL,
  at double precision NOT NULL, state text NOT NULL);
CREATE INDEX quota_sends_key ON quota_sends (key, at);
CREATE TABLE quota_days (key text NOT NULL, day text NOT NULL, count bigint NOT NULL, PRIMARY KEY (key, day));`,
]

export const SCHEMA_VERSION = MIGRATIONS.length

/** `due` of a deferred item that waits for the operator's word. */
export const NEVER_DUE = 9007199254740991

/** Types of the columns that are written from JSON records. */
const NUMBERS = new Set([
  'n',
  'seq',
  'v',
  'ts',
  'occurred_at',
  'ended_at',
  'send_after',
  'attempts',
  'planned_at',
  'sent_at',
  'settled_at',
  'deleted_at',
  'retry_at',
  'created_at',
])

/** `n bigint, id text, …`: the shape of records given as one JSON text. */
export function recordShape(columns: readonly string[]): string {
  return columns.map((column) => `${column} ${NUMBERS.has(column) ? 'bigint' : 'text'}`).join(', ')
}

/** 0 where there is no journal yet. @throws DmpError DMP_JOURNAL_NEWER, DMP_JOURNAL_DAMAGED */
export async function schemaVersion(sql: Sql, path: string): Promise<number> {
  const [table] = await sql.rows('SELECT to_regclass($1) IS NOT NULL AS found', `${SCHEMA}.schema_version`)
  if ((table?.['found'] as unknown) !== true) {
    const [own] = await sql.rows(
      'SELECT count(*) AS count FROM information_schema.tables WHERE table_schema = $1',
      SCHEMA,
    )
    if (Number(own?.['count']) > 0)
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path, reason: 'not-a-journal'}})
    return 0
  }
  const [row] = await sql.rows('SELECT version FROM schema_version')
  const found = Number(row?.['version'] ?? 0)
  if (found > SCHEMA_VERSION)
    throw new DmpError('DMP_JOURNAL_NEWER', {params: {path, found, known: SCHEMA_VERSION}})
  return found
}

/** Brings the database from `from` to the current version; inside a transaction that nobody else opens. */
export async function migrate(sql: Sql, from: number): Promise<void> {
  if (from === SCHEMA_VERSION) return
  if (from === 0) {
    await sql.rows(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`)
    await sql.rows('CREATE TABLE schema_version (version integer NOT NULL)')
    await sql.rows('INSERT INTO schema_version VALUES (0)')
  }
  for (const text of MIGRATIONS.slice(from))
    for (const statement of text.split(/;\n/)) await sql.rows(statement)
  await sql.rows('UPDATE schema_version SET version = $1', SCHEMA_VERSION)
}
