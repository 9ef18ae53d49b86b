import {descendants} from '../xml/navigate.ts'
import type {SourceElement} from '../xml/tree.ts'

/** Elements that carry `value` in any attribute a reader could take for an identifier (ID, Id, id, xml:id, wsu:Id). */
export function bearersOf(root: SourceElement, value: string): SourceElement[] {
  const bearers: SourceElement[] = []
  for (const element of descendants(root)) {
    const bears = element.attributeList.some(
      (attribute) => attribute.local.toLowerCase() === 'id' && attribute.value === value,
    )
    if (bears) bearers.push(element)
  }
  return bearers
}
