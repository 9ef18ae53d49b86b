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
}
