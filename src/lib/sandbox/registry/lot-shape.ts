import {associationObjectType, associations} from './ebrim-names.ts'
import {isDocumentId, isEntryReference, isRegistryOid} from './identifiers.ts'
import type {LotAssociation, LotEntry, LotSet, Submission} from './lot.ts'
import {metadataError, registryError} from './refusals.ts'

/** typeCode of the signature's entry, of the ASTM (GIE message samples). */
const signatureType = 'E1762'

export interface LotDocument {
  readonly entry: LotEntry
  /** entryUUID that a RPLC association names. */
  readonly replaces: string | undefined
}

/** A submission whose parts are known: documents, the signature, what replaces what. */
export interface ShapedLot {
  readonly set: LotSet
  readonly documents: readonly LotDocument[]
  readonly signature: LotEntry
}

/**
 * One set, its documents, its signature: HasMember to each entry, one `signs` from the signature to the set, RPLC from
 * a document to an entry of the registry (IHE ITI TF-3 §4.2.2; GIE message samples).
 */
export function shapeLot({set, entries, associations: links}: Submission): ShapedLot {
  checkIds(set, entries)
  checkKnownTypes(links)
  checkMembership(set, entries, links)
  const signature = signatureOf(set, entries, links)
  const documents = entries
    .filter((entry) => entry !== signature)
    .map((entry) => ({entry, replaces: targetOf(entry, links)}))
  if (documents.length === 0) throw metadataError('Le lot ne contient aucun document.', 'lot/no-document')
  checkReplacements(documents, links)
  return {set, documents, signature}
}

function checkIds(set: LotSet, entries: readonly LotEntry[]): void {
  if (!isRegistryOid(set.uniqueId))
    throw metadataError('L’uniqueId du lot n’est pas un OID de 64 caractères au plus.', 'set/uniqueId')
  if (!isRegistryOid(set.sourceId)) throw metadataError('sourceId n’est pas un OID.', 'set/sourceId')
  const seen = new Set([set.uniqueId])
  for (const {uniqueId} of entries) {
    if (!isDocumentId(uniqueId))
      throw metadataError(`L’uniqueId « ${uniqueId} » n’est pas un OID.`, 'entry/uniqueId')
    if (seen.has(uniqueId))
      throw registryError(
        'XDSRegistryDuplicateUniqueIdInMessage',
        `L’uniqueId ${uniqueId} est donné deux fois dans le message.`,
        uniqueId,
      )
    seen.add(uniqueId)
  }
}

function checkKnownTypes(links: readonly LotAssociation[]): void {
  const known: readonly string[] = [associations.hasMember, associations.signs, associations.replaces]
  for (const {type, objectType} of links) {
    if (!known.includes(type))
      throw metadataError(`Association d’un type inattendu : ${type}.`, 'association/type')
    if (objectType !== undefined && objectType !== associationObjectType)
      throw metadataError('objectType d’une association inattendu.', 'association/objectType')
  }
}

function checkMembership(set: LotSet, entries: readonly LotEntry[], links: readonly LotAssociation[]): void {
  const members = links.filter(({type}) => type === associations.hasMember)
  for (const {source, target, slots} of members) {
    if (source !== set.id || !entries.some(({id}) => id === target))
      throw metadataError(
        'Une association HasMember ne va pas du lot à l’une de ses fiches.',
        'association/HasMember',
      )
    const status = slots.get('SubmissionSetStatus')
    if (status?.length !== 1 || status[0] !== 'Original')
      throw metadataError('SubmissionSetStatus doit valoir Original.', 'association/SubmissionSetStatus')
  }
  for (const {id} of entries) {
    if (members.filter(({target}) => target === id).length !== 1)
      throw metadataError(
        `Il faut une association HasMember vers « ${id} », et une seule.`,
        'association/HasMember',
      )
  }
}

function signatureOf(set: LotSet, entries: readonly LotEntry[], links: readonly LotAssociation[]): LotEntry {
  const [link, ...others] = links.filter(({type}) => type === associations.signs)
  const entry = entries.find(({id}) => id === link?.source)
  if (!link && !entries.some(({typeCode}) => typeCode.code === signatureType))
    throw metadataError('Le lot n’est pas signé : il n’a pas de fiche de signature.', 'lot/no-signature')
  if (!link || others.length > 0 || link.target !== set.id || !entry)
    throw metadataError(
      'Il faut une association signs, de la fiche de signature vers le lot.',
      'association/signs',
    )
  return entry
}

function targetOf(entry: LotEntry, links: readonly LotAssociation[]): string | undefined {
  const [link, ...others] = links.filter(
    ({type, source}) => type === associations.replaces && source === entry.id,
  )
  if (others.length > 0)
    throw metadataError('Un document ne remplace qu’un autre document.', 'association/RPLC')
  return link?.target
}

function checkReplacements(documents: readonly LotDocument[], links: readonly LotAssociation[]): void {
  const targets = documents.flatMap(({replaces}) => replaces ?? [])
  const strays = links.filter(
    ({type, source}) => type === associations.replaces && !documents.some(({entry}) => entry.id === source),
  )
  if (strays.length > 0)
    throw metadataError('Une association RPLC ne part pas d’un document du lot.', 'association/RPLC')
  if (new Set(targets).size !== targets.length)
    throw metadataError('Deux documents du lot remplacent la même fiche.', 'association/RPLC')
  for (const target of targets) {
    if (!isEntryReference(target))
      throw registryError(
        'UnresolvedReferenceException',
        `« ${target} » n’est pas un identifiant de fiche (urn:uuid).`,
        target,
      )
  }
}
