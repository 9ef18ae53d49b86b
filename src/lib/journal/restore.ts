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
import type {JournalFault} from '../ports/journal.ts'
import type {CaughtUp, RestoredFile} from '../ports/journal-health.ts'
import {privateFile} from '../system/local-folder.ts'
import {type Evidence, isAllTold} from './all-told.ts'
import {checkJournal} from './check.ts'
import {currentHeads} from './checkpoints.ts'
import {connect} from './connect.ts'
import {type JournalOptions, openJournal} from './journal.ts'
import {LaterJournal} from './later-journal.ts'
import {catchUp} from './restore-items.ts'
import {markRestored, markRestoring, putAsideBefore} from './restore-mark.ts'
import {type Heads, highestHeads, RootRegister} from './root-register.ts'
import {Settings} from './settings.ts'
import {diskError} from './storage-error.ts'
import {Store} from './store.ts'
import {WriterSlots} from './writer-slots.ts'

/** A journal in a file is these. */
const ENDS = ['', '-wal', '-shm'] as const

/**
 * Puts a copy in the place of a journal that is lost or damaged, which is kept beside it and read as far as it can be.
 * Whatever may have left since the copy was made becomes `unknown`: the registry is asked, and what it does not show waits
 * for a person. Runs wait for a person's word too, and identifiers go on under a new arc. Nobody else may write; cut short,
 * it is to be run again before anything else opens the journal.
 * @throws DmpError DMP_FILE_UNREADABLE, DMP_JOURNAL_DAMAGED of the copy, _SOUND, _LOCKED, _KEY_LOST, _OID_ROOT, _UNWRITABLE: all as it was
 */
export async function restoreJournal(
  options: JournalOptions & {readonly copy: string},
): Promise<RestoredFile> {
  const {copy, keyDir, registryDir = keyDir, fileSystemType, clock, random} = options
  requireFile(copy)
  const {path} = privateFile(options.path, fileSystemType)
  // Made by the look at its folder where there was none: nothing to keep.
  if (statSync(path).size === 0) rmSync(path)
  await requireAlone(path)
  const known = await factsOfCopy(copy, options)
  const inPlace = existsSync(path) && realpathSync(copy) === realpathSync(path)
  const cutShort = existsSync(path) ? putAsideBefore(path, options) : undefined
  const isThere = !inPlace && existsSync(path)
  const source = [cutShort ?? (isThere ? path : '')].find((file) => file !== '' && existsSync(file))
  const findings = cutShort
    ? await findingsOf(source, options)
    : isThere
      ? await requireNeeded({...options, path}, known)
      : []
  const aside = `${path}.${new Date(clock.now()).toISOString().replaceAll(/\D/g, '').slice(0, 14)}`
  const later = cutShort ?? (isThere ? aside : undefined)
  const memory = remembered(registryDir, known.journalId)
  const missing = countMissing(highestHeads(memory.losses.heads, memory.heads ?? {}), known)
  // Before anything moves: without room to read it, or without its key, all stays as it is.
  const told = source === undefined ? undefined : await LaterJournal.open({path: source, keyDir, random})
  const settling = {told, missing, evidence: {told, findings, journalId: known.journalId, ...memory}}
  try {
    if (inPlace) {
      markRestoring(path, later, options)
      return {missing, ...(await settle({...options, path}, settling))}
    }
    const part = preparePart({path, copy, later}, options)
    const before = moveAll(path, aside)
    try {
      renameSync(part, path)
      const done = await settle({...options, path}, settling)
      return {missing, ...done, ...(before.length > 0 ? {aside} : {})}
    } catch (error) {
      for (const end of ENDS) rmSync(`${path}${end}`, {force: true})
      moveAll(aside, path)
      throw error
    }
  } finally {
    told?.close()
  }
}

interface Settling {
  readonly told: LaterJournal | undefined
  readonly missing: number
  readonly evidence: Evidence
}

/** The copy is in its place and marked: everything that may have happened since is brought over or doubted. */
async function settle(options: JournalOptions, {told, missing, evidence}: Settling): Promise<CaughtUp> {
  const {path, clock} = options
  const now = clock.now()
  const journal = await openJournal({...options, mode: 'runner', acceptOlder: true, restoring: true})
  let done: Awaited<ReturnType<typeof catchUp>>
  try {
    done = await catchUp(journal, {told, now, missing, isAll: () => isAllTold(evidence)})
  } finally {
    await journal.close()
  }
  markRestored(path, options)
  const {isComplete, ...caughtUp} = done
  enterRestored(options, isComplete ? undefined : now)
  return caughtUp
}

