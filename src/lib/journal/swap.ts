/**
 * The files of a journal and of the copy that takes its place change places by renames alone, each of which may be the last
 * thing that a process does: with the mark beside them, what is there tells what is left to do, forwards or back.
 */
import {closeSync, existsSync, openSync, readdirSync, renameSync, rmSync, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {ENDS, flushFolder, type RestoreMark} from './restore-gate.ts'
import {diskError} from './storage-error.ts'

const MOST_ASIDE = 1000

/** Whether anything of a journal is at `path`. */
export const isAnything = (path: string): boolean => ENDS.some((end) => existsSync(`${path}${end}`))

/** A name that nothing has, kept by an empty file. @throws DmpError DMP_JOURNAL_UNWRITABLE */
export function asideFor(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  for (let count = 1; ; count++) {
    const aside = `${path}.${stamp}${count === 1 ? '' : `-${count}`}`
    if (isAnything(aside) && count < MOST_ASIDE) continue
    try {
      closeSync(openSync(aside, 'wx', 0o600))
      return aside
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && count < MOST_ASIDE) continue
      throw diskError(error, aside)
    }
  }
}

/** Begins or goes on: what is at `path` is put aside, then the copy takes its place. */
export function swapIn(path: string, {part, aside}: RestoreMark, now: number): void {
  // Without it the copy is in place already.
  if (part === undefined || !existsSync(part)) return
  if (aside !== undefined) {
    // A program that knows nothing of the mark made another journal meanwhile: nothing takes the place of what was kept.
    const isNew = existsSync(path) && sizeOf(aside) > 0
    move(path, isNew ? asideFor(path, now) : aside)
  }
  renameSync(part, path)
  flushFolder(path)
}

/**
 * Begins or goes on: the copy is given up, and what was put aside comes back. The copy stays beside it until the mark is
 * gone, for it tells that its place is not its own any more.
 */
export function swapBack(path: string, {part, aside}: RestoreMark): void {
  if (part === undefined) return
  if (!existsSync(part) && existsSync(path)) renameSync(path, part)
  // The main file comes back first: until then the companions here are those of the copy.
  if (aside === undefined || existsSync(aside))
    for (const end of ENDS) if (end !== '') rmSync(`${path}${end}`, {force: true})
  if (aside !== undefined) move(aside, path)
  // It only kept the name.
  if (existsSync(path) && sizeOf(path) === 0) rmSync(path)
  flushFolder(path)
}

/** What a restoration that was cut short left before it moved anything; with the locks held. */
export function sweep(path: string): void {
  const folder = dirname(path)
  const start = `${basename(path)}.`
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (!name.startsWith(start) || !/^\d{14}(?:-\d+)?$/.test(name.slice(start.length))) continue
    if (sizeOf(file) === 0 && !ENDS.some((end) => end !== '' && existsSync(`${file}${end}`))) rmSync(file)
  }
  rmSync(readingFolder(path), {recursive: true, force: true})
}

/** Where another journal is copied to be read. */
export const readingFolder = (path: string): string => `${path}.reading`

const sizeOf = (file: string): number => statSync(file, {throwIfNoEntry: false})?.size ?? 0

function move(from: string, to: string): void {
  for (const end of ENDS) if (existsSync(`${from}${end}`)) renameSync(`${from}${end}`, `${to}${end}`)
  flushFolder(from)
}
