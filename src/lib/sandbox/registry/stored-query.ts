import type {AuthenticatedCall} from '../backend.ts'
import {fault} from '../refusals.ts'
import type {StoredEntry} from '../store/registry-store.ts'
import type {XmlElement} from '../xml/element.ts'
import type {RegistryParts} from './accept-submission.ts'
import {query, rim, statuses} from './ebrim-names.ts'
import {attributeOf, descend} from './element-walk.ts'
import {checkOnePatient, openRecord} from './patient-rules.ts'
import {slotsOf} from './read-objects.ts'
import {registryError} from './refusals.ts'

const GET_DOCUMENTS = 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4'
/** Other queries of IHE ITI TF-2 §3.18, known but closed to an establishment's certificate. */
const CLOSED_QUERIES = [
  '14d4debf-8f97-4251-9a74-a90016b0af0d',
  'f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  '958f3006-baad-4929-a4de-ff1114824431',
  '10b545ea-725c-446d-9b95-8aeb444eddf3',
  '5737b14c-8a1a-4539-b659-e03a34a5e1e4',
  'a7ae438b-4bc2-4642-93e9-be891f7bb155',
  'bab9529a-4a10-40b3-a01f-f68a615d247a',
  '51224314-5390-4169-9b91-b1980040715a',
  'e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
  'b909a503-523d-4517-8acf-8e5834dfc4c7',
  '10cae35a-c7f9-4cf5-b61e-fc3278ffb578',
  'd90e5407-b356-4d91-a89f-873917b4b0e6',
  '12941a89-e02e-4be5-967c-ce4bfc8fe492',
].map((id) => `urn:uuid:${id}`)

/** Entries that queries do not show yet. */
export type Hidden = (entryUuid: string, now: number) => boolean

/**
 * TD3.1b: the entryUUIDs of documents named by uniqueId (or entryUUID), those of the caller's structure and of the
 * VIHF's patient, former versions included, deleted ones never.
 */
export function answerQuery(call: AuthenticatedCall, registry: RegistryParts, hidden: Hidden): string[] {
  const {body, vihf} = call
  const asked = permittedQuery(body)
  const ins = checkOnePatient([], vihf)
  const patient = openRecord(ins, registry.patients, registry.settings)
  return found(asked, registry)
    .filter(({patientKey, structureId}) => patientKey === patient.key && structureId === vihf.structureId)
    .filter(({status, entryUuid}) => status !== statuses.deleted && !hidden(entryUuid, call.receivedAt))
    .map(({entryUuid}) => entryUuid)
}

/** GetDocuments for references, the one query open to an establishment. */
export function permittedQuery(body: XmlElement): XmlElement {
  if (body.namespace !== query || body.name !== 'AdhocQueryRequest')
    throw registryError('XDSRegistryError', 'Le message attendu est AdhocQueryRequest.', 'body')
  const option = descend(body, query, 'ResponseOption')
  const asked = descend(body, rim, 'AdhocQuery')
  const id = attributeOf(asked, 'id') ?? ''
  if (id !== GET_DOCUMENTS && CLOSED_QUERIES.includes(id))
    throw fault(
      'DMPAccessDeniedByRightsService',
      'query/rights',
      'Cette requête est fermée à un certificat d’établissement.',
    )
  if (!asked || id !== GET_DOCUMENTS)
    throw registryError('XDSUnknownStoredQuery', `Requête inconnue : ${id}.`, id)
  if (attributeOf(option, 'returnType') !== 'ObjectRef')
    throw fault(
      'DMPAccessDeniedByRightsService',
      'query/returnType',
      'En authentification indirecte, seule une réponse ObjectRef est permise.',
    )
  return asked
}

function found(asked: XmlElement, {store}: RegistryParts): StoredEntry[] {
  const {uniqueIds, entryUuids} = askedFor(asked)
  return uniqueIds
    ? uniqueIds.flatMap((id) => store.entriesOf(id))
    : entryUuids.flatMap((id) => store.entry(id) ?? [])
}

type AskedFor =
  | {readonly uniqueIds: readonly string[]; readonly entryUuids?: undefined}
  | {readonly uniqueIds?: undefined; readonly entryUuids: readonly string[]}

/** The documents that a query names, one way or the other. */
export function askedFor(asked: XmlElement): AskedFor {
  const slots = slotsOf(asked)
  const uniqueIds = slots.get('$XDSDocumentEntryUniqueId')
  const entryUuids = slots.get('$XDSDocumentEntryEntryUUID')
  if (uniqueIds && entryUuids)
    throw registryError(
      'XDSStoredQueryParamNumber',
      'Donnez des uniqueId ou des identifiants de fiche, pas les deux.',
      'query/parameters',
    )
  if (uniqueIds) return {uniqueIds: listed(uniqueIds)}
  if (entryUuids) return {entryUuids: listed(entryUuids)}
  throw registryError('XDSStoredQueryMissingParam', 'Il faut $XDSDocumentEntryUniqueId.', 'query/parameters')
}

/** Values written `('a','b')`, each once. */
function listed(values: readonly string[]): string[] {
  const ids = values.flatMap((value) => {
    const list = /^\(\s*('[^']*'(?:\s*,\s*'[^']*')*)\s*\)$/.exec(value.trim())?.[1]
    if (list === undefined)
      throw registryError(
        'XDSRegistryError',
        `Valeur mal écrite : ${value}. Forme attendue : ('…').`,
        'query/value',
      )
    return [...list.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  })
  return [...new Set(ids)]
}
