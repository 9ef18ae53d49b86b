import type {Messages} from '../messages.ts'

/** Feeding, replacing, deleting: errors, states and accounts. */
export const feedingFr: Messages = {
  'error.DMP_CODE_UNKNOWN.what': "le code « {code} » ({field}) n'est pas dans la table {table}.",
  'error.DMP_CODE_UNKNOWN.why':
    "le DMP n'accepte que les codes de ses tables ; un code local doit d'abord y être rattaché.",
  'error.DMP_CODE_UNKNOWN.todo':
    'choisir un code de data/valuesets/{table}.json, ou corriger le réglage qui le porte.',
  'error.DMP_HOMOLOGATION_MISSING.what':
    "le numéro d'homologation manque pour le profil {profile} ({environment}).",
  'error.DMP_HOMOLOGATION_MISSING.why':
    "hors du bac à sable, le DMP n'accepte ces transactions que d'un logiciel homologué ; son numéro est remis par le CNDA à l'éditeur et doit rester secret (EX_GEN-1490).",
  'error.DMP_HOMOLOGATION_MISSING.todo':
    "demander le numéro à l'éditeur du logiciel homologué, l'écrire dans un fichier 0600 et le nommer dans lps.homologation.\nPour essayer sans numéro : dmp sandbox init",
  'error.DMP_ALREADY_SENT.what':
    'ce document a déjà été envoyé pour ce patient le {date} (uniqueId {uniqueId}).',
  'error.DMP_ALREADY_SENT.why':
    "un contenu inchangé n'est pas renvoyé (EX_GEN-1060) : il serait en double dans le dossier.",
  'error.DMP_ALREADY_SENT.todo':
    "dmp document history {uniqueId}    (ce qui est connu de lui)\n--again pour l'envoyer quand même, ou dmp document replace pour le corriger.",
  'error.DMP_SAME_BYTES_OTHER_PATIENT.what':
    'ALERTE : le même fichier a été envoyé pour un autre patient le {date} (uniqueId {uniqueId}).',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.why':
    "deux patients ne partagent pas un document : l'un des deux envois est une erreur d'identité.",
  'error.DMP_SAME_BYTES_OTHER_PATIENT.todo':
    "vérifier l'identité du document ; si l'envoi précédent est l'erreur : dmp document delete {uniqueId} --reason wrong-patient",
  'error.DMP_HELD.what': 'retenu : {kind} {value} ({reason}).',
  'error.DMP_HELD.why':
    "une personne ou une règle a demandé que rien ne parte ; une retenue l'emporte sur tout.",
  'error.DMP_HELD.todo': 'voir qui a posé la retenue et pourquoi avant toute levée.',
  'error.DMP_SOURCE_CHANGED.what': "{file} n'est plus le fichier prévu.",
  'error.DMP_SOURCE_CHANGED.why':
    "le contenu a changé depuis que l'envoi a été préparé ; renvoyer autre chose sous le même identifiant tromperait le dossier.",
  'error.DMP_SOURCE_CHANGED.todo':
    "remettre le fichier d'origine en place et relancer, ou envoyer le nouveau contenu comme remplacement.",
  'error.DMP_REPLACEMENT_REFUSED.what': 'remplacement refusé : {reason}. Chaîne connue : {chain}.',
  'error.DMP_REPLACEMENT_REFUSED.why':
    'un remplacement vise la version courante du même document, du même patient.',
  'error.DMP_REPLACEMENT_REFUSED.todo': 'dmp document history {uniqueId}    puis viser la dernière version.',
  'error.DMP_REPLACEMENT_REFUSED.reason.not-current': "la version visée n'est pas la version courante",
  'error.DMP_REPLACEMENT_REFUSED.reason.other-patient': 'la version visée appartient à un autre INS',
  'error.DMP_REPLACEMENT_REFUSED.reason.deleted': 'la version visée a été supprimée',
  'error.DMP_REPLACEMENT_REFUSED.reason.unsettled': "l'envoi de la version visée n'est pas terminé",
  'error.DMP_REPLACEMENT_REFUSED.reason.unchanged': 'ni le contenu ni la visibilité ne changent',
  'error.DMP_REPLACEMENT_REFUSED.reason.not-announced':
    "le CDA fourni n'annonce pas ce remplacement (relatedDocument RPLC)",
  'error.DMP_REPLACEMENT_REFUSED.reason.already-visible': 'ce document est déjà visible',
  'error.DMP_REFERENCE_UNCLEAR.what':
    'document désigné de façon incomplète ou multiple : {names} ({count} trouvés).',
  'error.DMP_REFERENCE_UNCLEAR.why': "l'action doit porter sur un document et un seul.",
  'error.DMP_REFERENCE_UNCLEAR.todo': 'donner le uniqueId, --cda, --hl7, --source-id, ou --ipp avec --venue.',
  'error.DMP_DOCUMENT_NOT_FOUND.what': 'document introuvable : {uniqueId}.',
  'error.DMP_DOCUMENT_NOT_FOUND.why':
    'le DMP ne connaît pas ce uniqueId pour cet établissement : jamais reçu, déjà supprimé, ou déposé par un autre.',
  'error.DMP_DOCUMENT_NOT_FOUND.todo': 'dmp document history {uniqueId}    (ce que nous en savons)',
  'error.DMP_DELETION_IMPOSSIBLE.what': 'suppression impossible de {uniqueId} : {reason}.',
  'error.DMP_DELETION_IMPOSSIBLE.why':
    "un établissement supprime ce qu'il a déposé, dans un DMP actif, une seule fois.",
  'error.DMP_DELETION_IMPOSSIBLE.todo':
    "dmp patient status    puis, si le DMP est fermé, s'adresser au support du DMP.",
  'error.DMP_DELETION_IMPOSSIBLE.reason.already-deleted': 'il a déjà été supprimé',
  'error.DMP_DELETION_IMPOSSIBLE.reason.closed': 'le DMP du patient est fermé',
  'error.DMP_DELETION_IMPOSSIBLE.reason.none': "le patient n'a pas de DMP",
  'error.DMP_DELETION_IMPOSSIBLE.reason.not-ours':
    "il n'est pas connu de nous ; donner le patient avec --patient",
  'error.DMP_DELETION_IMPOSSIBLE.reason.still-there': 'le DMP le connaît encore après la suppression',
  'finding.line': ' (ligne {line})',
  'finding.error': 'erreur',
  'finding.warning': 'remarque',
  'state.accepted': 'accepté',
  'state.ready': 'prêt',
  'state.refused': 'refusé',
  'state.invalid': 'invalide',
  'state.duplicate': 'déjà envoyé',
  'state.unknown': 'issue inconnue, à vérifier',
  'state.deferred': 'différé',
  'state.held': 'retenu',
  'state.remaining': 'restant',
  'outcome.venue': 'venue {venue}',
  'submission.account': '{read} lus = {counts}',
  'submission.expected': '{unexpected} document(s) hors de ce que le manifeste annonçait',
}
