import type {XmlElement} from '../xml/element.ts'
import {childrenNamed, elementsOf} from '../xml/navigate.ts'
import {rim} from './ebrim-names.ts'
import {attributeOf, descend, textOf} from './element-walk.ts'
import type {LotAuthor, LotCode} from './lot.ts'
import {metadataError} from './refusals.ts'

const ORDER = [
  'Slot',
  'Name',
  'Description',
  'VersionInfo',
  'Classification',
  'ExternalIdentifier',
  'ExternalLink',
]

/** Refuses children of a registry object that are foreign or out of the schema's order. */
export function checkOrder(object: XmlElement): void {
  let reached = 0
  for (const child of elementsOf(object)) {
    const place = child.namespace === rim ? ORDER.indexOf(child.name) : -1
    if (place < 0) throw metadataError(`Élément inattendu ${child.name} dans ${object.name}.`, idOf(object))
    if (place < reached)
      throw metadataError(
        `${child.name} vient trop tard dans ${object.name} : l’ordre est ${ORDER.join(', ')}.`,
        idOf(object),
      )
    reached = place
  }
}

export function idOf(object: XmlElement): string {
  const id = attributeOf(object, 'id')
  if (!id) throw metadataError(`${object.name} n’a pas d’identifiant.`, object.name)
  return id
}

/** Slots by name, each given once and with a value. */
export function slotsOf(object: XmlElement): Map<string, readonly string[]> {
  const slots = new Map<string, readonly string[]>()
  for (const slot of childrenNamed(object, rim, 'Slot')) {
    const name = attributeOf(slot, 'name') ?? ''
    const list = descend(slot, rim, 'ValueList')
    const values = list ? childrenNamed(list, rim, 'Value').map((value) => textOf(value)) : []
    if (!name || values.length === 0 || values.some((value) => value.trim() === ''))
      throw metadataError(`Le Slot « ${name} » est vide ou sans nom.`, name)
    if (slots.has(name)) throw metadataError(`Le Slot « ${name} » est donné deux fois.`, name)
    slots.set(name, values)
  }
  return slots
}

export function nameOf(object: XmlElement): string {
  return attributeOf(descend(object, rim, 'Name', 'LocalizedString'), 'value') ?? ''
}

/** Classifications by scheme; each must classify its own object. */
export function classificationsOf(object: XmlElement): Map<string, XmlElement[]> {
  const byScheme = new Map<string, XmlElement[]>()
  for (const classification of childrenNamed(object, rim, 'Classification')) {
    const about = attributeOf(classification, 'classifiedObject')
    if (about !== idOf(object))
      throw metadataError(
        `Une Classification de ${idOf(object)} porte classifiedObject « ${about ?? ''} ».`,
        idOf(classification),
      )
    checkOrder(classification)
    const scheme =
      attributeOf(classification, 'classificationScheme') ??
      attributeOf(classification, 'classificationNode') ??
      ''
    byScheme.set(scheme, [...(byScheme.get(scheme) ?? []), classification])
  }
  return byScheme
}

/** Values of the external identifiers by scheme; each must belong to its own object and be given once. */
export function identifiersOf(object: XmlElement): Map<string, string> {
  const byScheme = new Map<string, string>()
  for (const identifier of childrenNamed(object, rim, 'ExternalIdentifier')) {
    const scheme = attributeOf(identifier, 'identificationScheme') ?? ''
    if (attributeOf(identifier, 'registryObject') !== idOf(object))
      throw metadataError(`Un ExternalIdentifier de ${idOf(object)} désigne un autre objet.`, scheme)
    if (byScheme.has(scheme)) throw metadataError(`L’identifiant ${scheme} est donné deux fois.`, scheme)
    if (!nameOf(identifier)) throw metadataError(`L’ExternalIdentifier ${scheme} n’a pas de nom.`, scheme)
    byScheme.set(scheme, attributeOf(identifier, 'value') ?? '')
  }
  return byScheme
}

/** A coded classification: `nodeRepresentation`, slot `codingScheme`, name. */
export function codeOf(classification: XmlElement, field: string): LotCode {
  const code = attributeOf(classification, 'nodeRepresentation') ?? ''
  const schemes = slotsOf(classification).get('codingScheme') ?? []
  const label = nameOf(classification)
  if (!code) throw metadataError(`${field} : le code manque (nodeRepresentation).`, field)
  if (schemes.length !== 1) throw metadataError(`${field} : il faut un seul codingScheme.`, field)
  if (!label) throw metadataError(`${field} : le libellé manque.`, field)
  return {code, system: schemes[0] ?? '', label}
}

export function authorOf(classification: XmlElement, field: string): LotAuthor {
  const slots = slotsOf(classification)
  const [person, ...others] = slots.get('authorPerson') ?? []
  if (!person || others.length > 0) throw metadataError(`${field} : il faut un seul authorPerson.`, field)
  return {
    person,
    institutions: slots.get('authorInstitution') ?? [],
    roles: slots.get('authorRole') ?? [],
    specialties: slots.get('authorSpecialty') ?? [],
  }
}
