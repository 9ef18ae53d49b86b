import type {ReceivedPart} from '../backend.ts'
import type {XmlElement} from '../xml/element.ts'
import {childrenNamed, elementsOf} from '../xml/navigate.ts'
import {xdsb, xop} from './ebrim-names.ts'
import {attributeOf} from './element-walk.ts'
import {type LotEntry, slotOf} from './lot.ts'
import {registryError, repositoryError} from './refusals.ts'

/** Parts of the message by the id of the entry they carry. */
export type Attachments = ReadonlyMap<string, ReceivedPart>

/**
 * Pairs `xdsb:Document/@id` with entries and `xop:Include` with parts: each once, none left over (IHE ITI-41; the DMP
 * wants MTOM, EX_2.1-1260).
 */
export function pairAttachments(
  request: XmlElement,
  entries: readonly LotEntry[],
  parts: ReadonlyMap<string, ReceivedPart>,
): Attachments {
  const paired = new Map<string, ReceivedPart>()
  const used = new Set<string>()
  for (const document of childrenNamed(request, xdsb, 'Document')) {
    const id = attributeOf(document, 'id') ?? ''
    if (!entries.some((entry) => entry.id === id))
      throw registryError('XDSMissingDocumentMetadata', `Le document « ${id} » n’a pas de fiche.`, id)
    const contentId = contentIdOf(document, id)
    const part = parts.get(contentId)
    if (!part)
      throw registryError('XDSMissingDocument', `La partie « ${contentId} » manque dans le message.`, id)
    if (paired.has(id) || used.has(contentId))
      throw repositoryError(`Le document ou la partie « ${id} » est donné deux fois.`, 'document/twice')
    paired.set(id, part)
    used.add(contentId)
  }
  const lacking = entries.find(({id}) => !paired.has(id))
  if (lacking)
    throw registryError('XDSMissingDocument', `La fiche « ${lacking.id} » n’a pas de document.`, lacking.id)
  const stray = [...parts.keys()].find((contentId) => !used.has(contentId))
  if (stray !== undefined)
    throw registryError('XDSMissingDocumentMetadata', `La partie « ${stray} » n’est rattachée à rien.`, stray)
  return paired
}

function contentIdOf(document: XmlElement, id: string): string {
  const [include, ...others] = elementsOf(document)
  const href =
    include?.namespace === xop && include.name === 'Include' ? attributeOf(include, 'href') : undefined
  if (others.length > 0 || !href?.startsWith('cid:'))
    throw repositoryError(`Le document « ${id} » n’est pas transmis par xop:Include.`, 'document/xop')
  try {
    return decodeURIComponent(href.slice(4))
  } catch {
    throw repositoryError(`La référence « ${href} » est mal formée.`, 'document/xop')
  }
}

/** What an entry says of its bytes against the bytes received: media type, SHA-1, size. */
export function checkBytes(entry: LotEntry, part: ReceivedPart, required: boolean): void {
  const type = part.contentType.split(';')[0]?.trim().toLowerCase()
  if (type !== entry.mimeType)
    throw repositoryError(
      `Le type de la partie (${type ?? ''}) n’est pas celui de la fiche (${entry.mimeType}).`,
      'document/mimeType',
    )
  const hash = slotOf(entry, 'hash')
  const size = slotOf(entry, 'size')
  if (required && (hash === undefined || size === undefined))
    throw repositoryError('hash et size sont exigés.', 'entry/hash')
  if (hash !== undefined && hash.toLowerCase() !== part.sha1Hex.toLowerCase())
    throw repositoryError('Le hash de la fiche n’est pas celui des octets reçus.', 'entry/hash')
  if (size !== undefined && size !== String(part.size))
    throw repositoryError('La taille de la fiche n’est pas celle des octets reçus.', 'entry/size')
  if (part.size === 0)
    throw registryError('InvalidDocumentContent', 'Le document est vide.', 'document/empty')
}
