import type {Messages} from '../messages.ts'

/** Ce que les contrôles de certificats trouvent. */
export const certFindingsFr: Messages = {
  'certificate.finding.TIME-04.early':
    "la clé ne peut signer qu'à partir du {start} : un cachet posé avant est hors politique.",
  'certificate.finding.TIME-04.ended':
    "la clé ne doit plus signer depuis le {end}, bien que le certificat dure jusqu'au {certificateEnd} : un cachet posé après est hors politique.",
  'certificate.finding.TIME-05':
    "les deux certificats finissent à {days} jours d'écart ({auth} et {sign}) : deux renouvellements à prévoir.",
  'certificate.finding.TIME-06':
    "l'autorité {issuer} finit le {end}, avant le certificat ({certificateEnd}).",
  'certificate.finding.TIME-07':
    "l'horloge de cette machine ({clock}) retarde : un fichier ou une liste de révocation est daté du {seen}.",
  'certificate.finding.CHAIN-02':
    "émis par {issuer} : il faut l'autorité IGC-SANTE ELEMENTAIRE ORGANISATIONS.",
  'certificate.finding.CHAIN-03.incomplete':
    "chaîne incomplète : l'émetteur {issuer} n'est pas dans la source.",
  'certificate.finding.CHAIN-03.order':
    'les certificats de la chaîne ne se suivent pas (certificat, autorité, racine).',
  'certificate.finding.CHAIN-04.duplicate': '{count} certificat(s) en double dans la source.',
  'certificate.finding.CHAIN-04.mixed': 'certificats de test et de production mélangés dans la même source.',
  'certificate.finding.CHAIN-04.foreign':
    '{count} certificat(s) sans rapport avec la chaîne, dont {example}.',
  'certificate.finding.USE-02': "la politique {found} n'est pas celle du produit {product} ({expected}).",
  'certificate.finding.USE-03':
    "« {name} » annonce un certificat de régulation (SAMU) : il consulte, il n'alimente pas.",
  'certificate.finding.ID-01.several':
    'le sujet a plusieurs OU : {found} est pris pour la structure, à côté se trouve {others}.',
  'certificate.finding.ID-01.deprecated':
    "le préfixe de {found} (FINESS EJ ou EG) n'a plus cours depuis le 1er septembre 2016.",
  'certificate.finding.ID-02.person': 'la clé de contrôle du numéro {found} du porteur est fausse.',
  'certificate.finding.ID-05': "INSi n'accepte que les noms INSI-AUTO et INSI-MANU, pas « {found} ».",
  'certificate.finding.ID-06': 'certificat nommé {found}, prévu pour INSi, employé pour le DMP.',
  'certificate.finding.ID-07':
    'la raison sociale « {name} » fait 40 caractères : elle est sans doute coupée, ne la comparez pas.',
  'certificate.finding.KEY-03.other': 'même clé que le certificat de numéro de série {serial}.',
  'certificate.finding.KEY-04.roca':
    'la clé a la forme de celles du générateur défaillant ROCA (CVE-2017-15361) : elle se calcule à partir du certificat.',
  'certificate.finding.KEY-04.exponent': 'exposant public inhabituel ({exponent}).',
  'certificate.finding.P12-01': "le mot de passe n'ouvre pas {path}.",
  'certificate.finding.P12-03': "clé protégée en 3DES : normal pour un fichier d'origine ANS.",
  'certificate.finding.P12-04.leaf-not-first':
    "le certificat de la clé n'est pas le premier du fichier : des outils en prennent un autre.",
  'certificate.finding.P12-04.empty-password': "le mot de passe est vide : n'importe qui ouvre la clé.",
  'certificate.finding.REV-01': 'révoqué le {at} ({by} {from}) {reason}',
  'certificate.finding.REV-01.stale':
    'révoqué le {at}, selon une liste périmée ({by} {from}) : une révocation ne se reprend pas. {reason}',
  'certificate.finding.REV-02': 'révocation inconnue ({doubt}, {from}).',
  'certificate.finding.REV-02.unheard':
    "{from} n'a pas répondu utilement ({doubt}) : non révoqué selon {by}, à la date du {since}.",
  'certificate.finding.REV-02.offline': "révocation non vérifiée : rien n'a été demandé au réseau.",
  'certificate.finding.REV-02.off': 'révocation non vérifiée : le profil le veut ainsi (trust.revocation).',
  'certificate.finding.REV-02.no-address':
    'révocation inconnue : le certificat ne nomme aucune adresse que l’on puisse interroger en HTTP.',
  'certificate.finding.REV-02.address-unusable':
    'révocation inconnue : aucune adresse du certificat ne peut être interrogée en HTTP ({from}).',
  'certificate.finding.REV-02.issuer-unknown':
    "révocation inconnue : l'autorité qui l'a signé manque, rien ne peut être vérifié.",
  'certificate.finding.REV-02.list-wrong-signer':
    "liste {from} : non utilisée, l'autorité de ce certificat ne l'a pas signée.",
  'certificate.finding.REV-02.list-not-yet-valid':
    'liste {from} : non utilisée, elle est datée du futur ({detail}).',
  'certificate.finding.REV-02.list-stale':
    'liste {from} : non utilisée, elle a pris fin le {detail} et ne nomme pas ce certificat.',
  'certificate.finding.REV-02.list-delta':
    'liste {from} : liste delta où ce certificat ne figure pas, ce qui ne prouve rien. Donner la liste complète.',
  'certificate.finding.REV-02.list-some-reasons':
    "liste {from} : elle ne porte que sur certains motifs et ce certificat n'y figure pas, ce qui ne prouve rien. Donner la liste complète.",
  'certificate.finding.REV-02.list-indirect':
    "liste {from} : non utilisée, c'est une liste indirecte (de plusieurs autorités). Donner celle de l'autorité de ce certificat.",
  'certificate.finding.REV-02.list-unreadable':
    "liste {from} : non utilisée, elle ne parle pas de ce certificat d'une façon lisible ({detail}).",
  'certificate.finding.REV-02.unreachable': 'révocation inconnue : {from} ne répond pas.',
  'certificate.finding.REV-02.refused': 'révocation inconnue : {from} refuse de répondre.',
  'certificate.finding.REV-02.unreadable': 'révocation inconnue : la réponse de {from} est illisible.',
  'certificate.finding.REV-02.wrong-signer':
    "révocation inconnue : la réponse de {from} n'est pas signée par l'autorité du certificat.",
  'certificate.finding.REV-02.stale': 'révocation inconnue : la liste de {from} est périmée.',
  'certificate.finding.REV-02.not-yet-valid':
    "révocation inconnue : la réponse de {from} est datée du futur ; voir l'horloge.",
  'certificate.finding.REV-02.responder-does-not-know':
    'révocation inconnue : {from} ne connaît pas ce certificat.',
  'certificate.finding.REV-02.back-off':
    'révocation inconnue : {from} a échoué il y a peu et ne sera redemandé que plus tard.',
  'certificate.finding.FILE-01':
    "{path} contient une clé et d'autres comptes peuvent le lire (droits {mode}).",
  'certificate.finding.FILE-01.acl': '{path} contient une clé et peut être lu par : {who}.',
  'certificate.finding.FILE-02.desktop': '{path} contient une clé et se trouve sur un bureau.',
  'certificate.finding.FILE-02.downloads': '{path} contient une clé et est resté dans les téléchargements.',
  'certificate.finding.FILE-02.web-root':
    "{path} contient une clé et se trouve sous la racine d'un site web.",
  'certificate.finding.FILE-02.git-work-tree': '{path} contient une clé et se trouve dans un dépôt git.',
  'certificate.finding.FILE-02.shared-folder': '{path} contient une clé et se trouve sur un partage.',
  'certificate.finding.FILE-03': '{path} contient une clé privée en clair.',
  'certificate.finding.FILE-04': 'le certificat de {path} se trouve aussi ailleurs ({count}) : {copy}.',
  'certificate.finding.FILE-04.older-twin':
    "{path} est encore en service alors que {newer} dure plus longtemps (jusqu'au {end}).",
  'certificate.finding.FILE-05': "le contenu de {path} n'est pas ce que son nom annonce.",
  'certificate.finding.FILE-05.ending': '{path} se termine par .{ending} mais contient du {format}.',
  'certificate.finding.FILE-05.no-leaf':
    "{path} ne contient que des autorités : le certificat lui-même n'y est pas.",
  'certificate.finding.FILE-05.bom':
    "le fichier PEM commence par une marque d'ordre des octets (BOM), que d'autres outils refusent.",
  'certificate.finding.FILE-05.utf16': "fichier PEM enregistré en UTF-16, que d'autres outils refusent.",
  'certificate.finding.FILE-05.crlf': 'fichier PEM à fins de ligne Windows.',
  'certificate.finding.FILE-05.bare-base64':
    "certificat en base64 sans ses lignes BEGIN et END, que d'autres outils refusent.",
  'certificate.finding.FILE-06': '{path} annonce {announced} et contient {found}.',
  'certificate.finding.STORE-01': 'gardé dans un magasin : {location}.',
  'certificate.finding.STORE-01.current-user': 'gardé dans {location} : un compte de service ne le voit pas.',
  'certificate.finding.STORE-02.unreadable': "la clé de {location} n'est pas lisible par ce compte.",
  'certificate.finding.STORE-02.not-exportable':
    "la clé de {location} n'est pas exportable : une copie de secours est impossible.",
  'certificate.finding.TRUST-01':
    "aucune racine IGC-Santé ({wanted}) n'est connue ici : le serveur du DMP ne sera pas cru (profil {environment}).",
  'certificate.finding.FINESS-01': "le numéro {number} n'est pas dans l'extraction {file} : fermé, ou faux.",
  'certificate.finding.FINESS-01.partial':
    "le numéro {number} n'est pas dans l'extraction {file}, qui ne liste pas tous les niveaux (EJ et EG).",
  'certificate.finding.FINESS-02': '{number} ({name}) est fermé depuis le {date}.',
  'certificate.finding.FINESS-02.undated': '{number} ({name}) est fermé.',
  'certificate.finding.FINESS-02.announced': '{number} ({name}) fermera le {date}.',
  'certificate.finding.FINESS-03':
    "le site {site} dépend de l'entité juridique {found}, alors que le profil déclare {expected}.",
  'certificate.finding.FINESS-04': 'le certificat dit « {name} », le FINESS dit « {listed} ».',
  'certificate.finding.PAIR-01.entities':
    'une même paire pour plusieurs entités juridiques ({entities}) : profils {profiles}.',
  'certificate.finding.PAIR-01.sites':
    'une même paire pour plusieurs sites ({sites}) : profils {profiles}. Une seule date de fin pour tous.',
  'certificate.finding.REV-01.contradicted':
    'révoqué le {at} ({by} {from}), bien que {later} dise le contraire depuis le {on} : une révocation ne se reprend pas. {reason}',
  'certificate.finding.KEY-02.authority':
    "l'autorité {issuer} de sa chaîne est trop faible : clé {algorithm} de {bits} bits, signature {hash}.",
  'certificate.finding.REV-01.authority':
    "l'autorité {issuer} de sa chaîne a été révoquée le {at} ({by} {from}) {reason}",
  'certificate.finding.REV-02.authority':
    "la révocation de l'autorité {issuer} de sa chaîne n'est pas connue ({from}).",
  'certificate.finding.REV-02.authority-no-address':
    "la révocation de l'autorité {issuer} de sa chaîne n'est pas connue : elle ne nomme aucune adresse joignable en HTTP.",
  'certificate.finding.PAIR-01.unread':
    'inconnu pour les profils {profiles} : illisibles, ou leurs certificats sont cachés par un mot de passe.',
  'certificate.finding.FINESS-02.contradicted':
    "l'extraction liste {number} ({name}) plusieurs fois, ouvert et fermé : à vérifier.",
  'certificate.finding.FINESS-02.unknown-state':
    "{number} ({name}) : son état ou sa date de fermeture « {state} » dans l'extraction n'est pas compris, ni ouvert ni fermé.",
}
