import type {SandboxHost, SandboxSession, SandboxStart} from '../ports/sandbox.ts'

export interface SandboxRun {
  readonly url: string
  readonly port: number
  readonly control: string | null
  readonly counters: SandboxSession['counters']
}

export interface SandboxRunRequest extends Omit<SandboxStart, 'folder'> {
  readonly folder?: string | undefined
}

/**
 * Runs the embedded DMP until the signal aborts, then ends every connection. `ready` is called once it listens.
 * @throws DmpError DMP_SANDBOX_*
 */
export async function runSandbox(
  {sandbox, signal}: {readonly sandbox: SandboxHost; readonly signal: AbortSignal},
  request: SandboxRunRequest,
  ready: (session: Omit<SandboxRun, 'counters'>) => void,
): Promise<SandboxRun> {
  const session = await sandbox.start({...request, folder: request.folder ?? sandbox.usualFolder})
  try {
    const facts = {url: session.url, port: session.port, control: session.controlUrl ?? null}
    ready(facts)
    await aborted(signal)
    return {...facts, counters: {...session.counters}}
  } finally {
    await session.close()
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const {promise, resolve} = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), {once: true})
  await promise
}
