import type {Messages} from '../messages.ts'

/** Keys, certificates, tokens and secrets. */
export const keysFr: Messages = {
  'error.DMP_KEY_FILE_UNREADABLE.what': 'impossible de lire la clé ou le certificat dans {path} ({problem}).',
  'error.DMP_KEY_FILE_UNREADABLE.why':
    "le fichier est absent, abîmé, d'un autre format que celui annoncé, ou chiffré d'une façon que le programme ne connaît pas.",
  'error.DMP_KEY_FILE_UNREADABLE.todo':
    "vérifier le chemin dans le profil, puis reprendre le fichier d'origine remis par la plateforme IGC-Santé (.p12).",
  'error.DMP_KEY_FILE_EXPOSED.what':
    "d'autres comptes de la machine ont accès au fichier secret {path} (droits {mode}).",
  'error.DMP_KEY_FILE_EXPOSED.why':
    "qui copie ce fichier peut agir au nom de l'établissement ; il doit appartenir au seul compte qui lance le programme.",
  'error.DMP_KEY_FILE_EXPOSED.todo': "chmod 600 '{path}'",
  'error.DMP_KEY_PASSPHRASE_WRONG.what': "la phrase secrète n'ouvre pas {path}.",
  'error.DMP_KEY_PASSPHRASE_WRONG.why':
    "le fichier est lisible et sa protection reconnue, mais le mot de passe fourni n'est pas celui choisi au retrait du certificat.",
  'error.DMP_KEY_PASSPHRASE_WRONG.todo':
    'vérifier où le profil prend la phrase secrète (dmp config show --origin). Perdue, elle ne se retrouve pas : il faut refaire une demande de certificat.',
  'error.DMP_KEY_PIN_REFUSED.what':
    'le support cryptographique « {token} » refuse le code porteur ({problem}).',
  'error.DMP_KEY_PIN_REFUSED.why':
    "le code est faux, bloqué, ou il ne reste qu'un essai ; le programme ne réessaie jamais de lui-même pour ne pas bloquer le support.",
  'error.DMP_KEY_PIN_REFUSED.todo':
    "vérifier le code avec l'outil du fabricant, le débloquer si besoin, puis relancer la commande.",
  'error.DMP_KEY_TOKEN_UNAVAILABLE.what':
    'le support cryptographique « {token} » ne répond pas comme attendu ({problem} {detail}).',
  'error.DMP_KEY_TOKEN_UNAVAILABLE.why':
    "la bibliothèque PKCS#11, le support, la clé ou son certificat manque, ou l'opération a dépassé le temps permis.",
  'error.DMP_KEY_TOKEN_UNAVAILABLE.todo':
    'vérifier dans le profil modulePath, tokenLabel et keyLabel ; no-pkcs11js : installer le module facultatif avec npm install pkcs11js ; vitale-in-reader : retirer la carte Vitale (ou la carte muette) des lecteurs, que le module n’a pas reçus pour ne pas la lire.',
  'error.DMP_KEY_TOKEN_TLS_UNSUPPORTED.what':
    'la clé ORG AUTH_CLI du support « {token} » ne peut pas servir à la connexion ({problem}).',
  'error.DMP_KEY_TOKEN_TLS_UNSUPPORTED.why':
    "une clé gardée sur un support n'ouvre une connexion TLS qu'à travers un moteur OpenSSL (chemin absolu dans enginePath, code porteur seul dans un fichier, sans fin de ligne) que cette version de Node sait charger.",
  'error.DMP_KEY_TOKEN_TLS_UNSUPPORTED.todo':
    'mettre le certificat ORG AUTH_CLI dans un fichier .p12 et garder ORG SIGN sur le support, ou corriger enginePath.',
  'error.DMP_SECRET_UNAVAILABLE.what': "le secret « {setting} » n'a pas pu être obtenu ({problem}).",
  'error.DMP_SECRET_UNAVAILABLE.why':
    "le profil dit où le prendre (fichier, question, descripteur ou commande) et cet endroit n'a rien donné d'utilisable.",
  'error.DMP_SECRET_UNAVAILABLE.todo':
    'vérifier le réglage {setting} du profil ; sans terminal, préférer un fichier en droits 600 ou une commande.',
  'error.DMP_CERTIFICATE_UNFIT.what':
    'le certificat ne convient pas au profil (contrôle {check}, certificat {certificate}).',
  'error.DMP_CERTIFICATE_UNFIT.why':
    "le DMP refuserait l'appel, ou l'acte partirait sous une autre identité que celle de l'établissement ou vers un autre environnement.",
  'error.DMP_CERTIFICATE_UNFIT.todo':
    'dmp config check    (montre chaque contrôle, ce qui est trouvé et ce qui est attendu)\ndmp cert explain {check}    (ce que le contrôle regarde, et comment y remédier)',
  'error.DMP_CERTIFICATE_UNFIT.todo.install':
    'dmp cert check {sources} --profile {profile}    (chaque contrôle, ce qui est trouvé et ce qui est attendu)\ndmp cert explain {check}    (ce que le contrôle regarde, et comment y remédier)',
  'secrets.question': 'Secret demandé par {setting} :',
  'certificate.role.auth': 'ORG AUTH_CLI',
  'certificate.role.sign': 'ORG SIGN',
  'certificate.role.pair': 'les deux certificats',
  'certificate.role.authority': 'autorité de trust.caFiles',
  'certificate.finding.TIME-01':
    "expiré depuis le {end} : le renouvellement n'est plus possible, il faut une nouvelle demande.",
  'certificate.finding.TIME-02':
    "pas encore valable : commence le {start}, et l'horloge de cette machine dit {clock}.",
  'certificate.finding.TIME-03':
    "expire le {end}, dans {days} jours : le renouvellement n'est possible qu'avant cette date.",
  'certificate.finding.TIME-03.key':
    "sa clé ne sert que jusqu'au {end}, dans {days} jours : le renouveler avant.",
  'certificate.finding.TIME-04':
    "la clé ne doit plus signer après le {end}, bien que le certificat dure jusqu'au {certificateEnd}.",
  'certificate.finding.ENV-01':
    'mauvais environnement : {found} trouvé, {expected} attendu par le profil {profile} ({signs}).',
  'certificate.finding.ENV-01.conflict':
    "les signes de l'environnement se contredisent ({signs}) : ce certificat n'est pas cru.",
  'certificate.finding.ENV-01.unknown':
    'rien ne dit si ce certificat est de test ou de production ({signs}).',
  'certificate.finding.ENV-01.mismatch':
    'certificat de {found} dans un profil {profile}, qui demande un certificat de {expected}.',
  'certificate.finding.ENV-01.authority':
    "l'autorité de test {signs} est déclarée de confiance dans un profil de production.",
  'certificate.finding.ENV-02':
    "certificat de l'ancienne IGC-CPS ({issuer}), arrêtée fin 2020 : commander un certificat ORG de l'IGC-Santé.",
  'certificate.finding.CHAIN-01': 'autorité non reconnue : {issuer}.',
  'certificate.finding.CHAIN-01.unknown-issuer': 'émis par une autorité inconnue : {issuer}.',
  'certificate.finding.CHAIN-01.forged':
    "se réclame de {issuer}, mais cette autorité ne l'a pas signé : le fichier est altéré ou faux.",
  'certificate.finding.CHAIN-01.not-configured':
    "l'autorité {issuer} n'est pas dans trust.caFiles du profil.",
  'certificate.finding.CHAIN-01.configured-only':
    "l'autorité {issuer} n'est connue que parce que quelqu'un l'a déclarée ici (dmp cert trust list, trust.caFiles), pas par l'IGC-Santé.",
  'certificate.finding.USE-01': 'certificat {found} là où il faut {expected}.',
  'certificate.finding.USE-01.swapped':
    'les deux certificats sont échangés : {found} là où il faut {expected}.',
  'certificate.finding.ID-01': "le champ OU « {found} » n'a pas la forme d'un identifiant de structure.",
  'certificate.finding.ID-01.absent': "le champ OU manque : ce n'est pas un certificat d'organisation.",
  'certificate.finding.ID-02': "la clé de contrôle de l'identifiant {found} est fausse.",
  'certificate.finding.ID-03':
    'délivré à {found}, alors que {expected} est attendu (--expect-finess, sinon structure.finessEj ou structure.siret du profil).',
  'certificate.finding.ID-04': 'les deux certificats sont à deux structures différentes : {auth} et {sign}.',
  'certificate.finding.KEY-01': "la clé privée n'est pas celle du certificat {subject}.",
  'certificate.finding.KEY-02':
    'trop faible pour le DMP : clé {algorithm} de {bits} bits, signature {hash} ; il faut RSA 2048 et SHA-256 au moins.',
  'certificate.finding.KEY-03': 'les deux certificats partagent la même clé : il en faut une par usage.',
  'certificate.finding.P12-02':
    "fichier .p12 protégé par un chiffrement dépassé (RC2), que d'autres outils refusent : le ré-exporter en AES.",
  'certificate.finding.P12-04': 'fichier .p12 inhabituel.',
  'certificate.finding.P12-04.no-mac':
    "fichier .p12 sans contrôle d'intégrité (MAC) : une altération ne se verrait pas.",
  'certificate.finding.P12-04.several-keys':
    'fichier .p12 avec plusieurs clés : la première qui va avec un certificat est prise.',
  'error.DMP_SECRET_UNAVAILABLE.what.command-line':
    "le mot de passe demandé pour {setting} n'a pas pu être obtenu : {problem}.",
  'error.DMP_SECRET_UNAVAILABLE.why.command-line':
    "la ligne de commande dit où le prendre (prompt, file:, fd:, command:), et cet endroit n'a rien donné d'utilisable.",
  'error.DMP_SECRET_UNAVAILABLE.todo.command-line':
    'vérifier ce que nomme la ligne de commande ; sans terminal, préférer un fichier en droits 600 (file:CHEMIN) ou une commande (command:["PROGRAMME","ARGUMENT"]).',
  'error.DMP_SECRET_UNAVAILABLE.problem.no-terminal': "il n'y a pas de terminal où le demander",
  'error.DMP_SECRET_UNAVAILABLE.problem.empty':
    "ce qui est venu est vide (d'un descripteur, chaque clé prend sa propre ligne)",
  'error.DMP_SECRET_UNAVAILABLE.problem.too-short':
    'un mot de passe qui protège un nouveau fichier a 8 caractères au moins',
  'error.DMP_SECRET_UNAVAILABLE.problem.none':
    '« none » a été donné, or ce qui est créé ici ne reste jamais sans mot de passe',
  'error.DMP_SECRET_UNAVAILABLE.problem.not-repeated': 'les deux saisies diffèrent',
  'error.DMP_SECRET_UNAVAILABLE.problem.not-utf8': "ce qui est venu n'est pas du texte en UTF-8",
  'error.DMP_SECRET_UNAVAILABLE.problem.too-long': 'ce qui est venu est trop long pour un mot de passe',
  'error.DMP_SECRET_UNAVAILABLE.problem.password-needed': "il n'a pas été donné",
  'error.DMP_CERTIFICATE_UNFIT.what.repack':
    "la clé privée de {path} n'est celle d'aucun certificat qui s'y trouve : rien n'a été écrit.",
  'error.DMP_CERTIFICATE_UNFIT.why.repack':
    "un tel fichier ne peut ni se connecter ni signer ; réécrit, il ne vaudrait pas mieux et aurait l'air sain.",
  'error.DMP_CERTIFICATE_UNFIT.todo.repack':
    "dmp cert inspect {path} --passphrase-from prompt    (quelle clé, quels certificats)\nprendre le .p12 d'origine, ou réunir le bon certificat et la bonne clé : openssl pkcs12 -export",
}
