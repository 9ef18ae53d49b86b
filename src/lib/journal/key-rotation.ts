import {setImmediate as breathe} from 'node:timers/promises'
import {DmpError} from '../errors/dmp-error.ts'
import type {PlannedItem} from '../ports/journal.ts'
import type {Random} from '../ports/random.ts'
import type {ActorTrace} from '../traces/trace-fields.ts'
import {batchDigest, openedBatch, sealedPart} from './batch-row.ts'
import type {Effects} from './event-row.ts'
import {KEY_CHECK} from './identity.ts'
import {
  BODY_COLUMNS,
  fixedDigest,
  fixedValues,
  halves,
  ITEM_ROWS,
  itemDigest,
  PLAN_COLUMNS,
} from './item-row.ts'
import {addKeys, keyFileOf, readKeys} from './key-file.ts'
import type {Recorder} from './recorder.ts'
import {Sealing} from './sealing.ts'
import type {SettingName, Settings} from './settings.ts'
import type {Row, Store} from './store.ts'
import type {WriterSlots} from './writer-slots.ts'

/** Rows sealed again in one transaction: others may write in between. */
const CHUNK = 200
const OPERATION = 'rotate-key'
const UPDATE_BODY = `UPDATE item_bodies SET ${BODY_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE n = ?`

export interface RotationParts {
  readonly store: Store
  readonly sealing: Sealing
  readonly settings: Settings
  readonly recorder: Recorder
  readonly random: Random
  readonly slots: WriterSlots
  readonly mySlot: number
  readonly isRunner: boolean
  readonly journalId: string
  readonly keyDir: string
  /** Who acts, for the trace. */
  readonly by?: ActorTrace | undefined
}

export type Commit = <T>(body: () => T) => Promise<T>

/** What one chunk did, and where it ended. */
interface Chunk {
  readonly last: number | undefined
  readonly resealed: number
  readonly effects: Effects
}

/**
 * Gives the journal new keys. They are on disk in the key file before the journal names them; from the transaction that
 * does, everything new is written under them, and what is there is sealed again a chunk at a time, each chunk with the
 * event that carries its digests. Killed at any step, the next call finishes: an unused key of the file is taken, a
 * rotation already begun goes on. Nobody else may write while the key changes, nor a bulk run until the end.
 * @throws DmpError DMP_JOURNAL_LOCKED, DMP_JOURNAL_KEY_LOST, DMP_JOURNAL_*
 */
export async function rotateKeys(
  parts: RotationParts,
  commit: Commit,
): Promise<{readonly keyId: string; readonly resealed: number}> {
  const {store, sealing, settings, recorder, slots, isRunner, by} = parts
  const actor = by ? {actor: by} : {}
  const lock = isRunner ? undefined : slots.takeRunner(store.path)
  try {
    if (!sealing.mixed) await changeKey(parts, commit)
    let resealed = 0
    for (const chunkOf of [itemChunk, holdChunk, batchChunk]) {
      for (let after: number | undefined = 0; after !== undefined; ) {
        const from: number = after
        const chunk: Chunk = await commit(() => {
          const done = chunkOf(parts, from)
          if (done.resealed > 0)
            recorder.note(OPERATION, {keyId: sealing.keyId, rows: done.resealed, ...actor}, done.effects)
          return done
        })
        resealed += chunk.resealed
        after = chunk.last
        await breathe()
      }
    }
    await commit(() => {
      settings.set('rotation', 'done')
      recorder.note(OPERATION, {keyId: sealing.keyId, resealed, ...actor}, {})
    })
    sealing.mixed = false
    return {keyId: sealing.keyId, resealed}
  } finally {
    lock?.release()
  }
}

