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
    "hors du bac à sable, le DMP n'accepte ces transactions que d'un logiciel homologué ; ce numéro appartient à l'éditeur de ce logiciel et doit rester secret (EX_GEN-1490).",
  'error.DMP_HOMOLOGATION_MISSING.todo':
    "demander le numéro à l'éditeur du logiciel homologué, l'écrire dans un fichier 0600 et le nommer dans lps.homologation.\nPour essayer sans numéro : dmp sandbox init",
  'error.DMP_ALREADY_SENT.what':
    'ce document a déjà été envoyé pour ce patient le {date} (uniqueId {uniqueId}).',
  'error.DMP_ALREADY_SENT.why':
    "un contenu inchangé n'est pas renvoyé (EX_GEN-1060) : il serait en double dans le dossier.",
  'error.DMP_ALREADY_SENT.todo':
    "dmp document history {uniqueId}    (ce qui est connu de lui)\n--again pour l'envoyer quand même, ou dmp document replace pour le corriger.",
  'error.DMP_ALREADY_SENT.what.deleted':
    'ce document a été envoyé pour ce patient le {date}, puis supprimé du DMP (uniqueId {uniqueId}).',
  'error.DMP_ALREADY_SENT.why.deleted':
    "ce qui a été supprimé volontairement n'y retourne pas tout seul : relancer la même liste ou la même commande le publierait de nouveau.",
  'error.DMP_ALREADY_SENT.todo.deleted':
    'dmp document history {uniqueId}    (quand et par quelle commande il a été supprimé)\nPour le publier quand même : dmp document submit avec ce seul fichier et --again.',
  'error.DMP_NUMBER_KNOWN.what':
    'un autre contenu est déjà connu sous le même numéro ({number}) : uniqueId {uniqueId}, le {date}.',
  'error.DMP_NUMBER_KNOWN.number.source-id': 'source_id',
  'error.DMP_NUMBER_KNOWN.number.unique-id': 'uniqueId du CDA',
  'error.DMP_NUMBER_KNOWN.why':
    'un numéro désigne un seul document : envoyé à côté du premier, le compte rendu serait deux fois dans le dossier.',
  'error.DMP_NUMBER_KNOWN.why.not-found':
    'le premier est parti et n’a pas été retrouvé dans le DMP : il peut encore y apparaître, et le compte rendu y serait alors deux fois.',
  'error.DMP_NUMBER_KNOWN.todo':
    'une nouvelle version : dmp document replace {uniqueId} --file FICHIER\nun autre document : lui donner son propre numéro\ndmp document history {uniqueId}    (ce qui est connu du premier)',
  'error.DMP_NUMBER_KNOWN.todo.waiting':
    "finir d'abord l'envoi du premier : la même commande avec son fichier, ou dmp batch resume si c'est un envoi en masse\nou le retirer : dmp batch delete LISTE, avec la ligne {uniqueId}\ndmp document history {uniqueId}    (où il en est)",
  'error.DMP_NUMBER_KNOWN.todo.not-found':
    'dmp document locate {uniqueId}    (plus tard : est-il apparu ?)\nvoulu, apparu ou non : dmp document submit --again avec son fichier (mêmes identifiants), puis dmp document replace {uniqueId}\napparu à tort : dmp document delete {uniqueId}, puis relancer',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.what':
    'ALERTE : le même fichier est aussi celui d’un autre patient ({date}, uniqueId {uniqueId}).',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.date.list': 'lignes {lines} de la même liste',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.uniqueId.none': 'aucun : rien n’est parti',
  'error.DMP_SAME_BYTES_OTHER_PATIENT.why':
    "deux patients ne partagent pas un document : l'un des deux envois est une erreur d'identité.",
  'error.DMP_SAME_BYTES_OTHER_PATIENT.todo':
    "vérifier à qui est ce document, puis corriger ce qui est faux\nsi c'est l'envoi déjà fait : dmp document delete --reason wrong-patient, avec son uniqueId ({uniqueId})",
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
  'error.DMP_REPLACEMENT_REFUSED.reason.unsettled':
    "l'envoi de la version visée, ou d'une autre qui la remplace, n'est pas terminé ; relancer d'abord cet envoi",
  'error.DMP_REPLACEMENT_REFUSED.reason.refused':
    'le DMP a refusé la version visée : il n’y a rien à remplacer',
  'error.DMP_REPLACEMENT_REFUSED.reason.unchanged': 'ni le contenu ni la visibilité ne changent',
  'error.DMP_REPLACEMENT_REFUSED.reason.not-announced':
    "le CDA fourni n'annonce pas ce remplacement (relatedDocument RPLC)",
  'error.DMP_REPLACEMENT_REFUSED.reason.circular': 'les versions se remplacent l’une l’autre, en rond',
  'error.DMP_REPLACEMENT_REFUSED.reason.already-visible': 'ce document est déjà visible',
  'error.DMP_REFERENCE_UNCLEAR.what':
    'document désigné de façon incomplète ou multiple : {names} ({count} trouvés).',
  'error.DMP_REFERENCE_UNCLEAR.why': "l'action doit porter sur un document et un seul.",
  'error.DMP_REFERENCE_UNCLEAR.todo': 'donner le uniqueId, --cda, --hl7, --source-id, ou --ipp avec --venue.',
  'error.DMP_REFERENCE_UNCLEAR.what.unnamed': "aucun document n'est désigné.",
  'error.DMP_REFERENCE_UNCLEAR.what.not-an-id': "« {names} » n'est pas un uniqueId.",
  'error.DMP_REFERENCE_UNCLEAR.what.none': 'aucun document connu ici pour {names}.',
  'error.DMP_REFERENCE_UNCLEAR.what.several': '{count} documents correspondent à {names}.',
  'error.DMP_REFERENCE_UNCLEAR.what.entries': 'le DMP a {count} fiches sous {names}.',
  'error.DMP_REFERENCE_UNCLEAR.why.not-an-id': 'un uniqueId est un OID : des nombres séparés par des points.',
  'error.DMP_REFERENCE_UNCLEAR.why.none':
    "ce numéro local n'a servi à aucun envoi de ce journal, ou il est écrit autrement.",
  'error.DMP_REFERENCE_UNCLEAR.why.entries':
    "un document n'a qu'une fiche : agir sur l'une d'elles au hasard serait dangereux.",
  'error.DMP_REFERENCE_UNCLEAR.todo.none':
    "vérifier le numéro et le profil ; pour un document envoyé d'ailleurs, donner son uniqueId, --cda ou --hl7.",
  'error.DMP_REFERENCE_UNCLEAR.todo.several':
    'ajouter --venue ou --source-id, ou donner le uniqueId ; à un terminal, la liste est proposée.',
  'error.DMP_REFERENCE_UNCLEAR.todo.entries': 'dmp report, et le support du DMP.',
  'error.DMP_DOCUMENT_NOT_FOUND.what': 'document introuvable : {uniqueId}.',
  'error.DMP_DOCUMENT_NOT_FOUND.why':
    'le DMP ne connaît pas ce uniqueId pour cet établissement : jamais reçu, déjà supprimé, ou déposé par un autre.',
  'error.DMP_DOCUMENT_NOT_FOUND.todo': 'dmp document history {uniqueId}    (ce que nous en savons)',
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
  'rule.CDA-STATED-OTHERWISE':
    'le CDA dit autre chose que ce qui est donné à côté : {field} ; retirer la valeur, ou corriger la source',
  'rule.CDA-IS-REPLACEMENT':
    'ce CDA annonce qu’il remplace {uniqueId} (relatedDocument RPLC) : dmp document replace, ou action replace dans un manifeste',
  'rule.STRUCTURE-MISMATCH':
    'structure, {place} : {found} trouvé, {expected} attendu ; réglage {setting}, ou document d’un autre établissement',
  'rule.JOURNAL-CONTINUES': 'un envoi est déjà commencé ({uniqueId}, {state}) : l’envoi réel le reprendra',
  'rule.RUN-DUPLICATE': 'mêmes octets, même patient que {first} : ne partira qu’une fois',
  'rule.STRUCTURE-MISMATCH.place.ou-auth': 'OU du certificat ORG AUTH_CLI',
  'rule.STRUCTURE-MISMATCH.place.ou-sign': 'OU du certificat ORG SIGN',
  'rule.STRUCTURE-MISMATCH.place.identifiant-structure': 'Identifiant_Structure du VIHF',
  'rule.STRUCTURE-MISMATCH.place.lot-institution': 'structure de l’auteur du lot',
  'rule.STRUCTURE-MISMATCH.place.entry-institution': 'structure de l’auteur de la fiche (auteur du CDA)',
  'rule.STRUCTURE-MISMATCH.place.name-id': 'NameID du VIHF',
  'rule.STRUCTURE-MISMATCH.place.cda-custodian': 'conservateur du CDA',
  'rule.STRUCTURE-MISMATCH.place.cda-author': 'auteur du CDA',
  'rule.STRUCTURE-MISMATCH.place.cda-legal-authenticator': 'responsable légal du CDA',
  'rule.INS-STATUS-NEEDED':
    "le statut de l'identité n'est pas dit ; pour envoyer il faudra --identity-status QUAL (identité qualifiée)",
  'rule.PACK-XSD': 'schéma : {text}',
  'rule.PACK-SCHEMATRON': 'règle officielle : {text}',
  'rule.PACK-NOT-APPLIED': 'paquet officiel non appliqué ({layer}) : {reason}',
  'consent.reveal': "Rendre {uniqueId} visible : c'est irréversible. Taper « {value} » pour confirmer :",
  'error.DMP_CONFIRMATION_NEEDED.action.reveal': 'rendre {uniqueId} visible',
  identity: "Quel est le statut de l'identité dans le système source ?",
  document: 'Quel document ?',
  'warning.param-lps-absent':
    "aucun fichier param-lps n'est connu : lecture la plus stricte (pas de cumul de masques, règle des mineurs active).",
  'warning.param-lps-stale':
    "param-lps n'a pas pu être rafraîchi depuis plus de 24 h : la dernière copie est employée.",
  'warning.param-lps-strict':
    "param-lps n'a pas pu être lu : lecture la plus stricte (pas de cumul de masques, règle des mineurs active).",
  'warning.certificate': 'certificat, contrôle {check} : voir dmp config check.',
  'prompt.secret': '{setting} (invisible à la frappe) :',
  submit: 'envoi',
  'flag.patient': 'patient : fichier JSON (ou - : entrée standard) aux colonnes du manifeste',
  'flag.ins': 'INS : @fichier, - (entrée standard) ou le numéro',
  'flag.ins-oid': "OID de l'INS (par défaut : le premier permis par le profil)",
  'flag.identity-status': 'statut de l’identité dans le système source : seul QUAL est envoyé',
  'flag.visible': 'visible de tous',
  'flag.hide-from-patient': "invisible au patient jusqu'à la consultation d'annonce",
  'flag.hide-from-professionals': 'masqué aux professionnels',
  'flag.hide-from-legal-representatives': 'invisible aux représentants légaux (mineurs seulement)',
  'flag.type': 'code de type (table J66), par exemple 11488-4',
  'flag.title': 'titre (par défaut : libellé du type)',
  'flag.date': 'date du document, AAAA-MM-JJ[Thh:mm:ss+01:00]',
  'flag.service-start': "début de l'acte ou du séjour",
  'flag.service-stop': "fin de l'acte ou du séjour",
  'flag.author-id': 'auteur : RPPS précédé de 8, ou identifiant interne',
  'flag.author-family': 'auteur : nom',
  'flag.author-given': 'auteur : prénom',
  'flag.author-specialty': 'auteur : profession ou savoir-faire (J01)',
  'flag.legal-authenticator-id': 'responsable légal du document : identifiant',
  'flag.legal-authenticator-family': 'responsable légal : nom',
  'flag.legal-authenticator-given': 'responsable légal : prénom',
  'flag.facility': "secteur d'activité (J61)",
  'flag.practice': "cadre d'exercice (J62)",
  'flag.activity': 'activité du lot (J59)',
  'flag.ipp': 'numéro local du patient (IPP)',
  'flag.venue': 'numéro de venue',
  'flag.source-id': 'numéro du document dans le système source',
  'flag.reference-cda': 'document désigné par son CDA',
  'flag.reference-hl7': 'document désigné par son message HL7 v2',
  'flag.reference-source-id': 'document désigné par son numéro local',
  'flag.reference-ipp': 'documents envoyés pour cet IPP (liste de choix)',
  'flag.reference-venue': 'documents envoyés pour cette venue (liste de choix)',
  'flag.save-exchange': 'garder une copie masquée de chaque échange dans ce dossier',
  'flag.manifest': 'manifeste NDJSON : une ligne par document',
  'flag.again': 'envoyer même ce qui a déjà été envoyé',
  'flag.daily-notice-given': "l'Assurance maladie est prévenue du dépassement du seuil quotidien",
  'flag.check-status': "test d'existence du DMP : once (une fois par patient) ou never",
  'flag.file': 'nouveau fichier',
  'flag.reveal': "confirmer qu'un masque est levé (irréversible)",
  'flag.conceal': 'cacher ce qui était visible (le patient a pu le lire)',
  'flag.identities': "fichier d'identités (NDJSON) qui relie un ancien INS à l'actuel",
  'flag.to': 'à qui rendre visible',
  'flag.older-than': 'ancienneté minimale, par exemple 15d',
  'flag.reason': 'motif ; wrong-patient pour une erreur de patient',
  'flag.receipt': 'fichier du reçu',
  'flag.archived': 'le document est archivé dans le DMP',
  'flag.show-traits': 'montrer les traits qui diffèrent',
  'help.group.visibility': 'visibilité',
  'help.group.patient': 'patient',
  'help.group.document': 'document',
  'help.group.reference': 'désignation',
  'help.group.act': 'action',
  'arg.files': 'fichiers à envoyer',
  'arg.file': 'fichier',
  'arg.unique-id': 'uniqueId du document',
  'arg.target': 'uniqueId de la version à remplacer',
  'command.document.submit.summary': 'déposer des documents dans le DMP (TD2.1a)',
  'command.document.submit.description':
    "Un fichier (PDF, texte, RTF, JPEG, TIFF ou CDA prêt) avec ses options, ou un manifeste. Chaque document est validé, journalisé, signé puis envoyé ; relancer la même commande reprend là où elle s'est arrêtée. Hors du bac à sable, un numéro d'homologation est nécessaire : le demander à l'éditeur du logiciel homologué.",
  'command.document.validate.summary': 'contrôler des documents sans rien envoyer',
  'command.document.validate.description':
    "En-tête, tables, identité, fichier enveloppé, et la grille des endroits qui nomment la structure. Fonctionne pour tous : ni clé, ni réseau, ni numéro d'homologation.",
  'command.document.replace.summary': 'remplacer la version courante d’un document (TD2.1b)',
  'command.document.replace.description':
    "La visibilité est héritée si rien n'est dit. Hors du bac à sable, un numéro d'homologation est nécessaire : le demander à l'éditeur du logiciel homologué.",
  'command.document.reveal.summary': 'rendre visible le même contenu après la consultation d’annonce',
  'command.document.reveal.description':
    "Un remplacement, masques levés ; irréversible. Hors du bac à sable, un numéro d'homologation est nécessaire : le demander à l'éditeur du logiciel homologué.",
  'command.document.pending-reveal.summary': 'documents encore invisibles au patient',
  'command.document.pending-reveal.description':
    "D'après notre journal. Fonctionne pour tous : ni clé, ni réseau, ni numéro d'homologation.",
  'command.document.history.summary': 'versions d’un document, d’après notre journal',
  'command.document.history.description':
    "Fonctionne pour tous : ni clé, ni réseau, ni numéro d'homologation.",
  'command.document.locate.summary': 'retrouver l’identifiant de fiche d’un document (TD3.1b)',
  'command.document.locate.description':
    "À ne faire qu'en vue d'une suppression, d'un remplacement ou d'une issue inconnue. Hors du bac à sable, un numéro d'homologation est nécessaire : le demander à l'éditeur du logiciel homologué.",
  'grid.title': 'Endroits qui nomment la structure',
  'grid.place': 'Endroit',
  'grid.found': 'Trouvé',
  'grid.expected': 'Attendu',
  'grid.setting': 'Réglage',
  'grid.mismatch': 'À corriger d’abord : {place} vaut {found}, attendu {expected} ; réglage {setting}.',
  'validate.valid': 'valide',
  'validate.invalid': 'non valide',
  'history.cause': 'v{version} {uniqueId} : {why}',
  'history.title': 'Document {setId}',
  'locate.found': 'trouvé : {uniqueId} → {entryUuid}',
  'locate.absent': 'absent du DMP, ou pas à nous : {uniqueId}',
  'pending.none': 'Rien n’attend depuis {days} jours ou plus.',
  'pending.line': '{days} j  {uniqueId}  {typeCode}  IPP {ipp}  venue {venue}',
  'command.sandbox.start.quota':
    'dépôts acceptés par seconde glissante et par établissement (4 par défaut, comme le service réel)',
  'warning.concealed': 'ce qui était visible va être caché : qui pouvait le voir a pu le lire.',
  'flag.width': 'documents en vol au plus (le rythme reste celui du quota)',
  'ask.type': 'Code de type (table J66, par exemple 11488-4) :',
  'ask.patient': 'Fichier JSON du patient :',
  'ask.date': 'Date du document (AAAA-MM-JJ) :',
  'ask.visibility': 'Qui peut voir ce document ?',
  'warning.traces-old':
    'des traces ont plus de {months} mois (les premières sont du {date}) : le responsable du traitement décide de leur durée ; le mode AIR demande dix ans après la fermeture du DMP.',
  'validate.size': '{size} octets',
  'mask.none': 'visible',
  'mask.hiddenFromPatient': 'invisible au patient',
  'mask.hiddenFromProfessionals': 'masqué aux professionnels',
  'mask.hiddenFromLegalRepresentatives': 'invisible aux représentants légaux',
  'registry.approved': 'actif',
  'registry.deprecated': 'obsolète',
  'registry.deleted': 'supprimé',
  'journal.counts': '{events} événements ; documents : {items}',
  'journal.unsigned': "la clé du journal n'a pas été trouvée : les signatures n'ont pas été vérifiées",
  'journal.sound': 'journal intact',
  'journal.copied': 'Copie faite : {copy} (la clé du journal est à sauvegarder à part)',
  'command.journal.check.summary': "contrôler l'intégrité du journal",
  'command.journal.check.description':
    "Fichier, chaînes, points de contrôle, états. Ne change rien. Fonctionne pour tous : ni clé, ni réseau, ni numéro d'homologation.",
  'command.journal.backup.summary': 'copier le journal',
  'command.journal.backup.description':
    "Une copie cohérente, même pendant un envoi. La clé du journal n'y est pas. Fonctionne pour tous.",
  'arg.backup': 'fichier de la copie',
  'state.planned': 'prévu',
  'state.sending': 'en cours',
  'topic.journal': 'intégrité et copie du journal',
  'topic.batch': 'envoi en masse',
}
