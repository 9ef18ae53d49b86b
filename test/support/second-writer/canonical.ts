/**
 * A second writer of VIHF, lot signatures and messages: it shares no code with the client nor with the sandbox, and
 * canonicalises with libxml2, so that both sides are held against a third opinion. For tests only.
 */
import {XmlC14NMode, XmlDocument, type XmlElement, XmlXPath} from 'libxml2-wasm'

export const ds = 'http://www.w3.org/2000/09/xmldsig#'
const prefixes = {
  ds,
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  xad: 'http://uri.etsi.org/01903/v1.1.1#',
}

export interface CanonicalOptions {
  readonly exclusive?: boolean
  readonly comments?: boolean
  readonly prefixList?: readonly string[]
  /** XPath of the one element meant; the whole document without it. */
  readonly at?: string
}

/** Canonical form by libxml2. */
export function canonical(xml: string | Uint8Array, options: CanonicalOptions = {}): string {
  const document = typeof xml === 'string' ? XmlDocument.fromString(xml) : XmlDocument.fromBuffer(xml)
  try {
    const form = {
      mode: options.exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0,
      withComments: options.comments ?? false,
      ...(options.prefixList === undefined ? {} : {inclusiveNamespacePrefixes: [...options.prefixList]}),
    }
    if (options.at === undefined) return document.canonicalizeToString(form)
    const found = document.find(XmlXPath.compile(options.at, prefixes)) as XmlElement[]
    const [element] = found
    if (element === undefined || found.length > 1) throw new Error(`${options.at}: ${found.length} elements`)
    return element.canonicalizeToString(form)
  } finally {
    document.dispose()
  }
}