async function changeKey(parts: RotationParts, commit: Commit): Promise<void> {
  const {store, sealing, settings, recorder, slots, mySlot, journalId, keyDir, random} = parts
  const before = sealing.keyId
  const file = keyFileOf(keyDir, journalId)
  const known = readKeys(file, store.path)
  // In a copy that was put back the last key of the file may be one that was in use since, and seen.
  const wasUsed = settings.has('rotation') && settings.get('rotation') === 'restored'
  const ring = known.id === before || wasUsed ? addKeys(file, known, random) : known
  sealing.adopt(ring)
  try {
    await commit(() => {
      // In the transaction: who opens the journal meanwhile waits for it, and then finds the new key.
      if (slots.isAnotherTaken(mySlot)) throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path: store.path}})
      const names = store.all('SELECT key FROM meta').map(({key}) => key as SettingName)
      const values = names.map((name) => [name, settings.get(name)] as const)
      sealing.useKey(ring.id)
      for (const [name, value] of values)
        settings.set(name, name === 'key' ? sealing.seal('key', KEY_CHECK) : value)
      settings.set('rotation', 'open')
      recorder.note(OPERATION, {from: before, keyId: ring.id, ...(parts.by ? {actor: parts.by} : {})}, {})
    })
  } catch (error) {
    sealing.useKey(before)
    throw error
  }
  sealing.mixed = true
}

function chunk(
  {store, sealing}: RotationParts,
  table: 'item_bodies' | 'holds' | 'batches',
  after: number,
  reseal: (row: Row) => void,
): Pick<Chunk, 'last' | 'resealed'> {
  const rows = store.all(
    `SELECT rowid AS place, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${CHUNK}`,
    after,
  )
  const old = rows.filter(({sealed}) => Sealing.keyIdOf(String(sealed)) !== sealing.keyId)
  for (const row of old) reseal(row)
  const last = rows.length < CHUNK ? undefined : Number(rows.at(-1)?.['place'])
  return {last, resealed: old.length}
}

function itemChunk(parts: RotationParts, after: number): Chunk {
  const {store, sealing} = parts
  const items: {id: string; digest: string}[] = []
  const done = chunk(parts, 'item_bodies', after, ({n = null}) => {
    const row = store.get(`SELECT * FROM ${ITEM_ROWS} WHERE n = ?`, n) ?? {}
    const id = String(row['id'])
    const {body} = halves(fixedValues(opened(parts, `item:${id}`, row) as PlannedItem, sealing))
    store.run(UPDATE_BODY, ...body, n)
    // What is not under a key stays as it is: version 1 wrote none of it.
    items.push({id, digest: itemDigest([id, ...body, ...PLAN_COLUMNS.map((column) => row[column])])})
  })
  return {...done, effects: {resealed: {items}}}
}

function holdChunk(parts: RotationParts, after: number): Chunk {
  const {store, sealing} = parts
  const dropped: {kind: string; value: string}[] = []
  const held: {kind: string; value: string; digest: string}[] = []
  const done = chunk(parts, 'holds', after, (row) => {
    const kind = String(row['kind'])
    const from = String(row['value'])
    const hold = opened(parts, `hold:${kind}:${from}`, row) as {value: string}
    const value = sealing.blind(`hold-${kind}`, hold.value)
    const sealed = sealing.seal(`hold:${kind}:${value}`, hold)
    store.run('UPDATE holds SET value = ?, sealed = ? WHERE rowid = ?', value, sealed, row['place'] ?? null)
    dropped.push({kind, value: from})
    held.push({kind, value, digest: fixedDigest([kind, value, sealed])})
  })
  return {...done, effects: {dropped, held}}
}

function batchChunk(parts: RotationParts, after: number): Chunk {
  const {store, sealing} = parts
  const batches: {id: string; digest: string}[] = []
  const done = chunk(parts, 'batches', after, (row) => {
    const sealed = sealedPart(openedBatch(row, sealing, store.path), sealing)
    store.run('UPDATE batches SET sealed = ? WHERE rowid = ?', sealed, row['place'] ?? null)
    batches.push({id: String(row['id']), digest: batchDigest({...row, sealed})})
  })
  return {...done, effects: {resealed: {batches}}}
}

function opened({store, sealing}: RotationParts, place: string, row: Row): unknown {
  try {
    return sealing.open(place, String(row['sealed']))
  } catch (cause) {
    throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: store.path, reason: 'sealed'}, cause})
  }
}
