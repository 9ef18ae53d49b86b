import type {Messages} from '../messages.ts'

export const probeFr: Messages = {
  'command.probe.summary': 'Dit si le DMP est joignable, étape par étape, et sinon de quel côté est la panne',
  'command.probe.description':
    'Résolution du nom, connexion, TLS avec le certificat du profil, HTTP, chacun avec sa durée. Aucun patient, aucun envoi : rien ne compte dans les limites d’appels. Le DMP n’est mis en cause que si un autre serveur a été joint par le même chemin. Code de sortie 10 dès que quelque chose ne va pas, 0 sinon. Une trace est laissée dans le journal du profil, s’il en a un. Ctrl-C termine --watch.',
  'command.probe.format': 'forme de la réponse : texte, ligne pour Nagios, mesures pour Prometheus',
  'command.probe.output': 'fichier de mesures à remplacer d’un coup, sous --format prometheus',
  'command.probe.witness':
    'serveur à joindre pour comparer, quand le DMP ne l’est pas ; répétable ; hors bac à sable, celui des listes de révocation de l’IGC-Santé sinon',
  'command.probe.timeout': 'temps laissé à chaque serveur, de 1s à 5m',
  'command.probe.slow': 'au-delà de cette durée, un DMP joint est signalé lent',
  'command.probe.watch': 'recommencer jusqu’à Ctrl-C ; une ligne par changement',
  'command.probe.interval': 'attente entre deux sondages de --watch, 10s au moins',
  'command.probe.no-journal': 'ne pas laisser de trace dans le journal',
  'probe.title': 'Sondage du DMP, profil {profile} ({environment}), {at}',
  'probe.environment.sandbox': 'bac à sable',
  'probe.environment.test': 'test',
  'probe.environment.formation': 'formation',
  'probe.environment.production': 'production',
  'probe.column.server': 'Serveur',
  'probe.column.dns': 'DNS',
  'probe.column.tcp': 'TCP',
  'probe.column.tls': 'TLS',
  'probe.column.certificate': 'Notre certificat',
  'probe.column.http': 'HTTP',
  'probe.column.total': 'Total',
  'probe.role.dmp': 'DMP',
  'probe.role.other': 'autre service',
  'probe.role.witness': 'témoin',
  'probe.stage.failed': 'échec',
  'probe.stage.kept': 'non montré',
  'probe.stage.taken': 'admis',
  'probe.stage.not-asked': 'non demandé',
  'probe.side.none': 'Rien à signaler.',
  'probe.side.us': 'C’est de notre côté.',
  'probe.side.dmp': 'C’est du côté du DMP.',
  'probe.side.unclear': 'On ne peut pas dire de quel côté.',
  'probe.likely': '(probable)',
  'probe.slow': 'Le DMP est joint, mais en {ms} ms (seuil {limit} ms).',
  'probe.written': 'Mesures écrites dans {path}',
  'probe.watched': '{probes} sondage(s), {changes} changement(s) en {time}.',
  'probe.next.us':
    'À faire : dmp doctor --for feeding-certificate explique la panne et donne le remède ; certificat : dmp cert check.',
  'probe.next.dmp':
    'À faire : attendre et suivre avec dmp probe --watch ; si cela dure, support du DMP avec cette réponse. Une règle du pare-feu ou du proxy pour ce seul serveur aurait le même aspect : à vérifier aussi.',
  'probe.next.unclear':
    'À faire : nommer un serveur extérieur que ce poste joint d’habitude (--witness HÔTE), ou donner plus de temps (--timeout) ; puis dmp doctor --for feeding-certificate.',
  'probe.cause.reached': '{place} est joint jusqu’au bout.',
  'probe.cause.no-address': 'Le profil ne donne aucune adresse du DMP.',
  'probe.cause.no-time': '{place} : le temps donné n’a pas suffi pour conclure.',
  'probe.cause.proxy-name': 'Le nom du proxy {host} n’est pas trouvé ({reason}).',
  'probe.cause.dns-no-server': 'Aucun serveur DNS ne répond sur ce poste : {host} n’est pas cherché.',
  'probe.cause.dns-system': 'Le DNS connaît {host} ; ce poste ne le trouve pas.',
  'probe.cause.dns-unknown-name':
    'Le nom {host} n’existe pas pour le DNS de ce poste : adresse mal écrite dans le profil, ou DNS interne qui ne connaît pas l’extérieur.',
  'probe.cause.dns-failed': 'Le DNS n’a pas su dire l’adresse de {host} ({reason}, {ms} ms).',
  'probe.cause.proxy-authentication': 'Le proxy {proxy} demande un nom et un mot de passe.',
  'probe.cause.proxy-forbidden': 'Le proxy {proxy} interdit {place}.',
  'probe.cause.proxy-not-http': 'Ce qui écoute en {proxy} n’est pas un proxy.',
  'probe.cause.proxy-tls': 'La liaison TLS avec le proxy {proxy} échoue.',
  'probe.cause.proxy-leads-nowhere': 'Le proxy {proxy} ne mène pas à {place} ({reason} {detail}).',
  'probe.cause.proxy-not-reached': 'Le proxy {proxy} n’est pas joint ({reason}).',
  'probe.cause.hosts-file':
    'Le fichier hosts de ce poste mène {place} à {address}, qui ne répond pas comme il faut.',
  'probe.cause.tcp-failed': 'La connexion à {place} échoue ({detail}).',
  'probe.cause.tcp-refused': '{place} refuse la connexion.',
  'probe.cause.tcp-timeout': '{place} ne répond pas à la demande de connexion ({ms} ms).',
  'probe.cause.tcp-unreachable': 'Aucune route ne mène à {place}.',
  'probe.cause.tcp-reset': 'La connexion à {place} est coupée aussitôt.',
  'probe.cause.tls-name-cut':
    'La liaison TLS avec {place} est coupée dès que le serveur est nommé : un équipement sur le chemin lit ce nom.',
  'probe.cause.tls-not-tls':
    'Ce qui répond en {place} ne parle pas TLS : portail captif, proxy, ou port mal écrit.',
  'probe.cause.wrong-name':
    'Le serveur joint en {place} n’est pas {name} d’après son certificat : adresse du profil, DNS ou équipement sur le chemin.',
  'probe.cause.tls-failed': 'La liaison TLS avec {place} échoue ({detail}).',
  'probe.cause.tls-timeout': '{place} accepte la connexion puis se tait ({ms} ms).',
  'probe.cause.tls-reset': '{place} coupe la connexion pendant la liaison TLS.',
  'probe.cause.tls-closed': '{place} ferme la connexion pendant la liaison TLS.',
  'probe.cause.tls-old-version': '{place} ne parle qu’une version de TLS abandonnée.',
  'probe.cause.tls-no-common': '{place} n’a aucune version ni suite TLS en commun avec ce programme.',
  'probe.cause.tls-alert': '{place} rompt la liaison TLS par l’alerte {detail}.',
  'probe.cause.clock-slow':
    'L’horloge de ce poste retarde de {seconds} s sur celle de {place} : les appels seront refusés.',
  'probe.cause.clock-fast':
    'L’horloge de ce poste avance de {seconds} s sur celle de {place} : les appels seront refusés.',
  'probe.cause.clock-by-dates':
    'Le certificat de {place} est dans ses dates d’après son horloge, et pas d’après celle de ce poste.',
  'probe.cause.not-proved': 'Le certificat de {place} n’a pas pu être vérifié.',
  'probe.cause.server-unreadable': 'Ce que {place} montre comme certificat est illisible.',
  'probe.cause.intercepted-foreign':
    'La liaison TLS avec {place} est déchiffrée en route, par « {issuer} » : ce serveur doit être exempté.',
  'probe.cause.intercepted-forged': 'Le certificat montré en {place} imite l’autorité « {issuer} ».',
  'probe.cause.intercepted-self-signed':
    'Le certificat montré en {place} n’est signé que par lui-même ({subject}) : un équipement sur le chemin répond à sa place.',
  'probe.cause.not-trusted':
    'L’autorité « {issuer} » de {place} n’est pas de celles du profil : environnement ou trust.caFiles.',
  'probe.cause.server-expired': 'Le certificat de {place} est périmé.',
  'probe.cause.server-not-yet': 'Le certificat de {place} n’est pas encore valable.',
  'probe.cause.server-incomplete': '{place} n’envoie pas toute sa chaîne de certificats ({issuer}).',
  'probe.cause.server-refused': 'TLS refuse le certificat de {place} ({reason}).',
  'probe.cause.authority-absent':
    'L’autorité « {issuer} » de {place} manque ici ({reason}) : dmp cert trust add.',
  'probe.cause.certificate-refused': '{place} refuse notre certificat (alerte {detail}).',
  'probe.cause.certificate-cut':
    '{place} coupe sans un mot quand notre certificat est montré : refusé, peut-être.',
  'probe.cause.certificate-untold': '{place} n’a pas dit s’il admet notre certificat.',
  'probe.cause.key-unusable':
    'Le certificat du profil ou sa clé ne s’ouvre pas : rien n’a été montré à {place}.',
  'probe.cause.http-unavailable': '{place} répond HTTP {status} : il ne peut pas servir pour l’instant.',
  'probe.cause.http-silent': '{place} admet la liaison et ne répond pas à la requête ({ms} ms).',
  'probe.cause.http-closed': '{place} admet la liaison et ferme sans répondre.',
  'probe.cause.http-not-http': '{place} admet la liaison et répond autre chose que de l’HTTP.',
  'flag.trace-availability':
    'montrer aussi les pannes vues par les appels : de quand à quand, combien d’appels, de quel côté',
  'availability.no-call': 'Aucun appel du DMP dans ces traces : rien n’est dit de sa disponibilité.',
  'availability.title':
    'Appels du DMP : {calls}, dont {answered} avec une réponse (un refus en est une) ; pannes : {outages}.',
  'availability.from': 'De',
  'availability.to': 'À',
  'availability.time': 'Durée',
  'availability.calls': 'Appels',
  'availability.unknown': 'dont inconnus',
  'availability.side': 'Côté probable',
  'availability.causes': 'Codes',
  'availability.lasting': 'sans réponse depuis',
  'availability.side.us': 'nous',
  'availability.side.dmp': 'le DMP',
  'availability.side.unclear': 'non établi',
  'availability.by-probe': '(sondage)',
  'availability.others': '{count} autre(s) : voir --json, --from et --to.',
  'availability.note':
    'Une panne va du premier appel sans réponse au premier qui en a une : entre les deux, personne n’a demandé. Un sondage fait pendant ce temps (dmp probe) établit le côté.',
  'probe.evidence.direct': '{place} est joint directement, sans proxy.',
  'probe.evidence.by-proxy': '{place} est joint par le proxy {proxy}.',
  'probe.evidence.other-reached': '{place} est joint par le même chemin ({ms} ms).',
  'probe.evidence.other-failed': '{place} n’est pas joint non plus par le même chemin ({stage} : {reason}).',
  'probe.evidence.other-untold': '{place} : rien de plus n’en a été appris.',
  'probe.evidence.no-other': 'Aucun autre serveur n’a été essayé par le même chemin : --witness HÔTE.',
  'probe.evidence.clock-seen': 'L’horloge de ce poste est à {seconds} s de celle de {place}.',
  'probe.evidence.clock-untold': 'Aucun serveur n’a donné l’heure : celle de ce poste n’est pas vérifiée.',
  'probe.evidence.kept-token':
    'Notre certificat n’a pas été montré à {place} : sa clé est sur un support qui demande un code, et personne n’est interrogé.',
  'probe.evidence.kept-secret':
    'Notre certificat n’a pas été montré à {place} : sa phrase secrète devrait être tapée, et personne n’est interrogé.',
  'probe.evidence.certificate-taken': '{place} demande notre certificat et l’admet.',
  'probe.evidence.certificate-not-asked':
    '{place} ne demande pas notre certificat : rien n’en est prouvé, et l’adresse est à comparer à celle du DMP.',
  'probe.evidence.http-elsewhere': '{place} renvoie vers {elsewhere}.',
  'probe.evidence.http-forbidden':
    '{place} répond HTTP {status} à une requête sans objet : c’est habituel, et ne prouve pas que les appels passent.',
  'probe.evidence.issuer-added': 'L’autorité « {issuer} » de {place} n’est connue que par le profil.',
}
