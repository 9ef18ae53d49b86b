import {decodeXml, refuseXml} from './decode.ts'
import {defaultXmlLimits} from './open-xml.ts'

const DECLARATION = /^<\?xml\s[^>]*?\?>\s*/

/**
 * Inclusive Canonical XML 1.0 with comments of a document, after the same refusals as `openXml`.
 * libxml2 is loaded here only: it costs more than the rest of a command's start.
 * @throws DmpError DMP_XML_REFUSED
 */
export async function canonicalize(
  bytes: Uint8Array,
  maxBytes = defaultXmlLimits.maxBytes,
): Promise<Uint8Array> {
  const text = decodeXml(bytes, maxBytes).replace(DECLARATION, '')
  const {ParseOption, XmlC14NMode, XmlDocument} = await import('libxml2-wasm')
  const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_HUGE
  const chunks: Buffer[] = []
  let document: InstanceType<typeof XmlDocument>
  try {
    document = XmlDocument.fromString(text, {option})
  } catch (cause) {
    throw refuseXml('malformed', 0, cause)
  }
  try {
    const write = (chunk: Uint8Array) => chunks.push(Buffer.from(chunk)) && chunk.length
    const handler = {write, close: () => true}
    document.canonicalize(handler, {mode: XmlC14NMode.XML_C14N_1_0, withComments: true})
  } catch (cause) {
    // A relative namespace name has no canonical form.
    throw refuseXml('malformed', 0, cause)
  } finally {
    document.dispose()
  }
  return Buffer.concat(chunks)
}
