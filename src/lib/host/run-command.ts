import {execFile} from 'node:child_process'
import {type CodePage, decodeOutput} from './decode-output.ts'
import {isAbsent} from './is-absent.ts'

/** What came of running a program of the system; nothing is thrown. */
export type CommandOutcome =
  | {
      readonly kind: 'done'
      readonly exit: number
      readonly stdout: string
      readonly stderr: string
      readonly durationMs: number
    }
  /** No such program, or it may not be run. */
  | {readonly kind: 'missing'; readonly detail: string}
  /** It was stopped; `stdout` is what it had said. */
  | {readonly kind: 'timeout' | 'too-long'; readonly stdout: string; readonly durationMs: number}
  | {readonly kind: 'failed'; readonly detail: string; readonly durationMs: number}

export interface CommandLimits {
  readonly timeoutMs: number
  /** Bytes of output from which it is stopped; 1 MB. */
  readonly maxBytes?: number
  /** In which its output is written, where that is known; guessed otherwise. */
  readonly codePage?: CodePage
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Runs a program of the system; the same shape for a fake in tests. */
export type RunCommand = (
  program: string,
  args: readonly string[],
  limits: CommandLimits,
) => Promise<CommandOutcome>

/**
 * Runs without a shell and without an input, in time and size limits. Output is decoded by {@link decodeOutput}.
 * Messages of the program are localised on Windows: `LC_ALL=C` is set for the others.
 */
export const runCommand: RunCommand = (program, args, limits) => {
  const {timeoutMs, maxBytes = 1_048_576, codePage, env, signal} = limits
  if (isAbsent(program, env?.['PATH'] ?? process.env['PATH'], process.platform))
    return Promise.resolve({kind: 'missing', detail: 'ENOENT'})
  const started = performance.now()
  const spent = () => Math.round(performance.now() - started)
  const text = (bytes: Buffer) => decodeOutput(bytes, codePage)
  return new Promise((resolve) => {
    let timedOut = false
    let settled = false
    const settle = (outcome: CommandOutcome) => {
      clearTimeout(timer)
      if (settled) return
      settled = true
      resolve(outcome)
    }
    const child = execFile(
      program,
      [...args],
      {
        encoding: 'buffer',
        maxBuffer: maxBytes,
        windowsHide: true,
        shell: false,
        killSignal: 'SIGKILL',
        env: {...process.env, LC_ALL: 'C', LANG: 'C', ...env},
        ...(signal ? {signal} : {}),
      },
      (error, stdout, stderr) => {
        if (timedOut) return settle({kind: 'timeout', stdout: text(stdout), durationMs: spent()})
        if (!error)
          return settle({
            kind: 'done',
            exit: 0,
            stdout: text(stdout),
            stderr: text(stderr),
            durationMs: spent(),
          })
        const {code} = error
        if (typeof code === 'number')
          return settle({
            kind: 'done',
            exit: code,
            stdout: text(stdout),
            stderr: text(stderr),
            durationMs: spent(),
          })
        const name: string = code ?? error.signal ?? 'unknown'
        if (name === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
          return settle({kind: 'too-long', stdout: text(stdout), durationMs: spent()})
        if (name === 'ENOENT' || name === 'EACCES' || name === 'EPERM')
          return settle({kind: 'missing', detail: name})
        settle({kind: 'failed', detail: name, durationMs: spent()})
      },
    )
    child.stdin?.end()
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
      // A grandchild may hold the pipes open: they are left rather than waited for.
      child.stdout?.destroy()
      child.stderr?.destroy()
    }, timeoutMs)
  })
}
