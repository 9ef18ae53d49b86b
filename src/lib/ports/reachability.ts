import type {ProxyFacts} from '../workstation/proxies.ts'
import type {Presented, ReachReport, ReachTarget, Verified} from '../workstation/reach.ts'
import type {LookLimit} from './host-facts.ts'

/** The certificate that commands show, and its key (PEM). */
export interface OwnMaterial {
  readonly cert: string
  readonly key: string
}

/** How far the road to a server goes. Nothing of a patient is sent; a certificate of ours is shown by `present` alone. */
export interface Reachability {
  /** Never throws for what the network does; each stage has a part of the time. */
  reach(target: ReachTarget, limit: LookLimit): Promise<ReachReport>
  /**
   * What TLS says of the server's chain with these authorities (PEM) and no others, on a connection of its own and as
   * commands are set; never throws for what the network does.
   */
  verify(target: ReachTarget, authorities: readonly string[], limit: LookLimit): Promise<Verified>
  /**
   * The handshake of commands, with a certificate of ours and a server that these authorities (PEM) vouch for, and one
   * request of the head of `/`; never throws for what the network does.
   */
  present(
    target: ReachTarget,
    own: OwnMaterial,
    authorities: readonly string[],
    limit: LookLimit,
  ): Promise<Presented>
  /** The public authorities that Node brings along, DER each. */
  publicAuthorities(): Promise<readonly Uint8Array[]>
  proxies(limit: LookLimit): Promise<ProxyFacts>
  /** The proxy that the variables of the environment name for this host. */
  proxyFor(host: string): string | undefined
}
