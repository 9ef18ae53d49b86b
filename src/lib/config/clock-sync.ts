import {execFile} from 'node:child_process'
import {stat} from 'node:fs/promises'
import type {ClockSync} from '../ports/machine.ts'

/** Runs a program and answers its output; undefined when it is absent, fails or takes too long. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | undefined>

const LIMIT_MS = 3000
/** Touched by systemd-timesyncd each time it hears from its server. */
const TIMESYNC_MARK = '/run/systemd/timesync/synchronized'

export const askProgram: Ask = (program, args) =>
  new Promise((resolve) => {
    const options = {timeout: LIMIT_MS, env: {...process.env, LC_ALL: 'C'}, windowsHide: true}
    execFile(program, [...args], options, (error, stdout) => resolve(error ? undefined : stdout))
  })

/** `chronyc -c tracking`: comma-separated; 4th field the time of the last update (s), last one the leap status. */
export function readChronyTracking(text: string): ClockSync | undefined {
  const fields = text.trim().split(',')
  const seconds = Number(fields[3])
  if (fields.length < 14 || !Number.isFinite(seconds)) return undefined
  const synchronised = fields.at(-1) !== 'Not synchronised' && seconds > 0
  return synchronised
    ? {state: 'synchronised', by: 'chronyc', lastAt: Math.round(seconds * 1000)}
    : {state: 'not-synchronised', by: 'chronyc'}
}

/** `timedatectl show`: one `Name=value` a line. */
export function readTimedatectl(text: string): ClockSync | undefined {
  const answer = /^NTPSynchronized=(yes|no)$/m.exec(text)?.[1]
  if (answer === undefined) return undefined
  return {state: answer === 'yes' ? 'synchronised' : 'not-synchronised', by: 'timedatectl'}
}

/**
 * Whether the clock is kept right, as chrony or systemd tell. Windows and macOS are not asked: unknown, so that
 * the person looks. `markOf` answers when a file was last touched.
 */
export async function clockSync(
  platform: NodeJS.Platform,
  ask: Ask = askProgram,
  markOf: (path: string) => Promise<number | undefined> = touchedAt,
): Promise<ClockSync> {
  if (platform !== 'linux') return {state: 'unknown'}
  const chrony = readChronyTracking((await ask('chronyc', ['-c', 'tracking'])) ?? '')
  if (chrony) return chrony
  const systemd = readTimedatectl((await ask('timedatectl', ['show'])) ?? '')
  if (!systemd) return {state: 'unknown'}
  const lastAt = systemd.state === 'synchronised' ? await markOf(TIMESYNC_MARK) : undefined
  return lastAt === undefined ? systemd : {...systemd, lastAt}
}

async function touchedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({mtimeMs}) => mtimeMs,
    () => undefined,
  )
}
