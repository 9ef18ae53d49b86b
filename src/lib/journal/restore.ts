import {existsSync, realpathSync, rmSync, statSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {DmpError} from '../errors/dmp-error.ts'
import type {JournalFault} from '../ports/journal.ts'
import type {RestoredFile} from '../ports/journal-health.ts'
import {localFolder} from '../system/local-folder.ts'
import {checkJournal} from './check.ts'
import {
  countMissing,
  dropPart,
  factsOf,
  factsOfCopy,
  flush,
  type JournalFacts,
  lackedBy,
  saysOwn,
  takeCopy,
} from './copy-facts.ts'
import type {JournalOptions} from './journal.ts'
import {LaterJournal} from './later-journal.ts'
import {realPath} from './refuse-first.ts'
import {type RestoreMark, readMark, removeMark, restoreUnfinished, writeMark} from './restore-gate.ts'
import {markRestored, markRestoring, putAsideBefore} from './restore-mark.ts'
import {type Heads, type Losses, RootRegister} from './root-register.ts'
import {enterRestored, settle} from './settle-restored.ts'
import {diskError} from './storage-error.ts'
import {asideFor, isAnything, readingFolder, swapBack, swapIn, sweep} from './swap.ts'
import {WriterSlots} from './writer-slots.ts'

type Options = JournalOptions & {readonly copy: string}

/**
 * Puts a copy in the place of a journal that is lost or damaged, which is kept beside it and read as far as it can be.
 * Whatever may have left since the copy was made becomes `unknown`: the registry is asked, and what it does not show waits
 * for a person. Runs wait for a person's word too, and identifiers go on under a new arc. From the first look to the end
 * nobody else opens the journal; cut short, it is to be run again before anybody does.
 * @throws DmpError DMP_FILE_UNREADABLE, DMP_JOURNAL_DAMAGED of the copy, _SOUND, _LOCKED, _KEY_LOST, _OID_ROOT, _UNWRITABLE: all as it was
 */
export async function restoreJournal(options: Options): Promise<RestoredFile> {
  const file = resolve(options.path)
  const path = join(localFolder(dirname(file), options.fileSystemType), basename(file))
  const release = takeAll(path)
  try {
    sweep(path)
    const here = {...options, path}
    const mark = readMark(path)
    return mark ? await goOn(here, mark) : await begin(here)
  } finally {
    rmSync(readingFolder(path), {recursive: true, force: true})
    release()
  }
}

/** The place of the bulk run, and the word to all others that they wait. @throws DmpError DMP_JOURNAL_LOCKED */
function takeAll(path: string): () => void {
  const slots = new WriterSlots(path)
  const runner = slots.takeRunner(path)
  try {
    const restoring = slots.takeRestoring(path)
    const release = () => {
      restoring.release()
      runner.release()
    }
    if (!slots.isAnotherTaken(0)) return release
    restoring.release()
    throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path}})
  } catch (error) {
    runner.release()
    throw error
  }
}

/** @param before what an unfinished restoration put aside, whose copy is gone */
async function begin(options: Options, before?: string): Promise<RestoredFile> {
  const {path, copy} = options
  requireFile(copy)
  // Made by the look at its folder where there was none: nothing to keep.
  if (sizeOf(path) === 0 && !existsSync(`${path}-wal`)) rmSync(path)
  const inPlace = existsSync(path) && realpathSync(copy) === realpathSync(path)
  const part = inPlace ? undefined : `${path}.part`
  if (part !== undefined) await takeCopy(copy, part)
  let plan: Plan | undefined
  try {
    plan = await planned(options, {part, before})
    markRestoring(part ?? path, plan.mark.later, options)
    if (part !== undefined) flush(part)
    writeMark(path, plan.mark)
    return await finish(options, plan)
  } catch (error) {
    if (readMark(path) !== undefined) throw error
    if (part !== undefined) dropPart(part)
    const {aside} = plan?.mark ?? {}
    if (aside !== undefined && sizeOf(aside) === 0) rmSync(aside)
    throw diskError(error, path)
  } finally {
    plan?.told?.close()
  }
}

interface Plan {
  readonly mark: RestoreMark
  /** What tells what was done since the copy, open. */
  readonly told: LaterJournal | undefined
  /** What is wrong with it. */
  readonly findings: readonly JournalFault[]
}

/** Looks at everything before anything moves: without room to read it, or without its key, all stays as it is. */
async function planned(
  options: Options,
  {part, before}: {readonly part: string | undefined; readonly before: string | undefined},
): Promise<Plan> {
  const {path, copy, clock} = options
  const file = part ?? path
  const cutShort = before ?? (existsSync(path) ? putAsideBefore(path, options) : undefined)
  const isThere = part !== undefined && isAnything(path)
  const own = await factsOfCopy({file, copy, path}, options)
  const source = [cutShort ?? (isThere ? path : '')].find((one) => one !== '' && existsSync(one))
  const {findings, forked} =
    cutShort === undefined && isThere
      ? await requireNeeded(options, own, file)
      : {findings: await findingsOf(source, options), forked: false}
  const missing = countMissing(lackedBy(file, remembered(options, own.journalId).ends), own.heads)
  const told = await openLater(source, options)
  const aside = isThere ? asideFor(path, clock.now()) : undefined
  const later = cutShort ?? aside
  const places = {...(part && {part}), ...(aside && {aside}), ...(later && {later})}
  return {mark: {version: 1, copy, ...places, missing, forked}, told, findings}
}

