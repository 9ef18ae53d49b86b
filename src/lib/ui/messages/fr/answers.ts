import type {Messages} from '../messages.ts'

/** Known answers of the DMP: what caused them and what to do. Ids: `src/lib/answers/known-answers.ts`. */
export const answersFr: Messages = {
  'answer.actor.toolkit': 'les auteurs de dmp',
  'answer.actor.establishment': "l'établissement",
  'answer.actor.dmp-support': 'le support du DMP',
  'answer.actor.editor': "l'éditeur du logiciel source",
  'answer.layer.http': 'HTTP',
  'answer.layer.multipart': 'découpage du message',
  'answer.layer.xml': 'lecture du message',
  'answer.layer.fault': 'erreur SOAP',
  'answer.layer.registry': 'registre XDS',
  'answer.layer.hl7': 'accusé HL7 v3',
  'answer.vihf-signer.cause': "Le VIHF n'est pas signé par un certificat de cachet valable (ORG SIGN).",
  'answer.vihf-signer.remedy':
    "Mettre le certificat ORG SIGN dans certificates.sign (pas celui d'authentification), puis dmp config check.",
  'answer.legal-person.cause':
    "La structure déclarée et le certificat ne se correspondent pas, ou le certificat n'est pas connu de cet environnement.",
  'answer.legal-person.remedy':
    'Comparer les FINESS avec la grille de dmp document validate, puis corriger structure.finessEj, structure.finessEg ou vihf.structure.',
  'answer.structure-unknown.cause':
    "L'identifiant de structure n'est pas connu, ou plus actif, dans l'annuaire national.",
  'answer.structure-unknown.remedy':
    "Vérifier structure.finessEg et sa fiche dans l'annuaire santé ; essayer l'autre valeur de vihf.structure.",
  'answer.structure-unlinked.cause':
    "Le professionnel et la structure viennent de deux situations d'exercice différentes.",
  'answer.structure-unlinked.remedy':
    "Prendre l'identifiant et le secteur dans la même situation d'exercice.",
  'answer.specialty-missing.cause':
    "L'utilisateur du VIHF est médecin ou pharmacien et sa spécialité manque.",
  'answer.specialty-missing.remedy': 'Renseigner vihf.user.specialtyCode.',
  'answer.addressing-missing.cause':
    "Un en-tête d'adressage (WS-Addressing) manque ou a été retiré en chemin.",
  'answer.addressing-missing.remedy':
    "Vérifier qu'aucun équipement ne réécrit les messages ; sinon dmp report : c'est un défaut de ce programme.",
  'answer.author-institution.cause': "Aucune structure d'auteur du lot ou du document n'est celle du VIHF.",
  'answer.author-institution.remedy':
    'Mettre structure.finessEg parmi les structures des auteurs du CDA, ou changer vihf.structure.',
  'answer.rights.cause':
    "Le droit nécessaire à cette opération manque à l'établissement, ou le patient l'a bloqué.",
  'answer.rights.remedy': 'Vérifier les droits du profil Alimentation ; pour un seul patient, voir avec lui.',
  'answer.lot-incomplete.cause': "Le lot annonce un document sans son contenu, ou l'inverse.",
  'answer.lot-incomplete.remedy': "dmp report : c'est un défaut de ce programme.",
  'answer.metadata.cause':
    'Une donnée décrivant le document manque, est mal écrite ou hors des nomenclatures du DMP.',
  'answer.metadata.remedy':
    'Lire le texte du DMP, lancer dmp document validate, corriger le document à sa source.',
  'answer.id-twice-in-message.cause': 'Le même identifiant figure deux fois dans un même lot.',
  'answer.id-twice-in-message.remedy':
    "dmp report : c'est un défaut de ce programme. Ce n'est pas la preuve d'un envoi précédent.",
  'answer.id-already-registered.cause': 'Le DMP connaît déjà cet identifiant de lot ou de document.',
  'answer.id-already-registered.remedy':
    "dmp document locate sur cet identifiant : le document a pu être envoyé par un autre outil. Ne pas changer l'identifiant pour passer.",
  'answer.other-content-same-id.cause': 'Le DMP détient déjà sous cet identifiant un contenu différent.',
  'answer.other-content-same-id.remedy':
    'Un document changé est un remplacement : dmp document replace, avec un identifiant neuf.',
  'answer.extra-metadata.cause': 'Le DMP a gardé le document mais pas toutes les données qui le décrivent.',
  'answer.extra-metadata.remedy': 'Rien à renvoyer ; signaler le texte avec dmp report.',
  'answer.replace-target.cause': "Le document à remplacer n'est pas connu du DMP, ou pas sous ce patient.",
  'answer.replace-target.remedy': 'dmp document history, puis remplacer la version courante.',
  'answer.target-obsolete.cause': "Le document visé a déjà été remplacé ou n'est plus actif.",
  'answer.target-obsolete.remedy': 'dmp document history, puis viser la version courante.',
  'answer.document-invalid.cause': "Le DMP n'accepte pas le contenu du document.",
  'answer.document-invalid.remedy':
    'dmp document validate avec le jeu de schémas, corriger le document à sa source.',
  'answer.partial-replace.cause': "Le DMP n'a traité qu'une partie du remplacement.",
  'answer.partial-replace.remedy': 'dmp document history, puis le support du DMP avec dmp report.',
  'answer.patient-unknown.cause': "Aucun DMP pour cet INS, ou il n'est pas ouvert.",
  'answer.patient-unknown.remedy': "dmp patient status, et vérifier l'INS et son OID.",
  'answer.patient-mismatch.cause':
    'Les patients du lot, du document, de la demande ou du document visé diffèrent.',
  'answer.patient-mismatch.remedy': 'Vérifier pour quel INS le document a été fait ; ne rien forcer.',
  'answer.patient-reconciliation.cause':
    'Le DMP rapproche deux identités de ce patient, ou son INS a été remplacé par un autre.',
  'answer.patient-reconciliation.remedy':
    "Rechercher l'INS en vigueur (INSi) et ne plus envoyer sous l'ancien ; sinon le support du DMP.",
  'answer.sandbox-message.cause': 'Le DMP embarqué ne comprend pas la forme du message.',
  'answer.sandbox-message.remedy':
    "dmp report : c'est un défaut de ce programme, ou un équipement réécrit les messages.",
  'answer.sandbox-vihf.cause': 'Le DMP embarqué refuse le VIHF ; la réponse nomme la donnée en cause.',
  'answer.sandbox-vihf.remedy':
    "Corriger le réglage vihf.* ou structure.* nommé ; vérifier l'horloge s'il est périmé ou daté du futur.",
  'answer.sandbox-ins.cause':
    "Le DMP embarqué refuse l'INS : OID, clé, ou patient différent de celui du VIHF.",
  'answer.sandbox-ins.remedy':
    "dmp document validate pour le matricule et sa clé ; l'OID des essais est celui des INS de test.",
  'answer.dmp-exists.cause': 'Le DMP existe déjà, ou est déjà actif.',
  'answer.dmp-exists.remedy': 'Rien à faire : alimenter.',
  'answer.dmp-closed.cause': 'Le DMP de ce patient est fermé.',
  'answer.dmp-closed.remedy':
    'dmp patient status donne la date et le motif ; ne plus envoyer pour ce patient.',
  'answer.identity-uncertified.cause':
    "L'identité n'a pas été certifiée ; cette opération du DMP est fermée depuis 2023.",
  'answer.identity-uncertified.remedy': "Qualifier l'identité avec le téléservice INSi.",
  'answer.patient-access-exists.cause': "Le compte du patient, ou son moyen d'accès, existe déjà.",
  'answer.patient-access-exists.remedy': 'Rien à faire.',
  'answer.query-form.cause': 'Le DMP ne comprend pas la demande.',
  'answer.query-form.remedy': "dmp report : c'est un défaut de ce programme.",
  'answer.too-many-results.cause': 'La recherche donne trop de réponses.',
  'answer.too-many-results.remedy': "dmp report : une recherche par identifiant n'en donne qu'une.",
  'answer.repository-id.cause': "L'entrepôt nommé n'est pas connu du DMP.",
  'answer.repository-id.remedy': "dmp report : c'est un défaut de ce programme.",
  'answer.document-unknown.cause': 'Le DMP ne connaît pas de document sous cet identifiant.',
  'answer.document-unknown.remedy':
    "Vérifier qu'il s'agit de l'identifiant unique du document (celui du CDA) et non de celui de sa fiche.",
  'answer.update-refused.cause':
    "L'état du document n'est pas celui annoncé, ou il n'est plus modifiable (déjà supprimé, remplacé, archivé).",
  'answer.update-refused.remedy':
    'dmp document locate puis dmp document history ; un document archivé se supprime en le disant.',
  'answer.local-policy.cause': 'Une règle du DMP interdit ce changement à cet établissement.',
  'answer.local-policy.remedy':
    "Seule la structure auteur peut supprimer ; voir avec l'auteur, sinon le support du DMP.",
  'answer.busy.cause': 'Le DMP est occupé, en maintenance ou à court de moyens.',
  'answer.busy.remedy': 'Attendre, puis relancer la même commande.',
  'answer.registry-error.cause': "Le DMP signale une erreur qu'il ne précise pas par un code.",
  'answer.registry-error.remedy': 'Lire son texte ; sans explication, dmp report et le support du DMP.',
  'answer.http-unauthorised.cause': "Le serveur ne reconnaît pas l'établissement.",
  'answer.http-unauthorised.remedy':
    'dmp config check : le certificat ORG AUTH_CLI doit être celui de cet environnement.',
  'answer.http-forbidden.cause':
    "Le serveur interdit l'accès : certificat ORG AUTH_CLI absent, expiré, révoqué, d'un autre usage ou d'un autre environnement.",
  'answer.http-forbidden.remedy':
    "dmp config check, puis le support du DMP avec la date et l'heure de l'essai.",
  'answer.http-address.cause': "L'adresse n'est pas celle du service attendu.",
  'answer.http-address.remedy': 'Vérifier endpoints.base dans dmp config show.',
  'answer.http-too-large.cause': 'Le message est plus gros que ce que le serveur accepte.',
  'answer.http-too-large.remedy': 'Réduire le document à sa source, ou un seul document par lot.',
  'answer.http-busy.cause': "Le serveur demande d'attendre : trop de demandes, ou maintenance.",
  'answer.http-busy.remedy': 'Attendre le délai indiqué, puis relancer ; vérifier limits.submitPerSecond.',
  'answer.http-gateway.cause': "Un serveur intermédiaire n'a pas eu la réponse du DMP.",
  'answer.http-gateway.remedy': "Relancer la même commande : elle vérifie d'abord ce que le DMP a gardé.",
  'answer.http-server.cause': 'Le serveur a échoué sans dire pourquoi.',
  'answer.http-server.remedy':
    "Relancer la même commande : elle vérifie d'abord ce que le DMP a gardé ; si cela dure, le support du DMP.",
  'answer.unreadable.cause':
    "La réponse est tronquée, d'un autre format, ou n'est pas celle de notre demande.",
  'answer.unreadable.remedy':
    "Relancer la même commande ; vérifier qu'aucun équipement ne réécrit les réponses.",
}
