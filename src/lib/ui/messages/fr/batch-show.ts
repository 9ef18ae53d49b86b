import type {Messages} from '../messages.ts'

/** Looking at bulk runs: status, report, verify, and what a run shows while it works. */
export const batchShowFr: Messages = {
  'error.DMP_BATCH_NOT_FOUND.what': 'Aucun envoi en masse {run} dans ce journal.',
  'error.DMP_BATCH_NOT_FOUND.what.none': 'Ce journal ne contient aucun envoi en masse.',
  'error.DMP_BATCH_NOT_FOUND.why':
    'Chaque plan reçoit un numéro (AAAAMMJJ-xxxx) dans le journal du profil qui l’a fait ; ce numéro n’y est pas.',
  'error.DMP_BATCH_NOT_FOUND.why.none':
    'Un envoi en masse commence par un plan, fait dans le journal de ce profil.',
  'error.DMP_BATCH_NOT_FOUND.todo':
    'dmp batch status --all    (les envois en masse de ce journal)\nVérifiez aussi le profil (--profile) : chacun a son journal.',
  'error.DMP_BATCH_NOT_FOUND.todo.none':
    'dmp batch plan MANIFESTE    (faire un plan)\nVérifiez aussi le profil (--profile) : chacun a son journal.',
  'warning.events-lost':
    'Le fichier d’événements {file} ne peut plus être écrit. L’envoi continue ; le journal garde tout.',
  'warning.metrics-lost':
    'Le fichier de métriques {file} ne peut pas être écrit. L’envoi continue ; le journal garde tout.',
}
