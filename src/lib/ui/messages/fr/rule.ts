import {counts} from '../../../cda/rules/counts.ts'
import type {Messages} from '../messages.ts'

const COUNT = '{element} : {found} trouvé(s), {expected} attendu(s) ; compléter ou retirer l’élément'

/** Ce qui ne va pas dans un document, où, et ce qu'il faut y mettre. */
export const ruleFr: Messages = {
  ...Object.fromEntries(counts.map(({id}) => [`rule.${id}`, COUNT])),
  'rule.SM-CLASS': 'ClinicalDocument/@{attribute} vaut {found} : mettre {expected}, ou retirer l’attribut',
  'rule.SM-REALM': 'realmCode doit figurer une seule fois, avec @code="FR"',
  'rule.SM-TYPE-ID':
    'typeId doit figurer une seule fois : root 2.16.840.1.113883.1.3, extension POCD_HD000040',
  'rule.SM-TEMPLATES': 'le templateId {template} figure {found} fois : il en faut un et un seul',
  'rule.SM-TEMPLATE-LEVEL1':
    'un document non structuré porte exactement trois templateId, dont 1.3.6.1.4.1.19376.1.2.20 ; {found} trouvé(s)',
  'rule.SM-TEMPLATE-MODEL': 'un document structuré doit porter le templateId de son modèle de contenu',
  'rule.SM-ID':
    'l’identifiant du document (id/@root) doit être un OID ou un UUID, une seule fois : « {found} »',
  'rule.DMP-ID-OID':
    'l’identifiant du document est un UUID ({found}) : le DMP attend un OID, par exemple 2.25 suivi de l’UUID en entier',
  'rule.SM-CODE': 'le type du document (code) n’a pas son attribut {missing}',
  'rule.SM-CODE-J07': 'le type {code} ({system}) n’est pas dans la table J07 : corriger code et codeSystem',
  'rule.SM-EFFECTIVE-TIME':
    'la date du document (effectiveTime/@value) est absente ou n’est pas une date : « {found} », attendu AAAAMMJJhhmmss+zzzz',
  'rule.SM-CONFIDENTIALITY':
    'confidentialityCode « {found} » : mettre N, R ou V, codeSystem 2.16.840.1.113883.5.25 et displayName',
  'rule.SM-CONFIDENTIALITY-MASK':
    'le masque {found} n’a pas sa place dans l’en-tête du CDA : y laisser N et demander le masquage à l’envoi',
  'rule.SM-LANGUAGE':
    'languageCode « {found} » : attendu deux minuscules, tiret, deux majuscules, comme fr-FR',
  'rule.SM-SET-ID':
    'l’identifiant commun aux versions (setId/@root) doit être un OID ou un UUID : « {found} »',
  'rule.SM-VERSION': 'versionNumber « {found} » : attendu un nombre entier, 1 pour la première version',
  'rule.SM-REPLACED':
    'relatedDocument doit avoir typeCode="RPLC" et l’identifiant (@root) du document remplacé ; typeCode trouvé : {found}',
  'rule.DMP-REPLACED-SELF':
    'le document dit se remplacer lui-même : donner un nouvel id, ou corriger relatedDocument/parentDocument/id',
  'rule.CDA-SET-EQUALS-ID':
    'setId est égal à id : la prochaine version aura besoin d’un autre id mais du même setId',
  'rule.CDA-VERSION-CHAIN':
    'versionNumber vaut {found} : la version 1 ne remplace rien, les suivantes désignent dans relatedDocument celle qu’elles remplacent',
  'rule.SM-PATIENT-ID': 'un identifiant du patient n’a pas son attribut {missing}',
  'rule.CDA-INS-MISSING':
    'aucun matricule INS parmi les identifiants du patient : ajouter patientRole/id avec l’OID de l’INS',
  'rule.CDA-INS-FORMER':
    'l’identifiant {oid} est un ancien INS (INS-A ou INS-C), qui n’est plus admis : mettre le matricule INS',
  'rule.CDA-INS-SEVERAL': 'le patient porte plusieurs matricules INS : n’en laisser qu’un, celui en vigueur',
  'rule.CDA-INS-FIRST': 'le matricule INS doit être le premier identifiant du patient, l’IPP vient après',
  'rule.CDA-INS-ENVIRONMENT':
    'l’OID d’INS {oid} n’est pas de cet environnement (admis : {allowed}) : vérifier le profil et l’identité',
  'rule.CDA-INS-FORM': 'le matricule INS n’a pas la forme attendue : 13 caractères et la clé de 2 chiffres',
  'rule.CDA-INS-KEY': 'la clé du matricule INS est fausse : vérifier la saisie du matricule',
  'rule.CDA-INS-TRAITS': 'un trait strict manque alors que le matricule INS est donné : renseigner {missing}',
  'rule.SM-FAMILY-QUALIFIER':
    'nom du patient : qualifier « {found} », attendu BR (nom de naissance) ou CL (nom utilisé)',
  'rule.SM-GIVEN-QUALIFIER':
    'prénom du patient : qualifier « {found} », attendu BR (premier prénom), CL (prénom utilisé) ou aucun (liste)',
  'rule.SM-NAME-EMPTY': 'nom du patient : l’élément {element} est vide',
  'rule.SM-GENDER': 'sexe du patient : attendu M, F ou UN, codeSystem 2.16.840.1.113883.5.1',
  'rule.SM-BIRTH-TIME': 'la date de naissance est absente ou n’est pas une date AAAAMMJJ',
  'rule.SM-GUARDIAN':
    'guardian doit contenir une personne (avec un nom) ou une organisation, pas les deux ; {found} trouvé(s)',
  'rule.SM-AUTHOR-TIME':
    'la date de l’auteur (author/time/@value) est absente ou n’est pas une date : « {found} »',
  'rule.SM-AUTHOR-ID': 'un identifiant d’auteur n’a pas son attribut {missing}',
  'rule.SM-AUTHOR-WHO':
    'un auteur est soit une personne (assignedPerson), soit un système (assignedAuthoringDevice) ; {found} trouvé(s)',
  'rule.SM-AUTHOR-DEVICE': 'auteur système : l’élément {element} est obligatoire, une seule fois',
  'rule.SM-AUTHOR-ROLE': 'rôle de l’auteur {code} ({system}) : absent de la table J47',
  'rule.SM-SPECIALTY':
    'profession ou savoir-faire {code} ({system}) : absent de la table J01, ou sans displayName',
  'rule.SM-PERSON-NAME':
    'nom d’un professionnel : un seul name, un seul family renseigné, au plus un given, un prefix et un suffix',
  'rule.SM-PREFIX': 'civilité « {found} » : absente de la table J245 (M, MME)',
  'rule.SM-SUFFIX': 'titre « {found} » : absent de la table J246 (DR, PR…)',
  'rule.SM-ORGANIZATION-ID': 'l’identifiant de la structure n’a pas d’extension : mettre 1 suivi du FINESS',
  'rule.SM-CUSTODIAN-ID':
    'la racine de l’identifiant du conservateur est « {found} » : attendu 1.2.250.1.71.4.2.2 (structure)',
  'rule.SM-LEGAL-TIME':
    'la date du responsable (legalAuthenticator/time/@value) est absente ou n’est pas une date : « {found} »',
  'rule.SM-LEGAL-SIGNATURE': 'legalAuthenticator doit avoir un signatureCode, avec @code="S"',
  'rule.SM-LEGAL-ID': 'l’identifiant du responsable n’a pas son attribut {missing}',
  'rule.SM-AUTHORIZATION': 'authorization/consent doit avoir un code et un statusCode « completed »',
  'rule.SM-SERVICE-MAIN':
    'acte principal (premier documentationOf) : {element} figure {found} fois, il en faut exactement un',
  'rule.SM-SERVICE-TIME':
    'début de l’acte (serviceEvent/effectiveTime/low/@value) absent ou qui n’est pas une date : « {found} »',
  'rule.SM-SERVICE-CODE': 'le code de l’acte n’a pas son attribut {missing} ; sinon mettre un nullFlavor',
  'rule.SM-PERFORMER': 'exécutant de l’acte : typeCode « {found} », attendu PRF avec un assignedEntity',
  'rule.SM-PRACTICE-SETTING':
    'cadre d’exercice {code} ({system}) : absent de la table J04, ou sans displayName',
  'rule.SM-ENCOUNTER-CODE':
    'type de rencontre {code} ({system}) : absent de la table J142, ou sans displayName',
  'rule.SM-ENCOUNTER-ID': 'un identifiant du séjour n’a pas de root',
  'rule.SM-ENCOUNTER-LEAVING':
    'dischargeDispositionCode doit avoir code, displayName et le codeSystem 1.2.250.1.213.2.14',
  'rule.SM-ENCOUNTER-PEOPLE':
    '{element} : il faut un identifiant de professionnel (racine 1.2.250.1.71.4.2.1) et, pour un participant, un typeCode de la table J140',
  'rule.SM-FACILITY': 'secteur d’activité {code} ({system}) : absent de la table J02, ou sans displayName',
  'rule.SM-TELECOM':
    'telecom : attendu @value commençant par tel:, fax:, mailto:, http:, ftp: ou mllp:, ou bien un nullFlavor UNK, NASK, ASKU, NAV ou MSK',
  'rule.SM-TELECOM-USE': 'telecom/@use « {found} » : attendu H, HP, HV, WP, DIR, PUB, EC, MC ou PG',
  'rule.SM-ADDRESS':
    'adresse : {element} mal employé ; soit des éléments séparés une fois chacun, soit 7 streetAddressLine au plus, et @use H, HP, HV, WP ou TMP',
  'rule.CDA-DATE-FORM': '{element} : « {found} » n’est pas une date possible',
  'rule.CDA-DATE-OFFSET':
    '{element} : heure sans décalage horaire ; elle est lue comme heure de Paris, ajouter +0100 ou +0200',
  'rule.CDA-DATE-ORDER':
    'période de {low} à {high} : la fin doit venir après le début ; si elles sont égales, retirer high',
  'rule.CDA-DATE-FUTURE': 'la date {found} est dans le futur : vérifier la date et l’horloge',
  'rule.CDA-DATE-BIRTH': 'la date de naissance vient après le document, ou n’est pas d’une personne vivante',
  'rule.DMP-TYPE-J66': 'le DMP n’accepte pas le type {code} ({system}) : prendre un code de la table J66',
  'rule.DMP-CLASS-J57': 'aucune classe J57 pour le type {code} : mettre à jour la table ASS_X16',
  'rule.DMP-CONFIDENTIALITY-J58':
    'le DMP n’accepte pas la confidentialité {code} ({system}) : mettre N, R ou V',
  'rule.DMP-FORMAT-J60':
    'aucun format J60 pour « {found} » : un document non structuré est en PDF, texte, RTF, JPEG ou TIFF ; pour un modèle structuré inconnu, indiquer le formatCode',
  'rule.DMP-FACILITY-J61': 'le DMP n’accepte pas le secteur d’activité {code} ({system}) : table J61',
  'rule.DMP-SETTING-J62': 'le DMP n’accepte pas le cadre d’exercice {code} ({system}) : table J62',
  'rule.CDA-BODY-MISSING': 'le document n’a pas de corps : ni nonXMLBody ni structuredBody',
  'rule.CDA-BODY-REPRESENTATION': 'nonXMLBody/text : representation « {found} », attendu B64',
  'rule.CDA-BODY-BASE64': 'le contenu de nonXMLBody/text est vide ou n’est pas en base64',
  'rule.CDA-BODY-EMPTY': 'le corps structuré ne contient aucune section',
  'rule.DMP-SCRIPT': 'le document contient du code exécutable ({element}) : le retirer',
  'rule.DMP-EXTERNAL-LINK': 'le document renvoie hors de lui-même ({element}) : retirer ce lien',
}
