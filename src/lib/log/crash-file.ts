import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {makeFolder} from '../system/make-folder.ts'
import {notesFolder} from './folders.ts'
import {redact} from './redact.ts'

interface Crash {
  readonly error: unknown
  readonly commandId: string
  readonly version: string
}

/** Stack of an error and of its causes, redacted. */
export function describeStack(error: unknown): string {
  const lines: string[] = []
  for (let at: unknown = error; at instanceof Error; at = at.cause) lines.push(at.stack ?? String(at))
  return redact(lines.join('\ncaused by: '))
}

/** Keeps what a maintainer needs to find a bug; argv is left out since it may name a patient. */
export async function writeCrashFile({error, commandId, version}: Crash): Promise<string | undefined> {
  const kept = notesFolder()
  if (kept === undefined) return undefined
  const folder = join(kept, 'crash')
  makeFolder(folder)
  const path = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${process.pid}.txt`)
  const head = `dmp ${version}, command ${commandId}, node ${process.version}, ${process.platform} ${process.arch}`
  await writeFile(path, `${head}\n${describeStack(error)}\n`, {mode: 0o600})
  return path
}
