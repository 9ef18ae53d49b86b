import {closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync} from 'node:fs'
import {dirname} from 'node:path'
import {RESTORING_END} from '../batch/after-restore.ts'
import {DmpError} from '../errors/dmp-error.ts'
import type {CaughtUp} from '../ports/journal-health.ts'
import {realPath} from './refuse-first.ts'
import {diskError} from './storage-error.ts'
import {WriterSlots} from './writer-slots.ts'

/** A journal in a file is these. */
export const ENDS = ['', '-wal', '-shm'] as const

/**
 * A restoration under way, in a file beside the journal: written before the first file is moved, renewed at each step that
 * the files themselves do not show, and removed last. Whatever cuts the restoration short, the same command goes on from it.
 */
export interface RestoreMark {
  readonly version: 1
  /** As the command named it. */
  readonly copy: string
  /** The copy, ready beside its place; absent when it is in place already. */
  readonly part?: string
  /** Where what was in its place goes. */
  readonly aside?: string
  /** The journal that tells what was done since the copy. */
  readonly later?: string
  readonly missing: number
  readonly forked: boolean
  /** It did not succeed: everything goes back where it was. */
  readonly undoing?: true
  /** The journal is settled; only the register of the machine may not know yet. */
  readonly settled?: CaughtUp & {readonly isComplete: boolean; readonly at: number}
}

const markFile = (path: string): string => `${path}${RESTORING_END}`

/** What an unfinished restoration of the journal at `path` left to do. @throws DmpError DMP_JOURNAL_UNWRITABLE, _DAMAGED */
export function readMark(path: string): RestoreMark | undefined {
  const file = markFile(path)
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as RestoreMark
    if (mark.version === 1) return mark
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    if (code !== undefined) throw diskError(error, file)
  }
  throw new DmpError('DMP_JOURNAL_DAMAGED', {params: {path: file, reason: 'restore-mark'}})
}

/** On disk when it returns, whole or not at all. @throws DmpError DMP_JOURNAL_UNWRITABLE */
export function writeMark(path: string, mark: RestoreMark): void {
  const file = markFile(path)
  const draft = `${file}.new`
  try {
    const handle = openSync(draft, 'w', 0o600)
    try {
      writeSync(handle, `${JSON.stringify(mark)}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
    flushFolder(path)
  } catch (error) {
    rmSync(draft, {force: true})
    throw diskError(error, file)
  }
}

export function removeMark(path: string): void {
  rmSync(markFile(path), {force: true})
  flushFolder(path)
}

/** What was renamed in the folder of a file is renamed for good. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/**
 * Nobody opens a journal, not even to read, while a copy is being put in its place or after that was cut short: it would be
 * missing, half told, or the one of before.
 * @throws DmpError DMP_JOURNAL_LOCKED while it is at work, DMP_JOURNAL_DAMAGED when it is to be run again
 */
export function requireRestored(file: string): void {
  const path = realPath(file)
  if (new WriterSlots(path).isBeingRestored())
    throw new DmpError('DMP_JOURNAL_LOCKED', {params: {path, case: 'restoring'}})
  const mark = readMark(path)
  if (mark) throw restoreUnfinished(path, mark.copy)
}

export function restoreUnfinished(path: string, copy: string): DmpError {
  return new DmpError('DMP_JOURNAL_DAMAGED', {
    params: {path, copy, reason: 'restore-unfinished', case: 'restoring'},
  })
}
