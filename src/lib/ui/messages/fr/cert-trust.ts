import type {Messages} from '../messages.ts'

/** Les autorités de confiance de ce poste, et la révocation avant un envoi. */
export const certTrustFr: Messages = {
  'topic.cert:trust': 'autorités de confiance de ce poste',
  'command.cert.trust.add.summary': 'faire connaître à ce poste les autorités d’un fichier',
  'command.cert.trust.add.description':
    'Une autorité de l’IGC-Santé se prouve par sa clé ou sa signature : elle compte aussitôt. Toute autre ne compte que si vous vous en portez garant, son empreinte comparée à celle que publie l’autorité.',
  'command.cert.trust.list.summary': 'autorités de confiance : celles du produit, celles de ce poste',
  'command.cert.trust.list.description':
    'Celles du produit sont des faits (nom, clé, empreinte) : leurs certificats viennent de vos propres fichiers.',
  'command.cert.trust.remove.summary': 'retirer une autorité ajoutée à ce poste',
  'command.cert.trust.remove.description':
    'Les autorités du produit ne se retirent pas. Un profil peut encore nommer la même dans trust.caFiles.',
  'arg.trust-source': 'fichier PEM, DER, p7b ou p12 qui contient des certificats d’autorité',
  'arg.trust-fingerprint': 'empreinte SHA-256, entière ou au moins ses 8 premiers caractères',
  'flag.trust-yes': 'ne rien demander : les empreintes sont dans --confirm',
  'flag.trust-confirm':
    'empreinte SHA-256 entière de chaque autorité dont vous vous portez garant, séparées par des virgules',
  'error.DMP_TRUST_STORE_UNREADABLE.what':
    'la liste des autorités de confiance de ce poste est abîmée : {file}.',
  'error.DMP_TRUST_STORE_UNREADABLE.why':
    'ce fichier a été modifié ou coupé ; plutôt que d’en croire une partie, rien n’en est cru.',
  'error.DMP_TRUST_STORE_UNREADABLE.todo':
    'Reprenez {file} d’une sauvegarde, ou retirez-le et refaites : dmp cert trust add FICHIER',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.no-authority': 'il n’y a là aucun certificat d’autorité',
  'error.DMP_TRUST_NOT_FOUND.what': 'aucune autorité ajoutée à ce poste n’a l’empreinte {fingerprint}.',
  'error.DMP_TRUST_NOT_FOUND.what.several':
    'plusieurs autorités ont une empreinte qui commence par {fingerprint}.',
  'error.DMP_TRUST_NOT_FOUND.why':
    'l’empreinte est le SHA-256 du certificat, en hexadécimal ; ses 8 premiers caractères suffisent s’ils n’en désignent qu’une.',
  'error.DMP_TRUST_NOT_FOUND.todo': 'dmp cert trust list    (montre chaque empreinte)',
  'error.DMP_CONFIRMATION_NEEDED.action.trust':
    'se porter garant de l’autorité {subject}, empreinte SHA-256 {fingerprint}',
  'error.DMP_CONFIRMATION_NEEDED.why.trust':
    'rien dans le produit ne prouve cette autorité ; quiconque tient sa clé pourrait fabriquer des certificats que ce poste croirait.',
  'error.DMP_CONFIRMATION_NEEDED.todo.trust':
    'Comparez l’empreinte à celle que l’autorité publie, puis relancez avec --yes --confirm {value}',
  'error.DMP_CONFIRMATION_NEEDED.why.trust-namesake':
    "elle porte le nom ou l'identifiant de clé d'une autorité de l'ANS (IGC-Santé) sans en avoir la clé : ce n'est pas la sienne, sauf si l'ANS en a annoncé une nouvelle. Qui détient sa clé pourrait fabriquer des certificats que ce poste croirait.",
  'error.DMP_CONFIRMATION_NEEDED.todo.trust-namesake':
    "Comparer l'empreinte à celle que publie l'ANS. Si c'est la même, relancer avec --namesake --yes --confirm {value}",
  'command.cert.trust.add.namesake':
    "aussi une autorité qui porte le nom d'une autorité de l'IGC-Santé avec une autre clé",
  'certificate.finding.CHAIN-01.critical':
    "l'autorité {issuer} porte une extension contraignante que ce programme n'applique pas ({extension}) : elle ne peut pas compter.",
  'certificate.finding.CHAIN-01.critical-own':
    'le certificat porte une extension critique que ce programme ne connaît pas ({extension}) : il ne peut pas être accepté.',
  'error.DMP_FILE_UNREADABLE.reason.ENOTCRL': "ce n'est pas une liste de révocation (CRL) lisible",
  'certificate.finding.CHAIN-01.uses':
    "l'autorité {issuer} ne répond que d'autres usages que ceux du certificat (usage étendu de la clé).",
  'certificate.finding.CHAIN-01.repeated':
    "l'autorité {issuer} porte deux fois la même extension ({extension}) : elle ne peut pas compter.",
  'certificate.finding.CHAIN-01.repeated-own':
    'le certificat porte deux fois la même extension ({extension}) : aucune des deux ne fait foi, il ne peut pas être accepté.',
  'certificate.finding.CHAIN-01.expired':
    'l’autorité {issuer} n’est plus valable depuis le {end} : plus rien ne prouve ce certificat.',
  'certificate.finding.CHAIN-01.not-yet-valid':
    'l’autorité {issuer} n’est valable qu’à partir du {start} : vérifier l’horloge de ce poste.',
  'certificate.finding.CHAIN-01.path-too-long':
    'l’autorité {issuer} n’a pas le droit d’avoir une autre autorité sous elle.',
  'certificate.finding.CHAIN-01.not-self-signed':
    'l’autorité {issuer} se dit signée par elle-même et ne l’est pas : le fichier est altéré ou faux.',
  'consent.trust':
    'L’autorité {subject} n’est pas prouvée par l’IGC-Santé.\nEmpreinte SHA-256 : {fingerprint}\nLa comparer à celle que l’autorité publie, puis taper ses {digits} premiers caractères pour s’en porter garant :',
  'consent.trust-namesake':
    'ATTENTION : {subject} porte le nom d’une autorité de l’IGC-Santé sans en avoir la clé.\nEmpreinte SHA-256 : {fingerprint}\nSeule une nouvelle autorité annoncée par l’ANS peut l’expliquer. Comparer l’empreinte à celle qu’elle publie, puis taper ses {digits} premiers caractères :',
  'trust.basis.anchor': 'autorité de l’IGC-Santé ({anchor})',
  'trust.basis.signed': 'signée par une autorité de l’IGC-Santé ({anchor})',
  'trust.basis.operator': 'un opérateur s’en est porté garant',
  'trust.basis.product': 'connue du produit',
  'trust.column.authority': 'Autorité',
  'trust.column.until': 'Valable jusqu’au',
  'trust.column.basis': 'Pourquoi',
  'trust.column.fingerprint': 'Empreinte SHA-256',
  'trust.own': 'Connues du produit :',
  'trust.added': 'Ajoutées à ce poste ({path}) :',
  'trust.none': 'Aucune autorité ajoutée à ce poste.',
  'trust.now-known': 'Ajoutée : {subject} ({why})',
  'trust.already': 'Déjà connue : {subject} ({why})',
  'trust.passed-over': 'Laissé de côté, ce n’est pas une autorité : {subject}',
  'trust.ended': 'Attention : {subject} n’est plus valable depuis le {end}.',
  'trust.removed': 'Retirée : {subject}, empreinte {fingerprint}',
  'check.revocation.good':
    'aucun des deux certificats n’est révoqué, d’après ce que ce poste sait depuis le {since}',
}
