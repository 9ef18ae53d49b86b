import type {ReceivedPart} from '../backend.ts'
import type {RegistryStore, StoredEntry} from '../store/registry-store.ts'
import type {CdaHeader} from './cda-header.ts'
import {statuses} from './ebrim-names.ts'
import type {LotEntry} from './lot.ts'
import {metadataError, registryError} from './refusals.ts'
import type {RegistrySettings} from './settings.ts'

/** uniqueIds that the registry already holds; refusals name the id (IHE ITI TF-2 §3.42.4.1.3). */
export function checkNew(
  setUniqueId: string,
  entries: readonly {readonly entry: LotEntry; readonly part: ReceivedPart}[],
  store: RegistryStore,
  {sameDocumentAgain}: Pick<RegistrySettings, 'sameDocumentAgain'>,
): void {
  const known = (uniqueId: string) =>
    registryError('XDSDuplicateUniqueIdInRegistry', `L’uniqueId ${uniqueId} est déjà enregistré.`, uniqueId)
  if (store.hasSet(setUniqueId) || store.entriesOf(setUniqueId).length > 0) throw known(setUniqueId)
  for (const {entry, part} of entries) {
    if (store.hasSet(entry.uniqueId)) throw known(entry.uniqueId)
    const former = store.entriesOf(entry.uniqueId)
    if (former.some(({sha1}) => sha1 !== part.sha1Hex))
      throw registryError(
        'XDSNonIdenticalHash',
        `L’uniqueId ${entry.uniqueId} est déjà enregistré avec un autre contenu.`,
        entry.uniqueId,
      )
    if (
      former.length > 0 &&
      (sameDocumentAgain === 'refuse' || former.some(({status}) => status === statuses.deleted))
    )
      throw known(entry.uniqueId)
  }
}

export interface ReplacementClaim {
  readonly target: string
  readonly patientKey: string
  readonly structureId: string
  readonly header: CdaHeader
}

/**
 * A replacement targets the current version of the structure's own document, of the same patient, and the CDA says the
 * same: relatedDocument, setId, version + 1 (TD2.1b).
 */
export function checkReplacement(claim: ReplacementClaim, store: RegistryStore): StoredEntry {
  const {target, header} = claim
  const failed = (text: string, cause: string) => registryError('XDSReplaceFailed', text, `replace/${cause}`)
  const old = store.entry(target)
  if (!old || old.status === statuses.deleted)
    throw registryError(
      'UnresolvedReferenceException',
      `La fiche à remplacer ${target} n’existe pas.`,
      target,
    )
  if (old.patientKey !== claim.patientKey)
    throw registryError(
      'XDSPatientIdDoesNotMatch',
      'Le document à remplacer est celui d’un autre patient.',
      'replace/patient',
    )
  if (old.structureId !== claim.structureId)
    throw failed('Le document à remplacer n’a pas été déposé par cette structure.', 'structure')
  if (old.isSignature) throw failed('Une signature de lot ne se remplace pas.', 'signature')
  if (old.status === statuses.deprecated)
    throw registryError(
      'XDSRegistryDeprecatedDocumentError',
      'Le document à remplacer n’est plus la version en vigueur.',
      target,
    )
  if (old.status !== statuses.approved) throw failed('Le document à remplacer n’est pas actif.', 'status')
  if (header.replaces !== old.uniqueId)
    throw failed('relatedDocument du CDA ne nomme pas le document que la fiche remplace.', 'relatedDocument')
  if (header.setId !== old.cdaSetId) throw failed('setId n’est pas celui de la version remplacée.', 'setId')
  if (header.version !== (old.cdaVersion ?? 0) + 1)
    throw failed('versionNumber ne suit pas celui de la version remplacée.', 'versionNumber')
  return old
}

/** A CDA that announces a replacement comes with the association that makes it one. */
export function checkNoSilentReplacement(header: CdaHeader): void {
  if (header.replaces !== undefined)
    throw metadataError(
      'Le CDA annonce un remplacement, mais le lot n’a pas d’association RPLC.',
      'replace/association',
    )
}
