import type {CdaHeader} from '../cda/model.ts'
import type {XmlNode} from '../xmltree/xml-node.ts'
import type {ByteSource} from './byte-source.ts'

/** A CDA read once: its header, and the digests of its bytes. */
export interface CdaReading {
  readonly header: CdaHeader
  /** Of the bytes as they are. */
  readonly sha1Hex: string
  readonly sha256Hex: string
  readonly size: number
  /** Leading decoded bytes of the wrapped file, to look at its kind; empty for a structured body. */
  readonly bodyHead: Uint8Array
  /** True when the wrapped content was checked as a stream and is not in `header.body.content`. */
  readonly elided: boolean
}

/** Opens CDA documents that nobody vouches for, large ones without holding them. */
export interface CdaReader {
  /** Header of a document small enough to be held. @throws DmpError DMP_XML_REFUSED, DMP_CDA_UNREADABLE */
  header(bytes: Uint8Array): CdaHeader
  /** The tree of an XML file that comes beside documents. @throws DmpError DMP_XML_REFUSED */
  tree(bytes: Uint8Array): XmlNode
  /** @throws DmpError DMP_XML_REFUSED, DMP_CDA_UNREADABLE */
  read(source: ByteSource, signal?: AbortSignal): Promise<CdaReading>
  /** Base64 of the digest of the canonical form (inclusive c14n with comments), for the lot signature. */
  canonicalDigest(source: ByteSource, algorithm: 'sha1' | 'sha256', signal?: AbortSignal): Promise<string>
}
