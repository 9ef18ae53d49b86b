import type {AuthenticatedCall} from '../backend.ts'
import type {SandboxPatient} from '../patients/patient.ts'
import {fault} from '../refusals.ts'
import type {StoredEntry} from '../store/registry-store.ts'
import type {RegistryParts} from './accept-submission.ts'
import {checkNew} from './against-registry.ts'
import {associationObjectType, associations, statuses} from './ebrim-names.ts'
import {checkAuthorStructure, checkSet} from './entry-rules.ts'
import {isRegistryOid} from './identifiers.ts'
import type {LotAssociation, LotSet, Submission} from './lot.ts'
import {checkOnePatient, openRecord} from './patient-rules.ts'
import {readSubmission} from './read-submission.ts'
import {metadataError, registryError} from './refusals.ts'

/**
 * TD3.3c: the status of the structure's own documents becomes Deleted, for good. Archiving and visibility are closed to
 * an establishment's certificate. All targets change or none. Returns their entryUUIDs.
 */
export function updateStatus(call: AuthenticatedCall, registry: RegistryParts): string[] {
  const {store, settings, tables, patients} = registry
  const submission = readSubmission(call.body)
  const {set} = submission
  const changes = readChanges(submission)
  const ins = checkOnePatient([set.patientId], call.vihf)
  const patient = openRecord(ins, patients, settings)
  if (!isRegistryOid(set.uniqueId) || !isRegistryOid(set.sourceId))
    throw metadataError('uniqueId ou sourceId du lot n’est pas un OID.', 'set/uniqueId')
  checkSet(set, tables)
  checkAuthorStructure([set.author], call.vihf.structureId, 'set/author-structure')
  checkNew(set.uniqueId, [], store, settings)
  const targets = changes.map((change) => {
    const entry = ownEntry(store.entry(change.target), change.target, patient, call.vihf.structureId)
    checkTransition(change, entry)
    return entry
  })
  store.commit({
    set: setToKeep(set, patient, call),
    entries: [],
    statusChanges: targets.map(({entryUuid}) => ({entryUuid, status: statuses.deleted})),
  })
  return targets.map(({entryUuid}) => entryUuid)
}

function setToKeep(set: LotSet, patient: SandboxPatient, call: AuthenticatedCall) {
  return {
    uniqueId: set.uniqueId,
    sourceId: set.sourceId,
    patientKey: patient.key,
    patientId: set.patientId,
    kind: 'update' as const,
    structureId: call.vihf.structureId,
    receivedAt: call.receivedAt,
  }
}

interface Change {
  readonly target: string
  readonly from: string
  readonly to: string
}

/** What is asked of each entry. */
export function readChanges({set, entries, associations: links}: Submission): Change[] {
  if (entries.length > 0)
    throw fault(
      'DMPAccessDeniedByRightsService',
      'update/metadata',
      'Modifier les métadonnées d’un document est fermé à un certificat d’établissement.',
    )
  const changes = links.map((link) => readChange(link, set.id))
  if (changes.length === 0)
    throw registryError(
      'XDSMetadataUpdateError',
      'La demande ne change le statut d’aucun document.',
      'update/no-target',
    )
  if (new Set(changes.map(({target}) => target)).size !== changes.length)
    throw registryError('XDSMetadataUpdateError', 'Un document est désigné deux fois.', 'update/twice')
  return changes
}

function readChange({type, source, target, objectType, slots}: LotAssociation, setId: string): Change {
  const one = (name: string): string => {
    const [value, ...others] = slots.get(name) ?? []
    if (!value || others.length > 0)
      throw registryError(
        'XDSMetadataUpdateError',
        `${name} est absent ou donné plusieurs fois.`,
        `update/${name}`,
      )
    return value
  }
  if (type !== associations.updateStatus)
    throw registryError('XDSMetadataUpdateOperationError', `Opération inattendue : ${type}.`, 'update/type')
  if (objectType !== associationObjectType || source !== setId)
    throw metadataError('L’association de changement de statut ne part pas du lot.', 'update/association')
  const change = {target, from: one('OriginalStatus'), to: one('NewStatus')}
  if (change.to === statuses.archived || change.to === statuses.approved)
    throw fault(
      'DMPAccessDeniedByRightsService',
      'update/rights',
      'Archiver ou désarchiver est fermé à un certificat d’établissement.',
    )
  if (change.to !== statuses.deleted)
    throw registryError(
      'XDSMetadataUpdateOperationError',
      `Statut demandé inconnu : ${change.to}.`,
      'update/NewStatus',
    )
  return change
}

function ownEntry(
  entry: StoredEntry | undefined,
  target: string,
  patient: SandboxPatient,
  structureId: string,
): StoredEntry {
  if (!entry) throw registryError('UnresolvedReferenceException', `La fiche ${target} n’existe pas.`, target)
  if (entry.structureId !== structureId)
    throw fault(
      'DMPAccessDeniedByRightsService',
      'update/author',
      'Seule la structure qui a déposé le document peut le supprimer.',
    )
  if (entry.patientKey !== patient.key)
    throw registryError(
      'XDSPatientIdDoesNotMatch',
      'Le document est celui d’un autre patient.',
      'update/patient',
    )
  return entry
}

function checkTransition({from}: Change, entry: StoredEntry): void {
  if (entry.status === statuses.deleted)
    throw registryError('XDSMetadataUpdateError', 'Le document est déjà supprimé.', 'update/already-deleted')
  if (entry.status !== from)
    throw registryError(
      'XDSMetadataUpdateError',
      'OriginalStatus n’est pas le statut actuel du document.',
      'update/OriginalStatus',
    )
}
