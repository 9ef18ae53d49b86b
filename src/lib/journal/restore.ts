import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import {join} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {Journal, JournalEntry} from '../ports/journal.ts'
import {privateFile} from '../system/local-folder.ts'
import {checkJournal} from './check.ts'
import {currentHeads} from './checkpoints.ts'
import {connect} from './connect.ts'
import {type JournalOptions, openJournal} from './journal.ts'
import {type Heads, RootRegister} from './root-register.ts'
import {Settings} from './settings.ts'
import {Store} from './store.ts'
import {WriterSlots} from './writer-slots.ts'

/** A journal in a file is these. */
const ENDS = ['', '-wal', '-shm'] as const
const CHUNK = 200

export interface RestoredFile {
  /** Where the journal that was there is kept; absent when there was none. */
  readonly aside?: string
  /** Events that this machine knows to have been written since the copy was made; there may be more. */
  readonly missing: number
  /** Items that may have left since, and are looked for in the DMP before anything else. */
  readonly lookedFor: number
}

/**
 * Puts a copy in the place of a journal that is lost or damaged, which is kept beside it. Whatever may have left since
 * the copy was made becomes `unknown`: the registry is asked before anything is sent again. Nobody else may write.
 * @throws DmpError DMP_FILE_UNREADABLE, DMP_JOURNAL_DAMAGED of the copy, _LOCKED, _KEY_LOST, _OID_ROOT: all as it was
 */
export async function restoreJournal(
  options: JournalOptions & {readonly copy: string},
): Promise<RestoredFile> {
  const {copy, registryDir = options.keyDir, fileSystemType, clock} = options
  const {path} = privateFile(options.path, fileSystemType)
  if (!existsSync(copy)) throw new DmpError('DMP_FILE_UNREADABLE', {params: {file: copy, reason: 'ENOENT'}})
  // Made by the look at its folder where there was none: nothing to keep.
  if (statSync(path).size === 0) rmSync(path)
  await requireAlone(path)
  const known = await headsOfCopy(copy, options)
  const inPlace = existsSync(path) && realpathSync(copy) === realpathSync(path)
  const aside = `${path}.${new Date(clock.now()).toISOString().replaceAll(/\D/g, '').slice(0, 14)}`
  const before = inPlace ? [] : moveAll(path, aside)
  try {
    if (!inPlace) putInPlace(copy, path)
    const missing = countMissing(registryDir, known)
    const journal = await openJournal({...options, path, mode: 'runner', acceptOlder: true})
    try {
      const lookedFor = await doubtAll(journal, clock.now(), missing)
      return {missing, lookedFor, ...(before.length > 0 ? {aside} : {})}
    } finally {
      await journal.close()
    }
  } catch (error) {
    if (!inPlace) {
      for (const end of ENDS) rmSync(`${path}${end}`, {force: true})
      moveAll(aside, path)
    }
    throw error
  }
}

async function requireAlone(path: string): Promise<void> {
  const slots = new WriterSlots(path)
  const runner = slots.takeRunner(path)
  try {
    if (slots.isAnotherTaken(0)) throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path}})
  } finally {
    runner.release()
  }
}

interface CopyFacts {
  readonly journalId: string
  readonly heads: Heads
}

/** Of a copy that holds. @throws DmpError DMP_JOURNAL_DAMAGED */
async function headsOfCopy(copy: string, {keyDir}: JournalOptions): Promise<CopyFacts> {
  // What the machine remembers says that the copy is old, which is known.
  const {findings} = await checkJournal({path: copy, keyDir, registryDir: join(copy, 'none')})
  const [fault] = findings
  if (fault)
    throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: copy, reason: fault.note ?? fault.kind}})
  const store = new Store(connect(copy, {readOnly: true}), copy)
  try {
    const journalId = Settings.journalId(store)
    if (journalId === undefined)
      throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: copy, reason: 'not-a-journal'}})
    return {journalId, heads: currentHeads(store)}
  } finally {
    store.close()
  }
}

function countMissing(registryDir: string, {journalId, heads}: CopyFacts): number {
  const register = new RootRegister(registryDir)
  try {
    const known = register.find(journalId)?.heads ?? {}
    return Object.entries(known).reduce(
      (sum, [writer, {seq}]) => sum + Math.max(0, seq - (heads[writer]?.seq ?? 0)),
      0,
    )
  } finally {
    register.close()
  }
}

/** Answers what there was to move. */
function moveAll(from: string, to: string): readonly string[] {
  const there = ENDS.filter((end) => existsSync(`${from}${end}`))
  for (const end of there) renameSync(`${from}${end}`, `${to}${end}`)
  return there
}

function putInPlace(copy: string, path: string): void {
  const part = `${path}.part`
  copyFileSync(copy, part)
  chmodSync(part, 0o600)
  const handle = openSync(part, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(part, path)
}

/** What was to leave may have left; what is not due before now, and what was withdrawn, cannot have. */
async function doubtAll(journal: Journal, now: number, missing: number): Promise<number> {
  const closed = new Set((await journal.batches()).filter(({state}) => state === 'closed').map(({id}) => id))
  const ids: string[] = []
  for await (const {id, batchId, sendAfter = 0} of journal.eachItem({states: ['planned', 'deferred']}))
    if (sendAfter <= now && !(batchId !== undefined && closed.has(batchId))) ids.push(id)
  const event = {phase: 'event', operation: 'journal-restored', occurredAt: now} as const
  for (let at = 0; at < ids.length; at += CHUNK)
    await journal.record(
      ids.slice(at, at + CHUNK).map((itemId) => doubt(itemId, {...event, itemId, data: {}})),
    )
  await journal.record([{event: {...event, data: {missing, lookedFor: ids.length}}}])
  return ids.length
}

function doubt(id: string, event: JournalEntry['event']): JournalEntry {
  return {
    event,
    changes: [
      {id, to: 'sending'},
      {id, to: 'unknown', cause: 'DMP_INTERRUPTED', retryAt: null},
    ],
  }
}
