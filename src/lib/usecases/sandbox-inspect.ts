import type {SandboxContent, SandboxHost} from '../ports/sandbox.ts'

export type {SandboxContent}

export interface SandboxInspectRequest {
  readonly folder?: string | undefined
  readonly dataFolder?: string | undefined
  readonly showPatients: boolean
}

/** What a sandbox's registry holds, running or not. @throws DmpError DMP_SANDBOX_NOT_INITIALISED */
export async function inspectSandbox(
  {sandbox}: {readonly sandbox: SandboxHost},
  {folder = sandbox.usualFolder, ...request}: SandboxInspectRequest,
): Promise<SandboxContent> {
  return sandbox.inspect({...request, folder})
}
