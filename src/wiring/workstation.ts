import type {CardReaders} from '../lib/ports/card-readers.ts'
import type {HostLook} from '../lib/ports/host-facts.ts'
import type {Reachability} from '../lib/ports/reachability.ts'
import type {TokenProbe} from '../lib/ports/token-probe.ts'

/** What looks at the workstation; each part is loaded by the first command that asks for it. */
export function workstationParts(env: Readonly<Record<string, string | undefined>>) {
  return {
    async hostLook(): Promise<HostLook> {
      return (await import('../lib/host/host-look.ts')).localHost
    },
    async cardReaders(): Promise<CardReaders> {
      const [{cardReaders}, {runCommand}] = await Promise.all([
        import('../lib/pcsc/card-readers.ts'),
        import('../lib/host/run-command.ts'),
      ])
      return cardReaders({platform: process.platform, env, run: runCommand})
    },
    async reachability(): Promise<Reachability> {
      const [{reachability}, {runCommand}] = await Promise.all([
        import('../lib/reachability/reachability.ts'),
        import('../lib/host/run-command.ts'),
      ])
      return reachability({platform: process.platform, env, run: runCommand, now: Date.now})
    },
    async tokenProbe(): Promise<TokenProbe> {
      const [{tokenProbe}, {runCommand}] = await Promise.all([
        import('../lib/token-probe/token-probe.ts'),
        import('../lib/host/run-command.ts'),
      ])
      return tokenProbe({platform: process.platform, env, run: runCommand})
    },
  }
}
