/**
 * The sandbox's own XML reader. It models XML 1.0 (5th edition) with Namespaces 1.0, for messages and documents
 * that come from a client under test.
 *
 * It shares nothing with the client's reader (another library there), so that a mistake made on one side shows on
 * the other. It is strict: UTF-8 for messages, no DOCTYPE and no entity beyond the five predefined ones, limits on
 * depth, number of elements and text, undeclared prefixes refused. Texts, comments and processing instructions keep
 * their place, because canonical forms (Canonical XML 1.0, Exclusive XML Canonicalization 1.0) need them.
 *
 * It works on chunks: a 200 MB document is canonicalised and hashed without being held. It does not do DTDs,
 * XML 1.1, validation against a schema, or XInclude. Refusals are {@link XmlRefusal} with a stable cause.
 */
import {type AcceptedEncodings, XmlDecoder} from './decode.ts'
import {NamespaceResolver, ordinaryLimits, type XmlHandler, type XmlLimits} from './namespaces.ts'
import {XmlScanner} from './scanner.ts'
import {type SourceDocument, TreeBuilder} from './tree.ts'

export interface ReadOptions {
  readonly encodings?: AcceptedEncodings
  readonly limits?: XmlLimits
  /** Longest text kept in a tree, in characters over the whole document. */
  readonly maxTextLength?: number
}

/** Reads chunks of XML and tells `handler` what they hold. Throws XmlRefusal. */
export async function scanXml(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  handler: XmlHandler,
  options: ReadOptions = {},
): Promise<void> {
  const decoder = new XmlDecoder(options.encodings ?? 'utf-8-only')
  const resolver = new NamespaceResolver(handler, options.limits ?? ordinaryLimits)
  const scanner = new XmlScanner(resolver)
  for await (const chunk of chunks) {
    if (chunk.byteLength > 0) scanner.feed(decoder.write(chunk))
  }
  scanner.feed(decoder.end())
  scanner.finish()
  resolver.finish()
}

/** Reads a whole message into a tree. Throws XmlRefusal. */
export function parseXml(bytes: Uint8Array, options: ReadOptions = {}): SourceDocument {
  const builder = new TreeBuilder(options.maxTextLength ?? 8_388_608)
  const decoder = new XmlDecoder(options.encodings ?? 'utf-8-only')
  const resolver = new NamespaceResolver(builder, options.limits ?? ordinaryLimits)
  const scanner = new XmlScanner(resolver)
  scanner.feed(decoder.write(bytes) + decoder.end())
  scanner.finish()
  resolver.finish()
  return builder.document()
}