/** The same command again. */
async function goOn(options: Options, mark: RestoreMark): Promise<RestoredFile> {
  const {path, copy} = options
  const {part, later} = mark
  // However it is written, and whether it is still there or not.
  const isSame = realPath(copy) === realPath(mark.copy) || realPath(copy) === realPath(path)
  if (!isSame) throw restoreUnfinished(path, mark.copy)
  if (mark.undoing) {
    giveBack(path, mark)
    return begin({...options, copy: mark.copy})
  }
  if (!existsSync(path) && !(part && existsSync(part))) {
    // Neither the journal nor what was to be it: from the beginning, with what was put aside.
    removeMark(path)
    return begin({...options, copy: mark.copy}, later)
  }
  swapIn(path, mark, options.clock.now())
  if (mark.settled) return conclude(options, mark)
  const source = later !== undefined && existsSync(later) ? later : undefined
  const findings = await findingsOf(source, options)
  const told = await openLater(source, options)
  try {
    return await finish(options, {mark, told, findings})
  } finally {
    told?.close()
  }
}

/** The mark is on disk: from here on only the same command, or this one failing, ends it. */
async function finish(options: Options, {mark, told, findings}: Plan): Promise<RestoredFile> {
  const {path, clock} = options
  let settled: RestoreMark
  try {
    swapIn(path, mark, clock.now())
    const {journalId} = factsOf(path) ?? {journalId: ''}
    const {heads, losses} = remembered(options, journalId)
    const at = clock.now()
    const evidence = {told, findings, journalId, heads, losses}
    const done = await settle(options, {told, missing: mark.missing, evidence, now: at})
    settled = {...mark, settled: {...done, at}}
    writeMark(path, settled)
  } catch (error) {
    // A copy that was put there by hand has nothing to go back to.
    if (mark.part === undefined) throw error
    writeMark(path, {...mark, undoing: true})
    giveBack(path, mark)
    throw error
  }
  return conclude(options, settled)
}

function giveBack(path: string, mark: RestoreMark): void {
  swapBack(path, mark)
  removeMark(path)
  if (mark.part !== undefined) dropPart(mark.part)
}

/** What was done is told to the machine: again, where that was cut short. */
function conclude(options: Options, {settled, aside, missing, forked}: RestoreMark): RestoredFile {
  const {path} = options
  if (settled === undefined) throw new Error('a restoration ends once the journal is settled')
  const {isComplete, at, ...caughtUp} = settled
  const {journalId} = factsOf(path) ?? {journalId: ''}
  const forgotten = lackedBy(path, remembered(options, journalId).ends)
  enterRestored(options, {doubtedAt: isComplete ? undefined : at, forgotten})
  markRestored(path, options)
  removeMark(path)
  return {missing, forked, accounted: isComplete, ...caughtUp, ...(aside === undefined ? {} : {aside})}
}

async function openLater(
  source: string | undefined,
  {path, keyDir, random}: Pick<Options, 'path' | 'keyDir' | 'random'>,
): Promise<LaterJournal | undefined> {
  if (source === undefined) return undefined
  return LaterJournal.open({path: source, keyDir, random, folder: readingFolder(path)})
}

/** Of a journal that an unfinished restoration put aside. */
async function findingsOf(
  path: string | undefined,
  {keyDir}: JournalOptions,
): Promise<readonly JournalFault[]> {
  if (path === undefined || !existsSync(path)) return []
  return (await checkJournal({path, keyDir, registryDir: join(path, 'none'), isCopy: true})).findings
}

/**
 * @returns what is wrong with what stands at `path`
 * @throws DmpError DMP_JOURNAL_SOUND where nothing is lost of it, nor of what the copy knows; or where it is another journal
 * than that of the copy, and the copy does not say that it is of this establishment
 */
async function requireNeeded(
  {path, copy, keyDir, registryDir = keyDir, establishment}: Options,
  own: JournalFacts,
  file: string,
): Promise<{readonly findings: readonly JournalFault[]; readonly forked: boolean}> {
  if (!existsSync(path)) return {findings: [], forked: false}
  const {findings} = await checkJournal({path, keyDir, registryDir})
  if (findings.length > 0) return {findings, forked: false}
  const there = factsOf(path)
  if (there === undefined) return {findings, forked: false}
  if (there.journalId !== own.journalId) {
    if (saysOwn(own, establishment)) return {findings, forked: false}
    throw new DmpError('DMP_JOURNAL_SOUND', {params: {path, copy, case: 'other'}})
  }
  if (lackedBy(path, [own.heads]).length === 0)
    throw new DmpError('DMP_JOURNAL_SOUND', {params: {path, copy}})
  // Each knows what the other does not: it was put back from an older copy, and went on.
  return {findings, forked: lackedBy(file, [there.heads]).length > 0}
}

const sizeOf = (file: string): number | undefined => statSync(file, {throwIfNoEntry: false})?.size

function requireFile(file: string): void {
  const found = statSync(file, {throwIfNoEntry: false})
  const reason = found === undefined ? 'ENOENT' : 'EISDIR'
  if (!found?.isFile()) throw new DmpError('DMP_FILE_UNREADABLE', {params: {file, reason}})
}

interface Memory {
  readonly heads: Heads | undefined
  readonly losses: Losses
  /** All last events that this machine ever knew. */
  readonly ends: readonly Heads[]
}

function remembered({keyDir, registryDir = keyDir}: JournalOptions, journalId: string): Memory {
  const register = new RootRegister(registryDir)
  try {
    const heads = register.find(journalId)?.heads
    const losses = register.losses(journalId)
    return {heads, losses, ends: [...losses.forgotten, heads ?? {}]}
  } finally {
    register.close()
  }
}