/** Of a journal that an unfinished restoration put aside. */
async function findingsOf(
  path: string | undefined,
  {keyDir}: JournalOptions,
): Promise<readonly JournalFault[]> {
  if (path === undefined) return []
  return (await checkJournal({path, keyDir, registryDir: join(path, 'none')})).findings
}

/** @returns what is wrong with it @throws DmpError DMP_JOURNAL_SOUND where nothing is lost of what stands at `path`, nor of what the copy knows */
async function requireNeeded(
  options: JournalOptions & {readonly copy: string},
  known: CopyFacts,
): Promise<readonly JournalFault[]> {
  const {path, copy, keyDir, registryDir = keyDir} = options
  const {findings} = await checkJournal({path, keyDir, registryDir})
  if (findings.length > 0) return findings
  const there = factsOf(path)
  const hasAll = Object.entries(known.heads).every(
    ([writer, {seq}]) => (there?.heads[writer]?.seq ?? 0) >= seq,
  )
  if (there?.journalId === known.journalId && hasAll)
    throw new DmpError('DMP_JOURNAL_SOUND', {params: {path, copy}})
  return []
}

function requireFile(file: string): void {
  const found = statSync(file, {throwIfNoEntry: false})
  const reason = found === undefined ? 'ENOENT' : 'EISDIR'
  if (!found?.isFile()) throw new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason}})
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
async function factsOfCopy(copy: string, {keyDir}: JournalOptions): Promise<CopyFacts> {
  // What the machine remembers says that the copy is old, which is known.
  const {findings} = await checkJournal({path: copy, keyDir, registryDir: join(copy, 'none')})
  const [fault] = findings
  const facts = fault ? undefined : factsOf(copy)
  if (facts) return facts
  const reason = fault?.note ?? fault?.kind ?? 'not-a-journal'
  throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: copy, reason, case: 'copy'}})
}

function factsOf(path: string): CopyFacts | undefined {
  const store = new Store(connect(path, {readOnly: true}), path)
  try {
    const journalId = Settings.journalId(store)
    return journalId === undefined ? undefined : {journalId, heads: currentHeads(store)}
  } finally {
    store.close()
  }
}

function remembered(registryDir: string, journalId: string): Pick<Evidence, 'heads' | 'losses'> {
  return withRegister(registryDir, (register) => ({
    heads: register.find(journalId)?.heads,
    losses: register.losses(journalId),
  }))
}

/** Last of all: until then this machine knows the journal as it was, so that whatever cuts it short can be begun again. */
function enterRestored(
  {path, keyDir, registryDir = keyDir, oidRoot}: JournalOptions,
  doubtedAt: number | undefined,
): void {
  const facts = factsOf(path)
  if (facts === undefined) return
  const {journalId: id, heads} = facts
  withRegister(registryDir, (register) => register.restored({id, root: oidRoot, path, heads}, {doubtedAt}))
}

function withRegister<T>(registryDir: string, work: (register: RootRegister) => T): T {
  const register = new RootRegister(registryDir)
  try {
    return work(register)
  } finally {
    register.close()
  }
}

function countMissing(known: Heads, {heads}: CopyFacts): number {
  return Object.entries(known).reduce(
    (sum, [writer, {seq}]) => sum + Math.max(0, seq - (heads[writer]?.seq ?? 0)),
    0,
  )
}

/** Answers what there was to move. */
function moveAll(from: string, to: string): readonly string[] {
  const there = ENDS.filter((end) => existsSync(`${from}${end}`))
  for (const end of there) renameSync(`${from}${end}`, `${to}${end}`)
  return there
}

/** The copy beside its place, on disk and marked: nobody sends by it before everything of it is settled. */
function preparePart(
  {path, copy, later}: {path: string; copy: string; later: string | undefined},
  options: JournalOptions,
): string {
  const part = `${path}.part`
  try {
    copyFileSync(copy, part)
    chmodSync(part, 0o600)
    markRestoring(part, later, options)
    const handle = openSync(part, 'r+')
    fsyncSync(handle)
    closeSync(handle)
  } catch (error) {
    for (const end of ENDS) rmSync(`${part}${end}`, {force: true})
    throw diskError(error, part)
  }
  return part
}
