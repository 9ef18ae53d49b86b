import type {DatabaseSync} from 'node:sqlite'

/** Where an entry came from, and the dates that it states (XDS digits, UTC): what figures are split by. */
export interface EntryOrigin {
  /** Struct_IdNat of the legal entity that holds the certificates, and of the site that the metadata name. */
  readonly entity: string
  readonly site: string
  readonly software: string
  readonly submissionTime: string
  readonly creationTime: string
}

/** An entry as figures count it; without an origin when an earlier version registered it. */
export interface CountedEntry {
  readonly uniqueId: string
  readonly status: string
  readonly structureId: string
  readonly typeCode: string
  readonly isSignature: boolean
  readonly replaces: string | undefined
  readonly receivedAt: number
  readonly origin: EntryOrigin | undefined
}

const COLUMNS = `e.unique_id, e.status, e.structure_id, e.type_code, e.is_signature, e.replaces, e.received_at`
const ORIGIN = ['entity', 'site', 'software', 'submission_time', 'creation_time']
const FROM_HERE = `${ORIGIN.map((name) => `o.${name}`).join(', ')}
  FROM entries e LEFT JOIN entry_origins o ON o.entry_uuid = e.entry_uuid`
/** A registry that an earlier version left and that nobody has opened since to write. */
const FROM_EARLIER = `${ORIGIN.map((name) => `NULL AS ${name}`).join(', ')} FROM entries e`

export function* countedEntries(database: DatabaseSync): Generator<CountedEntry> {
  const has = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'entry_origins'`).get()
  const rows = database
    .prepare(
      `SELECT ${COLUMNS}, ${has ? FROM_HERE : FROM_EARLIER} ORDER BY e.unique_id, e.received_at, e.entry_uuid`,
    )
    .iterate()
  for (const row of rows) {
    const text = (name: string) => String(row[name] ?? '')
    yield {
      uniqueId: text('unique_id'),
      status: text('status'),
      structureId: text('structure_id'),
      typeCode: text('type_code'),
      isSignature: Boolean(row['is_signature']),
      replaces: text('replaces') || undefined,
      receivedAt: Number(row['received_at']),
      origin: row['entity'] === null ? undefined : originOf(text),
    }
  }
}

const originOf = (text: (name: string) => string): EntryOrigin => ({
  entity: text('entity'),
  site: text('site'),
  software: text('software'),
  submissionTime: text('submission_time'),
  creationTime: text('creation_time'),
})
