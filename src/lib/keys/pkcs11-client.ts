import {type ChildProcess, fork} from 'node:child_process'
import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {DmpError} from '../errors/dmp-error.ts'
import type {
  ChildReply,
  ChildRequest,
  ListReply,
  OpenReply,
  Refusal,
  SignReply,
  TokenProblem,
} from './pkcs11-messages.ts'

/** Long enough for a network HSM to wake, short enough for a person to wait. */
export const defaultTokenTimeoutMs = 15_000

const pinProblems: readonly TokenProblem[] = ['pin-incorrect', 'pin-locked', 'pin-last-try', 'pin-form']

/** A child process that holds a PKCS#11 module, one request at a time. */
export interface TokenChild {
  /** Refused requests come back as DmpError. @throws DmpError DMP_KEY_TOKEN_UNAVAILABLE, DMP_KEY_PIN_REFUSED */
  ask(request: ChildRequest, signal?: AbortSignal): Promise<ChildReply & {readonly ok: true}>
  close(): Promise<void>
}

/** `token` names the token in errors; `env` is laid over the environment. */
export function startTokenChild(
  token: string,
  timeoutMs = defaultTokenTimeoutMs,
  env: Readonly<Record<string, string>> = {},
): TokenChild {
  const child = fork(childModule(), [], {
    env: {...process.env, ...env},
    serialization: 'advanced',
    // a module that prints must not spoil our output; loader flags of the parent do not concern the child
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  })
  child.unref()
  child.channel?.unref()
  let last: Promise<unknown> = Promise.resolve()
  return {
    ask(request, signal) {
      const turn = last.then(() => exchange(child, request, timeoutMs, signal))
      last = turn.catch(() => undefined)
      return turn.then((reply) => {
        if (reply.ok) return reply
        throw refused(reply, token)
      })
    },
    async close() {
      await last
      if (child.connected) child.disconnect()
      if (child.exitCode !== null || child.signalCode !== null) return
      // Once it was killed nothing else would keep the program alive until its end is heard.
      child.ref()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
        child.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
      })
    },
  }
}

function exchange(
  child: ChildProcess,
  request: ChildRequest,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<ChildReply> {
  return new Promise((resolve, reject) => {
    if (!child.connected) return resolve({ok: false, problem: 'ended', detail: ''})
    const done = (reply: ChildReply) => {
      settle()
      resolve(reply)
    }
    const onMessage = (reply: unknown) => done(reply as ChildReply)
    const onExit = (code: number | null, name: string | null) =>
      done({ok: false, problem: 'ended', detail: String(name ?? code)})
    const onAbort = () => {
      settle()
      child.kill('SIGKILL')
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      // a module that hangs cannot be stopped otherwise
      child.kill('SIGKILL')
      done({ok: false, problem: 'timeout', detail: `${timeoutMs} ms`})
    }, timeoutMs)
    const settle = () => {
      clearTimeout(timer)
      child.off('message', onMessage)
      child.off('exit', onExit)
      signal?.removeEventListener('abort', onAbort)
      child.channel?.unref()
    }
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort, {once: true})
    child.once('message', onMessage)
    child.once('exit', onExit)
    child.channel?.ref()
    child.send(request, (error) => {
      if (error) done({ok: false, problem: 'ended', detail: ''})
    })
  })
}

function refused({problem, detail}: Refusal, token: string): DmpError {
  const code = pinProblems.includes(problem) ? 'DMP_KEY_PIN_REFUSED' : 'DMP_KEY_TOKEN_UNAVAILABLE'
  return new DmpError(code, {params: {token, problem, detail}})
}

export function isOpenReply(reply: ChildReply): reply is OpenReply {
  return 'leaf' in reply
}

export function isListReply(reply: ChildReply): reply is ListReply {
  return 'certificates' in reply
}

export function isSignReply(reply: ChildReply): reply is SignReply {
  return 'signature' in reply
}

/** Beside this file when run from source; in the built tree this code may sit in a chunk of another folder. */
function childModule(): string {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return join(dirname(here), 'pkcs11-child.ts')
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'lib/keys/pkcs11-child.js')
    if (existsSync(candidate)) return candidate
  }
  return join(dirname(here), 'pkcs11-child.js')
}
