import type {Messages} from '../messages.ts'

/** `ins search`, `ins verify`: commands, screens, rules and errors of the téléservice INSi. */
export const insiFr: Messages = {
  'command.ins.search.summary': "cherche l'INS d'une personne dans INSi, par ses traits",
  'command.ins.search.description':
    "Interroge le téléservice INSi (recherche par traits, certificat logiciel INSI-AUTO ou INSI-MANU) pour une personne à la fois : la récupération en masse est interdite. Les traits viennent d'un fichier patient, des options ou des questions posées au terminal ; les noms sont mis en capitales sans accent, ce qui change est dit, et un caractère sans équivalent est refusé. Les prénoms sont essayés un par un, puis tous ensemble ; après plusieurs réponses, la liste entière, puis le lieu de naissance. L'essai qui a trouvé est dit. --from-answer relit une réponse enregistrée, sans réseau ni profil. Sortie 0 : trouvée sans remarque ; 10 : aucune, plusieurs, code inconnu ou remarque à regarder ; 3 à 7 : l'erreur dite.",
  'command.ins.verify.summary':
    "compare un INS détenu à celui qu'une recherche INSi trouve (ce n'est pas la vérification du téléservice)",
  'command.ins.verify.description':
    "Cherche la personne par ses traits dans INSi, puis compare ici matricule, OID, traits et historique. La méthode est dite dans la réponse (recherche+comparaison) : ce n'est pas la vérification du téléservice, dont le sens réglementaire est autre. Verdicts : identique, comparé en partie, matricule historique, traits divergents, matricule différent, non trouvé, ambigu. Sortie 0 : identique et trouvé sans remarque ; 10 : tout le reste.",
  'flag.insi-patient': 'fichier patient (JSON, colonnes du manifeste) ou - ; seuls les traits sont envoyés',
  'flag.insi-birth-name': 'nom de naissance',
  'flag.insi-given':
    'prénom de naissance ; répétée, un prénom à chaque fois ; une seule fois, la liste (virgules, sinon espaces)',
  'flag.insi-sex': "sexe de la pièce d'identité",
  'flag.insi-birth-date': 'date de naissance : AAAA-MM-JJ ou JJ/MM/AAAA ; 00 pour un jour ou un mois inconnu',
  'flag.insi-birth-place':
    'lieu de naissance (code INSEE), envoyé seulement si plusieurs personnes répondent aux autres traits',
  'flag.insi-from-answer': "relit une réponse d'INSi enregistrée : rien n'est appelé",
  'ask.insi.birthName': 'Nom de naissance ?',
  'ask.insi.givenNames': "Prénoms de naissance, dans l'ordre (une virgule sépare les prénoms composés) ?",
  'ask.insi.sex': 'Sexe (M ou F) ?',
  'ask.insi.birthDate': 'Date de naissance (AAAA-MM-JJ) ?',
  'ask.insi.otherGiven':
    "Plusieurs personnes : autres prénoms de naissance de la pièce d'identité (vide : aucun) ?",
  'ask.insi.needed':
    "Une réponse est nécessaire : INSi n'admet pas de recherche sans elle (Ctrl+C pour arrêter).",
  'ask.insi.sex.form': 'M ou F.',
  'ask.insi.birthPlace.form': 'Cinq caractères : 75056, 2A004, 99100 (vide pour arrêter).',
  'ask.insi.birthPlace': 'Plusieurs personnes : lieu de naissance (code INSEE ; vide pour arrêter) ?',
  'ins.search.verdict.found': 'identité trouvée',
  'ins.search.verdict.none': 'aucune identité trouvée',
  'ins.search.verdict.several': "plusieurs identités : aucune n'est rendue",
  'ins.search.verdict.unknown-code': 'code de réponse inconnu de ce programme',
  'ins.search.advice.none':
    "la cause la plus fréquente est un nom d'usage (nom d'époux ou d'épouse) donné pour le nom de naissance : le reprendre sur la pièce d'identité, avec les prénoms, le sexe et la date ; sans réponse, l'identité reste provisoire ou validée",
  'ins.search.advice.several':
    "ajouter les autres prénoms de la pièce d'identité (--given), puis le lieu de naissance (--birth-place, code INSEE) ; s'il était donné, le vérifier",
  'ins.search.advice.unknown-code':
    'ne rien reprendre de cette réponse ; écrire au support du GIE SESAM-Vitale avec le code et le MessageID (--json)',
  'ins.search.attempt': 'essai {number} :',
  'ins.search.attempt.one': 'prénom n° {position} seul',
  'ins.search.attempt.all': 'tous les prénoms',
  'ins.search.attempt.place': 'et lieu de naissance',
  'ins.search.changed': 'normalisé : {trait} ({kinds})',
  'ins.search.masked': 'identité masquée ; --unmask la montre, et le journal technique le note',
  'ins.search.called': 'INSi appelé avec le certificat {certificate} ; chaque appel est tracé',
  'ins.search.offline': "Lu de {file} : rien n'a été appelé, rien n'est tracé.",
  'ins.search.absent': 'absent de la réponse',
  'ins.search.part.ins': 'INS',
  'ins.search.part.used-oid': 'OID employé',
  'ins.search.part.birthName': 'nom de naissance',
  'ins.search.part.givenNames': 'prénoms',
  'ins.search.part.firstGiven': 'premier prénom',
  'ins.search.part.sex': 'sexe',
  'ins.search.part.birthDate': 'date de naissance',
  'ins.search.part.birthPlace': 'lieu de naissance',
  'ins.search.part.history': 'INS antérieurs',
  'insi.change.case': 'capitales',
  'insi.change.diacritics': 'accents',
  'insi.change.ligature': 'ligature',
  'insi.change.letter': 'lettre étrangère',
  'insi.change.apostrophe': 'apostrophe',
  'insi.change.hyphen': 'tiret',
  'insi.change.blanks': 'espaces',
  'insi.change.form': 'écriture',
  'insi.part.number': 'le matricule',
  'insi.part.key': 'la clé',
  'insi.part.oid': "l'OID",
  'ins.verify.method':
    "Méthode : recherche+comparaison, faite ici. Ce n'est pas la vérification du téléservice INSi.",
  'ins.verify.verdict.identical': 'identique : matricule, OID et traits',
  'ins.verify.verdict.partial': 'matricule et OID identiques, mais non comparé : {traits}',
  'ins.verify.verdict.historic': "matricule historique : INSi en donne un autre aujourd'hui",
  'ins.verify.verdict.diverging': 'trait divergent : {traits}',
  'ins.verify.verdict.different': 'matricule différent',
  'ins.verify.verdict.not-found': 'non trouvé par ces traits',
  'ins.verify.verdict.ambiguous': 'ambigu : plusieurs personnes ont ces traits',
  'ins.verify.verdict.undecided': 'indécidable : code de réponse inconnu',
  'ins.verify.between.matricule': "le matricule détenu n'est ni celui rendu ni un de ses antérieurs",
  'ins.verify.between.oid':
    "même matricule sous un autre OID : ce n'est pas la même identité (réglage ins.oidMapping hors production)",
  'ins.verify.between.unreadable': "ce qui est rendu n'est pas un INS entier",
  'ins.verify.differences': 'traits qui divergent aussi : {traits}',
  'ins.verify.not-compared': 'non comparé, un des deux côtés ne le donne pas en entier : {traits}',
  'ins.verify.advice.partial':
    "ne rien conclure de ces traits : compléter ceux qui sont détenus d'après la pièce d'identité, ou les lire dans ce qu'INSi a rendu, puis recommencer",
  'ins.verify.advice.historic':
    "remplacer le matricule dans le logiciel d'identité, l'ancien restant dans l'historique, puis dmp ins identities --against-journal pour les documents déjà envoyés",
  'ins.verify.advice.diverging':
    "comparer à la pièce d'identité ; les traits d'INSi priment une fois l'identité qualifiée",
  'ins.verify.advice.different': "ne rien envoyer sous cet INS : la cellule d'identitovigilance tranche",
  'ins.verify.advice.not-found':
    "reprendre les traits de la pièce d'identité (nom de naissance, et non nom d'usage), puis recommencer",
  'ins.verify.advice.ambiguous': 'ajouter les autres prénoms ou le lieu de naissance, puis recommencer',
  'ins.verify.advice.undecided': 'ne rien conclure de cette réponse',
  'rule.INSI-SECOND-GIVEN':
    "trouvée avec le prénom n° {position} et non le premier : à comparer à la pièce d'identité",
  'rule.INSI-INCOMPLETE': 'réponse incomplète, il manque : {parts}',
  'rule.INSI-CONTRADICTS': "la réponse se contredit : le premier prénom n'ouvre pas la liste ({traits})",
  'rule.INSI-FIRST-GIVEN':
    "le premier prénom donné n'ouvre pas la liste donnée, qui a été employée : corriger le fichier patient",
  'rule.INSI-KEY': 'la clé du matricule rendu est fausse : montré tel quel, à signaler avant tout emploi',
  'rule.INSI-STRUCTURE': "ce qui est rendu n'a pas la forme d'un matricule",
  'rule.INSI-HISTORY-KEY': 'clé fausse dans {count} INS antérieur(s)',
  'rule.INSI-DIFFERS': 'traits rendus différents de ceux donnés : {traits}',
  'rule.INSI-OID': 'OID {oid} inattendu (environnement : {environment}) : {reason}',
  'rule.INSI-OID.reason.former': "celui d'un ancien identifiant",
  'rule.INSI-OID.reason.unknown': "ce n'est pas un OID d'INS",
  'rule.INSI-OID.reason.fictitious-in-production': 'identité de test en production',
  'rule.INSI-OID.reason.not-allowed': "le profil ne l'admet pas",
  'rule.INSI-OID-TEST':
    "INSi rend l'OID {oid} pour une personne fictive (environnement : {environment}) ; le DMP de test attend .10 : réglage ins.oidMapping",
  'rule.INSI-OID-MAPPED': 'OID {from} remplacé par {to} (ins.oidMapping), et tracé',
  'rule.INSI-DATE-EXCEPTIONAL':
    'date hors calendrier, envoyée telle quelle ; sans réponse, essayer la forme du RNIV (jour inconnu : 01 ; jour et mois inconnus : 31/12)',
  'error.DMP_INSI_NOT_CONFIGURED.what': "INSi n'est pas configuré dans le profil {profile} : {names}.",
  'error.DMP_INSI_NOT_CONFIGURED.why':
    "une recherche demande l'adresse du téléservice, un certificat logiciel INSi, le numéro d'autorisation du logiciel et l'UUID de l'installation.",
  'error.DMP_INSI_NOT_CONFIGURED.todo':
    'compléter la section insi du profil (docs/configuration.md, docs/guides/ins.md)\npour essayer sans certificat : dmp sandbox init, puis dmp sandbox start',
  'error.DMP_INSI_NOT_CONFIGURED.what.idam-form':
    "le numéro d'autorisation lu pour insi.idam (profil {profile}) n'a pas la forme attendue.",
  'error.DMP_INSI_NOT_CONFIGURED.why.idam-form':
    "il a de 1 à 64 caractères visibles, sans espace, accent ni caractère de commande. Il n'est pas montré ; rien n'a été envoyé.",
  'error.DMP_INSI_NOT_CONFIGURED.todo.idam-form':
    'corriger le fichier ou le secret nommé par insi.idam : le numéro seul, sur une ligne, en texte simple',
  'error.DMP_INSI_CERTIFICATE.what': 'le certificat nommé par insi.certificate ne convient pas à INSi.',
  'error.DMP_INSI_CERTIFICATE.what.common-name':
    "le CN du certificat est « {found} » ; INSi n'admet que {allowed}, à la lettre.",
  'error.DMP_INSI_CERTIFICATE.what.issuer':
    'le certificat est émis par « {found} » et non par « {expected} ».',
  'error.DMP_INSI_CERTIFICATE.what.environment':
    'le certificat est émis par « {found} », le profil est celui du service de {kind} : « {expected} » attendu.',
  'error.DMP_INSI_CERTIFICATE.kind.test': 'test',
  'error.DMP_INSI_CERTIFICATE.kind.production': 'production',
  'error.DMP_INSI_CERTIFICATE.what.not-yet': "le certificat INSi ne vaut qu'à partir du {date}.",
  'error.DMP_INSI_CERTIFICATE.what.ended': 'le certificat INSi est échu depuis le {date}.',
  'error.DMP_INSI_CERTIFICATE.what.sender':
    "le certificat INSi ne nomme pas de structure (OU), et insi.sender n'est pas donné.",
  'error.DMP_INSI_CERTIFICATE.what.revoked': 'le certificat INSi est révoqué depuis le {date}.',
  'error.DMP_INSI_CERTIFICATE.what.authority-revoked':
    "l'autorité {issuer}, au-dessus du certificat INSi, est révoquée depuis le {date} : rien de ce qu'elle a signé ne vaut plus.",
  'error.DMP_INSI_CERTIFICATE.what.revocation-unknown':
    "rien n'est connu de la révocation du certificat INSi ({doubt}), et le profil est strict (trust.revocation).",
  'error.DMP_INSI_CERTIFICATE.todo.revocation-unknown':
    "ouvrir l'accès aux listes de l'IGC-Santé, ou trust.revocation: warn (profil {profile})",
  'warning.insi-revocation-unknown':
    "rien n'est connu de la révocation du certificat INSi ({doubt}) : l'appel a lieu",
  'error.DMP_INSI_CERTIFICATE.why': "INSi refuserait l'appel ; rien n'a été envoyé.",
  'error.DMP_INSI_CERTIFICATE.todo':
    "nommer dans insi.certificate (profil {profile}) le certificat logiciel INSi de l'établissement, pas celui du DMP\nà défaut, le commander à l'IGC-Santé (ANS) : certificat logiciel d'organisation, authentification, CN INSI-AUTO (appels sans personne) ou INSI-MANU (appels lancés par un agent), pour la structure dont le numéro est dans l'OU",
  'error.DMP_INSI_CERTIFICATE.todo.ended':
    "renouveler le certificat logiciel INSi (même CN) auprès de l'IGC-Santé, puis corriger insi.certificate (profil {profile})",
  'error.DMP_INSI_CERTIFICATE.todo.not-yet':
    "vérifier l'heure de cette machine, ou attendre le début de validité (profil {profile})",
  'error.DMP_INSI_CERTIFICATE.todo.environment':
    "nommer dans insi.certificate le certificat de l'environnement du profil {profile}",
  'error.DMP_INSI_TRAIT.what': 'INSi ne peut pas recevoir {trait} : {fault} {character}',
  'error.DMP_INSI_TRAIT.why':
    "un caractère sans équivalent n'est jamais retiré en silence : une autre personne répondrait peut-être. Rien n'a été envoyé.",
  'error.DMP_INSI_TRAIT.todo':
    "reprendre la valeur de la pièce d'identité : lettres A à Z, espace, apostrophe et trait d'union ; M ou F ; AAAA-MM-JJ ; code INSEE du lieu",
  'error.DMP_INSI_TRAIT.trait.birthName': 'le nom de naissance',
  'error.DMP_INSI_TRAIT.trait.givenNames': 'les prénoms',
  'error.DMP_INSI_TRAIT.trait.sex': 'le sexe',
  'error.DMP_INSI_TRAIT.trait.birthDate': 'la date de naissance',
  'error.DMP_INSI_TRAIT.trait.birthPlace': 'le lieu de naissance',
  'error.DMP_INSI_TRAIT.fault.empty': 'vide',
  'error.DMP_INSI_TRAIT.fault.character': 'caractère sans équivalent admis',
  'error.DMP_INSI_TRAIT.fault.first': 'premier caractère interdit',
  'error.DMP_INSI_TRAIT.fault.last': 'dernier caractère interdit',
  'error.DMP_INSI_TRAIT.fault.doubled': 'espace ou apostrophe doublés',
  'error.DMP_INSI_TRAIT.fault.double-hyphen': "traits d'union doublés",
  'error.DMP_INSI_TRAIT.fault.too-long': 'plus de 100 caractères',
  'error.DMP_INSI_TRAIT.fault.control': 'caractère de commande',
  'error.DMP_INSI_TRAIT.fault.sex': 'ni M ni F (INSi refuse tout autre sexe)',
  'error.DMP_INSI_TRAIT.fault.date-form': 'pas une date AAAA-MM-JJ',
  'error.DMP_INSI_TRAIT.fault.date-impossible': 'date impossible',
  'error.DMP_INSI_TRAIT.fault.date-future': 'date dans le futur',
  'error.DMP_INSI_TRAIT.fault.place': 'pas un code INSEE de cinq caractères',
  'error.DMP_INSI_TRAIT.fault.too-many': 'plus de dix prénoms',
  'error.DMP_INSI_REFUSED.what':
    'INSi refuse : {code} (famille {family}) – {text} – {technical} – message {messageId}.',
  'error.DMP_INSI_REFUSED.why': "c'est définitif pour cette demande ; codes et textes sont ceux d'INSi.",
  'error.DMP_INSI_REFUSED.todo':
    "ce code n'est pas de ceux que nous savons expliquer : lire les deux textes d'INSi, puis écrire au support du GIE SESAM-Vitale avec le code et le MessageID",
  'error.DMP_INSI_BUSY.what':
    "INSi n'est pas disponible : {code} (famille {family}) – {text} – {technical} – message {messageId}.",
  'error.DMP_INSI_BUSY.why':
    'le téléservice ne répond pas à cette demande maintenant ; une recherche ne change rien.',
  'error.DMP_INSI_BUSY.todo':
    "attendre, puis relancer la même commande ; d'ici là l'identité garde son statut",
  'error.DMP_INSI_UNREADABLE.what': "la réponse d'INSi n'est pas lisible : {reason} ({at}).",
  'error.DMP_INSI_UNREADABLE.why':
    "une identité n'est reprise que d'une réponse entière et sans ambiguïté ; une recherche ne change rien.",
  'error.DMP_INSI_UNREADABLE.todo':
    'relancer la commande ; si cela dure : --save-exchange DOSSIER, dmp report, et le support du GIE SESAM-Vitale',
  'error.DMP_INSI_UNREADABLE.reason.type': "ce n'est pas du XML",
  'error.DMP_INSI_UNREADABLE.reason.xml': 'XML refusé',
  'error.DMP_INSI_UNREADABLE.reason.doctype': 'XML avec DOCTYPE',
  'error.DMP_INSI_UNREADABLE.reason.envelope': 'pas une enveloppe SOAP',
  'error.DMP_INSI_UNREADABLE.reason.body': 'corps inattendu',
  'error.DMP_INSI_UNREADABLE.reason.twice': 'élément contredit ou en double',
  'error.DMP_INSI_UNREADABLE.reason.absent': 'élément absent',
  'error.DMP_INSI_UNREADABLE.reason.masked': 'copie masquée',
  'error.DMP_TLS_REFUSED.what.insi': 'pas de liaison sûre avec INSi, {host} ({reason}).',
  'error.DMP_TLS_REFUSED.todo.insi': 'dmp config check, puis vérifier insi.url et insi.certificate',
  'error.DMP_TLS_REFUSED.what.insi-server':
    "le certificat du serveur INSi {host} n'est pas de confiance ({reason}).",
  'error.DMP_TLS_REFUSED.why.insi-server':
    "aucune autorité connue du profil ne l'a émis, ou il est échu ; rien n'a été envoyé.",
  'error.DMP_TLS_REFUSED.todo.insi-server':
    "ajouter les autorités de l'IGC-Santé (AC RACINE et AC IGC-SANTE ELEMENTAIRE ORGANISATIONS) : insi.caFiles, ou dmp cert trust add",
  'error.DMP_TLS_REFUSED.what.insi-client': 'le serveur INSi {host} refuse notre certificat ({reason}).',
  'error.DMP_TLS_REFUSED.why.insi-client':
    "il est inconnu, révoqué, échu ou d'un autre environnement ; rien n'a été envoyé.",
  'error.DMP_TLS_REFUSED.todo.insi-client':
    "dmp cert check sur le fichier nommé par insi.certificate, puis l'environnement de insi.url",
  'error.DMP_TLS_REFUSED.what.insi-name':
    "le serveur INSi {host} porte un autre nom que celui de l'adresse ({reason}).",
  'error.DMP_TLS_REFUSED.todo.insi-name': "corriger insi.url : le nom et non l'adresse IP",
  'error.DMP_CONNECTION_FAILED.what.insi': "INSi, {host}, n'est pas joignable ({reason}).",
  'error.DMP_CONNECTION_FAILED.todo.insi': 'vérifier insi.url et le réseau, puis relancer la même commande',
  'error.DMP_CONNECTION_FAILED.what.insi-proxy': 'le proxy ne mène pas à INSi, {host} ({reason}).',
  'error.DMP_CONNECTION_FAILED.why.insi-proxy':
    "le proxy est injoignable, refuse l'adresse ou demande une identification ; rien n'a été envoyé.",
  'error.DMP_CONNECTION_FAILED.todo.insi-proxy':
    "vérifier le réglage proxy, et que le proxy laisse passer l'adresse de insi.url",
  'error.DMP_NO_ANSWER.what.insi': "INSi, {host}, n'a pas donné de réponse entière ({reason}).",
  'error.DMP_NO_ANSWER.why.insi':
    "la demande est partie, sa réponse n'est pas connue ; une recherche ne change rien. La trace dit « inconnu ».",
  'error.DMP_NO_ANSWER.todo.insi': 'relancer la même commande',
}
