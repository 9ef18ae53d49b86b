import type {PDFDict} from '@cantoo/pdf-lib'
import type {PdfFacts} from '../ports/pdf-inspector.ts'
import {openXml} from '../xml/open-xml.ts'
import {descendantsOf, textOf, type XmlNode} from '../xmltree/xml-node.ts'

type PdfLib = typeof import('@cantoo/pdf-lib')
type ClaimFacts = Pick<PdfFacts, 'metadataUnreadable' | 'metadataFiltered'> & Pick<PdfFacts, 'claim'>

const PDFA_ID = 'http://www.aiim.org/pdfa/ns/id/'
const MAX_BYTES = 1024 * 1024

/** The PDF/A identification in the catalog's XMP metadata (ISO 19005-1, 6.7.11). */
export function readClaim(lib: PdfLib, catalog: PDFDict): ClaimFacts {
  const stream = catalog.lookup(lib.PDFName.of('Metadata'))
  if (!(stream instanceof lib.PDFRawStream)) return {metadataUnreadable: false, metadataFiltered: false}
  const metadataFiltered = stream.dict.has(lib.PDFName.of('Filter'))
  try {
    const bytes = lib.decodePDFRawStream(stream).decode()
    const claim = claimIn(openXml(trimEnd(bytes), {maxBytes: MAX_BYTES, maxDepth: 40}))
    return {metadataUnreadable: false, metadataFiltered, ...(claim && {claim})}
  } catch {
    return {metadataUnreadable: true, metadataFiltered}
  }
}

/** `pdfaid:part` and `pdfaid:conformance`, as attributes of rdf:Description or as elements. */
export function claimIn(root: XmlNode): {part: string; conformance: string} | undefined {
  const values = new Map<string, string>()
  for (const node of descendantsOf(root)) {
    if (node.namespace === PDFA_ID) values.set(node.name, textOf(node))
    for (const name of ['part', 'conformance']) {
      const attribute = node.attributes.get(`{${PDFA_ID}}${name}`)
      if (attribute !== undefined) values.set(name, attribute.trim())
    }
  }
  const part = values.get('part')
  return part === undefined || part === ''
    ? undefined
    : {part, conformance: (values.get('conformance') ?? '').toUpperCase()}
}

/** Writers pad packets with NUL now and then. */
function trimEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] ?? 0) === 0) end--
  return bytes.subarray(0, end)
}
