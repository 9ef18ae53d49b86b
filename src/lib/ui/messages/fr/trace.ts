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
  'command.trace.show.summary':
    'Montre tout ce qui a été fait d’un document, et les attentes entre les étapes',
  'command.trace.show.description':
    'ID est l’identifiant d’un document, d’un lot de soumission, d’une fiche (entryUUID), d’un message, d’un envoi ou d’une trace ; --ins montre toute la vie des documents d’un patient. Les versions remplacées et remplaçantes sont jointes. Cette lecture est tracée.',
  'command.trace.summary.summary': 'Compte les traces par jour, type, issue, action, personne ou unité',
  'command.trace.summary.description':
    'Un appel compte une fois, par son résultat ; un appel commencé dont le résultat n’a jamais été écrit compte comme ouvert. Les jours sont ceux de France. Rien n’est supprimé de soi-même : la CNIL recommande six mois à un an pour des journaux (délibération 2021-122), l’homologation du DMP dix ans après la clôture du DMP (EX_AIR-100) ; le responsable de traitement décide, traces.retention règle l’avis. Cette lecture est tracée.',
  'arg.trace-id': 'identifiant d’un document, d’un lot, d’une fiche, d’un message, d’un envoi ou d’une trace',
  'flag.trace-unmask': 'montrer l’INS à côté du pseudonyme',
  'flag.trace-by': 'ce par quoi compter',
  'trace.by.day': 'Jour',
  'trace.by.type': 'Type',
  'trace.by.outcome': 'Issue',
  'trace.by.operation': 'Action',
  'trace.by.user': 'Personne',
  'trace.by.unit': 'Unité',
  'trace.journal': 'Journal lu : {file} ({id})',
  'trace.show.patient': 'Patient (pseudonyme) : {ref}',
  'trace.show.patient-ins': 'Patient : {ins} ({oid}), pseudonyme {ref}',
  'trace.show.document': '{action} {uniqueId} ({type}) : {state}',
  'trace.show.venue': 'venue',
  'trace.show.source': 'numéro local',
  'trace.show.attempt': 'essai {attempt}',
  'trace.show.run': 'envoi {run}',
  'trace.show.reason': 'motif : {reason}',
  'trace.show.wait': '      … {wait}',
  'trace.summary.title': '{records} traces, du {first} au {last}',
  'trace.summary.none': 'Aucune trace ne correspond.',
  'trace.summary.no-journal': 'Aucun journal n’a encore été commencé : il n’y a pas de traces.',
  'trace.summary.total': 'Total',
  'trace.summary.open':
    'Sans résultat : {count}. Le programme a été arrêté pendant l’appel, ou l’appel est en cours ; pour un document : dmp trace show ID.',
  'trace.summary.oldest': 'Trace la plus ancienne : {date} ({age} mois).',
  'trace.summary.due':
    'Elle a plus de {months} mois (traces.retention). Rien n’est supprimé de soi-même : la CNIL recommande six mois à un an, l’homologation du DMP dix ans après la clôture du DMP (EX_AIR-100) ; décidez avec votre délégué à la protection des données.',
  'warning.trace-reading-not-recorded':
    'Cette lecture n’a pas pu être tracée dans le journal du profil {path} ({reason}).',
  'warning.trace-users-unknown':
    "Aucune trace de cette période ne nomme {users}. Cela ne dit pas que cette personne n'a rien fait : les traces nomment les personnes par les identifiants ci-après, et {automate} d'entre elles (envois d'un automate) ne nomment aucune personne. Y figurent : {occurring}.",
  'warning.trace-users-nobody':
    "Aucune trace de cette période ne nomme {users}. Cela ne dit pas que cette personne n'a rien fait : les traces lues ne nomment personne ({automate} sans personne).",
  'warning.trace-operation-unknown':
    "Aucune trace de cette version ne porte l'action « {operations} ». Les actions sont : {known}.",
  'flag.trace-from': 'à partir de ce jour, en France',
  'flag.trace-to': 'jusqu’à ce jour inclus, en France',
  'flag.trace-ipp': 'du patient de cet IPP',
  'flag.trace-document': 'du document (ou du lot de soumission) de cet identifiant',
  'flag.trace-user':
    "de cette personne : identifiant interne, RPPS, sujet de l'assertion, nom complet ou nom de famille, ou compte de la machine ; peut être répété",
  'flag.trace-establishment': 'de cet établissement (FINESS EJ ou EG) ; plusieurs possibles',
  'flag.trace-operation': 'de cette action : submit, delete, dmp-exists… ; plusieurs possibles',
  'flag.trace-outcome': 'dont l’issue est celle-ci ; plusieurs possibles',
  'flag.trace-error': 'avec cette erreur (DMP_… ou code du DMP) ; plusieurs possibles',
  'flag.trace-type': 'd’un document de ce type ; plusieurs possibles',
  'flag.trace-run': 'de cet envoi en masse ; plusieurs possibles',
  'flag.trace-environment': 'de cet environnement ; plusieurs possibles',
  'flag.trace-journal':
    'journal à lire au lieu de celui du profil, même mis de côté : fichier, ou base PostgreSQL ; plusieurs possibles',
  // verify, checkpoint
  'error.DMP_TRACE_STORE.what.export': '{path} n’est pas un export de traces : aucune ligne n’en est une.',
  'error.DMP_TRACE_STORE.why.export':
    'Seul un export NDJSON porte la chaîne qui se vérifie ; un CSV ou un classeur n’en a pas.',
  'error.DMP_TRACE_STORE.todo.export':
    'Donnez le fichier écrit par dmp trace export --format ndjson, ou aucun fichier pour vérifier le journal.',
  'error.DMP_TRACE_STORE.what.checkpoint': '{path} n’est pas un point de contrôle de ce programme.',
  'error.DMP_TRACE_STORE.why.checkpoint':
    'Un point de contrôle est une courte note signée ; un seul caractère changé, ou une fin manquante, et il ne se lit plus.',
  'error.DMP_TRACE_STORE.todo.checkpoint':
    'Prenez la copie gardée ailleurs. Celui qui est à côté d’un export se nomme FICHIER.checkpoint : sans copie, mettez-le de côté et vérifiez le fichier seul.',
  'error.DMP_TRACE_STORE.what.public-key': '{path} n’est pas une clé publique de journal.',
  'error.DMP_TRACE_STORE.why.public-key':
    'On attend une clé Ed25519 en PEM (PUBLIC KEY), ou la ligne affichée par dmp trace checkpoint.',
  'error.DMP_TRACE_STORE.todo.public-key':
    'Prenez la clé écrite par dmp trace checkpoint --public-key FICHIER et gardée ailleurs.',
  'command.trace.verify.summary': 'vérifie que les traces n’ont été ni modifiées, ni retirées, ni déplacées',
  'command.trace.verify.description':
    'Sans fichier : le journal du profil (chaîne de chaque écrivain, signatures, états), et le premier événement en défaut. Avec des fichiers : des exports NDJSON, les parties d’une même série (--since-last) dans l’ordre ; chacun avec son point de contrôle (FICHIER.checkpoint à côté, ou --checkpoint, un par fichier), et la première ligne en défaut. Trois réponses : intact (prouvé : en ordre, et signé en entier par la clé donnée, ou par celle de cette machine) ; non prouvé (la chaîne tient, mais aucune signature vérifiable ne dit qui l’a écrite) ; en défaut. Ne change rien, sans réseau ; un export se vérifie sans profil ni journal. Ne voit pas : une fin coupée sans point de contrôle gardé ailleurs, ni depuis le dernier ; une réécriture par qui détient le journal et le dossier des clés (le fichier de clés, et à côté le dernier point de contrôle signé) ; les derniers événements, moins de 100, d’une commande tuée ; ce qui n’a jamais été tracé. Contre cela, gardez ailleurs des points de contrôle et la clé publique. Codes de sortie : 0 intact, ou non prouvé sans --public-key ; 10 défaut trouvé, ou non prouvé par la clé donnée ; 5 ce ne sont pas des traces.',
  'command.trace.checkpoint.summary': 'signe jusqu’où va le journal, pour le garder ailleurs',
  'command.trace.checkpoint.description':
    'Vérifie le journal, puis écrit une courte note signée (clé Ed25519 du journal) : nombre d’événements, empreinte de leur ensemble, bout de chaque chaîne. Gardée ailleurs (papier, courriel, autre machine), elle montre plus tard une fin coupée, une copie ancienne remise en place ou une réécriture (dmp trace verify --checkpoint). Gardez aussi la clé publique ailleurs, une fois. Un journal en défaut n’est pas signé (code 10). Ne dit pas que ce qui est tracé est vrai.',
  'arg.trace-exports': 'exports NDJSON, dans l’ordre de leurs parties ; aucun : le journal',
  'flag.trace-checkpoint':
    'point de contrôle à comparer ; plusieurs possibles (avec des fichiers : un par fichier, dans l’ordre)',
  'flag.trace-public-key':
    'clé publique du journal, gardée ailleurs (PEM, ou la ligne affichée) ; plusieurs possibles',
  'flag.checkpoint-output': 'fichier à écrire ; sans lui, la note est affichée',
  'flag.checkpoint-seal': 'ajoute FICHIER.p7s : signature CMS détachée par le certificat ORG SIGN du profil',
  'flag.checkpoint-public-key': 'écrit aussi la clé publique du journal dans ce fichier (PEM)',
  'trace.verify.journal': '{path} : {events} événements',
  'trace.verify.file': '{file} : {lines} lignes',
  'trace.verify.event':
    'premier événement en défaut : écrivain {writer}, n° {seq}, événement {id}, écrit le {time} : {words}',
  'trace.verify.line': '{file}, ligne {line} : {words}',
  'trace.verify.more': 'et {count} autre(s) défaut(s) plus loin dans ce fichier',
  'trace.verify.checkpoint': 'point de contrôle {file} du {takenAt} ({size}) : {found} ; {signed}',
  'trace.verify.intact': 'intact',
  'trace.verify.unproven': 'NON PROUVÉ :',
  'trace.verify.unproven.file':
    'la chaîne tient, mais aucune signature vérifiable ne dit qui a écrit ces lignes : qui a le fichier peut le réécrire et le rechaîner, sans aucune clé.',
  'trace.verify.unproven.file-todo':
    'Pour le savoir : le point de contrôle fait avec l’export (FICHIER.checkpoint à côté, ou --checkpoint), et la clé publique du journal gardée ailleurs (--public-key).',
  'trace.verify.unproven.journal':
    'les chaînes tiennent, mais aucune signature vérifiable ne couvre tout le journal : qui a le fichier peut le réécrire et le rechaîner, sans aucune clé.',
  'trace.verify.unproven.journal-todo':
    'Pour le savoir : remettez le fichier de clés du journal (journal-<id>.key.json) dans le dossier des clés, ou donnez un point de contrôle de tout le journal avec la clé publique gardée ailleurs (--checkpoint, --public-key).',
  'trace.verify.unproven.by-key':
    'La clé publique donnée ne prouve rien ici : il manque un point de contrôle signé par elle (--checkpoint, ou FICHIER.checkpoint à côté de l’export), ou il ne couvre pas tout.',
  'trace.verify.broken': 'les traces ne sont pas intactes',
  'trace.verify.unseen': 'Ce que cette vérification ne voit pas :',
  'trace.unseen.tail':
    'une fin coupée, ou une copie ancienne remise en place : comparez avec un point de contrôle gardé ailleurs (--checkpoint)',
  'trace.unseen.since': 'une fin coupée après le point de contrôle',
  'trace.unseen.no-key': 'la signature du point de contrôle : aucune clé pour la vérifier (--public-key)',
  'trace.unseen.own-key':
    'une signature refaite avec la clé de cette machine : donnez la clé publique gardée ailleurs (--public-key)',
  'trace.unseen.not-kept':
    'un historique rechaîné sans la clé : aucun point de contrôle signé n’est encore à côté du fichier de clés (la prochaine commande qui écrit l’y mettra)',
  'trace.unseen.left-out': 'ce que l’export n’a pas pris du journal (filtres)',
  'trace.unseen.owner':
    'une réécriture complète par qui détient le journal et le dossier des clés, avant qu’un point de contrôle n’ait quitté la machine',
  'trace.unseen.truth': 'ce qui n’a jamais été tracé, ou l’a été faussement',
  'trace.event.sequence': 'des événements manquent avant lui, ou il est en double',
  'trace.event.prev': 'il ne suit pas l’événement qui le précède',
  'trace.event.hash': 'il a été modifié',
  'trace.event.order': 'il n’est pas à sa place',
  'trace.event.effects': 'ce qu’il dit avoir changé ne se lit pas',
  'trace.line.unreadable': 'ce n’est pas une trace lisible',
  'trace.line.altered': 'la ligne a été modifiée',
  'trace.line.missing': 'des lignes manquent avant elle',
  'trace.line.order': 'la ligne est en double ou déplacée',
  'trace.line.chain': 'la ligne ne suit pas celle qui la précède',
  'trace.line.start':
    'le fichier ne reprend pas là ; donnez les parties d’une même série dans l’ordre (leur .checkpoint à côté), et les autres exports un par un',
  'trace.line.torn': 'la dernière ligne n’est pas finie',
  'trace.line.cut': 'le fichier s’arrête avant la fin signée : lignes retirées à partir d’ici',
  'trace.line.added': 'à partir d’ici, lignes que le point de contrôle ne connaît pas',
  'trace.line.rewritten':
    'le fichier a été réécrit et chaîné à nouveau, à une ligne qu’on ne peut nommer (jusqu’à celle-ci)',
  'trace.signature.valid': 'signature valable, clé du journal {journal}',
  'trace.signature.invalid': 'SIGNATURE FAUSSE',
  'trace.signature.unknown-key': 'NON SIGNÉ par la clé attendue',
  'trace.signature.no-key': 'signature non vérifiée',
  'trace.checkpoint.holds': 'conforme',
  'trace.checkpoint.root': 'les bouts sont les mêmes, mais pas ce qui les précède',
  'trace.checkpoint.other': 'ne concerne pas ces traces, ou n’en dit rien de sûr',
  'trace.checkpoint.cut': 'des traces qu’il connaît manquent : fin coupée, ou copie ancienne',
  'trace.checkpoint.rewritten': 'd’autres traces sont à la place de celles qu’il connaît',
  'trace.checkpoint.start': 'le début n’est pas celui qu’il connaît',
  'trace.checkpoint.added': 'des lignes ont été ajoutées',
  'trace.checkpoint.refused': '{path} n’est pas intact : rien n’a été signé',
  'trace.checkpoint.written': '{file} : {events} événements signés',
  'trace.checkpoint.seal':
    'Cachet : {seal}. Pour le vérifier : openssl cms -verify -binary -inform DER -in {seal} -content {file} -CAfile AUTORITÉS.pem -purpose any -out /dev/null',
  'trace.checkpoint.key': 'Clé publique du journal : {key}',
  'trace.checkpoint.key-file': 'Clé publique écrite : {file}',
  'trace.checkpoint.keep': 'Gardez la note et la clé publique ailleurs que sur cette machine.',
}
