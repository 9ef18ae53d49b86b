import {SandboxRefusal} from '../backend.ts'
import type {XmlElement} from '../xml/element.ts'
import type {StartTag, XmlHandler} from '../xml/namespaces.ts'
import {scanXml} from '../xml/reader.ts'
import {XmlRefusal} from '../xml/refusal.ts'

interface Growing extends XmlElement {
  readonly children: (Growing | string)[]
}

/** Header of a CDA as a tree, its body reduced to what the registry needs, so that any size fits in memory. */
export interface CdaTree {
  readonly root: XmlElement
  readonly structured: boolean
  /** Characters found in `nonXMLBody/text`, white space left out. */
  readonly bodyLength: number
}

const MAX_HEADER_TEXT = 2_000_000

class CdaTreeBuilder implements XmlHandler {
  root: Growing | undefined
  structured = false
  bodyLength = 0
  private readonly open: Growing[] = []
  private skipping = 0
  private headerText = 0

  start(tag: StartTag): void {
    if (this.skipping > 0 || tag.local === 'structuredBody') {
      this.structured = true
      this.skipping += 1
      return
    }
    const element: Growing = {
      namespace: tag.namespace,
      name: tag.local,
      attributes: new Map(
        tag.attributes.map(({namespace, local, value}) => [
          namespace ? `{${namespace}}${local}` : local,
          value,
        ]),
      ),
      children: [],
    }
    this.open.at(-1)?.children.push(element)
    this.root ??= element
    this.open.push(element)
  }

  end(): void {
    if (this.skipping > 0) this.skipping -= 1
    else this.open.pop()
  }

  text(text: string): void {
    const here = this.open.at(-1)
    if (this.skipping > 0 || !here) return
    if (here.name === 'text' && this.open.at(-2)?.name === 'nonXMLBody') {
      this.bodyLength += text.replaceAll(/\s/g, '').length
      return
    }
    this.headerText += text.length
    if (this.headerText > MAX_HEADER_TEXT) throw new XmlRefusal('xml/limits', 'En-tête CDA trop long')
    here.children.push(text)
  }

  comment(): void {
    // Comments say nothing to a registry.
  }

  instruction(): void {
    // Style sheet instructions neither.
  }
}

/** Reads a CDA as a stream. What is no XML is refused as `InvalidDocumentContent`. */
export async function readCdaTree(chunks: AsyncIterable<Uint8Array>, uniqueId: string): Promise<CdaTree> {
  const builder = new CdaTreeBuilder()
  try {
    await scanXml(chunks, builder, {encodings: 'declared'})
  } catch (error) {
    if (error instanceof XmlRefusal) throw notADocument(error.message, uniqueId)
    throw error
  }
  const {root} = builder
  if (root?.namespace !== 'urn:hl7-org:v3' || root.name !== 'ClinicalDocument')
    throw notADocument('Le document n’est pas un CDA R2.', uniqueId)
  return {root, structured: builder.structured, bodyLength: builder.bodyLength}
}

function notADocument(text: string, uniqueId: string): SandboxRefusal {
  return new SandboxRefusal('registry', 'InvalidDocumentContent', text, uniqueId)
}
