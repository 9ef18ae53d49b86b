import type {Oid} from './oid.ts'

/** uniqueId of a document: equals the CDA id; an OID, or `root^extension` when the CDA id has an extension. */
export type DocumentUniqueId = string & {readonly __brand: 'DocumentUniqueId'}
/** uniqueId of a submission set (lot de soumission): an OID of this installation. */
export type SubmissionSetUniqueId = Oid & {readonly __use: 'SubmissionSet'}
/** Identifier the registry gives to a document entry (identifiant de fiche): `urn:uuid:…`. */
export type EntryUuid = `urn:uuid:${string}`

const ENTRY_UUID = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isEntryUuid(text: string): text is EntryUuid {
  return ENTRY_UUID.test(text)
}
