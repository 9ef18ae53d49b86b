import type {ActorTrace, AuthTrace} from '../traces/trace-fields.ts'
import type {PreparedVihf} from '../vihf/build-vihf.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'
import type {Signer} from './signer.ts'
import type {InboundMessage, Transport} from './transport.ts'

/** Everything that a call to the DMP needs of the establishment: keys open, connection pool ready. */
export interface DmpLink {
  readonly transport: Transport
  readonly signer: Signer
  readonly vihf: PreparedVihf
  /** Identifiant_Structure of the VIHF. */
  readonly structureId: string
  /** Issuer of the VIHF, as written in it. */
  readonly issuer?: string
  /** NameID of the VIHF. */
  readonly nameId: string
  /** OU of the two certificates. */
  readonly ou: {readonly auth: string; readonly sign: string}
  readonly actor: ActorTrace
  readonly auth: AuthTrace
  /** End of the first of the two certificates to end, ms since 1970. */
  readonly validUntil?: number
  /** When the user logged in; for an automate, when the program started. */
  readonly authenticatedAt: number
  /** Opens an answer of the other side. @throws DmpError DMP_XML_REFUSED */
  open(bytes: Uint8Array): XmlNode
  /** Keeps a masked copy of an exchange when the operator asked for it. */
  keepExchange?(name: string, request: Uint8Array, answer: InboundMessage | undefined): Promise<void>
}
