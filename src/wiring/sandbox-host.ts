import {join} from 'node:path'
import type {Clock} from '../lib/ports/clock.ts'
import type {SandboxHost} from '../lib/ports/sandbox.ts'

/** The embedded DMP behind its port; its modules load when a sandbox command runs, never otherwise. */
export function sandboxHost({
  root,
  stateFolder,
  clock,
}: {
  readonly root: string
  readonly stateFolder: string
  readonly clock: Clock
}): SandboxHost {
  const around = {programData: join(root, 'data'), clock}
  const host = () => import('../lib/sandbox/host.ts')
  return {
    usualFolder: join(stateFolder, 'sandbox'),
    init: async (folder, port) => (await host()).initSandboxFolder(folder, port),
    move: async (folder, port) => (await host()).movedSandboxFolder(folder, port),
    portOf: async (folder) => (await (await host()).readSandboxFolder(folder)).port,
    start: async ({insChange, log, ...request}) => {
      const {startSandboxHost} = await host()
      const settings = insChange ? {settings: {insChange}} : {}
      return startSandboxHost({...request, ...settings, ...(log ? {log} : {})}, around)
    },
    inspect: async (request) => (await host()).inspectSandbox(request, around),
    figures: async (request) => (await host()).exportSandbox(request, around),
  }
}
