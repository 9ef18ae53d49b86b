import type {Messages} from '../messages.ts'

/** Les contrôles de certificats expliqués : dates, environnement, chaîne, usage, identité, clé. */
export const certExplainedFr: Messages = {
  'certificate.check.TIME-01.what': "le certificat n'a pas dépassé sa date de fin.",
  'certificate.check.TIME-01.why':
    "le DMP refuse la connexion ou la signature, et le renouvellement n'est possible que tant que le certificat est actif.",
  'certificate.check.TIME-01.fix':
    'faire une nouvelle demande sur la plateforme IGC-Santé (dmp cert order-sheet prépare les champs).',
  'certificate.check.TIME-02.what': 'le certificat est déjà valable.',
  'certificate.check.TIME-02.why':
    "il vient d'être émis, ou l'horloge de cette machine retarde ; le DMP refuse l'un comme l'autre.",
  'certificate.check.TIME-02.fix': "vérifier l'heure de la machine (NTP), sinon attendre la date de début.",
  'certificate.check.TIME-03.what':
    "la fin n'est pas proche : 90 jours pour information, 60 jours pour alerte, seuils réglables.",
  'certificate.check.TIME-03.why':
    "l'ANS n'écrit qu'une fois, 60 jours avant, à l'adresse de l'administrateur technique ; passé la fin, plus de renouvellement.",
  'certificate.check.TIME-03.fix':
    'renouveler maintenant : dmp cert renew-plan donne les dates et les étapes.',
  'certificate.check.TIME-04.what': "la clé privée peut servir jusqu'à la fin du certificat.",
  'certificate.check.TIME-04.why':
    'les certificats ORG SIGN de 2016 à 2019 vivent un mois de plus que leur clé : un cachet posé pendant ce mois est hors politique.',
  'certificate.check.TIME-04.fix':
    "compter la fin d'usage, pas la fin du certificat, et renouveler avant ; une fois passée, ne plus rien sceller et renouveler aussitôt.",
  'certificate.check.TIME-05.what': "les deux certificats d'une paire finissent à 30 jours d'écart au plus.",
  'certificate.check.TIME-05.why':
    "la paire ne vaut que jusqu'à la première des deux fins, et il faudra renouveler deux fois.",
  'certificate.check.TIME-05.fix': 'noter les deux dates, ou renouveler les deux ensemble.',
  'certificate.check.TIME-06.what': 'aucune autorité de la chaîne ne finit avant le certificat.',
  'certificate.check.TIME-06.why':
    "après la fin de l'autorité la chaîne ne se vérifie plus, quelle que soit la date du certificat.",
  'certificate.check.TIME-06.fix':
    "prévoir le renouvellement avant la fin de l'autorité (juin 2033 pour les autorités actuelles).",
  'certificate.check.TIME-07.what': "l'horloge de cette machine n'est pas en retard sur ce qu'elle voit.",
  'certificate.check.TIME-07.why':
    'un fichier ou une liste de révocation est daté du futur : les autres contrôles de date ne valent rien.',
  'certificate.check.TIME-07.fix': "mettre la machine à l'heure (NTP), puis recommencer.",
  'certificate.check.ENV-01.what':
    "l'environnement du certificat (test ou production) est celui du profil, et ses cinq signes concordent.",
  'certificate.check.ENV-01.why':
    'les deux hiérarchies sont séparées : un certificat de test est refusé en production, et inversement.',
  'certificate.check.ENV-01.fix':
    "prendre la paire de l'environnement visé, ou corriger environment dans le profil.",
  'certificate.check.ENV-02.what': "le certificat ne vient pas de l'ancienne IGC-CPS (2bis ou 2ter).",
  'certificate.check.ENV-02.why': 'cette infrastructure est arrêtée depuis fin 2020.',
  'certificate.check.ENV-02.fix': "commander un certificat ORG de l'IGC-Santé.",
  'certificate.check.CHAIN-01.what':
    "le certificat est signé par une autorité connue : IGC-Santé, ou celle que l'exploitant a déclarée.",
  'certificate.check.CHAIN-01.why':
    "un certificat altéré, forgé ou d'une autre origine ne doit pas servir ; seul compte le calcul de la signature, jamais le nom.",
  'certificate.check.CHAIN-01.fix':
    "reprendre le fichier d'origine ; pour une autre autorité : dmp cert trust add FICHIER ou trust.caFiles.",
  'certificate.check.CHAIN-02.what':
    "l'émetteur est l'autorité des organisations (IGC-SANTE ELEMENTAIRE ORGANISATIONS).",
  'certificate.check.CHAIN-02.why':
    "les certificats de personnes et de cartes n'ont pas de structure dans OU : le DMP ne saurait pas qui appelle.",
  'certificate.check.CHAIN-02.fix': 'commander un certificat ORG au nom de la structure.',
  'certificate.check.CHAIN-03.what':
    "la chaîne de la source est complète et dans l'ordre : certificat, autorité, racine.",
  'certificate.check.CHAIN-03.why':
    "sans l'autorité intermédiaire, l'autre bout répond « unable to get local issuer certificate ».",
  'certificate.check.CHAIN-03.fix':
    "reprendre le .p12 d'origine, qui contient les trois, ou ajouter l'autorité intermédiaire après le certificat.",
  'certificate.check.CHAIN-04.what':
    'la source ne contient ni doublon, ni certificat étranger, ni mélange de test et de production.',
  'certificate.check.CHAIN-04.why': "un certificat de trop est celui qu'un outil prendra par erreur.",
  'certificate.check.CHAIN-04.fix':
    'refaire le fichier avec le certificat et sa seule chaîne (dmp cert repack).',
  'certificate.check.USE-01.what':
    "l'usage de la clé est celui qu'on lui donne : ORG AUTH_CLI pour TLS et INSi, ORG SIGN pour signer, SSL_SERV pour un serveur.",
  'certificate.check.USE-01.why':
    "l'erreur la plus fréquente est d'échanger les deux certificats de la paire ; le DMP refuse alors tout.",
  'certificate.check.USE-01.fix':
    'échanger certificates.auth et certificates.sign, ou commander le produit qui manque.',
  'certificate.check.USE-02.what': 'en production, la politique (OID) est celle du produit.',
  'certificate.check.USE-02.why':
    'une autre politique annonce un autre produit, ou un gabarit que nous ne connaissons pas.',
  'certificate.check.USE-02.fix': 'vérifier le produit commandé sur la plateforme IGC-Santé.',
  'certificate.check.USE-03.what':
    "le certificat n'est pas celui d'un centre de régulation (SAMU, centre 15).",
  'certificate.check.USE-03.why':
    "la régulation a son propre mode d'accès, pour consulter ; alimenter avec sa paire attribue les documents au mauvais service.",
  'certificate.check.USE-03.fix':
    "alimenter avec la paire de l'établissement, garder celle de la régulation pour la régulation.",
  'certificate.check.ID-01.what': 'OU contient un identifiant de structure bien formé (préfixe et longueur).',
  'certificate.check.ID-01.why':
    "c'est par OU que le DMP sait quelle structure appelle : 1 + FINESS, 3 + SIRET, 4 + cabinet RPPS.",
  'certificate.check.ID-01.fix':
    "ce n'est pas un certificat d'organisation, ou il est mal émis : commander un certificat ORG.",
  'certificate.check.ID-02.what': 'la clé de contrôle du numéro (FINESS, SIREN, SIRET, RPPS) est juste.',
  'certificate.check.ID-02.why':
    "une clé fausse dénonce une faute de frappe à la commande ; des numéros de test l'ont fausse aussi.",
  'certificate.check.ID-02.fix':
    "comparer le numéro au répertoire FINESS ; s'il est faux, refaire la demande.",
  'certificate.check.ID-03.what':
    "OU est l'entité juridique déclarée dans le profil, ou le SIRET, ou le numéro attendu (--expect-finess).",
  'certificate.check.ID-03.why':
    "les certificats appartiennent à l'entité juridique ; un autre numéro donne « Erreur d'authentification de la personne morale ».",
  'certificate.check.ID-03.fix':
    'corriger structure.finessEj (ou structure.siret), ou prendre la paire de cette structure.',
  'certificate.check.ID-04.what': 'les deux certificats de la paire ont le même OU.',
  'certificate.check.ID-04.why': 'le DMP voit une structure se connecter et une autre signer, et refuse.',
  'certificate.check.ID-04.fix': 'prendre les deux certificats de la même structure.',
  'certificate.check.ID-05.what': 'pour INSi, le nom (CN) est exactement INSI-AUTO ou INSI-MANU.',
  'certificate.check.ID-05.why': 'tout autre nom est refusé par INSi (DESIR_560, droits insuffisants).',
  'certificate.check.ID-05.fix': 'commander un certificat ORG AUTH_CLI avec ce nom de service.',
  'certificate.check.ID-06.what': "le certificat employé pour le DMP n'est pas nommé pour INSi.",
  'certificate.check.ID-06.why':
    "rien n'indique que le DMP le refuse, mais une même fin arrêtera les deux services.",
  'certificate.check.ID-06.fix': 'préférer un certificat pour chaque service.',
  'certificate.check.ID-07.what':
    "la raison sociale (O) n'a pas 40 caractères, la longueur où elle est coupée.",
  'certificate.check.ID-07.why':
    'le nom complet est ailleurs : comparer les noms trompe, comparer les numéros non.',
  'certificate.check.ID-07.fix': 'rien à faire.',
  'certificate.check.KEY-01.what': 'la clé privée est celle du certificat.',
  'certificate.check.KEY-01.why': 'avec une autre clé, TLS et la signature échouent.',
  'certificate.check.KEY-01.fix': "reprendre le .p12 d'origine, qui contient les deux.",
  'certificate.check.KEY-02.what':
    'clé RSA de 2048 bits au moins, signature SHA-256 ou mieux ; les autorités de la chaîne aussi.',
  'certificate.check.KEY-02.why':
    'les clés de 1024 bits et SHA-1 (ancienne classe 4) sont refusées par les bibliothèques actuelles, et qui contrefait une autorité contrefait tout ce qui est dessous.',
  'certificate.check.KEY-02.fix': "commander un certificat de l'IGC-Santé actuelle.",
  'certificate.check.KEY-03.what':
    "la clé n'est partagée ni entre les deux certificats de la paire, ni avec celui qui est remplacé.",
  'certificate.check.KEY-03.why': 'une clé volée compromet alors tous les certificats qui la portent.',
  'certificate.check.KEY-03.fix': 'générer une clé nouvelle pour chaque certificat (dmp cert csr).',
  'certificate.check.KEY-04.what': "la clé publique n'a pas la forme ROCA et son exposant est 65537 ou plus.",
  'certificate.check.KEY-04.why':
    'une clé ROCA se retrouve à partir du certificat ; un petit exposant facilite des attaques.',
  'certificate.check.KEY-04.fix':
    'clé ROCA : faire révoquer et remplacer sans attendre. Exposant : remplacer au prochain renouvellement.',
}
