/** Tables of the sandbox's database. Bytes of documents lie beside it, as files named by their SHA-256. */
export const schema = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS submission_sets (
  unique_id TEXT PRIMARY KEY, patient_key TEXT NOT NULL, patient_id TEXT NOT NULL, source_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('submission', 'update')), structure_id TEXT NOT NULL, received_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS entries (
  entry_uuid TEXT PRIMARY KEY, logical_id TEXT NOT NULL, unique_id TEXT NOT NULL, set_unique_id TEXT NOT NULL
    REFERENCES submission_sets(unique_id), patient_key TEXT NOT NULL, patient_id TEXT NOT NULL,
  structure_id TEXT NOT NULL, status TEXT NOT NULL, sha1 TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  mime_type TEXT NOT NULL, type_code TEXT NOT NULL, confidentiality TEXT NOT NULL, is_signature INTEGER NOT NULL,
  cda_set_id TEXT, cda_version INTEGER, replaces TEXT, received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entries_by_unique_id ON entries (unique_id);
CREATE TABLE IF NOT EXISTS entry_origins (
  entry_uuid TEXT PRIMARY KEY REFERENCES entries(entry_uuid), entity TEXT NOT NULL, site TEXT NOT NULL,
  software TEXT NOT NULL, submission_time TEXT NOT NULL, creation_time TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS calls (
  id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, action TEXT NOT NULL, message_id TEXT NOT NULL,
  structure_id TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, location TEXT
) STRICT;
`
