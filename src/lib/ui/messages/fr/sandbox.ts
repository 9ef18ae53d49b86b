import type {Messages} from '../messages.ts'

export const sandboxFr: Messages = {
  'error.DMP_SANDBOX_FOLDER_TAKEN.what': 'Le dossier {folder} contient déjà un bac à sable.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.why':
    'Refaire ses certificats rendrait inutilisables les profils qui s’en servent.',
  'error.DMP_SANDBOX_FOLDER_TAKEN.todo':
    'dmp sandbox init --force    (garde les certificats, récrit les profils)\nPour un autre bac à sable : --dir AUTRE_DOSSIER. Si celui-ci est abîmé ou ne sert plus, supprimez-le.',
  'error.DMP_SANDBOX_NOT_INITIALISED.what': 'Le dossier {folder} ne contient pas de bac à sable utilisable.',
  'error.DMP_SANDBOX_NOT_INITIALISED.what.registry': 'Le dossier {folder} ne contient pas de registre.',
  'error.DMP_SANDBOX_NOT_INITIALISED.why':
    '« dmp sandbox init » prépare le dossier et ses certificats de test ; le registre naît au premier « dmp sandbox start ».',
  'error.DMP_SANDBOX_NOT_INITIALISED.todo': 'Lancez « dmp sandbox init --dir {folder} », puis recommencez.',
  'error.DMP_SANDBOX_NOT_INITIALISED.todo.registry':
    'Vérifiez --data, ou lancez d’abord « dmp sandbox start --data {folder} ».',
  'error.DMP_SANDBOX_FAULT_INVALID.what': 'La panne « {fault} » demandée au bac à sable n’est pas reconnue.',
  'error.DMP_SANDBOX_FAULT_INVALID.why': 'Son nom, sa valeur ou une option est mal écrit.',
  'error.DMP_SANDBOX_FAULT_INVALID.todo':
    'Écrivez-la sous la forme « panne[=valeur][,times=N][,rate=0.2][,seed=N][,service=repository] » ; la liste est dans « dmp sandbox start --help ».',
  'error.DMP_SANDBOX_NOT_LISTENING.what':
    'Le bac à sable n’a pas pu ouvrir le port {port} de {host} ({reason}).',
  'error.DMP_SANDBOX_NOT_LISTENING.why':
    'Le port est déjà pris (peut-être par un bac à sable lancé ailleurs) ou réservé, ou cette adresse n’existe pas sur ce poste.',
  'error.DMP_SANDBOX_NOT_LISTENING.todo':
    'Recommencez avec --port 0 : un port libre est choisi, et ce qu’il faut régler pour l’utiliser est dit aussitôt.\nPour changer de port une fois pour toutes : dmp sandbox init --port AUTRE_PORT --force',
  'command.sandbox.init.summary': 'Prépare un DMP d’essai sur ce poste : certificats de test et profil',
  'command.sandbox.init.description':
    'Crée un dossier contenant des certificats de test inventés, ainsi qu’un profil « sandbox » prêt à l’emploi. Rien ne sort de ce poste. Aucun numéro d’homologation n’est nécessaire.',
  'command.sandbox.dir': 'Dossier du bac à sable',
  'command.sandbox.data': 'Dossier du registre, par défaut « data » dans le dossier du bac à sable',
  'command.sandbox.init.port':
    'Port inscrit dans le profil ; sans lui, celui du dossier, 18443 pour un nouveau',
  'command.sandbox.init.all-establishments':
    'Écrit aussi les profils des autres établissements d’essai (autre structure, site d’une entité juridique, paire dépareillée)',
  'command.sandbox.init.force':
    'Remplace les profils de même nom ; un dossier existant garde ses certificats et prend le port',
  'command.sandbox.start.summary': 'Lance le DMP d’essai sur ce poste, jusqu’à Ctrl-C',
  'command.sandbox.start.description':
    'Ouvre un DMP strict sur l’adresse locale : TLS mutuel, VIHF, signature de lot, métadonnées et documents sont contrôlés comme par un lecteur hostile. Les patients sont inventés ; « dmp sandbox inspect --show-patients » donne leurs numéros. Un INSi d’essai écoute sur le même port.',
  'command.sandbox.start.port': 'Port d’écoute ; 0 en prend un libre',
  'command.sandbox.start.ready-file': 'Fichier écrit quand le DMP d’essai écoute (adresse, port, processus)',
  'command.sandbox.start.fault': 'Panne à provoquer, par exemple cut-after-commit,times=1 ; peut être répété',
  'command.sandbox.start.ins-change': 'État du changement d’INS du patient « changed-ins »',
  'command.sandbox.inspect.summary': 'Montre ce que contient le registre du DMP d’essai',
  'command.sandbox.inspect.description':
    'Liste les documents enregistrés et les patients inventés, que le DMP d’essai soit lancé ou non. L’ordre ne dépend que du contenu, pour pouvoir comparer deux listes.',
  'command.sandbox.inspect.show-patients': 'Montre les numéros INS en entier (tous sont inventés)',
  'sandbox.init.folder': 'Bac à sable prêt : {folder}',
  'sandbox.init.profile': 'Profil {name} : {file}',
  'sandbox.init.next':
    'Ensuite : « dmp sandbox start », puis dans une autre fenêtre « dmp document submit FICHIER --profile {profile} ».',
  'sandbox.start.ready': 'DMP d’essai à l’écoute : {url}',
  'sandbox.start.insi': 'INSi d’essai à l’écoute : {url} (docs/guides/sandbox-insi.md)',
  'sandbox.start.no-insi':
    'Sans INSi d’essai : il manque à ce dossier ce qu’il lui faut, par exemple parce qu’une version antérieure l’a fait. Pour l’ajouter (les certificats du DMP sont gardés) :',
  'sandbox.start.other-port':
    'ATTENTION : les profils de ce bac à sable indiquent le port {profilePort}. Pour l’atteindre ici :',
  'sandbox.start.other-port.keep':
    'ou, pour récrire le profil (avec les mêmes --profile et --all-establishments qu’à la création) :',
  'sandbox.start.control': 'Pannes à la demande : {url} (docs/guides/sandbox-control.md)',
  'sandbox.start.stop': 'Ctrl-C pour arrêter.',
  'sandbox.start.end':
    'Arrêté. Appels : {calls}, acceptés : {accepted}, refusés : {refused} ; connexions : {connections}.',
  'sandbox.inspect.never-started':
    'Ce bac à sable n’a jamais été lancé : son registre est vide, ses patients sont ceux d’un premier lancement aujourd’hui.',
  'sandbox.inspect.documents': 'Documents : {count} (et {signatures} signatures de lot)',
  'sandbox.inspect.patients': 'Patients inventés : {count}',
  'sandbox.dmp.active': 'DMP actif',
  'sandbox.dmp.closed': 'DMP fermé',
  'sandbox.dmp.none': 'pas de DMP',
  'sandbox.linked': 'rattaché à Mon espace santé',
  'command.sandbox.export.summary': 'Écrit les chiffres du registre d’essai comme un export de Kibana',
  'command.sandbox.export.description':
    'Compte les documents du registre par FINESS, mois (Europe/Paris), type et logiciel, et les écrit comme le ferait l’outil de pilotage : fichier de Kibana ou réponse d’Elasticsearch. « dmp stats compare --elastic » lit ce fichier. Ce que compte l’outil réel n’est pas public : par défaut, un document remplacé compte une fois, un document supprimé ne compte pas.',
  'command.sandbox.export.format':
    'Écriture : panneau Lens ou tableau de Kibana en anglais, Kibana en français (libellés non vérifiés), réponse d’Elasticsearch',
  'command.sandbox.export.output': 'Fichier à écrire ; « - » pour la sortie standard',
  'command.sandbox.export.force': 'Remplace le fichier',
  'command.sandbox.export.raw': 'Valeurs brutes : instants en millisecondes, nombres sans séparateur',
  'command.sandbox.export.formatted': 'Valeurs mises en forme (sans choix, c’est le cas)',
  'command.sandbox.export.locale': 'Langue des nombres mis en forme ; sans choix, celle de l’écriture',
  'command.sandbox.export.separator': 'Séparateur des colonnes ; virgule sans choix',
  'command.sandbox.export.quotes':
    'Guillemets autour des valeurs qui ont autre chose que lettres et chiffres ; --no-quotes les enlève',
  'command.sandbox.export.bom': 'Commence le fichier par la marque U+FEFF, comme certains exports du serveur',
  'command.sandbox.export.by': 'Ce que les lignes distinguent ; peut être répété, tout sans choix',
  'command.sandbox.export.top':
    'Ne garde que les N premières valeurs de chaque niveau, le reste va sous « Other »',
  'command.sandbox.export.records': 'Compte les enregistrements au lieu des documents uniques',
  'command.sandbox.export.count-replacements': 'Compte chaque nouvelle version comme un document de plus',
  'command.sandbox.export.count-deleted': 'Compte aussi les documents supprimés',
  'command.sandbox.export.date':
    'Date qui range un document dans un mois : envoi du lot ou création du document',
  'command.sandbox.export.level': 'FINESS géographique du site (EG) ou entité juridique des certificats (EJ)',
  'sandbox.export.never-started': 'Ce bac à sable n’a jamais été lancé : rien à compter.',
  'sandbox.export.written': '{file} : {rows} ligne(s), {documents} document(s).',
  'sandbox.export.left-out':
    'Non comptés : {deleted} supprimé(s), {replacements} nouvelle(s) version(s), {undated} sans date.',
}
