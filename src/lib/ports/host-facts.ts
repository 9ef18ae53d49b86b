import type {Browsers} from '../workstation/browsers.ts'
import type {GalssFacts} from '../workstation/galss-file.ts'
import type {HostFacts} from '../workstation/host-facts.ts'
import type {LocalPorts} from '../workstation/local-ports.ts'
import type {ClockSync} from './machine.ts'

export interface LookLimit {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** What is known of the machine and the session. Nothing is written, no right of an administrator is needed. */
export interface HostLook {
  host(limit: LookLimit): Promise<HostFacts>
  clockSync(limit: LookLimit): Promise<ClockSync>
  /** Who listens on these ports of the machine. */
  localPorts(ports: readonly number[], limit: LookLimit): Promise<LocalPorts>
  galss(limit: LookLimit): Promise<GalssFacts>
  browsers(limit: LookLimit): Promise<Browsers>
}
