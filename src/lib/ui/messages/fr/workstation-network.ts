import type {Messages} from '../messages.ts'

/** Dits d'un serveur : cause quand elle est la pire, constat à côté d'une autre. */
const said: readonly (readonly [code: string, text: string])[] = [
  ['dns-unknown-name', "{host} : ce nom n'existe pas dans le DNS de ce poste"],
  ['dns-no-address', '{host} : le DNS connaît ce nom, sans adresse'],
  ['dns-server-failed', "{host} : le serveur DNS n'a pas pu trouver ce nom (SERVFAIL)"],
  ['dns-server-refused', '{host} : le serveur DNS refuse de chercher ce nom'],
  ['dns-no-answer', '{host} : le serveur DNS ne répond pas ({ms} ms accordées)'],
  ['dns-no-server', "{host} : rien n'écoute à l'adresse du serveur DNS réglée sur ce poste"],
  ['dns-system', '{host} : le DNS connaît ce nom, et la recherche du système ne le trouve pas'],
  ['dns-slow', "{host} : la recherche de ce nom par le système n'a pas fini en {ms} ms : rien n'est prouvé"],
  ['dns-other', "{host} : la recherche de ce nom échoue sans qu'on sache pourquoi"],
  ['tcp-refused', "{place} refuse la connexion : rien n'y écoute, ou un pare-feu la rejette"],
  ['tcp-timeout', '{place} ne répond pas ({ms} ms accordées) : un pare-feu jette sans doute les paquets'],
  ['tcp-unreachable', "{place} : aucune route réseau n'y mène"],
  ['tcp-reset', "{place} : la connexion est coupée à l'ouverture"],
  ['tcp-other', "{place} : la connexion échoue sans qu'on sache pourquoi ({status})"],
  ['tcp-proxy-authentication', 'le proxy {proxy} demande un identifiant pour mener à {place} ({status})'],
  ['tcp-proxy-forbidden', 'le proxy {proxy} interdit {place} ({status})'],
  ['tcp-proxy-gateway', "le proxy {proxy} n'arrive pas lui-même à joindre {place} ({status})"],
  ['tcp-proxy-status', 'le proxy {proxy} refuse de mener à {place} ({status})'],
  ['tcp-proxy-timeout', 'le proxy {proxy} accepte la connexion et ne répond pas ({ms} ms accordées)'],
  ['tcp-proxy-closed', 'le proxy {proxy} coupe quand on lui demande {place}'],
  ['tcp-proxy-not-http', "ce qui répond à {proxy} n'est pas un proxy HTTP"],
  ['tcp-proxy-tls', 'le proxy {proxy} ne peut pas être joint en TLS ({status})'],
  ['tls-timeout', '{place} accepte la connexion et ne négocie pas TLS ({ms} ms accordées)'],
  ['tls-reset', '{place} : la négociation TLS est coupée de force avant tout certificat'],
  ['tls-closed', '{place} : la connexion se ferme avant tout certificat'],
  ['tls-not-tls', '{place} : ce qui répond ne parle pas TLS ({detail})'],
  ['tls-old-version', '{place} ne parle que {version}, trop ancien : il faut TLS 1.2 au moins'],
  ['tls-no-common', '{place} : aucune version ni suite de chiffrement en commun ({detail})'],
  ['tls-name-refused', '{place} ne connaît pas le nom {name}'],
  ['tls-alert', '{place} refuse la négociation TLS avant tout certificat (alerte {detail})'],
  ['tls-other', '{place} : la négociation TLS échoue ({detail})'],
  [
    'tls-name-cut',
    "{place} répond quand le nom {name} n'est pas annoncé, et pas quand il l'est : un équipement coupe d'après ce nom",
  ],
  ['tls-cut', '{place} montre son certificat puis coupe sans rien dire'],
  ['tls-no-name', '{place} est une adresse : aucun nom de serveur à annoncer (SNI)'],
  ['sni-none', '{place} est une adresse : aucun nom à annoncer'],
  ['too-little-time', 'le temps accordé ({ms} ms) est trop court pour juger'],
  ['issuer-unreadable', '{place} montre un certificat illisible'],
  [
    'issuer-foreign',
    'TLS intercepté : le certificat montré par {place} vient de « {issuer} », autorité inconnue du DMP comme du public',
  ],
  ['issuer-self-signed', 'le certificat montré par {place} (« {issuer} ») est signé par lui-même'],
  [
    'issuer-forged',
    "TLS intercepté : le certificat montré par {place} se dit de « {issuer} » et n'est pas signé de sa clé",
  ],
  [
    'issuer-not-shown',
    '{place} ne montre que son certificat, émis par « {issuer} » : interception ou chaîne incomplète',
  ],
  ['chain-expired', '{place} : le certificat « {name} » a expiré le {date}'],
  ['chain-not-yet', "{place} : le certificat « {name} » ne vaut qu'à partir du {date}"],
  ['chain-wrong-name', '{place} : le certificat est fait pour {found}, pas pour {name}'],
  [
    'chain-incomplete',
    "{place} ne montre pas le certificat de l'autorité « {issuer} » : la chaîne ne peut pas être vérifiée",
  ],
  ['chain-not-trusted', "{place} : l'autorité « {issuer} » n'est pas de celles que ce profil croit"],
  [
    'chain-refused',
    '{place} : le certificat « {subject} », émis sous « {issuer} », est refusé par TLS ({code}) : les commandes le refusent aussi',
  ],
  [
    'chain-by-our-clock',
    '{place} : les dates de la chaîne sont bonnes à l’heure du serveur, pas à celle de ce poste',
  ],
  ['chain-unproved', '{place} : la chaîne n’a pas pu être vérifiée par TLS dans le temps imparti'],
  [
    'chain-authority-absent',
    '{place} : l’autorité IGC-Santé « {issuer} » est reconnue, mais son certificat n’est pas sur ce poste, ou le fichier de la clé qui le contient est fermé',
  ],
  [
    'issuer-added',
    '{place} : la chaîne finit à « {issuer} », autorité ajoutée par la configuration, ni IGC-Santé ni publique : c’est peut-être celle d’un proxy qui déchiffre',
  ],
  [
    'issuer-vouched',
    '{place} : la chaîne finit à « {issuer} », publique sur la seule parole de trust.publicCaFiles et absente de la liste publique : rien ne prouve qu’aucun proxy ne déchiffre',
  ],
]

