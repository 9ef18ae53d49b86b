import type {Messages} from '../messages.ts'

/** Demander, comparer, installer et reconditionner un certificat. */
export const certLifecycleFr: Messages = {
  'error.DMP_CERT_WRONG_PRODUCT.what': 'le certificat de {source} est du produit {product}.',
  'error.DMP_CERT_WRONG_PRODUCT.why':
    "cette commande traite les certificats d'organisation de la gamme élémentaire : ORG AUTH_CLI, ORG SIGN, SERV SSL_SERV.",
  'error.DMP_CERT_WRONG_PRODUCT.why.install':
    "un profil utilise un ORG AUTH_CLI pour la connexion et un ORG SIGN pour signer (EX_GEN-1450) ; rien d'autre ne s'y installe.",
  'error.DMP_CERT_WRONG_PRODUCT.todo': 'dmp cert inspect {source}    (dit à quoi ce certificat peut servir)',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:pem':
    "c'est du PEM, qui n'a pas besoin d'être reconditionné",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:der': "c'est un certificat seul, sans clé",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:pkcs7': "c'est un p7b : des certificats sans clé",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:jks':
    "c'est un magasin Java (JKS), à convertir en .p12 avec keytool",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:jceks':
    "c'est un magasin Java (JCEKS), à convertir en .p12 avec keytool",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:csr': "c'est une demande de certificat (CSR)",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:crl': "c'est une liste de révocation (CRL)",
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:key': "c'est une clé seule, sans certificat",
  'error.DMP_CERT_STRUCTURE_CHANGED.what':
    'le certificat de {source} appartient à une autre structure : {after} au lieu de {before}.',
  'error.DMP_CERT_STRUCTURE_CHANGED.why':
    "ce qui a été déposé sous {before} ne pourra plus être remplacé ni supprimé d'ici avec le nouveau certificat ; un renouvellement ordinaire garde la structure.",
  'error.DMP_CERT_STRUCTURE_CHANGED.todo':
    "dmp cert diff ANCIEN NOUVEAU    (liste ce que le journal montre sous l'ancien numéro)\nreprendre le bon fichier, ou confirmer le changement avec --structure-change",
  'error.DMP_CERT_INSTALL_REFUSED.what': "rien n'a été installé dans le profil {profile} ({where}).",
  'error.DMP_CERT_INSTALL_REFUSED.what.overridden':
    'le profil {profile} ne décide pas de son certificat : {where} passe avant lui.',
  'error.DMP_CERT_INSTALL_REFUSED.what.no-history':
    "aucune installation à reprendre : {where} n'a pas été changé par « dmp cert install ».",
  'error.DMP_CERT_INSTALL_REFUSED.what.moved':
    "le profil {profile} a été modifié depuis l'installation : {where}.",
  'error.DMP_CERT_INSTALL_REFUSED.what.mixed':
    'ces fichiers ne forment pas une installation : {where} ne va pas avec les autres.',
  'error.DMP_CERT_INSTALL_REFUSED.what.history': "l'historique {where} ne se lit plus.",
  'error.DMP_CERT_INSTALL_REFUSED.why':
    'les références du profil ne changent que toutes ensemble, et seulement quand il est sûr de quoi vers quoi.',
  'error.DMP_CERT_INSTALL_REFUSED.todo':
    "dmp config show certificates --origin --profile {profile}    (montre ce qui sert et d'où cela vient)",
  'error.DMP_CERT_INSTALL_REFUSED.todo.mixed':
    'donner au plus un ORG AUTH_CLI et un ORG SIGN ; avec --key, un seul certificat.',
  'error.DMP_CONFIRMATION_NEEDED.action.install-certificate': 'mettre en service {uniqueId}',
  'error.DMP_CONFIRMATION_NEEDED.action.roll-back-certificate':
    "reprendre les certificats d'avant l'installation du {uniqueId}",
  'error.DMP_CONFIRMATION_NEEDED.why.install':
    "le profil appellera le DMP avec d'autres certificats (dmp cert install --rollback revient en arrière), et la confirmation donnée manque ou ne correspond pas.",
  'consent.install-certificate': 'Mettre en service {uniqueId}. Taper « {value} » pour confirmer :',
  'consent.roll-back-certificate':
    "Reprendre les certificats d'avant l'installation du {uniqueId}. Taper « {value} » pour confirmer :",

  'topic.cert': 'lire, contrôler, demander, renouveler et installer des certificats',
  'command.cert.csr.summary': 'nouvelle clé et demande de certificat (CSR), au nom du certificat actuel',
  'command.cert.csr.description':
    'Clé RSA 2048 chiffrée (PBES2, AES-256), fichiers lisibles par vous seul ; le nom est repris octet pour octet du certificat en place. Aucune source publique ne dit si la plateforme IGC-Santé tient compte du nom demandé.',
  'command.cert.csr.use': 'quel certificat du profil : auth (ORG AUTH_CLI) ou sign (ORG SIGN)',
  'command.cert.csr.key': 'fichier de la clé à écrire',
  'command.cert.csr.request': 'fichier de la demande à écrire',
  'command.cert.csr.passphrase-from':
    'mot de passe de la nouvelle clé : prompt, file:CHEMIN, fd:3, command:["…"]',
  'command.cert.csr.source-passphrase-from':
    'mot de passe de la source, si ses certificats sont chiffrés : prompt, file:CHEMIN, fd:3, command:["…"]',
  'arg.cert-source':
    'certificat : fichier (PEM, DER, p7b, .p12, JKS…), - ou https://serveur:port ; sinon ceux du profil',
  'flag.cert-passphrase-from': 'où prendre le mot de passe : prompt, file:CHEMIN, fd:3, command:["…"]',
  'flag.cert-new-passphrase-from': 'où prendre le mot de passe du nouveau fichier (par défaut le même)',
  'flag.cert-force': 'écraser le fichier existant',
  'flag.cert-unmask': 'montrer les noms et numéros de personnes',
  'cert.csr.done': 'Clé et demande écrites, au nom de {subject}',
  'cert.csr.key': 'clé         {file}',
  'cert.csr.request': 'demande     {file}',
  'cert.csr.secret':
    'La clé ne sort jamais de ce fichier en clair : son mot de passe perdu, tout est à refaire.',
  'cert.csr.unconfirmed':
    'Non confirmé : aucune source publique ne dit si la plateforme reprend le nom de la demande ; vérifier le certificat remis avec « dmp cert diff ».',
  'cert.csr.next': 'Ensuite : dmp cert install CERTIFICAT --key {key}',

  'command.cert.repack.summary': 'réécrit un .p12 en AES-256, ou en ancien format sur demande',
  'command.cert.repack.description':
    "Remplace un chiffrement dépassé (RC2) que Node, OpenSSL 3 et Java récent refusent. Attributs gardés (nom, fournisseur Windows), clé jamais en clair sur le disque, fichier d'origine intact.",
  'command.cert.repack.legacy': "RC2-40 et 3DES, pour un logiciel d'avant 2020",
  'command.cert.repack.clear-certificates':
    'certificats en clair, comme la plateforme les remet (la clé reste chiffrée)',
  'arg.cert-p12': 'fichier .p12 à lire',
  'arg.cert-target': 'fichier à écrire',
  'cert.repack.aes': '{file} écrit : AES-256, {certificates} certificat(s).',
  'cert.repack.legacy': '{file} écrit : RC2-40 et 3DES, {certificates} certificat(s).',
  'cert.repack.weak': 'Protection faible : à garder le temps de remplacer le logiciel qui la demande.',
  'cert.repack.passphrase.same': 'Mot de passe : le même que celui du fichier lu.',
  'cert.repack.passphrase.new': 'Mot de passe : le nouveau.',

  'command.cert.diff.summary': "compare l'ancien certificat et le nouveau",
  'command.cert.diff.description':
    "Structure, produit, environnement, nom, autorité, clé, dates et recouvrement. Avec une autre structure : ce que le journal montre déposé sous l'ancien numéro.",
  'command.cert.diff.list': "fichier CSV de tous les documents déposés sous l'ancien numéro",
  'arg.cert-before': 'le certificat en place',
  'arg.cert-after': 'le nouveau certificat',
  'cert.diff.before': 'ancien   {subject}',
  'cert.diff.after': 'nouveau  {subject}',
  'cert.diff.field.structure': 'structure (OU)',
  'cert.diff.field.organisation': 'raison sociale (O)',
  'cert.diff.field.department': 'département (ST)',
  'cert.diff.field.commonName': 'nom (CN)',
  'cert.diff.field.product': 'produit',
  'cert.diff.field.environment': 'environnement',
  'cert.diff.field.issuer': 'autorité',
  'cert.diff.field.names': 'noms DNS',
  'cert.diff.field.strength': 'algorithmes',
  'cert.diff.field.key': 'clé',
  'cert.diff.field.dates': 'dates',
  'cert.diff.same': 'inchangé : {before}',
  'cert.diff.changed': '{before} → {after}',
  'cert.diff.overlap': '{before} → {after}, recouvrement de {days} jours',
  'cert.diff.gap': '{before} → {after} : aucun certificat entre les deux',
  'cert.diff.older': '{before} → {after} : le « nouveau » ne dure pas plus longtemps',
  'cert.diff.key.same': 'même clé : renouveler sans changer de clé prolonge son exposition (KEY-03)',
  'cert.diff.key.changed': 'nouvelle clé',
  'cert.diff.verdict.ok': "Renouvellement ordinaire : rien d'autre ne change que la clé et les dates.",
  'cert.diff.verdict.info': 'Renouvellement : des libellés changent, les identifiants non.',
  'cert.diff.verdict.warning': 'À regarder avant de mettre en service.',
  'cert.diff.verdict.error': "Ce n'est pas le renouvellement de ce certificat.",
  'cert.diff.identical': "C'est deux fois le même certificat.",
  'cert.diff.authored':
    'Sous {structure}, le journal du profil {profile} montre {count} document(s) encore au DMP, du {first} au {last}.',
  'cert.diff.authored.none':
    'Sous {structure}, le journal du profil {profile} ne montre aucun document encore au DMP.',
  'cert.diff.authored.unknown':
    "Aucun journal ici : ce qui a été déposé sous l'ancien numéro n'est pas connu.",
  'cert.diff.authored.consequence':
    "Avec un certificat d'une autre structure, ils ne pourront plus être remplacés ni supprimés d'ici.",
  'cert.diff.authored.more': '… et {count} autres ; --list FICHIER les écrit tous.',
  'cert.diff.authored.file': 'Liste complète : {file}',

  'command.cert.renew-plan.summary': 'quand et comment renouveler : dates, étapes, qui, où',
  'command.cert.renew-plan.description':
    "Rappel de l'ANS, dernier jour ouvré en France, fin à l'heure de Paris, carte de la personne qui commande, étapes, profils qui utilisent le certificat. Un renouvellement n'est possible que tant que le certificat est actif.",
  'command.cert.renew-plan.card': "certificat de la carte CPx de l'administrateur technique",
  'command.cert.renew-plan.ics': "fichier d'agenda (iCalendar) à écrire",
  'cert.plan.head': '{name}   {product}, {environment}',
  'cert.plan.end': 'fin               {end} (Paris), dans {days} jours',
  'cert.plan.ended': 'fin               {end} (Paris), passée',
  'cert.plan.key-end':
    'fin de la clé     {end} (Paris), dans {days} jours : la clé ne signe plus ensuite, bien que le certificat dure',
  'cert.plan.key-ended':
    'fin de la clé     {end} (Paris), passée : la clé ne doit plus signer, bien que le certificat dure',
  'cert.plan.end-later': 'fin               {end} (Paris)',
  'cert.plan.last': 'dernier jour      {day} (ouvré, en France), soit {days} jours ouvrés',
  'cert.plan.last-gone': 'dernier jour      {day} (ouvré, en France), passé',
  'cert.plan.reminder': "rappel de l'ANS   {day} (un seul message, à l'administrateur technique)",
  'cert.plan.first': 'à prévoir dès     {day}',
  'cert.plan.used': 'utilisé par       {profile} ({use}) {path}',
  'cert.plan.unused': 'utilisé par       aucun profil de ce compte',
  'cert.plan.unused-known': 'utilisé par       aucun des profils lisibles (voir plus bas)',
  'cert.plan.unread': 'Profils non lus ou dont le certificat est caché : {names}',
  'cert.plan.card': "Carte de la personne qui commande : {holder}, jusqu'au {end}",
  'cert.plan.steps': 'Étapes',
  'cert.plan.ics': 'Agenda écrit : {file}',
  'renewal.actor.administrator': 'administrateur technique',
  'renewal.actor.operator': 'exploitant',
  'renewal.step.card':
    "vérifier la date de fin de la carte CPx : elle sert à s'identifier sur la plateforme (--card FICHIER compare les dates)",
  'renewal.step.mailbox':
    "vérifier que l'adresse de l'administrateur reçoit noreply@pfc.eservices.esante.gouv.fr : boîte partagée, sans CAPTCHA",
  'renewal.step.sign-in':
    "s'identifier avec la carte sur https://pfc.eservices.esante.gouv.fr/pfcng-ihm/authentication.xhtml",
  'renewal.step.renew':
    'retrouver la demande du produit et valider le renouvellement, tant que le certificat est actif',
  'renewal.step.order': 'onglet Demander : saisir la fiche (dmp cert order-sheet)',
  'renewal.step.withdraw':
    'onglet Retirer : choisir et noter le code de révocation et le mot de passe de la clé (perdu, tout est à refaire), puis télécharger',
  'renewal.step.hand-over':
    'transmettre fichier et mot de passe par deux voies différentes, jamais par courriel ensemble',
  'renewal.step.compare': 'dmp cert diff ANCIEN NOUVEAU',
  'renewal.step.install': 'dmp cert install NOUVEAU…, puis dmp config check',
  'renewal.step.elsewhere':
    "remplacer l'ancien fichier partout ailleurs où il sert (dmp cert scan DOSSIER), puis le retirer",
  'renewal.finding.notice': '{name} : dans {days} jours ({end}) ; à prévoir, dernier jour ouvré le {day}.',
  'renewal.finding.reminder':
    '{name} : finit le {end} (jours restants : {days}) ; à renouveler au plus tard le {day}, dernier jour ouvré.',
  'renewal.finding.last-days':
    '{name} : finit le {end} (jours restants : {days}) ; dernier jour ouvré le {day}.',
  'renewal.finding.out-of-use':
    '{name} : la clé ne doit plus signer depuis le {end} ; le certificat est encore actif, le renouveler maintenant.',
  'renewal.finding.ended':
    "{name} : expiré le {end}, le renouvellement n'est plus possible ; commander avec dmp cert order-sheet.",
  'renewal.finding.card-first':
    "la carte de la personne qui commande finit le {end}, avant le dernier jour ouvré ({day}) : commander avant, ou faire renouveler la carte d'abord.",
  'renewal.finding.card-ended':
    "la carte de la personne qui commande est finie depuis le {end} : personne ne peut s'identifier avec elle.",
  'renewal.finding.not-a-card':
    "le certificat donné par --card n'est pas celui d'une carte ou d'une personne (fin {end}).",
  'renewal.finding.pair-apart':
    "les deux certificats finissent à {days} jours l'un de l'autre : deux renouvellements à prévoir.",
  'renewal.agenda.notice': 'Prévoir le renouvellement du certificat {name}',
  'renewal.agenda.notice.text':
    "{product}, fin le {end}. Vérifier la carte de l'administrateur technique et sa boîte aux lettres. Dernier jour ouvré : {day}.",
  'renewal.agenda.reminder': "Rappel de l'ANS attendu pour le certificat {name}",
  'renewal.agenda.reminder.text':
    "Un seul message, de noreply@pfc.eservices.esante.gouv.fr, à l'administrateur technique. Fin le {end}. Sans message, renouveler quand même.",
  'renewal.agenda.last-working-day': 'Dernier jour ouvré pour renouveler le certificat {name}',
  'renewal.agenda.last-working-day.text':
    "{product}, fin le {end}. Ensuite le renouvellement n'est plus possible : il faut une nouvelle commande, et le DMP n'est plus alimenté.",
  'renewal.agenda.end': 'Fin du certificat {name}',
  'renewal.agenda.end.text':
    '{product} : à cette heure le DMP refuse ce certificat. dmp cert order-sheet dit quoi saisir.',

  'command.cert.order-sheet.summary':
    "fiche de commande : tout ce qu'il faut saisir pour un nouveau certificat",
  'command.cert.order-sheet.description':
    "Une fois le certificat expiré, il ne se renouvelle plus : il se commande. La fiche donne chaque champ, et ce que l'alimentation aura à rattraper à la cadence permise.",
  'command.cert.order-sheet.wait-days':
    "jours avant l'arrivée du nouveau certificat, pour la prévision (aucun délai officiel connu)",
  'cert.order.head': '{subject}',
  'cert.order.ended':
    'Expiré le {end} : plus de renouvellement possible, une nouvelle commande est nécessaire.',
  'cert.order.active': "Encore actif jusqu'au {end} : un renouvellement suffit (dmp cert renew-plan).",
  'cert.order.own': '(à choisir, à noter en lieu sûr)',
  'cert.order.steps': 'Étapes',
  'renewal.order.platform': 'plateforme',
  'renewal.order.test-form': 'formulaire (produits de test)',
  'renewal.order.range': 'gamme',
  'renewal.order.domain': 'domaine',
  'renewal.order.offer': 'offre',
  'renewal.order.structure-kind': "type d'identifiant",
  'renewal.order.structure': 'structure',
  'renewal.order.organisation': 'raison sociale',
  'renewal.order.department': 'département',
  'renewal.order.usage': 'usage',
  'renewal.order.service': 'service applicatif (CN)',
  'renewal.order.server': 'nom du serveur (CN)',
  'renewal.order.key': 'clé',
  'renewal.order.revocation-code': 'code de révocation',
  'renewal.order.passphrase': 'mot de passe de la clé',
  'cert.order.catch-up': 'À rattraper (profil {profile})',
  'cert.order.volume': '  {accepted} documents déposés en {days} jours, soit {perDay} par jour',
  'cert.order.backlog': '  {days} jours sans certificat : {documents} documents en attente',
  'cert.order.no-gap': '  aucun jour sans certificat si le nouveau arrive à temps',
  'cert.order.quota':
    "  à {perSecond} par seconde et {dailyLimit} par jour au plus, en plus du courant : {days} jours, jusqu'au {end}",
  'cert.order.never':
    '  le flux courant remplit à lui seul la limite de {dailyLimit} par jour : demander un relèvement',
  'cert.order.no-volume': 'À rattraper : inconnu, aucun journal ne dit ce qui est déposé par jour.',

  'command.cert.install.summary': 'met en service de nouveaux certificats, avec retour arrière',
  'command.cert.install.description':
    "Vérifie la clé, le mot de passe et la paire, copie les fichiers sous le dossier de configuration, puis change les références du profil d'un coup. L'ancien reste en place : --rollback y revient. Un envoi en masse en cours prend la nouvelle paire de lui-même.",
  'command.cert.install.key': "clé privée d'un certificat PEM ou DER (demandé par dmp cert csr)",
  'command.cert.install.structure-change':
    "accepter un certificat d'une autre structure, et la déclarer dans le profil",
  'command.cert.install.rollback': "revenir aux certificats d'avant la dernière installation",
  'arg.cert-new':
    'nouveau certificat : .p12, PEM/DER avec --key, ou pkcs11:token=…;object=… ; un ORG AUTH_CLI, un ORG SIGN, ou les deux',
  'cert.install.done': 'Profil {profile} ({environment}) : en service.',
  'cert.install.already': 'Profil {profile} ({environment}) : ces fichiers sont déjà en service.',
  'cert.install.dry': "Profil {profile} ({environment}) : rien n'a été écrit.",
  'cert.install.back': 'Profil {profile} ({environment}) : certificats précédents repris.',
  'cert.install.half': "{role}  {subject}, jusqu'au {end}",
  'cert.install.half-hidden': '{role}  certificat caché par son mot de passe',
  'cert.install.unread':
    "Utilisent peut-être aussi l'ancien, non lus ou cachés par un mot de passe : profils {names}.",
  'cert.install.replaces': "  remplace {sha256}…, jusqu'au {end}",
  'cert.install.file': '  {file}',
  'cert.install.same-key': '  même clé que le précédent',
  'cert.install.structure':
    'Structure changée dans le profil : vérifier structure.finessEg et structure.name, et relancer les envois en cours.',
  'cert.install.still-used': "L'ancien {use} sert encore au profil {profile} ({path}) : l'y installer aussi.",
  'cert.install.findings': 'À savoir',
  'cert.install.next':
    'Vérifier : dmp config check --profile {profile}   Revenir : dmp cert install --rollback --profile {profile}',
  'cert.install.next-last': 'Vérifier : dmp config check --profile {profile}',
  'command.cert.install.offline': 'révocation : ne rien demander au réseau, ce qui est déjà connu compte',
  'cert.install.running': 'Un envoi en masse en cours prend les nouveaux fichiers en quelques secondes.',
  'command.cert.install.force':
    "avec --rollback : revenir même à un certificat révoqué, ou dont la révocation n'est pas connue alors que le profil est strict",
  'error.DMP_CERTIFICATE_UNFIT.what.rollback':
    "ce qui reviendrait ne convient plus au profil (contrôle {check}, certificat {certificate}) : rien n'a été changé.",
  'error.DMP_CERTIFICATE_UNFIT.why.rollback':
    "un certificat a pu être remplacé parce qu'il était révoqué ; remis en service, le DMP refuserait chaque appel.",
  'error.DMP_CERTIFICATE_UNFIT.todo.rollback':
    'dmp cert explain {check}    (ce que regarde le contrôle)\ngarder la paire présente, ou en installer une autre ; pour revenir malgré tout : dmp cert install --rollback --force --profile {profile}',
}
