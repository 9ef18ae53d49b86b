import type {XmlElement} from '../xml/element.ts'
import {childrenNamed} from '../xml/navigate.ts'

/** First element found by walking down `path`, all in one namespace. */
export function descend(
  parent: XmlElement | undefined,
  namespace: string,
  ...path: readonly string[]
): XmlElement | undefined {
  let here = parent
  for (const name of path) {
    if (!here) return undefined
    here = childrenNamed(here, namespace, name)[0]
  }
  return here
}

export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.get(name)
}

/** Text of the element and of everything below it. */
export function textOf(element: XmlElement | undefined): string {
  if (!element) return ''
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}

/** For text and double-quoted attribute values. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