/** Causes, constats et remèdes du réseau et de l'heure. */
export const workstationNetworkFr: Messages = {
  ...Object.fromEntries(
    said.flatMap(([code, text]) => [
      [`workstation.cause.${code}`, text],
      [`workstation.evidence.${code}`, text],
    ]),
  ),
  'command.workstation.doctor.host':
    'serveur à joindre en plus de ceux du profil : adresse https ou hôte, port 443 sauf mention ; répétable',
  'command.workstation.doctor.environment':
    'joindre aussi les hôtes publics de cet environnement ; sans profil et sans cela, aucun serveur n’est joint',
  'workstation.cause.none-reached': "aucun serveur n'a été atteint jusque-là dans le temps imparti",
  'workstation.cause.dns-found': 'noms trouvés ({count})',
  'workstation.cause.tcp-open': 'connexions ouvertes ({count})',
  'workstation.cause.tls-shaken': 'négociations TLS abouties ({count})',
  'workstation.cause.sni-same': 'même serveur, nom annoncé ou non',
  'workstation.cause.sni-needed': 'le serveur se reconnaît au nom annoncé, et le nom lui parvient',
  'workstation.cause.sni-announced': "nom annoncé ; sans lui, rien n'a pu être vu",
  'workstation.cause.issuer-expected': "autorités attendues ({count}) : pas d'interception vue",
  'workstation.cause.chain-good': 'chaînes complètes et valables ({count})',
  'workstation.cause.skew-untold': "aucun serveur n'a donné l'heure",
  'workstation.cause.skew-by-sync':
    "aucun serveur n'a donné l'heure ; l'horloge a été synchronisée depuis moins de 24 h",
  'workstation.cause.skew-small': 'écart de {seconds} s avec {place}',
  'workstation.cause.skew-unsure': 'écart de {seconds} s avec {place}, réponse trop lente pour en être sûr',
  'workstation.cause.clock-slow': "l'horloge de ce poste retarde de {span} sur {place}",
  'workstation.cause.clock-fast': "l'horloge de ce poste avance de {span} sur {place}",
  'workstation.cause.proxy-variable-unreadable': '{variable} ne contient pas une adresse de proxy',
  'workstation.cause.extra-ca-unreadable': 'NODE_EXTRA_CA_CERTS nomme un fichier qui ne peut pas être lu',
  'workstation.cause.proxy-not-followed':
    "{place} est joint sans proxy et n'est pas atteint, alors que ce poste a un proxy ({proxy})",
  'workstation.cause.proxy-serves': 'le proxy {proxy} mène à {place}',
  'workstation.cause.proxy-asked': 'les serveurs sont demandés au proxy {proxy}, qui n’y a mené pour aucun',
  'workstation.cause.proxy-none': "aucun proxy n'est réglé à un endroit connu",
  'workstation.cause.proxy-told':
    'un proxy est réglé sur ce poste ({proxy}) ; les serveurs sont joints sans lui',
  'workstation.evidence.not-reached': '{place} : pas regardé jusque-là',
  'workstation.evidence.dns-resolver': '{host} : {addresses} ({ms} ms)',
  'workstation.evidence.dns-hosts-file':
    "{host} : {addresses}, d'après le fichier hosts de ce poste ({ms} ms)",
  'workstation.evidence.dns-literal': '{host} : adresse donnée telle quelle',
  'workstation.evidence.tcp-direct': '{place} : {address}, {ms} ms',
  'workstation.evidence.tcp-through-proxy': '{place} : par le proxy {proxy} ({address}), {ms} ms',
  'workstation.evidence.tls-shaken': '{place} : {version}, {cipher}, {ms} ms',
  'workstation.evidence.tls-wanted':
    '{place} demande un certificat client, que ce diagnostic ne montre pas (alerte {alert})',
  'workstation.evidence.sni-untold': "{place} : pas d'autre connexion possible pour essayer sans le nom",
  'workstation.evidence.sni-unnamed-late': '{place} : sans le nom, pas de réponse à temps',
  'workstation.evidence.sni-needed': "{place} : refuse la négociation si le nom {name} n'est pas annoncé",
  'workstation.evidence.sni-same': '{place} : même certificat, nom {name} annoncé ou non',
  'workstation.evidence.sni-other': "{place} : autre certificat si le nom {name} n'est pas annoncé",
  'workstation.evidence.issuer-igc-sante': "{place} : autorité de l'IGC-Santé, {issuer}",
  'workstation.evidence.issuer-configured': '{place} : autorité du profil, {issuer}',
  'workstation.evidence.issuer-public': '{place} : autorité publique, {issuer}',
  'workstation.evidence.chain':
    '{place} : « {subject} », émis sous « {issuer} », {shown} certificats montrés, encore {days} jours',
  'workstation.evidence.date-same': '{place} : même heure, à moins de 1 s près (aller-retour {ms} ms)',
  'workstation.evidence.date-ahead':
    '{place} : son heure est en avance de {seconds} s (aller-retour {ms} ms)',
  'workstation.evidence.date-behind':
    '{place} : son heure est en retard de {seconds} s (aller-retour {ms} ms)',
  'workstation.evidence.date-absent': "{place} répond sans donner l'heure",
  'workstation.evidence.date-unreadable': '{place} donne une heure illisible',
  'workstation.evidence.date-timeout': '{place} ne répond pas en HTTP ({ms} ms accordées)',
  'workstation.evidence.date-closed':
    '{place} coupe sans répondre en HTTP : il exige sans doute un certificat client',
  'workstation.evidence.date-not-http': '{place} ne répond pas en HTTP',
  'workstation.evidence.date-other': "{place} : l'heure n'a pas pu être demandée",
  'workstation.evidence.proxy-variable': '{variable} : {proxy}',
  'workstation.evidence.proxy-no-variable': 'ni HTTPS_PROXY ni https_proxy',
  'workstation.evidence.proxy-exceptions': 'NO_PROXY fait des exceptions',
  'workstation.evidence.proxy-node-follows': 'NODE_USE_ENV_PROXY : Node suit les variables',
  'workstation.evidence.extra-ca-readable':
    'NODE_EXTRA_CA_CERTS ajoute des autorités à Node, pas à ce programme',
  'workstation.evidence.extra-ca-unreadable': 'NODE_EXTRA_CA_CERTS : fichier illisible',
  'workstation.evidence.proxy-system-untold-other-system': 'proxy du système : non regardé sur ce système',
  'workstation.evidence.proxy-system-untold-timeout': 'proxy du système : pas de réponse à temps',
  'workstation.evidence.proxy-system-untold-unreadable': "proxy du système : n'a pas pu être lu",
  'workstation.evidence.proxy-user-none': 'pas de proxy fixe pour les navigateurs ({by})',
  'workstation.evidence.proxy-user': 'proxy des navigateurs : {proxy} ({by})',
  'workstation.evidence.proxy-script':
    "un script (PAC) choisit le proxy des navigateurs ; il n'est pas lu ici",
  'workstation.evidence.proxy-services': 'proxy des services (WinHTTP) : {proxy}',
  'workstation.evidence.proxy-named-by-profile': '{proxy}, d’après le profil',
  'workstation.evidence.proxy-named-by-environment': '{proxy}, d’après HTTPS_PROXY',
  'workstation.evidence.proxy-named-by-system': '{proxy}, d’après le système',
  'workstation.evidence.proxy-from-profile': "{place} : par {proxy}, d'après le profil",
  'workstation.evidence.proxy-from-environment': "{place} : par {proxy}, d'après HTTPS_PROXY",
  'workstation.evidence.proxy-from-system': "{place} : par {proxy}, d'après le système",
  'workstation.remedy.open-dns':
    "vérifier l'adresse ; si elle est juste, demander au service informatique que {host} soit résolu depuis ce poste",
  'workstation.remedy.mend-dns-server':
    'faire vérifier le serveur DNS réglé sur ce poste, et le réseau qui y mène ({host})',
  'workstation.remedy.open-port': "demander au service informatique d'ouvrir {place} (TCP) depuis ce poste",
  'workstation.remedy.proxy-authentication':
    "demander que {proxy} laisse passer {place} sans identifiant : ce programme n'en donne pas",
  'workstation.remedy.open-proxy': 'demander que le proxy {proxy} laisse passer {place} (CONNECT)',
  'workstation.remedy.open-tls':
    "demander que rien n'inspecte ni ne coupe TLS vers {place} (pare-feu, antivirus, proxy)",
  'workstation.remedy.look-at-address':
    "vérifier l'adresse {place} dans le profil ; si elle est juste, le dire à qui tient ce serveur",
  'workstation.remedy.set-server-name': "mettre un nom d'hôte dans l'adresse, ou régler endpoints.serverName",
  'workstation.remedy.more-time': 'relancer avec plus de temps : --timeout 30s',
  'workstation.remedy.try-in-browser':
    'ouvrir le DMP dans le navigateur : son proxy est choisi par un script que ce diagnostic ne suit pas',
  'workstation.remedy.exempt':
    "envoyer au service informatique : « Merci d'exempter du déchiffrement TLS les hôtes {hosts}. Ils exigent un certificat client (authentification mutuelle), qu'un proxy qui déchiffre ne peut pas relayer. Autorité vue à la place de la vraie : {issuer}. »",
  'workstation.remedy.complete-chain':
    "demander au service informatique si « {issuer} » est une autorité de l'établissement (alors exempter {place} du déchiffrement) ; sinon déclarer ce certificat dans trust.caFiles",
  'workstation.remedy.tell-server-side':
    "vérifier l'heure de ce poste ; si elle est juste, le certificat de {place} est à renouveler par qui tient ce serveur",
  'workstation.remedy.trust-authority':
    "si « {issuer} » est bien l'autorité de {place}, déclarer son certificat dans trust.caFiles (ou insi.caFiles)",
  'workstation.remedy.set-clock':
    "mettre ce poste à l'heure du serveur NTP de l'établissement : au-delà de {limit} s, les demandes sont refusées",
  'workstation.remedy.mend-proxy-variable': 'écrire la variable ainsi : http://proxy.exemple:8080',
  'workstation.remedy.mend-extra-ca': 'corriger le chemin de NODE_EXTRA_CA_CERTS, ou ôter la variable',
  'workstation.remedy.set-proxy':
    'si {place} doit passer par le proxy : régler « proxy » dans le profil (http://{proxy}) ; sinon faire ouvrir la route directe',
  'workstation.cause.named-alone':
    'les serveurs nommés répondent, mais aucun n’est connu pour être celui du DMP : cela ne prouve rien du DMP',
  'workstation.remedy.name-address':
    'par carte ou en alimentation : --environment production, dont les serveurs publiés sont connus ; pour l’e-CPS aucun n’est publié : ouvrir le DMP dans le navigateur, qui seul montre qu’il répond',
  'workstation.cause.profile-unread':
    'les adresses à joindre sont dans un profil qui n’a pas été lu ({code})',
  'workstation.cause.proxy-answers':
    'le proxy {proxy} dit mener à {place}, et aucun serveur n’a répondu par TLS à travers lui',
  'workstation.remedy.mend-chain':
    'faire corriger le certificat de {place} par qui tient ce serveur, en citant le refus de TLS : {code}',
  'workstation.remedy.add-authority':
    'ajouter le certificat de cette autorité IGC-Santé : dmp cert trust add FICHIER',
  'workstation.remedy.compare-issuer':
    'comparer l’émetteur qu’un navigateur hors de l’établissement montre pour {place} avec « {issuer} » ; s’ils diffèrent, un proxy déchiffre : l’ôter de trust.publicCaFiles et faire exempter {hosts}',
  'workstation.remedy.vouch-for-issuer':
    'demander au service informatique si « {issuer} » est l’autorité d’un proxy ; si oui, la retirer de trust.caFiles (ou insi.caFiles) et faire exempter {hosts} du déchiffrement TLS',
}
