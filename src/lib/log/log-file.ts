import {appendFileSync, renameSync, rmSync, statSync} from 'node:fs'
import {join} from 'node:path'
import type {Clock} from '../ports/clock.ts'
import {makeFolder} from '../system/make-folder.ts'
import {redact} from './redact.ts'

const MAX_BYTES = 2 * 1024 * 1024
const KEPT = 5

export interface Log {
  /** One JSON line: what happened, never whom it concerned. */
  note(what: string, facts?: Readonly<Record<string, string | number>>): void
}

interface LogOptions {
  /** Nothing is noted where there is none. */
  readonly folder: string | undefined
  readonly clock: Clock
  readonly commandId: string
  readonly version: string
}

export function logPath(folder: string): string {
  return join(folder, 'dmp.log')
}

/** Every file the log may consist of, newest first. */
export function rotatedLogPaths(folder: string): string[] {
  const path = logPath(folder)
  return [path, ...Array.from({length: KEPT}, (_, at) => `${path}.${at + 1}`)]
}

/** dmp.log → dmp.log.1 → … → dmp.log.5; two processes rotating at once lose no more than an old file. */
function rotate(path: string): void {
  rmSync(`${path}.${KEPT}`, {force: true})
  for (let at = KEPT - 1; at >= 1; at -= 1) {
    try {
      renameSync(`${path}.${at}`, `${path}.${at + 1}`)
    } catch {
      // Not that many yet.
    }
  }
  renameSync(path, `${path}.1`)
}

/**
 * Technical log: which command ran, when, how it ended. A log that cannot be written must not stop a command
 * (the journal is what must not fail), so failures are swallowed.
 */
export function openLog({folder, clock, commandId, version}: LogOptions): Log {
  if (folder === undefined) return {note: () => undefined}
  const path = logPath(folder)
  const prepare = () => {
    makeFolder(folder)
    try {
      if (statSync(path).size > MAX_BYTES) rotate(path)
    } catch {
      // First line ever.
    }
  }
  let ready = false
  return {
    note(what, facts = {}) {
      try {
        if (!ready) prepare()
        ready = true
        const line = {
          ts: new Date(clock.now()).toISOString(),
          pid: process.pid,
          version,
          command: commandId,
          what,
          ...facts,
        }
        appendFileSync(path, `${redact(JSON.stringify(line))}\n`, {mode: 0o600})
      } catch {
        // See above.
      }
    },
  }
}
