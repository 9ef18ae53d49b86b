import {type ChildProcess, spawn} from 'node:child_process'
import {decodeSecret, secretUnavailable} from './secret-text.ts'

const maxBytes = 64 * 1024

/**
 * What a command prints on its standard output. No shell: the words of the setting are the words of the command.
 * Its standard error is dropped, since a vault may print there what must not be seen.
 */
export function readCommandOutput(
  command: readonly string[],
  setting: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<string> {
  const [program, ...args] = command
  if (program === undefined) return Promise.reject(secretUnavailable(setting, 'command:empty'))
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {shell: false, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true})
    const chunks: Buffer[] = []
    let size = 0
    const finish = (outcome: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      for (const chunk of chunks) chunk.fill(0)
      stop(child)
      outcome()
    }
    const fail = (problem: string, cause?: unknown) =>
      finish(() => reject(secretUnavailable(setting, `command:${problem}`, cause)))
    const onAbort = () => finish(() => reject(signal?.reason))
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    signal?.addEventListener('abort', onAbort, {once: true})
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > maxBytes) fail('too-long')
    })
    child.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'unknown', error))
    child.on('close', (code, name) => {
      if (code !== 0) return fail(`exit-${code ?? name}`)
      try {
        const text = decodeSecret(Buffer.concat(chunks), setting)
        finish(() => resolve(text))
      } catch (error) {
        finish(() => reject(error))
      }
    })
  })
}

/** A grandchild may hold the pipe open: we leave it rather than wait. */
function stop(child: ChildProcess): void {
  child.stdout?.destroy()
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
}
