import {readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Heads} from '../journal/root-register.ts'
import {makeFolder} from '../system/make-folder.ts'

/** Where this machine keeps how far it saw the chains of a journal on a server. */
function fileOf(folder: string, journalId: string): string {
  return join(folder, 'server-journals', `${journalId}.json`)
}

/**
 * The chains' ends that this machine saw last. A database put back from an older copy does not hold them: identifiers
 * given since would be given again, and what was sent since would be sent again.
 */
export function knownHeads(folder: string, journalId: string): Heads {
  try {
    return JSON.parse(readFileSync(fileOf(folder, journalId), 'utf8')) as Heads
  } catch {
    return {}
  }
}

/** What cannot be kept only makes this machine see less: the journal itself is on the server. */
export function rememberHeads(folder: string, journalId: string, heads: Heads): void {
  const file = fileOf(folder, journalId)
  try {
    makeFolder(dirname(file))
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify(heads), {mode: 0o600})
    renameSync(draft, file)
  } catch {
    // Nothing is lost by it.
  }
}
