/**
 * The last signed checkpoint of a journal, kept once more in the key folder, beside the key that signed it. Who can write
 * the journal and not that folder can chain a history anew and leave away the checkpoints within: the one kept here then
 * names events that are no longer there. It holds no secret, and nothing is lost with it but this.
 */
import {closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import type {JournalFault} from '../ports/journal.ts'
import {CHECKPOINT_COLUMNS, type CheckpointRow, signedText} from './checkpoint-row.ts'
import type {Heads} from './root-register.ts'
import type {Sealing} from './sealing.ts'
import type {Store} from './store.ts'

function fileOf(keyDir: string, journalId: string): string {
  return join(keyDir, `journal-${journalId}.checkpoint.json`)
}

/** Undefined where there is none, or none that can be read. */
export function keptCheckpoint(keyDir: string, journalId: string): CheckpointRow | undefined {
  try {
    const kept = JSON.parse(readFileSync(fileOf(keyDir, journalId), 'utf8')) as Record<string, unknown>
    const {n, ts, last_event, heads, prev, mac} = kept
    if (![n, ts, last_event].every(Number.isSafeInteger)) return undefined
    if (![heads, prev, mac].every((text) => typeof text === 'string')) return undefined
    JSON.parse(String(heads))
    return kept as unknown as CheckpointRow
  } catch {
    return undefined
  }
}

/**
 * In one step, mode 0600; never an earlier one over a later one of another process. What cannot be kept only makes the
 * check see less. @param by distinguishes those who may write at once
 */
export function keepCheckpoint(keyDir: string, journalId: string, row: CheckpointRow, by: string): void {
  if ((keptCheckpoint(keyDir, journalId)?.n ?? 0) < row.n) put(keyDir, journalId, row, by)
}

function put(keyDir: string, journalId: string, row: CheckpointRow, by: string): void {
  const file = fileOf(keyDir, journalId)
  const draft = `${file}.${by}`
  try {
    rmSync(draft, {force: true})
    const handle = openSync(draft, 'wx', 0o600)
    try {
      writeSync(handle, `${JSON.stringify(row)}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
  } catch {
    // A key folder that takes no writes: the journal itself is not touched by it.
  }
}

/** After a copy took the place of the journal: what is signed last in it, whatever was kept before. */
export function keepLastOf(store: Store, keyDir: string, journalId: string): void {
  const columns = CHECKPOINT_COLUMNS.join(', ')
  const last = store.get(`SELECT ${columns} FROM checkpoints ORDER BY n DESC LIMIT 1`)
  if (last) put(keyDir, journalId, last as unknown as CheckpointRow, 'restored')
  else rmSync(fileOf(keyDir, journalId), {force: true})
}

/**
 * What the journal does not hold of the checkpoint that was kept. One that no key of the journal signed says nothing.
 * Notes: `kept` an event that it names, or the checkpoint itself, is gone; `kept-other` another stands in its place.
 */
export function keptFault(store: Store, sealing: Sealing, kept: CheckpointRow): JournalFault | undefined {
  if (!sealing.wasSigned(signedText(kept), kept.mac)) return undefined
  for (const [writerId, {seq, hash}] of Object.entries(JSON.parse(kept.heads) as Heads)) {
    const row = store.get('SELECT hash FROM events WHERE writer = ? AND seq = ?', writerId, seq)
    if (row?.['hash'] !== hash)
      return {kind: 'checkpoint', writerId, seq, note: row === undefined ? 'kept' : 'kept-other'}
  }
  const row = store.get('SELECT mac FROM checkpoints WHERE n = ?', kept.n)
  if (row?.['mac'] === kept.mac) return undefined
  return {kind: 'checkpoint', seq: kept.n, note: row === undefined ? 'kept' : 'kept-other'}
}
