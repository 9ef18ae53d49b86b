import type {Messages} from '../messages.ts'

/** Les contrôles de certificats expliqués : conteneurs, révocation, fichiers, magasins, FINESS, profils. */
export const certExplainedPlacesFr: Messages = {
  'certificate.check.P12-01.what': 'le mot de passe ouvre le fichier (MAC juste).',
  'certificate.check.P12-01.why': 'sans lui la clé reste fermée ; un mot de passe perdu ne se retrouve pas.',
  'certificate.check.P12-01.fix': 'vérifier le mot de passe ; perdu, refaire la demande sur la plateforme.',
  'certificate.check.P12-02.what': "le fichier n'est pas protégé par RC2, RC4 ou DES simple.",
  'certificate.check.P12-02.why':
    "OpenSSL 3 et Node refusent ces chiffrements : « Unsupported PKCS12 PFX data », qu'on prend pour un mauvais mot de passe. Ce produit lit RC2, ni RC4 ni DES simple.",
  'certificate.check.P12-02.fix':
    'de RC2, dmp cert repack le convertit en AES sans jamais écrire la clé en clair ; de RC4 ou DES, le réexporter avec OpenSSL (pkcs12 -legacy).',
  'certificate.check.P12-03.what': "la clé n'est protégée ni par 3DES ni par un MAC SHA-1.",
  'certificate.check.P12-03.why':
    "c'est la forme des fichiers remis par la plateforme ; elle se lit partout mais n'est plus au goût du jour.",
  'certificate.check.P12-03.fix': "rien d'urgent ; dmp cert repack pour de l'AES.",
  'certificate.check.P12-04.what':
    'le fichier a un MAC, un mot de passe, une seule clé, et le certificat de la clé en premier.',
  'certificate.check.P12-04.why':
    "d'autres outils prennent le premier certificat ou la première clé venus, et une altération peut ne pas se voir.",
  'certificate.check.P12-04.fix': 'refaire le fichier : dmp cert repack.',
  'certificate.check.REV-01.what': "le certificat n'est pas révoqué (CRL ou OCSP).",
  'certificate.check.REV-01.why':
    'le DMP refuse un certificat révoqué (EX_AIR-080) ; une liste périmée qui dit « révoqué » reste décisive.',
  'certificate.check.REV-01.fix':
    "cesser de l'employer, chercher pourquoi il l'est, faire une nouvelle demande.",
  'certificate.check.REV-02.what': 'la révocation a pu être vérifiée.',
  'certificate.check.REV-02.why':
    "ne pas savoir n'est pas « bon » ; beaucoup de réseaux hospitaliers bloquent les listes, ce n'est donc pas une panne.",
  'certificate.check.REV-02.fix':
    'ouvrir en HTTP igc-sante.esante.gouv.fr et ocsp.esante.gouv.fr, ou donner une liste : --crl FICHIER.',
  'certificate.check.FILE-01.what': "le fichier qui contient la clé n'est lisible que par son propriétaire.",
  'certificate.check.FILE-01.why':
    "quiconque lit la clé (et son mot de passe, souvent à côté) peut agir au nom de l'établissement.",
  'certificate.check.FILE-01.fix': 'chmod 600 FICHIER ; sous Windows, ne laisser que le compte de service.',
  'certificate.check.FILE-02.what':
    "la clé n'est ni sur un bureau, ni dans les téléchargements, ni sur un partage, ni sous un site web, ni dans un dépôt git.",
  'certificate.check.FILE-02.why':
    'plusieurs clés privées de cette infrastructure sont publiques, dans des dépôts de code.',
  'certificate.check.FILE-02.fix': "déplacer le fichier ; s'il a pu être lu, faire révoquer le certificat.",
  'certificate.check.FILE-03.what': 'la clé privée est chiffrée dans le fichier.',
  'certificate.check.FILE-03.why': "une copie ou une sauvegarde du fichier suffit alors pour s'en servir.",
  'certificate.check.FILE-03.fix': 'la chiffrer : openssl pkcs8 -topk8 -v2 aes-256-cbc, ou un .p12.',
  'certificate.check.FILE-04.what':
    "le certificat n'est qu'à un endroit, et le plus récent est celui qui sert.",
  'certificate.check.FILE-04.why':
    "après un renouvellement l'ancien fichier reste souvent configuré, et s'arrête à sa fin.",
  'certificate.check.FILE-04.fix': 'dmp cert install NOUVEAU, puis supprimer les copies.',
  'certificate.check.FILE-05.what': 'le nom, le format et la forme du fichier concordent.',
  'certificate.check.FILE-05.why':
    'un DER nommé .pem, un p7b sans certificat, un BOM en tête ou une demande (CSR) prise pour un certificat trompent les autres outils.',
  'certificate.check.FILE-05.fix': "renommer le fichier d'après son contenu, ou le convertir.",
  'certificate.check.FILE-06.what':
    "le nom du fichier ou du dossier n'annonce pas autre chose que le contenu (produit, environnement, nom, FINESS).",
  'certificate.check.FILE-06.why':
    'on choisit un fichier à son nom ; on a vu un AUTO-certificate.p12 contenir INSI-MANU.',
  'certificate.check.FILE-06.fix': 'renommer, et vérifier ce que la configuration désigne.',
  'certificate.check.STORE-01.what': 'le certificat est dans un fichier ; sinon, où il est gardé est dit.',
  'certificate.check.STORE-01.why':
    "un compte de service ne voit pas le magasin CurrentUser d'un autre utilisateur.",
  'certificate.check.STORE-01.fix': 'pour un service Windows, importer dans LocalMachine\\My.',
  'certificate.check.STORE-02.what': 'la clé du magasin Windows est lisible par le compte et exportable.',
  'certificate.check.STORE-02.why':
    'sans droit de lecture le service échoue ; sans export, aucune copie de secours.',
  'certificate.check.STORE-02.fix':
    'certlm.msc, Toutes les tâches, Gérer les clés privées ; réimporter en cochant « exportable » si besoin.',
  'certificate.check.TRUST-01.what': 'une racine IGC-Santé est connue pour croire le serveur.',
  'certificate.check.TRUST-01.why':
    "ni Node ni Linux n'apportent ces racines : « cela marche sous Windows, pas dans le conteneur ».",
  'certificate.check.TRUST-01.fix':
    "employer le .p12 d'origine, qui contient la chaîne, ou déclarer trust.caFiles.",
  'certificate.check.FINESS-01.what':
    "le numéro de OU et celui du site sont dans l'extraction publique du FINESS.",
  'certificate.check.FINESS-01.why':
    "l'extraction liste les établissements ouverts : un numéro absent est fermé ou faux, et le DMP le refusera tôt ou tard.",
  'certificate.check.FINESS-01.fix': "vérifier le numéro sur le site du FINESS, et l'âge de l'extraction.",
  'certificate.check.FINESS-02.what': "l'entité et le site sont ouverts.",
  'certificate.check.FINESS-02.why':
    'une fusion ou un transfert ferme un numéro ; les certificats qui le portent cessent de valoir.',
  'certificate.check.FINESS-02.fix':
    'commander une paire au nom de la nouvelle entité avant que le DMP ne refuse (dmp cert diff montre ce qui change).',
  'certificate.check.FINESS-03.what': 'le site (EG) du profil dépend de son entité juridique (EJ).',
  'certificate.check.FINESS-03.why':
    "le DMP compare la structure du VIHF et celle du certificat : un site d'une autre entité est refusé.",
  'certificate.check.FINESS-03.fix': 'corriger structure.finessEg ou structure.finessEj.',
  'certificate.check.FINESS-04.what': 'le nom du certificat ressemble à celui du FINESS.',
  'certificate.check.FINESS-04.why':
    "un nom différent peut venir d'un changement de raison sociale, ou d'un numéro qui n'est pas le bon.",
  'certificate.check.FINESS-04.fix': 'rien si les deux noms désignent le même établissement.',
  'certificate.check.PAIR-01.what': "la paire ne sert qu'aux sites d'une même entité juridique.",
  'certificate.check.PAIR-01.why':
    "un groupe ou un GHT ne peut partager un certificat entre plusieurs entités juridiques ; entre sites d'une même entité, une seule fin les arrête tous.",
  'certificate.check.PAIR-01.fix': 'une paire par entité juridique.',
}
