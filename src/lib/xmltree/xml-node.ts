/**
 * An XML document as an immutable tree of elements, and the few questions our readers ask of it.
 *
 * Pure: it is built by the one door for untrusted XML (`src/lib/xml/open-xml.ts`) and read by every domain
 * module that understands a message or a document. Names are resolved (Namespaces in XML 1.0). Comments are
 * not kept, nor is the order of text between child elements: what needs the exact
 * bytes (digests, signatures) works on the bytes, never on this tree.
 */
export interface XmlNode {
  /** Namespace URI, empty when none. */
  readonly namespace: string
  /** Local name. */
  readonly name: string
  /** Key: local name for attributes in no namespace, `{namespace}local` otherwise. Declarations are left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
  /** Character data directly inside this element, joined; white space is kept. */
  readonly text: string
  /** Line of the start tag, counted from 1. */
  readonly line: number
  /** `target body` of the processing instructions of the document, on its root alone, when there are some. */
  readonly instructions?: readonly string[]
}

/** Children with that local name and, when given, that namespace. Several names of a path go down one level each. */
export function childrenOf(node: XmlNode | undefined, name: string, namespace?: string): readonly XmlNode[] {
  if (!node) return []
  return node.children.filter(
    (one) => one.name === name && (namespace === undefined || one.namespace === namespace),
  )
}

export function childOf(node: XmlNode | undefined, name: string, namespace?: string): XmlNode | undefined {
  return node?.children.find(
    (one) => one.name === name && (namespace === undefined || one.namespace === namespace),
  )
}

/** The first element reached by taking the first child of each name in turn: `pathOf(n, 'a', 'b')` is `a[1]/b[1]`. */
export function pathOf(node: XmlNode | undefined, ...names: readonly string[]): XmlNode | undefined {
  let here = node
  for (const name of names) here = childOf(here, name)
  return here
}

/** Every element reached by `names`, all branches followed, in document order. */
export function allOf(node: XmlNode | undefined, ...names: readonly string[]): readonly XmlNode[] {
  let here: readonly XmlNode[] = node ? [node] : []
  for (const name of names) here = here.flatMap((one) => childrenOf(one, name))
  return here
}

export function attributeOf(node: XmlNode | undefined, name: string): string | undefined {
  return node?.attributes.get(name)
}

/** Text of this element and of everything below it, white space collapsed to single blanks and trimmed. */
export function textOf(node: XmlNode | undefined): string {
  if (!node) return ''
  const own = node.children.length === 0 ? node.text : [node.text, ...node.children.map(textOf)].join(' ')
  return own.replace(/[ \t\r\n]+/g, ' ').trim()
}

/** The element and all its descendants, in document order. */
export function* descendantsOf(node: XmlNode): Generator<XmlNode> {
  yield node
  for (const child of node.children) yield* descendantsOf(child)
}
