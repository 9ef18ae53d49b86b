import type {XmlElement} from './element.ts'

/** Element children, in order. */
export function elementsOf<E extends XmlElement>(parent: E): E[] {
  return parent.children.filter((child) => typeof child !== 'string') as E[]
}

/** Element children of that name. */
export function childrenNamed<E extends XmlElement>(parent: E, namespace: string, name: string): E[] {
  return elementsOf(parent).filter((child) => child.namespace === namespace && child.name === name)
}

export function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.namespace === namespace && element.name === name
}

/** Text of an element that holds nothing but text; undefined when it has element children. */
export function plainText(element: XmlElement): string | undefined {
  const [first, ...others] = element.children
  if (others.length > 0 || typeof first === 'object') return undefined
  return first ?? ''
}

/** The element itself and all below it, in document order. */
export function* descendants<E extends XmlElement>(element: E): Generator<E> {
  yield element
  for (const child of elementsOf(element)) yield* descendants(child)
}
