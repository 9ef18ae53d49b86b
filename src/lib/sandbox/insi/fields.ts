import {elementsOf, plainText} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'
import {refuse} from './refusal.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A child that a sequence allows, and how often: `?` once at most, `*` any number. */
export type SequenceChild = readonly [name: string, often: '?' | '*']

/**
 * The children of an element by name, when they are those of its XSD sequence, in its order; anything else (another
 * namespace, a stray text, a repetition) is refused with `code`. What is mandatory is the caller's to say.
 */
export function readSequence(
  parent: SourceElement,
  sequence: readonly SequenceChild[],
  code: string,
): ReadonlyMap<string, readonly SourceElement[]> {
  const found = new Map<string, SourceElement[]>()
  if (parent.children.some((child) => typeof child === 'string' && child.trim() !== ''))
    refuse(code, `Texte inattendu dans ${parent.name}`)
  let at = 0
  for (const child of elementsOf(parent)) {
    const place = sequence.findIndex(([name]) => name === child.name)
    const own = child.namespace === parent.namespace && place >= 0
    if (!own) refuse(code, `Élément inattendu dans ${parent.name} : ${child.name}`)
    if (place < at) refuse(code, `Élément mal placé dans ${parent.name} : ${child.name}`)
    const already = found.get(child.name) ?? []
    if (already.length > 0 && sequence[place]?.[1] !== '*')
      refuse(code, `Élément répété dans ${parent.name} : ${child.name}`)
    found.set(child.name, [...already, child])
    at = place
  }
  return found
}

/** Text of the only element of that name; undefined when it is absent or holds elements. */
export function textOf(
  children: ReadonlyMap<string, readonly SourceElement[]>,
  name: string,
): string | undefined {
  const [element] = children.get(name) ?? []
  return element && plainText(element)
}
