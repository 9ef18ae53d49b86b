import type {Messages} from '../messages.ts'

export const journalPostgresFr: Messages = {
  'flag.journal': 'journal à employer : un fichier, ou postgres://UTILISATEUR@HÔTE/BASE (sans mot de passe)',
  'check.journal.server': 'journal sur le serveur {path} : sera contacté à l’emploi',
  'error.DMP_JOURNAL_URL.what': 'L’adresse du journal ne peut pas être employée ({reason}).',
  'error.DMP_JOURNAL_URL.reason.password': 'elle contient un mot de passe',
  'error.DMP_JOURNAL_URL.reason.form': 'elle n’a pas la forme attendue',
  'error.DMP_JOURNAL_URL.reason.parameter': 'un de ses paramètres n’est pas connu',
  'error.DMP_JOURNAL_URL.why':
    'La forme est {expected}. Un mot de passe écrit dans une adresse se lit dans la liste des processus, l’historique et les rapports.',
  'error.DMP_JOURNAL_URL.todo':
    'Retirez le mot de passe de l’adresse et changez-le s’il a servi. Donnez-le par le réglage journal.password du profil (file:CHEMIN, prompt, commande) ou par un fichier PGPASSFILE en 0600.',
  'error.DMP_JOURNAL_UNAVAILABLE.what': 'Le journal {path} ne répond pas ({reason}).',
  'error.DMP_JOURNAL_UNAVAILABLE.why':
    'Le serveur PostgreSQL est arrêté, redémarre, ne prouve pas son nom (TLS), ou le réseau est coupé. Sans trace écrite, aucun appel ne part.',
  'error.DMP_JOURNAL_UNAVAILABLE.todo':
    'Vérifiez le serveur PostgreSQL, puis relancez la même commande : ce qui est déjà accepté ne repart pas, et ce dont l’issue n’a pas pu être écrite sera vérifié avant tout nouvel envoi.',
  'error.DMP_JOURNAL_SERVER.what':
    'dmp journal {operation} ne s’applique pas au journal {path}, qui est sur un serveur.',
  'error.DMP_JOURNAL_SERVER.why':
    'La sauvegarde d’une base PostgreSQL se fait par ses propres outils, et le changement de clé demande que toutes les machines changent ensemble : le programme ne le fait pas encore.',
  'error.DMP_JOURNAL_SERVER.todo':
    'Pour une sauvegarde : pg_dump --format=custom de la base, et une copie du fichier de clé rangée ailleurs (guide « Le journal sur PostgreSQL »).',
  'error.DMP_JOURNAL_SERVER.why.restore':
    'Une base se remet en place par ses propres outils ; le programme ramène ensuite le journal au plus près du présent, là où il est. Une copie dans un fichier n’entre pas dans une base.',
  'error.DMP_JOURNAL_SERVER.todo.restore':
    'Remettez la sauvegarde en place (pg_restore), puis : dmp journal restore {path}',
  'error.DMP_JOURNAL_DAMAGED.why.older-server':
    'La base en sait moins que cette machine : elle a été remise en place depuis une sauvegarde plus ancienne, ou est repartie d’elle. Continuer pourrait renvoyer un document déjà enregistré : le programme s’arrête avant tout appel.',
  'error.DMP_JOURNAL_DAMAGED.todo.older-server':
    'S’il existe une sauvegarde ou une archive plus récente : remettez celle-là. Sinon, arrêtez dmp sur toutes les machines, puis une seule fois, sur celle-ci : dmp journal restore {path}\nCe qui a pu partir depuis la sauvegarde est cherché au DMP ; les envois en masse attendent ensuite votre accord (--after-restore) sur toutes les machines.',
  'error.DMP_JOURNAL_DAMAGED.todo.server':
    'Ne supprimez rien. Lancez dmp journal check --journal {path} pour savoir ce qui ne va pas. Remettez la dernière sauvegarde saine (pg_restore), puis une seule fois : dmp journal restore {path}',
  'consent.restore-server':
    'La base {uniqueId} a été remise en place depuis une sauvegarde : ce qui s’est fait depuis n’y est pas. Tout ce qui a pu partir devient « issue inconnue », et les envois de tous les établissements attendent un accord. Tapez « {value} » pour confirmer :',
  'error.DMP_CONFIRMATION_NEEDED.action.restore-server':
    'repartir de la base {uniqueId}, remise en place depuis une sauvegarde',
}
