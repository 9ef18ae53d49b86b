/**
 * Which file is the journal of a root, noted beside the profiles: another state folder (other variables, another account)
 * has a register of its own, that knows nothing of it. A note that cannot be read or written keeps nobody from working.
 */
import {readFileSync, statSync} from 'node:fs'
import {DmpError} from '../errors/dmp-error.ts'
import type {Files} from '../ports/files.ts'
import type {Environment} from '../profile/profile.ts'
import {realPath} from './refuse-first.ts'
import {UUID_ROOT} from './root-register.ts'

interface Own {
  /** File of the notes. */
  readonly notes: string
  readonly path: string
  readonly oidRoot: string
  readonly environment: Environment
}

/**
 * Refuses a journal whose root has another one that is still there. Several accounts may play with one sandbox.
 * @throws DmpError DMP_JOURNAL_OID_ROOT
 */
export function refuseSecondJournal({notes, path, oidRoot, environment}: Own): void {
  const found = notesIn(notes)[oidRoot]
  if (found === undefined || environment === 'sandbox' || oidRoot === UUID_ROOT) return
  if (found === realPath(path) || isGone(found)) return
  throw new DmpError('DMP_JOURNAL_OID_ROOT', {params: {path, expected: oidRoot, found, case: 'root'}})
}

/** Once the journal is open. */
export async function noteJournal(
  {notes, path, oidRoot, environment}: Own,
  files: Pick<Files, 'write'>,
): Promise<void> {
  const own = realPath(path)
  const known = notesIn(notes)
  if (environment === 'sandbox' || oidRoot === UUID_ROOT || known[oidRoot] === own) return
  const text = `${JSON.stringify({schemaVersion: 1, journals: {...known, [oidRoot]: own}}, undefined, 2)}\n`
  await files.write(notes, text, {force: true}).catch(() => undefined)
}

function notesIn(file: string): Readonly<Record<string, string>> {
  try {
    const {journals} = JSON.parse(readFileSync(file, 'utf8')) as {journals?: Record<string, unknown>}
    return Object.fromEntries(
      Object.entries(journals ?? {}).flatMap(([root, path]) =>
        typeof path === 'string' ? [[root, path] as const] : [],
      ),
    )
  } catch {
    return {}
  }
}

/** A folder that is closed to this account may well hold it. */
function isGone(path: string): boolean {
  try {
    return statSync(path, {throwIfNoEntry: false}) === undefined
  } catch {
    return false
  }
}
