import type {Messages} from '../messages.ts'

/** Taking a document back, what is held, and the state of a patient's DMP. */
export const deletionFr: Messages = {
  'arg.hold-kind': 'genre de la retenue',
  'arg.hold-value': 'valeur retenue (@fichier ou - pour un INS ; chemin du fichier pour file)',
  'command.batch.hold.lift.description':
    "Après décision d'une personne : le document pourra repartir. Fonctionne pour tous.",
  'command.batch.hold.lift.summary': 'lever une retenue',
  'command.batch.hold.list.description':
    'Ce qui empêche des documents de partir, avec le motif. Fonctionne pour tous.',
  'command.batch.hold.list.summary': 'retenues en cours',
  'command.document.delete.description':
    "Montre les quatre prérequis, demande confirmation, vérifie, écrit un reçu. Avec --reason wrong-patient : d'abord une retenue, pour que rien ne reparte sous cet INS, puis toutes les versions. --dry-run interroge le DMP (TD0.2, TD3.1b) et ne supprime rien. Hors du bac à sable, un numéro d'homologation est nécessaire : le demander à l'éditeur du logiciel homologué.",
  'command.document.delete.summary': 'supprimer un document du DMP (TD0.2, TD3.1b, TD3.3c)',
  'command.patient.status.description':
    "Dit si l'on peut alimenter, et qui doit appeler qui. Les traits rendus sont comparés aux nôtres sans jamais les remplacer. Hors du bac à sable, un numéro d'homologation est nécessaire : le demander à l'éditeur du logiciel homologué.",
  'command.patient.status.summary': 'état du DMP d’un patient (TD0.2)',
  'consent.delete':
    "Suppression dans le DMP de {ins} :\n  ✔ INS du patient  ✔ DMP actif  · autorisation d'accès non requise (profil Alimentation)  ✔ {count} fiche(s) : {entries}\n  autres envois du même patient local ou de la même venue : {others}\nC'est irréversible. Taper « {value} » pour confirmer :",
  'delete.absent': 'le DMP ne connaît pas {uniqueId} : rien à supprimer.',
  'delete.authorisation': 'autorisation d’accès (non requise pour le profil Alimentation)',
  'delete.dmp-active': 'DMP actif',
  'delete.done': 'supprimé {uniqueId} le {deletedAt} (exposé {exposure})',
  'delete.dry': 'rien n’a été supprimé (--dry-run)',
  'delete.entry': 'identifiant de fiche',
  'delete.holds':
    '{count} retenue(s) en place : ni ce fichier ni ce numéro ne repartiront sous cet INS ; le bon patient peut être alimenté.',
  'delete.ins': 'INS du patient',
  'delete.never-left': "{uniqueId} n'est pas dans le DMP : rien n'était parti, ou rien n'y est arrivé.",
  'delete.others': 'À regarder aussi, même patient local ou même venue :',
  'delete.pending.not-found':
    "{uniqueId} est parti et, cherché deux fois, n'a pas été trouvé dans le DMP : il peut encore y apparaître. Relancer plus tard cette commande : elle le cherche à nouveau et le supprime s'il est apparu.",
  'delete.pending.sending':
    "{uniqueId} est en cours d'envoi ou retenu : attendre la fin de l'envoi, puis relancer cette commande.",
  'delete.pending.still-there':
    'le DMP a accepté la suppression de {uniqueId} et le montre encore : regarder plus tard (dmp document locate {uniqueId}), puis relancer cette commande.',
  'delete.pending.unknown':
    "{uniqueId} n'est pas dans le DMP pour l'instant, et l'issue de son envoi n'est pas connue : il peut encore y apparaître. Regarder plus tard : dmp document locate {uniqueId}, puis relancer cette commande ; ne pas le renvoyer.",
  'delete.receipt': 'Reçu : {path}',
  'delete.unchecked': 'accepté par le DMP, pas encore vérifié',
  'error.DMP_CONFIRMATION_NEEDED.action.delete':
    "supprimer {uniqueId} du DMP de {ins}\n  ✔ INS du patient  ✔ DMP actif  · autorisation d'accès non requise (profil Alimentation)  ✔ {count} fiche(s) : {entries}\n  autres envois du même patient local ou de la même venue : {others}",
  'error.DMP_DELETION_IMPOSSIBLE.next.already-deleted':
    'rien : le reçu de la suppression fait foi ; dmp document history {uniqueId} la montre.',
  'error.DMP_DELETION_IMPOSSIBLE.next.closed':
    "dmp patient status    (date et motif de la fermeture), puis s'adresser au support du DMP.",
  'error.DMP_DELETION_IMPOSSIBLE.next.never-sent':
    "dmp document history {uniqueId}    ; pour qu'il ne parte pas sous cet INS : --reason wrong-patient",
  'error.DMP_DELETION_IMPOSSIBLE.next.none':
    "dmp patient status    puis vérifier l'INS sous lequel le document est parti.",
  'error.DMP_DELETION_IMPOSSIBLE.next.not-current':
    'désigner la version courante : {current}\npour retirer toutes les versions : --reason wrong-patient',
  'error.DMP_DELETION_IMPOSSIBLE.reason.already-deleted': 'il a déjà été supprimé',
  'error.DMP_DELETION_IMPOSSIBLE.reason.closed': 'le DMP du patient est fermé',
  'error.DMP_DELETION_IMPOSSIBLE.reason.never-sent': "il n'est jamais parti",
  'error.DMP_DELETION_IMPOSSIBLE.reason.none': "le patient n'a pas de DMP",
  'error.DMP_DELETION_IMPOSSIBLE.reason.not-current': "ce n'est pas la version courante, qui est {current}",
  'error.DMP_DELETION_IMPOSSIBLE.todo': '{next}',
  'error.DMP_DELETION_IMPOSSIBLE.what': 'suppression impossible de {uniqueId} : {reason}.',
  'error.DMP_DELETION_IMPOSSIBLE.why':
    "un établissement supprime ce qu'il a déposé, dans un DMP actif, une seule fois.",
  'error.DMP_HELD.reason.wrong-patient': 'ce document est parti par erreur sous cet INS',
  'error.DMP_HELD.todo':
    'dmp batch hold list    (qui a posé la retenue et pourquoi)\ndmp batch hold lift {kind} {value}    une fois la décision prise',
  'error.DMP_HELD.until.-': 'non fixée',
  'error.DMP_HELD.what': 'retenu : {kind} {value} ({reason}, par {by}, fin : {until}).',
  'error.DMP_HELD.why':
    "une personne ou une règle a demandé que rien ne parte ; une retenue l'emporte sur tout.",
  'error.DMP_HOLD_UNKNOWN.todo': 'dmp batch hold list',
  'error.DMP_HOLD_UNKNOWN.what': 'aucune retenue {kind} {value}.',
  'error.DMP_HOLD_UNKNOWN.why': 'on ne lève que ce qui est posé, sous le même nom.',
  'flag.dry-run-delete':
    'interroger le DMP (TD0.2, TD3.1b) et montrer les prérequis, sans rien supprimer ni retenir',
  'hold.by': 'Posée par',
  'hold.kind': 'Genre',
  'hold.lifted': 'Retenue levée : {kind} {value}',
  'hold.none': 'Aucune retenue.',
  'hold.reason': 'Motif',
  'hold.reason.wrong-patient': 'parti au mauvais patient',
  'hold.since': 'Depuis',
  'hold.value': 'Valeur',
  'patient.active': 'DMP actif, rattaché à Mon espace santé : on peut alimenter.',
  'patient.active-without-ens': 'DMP actif, sans Mon espace santé : on peut alimenter.',
  'patient.blocked': "Le patient a bloqué cet établissement : l'alimentation reste possible, la lecture non.",
  'patient.call.FERMETURE_DECES_PATIENT':
    "Personne ne rouvre un DMP fermé après un décès. Si le patient est en vie, vérifier l'INS, puis appeler : {contact}.",
  'patient.call.closed': 'Le patient seul peut rouvrir son DMP ; il appelle : {contact}.',
  'patient.call.none': 'Vérifier l’INS, puis le patient appelle : {contact}.',
  'patient.closed': 'DMP fermé le {date} ({reason}) : on ne peut pas alimenter.',
  'patient.closure.FERMETURE_DECES_PATIENT': 'après le décès du patient',
  'patient.closure.FERMETURE_DEMANDE_PATIENT': 'à la demande du patient',
  'patient.contact.default': 'le support de Mon espace santé',
  'patient.differences': 'Traits qui diffèrent (rien n’est modifié) : {traits}',
  'patient.none': 'Pas de DMP pour cet INS : on ne peut pas alimenter.',
  'topic.batch:hold': 'retenues',
  'warning.deletion-incomplete':
    '{done} version(s) supprimée(s), {left} non ; reçu : {receipt}. Relancer la même commande pour finir.',
  'warning.deletion-not-checked':
    "le DMP a accepté la suppression de {uniqueId}, mais la vérification n'a pas pu être faite ({cause}) : dmp document locate {uniqueId}",
  'warning.deletion-still-there': 'le DMP a accepté la suppression de {uniqueId} et le montre encore.',
  'warning.hold-stands':
    "{count} retenue(s) en place malgré l'arrêt : {uniqueId} ne repartira pas sous cet INS. dmp batch hold list",
  'warning.receipt-not-written':
    "{uniqueId} est supprimé, mais le reçu n'a pas pu être écrit ({cause}) ; dmp document history {uniqueId} garde la date.",
}
