import {open} from 'node:fs/promises'
import {win32} from 'node:path'
import type {LookLimit} from '../ports/host-facts.ts'
import {type GalssFacts, readGalssFile} from '../workstation/galss-file.ts'
import {decodeOutput} from './decode-output.ts'
import type {RunCommand} from './run-command.ts'
import {windowsProgram} from './windows-program.ts'

const MOST_BYTES = 262_144
/** `sc query` of a service that is not there. */
const NO_SUCH_SERVICE = 1060

/** Where GALSS keeps its file on each system; that of Linux is deduced from the folder of its programs. */
export function galssPath(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (platform === 'win32') return win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'galss.ini')
  if (platform === 'darwin') return '/Library/Preferences/galss.ini'
  return platform === 'linux' ? '/usr/local/galss/galss.ini' : undefined
}

/** @throws what opening the file throws, other than that it is not there */
export async function findGalss(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  run: RunCommand,
  limit: LookLimit,
  path = galssPath(platform, env),
): Promise<GalssFacts> {
  const bytes = path === undefined ? undefined : await head(path)
  if (path === undefined || !bytes)
    return {state: 'absent', dmpConnect: await hasDmpConnect(platform, run, limit)}
  return {state: 'found', path, file: readGalssFile(decodeOutput(bytes))}
}

async function head(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const {buffer, bytesRead} = await file.read(new Uint8Array(MOST_BYTES), 0, MOST_BYTES, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

async function hasDmpConnect(
  platform: NodeJS.Platform,
  run: RunCommand,
  {timeoutMs, signal}: LookLimit,
): Promise<boolean | 'untold'> {
  if (platform !== 'win32') return 'untold'
  const outcome = await run(windowsProgram('sc'), ['query', 'DmpConnect-JS2'], {
    timeoutMs,
    ...(signal ? {signal} : {}),
  })
  if (outcome.kind !== 'done') return 'untold'
  if (outcome.exit === 0) return true
  return outcome.exit === NO_SUCH_SERVICE ? false : 'untold'
}
