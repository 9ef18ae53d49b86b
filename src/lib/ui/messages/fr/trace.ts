import type {Messages} from '../messages.ts'

export const traceFr: Messages = {
  // read, show, summary
  'error.DMP_TRACE_STORE.what': '{path} ne contient pas de traces lisibles ({reason}).',
  'error.DMP_TRACE_STORE.what.twice': '{path} et {other} sont le même journal.',
  'error.DMP_TRACE_STORE.why':
    'Les traces se lisent dans un journal de ce programme (fichier journal.db, même mis de côté, ou base PostgreSQL).',
  'error.DMP_TRACE_STORE.why.twice': 'Chaque trace y serait comptée deux fois.',
  'error.DMP_TRACE_STORE.todo':
    'Vérifiez le chemin donné à --journal ; sans --journal, le journal du profil est lu (dmp config path).',
  'error.DMP_TRACE_STORE.todo.twice': 'Ne nommez ce journal qu’une fois.',
  'error.DMP_TRACE_NOT_FOUND.what': 'Aucune trace ne porte « {id} ».',
  'error.DMP_TRACE_NOT_FOUND.why':
    'Ce n’est ni une trace, ni un envoi, ni un document, ni un lot de soumission, ni un patient connu des journaux lus.',
  'error.DMP_TRACE_NOT_FOUND.todo':
    'Vérifiez l’identifiant, ou nommez le journal où il se trouve : dmp trace show ID --journal FICHIER. Pour chercher par date : dmp trace summary --from 2026-03-01',
  'warning.trace-reading-not-recorded':
    'Cette lecture n’a pas pu être tracée dans le journal du profil {path} ({reason}).',
  'flag.trace-from': 'à partir de ce jour, en France',
  'flag.trace-to': 'jusqu’à ce jour inclus, en France',
  'flag.trace-ipp': 'du patient de cet IPP',
  'flag.trace-document': 'du document (ou du lot de soumission) de cet identifiant',
  'flag.trace-user': 'de cette personne : numéro, nom, ou compte de la machine ; plusieurs possibles',
  'flag.trace-establishment': 'de cet établissement (FINESS EJ ou EG) ; plusieurs possibles',
  'flag.trace-operation': 'de cette action : submit, delete, dmp-exists… ; plusieurs possibles',
  'flag.trace-outcome': 'dont l’issue est celle-ci ; plusieurs possibles',
  'flag.trace-error': 'avec cette erreur (DMP_… ou code du DMP) ; plusieurs possibles',
  'flag.trace-type': 'd’un document de ce type ; plusieurs possibles',
  'flag.trace-run': 'de cet envoi en masse ; plusieurs possibles',
  'flag.trace-environment': 'de cet environnement ; plusieurs possibles',
  'flag.trace-journal':
    'journal à lire au lieu de celui du profil, même mis de côté : fichier, ou base PostgreSQL ; plusieurs possibles',
}
