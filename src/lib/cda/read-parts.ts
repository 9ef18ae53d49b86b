import {attributeOf, textOf, type XmlNode} from '../xmltree/xml-node.ts'
import type {CdaCode, CdaId, CdaName, CdaNamePart, CdaOrganization, CdaParticipant, CdaTime} from './model.ts'
import {allParts, deepPart, part, parts} from './walk.ts'

/** An object without its undefined members, for types whose optional members may not be undefined. */
export function compact<T extends object>(given: {[K in keyof T]: T[K] | undefined}): T {
  // A header makes over fifty of these: no list of pairs in between.
  const kept: Partial<T> = {}
  for (const key in given) {
    const value = given[key]
    if (value !== undefined) kept[key] = value
  }
  return kept as T
}

export function readId(node: XmlNode): CdaId {
  return compact<CdaId>({
    root: attributeOf(node, 'root'),
    extension: attributeOf(node, 'extension'),
    nullFlavor: attributeOf(node, 'nullFlavor'),
    line: node.line,
  })
}

export function readIds(node: XmlNode | undefined): readonly CdaId[] {
  return parts(node, 'id').map(readId)
}

export function readCode(node: XmlNode | undefined): CdaCode | undefined {
  if (!node) return undefined
  return compact<CdaCode>({
    code: attributeOf(node, 'code'),
    codeSystem: attributeOf(node, 'codeSystem'),
    displayName: attributeOf(node, 'displayName'),
    nullFlavor: attributeOf(node, 'nullFlavor'),
    line: node.line,
  })
}

export function readTime(node: XmlNode | undefined): CdaTime | undefined {
  if (!node) return undefined
  return compact<CdaTime>({
    value: attributeOf(node, 'value'),
    nullFlavor: attributeOf(node, 'nullFlavor'),
    line: node.line,
  })
}

/** Text of an optional element; undefined when it is missing or blank. */
export function readText(node: XmlNode | undefined): string | undefined {
  return textOf(node) || undefined
}

function readNamePart(node: XmlNode): CdaNamePart {
  return compact<CdaNamePart>({
    text: textOf(node),
    qualifier: attributeOf(node, 'qualifier'),
    line: node.line,
  })
}

export function readName(node: XmlNode | undefined): CdaName | undefined {
  if (!node) return undefined
  return compact<CdaName>({
    prefix: readText(part(node, 'prefix')),
    suffix: readText(part(node, 'suffix')),
    families: parts(node, 'family').map(readNamePart),
    givens: parts(node, 'given').map(readNamePart),
    line: node.line,
  })
}

export function readOrganization(node: XmlNode | undefined): CdaOrganization | undefined {
  if (!node) return undefined
  return compact<CdaOrganization>({
    ids: readIds(node),
    name: readText(part(node, 'name')),
    industryClass: readCode(part(node, 'standardIndustryClassCode')),
    line: node.line,
  })
}

/** @param entity name of the role element: `assignedAuthor` for authors, `assignedEntity` elsewhere */
export function readParticipant(
  node: XmlNode | undefined,
  entity: 'assignedAuthor' | 'assignedEntity',
): CdaParticipant | undefined {
  if (!node) return undefined
  const role = part(node, entity)
  const device = part(role, 'assignedAuthoringDevice')
  return compact<CdaParticipant>({
    role: readCode(part(node, 'functionCode')),
    time: readTime(part(node, 'time')),
    ids: readIds(role),
    specialty: readCode(part(role, 'code')),
    person: readName(deepPart(role, 'assignedPerson', 'name')),
    device:
      device &&
      compact<{softwareName?: string; modelName?: string}>({
        softwareName: readText(part(device, 'softwareName')),
        modelName: readText(part(device, 'manufacturerModelName')),
      }),
    organization: readOrganization(part(role, 'representedOrganization')),
    line: node.line,
  })
}

export function readParticipants(
  parent: XmlNode,
  name: string,
  entity: 'assignedAuthor' | 'assignedEntity',
): readonly CdaParticipant[] {
  return allParts(parent, name).flatMap((node) => readParticipant(node, entity) ?? [])
}
