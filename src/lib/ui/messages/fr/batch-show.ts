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
  'run.title': 'Envoi en masse {runs} · {profiles} ({environment})',
  'run.column.accepted': 'acceptés',
  'run.column.refused': 'refusés',
  'run.column.unknown': 'issue inconnue',
  'run.column.deferred': 'différés',
  'run.column.held': 'en attente',
  'run.column.remaining': 'restants',
  'run.rate': 'rythme {rate}/s sur {limit}/s ({share} %)',
  'run.in-flight': '{count} en vol',
  'run.forecast': 'fin prévue le {at} (dans {in}), limite du jour et plages comptées',
  'run.next-pause': 'prochaine pause le {at} : {reason}',
  'run.pause.busy': 'le DMP demande d’attendre',
  'run.pause.window': 'hors des plages d’envoi',
  'run.pause.guard': 'limite d’envois du jour',
  'run.pause.certificate': 'un certificat est arrivé à sa fin, un nouveau est attendu',
  'run.pause.journal': 'le journal ne peut pas être écrit',
  'run.pause.due': 'rien n’est dû pour l’instant',
  'run.paused': 'en pause : {reason}',
  'run.paused-until': 'en pause jusqu’au {at} : {reason}',
  'run.goes-on': 'l’envoi reprend',
  'run.causes': 'motifs : {causes}',
  'run.last-accepted': 'dernière acceptation il y a {ago}',
  'run.oldest-waiting': 'le plus ancien document à envoyer attend depuis {ago}',
  'run.keys': 'Ctrl-C arrête proprement ; rien n’est perdu, dmp batch resume reprend.',
  'flag.events':
    'ajouter chaque changement à ce fichier, un objet JSON par ligne (IPP, séjour, numéro local, jamais l’INS)',
  'flag.metrics': 'tenir ce fichier de métriques à jour (textfile de Prometheus)',
  'help.group.watching': 'suivi',
}
