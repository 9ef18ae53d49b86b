import type {Messages} from '../messages.ts'

/** Causes that `exchange check` finds; `*` stands for any last part, `{field}` is that part. */
export const exchangeCausesFr: Messages = {
  'exchange.cause.tls/untrusted': 'Le certificat client vient d’une autorité qui n’est pas reconnue.',
  'exchange.cause.tls/expired': 'Le certificat client n’était plus valable au moment de l’appel.',
  'exchange.cause.tls/not-yet-valid': 'Le certificat client n’était pas encore valable au moment de l’appel.',
  'exchange.cause.tls/key-usage':
    'Le certificat client n’est pas un certificat d’authentification d’organisation (ORG AUTH_CLI).',
  'exchange.cause.tls/category': 'Le certificat client n’est pas un certificat logiciel de l’IGC-Santé.',
  'exchange.cause.tls/structure': 'Le certificat client ne porte pas un identifiant de structure unique.',
  'exchange.cause.tls/key-period': 'La clé du certificat client ne devait plus servir.',
  'exchange.cause.http/content-type': 'L’en-tête Content-Type manque ou ne convient pas à ce service.',
  'exchange.cause.http/too-large': 'Le message est trop grand.',
  'exchange.cause.mime/mtom-required':
    'Le lot est envoyé en SOAP simple : l’alimentation exige MTOM/XOP (EX_2.1-1260).',
  'exchange.cause.mime/content-type':
    'Le multipart n’est pas annoncé comme MTOM : type, start, start-info ou boundary manque ou est faux.',
  'exchange.cause.mime/root':
    'La partie que start désigne n’est pas l’enveloppe annoncée (application/xop+xml, UTF-8).',
  'exchange.cause.mime/root-too-large': 'L’enveloppe est trop grande.',
  'exchange.cause.mime/part-too-large': 'Une partie est trop grande.',
  'exchange.cause.mime/too-many-parts': 'Le message a trop de parties.',
  'exchange.cause.mime/boundary': 'Le corps ne suit pas le délimiteur (boundary) annoncé.',
  'exchange.cause.mime/truncated': 'Le multipart s’arrête avant son délimiteur de fin.',
  'exchange.cause.mime/epilogue': 'Des octets suivent le délimiteur de fin du multipart.',
  'exchange.cause.mime/part-header': 'Les en-têtes d’une partie sont mal formés ou répétés.',
  'exchange.cause.mime/part-type': 'Une partie n’a pas de Content-Type lisible.',
  'exchange.cause.mime/content-id': 'Un Content-ID manque, n’a pas ses chevrons ou est donné à deux parties.',
  'exchange.cause.mime/transfer-encoding':
    'Une partie n’est pas en binary ou en 8bit (base64 par exemple) : MTOM n’en encode aucune.',
  'exchange.cause.mime/include':
    'Un xop:Include n’a pas de référence cid:, ou n’est pas seul dans son élément.',
  'exchange.cause.mime/include-twice': 'Une même partie est incluse deux fois.',
  'exchange.cause.mime/include-missing': 'Un xop:Include désigne une partie qui n’est pas dans le message.',
  'exchange.cause.mime/include-content-id':
    'Un xop:Include et la partie reçue ne portent pas le même Content-ID.',
  'exchange.cause.mime/include-unused': 'Une partie n’est incluse nulle part.',
  'exchange.cause.xml/doctype': 'Le XML contient un DOCTYPE, refusé partout.',
  'exchange.cause.xml/entity': 'Le XML emploie une entité que XML ne prédéfinit pas.',
  'exchange.cause.xml/encoding': 'L’enveloppe n’est pas en UTF-8, ou déclare un autre encodage.',
  'exchange.cause.xml/limits': 'Le XML est trop profond ou trop long.',
  'exchange.cause.xml/malformed': 'Le XML n’est pas bien formé.',
  'exchange.cause.soap/version': 'L’enveloppe n’est pas en SOAP 1.2.',
  'exchange.cause.soap/envelope': 'L’enveloppe ne contient pas Header puis Body, et rien d’autre.',
  'exchange.cause.soap/body': 'Body ne contient pas un seul élément.',
  'exchange.cause.soap/must-understand': 'Un en-tête inconnu est marqué mustUnderstand.',
  'exchange.cause.wsa/missing-*': 'L’en-tête WS-Addressing {field} manque.',
  'exchange.cause.wsa/repeated': 'Un en-tête WS-Addressing est donné deux fois.',
  'exchange.cause.wsa/message-id': 'MessageID n’est pas un urn:uuid.',
  'exchange.cause.wsa/replayed': 'Ce MessageID a déjà servi à un autre message de la capture.',
  'exchange.cause.wsa/to': 'To ne désigne pas le service appelé.',
  'exchange.cause.wsa/reply-to': 'ReplyTo n’est pas l’adresse anonyme.',
  'exchange.cause.wsa/must-understand': 'ReplyTo ou Action n’est pas marqué mustUnderstand.',
  'exchange.cause.wsa/action': 'Action n’est pas une action de ce service.',
  'exchange.cause.wsa/closed-action':
    'Cette transaction est fermée à un certificat d’établissement (authentification indirecte).',
  'exchange.cause.wsa/action-body': 'Action ne correspond pas au contenu de Body.',
  'exchange.cause.wsa/action-content-type': 'L’action du Content-Type n’est pas celle du message.',
  'exchange.cause.vihf/security-header':
    'Il n’y a pas exactement un en-tête wsse:Security : le VIHF manque ou est double.',
  'exchange.cause.vihf/assertion':
    'wsse:Security ne contient pas une assertion SAML 2.0 seule et bien formée.',
  'exchange.cause.vihf/signature-missing': 'Le VIHF n’est pas signé.',
  'exchange.cause.vihf/signature-place': 'La signature du VIHF n’est pas seule, juste après Issuer.',
  'exchange.cause.vihf/signature-wrapping':
    'Le message porte plusieurs assertions, ou deux éléments sous l’identifiant signé : signature enveloppée (attaque XSW), ou montage fautif.',
  'exchange.cause.vihf/signature-shape': 'La signature du VIHF n’a pas la forme attendue.',
  'exchange.cause.vihf/signature-key-info':
    'KeyInfo de la signature du VIHF ne contient pas un seul certificat lisible.',
  'exchange.cause.vihf/signature-algorithm':
    'La signature du VIHF n’emploie pas exc-c14n, RSA-SHA256 et SHA-256.',
  'exchange.cause.vihf/signature-reference': 'La référence signée ne désigne pas l’assertion.',
  'exchange.cause.vihf/signature-transforms':
    'Les transformations ne sont pas enveloped-signature puis exc-c14n.',
  'exchange.cause.vihf/signature-digest':
    'L’empreinte du VIHF est fausse : l’assertion a été changée après sa signature (ré-indentation, réécriture, ajout).',
  'exchange.cause.vihf/signature-value':
    'La valeur de la signature du VIHF est fausse : autre clé, ou SignedInfo changé.',
  'exchange.cause.vihf/signer-untrusted':
    'Le certificat qui a signé le VIHF vient d’une autorité qui n’est pas reconnue.',
  'exchange.cause.vihf/signer-expired': 'Le certificat qui a signé le VIHF n’était plus valable.',
  'exchange.cause.vihf/signer-not-yet-valid': 'Le certificat qui a signé le VIHF n’était pas encore valable.',
  'exchange.cause.vihf/signer-key-usage':
    'Le VIHF n’est pas signé par le cachet (ORG SIGN) : autre usage de clé, AUTH_CLI le plus souvent.',
  'exchange.cause.vihf/signer-key-period': 'La clé du cachet ne devait plus signer à cette date.',
  'exchange.cause.vihf/signer-category':
    'Le certificat qui a signé le VIHF n’est pas un certificat logiciel de l’IGC-Santé.',
  'exchange.cause.vihf/signer-structure':
    'Le certificat qui a signé le VIHF ne porte pas un identifiant de structure unique.',
  'exchange.cause.vihf/signer-other': 'Le VIHF est signé par un autre certificat que celui de --sign.',
  'exchange.cause.vihf/issuer': 'Issuer n’est pas le sujet du certificat qui a signé.',
  'exchange.cause.vihf/issue-instant': 'IssueInstant n’est pas un instant UTC avec millisecondes et Z.',
  'exchange.cause.vihf/stale': 'Le VIHF avait plus de 30 secondes en arrivant (EX_AIR-040).',
  'exchange.cause.vihf/future': 'Le VIHF est daté dans le futur : l’horloge de l’émetteur avance.',
  'exchange.cause.vihf/conditions': 'Conditions du VIHF ne tient pas au moment de l’appel, ou est mal formé.',
  'exchange.cause.vihf/replayed':
    'Cette assertion a déjà servi à un autre message de la capture : une assertion sert un seul appel.',
  'exchange.cause.vihf/subject': 'Subject ne contient pas NameID seul.',
  'exchange.cause.vihf/name-id':
    'NameID n’est pas un identifiant national (PS_IdNat, ou 3 + FINESS / identifiant interne).',
  'exchange.cause.vihf/authn-instant': 'AuthnInstant est mal formé ou postérieur à IssueInstant.',
  'exchange.cause.vihf/authn-context':
    'AuthnContextClassRef n’est pas un mode d’authentification SAML connu.',
  'exchange.cause.vihf/attribute/unknown': 'Le VIHF porte un attribut que personne n’a défini.',
  'exchange.cause.vihf/attribute/role': 'Le rôle (subject:role) manque, est mal formé ou hors de JDV_J65.',
  'exchange.cause.vihf/attribute/purposeofuse': 'purposeofuse n’est pas l’accès « normal ».',
  'exchange.cause.vihf/attribute/resource-id':
    'resource-id n’est pas un INS bien écrit, du domaine (OID) de l’environnement des certificats.',
  'exchange.cause.vihf/attribute/Authentification_Mode':
    'Authentification_Mode n’est pas INDIRECTE, donné une fois.',
  'exchange.cause.vihf/attribute/*': 'L’attribut {field} du VIHF manque ou n’a pas une valeur acceptée.',
  'exchange.cause.vihf/specialty': 'Un médecin ou un pharmacien n’a pas sa spécialité en second rôle.',
  'exchange.cause.vihf/structure-certificates':
    'Les certificats AUTH_CLI et SIGN ne sont pas de la même structure.',
  'exchange.cause.vihf/structure':
    'Identifiant_Structure n’est ni l’entité du certificat, ni la structure que NameID et l’auteur du lot nomment.',
  'exchange.cause.vihf/name-id-structure':
    'NameID appartient à une autre structure que le certificat et Identifiant_Structure.',
  'exchange.cause.patient/mismatch':
    'Le message nomme plusieurs patients : VIHF, lot et fiches doivent porter le même INS.',
  'exchange.cause.patient/oid':
    'L’OID de l’INS n’est pas celui de l’environnement des certificats (réel : .8 ou .9 ; test : .10 ou .11).',
  'exchange.cause.patient/ins-c':
    'L’identifiant est un INS-C, d’une génération antérieure : l’API v2 attend l’INS-NIR.',
  'exchange.cause.patient/key': 'Le matricule INS n’a pas la bonne forme ou la bonne clé.',
  'exchange.cause.lot/metadata': 'Une métadonnée obligatoire manque ou n’est pas à sa place : {location}.',
  'exchange.cause.lot/missing-document': 'Une fiche du lot n’a pas de document : {location}.',
  'exchange.cause.lot/missing-entry': 'Un document du lot n’a pas de fiche : {location}.',
  'exchange.cause.lot/unique-id-twice': 'Un uniqueId est donné deux fois dans le message.',
  'exchange.cause.lot/no-signature': 'Le lot n’est pas signé : il n’a pas de fiche de signature.',
  'exchange.cause.lot/no-document': 'Le lot ne contient aucun document.',
  'exchange.cause.association/HasMember':
    'Les associations HasMember ne vont pas, une fois chacune, du lot à ses fiches.',
  'exchange.cause.association/signs': 'L’association signs de la signature vers le lot manque ou est fausse.',
  'exchange.cause.association/SubmissionSetStatus': 'SubmissionSetStatus ne vaut pas Original.',
  'exchange.cause.association/RPLC': 'Une association de remplacement (RPLC) est mal posée.',
  'exchange.cause.association/*': 'Une association du lot n’a pas la valeur attendue ({field}).',
  'exchange.cause.set/author-structure':
    'Aucune structure d’auteur du lot (authorInstitution) n’est celle du VIHF.',
  'exchange.cause.entry/author-structure':
    'Aucune structure d’auteur de la fiche (authorInstitution) n’est celle du VIHF.',
  'exchange.cause.set/*': 'La métadonnée {field} du lot n’a pas la forme attendue.',
  'exchange.cause.entry/hash': 'Le hash de la fiche n’est pas celui du document envoyé.',
  'exchange.cause.entry/size': 'La taille de la fiche (size) n’est pas celle du document envoyé.',
  'exchange.cause.entry/*':
    'La métadonnée {field} d’une fiche manque, est répétée ou n’a pas la forme attendue.',
  'exchange.cause.table/ASS_X16': 'La classe (classCode) n’est pas celle du type de document (ASS_X16).',
  'exchange.cause.table/*': 'Un code n’est pas dans la nomenclature {field} du DMP.',
  'exchange.cause.visibility/base': 'confidentialityCode n’a pas exactement un niveau N, R ou V.',
  'exchange.cause.visibility/twice': 'Un masque est donné deux fois.',
  'exchange.cause.visibility/cumulation': 'INVISIBLE_PATIENT et MASQUE_PS ne se cumulent pas (param-lps).',
  'exchange.cause.visibility/adult': 'INVISIBLE_REPRESENTANTS_LEGAUX ne vaut que pour un mineur.',
  'exchange.cause.visibility/minors': 'La gestion des mineurs n’est pas ouverte (param-lps).',
  'exchange.cause.signature-entry/*': 'La fiche de signature n’a pas sa valeur fixe pour {field}.',
  'exchange.cause.document/xop': 'Un document n’est pas transmis par xop:Include.',
  'exchange.cause.document/twice': 'Un document ou une partie est donné deux fois.',
  'exchange.cause.document/mimeType': 'Le type de la partie n’est pas celui de la fiche (mimeType).',
  'exchange.cause.document/empty': 'Un document est vide.',
  'exchange.cause.document/empty-body': 'Le corps du CDA est vide.',
  'exchange.cause.document/xml': 'Un document n’est pas un CDA lisible.',
  'exchange.cause.document/header': 'L’en-tête du CDA n’a pas de {location} lisible.',
  'exchange.cause.agreement/*': 'La fiche et l’en-tête du CDA se contredisent : {field}.',
  'exchange.cause.replace/relatedDocument':
    'Le lot remplace un document que le CDA (relatedDocument) ne nomme pas.',
  'exchange.cause.replace/association': 'Le CDA annonce un remplacement, le lot n’a pas d’association RPLC.',
  'exchange.cause.replace/reference': 'La fiche à remplacer n’est pas désignée par un urn:uuid (entryUUID).',
  'exchange.cause.lot-signature/value':
    'La valeur de la signature du lot est fausse : autre clé, ou SignedInfo changé.',
  'exchange.cause.lot-signature/digest#IHEManifest': 'Le Manifest a été changé après la signature du lot.',
  'exchange.cause.lot-signature/digest#S0-SignedProperties':
    'SignedProperties a été changé après la signature du lot.',
  'exchange.cause.lot-signature/manifest-digest':
    'L’empreinte d’un document n’est pas celle du Manifest : le document a été changé après la signature.',
  'exchange.cause.lot-signature/manifest-swapped': 'Le Manifest donne à un document l’empreinte d’un autre.',
  'exchange.cause.lot-signature/manifest-other-set': 'Le Manifest ne nomme pas ce lot.',
  'exchange.cause.lot-signature/manifest-missing': 'Le Manifest ne nomme pas tous les documents du lot.',
  'exchange.cause.lot-signature/manifest-extra': 'Le Manifest nomme un document qui n’est pas dans le lot.',
  'exchange.cause.lot-signature/manifest-set': 'La référence du lot ne porte pas l’empreinte convenue AA==.',
  'exchange.cause.lot-signature/manifest': 'Le Manifest est mal formé.',
  'exchange.cause.lot-signature/wrapping':
    'Deux éléments portent l’identifiant signé : signature enveloppée, ou montage fautif.',
  'exchange.cause.lot-signature/objects': 'La signature du lot n’a pas ses trois ds:Object.',
  'exchange.cause.lot-signature/xml': 'Le document de signature n’est pas un XML accepté.',
  'exchange.cause.lot-signature/document-xml': 'Un document signé n’est pas un XML lisible.',
  'exchange.cause.lot-signature/key-info': 'KeyInfo ne contient pas un seul certificat.',
  'exchange.cause.lot-signature/algorithm':
    'La signature du lot mélange ses algorithmes, ou en emploie un autre que RSA-SHA1 ou RSA-SHA256.',
  'exchange.cause.lot-signature/transforms':
    'Une transformation de la signature du lot n’est pas celle attendue (c14n avec commentaires pour le XML).',
  'exchange.cause.lot-signature/signing-certificate':
    'SigningCertificate ne nomme pas d’abord le certificat qui a signé.',
  'exchange.cause.lot-signature/issuer-serial': 'IssuerSerial ne correspond pas au certificat.',
  'exchange.cause.lot-signature/signing-time': 'SigningTime est mal formé ou dans le futur.',
  'exchange.cause.lot-signature/purpose': 'Le but de la signature n’est pas 1.2.840.10065.1.12.1.14.',
  'exchange.cause.lot-signature/signer-structure': 'Le lot n’est pas signé par la structure du VIHF.',
  'exchange.cause.lot-signature/signer-untrusted':
    'Le certificat qui a signé le lot vient d’une autorité qui n’est pas reconnue.',
  'exchange.cause.lot-signature/signer-expired': 'Le certificat qui a signé le lot n’était plus valable.',
  'exchange.cause.lot-signature/signer-not-yet-valid':
    'Le certificat qui a signé le lot n’était pas encore valable.',
  'exchange.cause.lot-signature/signer-key-usage': 'Le lot n’est pas signé par le cachet (ORG SIGN).',
  'exchange.cause.lot-signature/signer-key-period':
    'La clé du cachet ne devait plus signer le lot à cette date.',
  'exchange.cause.lot-signature/signer-category':
    'Le certificat qui a signé le lot n’est pas un certificat logiciel de l’IGC-Santé.',
  'exchange.cause.lot-signature/signer-other':
    'Le lot est signé par un autre certificat que celui de --sign.',
  'exchange.cause.lot-signature/*': 'La signature du lot n’a pas la forme attendue ({field}).',
  'exchange.cause.query/rights': 'Cette requête est fermée à un certificat d’établissement.',
  'exchange.cause.query/returnType':
    'En authentification indirecte, seule une réponse ObjectRef est permise.',
  'exchange.cause.query/unknown': 'Cette requête enregistrée n’est pas connue.',
  'exchange.cause.query/*': 'La requête est mal formée ({field}).',
  'exchange.cause.update/rights': 'Archiver ou désarchiver est fermé à un certificat d’établissement.',
  'exchange.cause.update/metadata':
    'Modifier les métadonnées est fermé à un certificat d’établissement : remplacez le document.',
  'exchange.cause.update/*': 'La demande de changement de statut est mal formée ({field}).',
  'exchange.cause.existence/form': 'Le test d’existence (TD0.2) n’a pas la valeur attendue : {location}.',
  'exchange.cause.other': 'Une règle du DMP embarqué n’est pas respectée : {field}.',
}
