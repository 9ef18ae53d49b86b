import type {Messages} from '../messages.ts'

/** Diagnostic du poste : module et contenu de la CPS (causes, constats, remèdes). */
export const workstationCpsFr: Messages = {
  'workstation.cause.module-missing': "Cryptolib CPS n'est pas installé : aucun module aux endroits connus",
  'workstation.cause.module-file-broken-link': '{path} est un lien qui ne mène nulle part',
  'workstation.cause.module-file-not-a-file': "{path} n'est pas un fichier",
  'workstation.cause.module-file-unreadable': 'ce compte ne peut pas lire {path}',
  'workstation.cause.module-obsolete':
    'seul un ancien module, que Cryptolib ne sert plus, est installé : {path}',
  'workstation.cause.module-there': 'module CPS trouvé : {path}',
  'workstation.cause.module-fits': 'le module est fait pour Node {arch}',
  'workstation.cause.module-header-untold': "l'en-tête du module n'a pas pu être lu",
  'workstation.cause.module-not-a-library':
    "{path} n'est pas une bibliothèque que Node {node} puisse charger",
  'workstation.cause.module-of-other-system':
    "{path} est une bibliothèque d'un autre système (Node {node} ici)",
  'workstation.cause.module-arch': '{path} est fait pour {found}, et Node pour {node}',
  'workstation.cause.pkcs11js-missing':
    "la partie facultative pkcs11js n'est pas installée : le module et la carte n'ont pas été interrogés",
  'workstation.cause.module-not-tried': "le module n'a pas été chargé",
  'workstation.cause.module-kept-off':
    "{path} n'a pas été chargé : une carte présente n'est pas reconnue comme CPS, ou peut ne pas l'être, et un module peut lire toute carte",
  'workstation.cause.module-kept-off-vitale':
    "{path} n'a pas été chargé : il pourrait lire la carte Vitale. Tant qu'elle est là, la version du module, les certificats et le code de la CPS ne sont pas regardés",
  'workstation.cause.module-stopped':
    "une autre carte est entrée pendant que le module était chargé : il a été arrêté aussitôt, et a pu l'interroger avant",
  'workstation.cause.card-kind-unsaid': 'la carte ne dit pas si elle est CPS, CPF, CPE ou CPA',
  'workstation.cause.card-kind-cde-cpe':
    "carte CDE ou CPE (personnel d'établissement) : d'après le tableau public des droits elle ne donne pas accès à la consultation du DMP",
  'workstation.cause.card-kind-cda-cpa':
    "carte CDA ou CPA (personnel autorisé) : aucune source publique ne dit qu'elle donne accès au DMP",
  'workstation.cause.card-moved':
    "une carte a été insérée ou retirée pendant l'examen : ce que le module a lu n'est pas forcément la CPS vue du lecteur",
  'workstation.cause.module-load-late':
    "le module n'a pas répondu en {detail} : trop peu de temps pour le juger",
  'workstation.cause.module-load-hung': 'le module ne répond pas : il a été arrêté après {detail}',
  'workstation.cause.module-load-crashed': 'le module plante au chargement ({detail})',
  'workstation.cause.module-load-exited': 'le module met fin au programme qui le charge (code {detail})',
  'workstation.cause.module-load-missing-dependency': 'il manque au module une bibliothèque : {detail}',
  'workstation.cause.module-load-missing-symbol':
    "une bibliothèque dont le module a besoin est d'une autre version {detail}",
  'workstation.cause.module-load-not-pkcs11': '{path} est une bibliothèque, mais pas un module PKCS#11',
  'workstation.cause.module-load-not-found': '{path} a disparu entre-temps',
  'workstation.cause.module-load-wrong-architecture': "le module n'est pas fait pour ce Node",
  'workstation.cause.module-load-not-a-library': "{path} n'est pas une bibliothèque",
  'workstation.cause.module-load-no-rights': "ce compte n'a pas le droit de charger {path}",
  'workstation.cause.module-load-refused': 'le module refuse de démarrer : {detail}',
  'workstation.cause.module-load-failed': 'le module ne se charge pas : {detail}',
  'workstation.cause.module-answers': 'le module répond : {description}',
  'workstation.cause.module-foreign': "ce module n'est pas celui de l'ANS : {description} ({manufacturer})",
  'workstation.cause.version-serves-card':
    'version de Cryptolib non dite par le système ; le module lit cette carte',
  'workstation.cause.version-untold': 'le système ne dit pas quelle version de Cryptolib est installée',
  'workstation.cause.cryptolib-too-old':
    'Cryptolib {version} ne connaît pas la CPS4 : il faut au moins {minimum}',
  'workstation.cause.cryptolib-behind':
    'Cryptolib {version} ; la plus récente publiée au {date} est {latest}',
  'workstation.cause.cryptolib-recent': 'Cryptolib {version}',
  'workstation.cause.token-seen': 'le module lit la carte : {label}',
  'workstation.cause.token-of-other-card':
    'dans « {reader} », le module lit une autre carte que la CPS vue du lecteur : {label}, {model}',
  'workstation.cause.card-update-interrupted':
    'une mise à jour de la carte a été interrompue : la carte est inutilisable',
  'workstation.cause.module-reinit-needed': 'le module demande que la carte soit présentée de nouveau',
  'workstation.cause.token-error': 'le module voit la carte et ne peut pas la lire : {value}',
  'workstation.cause.module-on-card-late':
    "le module n'a pas lu la carte en {detail} : trop peu de temps pour le juger",
  'workstation.cause.module-on-card-hung':
    'le module se bloque en lisant la carte : il a été arrêté après {detail}',
  'workstation.cause.module-on-card-crashed': 'le module plante en lisant la carte ({detail})',
  'workstation.cause.module-on-card-exited':
    'le module met fin au programme en lisant la carte (code {detail})',
  'workstation.cause.module-on-card-failed': 'le module ne peut pas lister ses lecteurs : {detail}',
  'workstation.cause.token-held': 'un autre programme tient « {reader} » : le module dit « pas de carte »',
  'workstation.cause.module-no-slot': 'PC/SC voit la carte et le module ne voit aucun lecteur',
  'workstation.cause.no-token': 'le module ne voit aucune CPS',
  'workstation.cause.reader-not-in-module':
    'le module ne connaît pas le lecteur « {reader} », où PC/SC voit la carte',
  'workstation.cause.token-atr-unknown': 'la CPS est là, et le module ne connaît pas son ATR exact',
  'workstation.cause.token-cps4-unread':
    'CPS4 vue du lecteur et pas du module : Cryptolib est sans doute antérieure à {minimum}',
  'workstation.cause.token-unseen-untold':
    'le module ne voit pas la CPS de « {reader} » ; ce système ne dit pas si un programme tient le lecteur',
  'workstation.cause.token-unseen': 'PC/SC voit la CPS dans « {reader} » et le module ne la voit pas',
  'workstation.cause.no-card-certificate': 'la carte ne montre aucun certificat',
  'workstation.cause.card-certificate-unreadable': 'un certificat de la carte est illisible',
  'workstation.cause.no-auth-certificate': "la carte n'a pas de certificat d'authentification",
  'workstation.cause.test-card-in-production': 'carte de TEST sur un poste de production ({issuer})',
  'workstation.cause.card-certificate-expired-auth':
    "le certificat d'authentification de la carte est expiré depuis {days} jour(s)",
  'workstation.cause.card-certificate-expired-sign':
    'le certificat de signature de la carte est expiré depuis {days} jour(s)',
  'workstation.cause.card-certificate-early': "un certificat de la carte ne vaut qu'à partir du {date}",
  'workstation.cause.card-certificate-ends': 'les certificats de la carte expirent dans {days} jour(s)',
  'workstation.cause.real-card-in-test':
    'carte réelle, alors que le profil vise une plateforme de test ({issuer})',
  'workstation.cause.test-card': "carte de TEST : elle n'ouvre que les plateformes de test ({issuer})",
  'workstation.cause.card-issuer-unknown':
    "l'autorité des certificats de la carte n'est pas de l'IGC-Santé ({issuer})",
  'workstation.cause.card-issuer-conflict':
    'les certificats de la carte se disent à la fois de test et de production ({issuer})',
  'workstation.cause.card-issuer-unproved':
    "rien ne prouve qui a fait les certificats de cette carte : l'autorité « {issuer} » n'est pas connue de ce poste",
  'workstation.cause.card-product-unproved':
    "son certificat est signé par « {issuer} », mais ce n'est pas celui par lequel une carte s'authentifie ({product})",
  'workstation.cause.card-certificates-good': 'certificats de la carte valables encore {days} jour(s)',
  'workstation.cause.pin-clear': 'code porteur : aucun essai faux signalé',
  'workstation.cause.pin-locked': 'code porteur bloqué',
  'workstation.cause.pin-locked-for-good': 'code porteur bloqué, et code de déblocage épuisé',
  'workstation.cause.pin-final-try': "code porteur : il ne reste qu'un essai",
  'workstation.cause.pin-count-low': 'code porteur : au moins un essai faux depuis le dernier bon',
  'workstation.cause.pin-unblock-locked':
    'code de déblocage épuisé : un code porteur bloqué ne pourrait plus être débloqué',
  'workstation.cause.pin-not-set': 'code porteur non initialisé',
  'workstation.cause.pin-to-be-changed': 'code porteur à changer avant usage',
  'workstation.cause.pin-accepted': 'code porteur accepté',
  'workstation.cause.pin-wrong': 'code porteur refusé par la carte',
  'workstation.cause.pin-refused-locked': 'code porteur non essayé : il est bloqué',
  'workstation.cause.pin-refused-last-try': "code porteur non essayé : c'était le dernier essai",
  'workstation.cause.pin-refused-length': 'code porteur non essayé : longueur impossible pour cette carte',
  'workstation.cause.pin-test-failed': "l'essai du code n'a pas abouti ({problem} {detail})",
  'workstation.evidence.module-places': '{count} endroit(s) regardé(s)',
  'workstation.evidence.module-not-there': 'absent : {path}',
  'workstation.evidence.module-current': 'trouvé : {path}',
  'workstation.evidence.module-obsolete': "trouvé, d'une ancienne Cryptolib, jamais chargé : {path}",
  'workstation.evidence.module-unconfirmed': "trouvé, à un endroit que l'ANS ne documente pas : {path}",
  'workstation.evidence.module-asked': 'demandé : {path}',
  'workstation.evidence.module-file-broken-link': 'lien qui ne mène nulle part : {path}',
  'workstation.evidence.module-file-not-a-file': 'pas un fichier : {path}',
  'workstation.evidence.module-file-unreadable': 'illisible pour ce compte : {path}',
  'workstation.evidence.module-header-fits': 'en-tête de {path} : {arch}, comme Node',
  'workstation.evidence.module-header': 'en-tête de {path} : {format}, {machines}',
  'workstation.evidence.module-header-program': '{path} est un programme, pas une bibliothèque',
  'workstation.evidence.module-header-empty': '{path} est vide',
  'workstation.evidence.module-header-too-short': '{path} est tronqué',
  'workstation.evidence.module-header-text': '{path} contient du texte',
  'workstation.evidence.module-header-damaged': "l'en-tête de {path} est abîmé",
  'workstation.evidence.module-header-other': "{path} n'a l'en-tête d'aucune bibliothèque",
  'workstation.evidence.pkcs11js-missing': 'pkcs11js ne se charge pas dans cette installation',
  'workstation.evidence.module-tried': 'chargé dans un processus à part : {path}',
  'workstation.evidence.module-said': 'détail : {detail}',
  'workstation.evidence.module-identity':
    '{description}, {manufacturer}, bibliothèque {version}, PKCS#11 {cryptoki}',
  'workstation.evidence.module-own-version':
    "{description}, bibliothèque {version} (ce n'est pas la version de Cryptolib)",
  'workstation.evidence.module-not-asked':
    "cartes non demandées au module : une carte présente n'est pas reconnue comme CPS, et il pourrait la lire",
  'workstation.evidence.cryptolib-elsewhere':
    "Cryptolib {version} est installée d'après {by}, mais ce module n'est pas son fichier",
  'workstation.evidence.token-read': 'carte lue par le module : {label}',
  'workstation.evidence.cryptolib-version': "Cryptolib {version}, d'après {by}",
  'workstation.evidence.token-in-reader': '« {reader} » : {label}, {model}',
  'workstation.evidence.token-by-label':
    'le module ne nomme pas ses lecteurs comme PC/SC ; carte reconnue à son étiquette : {label}, {model}',
  'workstation.evidence.token-not-crossed': 'non recoupé : PC/SC ne dit pas quelle carte est là',
  'workstation.evidence.module-return-value': 'code de retour du module : {value}',
  'workstation.evidence.module-loaded-first': "le module s'était chargé et avait répondu",
  'workstation.evidence.module-slot-absent': 'module, « {reader} » : pas de carte',
  'workstation.evidence.module-slot-uninitialised': 'module, « {reader} » : support vierge',
  'workstation.evidence.module-slot-failed': 'module, « {reader} » : erreur',
  'workstation.evidence.module-slot-read': "module, « {reader} » : une carte, qui n'est pas la CPS attendue",
  'workstation.evidence.module-slots': '{count} lecteur(s) vu(s) du module',
  'workstation.evidence.card-certificate-auth': "authentification : {issuer}, jusqu'au {end} ({days} jours)",
  'workstation.evidence.card-certificate-sign': "signature : {issuer}, jusqu'au {end} ({days} jours)",
  'workstation.evidence.card-certificate-environment-production': 'certificat de production ({issuer})',
  'workstation.evidence.card-certificate-environment-test': 'certificat de TEST ({issuer})',
  'workstation.evidence.card-certificate-environment-unknown':
    "ni test ni production d'après ses signes ({issuer})",
  'workstation.evidence.card-certificate-environment-conflict':
    'signes de test et de production à la fois ({issuer})',
  'workstation.evidence.card-type-cps': "d'après son certificat : CPS, professionnel de santé",
  'workstation.evidence.card-type-cpf': "d'après son certificat : CPF, professionnel en formation",
  'workstation.evidence.card-type-cde-cpe': "d'après son certificat : CDE ou CPE, personnel d'établissement",
  'workstation.evidence.card-type-cda-cpa': "d'après son certificat : CDA ou CPA, personnel autorisé",
  'workstation.evidence.card-revocation-not-asked':
    'révocation de la carte non demandée : le serveur le fait à la connexion',
  'workstation.evidence.card-signed-anchor': "signature prouvée par l'autorité {authority} de l'IGC-Santé",
  'workstation.evidence.card-signed-vouched':
    "signature prouvée par l'autorité « {authority} », dont ce poste (dmp cert trust, trust.caFiles) répond",
  'workstation.evidence.card-certificates-unreadable': '{count} certificat(s) illisible(s) sur la carte',
  'workstation.evidence.token-flags': 'indicateurs de la carte : {flags}, lus sans essayer de code',
  'workstation.evidence.pin-length': 'code de {min} à {max} caractères',
  'workstation.evidence.pin-keypad': 'le lecteur a son propre clavier',
  'workstation.evidence.pin-accepted': 'une ouverture de session, refermée aussitôt',
  'workstation.evidence.pin-after-clear': "après l'essai : aucun essai faux signalé",
  'workstation.evidence.pin-after-count-low': "après l'essai : plus tous les essais",
  'workstation.evidence.pin-after-final-try': "après l'essai : il ne reste qu'un essai",
  'workstation.evidence.pin-after-locked': "après l'essai : code bloqué",
  'workstation.evidence.pin-after-locked-for-good': "après l'essai : code bloqué, déblocage épuisé",
  'workstation.evidence.pin-after-unblock-locked': "après l'essai : code de déblocage épuisé",
  'workstation.evidence.pin-after-not-set': "après l'essai : code non initialisé",
  'workstation.evidence.pin-after-to-be-changed': "après l'essai : code à changer",
  'workstation.remedy.install-cryptolib':
    'installer Cryptolib CPS (ANS, industriels.esante.gouv.fr) pour ce système, puis relancer',
  'workstation.remedy.install-cryptolib-linux':
    "installer le RPM CryptolibCPS de l'ANS ; ou nommer le module : --module FICHIER",
  'workstation.remedy.give-module-rights': 'faire rendre à ce compte le droit de lire {path} et ses dossiers',
  'workstation.remedy.reinstall-cryptolib': 'désinstaller puis réinstaller Cryptolib CPS, et relancer',
  'workstation.remedy.module-for-node':
    'prendre le module et le Node du même processeur (w64 avec un Node x64) ; Node est ici {node}',
  'workstation.remedy.unhang-module':
    'fermer les programmes qui emploient la carte (CCM, CPS Gestion, logiciel métier), retirer la carte, la remettre et relancer',
  'workstation.remedy.install-library':
    'installer la bibliothèque {name} (sous Windows, la redistribuable Visual C++ que Cryptolib demande), ou réinstaller Cryptolib CPS',
  'workstation.remedy.renew-library': 'mettre à jour le système ou prendre la Cryptolib CPS faite pour lui',
  'workstation.remedy.use-cryptolib': 'employer le module de Cryptolib CPS : celui-ci ne lit pas une CPS',
  'workstation.remedy.look-at-cryptolib':
    'vérifier à la main la version de Cryptolib CPS : au moins {minimum} pour une CPS4',
  'workstation.remedy.update-cryptolib-to': 'mettre à jour Cryptolib CPS en {version}',
  'workstation.remedy.return-card':
    "ne plus employer cette carte et la signaler au support de l'ANS, qui la remplace",
  'workstation.remedy.take-other-card-out':
    'ne laisser que la CPS dans les lecteurs (retirer la carte Vitale), puis relancer',
  'workstation.remedy.read-cps-alone':
    'une seule fois : retirer la carte Vitale, relancer la même commande avec la CPS seule, puis remettre la carte Vitale',
  'workstation.remedy.use-own-cps':
    "employer la CPS ou la CPF du professionnel qui consulte ; pour cette carte, demander à l'établissement ce qu'elle permet (dmp card status)",
  'workstation.remedy.leave-cards-in': 'insérer la CPS, ne plus toucher aux cartes, puis relancer',
  'workstation.remedy.reinsert-cps':
    'fermer les programmes qui emploient la carte, la retirer, la remettre, puis relancer',
  'workstation.remedy.restart-pcsc-for-module':
    'redémarrer le service des cartes à puce et vérifier sa bibliothèque (Linux : libpcsclite1), puis relancer',
  'workstation.remedy.renew-card':
    "demander à l'ANS le renouvellement de la carte : une nouvelle carte porte de nouveaux certificats",
  'workstation.remedy.add-card-authority':
    "prendre le certificat de « {issuer} » sur http://igc-sante.esante.gouv.fr/AC (cartes : ACI-FO-PP.cer, ACI-ST-PP.cer), comparer son SHA-256 avec celui que donne l'ANS, puis dmp cert trust add FICHIER",
  'workstation.remedy.look-at-card-product': "chercher d'où vient cette carte, et insérer une CPS",
  'workstation.remedy.doubt-card':
    "ne pas employer cette carte : la faire examiner par l'ANS ou le service informatique ; ses certificats ne sont pas ce qu'ils disent",
  'workstation.remedy.use-real-card': 'insérer la carte réelle, ou employer un profil de test',
  'workstation.remedy.use-test-card': 'insérer une carte de test, ou employer le profil de production',
  'workstation.remedy.look-at-card-dates':
    "vérifier d'abord la date du poste ; si elle est juste, signaler la carte à l'ANS",
  'workstation.remedy.look-at-card-issuer':
    "vérifier d'où vient cette carte : le DMP n'accepte que celles de l'IGC-Santé",
  'workstation.remedy.unblock-pin': "débloquer dans CPS Gestion avec le code de déblocage reçu de l'ANS",
  'workstation.remedy.replace-card': "faire remplacer la carte par l'ANS : elle ne peut plus être débloquée",
  'workstation.remedy.mind-last-try':
    'ne rien essayer sans être sûr du code ; au besoin le changer dans CPS Gestion avec le code de déblocage',
  'workstation.remedy.mind-pin': 'ne jamais réessayer au hasard : trois codes faux bloquent la carte',
  'workstation.remedy.never-miss-pin':
    "ne pas se tromper de code ; demander à l'ANS une nouvelle carte avant d'en avoir besoin",
  'workstation.remedy.set-pin': 'initialiser le code porteur dans CPS Gestion',
  'workstation.remedy.change-pin': 'changer le code porteur dans CPS Gestion',
  'workstation.remedy.look-at-pin-first':
    "avant tout nouvel essai, lancer dmp card status : l'essai a pu compter",
  'topic.card': 'la CPS de ce poste',
  'command.card.status.summary': 'état de la CPS : certificats, code porteur, ce que la carte permet',
  'command.card.status.description':
    "Lit la CPS par le module de Cryptolib CPS, sans code : sorte de carte, certificats (dates, autorité, test ou production), état du code porteur d'après les indicateurs de la carte, et ce qu'une carte de cette sorte permet envers le DMP. Le module tourne dans un processus à part, en temps limité. --test-pin essaie le code, une fois, au clavier seulement, après avoir dit ce qu'il reste d'essais. Numéros et noms masqués, sauf --unmask. Sortie 0 : carte lue, rien de bloquant ; 10 : pas de carte lue, ou une erreur ; 2 : mauvais appel.",
  'command.card.status.test-pin':
    'essayer le code porteur, demandé au clavier ; un code faux coûte un des trois essais',
  'card.pin.confirm.clear': "Aucun essai faux n'est signalé (une CPS en permet 3). Essayer le code porteur ?",
  'card.pin.confirm.count-low': 'Au moins un essai faux : il en reste 2 au plus. Essayer le code porteur ?',
  'card.pin.confirm.final-try':
    "Il ne reste qu'UN essai : un code faux bloque la carte. L'essayer pourtant ?",
  'card.pin.confirm-again': 'Dernier essai, à confirmer : le code est-il certain ?',
  'card.pin.confirm.unblock-locked':
    'Aucun essai faux signalé, mais une carte bloquée ne pourrait plus être débloquée. Essayer le code porteur ?',
  'card.pin.confirm.not-set': "La carte dit que son code n'est pas initialisé. Essayer le code porteur ?",
  'card.pin.confirm.to-be-changed': 'La carte dit que son code est à changer. Essayer le code porteur ?',
  'card.pin.ask': 'Code porteur',
  'card.none': "aucune CPS n'a pu être lue",
  'card.label.module': 'module',
  'card.label.cryptolib': 'Cryptolib CPS',
  'card.label.model': 'modèle',
  'card.label.type': 'sorte',
  'card.label.pin': 'état',
  'card.label.certificate': 'certificat',
  'card.label.auth': 'authentification',
  'card.label.sign': 'signature',
  'card.type-untold': 'non dite par les certificats',
  'card.certificate': "{environment}, jusqu'au {end}, par {issuer}",
  'card.certificate-unreadable': 'illisible',
  'card.holder': 'titulaire : {holder}',
  'card.environment.production': 'production',
  'card.environment.test': 'TEST',
  'card.environment.unknown': "ni test ni production d'après ses signes",
  'card.environment.conflict': 'signes de test et de production à la fois',
  'card.uses.head': 'Ce que permet cette carte envers le DMP',
  'flag.cps-module': 'module PKCS#11 à regarder, au lieu de celui de Cryptolib CPS',
}
