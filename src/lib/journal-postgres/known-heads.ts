import {readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Heads} from '../journal/root-register.ts'
import {makeFolder} from '../system/make-folder.ts'

/** What this machine knows of a journal on a server. */
export interface ServerMemory {
  /**
   * The chains' ends that this machine saw last. A database put back from an older copy does not hold them: what was sent
   * since would be sent again.
   */
  readonly heads: Heads
  /** The restorations that the journal told of by then. */
  readonly restorations: readonly string[]
}

function fileOf(folder: string, journalId: string, end: string): string {
  return join(folder, 'server-journals', `${journalId}${end}`)
}

const HEADS = '.json'
const RESTORATIONS = '.restorations.json'

export function remembered(folder: string, journalId: string): ServerMemory {
  return {
    heads: read<Heads>(fileOf(folder, journalId, HEADS)) ?? {},
    restorations: read<readonly string[]>(fileOf(folder, journalId, RESTORATIONS)) ?? [],
  }
}

/** What cannot be kept only makes this machine see less: the journal itself is on the server. */
export function remember(folder: string, journalId: string, {heads, restorations}: ServerMemory): void {
  try {
    // First of the two: with these alone the machine is too strict, never too trusting.
    if (restorations.length > 0) write(fileOf(folder, journalId, RESTORATIONS), restorations)
    write(fileOf(folder, journalId, HEADS), heads)
  } catch {
    // Nothing is lost by it.
  }
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}

function write(file: string, value: unknown): void {
  makeFolder(dirname(file))
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(value), {mode: 0o600})
  renameSync(draft, file)
}
