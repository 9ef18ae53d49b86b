import type {Messages} from '../messages.ts'

/** `cert check` et `cert explain` : commandes et écrans. */
export const certCheckFr: Messages = {
  'command.cert.check.summary': "contrôle un certificat, une paire, ou la paire d'un profil",
  'command.cert.check.description':
    "Sans argument, la paire du profil. Chaque contrôle a un identifiant stable (dmp cert explain). La révocation est demandée par CRL et OCSP ; inconnue, elle n'est jamais dite bonne. Sortie 0 : ni alerte ni erreur ; 10 : au moins une ; le verdict gradué (ok, warning, error, expired) est dans le texte et dans data.verdict. --nagios imprime une ligne et ses valeurs : la sonde traduit 10 d'après son premier mot.",
  'command.cert.check.source':
    'fichier, - (entrée standard), https://hôte:port, URI pkcs11: ou windows:Magasin',
  'command.cert.check.auth': "source du certificat ORG AUTH_CLI d'une paire",
  'command.cert.check.sign': "source du certificat ORG SIGN d'une paire",
  'command.cert.check.use': 'à quoi le certificat doit servir',
  'command.cert.check.expect-finess': 'FINESS ou SIRET que le champ OU doit porter',
  'command.cert.check.warn-days': 'alerte à partir de ce nombre de jours avant la fin (60)',
  'command.cert.check.error-days': 'erreur à partir de ce nombre de jours avant la fin',
  'command.cert.check.finess-file':
    'extraction publique du FINESS (structureet, structureej, ou avec en-tête), lue sans réseau',
  'command.cert.check.crl': 'liste de révocation à utiliser ; répétable',
  'command.cert.check.fresh': "redemander la révocation, quoi que l'on ait gardé de la dernière journée",
  'command.cert.check.offline':
    'ne rien demander au réseau : une révocation inconnue est alors dite, sans alerte',
  'command.cert.check.passphrase-from': 'où prendre le mot de passe : prompt, file:CHEMIN, fd:3, command:[…]',
  'command.cert.check.unmask': 'montrer les noms des certificats de personnes',
  'command.cert.check.nagios': 'une ligne pour Nagios, Icinga ou Centreon',
  'command.cert.check.prometheus': 'écrire un fichier de métriques (textfile de Prometheus)',
  'command.cert.explain.summary':
    'explique un contrôle de certificat : ce qui est regardé, pourquoi, que faire',
  'command.cert.explain.description': 'Sans argument, la liste de tous les contrôles.',
  'command.cert.explain.check': 'identifiant du contrôle, par exemple TIME-03',
  'certificate.role.leaf': 'certificat',
  'cert.check.ends': "jusqu'au {end} ({days} jours)",
  'cert.check.ended': 'fini depuis le {end} ({days} jours)',
  'cert.check.end-of-use': "; sa clé ne sert que jusqu'au {end} ({days} jours)",
  'cert.check.use-ended': '; sa clé ne doit plus servir depuis le {end} ({days} jours)',
  'cert.check.revocation.good': 'non révoqué ({by} {from}, au {asOf} UTC)',
  'cert.check.revocation.revoked': 'révoqué le {at} ({by} {from}, au {asOf} UTC)',
  'cert.check.revocation.unknown': 'révocation inconnue ({doubt})',
  'cert.check.asked': '{asked} contrôles faits ; sans objet ici, ou faute de données : {skipped}',
  'cert.check.explain': 'dmp cert explain {check}    (ce qui est regardé, pourquoi, que faire)',
  'cert.check.verdict.ok': 'Verdict : rien à signaler.',
  'cert.check.verdict.warning': 'Verdict : alerte.',
  'cert.check.verdict.error': 'Verdict : erreur.',
  'cert.check.verdict.expired': 'Verdict : expiré.',
  'cert.check.nagios.ok': "certificats bons jusqu'au {end} ({days} jours)",
  'cert.check.nagios.more': 'et {count} autre(s)',
  'cert.explain.head.id': 'contrôle',
  'cert.explain.head.severity': 'au plus',
  'cert.explain.head.scope': 'portée',
  'cert.explain.head.what': 'ce qui doit être vrai',
  'cert.explain.more': 'dmp cert explain CONTRÔLE    (pourquoi, et que faire)',
  'cert.explain.at-most': '(au plus : {severity})',
  'cert.explain.what': 'Regardé  :',
  'cert.explain.why': 'Pourquoi :',
  'cert.explain.fix': 'Que faire :',
  'cert.explain.scope': 'Portée   :',
  'cert.explain.source': 'Source   :',
  'cert.explain.scope.certificate': 'un certificat',
  'cert.explain.scope.container': 'ce qui le contient',
  'cert.explain.scope.file': 'le fichier',
  'cert.explain.scope.store': 'le magasin',
  'cert.explain.scope.pair': 'la paire',
  'cert.explain.scope.profile': 'le profil',
  'error.DMP_FILE_UNREADABLE.what.finess': "{file} n'est pas une extraction du FINESS.",
  'error.DMP_FILE_UNREADABLE.why.finess':
    "ni les sections structureet ou structureej de l'ancien format, ni un en-tête avec un numéro FINESS n'y ont été trouvés ; le JSON de FINESS+ ne se lit pas ici.",
  'error.DMP_FILE_UNREADABLE.todo.finess':
    'prendre une extraction en CSV sur data.gouv.fr (établissements, ou entités juridiques) et la donner telle quelle.',
  'error.DMP_SECRET_UNAVAILABLE.what.source':
    "le certificat de {source} est caché par son mot de passe, qui n'a pas été donné.",
  'error.DMP_SECRET_UNAVAILABLE.why.source':
    'ce fichier chiffre aussi ses certificats ; celui que remet la plateforme IGC-Santé les montre sans mot de passe.',
  'error.DMP_SECRET_UNAVAILABLE.todo.source': 'ajouter {setting} prompt (ou file:CHEMIN) à la commande.',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.no-certificate:csr': 'une demande (CSR), pas un certificat',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.no-certificate:crl':
    'une liste de révocation (CRL), pas un certificat',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.no-certificate:key': 'une clé seule, sans certificat',
}
