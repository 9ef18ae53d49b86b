/**
 * Restorations of a journal on a server: the database was put back from an older dump, and a person said so. The journal
 * keeps the list of them, so that every machine that remembers a later state of before one of them goes on after it, and is
 * still refused by a dump of before what it saw last. While one is under way, or was cut short, a mark in the database keeps
 * everybody else out.
 */
import {DmpError} from '../errors/dmp-error.ts'
import type {Heads} from '../journal/root-register.ts'
import type {Sql} from './database.ts'
import type {ServerMemory} from './known-heads.ts'
import {LOCKS} from './load-rows.ts'
import {serverHeads} from './server-checkpoints.ts'
import type {ServerSettings} from './server-settings.ts'

/** Second number of the lock that a restoration at work holds, under `LOCKS.whole`. */
export const RESTORING_LOCK = 3

const IS_AT_WORK = `EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND l.classid = ${LOCKS.whole} AND l.objid = ${RESTORING_LOCK} AND l.objsubid = 2)`

/** A restoration that is not ended. */
export interface RestorationMark {
  readonly id: string
  /** When it began, ms since 1970. */
  readonly at: number
}

export type Missing = {readonly writerId: string; readonly seq: number}

export async function markOf(sql: Sql, settings: ServerSettings): Promise<RestorationMark | undefined> {
  const text = (await settings.has(sql, 'restoring')) ? await settings.get(sql, 'restoring') : ''
  return text === '' ? undefined : (JSON.parse(text) as RestorationMark)
}

export async function setMark(
  sql: Sql,
  settings: ServerSettings,
  mark: RestorationMark | undefined,
): Promise<void> {
  await settings.set(sql, 'restoring', mark === undefined ? '' : JSON.stringify(mark))
}

export async function restorationsOf(sql: Sql): Promise<readonly string[]> {
  const [row] = await sql.rows("SELECT value FROM meta WHERE key = 'restorations'")
  return row === undefined ? [] : (JSON.parse(String(row['value'])) as string[])
}

/** What this machine is to know of the journal as this transaction sees it. */
export async function memoryOf(sql: Sql): Promise<ServerMemory> {
  return {heads: await serverHeads(sql), restorations: await restorationsOf(sql)}
}

/** A writer whose chain does not hold the event that `heads` names. */
export async function missingHead(sql: Sql, heads: Heads): Promise<Missing | undefined> {
  const named = namedEnds(heads)
  if (named.length === 0) return undefined
  const [row] = await sql.rows(`SELECT h.writer, h.seq ${FROM_NAMED} LIMIT 1`, JSON.stringify(named))
  return row && {writerId: String(row['writer']), seq: Number(row['seq'])}
}

const FROM_NAMED = `FROM json_to_recordset($1::json) AS h (writer text, seq bigint, hash text)
  LEFT JOIN events e ON e.writer = h.writer AND e.seq = h.seq WHERE e.hash IS DISTINCT FROM h.hash`

const namedEnds = (heads: Heads) =>
  Object.entries(heads).map(([writer, {seq, hash}]) => ({writer, seq, hash}))

/** Events that are known to have been written and are not there: at least so many. */
export async function countMissing(sql: Sql, heads: Heads): Promise<number> {
  const [row] = await sql.rows(
    `SELECT coalesce(sum(greatest(h.seq - coalesce(
      (SELECT max(w.seq) FROM events w WHERE w.writer = h.writer), 0), 1)), 0)::bigint AS missing ${FROM_NAMED}`,
    JSON.stringify(namedEnds(heads)),
  )
  return Number(row?.['missing'] ?? 0)
}

/**
 * What this machine saw and the journal lacks. What it saw before a restoration that it did not hear of is not asked for:
 * a person answers for what was lost then.
 */
export async function lostSince(sql: Sql, memory: ServerMemory): Promise<Missing | undefined> {
  const missing = await missingHead(sql, memory.heads)
  if (missing === undefined) return undefined
  const told = new Set(await restorationsOf(sql))
  const isLater = memory.restorations.every((id) => told.has(id)) && told.size > memory.restorations.length
  return isLater ? undefined : missing
}

/**
 * Whoever just took a place as a writer looks: of a restoration and a writer, one always sees the other.
 * @returns the restorations that the journal tells of, as one text
 * @throws DmpError DMP_JOURNAL_LOCKED while one is at work, DMP_JOURNAL_DAMAGED when it is to be run again
 */
export async function requireNoneUnderWay(sql: Sql, path: string): Promise<string> {
  const rows = await sql.rows(
    `SELECT key, value, ${IS_AT_WORK} AS busy FROM meta WHERE key IN ('restoring', 'restorations')`,
  )
  const mark = rows.find(({key}) => key === 'restoring')
  if (mark !== undefined && mark['value'] !== '')
    throw (mark['busy'] as unknown) === true ? beingRestored(path) : restorationCutShort(path)
  return String(rows.find(({key}) => key === 'restorations')?.['value'] ?? '')
}

export const beingRestored = (path: string) =>
  new DmpError('DMP_JOURNAL_LOCKED', {params: {path, case: 'restoring'}})

const restorationCutShort = (path: string) =>
  new DmpError('DMP_JOURNAL_DAMAGED', {
    params: {path, copy: path, reason: 'restore-unfinished', case: 'restoring'},
  })

/** The database is of before what this machine, or this very process, knows. */
export const olderThanKnown = (path: string, missing: Missing) =>
  new DmpError('DMP_JOURNAL_DAMAGED', {
    params: {path, reason: 'older-than-known', case: 'older-server'},
    details: {...missing},
  })
