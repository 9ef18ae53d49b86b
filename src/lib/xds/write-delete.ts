import type {EntryUuid} from '../ids/identifiers.ts'
import type {SubmissionSet} from './model.ts'
import {associationTypes, namespaces, statuses} from './schemes.ts'
import {SET_SYMBOL} from './write-lot.ts'
import {association, Ids, registryPackage} from './write-rim.ts'

export interface Deletion {
  /** Complete metadata of a submission set of its own, with a fresh uniqueId. */
  readonly set: SubmissionSet
  readonly entryUuid: EntryUuid
  /** Status the registry holds now; in indirect mode it cannot be read, so `approved` unless the operator says. */
  readonly originalStatus: 'approved' | 'deprecated' | 'archived'
}

/**
 * Body of TD3.3c (IHE ITI-57 in the DMP's form): one UpdateAvailabilityStatus association to Deleted. No document,
 * no signature of lot (GIE message samples).
 */
export function deletionXml(deletion: Deletion): string {
  const ids = new Ids()
  return [
    `<lcm:SubmitObjectsRequest xmlns:lcm="${namespaces.lcm}">`,
    `<RegistryObjectList xmlns="${namespaces.rim}">`,
    registryPackage(ids, SET_SYMBOL, deletion.set),
    association(ids, associationTypes.updateStatus, SET_SYMBOL, deletion.entryUuid, {
      OriginalStatus: statuses[deletion.originalStatus],
      NewStatus: statuses.deleted,
    }),
    '</RegistryObjectList></lcm:SubmitObjectsRequest>',
  ].join('')
}
