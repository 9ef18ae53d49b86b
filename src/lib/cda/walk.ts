import {childOf, childrenOf, type XmlNode} from '../xmltree/xml-node.ts'
import {CDA_NAMESPACE} from './model.ts'

/** Children in the CDA namespace alone: an element of an extension with the same local name is not the CDA's. */
export function parts(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return childrenOf(node, name, CDA_NAMESPACE)
}

export function part(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return childOf(node, name, CDA_NAMESPACE)
}

/** First child of each name in turn. */
export function deepPart(node: XmlNode | undefined, ...names: readonly string[]): XmlNode | undefined {
  let here = node
  for (const name of names) here = part(here, name)
  return here
}

/** Every element reached by `names`, all branches followed. */
export function allParts(node: XmlNode | undefined, ...names: readonly string[]): readonly XmlNode[] {
  let here: readonly XmlNode[] = node ? [node] : []
  for (const name of names) here = here.flatMap((one) => parts(one, name))
  return here
}
