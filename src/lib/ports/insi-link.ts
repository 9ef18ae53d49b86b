import type {InsiCaller} from '../insi/write-request.ts'
import type {ActorTrace, AuthTrace} from '../traces/trace-fields.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'
import type {Transport} from './transport.ts'

/** Everything that a call to INSi needs: certificate checked, key open, connection pool ready; nothing connected yet. */
export interface InsiLink {
  readonly transport: Transport
  readonly caller: InsiCaller
  /** CN of the certificate: `INSI-AUTO` or `INSI-MANU`. */
  readonly certificateName: string
  readonly actor: ActorTrace
  readonly auth: AuthTrace
  /** Opens an answer of the other side. @throws DmpError DMP_XML_REFUSED */
  open(bytes: Uint8Array): XmlNode
}
