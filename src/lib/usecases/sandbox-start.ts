import type {SandboxHost, SandboxSession, SandboxStart} from '../ports/sandbox.ts'
import {sandboxParamLps} from './sandbox-profile.ts'

export interface SandboxRun {
  readonly folder: string
  readonly url: string
  readonly port: number
  /** Port that the profiles of this sandbox name; when it is not `port`, they lead nowhere. */
  readonly profilePort: number
  /** Address of the parameters, beside the services. */
  readonly paramLps: string
  readonly control: string | null
  /** Address of the téléservice INSi; null for a folder of an earlier version, which has no certificates for it. */
  readonly insi: string | null
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
  const folder = request.folder ?? sandbox.usualFolder
  const profilePort = await sandbox.portOf(folder)
  const session = await sandbox.start({...request, folder})
  try {
    const {url, port, controlUrl = null, insiUrl = null} = session
    const paramLps = sandboxParamLps(port)
    const facts = {folder, url, port, profilePort, paramLps, control: controlUrl, insi: insiUrl}
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
