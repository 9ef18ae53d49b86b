/**
 * What METADATA.XML of an IHE XDM archive (ITI TF-2, 3.32) states of its documents. It is a cross-check and nothing
 * else: patient, author, codes and numbers of a document are those of its CDA header, and the lot, its number and its
 * signature are made anew. Names are read whatever their namespace, since archives in the field differ.
 *
 * Not here: reading zip files (`archive`), the XML door, folders of the registry, associations.
 */
import {entrySchemes} from '../xds/schemes.ts'
import {attributeOf, childOf, childrenOf, descendantsOf, textOf, type XmlNode} from '../xmltree/xml-node.ts'

/** One document as the metadata announce it. */
export interface XdmEntry {
  readonly uri?: string
  /** SHA-1, lower-case hex. */
  readonly hash?: string
  readonly size?: number
  readonly mimeType?: string
  readonly uniqueId?: string
  /** Matricule and OID of the CX. */
  readonly ins?: {readonly value: string; readonly oid: string}
  readonly typeCode?: string
  readonly confidentiality: readonly string[]
}

export interface XdmMetadata {
  readonly entries: readonly XdmEntry[]
  /** Slots whose name ends in `action`: a deletion or a change that is asked for, in no published form. */
  readonly actions: readonly string[]
}

function slot(node: XmlNode, name: string): string | undefined {
  const found = childrenOf(node, 'Slot').find((one) => attributeOf(one, 'name') === name)
  return textOf(childOf(childOf(found, 'ValueList'), 'Value')) || undefined
}

function external(node: XmlNode, scheme: string): string | undefined {
  const found = childrenOf(node, 'ExternalIdentifier').find(
    (one) => attributeOf(one, 'identificationScheme') === scheme,
  )
  return attributeOf(found, 'value')?.trim()
}

function codes(node: XmlNode, scheme: string): string[] {
  return childrenOf(node, 'Classification').flatMap((one) =>
    attributeOf(one, 'classificationScheme') === scheme ? (attributeOf(one, 'nodeRepresentation') ?? []) : [],
  )
}

/** `matricule^^^&oid&ISO^NH` */
function insOf(cx: string | undefined): XdmEntry['ins'] {
  const [value, , , authority = ''] = cx?.split('^') ?? []
  const oid = authority.split('&')[1]
  return value && oid ? {value, oid} : undefined
}

function entryOf(node: XmlNode): XdmEntry {
  const size = slot(node, 'size')
  const facts = {
    uri: slot(node, 'URI'),
    hash: slot(node, 'hash')?.toLowerCase(),
    size: size !== undefined && /^\d{1,15}$/.test(size) ? Number(size) : undefined,
    mimeType: attributeOf(node, 'mimeType')?.toLowerCase(),
    uniqueId: external(node, entrySchemes.uniqueId),
    ins: insOf(external(node, entrySchemes.patientId)),
    typeCode: codes(node, entrySchemes.typeCode)[0],
  }
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
  return {...stated, confidentiality: codes(node, entrySchemes.confidentialityCode)}
}

export function readXdmMetadata(root: XmlNode): XdmMetadata {
  const entries: XdmEntry[] = []
  const actions = new Set<string>()
  for (const node of descendantsOf(root)) {
    if (node.name === 'ExtrinsicObject') entries.push(entryOf(node))
    const name = node.name === 'Slot' ? attributeOf(node, 'name') : undefined
    if (name !== undefined && /action$/i.test(name)) actions.add(name.slice(-60))
  }
  return {entries, actions: [...actions]}
}
