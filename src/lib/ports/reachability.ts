import type {ProxyFacts} from '../workstation/proxies.ts'
import type {ReachReport, ReachTarget, Verified} from '../workstation/reach.ts'
import type {LookLimit} from './host-facts.ts'

/** How far the road to a server goes. No certificate of ours is shown, and nothing of a patient is sent. */
export interface Reachability {
  /** Never throws for what the network does; each stage has a part of the time. */
  reach(target: ReachTarget, limit: LookLimit): Promise<ReachReport>
  /**
   * What TLS says of the server's chain with these authorities (PEM) and no others, on a connection of its own and as
   * commands are set; never throws for what the network does.
   */
  verify(target: ReachTarget, authorities: readonly string[], limit: LookLimit): Promise<Verified>
  /** The public authorities that Node brings along, DER each. */
  publicAuthorities(): Promise<readonly Uint8Array[]>
  proxies(limit: LookLimit): Promise<ProxyFacts>
  /** The proxy that the variables of the environment name for this host. */
  proxyFor(host: string): string | undefined
}
