import type {Messages} from '../messages.ts'

/** Causes, constats et remèdes du poste, de GALSS et des certificats, et ce qui n'a pas été regardé. */
export const workstationPostFr: Messages = {
  'workstation.cause.not-looked': 'non regardé',
  'workstation.cause.no-evidence': 'rien ne prouve que ce soit bon',
  'workstation.cause.fact-timeout': 'pas de réponse dans le temps imparti ({ms} ms)',
  'workstation.cause.fact-failed': "n'a pas pu être regardé ({detail})",
  'workstation.cause.os-known': '{system}, processeur {arch}',
  'workstation.cause.node-arch-ok': 'Node {arch}, pour lequel le module CPS existe',
  'workstation.cause.node-arch': "Node {arch} : le module CPS n'existe pas pour ce processeur",
  'workstation.cause.system-unserved': "le module CPS n'existe pas pour ce système ({platform})",
  'workstation.cause.session-console': 'session sur la console du poste',
  'workstation.cause.session-rdp': 'session de bureau à distance',
  'workstation.cause.session-citrix': 'session Citrix',
  'workstation.cause.session-remote': 'session distante (protocole non reconnu)',
  'workstation.cause.session-ssh': 'session SSH : ce sont les lecteurs de la machine distante qui sont vus',
  'workstation.cause.session-untold': "rien ne dit d'où vient la session",
  'workstation.cause.session-reaches-readers': 'la session voit des lecteurs',
  'workstation.cause.session-redirected':
    'session distante qui voit des lecteurs : les cartes à puce sont redirigées',
  'workstation.cause.client-no-reader': 'le poste côté utilisateur ne voit lui-même aucun lecteur',
  'workstation.cause.no-redirection-rdp':
    "le poste voit son lecteur et la session de bureau à distance n'en voit aucun : les cartes à puce ne sont pas redirigées",
  'workstation.cause.no-redirection-citrix':
    "le poste voit son lecteur et la session Citrix n'en voit aucun : les cartes à puce ne sont pas redirigées",
  'workstation.cause.no-reader-rdp':
    "session de bureau à distance sans lecteur : la redirection des cartes à puce n'est pas active, ou le poste n'a pas de lecteur",
  'workstation.cause.no-reader-citrix':
    "session Citrix sans lecteur : la redirection des cartes à puce n'est pas active, ou le poste n'a pas de lecteur",
  'workstation.cause.no-redirection-remote':
    "le poste voit son lecteur et la session distante n'en voit aucun : les cartes à puce ne sont pas redirigées",
  'workstation.cause.no-reader-remote':
    "session distante sans lecteur : la redirection des cartes à puce n'est pas active, ou le poste n'a pas de lecteur",
  'workstation.cause.clock-behind': "la dernière synchronisation est datée du futur : l'horloge a reculé",
  'workstation.cause.clock-untold': "rien ne dit si l'horloge est tenue à l'heure",
  'workstation.cause.clock-not-kept': "l'horloge n'est tenue à l'heure par rien",
  'workstation.cause.clock-kept': "l'horloge est tenue à l'heure",
  'workstation.cause.clock-old': "dernière synchronisation de l'horloge il y a {hours} h",
  'workstation.cause.ports-untold': 'les ports ouverts ne peuvent pas être lus ({reason})',
  'workstation.cause.ports-free': "aucun connecteur local n'écoute",
  'workstation.cause.port-foreign': 'le port {port}, celui de {name}, est tenu par {program}',
  'workstation.cause.ports-held-unnamed':
    'des ports de connecteurs sont tenus par un programme que ce compte ne peut pas nommer',
  'workstation.cause.ports-own': 'les ports des connecteurs sont tenus par leurs programmes',
  'workstation.cause.browser-none': 'aucun navigateur trouvé aux endroits connus',
  'workstation.cause.browser-seen': 'navigateurs trouvés : {count}',
  'workstation.cause.galss-missing': 'galss.ini manque alors que DMP Connect est installé',
  'workstation.cause.galss-absent': 'pas de galss.ini',
  'workstation.cause.galss-unreadable': '{path} ne se lit pas comme un fichier de GALSS',
  'workstation.cause.galss-serial':
    "galss.ini n'a qu'un ancien canal série : DMP Connect ne verra pas le lecteur PC/SC",
  'workstation.cause.galss-swapped':
    "galss.ini inverse les lecteurs de la CPS et de la Vitale, d'après les cartes insérées",
  'workstation.cause.galss-same-reader':
    'les canaux 1 (CPS) et 2 (Vitale) de galss.ini mènent à la même fente : {reader}',
  'workstation.cause.galss-cps-elsewhere':
    'la CPS est dans le lecteur du canal {number} de galss.ini, qui est celui de la carte Vitale : {reader}',
  'workstation.cause.galss-vitale-elsewhere':
    'la carte Vitale est dans le lecteur du canal {number} de galss.ini, qui est celui de la CPS : {reader}',
  'workstation.cause.galss-count': 'galss.ini annonce {told} canal ou canaux et en décrit {count}',
  'workstation.cause.galss-order-untold':
    "galss.ini nomme des lecteurs présents ; aucune carte en place ne dit si l'ordre est le bon",
  'workstation.cause.galss-absent-reader':
    'le canal {number} de galss.ini nomme un lecteur absent : {reader}',
  'workstation.cause.galss-ghost':
    'le canal {number} de galss.ini est de trop : il fait attendre DMP Connect',
  'workstation.cause.galss-not-compared': 'galss.ini lu, sans lecteur à quoi le comparer',
  'workstation.cause.galss-fits':
    'galss.ini mène aux lecteurs présents, et la carte insérée est sur son canal',
  'workstation.cause.certs-unusable': 'les certificats du profil ne peuvent pas être ouverts ({code})',
  'workstation.cause.certs-unproved': "non prouvé, faute d'un mot de passe à saisir ou d'un fait : {checks}",
  'workstation.cause.certs-token-kept-off':
    'les clés du profil sont sur un support PKCS#11, et leur module n’a pas été chargé : une carte Vitale est ou peut être dans un lecteur, et il pourrait la lire',
  'workstation.cause.certs-good': 'la paire du profil {profile} est bonne, encore {days} jours',
  'workstation.evidence.os': '{system}, {platform}, processeur {arch}',
  'workstation.evidence.elevated-yes': "tourne avec des droits d'administrateur, qui ne sont pas nécessaires",
  'workstation.evidence.elevated-no': "tourne sans droits d'administrateur",
  'workstation.evidence.elevated-untold': "droits d'administrateur : non demandés",
  'workstation.evidence.node': 'Node {version} pour {arch}, machine {machine}',
  'workstation.evidence.session': "{kind}, d'après {by}",
  'workstation.evidence.session-numbered': "{kind}, session {id}, d'après {by}",
  'workstation.evidence.session-unmarked': "aucune marque de session dans l'environnement",
  'workstation.evidence.session-readers': 'lecteurs vus de cette session : {count}',
  'workstation.evidence.client-readers-seen': 'le rapport du poste ({at}) voit un lecteur',
  'workstation.evidence.client-readers-not-seen': 'le rapport du poste ({at}) ne voit aucun lecteur',
  'workstation.evidence.client-readers-untold': 'le rapport du poste ({at}) ne dit rien des lecteurs',
  'workstation.evidence.clock-by': "d'après {by}",
  'workstation.evidence.clock-last': "dernière synchronisation il y a {hours} h, d'après {by}",
  'workstation.evidence.port-held': 'port {port} ({name}) : tenu, programme non dit à ce compte',
  'workstation.evidence.port-held-by': 'port {port} ({name}) : {program}',
  'workstation.evidence.ports-looked': 'regardé par {by}',
  'workstation.evidence.browser': '{name} {version} ({by})',
  'workstation.evidence.browser-unversioned': '{name}, version non lue ({by})',
  'workstation.evidence.firefox-module': 'le module CPS est déclaré à Firefox pour tout le poste',
  'workstation.evidence.firefox-no-module':
    "le module CPS n'est pas déclaré à Firefox pour tout le poste (un profil de Firefox peut le déclarer)",
  'workstation.evidence.ccm-runs': 'CCM tourne',
  'workstation.evidence.ccm-not-running': 'CCM ne tourne pas',
  'workstation.evidence.dmp-connect-installed': 'le service DmpConnect-JS2 est installé',
  'workstation.evidence.galss-absent': "pas de galss.ini à l'endroit connu",
  'workstation.evidence.galss-file': 'lu : {path}',
  'workstation.evidence.galss-channel': 'canal {number} : {reader}',
  'workstation.evidence.galss-serial-channel': 'canal {number}, ligne série : {reader}',
  'workstation.evidence.certs-checked':
    'profil {profile} ({environment}) : {passed} contrôles passés, {skipped} sans les faits pour juger',
  'workstation.evidence.certs-end': 'première fin dans {days} jours',
  'workstation.evidence.certs-ended': 'première fin il y a {days} jours',
  'workstation.cause.dates-by-wrong-clock': 'les dates sont à juger une fois ce poste à l’heure',
  'workstation.evidence.dates-by-server-clock':
    'dates jugées à l’heure des serveurs : celle de ce poste est fausse',
  'workstation.evidence.certs-revocation-known': 'la révocation des deux certificats est connue',
  'workstation.evidence.certs-revocation-in-vain': 'révocation demandée, et inconnue',
  'workstation.evidence.certs-revocation-off':
    'révocation non demandée : le profil dit trust.revocation: off',
  'workstation.evidence.certs-revocation-sandbox':
    'révocation non demandée : le DMP embarqué ne publie aucune liste',
  'workstation.evidence.certs-revocation-offline': 'révocation non demandée au réseau (--offline)',
  'workstation.remedy.other-system': "utiliser un poste Windows, macOS ou Linux x64 pour l'accès par carte",
  'workstation.remedy.node-x64-windows':
    "installer le Node x64 : Windows sur ARM l'exécute, et le module CPS n'existe qu'ainsi",
  'workstation.remedy.node-x64-linux':
    "utiliser une machine x86-64 avec son Node : le module CPS de Linux n'existe que pour elle",
  'workstation.remedy.look-at-redirection': 'vérifier dans la session que les cartes à puce sont redirigées',
  'workstation.remedy.diagnose-client-first':
    "régler d'abord le poste côté utilisateur : y lancer dmp doctor",
  'workstation.remedy.redirect-rdp':
    'dans la connexion Bureau à distance, Ressources locales, cocher « Cartes à puce » (pas le périphérique USB), puis reconnecter ; Cryptolib CPS doit être sur le serveur',
  'workstation.remedy.redirect-citrix':
    'faire autoriser le canal « carte à puce » par la stratégie Citrix (pas la redirection USB), puis rouvrir la session ; Cryptolib CPS doit être sur le serveur',
  'workstation.remedy.redirect-remote':
    'faire activer la redirection des cartes à puce de ce logiciel de session distante (pas celle du périphérique USB) ; Cryptolib CPS doit être sur le serveur',
  'workstation.remedy.look-at-clock':
    "vérifier à la main que ce poste se met à l'heure sur le serveur NTP de l'établissement",
  'workstation.remedy.synchronise-clock':
    "activer la synchronisation de l'heure sur le serveur NTP de l'établissement",
  'workstation.remedy.free-port': 'si {name} est utilisé ici, arrêter {program} ou changer son port ({port})',
  'workstation.remedy.swap-cards-or-galss':
    "mettre la carte dans l'autre fente ; si chaque fente porte déjà sa carte, refaire galss.ini avec l'outil de configuration de GALSS",
  'workstation.evidence.galss-card-in-place': 'canal {number} : « {reader} » porte la carte qui va avec',
  'workstation.remedy.reset-galss': "refaire galss.ini avec l'outil de configuration de GALSS",
  'workstation.remedy.name-profile': 'nommer le profil : dmp doctor --profile NOM',
  'workstation.remedy.config-check':
    'lancer dmp config check : il montre ce qui ne va pas dans le profil et ses clés',
  'workstation.remedy.cert-check': 'lancer dmp cert check devant ce poste : il demande le mot de passe',
  'workstation.remedy.cert-explain': 'suivre dmp cert explain {check}, puis dmp cert check',
  'workstation.remedy.untested-offline': 'relancer sans --offline, réseau branché',
  'workstation.remedy.untested-passive': 'relancer sans --no-card, carte insérée',
  'workstation.remedy.untested-not-selected': 'relancer sans --only',
  'workstation.remedy.untested-not-elevated': 'faire regarder {check} par un administrateur',
  'workstation.remedy.untested-not-gathered':
    'vérifier à la main ce que dit dmp doctor explain {check} : ce programme ne sait pas encore le regarder ici',
  'workstation.remedy.untested-no-profile': 'configurer un profil : dmp config init',
  'workstation.remedy.untested-no-target':
    "par carte ou en alimentation : --environment production, ou un profil (dmp config init) ; pour l'e-CPS aucun serveur n'est publié : --host ADRESSE de celui qu'ouvre le navigateur dit les pannes de sa route",
  'workstation.remedy.untested-not-installed':
    'installer la partie facultative que nomme dmp doctor explain {check}, ou vérifier à la main',
  'workstation.remedy.untested-nothing-to-check':
    "suivre dmp doctor explain {check} : il n'y a rien eu à regarder",
  'workstation.remedy.untested-unknown': 'relancer avec -v, puis suivre dmp doctor explain {check}',
  'workstation.cause.certs-revocation-off':
    'rien n’est su de la révocation de la paire : le profil {profile} dit trust.revocation: off',
  'workstation.remedy.allow-revocation':
    'mettre trust.revocation à warn ou strict dans le profil {profile}, ou demander une fois : dmp cert check avec une liste, --crl FICHIER',
  'workstation.cause.certs-revocation-strict':
    'le profil {profile} exige que la révocation soit connue (trust.revocation: strict), et elle n’est pas connue ici',
  'workstation.remedy.ask-revocation': 'lancer dmp cert check, qui demande la révocation au réseau',
}
