import type {Messages} from '../messages.ts'

/** Documents kept back for the sake of a deletion that was ordered. */
export const orderedDeletionsFr: Messages = {
  'batch.reason.deletion-ordered':
    'document dont la suppression a été demandée avant (plan {batch}) : pas publié, sauf si --deleted-too le demande',
  'batch.reason.deletion-chain':
    'version que les mêmes données remplacent et suppriment : une personne décide de ce qui doit être dans le DMP. Rien : dmp batch delete LISTE avec toutes les versions (dans n’importe quel ordre, la plus récente part la première). Une partie : dmp document submit, replace et delete, une version à la fois',
  'batch.reason.hl7-other-patient-beside':
    'le message porte aussi un document d’un autre patient : rien n’en part',
  'batch.reason.hl7-several-patients':
    'le message porte les résultats de plusieurs patients : rien n’en part',
  'batch.reason.hl7-groups-differ':
    'les groupes de résultats du message ne disent pas la même chose ({field} : identité, venue ou unité) : rien n’en part',
  'batch.reason.hl7-several-pid': 'le message a plusieurs segments PID là où il n’y a qu’un patient',
  'plan.unclear':
    'SUPPRESSIONS : {count} lignes attendent une personne, parce qu’une suppression est demandée et ne peut pas être faite telle quelle. Ce qu’elles nomment est retenu ; dmp batch hold list le montre.',
  'hold.reason.deletion-asked': 'suppression demandée, pas faite',
  'error.DMP_HELD.reason.deletion-asked': 'sa suppression a été demandée',
}
