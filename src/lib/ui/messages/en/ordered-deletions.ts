import type {Messages} from '../messages.ts'

/** Documents kept back for the sake of a deletion that was ordered. */
export const orderedDeletionsEn: Messages = {
  'batch.reason.deletion-ordered':
    'document whose deletion was ordered before (plan {batch}): not published unless --deleted-too asks for it',
  'batch.reason.deletion-chain':
    'version that is replaced and deleted by the same data: a person decides what should stand in the DMP. Nothing of it: dmp batch delete LIST with all the versions (any order; newest first is seen to). Some of it: dmp document submit, replace and delete, one version at a time',
  'batch.reason.hl7-other-patient-beside':
    'the message also carries a document of another patient: nothing of it leaves',
  'batch.reason.hl7-several-patients':
    'the message carries results of several patients: nothing of it leaves',
  'batch.reason.hl7-groups-differ':
    'the groups of results of the message do not say the same ({field}: identity, visit or unit): nothing of it leaves',
  'batch.reason.hl7-several-pid': 'the message has several PID segments where there is one patient only',
  'plan.unclear':
    'DELETIONS: {count} lines wait for a person because a deletion is asked for and cannot be carried out as it stands. What they name is held; dmp batch hold list shows it.',
  'hold.reason.deletion-asked': 'deletion asked for, not carried out',
  'error.DMP_HELD.reason.deletion-asked': 'its deletion was asked for',
}
