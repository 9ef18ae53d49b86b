import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {delimiter, isAbsolute, join} from 'node:path'
import type {AddressOpener, Opening} from '../ports/address-opener.ts'
import {windowsProgram} from './windows-program.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface OpenerOptions {
  readonly platform: NodeJS.Platform
  readonly env: Environment
  /** How long an opener is waited for; one that still runs then is the browser itself, and is left alone. */
  readonly patienceMs?: number
}

type Opener = {readonly program: string; readonly args: readonly string[]}

/** Started by its full path, without a shell: neither a folder at hand nor a character of the address decides what runs. */
export const addressOpener =
  ({platform, env, patienceMs = 5000}: OpenerOptions): AddressOpener =>
  (address, signal) => {
    const found = openerOf(platform, env)
    if ('kind' in found) return Promise.resolve(found)
    return start(found.program, [...found.args, address], {env: ownEnvironment(env), patienceMs, signal})
  }

function openerOf(platform: NodeJS.Platform, env: Environment): Opener | Opening {
  if (platform === 'win32')
    return {program: windowsProgram('rundll32', env), args: ['url.dll,FileProtocolHandler']}
  if (platform === 'darwin') return {program: '/usr/bin/open', args: []}
  const program = 'xdg-open'
  // A text browser on the terminal knows no card.
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return {kind: 'no-screen', program}
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  const path = folders.map((folder) => join(folder, program)).find((one) => existsSync(one))
  return path === undefined ? {kind: 'missing', program} : {program: path, args: []}
}

/** What the browser needs of ours; settings and secrets of this program are not its business. */
function ownEnvironment(env: Environment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && !/^(?:DMP_|PGPASS)/i.test(pair[0]),
  )
  return Object.fromEntries(kept)
}

interface Start {
  readonly env: Record<string, string>
  readonly patienceMs: number
  readonly signal: AbortSignal
}

function start(program: string, args: readonly string[], {env, patienceMs, signal}: Start): Promise<Opening> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env,
      detached: true,
      stdio: 'ignore',
      shell: false,
      windowsHide: true,
    })
    const settle = (opening: Opening) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      child.unref()
      resolve(opening)
    }
    const leave = () => settle({kind: 'running', program})
    const timer = setTimeout(leave, patienceMs)
    signal.addEventListener('abort', leave, {once: true})
    child.once('error', (error: NodeJS.ErrnoException) =>
      settle(
        error.code === 'ENOENT'
          ? {kind: 'missing', program}
          : {kind: 'failed', program, detail: error.code ?? 'unknown'},
      ),
    )
    child.once('exit', (code, killed) =>
      settle(
        code === 0
          ? {kind: 'handed-over', program}
          : {kind: 'failed', program, detail: String(code ?? killed ?? 'unknown')},
      ),
    )
  })
}
